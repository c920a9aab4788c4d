//! Sessions as stored by the browser, with as many plausible submissions as a journey asks for: the
//! same seed gives the same session.

use trust_velocity::{
    documents::OpaqueDocument,
    domain::{
        Dimension, EntryId, Language, Name, PerDimension, Score, Stage, Unit,
        classroom::{Naming, RevealCode, Round, Session, Source, Submission},
        exercise::{Attempt, Exercise, PointAnswer, Task, TaskAnswer},
    },
    route::{Route, SessionPart},
};

/// The built-in exercise of these sessions.
const EXERCISE: &str = "software-first-meeting";

/// A session to store: with names, revealed, in Chinese by default.
#[derive(Clone)]
pub struct StoredSession(pub Session);

/// A session with so many trainees, who answer much as people do: near to the key, with errors that
/// they share, errors of their own, gaps, and the usual mistakes in the tasks.
pub fn stored_session(count: usize, seed: u64) -> StoredSession {
    stored_session_in(Language::Zh, count, seed)
}

/// [`stored_session`] with the exercise in this language.
pub fn stored_session_in(language: Language, count: usize, seed: u64) -> StoredSession {
    let exercise = class_exercise(language);
    let mut session = Session::new(
        EntryId::new(0x5e55_1000 + seed),
        "2026-11-22".parse().expect("a date"),
        Source::Known(EXERCISE.parse().expect("a stable name")),
        exercise.case().title.clone(),
        RevealCode::new("K7PM2X").expect("a code"),
    );
    session.language = language;
    session.is_revealed = true;
    let mut chance = Chance(seed);
    for nth in 0..count {
        let submission = Submission {
            session: session.id,
            id: EntryId::new(chance.next()),
            round: Round::First,
            edition: 1,
            name: Some(name(nth, language)),
            attempt: attempt(&exercise, &mut chance),
        };
        session.accept(submission);
    }
    StoredSession(session)
}

/// The exercise of these sessions, with its key.
pub fn class_exercise(language: Language) -> Exercise {
    super::exercise(EXERCISE, language)
}

impl StoredSession {
    /// The same session without names.
    pub fn anonymous(self) -> Self {
        let mut empty = self.0.clone().without_submissions();
        empty.is_revealed = self.0.is_revealed;
        empty.naming = Naming::Anonymous;
        for submission in self.0.all_submissions() {
            empty.accept(submission.clone());
        }
        Self(empty)
    }

    /// The same session after a second round, in which each trainee came half the way to the key.
    pub fn voted_again(mut self) -> Self {
        let exercise = class_exercise(self.0.language);
        let first: Vec<_> = self.0.submissions().to_vec();
        for mut submission in first {
            submission.round = Round::Second;
            for (at, key) in exercise.key().points.iter().enumerate() {
                let mut answer = submission.attempt.points()[at];
                answer.scores = PerDimension::from_fn(|dimension| {
                    let score = answer.scores[dimension]?;
                    let key = key.scores[dimension].unwrap_or(score);
                    Score::new(f64::midpoint(score.value(), key.value())).ok()
                });
                submission.attempt.set_point(at, answer);
            }
            self.0.accept(submission);
        }
        self
    }

    /// The same session before it is revealed.
    pub fn hidden(mut self) -> Self {
        self.0.is_revealed = false;
        self
    }

    /// The same session with so many expected.
    pub fn expecting(mut self, count: u16) -> Self {
        self.0.expected = Some(count);
        self
    }

    /// Its document's key.
    pub fn key(&self) -> String {
        format!("trust-velocity/session/{}", self.0.id)
    }

    /// Its key with its document, as stored by its so many-th change.
    pub fn entry_at(&self, revision: u32) -> (String, String) {
        let document = OpaqueDocument::of_session(&self.0).expect("a document");
        let document = document.text();
        let text = format!(r#"{{"v":3,"rev":{revision},"document":{document}}}"#);
        (self.key(), text)
    }

    /// Its key with its document.
    pub fn entry(&self) -> (String, String) {
        self.entry_at(1)
    }

    /// The route of one of its parts.
    pub fn route(&self, part: SessionPart) -> String {
        Route::Session(self.0.id, part).to_string()
    }
}

fn name(nth: usize, language: Language) -> Name {
    const SURNAMES: [&str; 10] = ["李", "王", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"];
    const GIVEN: [&str; 10] = ["雷", "梅", "芳", "伟", "静", "敏", "强", "磊", "洋", "艳"];
    let round = nth / 100;
    let words = match language {
        Language::Zh => format!("{}{}", SURNAMES[nth % 10], GIVEN[nth / 10 % 10]),
        Language::En => format!(
            "Trainee {}{}",
            ["A", "B", "C", "D", "E"][nth % 5],
            nth / 5 % 20
        ),
    };
    let words = if round == 0 {
        words
    } else {
        format!("{words} {}", round + 1)
    };
    Name::new(&words).expect("a name")
}

fn attempt(exercise: &Exercise, chance: &mut Chance) -> Attempt {
    let mut attempt = Attempt::none(exercise.case());
    let is_flat = chance.happens(0.04);
    let is_cut_short = chance.happens(0.05);
    let habit = chance.between(-0.8, 0.8);
    let keys = exercise.key().points.iter().zip(&exercise.case().points);
    for (at, (key, point)) in keys.enumerate() {
        if is_cut_short && 1 < at {
            break;
        }
        let flat = Score::new(chance.between(4.0, 7.0).round()).ok();
        let scores = PerDimension::from_fn(|dimension| {
            if is_flat {
                return flat;
            }
            // The client's words on the relationship are easily overrated.
            let shared = match dimension {
                Dimension::Relationship => 1.6,
                Dimension::Benefit => 0.5,
                _ => 0.0,
            };
            let (middle, gap) = match key.scores[dimension] {
                Some(score) => (score.value() + shared, 0.04),
                None => (5.0, 0.55),
            };
            let own = chance.between(-1.6, 1.6) + chance.between(-1.6, 1.6);
            let value = (middle + habit + own).clamp(0.0, 10.0);
            let is_missing = chance.happens(gap);
            let tenths = (value * 2.0).round() / 2.0;
            Score::new(tenths).ok().filter(|_| !is_missing)
        });
        let stage = if chance.happens(0.6) {
            key.stage
        } else {
            Stage::ALL[chance.below(3)]
        };
        let action = if chance.happens(0.55) {
            key.best
        } else {
            chance.below(point.actions.len())
        };
        let answer = PointAnswer {
            scores,
            stage: Some(stage),
            action: Some(action),
        };
        attempt.set_point(at, answer);
    }
    for (at, task) in exercise.case().tasks.iter().enumerate() {
        if is_cut_short {
            break;
        }
        attempt.set_task(at, Some(task_answer(task, chance)));
    }
    attempt
}

fn task_answer(task: &Task, chance: &mut Chance) -> TaskAnswer {
    match task {
        Task::Velocity(task) => {
            let per_day = task.given.total() / f64::from(task.given.day);
            let last = task.given.scores[Dimension::Benefit].value();
            let value = match chance.below(20) {
                0..11 => task.answer(),
                11..14 => Unit::Day.from_per_day(per_day),
                14..16 => match task.before {
                    Some(before) => {
                        let days = f64::from(task.given.day - before.day);
                        task.unit
                            .from_per_day((task.given.total() - before.total()) / days)
                    }
                    None => task.answer() * 2.0,
                },
                16..18 => {
                    let rest = (task.given.total() - last) / f64::from(task.given.day);
                    task.unit.from_per_day(rest)
                }
                _ => task.given.total(),
            };
            TaskAnswer::Number((value * 100.0).round() / 100.0)
        }
        Task::Faster(task) if chance.happens(0.6) => TaskAnswer::Choice(task.answer()),
        Task::Faster(task) => TaskAnswer::Choice(chance.below(task.clients().len())),
        Task::Reading(task) => task.answer(),
    }
}

/// The random numbers of a seed (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    #[allow(clippy::cast_precision_loss, reason = "53 bits fit")]
    fn between(&mut self, least: f64, most: f64) -> f64 {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        least + share * (most - least)
    }

    fn happens(&mut self, share: f64) -> bool {
        self.between(0.0, 1.0) < share
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % count.max(1) as u64).expect("it is below a usize")
    }
}
