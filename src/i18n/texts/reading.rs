//! Tasks in words: what a reading asks, its choices, and the true answer of any task.

use crate::{
    domain::{
        Assumptions, Dimension, Stage, Unit,
        exercise::{
            ReadFigures, Reading, ReadingChoice, ReadingTask, Task, TaskAnswer, VelocityTask,
        },
        velocity::least_reliable_change,
    },
    i18n::Text,
};

texts! {
    reading_change: "两次之间的变化，有没有超出误差", "Whether a change exceeds error";
    reading_trend: "近期趋势的 95% 区间", "The 95% band of the recent trend";
    reading_gate(stage): "{stage}的门槛，哪一项差得最远", "Gate of {stage}: what is furthest from it";
    reading_recovery(what): "受损以后，{what}回来了多少", "After damage, how much of the loss in {what} has come back";
    reading_of_total: "总分", "the total";
    ask_change: "总分的变化说明什么？", "What does the change of the total say?";
    ask_trend: "近期趋势说明什么？", "What does the recent trend say?";
    ask_gate: "差得最远的是哪一项？", "Which is furthest from its gate?";
    change_up: "涨了，超出了误差", "It rose by more than error";
    change_down: "降了，超出了误差", "It fell by more than error";
    change_untold: "分不出：没有超出误差", "Cannot be told: it is within error";
    trend_up: "在涨：区间全在 0 以上", "Rising: the whole band is above 0";
    trend_down: "在降：区间全在 0 以下", "Falling: the whole band is below 0";
    trend_untold: "分不出：区间包含 0", "Cannot be told: the band contains 0";
    gate_reached: "每一项都到了，门槛已经达到", "None: the gate is reached";
    change_hint(least): "默认设置下，总分的变化要大于 {least} 分，才超出同一个评分人的误差。", "With the default settings a total must change by more than {least} points to exceed the error of one rater.";
    trend_hint(slope, low, high): "应用算出的近期趋势是 {slope}，95% 区间从 {low} 到 {high}。", "The app computes a recent trend of {slope}, with a 95% band from {low} to {high}.";
    gate_hint(thresholds): "默认的门槛：{thresholds}。看各项最近一次打的分；一次都没有打过，就算没到。差得最远，是分数占门槛的比例最小。", "The default gates: {thresholds}. Take each one's latest score; one that was never scored has not reached its gate. The furthest is the one with the smallest share of its gate.";
    recovery_hint: "回来的比例 =（最近 − 受损后）÷（受损前 − 受损后）× 100。可以用计算器，保留整数就行。", "Share that came back = (latest − after the damage) ÷ (before − after the damage) × 100. Use a calculator if you like; a whole number will do.";
    change_question(from, to): "从第 {from} 天到第 {to} 天，总分的变化有没有超出同一个评分人的误差？", "From day {from} to day {to}, did the total change by more than the error of one rater?";
    trend_question(day): "到第 {day} 天为止，近期趋势在涨、在降，还是分不出？", "Up to day {day}, is the recent trend rising, falling, or can it not be told?";
    gate_question(day, stage): "第 {day} 天，{stage}的门槛里，差得最远的是哪一项？", "On day {day}, which kind of trust is furthest from its gate in the {stage} stage?";
    recovery_question(damage, day, what): "第 {damage} 天信任受损。到第 {day} 天，{what}回来了百分之几？", "On day {damage} trust was damaged. By day {day}, what per cent of the loss in {what} has come back?";
    change_working(before, after, change, least): "总分从 {before} 到 {after}，变化 {change} 分；误差是 {least} 分。", "The total went from {before} to {after}, a change of {change} points; the error is {least}.";
    recovery_working(before, after, latest, share): "从 {before} 掉到 {after}，最近是 {latest}，回来了 {share}%。", "It fell from {before} to {after} and is now {latest}: {share}% came back.";
    read_error_points(count plural): "现在选了 {count} 个时间点。变化要 2 个，趋势至少 3 个，门槛至少 1 个，恢复要 3 个：受损前、受损后、最近。", "There is {count} time point. A change takes 2, a trend at least 3, a gate at least 1, and recovery 3: before the damage, after it, and the latest.", "There are {count} time points. A change takes 2, a trend at least 3, a gate at least 1, and recovery 3: before the damage, after it, and the latest.";
    read_error_score: "选的时间点里有一项“看不出来”，算不出。请换一个时间点。", "One of these time points has a score marked “cannot tell” that is needed. Choose another.";
    read_error_window: "近期趋势只看最近 90 天的评分，不足三次就看最近三次。请去掉更早的时间点。", "The recent trend takes ratings of the last 90 days, or the last three if those are fewer. Leave out the earlier time points.";
    read_error_tie: "有两项离门槛一样远，没有唯一的答案。请换一个时间点或另一道门槛。", "Two kinds of trust are equally far from the gate, so there is no single answer. Choose another time point or gate.";
    read_error_drop: "第二个时间点没有比第一个低，没有可以恢复的。请换时间点，或换一项来看。", "The second time point is not lower than the first, so nothing could come back. Choose other time points, or another kind of trust.";
    read_error_what: "请选要读什么。", "Please choose what to read.";
    read_error_other: "有一道题读的分数和时间点的参考分数不一样。请重新选它的时间点。", "A task reads other scores than its time points have. Choose its time points again.";
    add_reading_task: "加一道读数题", "Add a reading of figures";
    reading_task(number): "第 {number} 题 · 读数", "Task {number} · reading of figures";
    reading_what: "读什么", "What to read";
    reading_points: "读哪几个时间点的参考分数", "The time points whose scores it reads";
    own_question: "下一步的问法（可以不填）", "How the next action is asked (may be left empty)";
    own_question_hint: "空着就问“接下来最该做什么？”。", "Left empty, it asks “What is best done next?”.";
}

impl Text {
    /// The name of a reading, in a list.
    pub fn reading_name(self, reading: Reading) -> String {
        match reading {
            Reading::Change => self.reading_change().to_owned(),
            Reading::Trend => self.reading_trend().to_owned(),
            Reading::Gate(stage) => self.reading_gate(&self.stage_within(stage)),
            Reading::Recovery(dimension) => self.reading_recovery(&self.recovering(dimension)),
        }
    }

    /// The name of the score that recovers, within a sentence.
    fn recovering(self, dimension: Option<Dimension>) -> String {
        let name = dimension.map_or(self.reading_of_total(), |it| self.dimension(it));
        name.to_lowercase()
    }

    /// A stage within a sentence.
    fn stage_within(self, stage: Stage) -> String {
        self.stage_name(stage).to_lowercase()
    }

    /// The question above the choices.
    pub const fn reading_label(self, reading: Reading) -> &'static str {
        match reading {
            Reading::Change => self.ask_change(),
            Reading::Trend => self.ask_trend(),
            Reading::Gate(_) => self.ask_gate(),
            Reading::Recovery(_) => self.your_answer(),
        }
    }

    /// A choice of a reading.
    pub const fn reading_choice(self, reading: Reading, choice: ReadingChoice) -> &'static str {
        match (reading, choice) {
            (Reading::Trend, ReadingChoice::Up) => self.trend_up(),
            (Reading::Trend, ReadingChoice::Down) => self.trend_down(),
            (Reading::Trend, ReadingChoice::Untold) => self.trend_untold(),
            (_, ReadingChoice::Up) => self.change_up(),
            (_, ReadingChoice::Down) => self.change_down(),
            (_, ReadingChoice::Untold) => self.change_untold(),
            (_, ReadingChoice::Furthest(dimension)) => self.dimension(dimension),
            (_, ReadingChoice::Reached) => self.gate_reached(),
        }
    }

    /// The hint for an answer: the figures that it needs beside the scores.
    pub fn reading_hint(self, task: &ReadingTask) -> String {
        match task.figures() {
            ReadFigures::Change(_) => self.change_hint(&plain(least(), 2)),
            ReadFigures::Trend(line) => {
                let month = |per_day| plain(Unit::Month.from_per_day(per_day), 2);
                let slope = format!(
                    "{}\u{a0}{}",
                    month(line.per_day),
                    self.points_per(Unit::Month)
                );
                self.trend_hint(&slope, &month(line.low), &month(line.high))
            }
            ReadFigures::Gate(_) => {
                let thresholds = Assumptions::default().thresholds();
                let each = thresholds.iter().map(|(dimension, threshold)| {
                    let name = self.dimension_short(dimension);
                    format!("{name}\u{a0}{}", plain(threshold.value(), 0))
                });
                let each: Vec<_> = each.collect();
                self.gate_hint(&each.join(self.list_comma()))
            }
            ReadFigures::Recovery(_) => self.recovery_hint().to_owned(),
        }
    }

    /// The question of a reading.
    pub fn reading_question(self, task: &ReadingTask) -> String {
        let day = |at: usize| task.points().get(at).map_or(0, |point| point.day);
        let last = day(task.points().len().saturating_sub(1));
        match task.reading() {
            Reading::Change => self.change_question(&day(0), &last),
            Reading::Trend => self.trend_question(&last),
            Reading::Gate(stage) => self.gate_question(&last, &self.stage_within(stage)),
            Reading::Recovery(dimension) => {
                self.recovery_question(&day(1), &last, &self.recovering(dimension))
            }
        }
    }

    /// The working of a reading.
    pub fn reading_working(self, task: &ReadingTask) -> String {
        let one = |value: f64| plain(value, 1);
        match task.figures() {
            ReadFigures::Change(change) => self.change_working(
                &one(change.before),
                &one(change.after),
                &signed(change.change),
                &plain(least(), 2),
            ),
            ReadFigures::Trend(_) => self.reading_hint(task),
            ReadFigures::Gate(figures) => {
                let gate = figures.stage.gate().iter();
                let each = gate.map(|dimension| {
                    let score = figures.latest[*dimension].map(|known| known.score);
                    let threshold = Assumptions::default().thresholds()[*dimension];
                    let score = score.map_or("—".to_owned(), |it| one(it.value()));
                    let name = self.dimension_short(*dimension);
                    format!("{name} {score} / {}", one(threshold.value()))
                });
                let each: Vec<_> = each.collect();
                each.join(self.list_comma())
            }
            ReadFigures::Recovery(regain) => {
                let value = |value: Option<f64>| one(value.unwrap_or_default());
                let share = regain.recovered.unwrap_or_default() * 100.0;
                let (before, after) = (value(regain.before), value(regain.after));
                self.recovery_working(&before, &after, &value(regain.latest), &one(share))
            }
        }
    }

    /// A choice that a task offers, from 0.
    pub fn task_choice(self, task: &Task, at: usize) -> String {
        match task {
            Task::Velocity(_) => String::new(),
            Task::Faster(task) => {
                let client = task.clients().get(at);
                client.map_or_else(
                    || self.faster_untold().to_owned(),
                    |client| client.name.as_str().to_owned(),
                )
            }
            Task::Reading(task) => {
                let choice = task.reading().choices().get(at);
                let words = choice.map(|choice| self.reading_choice(task.reading(), *choice));
                words.unwrap_or_default().to_owned()
            }
        }
    }

    /// An answer to a task.
    pub fn given_answer(self, task: &Task, answer: TaskAnswer) -> String {
        match (task, answer) {
            (task, TaskAnswer::Choice(at)) => self.task_choice(task, at),
            (Task::Velocity(task), TaskAnswer::Number(value)) => {
                self.in_its_unit(task, &value.to_string())
            }
            (_, TaskAnswer::Number(value)) => format!("{value}%"),
        }
    }

    /// The true answer of a task; of clients, the fastest.
    pub fn true_answer_of(self, task: &Task) -> String {
        match task {
            Task::Velocity(task) => self.in_its_unit(task, &plain(task.answer(), 2)),
            Task::Faster(it) => self.task_choice(task, it.answer()),
            Task::Reading(it) => match it.answer() {
                TaskAnswer::Choice(at) => self.task_choice(task, at),
                TaskAnswer::Number(value) => format!("{}%", plain(value, 1)),
            },
        }
    }

    fn in_its_unit(self, task: &VelocityTask, number: &str) -> String {
        format!("{number} {}", self.points_per(task.unit))
    }
}

/// The least change of a total that exceeds error, in points, with the default assumptions.
fn least() -> f64 {
    least_reliable_change(&Assumptions::default())
}

/// A number with its decimals and a true minus.
fn plain(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}").replace('-', "−")
}

/// A change with one decimal and its sign.
fn signed(change: f64) -> String {
    format!("{change:+.1}").replace('-', "−")
}
