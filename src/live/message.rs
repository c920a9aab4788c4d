//! The messages between a host and its phones, as the bytes that are signed.
//!
//! Invariant: reading returns the written value, and refuses bytes that are none.

use serde::Deserialize;
use serde_json::json;

use super::{LeftOut, WriteError};
use crate::{
    domain::{
        EntryId, Name,
        classroom::{HandedIn, RevealCode, Round, Submission, Timer},
    },
    exchange::link::{find_submissions, write_submission},
};

/// A message from a phone to its host.
#[derive(Clone, Debug, PartialEq)]
pub enum PhoneMessage {
    /// The trainee is here.
    Here(Place),
    /// The trainee hands in. Its id is that of the phone.
    Submission(Box<Submission>),
}

/// How far a trainee is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The step that is shown, from 0, as the phone counts the pages of the exercise.
    pub step: u16,
    /// How many of the answers are given.
    pub answered: u16,
    /// The trainee's name; none in an anonymous class, or before it is typed.
    pub name: Option<Name>,
}

/// A message from the host to one phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostMessage {
    /// A submission is stored.
    Receipt(Receipt),
}

/// A submission is stored on the host's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The submission's id.
    pub submission: EntryId,
    /// The round that it answers: a receipt of one round says nothing of the other.
    pub round: Round,
    /// The edition that is stored.
    pub edition: u32,
}

/// The state of a live class, which every phone shows. It holds no name, score or answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// Higher than that of each earlier state of the class.
    pub number: u64,
    /// When the class was taken over by the device that has it, by its clock in milliseconds: of two devices
    /// the one that took it later has it. 0 where it began.
    pub term: u64,
    /// The session.
    pub session: EntryId,
    /// The step that all go to, from 0; none if each goes at their own pace.
    pub step: Option<u16>,
    /// The round.
    pub round: Round,
    /// Whether answers are still taken.
    pub is_open: bool,
    /// Whether the class is over.
    pub is_ended: bool,
    /// The reveal code, once the key is revealed.
    pub reveal: Option<RevealCode>,
    /// The time that is left, by the host's clock; none if it is not shown.
    pub timer: Option<Timer>,
}

/// step, answered, name
#[derive(Deserialize)]
struct PlaceContent(u16, u16, Option<String>);

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum PhoneContent {
    Here(PlaceContent),
    Submission(String),
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum HostContent {
    /// submission, edition, the number of the round if it is not the first: a phone of an earlier build,
    /// which knows one round, reads those of the first alone
    Receipt(String, u32, #[serde(default)] Option<u8>),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StateContent {
    number: u64,
    #[serde(default)]
    term: u64,
    session: String,
    step: Option<u16>,
    round: u8,
    open: bool,
    ended: bool,
    reveal: Option<String>,
    timer: Option<TimerContent>,
}

/// Milliseconds.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum TimerContent {
    Left(u64),
    Until(u64),
}

impl PhoneMessage {
    /// The bytes that are signed.
    ///
    /// # Errors
    /// [`WriteError::Link`] if a submission cannot be written.
    pub fn write(&self) -> Result<Vec<u8>, WriteError> {
        let json = match self {
            Self::Here(place) => {
                let name = place.name.as_ref().map(Name::as_str);
                json!({ "here": (place.step, place.answered, name) })
            }
            Self::Submission(submission) => {
                json!({ "submission": write_submission(submission)? })
            }
        };
        Ok(json.to_string().into_bytes())
    }

    /// The message in some bytes.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`].
    pub fn parse(bytes: &[u8]) -> Result<Self, LeftOut> {
        match parse(bytes)? {
            PhoneContent::Here(PlaceContent(step, answered, name)) => {
                let name = name.map(|text| Name::new(&text)).transpose();
                Ok(Self::Here(Place {
                    step,
                    answered,
                    name: name.map_err(|_| LeftOut::Garbled)?,
                }))
            }
            PhoneContent::Submission(text) => {
                let mut found = find_submissions(&text);
                match (
                    found.submissions.pop(),
                    &found.submissions[..],
                    &found.problems[..],
                ) {
                    // The envelope is signed.
                    (Some(HandedIn::Unsigned(submission)), [], []) => {
                        Ok(Self::Submission(Box::new(submission)))
                    }
                    _ => Err(LeftOut::Garbled),
                }
            }
        }
    }
}

impl HostMessage {
    /// The bytes that are signed.
    pub fn write(&self) -> Vec<u8> {
        let Self::Receipt(Receipt {
            submission,
            round,
            edition,
        }) = self;
        let submission = submission.to_string();
        let json = match round {
            Round::First => json!({ "receipt": (submission, edition) }),
            Round::Second => json!({ "receipt": (submission, edition, round.number()) }),
        };
        json.to_string().into_bytes()
    }

    /// The message in some bytes.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`].
    pub fn parse(bytes: &[u8]) -> Result<Self, LeftOut> {
        let HostContent::Receipt(submission, edition, round) = parse(bytes)?;
        let round = round.map_or(Some(Round::First), Round::from_number);
        Ok(Self::Receipt(Receipt {
            submission: submission.parse().map_err(|_| LeftOut::Garbled)?,
            round: round.ok_or(LeftOut::Garbled)?,
            edition,
        }))
    }
}

impl State {
    /// That of a class that begins: at their own pace, open, in the first round.
    pub const fn begin(session: EntryId) -> Self {
        Self {
            number: 0,
            term: 0,
            session,
            step: None,
            round: Round::First,
            is_open: true,
            is_ended: false,
            reveal: None,
            timer: None,
        }
    }

    /// Whether this state takes the place of another one of the class: by its term, then by its number.
    pub fn replaces(&self, other: &Self) -> bool {
        (other.term, other.number) < (self.term, self.number)
    }

    /// The text that is signed, and stored with the host's keys.
    ///
    /// ```
    /// use trust_velocity::{domain::EntryId, live::State};
    /// let state = State::begin(EntryId::new(7));
    /// assert_eq!(State::parse(state.write().as_bytes()), Ok(state));
    /// ```
    pub fn write(&self) -> String {
        let timer = self.timer.map(|timer| match timer {
            Timer::Paused { left } => json!({ "left": left }),
            Timer::Running { until } => json!({ "until": until }),
        });
        let mut json = json!({
            "number": self.number,
            "session": self.session.to_string(),
            "step": self.step,
            "round": self.round.number(),
            "open": self.is_open,
            "ended": self.is_ended,
            "reveal": self.reveal.as_ref().map(RevealCode::as_str),
            "timer": timer,
        });
        // A page of an earlier build reads a state without it.
        if self.term != 0 {
            json["term"] = self.term.into();
        }
        json.to_string()
    }

    /// The state in some bytes.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`].
    pub fn parse(bytes: &[u8]) -> Result<Self, LeftOut> {
        let content: StateContent = parse(bytes)?;
        let reveal = content.reveal.map(|code| RevealCode::new(&code));
        Ok(Self {
            number: content.number,
            term: content.term,
            session: content.session.parse().map_err(|_| LeftOut::Garbled)?,
            step: content.step,
            round: Round::from_number(content.round).ok_or(LeftOut::Garbled)?,
            is_open: content.open,
            is_ended: content.ended,
            reveal: reveal.transpose().map_err(|_| LeftOut::Garbled)?,
            timer: content.timer.map(|timer| match timer {
                TimerContent::Left(left) => Timer::Paused { left },
                TimerContent::Until(until) => Timer::Running { until },
            }),
        })
    }
}

fn parse<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, LeftOut> {
    serde_json::from_slice(bytes).map_err(|_| LeftOut::Garbled)
}
