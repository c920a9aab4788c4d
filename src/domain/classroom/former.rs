//! The former answers of trainees: what an edited submission took the place of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Round, Session, Submission, places::Places, session::is_same_name};
use crate::domain::EntryId;

/// The most former answers kept of one trainee in one round.
const MOST: usize = 3;

/// The former answers of each trainee in each round, by the id of the submission, those put aside last at
/// the end.
///
/// Invariant: of each trainee and round the first answers put aside are kept, however often others follow.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FormerAnswers(BTreeMap<(EntryId, Round), Vec<Submission>>);

impl FormerAnswers {
    /// Those of the trainee and the round of a submission.
    pub fn of(&self, submission: &Submission) -> &[Submission] {
        let kept = self.0.get(&(submission.id, submission.round));
        kept.map_or(&[], Vec::as_slice)
    }

    /// All of them, trainee by trainee.
    pub fn all(&self) -> impl Iterator<Item = &Submission> {
        self.0.values().flatten()
    }

    /// Whether these answers were put aside.
    pub fn holds(&self, submission: &Submission) -> bool {
        let mut kept = self.of(submission).iter();
        kept.any(|it| it.edition == submission.edition && it.attempt == submission.attempt)
    }

    /// Whether more of a trainee can be kept without giving one up.
    pub fn has_room(&self, submission: &Submission) -> bool {
        self.of(submission).len() < MOST
    }

    /// Puts answers aside; beyond the most, the second is given up.
    pub fn keep(&mut self, former: Submission) {
        let kept = self.0.entry((former.id, former.round)).or_default();
        if MOST <= kept.len() {
            kept.remove(1);
        }
        kept.push(former);
    }

    /// Swaps former answers for those that count now; returns whether they were here.
    pub fn swap(&mut self, former: &Submission, current: &mut Submission) -> bool {
        let kept = self.0.get_mut(&(current.id, current.round));
        let place = kept.and_then(|kept| kept.iter_mut().find(|it| *it == former));
        if let Some(place) = place {
            std::mem::swap(place, current);
            return true;
        }
        false
    }
}

impl Session {
    /// The former answers, trainee by trainee.
    pub fn former(&self) -> impl Iterator<Item = &Submission> {
        self.former.all()
    }

    /// The submissions that took the place of others, each with the former answers of its trainee.
    pub fn edited(&self) -> impl Iterator<Item = (&Submission, &[Submission])> {
        let each = self.all_submissions();
        let each = each.map(|current| (current, self.former.of(current)));
        each.filter(|(_, former)| !former.is_empty())
    }

    /// Puts former answers in the place of those that count now, which become former ones; returns
    /// whether they were here.
    pub fn bring_back(&mut self, former: &Submission) -> bool {
        let mut submissions = self.submissions[former.round as usize].iter_mut();
        let current = submissions.find(|it| it.id == former.id);
        current.is_some_and(|current| self.former.swap(former, current))
    }

    /// Puts in former answers as they were stored; returns whether each is of a trainee who is here.
    pub fn put_in_former(&mut self, former: Vec<Submission>) -> bool {
        let here: BTreeSet<_> = self.all_submissions().map(|it| (it.id, it.round)).collect();
        let all_fit = former
            .iter()
            .all(|it| it.session == self.id && here.contains(&(it.id, it.round)));
        for mut former in former {
            if self.is_anonymous() {
                former.name = None;
            }
            self.former.keep(former);
        }
        all_fit
    }

    /// Keeps the former answers that another trainer has, as far as there is room.
    pub(super) fn keep_former_of(&mut self, other: &Self) {
        let places = Places::of(self);
        for former in other.former() {
            let at = places.get(former.id)[former.round as usize];
            let Some(current) = at.and_then(|at| self.of_round(former.round).get(at)) else {
                continue;
            };
            let (id, former) = (current.id, former.clone());
            let former = Submission { id, ..former };
            let is_here = current.attempt == former.attempt || self.former.holds(&former);
            if !is_here && is_same_name(current, &former) && self.former.has_room(&former) {
                self.former.keep(former);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::session::testing::session, *};
    use crate::domain::{
        Name,
        classroom::{Accepted, Naming},
        exercise::{Attempt, TaskAnswer},
    };

    /// Answers that differ from those of other editions.
    fn answers(id: u64, edition: u32, who: &str) -> Submission {
        let task = Some(TaskAnswer::Number(f64::from(edition)));
        Submission {
            session: EntryId::new(1),
            id: EntryId::new(id),
            round: Round::First,
            edition,
            name: Name::new(who).ok(),
            attempt: Attempt::new(Vec::new(), vec![task]),
        }
    }

    #[test]
    fn former_answers_are_kept_and_brought_back() {
        let mut session = session(Naming::Named(Vec::new()));
        let [first, second, third] = [1, 2, 3].map(|edition| answers(7, edition, "李雷"));
        session.accept(first.clone());
        session.accept(answers(8, 1, "韩梅"));
        assert_eq!(session.edited().count(), 0);
        assert_eq!(session.accept(second.clone()), Accepted::Replaced);
        assert_eq!(
            session.edited().collect::<Vec<_>>(),
            [(&second, std::slice::from_ref(&first))]
        );
        let edited = session.clone();

        assert!(session.bring_back(&first));
        assert!(!session.bring_back(&first));
        assert_eq!(session.submissions()[0], first);
        assert_eq!(session.former().collect::<Vec<_>>(), [&second]);
        // If the chat is pasted again, the trainer's choice stays; a further edition is taken.
        assert_eq!(session.accept(second.clone()), Accepted::Repeated);
        assert_eq!(session.merged(&edited), Some((session.clone(), 0)));
        assert_eq!(session.accept(third.clone()), Accepted::Replaced);
        assert_eq!(session.former().collect::<Vec<_>>(), [&second, &first]);
        assert_eq!(session.without_submissions().former().count(), 0);
    }

    #[test]
    fn stored_former_answers_belong_to_who_is_here() {
        let mut session = session(Naming::Anonymous);
        session.accept(answers(7, 2, "李雷"));
        let empty = session.clone();
        assert!(session.put_in_former(vec![answers(7, 1, "李雷")]));
        let former = session.former().map(|it| (it.edition, it.name.clone()));
        assert_eq!(former.collect::<Vec<_>>(), [(1, None)]);
        let of_another_round = Submission {
            round: Round::Second,
            ..answers(7, 1, "李雷")
        };
        let of_another_session = Submission {
            session: EntryId::new(2),
            ..answers(7, 1, "李雷")
        };
        for foreign in [answers(8, 1, "韩梅"), of_another_round, of_another_session] {
            assert!(!empty.clone().put_in_former(vec![foreign]));
        }
    }

    #[test]
    fn former_answers_come_from_a_trainer_who_has_them_under_another_id() {
        let (mut here, mut there) = (
            session(Naming::Named(Vec::new())),
            session(Naming::Named(Vec::new())),
        );
        let [first, second] = [1, 2].map(|edition| answers(7, edition, "李雷"));
        here.accept(second.clone());
        // Somebody else was there first under this id.
        there.accept(answers(7, 1, "韩梅"));
        there.accept(first.clone());
        assert_eq!(there.accept(second.clone()), Accepted::Replaced);
        let (mut merged, _) = here.merged(&there).unwrap();
        assert_eq!(
            merged.edited().collect::<Vec<_>>(),
            [(&second, std::slice::from_ref(&first))]
        );
        assert!(merged.bring_back(&first));
        assert_eq!(merged.submissions()[0], first);
    }

    #[test]
    fn the_first_answers_are_never_given_up() {
        let mut session = session(Naming::Named(Vec::new()));
        for edition in 1..=9 {
            session.accept(answers(7, edition, "李雷"));
        }
        let editions = |session: &Session| -> Vec<_> {
            let former = session.former();
            former.map(|it| it.edition).collect()
        };
        assert_eq!(editions(&session), [1, 7, 8]);
        // The same answers handed in anew put none aside.
        let same = Submission {
            edition: 10,
            ..answers(7, 9, "李雷")
        };
        assert_eq!(session.accept(same), Accepted::Replaced);
        assert_eq!(editions(&session), [1, 7, 8]);

        // Another trainer's are kept as far as there is room, and but once.
        let mut other = session.clone().without_submissions();
        other.accept(answers(7, 4, "李雷"));
        other.accept(answers(7, 5, "李雷"));
        let (merged, _) = other.merged(&session).unwrap();
        assert_eq!(editions(&merged), [4, 5, 1]);
        assert_eq!(merged.merged(&session), Some((merged.clone(), 0)));
    }
}
