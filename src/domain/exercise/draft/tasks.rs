//! Tasks of a draft that are worked out by numbers typed there: what is wrong with them.

use super::{
    Field, OWN, PointField, TaskField, TaskPart, UNKNOWN,
    check::{Check, DraftError, days, total_points},
};
use crate::domain::{
    CivilDate, Dimension, Name, NonEmptyText, PerDimension, Score, Unit,
    exercise::{Compared, FasterTask, Given, TaskError, Total, VelocityTask},
};

impl Check<'_> {
    pub(super) fn velocity(&mut self, number: u32, ask: NonEmptyText) -> Option<VelocityTask> {
        let at = |field| Field::Task(number, field);
        let unit = |text: &str| Unit::from_id(text).ok_or(DraftError::Unit);
        let unit = self.accept(at(TaskField::Unit), unit);
        let of = self.draft.text(at(TaskField::Of));
        let (given, before) = if of == OWN {
            let given = self.given(at(TaskField::Day), |it| at(TaskField::Score(it)));
            let before = self.has_before(number).then(|| {
                self.given(at(TaskField::DayBefore), |it| {
                    at(TaskField::ScoreBefore(it))
                })
            });
            let before = match before {
                None => None,
                Some(before) => Some(before?),
            };
            (given?, before)
        } else {
            self.given_by(at(TaskField::Of), of)?
        };
        match VelocityTask::new(ask, given, before, unit?) {
            Ok(task) => Some(task),
            Err(error) => {
                let field = match error {
                    TaskError::NotBefore => TaskField::DayBefore,
                    _ if of == OWN => TaskField::Day,
                    _ => TaskField::Of,
                };
                self.refuse(at(field), error);
                None
            }
        }
    }

    /// The numbers of the time point that a task asks about.
    fn given_by(&mut self, field: Field, of: &str) -> Option<(Given, Option<Given>)> {
        let mut points = self.draft.points.iter();
        let Some(point) = points.find(|it| it.number.to_string() == of) else {
            self.refuse(field, DraftError::NoPoint);
            return None;
        };
        let given = self.draft.given_at(point.number);
        let is_gap = |dimension| {
            let score = Field::Point(point.number, PointField::Score(dimension));
            self.draft.text(score) == UNKNOWN
        };
        // Whatever else is missing has been refused at the point.
        if given.is_none() && Dimension::ALL.into_iter().any(is_gap) {
            self.refuse(field, DraftError::Gap);
        }
        given
    }

    /// Four scores and a day that are typed here.
    fn given(&mut self, day: Field, score: impl Fn(Dimension) -> Field) -> Option<Given> {
        let mut scores = PerDimension::default();
        for dimension in Dimension::ALL {
            scores[dimension] = self.accept(score(dimension), Score::from_typed);
        }
        let day = self.accept(day, days);
        Some(Given {
            scores: scores.whole()?,
            day: day?,
        })
    }

    /// Whether anything of a rating before is typed.
    fn has_before(&self, number: u32) -> bool {
        let score = |dimension| TaskField::ScoreBefore(dimension);
        let mut fields = Dimension::ALL
            .into_iter()
            .map(score)
            .chain([TaskField::DayBefore]);
        fields.any(|field| {
            !self
                .draft
                .text(Field::Task(number, field))
                .trim()
                .is_empty()
        })
    }

    pub(super) fn faster(&mut self, part: &TaskPart, ask: NonEmptyText) -> Option<FasterTask> {
        let clients = part.clients.iter();
        let clients: Vec<_> = clients.map(|it| self.client(part.number, *it)).collect();
        let clients = clients.into_iter().collect::<Option<_>>()?;
        match FasterTask::new(ask, clients) {
            Ok(task) => Some(task),
            Err(error) => {
                self.refuse(Field::Task(part.number, TaskField::Clients), error);
                None
            }
        }
    }

    fn client(&mut self, task: u32, number: u32) -> Option<Compared> {
        let at = |field| Field::Task(task, field);
        let name = self.accept(at(TaskField::Name(number)), Name::new);
        let from = self.total(
            at(TaskField::From(number)),
            at(TaskField::FromTotal(number)),
        );
        let to = self.total(at(TaskField::To(number)), at(TaskField::ToTotal(number)));
        let (name, from, to) = (name?, from?, to?);
        if to.date <= from.date {
            self.refuse(at(TaskField::To(number)), DraftError::NotLater);
            return None;
        }
        Some(Compared { name, from, to })
    }

    fn total(&mut self, date: Field, points: Field) -> Option<Total> {
        let date = self.accept(date, str::parse::<CivilDate>);
        let points = self.accept(points, total_points);
        Some(Total {
            date: date?,
            points: points?,
        })
    }
}
