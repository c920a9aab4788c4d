//! The texts of a number drill, around the numbers of its seed.

use super::ExerciseFlaw;
use crate::domain::{
    Assumptions, Language, Name, NameError, NonEmptyText, Note, PerDimension, Score, Unit,
    exercise::{
        AnswerKey, Case, Compared, DrillClient, DrillTask, Exercise, FasterTask, Given, Task,
        VelocityTask, drill as numbers,
    },
    velocity::least_reliable_change,
};

/// The number drill of a seed: no time points, five tasks.
///
/// # Errors
/// [`ExerciseFlaw`] if its texts and numbers make no valid exercise, which happens to no seed.
///
/// ```
/// use trust_velocity::{content::drill, domain::Language};
/// let drill = drill(7, Language::En)?;
/// assert_eq!(drill.case().title.as_str(), "Number drill 7");
/// assert_eq!(drill.case().tasks.len(), 5);
/// # Ok::<(), trust_velocity::content::ExerciseFlaw>(())
/// ```
pub fn drill(seed: u32, language: Language) -> Result<Exercise, ExerciseFlaw> {
    let (title, about, intro) = match language {
        Language::Zh => (
            format!("数字练习 {seed}"),
            "练习算公式速度、看清单位，再分清公式速度和净变化。",
            "没有案例，只有随机生成的数字。可以用计算器；速度保留两位小数。",
        ),
        Language::En => (
            format!("Number drill {seed}"),
            "Practice in working out formula velocity with an eye on the unit, and in telling it from \
             net change.",
            "There is no case, only random numbers. Use a calculator if you like, and give \
             velocities to two decimals.",
        ),
    };
    let mut case = Case {
        title: Name::new(&title)?,
        minutes: 10,
        about: Note::new(about)?,
        intro: Note::new(intro)?,
        points: Vec::new(),
        tasks: Vec::new(),
    };
    let mut key = AnswerKey {
        points: Vec::new(),
        tasks: Vec::new(),
    };
    for task in numbers(seed) {
        let (task, working) = match task {
            DrillTask::Velocity {
                given,
                before,
                unit,
            } => velocity(given, before, unit, language)?,
            DrillTask::Faster(clients) => faster(clients, language)?,
        };
        case.tasks.push(task);
        key.tasks.push(Note::new(&working)?);
    }
    Ok(Exercise::new(case, key)?)
}

fn velocity(
    given: Given,
    before: Given,
    unit: Unit,
    language: Language,
) -> Result<(Task, String), ExerciseFlaw> {
    let day = given.day;
    let per = unit_word(unit, language);
    let ask = match language {
        Language::Zh => {
            let length = match unit {
                Unit::Day | Unit::Week => String::new(),
                Unit::Month | Unit::Year => format!("（一{per}按 {} 天）", unit.days()),
            };
            format!("按给出的评分，算出这位客户第 {day} 天的公式速度，单位是分/{per}{length}。")
        }
        Language::En => {
            let length = match unit {
                Unit::Day | Unit::Week => String::new(),
                Unit::Month | Unit::Year => format!(" (a {per} counts {} days)", unit.days()),
            };
            format!(
                "From the scores given, work out this client's formula velocity on day {day}, in \
                 points a {per}{length}."
            )
        }
    };
    let task = VelocityTask::new(NonEmptyText::new(&ask)?, given, Some(before), unit)?;
    let (total, answer) = (given.total(), task.answer());
    let PerDimension(scores) = given.scores;
    let [e, c, r, b] = scores.map(Score::value);
    let sum = format!("{e:.1} + {c:.1} + {r:.1} + {b:.1} = {total:.1}");
    let times = match unit {
        Unit::Day => String::new(),
        _ => format!(" × {}", unit.days()),
    };
    let earlier = before.day;
    let working = match language {
        Language::Zh => format!(
            "{sum}；{total:.1} ÷ {day}{times} = {answer:.2} 分/{per}。公式速度从首次接触算起，第 \
             {earlier} 天的评分用不上。"
        ),
        Language::En => format!(
            "{sum}; {total:.1} / {day}{times} = {answer:.2} points a {per}. Formula velocity counts \
             from first contact, so the scores of day {earlier} are not needed."
        ),
    };
    Ok((Task::Velocity(task), working))
}

const fn unit_word(unit: Unit, language: Language) -> &'static str {
    match (unit, language) {
        (Unit::Day, Language::Zh) => "天",
        (Unit::Week, Language::Zh) => "周",
        (Unit::Month, Language::Zh) => "月",
        (Unit::Year, Language::Zh) => "年",
        (_, Language::En) => unit.id(),
    }
}

fn faster(clients: [DrillClient; 2], language: Language) -> Result<(Task, String), ExerciseFlaw> {
    let [a, b] = clients;
    let formula = clients.map(|it| Unit::Month.from_per_day(it.formula_velocity()));
    let ask = match language {
        Language::Zh => format!(
            "两位客户各有两次总分。到后一次评分，A 认识了 {} 天，公式速度 {:.2} 分/月；B 认识了 {} 天，公式速度 \
             {:.2} 分/月。两次评分之间，按净变化算，谁涨得快？",
            a.days, formula[0], b.days, formula[1]
        ),
        Language::En => format!(
            "Two clients have two totals each. At the later one A had been known for {} days, with a \
             formula velocity of {:.2} points a month, and B for {} days, with {:.2} points a month. \
             By net change, which gained faster between the two?",
            a.days, formula[0], b.days, formula[1]
        ),
    };
    let compared = |name, it: DrillClient| -> Result<_, NameError> {
        Ok(Compared {
            name: Name::new(name)?,
            from: it.from,
            to: it.to,
        })
    };
    let compared = vec![compared("A", a)?, compared("B", b)?];
    let task = FasterTask::new(NonEmptyText::new(&ask)?, compared)?;
    let is_told = task.is_told();
    let working = match task.answer() {
        0 => faster_working(("A", a), ("B", b), is_told, language),
        _ => faster_working(("B", b), ("A", a), is_told, language),
    };
    Ok((Task::Faster(task), working))
}

fn faster_working(
    (name, client): (&str, DrillClient),
    (other, slower): (&str, DrillClient),
    is_told: bool,
    language: Language,
) -> String {
    let gain = net_change(name, client, language);
    let less = net_change(other, slower, language);
    let agrees = slower.formula_velocity() < client.formula_velocity();
    let verdict = match (language, agrees) {
        (Language::Zh, true) => {
            format!("这次公式速度碰巧也是 {name} 高，不过它说明不了这段时间涨没涨。")
        }
        (Language::Zh, false) => {
            format!("公式速度却是 {other} 高：它看的是总分和认识的天数，看不出这段时间涨了多少。")
        }
        (Language::En, true) => format!(
            "This time {name}'s formula velocity happens to be higher too, but it does not show a \
             gain between the two."
        ),
        (Language::En, false) => format!(
            "Yet {other}'s formula velocity is higher: it goes by the total and the days since \
             first contact, and does not show the gain between the two."
        ),
    };
    let error = least_reliable_change(&Assumptions::default());
    let told = match (language, is_told) {
        (Language::Zh, true) => "两者相差超出了评分误差。",
        (Language::Zh, false) => "两者相差没有超出评分误差，所以答“分不出”也对。",
        (Language::En, true) => "The difference between the two exceeds rating error.",
        (Language::En, false) => {
            "The difference between the two is within rating error, so “cannot be told” is right \
             as well."
        }
    };
    match language {
        Language::Zh => format!(
            "{gain}；{less}，{name} 快。{verdict}默认设置下，不到约 {error:.2} 分的变化可能只是评分误差。{told}"
        ),
        Language::En => format!(
            "{gain}; {less}: {name} is faster. {verdict} With the default settings a change under \
             {error:.2} points or so may be no more than rating error. {told}"
        ),
    }
}

fn net_change(name: &str, client: DrillClient, language: Language) -> String {
    let days = client.to.date.days_since(client.from.date);
    let change = client.to.points.value() - client.from.points.value();
    let (more, sign) = match (language, change < 0.0) {
        (Language::Zh, false) => ("多了", ""),
        (Language::Zh, true) => ("少了", "−"),
        (Language::En, false) => ("gained", ""),
        (Language::En, true) => ("lost", "−"),
    };
    let change = change.abs();
    let per_month = Unit::Month.from_per_day(client.net_change()).abs();
    match language {
        Language::Zh => {
            format!("{name} 在 {days} 天里{more} {change:.1} 分，合 {sign}{per_month:.2} 分/月")
        }
        Language::En => format!(
            "{name} {more} {change:.1} points in {days} days, {sign}{per_month:.2} points a month"
        ),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The numbers in a text, in their order.
    fn numbers_in(text: &str) -> Vec<f64> {
        let parts = text.split(|c: char| !matches!(c, '0'..='9' | '.' | '−'));
        let plain = parts.map(|it| it.trim_matches('.').replace('−', "-"));
        plain.filter_map(|it| it.parse().ok()).collect()
    }

    fn near(rounded: f64, exact: f64) -> bool {
        (rounded - exact).abs() <= 0.005 + 1e-9
    }

    #[test]
    fn a_drill_reads_well() {
        // The third and the last two tasks, each with its working.
        let texts = |language| {
            let drill = drill(2, language).unwrap();
            let asks = drill.case().tasks.iter().map(|task| task.ask().as_str());
            let both = asks.zip(&drill.key().tasks);
            let texts: Vec<String> = both
                .flat_map(|(ask, why)| [ask.into(), why.as_str().into()])
                .collect();
            [4, 5, 6, 7, 9].map(|at| texts[at].clone())
        };
        assert_eq!(
            texts(Language::Zh),
            [
                "按给出的评分，算出这位客户第 250 天的公式速度，单位是分/年（一年按 365.2425 天）。",
                "5.5 + 8.5 + 8.0 + 7.5 = 29.5；29.5 ÷ 250 × 365.2425 = 43.10 分/年。公式速度从首次接触算起，第 93 天的评分用不上。",
                "两位客户各有两次总分。到后一次评分，A 认识了 396 天，公式速度 2.50 分/月；B 认识了 541 天，公式速度 1.69 分/月。两次评分之间，按净变化算，谁涨得快？",
                "A 在 70 天里多了 3.5 分，合 1.52 分/月；B 在 84 天里多了 0.5 分，合 0.18 分/月，A 快。这次公式速度碰巧也是 A 高，不过它说明不了这段时间涨没涨。默认设置下，不到约 4.43 分的变化可能只是评分误差。两者相差没有超出评分误差，所以答“分不出”也对。",
                "B 在 35 天里多了 6.0 分，合 5.22 分/月；A 在 49 天里少了 2.0 分，合 −1.24 分/月，B 快。公式速度却是 A 高：它看的是总分和认识的天数，看不出这段时间涨了多少。默认设置下，不到约 4.43 分的变化可能只是评分误差。两者相差超出了评分误差。",
            ]
        );
        assert_eq!(
            texts(Language::En),
            [
                "From the scores given, work out this client's formula velocity on day 250, in \
             points a year (a year counts 365.2425 days).",
                "5.5 + 8.5 + 8.0 + 7.5 = 29.5; 29.5 / 250 × 365.2425 = 43.10 points a year. \
             Formula velocity counts from first contact, so the scores of day 93 are not \
             needed.",
                "Two clients have two totals each. At the later one A had been known for 396 \
             days, with a formula velocity of 2.50 points a month, and B for 541 days, with \
             1.69 points a month. By net change, which gained faster between the two?",
                "A gained 3.5 points in 70 days, 1.52 points a month; B gained 0.5 points in 84 \
             days, 0.18 points a month: A is faster. This time A's formula velocity happens \
             to be higher too, but it does not show a gain between the two. With the \
             default settings a change under 4.43 points or so may be no more than rating \
             error. The difference between the two is within rating error, so “cannot be told” \
             is right as well.",
                "B gained 6.0 points in 35 days, 5.22 points a month; A lost 2.0 points in 49 \
             days, −1.24 points a month: B is faster. Yet A's formula velocity is higher: \
             it goes by the total and the days since first contact, and does not show the \
             gain between the two. With the default settings a change under 4.43 points or \
             so may be no more than rating error. The difference between the two exceeds \
             rating error.",
            ]
        );
    }

    proptest! {
        #[test]
        fn the_workings_follow_from_the_numbers(seed: u32) {
            for language in Language::ALL {
                let drill = drill(seed, language).unwrap();
                prop_assert!(drill.case().points.is_empty());
                for (task, working) in drill.case().tasks.iter().zip(&drill.key().tasks) {
                    let numbers = numbers_in(working.as_str());
                    match task {
                        Task::Velocity(task) => {
                            let scores = &numbers[..4];
                            let given = task.given.scores.0.map(Score::value);
                            prop_assert_eq!(scores, given);
                            let total: f64 = scores.iter().sum();
                            prop_assert_eq!(&numbers[4..7], [total, total, task.given.day.into()]);
                            let answer = if task.unit == Unit::Day {
                                numbers[7]
                            } else {
                                prop_assert_eq!(&numbers[7..8], [task.unit.days()]);
                                numbers[8]
                            };
                            let exact = total / numbers[6] * task.unit.days();
                            prop_assert!(near(answer, exact), "{}", working.as_str());
                            prop_assert!(task.ask.as_str().contains(&task.given.day.to_string()));
                        }
                        Task::Reading(_) => unreachable!("a drill has none"),
                        Task::Faster(task) => {
                            let net = |it: &Compared| {
                                let days = it.to.date.days_since(it.from.date);
                                let days = f64::from(i32::try_from(days).unwrap());
                                (it.to.points.value() - it.from.points.value()) / days * 30.436_875
                            };
                            let best = &task.clients()[task.answer()];
                            let other = &task.clients()[1 - task.answer()];
                            prop_assert!(net(other) < net(best));
                            prop_assert!(near(numbers[2], net(best)), "{}", working.as_str());
                            prop_assert!(near(numbers[5], net(other)), "{}", working.as_str());
                            let name = best.name.as_str();
                            let verdict = match language {
                                Language::Zh => format!("，{name} 快。"),
                                Language::En => format!(": {name} is faster."),
                            };
                            prop_assert!(working.as_str().contains(&verdict));
                            // Days and formula velocity, of A and of B.
                            let bait = numbers_in(task.ask.as_str());
                            let totals = task.clients().iter().map(|it| it.to.points.value());
                            for (at, total) in totals.enumerate() {
                                let exact = total / bait[2 * at] * 30.436_875;
                                prop_assert!(near(bait[2 * at + 1], exact), "{bait:?}");
                            }
                        }
                    }
                }
            }
        }
    }
}
