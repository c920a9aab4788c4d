//! The browser's cryptography seals and signs what a live class sends, and opens nothing else.

use trust_velocity::{
    domain::{
        EntryId,
        classroom::{Round, Submission},
        exercise::Attempt,
        live::{Channel, KeyPair, LiveKeys, PublicKey},
        team::{Answer, Standing},
    },
    live::{
        Counts, Envelope, HostMessage, LeftOut, PhoneId, PhoneMessage, Place, Receipt, State,
        ToPhone, ToSend,
        team::{Heard, Phrase, SellerMessage, read_answer, write_answer},
    },
    platform::crypto::{
        CryptoError,
        live::{HostCrypto, PhoneCrypto, new_live_keys, phrase_of, shown_counts, shown_state},
        new_response_key_pair,
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

/// A host and a phone of one class.
struct Class {
    host_keys: LiveKeys,
    phone_keys: LiveKeys,
    host: HostCrypto,
    phone: PhoneCrypto,
}

impl Class {
    async fn new() -> Self {
        let (host_keys, phone_keys) = (keys().await, keys().await);
        let public = host_keys.public();
        Self {
            host: HostCrypto::new(&host_keys).await.unwrap(),
            phone: PhoneCrypto::new(public, &phone_keys).await.unwrap(),
            host_keys,
            phone_keys,
        }
    }

    fn id(&self) -> PhoneId {
        PhoneId::of(&self.phone_keys.sign.public)
    }
}

async fn keys() -> LiveKeys {
    new_live_keys().await.unwrap()
}

fn handed_in(phone: PhoneId, counter: u64) -> ToSend {
    let submission = Submission {
        session: EntryId::new(1),
        id: phone.entry(),
        round: Round::First,
        edition: 1,
        name: None,
        attempt: Attempt::new(Vec::new(), Vec::new()),
    };
    ToSend {
        counter,
        message: PhoneMessage::Submission(Box::new(submission)),
    }
}

fn receipt(phone: PhoneId) -> HostMessage {
    HostMessage::Receipt(Receipt {
        round: Round::First,
        submission: phone.entry(),
        edition: 1,
    })
}

#[wasm_bindgen_test]
async fn a_submission_opens_with_the_hosts_key_alone() {
    let class = Class::new().await;
    let to_send = handed_in(class.id(), 7);
    let bytes = class.phone.seal(&to_send).await.unwrap();
    assert_eq!(bytes.len(), 1 + 64 + 12 + 512 + 16);
    let opened = class.host.open(&bytes).await.unwrap();
    assert_eq!((opened.phone, opened.counter), (class.id(), 7));
    assert_eq!(opened.seal, class.phone_keys.seal.public);
    assert_eq!(opened.message, to_send.message);
    // Presence has the same size, and each envelope a key of its own.
    let message = PhoneMessage::Here(Place::default());
    let here = class
        .phone
        .seal(&ToSend {
            counter: 8,
            message,
        })
        .await
        .unwrap();
    assert_eq!(here.len(), bytes.len());
    let [one, other] = [&here, &bytes].map(|bytes| Envelope::parse(bytes).unwrap());
    assert_ne!(one.sender, other.sender);

    let other = HostCrypto::new(&keys().await).await.unwrap();
    assert_eq!(other.open(&bytes).await, Err(LeftOut::Garbled));
    // The same key to seal to, with another one to sign: another channel.
    let mut mixed = class.host_keys.clone();
    mixed.sign = keys().await.sign;
    let other = HostCrypto::new(&mixed).await.unwrap();
    assert_eq!(other.open(&bytes).await, Err(LeftOut::Garbled));
    assert_eq!(class.phone.open(&bytes).await, Err(LeftOut::Garbled));
    for at in [0, 1, 40, 65, 77, 300, bytes.len() - 1] {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        assert_eq!(
            class.host.open(&bytes).await,
            Err(LeftOut::Garbled),
            "byte {at}"
        );
    }
}

#[wasm_bindgen_test]
async fn nobody_signs_for_another_phone() {
    let class = Class::new().await;
    // It has its own private half, and says that it is the other phone.
    let own = keys().await;
    let sign = KeyPair {
        public: class.phone_keys.sign.public,
        private: own.sign.private,
    };
    let keys = LiveKeys {
        seal: own.seal,
        sign,
    };
    let forger = PhoneCrypto::new(class.host_keys.public(), &keys)
        .await
        .unwrap();
    let bytes = forger.seal(&handed_in(class.id(), 9)).await.unwrap();
    assert_eq!(class.host.open(&bytes).await, Err(LeftOut::Forged));
}

#[wasm_bindgen_test]
async fn a_receipt_is_the_hosts_and_for_one_phone() {
    let class = Class::new().await;
    let (id, seal) = (class.id(), class.phone_keys.seal.public);
    let bytes = class.host.seal(id, &seal, receipt(id)).await.unwrap();
    assert_eq!(class.phone.open(&bytes).await, Ok(receipt(id)));
    let public = class.host_keys.public();
    let other = PhoneCrypto::new(public, &keys().await).await.unwrap();
    assert_eq!(other.open(&bytes).await, Err(LeftOut::Garbled));
    // The public halves of the host, and a private half of somebody else.
    let mut mixed = class.host_keys.clone();
    mixed.sign.private = keys().await.sign.private;
    let forger = HostCrypto::new(&mixed).await.unwrap();
    let bytes = forger.seal(id, &seal, receipt(id)).await.unwrap();
    assert_eq!(class.phone.open(&bytes).await, Err(LeftOut::Forged));
    let state = State::begin(EntryId::new(1));
    let bytes = forger.sign_state(&state).await.unwrap();
    assert_eq!(class.phone.state(&bytes).await, Err(LeftOut::Forged));
}

#[wasm_bindgen_test]
async fn a_state_is_the_hosts() {
    let class = Class::new().await;
    let state = State::begin(EntryId::new(1));
    let bytes = class.host.sign_state(&state).await.unwrap();
    assert_eq!(class.phone.state(&bytes).await, Ok(state.clone()));
    assert_eq!(class.host.state(&bytes).await, Some(state.clone()));
    assert_eq!(class.host.state(&[]).await, None);
    assert_eq!(class.phone.state(&[]).await, Err(LeftOut::Garbled));
    for at in [1, 64, 65, 129, 193, bytes.len() - 1] {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        assert_eq!(
            class.phone.state(&bytes).await,
            Err(LeftOut::Forged),
            "byte {at}"
        );
    }
    let stranger = HostCrypto::new(&keys().await).await.unwrap();
    let bytes = stranger.sign_state(&state).await.unwrap();
    assert_eq!(class.phone.state(&bytes).await, Err(LeftOut::Forged));
    assert_eq!(class.host.state(&bytes).await, None);
}

#[wasm_bindgen_test]
async fn a_screen_takes_what_the_host_of_its_channel_signed() {
    let class = Class::new().await;
    let channel = class.host_keys.public().channel();
    let counts = Counts {
        number: 7,
        here: 31,
        handed_in: 12,
    };
    let state = State::begin(EntryId::new(1));
    let bytes = class.host.sign_counts(&counts).await.unwrap();
    assert_eq!(shown_counts(channel, &bytes).await, Ok(counts));
    let signed = class.host.sign_state(&state).await.unwrap();
    assert_eq!(shown_state(channel, &signed).await, Ok(state));
    // Neither passes for the other.
    assert_eq!(shown_counts(channel, &signed).await, Err(LeftOut::Forged));
    assert_eq!(shown_state(channel, &bytes).await, Err(LeftOut::Forged));
    for at in [1, 65, 129, bytes.len() - 1] {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        let shown = shown_counts(channel, &bytes).await;
        assert_eq!(shown, Err(LeftOut::Forged), "byte {at}");
    }
    let stranger = HostCrypto::new(&keys().await).await.unwrap();
    let bytes = stranger.sign_counts(&counts).await.unwrap();
    assert_eq!(shown_counts(channel, &bytes).await, Err(LeftOut::Forged));
}

#[wasm_bindgen_test]
async fn what_is_no_key_is_an_error() {
    let real = keys().await;
    let mut broken = real.clone();
    broken.sign.private.truncate(20);
    let host = HostCrypto::new(&broken).await.map(drop);
    assert_eq!(host, Err(CryptoError::WrongKey));
    let mut public = real.public();
    public.sign = PublicKey::new([7; 64]);
    let phone = PhoneCrypto::new(public, &real).await.map(drop);
    assert_eq!(phone, Err(CryptoError::WrongKey));
}

/// A seller of a live team, whose manager seals with the team's key: a pair made for sealing alone.
#[wasm_bindgen_test]
async fn a_report_opens_with_the_teams_key() {
    let team = new_response_key_pair().await.unwrap();
    let (sign, seller) = (keys().await.sign, keys().await);
    let seal = KeyPair {
        public: PublicKey::of_point(&team.public).unwrap(),
        private: team.private,
    };
    let manager_keys = LiveKeys { seal, sign };
    let manager = HostCrypto::new(&manager_keys).await.unwrap();
    let side = PhoneCrypto::new(manager_keys.public(), &seller).await;
    let side = side.unwrap();
    let message = SellerMessage::Left(3);
    let bytes = side.seal_body(1, message.write()).await.unwrap();
    let heard = Heard::of(&manager.open_content(&bytes).await.unwrap()).unwrap();
    assert_eq!((heard.sign, heard.message), (seller.sign.public, message));
    let answer = Answer {
        edition: 3,
        standing: Standing::Left,
    };
    let content = ToPhone::of_body(heard.id, write_answer(answer));
    let bytes = manager.seal_content(&content, &heard.seal).await.unwrap();
    let opened = side.open_content(&bytes).await.unwrap();
    assert_eq!(read_answer(opened.body()), Ok(answer));
}

#[wasm_bindgen_test]
async fn a_phrase_is_of_both_sides_keys() {
    let [channel, other_channel] = [7, 8].map(|byte| Channel::new([byte; 16]));
    let [sign, seal] = [1, 2].map(|byte| PublicKey::new([byte; 64]));
    let phrase = phrase_of(channel, &sign, &seal).await.unwrap();
    // As PBKDF2 of another library gives it.
    assert_eq!(phrase, Phrase::of([0x2a, 0x4d, 0xa8, 0x3b, 0xb0, 0x89]));
    for (channel, sign, seal) in [
        (other_channel, sign, seal),
        (channel, seal, seal),
        (channel, sign, sign),
    ] {
        assert_ne!(phrase_of(channel, &sign, &seal).await.unwrap(), phrase);
    }
}
