//! Reports, invitations and teams come back from texts and from the storage as they were.

use proptest::prelude::*;
use trust_velocity::{
    documents::{
        DocumentId, OpaqueDocument, TeamDocument, decode_document, decode_report, encode_document,
        encode_report,
    },
    domain::{
        Stage,
        team::{ReasonKind, SharedClient, SharedReason, SharedReport},
        velocity::Slope,
    },
    exchange::{
        link::{
            LinkError, SealedReport, find_reports, find_team_invitation, read_report,
            report_content, write_team_invitation,
        },
        qr,
        sealed::{Ciphertext, SealedTo},
    },
    storage::{Backend, ChangeSet, Replica, Repository},
};

use super::{TEAM, day, membership, name, report};
use crate::{
    backends::{Shared, now},
    records,
    team_records::{memberships, reports, shared_clients, team, teams},
};

const TEAM_V6: &str = include_str!("../../fixtures/team-v6.json");
const MEMBERSHIP_V6: &str = include_str!("../../fixtures/membership-v6.json");

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
}
