//! Behavioural anchors: the behaviour of the other side that a score means. Each kind of relationship has
//! a file of its own.

use std::sync::Arc;

use serde::Deserialize;

use crate::domain::{Dimension, Language, RelationshipKind, Score};

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
    /// The address of the anchors for a kind of relationship.
    pub const fn address(kind: RelationshipKind) -> &'static str {
        match kind {
            RelationshipKind::Client => "content/anchors.json",
            RelationshipKind::TeamMember => "content/anchors-team-member.json",
            RelationshipKind::ProjectPartner => "content/anchors-project-partner.json",
            RelationshipKind::Supplier => "content/anchors-supplier.json",
        }
    }

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
    use std::{collections::BTreeSet, fs};

    use super::*;

    fn of(kind: RelationshipKind) -> Anchors {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/assets/{}", Anchors::address(kind));
        Anchors::parse(&fs::read_to_string(path).unwrap()).unwrap()
    }

    #[test]
    fn every_score_has_one_behaviour() {
        for (kind, dimension) in kinds_and_dimensions() {
            let anchors = of(kind);
            let bands = anchors.bands(dimension);
            let at = format!("{kind:?}, {dimension:?}");
            assert_eq!(bands.first().map(|band| band.from), Some(0.0), "{at}");
            assert_eq!(bands.last().map(|band| band.to), Some(10.0), "{at}");
            for pair in bands.windows(2) {
                assert_eq!(
                    Some(pair[0].to),
                    Some(pair[1].from),
                    "{at}: a gap or an overlap"
                );
                assert_ne!(pair[0].zh, pair[1].zh);
            }
            let seven = anchors.meaning(dimension, Score::new(7.0).unwrap(), Language::En);
            assert!(
                seven.starts_with("7–"),
                "{at}: a gate's score opens a band: {seven}"
            );
        }
    }

    /// Scores of two kinds stand for the same steps, in words of their own.
    #[test]
    fn every_kind_has_the_same_bands_and_words_of_its_own() {
        let clients = of(RelationshipKind::Client);
        let mut files = BTreeSet::new();
        for kind in RelationshipKind::ALL {
            assert!(files.insert(Anchors::address(kind)));
        }
        for (kind, dimension) in kinds_and_dimensions() {
            let anchors = of(kind);
            let bands = |anchors: &Anchors| -> Vec<_> {
                let bands = anchors.bands(dimension).iter();
                bands.map(|band| (band.from, band.to)).collect()
            };
            assert_eq!(bands(&anchors), bands(&clients), "{kind:?}, {dimension:?}");
            for band in anchors.bands(dimension) {
                let length = band.zh.chars().count();
                assert!((8..=26).contains(&length), "{length}: {}", band.zh);
                assert!((20..=105).contains(&band.en.len()), "{}", band.en);
                let ends = band.zh.ends_with('。') || band.en.ends_with('.');
                assert!(!ends, "{}", band.zh);
                let speaks_of_a_client = band.zh.contains("客户") || band.en.contains("client");
                assert!(!speaks_of_a_client, "{kind:?}: {}", band.zh);
            }
        }
    }

    fn kinds_and_dimensions() -> impl Iterator<Item = (RelationshipKind, Dimension)> {
        let all = RelationshipKind::ALL.into_iter();
        all.flat_map(|kind| Dimension::ALL.map(|dimension| (kind, dimension)))
    }
}
