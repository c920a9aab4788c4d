//! Any teams: which reports count, and what hidden figures of a team do not tell.

mod exchange;
mod shared;

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*};
use trust_velocity::domain::{
    EntryId, Name,
    team::{Membership, ReasonKind, SharedClient, SharedReport, Team, TeamFigures, TeamInvitation},
};

use crate::team_records::{reports, team, teams};

const TEAM: EntryId = EntryId::new(1);

fn day(text: &str) -> trust_velocity::domain::CivilDate {
    text.parse().unwrap()
}

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
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
        // The clients without a figure follow from it and from all.
        let sellers_with = |is_one: &dyn Fn(&SharedClient) -> bool| {
            let reports = team.reports().iter();
            reports.filter(|kept| kept.report.clients().iter().any(is_one)).count()
        };
        let is_drawn = |client: &SharedClient| client.slope.is_some() && client.level.is_some();
        let rest = sellers_with(&|client| !is_drawn(client));
        prop_assert!(figures.drawn.is_none() || rest == 0 || 3 <= rest);
        for (kind, cell) in figures.reasons {
            let rest = sellers_with(&|client| client.reasons.iter().all(|it| it.kind != kind));
            prop_assert!(cell.is_none() || rest == 0 || 3 <= rest);
            if kind == ReasonKind::Rating && cell.is_some() {
                prop_assert!(figures.ages[2..].iter().all(|(_, age)| age.is_some()));
            }
        }
    }
}
