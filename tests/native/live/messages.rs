//! Every message, envelope and document of a live class comes back as it was written, and no bytes make a
//! reader panic.

use proptest::{collection::vec, option, prelude::*, sample::select};
use trust_velocity::{
    documents::{DecodeError, LiveHost, LivePhone},
    domain::{
        EntryId, Name,
        classroom::{RevealCode, Round, Timer},
        live::{Channel, KeyPair, LiveKeys, PhoneProgress, PublicKey},
    },
    live::{
        Direction, Envelope, FromPhone, HostMessage, LeftOut, PhoneId, PhoneMessage, Place,
        Receipt, SignedState, State, ToPhone, ToSend, WriteError,
    },
};

use super::{
    HOST, channel, from_phone, key, opened_by_host, opened_by_phone, opened_state, signed_state,
    to_phone,
};
use crate::{any, class};

fn messages() -> impl Strategy<Value = PhoneMessage> {
    let seen = any::names().prop_filter("seen", Name::is_seen);
    let here = (any::<u16>(), any::<u16>(), option::of(seen));
    let submission = class::submissions();
    let submission =
        submission.prop_filter("seen", |it| it.name.as_ref().is_none_or(Name::is_seen));
    prop_oneof![
        here.prop_map(|(step, answered, name)| PhoneMessage::Here(Place {
            step,
            answered,
            name
        })),
        submission.prop_map(|it| PhoneMessage::Submission(Box::new(it))),
    ]
}

fn rounds() -> impl Strategy<Value = Round> {
    select(&Round::ALL[..])
}

fn states() -> impl Strategy<Value = State> {
    let timer = prop_oneof![
        any::<u64>().prop_map(|left| Timer::Paused { left }),
        any::<u64>().prop_map(|until| Timer::Running { until }),
    ];
    let code = "[A-Z0-9]{4,12}".prop_map(|code| RevealCode::new(&code).unwrap());
    let round = rounds();
    let flags = any::<[bool; 2]>();
    let head = (any::<[u64; 2]>(), any::<u64>(), option::of(any::<u16>()));
    (head, round, flags, option::of(code), option::of(timer)).prop_map(
        |(([number, term], session, step), round, [is_open, is_ended], reveal, timer)| State {
            number,
            term,
            session: EntryId::new(session),
            step,
            round,
            is_open,
            is_ended,
            reveal,
            timer,
        },
    )
}

fn pairs() -> impl Strategy<Value = KeyPair> {
    (any::<u64>(), vec(any::<u8>(), 0..200)).prop_map(|(public, private)| KeyPair {
        public: key(public),
        private,
    })
}

/// Bytes like ours: any, and messages with some of their bytes changed.
fn nearly() -> impl Strategy<Value = Vec<u8>> {
    let content = (messages(), any::<u64>())
        .prop_map(|(message, counter)| from_phone(key(counter), &ToSend { counter, message }));
    let state = states().prop_map(|state| signed_state(&state));
    let message = messages().prop_map(|message| message.write().unwrap());
    let changed = (
        prop_oneof![content, state, message],
        vec((any::<u16>(), any::<u8>()), 0..3),
    );
    let changed = changed.prop_map(|(mut bytes, changes)| {
        for (at, byte) in changes {
            let at = usize::from(at) % bytes.len();
            bytes[at] = byte;
        }
        bytes
    });
    prop_oneof![vec(any::<u8>(), 0..600), changed]
}

proptest! {
    // A submission has up to thirty answers.
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn a_phones_message_comes_back(message in messages(), counter: u64, sign: u64) {
        let sign = key(sign);
        let bytes = from_phone(sign, &ToSend { counter, message: message.clone() });
        prop_assert!([512, 2_048, 8_192].contains(&bytes.len()));
        let opened = opened_by_host(&bytes).unwrap();
        prop_assert_eq!((opened.phone, opened.counter), (PhoneId::of(&sign), counter));
        prop_assert_eq!(opened.message, message);
    }

    #[test]
    fn a_receipt_comes_back_to_its_phone_alone(submission: u64, round in rounds(), edition: u32, phones: [u64; 2]) {
        prop_assume!(phones[0] != phones[1]);
        let submission = EntryId::new(submission);
        let message = HostMessage::Receipt(Receipt { submission, round, edition });
        let [one, other] = phones.map(|phone| PhoneId::of(&key(phone)));
        let bytes = to_phone(one, message);
        prop_assert_eq!(bytes.len(), 512);
        prop_assert_eq!(opened_by_phone(one, &bytes), Ok(message));
        prop_assert_eq!(opened_by_phone(other, &bytes), Err(LeftOut::Forged));
    }

    #[test]
    fn a_state_comes_back(state in states()) {
        let bytes = signed_state(&state);
        prop_assert!(bytes.len() <= 512);
        prop_assert_eq!(opened_state(&bytes), Ok(state));
    }

    #[test]
    fn an_envelope_has_one_of_three_sizes(size in select(&[0_usize, 511, 512, 513, 2_048, 8_192, 8_193][..]), sender: u64, nonce: [u8; 12]) {
        let envelope = Envelope::new(key(sender), nonce, vec![7; size + 16]);
        let read = Envelope::parse(&envelope.write());
        match size {
            512 | 2_048 | 8_192 => prop_assert_eq!(read, Ok(envelope)),
            8_193 => prop_assert_eq!(read, Err(LeftOut::TooLarge)),
            _ => prop_assert_eq!(read, Err(LeftOut::Garbled)),
        }
    }

    #[test]
    fn no_bytes_are_more_than_left_out(bytes in nearly()) {
        let envelope = Envelope::parse(&bytes).map(|envelope| envelope.write());
        prop_assert!(envelope.is_err() || envelope.as_ref() == Ok(&bytes));
        if let Ok((content, signed)) = FromPhone::parse(&bytes) {
            prop_assert_eq!(content.write(&signed), Ok(bytes.clone()));
            if let Ok(opened) = content.opened() {
                let again = opened.message.write().unwrap();
                prop_assert_eq!(PhoneMessage::parse(&again), Ok(opened.message));
            }
        }
        if let Ok((content, signed)) = ToPhone::parse(PhoneId::of(&key(1)), &bytes) {
            prop_assert_eq!(content.write(&signed), Ok(bytes.clone()));
        }
        if let Ok((content, signed)) = SignedState::parse(channel(), &bytes) {
            prop_assert_eq!(content.write(&signed), bytes.clone());
            if let Ok(state) = content.state() {
                prop_assert_eq!(State::parse(state.write().as_bytes()), Ok(state));
            }
        }
        if let Ok(message) = PhoneMessage::parse(&bytes) {
            prop_assert_eq!(PhoneMessage::parse(&message.write().unwrap()), Ok(message));
        }
        if let Ok(message) = HostMessage::parse(&bytes) {
            prop_assert_eq!(HostMessage::parse(&message.write()), Ok(message));
        }
    }

    #[test]
    fn kept_keys_come_back(seal in pairs(), sign in pairs(), state in option::of(states()), knows_host: bool, numbers: (u64, [Option<u32>; 2], u64), round in rounds()) {
        let keys = LiveKeys { seal, sign };
        let state = state.map(|state| state.write());
        let host = LiveHost { keys: keys.clone(), state };
        prop_assert_eq!(LiveHost::decode(&host.encode().unwrap()), Ok(host));
        let (counter, received, state_number) = numbers;
        let host = knows_host.then_some(HOST);
        let progress = PhoneProgress { counter, received, state_number, round };
        let phone = LivePhone { keys, host, progress };
        prop_assert_eq!(LivePhone::decode(&phone.encode().unwrap()), Ok(phone));
    }

    #[test]
    fn a_broken_document_of_keys_is_an_error(text in "\\PC{0,60}", at: u16, byte in "[ -~]") {
        prop_assert!(LiveHost::decode(&text).is_err() && LivePhone::decode(&text).is_err());
        let pair = KeyPair { public: key(9), private: vec![171; 40] };
        let keys = LiveKeys { seal: pair.clone(), sign: pair };
        let phone = LivePhone { keys, host: Some(HOST), progress: PhoneProgress::default() };
        let mut text = phone.encode().unwrap();
        let at = usize::from(at) % text.len();
        text.replace_range(at..=at, &byte);
        if let Ok(read) = LivePhone::decode(&text) {
            prop_assert_eq!(LivePhone::decode(&read.encode().unwrap()), Ok(read));
        }
    }
}

#[test]
fn a_document_of_a_newer_app_is_not_read() {
    let newer = LiveHost::decode(r#"{"v":2,"channel":"x"}"#);
    assert_eq!(newer, Err(DecodeError::TooNew { found: 2 }));
}

/// Phones of the build before this one, which knew one round, wrote this.
#[test]
fn a_phones_document_of_version_1_is_read() {
    let pair = KeyPair {
        public: key(9),
        private: vec![171; 40],
    };
    let progress = PhoneProgress {
        counter: 7,
        received: [Some(3), None],
        state_number: 5,
        round: Round::First,
    };
    let phone = LivePhone {
        keys: LiveKeys {
            seal: pair.clone(),
            sign: pair,
        },
        host: None,
        progress,
    };
    let newest = phone.encode().unwrap();
    let first = newest
        .replace("\"v\":2", "\"v\":1")
        .replace("\"received\":[3,null]", "\"received\":3")
        .replace(",\"round\":1", "");
    assert_eq!(first.len() + 17, newest.len());
    assert_eq!(LivePhone::decode(&first), Ok(phone));
    let foreign = newest.replace("\"round\":1", "\"round\":3");
    assert!(LivePhone::decode(&foreign).is_err());
}

/// A phone of the build before this one reads two elements, and leaves out what has three.
#[test]
fn a_receipt_of_the_first_round_is_as_it_was() {
    let text = |round| {
        let receipt = Receipt {
            submission: EntryId::new(1),
            round,
            edition: 4,
        };
        String::from_utf8(HostMessage::Receipt(receipt).write()).unwrap()
    };
    assert_eq!(text(Round::First), r#"{"receipt":["0000000000000001",4]}"#);
    assert_eq!(
        text(Round::Second),
        r#"{"receipt":["0000000000000001",4,2]}"#
    );
    let other = text(Round::Second).replace(",2]", ",3]");
    assert_eq!(HostMessage::parse(other.as_bytes()), Err(LeftOut::Garbled));
}

#[test]
fn what_is_not_as_it_is_written_is_garbled() {
    let place = Place::default();
    let to_send = ToSend {
        counter: 7,
        message: PhoneMessage::Here(place),
    };
    let bytes = from_phone(key(1), &to_send);
    assert!(opened_by_host(&bytes).is_ok());
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = byte;
        opened_by_host(&bytes).err()
    };
    // Its length, zeros behind it, a key, the counter, the signature, the message.
    for (at, reason) in [
        (0, LeftOut::Garbled),
        (511, LeftOut::Garbled),
        (2, LeftOut::Forged),
        (70, LeftOut::Forged),
        (137, LeftOut::Forged),
        (140, LeftOut::Forged),
        (205, LeftOut::Forged),
    ] {
        assert_eq!(with(at, 0x55), Some(reason), "byte {at}");
    }
    for other in [0, 511, 513, 2_048] {
        let mut bytes = bytes.clone();
        bytes.resize(other, 0);
        assert_eq!(opened_by_host(&bytes), Err(LeftOut::Garbled), "{other}");
    }
    let two = format!("{{\"submission\":\"{0} {0}\"}}", "AQUx");
    for other in [
        "",
        "{}",
        "null",
        "{\"here\":[1]}",
        "{\"here\":[1,2,\"\\u200b\"]}",
        "{\"left\":1}",
        &two,
    ] {
        let parsed = PhoneMessage::parse(other.as_bytes());
        assert_eq!(parsed, Err(LeftOut::Garbled), "{other}");
    }
    for state in ["{}", "[]", "{\"number\":1}"] {
        assert_eq!(State::parse(state.as_bytes()), Err(LeftOut::Garbled));
    }
    let state = State::begin(EntryId::new(1)).write();
    for (from, to) in [
        ("\"round\":1", "\"round\":3"),
        ("null", "\"A\""),
        ("{\"", "{\"more\":1,\""),
    ] {
        assert!(state.contains(from));
        let other = State::parse(state.replace(from, to).as_bytes());
        assert_eq!(other, Err(LeftOut::Garbled), "{from}");
    }
}

/// A text that says another channel, direction or phone is signed as another one.
#[test]
fn a_signature_is_for_one_channel_and_direction() {
    let message = HostMessage::Receipt(Receipt {
        submission: EntryId::new(1),
        round: Round::First,
        edition: 1,
    });
    let phone = PhoneId::of(&key(1));
    let other = Channel::new([4; 16]);
    let content = ToPhone::new(phone, message);
    let state = SignedState::new(HOST, &State::begin(EntryId::new(1)));
    let signed = [
        content.signed(channel()),
        content.signed(other),
        ToPhone::new(PhoneId::of(&key(2)), message).signed(channel()),
        state.signed(),
    ];
    let headers = [
        Direction::In.header(channel()),
        Direction::In.header(other),
        Direction::To(phone).header(channel()),
        Direction::State.header(channel()),
    ];
    let texts = headers.map(String::into_bytes);
    let mut all: Vec<_> = signed.into_iter().chain(texts).collect();
    let count = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), count);
}

#[test]
fn a_message_too_long_for_an_envelope_is_told_to_the_one_who_writes() {
    let name = Name::new(&"信".repeat(Name::MAX_CHARS)).unwrap();
    let message = PhoneMessage::Here(Place {
        name: Some(name),
        ..Place::default()
    });
    let content = FromPhone::new(key(1), key(2), 1, &message).unwrap();
    assert_eq!(content.write(&[0; 64]).unwrap().len(), 2_048);
    let error = WriteError::TooLong(9_000);
    assert_eq!(error.to_string(), "9000 bytes, the most is 8190");
    assert_eq!(PublicKey::new([0; 64]).point().len(), 65);
}
