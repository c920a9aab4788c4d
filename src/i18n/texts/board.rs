//! The board: a class's answers, and the distributions against the key.

use super::words::isolated;
use crate::{
    domain::{Name, Unit, exercise::VelocityVerdict},
    i18n::Text,
};

texts! {
    distribution_answers(n plural): "{n} 人", "{n} answer", "{n} answers";
    distribution_key(score): "参考答案 {score}", "key {score}";
    distribution_no_key: "参考答案留空", "no key score";
    distribution_only(score): "打了 {score} 分", "scored {score}";
    distribution_score_difference(points): "分数 − 参考答案：{points}", "score − key: {points}";
    distribution_mean(score): "平均 {score}", "mean {score}";
    distribution_median(score): "中位数 {score}", "median {score}";
    distribution_difference(points): "平均 − 参考答案：{points}", "mean − key: {points}";
    distribution_agreeing(count): "{count} 人与参考答案一致（相差不超过 0.5 分）", "{count} agree with the key (within 0.5)";
    distribution_empty: "没有评分", "no scores";
    distribution_hidden: "不足 3 人，不显示", "under three answers: not shown";
    answers_row: "人数", "Answers";
    mean_row: "平均", "Mean";
    median_row: "中位数", "Median";
    key_row: "参考答案", "Key";
    mean_minus_key_row: "平均 − 参考答案", "Mean − key";
    agreeing_row: "与参考答案一致（±0.5 分）", "Agree with the key (±0.5)";
    answers_near_row(score): "{score} 分上下的人数", "Answers near {score}";
}

texts! {
    revealed: "已揭晓", "Revealed";
    not_revealed: "还没有揭晓", "Not revealed yet";
    not_revealed_hint: "揭晓之前，这里不显示任何答卷和参考答案。等大家都交了，再到“本堂课”那一页按“揭晓”。", "Before that, neither answers nor the key are shown here. Once everybody has handed in, reveal them under “Session”.";
    to_reveal: "去揭晓", "Go to the reveal";
    handed_in(n plural): "已交 {n} 人", "{n} handed in", "{n} handed in";
    of_expected(n): "/ {n} 人", "of {n}";
    people(n plural): "{n} 人", "{n} person", "{n} people";
    step_choice: "去哪一屏", "Go to";
    previous_step: "上一屏", "Back";
    next_step: "下一屏", "Next";
    overview: "总览", "Overview";
    point_of(nth, count): "时间点 {nth} / {count}", "Time point {nth} of {count}";
    task_of(nth, count): "第 {nth} 题，共 {count} 题", "Task {nth} of {count}";
    task_word: "题目", "Task";
    take_away: "带走什么", "What to take away";
    nobody_handed_in: "还没有人交", "Nobody has handed in yet";
}

texts! {
    most_above_key(dimension): "{dimension}：多数人高于参考答案", "{dimension}: most lie above the key";
    most_below_key(dimension): "{dimension}：多数人低于参考答案", "{dimension}: most lie below the key";
    mean_above_key(dimension, points): "{dimension}：平均比参考答案高 {points} 分", "{dimension}: {points} above the key on average";
    mean_below_key(dimension, points): "{dimension}：平均比参考答案低 {points} 分", "{dimension}: {points} below the key on average";
    one_above_key(dimension, points): "{dimension}：比参考答案高 {points} 分", "{dimension}: {points} above the key";
    one_below_key(dimension, points): "{dimension}：比参考答案低 {points} 分", "{dimension}: {points} below the key";
    key_is_blank: "这里的参考答案留空，只看大家怎么看", "The key is blank here: look at the answers alone";
    one_near_key: "和参考答案相差不大", "Close to the key";
    scores_spread(dimension, least, most): "{dimension}：从 {least} 到 {most} 分，看法分散", "{dimension}: opinions spread from {least} to {most}";
    nothing_stands_out: "没有突出的偏差和分歧", "No large error and no wide spread";
    no_scores_yet: "还没有人打分", "No scores yet";
    small_group_hidden: "匿名课不显示少于 3 人的结果", "An anonymous class does not show groups under 3";
    facts: "这时的材料", "The facts at this point";
    day_nth(day): "第 {day} 天", "day {day}";
    scores_against_key: "分数和参考答案", "Scores and the key";
    stage_votes: "阶段判断", "Stage";
    action_votes: "下一步", "Next step";
    key_mark: "参考答案", "key";
    best_mark: "最合适", "best";
    no_votes: "没有人选", "No votes";
    key_reasons: "参考答案的理由", "The key's reasons";
    gap_in_key: "看不出来", "cannot tell";
}

texts! {
    one_handed_in: "只有一个人的答卷", "One person's answers";
    agreement: "一致程度 α", "Agreement α";
    alpha_reliable: "大家的评分很一致", "The class agrees closely";
    alpha_tentative: "大家的评分大体一致", "The class agrees by and large";
    alpha_low: "大家的评分有分歧", "The class disagrees";
    alpha_by_chance: "大家的评分和随便打的差不多", "The class agrees no more than by chance";
    alpha_below_chance: "大家的评分比随便打的还不一致", "The class agrees less than by chance";
    alpha_all_same: "大家打的分全都一样，没有差异可算。", "All scores are the same: there is no difference to work with.";
    alpha_too_few: "同一格至少要有两个人打分，才算得出来。", "It takes at least two scores in the same cell.";
    alpha_meaning: "1：完全一致；0：和随便打的一样；负数：比随便打的还不一致。只作参照，不是及格线：克里彭多夫对研究数据的建议是，0.800 以上可以采信，0.667–0.800 只能作暂时的结论。", "1: all agree; 0: as by chance; below 0: less than by chance. For orientation, not as a pass mark: Krippendorff's advice for research data is to rely on 0.800 and above, and to draw tentative conclusions only from 0.667 to 0.800.";
    agreement_is_not_accuracy: "一致不等于准确：全班可以一起认同参考答案认为错的判断。", "Agreement is not accuracy: a whole class can agree on what the key calls wrong.";
    mean_errors: "平均误差", "Mean error";
    alpha_of_few(n plural): "只有 {n} 人作答，这个数字只供参考。", "Only {n} answered: read this figure with care.", "Only {n} answered: read this figure with care.";
    mean_errors_hint: "全班的平均分减参考答案；括号里是平均相差几分。参考答案留空的时间点不算。", "The class's mean minus the key; in brackets how far a score is off on average. Points without a key score are left out.";
    errors_of_one: "误差", "Error";
    errors_of_one_hint: "各时间点上分数减参考答案的平均；括号里是平均相差几分。参考答案留空的时间点不算。", "Score minus key, the mean over the time points; in brackets how far a score is off on average. Points without a key score are left out.";
    mean_distance(points): "（差 {points}）", "(off by {points})";
    worth_discussing: "值得讨论", "Worth discussing";
    discuss_disagreement(nth, dimension, sd): "时间点 {nth}，{dimension}：分歧最大（标准差 {sd}）", "Point {nth}, {dimension}: opinions differ most (SD {sd})";
    discuss_error_above(nth, dimension, points): "时间点 {nth}，{dimension}：一起偏得最远，平均高 {points} 分", "Point {nth}, {dimension}: the class is furthest off, {points} too high";
    discuss_error_below(nth, dimension, points): "时间点 {nth}，{dimension}：一起偏得最远，平均低 {points} 分", "Point {nth}, {dimension}: the class is furthest off, {points} too low";
    discuss_one_above(nth, dimension, points): "时间点 {nth}，{dimension}：和参考答案差得最远，高 {points} 分", "Point {nth}, {dimension}: furthest from the key, {points} too high";
    discuss_one_below(nth, dimension, points): "时间点 {nth}，{dimension}：和参考答案差得最远，低 {points} 分", "Point {nth}, {dimension}: furthest from the key, {points} too low";
    discuss_stages(nth, votes): "时间点 {nth} 的阶段，看法不一：{votes}", "Point {nth}: the class is divided on the stage, {votes}";
    stage_votes_of(stage, n): "{stage} {n} 人", "{stage} {n}";
    other_stages: "其他阶段", "another stage";
    nothing_to_discuss: "没有明显的分歧和偏差。", "No clear disagreement or error.";
    nothing_to_discuss_of_one: "没有明显的偏差。", "No clear error.";
    straight_lines_found(n plural): "有 {n} 人每个时间点四项都打一样的分。不点名，也许可以问问：当时怎么想的？", "{n} person gave all four the same score at every point. Perhaps ask the class, without names: what was the thinking?", "{n} people gave all four the same score at every point. Perhaps ask the class, without names: what was the thinking?";
}

texts! {
    right_of(right, count): "{count} 人里 {right} 人算对", "{right} of {count} got it right";
    right_choice_of(right, count): "{count} 人里 {right} 人选对", "{right} of {count} chose right";
    nobody_answered: "还没有人答这一题", "Nobody has answered this one";
    given_scores(day): "第 {day} 天", "Day {day}";
    given_before(day): "上一次评分（第 {day} 天）", "The rating before (day {day})";
    true_answer: "正确答案", "Right answer";
    working_of(sum, total, days, factor, answer): "四项合计 {sum} = {total}；{total} ÷ {days}{factor} = {answer}", "Total {sum} = {total}; {total} ÷ {days}{factor} = {answer}";
    answers_given: "大家的答案", "What was answered";
    verdict_right: "对", "Right";
    verdict_net_change: "算成了净变化", "Net change instead";
    verdict_left_one_out: "漏了一项", "One of the four left out";
    verdict_left_out(dimension): "漏了{dimension}", "{dimension} left out";
    verdict_other: "其他", "Something else";
    wrong_unit_day: "单位错：答成每天", "Wrong unit: per day";
    wrong_unit_week: "单位错：答成每周", "Wrong unit: per week";
    wrong_unit_month: "单位错：答成每月", "Wrong unit: per month";
    wrong_unit_year: "单位错：答成每年", "Wrong unit: per year";
    net_change_of(from, to, days, change): "{from} → {to}，{days}，净变化 {change}", "{from} → {to} over {days}, net change {change}";
    higher_total_is_not_faster(higher, faster): "现在总分最高的是{higher}，涨得最快的是{faster}：看两次之间涨了多少，不看总分。", "{higher} has the highest total now, but {faster} gains fastest: look at what was gained between the two days, not at the total.";
    right_mark: "正确", "right";
    working: "算式", "The working";
    type_the_code: "在手机上输入揭晓码，看自己的每一格", "Type the reveal code on your phone and see your own answers";
    take_away_furthest: "找到你和参考答案差得最多的一格，读它的理由。", "Find the answer that is furthest from the key, and read its reason.";
    take_away_client: "想一位真实的客户，不用说名字。四项里，哪一项你看不出来？", "Think of a real client, without the name. Which of the four can you not judge?";
    take_away_behaviour: "下次联系，你要看客户的什么行为？把日期写下来。", "Next time, which behaviour of the client will you look for? Write down the date.";
}

impl Text {
    /// That the client with the highest total is not the one who gains fastest.
    pub fn higher_total(self, highest: &Name, fastest: &Name) -> String {
        self.higher_total_is_not_faster(&isolated(highest), &isolated(fastest))
    }

    /// The name of a verdict on a task.
    pub fn verdict_words(self, verdict: VelocityVerdict) -> String {
        match verdict {
            VelocityVerdict::Right => self.verdict_right().to_owned(),
            VelocityVerdict::WrongUnit(unit) => self.wrong_unit(unit).to_owned(),
            VelocityVerdict::NetChange => self.verdict_net_change().to_owned(),
            VelocityVerdict::LeftOut(None) => self.verdict_left_one_out().to_owned(),
            VelocityVerdict::LeftOut(Some(dimension)) => {
                self.verdict_left_out(&self.dimension(dimension))
            }
            VelocityVerdict::Other => self.verdict_other().to_owned(),
        }
    }

    const fn wrong_unit(self, unit: Unit) -> &'static str {
        match unit {
            Unit::Day => self.wrong_unit_day(),
            Unit::Week => self.wrong_unit_week(),
            Unit::Month => self.wrong_unit_month(),
            Unit::Year => self.wrong_unit_year(),
        }
    }
}
