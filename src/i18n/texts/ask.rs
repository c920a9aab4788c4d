//! Asking somebody for a rating, answering, and accepting the answer.

use super::words::isolated;
use crate::{
    domain::{Form, Instrument, Language, Name, Respondent},
    exchange::link::{Asked, LinkError},
    i18n::Text,
};

texts! {
    gap_profile: "双方评分对照", "Both sides";
    gap_days(own, theirs): "我的判断 {own} · 客户的回答 {theirs}", "My estimate {own} · the client's answer {theirs}";
    ask: "请客户评分", "Ask the client";
    ask_hint: "生成一个链接或二维码发给对方。对方打开就能答，不用注册，也看不到你的任何记录。", "You get a link and a QR code to send. Whoever opens it can answer at once, without an account, and sees none of your records.";
    ask_save: "生成链接", "Make the link";
    asked_label: "请谁回答", "Who answers";
    asked_as_client: "客户", "The client";
    asked_as_peer: "同事", "A colleague";
    asked_as_client_hint: "由客户自己回答：对方怎么看你。", "The client says how they see you.";
    asked_as_peer_hint: "由了解这段关系的同事回答。生成之后，再写上在那段话里怎么称呼这位客户。", "Somebody who knows this relationship answers. Once the link is made, say how the message should name the client.";
    form_short_hint: "约 1 分钟；适合忙的人", "About a minute; for busy people";
    form_full_hint: "约 3 分钟；每种信任四题，结果更稳定", "About 3 minutes; four items for each kind of trust, so the result is steadier";
    ask_language: "对方看到的语言", "Language they see";
    own_name_label: "对方看到的你的名字", "Your name as they see it";
    own_name_hint: "可以不填；填了会记住，下次还用。", "You can leave it empty. It is remembered for the next time.";
    encrypt_label: "把回答加密，只有这里的记录能打开", "Encrypt the answer, so that only these records can open it";
    encrypt_off: "这个页面不是通过 https 打开的，浏览器不能加密：拿到回答的人都能读。", "This page was not opened over https, so the browser cannot encrypt: whoever gets the answer can read it.";
    request_made: "链接已生成", "The link is made";
    request_made_on(date): "{date}生成", "made on {date}";
    request_waits: "还没有收到回答。", "No answer yet.";
    request_accepted_on(date): "已收下回答，记在{date}。", "Answered; recorded on {date}.";
    see_rating: "查看这次评分", "See the rating";
    send_it: "发给对方", "Send it";
    link_message: "可以直接发送的话", "Words ready to send";
    client_called_label: "那段话里怎么称呼这位客户", "How the message names the client";
    client_called_hint: "由你决定写全名还是简称。它只在那段话里，不在链接里；不填就留一个空位。", "Use the full name or a short one, as you choose. It is in the message only, not in the link; if you leave it empty, the message has a gap to fill in.";
    copy_message: "复制整段话", "Copy it all";
    copy_link: "只复制链接", "Copy just the link";
    copy_code: "只复制短码", "Copy just the code";
    copy_from_the_box: "浏览器不允许自动复制：上面的文字已选中，请手动复制。", "The browser does not allow copying by itself: the text above is selected, copy it by hand.";
    share_message: "分享…", "Share…";
    share_failed(reason): "没有分享出去（{reason}）。请改用复制。", "It could not be shared ({reason}). Copy it instead.";
    link_is_long: "这个链接太长，聊天应用可能会截断：请用二维码，或当面给对方看。", "This link is so long that chat apps may cut it: use the QR code instead.";
    link_privacy: "拿到链接的人能看到：你的名字（如果填了）、语言和要答的题。客户的名字和你的记录都不在里面。", "Whoever has the link can read your name, if you gave it, the language, and which questions are asked. The client's name and your records are not in it.";
    link_privacy_sealed: "回答会加密，只有保存着这条邀请的记录能打开；请留好备份。", "The answer will be encrypted, and only the records that hold this request can open it: keep a backup.";
    link_privacy_clear: "回答不加密：拿到回答的人都能读。", "The answer will not be encrypted: whoever has it can read it.";
    accept_answer: "收下回答", "Accept an answer";
    accept_answer_hint: "对方会发回一个链接、二维码或一串短码。", "They send back a link, a QR code or a short code.";
    delete_request: "删除这次邀请", "Delete this request";
    delete_request_hint: "删除后，对方的回答就对不上了。", "Once it is deleted, the answer to it cannot be matched.";

    invited: "请您评评我们的合作", "You are asked for your view";
    questions(n plural): "{n} 道题", "{n} question", "{n} questions";
    invited_questions(n plural): "共 {n} 道题，一题一选；说不准的可以跳过。", "There is {n} question. Where you can't say, skip it.", "There are {n} questions, each answered by one choice. Where you can't say, skip it.";
    invited_nothing_sent: "答案不会自动发送：答完后由您自己发回去，不发就没有人看到。", "Nothing is sent by itself: when you have finished, you send the answer back, and if you don't, nobody sees it.";
    invited_sealed: "您的回答会加密，只有邀请您的人能打开。", "Your answer is encrypted: only the person who asks can open it.";
    invited_clear: "您的回答不加密：拿到它的人都能读。", "Your answer is not encrypted: whoever has it can read it.";
    invited_not_anonymous: "这不是匿名的：邀请您的人会看到每一题的选择。", "It is not anonymous: the person who asks sees your choice for each question.";
    invited_kept: "答到一半可以关掉，在同一个浏览器里再打开链接就能接着答。", "You can stop at any time and go on by opening the link again in the same browser.";
    begin: "开始", "Begin";
    finish_answer: "下一步：把回答发回去", "Next: send the answer back";
    answer_done: "谢谢！还差最后一步", "Thank you! One last step";
    send_back: "请把下面这段话发回给邀请您的人。", "Send this back to the person who asked you.";
    answer_message(link): "这是我的回答：{link}", "Here is my answer: {link}";
    answer_sealed: "已加密，只有邀请您的人能打开。", "It is encrypted: only the person who asked can open it.";
    answer_clear: "没有加密：拿到它的人都能读。", "It is not encrypted: whoever has it can read it.";
    answer_not_sealed: "邀请您的人想要加密的回答，但这个浏览器在这里不能加密：拿到它的人都能读。介意的话，请用手机自带的浏览器打开链接。", "An encrypted answer was asked for, but this browser cannot encrypt here: whoever has it can read it. If you mind, open the link in your phone's own browser.";
    answer_not_made(reason): "没有做好回答（{reason}）。请重试。", "The answer could not be made ({reason}). Please try again.";
    correct_answer: "修改回答", "Change my answers";
    answered_by_you: "您的回答", "Your answers";

    invitation_foreign: "这个链接里没有邀请，可能复制时漏了一段。", "There is no request in this link; a part may have been left out when it was copied.";
    invitation_damaged: "这个链接被截断或改动过，打不开。", "This link was cut or changed on its way, so it cannot be opened.";
    invitation_too_new: "这个链接由更新版本的应用生成，这一页还认不出。请重新载入页面；如果还是不行，过一会儿再试。", "A newer version of the app made this link. Reload the page; if that does not help, try again a little later.";
    invitation_other_kind: "这是一份回答，不是邀请。", "This is an answer, not a request.";
    invitation_malformed: "这个链接的内容不能用。", "What is in this link cannot be used.";
    ask_again: "请对方重新发一次完整的链接，或让您扫二维码。", "Ask for the whole link again, or scan the QR code.";
    not_opened: "链接打不开", "The link does not open";
    reload_page: "重新载入", "Reload";

    answer_field: "粘贴收到的链接或短码", "Paste the link or code you received";
    answer_field_hint: "前后带着别的话也没关系。", "Words around it do no harm.";
    link_too_long: "这段内容太长了，里面不会是一个链接（最多 30 万字节）。请只粘贴收到的那一条。", "This is too long for a link (at most 300 kB). Paste only the one message that you received.";
    nothing_pasted: "先把收到的内容粘贴到这里。", "Paste what you received here first.";
    answer_foreign: "这里面没有回答。请把收到的链接或短码整段复制过来。", "There is no answer in this text. Copy the whole link or code that you received.";
    answer_damaged: "这份回答被截断或改动过，不能用。请对方重新复制整段再发一次，或给你看二维码。", "This answer was cut or changed on its way. Ask for all of it again, or for the QR code.";
    answer_too_new: "这份回答由更新版本的应用生成。请重新载入页面，再打开一次。", "A newer version of the app made this answer. Reload the page, then open it again.";
    answer_other_kind: "这是邀请的链接，不是回答。要由对方打开它、答完，再把回答发回来。", "This is the request, not an answer. The other person opens it, answers, and sends the answer back.";
    answer_malformed(reason): "这份回答的内容不能用（{reason}）。请对方重新生成一次。", "What is in this answer cannot be used ({reason}). Ask the person to make it again.";
    answer_wrong_key: "这份回答不是用这次邀请的密钥加密的，或者被改动过，所以打不开。请对方用原来的链接重新答一次。", "This answer was not encrypted to this request, or was altered, so it cannot be opened. Ask the person to answer once more through the original link.";
    answer_other_form: "这份回答的题目和邀请的不一样，不能收下。请对方用原来的链接重新答一次。", "This answer is to different questions from those asked, so it cannot be accepted. Ask the person to answer once more through the original link.";
    answer_empty: "这份回答里答了的题太少，没有一项能计分，所以不能收下。请对方再多答几题。", "Too few questions are answered in this to give any score, so it cannot be accepted. Ask the person to answer some more.";
    answer_unmatched_title: "这个浏览器里没有对应的邀请", "No such request in this browser";
    answer_unmatched: "可能是在另一个浏览器里打开了：微信等应用自带的浏览器看不到别处的记录。请复制这份回答，到发出邀请的那个浏览器里，在“更多 → 收下回答”里粘贴。", "It may have been opened in another browser: the one within WeChat and other apps has a storage of its own. Copy this answer, then paste it under More → Accept an answer in the browser from which you asked.";
    answer_unmatched_deleted: "如果那条邀请已被删除，可以撤销删除或恢复备份。", "If the request was deleted, undo the deletion or restore a backup.";
    answer_binned(client): "这份回答属于{client}，这位客户在回收站里。恢复之后就可以收下。", "This answer belongs to {client}, who is in the bin. Restore the client to accept it.";
    restore_this_client: "恢复这位客户", "Restore the client";
    opening_answer: "正在解密…", "Decrypting…";
    answer_preview: "收到的回答", "The answer";
    answer_from: "谁的回答", "Whose answer";
    answer_about: "关于", "About";
    answer_asked_on: "邀请日期", "Asked on";
    answer_given_on: "回答日期", "Answered on";
    answer_date_moved(given, today): "回答上写的日期是 {given}，不在首次接触和今天之间，所以记在今天（{today}）。", "The answer is dated {given}, which is not between the first contact and today, so it is recorded today ({today}).";
    answer_came_clear: "这份回答没有加密。", "This answer came without encryption.";
    answer_each: "每一题的回答", "Each answer";
    accept_rating: "收下", "Accept it";
    answer_counts_once: "收下后记为一次评分，标明是对方的回答；不会和你的判断混算。", "It becomes one rating, marked as theirs, and is never mixed with your own estimates.";
    answer_accepted_what(who): "已收下：{who}", "Accepted: {who}";
    already_accepted_on(date): "这份回答已收下，记在{date}。再收一次也只算一次。", "This answer has been accepted and is recorded on {date}. Accepted again, it still counts once.";
    answer_differs: "这次邀请已经收过一份不同的回答。要换成新的，还是保留原来的？", "A different answer to this request was accepted before. Replace it with the new one, or keep it?";
    answer_old: "已收下的", "Accepted before";
    answer_new: "新收到的", "The new one";
    answer_replace: "换成新的", "Replace";
    answer_keep: "保留原来的", "Keep";
    other_answer: "再收一份", "Accept another";
    to_client: "打开这位客户", "Open the client";

    gap_title: "我的判断与客户的回答", "My estimate and the client's answer";
    gap_difference: "差", "Gap";
    gap_over_time(n plural): "历次对照：{n} 组", "All {n} pair", "All {n} pairs over time";
    gap_hint: "两边都照原样列出，从不混算。差为正：你给的分比客户高。", "Both stand as they were given, never blended. Where the gap is positive, you rated higher than the client.";
    gap_other_acts: "两边评的不是同一件事：你评客户怎么做，客户评你怎么做，所以差不全是看法不同。", "You rate what the client does, and the client rates what you do, so a gap is more than a difference of views.";
    gap_same_acts: "两边评的都是你对这位客户怎么做：你评自己做的，客户评自己看到的。", "Both rate what you do with this client: you what you did, the client what they saw.";
    gap_instruments(own, theirs): "两边的评分方式不同（你用 {own}，客户用 {theirs}），差里有一部分可能来自评分方式。", "The two were taken in different ways (you: {own}, the client: {theirs}), so part of the difference may come from that.";
    gap_none(date, days): "{date} 的回答前后 {days} 天内，没有你自己的评分可以对照。", "Within {days} days of the answer of {date} there is no rating of yours to compare.";
    gap_rate_now: "现在评分", "Rate now";
    gap_ask_again: "再请客户评一次", "Ask again";
    gap_invites: "这些分数都是你的判断。客户自己怎么看？", "These scores are your own estimate. How does the client see it?";
    gap_waits(who, date): "{who}，{date}，还没有回答", "{who}, {date}, no answer yet";
    by_sliders: "滑块", "sliders";
}

impl Text {
    /// How long the items of a form take somebody who is asked.
    pub const fn invited_time(self, form: Form) -> &'static str {
        match (self.0, form) {
            (Language::Zh, Form::Short) => "大约 1 分钟。",
            (Language::Zh, Form::Full) => "大约 3 分钟。",
            (Language::En, Form::Short) => "It takes about a minute.",
            (Language::En, Form::Full) => "It takes about 3 minutes.",
        }
    }

    /// Words to send along with a request's link, to the one who is asked. A colleague's name the
    /// client as the sender wrote it, or leave a place for the name.
    pub fn request_message(
        self,
        asked: Asked,
        from: Option<&Name>,
        about: Option<&Name>,
        form: Form,
        link: &str,
    ) -> String {
        let questions = self.questions(form.len());
        // A colleague must be told which client; the link does not tell.
        let about = about.map(isolated);
        match (self.0, asked) {
            (Language::Zh, Asked::Client) => {
                let who = from.map_or_else(String::new, |name| format!("我是{}。", isolated(name)));
                format!(
                    "您好！{who}想请您说说我最近三个月和您打交道时做得怎么样，只有 {questions}，打开就能答，不用注册：\n{link}"
                )
            }
            (Language::Zh, Asked::Peer) => {
                let who = from.map_or_else(String::new, |name| format!("我是{}。", isolated(name)));
                let about = about.unwrap_or_else(|| "【客户姓名】".to_owned());
                format!(
                    "您好！{who}想请您说说，最近三个月里您看到我和{about}打交道时做得怎么样，只有 {questions}，打开就能答，不用注册：\n{link}"
                )
            }
            (Language::En, Asked::Client) => {
                let who =
                    from.map_or_else(String::new, |name| format!("This is {}. ", isolated(name)));
                format!(
                    "Hello! {who}I would like to hear how I have dealt with you over the last three months: {questions}, no account needed.\n{link}"
                )
            }
            (Language::En, Asked::Peer) => {
                let who =
                    from.map_or_else(String::new, |name| format!("This is {}. ", isolated(name)));
                let about = about.unwrap_or_else(|| "[the client's name]".to_owned());
                format!(
                    "Hello! {who}I would like to hear what you saw of how I dealt with {about} over the last three months: {questions}, no account needed.\n{link}"
                )
            }
        }
    }

    /// Who asks, in a sentence for the respondent.
    pub fn invited_by(self, asked: Asked, from: Option<&Name>) -> String {
        let who = from.map(isolated);
        match (self.0, asked) {
            (Language::Zh, Asked::Client) => {
                let them = who.clone().unwrap_or_else(|| "这位销售".to_owned());
                let who = who.unwrap_or_else(|| "与您合作的销售人员".to_owned());
                format!("{who}想请您说说：最近三个月里，{them}和您打交道时是怎么做的、有多经常。")
            }
            (Language::Zh, Asked::Peer) => {
                let them = who.clone().unwrap_or_else(|| "这位同事".to_owned());
                let who = who.unwrap_or_else(|| "您的同事".to_owned());
                format!(
                    "{who}想请您说说：最近三个月里，据您所见，{them}和那段话里写的客户打交道时是怎么做的、有多经常。"
                )
            }
            (Language::En, Asked::Client) => {
                let who = who.unwrap_or_else(|| "The salesperson you work with".to_owned());
                format!(
                    "{who} would like to hear how they dealt with you over the last three months: what they did, and how often."
                )
            }
            (Language::En, Asked::Peer) => {
                let who = who.unwrap_or_else(|| "Your colleague".to_owned());
                format!(
                    "{who} would like to hear what you saw over the last three months: what they did with the client named in the message, and how often."
                )
            }
        }
    }

    /// Whom to send the answer to.
    pub fn send_back_to(self, from: Option<&Name>) -> String {
        match (self.0, from.map(isolated)) {
            (_, None) => self.send_back().to_owned(),
            (Language::Zh, Some(who)) => format!("请把下面这段话发回给{who}。"),
            (Language::En, Some(who)) => format!("Send this back to {who}."),
        }
    }

    /// Why a request's link cannot be opened.
    pub const fn invitation_error(self, error: &LinkError) -> &'static str {
        match error {
            LinkError::TooLong => self.link_too_long(),
            LinkError::Foreign => self.invitation_foreign(),
            LinkError::Damaged => self.invitation_damaged(),
            LinkError::TooNew { .. } => self.invitation_too_new(),
            LinkError::OtherKind => self.invitation_other_kind(),
            LinkError::Malformed(_) => self.invitation_malformed(),
        }
    }

    /// The reason why a text has no answer.
    pub fn answer_error(self, error: &LinkError) -> String {
        match error {
            LinkError::TooLong => self.link_too_long().to_owned(),
            LinkError::Foreign => self.answer_foreign().to_owned(),
            LinkError::Damaged => self.answer_damaged().to_owned(),
            LinkError::TooNew { .. } => self.answer_too_new().to_owned(),
            LinkError::OtherKind => self.answer_other_kind().to_owned(),
            LinkError::Malformed(reason) => self.answer_malformed(reason),
        }
    }

    /// The name of the respondent.
    pub fn respondent(self, respondent: &Respondent) -> String {
        match respondent {
            Respondent::Client(person) => isolated(person),
            Respondent::Peer => self.asked_as_peer().to_owned(),
        }
    }

    /// The name of an instrument.
    pub const fn way_of(self, instrument: Instrument) -> &'static str {
        match instrument {
            Instrument::Sliders1 => self.by_sliders(),
            Instrument::Items(version, form) => self.by_items(version, form),
        }
    }
}
