//! The topics of MQTT that a live class uses, and the ids of its phones.
//!
//! Invariant: a topic that is written holds no character that MQTT or NATS takes for a wildcard or a
//! separator, but for the slashes between its parts.

use std::{fmt, str::FromStr};

use crate::domain::{
    EntryId, ParseIdError,
    live::{Channel, PublicKey},
};

/// The id of a phone: that of the key that it signs with, [`PublicKey::id`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneId(EntryId);

/// A topic of a live class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic {
    /// Phones publish, and the host subscribes at `QoS` 1 with a session that the broker keeps.
    In(Channel),
    /// The host publishes its state, retained, and phones subscribe at `QoS` 0.
    State(Channel),
    /// The host publishes to one phone, which subscribes at `QoS` 0 with a clean session.
    To(Channel, PhoneId),
    /// The host publishes its counts, and second screens subscribe at `QoS` 0 with a clean session. It is one
    /// of the topics that a broker with the lists of `deploy/live` allows, and no phone's.
    Screens(Channel),
}

/// The text is no topic of a live class.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a topic of a live class: {0:?}")]
pub struct ParseTopicError(pub String);

/// The beginning of every topic, with the version of the envelopes.
const ROOT: &str = "tv/1";

/// In the place of a phone's id.
const SCREENS: &str = "screens";

impl PhoneId {
    /// The id of the phone that signs with a key.
    ///
    /// ```
    /// use trust_velocity::{domain::live::PublicKey, live::PhoneId};
    /// let phone = PhoneId::of(&PublicKey::new([0; 64]));
    /// assert_eq!(phone.to_string(), "f5a5fd42d16a2030");
    /// ```
    pub fn of(sign: &PublicKey) -> Self {
        Self(sign.id())
    }

    /// The id of the phone that handed in a submission.
    pub const fn of_submission(id: EntryId) -> Self {
        Self(id)
    }

    /// The id of that phone's submission.
    pub const fn entry(self) -> EntryId {
        self.0
    }
}

impl fmt::Display for PhoneId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for PhoneId {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// ```
/// use trust_velocity::{domain::live::{Channel, PublicKey}, live::{PhoneId, Topic}};
/// let channel = Channel::new([7; 16]);
/// assert_eq!(Topic::In(channel).to_string(), "tv/1/BwcHBwcHBwcHBwcHBwcHBw/in");
/// let phone = PhoneId::of(&PublicKey::new([0; 64]));
/// let topic = Topic::To(channel, phone);
/// assert_eq!(topic.to_string(), "tv/1/BwcHBwcHBwcHBwcHBwcHBw/to/f5a5fd42d16a2030");
/// ```
impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::In(channel) => write!(f, "{ROOT}/{channel}/in"),
            Self::State(channel) => write!(f, "{ROOT}/{channel}/state"),
            Self::To(channel, phone) => write!(f, "{ROOT}/{channel}/to/{phone}"),
            Self::Screens(channel) => write!(f, "{ROOT}/{channel}/to/{SCREENS}"),
        }
    }
}

impl FromStr for Topic {
    type Err = ParseTopicError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = || {
            let mut parts = text.strip_prefix(ROOT)?.strip_prefix('/')?.split('/');
            let channel = parts.next()?.parse().ok()?;
            let topic = match (parts.next()?, parts.next()) {
                ("in", None) => Self::In(channel),
                ("state", None) => Self::State(channel),
                ("to", Some(SCREENS)) => Self::Screens(channel),
                ("to", Some(phone)) => Self::To(channel, phone.parse().ok()?),
                _ => return None,
            };
            parts.next().is_none().then_some(topic)
        };
        parsed().ok_or_else(|| ParseTopicError(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_topic_comes_back(channel: [u8; 16], key: [u8; 32]) {
            let channel = Channel::new(channel);
            let phone = PhoneId::of(&PublicKey::new([key, key].concat().try_into().unwrap()));
            for topic in [Topic::In(channel), Topic::State(channel), Topic::To(channel, phone), Topic::Screens(channel)] {
                let text = topic.to_string();
                prop_assert!(!text.contains(['#', '+', '$', '*', '>', '.', ' ']), "{}", text);
                prop_assert_eq!(text.parse(), Ok(topic));
            }
        }

        #[test]
        fn any_other_text_is_none(text in "tv/1/[A-Za-z0-9_#+-]{21,23}/(in|state|to)(/[0-9a-f#+]{15,17}){0,2}") {
            if let Ok(topic) = text.parse::<Topic>() {
                prop_assert_eq!(topic.to_string(), text);
            }
        }
    }
}
