//! Backups and restores.

use crate::{
    exchange::{
        BackupPart, FileError, MAX_BYTES,
        backup::{Choice, ClassCounts, Difference, Plan},
    },
    i18n::Text,
};

texts! {
    backup_holds: "备份里有", "What the backup holds";
    backup_counts(clients, binned, entries, assessments): "{clients} 位客户（其中 {binned} 位在回收站）、{entries} 条记录、{assessments} 次自评，以及保存的筛选和设置。", "Clients: {clients} (of these in the bin: {binned}). Entries: {entries}. Self-assessments: {assessments}. And the saved filters and the settings.";
    backup_lacks(n plural): "另有 {n} 份读不出来的记录不在备份里：请到“数据”里把原文复制出来。", "{n} stored record that cannot be read is not in it: copy its text out under Data.", "{n} stored records that cannot be read are not in it: copy their texts out under Data.";
    backup_class_counts(exercises, sessions): "还有 {exercises} 个自编练习、{sessions} 堂课。", "Exercises of your own: {exercises}. Sessions: {sessions}.";
    backup_teams(n plural): "还有 {n} 个团队。", "{n} team.", "{n} teams.";
    backup_lacks_class(n plural): "另有 {n} 个自编练习、课堂或团队读不出来，不在备份里。", "{n} exercise, session or team cannot be read and is not in it.", "{n} exercises, sessions or teams cannot be read and are not in it.";
    nothing_to_back_up: "还没有客户，也没有自评，没有什么可备份。", "There are no clients and no self-assessments yet, so there is nothing to back up.";
    seal_backup: "用口令加密（可选）", "Encrypt with a passphrase (optional)";
    seal_hint: "留空则不加密，拿到文件的人都能看到内容。加密以后，没有口令谁也打不开。忘了口令，我们也帮不上忙：没有别的办法能打开，请把它记在安全的地方。", "Left empty, the backup is not encrypted: whoever has the file can read it. Encrypted, nobody can open it without the passphrase. If you lose it, we cannot help and there is no other way in, so keep it in a safe place.";
    seal_unavailable: "这里不能加密：本页不是通过 https 打开的，浏览器因此不提供加密功能。备份会以明文写成，请妥善保管。", "Encryption is not offered here: this page did not come over https, so the browser withholds its cryptography. The backup will be readable by anyone who has the file: keep it safe.";
    make_backup: "生成备份", "Make the backup";
    making_backup: "正在写出并核对…", "Writing it and checking it…";
    sealing_backup: "正在加密并核对，手机上可能要几秒…", "Encrypting and checking it: this can take a few seconds on a phone…";
    backup_failed(reason): "备份没有做成：{reason}", "No backup was made: {reason}";
    backup_not_equal: "读回来的内容和写出的不一样。请重试；再不行，请换一个浏览器。", "What was read back is not what was written. Try again; if that does not help, use another browser.";
    backup_not_read(reason): "写出的内容读不回来（{reason}）。请重试；再不行，请换一个浏览器。", "What was written could not be read back ({reason}). Try again; if that does not help, use another browser.";
    backup_made: "备份做好了，请存到别处", "The backup is ready: now put it in a safe place";
    backup_checked(clients, entries): "已核对：读回来与现有记录完全一致，{clients} 位客户、{entries} 条记录。", "Checked: read back and identical. Clients: {clients}, entries: {entries}.";
    backup_sum(sum): "SHA-256 开头：{sum}", "SHA-256 begins: {sum}";
    backup_is_sealed: "已用口令加密。", "Encrypted with your passphrase.";
    backup_is_plain: "没有加密：拿到它的人都能看到内容。", "Not encrypted: whoever has it can read it.";
    save_as_file: "存成文件", "Save as a file";
    share_file: "发送到…", "Share…";
    copy_as_text: "复制成文字", "Copy as text";
    backup_saved_and_read: "已存好：从存放的地方读回来，完全一致。", "Saved: read back from where it is stored, and identical.";
    backup_saved_unequal: "文件没有存好：读回来与备份不一致，不要用它。请再存一次，或换个位置。", "The file was not saved correctly: what was read back differs from the backup, so do not rely on it. Save it again, or elsewhere.";
    backup_handed_over: "已交给浏览器下载。浏览器不让网页查看下载文件夹，请确认文件在那里；也可以在下面选中它核对。", "Handed to the browser's downloads. Browsers do not let a page look there: make sure that the file is there, or choose it below to have it checked.";
    backup_shared: "已发送。", "Shared.";
    backup_not_saved(reason): "没有存成文件（{reason}）。请再试，或改用“复制成文字”。", "It was not saved as a file ({reason}). Try again, or use “Copy as text”.";
    backup_not_shared(reason): "没有发送（{reason}）。请改用“存成文件”或“复制成文字”。", "It was not shared ({reason}). Use “Save as a file” or “Copy as text” instead.";
    backup_copied: "已复制，请粘贴到备忘录或发给自己。", "Copied: paste it into a note, or send it to yourself.";
    copy_below: "浏览器不允许自动复制：请展开下面的“备份的文字”，全选后手动复制。", "The browser does not allow copying by itself: open “The backup as text” below, select all, and copy it by hand.";
    backup_outdated: "做好备份以后记录又有更改，这份备份里没有它们。请重新生成。", "Records have changed since this backup was made, and it does not hold the changes. Make a new one.";
    backup_not_marked(reason): "备份本身没有问题，只是没能记下今天备份过：{reason}", "The backup itself is fine, but the date of this backup could not be saved: {reason}";
    check_saved: "核对存好的文件", "Check the saved file";
    saved_file_equal: "这个文件与备份完全一致。", "This file is identical to the backup.";
    saved_file_unequal: "这个文件与刚做的备份不一致：可能选错了文件，或者没有存完整。", "This file is not the backup just made: it may be another file, or one that was not saved completely.";
    backup_as_text: "备份的文字（给存不了文件的应用）", "The backup as text (for apps that cannot save files)";
    backup_as_text_hint: "微信等应用里的网页存不了文件，数据也不与外面的浏览器相通。要搬出去：复制这段文字，点右上角“在浏览器打开”，再到“恢复”里粘贴。", "Pages within apps such as WeChat cannot save files, and share no data with your browser. To move there: copy this text, choose “Open in browser” in the app's menu, and paste it under Restore.";
    restore_safe: "先给你看文件里有什么，点“恢复”之前什么都不会改；之后也可以一步撤销。这里有而文件里没有的客户不会被删除。", "You first see what the file holds; nothing changes until you choose to restore, and one undo takes it all back. Clients that the file does not hold are never deleted.";
    choose_file: "选择备份文件", "Choose a backup file";
    or_paste: "或粘贴备份的文字", "or paste a backup's text";
    read_pasted: "读取文字", "Read the text";
    other_file: "换一个文件", "Another file";
    sealed_title: "这份备份用口令加密了", "This backup is encrypted";
    sealed_hint: "请输入生成备份时用的口令。", "Type the passphrase that it was made with.";
    open_backup: "打开", "Open";
    opening_backup: "正在打开，手机上可能要几秒…", "Opening it: this can take a few seconds on a phone…";
    restore_found(day): "{day}的备份", "Backup of {day}";
    restore_summary(new, differs, equal): "{new} 位新客户，{differs} 位有差异，{equal} 位相同", "{new} new, {differs} different, {equal} the same";
    restore_conflicts(n plural): "其中 {n} 位，同一项内容两边不一样：请在下面选用哪一份。", "Of these, {n} has something that is not the same on both sides: choose below which one you want.", "Of these, {n} have something that is not the same on both sides: choose below which ones you want.";
    restore_no_room(need, free): "这里放不下：大约要 {need} 个字符，只剩 {free} 个。可以少恢复几位客户；或者先做一份备份，再清空回收站、删除不再来往的客户。照样恢复也行：真放不下时，这里什么都不会改。", "There is no room for this: it takes about {need} characters, and {free} are free. Leave some clients out; or make a backup first, then empty the bin or delete clients you no longer deal with. You can restore all the same: if there is no room, nothing here changes.";
    reading_backup(percent): "正在读取备份… {percent}%", "Reading the backup… {percent}%";
    comparing_backup(percent): "正在与这里的记录比较… {percent}%", "Comparing it with the records here… {percent}%";
    restoring(left): "正在恢复，还剩 {left} 项…", "Restoring… {left} to go";
    restoring_begun: "正在恢复，请不要关闭页面…", "Restoring: leave this page open…";
    restore_new_title: "文件里有、这里没有", "In the file, not here";
    restore_in_bin_title: "这里在回收站里", "In the bin here";
    restore_differs_title: "文件与这里不同", "Different in the file and here";
    restore_equal_title(n plural): "相同的 {n} 位", "{n} client that is the same", "{n} clients that are the same";
    in_bin_mark: "（在回收站）", " (in the bin)";
    entries_since(entries, day): "{entries} 条记录，首次接触 {day}", "Entries: {entries}, first contact {day}";
    state_in_file(what): "文件里：{what}", "In the file: {what}";
    state_here(what): "这里：{what}", "Here: {what}";
    differs_profile(file, here): "姓名或单位不同：文件里是“{file}”，这里是“{here}”", "Name or organisation differs: “{file}” in the file, “{here}” here";
    differs_details: "职位、标签或备注不同", "Position, tags or note differ";
    differs_only_in_file(n plural): "只在文件里：{n} 条记录", "Only in the file: {n} entry", "Only in the file: {n} entries";
    differs_only_here(n plural): "只在这里：{n} 条记录", "Only here: {n} entry", "Only here: {n} entries";
    differs_changed(n plural): "两边都有但内容不同：{n} 条记录", "In both, but not the same: {n} entry", "In both, but not the same: {n} entries";
    differs_otherwise: "记录相同，只是顺序或标记（如是否在回收站）不同", "The entries are the same; their order or a mark differs, such as being in the bin";
    differs_in_bin_only: "文件里的记录，回收站里的这位都有", "The one in the bin has all that the file has";
    choice_for(name): "怎样处理：{name}", "What to do with {name}";
    choice_for_all: "全部这样处理", "The same for all of these";
    choice_each: "各自选择", "Each as chosen below";
    choice_new_add: "加入", "Add";
    choice_new_skip: "不加入", "Leave out";
    choice_skip: "不动", "Leave as it is here";
    choice_add: "补上缺的记录", "Add what is missing";
    choice_take_out: "移出回收站", "Take it out of the bin";
    choice_keep_both: "两份都留", "Keep both";
    choice_replace: "换成文件里的", "Replace with the file's";
    choice_new_add_means: "文件里的客户会加入这里。", "The file's client is added here.";
    choice_new_skip_means: "这位客户不会加入。", "This client is not added.";
    choice_skip_means: "这里的保持原样。", "What is here stays as it is.";
    choice_add_means: "这里的全部保留，再加上只在文件里的记录。", "All that is here stays, and the entries that only the file has are added.";
    choice_take_out_means: "这里的移出回收站，全部保留，再加上只在文件里的记录。", "The one here leaves the bin with all it has, and gets the entries that only the file has.";
    choice_keep_both_means: "这里的保持原样，文件里的另加为一位客户，名字后注明“副本”。", "What is here stays as it is; the file's is added as a second client, marked as a copy.";
    choice_replace_means: "换成文件里的状态；这里多出的记录会丢失，撤销可以找回。", "The file's state takes its place; entries that are only here are lost unless you undo it.";
    copy_mark: "（副本）", " (copy)";
    restore_settings_too: "也采用文件里的设置（语言、配色、时间单位、假定等）", "Take the file's settings too (language, theme, unit of time, assumptions…)";
    restore_nothing: "没有要改的：文件里的内容这里都有了，或者你选择了不动。", "Nothing to change: what the file holds is here already, or you chose to leave it.";
    restore_empty: "这份备份里没有客户，这里什么都不会改。", "This backup holds no clients; nothing here changes.";
    restore_do(what): "恢复：{what}", "Restore: {what}";
    restore_adds(n plural): "加入 {n} 位客户", "add {n} client", "add {n} clients";
    restore_fills(n plural): "补充 {n} 位", "complete {n} client", "complete {n} clients";
    restore_takes_out(n plural): "把 {n} 位移出回收站", "take {n} client out of the bin", "take {n} clients out of the bin";
    restore_replaces(n plural): "替换 {n} 位", "replace {n} client", "replace {n} clients";
    restore_settings: "采用设置", "take the settings";
    restore_part_too(what): "也加入文件里这里没有的：{what}", "Also add what is missing here: {what}";
    restore_part(what): "加入{what}", "add {what}";
    restore_own_name: "你的名字", "your name";
    new_assessments(n plural): "{n} 次自评", "{n} self-assessment", "{n} self-assessments";
    new_filters(n plural): "{n} 个保存的筛选", "{n} saved filter", "{n} saved filters";
    class_new_exercises(n plural): "{n} 个自编练习", "{n} exercise", "{n} exercises";
    class_new_sessions(n plural): "{n} 堂课", "{n} session", "{n} sessions";
    class_fuller_sessions(n plural): "{n} 堂课里缺的提交", "missing answers of {n} session", "missing answers of {n} sessions";
    class_new_teams(n plural): "{n} 个团队", "{n} team", "{n} teams";
    class_fuller_teams(n plural): "{n} 个团队里缺的报告", "missing reports of {n} team", "missing reports of {n} teams";
    class_other_exercises(n plural): "{n} 个自编练习与文件里的不同：保留这里的。", "{n} exercise of yours differs from the file's: yours stays.", "{n} exercises of yours differ from the file's: yours stay.";
    class_unreadable(n plural): "这里有 {n} 个自编练习、课堂或团队读不出来：保持原样，不用文件里的覆盖。", "{n} exercise, session or team here cannot be read: it stays as it is, and the file's is not put over it.", "{n} exercises, sessions or teams here cannot be read: they stay as they are, and the file's are not put over them.";
    restore_done(day): "已恢复备份：{day}", "Restored the backup of {day}";
    file_not_read(reason): "浏览器读不了这个文件（{reason}）。如果它在网盘里，请先下载到本机，再选一次。", "The browser cannot read this file ({reason}). If it is in a cloud drive, download it first, then choose it again.";
    file_empty: "这里面什么都没有。请换一个文件，或重新粘贴。", "There is nothing in it. Choose another file, or paste again.";
    file_too_large(size, most): "文件有 {size} MB，太大了（最多 {most} MB），不会是我们的备份。请换一个文件。", "The file is {size} MB. Backups are at most {most} MB, so this is not one of them. Choose another file.";
    file_foreign: "这不是信任速度的备份。请选名字以 trust-velocity 开头的文件；客户名单请到“导入客户”。", "This is not a backup of Trust Velocity. Choose a file whose name begins with trust-velocity; for a list of clients use “Import clients”.";
    file_truncated: "备份不完整，后面缺了一段。请重新下载，或把文字从头到尾重新复制。", "The backup was cut off: its end is missing. Download it again, or copy the text again from its first to its last character.";
    file_other_encoding: "这个文件被重新存成了别的编码，所以读不出来。请用原来的文件，或者把它另存为 UTF-8。", "This file was saved again in another encoding, so it cannot be read. Use the file as it was, or save it as UTF-8.";
    file_altered: "备份的内容变过，校验和对不上，所以不能用。请找原来的文件，不要用打开编辑过的。", "The backup was altered: its check sum does not match, so it cannot be used. Look for the original file, not one that was opened and edited.";
    file_too_new(version): "它由更新版本的应用写成（格式 {version}）。请重新载入页面以使用新版本，再试一次。", "A newer version of the app wrote it (format {version}). Reload this page to get that version, then try again.";
    file_no_such_version(version): "没有格式 {version} 的备份，它可能被改动过。请找原来的文件。", "There is no backup of format {version}: it may have been altered. Look for the original file.";
    file_malformed(reason): "备份的结构不对，读不出来（{reason}）。请换一份备份。", "The backup does not have the right structure and cannot be read ({reason}). Use another backup.";
    file_counts_differ: "备份里写的数目和实际的记录对不上，所以不能用。请换一份备份。", "The backup states a different number of records than it holds, so it cannot be used. Use another backup.";
    file_client(number, reason): "备份里的第 {number} 位客户读不出来。{reason}", "Client {number} of the backup cannot be read. {reason}";
    file_settings(reason): "备份里的设置读不出来。{reason}", "The settings in the backup cannot be read. {reason}";
    file_myself(reason): "备份里的自评读不出来。{reason}", "The self-assessments in the backup cannot be read. {reason}";
    file_exercise(number, reason): "备份里的第 {number} 个自编练习读不出来。{reason}", "Exercise {number} of the backup cannot be read. {reason}";
    file_session(number, reason): "备份里的第 {number} 堂课读不出来。{reason}", "Session {number} of the backup cannot be read. {reason}";
    file_team(number, reason): "备份里的第 {number} 个团队读不出来。{reason}", "Team {number} of the backup cannot be read. {reason}";
    nothing_changed(reason): "{reason}这里什么都没有改。", "{reason} Nothing here was changed.";
}

impl Text {
    /// Why a file is no backup, and what to do.
    pub fn file_error(self, error: &FileError) -> String {
        let megabytes = |bytes: usize| bytes.div_ceil(1_000_000);
        match error {
            FileError::Empty => self.file_empty().to_owned(),
            FileError::TooLarge(bytes) => {
                self.file_too_large(&megabytes(*bytes), &megabytes(MAX_BYTES))
            }
            FileError::Foreign => self.file_foreign().to_owned(),
            FileError::Truncated => self.file_truncated().to_owned(),
            FileError::OtherEncoding => self.file_other_encoding().to_owned(),
            FileError::Altered => self.file_altered().to_owned(),
            FileError::TooNew { found } => self.file_too_new(found),
            FileError::NoSuchVersion(version) => self.file_no_such_version(version),
            FileError::Malformed(reason) => self.file_malformed(reason),
            FileError::CountsDiffer => self.file_counts_differ().to_owned(),
            FileError::Document { part, reason } => {
                let reason = self.decode_error(reason);
                match part {
                    BackupPart::Client(at) => self.file_client(&(at + 1), &reason),
                    BackupPart::Settings => self.file_settings(&reason),
                    BackupPart::Myself => self.file_myself(&reason),
                    BackupPart::Exercise(at) => self.file_exercise(&(at + 1), &reason),
                    BackupPart::Session(at) => self.file_session(&(at + 1), &reason),
                    BackupPart::Team(at) => self.file_team(&(at + 1), &reason),
                }
            }
        }
    }

    /// The self-assessments and saved filters that a restore adds; `None` if it adds none.
    pub fn myself_added(self, plan: &Plan) -> Option<String> {
        let (assessments, filters) = (plan.new_assessments(), plan.new_filters());
        self.parts_added([
            (assessments, self.new_assessments(assessments)),
            (filters, self.new_filters(filters)),
        ])
    }

    /// The exercises, sessions and teams that a restore adds; `None` if it adds none.
    pub fn class_added(self, counts: &ClassCounts) -> Option<String> {
        self.parts_added([
            (
                counts.new_exercises,
                self.class_new_exercises(counts.new_exercises),
            ),
            (
                counts.new_sessions,
                self.class_new_sessions(counts.new_sessions),
            ),
            (
                counts.fuller_sessions,
                self.class_fuller_sessions(counts.fuller_sessions),
            ),
            (counts.new_teams, self.class_new_teams(counts.new_teams)),
            (
                counts.fuller_teams,
                self.class_fuller_teams(counts.fuller_teams),
            ),
        ])
    }

    fn parts_added<const N: usize>(self, parts: [(usize, String); N]) -> Option<String> {
        let parts = parts.into_iter().filter(|(count, _)| 0 < *count);
        let parts: Vec<_> = parts.map(|(_, words)| words).collect();
        (!parts.is_empty()).then(|| parts.join(self.list_comma()))
    }

    /// The name of an action for a client that exists on both sides.
    pub const fn choice(self, choice: Choice) -> &'static str {
        match choice {
            Choice::Skip => self.choice_skip(),
            Choice::Add => self.choice_add(),
            Choice::TakeOut => self.choice_take_out(),
            Choice::KeepBoth => self.choice_keep_both(),
            Choice::Replace => self.choice_replace(),
        }
    }

    /// The meaning of that action.
    pub const fn choice_means(self, choice: Choice) -> &'static str {
        match choice {
            Choice::Skip => self.choice_skip_means(),
            Choice::Add => self.choice_add_means(),
            Choice::TakeOut => self.choice_take_out_means(),
            Choice::KeepBoth => self.choice_keep_both_means(),
            Choice::Replace => self.choice_replace_means(),
        }
    }

    /// How the entries of two states differ, one line for each kind of difference.
    pub fn entries_differ(self, difference: &Difference) -> Vec<String> {
        let counts = [
            (
                difference.only_in_file,
                self.differs_only_in_file(difference.only_in_file),
            ),
            (
                difference.only_here,
                self.differs_only_here(difference.only_here),
            ),
            (difference.changed, self.differs_changed(difference.changed)),
        ];
        let counts = counts.into_iter().filter(|(count, _)| 0 < *count);
        counts.map(|(_, words)| words).collect()
    }
}
