//! Readings of a draft: which time points they take, and what is wrong with them.

use super::{
    Draft, Field, PointField, PointPart, READ, TaskField,
    check::{Check, DraftError, score_or_gap},
};
use crate::domain::{
    NonEmptyText, PerDimension,
    exercise::{ReadPoint, Reading, ReadingTask},
};

impl Draft {
    /// Chooses what a task reads, and the time points of its dates.
    pub(super) fn put_reading(&mut self, number: u32, task: &ReadingTask) {
        let at = |field| Field::Task(number, field);
        self.put(at(TaskField::Reading), task.reading().id());
        let points: Vec<_> = self.points.iter().map(|point| point.number).collect();
        let dates = task.points().iter().map(|point| point.date.to_string());
        for date in dates {
            let is_of = |point: &&u32| self.text(Field::Point(**point, PointField::Date)) == date;
            if let Some(point) = points.iter().find(is_of) {
                self.put(at(TaskField::Read(*point)), READ);
            }
        }
    }

    /// The data that a reading takes from a time point; `None` until they are all typed.
    fn read_at(&self, point: u32) -> Option<ReadPoint> {
        let at = |field| self.text(Field::Point(point, field));
        let scores =
            PerDimension::from_fn(|dimension| score_or_gap(at(PointField::Score(dimension))).ok());
        Some(ReadPoint {
            date: at(PointField::Date).parse().ok()?,
            day: self.day(point)?,
            scores: scores.whole()?,
        })
    }
}

impl Check<'_> {
    /// The reading task of the time points that are chosen.
    pub(super) fn reading(&mut self, number: u32, ask: NonEmptyText) -> Option<ReadingTask> {
        let at = |field| Field::Task(number, field);
        let known = |text: &str| Reading::from_id(text).ok_or(DraftError::Reading);
        let reading = self.accept(at(TaskField::Reading), known)?;
        let draft = self.draft;
        let is_read = |it: &&PointPart| draft.text(at(TaskField::Read(it.number))) == READ;
        let points = draft.points.iter().filter(is_read);
        // An error in a time point is told at the time point.
        let mut points: Vec<_> = points
            .map(|part| draft.read_at(part.number))
            .collect::<Option<_>>()?;
        points.sort_by_key(|point| point.date);
        match ReadingTask::new(ask, reading, points) {
            Ok(task) => Some(task),
            Err(error) => {
                self.refuse(at(TaskField::Reads), error);
                None
            }
        }
    }
}
