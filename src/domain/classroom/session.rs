//! A session: one exercise with one class, and what was handed in.
//!
//! Invariant: of each trainee there is one submission, the latest edition that came in; in an
//! anonymous session none has a name.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::{RevealCode, Submission, Timer};
use crate::domain::{
    CivilDate, EntryId, Language, Name,
    exercise::{Exercise, ExerciseId},
};

/// One exercise with one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Which session.
    pub id: EntryId,
    /// The day it was begun.
    pub made: CivilDate,
    /// What is worked on.
    pub source: Source,
    /// What the exercise is called.
    pub title: Name,
    /// The language of the exercise.
    pub language: Language,
    /// Whether trainees give their names.
    pub naming: Naming,
    /// How many trainees are expected, if that is known.
    pub expected: Option<u16>,
    /// What opens the key on the trainees' phones.
    pub reveal_code: RevealCode,
    /// What the join link carries.
    pub assignment: String,
    /// How much time is left.
    pub timer: Timer,
    /// Whether the answers and the key are shown.
    pub is_revealed: bool,
    submissions: Vec<Submission>,
}

/// Where a session's exercise comes from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// It is built in, or a number drill: everybody has it.
    Known(ExerciseId),
    /// An own one, as it was when the session began.
    Own(Box<Exercise>),
}

/// Whether trainees give their names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// They do; those who are expected, if there is a list.
    Named(Vec<Name>),
    /// They do not, and groups under three are not shown.
    Anonymous,
}

/// What became of a submission that came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// A trainee's first.
    New,
    /// A later edition, in the place of an earlier one.
    Replaced,
    /// It is here already.
    Repeated,
    /// A later edition is here already.
    Older,
    /// It was made for another session.
    OtherSession,
}

impl Session {
    /// Minutes for one whose timer was never set.
    const MINUTES: u16 = 15;

    /// A session that has just begun: in Chinese, with names, and nobody on its list.
    pub fn new(
        id: EntryId,
        made: CivilDate,
        source: Source,
        title: Name,
        reveal_code: RevealCode,
    ) -> Self {
        Self {
            id,
            made,
            source,
            title,
            language: Language::Zh,
            naming: Naming::Named(Vec::new()),
            expected: None,
            reveal_code,
            assignment: String::new(),
            timer: Timer::of_minutes(Self::MINUTES),
            is_revealed: false,
            submissions: Vec::new(),
        }
    }

    /// What was handed in, in the order in which trainees first came.
    pub fn submissions(&self) -> &[Submission] {
        &self.submissions
    }

    /// The same session without any submission.
    #[must_use]
    pub fn without_submissions(mut self) -> Self {
        self.submissions.clear();
        self.is_revealed = false;
        self
    }

    /// Whether no names are kept.
    pub const fn is_anonymous(&self) -> bool {
        matches!(self.naming, Naming::Anonymous)
    }

    /// Takes a submission. Whether it answers this session's case is for the caller to ask: see
    /// [`Attempt::is_of`](crate::domain::exercise::Attempt::is_of).
    pub fn accept(&mut self, submission: Submission) -> Accepted {
        let mut known = self.submissions.iter();
        let at = known.position(|known| known.id == submission.id);
        self.accept_at(at, submission)
    }

    /// Takes submissions as [`Self::accept`] does each, in n log n for n of both; returns what became
    /// of each.
    pub fn accept_all(
        &mut self,
        submissions: impl IntoIterator<Item = Submission>,
    ) -> Vec<Accepted> {
        let known = self.submissions.iter().enumerate();
        let mut places: BTreeMap<_, _> = known.map(|(at, known)| (known.id, at)).collect();
        let take = |submission: Submission| {
            let id = submission.id;
            let accepted = self.accept_at(places.get(&id).copied(), submission);
            if accepted == Accepted::New {
                places.insert(id, self.submissions.len() - 1);
            }
            accepted
        };
        submissions.into_iter().map(take).collect()
    }

    /// Takes a submission, the earlier edition of which is at this place, if there is one.
    fn accept_at(&mut self, at: Option<usize>, mut submission: Submission) -> Accepted {
        if submission.session != self.id {
            return Accepted::OtherSession;
        }
        if self.is_anonymous() {
            submission.name = None;
        }
        let Some(known) = at.and_then(|at| self.submissions.get_mut(at)) else {
            self.submissions.push(submission);
            return Accepted::New;
        };
        match submission.edition.cmp(&known.edition) {
            Ordering::Less => Accepted::Older,
            // Whoever hands in a change makes a new edition.
            Ordering::Equal => Accepted::Repeated,
            Ordering::Greater => {
                *known = submission;
                Accepted::Replaced
            }
        }
    }

    /// The same session with what another trainer collected for it; tells how many submissions were
    /// new or newer. `None` where that is another session.
    pub fn merged(&self, other: &Self) -> Option<(Self, usize)> {
        if other.id != self.id {
            return None;
        }
        let mut merged = self.clone();
        let accepted = merged.accept_all(other.submissions.iter().cloned());
        let taken = |accepted: &&Accepted| matches!(accepted, Accepted::New | Accepted::Replaced);
        let count = accepted.iter().filter(taken).count();
        merged.is_revealed |= other.is_revealed;
        Some((merged, count))
    }

    /// Those on the list who have not handed in, in the order of the list.
    pub fn missing(&self) -> Vec<&Name> {
        let Naming::Named(expected) = &self.naming else {
            return Vec::new();
        };
        let names = self.submissions.iter().filter_map(|it| it.name.as_ref());
        let here: BTreeSet<_> = names.map(folded).collect();
        let missing = expected.iter().filter(|name| !here.contains(&folded(name)));
        missing.collect()
    }

    /// How many trainees are expected: the number given, or else the length of the list.
    pub fn expects(&self) -> Option<usize> {
        let listed = match &self.naming {
            Naming::Named(list) if !list.is_empty() => Some(list.len()),
            _ => None,
        };
        self.expected.map(usize::from).or(listed)
    }
}

/// A name as two people type it: without the space within and in small letters.
fn folded(name: &Name) -> String {
    let chars = name.as_str().chars().filter(|c| !c.is_whitespace());
    chars.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
pub(in crate::domain) mod testing {
    use super::*;

    /// A session of the exercise for tests, with nobody in it.
    pub fn session(naming: Naming) -> Session {
        let mut session = Session::new(
            EntryId::new(1),
            "2026-11-22".parse().unwrap(),
            Source::Known(ExerciseId::Drill(7)),
            Name::new("两次拜访").unwrap(),
            RevealCode::new("K7PM2X").unwrap(),
        );
        session.naming = naming;
        session
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::session, *};
    use crate::domain::exercise::Attempt;

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    fn submission(id: u64, edition: u32, who: &str) -> Submission {
        Submission {
            session: EntryId::new(1),
            id: EntryId::new(id),
            edition,
            name: Some(name(who)),
            attempt: Attempt::new(Vec::new(), Vec::new()),
        }
    }

    #[test]
    fn each_trainee_counts_once() {
        let mut session = session(Naming::Named(Vec::new()));
        assert_eq!(session.accept(submission(7, 1, "李雷")), Accepted::New);
        assert_eq!(session.accept(submission(7, 1, "李雷")), Accepted::Repeated);
        assert_eq!(session.accept(submission(8, 1, "李雷")), Accepted::New);
        assert_eq!(session.accept(submission(7, 2, "李蕾")), Accepted::Replaced);
        assert_eq!(session.accept(submission(7, 1, "李雷")), Accepted::Older);
        let foreign = Submission {
            session: EntryId::new(2),
            ..submission(9, 1, "李雷")
        };
        assert_eq!(session.accept(foreign), Accepted::OtherSession);
        let names = session.submissions().iter().map(|it| it.name.clone());
        assert_eq!(
            names.collect::<Vec<_>>(),
            [Some(name("李蕾")), Some(name("李雷"))]
        );
        assert_eq!(session.without_submissions().submissions(), []);
    }

    #[test]
    fn an_anonymous_class_keeps_no_name() {
        let mut session = session(Naming::Anonymous);
        session.accept(submission(7, 1, "李雷"));
        assert_eq!(session.submissions()[0].name, None);
        assert_eq!(session.missing(), Vec::<&Name>::new());
        assert_eq!(session.expects(), None);
    }

    #[test]
    fn who_is_missing_is_told_by_name() {
        let list = ["李雷", "Han Mei", "王芳"].map(name);
        let mut session = session(Naming::Named(list.to_vec()));
        session.accept(submission(7, 1, "han  mei"));
        assert_eq!(session.missing(), [&list[0], &list[2]]);
        assert_eq!(session.expects(), Some(3));
        session.expected = Some(40);
        assert_eq!(session.expects(), Some(40));
    }

    #[test]
    fn two_trainers_bring_together_what_they_collected() {
        let empty = session(Naming::Named(Vec::new()));
        let (mut one, mut other) = (empty.clone(), empty);
        one.accept(submission(7, 1, "李雷"));
        one.accept(submission(8, 3, "韩梅"));
        other.accept(submission(7, 2, "李雷"));
        other.accept(submission(8, 1, "韩梅"));
        other.accept(submission(9, 1, "王芳"));
        let (merged, count) = one.merged(&other).unwrap();
        assert_eq!(count, 2);
        let editions = merged.submissions().iter().map(|it| it.edition);
        assert_eq!(editions.collect::<Vec<_>>(), [2, 3, 1]);
        assert_eq!(merged.merged(&other), Some((merged.clone(), 0)));
        other.id = EntryId::new(5);
        assert_eq!(one.merged(&other), None);
    }

    #[test]
    fn bringing_together_stays_linear_in_the_number_of_submissions() {
        use crate::domain::counting::assert_linear;
        let of = |ids: std::ops::Range<u64>, edition| {
            let mut session = session(Naming::Named(Vec::new()));
            session.accept_all(ids.map(|id| submission(id, edition, "李雷")));
            session
        };
        assert_linear(|count| {
            let (one, other) = (of(0..count / 2, 1), of(count / 4..count, 2));
            let (merged, taken) = one.merged(&other).unwrap();
            assert_eq!(
                (merged.submissions().len() as u64, taken as u64),
                (count, count - count / 4)
            );
        });
    }
}
