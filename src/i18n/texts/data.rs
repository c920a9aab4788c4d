//! The data page: the storage of the records, and the actions on all of them.

use crate::{i18n::Text, storage::Durability};

texts! {
    data: "数据", "Data";
    data_hint: "备份、恢复、导入、回收站、加锁、离线与安装，以及记录保存在哪里", "Backup, restore, import, bin, lock, offline and installing, and where the records are kept";
    where_kept: "保存在哪里", "Where they are kept";
    shared_origin: "同一个网址（域名和端口）下的所有网页共用这些记录：放在别的文件夹里的另一份信任速度，看到和改动的是同一批客户；试用的新版本写过的，旧版本可能读不出来。试用请换一个网址。", "All pages of one origin (host name and port) share these records: another copy of Trust Velocity in another folder shows and changes the same clients, and what a newer trial copy has written, an older one may be unable to read. Try a copy at an origin of its own.";
    kept_in_browser:
        "记录保存在这台设备的这个浏览器里。清除浏览数据、换设备或换浏览器都看不到它们。iPhone 上的 Safari 会在约 7 天没有打开本页后清除数据。",
        "The records are kept in this browser on this device. Clearing its browsing data removes them, and other devices and browsers do not have them. Safari on iPhone clears them after about 7 days without a visit.";
    kept_in_memory:
        "浏览器不提供存储，记录只在内存里，关闭页面就会丢失。",
        "The browser offers no storage: records are in memory only, and are lost when the page is closed.";
    persisted_yes: "浏览器已答应长期保留本站数据，空间紧张时也不会自动清除。", "The browser has promised to keep this site's data, even when space runs short.";
    persisted_no: "浏览器没有答应长期保留：空间紧张时它可能自动清除本站数据。把本页加到书签或主屏幕后再请求，更容易得到同意。", "The browser has not promised to keep them: when space runs short it may clear this site's data. Bookmark the page or add it to the home screen, then ask again: that helps.";
    persisted_unknown: "这个浏览器不提供“长期保留”的承诺，请定期备份。", "This browser does not offer to promise that it keeps them: back up regularly.";
    on_disk: "出现“已保存”时，记录已经写进磁盘：这时断电也不会丢。", "When “Saved” appears, the record is on the disk: a power cut does not lose it.";
    handed_to_system: "出现“已保存”时，记录已经交给系统，系统随即写进磁盘；这个浏览器不告诉我们何时写完。", "When “Saved” appears, the record has been handed to the system, which writes it to the disk soon; this browser does not tell when.";
    not_on_disk: "这个浏览器保存后过一会儿才写进磁盘，最长约一分钟：其间断电或强行结束浏览器，会丢掉最近的更改。", "This browser writes to the disk a little later, up to a minute: a power cut or a killed browser in that time loses the latest changes.";
    ask_to_persist: "再请求一次", "Ask again";
    clients_kept(n plural): "共 {n} 位客户。", "{n} client.", "{n} clients.";
    last_backup(day, changes): "上次备份：{day}，此后有 {changes} 处更改。", "Last backup: {day}; changes since: {changes}.";
    no_backup(changes): "还没有备份过，已有 {changes} 处更改。", "No backup yet; changes so far: {changes}.";
    space: "存储空间", "Storage space";
    space_used(share, count): "已用 {share}（{count} 个字符；浏览器给每个网站约 524 万个字符）。回收站里的客户也计算在内。", "{share} used ({count} characters; browsers give a site some 5.2 million). Clients in the bin count too.";
    nearly_full(share): "存储空间已用 {share}，快满了；满了以后新记录就存不进去。", "The storage is {share} full; once it is full, new records cannot be saved.";
    nearly_full_what_to_do: "先做一份备份，再清空回收站，或删除不再来往的客户。", "Make a backup first; then empty the bin, or delete clients you no longer deal with.";
    make_room: "查看怎样腾出空间", "See how to make room";
    other_tab_writes: "另一个标签页正在写入。这个浏览器不能让两个标签页同时写，所以本页现在只能看。", "Another tab is the one that writes. This browser cannot let two tabs write at once, so this one only shows.";
    write_here: "改由本页写入", "Write here instead";
    backup_due(changes): "有 {changes} 处更改还没有备份。", "Changes not backed up yet: {changes}.";
    back_up_now: "现在备份", "Back up now";
    later: "以后再说", "Later";
    backup: "备份", "Back up";
    backup_hint: "把全部记录存成一个文件，可以加密", "All records as one file, encrypted if you like";
    restore: "恢复", "Restore";
    restore_hint: "从备份文件或文字恢复，先预览再决定", "From a backup's file or text; see first, then decide";
    import: "导入客户", "Import clients";
    import_hint: "从手机通讯录（vCard）或表格（CSV）导入，也可导出评分表格", "From a phone's contacts (vCard) or a table (CSV); ratings can be exported as a table too";
    bin: "回收站", "Bin";
    bin_hint_short: "删除的客户在这里保留一个月", "Deleted clients stay here for a month";
    bin_hint(days): "删除的客户在这里保留 {days} 天，之后自动清除。它们仍占用存储空间。", "Deleted clients stay here for {days} days and are then cleared. They still take up space.";
    bin_empty: "回收站是空的。", "The bin is empty.";
    bin_emptied: "已清空回收站", "The bin is empty now";
    empty_bin: "清空回收站", "Empty the bin";
    empty_bin_title: "清空回收站？", "Empty the bin?";
    empty_bin_question(n plural): "{n} 位客户连同全部记录会被永久删除。关闭本页之前还可以撤销。", "{n} client with all records will be deleted for good. You can undo it until this page is closed.", "{n} clients with all records will be deleted for good. You can undo it until this page is closed.";
    days_left(n plural): "还保留 {n} 天", "{n} day left", "{n} days left";
    put_back: "放回", "Put back";
    restore_named(name): "放回：{name}", "Put back: {name}";
    restored_what(what): "已放回：{what}", "Put back: {what}";
    lock: "加锁", "Lock";
    lock_hint: "用口令加密保存，离开一会儿就锁上", "Stored encrypted under a passphrase, and locked after a while";
    unreadable_title: "读不出来的记录", "Records that cannot be read";
    all_readable: "没有，所有记录都能读取。", "None: every record can be read.";
    kept_as_it_is: "原文（保持原样）", "The text, as it is";
    discard: "丢弃", "Discard";
    discard_title: "丢弃这份记录？", "Discard this record?";
    discard_question:
        "这份原文会从浏览器里永久删除，不能撤销。请先复制一份留底。",
        "The text will be deleted from the browser for good; this cannot be undone. Copy it first.";
    removed_title: "被别处删掉的记录", "Records removed elsewhere";
    removed_by: "可能是同一网址下的别的程序、浏览器的清理，或者本应用的旧版本。如果是你自己在旧版本里删除的，就删掉副本；不是的话，请放回。", "Another app at this address may have removed them, or the browser, or an older version of this app. If you deleted them yourself in an older version, delete the copies; if not, put them back.";
    removed_others(n plural): "另有 {n} 份记录", "{n} other record", "{n} other records";
    put_all_back: "全部放回", "Put all back";
    removed_put_back(n plural): "已放回 {n} 份记录", "{n} record put back", "{n} records put back";
    delete_copies: "删除副本", "Delete the copies";
    delete_copies_title: "删除这些副本？", "Delete the copies?";
    delete_copies_question(n plural):
        "{n} 份记录会被永久删除，不能撤销。",
        "{n} record will be deleted for good; this cannot be undone.",
        "{n} records will be deleted for good; this cannot be undone.";
    removed_given_up: "副本已删除", "Copies deleted";
    reminder: "备份提醒", "Backup reminder";
    reminder_hint: "填 0 表示不提醒。填写表单时不会打扰你。", "0 means never. Reminders do not appear while you fill in a form.";
    remind_changes_label: "累计多少处更改后提醒", "Remind after this many changes";
    remind_days_label: "距上次备份多少天后提醒（有更改时）", "Remind this many days after the last backup, if anything changed";
}

impl Text {
    /// How durable a saved change is.
    pub const fn durability(self, durability: Durability) -> &'static str {
        match durability {
            Durability::Disk => self.on_disk(),
            Durability::System => self.handed_to_system(),
            Durability::Unknown => self.not_on_disk(),
        }
    }

    /// Whether the browser promises to keep the records; a separate text if it does not say.
    pub const fn persisted(self, answer: Option<bool>) -> &'static str {
        match answer {
            Some(true) => self.persisted_yes(),
            Some(false) => self.persisted_no(),
            None => self.persisted_unknown(),
        }
    }
}
