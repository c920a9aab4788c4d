//! From each version to the next, by pure functions: a document of version 1 becomes one of version
//! 2, that one of version 3, and so on to the newest.

use super::{
    v1::{ClientEnvelopeV1, SettingsEnvelopeV1},
    v2::{ClientEnvelopeV2, SettingsEnvelopeV2, SettingsV2},
};
use crate::domain::BackupReminder;

/// Version 2 knows the bin: no client was in it before.
pub(super) fn client_to_v2(old: ClientEnvelopeV1) -> ClientEnvelopeV2 {
    ClientEnvelopeV2 {
        v: 2,
        rev: old.rev,
        binned: None,
        client: old.client,
    }
}

/// Version 2 knows the reminders of a backup.
pub(super) fn settings_to_v2(old: SettingsEnvelopeV1) -> SettingsEnvelopeV2 {
    let reminder = BackupReminder::default();
    let settings = old.settings;
    SettingsEnvelopeV2 {
        v: 2,
        settings: SettingsV2 {
            language: settings.language,
            theme: settings.theme,
            unit: settings.unit,
            score_sd: settings.score_sd,
            window_days: settings.window_days,
            thresholds: settings.thresholds,
            cadence: settings.cadence,
            remind_changes: reminder.changes,
            remind_days: reminder.days,
        },
    }
}
