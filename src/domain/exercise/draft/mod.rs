//! An exercise while it is being written: what was typed, field by field.
//!
//! Invariant: nothing that was typed gets lost, also of a part that was taken away, so that it can be
//! put back; and an exercise whose scores have one decimal becomes a draft that gives it again.

mod check;
mod field;
mod reading;
mod tasks;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use check::DraftError;
pub use field::{Field, PointField, TaskField};

use super::{Compared, Exercise, Given, KeyPoint, Reading, Task, Total, VelocityTask};
use crate::domain::{Dimension, NonEmptyText, Score, Unit};

/// The text in place of a score that the case does not tell.
pub const UNKNOWN: &str = "?";
/// The text in place of a time point, if a task gives numbers of its own.
pub const OWN: &str = "own";

/// The text at a time point that a reading takes.
pub const READ: &str = "1";

/// An exercise while it is being written.
///
/// ```
/// use trust_velocity::domain::exercise::{Draft, DraftError, Field};
/// let mut draft = Draft::start();
/// draft.set(Field::Title, "两次拜访".to_owned());
/// let errors = draft.exercise().unwrap_err();
/// assert_eq!(errors[0], (Field::Minutes, DraftError::Minutes));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The typed texts, by the names of the fields.
    texts: BTreeMap<String, String>,
    points: Vec<PointPart>,
    tasks: Vec<TaskPart>,
    /// The number of the next part of any kind.
    next: u32,
}

/// A time point of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PointPart {
    /// Its number, which it keeps.
    pub number: u32,
    /// The numbers of its actions.
    pub actions: Vec<u32>,
}

/// A task of a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskPart {
    /// Its number, which it keeps.
    pub number: u32,
    /// The kind of its question.
    pub kind: TaskKind,
    /// The numbers of the clients compared; none if it asks for something else.
    pub clients: Vec<u32>,
}

/// The kind of a task's question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TaskKind {
    /// A formula velocity.
    Velocity,
    /// The client that gains faster.
    Faster,
    /// The reading of the figures of some time points.
    Reading,
}

impl Draft {
    /// A new exercise: one time point with two actions.
    pub fn start() -> Self {
        let mut draft = Self::default();
        draft.add_point();
        draft
    }

    /// The text typed into a field.
    pub fn text(&self, field: Field) -> &str {
        self.texts
            .get(&field.to_string())
            .map_or("", String::as_str)
    }

    /// Types into a field.
    pub fn set(&mut self, field: Field, text: String) {
        self.texts.insert(field.to_string(), text);
    }

    /// The time points, in the order in which they were added.
    pub fn points(&self) -> &[PointPart] {
        &self.points
    }

    /// The tasks.
    pub fn tasks(&self) -> &[TaskPart] {
        &self.tasks
    }

    /// Adds a time point with two actions; gives its number.
    pub fn add_point(&mut self) -> u32 {
        let number = self.next_number();
        let actions = vec![self.next_number(), self.next_number()];
        self.points.push(PointPart { number, actions });
        number
    }

    /// Adds an action to a time point, if that is there.
    pub fn add_action(&mut self, point: u32) {
        let number = self.next_number();
        let mut points = self.points.iter_mut();
        if let Some(point) = points.find(|it| it.number == point) {
            point.actions.push(number);
        }
    }

    /// Adds a task: a velocity of the last time point, two clients to compare, or the change between
    /// the first time point and the last; gives its number.
    pub fn add_task(&mut self, kind: TaskKind) -> u32 {
        let number = self.next_number();
        let mut clients = Vec::new();
        match kind {
            TaskKind::Velocity => {
                let of = self.points.last().map(|point| point.number.to_string());
                let at = |field| Field::Task(number, field);
                self.set(at(TaskField::Of), of.unwrap_or_else(|| OWN.to_owned()));
                self.set(at(TaskField::Unit), Unit::Week.id().to_owned());
            }
            TaskKind::Faster => clients = vec![self.next_number(), self.next_number()],
            TaskKind::Reading => {
                let field = Field::Task(number, TaskField::Reading);
                self.set(field, Reading::Change.id().to_owned());
                let ends = [self.points.first(), self.points.last()];
                for point in ends
                    .map(|it| it.map(|point| point.number))
                    .into_iter()
                    .flatten()
                {
                    self.put(Field::Task(number, TaskField::Read(point)), READ);
                }
            }
        }
        self.tasks.push(TaskPart {
            number,
            kind,
            clients,
        });
        number
    }

    /// Adds a client to a task, if that is there.
    pub fn add_client(&mut self, task: u32) {
        let number = self.next_number();
        let mut tasks = self.tasks.iter_mut();
        if let Some(task) = tasks.find(|it| it.number == task) {
            task.clients.push(number);
        }
    }

    /// Takes away the part of a number: a time point, an action, a task or a client.
    pub fn remove(&mut self, number: u32) {
        self.points.retain(|point| point.number != number);
        self.tasks.retain(|task| task.number != number);
        for point in &mut self.points {
            point.actions.retain(|action| *action != number);
        }
        for task in &mut self.tasks {
            task.clients.retain(|client| *client != number);
        }
    }

    /// The same texts with the parts of an earlier version, so that what was taken away is there again.
    pub fn put_back(&mut self, earlier: &Self) {
        self.points.clone_from(&earlier.points);
        self.tasks.clone_from(&earlier.tasks);
    }

    fn next_number(&mut self) -> u32 {
        self.next = self.next.wrapping_add(1);
        self.next
    }

    fn put(&mut self, field: Field, text: impl ToString) {
        self.set(field, text.to_string());
    }

    fn put_key(&mut self, part: &PointPart, key: &KeyPoint) {
        let point = part.number;
        for dimension in Dimension::ALL {
            let score = key.scores[dimension].map_or(UNKNOWN.to_owned(), typed);
            self.put(Field::Point(point, PointField::Score(dimension)), score);
            let why = key.why[dimension].as_str();
            self.put(Field::Point(point, PointField::Why(dimension)), why);
        }
        self.put(Field::Point(point, PointField::Stage), key.stage.id());
        let stage_why = key.stage_why.as_str();
        self.put(Field::Point(point, PointField::StageWhy), stage_why);
        for (number, why) in part.actions.iter().zip(&key.action_why) {
            let field = Field::Point(point, PointField::ActionWhy(*number));
            self.put(field, why.as_str());
        }
        if let Some(best) = part.actions.get(key.best) {
            self.put(Field::Point(point, PointField::Best), best);
        }
    }

    fn put_velocity(&mut self, number: u32, task: &VelocityTask) {
        let at = |field| Field::Task(number, field);
        self.put(at(TaskField::Unit), task.unit.id());
        let points = self.points.iter().map(|point| point.number);
        let wanted = (task.given, task.before);
        let found = points
            .into_iter()
            .find(|point| self.given_at(*point) == Some(wanted));
        if let Some(point) = found {
            return self.put(at(TaskField::Of), point);
        }
        self.put(at(TaskField::Of), OWN);
        let Given { scores, day } = task.given;
        self.put(at(TaskField::Day), day);
        for (dimension, score) in scores.iter() {
            self.put(at(TaskField::Score(dimension)), typed(*score));
        }
        if let Some(Given { scores, day }) = task.before {
            self.put(at(TaskField::DayBefore), day);
            for (dimension, score) in scores.iter() {
                self.put(at(TaskField::ScoreBefore(dimension)), typed(*score));
            }
        }
    }

    fn put_client(&mut self, task: u32, number: u32, client: &Compared) {
        let at = |field| Field::Task(task, field);
        let Compared { name, from, to } = client;
        self.put(at(TaskField::Name(number)), name.as_str());
        let mut total = |date, points, it: &Total| {
            self.put(at(date), it.date);
            self.put(at(points), it.points.value());
        };
        total(TaskField::From(number), TaskField::FromTotal(number), from);
        total(TaskField::To(number), TaskField::ToTotal(number), to);
    }
}

/// A score as it is typed.
fn typed(score: Score) -> String {
    score.value().to_string()
}

impl From<&Exercise> for Draft {
    fn from(exercise: &Exercise) -> Self {
        let (case, key) = (exercise.case(), exercise.key());
        let mut draft = Self::default();
        draft.put(Field::Title, case.title.as_str());
        draft.put(Field::Minutes, case.minutes);
        draft.put(Field::About, case.about.as_str());
        draft.put(Field::Intro, case.intro.as_str());
        if let Some(first) = case.points.first() {
            draft.put(Field::FirstDay, first.day);
        }
        for (point, key) in case.points.iter().zip(&key.points) {
            let number = draft.next_number();
            let actions = point.actions.iter().map(|_| draft.next_number()).collect();
            let part = PointPart { number, actions };
            draft.put(Field::Point(number, PointField::Date), point.date);
            draft.put(
                Field::Point(number, PointField::Facts),
                point.facts.as_str(),
            );
            let question = point.question.as_ref();
            draft.put(
                Field::Point(number, PointField::Question),
                question.map_or("", NonEmptyText::as_str),
            );
            for (action, text) in part.actions.iter().zip(&point.actions) {
                let field = Field::Point(number, PointField::Action(*action));
                draft.put(field, text.as_str());
            }
            draft.put_key(&part, key);
            draft.points.push(part);
        }
        for (task, working) in case.tasks.iter().zip(&key.tasks) {
            let number = draft.next_number();
            let at = |field| Field::Task(number, field);
            draft.put(at(TaskField::Ask), task.ask().as_str());
            draft.put(at(TaskField::Working), working.as_str());
            let (kind, clients) = match task {
                Task::Velocity(task) => {
                    draft.put_velocity(number, task);
                    (TaskKind::Velocity, Vec::new())
                }
                Task::Reading(task) => {
                    draft.put_reading(number, task);
                    (TaskKind::Reading, Vec::new())
                }
                Task::Faster(task) => {
                    let mut clients = Vec::new();
                    for client in task.clients() {
                        let client_number = draft.next_number();
                        draft.put_client(number, client_number, client);
                        clients.push(client_number);
                    }
                    (TaskKind::Faster, clients)
                }
            };
            draft.tasks.push(TaskPart {
                number,
                kind,
                clients,
            });
        }
        draft
    }
}
