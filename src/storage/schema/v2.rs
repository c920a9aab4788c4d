//! The shapes of version 2, as they landed: never edited. A client may lie in the bin, and the
//! settings tell when to remind of a backup; the entries are those of version 1.

use serde::Deserialize;

use super::v1::ClientV1;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientEnvelopeV2 {
    #[expect(dead_code, reason = "read by the version's check")]
    pub v: u32,
    pub rev: u64,
    /// The day it was put into the bin.
    pub binned: Option<String>,
    pub client: ClientV1,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsEnvelopeV2 {
    #[expect(dead_code, reason = "read by the version's check")]
    pub v: u32,
    pub settings: SettingsV2,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsV2 {
    pub language: Option<String>,
    pub theme: Option<String>,
    pub unit: String,
    pub score_sd: f64,
    pub window_days: u16,
    pub thresholds: [f64; 4],
    pub cadence: [u16; 3],
    pub remind_changes: Option<u16>,
    pub remind_days: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UpkeepEnvelopeV2 {
    #[expect(dead_code, reason = "read by the version's check")]
    pub v: u32,
    pub upkeep: UpkeepV2,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UpkeepV2 {
    pub asked_to_persist: bool,
    /// The day of the last backup, and how often each client had been saved by then.
    pub backup: Option<(String, Vec<(String, u64)>)>,
}
