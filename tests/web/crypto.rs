//! The browser's cryptography seals, and opens what other programs sealed.

use trust_velocity::{
    domain::{EntryId, team::SharedReport},
    exchange::{
        backup::{Backup, Incoming},
        link::{Answered, Response, SealedResponse, find_reports},
        sealed::{Ciphertext, Kdf, Sealed},
    },
    platform::{
        crypto,
        crypto::{
            CryptoError, Key, key_of, new_data_key, new_response_key_pair, open, open_answer,
            open_report, open_text, rewrap, seal, seal_answer, seal_report, seal_text, unwrap,
        },
    },
};
use wasm_bindgen_test::wasm_bindgen_test;

const BACKUP_V1: &str = include_str!("../fixtures/backup-v1.json");
/// Sealed by other programs, as docs/format.md tells.
const SEALED_V1: &str = include_str!("../fixtures/sealed-v1.json");
const PASSPHRASE: &str = "信任 é 8";

fn fixture() -> Sealed {
    let Incoming::Sealed(sealed) = Incoming::read(SEALED_V1).unwrap() else {
        unreachable!("it is sealed");
    };
    sealed
}

async fn key() -> Key {
    key_of(PASSPHRASE, &fixture().kdf).await.unwrap()
}

#[wasm_bindgen_test]
async fn what_another_program_sealed_opens() {
    assert!(crypto::is_available());
    let text = open_text(&fixture(), PASSPHRASE).await.unwrap();
    assert_eq!(text, BACKUP_V1.trim());
    assert_eq!(Backup::read(&text).unwrap().counts().clients, 1);
    // Another keyboard types the accent as a letter of its own.
    let decomposed = open_text(&fixture(), "信任 e\u{301} 8").await;
    assert_eq!(decomposed, Ok(text));
}

#[wasm_bindgen_test]
async fn only_its_passphrase_opens_a_text() {
    let text = "陈工 🙂\n".repeat(1000);
    let sealed = seal_text(&text, "one").await.unwrap();
    let Ok(Incoming::Sealed(read)) = Incoming::read(&sealed.write().unwrap()) else {
        unreachable!("it is sealed");
    };
    assert_eq!(open_text(&read, "one").await, Ok(text.clone()));
    for other in ["One", "one ", "", "oné"] {
        let opened = open_text(&read, other).await;
        assert_eq!(opened, Err(CryptoError::WrongKey), "{other}");
    }
    let again = seal_text(&text, "one").await.unwrap();
    assert_ne!(again.kdf.salt(), sealed.kdf.salt());
    assert_ne!(again.text.nonce(), sealed.text.nonce());
}

#[wasm_bindgen_test]
async fn nothing_sealed_can_be_altered() {
    let key = key().await;
    let sealed = seal("陈工", &key, "header").await.unwrap();
    assert_eq!(open(&sealed, &key, "header").await, Ok("陈工".to_owned()));
    let again = seal("陈工", &key, "header").await.unwrap();
    assert_ne!(again, sealed, "a nonce is never used twice");

    let other_header = open(&sealed, &key, "another").await;
    assert_eq!(other_header, Err(CryptoError::WrongKey));
    let mut nonce = sealed.nonce();
    nonce[0] ^= 1;
    let other_nonce = Ciphertext::new(nonce, sealed.bytes().to_vec());
    let opened = open(&other_nonce, &key, "header").await;
    assert_eq!(opened, Err(CryptoError::WrongKey));
    for at in 0..sealed.bytes().len() {
        let mut bytes = sealed.bytes().to_vec();
        bytes[at] ^= 1;
        let altered = Ciphertext::new(sealed.nonce(), bytes);
        let opened = open(&altered, &key, "header").await;
        assert_eq!(opened, Err(CryptoError::WrongKey), "byte {at}");
    }

    let fixture = fixture();
    let kdf = Kdf::new([0; 16]);
    let other_salt = Sealed { kdf, ..fixture };
    let opened = open_text(&other_salt, PASSPHRASE).await;
    assert_eq!(opened, Err(CryptoError::WrongKey));
}

#[wasm_bindgen_test]
async fn a_data_key_outlives_its_passphrase() {
    let (old, other) = (key().await, key_of("two", &fixture().kdf).await.unwrap());
    let (data_key, wrapped) = new_data_key(&old).await.unwrap();
    let sealed = seal("陈工", &data_key, "client").await.unwrap();

    let unwrapped = unwrap(&wrapped, &old).await.unwrap();
    let opened = open(&sealed, &unwrapped, "client").await;
    assert_eq!(opened, Ok("陈工".to_owned()));
    let refused = unwrap(&wrapped, &other).await.map(drop);
    assert_eq!(refused, Err(CryptoError::WrongKey));

    let wrapped = rewrap(&wrapped, &old, &other).await.unwrap();
    let refused = unwrap(&wrapped, &old).await.map(drop);
    assert_eq!(refused, Err(CryptoError::WrongKey));
    let unwrapped = unwrap(&wrapped, &other).await.unwrap();
    let opened = open(&sealed, &unwrapped, "client").await;
    assert_eq!(opened, Ok("陈工".to_owned()));

    let (another, _) = new_data_key(&old).await.unwrap();
    let refused = open(&sealed, &another, "client").await;
    assert_eq!(refused, Err(CryptoError::WrongKey));
}

fn response() -> Response {
    Response {
        request: EntryId::new(7),
        date: "2026-11-22".parse().unwrap(),
        answers: "765432176543217-".parse().unwrap(),
    }
}

#[wasm_bindgen_test]
async fn an_answer_opens_with_the_key_that_it_was_encrypted_to() {
    let key = new_response_key_pair().await.unwrap();
    assert_eq!(key.public.len(), 65);
    let sealed = seal_answer(&response(), &key.public).await.unwrap();
    // It goes through a link, and each has a key of its own.
    let Ok(Answered::Sealed(read)) = Answered::find(&sealed.write().unwrap()) else {
        unreachable!("it is sealed");
    };
    assert_eq!(open_answer(&read, &key).await, Ok(response()));
    let again = seal_answer(&response(), &key.public).await.unwrap();
    assert_ne!(again.sealed.sender, sealed.sealed.sender);

    let other = new_response_key_pair().await.unwrap();
    assert_eq!(open_answer(&read, &other).await, Err(CryptoError::WrongKey));
    let mut moved = read.clone();
    moved.request = EntryId::new(8);
    assert_eq!(open_answer(&moved, &key).await, Err(CryptoError::WrongKey));
    moved = read;
    moved.sealed.sender[40] ^= 1;
    assert_eq!(open_answer(&moved, &key).await, Err(CryptoError::WrongKey));
    let no_point = seal_answer(&response(), &[4; 65]).await;
    assert_eq!(no_point, Err(CryptoError::WrongKey));
}

#[wasm_bindgen_test]
async fn a_report_opens_for_the_manager_alone_and_passes_for_no_answer() {
    let (team, seller) = (EntryId::new(1), EntryId::new(7));
    let day = "2026-11-22".parse().unwrap();
    let report = SharedReport::new(team, seller, None, day, 1, Vec::new()).unwrap();
    let key = new_response_key_pair().await.unwrap();
    let sealed = seal_report(&report, &key.public).await.unwrap();
    let read = find_reports(&sealed.write().unwrap()).reports.remove(0);
    assert_eq!(open_report(&read, &key).await, Ok(report));
    let other = new_response_key_pair().await.unwrap();
    assert_eq!(open_report(&read, &other).await, Err(CryptoError::WrongKey));
    let mut moved = read.clone();
    moved.team = EntryId::new(2);
    assert_eq!(open_report(&moved, &key).await, Err(CryptoError::WrongKey));
    let answer = SealedResponse {
        request: team,
        sealed: read.sealed,
    };
    assert_eq!(open_answer(&answer, &key).await, Err(CryptoError::WrongKey));
}
