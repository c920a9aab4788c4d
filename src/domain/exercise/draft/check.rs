//! The check of a draft: its exercise, or what is wrong with it, at each field.

use super::{Draft, Field, PointField, PointPart, TaskField, TaskKind, TaskPart, UNKNOWN};
use crate::domain::{
    CivilDate, Dimension, Name, NameError, NonEmptyText, NonEmptyTextError, Note, NoteError,
    ParseDateError, PerDimension, Score, Stage, TypedScoreError,
    exercise::{
        AnswerKey, Case, CasePoint, Exercise, ExerciseError, Given, KeyPoint, Task, TaskError,
        TotalPoints,
    },
    score::plain_number,
};

/// A field of a draft cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DraftError {
    /// A title, or what a client is called.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A text that must say something.
    #[error(transparent)]
    Line(#[from] NonEmptyTextError),
    /// A text that may be empty.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A score.
    #[error(transparent)]
    Score(#[from] TypedScoreError),
    /// No date.
    #[error("not a date")]
    Date,
    /// Not from 1 to 255.
    #[error("not a whole number from 1 to 255")]
    Minutes,
    /// No count of days, or one beyond any.
    #[error("not a count of days")]
    Days,
    /// Not from 0 to 40.
    #[error("not a number from 0 to 40")]
    Total,
    /// Two time points on one day.
    #[error("another time point has the same date")]
    SameDate,
    /// No stage was chosen.
    #[error("no stage")]
    Stage,
    /// No action was called best.
    #[error("no best action")]
    Best,
    /// No unit was chosen.
    #[error("no unit")]
    Unit,
    /// Nothing to read was chosen.
    #[error("no reading")]
    Reading,
    /// The time point that a task asks about is not there.
    #[error("no such time point")]
    NoPoint,
    /// The time point that a task asks about lacks a score.
    #[error("the time point lacks a score")]
    Gap,
    /// A client's second date is not later than the first.
    #[error("not later than the first date")]
    NotLater,
    /// A task has no one true answer.
    #[error(transparent)]
    Task(#[from] TaskError),
    /// The whole does not fit together.
    #[error(transparent)]
    Exercise(#[from] ExerciseError),
}

impl From<ParseDateError> for DraftError {
    fn from(_: ParseDateError) -> Self {
        Self::Date
    }
}

impl Draft {
    /// The exercise that was written.
    ///
    /// # Errors
    /// Each field that cannot be taken, in the order of the form, and why.
    pub fn exercise(&self) -> Result<Exercise, Vec<(Field, DraftError)>> {
        let mut check = Check::new(self);
        let made = check.exercise();
        match made {
            Some(made) if check.errors.is_empty() => Ok(made),
            _ => Err(check.errors),
        }
    }

    /// Days since first contact of a time point, as far as its date and the first day are typed.
    pub fn day(&self, point: u32) -> Option<u32> {
        let date = |number| {
            let field = Field::Point(number, PointField::Date);
            self.text(field).parse::<CivilDate>().ok()
        };
        let first = self.points.iter().filter_map(|it| date(it.number)).min()?;
        let days = u32::try_from(date(point)?.days_since(first)).ok()?;
        let first_day = whole_number(self.text(Field::FirstDay))?;
        days.checked_add(first_day)
    }

    /// The numbers that a task about a time point gives, and those of the complete key before it, as
    /// far as they are typed.
    pub fn given_at(&self, point: u32) -> Option<(Given, Option<Given>)> {
        let given = |number| {
            let scores = PerDimension::from_fn(|dimension| {
                let field = Field::Point(number, PointField::Score(dimension));
                Score::from_typed(self.text(field)).ok()
            });
            Some(Given {
                scores: scores.whole()?,
                day: self.day(number)?,
            })
        };
        let current = given(point)?;
        let others = self.points.iter().filter_map(|it| given(it.number));
        let before = others.filter(|other| other.day < current.day);
        Some((current, before.max_by_key(|other| other.day)))
    }

    /// The task of a number, as far as it is typed; its question may still be empty.
    pub fn task(&self, number: u32) -> Option<Task> {
        let part = self.tasks.iter().find(|it| it.number == number)?;
        let ask = NonEmptyText::new("?").ok()?;
        Check::new(self).task(part, ask)
    }
}

/// A draft, and what has been found wrong with it so far.
pub(super) struct Check<'a> {
    pub(super) draft: &'a Draft,
    errors: Vec<(Field, DraftError)>,
}

impl<'a> Check<'a> {
    const fn new(draft: &'a Draft) -> Self {
        Self {
            draft,
            errors: Vec::new(),
        }
    }

    pub(super) fn refuse(&mut self, field: Field, error: impl Into<DraftError>) {
        self.errors.push((field, error.into()));
    }

    /// The value of a field; what is wrong is kept.
    pub(super) fn accept<T, E: Into<DraftError>>(
        &mut self,
        field: Field,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        match read(self.draft.text(field)) {
            Ok(value) => Some(value),
            Err(error) => {
                self.refuse(field, error);
                None
            }
        }
    }

    fn exercise(&mut self) -> Option<Exercise> {
        let draft = self.draft;
        let title = self.accept(Field::Title, Name::new);
        let minutes = self.accept(Field::Minutes, minutes);
        let about = self.accept(Field::About, Note::new);
        let intro = self.accept(Field::Intro, Note::new);
        if !draft.points.is_empty() {
            self.accept(Field::FirstDay, days);
        }
        let mut points = Vec::new();
        for part in &draft.points {
            let date = self.date(part);
            let point = self.point(part);
            points.push(date.zip(point));
        }
        let tasks: Vec<_> = draft.tasks.iter().map(|part| self.asked(part)).collect();
        let mut points = points.into_iter().collect::<Option<Vec<_>>>()?;
        points.sort_by_key(|(date, _)| *date);
        let (points, key_points) = points.into_iter().map(|(_, point)| point).unzip();
        let (tasks, workings) = tasks
            .into_iter()
            .collect::<Option<Vec<_>>>()?
            .into_iter()
            .unzip();
        if !self.errors.is_empty() {
            return None;
        }
        let case = Case {
            title: title?,
            minutes: minutes?,
            about: about?,
            intro: intro?,
            points,
            tasks,
        };
        let key = AnswerKey {
            points: key_points,
            tasks: workings,
        };
        match Exercise::new(case, key) {
            Ok(exercise) => Some(exercise),
            Err(error) => {
                self.refuse(Field::Parts, error);
                None
            }
        }
    }

    /// The date of a time point, which no point added before has.
    fn date(&mut self, part: &PointPart) -> Option<CivilDate> {
        let of = |part: &PointPart| Field::Point(part.number, PointField::Date);
        let date = self.accept(of(part), str::parse::<CivilDate>)?;
        let earlier = self.draft.points.iter();
        let mut earlier = earlier.take_while(|it| it.number != part.number);
        if earlier.any(|it| self.draft.text(of(it)).parse() == Ok(date)) {
            self.refuse(of(part), DraftError::SameDate);
        }
        Some(date)
    }

    fn point(&mut self, part: &PointPart) -> Option<(CasePoint, KeyPoint)> {
        let at = |field| Field::Point(part.number, field);
        let facts = self.accept(at(PointField::Facts), NonEmptyText::new);
        let question = self.accept(at(PointField::Question), line_or_none);
        let mut scores = PerDimension::default();
        let mut why = PerDimension::default();
        for dimension in Dimension::ALL {
            scores[dimension] = self.accept(at(PointField::Score(dimension)), score_or_gap);
            why[dimension] = self.accept(at(PointField::Why(dimension)), Note::new);
        }
        let stage = |text: &str| Stage::from_id(text).ok_or(DraftError::Stage);
        let stage = self.accept(at(PointField::Stage), stage);
        let stage_why = self.accept(at(PointField::StageWhy), Note::new);
        let mut actions = Vec::new();
        let mut action_why = Vec::new();
        for number in &part.actions {
            actions.push(self.accept(at(PointField::Action(*number)), NonEmptyText::new));
            action_why.push(self.accept(at(PointField::ActionWhy(*number)), Note::new));
        }
        let count = part.actions.len();
        if !Case::ACTIONS.contains(&count) {
            // Said beside the point itself.
            let error = ExerciseError::Actions { point: 0, count };
            self.refuse(at(PointField::Actions), error);
        }
        let best = |text: &str| {
            let mut actions = part.actions.iter();
            let best = actions.position(|number| number.to_string() == text);
            best.ok_or(DraftError::Best)
        };
        let best = self.accept(at(PointField::Best), best);
        // A point without a date, or without the first day, has been refused for that.
        let point = CasePoint {
            date: self.draft.text(at(PointField::Date)).parse().ok()?,
            day: self.draft.day(part.number)?,
            facts: facts?,
            actions: actions.into_iter().collect::<Option<_>>()?,
            question: question?,
        };
        let key = KeyPoint {
            scores: scores.whole()?,
            why: why.whole()?,
            stage: stage?,
            stage_why: stage_why?,
            best: best?,
            action_why: action_why.into_iter().collect::<Option<_>>()?,
        };
        Some((point, key))
    }

    /// A task, with its question and its working.
    fn asked(&mut self, part: &TaskPart) -> Option<(Task, Note)> {
        let at = |field| Field::Task(part.number, field);
        let ask = self.accept(at(TaskField::Ask), NonEmptyText::new);
        // The other errors do not depend on the question, so any will do.
        let task = self.task(part, ask.clone().or(NonEmptyText::new("?").ok())?);
        let working = self.accept(at(TaskField::Working), Note::new);
        ask?;
        Some((task?, working?))
    }

    fn task(&mut self, part: &TaskPart, ask: NonEmptyText) -> Option<Task> {
        match part.kind {
            TaskKind::Velocity => self.velocity(part.number, ask).map(Task::Velocity),
            TaskKind::Faster => self.faster(part, ask).map(Task::Faster),
            TaskKind::Reading => self.reading(part.number, ask).map(Task::Reading),
        }
    }
}

fn line_or_none(text: &str) -> Result<Option<NonEmptyText>, NonEmptyTextError> {
    match NonEmptyText::new(text) {
        Err(NonEmptyTextError::Empty) => Ok(None),
        line => line.map(Some),
    }
}

pub(super) fn score_or_gap(text: &str) -> Result<Option<Score>, TypedScoreError> {
    match text {
        UNKNOWN => Ok(None),
        typed => Score::from_typed(typed).map(Some),
    }
}

pub(super) fn minutes(text: &str) -> Result<u8, DraftError> {
    let minutes = whole_number(text).and_then(|minutes| u8::try_from(minutes).ok());
    let minutes = minutes.filter(|minutes| 0 < *minutes);
    minutes.ok_or(DraftError::Minutes)
}

pub(super) fn days(text: &str) -> Result<u32, DraftError> {
    // Beyond any calendar; and later days can be added to it.
    const MOST: u32 = 1_000_000;
    let days = whole_number(text).filter(|days| *days <= MOST);
    days.ok_or(DraftError::Days)
}

fn whole_number(text: &str) -> Option<u32> {
    let plain = plain_number(text);
    let is_plain = plain.bytes().all(|byte| byte.is_ascii_digit());
    is_plain.then(|| plain.parse().ok()).flatten()
}

pub(super) fn total_points(text: &str) -> Result<TotalPoints, DraftError> {
    let plain = plain_number(text);
    let is_plain = plain
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value = is_plain.then(|| plain.parse().ok()).flatten();
    value.and_then(TotalPoints::new).ok_or(DraftError::Total)
}
