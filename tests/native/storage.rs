//! Stored records are read back unchanged, and nothing unreadable is ever overwritten.

use std::sync::Arc;

use proptest::prelude::*;
use trust_velocity::{
    documents::{
        CLIENT_VERSION, DecodeError, VERSION, decode_client, decode_myself,
        decode_printed_settings, decode_settings, encode_client, encode_myself, encode_settings,
    },
    domain::{
        BackupReminder, BuyingRole, Client, ClientId, CommentKind, Dimension, EntryId,
        EvidenceFigures, FilterName, Form, Instrument, ItemsVersion, Language, LikertScore,
        ListFilter, Measurement, Name, Need, NextDay, Note, Order, PerDimension, PlannedAction,
        PromiseOutcome, Rater, Rating, Recommendation, Record, RelationshipKind, RepairStep,
        Respondent, Satisfaction, Score, Settings, Severity, Stage, Unit,
    },
    storage::{Backend, Change, ChangeSet, Replica, Repository, SaveError, Unreadable},
};

use crate::{
    any,
    backends::{Fault, Faulty, Shared, now},
    records,
};

const MYSELF_OF_VERSIONS: [&str; 2] = [
    include_str!("../fixtures/myself-v3.json"),
    include_str!("../fixtures/myself-v4.json"),
];
const CLIENT: &str = "trust-velocity/client/00000000000000ff";
const SETTINGS: &str = "trust-velocity/settings";

fn replica(backend: &Shared) -> Replica {
    now(Replica::open(
        Repository::new(backend.clone()),
        records::today(),
    ))
    .unwrap()
}

fn put(replica: &mut Replica, client: &Client) -> Result<(), SaveError> {
    let known = replica.client(client.id()).cloned();
    now(replica.put(vec![Change {
        before: known,
        after: Some(Arc::new(client.clone())),
    }]))
}

fn only(replica: &Replica) -> Client {
    let mut all = replica.clients().map(|client| Client::clone(client));
    let only = all.next().expect("a client");
    assert_eq!(all.next(), None);
    only
}

fn unreadable(replica: &Replica) -> Vec<Unreadable> {
    replica.unreadable().cloned().collect()
}

proptest! {
    #[test]
    fn a_client_comes_back_as_it_was(client in any::clients()) {
        let shared = Shared::default();
        put(&mut replica(&shared), &client).unwrap();
        let again = replica(&shared);
        prop_assert_eq!(only(&again), client);
        prop_assert!(unreadable(&again).is_empty());
    }

    #[test]
    fn settings_come_back_as_they_were(settings in any::settings()) {
        let shared = Shared::default();
        now(replica(&shared).put_settings(settings)).unwrap();
        let again = replica(&shared);
        prop_assert_eq!(again.settings(), &settings);
    }

    /// The first page has no reader of JSON: what it reads must be what the reader of JSON reads.
    #[test]
    fn printed_settings_are_read_as_json_is(
        settings in any::settings(),
        at in any::<proptest::sample::Index>(),
        other in proptest::sample::select(b"0123456789.,-+eE\"[]{} \\ntruefals".to_vec()),
    ) {
        let printed = encode_settings(&settings).unwrap();
        let sem = settings.assumptions.score_sem().to_string();
        if sem.len() <= 16 {
            prop_assert_eq!(decode_printed_settings(&printed), Some(settings));
        }
        let mut changed = printed.clone().into_bytes();
        let at = at.index(changed.len());
        changed[at] = other;
        let mut longer = printed.into_bytes();
        longer.insert(at, other);
        for bytes in [changed, longer] {
            let text = String::from_utf8(bytes).unwrap();
            if let Some(read) = decode_printed_settings(&text) {
                prop_assert_eq!(decode_settings(&text), Ok(read), "{}", text);
            }
        }
    }

    #[test]
    fn what_one_keeps_of_oneself_comes_back_as_it_was(
        myself in any::myself(u64::MAX),
        other in any::myself(6),
    ) {
        let shared = Shared::default();
        let put = |replica: &mut Replica, wanted| {
            let (before, after) = (Arc::clone(replica.myself()), Arc::new(wanted));
            let myself = Some(Change { before, after });
            now(replica.change(ChangeSet { myself, ..ChangeSet::default() })).unwrap();
        };
        let mut first = replica(&shared);
        put(&mut first, myself.clone());
        let mut again = replica(&shared);
        prop_assert_eq!(&**again.myself(), &myself);
        prop_assert!(unreadable(&again).is_empty());
        put(&mut again, other.clone());
        prop_assert_eq!(now(again.undo()), Ok(true));
        let last = replica(&shared);
        prop_assert_eq!(&**last.myself(), &myself);
    }

    #[test]
    fn a_damaged_document_is_kept_to_the_letter(
        client in any::clients(),
        cut in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let shared = Shared::default();
        let mut first = replica(&shared);
        put(&mut first, &client).unwrap();
        let key = shared.keys().unwrap().remove(0);
        let mut bytes = shared.get(&key).unwrap().unwrap().into_bytes();
        let at = cut.index(bytes.len());
        bytes[at] = byte;
        let damaged = String::from_utf8_lossy(&bytes).into_owned();
        shared.set(&key, &damaged).unwrap();
        let second = replica(&shared);
        prop_assert_eq!(second.clients().count() + second.unreadable().count(), 1);
        if let Some(unreadable) = second.unreadable().next() {
            prop_assert_eq!(&unreadable.text, &damaged);
            // The first tab does not know yet.
            let saved = put(&mut first, &client);
            prop_assert!(matches!(saved, Err(SaveError::Occupied(_))), "{saved:?}");
            let removed = now(first.put(vec![Change { before: Some(Arc::new(client)), after: None }]));
            prop_assert!(matches!(removed, Err(SaveError::Occupied(_))), "{removed:?}");
            prop_assert_eq!(shared.get(&key).unwrap(), Some(damaged));
        }
    }

    #[test]
    fn any_text_is_a_document_or_an_error(text in "\\PC{0,60}|\\{\"v\":[0-9]{1,3}.{0,30}\\}") {
        let shared = Shared::default();
        shared.set(CLIENT, &text).unwrap();
        shared.set(SETTINGS, &text).unwrap();
        let replica = replica(&shared);
        prop_assert_eq!(replica.clients().count(), 0);
        prop_assert_eq!(replica.unreadable().count(), 2);
    }
}

/// The stored documents of each version, as they landed. They are never edited: a new version adds
/// its own.
const CLIENTS: [&str; 4] = [
    include_str!("../fixtures/client-v1.json"),
    include_str!("../fixtures/client-v2.json"),
    include_str!("../fixtures/client-v3.json"),
    include_str!("../fixtures/client-v4.json"),
];
/// One of version 4 with feedback, which came after its shape.
const FEEDBACK: &str = include_str!("../fixtures/client-v4-feedback.json");
/// The same with what ratings rest on, one of the entries deleted since.
const EVIDENCE: &str = include_str!("../fixtures/client-v4-evidence.json");
/// One with planned actions, one of them the repair of a breach that was deleted since.
const ACTIONS: &str = include_str!("../fixtures/client-v4-actions.json");
/// One of a supplier, recommended, snoozed, with a role and a blind rating.
const RELATIONSHIP: &str = include_str!("../fixtures/client-v4-relationship.json");
const SETTINGS_OF_VERSIONS: [&str; 3] = [
    include_str!("../fixtures/settings-v1.json"),
    include_str!("../fixtures/settings-v2.json"),
    include_str!("../fixtures/settings-v3.json"),
];

#[test]
fn every_version_loads() {
    let newest = [CLIENT_VERSION, VERSION].map(|version| usize::try_from(version).unwrap());
    assert_eq!([CLIENTS.len(), SETTINGS_OF_VERSIONS.len()], newest);
    for text in CLIENTS {
        let (rev, client) = decode_client(text.trim()).unwrap();
        assert_eq!(rev, 7);
        assert_eq!(client.profile.name.as_str(), "陈工 🙂");
        let rater = Rater::Client(Name::new("赵总").unwrap());
        assert_eq!(client.ratings()[1].rater, rater);
        assert_eq!(client.ratings()[1].scores().0[3], None);
        let served = PerDimension([true, false, true, false]);
        assert_eq!(client.contacts()[0].served, served);
        assert_eq!(client.breaches()[0].severity, Severity::Serious);
        assert_eq!(client.stages().len(), 2);
    }
    for text in SETTINGS_OF_VERSIONS {
        let settings = decode_settings(text.trim()).unwrap();
        assert_eq!(settings.language, Some(Language::Zh));
        assert_eq!(settings.unit, Unit::Week);
    }
    let [old, new, newest] =
        SETTINGS_OF_VERSIONS.map(|text| decode_settings(text.trim()).unwrap().reminder);
    assert_eq!(old, BackupReminder::default());
    assert_eq!((new.changes, new.days), (Some(50), None));
    assert_eq!(new, newest);
    let advances = SETTINGS_OF_VERSIONS.map(|text| decode_settings(text.trim()).unwrap().advances);
    assert_eq!(advances, [true, true, false]);
    let binned = CLIENTS.map(|text| decode_client(text.trim()).unwrap().1.binned());
    let day = "2026-04-01".parse().ok();
    assert_eq!(binned, [None, day, day, day]);
    let counts = CLIENTS.map(|text| decode_client(text.trim()).unwrap().1.requests().len());
    assert_eq!(counts, [0, 0, 2, 2]);
    let [.., third, fourth] = CLIENTS.map(|text| decode_client(text.trim()).unwrap().1);
    assert_eq!(third.ratings(), fourth.ratings());
    assert_eq!((third.promises().len(), fourth.promises().len()), (0, 4));
}

#[test]
fn the_newest_version_is_written_back_without_loss() {
    let (client, settings) = (CLIENTS[3].trim(), SETTINGS_OF_VERSIONS[2].trim());
    let (rev, decoded) = decode_client(client).unwrap();
    assert_eq!(encode_client(rev, &decoded).unwrap(), client);
    let decoded = decode_settings(settings).unwrap();
    assert_eq!(encode_settings(&decoded).unwrap(), settings);
    let printed = SETTINGS_OF_VERSIONS.map(|text| decode_printed_settings(text.trim()));
    assert_eq!(printed, [None, None, Some(decoded)]);
    let myself = MYSELF_OF_VERSIONS[1].trim();
    let (rev, decoded) = decode_myself(myself).unwrap();
    assert_eq!(encode_myself(rev, &decoded).unwrap(), myself);
}

#[test]
fn saved_filters_came_with_version_4_of_oneself() {
    let [third, fourth] = MYSELF_OF_VERSIONS.map(|text| decode_myself(text.trim()).unwrap().1);
    assert_eq!(third.assessments(), fourth.assessments());
    assert_eq!((third.filters(), &fourth.name), (&[][..], &third.name));
    let [all, by_name] = fourth.filters() else {
        panic!("{:?}", fourth.filters());
    };
    let filter = ListFilter {
        search: Some(Name::new("报价").unwrap()),
        stage: Some(Stage::Deepening),
        need: Some(Need::Contact),
        tag: Some(Name::new("VIP").unwrap()),
        kind: Some(RelationshipKind::TeamMember),
        order: Order::Trend,
    };
    assert_eq!((all.name.as_str(), &all.filter), ("重点 🙂", &filter));
    let order = Order::Name;
    let filter = ListFilter {
        order,
        ..ListFilter::default()
    };
    assert_eq!(by_name.filter, filter);
    let text = MYSELF_OF_VERSIONS[1].trim();
    let long = "长".repeat(FilterName::MAX_CHARS + 1);
    for (from, to) in [
        ("\"trend\"", "\"size\""),
        ("\"deepening\"", "\"begun\""),
        ("\"contact\"", "\"sleep\""),
        ("\"team_member\"", "\"friend\""),
        ("\"By name\"", "\" \""),
        ("By name", &long),
        ("0000000000000005", "0000000000000004"),
        ("\"v\":4", "\"v\":3"),
    ] {
        let damaged = text.replace(from, to);
        assert_ne!(damaged, text);
        assert!(decode_myself(&damaged).is_err(), "{to}");
    }
    let newer = text.replace("\"v\":4", "\"v\":5");
    assert_eq!(decode_myself(&newer), Err(DecodeError::TooNew { found: 5 }));
}

#[test]
fn readings_and_requests_of_version_3() {
    let (_, client) = decode_client(CLIENTS[2].trim()).unwrap();
    let items = client.ratings().last().unwrap();
    assert_eq!(
        items.instrument(),
        Instrument::Items(ItemsVersion::V1, Form::Full)
    );
    // 7, 5, 2 and 5 of 7.
    let expertise = items.scores()[Dimension::Expertise].map(Score::value);
    assert_eq!(expertise, Some((19.0 / 4.0 - 1.0) / 6.0 * 10.0));
    assert_eq!(client.requests()[0].rating, Some(items.id));
    assert_eq!(client.requests()[1].respondent, Respondent::Peer);
    // Neither the form nor the shape may contradict the instrument.
    for (from, to) in [
        ("items16-1\",\"7", "items4-1\",\"7"),
        ("items16-1\",\"7", "sliders-1\",\"7"),
        ("items16-1\",\"7", "items16-2\",\"7"),
        ("items16-1\",\"7", "items16-1\",\"2:7"),
        ("sliders-1\",[7", "items16-1\",[7"),
        ("\"seller\"", "\"buyer\""),
        ("{\"client\":\"赵总\"},\"s", "{\"client\":0},\"s"),
        (",5.0],\"第一次\"]", ",5.0],\"第一次\",1]"),
        (",5.0],\"第一次\"]", ",5.0]]"),
    ] {
        let contradicting = CLIENTS[2].trim().replace(from, to);
        assert_ne!(contradicting, CLIENTS[2].trim());
        assert!(decode_client(&contradicting).is_err(), "{to}");
    }
    let newest = CLIENTS.last().unwrap().trim();
    for text in ["7", "2:7", "1:2:7", "3:7"] {
        let foreign = newest.replace("\"1:7", &format!("\"{text}"));
        assert_ne!(foreign, newest);
        // The version has to be told once.
        assert_eq!(decode_client(&foreign).is_ok(), text == "2:7", "{text}");
    }
    let newer = newest.replace("\"1:7", "\"2:7");
    let (rev, client) = decode_client(&newer).unwrap();
    let items = client.ratings().last().unwrap();
    assert_eq!(
        items.instrument(),
        Instrument::Items(ItemsVersion::V2, Form::Full)
    );
    assert_eq!(encode_client(rev, &client).unwrap(), newer);

    let (rev, myself) = decode_myself(MYSELF_OF_VERSIONS[0].trim()).unwrap();
    let versions = myself.assessments().iter().map(|it| it.answers.version());
    assert_eq!(versions.collect::<Vec<_>>(), [ItemsVersion::V1; 3]);
    assert_eq!((rev, myself.assessments().len()), (4, 3));
    assert_eq!(
        myself
            .course()
            .and_then(|course| course.retrospective_pretest)
            .map(|then| then.id),
        Some(EntryId::new(3))
    );
}

#[test]
fn promises_and_next_contacts_of_version_4() {
    let (_, client) = decode_client(CLIENTS[3].trim()).unwrap();
    let outcomes: Vec<_> = client.promises().iter().map(|one| one.outcome).collect();
    let day = |text: &str| text.parse().unwrap();
    let expected = [
        Some(PromiseOutcome::Kept {
            on: day("2026-03-16"),
            experienced: LikertScore::new(7).unwrap(),
        }),
        Some(PromiseOutcome::Broken {
            on: day("2026-04-20"),
        }),
        Some(PromiseOutcome::Withdrawn {
            on: day("2026-04-05"),
        }),
        None,
    ];
    assert_eq!(outcomes, expected);
    assert_eq!(client.contacts()[0].next, Some(day("2026-03-19")));
    assert_eq!(client.next_contact(day("2026-03-04")), None);
    assert_eq!(
        client.next_contact(day("2026-03-05")),
        Some(day("2026-03-19"))
    );
    let field = |from: &str, to: &str| {
        let damaged = CLIENTS[3].trim().replace(from, to);
        assert_ne!(damaged, CLIENTS[3].trim(), "{from}");
        match decode_client(&damaged) {
            Err(DecodeError::Invalid { field, .. }) => field,
            Err(DecodeError::Malformed(_)) => "malformed",
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(field("\"2026-03-17\",6", "\"2026-03-17\",8"), "expected");
    assert_eq!(field("\"2026-03-16\",7", "\"2026-03-16\",0"), "experienced");
    assert_eq!(field("\"2026-03-16\",7", "\"2026-03-09\",7"), "promise");
    assert_eq!(field("\"2026-03-17\"", "\"2026-03-09\""), "promise");
    assert_eq!(field("{\"broken\":", "{\"lost\":"), "malformed");
    assert_eq!(field("\"2026-03-19\"]", "\"soon\"]"), "next contact");
    assert_eq!(field("\"2026-03-10\",0,", "\"2026-03-10\",2,"), "rater");
    assert_eq!(field("\"1:76545", "\"3:76545"), "instrument");
    assert_eq!(field("\"1:76545", "\"76545"), "instrument");
    assert_eq!(field("\"1:76545", "\"1:7654"), "answers");
    assert_eq!(field("扫码作答\"]", "扫码作答\",1]"), "malformed");
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

    let field = |from: &str, to: &str| {
        let damaged = FEEDBACK.trim().replace(from, to);
        assert_ne!(damaged, FEEDBACK.trim(), "{from}");
        match decode_client(&damaged) {
            Err(DecodeError::Invalid { field, .. }) => field,
            Err(DecodeError::Malformed(_)) => "malformed",
            other => panic!("{other:?}"),
        }
    };
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

    let field = |from: &str, to: &str| {
        let damaged = ACTIONS.trim().replace(from, to);
        assert_ne!(damaged, ACTIONS.trim(), "{from}");
        match decode_client(&damaged) {
            Err(DecodeError::Invalid { field, .. }) => field,
            Err(DecodeError::Malformed(_)) => "malformed",
            other => panic!("{other:?}"),
        }
    };
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

/// The space of a browser is short, and ratings are most of what lies in it.
#[test]
fn a_rating_without_its_note_takes_at_most_60_characters() {
    let encoded = |rater: Rater, measurement: Measurement| {
        let (_, mut client) = decode_client(CLIENTS[3].trim()).unwrap();
        let without = encode_client(1, &client).unwrap().encode_utf16().count();
        let rating = Rating {
            id: EntryId::new(u64::MAX),
            date: "2026-08-31".parse().unwrap(),
            rater,
            measurement,
            is_blind: false,
            note: Note::default(),
            evidence: Vec::new(),
        };
        client.put(Record::Rating(rating)).unwrap();
        // With the comma between two.
        encode_client(1, &client).unwrap().encode_utf16().count() - without
    };
    let ten = Score::new(10.0).ok();
    let sliders = || Measurement::Sliders(PerDimension([ten; 4]));
    let items = || Measurement::Items("7777777777777777".parse().unwrap());
    for rater in [Rater::Seller, Rater::Peer] {
        for measurement in [sliders(), items()] {
            let characters = encoded(rater.clone(), measurement);
            assert!(characters <= 60, "{characters}");
        }
    }
    let name = Name::new("赵总").unwrap();
    assert!(encoded(Rater::Client(name), items()) <= 60);
}

#[test]
fn a_migrated_document_says_so_of_itself() {
    let shared = Shared::default();
    shared.set(CLIENT, CLIENTS[0].trim()).unwrap();
    let mut replica = replica(&shared);
    let client = only(&replica);
    put(&mut replica, &client).unwrap();
    let written = shared.get(CLIENT).unwrap().unwrap();
    assert!(written.starts_with("{\"v\":4,\"rev\":8,"), "{written}");
}

/// tldraw#10514: of two tabs of unlike versions, one erased what the other had drawn.
#[test]
fn an_older_app_never_writes_over_a_newer_document() {
    let shared = Shared::default();
    shared.set(CLIENT, CLIENTS[1].trim()).unwrap();
    let mut old = replica(&shared);
    let client = only(&old);
    let newer = CLIENTS[1].trim().replace("\"v\":2", "\"v\":5");
    shared.set(CLIENT, &newer).unwrap();
    let reason = DecodeError::TooNew { found: 5 };
    let expected = SaveError::Occupied(reason.clone());
    assert_eq!(put(&mut old, &client), Err(expected));
    assert_eq!(shared.get(CLIENT).unwrap(), Some(newer));
    assert_eq!(old.clients().count(), 0, "it is shown as it is: read-only");
    assert_eq!(unreadable(&old)[0].reason, reason);
}

#[test]
fn each_damage_has_its_reason() {
    let reason = |text: &str| {
        let shared = Shared::default();
        shared.set(CLIENT, text).unwrap();
        unreadable(&replica(&shared)).remove(0).reason
    };
    let with = |from: &str, to: &str| {
        assert!(CLIENTS[0].contains(from), "{from} is not in the fixture");
        CLIENTS[0].replace(from, to)
    };
    assert!(matches!(reason("{"), DecodeError::Malformed(_)));
    assert_eq!(
        reason(&with("\"v\":1", "\"v\":5")),
        DecodeError::TooNew { found: 5 }
    );
    assert_eq!(
        reason(&with("\"v\":1", "\"v\":0")),
        DecodeError::NoSuchVersion(0)
    );
    let invalid = |text: &str| match reason(text) {
        DecodeError::Invalid { field, .. } => field,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        invalid(&with("\"sliders-1\"", "\"sliders-9\"")),
        "instrument"
    );
    assert_eq!(invalid(&with("7.6", "17.6")), "scores");
    assert_eq!(
        invalid(&with("2026-03-05\",\"visit", "2026-02-30\",\"visit")),
        "contact date"
    );
    assert_eq!(
        invalid(&with("2026-03-05\",\"visit", "2020-03-05\",\"visit")),
        "date"
    );
    assert_eq!(invalid(&with("00000000000000ff", "00000000000000fe")), "id");
    assert_eq!(invalid(&with("0000000000000002", "0000000000000001")), "id");
    assert!(matches!(
        reason(&with("\"tags\"", "\"more\"")),
        DecodeError::Malformed(_)
    ));
}

#[test]
fn what_cannot_be_read_can_only_be_discarded_on_purpose() {
    let shared = Shared::default();
    shared.set(SETTINGS, "?").unwrap();
    let mut replica = replica(&shared);
    let saved = now(replica.put_settings(Settings::default()));
    assert!(matches!(saved, Err(SaveError::Occupied(_))));
    assert_eq!(shared.get(SETTINGS).unwrap().as_deref(), Some("?"));
    let damaged = unreadable(&replica).remove(0);
    replica.discard(&damaged).unwrap();
    now(replica.put_settings(Settings::default())).unwrap();
}

/// excalidraw#8395: a write that failed was reported as done.
#[test]
fn a_failed_write_is_told_and_changes_nothing() {
    for (fault, expected) in [
        (Fault::Full, SaveError::Full),
        (Fault::Blocked, SaveError::Unavailable("blocked".to_owned())),
        (Fault::Forgets, SaveError::NotKept),
    ] {
        let faulty = Faulty::default();
        faulty.shared.set(CLIENT, CLIENTS[1].trim()).unwrap();
        let mut replica = now(Replica::open(
            Repository::new(faulty.clone()),
            records::today(),
        ))
        .unwrap();
        let client = only(&replica).out_of_bin();
        faulty.breaks(fault, 0);
        assert_eq!(put(&mut replica, &client), Err(expected));
        let stored = faulty.shared.get(CLIENT).unwrap();
        assert_eq!(stored.as_deref(), Some(CLIENTS[1].trim()));
        assert_ne!(only(&replica), client, "the page shows what a reload shows");
        faulty.mend();
        assert!(replica.last_change().is_none());
        put(&mut replica, &client).unwrap();
    }
}

#[test]
fn what_was_undone_can_be_redone_until_something_else_is_changed() {
    let shared = Shared::default();
    let mut one = replica(&shared);
    let client = decode_client(CLIENTS[1].trim()).unwrap().1.out_of_bin();
    assert_eq!(now(one.redo()), Ok(false));
    put(&mut one, &client).unwrap();
    let renamed = |name| {
        let mut client = client.clone();
        client.profile.name = Name::new(name).unwrap();
        client
    };
    let states = [client.clone(), renamed("Bea"), renamed("Cleo")];
    for state in &states[1..] {
        put(&mut one, state).unwrap();
    }
    for state in states[..2].iter().rev() {
        assert_eq!(now(one.undo()), Ok(true));
        assert_eq!(only(&one), *state);
    }
    for state in &states[1..] {
        assert_eq!(now(one.redo()), Ok(true));
        assert_eq!(only(&one), *state);
        assert_eq!(only(&replica(&shared)), *state, "it is stored");
    }
    assert_eq!(now(one.redo()), Ok(false));

    // A redone change can be undone, and one of another tab meanwhile is not overwritten.
    assert_eq!(now(one.undo()), Ok(true));
    put(&mut replica(&shared), &renamed("Dora")).unwrap();
    let redone = now(one.redo());
    assert!(matches!(redone, Err(SaveError::Changed(_))), "{redone:?}");
    assert_eq!(only(&replica(&shared)), renamed("Dora"));

    put(&mut one, &renamed("Eve")).unwrap();
    assert_eq!(now(one.redo()), Ok(false), "it was made from another state");
}

/// A restore stores clients and settings: one undo reverses both.
#[test]
fn clients_and_settings_are_one_change() {
    let faulty = Faulty::default();
    faulty.shared.set(CLIENT, CLIENTS[1].trim()).unwrap();
    let mut replica = now(Replica::open(
        Repository::new(faulty.clone()),
        records::today(),
    ))
    .unwrap();
    let (before, after) = (only(&replica), only(&replica).out_of_bin());
    let settings = Settings {
        language: Some(Language::En),
        ..Settings::default()
    };
    let wanted = || {
        let [before, after] = [&before, &after].map(|client| Some(Arc::new(client.clone())));
        ChangeSet {
            clients: vec![Change { before, after }],
            settings: Some(Change {
                before: Settings::default(),
                after: settings,
            }),
            ..ChangeSet::default()
        }
    };
    now(replica.change(wanted())).unwrap();
    assert_eq!(
        (only(&replica), *replica.settings()),
        (after.clone(), settings)
    );
    assert_eq!(now(replica.undo()), Ok(true));
    assert_eq!(
        (only(&replica), *replica.settings()),
        (before.clone(), Settings::default())
    );
    assert!(replica.last_change().is_none());
    assert_eq!(now(replica.redo()), Ok(true));
    assert_eq!(
        (only(&replica), *replica.settings()),
        (after.clone(), settings)
    );
    assert_eq!(now(replica.undo()), Ok(true));

    // If the settings cannot be stored, the clients are not changed either.
    faulty.shared.set(SETTINGS, "?").unwrap();
    let stored = now(replica.change(wanted()));
    assert!(matches!(stored, Err(SaveError::Occupied(_))), "{stored:?}");
    assert_eq!(
        (only(&replica), *replica.settings()),
        (before, Settings::default())
    );
    assert!(replica.last_change().is_none());
    assert_eq!(faulty.shared.get(SETTINGS).unwrap().as_deref(), Some("?"));
}

#[test]
fn other_keys_of_the_origin_are_let_be() {
    let shared = Shared::default();
    shared.set("someone-else", "{}").unwrap();
    let replica = replica(&shared);
    assert!(replica.clients().count() == 0 && replica.unreadable().count() == 0);
    assert_eq!(shared.get("someone-else").unwrap().as_deref(), Some("{}"));
}

/// super-productivity#4692: an empty state was saved over a full one. Opening writes nothing at
/// all, even if the store could not be read at first.
#[test]
fn opening_writes_nothing() {
    let faulty = Faulty::default();
    faulty.shared.set(CLIENT, CLIENTS[0].trim()).unwrap();
    faulty.shared.set(SETTINGS, "?").unwrap();
    let stored = || {
        let mut keys = faulty.shared.keys().unwrap();
        keys.sort();
        let text = |key: &String| faulty.shared.get(key).unwrap();
        keys.iter().map(text).collect::<Vec<_>>()
    };
    let before = stored();
    for after in 0..8 {
        faulty.breaks(Fault::Blocked, after);
        let opened = now(Replica::open(
            Repository::new(faulty.clone()),
            records::today(),
        ));
        faulty.mend();
        if let Ok(mut replica) = opened {
            now(replica.refresh()).unwrap();
        }
        assert_eq!(stored(), before);
    }
}

/// Found by fuzzing: a number of many digits changed by its last bit each time it was stored.
#[test]
fn numbers_are_read_as_they_were_written() {
    let long = "0.2444444444444444444444444444448";
    let text = SETTINGS_OF_VERSIONS[1].trim().replace("0.8", long);
    let settings = decode_settings(&text).unwrap();
    assert_eq!(Ok(settings.assumptions.score_sem()), long.parse::<f64>());
    let written = encode_settings(&settings).unwrap();
    assert_eq!(decode_settings(&written), Ok(settings));
    let newest = SETTINGS_OF_VERSIONS[2].trim();
    for printed in ["0.24444444444449", "4.44444444444449", "0.10000000000001"] {
        let text = newest.replace("0.8", printed);
        let settings = decode_printed_settings(&text);
        assert_eq!(settings, decode_settings(&text).ok());
        assert_eq!(
            Ok(settings.unwrap().assumptions.score_sem()),
            printed.parse()
        );
    }
}

/// A document under another client's key is damaged too: it is kept, and not merged with.
#[test]
fn a_document_of_another_client_is_not_written_over() {
    let shared = Shared::default();
    shared.set(CLIENT, CLIENTS[1].trim()).unwrap();
    let mut replica = replica(&shared);
    let client = only(&replica).out_of_bin();
    let other = CLIENTS[1].replace("00000000000000ff", "00000000000000fe");
    shared.set(CLIENT, &other).unwrap();
    let saved = put(&mut replica, &client);
    assert!(matches!(saved, Err(SaveError::Occupied(_))), "{saved:?}");
    assert_eq!(shared.get(CLIENT).unwrap(), Some(other));
}
