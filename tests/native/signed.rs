//! Signed submissions: texts that other code made and signed are read as they were meant, and a submission
//! comes of them only by verification. Whether the signatures are right is for the browser's cryptography to
//! say: see `tests/web/signed.rs`.

use std::{
    convert::Infallible,
    future::Future as _,
    pin::pin,
    task::{Context, Poll, Waker},
};

use proptest::{prelude::*, sample::Index};
use serde::Deserialize;
use trust_velocity::{
    domain::{
        classroom::{HandedIn, Round, Signed, Submission},
        live::{PublicKey, Signature},
    },
    exchange::link::{
        Answered, Assignment, FoundSubmissions, LinkError, find_submissions, signed_content,
        write_signed_submission,
    },
};

use crate::class;

/// Made and signed by Python's `cryptography`, verified by Node's `WebCrypto`.
const VECTORS: &str = include_str!("../vectors/signed/submissions.json");

#[derive(Deserialize)]
struct Vector {
    what: String,
    text: String,
    key: String,
    signature: String,
    content: String,
    id: String,
    edition: u32,
    valid: bool,
}

fn vectors() -> Vec<Vector> {
    serde_json::from_str(VECTORS).unwrap()
}

fn signed(text: &str) -> Result<Signed, LinkError> {
    let FoundSubmissions {
        mut submissions,
        mut problems,
    } = find_submissions(text);
    match (submissions.pop(), problems.pop()) {
        (Some(HandedIn::Signed(signed)), None) => Ok(*signed),
        (Some(HandedIn::Unsigned(it)), _) => panic!("unsigned: {it:?}"),
        (_, problem) => Err(problem.map_or(LinkError::Foreign, |(_, error)| error)),
    }
}

fn bytes(hex: &str) -> Vec<u8> {
    let pairs = (0..hex.len()).step_by(2);
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap();
    pairs.map(byte).collect()
}

/// The submission, by a browser that finds the signature right, or wrong, or is not asked.
fn verified(signed: &Signed, is_right: Option<bool>) -> Option<Submission> {
    let asked = signed.clone().verified(async |key, signature, content| {
        let named = (*key, *signature, content);
        assert_eq!(named, (signed.key, signed.signature, &signed.content[..]));
        Ok::<_, Infallible>(is_right.expect("nothing to ask"))
    });
    match pin!(asked).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(Ok(submission)) => submission,
        Poll::Pending => panic!("it waits for nothing"),
    }
}

#[test]
fn what_other_code_signed_is_read_as_it_is() {
    let vectors = vectors();
    assert_eq!(vectors.len(), 8);
    for vector in &vectors {
        let what = &vector.what;
        let read = signed(&format!("李雷：{}。", vector.text)).unwrap();
        assert_eq!(read.key.bytes()[..], bytes(&vector.key), "{what}");
        assert_eq!(read.signature[..], bytes(&vector.signature), "{what}");
        assert_eq!(read.content, vector.content.as_bytes(), "{what}");
        let claimed = &read.claimed;
        assert_eq!(
            (claimed.id.to_string(), claimed.edition),
            (vector.id.clone(), vector.edition)
        );
        let is_of_key = claimed.id == read.key.id();
        assert!(is_of_key || !vector.valid, "{what}");
        // This app signs the same bytes of the same answers.
        assert_eq!(signed_content(claimed).unwrap(), read.content, "{what}");
        let again = write_signed_submission(claimed, &read.key, &read.signature).unwrap();
        assert_eq!(signed(&again).as_ref(), Ok(&read), "{what}");
    }
    let is_second = |vector: &&Vector| vector.valid && vector.edition == 1;
    let second = signed(&vectors.iter().find(is_second).unwrap().text);
    assert_eq!(second.unwrap().claimed.round, Round::Second);
}

#[test]
fn a_submission_comes_of_its_own_key_alone() {
    for vector in vectors() {
        let signed = signed(&vector.text).unwrap();
        if signed.claimed.id == signed.key.id() {
            assert_eq!(verified(&signed, Some(true)), Some(signed.claimed.clone()));
            assert_eq!(verified(&signed, Some(false)), None);
        } else {
            assert_eq!(verified(&signed, None), None, "{}", vector.what);
        }
    }
}

proptest! {
    #[test]
    fn a_signed_submission_comes_through(
        sent in class::submissions(),
        (key, other) in any::<([u8; 32], [u8; 32])>(),
        at in any::<Index>(),
        wrap in 20_usize..90,
    ) {
        let key = PublicKey::new([key, other].concat().try_into().unwrap());
        let signature: Signature = [other, other].concat().try_into().unwrap();
        let text = write_signed_submission(&sent, &key, &signature).unwrap();
        let read = signed(&text).unwrap();
        prop_assert_eq!((&read.claimed, read.key, read.signature), (&sent, key, signature));
        prop_assert_eq!(&read.content, &signed_content(&sent).unwrap());
        prop_assert_eq!(Assignment::find(&text).err(), Some(LinkError::OtherKind));
        prop_assert_eq!(Answered::find(&text).err(), Some(LinkError::OtherKind));
        // In mail, between words.
        let lines: Vec<_> = text.as_bytes().chunks(wrap).collect();
        let lines = String::from_utf8(lines.join(&b"\r\n> "[..])).unwrap();
        prop_assert_eq!(signed(&format!("答卷：{lines}。谢谢")), Ok(read));
        // A damage is one.
        let at = at.index(text.len());
        let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
        let mut changed = text.clone();
        changed.replace_range(at..=at, other);
        prop_assert!(find_submissions(&changed).submissions.is_empty(), "{}", changed);
        prop_assert!(find_submissions(&text[..at]).submissions.is_empty());
    }
}
