//! The figures, their verdicts in words, and how each was computed.

use crate::{domain::velocity::Verdict, i18n::Text};

texts! {
    formula_velocity: "公式速度", "Formula velocity";
    contact_hour_velocity: "按接触时间的公式速度", "Formula velocity over contact hours";
    points_per_contact_hour: "分/接触小时", "points/contact hour";
    over_contact_hours(time): "按接触时间 {time}：", "Over {time} of contact:";
    no_complete_rating: "四项都评过一次，公式才能算出来。", "No rating with all four scores yet. Rate once, and the formula can be computed.";
    baseline_to_be: "将记为基线", "will be the baseline";
    baseline_recorded: "已记下基线", "baseline recorded";
    baseline_next: "今天是首次接触的当天，明天起就有速度。认识得更早？", "Today is the day of the first contact; there is a velocity from tomorrow on. Known for longer?";
    move_first_contact: "改首次接触日期", "Change the first contact";
    as_of_rating(date): "据{date}的评分", "As of the rating on {date}";
    step_scores(date, scores, total): "{date}的评分：{scores} = {total} 分", "Rating on {date}: {scores} = {total} points";
    step_days(first, days): "从首次接触（{first}）到那天：{days}", "From first contact ({first}) to that day: {days}";
    step_baseline: "首次接触当天，时间为 0，不能相除；这次评分作为基线。", "On the day of first contact the time is 0 and nothing can be divided; this rating is the baseline.";
    step_parts(parts, sum, unit): "四部分相加：{parts} = {sum} {unit}", "The four parts add up: {parts} = {sum} {unit}";
    step_formula_meaning:
        "公式假定信任从 0 开始。信任不变时，它也会随时间变小，所以变小不等于信任下降。",
        "The formula assumes that trust began at 0. With trust held still it shrinks as time goes on, so a smaller value does not mean that trust declined.";
    step_contact_hours(time, date): "截至{date}记录的接触时间：{time}", "Contact logged up to {date}: {time}";
    step_contact_hours_meaning: "只计记下了时长的联系。", "Only contacts with a logged length count.";
    trust_movement: "信任的变化", "How trust changes";
    recent_trend: "近期趋势", "Recent trend";
    recent_trend_over(n, days): "近期趋势：{days}里 {n} 次评分", "Recent trend: {n} ratings in {days}";
    net_change: "净变化", "Net change";
    net_change_since(days, change): "净变化：与 {days}前的上一次评分比 {change}", "Net change: {change} since the rating {days} before";
    verdict_beyond_error(days, from, to): "{days}里总分从 {from} 到 {to}，变化超出误差", "The total went from {from} to {to} in {days}: more than error";
    verdict_within_error(days, from, to): "{days}里总分从 {from} 到 {to}，变化可能只是误差", "The total went from {from} to {to} in {days}: it may be error alone";
    last_step_beyond_error(change): "；只看最近一步（{change}），超出误差", "; the last step alone ({change}) is more than error";
    last_step_within_error(change): "；只看最近一步（{change}），还在误差以内", "; the last step alone ({change}) may be error";
    verdict_insufficient: "要有三个不同日期的完整评分，才能看趋势", "A trend needs complete ratings on three dates";
    verdict_insufficient_after_breach(n plural):
        "信任受损之后要有三个日期的完整评分才看趋势，现在有 {n} 个",
        "After trust was damaged a trend needs complete ratings on three dates; there is {n}",
        "After trust was damaged a trend needs complete ratings on three dates; there are {n}";
    verdict_stale(date): "最后一次评分在{date}，下面是当时的趋势", "The last rating is of {date}; below is the trend as it was then";
    step_trend_points(n, from, to, window):
        "所用评分：{from}到{to}的 {n} 次（最近 {window} 天的，不足三次时取最后三次；信任受损之前的不用）",
        "Ratings used: {n}, from {from} to {to} (those of the last {window} days, or the last three where fewer; none from before trust was last damaged)";
    least_squares_slope: "最小二乘直线的斜率", "Slope of the least-squares line";
    step_standard_error(sd, se, unit): "标准误 = σ ÷ √Σ(t − t̄)² = {se} {unit}，其中 σ = {sd} 分", "Standard error = σ ÷ √Σ(t − t̄)² = {se} {unit}, with σ = {sd} points";
    step_band(low, high, unit): "95% 区间 = 斜率 ± 1.96 × 标准误：{low} 到 {high} {unit}", "95% band = slope ± 1.96 × standard error: {low} to {high} {unit}";
    step_theil_sen(value, unit): "Theil–Sen 斜率（两两斜率的中位数，不易被一次反常评分带偏）：{value} {unit}", "Theil–Sen slope (median of all pairs, robust to one odd rating): {value} {unit}";
    band_words(low, high, unit): "95% 区间：{low} 到 {high} {unit}", "95% band: {low} to {high} {unit}";
    step_net_totals(from, a, to, b): "{from}的总分 {a}，{to}的总分 {b}", "Total {a} on {from}, {b} on {to}";
    step_reliable_change(change, sd, index): "可靠变化指数 = {change} ÷ (√2 × {sd}) = {index}", "Reliable change index = {change} ÷ (√2 × {sd}) = {index}";
    step_beyond_error: "超出 ±1.96：变化大于假定的一位评分人的误差。", "Beyond ±1.96: the change exceeds the assumed error of one rater.";
    step_within_error: "在 ±1.96 以内：可能只是评分误差。", "Within ±1.96: it may be rating error alone.";
    recovery: "信任受损后的恢复", "Recovery after trust damage";
    recovery_line(date, kind, total): "{date}受损：{kind}；{total}。", "Damage of {date}: {kind}; {total}.";
    recovery_unrated(date): "{date}受损以后还没有评分：评一次就能看出降了多少。", "No rating since the damage of {date}: rate once to see how far trust fell.";
    recovery_no_before(date): "{date}受损以前没有评分，看不出降了多少。", "No rating before the damage of {date}, so a fall cannot be seen.";
    regain_partial(name, before, after, latest, share): "{name} {before} → {after}，现在 {latest}，恢复了 {share}", "{name} {before} → {after}, now {latest}, {share} regained";
    regain_complete(name, before, after, days): "{name} {before} → {after}，{days}后回到原来的水平", "{name} {before} → {after}, back after {days}";
    regain_no_drop(name, before, after): "{name} {before} → {after}，没有下降", "{name} {before} → {after}, no fall";
    regain_unknown(name): "{name}前后的评分还不够，看不出降了多少", "{name}: too few ratings before and after to see a fall";
    step_regain(name, before, after, latest): "{name}：受损前最后一次 {before}，受损后第一次 {after}，最近一次 {latest}", "{name}: last before {before}, first after {after}, latest {latest}";
    rated_on_the_day: "受损当天的评分可能在受损之前：改天再评一次，才看得出是不是恢复了。", "The rating of that day may be from before the damage: rate again on a later day to see whether trust has come back.";
    stage: "阶段", "Stage";
    no_stage: "还没有记录阶段。", "No stage recorded yet.";
    stage_velocity: "阶段速度", "Stage velocity";
    step_focus(names, since): "这一阶段的重点：{names}；从{since}进入阶段时的评分算到最近一次", "Focus of this stage: {names}; from the rating when it was entered on {since} to the latest";
    gate_progress: "门槛进度", "Gate progress";
    gates_passed(passed, all): "{passed}/{all} 道门槛", "{passed} of {all} gates";
    weakest_gate(name, share): "差得最远的是{name}：到了门槛的 {share}。", "{name} is furthest from its gate: it has reached {share} of it.";
    step_gate(name, score, threshold, share): "{name}：{score} ÷ 门槛 {threshold} = {share}（最多 100%）", "{name}: {score} ÷ gate {threshold} = {share} (100% at most)";
    step_gate_unknown(name): "{name}：还没有评分，按 0 计", "{name}: not rated yet, counts 0";
    step_gate_meaning: "门槛是可以在设置里修改的约定，不是规律；阶段由你决定。", "Gates are conventions that you can change in the settings, not laws; the stage is yours to decide.";
    ended_has_no_gate: "已结束的关系没有门槛。", "An ended relationship has no gate.";
    ended_since(date): "这段关系于{date}结束，记录都还在。", "This relationship ended on {date}; its records are kept.";
    gate_missing(name, score, threshold, gap): "{name}现在 {score}，离门槛 {threshold} 还差 {gap}。", "{name} is at {score}, {gap} below the gate of {threshold}.";
    gate_unknown(name): "{name}还没有评分。", "{name} has not been rated yet.";
    gate_met_initial: "专业信任和职业信任都到了门槛，可以考虑进入“深化关系”。", "Expertise and conduct have reached their gates: “Deepening” can be considered.";
    gate_met_deepening: "三项信任都到了门槛，可以考虑进入“长期合作”。", "All three have reached their gates: “Long-term” can be considered.";
    gate_met_long_term: "利益信任现在达到了门槛。", "Benefit trust has reached its gate.";
    gate_met_but_breach(date, kind): "分数都到了门槛，但{date}受损的{kind}还没有恢复，或者之后还没有评过。先补救，改天再评一次，再考虑阶段。", "The scores have reached their gates, but trust damaged on {date} ({kind}) has not come back, or has not been rated since. Repair first and rate again on a later day; then consider the stage.";
    forecast_between(date, early, late): "照近期趋势，约在{date}达到门槛（95% 区间：{early}到{late}）。", "At the recent trend the gate is reached about {date} (95% band: {early} to {late}).";
    forecast_open(date, early): "照近期趋势，约在{date}达到门槛（最早{early}；最晚无法估计）。", "At the recent trend the gate is reached about {date} (earliest {early}; no latest date can be given).";
    now: "现在", "now";
    feedback_current(ago, most): "对方最近一次回答或反馈：{ago}，没有超过 {most}。", "Their latest answer or feedback was {ago}, not over {most}.";
    feedback_old(ago, most): "对方最近一次回答或反馈：{ago}，已超过 {most}：请再问问对方。", "Their latest answer or feedback was {ago}, over {most}: ask them again.";
    this_day: "今天", "today";
    before_today(days): "{days}前", "{days} ago";
    no_feedback: "还没有对方自己的反馈；长期合作需要它来核对。", "No feedback from them yet; a long-term relationship needs it as a check.";
}

impl Text {
    /// The basis of a verdict.
    pub const fn step_verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Rising => self.step_verdict_rising(),
            Verdict::Falling => self.step_verdict_falling(),
            Verdict::WithinError => self.step_verdict_within_error(),
            Verdict::Insufficient => self.verdict_insufficient(),
            Verdict::Stale => self.step_verdict_stale(),
        }
    }
}

texts! {
    step_verdict_rising: "整个区间都在 0 以上：上升。", "The whole band lies above 0: rising.";
    step_verdict_falling: "整个区间都在 0 以下：下降。", "The whole band lies below 0: falling.";
    step_verdict_within_error: "区间包含 0：只凭评分误差也可能出现这样的斜率。", "The band contains 0: the error of ratings alone could give such a slope.";
    step_verdict_stale: "最后一次评分太久了：只作为当时的趋势。", "The last rating is too old: this is the trend as it was then.";
}
