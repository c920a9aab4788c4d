//! The index of the built-in exercises, which their list shows: `split/exercises.mjs` takes it from their
//! file when the site is built.

use std::sync::Arc;

use serde::Deserialize;

use super::{
    ExerciseFlaw, ExercisesError,
    raw::{Wording, parsed},
};
use crate::domain::{
    Language, Name, Note,
    exercise::{Case, Slug},
};

/// The outline of an exercise in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExerciseOutline {
    /// The title.
    pub title: Name,
    /// How long it takes, in minutes.
    pub minutes: u8,
    /// The skill that it trains.
    pub about: Note,
    /// The number of its time points.
    pub points: usize,
    /// The number of its tasks.
    pub tasks: usize,
}

impl From<&Case> for ExerciseOutline {
    fn from(case: &Case) -> Self {
        Self {
            title: case.title.clone(),
            minutes: case.minutes,
            about: case.about.clone(),
            points: case.points.len(),
            tasks: case.tasks.len(),
        }
    }
}

/// The outlines of all built-in exercises, in their order; cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExerciseIndex(Arc<[Entry]>);

#[derive(Debug, PartialEq, Eq)]
struct Entry {
    slug: Slug,
    zh: ExerciseOutline,
    en: ExerciseOutline,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    #[serde(deserialize_with = "parsed")]
    id: Slug,
    title: Wording,
    minutes: u8,
    about: Wording,
    points: usize,
    tasks: usize,
}

impl ExerciseIndex {
    /// Parses the site's index.
    ///
    /// # Errors
    /// [`ExercisesError`] if it is damaged, or names an exercise twice.
    ///
    /// ```
    /// use trust_velocity::{content::ExerciseIndex, domain::Language};
    /// let index = ExerciseIndex::parse(
    ///     r#"[{"id": "quiet-buyer", "title": {"zh": "沉默", "en": "Silence"}, "minutes": 12,
    ///          "about": {"zh": "", "en": ""}, "points": 3, "tasks": 1}]"#,
    /// )?;
    /// let (slug, outline) = index.iter(Language::En).next().unwrap();
    /// assert_eq!((slug.as_str(), outline.title.as_str()), ("quiet-buyer", "Silence"));
    /// # Ok::<(), trust_velocity::content::ExercisesError>(())
    /// ```
    pub fn parse(json: &str) -> Result<Self, ExercisesError> {
        let raw: Vec<RawEntry> = serde_json::from_str(json)?;
        let mut all: Vec<Entry> = Vec::with_capacity(raw.len());
        for entry in raw {
            let slug = entry.id;
            if all.iter().any(|it| it.slug == slug) {
                return Err(ExercisesError::Twice(slug));
            }
            let outline = |language| {
                let made = entry.outline(language);
                made.map_err(|flaw| ExercisesError::Flawed { slug, flaw })
            };
            let (zh, en) = (outline(Language::Zh)?, outline(Language::En)?);
            all.push(Entry { slug, zh, en });
        }
        Ok(Self(all.into()))
    }

    /// The outline of each exercise in a language, with its stable name.
    pub fn iter(&self, language: Language) -> impl Iterator<Item = (Slug, ExerciseOutline)> {
        self.0.iter().map(move |entry| {
            let outline = match language {
                Language::Zh => &entry.zh,
                Language::En => &entry.en,
            };
            (entry.slug, outline.clone())
        })
    }
}

impl RawEntry {
    fn outline(&self, language: Language) -> Result<ExerciseOutline, ExerciseFlaw> {
        Ok(ExerciseOutline {
            title: Name::new(self.title.of(language))?,
            minutes: self.minutes,
            about: Note::new(self.about.of(language))?,
            points: self.points,
            tasks: self.tasks,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = r#"{"id": "quiet-buyer", "title": {"zh": "沉默", "en": "Silence"},
        "minutes": 12, "about": {"zh": "看", "en": "See"}, "points": 3, "tasks": 1}"#;

    #[test]
    fn an_outline_is_in_one_language() {
        let index = ExerciseIndex::parse(&format!("[{ENTRY}]")).unwrap();
        let titles = Language::ALL.map(|language| {
            let all: Vec<_> = index.iter(language).collect();
            assert_eq!(all.len(), 1);
            (all[0].1.title.as_str().to_owned(), all[0].1.points)
        });
        assert!(titles.contains(&("沉默".to_owned(), 3)));
        assert!(titles.contains(&("Silence".to_owned(), 3)));
    }

    #[test]
    fn a_damaged_index_is_refused() {
        let twice = ExerciseIndex::parse(&format!("[{ENTRY}, {ENTRY}]"));
        assert!(matches!(twice, Err(ExercisesError::Twice(_))));
        let untitled = ENTRY.replace("沉默", " ");
        let untitled = ExerciseIndex::parse(&format!("[{untitled}]"));
        assert!(matches!(untitled, Err(ExercisesError::Flawed { .. })));
        let more = ENTRY.replace("\"points\"", "\"facts\": [], \"points\"");
        let more = ExerciseIndex::parse(&format!("[{more}]"));
        assert!(matches!(more, Err(ExercisesError::Malformed(_))));
    }
}
