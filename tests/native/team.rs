//! Teams: what is shared, what counts, what is hidden, and how it travels.

use std::{collections::BTreeMap, sync::Arc};

use proptest::{collection::vec, prelude::*};
use trust_velocity::{
    documents::{
        DocumentId, OpaqueDocument, TeamDocument, decode_document, decode_report, encode_document,
        encode_report,
    },
    domain::{
        Assumptions, Client, EntryId, Name, PerDimension, Rater, Record, RelationshipKind, Score,
        Stage, Summary,
        team::{
            AcceptedReport, Cell, ClientChoice, FunnelStep, InvalidReport, KeptReport, Membership,
            RatingAge, ReasonKind, SellerOrder, SharedClient, SharedReason, SharedReport, Team,
            TeamFigures, TeamInvitation,
        },
        velocity::{Slope, Verdict},
    },
    exchange::{
        initials,
        link::{
            LinkError, SealedReport, find_reports, find_team_invitation, read_report,
            report_content, write_team_invitation,
        },
        qr,
        sealed::{Ciphertext, SealedTo},
    },
    storage::{Backend, ChangeSet, Replica, Repository},
};

use crate::{
    backends::{Shared, now},
    records,
    team_records::{memberships, reports, shared_clients, team, teams},
};

const TEAM: EntryId = EntryId::new(1);
const TEAM_V6: &str = include_str!("../fixtures/team-v6.json");
const MEMBERSHIP_V6: &str = include_str!("../fixtures/membership-v6.json");

fn day(text: &str) -> trust_velocity::domain::CivilDate {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

/// A client in a stage, rated on a day.
fn client(stage: Option<Stage>, rated: Option<&str>) -> SharedClient {
    SharedClient {
        called: None,
        stage: stage.map(|stage| (stage, day("2026-01-01"))),
        level: None,
        slope: None,
        last_contact: None,
        gate: None,
        unrecovered_breach: None,
        promises_due: 0,
        last_rating: rated.map(day),
        reasons: Vec::new(),
    }
}

fn waits(mut client: SharedClient, kind: ReasonKind, points: u8) -> SharedClient {
    client.reasons.push(SharedReason { kind, points });
    client
}

fn report(seller: u64, edition: u32, date: &str, clients: Vec<SharedClient>) -> SharedReport {
    let seller_name = Some(name(&format!("S{seller}")));
    let seller = EntryId::new(seller);
    SharedReport::new(TEAM, seller, seller_name, day(date), edition, clients).unwrap()
}

fn team_of(is_anonymous: bool, reports: Vec<SharedReport>) -> Team {
    let mut team = team(TEAM, is_anonymous);
    for report in reports {
        team.accept(report);
    }
    team
}

const INITIAL: Option<Stage> = Some(Stage::Initial);
const DEEPENING: Option<Stage> = Some(Stage::Deepening);
const LONG: Option<Stage> = Some(Stage::LongTerm);

#[allow(clippy::unnecessary_wraps, reason = "as the figures have it")]
fn cell(clients: usize, sellers: usize) -> Option<Cell> {
    Some(Cell { clients, sellers })
}

#[test]
fn the_figures_are_those_counted_by_hand() {
    let first = report(
        1,
        1,
        "2026-11-01",
        vec![
            client(INITIAL, Some("2026-11-20")),
            client(DEEPENING, Some("2026-10-21")),
            waits(client(None, None), ReasonKind::Rating, 1),
        ],
    );
    let second = report(
        2,
        4,
        "2026-11-20",
        vec![
            waits(client(INITIAL, Some("2026-08-22")), ReasonKind::Breach, 5),
            waits(client(INITIAL, Some("2026-08-23")), ReasonKind::Rating, 1),
        ],
    );
    let figures = TeamFigures::of(&team_of(false, vec![first, second]), day("2026-11-21"));
    assert_eq!(figures.sellers, 2);
    assert_eq!(figures.all, cell(5, 2));
    let reported = (day("2026-11-01"), day("2026-11-20"));
    assert_eq!(figures.reported, Some(reported));
    let stages = figures.stages.map(|(_, cell)| cell);
    assert_eq!(
        stages,
        [cell(3, 2), cell(1, 1), cell(0, 0), cell(0, 0), cell(1, 1)]
    );
    // 1, 31, 91 and 90 days old.
    let ages = figures.ages.map(|(age, cell)| (age, cell.unwrap().clients));
    assert_eq!(
        ages,
        [
            (RatingAge::Month, 1),
            (RatingAge::Quarter, 2),
            (RatingAge::Older, 1),
            (RatingAge::Unrated, 1)
        ]
    );
    let of = |kind| figures.reasons.iter().find(|it| it.0 == kind).unwrap().1;
    assert_eq!(of(ReasonKind::Rating), cell(2, 2));
    assert_eq!(of(ReasonKind::Breach), cell(1, 1));
    assert_eq!(of(ReasonKind::Trend), cell(0, 0));
    assert_eq!(figures.drawn, cell(0, 0));
}

#[test]
fn who_waits_is_ordered_by_points_and_no_seller_by_figures() {
    let two = waits(
        waits(client(INITIAL, None), ReasonKind::Contact, 4),
        ReasonKind::Rating,
        1,
    );
    let first = vec![
        waits(client(INITIAL, None), ReasonKind::Rating, 1),
        two,
        client(LONG, None),
    ];
    let second = vec![waits(client(INITIAL, None), ReasonKind::Breach, 5)];
    let team = team_of(
        false,
        vec![
            report(9, 1, "2026-11-02", first),
            report(8, 1, "2026-11-03", second),
        ],
    );
    let waiting = team.waiting();
    let order: Vec<_> = waiting
        .iter()
        .map(|it| (it.kept.report.seller.number(), it.at, it.client.points()))
        .collect();
    assert_eq!(order, [(8, 0, 5), (9, 1, 5), (9, 0, 1)]);
    let sellers = |order| {
        let reports = team.reports_by(order).into_iter();
        reports
            .map(|kept| kept.report.seller.number())
            .collect::<Vec<_>>()
    };
    assert_eq!(sellers(SellerOrder::Name), [8, 9]);
    assert_eq!(sellers(SellerOrder::Reported), [8, 9]);
}

#[test]
fn a_later_edition_replaces_an_earlier_one_and_its_counts_are_kept() {
    let mut team = team_of(false, Vec::new());
    let one = report(7, 1, "2026-09-01", vec![client(INITIAL, None)]);
    let two = report(7, 2, "2026-10-01", vec![client(DEEPENING, None)]);
    assert_eq!(team.accept(one.clone()), AcceptedReport::New);
    assert_eq!(team.accept(two.clone()), AcceptedReport::Replaced);
    assert_eq!(team.accept(one.clone()), AcceptedReport::Older);
    assert_eq!(team.accept(two.clone()), AcceptedReport::Repeated);
    let other = SharedReport::new(EntryId::new(2), one.seller, None, one.date(), 9, Vec::new());
    assert_eq!(team.accept(other.unwrap()), AcceptedReport::OtherTeam);
    let beside = report(
        8,
        1,
        "2026-09-15",
        vec![client(LONG, None), client(LONG, None)],
    );
    assert_eq!(team.accept(beside), AcceptedReport::New);
    let kept = &team.reports()[0];
    assert_eq!(kept.report, two);
    assert_eq!(kept.former, [(day("2026-09-01"), [1, 0, 0, 0, 0])]);
    let step = |date, sellers, tally| FunnelStep {
        date: day(date),
        sellers,
        tally,
    };
    assert_eq!(
        team.funnel_steps(),
        [
            step("2026-09-01", 1, [1, 0, 0, 0, 0]),
            step("2026-09-15", 2, [1, 0, 2, 0, 0]),
            step("2026-10-01", 2, [0, 1, 2, 0, 0]),
        ]
    );
    // Of two editions of one day the later one stands, and the oldest go.
    for edition in 3..60 {
        let date = day("2026-10-01").plus_days(i64::from(edition)).unwrap();
        team.accept(report(7, edition, &date.to_string(), Vec::new()));
        team.accept(report(7, edition, &date.to_string(), Vec::new()));
    }
    assert_eq!(team.reports()[0].former.len(), KeptReport::MAX_FORMER);
    assert_eq!(team.clone().without(EntryId::new(7)).reports().len(), 1);
}

#[test]
fn an_anonymous_team_hides_groups_under_three_sellers() {
    let named = |mut client: SharedClient| {
        client.called = Some(name("陈工"));
        client
    };
    let one = |seller, clients| report(seller, 1, "2026-11-01", clients);
    let two = team_of(
        true,
        vec![
            one(1, vec![client(INITIAL, None)]),
            one(2, vec![client(INITIAL, None)]),
        ],
    );
    let today = day("2026-11-02");
    let hidden = TeamFigures::of(&two, today);
    assert_eq!((hidden.sellers, hidden.all, hidden.drawn), (2, None, None));
    assert!(hidden.stages.iter().all(|(_, cell)| cell.is_none()));
    assert!(hidden.reasons.iter().all(|(_, cell)| cell.is_none()));
    let four = team_of(
        true,
        vec![
            one(
                1,
                vec![client(INITIAL, None), named(client(DEEPENING, None))],
            ),
            one(2, vec![client(INITIAL, None), client(LONG, None)]),
            one(3, vec![client(INITIAL, None), client(LONG, None)]),
            one(
                4,
                vec![
                    client(LONG, None),
                    waits(client(LONG, None), ReasonKind::Trend, 3),
                ],
            ),
        ],
    );
    let figures = TeamFigures::of(&four, today);
    assert_eq!(figures.all, cell(8, 4));
    // Deepening is one seller's. The sum would tell it, so the smaller of the others is hidden too.
    let stages = figures.stages.map(|(_, cell)| cell);
    assert_eq!(stages, [None, None, cell(4, 3), cell(0, 0), cell(0, 0)]);
    let trend = figures.reasons.iter().find(|it| it.0 == ReasonKind::Trend);
    assert_eq!(trend.unwrap().1, None);
    assert_eq!(four.waiting(), []);
    assert_eq!(four.funnel_steps(), []);
    for kept in four.reports() {
        assert_eq!(kept.report.name, None);
        assert!(kept.report.clients().iter().all(|it| it.called.is_none()));
    }
}

/// A client with a rising trend, in the middle of everything.
fn full() -> Client {
    let mut client = records::client(day("2026-01-01"));
    client
        .put(records::stage(1, day("2026-02-01"), Stage::Deepening))
        .unwrap();
    client
        .put(records::contact(2, day("2026-05-01"), 30))
        .unwrap();
    for (id, date, score) in [
        (3, "2026-03-01", 2.0),
        (4, "2026-04-01", 4.0),
        (5, "2026-05-01", 7.0),
    ] {
        let scores = PerDimension([Score::new(score).ok(); 4]);
        let rating = records::rating(id, day(date), Rater::Seller, scores);
        client.put(rating).unwrap();
    }
    client
}

fn summary(client: &Client, today: &str) -> Arc<Summary> {
    Arc::new(Summary::of(client, &Assumptions::default(), day(today)))
}

fn membership(is_anonymous: bool) -> Membership {
    let invitation = TeamInvitation {
        team: TEAM,
        name: name("华东"),
        is_anonymous,
        key: vec![4; 65],
        live: None,
    };
    Membership::new(EntryId::new(7), invitation, Some(name("小李")))
}

#[test]
fn what_is_shared_is_the_summary_and_no_more() {
    let today = "2026-05-02";
    let summary = summary(&full(), today);
    let shared = SharedClient::of(&summary, None, &Assumptions::default(), day(today));
    assert_eq!(shared.stage, Some((Stage::Deepening, day("2026-02-01"))));
    assert_eq!((shared.level, shared.gate), (Some(28.0), Some((3, 3))));
    assert_eq!(shared.last_contact, Some(day("2026-05-01")));
    assert_eq!(shared.last_rating, Some(day("2026-05-01")));
    assert_eq!(shared.verdict(day(today)), Verdict::Rising);
    assert_eq!(shared.reasons, []);
    // A month later nobody has called.
    let later = SharedClient::of(&summary, None, &Assumptions::default(), day("2026-06-01"));
    assert_eq!(later.reasons[0].kind, ReasonKind::Contact);
    let snoozed = Arc::new(Summary {
        snoozed_until: Some(day("2026-07-01")),
        ..Summary::clone(&summary)
    });
    let snoozed = SharedClient::of(&snoozed, None, &Assumptions::default(), day("2026-06-01"));
    assert_eq!(snoozed.reasons, []);
    // Nothing of notes or names is in what is sent.
    let report = SharedReport::new(TEAM, EntryId::new(7), None, day(today), 1, vec![shared]);
    let json = encode_report(&report.unwrap()).unwrap();
    assert!(!json.contains(summary.name.as_str()), "{json}");
}

#[test]
fn each_client_is_shared_as_its_seller_chose() {
    let today = day("2026-05-02");
    let of = |client: &Client| summary(client, "2026-05-02");
    let plain = of(&full());
    let example = Arc::new(Summary {
        is_example: true,
        ..Summary::clone(&plain)
    });
    let binned = Arc::new(Summary {
        binned: Some(today),
        ..Summary::clone(&plain)
    });
    let colleague = Arc::new(Summary {
        kind: RelationshipKind::TeamMember,
        ..Summary::clone(&plain)
    });
    let all = [plain.clone(), example, binned, colleague];
    let assumptions = Assumptions::default();
    let shared =
        |membership: &Membership| membership.shared(all.iter(), initials, &assumptions, today);
    let called = |membership: &Membership| {
        let shared = shared(membership);
        assert_eq!(shared.len(), 1);
        shared[0].client.clone().map(|client| client.called)
    };
    let mut mine = membership(false);
    assert_eq!(called(&mine), Some(None));
    mine.set_usual(ClientChoice::Named);
    assert_eq!(called(&mine), Some(Some(plain.name.clone())));
    mine.choose(plain.id, ClientChoice::Initials);
    let letters = name(&initials(plain.name.as_str()));
    assert_eq!(called(&mine), Some(Some(letters)));
    mine.choose(plain.id, ClientChoice::Nothing);
    assert_eq!(called(&mine), None);
    assert_eq!(mine.report(&shared(&mine), today).unwrap().clients(), []);
    // A choice that is the usual one again is none of its own.
    mine.set_usual(ClientChoice::Nothing);
    assert!(mine.choices.is_empty());
    let mut unnamed = membership(true);
    unnamed.set_usual(ClientChoice::Named);
    assert_eq!(called(&unnamed), Some(None));
    let report = unnamed.report(&shared(&unnamed), today).unwrap();
    assert_eq!((report.name.clone(), report.edition), (None, 1));
    unnamed.last = Some((4, today));
    assert_eq!(unnamed.report(&[], today).unwrap().edition, 5);
}

#[test]
fn a_report_with_impossible_numbers_is_none() {
    let with = |edit: fn(&mut SharedClient)| {
        let mut one = client(INITIAL, None);
        edit(&mut one);
        let date = day("2026-11-01");
        SharedReport::new(TEAM, EntryId::new(7), None, date, 1, vec![one]).err()
    };
    assert_eq!(with(|_| {}), None);
    assert_eq!(with(|it| it.level = Some(40.1)), Some(InvalidReport::Level));
    assert_eq!(
        with(|it| it.level = Some(f64::NAN)),
        Some(InvalidReport::Level)
    );
    assert_eq!(with(|it| it.gate = Some((3, 2))), Some(InvalidReport::Gate));
    let points = |points| SharedReason {
        kind: ReasonKind::Breach,
        points,
    };
    let reasons = Some(InvalidReport::Reasons);
    assert_eq!(
        with(|it| it.reasons = vec![SharedReason {
            kind: ReasonKind::Breach,
            points: 6
        }]),
        reasons
    );
    let mut many = client(INITIAL, None);
    many.reasons = vec![points(1); 10];
    let date = day("2026-11-01");
    let many = SharedReport::new(TEAM, EntryId::new(7), None, date, 1, vec![many]);
    assert_eq!(many.err(), reasons);
    let slope = |per_day, points| Slope {
        from: day("2026-01-01"),
        to: day("2026-02-01"),
        points,
        window_days: 90,
        per_day,
        standard_error: 0.1,
    };
    for slope in [slope(f64::INFINITY, 3), slope(0.1, 2)] {
        let mut one = client(INITIAL, None);
        one.slope = Some(slope);
        let report = SharedReport::new(TEAM, EntryId::new(7), None, date, 1, vec![one]);
        assert_eq!(report.err(), Some(InvalidReport::Slope));
    }
    let many = vec![client(None, None); SharedReport::MAX_CLIENTS + 1];
    let count = many.len();
    let many = SharedReport::new(TEAM, EntryId::new(7), None, date, 1, many);
    assert_eq!(many.err(), Some(InvalidReport::TooManyClients(count)));
}

/// A report as if encrypted: as many bytes that cannot be compressed.
fn sealed(report: &SharedReport) -> SealedReport {
    let content = report_content(report).unwrap();
    let mut state = 7_u32;
    let bytes = content.bytes().map(|_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    });
    SealedReport {
        team: report.team,
        sealed: SealedTo {
            sender: (0..65).collect(),
            text: Ciphertext::new([9; 12], bytes.chain([0; 16]).collect()),
        },
    }
}

/// Clients that differ as real ones do.
fn varied(count: u32) -> Vec<SharedClient> {
    let varied = |n: u32| {
        let date = |salt: u32| day("2025-01-01").plus_days(i64::from(n * salt % 600));
        let number = |salt: u32| f64::from(n * salt % 9973) / 1e5;
        SharedClient {
            called: Some(name(&format!("客{}户{}", n * 37 % 1000, n))),
            stage: Some((Stage::ALL[n as usize % 4], date(13).unwrap())),
            level: Some(f64::from(n * 31 % 400) / 10.0),
            slope: Some(Slope {
                from: date(17).unwrap(),
                to: date(17).unwrap().plus_days(60).unwrap(),
                points: 3 + n as usize % 5,
                window_days: 90,
                per_day: number(7919),
                standard_error: number(104_729),
            }),
            last_contact: date(19),
            gate: Some((1, 3)),
            unrecovered_breach: None,
            promises_due: 0,
            last_rating: date(23),
            reasons: vec![SharedReason {
                kind: ReasonKind::ALL[n as usize % 8],
                points: 2,
            }],
        }
    };
    (0..count).map(varied).collect()
}

#[test]
fn two_hundred_clients_fit_the_codes_and_the_most_fit_a_text() {
    let of = |count| report(7, 1, "2026-11-01", varied(count));
    let text = sealed(&of(200)).write().unwrap();
    let codes = qr::codes(&text).unwrap().len();
    assert!(codes <= 60, "{codes} codes for {} characters", text.len());
    let most = u32::try_from(SharedReport::MAX_CLIENTS).unwrap();
    let text = sealed(&of(most)).write().unwrap();
    assert_eq!(find_reports(&text).reports, [sealed(&of(most))]);
    assert!(qr::codes(&text).is_err());
}

#[test]
fn a_bad_report_costs_no_other() {
    let good = |seller| sealed(&report(seller, 1, "2026-11-01", varied(3)));
    let [one, two] = [good(1), good(2)].map(|report| report.write().unwrap());
    let cut = &one[..one.len() / 2];
    let invitation = write_team_invitation(&membership(false).team).unwrap();
    let chat = format!("小李：{one}\n\n小王 {cut}\n{invitation}\n> 小张：{two}\n好的");
    let found = find_reports(&chat);
    assert_eq!(found.reports, [good(1), good(2)]);
    let reasons: Vec<_> = found
        .problems
        .into_iter()
        .map(|(_, reason)| reason)
        .collect();
    assert_eq!(reasons, [LinkError::Damaged, LinkError::OtherKind]);
    assert_eq!(find_reports("没有报告").problems, []);
    let long = "信".repeat(700_000);
    assert_eq!(find_reports(&long).problems[0].1, LinkError::TooLong);
    assert_eq!(find_team_invitation(&one), Err(LinkError::OtherKind));
    assert_eq!(
        find_team_invitation(&invitation),
        Ok(membership(false).team)
    );
}

fn stored(document: &TeamDocument) -> (DocumentId, OpaqueDocument) {
    let opaque = OpaqueDocument::of_team(document).unwrap();
    (DocumentId::Team(document.id()), opaque)
}

#[test]
fn the_fixtures_are_read_and_written_as_they_are() {
    for fixture in [TEAM_V6, MEMBERSHIP_V6] {
        let (rev, document) = decode_document(fixture.trim()).unwrap();
        let team = document.team().unwrap();
        let again = OpaqueDocument::of_team(&team).unwrap();
        assert_eq!(encode_document(rev, &again).unwrap(), fixture.trim());
        assert!(document.session().is_err() && document.exercise().is_err());
    }
    let twice = TEAM_V6.trim().replace(
        "]]]]}}}",
        "]]],[[\"0000000000000001\",\"0000000000000007\",null,\"2026-11-22\",2,[]],[]]]}}}",
    );
    let (_, twice) = decode_document(&twice).unwrap();
    assert!(twice.team().is_err());
}

#[test]
fn a_team_is_stored_under_its_key_and_removed_with_undo() {
    let shared = Shared::default();
    let mut replica = now(Replica::open(
        Repository::new(shared.clone()),
        records::today(),
    ))
    .unwrap();
    let (id, document) = stored(&TeamDocument::Led(team(TEAM, false)));
    now(replica.change(ChangeSet::of_document(id, None, Some(document.clone())))).unwrap();
    let key = "trust-velocity/team/0000000000000001";
    assert!(shared.get(key).unwrap().is_some());
    now(replica.change(ChangeSet::of_document(id, Some(document.clone()), None))).unwrap();
    assert_eq!(shared.get(key).unwrap(), None);
    assert_eq!(now(replica.undo()), Ok(true));
    assert_eq!(replica.document(id), Some(&document));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_report_comes_back_as_it_was(report in reports(TEAM)) {
        let json = encode_report(&report).unwrap();
        prop_assert_eq!(decode_report(&json), Ok(report.clone()));
        let content = report_content(&report).unwrap();
        prop_assert_eq!(read_report(&content), Ok(report.clone()));
        let sealed = sealed(&report);
        let found = find_reports(&format!("报告：{}。", sealed.write().unwrap()));
        prop_assert_eq!(found.reports, [sealed]);
        prop_assert_eq!(found.problems, []);
    }

    #[test]
    fn teams_and_memberships_come_back_as_they_were(team in teams(), membership in memberships()) {
        for document in [TeamDocument::Led(team), TeamDocument::Joined(membership)] {
            let (_, opaque) = stored(&document);
            prop_assert_eq!(opaque.team(), Ok(document));
        }
    }

    #[test]
    fn any_text_is_a_report_or_an_error(text in "\\PC{0,80}|[A-Za-z0-9+/=]{0,80}|[\\[\\]\",0-9a-z.-]{0,80}") {
        prop_assert!(read_report(&text).is_err());
        prop_assert!(decode_report(&text).is_err());
        prop_assert_eq!(find_reports(&text).reports, []);
        prop_assert!(find_team_invitation(&text).is_err());
    }

    #[test]
    fn an_altered_report_is_one_or_an_error(
        client in shared_clients(),
        at in any::<prop::sample::Index>(),
        byte in 32..127_u8,
    ) {
        let json = encode_report(&report(7, 1, "2026-11-01", vec![client])).unwrap();
        let mut bytes = json.into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(report) = decode_report(&String::from_utf8_lossy(&bytes)) {
            let again = encode_report(&report).unwrap();
            prop_assert_eq!(decode_report(&again), Ok(report));
        }
    }

    #[test]
    fn the_order_of_receipt_does_not_matter(reports in vec(reports(TEAM), 0..8)) {
        // A seller makes each edition once.
        let mut distinct = BTreeMap::new();
        for report in reports {
            distinct.entry((report.seller, report.edition)).or_insert(report);
        }
        let all: Vec<_> = distinct.into_values().collect();
        let forth = team_of(false, all.clone());
        let back = team_of(false, all.iter().rev().cloned().collect());
        let last = |team: &Team| {
            let reports = team.reports().iter();
            reports.map(|kept| kept.report.clone()).collect::<Vec<_>>()
        };
        prop_assert_eq!(last(&forth), last(&back));
        for kept in forth.reports() {
            let of = all.iter().filter(|it| it.seller == kept.report.seller);
            prop_assert_eq!(of.map(|it| it.edition).max(), Some(kept.report.edition));
        }
        let half = all.len() / 2;
        let [left, right] = [&all[..half], &all[half..]].map(|part| team_of(false, part.to_vec()));
        prop_assert_eq!(last(&left.merged(&right).unwrap()), last(&forth));
    }

    #[test]
    fn no_hidden_figure_of_an_anonymous_team_follows_from_the_others(team in teams()) {
        prop_assume!(team.is_anonymous);
        let figures = TeamFigures::of(&team, day("2026-11-21"));
        for cells in [figures.stages.map(|it| it.1).to_vec(), figures.ages.map(|it| it.1).to_vec()] {
            for cell in cells.iter().flatten() {
                prop_assert!(cell.sellers == 0 || 3 <= cell.sellers);
            }
            let hidden = cells.iter().filter(|cell| cell.is_none()).count();
            if let Some(all) = figures.all {
                prop_assert!(3 <= all.sellers || all.sellers == 0);
                let rest: usize = cells.iter().flatten().map(|cell| cell.clients).sum();
                prop_assert!(hidden != 1 || rest == all.clients);
            }
        }
    }
}

/// A record of no client in a report: the fixture of a client has notes.
#[test]
fn no_note_of_a_client_is_shared() {
    let text = include_str!("../fixtures/client-v4.json");
    let (_, client) = trust_velocity::documents::decode_client(text).unwrap();
    let summary = summary(&client, "2026-06-01");
    let shared = SharedClient::of(&summary, None, &Assumptions::default(), day("2026-06-01"));
    let json = encode_report(&report(7, 1, "2026-06-01", vec![shared])).unwrap();
    let notes = client.entries().filter_map(|record| match record {
        Record::Rating(it) => Some(it.note),
        Record::Contact(it) => Some(it.note),
        Record::Promise(it) => Some(it.what),
        _ => None,
    });
    for note in notes.filter(|note| !note.as_str().is_empty()) {
        assert!(!json.contains(note.as_str()), "{json}");
    }
}
