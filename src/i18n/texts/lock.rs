//! The lock, and passphrases.

texts! {
    passphrase: "口令", "Passphrase";
    passphrase_again: "再输一次口令", "Passphrase once more";
    passphrase_rule(least): "至少 {least} 个字符；几个不相干的词连起来，又长又好记。", "At least {least} characters; several unrelated words are long and easy to remember.";
    show_passphrase: "显示口令", "Show the passphrase";
    passphrase_short(count plural, least): "现在 {count} 个字符，至少要 {least} 个，请加长。", "That is {count} character; the minimum is {least}. Please make it longer.", "That is {count} characters; the minimum is {least}. Please make it longer.";
    passphrase_differs: "两次输入的口令不一样，请再输一次。", "The two passphrases are not the same: type it once more.";
    passphrase_missing: "请输入口令。", "Please type the passphrase.";
    passphrase_wrong: "口令不对。请检查大小写和输入法，再试一次。", "That is not the passphrase. Check capital letters and the keyboard, then try again.";
    crypto_unavailable: "这里用不了加密：本页不是通过 https 打开的，浏览器因此不提供加密功能。请用 https 地址打开本页再试。", "Encryption cannot be used here: this page did not come over https, so the browser withholds its cryptography. Open this page at its https address and try again.";
    crypto_failed(reason): "浏览器的加密功能出错（{reason}）。请重试；再不行，请换一个浏览器。", "The browser's cryptography failed ({reason}). Try again; if that does not help, use another browser.";
    new_passphrase_or_none: "新口令（不改就留空）", "New passphrase (leave empty to keep it)";
    current_passphrase: "现在的口令", "Current passphrase";
    no_room_to_lock: "没有加锁：加密后的内容更长，浏览器的存储空间放不下。请先备份，再清空回收站或删除不再来往的客户。", "Not locked: encrypted texts are longer, and the browser's storage has no room for them. Make a backup, then empty the bin or delete clients you no longer deal with.";
    lock_what_it_does: "加锁后，客户、记录、草稿和其他设置都用口令加密保存；只有语言、配色和锁本身的参数不加密。打开本页，或离开一段时间后回来，要先输入口令。", "With a lock, clients, records, drafts and the other settings are stored encrypted under your passphrase; only the language, the theme and the lock's own parameters are not. The passphrase is asked for when the page is opened, and when you come back after a while.";
    lost_passphrase: "忘了口令，谁也打不开这些记录，我们也帮不上忙。请先做一份备份，把口令记在稳妥的地方。", "Without the passphrase nobody can open the records, and neither can we. Make a backup first, and keep the passphrase in a safe place.";
    nothing_to_lock: "记录现在只在内存里，没有可加锁的内容。", "Records are in memory only: there is nothing to lock.";
    put_lock: "用口令加锁", "Lock with a passphrase";
    sealing: "正在加密…", "Encrypting…";
    lock_put: "已加锁：保存的内容都已加密", "Locked: everything stored is encrypted now";
    idle_label: "多久没有操作就锁上", "Lock after this long without activity";
    only_by_hand: "仅手动锁定", "Manually only";
    lock_now: "现在锁上", "Lock now";
    change_lock: "更改或取消", "Change it, or take it off";
    lock_changed: "锁已更改", "The lock was changed";
    remove_lock: "取消锁", "Take the lock off";
    lock_removed: "已取消锁：保存的内容不再加密", "The lock is off: what is stored is no longer encrypted";
    locked_title: "记录已锁定", "The records are locked";
    locked_hint: "请输入口令。", "Please enter the passphrase.";
    passphrase_forgotten: "忘了口令？", "Forgot the passphrase?";
    passphrase_forgotten_hint:
        "没有口令，谁也打不开这里的记录。如果有备份，可以在另一个浏览器里打开本页，从备份恢复。要在这里重新开始，请在浏览器设置里清除本站的数据：锁住的记录会一起清除，无法找回。",
        "Without the passphrase nobody can open the records here. If you have a backup, you can open this page in another browser and restore it there. To start anew here, clear this site's data in the browser's settings: the locked records go with it, and cannot be brought back.";
    unlock: "解锁", "Unlock";
    unlocking: "正在解锁…", "Unlocking…";
    lock_unreadable(reason): "锁的参数读不出来：{reason}加密的记录都原样保留着，但没有这些参数就打不开。", "The lock's own parameters cannot be read: {reason} The encrypted records are kept as they are, but cannot be opened without them.";
}
