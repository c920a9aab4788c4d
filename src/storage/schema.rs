//! Stored documents: a versioned envelope around frozen shapes, the one place that decodes.
//!
//! Invariant: what [`decode_client`] gave, [`encode_client`] writes back without loss, and a shape
//! that has landed is never edited: a change of the records is a new version.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::domain::{
    Assumptions, Breach, Cadence, Channel, Client, ClientId, Contact, Dimension, Instrument,
    Language, Name, Note, PerDimension, Profile, Rater, Rating, Record, Score, Settings, Severity,
    Stage, StageEntry, Theme, Unit,
};

/// The version of the documents that this app writes.
pub const VERSION: u32 = 1;

/// A stored text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Not the JSON of such a document; the parser's words, with line and column.
    #[error("not such a document: {0}")]
    Malformed(String),
    /// Written by a newer app.
    #[error("version {found} is newer than {VERSION}")]
    TooNew {
        /// The document's version.
        found: u32,
    },
    /// A version that never was.
    #[error("there is no version {0}")]
    NoSuchVersion(u32),
    /// A value outside its range or a name that is not known.
    #[error("{field}: {value}")]
    Invalid {
        /// The field of the document.
        field: &'static str,
        /// What stands there.
        value: String,
    },
}

/// A client's document, with how many times it was saved.
///
/// # Errors
/// [`DecodeError`] where the text is not a client's document of a known version.
pub fn decode_client(text: &str) -> Result<(u64, Client), DecodeError> {
    check_version(text)?;
    let envelope: ClientEnvelope = parse(text)?;
    Ok((envelope.rev, envelope.client.into_client()?))
}

/// The document of a client, saved for the `rev`-th time.
///
/// # Errors
/// [`DecodeError::Malformed`] where the client cannot be written as JSON, which no client is.
pub fn encode_client(rev: u64, client: &Client) -> Result<String, DecodeError> {
    print(&ClientEnvelope {
        v: VERSION,
        rev,
        client: ClientV1::from(client),
    })
}

/// The settings' document.
///
/// # Errors
/// [`DecodeError`] where the text is not a settings document of a known version.
pub fn decode_settings(text: &str) -> Result<Settings, DecodeError> {
    check_version(text)?;
    let envelope: SettingsEnvelope = parse(text)?;
    envelope.settings.into_settings()
}

/// The document of the settings.
///
/// # Errors
/// As [`encode_client`].
pub fn encode_settings(settings: &Settings) -> Result<String, DecodeError> {
    print(&SettingsEnvelope {
        v: VERSION,
        settings: SettingsV1::from(settings),
    })
}

fn check_version(text: &str) -> Result<(), DecodeError> {
    #[derive(Deserialize)]
    struct Head {
        v: u32,
    }
    match parse::<Head>(text)?.v {
        VERSION => Ok(()),
        found if found > VERSION => Err(DecodeError::TooNew { found }),
        found => Err(DecodeError::NoSuchVersion(found)),
    }
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, DecodeError> {
    serde_json::from_str(text).map_err(|error| DecodeError::Malformed(error.to_string()))
}

fn print<T: Serialize>(document: &T) -> Result<String, DecodeError> {
    serde_json::to_string(document).map_err(|error| DecodeError::Malformed(error.to_string()))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientEnvelope {
    v: u32,
    rev: u64,
    client: ClientV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ClientV1 {
    id: String,
    name: String,
    organisation: Option<String>,
    title: Option<String>,
    tags: Vec<String>,
    note: String,
    first_contact: String,
    illustration: bool,
    ratings: Vec<RatingV1>,
    contacts: Vec<ContactV1>,
    breaches: Vec<BreachV1>,
    stages: Vec<StageV1>,
}

// Entries are arrays, not objects: half the characters of the browser's few million.

/// id, date, rater, instrument, scores, note
#[derive(Serialize, Deserialize)]
struct RatingV1(String, String, RaterV1, String, [Option<f64>; 4], String);

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum RaterV1 {
    Seller,
    Client(String),
    Peer,
}

/// id, date, channel, minutes, dimensions served, note
#[derive(Serialize, Deserialize)]
struct ContactV1(String, String, String, u16, Vec<String>, String);

/// id, date, dimension, severity, what happened, what was done
#[derive(Serialize, Deserialize)]
struct BreachV1(String, String, String, u8, String, String);

/// id, date, stage
#[derive(Serialize, Deserialize)]
struct StageV1(String, String, String);

impl From<&Client> for ClientV1 {
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
            illustration: client.is_illustration(),
            ratings: client.ratings().iter().map(RatingV1::from).collect(),
            contacts: client.contacts().iter().map(ContactV1::from).collect(),
            breaches: client.breaches().iter().map(BreachV1::from).collect(),
            stages: client.stages().iter().map(StageV1::from).collect(),
        }
    }
}

impl ClientV1 {
    fn into_client(self) -> Result<Client, DecodeError> {
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
        let mut client = Client::empty(id, profile, parsed("first_contact", &self.first_contact)?);
        if self.illustration {
            client = client.as_illustration();
        }
        let count =
            self.ratings.len() + self.contacts.len() + self.breaches.len() + self.stages.len();
        let ratings = self.ratings.into_iter().map(RatingV1::into_record);
        let contacts = self.contacts.into_iter().map(ContactV1::into_record);
        let breaches = self.breaches.into_iter().map(BreachV1::into_record);
        let stages = self.stages.into_iter().map(StageV1::into_record);
        for record in ratings.chain(contacts).chain(breaches).chain(stages) {
            let record = record?;
            let date = record.date();
            client
                .put(record)
                .map_err(|_| invalid("date", &date.to_string()))?;
        }
        if client.history().len() != count {
            return Err(invalid("id", "the same twice"));
        }
        Ok(client)
    }
}

impl From<&Rating> for RatingV1 {
    fn from(rating: &Rating) -> Self {
        let rater = match &rating.rater {
            Rater::Seller => RaterV1::Seller,
            Rater::Client(person) => RaterV1::Client(person.as_str().to_owned()),
            Rater::Peer => RaterV1::Peer,
        };
        Self(
            rating.id.to_string(),
            rating.date.to_string(),
            rater,
            rating.instrument.id().to_owned(),
            rating.scores.0.map(|score| score.map(Score::value)),
            rating.note.as_str().to_owned(),
        )
    }
}

impl RatingV1 {
    fn into_record(self) -> Result<Record, DecodeError> {
        let Self(id, date, rater, instrument, scores, text) = self;
        let mut parsed_scores = PerDimension::default();
        for (dimension, score) in Dimension::ALL.into_iter().zip(scores) {
            parsed_scores[dimension] = score.map(|value| score_of("scores", value)).transpose()?;
        }
        Ok(Record::Rating(Rating {
            id: parsed("rating id", &id)?,
            date: parsed("rating date", &date)?,
            rater: match rater {
                RaterV1::Seller => Rater::Seller,
                RaterV1::Client(person) => Rater::Client(name("rater", &person)?),
                RaterV1::Peer => Rater::Peer,
            },
            instrument: known("instrument", &instrument, Instrument::from_id)?,
            scores: parsed_scores,
            note: note("rating note", &text)?,
        }))
    }
}

impl From<&Contact> for ContactV1 {
    fn from(contact: &Contact) -> Self {
        let served = contact.served.iter().filter(|(_, served)| **served);
        Self(
            contact.id.to_string(),
            contact.date.to_string(),
            contact.channel.id().to_owned(),
            contact.minutes,
            served
                .map(|(dimension, _)| dimension.id().to_owned())
                .collect(),
            contact.note.as_str().to_owned(),
        )
    }
}

impl ContactV1 {
    fn into_record(self) -> Result<Record, DecodeError> {
        let Self(id, date, channel, minutes, served_ids, text) = self;
        let mut served = PerDimension([false; 4]);
        for dimension in &served_ids {
            served[known("served", dimension, Dimension::from_id)?] = true;
        }
        Ok(Record::Contact(Contact {
            id: parsed("contact id", &id)?,
            date: parsed("contact date", &date)?,
            channel: known("channel", &channel, Channel::from_id)?,
            minutes,
            served,
            note: note("contact note", &text)?,
        }))
    }
}

impl From<&Breach> for BreachV1 {
    fn from(breach: &Breach) -> Self {
        Self(
            breach.id.to_string(),
            breach.date.to_string(),
            breach.dimension.id().to_owned(),
            breach.severity.number(),
            breach.what.as_str().to_owned(),
            breach.done.as_str().to_owned(),
        )
    }
}

impl BreachV1 {
    fn into_record(self) -> Result<Record, DecodeError> {
        let Self(id, date, dimension, severity, what, done) = self;
        Ok(Record::Breach(Breach {
            id: parsed("breach id", &id)?,
            date: parsed("breach date", &date)?,
            dimension: known("dimension", &dimension, Dimension::from_id)?,
            severity: Severity::from_number(severity)
                .ok_or_else(|| invalid("severity", &severity.to_string()))?,
            what: note("what happened", &what)?,
            done: note("what was done", &done)?,
        }))
    }
}

impl From<&StageEntry> for StageV1 {
    fn from(entry: &StageEntry) -> Self {
        Self(
            entry.id.to_string(),
            entry.date.to_string(),
            entry.stage.id().to_owned(),
        )
    }
}

impl StageV1 {
    fn into_record(self) -> Result<Record, DecodeError> {
        let Self(id, date, stage) = self;
        Ok(Record::Stage(StageEntry {
            id: parsed("stage id", &id)?,
            date: parsed("stage date", &date)?,
            stage: known("stage", &stage, Stage::from_id)?,
        }))
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsEnvelope {
    v: u32,
    settings: SettingsV1,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SettingsV1 {
    language: Option<String>,
    theme: Option<String>,
    unit: String,
    score_sd: f64,
    window_days: u16,
    thresholds: [f64; 4],
    cadence: [u16; 3],
}

impl From<&Settings> for SettingsV1 {
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
        }
    }
}

impl SettingsV1 {
    fn into_settings(self) -> Result<Settings, DecodeError> {
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
        })
    }
}

fn invalid(field: &'static str, value: &str) -> DecodeError {
    DecodeError::Invalid {
        field,
        value: value.to_owned(),
    }
}

fn parsed<T: std::str::FromStr>(field: &'static str, text: &str) -> Result<T, DecodeError> {
    text.parse().map_err(|_| invalid(field, text))
}

fn known<T>(
    field: &'static str,
    id: &str,
    from_id: impl Fn(&str) -> Option<T>,
) -> Result<T, DecodeError> {
    from_id(id).ok_or_else(|| invalid(field, id))
}

fn name(field: &'static str, text: &str) -> Result<Name, DecodeError> {
    Name::new(text).map_err(|error| invalid(field, &error.to_string()))
}

fn note(field: &'static str, text: &str) -> Result<Note, DecodeError> {
    Note::new(text).map_err(|error| invalid(field, &error.to_string()))
}

fn score_of(field: &'static str, value: f64) -> Result<Score, DecodeError> {
    Score::new(value).map_err(|error| invalid(field, &error.to_string()))
}
