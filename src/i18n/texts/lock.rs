//! The lock, and passphrases.

texts! {
    passphrase: "口令", "Passphrase";
    show_passphrase: "显示", "Show";
    new_passphrase: "口令（至少 8 个字符）", "Passphrase (8 characters at least)";
    new_passphrase_or_none: "新口令（不改就留空）", "New passphrase (leave empty to keep it)";
    same_passphrase: "再输入一次", "The same again";
    current_passphrase: "现在的口令", "Current passphrase";
    passphrase_too_short(most): "口令至少要 {most} 个字符；一句自己记得住的话比一个怪词更安全。", "It needs {most} characters at least. A sentence that you will remember is safer than an odd word.";
    passphrases_differ: "两次输入的不一样，请再输入一次。", "The two are not the same: type it again.";
    wrong_passphrase: "口令不对。请检查大小写和输入法，再试一次。", "That is not the passphrase. Check capital letters and the keyboard, then try again.";
    no_crypto: "这里用不了加密：浏览器只在 https 网址上提供它。请用 https 打开本页。", "Encryption cannot be used here: browsers offer it on https addresses only. Open this page over https.";
    crypto_failed(reason): "浏览器的加密没有成功（{reason}）。请重试；什么都没有改变。", "The browser's encryption failed ({reason}). Try again; nothing has changed.";
    no_room_to_lock: "没有加锁：加密后的内容更长，浏览器的存储空间放不下。请先备份，再清空回收站或删除不再来往的客户。", "Not locked: encrypted texts are longer, and the browser's storage has no room for them. Make a backup, then empty the bin or delete clients you no longer deal with.";
    lock_what_it_does: "加锁后，客户、记录、草稿和其他设置都用口令加密保存；只有语言、配色和锁本身的参数不加密。打开本页，或离开一段时间后回来，要先输入口令。", "With a lock, clients, records, drafts and the other settings are stored encrypted under your passphrase; only the language, the theme and the lock's own parameters are not. The passphrase is asked for when the page is opened, and when you come back after a while.";
    lost_passphrase: "忘了口令，谁也打不开这些记录，我们也帮不上忙。请先做一份备份，把口令记在稳妥的地方。", "Without the passphrase nobody can open the records, and neither can we. Make a backup first, and keep the passphrase in a safe place.";
    nothing_to_lock: "记录现在只在内存里，没有可加锁的内容。", "Records are in memory only: there is nothing to lock.";
    put_lock: "用口令加锁", "Lock with a passphrase";
    sealing: "正在加密…", "Encrypting…";
    lock_put: "已加锁：保存的内容都已加密", "Locked: everything stored is encrypted now";
    idle_label: "多久没有操作就锁上", "Lock after this time without a touch";
    only_by_hand: "只在手动时", "Only by hand";
    lock_now: "现在锁上", "Lock now";
    change_lock: "更改或取消", "Change it, or take it off";
    lock_changed: "锁已更改", "The lock was changed";
    take_lock_off: "取消锁", "Take the lock off";
    lock_taken_off: "已取消锁：保存的内容不再加密", "The lock is off: what is stored is no longer encrypted";
    locked_title: "记录已锁定", "The records are locked";
    locked_hint: "请输入口令。", "Please enter the passphrase.";
    unlock: "解锁", "Unlock";
    unlocking: "正在解锁…", "Unlocking…";
    lock_unreadable(reason): "锁的参数读不出来：{reason}加密的记录都原样保留着，但没有这些参数就打不开。", "The lock's own parameters cannot be read: {reason} The encrypted records are kept as they are, but cannot be opened without them.";
}
