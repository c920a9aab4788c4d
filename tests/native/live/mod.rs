//! A live class: its messages, and its host and phones over a network that loses, repeats and reorders.

mod handover;
mod hostile;
mod keys;
mod messages;
mod rounds;
mod screen;
mod simulation;
mod team;

use sha2::{Digest as _, Sha256};
use trust_velocity::{
    domain::{
        EntryId, Name,
        classroom::{Naming, RevealCode, Round, Session, Source, Submission},
        exercise::{Attempt, ExerciseId, TaskAnswer},
        live::{Channel, LivePublic, PublicKey, Signature},
    },
    live::{FromPhone, HostMessage, LeftOut, Opened, PhoneId, SignedState, State, ToPhone, ToSend},
};

/// The host's public keys.
const HOST: LivePublic = LivePublic {
    seal: PublicKey::new([100; 64]),
    sign: PublicKey::new([200; 64]),
};

fn channel() -> Channel {
    HOST.channel()
}

fn session(naming: Naming) -> Session {
    Session::new(
        EntryId::new(1),
        "2026-11-28".parse().unwrap(),
        Source::Known(ExerciseId::Drill(7)),
        Name::new("两次拜访").unwrap(),
        RevealCode::new("K7PM2X").unwrap(),
    )
    .named(naming)
}

trait Named {
    fn named(self, naming: Naming) -> Self;
}

impl Named for Session {
    fn named(mut self, naming: Naming) -> Self {
        self.naming = naming;
        self
    }
}

fn key(number: u64) -> PublicKey {
    let bytes = number.to_be_bytes();
    PublicKey::new(std::array::from_fn(|at| bytes[at % 8]))
}

/// A submission of the phone with a key to the first round, whose answer is its edition.
fn submission(sign: PublicKey, edition: u32) -> Submission {
    submission_to(Round::First, sign, edition)
}

fn submission_to(round: Round, sign: PublicKey, edition: u32) -> Submission {
    Submission {
        session: EntryId::new(1),
        id: PhoneId::of(&sign).entry(),
        round,
        edition,
        name: None,
        attempt: Attempt::new(Vec::new(), vec![Some(TaskAnswer::Number(edition.into()))]),
    }
}

/// In a signature's place: the sum of a key and the bytes, which the tests' forgers cannot reckon.
fn signature(key: PublicKey, bytes: &[u8]) -> Signature {
    let half = Sha256::new()
        .chain_update(key.bytes())
        .chain_update(bytes)
        .finalize();
    std::array::from_fn(|at| half[at % 32])
}

/// The content of an envelope from a phone. Nothing is sealed in these tests.
fn from_phone(sign: PublicKey, to_send: &ToSend) -> Vec<u8> {
    let ToSend { counter, message } = to_send;
    let content = FromPhone::new(sign, key(0), *counter, message).unwrap();
    let signed = signature(sign, &content.signed(channel()));
    content.write(&signed).unwrap()
}

fn opened_by_host(bytes: &[u8]) -> Result<Opened, LeftOut> {
    let (content, signed) = FromPhone::parse(bytes)?;
    if signature(content.sign, &content.signed(channel())) != signed {
        return Err(LeftOut::Forged);
    }
    content.opened()
}

fn to_phone(phone: PhoneId, message: HostMessage) -> Vec<u8> {
    let content = ToPhone::new(phone, message);
    let signed = signature(HOST.sign, &content.signed(channel()));
    content.write(&signed).unwrap()
}

fn opened_by_phone(phone: PhoneId, bytes: &[u8]) -> Result<HostMessage, LeftOut> {
    let (content, signed) = ToPhone::parse(phone, bytes)?;
    if signature(HOST.sign, &content.signed(channel())) != signed {
        return Err(LeftOut::Forged);
    }
    content.message()
}

fn signed_state(state: &State) -> Vec<u8> {
    let content = SignedState::new(HOST, state);
    content.write(&signature(HOST.sign, &content.signed()))
}

fn opened_state(bytes: &[u8]) -> Result<State, LeftOut> {
    let (content, signed) = SignedState::parse(channel(), bytes)?;
    if signature(HOST.sign, &content.signed()) != signed {
        return Err(LeftOut::Forged);
    }
    content.state()
}
