//! Requests and answers come through any channel as they were, or with an error in words.

use proptest::{collection::vec, option, prelude::*, sample::select};
use trust_velocity::{
    domain::{EntryId, Form, Instrument, ItemsVersion, Language, Name},
    exchange::{
        link::{Answered, Asked, Invitation, LinkError, MOST_CHARS, Response, SealedResponse},
        sealed::{Ciphertext, SealedTo},
    },
};

use crate::any;

fn invitations() -> impl Strategy<Value = Invitation> {
    (
        any::<u64>(),
        option::of(any::names()),
        select(&[Asked::Client, Asked::Peer][..]),
        (select(&ItemsVersion::ALL[..]), select(&Form::ALL[..])),
        select(&Language::ALL[..]),
        option::of(vec(any::<u8>(), 65)),
    )
        .prop_map(
            |(request, from, asked, (version, form), language, key)| Invitation {
                request: EntryId::new(request),
                from,
                asked,
                version,
                form,
                language,
                key,
            },
        )
}

fn answers() -> impl Strategy<Value = (String, Answered)> {
    let clear =
        (any::<u64>(), any::dates(), any::answers()).prop_map(|(request, date, answers)| {
            let request = EntryId::new(request);
            let response = Response {
                request,
                date,
                answers,
            };
            assert_eq!(
                Response::from_content(&response.content().unwrap()),
                Ok(response)
            );
            (response.write().unwrap(), Answered::Clear(response))
        });
    let bytes = (
        vec(any::<u8>(), 65),
        any::<[u8; 12]>(),
        vec(any::<u8>(), 16..80),
    );
    let sealed = (any::<u64>(), bytes).prop_map(|(request, (sender, nonce, bytes))| {
        let sealed = SealedResponse {
            request: EntryId::new(request),
            sealed: SealedTo {
                sender,
                text: Ciphertext::new(nonce, bytes),
            },
        };
        (sealed.write().unwrap(), Answered::Sealed(sealed))
    });
    prop_oneof![clear, sealed]
}

/// Harmless changes that chat apps and people make to a text.
fn arounds() -> impl Strategy<Value = (String, String)> {
    select(
        &[
            ("", ""),
            (
                "https://a.example/信任/#/answers/",
                "?from=singlemessage&isappinstalled=0",
            ),
            ("请点这里：", "。谢谢！🙂"),
            (
                "\u{feff}  「",
                "」\r\n-- \r\nInternationalisation Department",
            ),
        ][..],
    )
    .prop_map(|(before, after)| (before.to_owned(), after.to_owned()))
}

proptest! {
    #[test]
    fn a_request_comes_through(invitation in invitations(), (before, after) in arounds()) {
        let text = invitation.write().unwrap();
        prop_assert!(text.is_ascii());
        prop_assert!(text.len() + 100 < MOST_CHARS, "{} characters", text.len());
        prop_assert_eq!(Invitation::find(&format!("{before}{text}{after}")), Ok(invitation));
        prop_assert_eq!(Answered::find(&text), Err(LinkError::OtherKind));
    }

    #[test]
    fn an_answer_comes_through((text, answered) in answers(), (before, after) in arounds()) {
        prop_assert!(text.is_ascii());
        prop_assert!(text.len() + 100 < MOST_CHARS, "{} characters", text.len());
        prop_assert_eq!(Answered::find(&format!("{before}{text}{after}")), Ok(answered));
        prop_assert_eq!(Invitation::find(&text), Err(LinkError::OtherKind));
    }

    #[test]
    fn no_damage_passes(
        (text, _) in answers(),
        at in any::<prop::sample::Index>(),
        other in "[A-Za-z0-9_-]",
        cut in any::<prop::sample::Index>(),
    ) {
        let mut damaged = text.clone().into_bytes();
        let at = at.index(damaged.len());
        let other = other.as_bytes()[0];
        prop_assume!(damaged[at] != other);
        damaged[at] = other;
        let damaged = String::from_utf8(damaged).unwrap();
        prop_assert!(Answered::find(&damaged).is_err());
        prop_assert!(Answered::find(&text[..cut.index(text.len())]).is_err());
    }

    #[test]
    fn any_text_is_an_error(text in "\\PC{0,80}|A[Qgw][A-Za-z0-9_-]{0,80}") {
        prop_assert!(Invitation::find(&text).is_err());
        prop_assert!(Answered::find(&text).is_err());
    }
}

#[test]
fn an_old_request_is_answered_with_its_own_items() {
    // The instrument is the fourth part of a request's content.
    for (version, form, id) in [
        (ItemsVersion::V1, Form::Short, "items4-1"),
        (ItemsVersion::V1, Form::Full, "items16-1"),
        (ItemsVersion::V2, Form::Short, "items4-2"),
        (ItemsVersion::V2, Form::Full, "items16-2"),
    ] {
        let invitation = Invitation {
            request: EntryId::new(7),
            from: None,
            asked: Asked::Client,
            version,
            form,
            language: Language::Zh,
            key: None,
        };
        assert_eq!(Instrument::Items(version, form).id(), id);
        let read = Invitation::find(&invitation.write().unwrap()).unwrap();
        assert_eq!((read.version, read.form), (version, form));
    }
    let old = Invitation::find(OLD_REQUEST).unwrap();
    assert_eq!((old.version, old.form), (ItemsVersion::V1, Form::Short));
    let answer = Response::from_content(r#"["0000000000000007","2026-11-22","65-7"]"#).unwrap();
    assert_eq!(answer.answers.version(), ItemsVersion::V1);
}

/// Made before there was a second version of the items.
const OLD_REQUEST: &str = "AQGcmVGXi1YyQAXmSjpKL-evfLp9KZCRnJOZmlcCZGSWpOYWm-gaAplVGUo6eaU5ObEA";

#[test]
fn a_name_of_200_characters_of_four_bytes_fits_into_a_link() {
    let invitation = Invitation {
        request: EntryId::new(u64::MAX),
        from: Some(Name::new(&"🙂陈".repeat(100)).unwrap()),
        asked: Asked::Client,
        version: ItemsVersion::V2,
        form: Form::Full,
        language: Language::Zh,
        key: Some((0..65).map(|n| n * 3).collect()),
    };
    let text = invitation.write().unwrap();
    assert!(text.len() < MOST_CHARS, "{}", text.len());
    assert_eq!(Invitation::find(&text), Ok(invitation));
}
