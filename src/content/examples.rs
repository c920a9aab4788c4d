//! The example clients: the two companies of the course's cases, with invented numbers.
//!
//! Their dates count from the day of loading, so that they always look current.

use serde::Deserialize;

use super::Bilingual;
use crate::domain::{
    Breach, Channel, CivilDate, Client, ClientId, Contact, Dimension, EntryId, Instrument,
    Language, Name, Note, PerDimension, Profile, Rater, Rating, Record, Score, Severity, Stage,
    StageEntry,
};

/// The example clients of the site's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    clients: Vec<ExampleClient>,
}

/// The file of examples is damaged.
#[derive(Debug, thiserror::Error)]
pub enum ExamplesError {
    /// Not the JSON of examples.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// A value outside its range or a name that is not known.
    #[error("{0} cannot be taken")]
    Invalid(String),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleClient {
    key: String,
    name: Bilingual,
    organisation: Bilingual,
    title: Bilingual,
    days_ago: i64,
    note: Bilingual,
    ratings: Vec<ExampleRating>,
    contacts: Vec<ExampleContact>,
    breaches: Vec<ExampleBreach>,
    stages: Vec<ExampleStage>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleRating {
    day: i64,
    rater: String,
    person: Option<Bilingual>,
    scores: [f64; 4],
    note: Bilingual,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleContact {
    day: i64,
    channel: String,
    minutes: u16,
    served: Vec<String>,
    note: Bilingual,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleBreach {
    day: i64,
    dimension: String,
    severity: u8,
    what: Bilingual,
    done: Bilingual,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleStage {
    day: i64,
    stage: String,
}

impl Examples {
    /// The examples of the site's file.
    ///
    /// # Errors
    /// [`ExamplesError::Json`] where the file is damaged.
    pub fn parse(json: &str) -> Result<Self, ExamplesError> {
        Ok(serde_json::from_str(json)?)
    }

    /// The clients as of today, in a language, each marked as an illustration; `random` draws ids.
    ///
    /// # Errors
    /// [`ExamplesError::Invalid`] names the first value that cannot be taken.
    pub fn clients(
        &self,
        language: Language,
        today: CivilDate,
        mut random: impl FnMut() -> u64,
    ) -> Result<Vec<Client>, ExamplesError> {
        self.clients
            .iter()
            .map(|client| client.build(language, today, &mut random))
            .collect()
    }
}

impl ExampleClient {
    fn build(
        &self,
        language: Language,
        today: CivilDate,
        random: &mut impl FnMut() -> u64,
    ) -> Result<Client, ExamplesError> {
        let say = |text: &Bilingual| text.in_language(language).to_owned();
        let name = |text: &Bilingual| Name::new(&say(text)).map_err(|_| invalid(&say(text)));
        let note = |text: &Bilingual| Note::new(&say(text)).map_err(|_| invalid(&say(text)));
        let day = |days: i64| {
            let date = today.plus_days(days - self.days_ago);
            date.filter(|date| *date <= today)
                .ok_or_else(|| invalid(&format!("day {days}")))
        };
        let profile = Profile {
            name: name(&self.name)?,
            organisation: Some(name(&self.organisation)?),
            title: Some(name(&self.title)?),
            tags: Vec::new(),
            note: note(&self.note)?,
        };
        let mut client = Client::empty(ClientId::new(random()), profile, day(0)?).as_illustration();
        let mut records = Vec::new();
        for stage in &self.stages {
            records.push(Record::Stage(StageEntry {
                id: EntryId::new(random()),
                date: day(stage.day)?,
                stage: Stage::from_id(&stage.stage).ok_or_else(|| invalid(&stage.stage))?,
            }));
        }
        for contact in &self.contacts {
            let mut served = PerDimension([false; 4]);
            for id in &contact.served {
                served[Dimension::from_id(id).ok_or_else(|| invalid(id))?] = true;
            }
            records.push(Record::Contact(Contact {
                id: EntryId::new(random()),
                date: day(contact.day)?,
                channel: Channel::from_id(&contact.channel)
                    .ok_or_else(|| invalid(&contact.channel))?,
                minutes: contact.minutes,
                served,
                note: note(&contact.note)?,
            }));
        }
        for rating in &self.ratings {
            let rater = match (rating.rater.as_str(), &rating.person) {
                ("seller", None) => Rater::Seller,
                ("peer", None) => Rater::Peer,
                ("client", Some(person)) => Rater::Client(name(person)?),
                _ => return Err(invalid(&rating.rater)),
            };
            let mut scores = PerDimension([None; 4]);
            for (dimension, value) in Dimension::ALL.into_iter().zip(rating.scores) {
                let score = Score::new(value).map_err(|_| invalid(&value.to_string()))?;
                scores[dimension] = Some(score);
            }
            records.push(Record::Rating(Rating {
                id: EntryId::new(random()),
                date: day(rating.day)?,
                rater,
                instrument: Instrument::Sliders1,
                scores,
                note: note(&rating.note)?,
            }));
        }
        for breach in &self.breaches {
            records.push(Record::Breach(Breach {
                id: EntryId::new(random()),
                date: day(breach.day)?,
                dimension: Dimension::from_id(&breach.dimension)
                    .ok_or_else(|| invalid(&breach.dimension))?,
                severity: Severity::from_number(breach.severity)
                    .ok_or_else(|| invalid(&breach.severity.to_string()))?,
                what: note(&breach.what)?,
                done: note(&breach.done)?,
            }));
        }
        for record in records {
            client.put(record).map_err(|_| invalid(&self.key))?;
        }
        Ok(client)
    }
}

fn invalid(value: &str) -> ExamplesError {
    ExamplesError::Invalid(value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Assumptions,
        velocity::{Series, Verdict, trend},
    };

    fn load(language: Language) -> Vec<Client> {
        let examples = Examples::parse(include_str!("../../assets/content/examples.json")).unwrap();
        let mut number = 0;
        let random = || {
            number += 1;
            number
        };
        examples
            .clients(language, "2026-11-22".parse().unwrap(), random)
            .unwrap()
    }

    #[test]
    fn both_languages_tell_the_same_year() {
        let (zh, en) = (load(Language::Zh), load(Language::En));
        assert_eq!((zh.len(), en.len()), (2, 2));
        for (zh, en) in zh.iter().zip(&en) {
            assert!(zh.is_illustration() && en.is_illustration());
            assert_ne!(zh.profile.name, en.profile.name);
            let dates = |client: &Client| {
                client
                    .history()
                    .iter()
                    .map(Record::date)
                    .collect::<Vec<_>>()
            };
            assert_eq!(dates(zh), dates(en));
            assert!(
                (8..=12).contains(&zh.ratings().len().saturating_sub(3)),
                "a year of ratings"
            );
        }
    }

    #[test]
    fn one_rises_and_the_other_holds() {
        let today = "2026-11-22".parse().unwrap();
        let verdicts = load(Language::En).into_iter().map(|client| {
            let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
            trend(&series, &Assumptions::default()).verdict
        });
        assert_eq!(
            verdicts.collect::<Vec<_>>(),
            [Verdict::Rising, Verdict::WithinError]
        );
    }

    #[test]
    fn a_damaged_file_is_an_error() {
        assert!(Examples::parse("{").is_err());
        let future = r#"{"clients":[{"key":"k","name":{"zh":"a","en":"a"},
            "organisation":{"zh":"a","en":"a"},"title":{"zh":"a","en":"a"},"days_ago":3,
            "note":{"zh":"","en":""},"ratings":[],"contacts":[],"breaches":[],
            "stages":[{"day":4,"stage":"initial"}]}]}"#;
        let examples = Examples::parse(future).unwrap();
        let built = examples.clients(Language::En, "2026-01-01".parse().unwrap(), || 1);
        assert!(matches!(built, Err(ExamplesError::Invalid(_))));
    }
}
