//! A session: one exercise with one class, and what was handed in.
//!
//! Invariant: of each trainee there is one submission, the latest edition that came in; none takes the
//! place of one with another name; what an edition took the place of is kept, and can be brought back; in
//! an anonymous session none has a name.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use super::{RevealCode, Submission, Timer, former::FormerAnswers};
use crate::domain::{
    CivilDate, EntryId, Language, Name,
    exercise::{Exercise, ExerciseId},
};

/// One exercise with one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The id of the session.
    pub id: EntryId,
    /// The day it was begun.
    pub made: CivilDate,
    /// The exercise that is worked on.
    pub source: Source,
    /// The title of the exercise.
    pub title: Name,
    /// The language of the exercise.
    pub language: Language,
    /// Whether trainees give their names.
    pub naming: Naming,
    /// How many trainees are expected, if that is known.
    pub expected: Option<u16>,
    /// The code that opens the key on the trainees' phones.
    pub reveal_code: RevealCode,
    /// The payload of the join link.
    pub assignment: String,
    /// How much time is left.
    pub timer: Timer,
    /// Whether the answers and the key are shown.
    pub is_revealed: bool,
    pub(super) submissions: Vec<Submission>,
    pub(super) former: FormerAnswers,
}

/// The source of a session's exercise.
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

/// The outcome of a submission that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// A trainee's first.
    New,
    /// Under another name than the submission with the same id, which has this one: both are kept.
    Beside(Option<Name>),
    /// A later edition, in the place of an earlier one, which is kept if its answers differ.
    Replaced,
    /// It is here already, or was put aside by the trainer.
    Repeated,
    /// A later edition is here already.
    Older,
    /// It was made for another session.
    OtherSession,
    /// No edition that a trainee comes to by handing in: under 1, or far ahead of the one here
    /// or of the first.
    WrongEdition(u32),
}

/// How far an edition may be ahead of the one that is here: a trainee hands in more often than the
/// trainer collects, but one who writes the highest number shuts all later ones out.
const MOST_AHEAD: u32 = 50;

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
            former: FormerAnswers::default(),
        }
    }

    /// The submissions, in the order in which trainees first handed in.
    pub fn submissions(&self) -> &[Submission] {
        &self.submissions
    }

    /// The same session without any submission.
    #[must_use]
    pub fn without_submissions(mut self) -> Self {
        self.submissions.clear();
        self.former = FormerAnswers::default();
        self.is_revealed = false;
        self
    }

    /// Whether no names are kept.
    pub const fn is_anonymous(&self) -> bool {
        matches!(self.naming, Naming::Anonymous)
    }

    /// Takes a submission that came in. Whether it answers this session's case is for the caller to
    /// ask: see [`Attempt::is_of`](crate::domain::exercise::Attempt::is_of).
    pub fn accept(&mut self, submission: Submission) -> Accepted {
        let mut places = self.places();
        let known = places.get(&submission.id);
        let known = known.and_then(|at| self.submissions.get(*at));
        let edition = known.map_or(0, |known| known.edition);
        let most = edition.saturating_add(MOST_AHEAD);
        if submission.edition < 1 || most < submission.edition {
            return Accepted::WrongEdition(submission.edition);
        }
        self.accept_at(&mut places, submission)
    }

    /// Takes submissions that another trainer accepted, in n log n for n of both; returns the outcome
    /// of each.
    fn accept_all(&mut self, submissions: impl IntoIterator<Item = Submission>) -> Vec<Accepted> {
        let mut places = self.places();
        let submissions = submissions.into_iter();
        submissions
            .map(|submission| self.accept_at(&mut places, submission))
            .collect()
    }

    /// Puts in submissions as they were stored; returns whether each is of this session and each id
    /// there once.
    pub fn put_in(&mut self, submissions: Vec<Submission>) -> bool {
        let mut ids = BTreeSet::new();
        let fits = |it: &Submission| it.session == self.id && ids.insert(it.id);
        let all_fit = submissions.iter().all(fits);
        self.submissions = submissions;
        if self.is_anonymous() {
            self.submissions.iter_mut().for_each(|it| it.name = None);
        }
        all_fit
    }

    /// The place of each trainee, by the id and by [`own_id`], under which another trainer may have
    /// the submission.
    pub(super) fn places(&self) -> BTreeMap<EntryId, usize> {
        let known = self.submissions.iter().enumerate();
        known
            .flat_map(|(at, known)| [(own_id(known), at), (known.id, at)])
            .collect()
    }

    fn accept_at(
        &mut self,
        places: &mut BTreeMap<EntryId, usize>,
        mut submission: Submission,
    ) -> Accepted {
        if submission.session != self.id {
            return Accepted::OtherSession;
        }
        if self.is_anonymous() {
            submission.name = None;
        }
        let mut holder = None;
        let mut at = places.get(&submission.id).copied();
        if let Some(known) = at.and_then(|at| self.submissions.get(at))
            && !is_same_name(known, &submission)
        {
            // Ids are no secret: whoever read one in the chat could put theirs in its place.
            holder = Some(known.name.clone());
            submission.id = own_id(&submission);
            at = places.get(&submission.id).copied();
        }
        let Some(known) = at.and_then(|at| self.submissions.get_mut(at)) else {
            let at = self.submissions.len();
            places.extend([(own_id(&submission), at), (submission.id, at)]);
            self.submissions.push(submission);
            return holder.map_or(Accepted::New, Accepted::Beside);
        };
        match submission.edition.cmp(&known.edition) {
            Ordering::Less => Accepted::Older,
            // Whoever hands in a change makes a new edition.
            Ordering::Equal => Accepted::Repeated,
            // An answer that the trainer put aside may stand in the same chat again.
            Ordering::Greater if self.former.holds(known.id, &submission) => Accepted::Repeated,
            Ordering::Greater => {
                submission.id = known.id;
                let former = std::mem::replace(known, submission);
                if former.attempt != known.attempt {
                    self.former.keep(former);
                }
                Accepted::Replaced
            }
        }
    }

    /// The same session with what another trainer collected for it; tells how many submissions were
    /// new or newer. `None` if that is another session.
    pub fn merged(&self, other: &Self) -> Option<(Self, usize)> {
        if other.id != self.id {
            return None;
        }
        let mut merged = self.clone();
        let accepted = merged.accept_all(other.submissions.iter().cloned());
        let taken = |accepted: &&Accepted| {
            matches!(
                accepted,
                Accepted::New | Accepted::Beside(_) | Accepted::Replaced
            )
        };
        let count = accepted.iter().filter(taken).count();
        merged.keep_former_of(other);
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

/// Whether two submissions are of one name, or both without.
pub(super) fn is_same_name(one: &Submission, other: &Submission) -> bool {
    one.name.as_ref().map(folded) == other.name.as_ref().map(folded)
}

/// The id under which a submission is kept if another name has its own: of its id and name alone, so
/// each trainer and each later edition comes to the same. FNV-1a.
fn own_id(submission: &Submission) -> EntryId {
    let name = submission.name.as_ref().map(folded).unwrap_or_default();
    let id = submission.id.number().to_le_bytes();
    let bytes = id.into_iter().chain(name.into_bytes());
    EntryId::new(bytes.fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    }))
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
        assert_eq!(
            session.accept(submission(7, 2, "李 雷")),
            Accepted::Replaced
        );
        assert_eq!(session.accept(submission(7, 1, "李雷")), Accepted::Older);
        let foreign = Submission {
            session: EntryId::new(2),
            ..submission(9, 1, "李雷")
        };
        assert_eq!(session.accept(foreign), Accepted::OtherSession);
        let names = session.submissions().iter().map(|it| it.name.clone());
        assert_eq!(
            names.collect::<Vec<_>>(),
            [Some(name("李 雷")), Some(name("李雷"))]
        );
        assert_eq!(session.without_submissions().submissions(), []);
    }

    #[test]
    fn nobody_takes_the_place_of_another_name() {
        let mut session = session(Naming::Named(Vec::new()));
        let (alice, mallory) = ("Alice", "Mallory");
        session.accept(submission(7, 1, alice));
        let outcomes = [
            (
                submission(7, u32::MAX, mallory),
                Accepted::WrongEdition(u32::MAX),
            ),
            (submission(7, 52, alice), Accepted::WrongEdition(52)),
            (submission(8, 0, mallory), Accepted::WrongEdition(0)),
            (
                submission(9, u32::MAX, mallory),
                Accepted::WrongEdition(u32::MAX),
            ),
            (submission(9, 51, mallory), Accepted::WrongEdition(51)),
            (
                submission(7, 2, mallory),
                Accepted::Beside(Some(name(alice))),
            ),
            (submission(7, 2, mallory), Accepted::Repeated),
            (submission(7, 3, mallory), Accepted::Replaced),
            (submission(7, 2, alice), Accepted::Replaced),
        ];
        for (submission, accepted) in outcomes {
            assert_eq!(session.accept(submission), accepted);
        }
        let kept = session.submissions().iter();
        let kept: Vec<_> = kept.map(|it| (it.name.clone(), it.edition)).collect();
        assert_eq!(kept, [(Some(name(alice)), 2), (Some(name(mallory)), 3)]);

        // The other trainer had them in the other order.
        let mut other = session.clone().without_submissions();
        other.accept(submission(7, 3, mallory));
        other.accept(submission(7, 2, alice));
        for (one, other) in [(&session, &other), (&other, &session)] {
            assert_eq!(one.merged(other), Some((one.clone(), 0)));
        }
    }

    #[test]
    fn what_is_stored_is_put_in_as_it_is() {
        let empty = session(Naming::Named(Vec::new()));
        let stored = vec![submission(7, 0, "李雷"), submission(8, u32::MAX, "李雷")];
        let mut session = empty.clone();
        assert!(session.put_in(stored.clone()));
        assert_eq!(session.submissions(), stored);
        assert!(!empty.clone().put_in([&stored[..1], &stored[..1]].concat()));
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
