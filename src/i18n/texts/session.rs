//! A session: how it begins, how trainees join, what comes in, and how it ends.

use super::words::isolated;
use crate::{
    domain::{
        Language, Name,
        classroom::{Accepted, RevealCodeError, Session},
    },
    exchange::{FileError, link::LinkError},
    i18n::Text,
};

texts! {
    begin_session: "开一堂课", "Start a session";
    begin_first_session: "用推荐的练习开一堂课", "Start a session with the recommended exercise";
    begin_it: "开课", "Start";
    making_session: "正在准备课堂链接…", "Preparing the class link…";
    session_not_made(reason): "没有做成（{reason}）。请再试一次。", "It was not made ({reason}). Please try again.";
    language_of_exercise: "练习的语言", "Language of the exercise";
    naming: "记名还是匿名", "With names or anonymous";
    named: "记名", "With names";
    named_means: "学员写自己的名字或昵称；看得出谁还没交，报告里有名字。", "Trainees give a name or a nickname; you see who is missing, and the report has names.";
    anonymous: "匿名", "Anonymous";
    anonymous_means: "不收名字；少于三人的分组不显示。开课以后不能再改。", "No names are kept, and groups under three are not shown. It cannot be changed later.";
    roster: "名单（可不填）", "List of names (optional)";
    roster_hint: "一行一个，或用“、”隔开。学员写的名字要和名单上的一样，才对得上。", "One a line, or separated by commas. A trainee counts as present only if the name matches the list.";
    expected_trainees: "应到人数（可不填）", "How many you expect (optional)";
    expected_hint: "不填就按名单。", "If you leave it empty, the list counts.";
    minutes_to_work: "做题时间（分钟）", "Time to work (minutes)";
    minutes_to_work_hint: "随时可以暂停或加时。", "You can pause it or add time.";
    reveal_code: "揭晓码", "Reveal code";
    reveal_code_is_kept: "揭晓码已经生成，和这堂课一起保存，不用抄。揭晓以后，在“本堂课”或看板的最后一屏显示。", "The reveal code is made and kept with the session: no need to write it down. After the reveal, show it under “Session” or on the board's last screen.";
    own_reveal_code_hint: "揭晓以前不要让学员看到。6 到 12 个字母或数字，可以改。", "Keep it from trainees until the reveal. 6 to 12 letters or digits; you may change it.";
    reveal_code_length(count plural): "现在 {count} 个字符，要 6 到 12 个：太短的码，程序一会儿就能试出来。", "It has {count} character; it needs 6 to 12: a program finds shorter codes in no time.", "It has {count} characters; it needs 6 to 12: a program finds shorter codes in no time.";
    reveal_code_character(character): "“{character}”不能用：只能是字母 A–Z 和数字。", "“{character}” cannot be used: only letters from A to Z and digits.";
    count_error(most): "请输入 1 到 {most} 之间的整数。", "Please give a whole number from 1 to {most}.";

    session_parts: "这堂课", "This session";
    part_join: "本堂课", "Session";
    part_board: "看板", "Board";
    part_report: "报告", "Report";
    collect: "收答卷", "Collect";
    whole_screen: "全屏", "Full screen";
    leave_whole_screen: "退出全屏", "Leave full screen";

    large_join_code: "放大到整个屏幕", "Fill the screen with it";
    join_code_title: "扫码加入", "Scan to join";
    step_scan: "用手机扫码，打开以后不要关", "Scan this code, and keep the page open";
    step_scan_within(address): "手机打开 {address}，在“课堂”里扫齐这些码，或打开讲师发来的链接", "Open {address} on your phone and scan all codes under Class, or open the link you were sent";
    step_work_named: "写上名字，按材料作答", "Give your name, then answer from the case";
    step_work_anonymous: "按材料作答，不用写名字", "Answer from the case; no name is needed";
    step_hand_in: "做完点“提交”，出示二维码", "Hand in, and show your code";
    handed_in_label: "已交", "Handed in";
    handed_in_of(count, of): "已交 {count} / {of}", "{count} of {of} handed in";
    handed_in_count(count): "已交 {count} 份", "{count} handed in";
    without_name: "没有写名字", "without a name";
    missing_title(n plural): "还没交：{n} 人", "Missing: {n}", "Missing: {n}";
    here_title(n plural): "已交：{n} 人", "Handed in: {n}", "Handed in: {n}";
    former_title(n plural): "有人改过再交：{n} 人", "Changed and handed in again: {n}", "Changed and handed in again: {n}";
    former_hint: "算的是改过的那份，先前的每人最多留三份。如果不是本人改的，把先前那份换回来；换下的那份也留着。", "The changed answers count; up to three earlier ones of each are kept. If somebody else changed them, bring the earlier ones back; those put aside are kept too.";
    former_now(who, edition): "{who}：现在算第 {edition} 次提交的", "{who}: hand-in no. {edition} counts now";
    bring_back(edition): "换回第 {edition} 次提交的", "Bring back no. {edition}";
    bring_back_of(who, edition): "换回{who}第 {edition} 次提交的", "Bring back no. {edition} of {who}";
    answers_brought_back(who, edition): "{who}：已换回第 {edition} 次提交的", "{who}: no. {edition} counts again";
    anonymous_note: "匿名课：只记份数，不记名字。", "Anonymous: only the number is kept, no names.";
    link_without_camera: "课堂链接（给不能扫码的人）", "Class link (for those who cannot scan)";

    timer: "计时", "Timer";
    timer_start: "开始计时", "Start";
    timer_pause: "暂停", "Pause";
    timer_longer: "+1 分钟", "+1 min";
    timer_reset: "重设", "Reset";
    time_is_over: "时间到", "Time is up";

    reveal: "揭晓", "Reveal";
    revealed_now: "已揭晓", "Revealed";
    is_revealed: "已揭晓", "revealed";
    is_not_revealed: "未揭晓", "not revealed";
    revealed_note: "已揭晓：看板会显示答卷和参考答案。学员要输入揭晓码，才看得到自己的。", "Revealed: the board shows the answers and the key. Trainees need the reveal code to see their own.";
    show_reveal_code: "显示揭晓码", "Show the reveal code";
    hide_reveal_code: "收起揭晓码", "Hide the reveal code";
    reveal_code_use: "在手机上输入，看自己的答卷和参考答案", "Type it on your phone to see your answers beside the key";

    keep_session: "导出、合并、清空、删除", "Export, merge, clear, delete";
    export_session: "把这堂课存成文件", "Export this session";
    export_session_hint: "里面有全部答卷、名字和揭晓码：给另一位讲师一起收，或者换电脑。不要发给学员。", "The file holds all answers, names and the reveal code: for a second trainer who collects too, or for another computer. Do not send it to trainees.";
    merge_session: "合并另一位讲师收的", "Merge what another trainer collected";
    merge_session_hint: "选对方导出的同一堂课；同一份答卷只算一次。", "Choose the same session, exported there; each submission counts once.";
    end_session: "重来或结束", "Start over, or end";
    end_session_hint: "结束前先存成文件，或做一次备份。", "Export it or make a backup first.";
    session_file_name(title, day): "信任速度-课堂-{title}-{day}", "trust-velocity-session-{title}-{day}";
    choose_session_file: "选择课堂文件", "Choose a session file";
    paste_session: "或粘贴课堂文件的文字", "Or paste a session file's text";
    import_other_session: "作为另一堂课加入", "Add it as another session";
    import_session: "导入一堂课", "Import a session";
    import_session_hint: "另一位讲师或另一台电脑导出的文件。这里已有同一堂课的，会合并。", "A file exported by another trainer or on another computer. If the session is here already, the two are merged.";
    no_sessions: "还没有开过课。在下面选一个练习，点“开一堂课”。", "No session yet. Choose an exercise below, then “Start a session”.";
    session_file_foreign: "这不是课堂文件。请选名字里有“信任速度-课堂”的文件。什么都没有改。", "This is not a session file. Choose one whose name begins with trust-velocity-session. Nothing was changed.";
    session_file_truncated: "文件不完整，后面缺了一段。请重新下载，或从头到尾重新复制。什么都没有改。", "The file was cut off: its end is missing. Download it again, or copy all of it again. Nothing was changed.";
    session_file_altered: "文件的内容变过，校验和对不上。请让对方重新导出一次。什么都没有改。", "The file was altered: its check sum does not match. Ask for it to be exported again. Nothing was changed.";
    session_file_malformed(reason): "课堂文件读不出来（{reason}）。请让对方重新导出一次。什么都没有改。", "The session file cannot be read ({reason}). Ask for it to be exported again. Nothing was changed.";
    session_file_is_exercise: "这是练习的文件，不是课堂的。什么都没有改。", "This is the file of an exercise, not of a session. Nothing was changed.";
    session_file_is_sealed: "这个文件是加密的。如果是换设备用的课堂文件，请在“班级”页导入；如果是备份，请在“数据”里恢复。什么都没有改。", "This file is sealed. If it moves a live session to another device, import it on the Class page; if it is a backup, restore it under Data. Nothing was changed.";
    reset_session: "清空答卷", "Clear the submissions";
    reset_question(n plural): "删除已收的 {n} 份答卷，回到揭晓以前；课堂链接不变。之后可以马上撤销。", "This deletes {n} submission and takes the reveal back; the class link stays. You can undo it right after.", "This deletes {n} submissions and takes the reveal back; the class link stays. You can undo it right after.";
    submissions_deleted(n plural): "已删除 {n} 份答卷", "{n} submission deleted", "{n} submissions deleted";
    delete_session: "删除这堂课", "Delete this session";
    delete_live_session_question: "手机会收到课堂已结束；撤销能找回答卷，实时连接不能恢复。", "Phones are told that it is over; undoing brings the submissions back, and not the live connection.";
    delete_session_question(n plural): "删除这堂课和已收的 {n} 份答卷。之后可以马上撤销。", "This deletes the session with {n} submission. You can undo it right after.", "This deletes the session with {n} submissions. You can undo it right after.";

    collect_by_camera: "用相机一个接一个收", "By camera, one after another";
    collect_by_text: "粘贴或选文件", "Pasted, or from files";
    collect_pasted: "粘贴答卷的文字", "Paste what trainees sent";
    collect_pasted_hint: "可以把整段聊天一次粘贴进来。", "A whole chat at once is fine.";
    collect_accept: "收下", "Accept them";
    collect_files: "选择文件（可多选）", "Choose files (several at once)";
    collect_log: "收到了什么", "What came in";
    collect_counts(new, again, refused): "收下 {new} 份，重复 {again} 份，未收下 {refused} 份", "Accepted: {new}. Already here: {again}. Not accepted: {refused}.";
    collect_progress(done, of): "正在读：{done} / {of}", "Reading: {done} of {of}";
    collect_after_reveal: "已经揭晓：现在交来的仍会收下，但他们可能已经听到了答案。", "Already revealed: what comes in now is still accepted, but its trainee may have heard the answers.";
    a_trainee: "一位学员", "A trainee";
    accepted_new(who, count): "{who}：收到，第 {count} 份", "{who}: accepted, number {count}";
    accepted_replaced(who): "{who}：改过的，已替换先前那份；先前那份留在“本堂课”里，可以换回", "{who}: changed, replaces the earlier one, which is kept: see Session";
    accepted_beside(who, holder): "{who}：与{holder}的答卷编号相同、昵称不同，两份都留着。如果是同一个人改了昵称，会算两份", "{who}: has the number of the answers of {holder} but another name; both are kept. If it is one person with a new name, they count twice";
    accepted_wrong_edition(who, edition): "{who}：次数（第 {edition} 次提交）不可能，没有收，先前那份没有动", "{who}: calls itself hand-in no. {edition}, which is impossible; not accepted, and the one here stays";
    accepted_unsigned(who): "{who}：这个编号的答卷已经收过，这一份说是改过的，却没有那部手机的签名，可能是别人交的；已收的那份没有动。请问本人：确实是本人改的，就点“以这份为准”", "{who}: says it is a change of answers that are here, but is not signed by their phone, so somebody else may have made it; the answers here stay. Ask whose it is; if it is theirs, press “Let these count”";
    accepted_forged(who): "{who}：签名对不上，不是原来那部手机交的，没有收；已收的答卷没有动", "{who}: not from the same phone, since the signature does not match; not accepted, and what is here stays";
    signature_unknown(who, reason): "{who}：签名没法核对（{reason}），没有收；请重新载入本页再收一次", "{who}: the signature could not be checked ({reason}); not accepted. Reload this page, then collect it again";
    let_it_count: "以这份为准", "Let these count";
    accepted_repeated(who): "{who}：已经收过，没有变化", "{who}: already here, unchanged";
    accepted_older(who): "{who}：是旧的一份，已收的更新，没有动", "{who}: an older one; the newer one here stays";
    accepted_other_session(who): "{who}：是另一堂课的答卷，没有收", "{who}: made for another session, not accepted";
    accepted_other_case(who): "{who}：和这个练习的题目对不上，没有收。可能有一边的页面是旧版：先刷新本页再收；还不行，请学员刷新页面，重新提交", "{who}: does not fit this exercise, not accepted. One of the two pages may be an old version: reload this page and collect it again; if that does not help, ask the trainee to reload the page and hand in again";
    tasks_beyond(n plural): "对方的页面是更新的版本，多答了 {n} 道题：已一起保存，更新本页以后才会显示", "made by a newer version of the app with {n} more task, which is kept and shown once this page is updated", "made by a newer version of the app with {n} more tasks, which are kept and shown once this page is updated";
    problem_of(beginning, reason): "以“{beginning}…”开头的：{reason}", "Beginning with “{beginning}…”: {reason}";
    submissions_too_long: "这段文字太长了（最多 2 MB），没有去读。请分成几次粘贴，或者只复制有答卷的那一段。", "This text is too long (at most 2 MB) and was not read. Paste it in parts, or copy only the part with the submissions.";
    submission_foreign: "这不是答卷。请学员提交以后出示二维码，或者发来复制的文字。", "This is not a submission. It needs the code, or the copied text, that a trainee gets after handing in.";
    submission_damaged: "不完整，或者被改动过。请学员重新复制，整段发来。", "It was cut or changed on its way. Ask for it to be copied again and sent in full.";
    submission_too_new: "由更新版本的应用写成。请重新载入本页再收。", "A newer version of the app wrote it. Reload this page, then collect it again.";
    submission_other_kind: "是别的码，例如课堂链接，不是答卷。", "It is another code, such as a class link, not a submission.";
    submission_malformed(reason): "读不出来（{reason}）。请学员刷新页面，重新提交。", "It cannot be read ({reason}). Ask the trainee to reload the page and hand in again.";
}

impl Text {
    /// Why a text is no reveal code.
    pub fn reveal_code_error(self, error: RevealCodeError) -> String {
        match error {
            RevealCodeError::Length(count) => self.reveal_code_length(count),
            RevealCodeError::Character(character) => self.reveal_code_character(&character),
        }
    }

    /// Words to send along with the join link.
    pub fn join_message(self, session: &Session, link: &str) -> String {
        let title = isolated(&session.title);
        match self.0 {
            Language::Zh => format!("课堂练习《{title}》，打开就能做，不用注册：\n{link}"),
            Language::En => format!("Class exercise “{title}”, no account needed:\n{link}"),
        }
    }

    /// Whether to reveal now, with what came in.
    pub fn reveal_question(self, count: usize, of: Option<usize>) -> String {
        let count = match of {
            Some(of) => self.handed_in_of(&count, &of),
            None => self.handed_in_count(&count),
        };
        match self.0 {
            Language::Zh => format!("都交齐了吗？{count}。揭晓以后，看板会显示答卷和参考答案。"),
            Language::En => format!(
                "Are all answers in? {count}. After this, the board shows the answers and the key."
            ),
        }
    }

    /// The outcome of a submission by `who`, with the number of submissions to its round.
    pub(super) fn accepted_of(self, accepted: &Accepted, who: &str, count: usize) -> String {
        match accepted {
            Accepted::New => self.accepted_new(&who, &count),
            Accepted::Replaced => self.accepted_replaced(&who),
            Accepted::Repeated => self.accepted_repeated(&who),
            Accepted::Older => self.accepted_older(&who),
            Accepted::Beside(holder) => self.accepted_beside(&who, &self.who(holder.as_ref())),
            Accepted::OtherSession => self.accepted_other_session(&who),
            Accepted::Unsigned => self.accepted_unsigned(&who),
            Accepted::WrongEdition(edition) => self.accepted_wrong_edition(&who, edition),
        }
    }

    /// The outcome of a submission, with a note if it answers more tasks than this version has.
    pub fn with_tasks_beyond(self, words: String, accepted: &Accepted, beyond: usize) -> String {
        let is_kept = matches!(
            accepted,
            Accepted::New | Accepted::Replaced | Accepted::Beside(_)
        );
        if !is_kept || beyond == 0 {
            return words;
        }
        format!("{words}{}{}", self.semicolon(), self.tasks_beyond(beyond))
    }

    /// That a submission answers another case.
    pub fn other_case(self, name: Option<&Name>) -> String {
        self.accepted_other_case(&self.who(name))
    }

    /// The name of a submission's trainee.
    pub fn who(self, name: Option<&Name>) -> String {
        name.map_or_else(|| self.a_trainee().to_owned(), isolated)
    }

    /// The reason why a text in our format is no submission.
    pub fn submission_problem(self, beginning: &str, error: &LinkError) -> String {
        self.problem_of(&beginning, &self.submission_error(error))
    }

    /// The reason why a text has no submission.
    pub fn submission_error(self, error: &LinkError) -> String {
        match error {
            LinkError::TooLong => self.submissions_too_long().to_owned(),
            LinkError::Foreign => self.submission_foreign().to_owned(),
            LinkError::Damaged => self.submission_damaged().to_owned(),
            LinkError::TooNew { .. } => self.submission_too_new().to_owned(),
            LinkError::OtherKind => self.submission_other_kind().to_owned(),
            LinkError::Malformed(reason) => self.submission_malformed(reason),
        }
    }

    /// That a session came in.
    pub fn session_imported(self, session: &Session) -> String {
        let (title, count) = (isolated(&session.title), session.all_submissions().count());
        match self.0 {
            Language::Zh => format!("已加入《{title}》：{count} 份答卷"),
            Language::En => format!("“{title}” is here now; submissions: {count}"),
        }
    }

    /// Says that another trainer's collection was merged, and how many submissions were new or
    /// newer.
    pub fn session_merged(self, session: &Session, count: usize) -> String {
        let title = isolated(&session.title);
        match self.0 {
            Language::Zh => format!("已合并《{title}》：新收到 {count} 份"),
            Language::En => format!("“{title}” merged; new or newer submissions: {count}"),
        }
    }

    /// That a collection held nothing new.
    pub fn session_nothing_new(self, session: &Session) -> String {
        let title = isolated(&session.title);
        match self.0 {
            Language::Zh => format!("《{title}》里没有新的答卷，什么都没有改"),
            Language::En => format!("“{title}” holds nothing new; nothing was changed"),
        }
    }

    /// That it is another session than the one of the page.
    pub fn other_session(self, session: &Session) -> String {
        let (title, count) = (isolated(&session.title), session.all_submissions().count());
        match self.0 {
            Language::Zh => format!(
                "这是另一堂课（《{title}》，{}，{count} 份答卷），没有合并到这里。",
                session.made
            ),
            Language::En => format!(
                "This is another session (“{title}”, {}, submissions: {count}), so it was not merged into this one.",
                session.made
            ),
        }
    }

    /// That a session was deleted.
    pub fn session_deleted(self, session: &Session) -> String {
        self.deleted_what(&isolated(&session.title))
    }

    /// The name of the file that moves a live session to another device, of the name of the session's own.
    pub fn handover_file_name(self, name: &str) -> String {
        match self.0 {
            Language::Zh => format!("{name}-换设备"),
            Language::En => format!("{name}-handover"),
        }
    }

    /// The reason why a file has no session.
    pub fn session_file_error(self, error: &FileError) -> String {
        match error {
            FileError::Empty
            | FileError::TooLarge(_)
            | FileError::Foreign
            | FileError::CountsDiffer => self.session_file_foreign().to_owned(),
            FileError::Truncated => self.session_file_truncated().to_owned(),
            FileError::OtherEncoding => self.file_other_encoding().to_owned(),
            FileError::Altered => self.session_file_altered().to_owned(),
            FileError::TooNew { .. } => self.file_error(error),
            FileError::NoSuchVersion(_) | FileError::Malformed(_) | FileError::Document { .. } => {
                self.session_file_malformed(error)
            }
        }
    }
}
