//! A session: one exercise with one class, and what was handed in.
//!
//! Invariant: of each trainee there is one submission of each round, the latest edition that came in; none
//! takes the place of one with another name or of another round, or without its phone's signature or the
//! trainer's word; what an edition took the place of is
//! kept, and can be brought back; in an anonymous session none has a name.

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::{RevealCode, Round, Submission, Timer, former::FormerAnswers, places::Places};
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
    /// The round that is answered now: the second, once it has begun or a submission of it is here.
    round: Round,
    /// Those of the first round, and of the second.
    pub(super) submissions: [Vec<Submission>; 2],
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

/// Who is known to have made a submission that comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// A trainer took it: the other one who collected it, or this one who let it count.
    Trainer,
    /// The phone that its id names signed it.
    Phone,
    /// Anybody who has seen the id may have made it.
    Unknown,
}

/// The outcome of a submission that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Accepted {
    /// A trainee's first of its round.
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
    /// A later edition, but nothing says that its maker made the one here, which stays.
    Unsigned,
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
            round: Round::First,
            submissions: [Vec::new(), Vec::new()],
            former: FormerAnswers::default(),
        }
    }

    /// The submissions of the first round, in the order in which trainees first handed in.
    pub fn submissions(&self) -> &[Submission] {
        self.of_round(Round::First)
    }

    /// The submissions of a round, in the order in which trainees first handed in.
    pub fn of_round(&self, round: Round) -> &[Submission] {
        &self.submissions[round as usize]
    }

    /// The submissions of both rounds, those of the first before those of the second.
    pub fn all_submissions(&self) -> impl Iterator<Item = &Submission> {
        self.submissions.iter().flatten()
    }

    /// The answers of each trainee that count: those of the second round if there are some, else those of
    /// the first.
    pub fn latest(&self) -> Vec<&Submission> {
        let places = Places::of(self);
        let latest = places.all().iter().filter_map(|[first, second]| {
            let second = second.and_then(|at| self.of_round(Round::Second).get(at));
            second.or_else(|| self.of_round(Round::First).get((*first)?))
        });
        latest.collect()
    }

    /// The answers of each trainee who handed in to both rounds.
    pub fn both_rounds(&self) -> Vec<[&Submission; 2]> {
        let places = Places::of(self);
        let both = places.all().iter().filter_map(|[first, second]| {
            let first = self.of_round(Round::First).get((*first)?)?;
            Some([first, self.of_round(Round::Second).get((*second)?)?])
        });
        both.collect()
    }

    /// The round that is answered now.
    pub const fn round(&self) -> Round {
        self.round
    }

    /// Begins the second round; returns whether it began: not once there is one, nor after the reveal.
    pub fn begin_second_round(&mut self) -> bool {
        let begins = self.round == Round::First && !self.is_revealed;
        if begins {
            self.round = Round::Second;
        }
        begins
    }

    /// The same session without any submission, in its first round.
    #[must_use]
    pub fn without_submissions(mut self) -> Self {
        self.submissions = [Vec::new(), Vec::new()];
        self.former = FormerAnswers::default();
        self.round = Round::First;
        self.is_revealed = false;
        self
    }

    /// Whether no names are kept.
    pub const fn is_anonymous(&self) -> bool {
        matches!(self.naming, Naming::Anonymous)
    }

    /// Takes a submission that its trainee or a trainer is known to have made. Whether it answers this
    /// session's case is for the caller to ask: see
    /// [`Attempt::is_of`](crate::domain::exercise::Attempt::is_of).
    pub fn accept(&mut self, submission: Submission) -> Accepted {
        self.accept_from(Maker::Trainer, submission)
    }

    /// The same, as far as it is known who made it.
    pub fn accept_from(&mut self, maker: Maker, submission: Submission) -> Accepted {
        self.accept_near(&mut Places::of(self), maker, submission)
    }

    /// [`accept_from`](Self::accept_from) for each of these in turn, in n log n for n of both; returns the
    /// outcome of each. A class hands in within a second.
    pub fn accept_several(
        &mut self,
        maker: Maker,
        submissions: impl IntoIterator<Item = Submission>,
    ) -> Vec<Accepted> {
        let mut places = Places::of(self);
        let submissions = submissions.into_iter();
        submissions
            .map(|submission| self.accept_near(&mut places, maker, submission))
            .collect()
    }

    /// Takes a submission unless its edition is far from the one that is known.
    fn accept_near(
        &mut self,
        places: &mut Places,
        maker: Maker,
        submission: Submission,
    ) -> Accepted {
        let known = places.get(submission.id)[submission.round as usize];
        let known = known.and_then(|at| self.of_round(submission.round).get(at));
        let edition = known.map_or(0, |known| known.edition);
        let most = edition.saturating_add(MOST_AHEAD);
        if submission.edition < 1 || most < submission.edition {
            return Accepted::WrongEdition(submission.edition);
        }
        self.accept_at(places, maker, submission)
    }

    /// Takes submissions that another trainer accepted, in n log n for n of both; returns the outcome
    /// of each.
    fn accept_all(&mut self, submissions: impl IntoIterator<Item = Submission>) -> Vec<Accepted> {
        let mut places = Places::of(self);
        let submissions = submissions.into_iter();
        submissions
            .map(|submission| self.accept_at(&mut places, Maker::Trainer, submission))
            .collect()
    }

    /// Puts in the round and the submissions as they were stored; returns whether each is of this session
    /// and each id there once in a round, under one name in both.
    pub fn put_in(&mut self, round: Round, submissions: Vec<Submission>) -> bool {
        let mut ids = BTreeSet::new();
        let fits = |it: &Submission| it.session == self.id && ids.insert((it.round, it.id));
        let mut all_fit = submissions.iter().all(fits);
        self.round = round;
        self.submissions = [Vec::new(), Vec::new()];
        for mut submission in submissions {
            if self.is_anonymous() {
                submission.name = None;
            }
            self.round = self.round.max(submission.round);
            self.submissions[submission.round as usize].push(submission);
        }
        let mut both = self.both_rounds().into_iter();
        all_fit &= both.all(|[first, second]| is_same_name(first, second));
        all_fit
    }

    fn accept_at(
        &mut self,
        places: &mut Places,
        maker: Maker,
        mut submission: Submission,
    ) -> Accepted {
        if submission.session != self.id {
            return Accepted::OtherSession;
        }
        if self.is_anonymous() {
            submission.name = None;
        }
        let round = submission.round;
        let mut holder = None;
        if let Some(known) = self.held(places, submission.id)
            && !is_same_name(known, &submission)
        {
            // Ids are no secret: whoever read one in the chat could put theirs in its place.
            holder = Some(known.name.clone());
            submission.id = own_id(&submission);
        }
        // In the other round another trainer may have come to another id.
        submission.id = self
            .held(places, submission.id)
            .map_or(submission.id, |it| it.id);
        let at = places.get(submission.id)[round as usize];
        let here = &mut self.submissions[round as usize];
        let Some(known) = at.and_then(|at| here.get_mut(at)) else {
            places.put(&submission, here.len());
            here.push(submission);
            self.round = self.round.max(round);
            return holder.map_or(Accepted::New, Accepted::Beside);
        };
        let order = submission.edition.cmp(&known.edition);
        // Whoever hands in a change makes a new edition: another without a signature is another's.
        let is_same =
            order.is_eq() && (maker != Maker::Phone || submission.attempt == known.attempt);
        // An answer that the trainer put aside may stand in the same chat again.
        if is_same || (order.is_ge() && self.former.holds(&submission)) {
            return Accepted::Repeated;
        }
        if order.is_lt() {
            return Accepted::Older;
        }
        if maker == Maker::Unknown {
            return Accepted::Unsigned;
        }
        let former = std::mem::replace(known, submission);
        if former.attempt != known.attempt {
            self.former.keep(former);
        }
        Accepted::Replaced
    }

    /// The submission of either round that a trainee's id has here.
    pub(super) fn held(&self, places: &Places, id: EntryId) -> Option<&Submission> {
        let places = places.get(id).into_iter().zip(&self.submissions);
        let mut held = places.filter_map(|(at, submissions)| submissions.get(at?));
        held.next()
    }

    /// The same session with what another trainer collected for it; tells how many submissions were
    /// new or newer. `None` if that is another session.
    pub fn merged(&self, other: &Self) -> Option<(Self, usize)> {
        if other.id != self.id {
            return None;
        }
        let mut merged = self.clone();
        let accepted = merged.accept_all(other.all_submissions().cloned());
        let taken = |accepted: &&Accepted| {
            matches!(
                accepted,
                Accepted::New | Accepted::Beside(_) | Accepted::Replaced
            )
        };
        let count = accepted.iter().filter(taken).count();
        merged.keep_former_of(other);
        merged.is_revealed |= other.is_revealed;
        merged.round = merged.round.max(other.round);
        Some((merged, count))
    }

    /// Those on the list who have not handed in to the round that is answered now, in the order of the
    /// list.
    pub fn missing(&self) -> Vec<&Name> {
        let Naming::Named(expected) = &self.naming else {
            return Vec::new();
        };
        let here = self.of_round(self.round).iter();
        let names = here.filter_map(|it| it.name.as_ref());
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
pub(super) fn own_id(submission: &Submission) -> EntryId {
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
