//! The reports and teams of this module's unit tests.

use super::{ReasonKind, SharedClient, SharedReason, SharedReport, Team};
use crate::domain::{EntryId, Name, ResponseKeyPair, Stage, velocity::testing::day};

pub(super) const TEAM: EntryId = EntryId::new(1);
pub(super) const INITIAL: Option<Stage> = Some(Stage::Initial);
pub(super) const DEEPENING: Option<Stage> = Some(Stage::Deepening);
pub(super) const LONG: Option<Stage> = Some(Stage::LongTerm);

pub(super) fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

/// A client in a stage, rated on a day.
pub(super) fn client(stage: Option<Stage>, rated: Option<&str>) -> SharedClient {
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

/// The same client with one more reason to turn to them.
pub(super) fn waits(mut client: SharedClient, kind: ReasonKind, points: u8) -> SharedClient {
    client.reasons.push(SharedReason { kind, points });
    client
}

/// The report of the seller called S and the number of their id.
pub(super) fn report(
    seller: u64,
    edition: u32,
    date: &str,
    clients: Vec<SharedClient>,
) -> SharedReport {
    let seller_name = Some(name(&format!("S{seller}")));
    let seller = EntryId::new(seller);
    SharedReport::new(TEAM, seller, seller_name, day(date), edition, clients).unwrap()
}

/// The team with these reports, in the order in which they came.
pub(super) fn team_of(is_anonymous: bool, reports: Vec<SharedReport>) -> Team {
    let key = ResponseKeyPair {
        public: vec![4; 65],
        private: vec![1, 2, 3],
    };
    let mut team = Team::new(TEAM, name("华东"), is_anonymous, day("2026-11-01"), key);
    for report in reports {
        team.accept(report);
    }
    team
}
