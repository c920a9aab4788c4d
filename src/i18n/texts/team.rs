//! Teams: what sellers share, and what their manager sees.

use crate::{
    domain::{
        Name,
        team::{AcceptedReport, ClientChoice, RatingAge, ReasonKind},
    },
    exchange::link::LinkError,
    i18n::Text,
};

texts! {
    team: "团队", "Team";
    team_hint: "销售把客户的概况交给主管：给谁看、看到什么，由自己决定。", "Sellers share an outline of their clients with a manager, and choose what is seen.";
    team_lead: "主管建一个团队，把邀请链接发给销售；销售看清楚要交什么，再把报告发回来。不需要服务器：报告是加密的文字、文件或二维码，只有主管打得开。", "A manager begins a team and sends its invitation; sellers see exactly what they would share, and send a report back. No server is needed: a report is an encrypted text, file or QR code that only the manager can open.";
    teams_led: "我带的团队", "Teams that I lead";
    teams_joined: "我加入的团队", "Teams that I am in";
    no_teams: "还没有团队。做主管的，可以在下面建一个；收到邀请的，打开邀请链接，或把它粘贴在下面。", "There is no team yet. As a manager, begin one below; with an invitation, open its link or paste it below.";
    begin_team: "建一个团队", "Begin a team";
    team_name_label: "团队名称", "Name of the team";
    team_naming: "报告署名吗", "Are reports named?";
    team_named: "署名", "With names";
    team_named_means: "销售写上姓名或昵称；客户写不写名字，由销售决定。", "Sellers give a name or nickname; whether clients are named is up to each seller.";
    team_anonymous: "匿名", "Anonymous";
    team_anonymous_means: "销售和客户都不署名；不足三位销售的数字不显示，也没有单个客户。", "Neither sellers nor clients are named; figures of fewer than three sellers are hidden, and no single client is listed.";
    team_begun(name): "已建团队：{name}", "Team begun: {name}";
    join_team: "加入团队", "Join a team";
    team_invitation_field: "邀请链接", "Invitation link";
    team_invitation_nothing: "请粘贴邀请链接。", "Please paste the invitation link.";
    team_open_invitation: "打开邀请", "Open the invitation";
    team_not_opened: "这个邀请打不开", "This invitation cannot be opened";
    team_invited_to(name): "加入“{name}”", "Join “{name}”";
    team_invited_named: "这个团队署名：主管看到你写的姓名或昵称。", "Reports in this team are named: the manager sees the name or nickname that you give.";
    team_invited_anonymous: "这个团队匿名：你和客户都不署名。主管的页面不显示不足三位销售的数字；但报告是你发给主管的，主管知道是谁发来的。", "This team is anonymous: neither you nor your clients are named. The manager's page hides figures of fewer than three sellers; but you send the report yourself, so the manager knows who sent it.";
    team_what_is_shared: "每位客户交的只有：阶段和进入日期、总分、近期趋势和判断、最后联系、门槛到了几项、未恢复的信任受损、到期的承诺、最后评分的日期，以及待跟进的理由和分数。备注、依据和单项回答都不交。", "For each client, this is all that is shared: the stage and since when, the total, the recent trend and its verdict, the last contact, how much of the gate is reached, trust damage that has not recovered, promises that are due, the day of the last rating, and the reasons and points of the follow-up list. Notes, evidence and single answers are never shared.";
    team_nothing_yet: "现在还不会发出任何东西：先看清单，再自己发。", "Nothing is sent yet: you see the list first, and send it yourself.";
    team_own_name: "主管看到的姓名或昵称", "Name or nickname for the manager";
    team_own_name_hint: "可以留空。", "It may stay empty.";
    team_joined_as: "你已加入这个团队。", "You are in this team already.";
    team_open_it: "打开", "Open it";
    team_joined(name): "已加入团队：{name}", "Team joined: {name}";
    team_usual_choice: "一般怎样交", "How clients are shared";
    team_choice_nothing: "不交", "Not shared";
    team_choice_unnamed: "只交数字，不写名字", "Figures without a name";
    team_choice_initials: "数字和姓氏或首字母", "Figures with initials";
    team_choice_named: "数字和姓名", "Figures with the name";
    team_choice_for(client): "怎样交：{client}", "How to share {client}";
    team_list_title: "主管会看到的", "What the manager will see";
    team_list_hint: "一行一位客户，和主管看到的相同；第一列是你自己认得的姓名，只有“写作”一列会交出去。示例、回收站里的客户，以及与同事、伙伴、供应商的关系，都不交。", "One row for each client, as the manager will see it; the first column is for you, and only the column “Shown as” is shared. Examples, clients in the bin, and relationships with colleagues, partners and suppliers are never shared.";
    team_shared_count(shared, all): "交 {shared} 位客户，共 {all} 位。", "Shared clients: {shared} of {all}.";
    team_nobody_to_share: "还没有可以交的客户。添加客户以后，这里会列出主管会看到什么。", "There is no client to share yet. Once there are some, what the manager would see is listed here.";
    team_shown_as: "写作", "Shown as";
    team_no_name: "（不写）", "(no name)";
    team_since(stage, date): "{stage}，从{date}起", "{stage}, since {date}";
    team_last_contact: "最后联系", "Last contact";
    team_gate: "门槛", "Gate";
    team_gate_of(passed, of): "{of} 项里 {passed} 项", "{passed} of {of}";
    team_breach: "信任受损", "Trust damaged";
    team_promises_due: "到期的承诺", "Promises due";
    team_last_rating: "最后评分", "Last rating";
    team_reasons: "待跟进", "Follow-up points";
    team_how_shared: "怎样交", "Shared";
    team_send_title: "发报告", "Send the report";
    team_send_hint: "报告按现在的清单做成，只有主管打得开。发出以后清单变了，再做一次：新的一期代替旧的。", "The report is made of the list as it is now, and only the manager can open it. When the list has changed, make it again: the new edition takes the place of the earlier one.";
    team_make_report: "做一份报告", "Make the report";
    team_making_report: "正在加密…", "Encrypting…";
    team_report_made(edition): "第 {edition} 期报告做好了，请发给主管：", "Edition {edition} of the report is made. Send it to the manager:";
    team_report_words(team): "“{team}”的团队报告，请在信任速度的“团队”里收取：", "A report for the team “{team}”. Please collect it in Trust Velocity, under Team:";
    team_report_file(date): "团队报告 {date}.txt", "team-report {date}.txt";
    team_report_codes: "二维码", "QR code";
    team_never_sent: "还没有做过报告。", "No report has been made yet.";
    team_last_sent(edition, date): "最近一份：第 {edition} 期，{date}。", "The last report: edition {edition}, {date}.";
    team_too_many_clients(count, most): "选了 {count} 位客户，一份报告最多 {most} 位：请把一些改为“不交”。", "Clients chosen: {count}; the maximum in a report is {most}. Choose “Not shared” for some.";
    team_report_too_long: "报告太长，放不下：请把一些客户改为“不交”。", "The report is too long: choose “Not shared” for some clients.";
    team_leave: "退出团队", "Leave the team";
    team_leave_hint: "退出后不再做报告。主管已经收到的，收不回来；需要删除的话，请告诉主管。", "After you leave, no report is made. What the manager has kept cannot be recalled: if it should be deleted, ask the manager.";
    team_left(name): "已退出团队：{name}", "Team left: {name}";
    team_left_on(date): "你在{date}退出了这个团队，不再做报告。主管已经收到的，收不回来。", "You left this team on {date}; no report is made. What the manager has kept cannot be recalled.";
    team_rejoin: "重新加入", "Join again";
    team_rejoined(name): "已重新加入团队：{name}", "Team joined again: {name}";
    team_forget: "从这里删去", "Remove it here";
    team_forgotten(name): "已删去团队：{name}", "Team removed: {name}";
}

texts! {
    team_invite_title: "邀请销售", "Invite sellers";
    team_invite_hint: "把链接发给团队里的销售，或者让他们扫码。链接里没有秘密，但拿到链接的人都能给你发报告：收到不认识的，请删去。", "Send the link to the sellers of the team, or let them scan the code. Nothing in it is secret, but whoever has it can send you a report: remove one that you do not know.";
    team_invite_words(team): "请加入团队“{team}”。打开链接，先看清楚要交什么：", "Please join the team “{team}”. Open the link, and see first what you would share:";
    team_collect_title: "收报告", "Collect reports";
    team_collect_hint: "粘贴销售发来的文字，整段聊天也可以；或者选文件、扫二维码。一份读不出来，不影响别的。", "Paste what sellers sent, even a whole chat; or choose files, or scan the codes. One that cannot be read costs no other.";
    team_collect_field: "收到的文字", "Text that you received";
    team_collect: "收取", "Collect";
    team_collect_files: "选报告文件", "Choose report files";
    team_collect_camera: "扫二维码", "Scan QR codes";
    team_a_seller: "一位销售", "A seller";
    team_report_new(n plural, who): "{who}：收到第一份报告，{n} 位客户。", "{who}: first report, {n} client.", "{who}: first report, {n} clients.";
    team_report_replaced(n plural, who): "{who}：收到新的一期，{n} 位客户。", "{who}: a newer edition, {n} client.", "{who}: a newer edition, {n} clients.";
    team_report_repeated(who): "{who}：这一期已经收过。", "{who}: this edition was collected before.";
    team_report_older(who): "{who}：已有更新的一期，这份不用。", "{who}: a newer edition is here already; this one is not used.";
    team_report_other: "有一份报告是别的团队的，请在那个团队里收。", "One report is for another team: collect it there.";
    team_report_wrong_key: "有一份报告打不开：不是用这个团队的邀请做的，或者被改动过。", "One report cannot be opened: it was not made with the invitation of this team, or was altered.";
    team_report_problem(beginning, reason): "以“{beginning}…”开头的一段：{reason}", "What begins with “{beginning}…”: {reason}";
    team_report_not_found: "这段文字里没有团队报告。请把对方发来的全部复制过来。", "There is no team report in this text. Copy all of what was sent.";
    team_report_damaged: "文字不完整或被改动过，请让对方用文件再发一次。", "The text was cut or changed. Ask for it once more, as a file.";
    team_report_too_new: "这份报告出自更新的版本：请重新打开本页，更新后再收。", "It comes from a newer version: reload this page, then collect it again.";
    team_report_malformed: "内容不是团队报告，请让对方重新做一份。", "It is not a valid report. Ask for a new one.";
    team_file_unreadable: "这个文件读不出来，请让对方把报告作为文字发来。", "This file cannot be read. Ask for the report as a text.";
    team_no_reports: "还没有收到报告。把邀请发给销售，收到的报告在上面收取；之后这里显示团队的情况。", "No report has been collected yet. Send the invitation to the sellers and collect their reports above; the figures of the team are then shown here.";
    team_sources(n plural, oldest, newest): "{n} 位销售的报告，最早{oldest}，最近{newest}。", "Report of {n} seller, the oldest of {oldest}, the newest of {newest}.", "Reports of {n} sellers, the oldest of {oldest}, the newest of {newest}.";
    team_of_sellers(n plural): "{n} 位销售", "{n} seller", "{n} sellers";
    team_hidden: "不显示", "hidden";
    team_hidden_hint: "匿名团队里，不足三位销售的数字不显示；如果从其余的数字推算得出，另外再隐去一项。", "In an anonymous team, figures of fewer than three sellers are hidden; where the others would tell a hidden one, another is hidden too.";
    team_too_few: "报告不足三份，匿名团队还不显示数字。", "With fewer than three reports, an anonymous team shows no figures yet.";
    team_funnel: "各阶段的客户", "Clients by stage";
    team_funnel_hint: "每位销售最近一份报告里，各阶段有多少位客户。", "How many clients stand in each stage, by the last report of each seller.";
    team_funnel_over_time: "随时间的变化", "Over time";
    team_funnel_over_time_hint: "每个报告日：到那天为止，各位销售最近一份报告的合计。从这里收到的各期算出，销售人数变了，合计也会变。", "At each day of a report: the last reports until then, added up. It is made of the editions collected here; as sellers join, the sums change too.";
    team_sellers: "销售", "Sellers";
    team_clients: "客户", "Clients";
    team_chart: "水平与趋势：每位客户一个点", "Level and trend: a dot for each client";
    team_chart_hint: "与自己的图相同：空心点的趋势在误差以内。趋势来自各份报告；评分太旧的不画。", "As in the chart of one's own clients: the trend of a hollow dot is within error. Trends are those of the reports; clients whose ratings are too old are not drawn.";
    team_chart_left_out(n plural): "{n} 位客户没有画出：评分不足三个日期、评分太旧，或关系已结束。", "{n} client is not drawn: ratings on fewer than three dates, ratings that are too old, or an ended relationship.", "{n} clients are not drawn: ratings on fewer than three dates, ratings that are too old, or an ended relationship.";
    team_waiting: "谁需要帮助，为什么", "Who needs help, and why";
    team_waiting_hint: "理由和分数与销售自己的待跟进清单相同，按报告当天计算；销售延后的客户不在内。", "The reasons and points are those of the seller's own follow-up list, on the day of the report; clients that the seller has snoozed are left out.";
    team_nobody_waits: "按各份报告，没有客户待跟进。", "By the reports, there is no client to follow up.";
    team_reason_counts: "待跟进的理由", "Reasons to follow up";
    team_reason_breach: "信任受损，还没有恢复", "Trust damaged, not recovered yet";
    team_reason_promise: "承诺超期", "A promise is overdue";
    team_reason_trend: "近期趋势下降，超出误差", "The recent trend is falling beyond error";
    team_reason_contact: "联系超期", "Contact is overdue";
    team_reason_missed: "约好的联系日已过", "The agreed day of contact has passed";
    team_reason_feedback: "没有近期的客户反馈", "No recent feedback from the client";
    team_reason_focus: "这一阶段的重点低于 4", "Below 4 in the focus of the stage";
    team_reason_rating: "没有近期的评分", "No recent rating";
    team_reason_points(reason, points): "{reason}（{points} 分）", "{reason} ({points})";
    team_client_number(n): "第 {n} 位客户", "Client {n}";
    team_coverage: "评分的覆盖和新旧", "Coverage and age of ratings";
    team_coverage_hint: "最后一次评分距今天多久。评分越旧，上面的总分和趋势越不说明现在。", "How long ago the last rating was, counted to today. The older the ratings, the less the totals and trends above say of now.";
    team_age_month: "30 天以内", "Within 30 days";
    team_age_quarter: "31 到 90 天", "31 to 90 days";
    team_age_older: "超过 90 天", "Over 90 days";
    team_age_unrated: "没有评分", "Not rated";
    team_seller_list: "收到的报告", "Reports collected";
    team_seller_list_hint: "不按数字排名：认识客户的早晚和手上的客户不同，总分和速度不能比较销售。", "Sellers are never ranked by figures: they differ in their clients and in how long they have known them, so totals and velocities do not compare sellers.";
    team_order: "排列", "Order";
    team_order_name: "按姓名", "By name";
    team_order_reported: "按报告日期", "By day of report";
    team_reported: "报告日期", "Reported";
    team_edition: "期", "Edition";
    team_rated_of: "有评分的", "Rated";
    team_unnamed_seller: "（没有署名）", "(no name)";
    team_remove_report: "删去", "Remove";
    team_remove_report_of(who): "删去报告：{who}", "Remove the report of {who}";
    team_report_removed(who): "已删去报告：{who}", "Report removed: {who}";
    team_end: "结束团队", "End the team";
    team_end_hint: "删去团队、密钥和收到的报告；之后再收到的报告就打不开了。", "Deletes the team, its key and the reports collected; reports that come later can no longer be opened.";
    team_end_question(name): "结束团队“{name}”，并删去收到的报告？", "End the team “{name}” and delete its reports?";
    team_ended(name): "已结束团队：{name}", "Team ended: {name}";
    team_missing: "没有这个团队：可能已经删去。", "There is no such team: it may have been removed.";
    team_not_made(reason): "没有做成：{reason}。请重新打开本页再试。", "It could not be made: {reason}. Reload the page and try again.";
}

impl Text {
    /// The message that invites a seller.
    pub fn team_invite_message(self, team: &Name, link: &str) -> String {
        format!(
            "{}\n{link}",
            self.team_invite_words(&self.name_in_text(team))
        )
    }

    /// The message that carries a report.
    pub fn team_report_message(self, team: &Name, code: &str) -> String {
        format!(
            "{}\n{code}",
            self.team_report_words(&self.name_in_text(team))
        )
    }

    /// The error of an invitation to a team.
    pub fn team_invitation_error(self, error: &LinkError) -> &'static str {
        match error {
            LinkError::Foreign | LinkError::OtherKind => self.pick(
                "这里没有团队邀请，请让主管把链接重新发来。",
                "There is no invitation to a team here. Ask the manager for the link again.",
            ),
            LinkError::TooNew { .. } => self.pick(
                "这个邀请出自更新的版本：请重新打开本页，更新后再试。",
                "This invitation comes from a newer version: reload this page, then try again.",
            ),
            LinkError::TooLong | LinkError::Damaged | LinkError::Malformed(_) => self.pick(
                "链接不完整或被改动过，请复制完整的链接，粘贴在下面。",
                "The link was cut or changed. Copy the whole link and paste it below.",
            ),
        }
    }

    /// The reason why a text is no report.
    pub const fn team_report_error(self, error: &LinkError) -> &'static str {
        match error {
            LinkError::Foreign | LinkError::OtherKind => self.team_report_not_found(),
            LinkError::TooLong | LinkError::Damaged => self.team_report_damaged(),
            LinkError::TooNew { .. } => self.team_report_too_new(),
            LinkError::Malformed(_) => self.team_report_malformed(),
        }
    }

    /// How a team has taken a report.
    pub fn team_accepted(
        self,
        accepted: AcceptedReport,
        name: Option<&Name>,
        clients: usize,
    ) -> String {
        let who = self.team_seller(name);
        match accepted {
            AcceptedReport::New => self.team_report_new(clients, &who),
            AcceptedReport::Replaced => self.team_report_replaced(clients, &who),
            AcceptedReport::Repeated => self.team_report_repeated(&who),
            AcceptedReport::Older => self.team_report_older(&who),
            AcceptedReport::OtherTeam => self.team_report_other().to_owned(),
        }
    }

    /// A seller in a sentence.
    pub fn team_seller(self, name: Option<&Name>) -> String {
        name.map_or_else(
            || self.team_a_seller().to_owned(),
            |name| self.name_in_text(name),
        )
    }

    /// The words of how a client is shared.
    pub const fn team_choice(self, choice: ClientChoice) -> &'static str {
        match choice {
            ClientChoice::Nothing => self.team_choice_nothing(),
            ClientChoice::Unnamed => self.team_choice_unnamed(),
            ClientChoice::Initials => self.team_choice_initials(),
            ClientChoice::Named => self.team_choice_named(),
        }
    }

    /// The words of a reason to turn to a client.
    pub const fn team_reason(self, kind: ReasonKind) -> &'static str {
        match kind {
            ReasonKind::Breach => self.team_reason_breach(),
            ReasonKind::Promise => self.team_reason_promise(),
            ReasonKind::Trend => self.team_reason_trend(),
            ReasonKind::Contact => self.team_reason_contact(),
            ReasonKind::Missed => self.team_reason_missed(),
            ReasonKind::Feedback => self.team_reason_feedback(),
            ReasonKind::Focus => self.team_reason_focus(),
            ReasonKind::Rating => self.team_reason_rating(),
        }
    }

    /// The words of the age of a rating.
    pub const fn team_age(self, age: RatingAge) -> &'static str {
        match age {
            RatingAge::Month => self.team_age_month(),
            RatingAge::Quarter => self.team_age_quarter(),
            RatingAge::Older => self.team_age_older(),
            RatingAge::Unrated => self.team_age_unrated(),
        }
    }
}
