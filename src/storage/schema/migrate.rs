//! From each version to the next, by pure functions: a document of version 1 becomes one of version
//! 2, that one of version 3, and so on to the newest.

use super::{
    v1::{ClientEnvelopeV1, RatingV1, SettingsEnvelopeV1},
    v2::{ClientEnvelopeV2, SettingsEnvelopeV2, SettingsV2, UpkeepEnvelopeV2},
    v3::{
        BackupMarkV3, ClientEnvelopeV3, ClientV3, RatingV3, ReadingV3, SettingsEnvelopeV3,
        SettingsV3, UpkeepEnvelopeV3, UpkeepV3,
    },
};
use crate::domain::{BackupReminder, Settings};

/// Version 2 knows the bin: no client was in it before.
pub(super) fn client_to_v2(old: ClientEnvelopeV1) -> ClientEnvelopeV2 {
    ClientEnvelopeV2 {
        v: 2,
        rev: old.rev,
        binned: None,
        client: old.client,
    }
}

/// Version 3 knows answers to items, and requests: all ratings were by sliders before.
pub(super) fn client_to_v3(old: ClientEnvelopeV2) -> ClientEnvelopeV3 {
    let client = old.client;
    let rating = |RatingV1(id, date, rater, instrument, scores, note)| {
        RatingV3(id, date, rater, instrument, ReadingV3::Scores(scores), note)
    };
    ClientEnvelopeV3 {
        v: 3,
        rev: old.rev,
        binned: old.binned,
        client: ClientV3 {
            id: client.id,
            name: client.name,
            organisation: client.organisation,
            title: client.title,
            tags: client.tags,
            note: client.note,
            first_contact: client.first_contact,
            illustration: client.illustration,
            ratings: client.ratings.into_iter().map(rating).collect(),
            contacts: client.contacts,
            breaches: client.breaches,
            stages: client.stages,
            requests: Vec::new(),
        },
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

/// Version 3 knows whether the next item comes by itself.
pub(super) fn settings_to_v3(old: SettingsEnvelopeV2) -> SettingsEnvelopeV3 {
    let settings = old.settings;
    SettingsEnvelopeV3 {
        v: 3,
        settings: SettingsV3 {
            language: settings.language,
            theme: settings.theme,
            unit: settings.unit,
            score_sd: settings.score_sd,
            window_days: settings.window_days,
            thresholds: settings.thresholds,
            cadence: settings.cadence,
            remind_changes: settings.remind_changes,
            remind_days: settings.remind_days,
            advance: Settings::default().advances,
        },
    }
}

/// Version 3 knows of oneself: nothing was saved of it before.
pub(super) fn upkeep_to_v3(old: UpkeepEnvelopeV2) -> UpkeepEnvelopeV3 {
    let upkeep = old.upkeep;
    UpkeepEnvelopeV3 {
        v: 3,
        upkeep: UpkeepV3 {
            asked_to_persist: upkeep.asked_to_persist,
            backup: upkeep.backup.map(|(day, revs)| BackupMarkV3(day, revs, 0)),
        },
    }
}
