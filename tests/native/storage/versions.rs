//! The documents of every version load, and those of the newest one are written back without loss.

use trust_velocity::{
    documents::{
        CLIENT_VERSION, DecodeError, VERSION, decode_client, decode_myself,
        decode_printed_settings, decode_settings, encode_client, encode_myself, encode_settings,
    },
    domain::{
        BackupReminder, Dimension, EntryId, FilterName, Form, Instrument, ItemsVersion, Language,
        LikertScore, ListFilter, Measurement, Name, Need, Note, Order, PerDimension,
        PromiseOutcome, Rater, Rating, Record, RelationshipKind, Respondent, Score, Severity,
        Stage, Unit,
    },
    storage::Backend,
};

use super::{CLIENT, CLIENTS, SETTINGS_OF_VERSIONS, only, put, replica};
use crate::backends::Shared;

const MYSELF_OF_VERSIONS: [&str; 2] = [
    include_str!("../../fixtures/myself-v3.json"),
    include_str!("../../fixtures/myself-v4.json"),
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
