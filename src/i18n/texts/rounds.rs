//! Two rounds of a class: each answers alone, pairs talk, and each answers again.

use super::words::isolated;
use crate::{
    domain::{
        Name,
        classroom::{Accepted, Round, Spreads},
    },
    exchange::RoundsColumn,
    i18n::Text,
};

texts! {
    vote_again: "两人讨论，再答一轮", "Talk in pairs, then vote again";
    vote_again_question(count): "第一轮{count}。先把第一轮的答卷收齐，再让大家两人一组讨论。之后屏幕上是第二轮的码：学员从自己第一轮的答案改起，第一轮的答卷不变。", "First round: {count}. Collect what is still missing, then let pairs talk. The screen then shows the code of the second round: trainees begin from their own first answers and revise them; those of the first round stay.";
    second_round_begun: "第二轮开始了", "The second round has begun";
    second_round: "第二轮", "Second round";
    second_round_note: "第二轮：和旁边的人说说各自的理由，再独立改自己的答案。", "Second round: tell each other your reasons, then each revises their own answers.";
    step_scan_again: "用第一轮的手机扫这个码，或打开发来的链接", "Scan this code on the phone of the first round, or open the link you were sent";
    step_scan_again_within(address): "用第一轮的手机打开 {address}，在“课堂”里扫齐这些码，或打开讲师发来的链接", "On the phone of the first round open {address} and scan all codes under Class, or open the link you were sent";
    step_revise: "从第一轮的答案改起：被说服了就改，没有就不改", "Begin from your first answers: change what you now see differently, and nothing else";
    step_hand_in_again: "点“提交”，出示第二轮的二维码", "Hand in, and show the code of the second round";
    handed_in_again_label: "第二轮已交", "Handed in, second round";
    first_round_count(count): "第一轮交了 {count} 份", "{count} handed in to the first round";
    of_second_round(who): "{who}（第二轮）", "{who} (second round)";
}

texts! {
    second_round_from_first: "第一轮的答案已经填好：和同学讨论以后，改你想改的，其余不动。第一轮的答卷不会变。", "Your answers of the first round are filled in. After the talk, change what you now see differently and leave the rest. What you handed in to the first round stays as it is.";
    second_round_anew: "从头再答一轮。第一轮的答卷不会变。", "Answer once more, from the beginning. What you handed in to the first round stays as it is.";
    second_round_from_unfinished: "你没有交第一轮的答卷；当时已经答的填好了，接着做完再提交。讲师比较两轮时，只看两轮都交了的人。", "You did not hand in to the first round; what you had answered is filled in, so go on from there and hand in. Trainers compare only those who handed in to both rounds.";
    second_round_from_nothing: "这台设备上没有你第一轮的答案，所以从头做。讲师比较两轮时，只看两轮都交了的人。", "This device has no answers of yours from the first round, so you begin anew. Trainers compare only those who handed in to both rounds.";
    second_round_same_name(name): "昵称和第一轮一样：{name}", "Your name stays as in the first round: {name}";
    handed_in_second: "这是第二轮的答卷。", "These are your answers of the second round.";
    first_code: "第一轮的二维码", "The code of the first round";
}

texts! {
    two_rounds: "两轮对比", "Two rounds";
    point_two_rounds(nth): "时间点 {nth} · 两轮", "Time point {nth}: two rounds";
    rounds_of(both, first, second): "两轮都交了的 {both} 人；第一轮交了 {first} 人，第二轮 {second} 人", "Handed in to both rounds: {both}. First round: {first}, second round: {second}";
    nobody_in_both: "没有人两轮都交了，不能比较", "Nobody handed in to both rounds, so there is nothing to compare";
    towards_each_other: "彼此之间", "Towards each other";
    towards_key: "和参考答案", "Towards the key";
    spreads_of(closer, cells, further): "{cells} 格里 {closer} 格更集中，{further} 格更分散", "Closer together in {closer} of {cells}, further apart in {further}";
    spreads_hint: "更集中：第二轮的标准差更小（按两位小数比）。", "Closer together: a smaller standard deviation in the second round, to two decimals.";
    no_spreads: "至少要有两个人两轮都给同一格打了分，才比得出来。", "It takes two people who scored the same cell in both rounds.";
    error_moved(first, second): "平均绝对误差 {first} → {second}", "Mean absolute error {first} → {second}";
    error_removed(share): "比第一轮减少了 {share}", "{share} of the first round's is gone";
    error_added(share): "比第一轮增加了 {share}", "{share} more than in the first round";
    error_same: "和第一轮一样", "as in the first round";
    error_of_pairs(n plural): "共 {n} 对分数：同一个人给同一格的两次评分，参考答案留空的不算。", "Over {n} pair of scores: one person's two scores for the same cell. Cells without a key are left out.", "Over {n} pairs of scores: one person's two scores for the same cell. Cells without a key are left out.";
    no_error_moved: "没有可以和参考答案比的分数。", "No scores can be compared with the key.";
    convergence_is_not_learning: "更集中不等于学会了；向参考答案靠近，也不能证明学会了。", "Convergence is not learning, and moving to the key is not proof of it.";
    tasks_told_scores: "这个练习的题目写出了参考答案里的分数。第一轮做过题的人已经看到了，第二轮的分数可能因此更接近。", "The tasks of this exercise tell scores of the key. Whoever came to them in the first round has seen them, which alone may bring the second round nearer.";
    other_screens_latest: "其他各屏和各表算每人最近一轮的答卷。", "The other screens and tables take each trainee's latest round.";
    means_of_rounds: "两轮的平均：空心是第一轮，实心是第二轮，竖线是参考答案", "Both means: hollow is the first round, solid the second, the line is the key";
    shift_column: "变化", "Shift";
    shift_interval_column: "变化的 95% 区间", "95% interval of the shift";
    mean_of_rounds_column: "平均 1 → 2", "Mean 1 → 2";
    sd_of_rounds_column: "标准差 1 → 2", "SD 1 → 2";
    error_of_rounds_column: "误差 1 → 2", "Error 1 → 2";
    between_ends(low, high): "{low} 到 {high}", "{low} to {high}";
    rounds_file: "两轮对比，每个时间点每种信任一行", "Two rounds, a row for each time point and kind of trust";
    cell_dimension_column: "信任", "Kind of trust";
    first_mean_column: "第一轮：平均", "First round: mean";
    second_mean_column: "第二轮：平均", "Second round: mean";
    shift_low_column: "变化：95% 下限", "Shift: lower 95%";
    shift_high_column: "变化：95% 上限", "Shift: upper 95%";
    first_sd_column: "第一轮：标准差", "First round: SD";
    second_sd_column: "第二轮：标准差", "Second round: SD";
    first_error_column: "第一轮：平均绝对误差", "First round: mean absolute error";
    second_error_column: "第二轮：平均绝对误差", "Second round: mean absolute error";
    both_rounds_column: "两轮都打了分的人数", "Scored in both rounds";
    defined_rounds: "只算两轮都给这一格打了分的人。变化 = 第二轮 − 第一轮的平均；区间是 95% 的 t 区间，至少 5 人才有。误差减少的比例 =（第一轮的平均绝对误差 − 第二轮的）÷ 第一轮的，按两轮都有分数、参考答案也有的所有格算；第一轮是 0 时没有。更集中不等于学会了；向参考答案靠近，也不能证明学会了。", "Over those who scored the cell in both rounds. Shift = the mean of second − first, with a 95% t-interval from five people on. Share removed = (mean absolute error of the first round − that of the second) ÷ that of the first, over all cells with both scores and a key; none where the first is 0. Convergence is not learning, and moving to the key is not proof of it.";
}

impl Text {
    /// That a trainee's name stays.
    pub fn keeps_name(self, name: &Name) -> String {
        self.second_round_same_name(&isolated(name))
    }

    /// The name of a submission's trainee, with the round if it is the second.
    pub fn who_in(self, name: Option<&Name>, round: Round) -> String {
        let who = self.who(name);
        match round {
            Round::First => who,
            Round::Second => self.of_second_round(&who),
        }
    }

    /// The outcome of a submission to a round, with the number of submissions to it.
    pub fn accepted_in(
        self,
        accepted: &Accepted,
        name: Option<&Name>,
        round: Round,
        count: usize,
    ) -> String {
        self.accepted_of(accepted, &self.who_in(name, round), count)
    }

    /// In how many cells the class came closer together.
    pub fn spreads(self, spreads: Spreads) -> String {
        let Spreads {
            closer,
            further,
            cells,
        } = spreads;
        if cells == 0 {
            return self.no_spreads().to_owned();
        }
        self.spreads_of(&closer, &cells, &further)
    }

    /// The heading of a column of the file on both rounds.
    pub(super) fn rounds_words(self, column: RoundsColumn) -> &'static str {
        match column {
            RoundsColumn::Session => self.session_column(),
            RoundsColumn::Exercise => self.exercise_column(),
            RoundsColumn::Point => self.point_column(),
            RoundsColumn::Dimension => self.cell_dimension_column(),
            RoundsColumn::Count => self.both_rounds_column(),
            RoundsColumn::Key => self.key_row(),
            RoundsColumn::Mean(Round::First) => self.first_mean_column(),
            RoundsColumn::Mean(Round::Second) => self.second_mean_column(),
            RoundsColumn::Shift => self.shift_column(),
            RoundsColumn::Low => self.shift_low_column(),
            RoundsColumn::High => self.shift_high_column(),
            RoundsColumn::Sd(Round::First) => self.first_sd_column(),
            RoundsColumn::Sd(Round::Second) => self.second_sd_column(),
            RoundsColumn::Error(Round::First) => self.first_error_column(),
            RoundsColumn::Error(Round::Second) => self.second_error_column(),
        }
    }
}
