//! Summaries say what the records say, until the day they name, and are stored without loss.

use std::collections::BTreeSet;

use proptest::{
    collection::vec, prelude::*, sample::Index, strategy::ValueTree, test_runner::TestRunner,
};
use trust_velocity::{
    documents::{
        SHARDS, Shard, StoredSummary, assumptions_fingerprint, decode_shard, encode_client,
        encode_shard, fingerprint, shard_of, shard_with, shard_without,
    },
    domain::{
        ActionOrigin, ActionOutcome, ActionReview, Assumptions, CivilDate, Client, ClientId,
        EntryId, Instrument, Name, NonEmptyText, OpenKind, PerDimension, PlannedAction, Profile,
        Rater, Rating, Record, RelationshipKind, Score, Stage, Summary,
        velocity::{Series, trend, unrecovered_breach},
    },
};

use crate::{
    any,
    properties::{assumptions, histories},
    records,
};

proptest! {
    #[test]
    fn a_summary_holds_until_the_day_it_names(
        history in histories(),
        assumptions in assumptions(),
    ) {
        let (client, today) = (history.client(), history.day(history.as_of));
        let summary = Summary::of(&client, &assumptions, today);
        let end = summary.changes_on;
        for day in days_to_try(&client, &assumptions, today) {
            if end.is_some_and(|end| end <= day) {
                prop_assert!(!summary.stands_on(day));
                continue;
            }
            prop_assert!(summary.stands_on(day));
            prop_assert_eq!(&Summary::of(&client, &assumptions, day), &summary);
            says_what_the_records_say(&summary, &client, &assumptions, day)?;
        }
        if let Some(end) = end {
            prop_assert!(today < end);
            let is_entered = client.entries().any(|entry| entry.date() == end);
            let mut then = Summary::of(&client, &assumptions, end);
            then.changes_on = summary.changes_on;
            prop_assert!(is_entered || then != summary);
        }
    }

    #[test]
    fn a_summary_has_what_is_searched(client in any::clients(), today in any::dates()) {
        let summary = Summary::of(&client, &Assumptions::default(), today);
        let profile = Profile {
            name: summary.name,
            organisation: summary.organisation,
            title: summary.title,
            tags: summary.tags,
            note: client.profile.note.clone(),
        };
        prop_assert_eq!(&profile, &client.profile);
        prop_assert_eq!((summary.id, summary.is_example), (client.id(), client.is_example()));
        let relationship = (summary.kind, summary.recommended_by);
        prop_assert_eq!(relationship, (client.kind, client.recommended_by()));
        let dates = (summary.binned, summary.first_contact);
        prop_assert_eq!(dates, (client.binned(), client.first_contact()));
    }

    #[test]
    fn only_the_assumptions_of_the_fingerprint_matter(
        history in histories(),
        a in assumptions(),
        b in assumptions(),
    ) {
        let (client, today) = (history.client(), history.day(history.as_of));
        let b = Assumptions::new(a.score_sem(), a.window_days(), b.thresholds(), b.cadence()).unwrap();
        prop_assert_eq!(assumptions_fingerprint(&a), assumptions_fingerprint(&b));
        prop_assert_eq!(Summary::of(&client, &a, today), Summary::of(&client, &b, today));
    }

    #[test]
    fn what_is_encoded_is_decoded(
        clients in vec(any::clients(), 0..4),
        history in histories(),
        assumptions in assumptions(),
        today in any::dates(),
        rev: u64,
        record: u32,
    ) {
        let made = assumptions_fingerprint(&assumptions);
        let mut summaries: Vec<_> = clients
            .iter()
            .map(|client| Summary::of(client, &assumptions, today))
            .collect();
        summaries.push(Summary::of(&history.client(), &assumptions, history.day(history.as_of)));
        let summaries: Vec<_> = summaries
            .into_iter()
            .map(|summary| StoredSummary { rev, record, summary })
            .collect();
        let text = encode_shard(made, today, &summaries);
        let shard = Shard { assumptions: made, day: today, summaries };
        prop_assert_eq!(decode_shard(&text), Some(shard));
    }

    #[test]
    fn a_cut_text_gives_only_whole_summaries(
        clients in vec(any::clients(), 1..4),
        today in any::dates(),
        cut in any::<Index>(),
    ) {
        let summaries: Vec<_> = clients.iter().map(|client| stored(client, today)).collect();
        let text = encode_shard(1, today, &summaries);
        let cut = cut.index(text.chars().count());
        let text: String = text.chars().take(cut).collect();
        match decode_shard(&text) {
            Some(shard) => prop_assert!(summaries.starts_with(&shard.summaries)),
            None => prop_assert!(!text.contains('\n')),
        }
    }

    #[test]
    fn any_text_is_taken_without_a_panic(text in "[\\PC\n\t0-9a-f=\\\\]{0,80}") {
        prop_assert_eq!(decode_shard(&text), None);
        let id = ClientId::new(1);
        prop_assert!(shard_without(&text, id).len() <= text.len());
    }
}

/// Each day of a year, and every day around which an entry or the window could change something.
fn days_to_try(client: &Client, assumptions: &Assumptions, today: CivilDate) -> Vec<CivilDate> {
    let window = i64::from(assumptions.window_days());
    let near = client.entries().flat_map(|entry| {
        let around = [-1, 0, 1, window - 1, window, window + 1];
        around.map(|days| entry.date().plus_days(days))
    });
    let year = (0..365).map(|days| today.plus_days(days));
    let days: BTreeSet<_> = year.chain(near).flatten().collect();
    days.into_iter().filter(|day| today <= *day).collect()
}

/// Compares with the figures as the client's page computes them.
fn says_what_the_records_say(
    summary: &Summary,
    client: &Client,
    assumptions: &Assumptions,
    day: CivilDate,
) -> Result<(), TestCaseError> {
    let series = Series::of(client, &Rater::Seller, Instrument::Sliders1, day);
    let trend = trend(&series, assumptions);
    prop_assert_eq!(summary.verdict(day), trend.verdict);
    let line = trend
        .line
        .map(|l| (l.from, l.to, l.per_day, l.standard_error, l.low, l.high));
    let slope = summary
        .slope
        .map(|s| (s.from, s.to, s.per_day, s.standard_error, s.low(), s.high()));
    prop_assert_eq!(slope, line);
    prop_assert!(
        summary
            .slope
            .is_none_or(|slope| slope.points == trend.points)
    );
    prop_assert_eq!(
        summary.total,
        series.complete().last().map(|(_, total)| total)
    );
    prop_assert_eq!(summary.latest, series.latest_known());
    let contact = client
        .last_contact(day)
        .map(|last| (last.date, last.channel));
    prop_assert_eq!(summary.last_contact, contact);
    let stage = client.stage_on(day).map(|entry| (entry.stage, entry.date));
    prop_assert_eq!(summary.stage, stage);
    let breach = unrecovered_breach(&series).map(|breach| breach.date);
    prop_assert_eq!(summary.unrecovered_breach, breach);
    let by_seller = |rating: &Rating| rating.rater == Rater::Seller && rating.date <= day;
    let rated = client.ratings().iter().filter(|rating| by_seller(rating));
    prop_assert_eq!(summary.last_rating, rated.map(|rating| rating.date).max());
    let is_feedback = |rating: &&Rating| matches!(rating.rater, Rater::Client(_));
    let feedback = client.ratings().iter().filter(is_feedback);
    let feedback = feedback.map(|rating| rating.date);
    prop_assert_eq!(
        summary.last_feedback,
        feedback.filter(|date| *date <= day).max()
    );
    Ok(())
}

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

fn stored(client: &Client, today: CivilDate) -> StoredSummary {
    StoredSummary {
        rev: 12,
        record: fingerprint(&encode_client(12, client).unwrap()),
        summary: Summary::of(client, &Assumptions::default(), today),
    }
}

/// A client met every other week for half a year, and rated as often.
fn typical_client(id: u64) -> Client {
    let first = day("2026-01-05");
    let mut client = records::client(first).with_id(ClientId::new(0x9e37_79b9_7f4a_7c15 ^ id));
    let name = |text| Name::new(text).unwrap();
    client.profile.name = name("陈晓东");
    client.profile.organisation = Some(name("华东精密机械有限公司"));
    client.profile.title = Some(name("设备采购经理"));
    client.profile.tags = vec![name("制造业"), name("华东")];
    for visit in 0..12_u32 {
        let date = first.plus_days(i64::from(visit) * 15).unwrap();
        let score = |start: u32| Score::new(f64::from(start + 3 * visit) / 10.0).ok();
        let scores = PerDimension([score(41), score(52), score(33), score(47)]);
        let id = u64::from(visit);
        let seller = records::rating(id, date, Rater::Seller, scores);
        client.put(seller).unwrap();
        client.put(records::contact(100 + id, date, 60)).unwrap();
    }
    let theirs = Rater::Client(name("陈晓东"));
    let scores = PerDimension([Score::new(6.0).ok(); 4]);
    let entries = [
        records::rating(200, day("2026-06-01"), theirs, scores),
        records::stage(300, first, Stage::Initial),
        records::stage(301, day("2026-03-01"), Stage::Deepening),
        records::breach(400, day("2026-03-02")),
    ];
    client.put_all(entries.to_vec()).unwrap();
    // Some are no clients, and some are recommended.
    client.kind = RelationshipKind::Supplier;
    let by = Some(ClientId::new(u64::MAX)).filter(|_| id.is_multiple_of(256));
    client.set_recommended_by(by).unwrap();
    client
}

#[test]
fn a_typical_summary_takes_at_most_250_characters() {
    let today = day("2026-06-26");
    let stored: Vec<_> = (0..47)
        .map(|id| stored(&typical_client(id << 6), today))
        .collect();
    let shards: BTreeSet<_> = stored.iter().map(|s| shard_of(s.summary.id)).collect();
    assert_eq!(shards.len(), 1);
    let text = encode_shard(u64::MAX, today, &stored);
    assert!(
        stored
            .iter()
            .all(|s| s.summary.slope.is_some() && s.summary.changes_on.is_some())
    );
    // The storage counts in UTF-16.
    let characters = text.encode_utf16().count() / stored.len();
    assert!(characters <= 250, "{characters} characters:\n{text}");
}

#[test]
fn a_summary_knows_the_first_of_all_that_planned_actions_ask_for() {
    let today = day("2026-06-26");
    let action = |id, due: &str, what: &str, review: Option<&str>| {
        Record::Action(PlannedAction {
            id: EntryId::new(id),
            date: day("2026-06-01"),
            due: day(due),
            what: NonEmptyText::new(what).unwrap(),
            origin: ActionOrigin::Own,
            outcome: review.map(|_| ActionOutcome::Done(day("2026-06-02"))),
            review: review.map(|on| ActionReview {
                on: day(on),
                result: None,
            }),
        })
    };
    let of = |entries: Vec<Record>| {
        let mut client = typical_client(1);
        client.put_all(entries).unwrap();
        let stored = stored(&client, today);
        let text = encode_shard(7, today, std::slice::from_ref(&stored));
        assert_eq!(decode_shard(&text).unwrap().summaries[0], stored);
        let open = stored.summary.open.into_iter();
        let known = open.map(|open| {
            let what = open.what.as_str().to_owned();
            (open.id.number(), open.kind, open.due.to_string(), what)
        });
        known.collect::<Vec<_>>()
    };
    let known = |id, kind, due: &str, what: &str| (id, kind, due.to_owned(), what.to_owned());
    assert_eq!(of(vec![]), []);
    let later = action(500, "2026-07-01", "later", None);
    let overdue = action(501, "2026-06-10", &"长".repeat(50), None);
    let review = action(502, "2026-06-03", "看\t看\n第二行", Some("2026-06-30"));
    let cut = format!("{}…", "长".repeat(40));
    assert_eq!(
        of(vec![later, overdue, review]),
        [
            known(501, OpenKind::Action, "2026-06-10", &cut),
            known(502, OpenKind::Review, "2026-06-30", "看\t看…"),
            known(500, OpenKind::Action, "2026-07-01", "later"),
        ]
    );
    // All steps of a repair, and no more of what waits behind them.
    let days = ["06-06", "06-05", "06-04", "06-03", "06-02", "06-07"];
    let steps = (510..).zip(days);
    let steps = steps.map(|(id, due)| action(id, &format!("2026-{due}"), "step", None));
    let ids: Vec<_> = of(steps.collect()).iter().map(|known| known.0).collect();
    assert_eq!(ids, [514, 513, 512, 511, 510]);
}

#[test]
fn the_day_of_change_is_that_on_which_a_rating_leaves_the_window() {
    let mut client = typical_client(1);
    client.remove(EntryId::new(400));
    let on = |today: &str| {
        let summary = Summary::of(&client, &Assumptions::default(), day(today));
        let slope = summary.slope.unwrap();
        (slope.from, slope.points, summary.changes_on)
    };
    // The rating of 2026-04-05 is 89 days old on 2026-07-03.
    let before = (day("2026-04-05"), 6, Some(day("2026-07-04")));
    let after = (day("2026-04-20"), 5, Some(day("2026-07-19")));
    assert_eq!((on("2026-07-03"), on("2026-07-04")), (before, after));
    // The last three stand however old they are.
    let last = (day("2026-05-20"), 3, None);
    assert_eq!((on("2026-08-18"), on("2199-12-31")), (last, last));
}

#[test]
fn a_shard_is_changed_without_reading_the_others() {
    let today = day("2026-06-26");
    let [a, b, c] = [1, 2, 3].map(|id| stored(&typical_client(id), today));
    let ids = |text: &str| {
        let shard = decode_shard(text).unwrap();
        let ids = shard.summaries.iter().map(|stored| stored.summary.id);
        ids.collect::<Vec<_>>()
    };
    let text = encode_shard(7, today, &[a.clone(), b.clone()]);
    let tomorrow = today.plus_days(1).unwrap();

    let added = shard_with(&text, 7, tomorrow, &c);
    assert_eq!(
        added,
        encode_shard(7, tomorrow, &[a.clone(), b.clone(), c.clone()])
    );
    let mut newer = a.clone();
    newer.rev += 1;
    let replaced = shard_with(&text, 7, today, &newer);
    assert_eq!(replaced, encode_shard(7, today, &[b.clone(), newer]));
    assert_eq!(
        shard_without(&text, a.summary.id),
        encode_shard(7, today, std::slice::from_ref(&b))
    );
    assert_eq!(shard_without(&text, c.summary.id), text);

    // Others made under other assumptions, or on a later day, are not kept.
    assert_eq!(ids(&shard_with(&text, 8, today, &c)), [c.summary.id]);
    let yesterday = today.plus_days(-1).unwrap();
    assert_eq!(ids(&shard_with(&text, 7, yesterday, &c)), [c.summary.id]);
    // Neither are damaged ones.
    let damaged = text.replacen("陈晓东", "陈晓冬", 1);
    assert_eq!(
        ids(&shard_with(&damaged, 7, today, &c)),
        [b.summary.id, c.summary.id]
    );
    assert_eq!(ids(&shard_with("", 7, today, &c)), [c.summary.id]);
}

#[test]
fn one_damaged_summary_does_not_cost_the_others() {
    let today = day("2026-06-26");
    let all = [1, 2, 3].map(|id| stored(&typical_client(id), today));
    let text = encode_shard(7, today, &all);
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    for at in 0..all.len() {
        // Without its end, a line is one with the next.
        for (from, to, lost) in [("\t6", "\t7", 1), ("华东", "", 1), ("\n", "", 2)] {
            let mut damaged = lines.clone();
            let line = damaged[at + 1].replacen(from, to, 1);
            damaged[at + 1] = &line;
            let shard = decode_shard(&damaged.concat()).unwrap();
            let is_kept = |place: &usize| *place < at || at + lost <= *place;
            let kept: Vec<_> = (0..all.len()).filter(is_kept).collect();
            assert_eq!(
                shard.summaries,
                kept.iter()
                    .map(|place| all[*place].clone())
                    .collect::<Vec<_>>()
            );
        }
    }
}

#[test]
fn a_text_of_another_version_or_kind_is_absent() {
    let today = day("2026-06-26");
    let text = encode_shard(7, today, &[stored(&typical_client(1), today)]);
    assert!(decode_shard(&text).is_some());
    let (_, rest) = text.split_once('\n').unwrap();
    // The first lines of other versions, with their right checksums.
    let of_version = |version: u8| {
        let body = format!("{version}\t7\tb488");
        format!("{:x}\t{body}\n{rest}", fingerprint(&body))
    };
    let (older, newer) = (of_version(5), of_version(7));
    for foreign in ["", "\n", &older, &newer, rest, r#"{"v":3,"rev":1}"#] {
        assert_eq!(decode_shard(foreign), None, "{foreign}");
    }
    assert_eq!(
        decode_shard(&of_version(6)).map(|shard| shard.summaries.len()),
        Some(1)
    );
}

#[test]
fn every_name_comes_back() {
    let today = day("2026-06-26");
    let mut client = typical_client(1);
    let name = |text| Name::new(text).unwrap();
    client.profile.name = name("a\tb\nc\\d\\te\r\u{1f}");
    client.profile.organisation = Some(name("\\"));
    client.profile.title = None;
    client.profile.tags = vec![name("\\n"), name("🙂\t🙂")];
    let stored = stored(&client, today);
    let text = encode_shard(7, today, std::slice::from_ref(&stored));
    assert_eq!(decode_shard(&text).unwrap().summaries, [stored]);
}

#[test]
fn every_client_has_a_shard() {
    assert!((0..1_000).all(|id| shard_of(ClientId::new(id * 0x1001)) < SHARDS));
}

/// A property over cases that never occur would say nothing.
#[test]
fn the_histories_reach_every_kind_of_change() {
    let mut runner = TestRunner::deterministic();
    let mut seen = BTreeSet::new();
    for _ in 0..2_000 {
        let history = histories().new_tree(&mut runner).unwrap().current();
        let (client, today) = (history.client(), history.day(history.as_of));
        let summary = Summary::of(&client, &Assumptions::default(), today);
        seen.insert(summary.verdict(today).id());
        let Some(end) = summary.changes_on else {
            seen.insert("never changes");
            continue;
        };
        let kinds = client.entries().filter(|entry| entry.date() == end);
        let kinds: Vec<_> = kinds
            .map(|entry| match entry {
                Record::Rating(_) => "rating",
                Record::Contact(_) => "contact",
                Record::Breach(_) => "breach",
                Record::Promise(_) => "promise",
                Record::Feedback(_) => "feedback given",
                Record::Action(_) => "action",
                Record::Stage(_) => "stage",
                Record::Request(_) => "request",
            })
            .collect();
        seen.extend(kinds.is_empty().then_some("leaves"));
        seen.extend(kinds);
        seen.extend(summary.unrecovered_breach.map(|_| "unrecovered"));
        seen.extend(summary.last_feedback.map(|_| "feedback"));
    }
    assert_eq!(seen.len(), 13, "{seen:?}");
}
