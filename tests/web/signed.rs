//! The browser's cryptography signs a submission, and tells the phone that made it from all others.

use serde::Deserialize;
use trust_velocity::{
    domain::{
        EntryId,
        classroom::{HandedIn, Round, Submission},
        exercise::Attempt,
        live::KeyPair,
    },
    exchange::link::find_submissions,
    platform::crypto::{new_sign_pair, sign_submission, verified},
};
use wasm_bindgen_test::wasm_bindgen_test;

/// Made and signed by Python's `cryptography`, verified by Node's `WebCrypto`.
const VECTORS: &str = include_str!("../vectors/signed/submissions.json");

#[derive(Deserialize)]
struct Vector {
    what: String,
    text: String,
    valid: bool,
}

fn submission(pair: &KeyPair, edition: u32) -> Submission {
    Submission {
        session: EntryId::new(1),
        id: pair.public.id(),
        round: Round::First,
        edition,
        name: None,
        attempt: Attempt::new(Vec::new(), Vec::new()),
    }
}

/// The submission of a signed text, if its phone signed it.
async fn verified_in(text: &str) -> Option<Submission> {
    let signed = match find_submissions(text).submissions.pop() {
        Some(HandedIn::Signed(signed)) => Some(*signed),
        _ => None,
    };
    verified(signed.unwrap()).await.unwrap()
}

#[wasm_bindgen_test]
async fn what_other_code_signed_is_verified() {
    let vectors: Vec<Vector> = serde_json::from_str(VECTORS).unwrap();
    for Vector { what, text, valid } in vectors {
        assert_eq!(verified_in(&text).await.is_some(), valid, "{what}");
    }
}

#[wasm_bindgen_test]
async fn a_phone_signs_its_own_submission_alone() {
    let (own, other) = (
        new_sign_pair().await.unwrap(),
        new_sign_pair().await.unwrap(),
    );
    assert_ne!(own.public, other.public);
    let edited = submission(&own, 2);
    let text = sign_submission(&edited, &own).await.unwrap();
    assert_eq!(verified_in(&text).await, Some(edited.clone()));
    // Whoever has seen the id has another key, and nobody has the private half.
    let by_other = sign_submission(&edited, &other).await.unwrap();
    assert_eq!(verified_in(&by_other).await, None);
    let mixed = KeyPair {
        public: own.public,
        private: other.private,
    };
    let by_mixed = sign_submission(&edited, &mixed).await.unwrap();
    assert_eq!(verified_in(&by_mixed).await, None);
}
