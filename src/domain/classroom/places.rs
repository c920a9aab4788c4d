//! The place of each trainee's submissions within a session.

use std::collections::BTreeMap;

use super::{Round, Session, Submission, session::own_id};
use crate::domain::EntryId;

/// The place of each trainee in the list of each round, by the id and by [`own_id`], under which another
/// trainer may have the submission.
pub(super) struct Places {
    trainees: Vec<[Option<usize>; 2]>,
    by_id: BTreeMap<EntryId, usize>,
}

impl Places {
    /// Those of a session, in n log n for n submissions.
    pub fn of(session: &Session) -> Self {
        let mut places = Self {
            trainees: Vec::new(),
            by_id: BTreeMap::new(),
        };
        for round in Round::ALL {
            let submissions = session.of_round(round).iter().enumerate();
            submissions.for_each(|(at, submission)| places.put(submission, at));
        }
        places
    }

    /// Notes the place of a submission in the list of its round.
    pub fn put(&mut self, submission: &Submission, at: usize) {
        let known = self.by_id.get(&submission.id).copied();
        let trainee = known.unwrap_or(self.trainees.len());
        if known.is_none() {
            self.trainees.push([None; 2]);
        }
        if let Some(places) = self.trainees.get_mut(trainee) {
            places[submission.round as usize] = Some(at);
        }
        let ids = [own_id(submission), submission.id];
        self.by_id.extend(ids.map(|id| (id, trainee)));
    }

    /// The places of a trainee, of the first round before the second.
    pub fn get(&self, id: EntryId) -> [Option<usize>; 2] {
        let trainee = self.by_id.get(&id);
        let places = trainee.and_then(|at| self.trainees.get(*at));
        places.copied().unwrap_or_default()
    }

    /// All trainees, in the order in which they first handed in.
    pub fn all(&self) -> &[[Option<usize>; 2]] {
        &self.trainees
    }
}
