//! Behavioural anchors: the client behaviour that a score means.

use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{Dimension, Language, Score};

/// The anchors of all four dimensions; cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Anchors(Arc<File>);

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    expertise: Vec<Band>,
    conduct: Vec<Band>,
    relationship: Vec<Band>,
    benefit: Vec<Band>,
}

/// From each score up to the next band's; the texts are one line each.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Band {
    from: f64,
    to: f64,
    zh: String,
    en: String,
}

impl Anchors {
    /// Parses the anchors of the site's file.
    ///
    /// # Errors
    /// The parser's words if the file is damaged.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(json).map(|file| Self(Arc::new(file)))
    }

    /// The behaviour that a score means, with the range of scores: `7–8: …`.
    pub fn meaning(&self, dimension: Dimension, score: Score, language: Language) -> String {
        let bands = self.bands(dimension);
        let band = bands.iter().rev().find(|band| band.from <= score.value());
        let Some(band) = band else {
            return String::new();
        };
        match language {
            Language::Zh => format!("{}–{}：{}", band.from, band.to, band.zh),
            Language::En => format!("{}–{}: {}", band.from, band.to, band.en),
        }
    }

    fn bands(&self, dimension: Dimension) -> &[Band] {
        match dimension {
            Dimension::Expertise => &self.0.expertise,
            Dimension::Conduct => &self.0.conduct,
            Dimension::Relationship => &self.0.relationship,
            Dimension::Benefit => &self.0.benefit,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_score_has_one_behaviour() {
        let anchors = Anchors::parse(include_str!("../../assets/content/anchors.json")).unwrap();
        for dimension in Dimension::ALL {
            let bands = anchors.bands(dimension);
            assert_eq!(
                bands.first().map(|band| band.from),
                Some(0.0),
                "{dimension:?}"
            );
            assert_eq!(
                bands.last().map(|band| band.to),
                Some(10.0),
                "{dimension:?}"
            );
            for pair in bands.windows(2) {
                assert_eq!(
                    Some(pair[0].to),
                    Some(pair[1].from),
                    "{dimension:?}: a gap or an overlap"
                );
                assert_ne!(pair[0].zh, pair[1].zh);
            }
            let seven = anchors.meaning(dimension, Score::new(7.0).unwrap(), Language::En);
            assert!(
                seven.starts_with("7–"),
                "a gate's score opens a band: {seven}"
            );
        }
    }
}
