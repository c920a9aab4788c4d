//! Ratings, stages and last contacts that come in from a table.

use crate::{
    domain::{Dimension, Stage},
    exchange::{HistoryPlan, PlannedClient, lack_date_reading},
    i18n::Text,
};

texts! {
    history_title: "从表格补录评分", "Ratings from a table";
    history_hint: "每行一次评分；同一位客户可以有许多行。最少要有客户、日期和一项分数；单位、备注、阶段、阶段起始日期和最近联系可以空着。填好后在上面选择这个文件；这里导出的评分表格也可以这样读回来。", "One rating a row; a client may have many rows. A row needs the client, the date and one score; organisation, note, stage, stage since and last contact may be empty. Fill it in, then choose the file above; a table of ratings exported here comes back in the same way.";
    save_template: "下载空白表格", "Download an empty table";
    template_date: "日期（如 2026-03-01）", "Date (like 2026-03-01)";
    template_score(dimension): "{dimension}（0–10 分）", "{dimension} (0–10)";
    template_stage(stages): "阶段（{stages}）", "Stage ({stages})";
    rating_date: "评分日期", "Rating date";
    rating_note: "评分备注", "Rating note";
    stage_since: "阶段起始日期", "Stage since";
    last_contact_column: "最近联系", "Last contact";
    history_is_read: "这是一张评分表：同一位客户的各行合在一起。已有的客户只添加新的评分、阶段和联系；新客户的首次接触，是它各行里最早的日期。日期、评分人和分数都相同的评分只算一次。", "This is a table of ratings: rows of one client are taken together. Clients who are here already get what is new: ratings, stages, contacts. The first contact of a new client is the earliest date in its rows. Ratings with the same date, rater and scores count once.";
    history_planning(percent): "正在核对… {percent}%", "Checking… {percent}%";
    history_new_clients(n plural): "新增 {n} 位客户。", "{n} new client.", "{n} new clients.";
    history_changed_clients(n plural): "补充 {n} 位已有的客户。", "{n} client who is already here gets new entries.", "{n} clients who are already here get new entries.";
    history_ratings(n plural): "{n} 次评分", "{n} rating", "{n} ratings";
    history_stages(n plural): "{n} 次阶段变化", "{n} change of stage", "{n} changes of stage";
    history_contacts(n plural): "{n} 次联系", "{n} contact", "{n} contacts";
    history_adds(what): "共添加{what}。", "Added in all: {what}.";
    history_rows_known(n plural): "{n} 行已经有了，会跳过。", "{n} row is here already and is left out.", "{n} rows are here already and are left out.";
    history_left_out(n plural): "{n} 处的值不能用，那一行的其余照样添加。", "{n} value cannot be used; the rest of its row is added.", "{n} values cannot be used; the rest of their rows is added.";
    history_all_known: "这些都已经在记录里，没有要添加的。", "All of this is in your records already, so there is nothing to add.";
    history_nothing: "没有可以添加的。请改一改上面各列的对应，或改好文件后重新选择。", "There is nothing to add. Change what the columns hold, or correct the file and choose it again.";
    history_add: "全部添加", "Add all of this";
    history_added(clients plural): "已导入 {clients} 位客户的记录", "Records of {clients} client imported", "Records of {clients} clients imported";
    history_clients: "要添加的记录", "Records to be added";
    history_new_mark: "新客户", "new client";
    history_known_title: "已经有了的行", "Rows that are here already";
    history_known_lines(lines): "第 {lines} 行", "Lines {lines}";
    history_lines(lines): "第 {lines} 行", "lines {lines}";
    left_out_values: "不能用的值", "Values that cannot be used";
    row_without_rating_date: "有分数，没有日期。", "It has scores and no date.";
    row_without_scores: "有日期，没有分数。", "It has a date and no score.";
    row_not_a_score(dimension, text): "{dimension}：“{text}”不是 0 到 10 的数字。", "{dimension}: “{text}” is not a number from 0 to 10.";
    row_too_precise(dimension, text): "{dimension}：“{text}”最多一位小数。", "{dimension}: “{text}” has more than one decimal.";
    row_not_a_rater(text): "“{text}”不是这里的评分人。空着就算你自己的评分。", "“{text}” is not a rater here. An empty cell means your own rating.";
    row_of_items: "这次评分来自问卷，表格里没有各题的答案，补不回来；请用备份恢复。", "This rating was taken by a questionnaire, whose answers the table does not hold; restore a backup instead.";
    row_not_a_stage(text, stages): "“{text}”不是阶段，请写成其中之一：{stages}。", "“{text}” is not a stage: write one of {stages}.";
    row_stage_without_date: "有阶段，没有起始日期，也没有评分日期。", "It has a stage, but neither the day on which it began nor the date of a rating.";
    row_other_stage(date): "前面有一行说 {date} 是另一个阶段，以那一行为准。", "An earlier row gives another stage for {date}, and that row counts.";
    row_before_first_contact(date, begun): "{date} 早于这位客户的首次接触 {begun}。如果那天不对，请先改客户的首次接触。", "{date} is before this client's first contact on {begun}. If that day is wrong, change the client's first contact first.";
    row_not_yet(date): "{date} 还没有到。", "{date} has not come yet.";
    row_several_clients: "这里有几位同名同单位的客户，看不出是哪一位。请先把其中一位改名。", "Several clients here have this name and organisation, so it is not clear whose this is. Rename one of them first.";
}

impl Text {
    /// How many entries of each kind are added, such as “3 ratings, 1 contact”; empty if none are.
    pub fn history_counts(self, [ratings, stages, contacts]: [usize; 3]) -> String {
        let parts = [
            (0 < ratings).then(|| self.history_ratings(ratings)),
            (0 < stages).then(|| self.history_stages(stages)),
            (0 < contacts).then(|| self.history_contacts(contacts)),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        parts.join(self.list_comma())
    }

    /// The effect of a plan on all rows.
    pub fn history_summary(self, plan: &HistoryPlan) -> String {
        let is_new = |client: &&PlannedClient| client.before.is_none();
        let new = plan.clients.iter().filter(is_new).count();
        let changed = plan.clients.len() - new;
        let what = self.history_counts(plan.added());
        let (known, refused) = (plan.known.len(), plan.refused.len());
        let left_out = plan.left_out.len();
        let why = if refused + left_out == 0 {
            self.history_all_known()
        } else if lack_date_reading(&plan.refused) {
            self.choose_date_reading()
        } else {
            self.history_nothing()
        };
        let sentences = [
            (0 < new).then(|| self.history_new_clients(new)),
            (0 < changed).then(|| self.history_changed_clients(changed)),
            (!what.is_empty()).then(|| self.history_adds(&what)),
            (0 < known).then(|| self.history_rows_known(known)),
            (0 < left_out).then(|| self.history_left_out(left_out)),
            (0 < refused).then(|| self.cannot_be_imported(refused)),
            plan.clients.is_empty().then(|| why.to_owned()),
        ];
        let sentences: Vec<_> = sentences.into_iter().flatten().collect();
        sentences.join(self.sentence_space())
    }

    /// The headings of a table of ratings to fill in, with what belongs below them.
    pub fn template_headings(self) -> Vec<String> {
        let stages = Stage::ALL.map(|stage| self.stage_name(stage));
        let scores = Dimension::ALL.map(|one| self.template_score(&self.dimension(one)));
        let before = [
            self.client(),
            self.organisation_label(),
            self.template_date(),
        ];
        let after = [
            self.note_label().to_owned(),
            self.template_stage(&stages.join(self.list_comma())),
            self.stage_since().to_owned(),
            self.last_contact_column().to_owned(),
        ];
        let before = before.map(str::to_owned).into_iter();
        before.chain(scores).chain(after).collect()
    }
}
