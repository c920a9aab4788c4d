//! The stage histories of this module's unit tests.

use super::StageHistory;
use crate::domain::{
    Stage,
    velocity::testing::{History, day},
};

/// The history of a client met on 10 January 2026 who entered these stages.
pub fn history(stages: &[(&str, Stage)], as_of: &str) -> StageHistory {
    let client = stages
        .iter()
        .fold(History::since("2026-01-10"), |client, (date, stage)| {
            client.entered(date, *stage)
        });
    StageHistory::of(&client.0, day(as_of))
}
