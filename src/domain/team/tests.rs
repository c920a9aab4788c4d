//! Editions replaced and kept, copies of one team brought together, and the order of the sellers.

use super::{
    testing::{DEEPENING, INITIAL, LONG, TEAM, client, name, report, team_of},
    *,
};
use crate::domain::velocity::testing::day;

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
    assert_eq!(team.accept(beside.clone()), AcceptedReport::New);
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
    let rest = team.without(EntryId::new(7));
    let rest: Vec<_> = rest.reports().iter().map(|kept| &kept.report).collect();
    assert_eq!(rest, [&beside]);
}

#[test]
fn two_copies_of_a_team_have_all_that_either_was_sent() {
    let [one, two, three, four] = [
        (1, "2026-08-01"),
        (2, "2026-09-01"),
        (3, "2026-10-01"),
        (4, "2026-11-01"),
    ]
    .map(|(edition, date)| report(7, edition, date, vec![client(INITIAL, None)]));
    let beside = report(8, 1, "2026-09-15", Vec::new());
    let here = team_of(false, vec![one, three]);
    let there = team_of(false, vec![two, four.clone(), beside.clone()]);
    let former = ["2026-08-01", "2026-09-01", "2026-10-01"];
    let both = [
        KeptReport {
            report: four,
            former: former.map(|date| (day(date), [1, 0, 0, 0, 0])).to_vec(),
        },
        KeptReport {
            report: beside,
            former: Vec::new(),
        },
    ];
    for (one, other) in [(&here, &there), (&there, &here)] {
        assert_eq!(one.merged(other).unwrap().reports(), both);
    }
    let another = Team {
        id: EntryId::new(2),
        ..there.clone()
    };
    assert_eq!(here.merged(&another), None);
    let mut with_another_key = there;
    with_another_key.key.public = vec![5; 65];
    assert_eq!(here.merged(&with_another_key), None);
}

#[test]
fn stored_reports_are_taken_once_for_each_seller_and_without_names_if_none_are_given() {
    let kept = |seller, date| KeptReport {
        report: report(seller, 2, date, Vec::new()),
        former: vec![(day("2026-10-01"), [1, 0, 0, 0, 0])],
    };
    let stored = vec![
        kept(9, "2026-11-01"),
        kept(8, "2026-11-02"),
        kept(9, "2026-11-03"),
    ];
    let team = team_of(true, Vec::new()).with_reports(stored.clone());
    let unnamed = |kept: &KeptReport| KeptReport {
        report: kept.report.clone().unnamed(),
        ..kept.clone()
    };
    assert_eq!(team.reports(), [unnamed(&stored[1]), unnamed(&stored[0])]);
}

#[test]
fn sellers_are_ordered_by_name_or_by_the_day_of_their_report() {
    let unnamed = report(6, 1, "2026-11-03", Vec::new()).unnamed();
    let team = team_of(
        false,
        vec![
            report(9, 1, "2026-11-02", Vec::new()),
            unnamed,
            report(8, 1, "2026-11-01", Vec::new()),
        ],
    );
    let sellers = |order| {
        let reports = team.reports_by(order).into_iter();
        let ids = reports.map(|kept| kept.report.seller.number());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(sellers(SellerOrder::Name), [8, 9, 6]);
    assert_eq!(sellers(SellerOrder::Reported), [6, 9, 8]);
}

#[test]
fn an_invitation_names_the_team_and_its_public_key_alone() {
    let team = team_of(true, Vec::new());
    let invitation = TeamInvitation {
        team: TEAM,
        name: name("华东"),
        is_anonymous: true,
        key: team.key.public.clone(),
        live: None,
    };
    assert_eq!(team.invitation(), invitation);
}
