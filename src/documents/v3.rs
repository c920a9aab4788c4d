//! The shapes of version 3, as they landed: never edited. Ratings may be answers to items, a client
//! may have been asked, and the person keeps self-assessments.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::{
    DecodeError,
    entries::{BreachV1, ContactV1, RatingV3, RequestV3, StageV1},
    invalid, known, name, note, parsed, score_of,
};
use crate::{
    documents::{BackupLog, BackupMark},
    domain::{
        Assessment, Assumptions, BackupReminder, Cadence, Client, ClientId, ClientParts,
        InvalidClient, Language, Myself, Name, Occasion, PerDimension, Profile, Score, Settings,
        Stage, Theme, Unit,
    },
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientEnvelopeV3 {
    pub v: u32,
    pub rev: u64,
    /// The day it was put into the bin.
    pub binned: Option<String>,
    pub client: ClientV3,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientV3 {
    pub id: String,
    pub name: String,
    pub organisation: Option<String>,
    pub title: Option<String>,
    pub tags: Vec<String>,
    pub note: String,
    pub first_contact: String,
    pub illustration: bool,
    pub ratings: Vec<RatingV3>,
    pub contacts: Vec<ContactV1>,
    pub breaches: Vec<BreachV1>,
    pub stages: Vec<StageV1>,
    pub requests: Vec<RequestV3>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MyselfEnvelopeV3 {
    pub v: u32,
    pub rev: u64,
    pub myself: MyselfV3,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MyselfV3 {
    name: Option<String>,
    assessments: Vec<AssessmentV3>,
}

/// id, date, occasion, answers
#[derive(Serialize, Deserialize)]
struct AssessmentV3(String, String, String, String);

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

impl ClientEnvelopeV3 {
    pub fn into_client(self) -> Result<(u64, Client), DecodeError> {
        let client = self.client.into_client(self.binned.as_deref())?;
        Ok((self.rev, client))
    }
}

impl From<&Client> for ClientV3 {
    fn from(client: &Client) -> Self {
        let profile = &client.profile;
        let text = |name: &Name| name.as_str().to_owned();
        Self {
            id: client.id().to_string(),
            name: text(&profile.name),
            organisation: profile.organisation.as_ref().map(text),
            title: profile.title.as_ref().map(text),
            tags: profile.tags.iter().map(text).collect(),
            note: profile.note.as_str().to_owned(),
            first_contact: client.first_contact().to_string(),
            illustration: client.is_example(),
            ratings: client.ratings().iter().map(RatingV3::from).collect(),
            contacts: client.contacts().iter().map(ContactV1::from).collect(),
            breaches: client.breaches().iter().map(BreachV1::from).collect(),
            stages: client.stages().iter().map(StageV1::from).collect(),
            requests: client.requests().iter().map(RequestV3::from).collect(),
        }
    }
}

impl ClientV3 {
    pub fn into_client(self, binned: Option<&str>) -> Result<Client, DecodeError> {
        let id: ClientId = parsed("id", &self.id)?;
        let profile = Profile {
            name: name("name", &self.name)?,
            organisation: self
                .organisation
                .map(|text| name("organisation", &text))
                .transpose()?,
            title: self.title.map(|text| name("title", &text)).transpose()?,
            tags: self
                .tags
                .iter()
                .map(|text| name("tags", text))
                .collect::<Result<_, _>>()?,
            note: note("note", &self.note)?,
        };
        let parts = ClientParts {
            id,
            profile,
            first_contact: parsed("first_contact", &self.first_contact)?,
            example: self.illustration,
            binned: binned.map(|day| parsed("binned", day)).transpose()?,
            ratings: each(self.ratings, RatingV3::into_rating)?,
            contacts: each(self.contacts, ContactV1::into_contact)?,
            breaches: each(self.breaches, BreachV1::into_breach)?,
            stages: each(self.stages, StageV1::into_stage)?,
            requests: each(self.requests, RequestV3::into_request)?,
        };
        Client::from_parts(parts).map_err(|error| match error {
            InvalidClient::BeforeFirstContact(date) => invalid("date", &date.to_string()),
            InvalidClient::RepeatedId(_) => invalid("id", "the same twice"),
        })
    }
}

fn each<T, U>(
    list: Vec<T>,
    into: impl Fn(T) -> Result<U, DecodeError>,
) -> Result<Vec<U>, DecodeError> {
    list.into_iter().map(into).collect()
}

impl From<&Myself> for MyselfV3 {
    fn from(myself: &Myself) -> Self {
        let assessments = myself.assessments().iter();
        Self {
            name: myself.name.as_ref().map(|name| name.as_str().to_owned()),
            assessments: assessments.map(AssessmentV3::from).collect(),
        }
    }
}

impl MyselfV3 {
    pub fn into_myself(self) -> Result<Myself, DecodeError> {
        let name = self.name.map(|text| name("name", &text)).transpose()?;
        let assessments = each(
            self.assessments,
            |AssessmentV3(id, date, occasion, answers)| {
                Ok(Assessment {
                    id: parsed("assessment id", &id)?,
                    date: parsed("assessment date", &date)?,
                    occasion: known("occasion", &occasion, Occasion::from_id)?,
                    answers: parsed("answers", &answers)?,
                })
            },
        )?;
        Myself::from_parts(name, assessments)
            .map_err(|_| invalid("assessment id", "the same twice"))
    }
}

impl From<&Assessment> for AssessmentV3 {
    fn from(entry: &Assessment) -> Self {
        Self(
            entry.id.to_string(),
            entry.date.to_string(),
            entry.occasion.id().to_owned(),
            entry.answers.to_string(),
        )
    }
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
