//! Teams: which reports count, and the figures of a team with what they hide.

mod exchange;
mod shared;

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};
use trust_velocity::domain::{
    EntryId, Name, Stage,
    team::{
        AcceptedReport, Cell, FunnelStep, KeptReport, Membership, RatingAge, ReasonKind,
        SellerOrder, SharedClient, SharedReason, SharedReport, Team, TeamFigures, TeamInvitation,
    },
};

use crate::team_records::{reports, team, teams};

const TEAM: EntryId = EntryId::new(1);

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

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
