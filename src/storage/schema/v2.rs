//! The shapes of version 2, as they landed: never edited. A client may lie in the bin, and the
//! settings tell when to remind of a backup; the entries are those of version 1.

use serde::{Deserialize, Serialize};

use super::{DecodeError, invalid, known, parsed, score_of, v1::ClientV1};
use crate::domain::{
    Assumptions, BackupReminder, Cadence, Client, Language, PerDimension, Score, Settings, Stage,
    Theme, Unit,
};
use crate::storage::{BackupMark, Upkeep};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientEnvelopeV2 {
    pub v: u32,
    pub rev: u64,
    /// The day it was put into the bin.
    pub binned: Option<String>,
    pub client: ClientV1,
}

impl ClientEnvelopeV2 {
    pub fn into_client(self) -> Result<(u64, Client), DecodeError> {
        let client = self.client.into_client()?;
        let client = match self.binned {
            Some(day) => client.into_bin(parsed("binned", &day)?),
            None => client,
        };
        Ok((self.rev, client))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsEnvelopeV2 {
    pub v: u32,
    pub settings: SettingsV2,
}

#[derive(Serialize, Deserialize)]
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

impl From<&Settings> for SettingsV2 {
    fn from(settings: &Settings) -> Self {
        let assumptions = &settings.assumptions;
        let cadence = |stage| assumptions.cadence().days(stage).unwrap_or_default();
        Self {
            language: settings.language.map(|language| language.id().to_owned()),
            theme: settings.theme.map(|theme| theme.id().to_owned()),
            unit: settings.unit.id().to_owned(),
            score_sd: assumptions.score_sd(),
            window_days: assumptions.window_days(),
            thresholds: assumptions.thresholds().0.map(Score::value),
            cadence: [Stage::Initial, Stage::Deepening, Stage::LongTerm].map(cadence),
            remind_changes: settings.reminder.changes,
            remind_days: settings.reminder.days,
        }
    }
}

impl SettingsV2 {
    pub fn into_settings(self) -> Result<Settings, DecodeError> {
        let [e, c, r, b] = self.thresholds.map(|value| score_of("thresholds", value));
        let [initial, deepening, long_term] = self.cadence;
        let assumptions = Cadence::new(initial, deepening, long_term)
            .map_err(|error| invalid("cadence", &error.to_string()))
            .and_then(|cadence| {
                let thresholds = PerDimension([e?, c?, r?, b?]);
                Assumptions::new(self.score_sd, self.window_days, thresholds, cadence)
                    .map_err(|error| invalid("assumptions", &error.to_string()))
            })?;
        Ok(Settings {
            language: self
                .language
                .map(|id| known("language", &id, Language::from_id))
                .transpose()?,
            theme: self
                .theme
                .map(|id| known("theme", &id, Theme::from_id))
                .transpose()?,
            unit: known("unit", &self.unit, Unit::from_id)?,
            assumptions,
            reminder: BackupReminder {
                changes: self.remind_changes,
                days: self.remind_days,
            },
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UpkeepEnvelopeV2 {
    pub v: u32,
    pub upkeep: UpkeepV2,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UpkeepV2 {
    asked_to_persist: bool,
    /// The day of the last backup, and how often each client had been saved by then.
    backup: Option<(String, Vec<(String, u64)>)>,
}

impl From<&Upkeep> for UpkeepV2 {
    fn from(upkeep: &Upkeep) -> Self {
        let revs = |backup: &BackupMark| {
            let revs = backup.revs.iter();
            revs.map(|(id, rev)| (id.to_string(), *rev)).collect()
        };
        Self {
            asked_to_persist: upkeep.asked_to_persist,
            backup: upkeep
                .backup
                .as_ref()
                .map(|backup| (backup.day.to_string(), revs(backup))),
        }
    }
}

impl UpkeepV2 {
    pub fn into_upkeep(self) -> Result<Upkeep, DecodeError> {
        let backup = self.backup.map(|(day, revs)| {
            let revs = revs
                .into_iter()
                .map(|(id, rev)| Ok((parsed("client", &id)?, rev)));
            Ok(BackupMark {
                day: parsed("day", &day)?,
                revs: revs.collect::<Result<_, DecodeError>>()?,
            })
        });
        Ok(Upkeep {
            asked_to_persist: self.asked_to_persist,
            backup: backup.transpose()?,
        })
    }
}
