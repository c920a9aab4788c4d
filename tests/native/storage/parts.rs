//! The parts that version 4 came to have: a document names those that it needs an app to know.

use trust_velocity::{
    documents::{DecodeError, decode_client, encode_client},
    domain::{
        BuyingRole, ClientId, CommentKind, EntryId, EvidenceFigures, NextDay, PlannedAction,
        Recommendation, Record, RelationshipKind, RepairStep, Satisfaction,
    },
    storage::{Backend, SaveError},
};

use super::{CLIENT, CLIENTS, only, put, replica, unreadable};
use crate::{backends::Shared, records};

/// One of version 4 with feedback, which came after its shape.
const FEEDBACK: &str = include_str!("../../fixtures/client-v4-feedback.json");

/// The same with what ratings rest on, one of the entries deleted since.
const EVIDENCE: &str = include_str!("../../fixtures/client-v4-evidence.json");

/// One with planned actions, one of them the repair of a breach that was deleted since.
const ACTIONS: &str = include_str!("../../fixtures/client-v4-actions.json");

/// One of a supplier, recommended, snoozed, with a role and a blind rating.
const RELATIONSHIP: &str = include_str!("../../fixtures/client-v4-relationship.json");

/// The field that is refused once a fixture says `to` in the place of `from`.
fn damaged_field(fixture: &str, from: &str, to: &str) -> &'static str {
    let damaged = fixture.trim().replace(from, to);
    assert_ne!(damaged, fixture.trim(), "{from}");
    match decode_client(&damaged) {
        Err(DecodeError::Invalid { field, .. }) => field,
        Err(DecodeError::Malformed(_)) => "malformed",
        other => panic!("{other:?}"),
    }
}

/// Which ratings are blind is such a part, which this app knows.
/// The parts of one value each, as they landed.
#[test]
fn the_relationship_and_the_snooze_are_read_as_they_were_written() {
    let (rev, client) = decode_client(RELATIONSHIP.trim()).unwrap();
    assert_eq!(client.kind, RelationshipKind::Supplier);
    assert_eq!(client.role, Some(BuyingRole::DecisionMaker));
    assert_eq!(client.recommended_by(), Some(ClientId::new(0xaa)));
    assert_eq!(client.snoozed_until(), "2026-08-01".parse().ok());
    let blind: Vec<_> = client.ratings().iter().map(|it| it.is_blind).collect();
    assert_eq!(blind, [false, false, true, false]);
    assert_eq!(encode_client(rev, &client).unwrap(), RELATIONSHIP.trim());
}

#[test]
fn a_document_names_its_blind_ratings_and_needs_an_app_that_knows_them() {
    let (rev, client) = decode_client(CLIENTS[3]).unwrap();
    assert!(client.ratings().iter().all(|rating| !rating.is_blind));
    let mut blind = client.clone();
    let mut rating = client.ratings()[0].clone();
    rating.is_blind = true;
    let id = rating.id;
    blind.put(Record::Rating(rating)).unwrap();
    let text = encode_client(rev, &blind).unwrap();
    assert!(text.starts_with(&format!(r#"{{"v":4,"rev":{rev},"needs":["blind"],"#)));
    assert!(text.ends_with(&format!(r#","blind":["{id}"]}}}}"#)));
    assert_eq!(decode_client(&text), Ok((rev, blind)));
    let unknown = text.replace(r#"["blind"]"#, r#"["blind","later"]"#);
    assert_eq!(
        decode_client(&unknown),
        Err(DecodeError::TooNew { found: 4 })
    );
    let foreign = text.replace(
        &format!(r#""blind":["{id}"]"#),
        r#""blind":["00000000000000ee"]"#,
    );
    let invalid = |error| matches!(error, Err(DecodeError::Invalid { field: "blind", .. }));
    assert!(invalid(decode_client(&foreign)));
}

#[test]
fn feedback_is_a_part_that_is_named() {
    let (rev, client) = decode_client(FEEDBACK.trim()).unwrap();
    assert_eq!(encode_client(rev, &client).unwrap(), FEEDBACK.trim());
    let numbers = client.feedback().iter().map(|feedback| {
        let content = &feedback.content;
        let comment = content.comment();
        (
            content.satisfaction().map(Satisfaction::number),
            content.recommendation().map(Recommendation::number),
            comment.map(|comment| (comment.kind, comment.text.as_str())),
        )
    });
    let expected = [
        (Some(4), Some(9), None),
        (None, None, Some((CommentKind::Complaint, "报价回得太慢"))),
        (
            Some(5),
            Some(10),
            Some((CommentKind::Praise, "这次交付很准时\n验收一次通过")),
        ),
        (None, Some(0), None),
    ];
    assert_eq!(numbers.collect::<Vec<_>>(), expected);
    // Without feedback it is a document that every app of version 4 reads.
    let mut without = client.clone();
    for feedback in client.feedback() {
        assert!(without.remove(feedback.id));
    }
    assert_eq!(encode_client(rev, &without).unwrap(), CLIENTS[3].trim());

    let field = |from: &str, to: &str| damaged_field(FEEDBACK, from, to);
    assert_eq!(field("\"needs\":[\"feedback\"],", ""), "needs");
    assert_eq!(field("\"call\",4,9", "\"call\",6,9"), "satisfaction");
    assert_eq!(field("\"call\",4,9", "\"call\",4,11"), "recommendation");
    assert_eq!(field("\"call\",4,9", "\"call\",null,null"), "feedback");
    assert_eq!(field("\"call\",4,9", "\"telex\",4,9"), "channel");
    assert_eq!(field("报价回得太慢", " "), "comment");
    assert_eq!(field("\"complaint\"", "\"rumour\""), "malformed");
}

#[test]
fn evidence_is_a_part_that_is_named() {
    let (rev, client) = decode_client(EVIDENCE.trim()).unwrap();
    assert_eq!(encode_client(rev, &client).unwrap(), EVIDENCE.trim());
    let evidence = client
        .ratings()
        .iter()
        .map(|rating| rating.evidence.clone());
    let ids = |ids: &[u64]| ids.iter().map(|id| EntryId::new(*id)).collect::<Vec<_>>();
    let expected = [ids(&[4]), ids(&[]), ids(&[11, 0xee]), ids(&[])];
    assert_eq!(evidence.collect::<Vec<_>>(), expected);
    assert_eq!(client.ratings()[2].cited(&client).len(), 1);
    let figures = EvidenceFigures::of(&client, records::today());
    assert_eq!((figures.ratings, figures.cite), (1, 1));

    let is_damaged = |from: &str, to: &str| {
        let damaged = EVIDENCE.trim().replace(from, to);
        assert_ne!(damaged, EVIDENCE.trim(), "{from}");
        matches!(decode_client(&damaged), Err(DecodeError::Invalid { .. }))
    };
    // Not named; of no rating; of one rating twice; of nothing; not an id.
    assert!(is_damaged("[\"feedback\",\"evidence\"]", "[\"feedback\"]"));
    assert!(is_damaged("01\",[\"", "aa\",[\""));
    assert!(is_damaged("01\",[\"", "03\",[\""));
    assert!(is_damaged("[\"0000000000000004\"]]", "[]]"));
    assert!(is_damaged("00000000000000ee", "00ee"));
}

#[test]
fn planned_actions_are_a_part_that_is_named() {
    let (rev, client) = decode_client(ACTIONS.trim()).unwrap();
    assert_eq!(encode_client(rev, &client).unwrap(), ACTIONS.trim());
    let day = |text: &str| text.parse().unwrap();
    let next = client.actions().iter().map(PlannedAction::next_day);
    let expected = [
        None,
        Some(NextDay::Due(day("2026-05-16"))),
        None,
        Some(NextDay::Due(day("2026-06-20"))),
        None,
        None,
    ];
    assert_eq!(next.collect::<Vec<_>>(), expected);
    let breach = &client.breaches()[0];
    let steps = client.actions().iter().map(|it| it.repair_of(breach.id));
    assert_eq!(
        steps.flatten().collect::<Vec<_>>(),
        [RepairStep::Acknowledge]
    );
    // Without them it is a document that every app of version 4 reads.
    let mut without = client.clone();
    for action in client.actions() {
        assert!(without.remove(action.id));
    }
    assert_eq!(encode_client(rev, &without).unwrap(), CLIENTS[3].trim());

    let field = |from: &str, to: &str| damaged_field(ACTIONS, from, to);
    assert_eq!(field("\"needs\":[\"actions\"],", ""), "needs");
    assert_eq!(field("\"2026-05-03\"", "\"2026-05-01\""), "action");
    assert_eq!(
        field("{\"done\":\"2026-05-02\"}", "{\"done\":\"2026-05-01\"}"),
        "action"
    );
    assert_eq!(field("[\"2026-07-15\",", "[\"2026-06-01\","), "action");
    assert_eq!(field("{\"done\":", "{\"undone\":"), "malformed");
    assert_eq!(field("\"acknowledge\"", "\"deny\""), "repair step");
    assert_eq!(field("say-not-sure", "Say not sure"), "advice");
    assert_eq!(field("客户换了负责人", " "), "why");
    assert_eq!(field("承认我方的错", ""), "what");
}

/// A part that comes later names itself in `needs`; what does not is damaged.
#[test]
fn a_document_with_parts_of_a_later_app_is_kept_as_too_new() {
    let later = CLIENTS[3].trim().replace(
        "\"requests\":[",
        "\"forecasts\":[[\"000000000000000f\",\"2026-08-01\",5]],\"requests\":[",
    );
    let needed = later.replace("\"binned\":", "\"needs\":[\"forecasts\"],\"binned\":");
    let reason = DecodeError::TooNew { found: 4 };
    assert_eq!(decode_client(&needed), Err(reason.clone()));
    assert!(matches!(
        decode_client(&later),
        Err(DecodeError::Malformed(_))
    ));
    // A name alone is enough, and one that is known does not hide it.
    let named = FEEDBACK.replace("[\"feedback\"]", "[\"feedback\",\"forecasts\"]");
    assert_eq!(decode_client(named.trim()), Err(reason.clone()));

    let shared = Shared::default();
    shared.set(CLIENT, CLIENTS[3].trim()).unwrap();
    let mut old = replica(&shared);
    let client = only(&old);
    shared.set(CLIENT, &needed).unwrap();
    assert_eq!(
        put(&mut old, &client),
        Err(SaveError::Occupied(reason.clone()))
    );
    assert_eq!(shared.get(CLIENT).unwrap(), Some(needed));
    assert_eq!(unreadable(&old)[0].reason, reason);
}

#[test]
fn a_client_names_the_parts_that_it_has() {
    let (rev, client) = decode_client(CLIENTS[3].trim()).unwrap();
    let plain = encode_client(rev, &client).unwrap();
    assert!(!plain.contains("needs") && !plain.contains("snoozed"));
    let client = client.snoozed("2026-09-01".parse().ok());
    let snoozed = encode_client(rev, &client).unwrap();
    assert!(
        snoozed.contains(r#""needs":["snoozed_until"],"#),
        "{snoozed}"
    );
    assert_eq!(decode_client(&snoozed), Ok((rev, client)));
    let with = |from: &str, to: &str| decode_client(&snoozed.replace(from, to)).map(drop);
    let newer = with(r#"["snoozed_until"]"#, r#"["snoozed_until","forecasts"]"#);
    assert_eq!(newer, Err(DecodeError::TooNew { found: 4 }));
    let damaged = with("2026-09-01", "2026-09-31");
    assert!(
        matches!(damaged, Err(DecodeError::Invalid { .. })),
        "{damaged:?}"
    );
}

#[test]
fn a_kind_that_is_no_client_and_a_recommendation_are_parts() {
    let (rev, mut client) = decode_client(CLIENTS[3].trim()).unwrap();
    let plain = encode_client(rev, &client).unwrap();
    assert!(!plain.contains("\"kind\"") && !plain.contains("recommended_by"));
    client.kind = RelationshipKind::TeamMember;
    let member = encode_client(rev, &client).unwrap();
    assert!(member.contains(r#""needs":["kind"],"#), "{member}");
    assert!(member.contains(r#""kind":"team_member""#), "{member}");
    client.set_recommended_by(Some(ClientId::new(0xb))).unwrap();
    let both = encode_client(rev, &client).unwrap();
    assert!(
        both.contains(r#""needs":["kind","recommended_by"],"#),
        "{both}"
    );
    assert_eq!(decode_client(&both), Ok((rev, client.clone())));

    let with = |from: &str, to: &str| {
        assert!(both.contains(from), "{from}");
        decode_client(&both.replace(from, to)).map(drop)
    };
    let is_invalid = |result| matches!(result, Err(DecodeError::Invalid { .. }));
    assert!(is_invalid(with("team_member", "neighbour")));
    let own = client.id().to_string();
    assert!(
        is_invalid(with("000000000000000b", &own)),
        "recommended by itself"
    );
    let unnamed = with(r#""needs":["kind","recommended_by"],"#, "");
    assert!(is_invalid(unnamed));
}

#[test]
fn a_role_in_the_buying_decision_is_a_part() {
    let (rev, mut client) = decode_client(CLIENTS[3].trim()).unwrap();
    let plain = encode_client(rev, &client).unwrap();
    assert!(!plain.contains("\"role\""), "{plain}");
    client.role = Some(BuyingRole::DecisionMaker);
    let text = encode_client(rev, &client).unwrap();
    assert!(text.contains(r#""needs":["role"],"#), "{text}");
    assert!(text.contains(r#""role":"decision_maker""#), "{text}");
    assert_eq!(decode_client(&text), Ok((rev, client)));
    let unknown = decode_client(&text.replace("decision_maker", "gatekeeper"));
    assert!(matches!(unknown, Err(DecodeError::Invalid { .. })));
    let unnamed = decode_client(&text.replace(r#""needs":["role"],"#, ""));
    assert!(matches!(unnamed, Err(DecodeError::Invalid { .. })));
}
