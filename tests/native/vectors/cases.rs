//! The shape of the cases; an unknown field is an error.

use serde::Deserialize;
use trust_velocity::domain::{
    Assumptions, Client, Instrument, Name, Rater, Stage, velocity::Series,
};

use super::{day, scores};
use crate::records;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Case<E> {
    #[serde(rename = "name")]
    pub(super) _name: String,
    #[serde(default, rename = "note")]
    pub(super) _note: Option<String>,
    pub(super) first_contact: String,
    pub(super) as_of: String,
    pub(super) rater: String,
    pub(super) assessments: Vec<Assessment>,
    #[serde(default)]
    pub(super) interactions: Vec<Interaction>,
    #[serde(default)]
    pub(super) breaches: Vec<String>,
    #[serde(default)]
    pub(super) stages: Vec<Entered>,
    #[serde(default)]
    pub(super) settings: Settings,
    pub(super) expect: E,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnErrorCase {
    #[serde(rename = "name")]
    pub(super) _name: String,
    pub(super) pairs: Vec<[[Option<f64>; 4]; 2]>,
    pub(super) expect: OwnErrorFigures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OwnErrorFigures {
    pub(super) score_pairs: usize,
    pub(super) re_ratings: usize,
    pub(super) score_sem: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) offered: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoundsCase {
    #[serde(rename = "name")]
    pub(super) _name: String,
    pub(super) reference: Vec<Option<f64>>,
    pub(super) first: Vec<Vec<Option<f64>>>,
    pub(super) second: Vec<Vec<Option<f64>>>,
    pub(super) expect: RoundsFigures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoundsFigures {
    pub(super) units: Vec<RoundsUnit>,
    pub(super) cells: usize,
    pub(super) first_error: Option<f64>,
    pub(super) second_error: Option<f64>,
    pub(super) error_removed: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RoundsUnit {
    pub(super) n: usize,
    pub(super) first_mean: Option<f64>,
    pub(super) second_mean: Option<f64>,
    pub(super) shift: Option<f64>,
    pub(super) shift_low: Option<f64>,
    pub(super) shift_high: Option<f64>,
    pub(super) first_sd: Option<f64>,
    pub(super) second_sd: Option<f64>,
    pub(super) first_error: Option<f64>,
    pub(super) second_error: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BiasCase {
    #[serde(rename = "name")]
    pub(super) _name: String,
    pub(super) gaps: Vec<[Option<f64>; 4]>,
    pub(super) expect: BiasByDimension,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BiasByDimension {
    pub(super) expertise: BiasFigures,
    pub(super) conduct: BiasFigures,
    pub(super) relationship: BiasFigures,
    pub(super) benefit: BiasFigures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BiasFigures {
    pub(super) n: usize,
    pub(super) mean: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Assessment {
    pub(super) date: String,
    pub(super) rater: String,
    pub(super) scores: [Option<f64>; 4],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Interaction {
    pub(super) date: String,
    pub(super) minutes: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entered {
    pub(super) date: String,
    pub(super) stage: String,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Settings {
    #[serde(rename = "score_sd")]
    pub(super) score_sem: Option<f64>,
    pub(super) window_days: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Expect {
    pub(super) formula: Vec<FormulaRow>,
    pub(super) net: Vec<NetRow>,
    pub(super) trend: TrendFigures,
    pub(super) recoveries: Vec<RecoveryRow>,
    pub(super) stage: Option<StageFigures>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RegainsByDimension {
    pub(super) expertise: Vec<RecoveryRow>,
    pub(super) conduct: Vec<RecoveryRow>,
    pub(super) relationship: Vec<RecoveryRow>,
    pub(super) benefit: Vec<RecoveryRow>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormulaRow {
    pub(super) date: String,
    pub(super) total: Option<f64>,
    pub(super) per_day: Option<f64>,
    pub(super) per_contact_hour: Option<f64>,
    pub(super) parts_per_day: [Option<f64>; 4],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NetRow {
    pub(super) from: String,
    pub(super) to: String,
    pub(super) per_day: f64,
    pub(super) reliable_change: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TrendFigures {
    pub(super) verdict: String,
    pub(super) points: usize,
    pub(super) per_day: Option<f64>,
    pub(super) standard_error: Option<f64>,
    pub(super) low: Option<f64>,
    pub(super) high: Option<f64>,
    pub(super) theil_sen_per_day: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RecoveryRow {
    pub(super) breach: String,
    pub(super) drop: Option<f64>,
    pub(super) recovered: Option<f64>,
    pub(super) days_to_recover: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StageFigures {
    pub(super) stage: String,
    pub(super) since: String,
    pub(super) gate_progress: Option<f64>,
    pub(super) unmet: Vec<String>,
    pub(super) focus_per_day: Option<f64>,
    pub(super) forecast: ForecastFigures,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ForecastFigures {
    pub(super) days: Option<f64>,
    pub(super) early: Option<f64>,
    pub(super) late: Option<f64>,
}

impl<E> Case<E> {
    pub(super) fn series<'a>(&self, client: &'a Client) -> Series<'a> {
        let rater = rater(&self.rater);
        Series::of(client, &rater, Instrument::Sliders1, day(&self.as_of))
    }

    pub(super) fn client(&self) -> Client {
        let ratings = self.assessments.iter().map(|assessment| {
            let scores = scores(assessment.scores);
            let (date, rater) = (day(&assessment.date), rater(&assessment.rater));
            move |id| records::rating(id, date, rater.clone(), scores)
        });
        let mut client = records::client(day(&self.first_contact));
        let mut ids = 1..;
        let mut next = || ids.next().unwrap();
        for rating in ratings {
            client.put(rating(next())).unwrap();
        }
        for Interaction { date, minutes } in &self.interactions {
            client
                .put(records::contact(next(), day(date), *minutes))
                .unwrap();
        }
        for date in &self.breaches {
            client.put(records::breach(next(), day(date))).unwrap();
        }
        for Entered { date, stage } in &self.stages {
            let stage = Stage::from_id(stage).unwrap_or_else(|| panic!("no stage {stage:?}"));
            client
                .put(records::stage(next(), day(date), stage))
                .unwrap();
        }
        client
    }
}

impl Settings {
    pub(super) fn assumptions(&self) -> Assumptions {
        let default = Assumptions::default();
        Assumptions::new(
            self.score_sem.unwrap_or(default.score_sem()),
            self.window_days.unwrap_or(default.window_days()),
            default.thresholds(),
            default.cadence(),
        )
        .unwrap()
    }
}

fn rater(id: &str) -> Rater {
    match id {
        "seller" => Rater::Seller,
        "peer" => Rater::Peer,
        person => Rater::Client(Name::new(person).unwrap()),
    }
}
