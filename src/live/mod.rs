//! A live class over a broker: the messages between a host and its phones, and what each of them does
//! when one comes, is lost or comes twice.
//!
//! Invariants: no socket, clock, random source or cryptography: time and random numbers are arguments,
//! and the caller seals, signs and sends. A phone says that it was received only if the host has said that
//! it is stored. Whatever others send costs bounded memory, and is taken, or counted and left out.
//!
//! Topics of MQTT: phones publish to [`Topic::In`], which the host subscribes to; the host publishes the
//! state to [`Topic::State`], retained and signed, receipts to [`Topic::To`], and signed counts to
//! [`Topic::Screens`].

mod clock;
mod entry;
mod envelope;
mod handover;
mod host;
mod left_out;
mod message;
pub mod mqtt;
mod phone;
mod presence;
mod screen;
pub mod site;
pub mod team;
mod topic;
mod words;

pub use envelope::{Direction, Envelope, FromPhone, Opened, SignedState, ToPhone, WriteError};
pub use handover::HandoverWords;
pub use host::{Host, HostAction};
pub use left_out::{LeftOut, LeftOutCounts};
pub use message::{HostMessage, PhoneMessage, Place, Receipt, State};
pub use phone::{Phone, Status, ToSend};
pub use presence::{Attendee, Presence};
pub use screen::{Counts, CountsDue, Screen, SignedCounts};
pub use topic::{PhoneId, Topic};
