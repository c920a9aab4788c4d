//! The shapes of version 3 that are the newest of their kinds, as they landed: never edited. The person
//! may choose that the next item comes by itself.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{DecodeError, invalid, known, parsed, score_of};
use crate::{
    documents::{BackupLog, BackupMark},
    domain::{
        Assumptions, BackupReminder, Cadence, Language, PerDimension, Score, Settings, Stage,
        Theme, Unit,
    },
};

/// An exercise or a session: only the pages that show it know its shape.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentEnvelopeV3 {
    pub v: u32,
    pub rev: u64,
    pub document: Box<RawValue>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsEnvelopeV3 {
    pub v: u32,
    pub settings: SettingsV3,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SettingsV3 {
    pub language: Option<String>,
    pub theme: Option<String>,
    pub unit: String,
    pub score_sd: f64,
    pub window_days: u16,
    pub thresholds: [f64; 4],
    pub cadence: [u16; 3],
    pub remind_changes: Option<u16>,
    pub remind_days: Option<u16>,
    pub advance: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BackupLogEnvelopeV3 {
    pub v: u32,
    pub upkeep: BackupLogV3,
}

/// day, how often each client and each document had been saved by then, how often what one keeps of oneself
#[derive(Serialize, Deserialize)]
pub(super) struct BackupMarkV3(pub String, pub Vec<(String, u64)>, pub u64);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BackupLogV3 {
    /// The day of the first record saved here.
    pub begun: Option<String>,
    pub backup: Option<BackupMarkV3>,
}

impl From<&Settings> for SettingsV3 {
    fn from(settings: &Settings) -> Self {
        let assumptions = &settings.assumptions;
        let cadence = |stage| assumptions.cadence().days(stage).unwrap_or_default();
        Self {
            language: settings.language.map(|language| language.id().to_owned()),
            theme: settings.theme.map(|theme| theme.id().to_owned()),
            unit: settings.unit.id().to_owned(),
            score_sd: assumptions.score_sem(),
            window_days: assumptions.window_days(),
            thresholds: assumptions.thresholds().0.map(Score::value),
            cadence: [Stage::Initial, Stage::Deepening, Stage::LongTerm].map(cadence),
            remind_changes: settings.reminder.changes,
            remind_days: settings.reminder.days,
            advance: settings.advances,
        }
    }
}

impl SettingsV3 {
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
            advances: self.advance,
        })
    }
}

impl From<&BackupLog> for BackupLogV3 {
    fn from(upkeep: &BackupLog) -> Self {
        let revs = |backup: &BackupMark| {
            let revs = backup.revs.iter();
            revs.map(|(id, rev)| (id.to_string(), *rev)).collect()
        };
        Self {
            begun: upkeep.begun.map(|day| day.to_string()),
            backup: upkeep.backup.as_ref().map(|backup| {
                let day = backup.day.to_string();
                BackupMarkV3(day, revs(backup), backup.myself_rev)
            }),
        }
    }
}

impl BackupLogV3 {
    pub fn into_backup_log(self) -> Result<BackupLog, DecodeError> {
        let backup = self.backup.map(|BackupMarkV3(day, revs, myself_rev)| {
            let revs = revs
                .into_iter()
                .map(|(id, rev)| Ok((parsed("client", &id)?, rev)));
            Ok(BackupMark {
                day: parsed("day", &day)?,
                revs: revs.collect::<Result<_, DecodeError>>()?,
                myself_rev,
            })
        });
        Ok(BackupLog {
            begun: self.begun.map(|day| parsed("begun", &day)).transpose()?,
            backup: backup.transpose()?,
        })
    }
}
