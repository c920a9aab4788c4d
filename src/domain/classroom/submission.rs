//! A submission: the answers that a trainee hands in.

use crate::domain::{EntryId, Name, exercise::Attempt};

/// A round of answers: the first, or the second, after talk in pairs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Round {
    /// Each alone.
    #[default]
    First,
    /// After talk in pairs, before the reveal.
    Second,
}

impl Round {
    /// Both, in their order.
    pub const ALL: [Self; 2] = [Self::First, Self::Second];

    /// Its number, 1 or 2.
    pub const fn number(self) -> u8 {
        match self {
            Self::First => 1,
            Self::Second => 2,
        }
    }

    /// The round of a number.
    ///
    /// ```
    /// use trust_velocity::domain::classroom::Round;
    /// assert_eq!(Round::from_number(2), Some(Round::Second));
    /// assert_eq!(Round::from_number(3), None);
    /// ```
    pub const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::First),
            2 => Some(Self::Second),
            _ => None,
        }
    }
}

/// A trainee's answers, handed in to a session.
///
/// It has one id for life: sent twice it counts once, and a later edition takes the place of an
/// earlier one of the same round.
#[derive(Clone, Debug, PartialEq)]
pub struct Submission {
    /// The session it was made for.
    pub session: EntryId,
    /// The trainee's id: that of a key drawn once for each trainee and session, the same in both rounds.
    pub id: EntryId,
    /// The round that it answers.
    pub round: Round,
    /// How often it was changed and handed in, from 1 in each round.
    pub edition: u32,
    /// The trainee's name; none in an anonymous class.
    pub name: Option<Name>,
    /// The answers.
    pub attempt: Attempt,
}

impl Submission {
    /// Whether it is the first that its trainee hands in: all later ones are signed, since whoever has seen
    /// the first knows the id.
    pub fn is_first(&self) -> bool {
        self.round == Round::First && self.edition <= 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_edition_of_the_first_round_needs_no_signature() {
        let is_first = |round, edition| {
            let submission = Submission {
                session: EntryId::new(1),
                id: EntryId::new(7),
                round,
                edition,
                name: None,
                attempt: Attempt::new(Vec::new(), Vec::new()),
            };
            submission.is_first()
        };
        assert!(is_first(Round::First, 1) && !is_first(Round::First, 2));
        assert!(!is_first(Round::Second, 1) && !is_first(Round::Second, 2));
    }
}
