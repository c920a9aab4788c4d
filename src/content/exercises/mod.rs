//! The built-in classroom exercises: one file holds them in both languages. The built site has a file
//! for each in its place, of the same form, and an [index](ExerciseIndex): see `split/exercises.mjs`.
//!
//! Invariant: what has been parsed can be worked through in either language. Both are made into
//! [`Exercise`]s, whose own checks these are, when the file is read.

mod index;
mod raw;

use std::sync::Arc;

use self::raw::RawExercise;
use crate::domain::{
    Language, NameError, NonEmptyTextError, NoteError,
    exercise::{Exercise, ExerciseError, Slug, TaskError},
};

pub use index::{ExerciseIndex, ExerciseOutline};

/// The built-in exercises of a file, in its order; cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercises(Arc<[BuiltIn]>);

#[derive(Debug, PartialEq)]
struct BuiltIn {
    slug: Slug,
    zh: Exercise,
    en: Exercise,
}

/// A file of exercises is damaged.
#[derive(Debug, thiserror::Error)]
pub enum ExercisesError {
    /// Not the format: an unknown field, or an invalid name, date, score, stage or unit; the
    /// parser's words.
    #[error("not a file of exercises: {0}")]
    Malformed(#[from] serde_json::Error),
    /// Two exercises with one stable name.
    #[error("there are two exercises {:?}", .0.as_str())]
    Twice(Slug),
    /// An exercise that is not valid.
    #[error("{:?}: {flaw}", slug.as_str())]
    Flawed {
        /// The exercise.
        slug: Slug,
        /// The flaw.
        flaw: ExerciseFlaw,
    },
}

/// The reason why an entry of the file is no valid exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ExerciseFlaw {
    /// A title, or the name of a client who is compared.
    #[error(transparent)]
    Name(#[from] NameError),
    /// A text that must not be empty.
    #[error(transparent)]
    NonEmptyText(#[from] NonEmptyTextError),
    /// A text that may be empty.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// A task without exactly one true answer.
    #[error(transparent)]
    Task(#[from] TaskError),
    /// A task refers to a point that does not exist, or that lacks a score of a velocity.
    #[error("a task asks about point {0}, which has no four scores")]
    Unanswerable(usize),
    /// A point has no best action, or several.
    #[error("a point has {0} best actions, not one")]
    NotOneBest(usize),
    /// The parts do not fit together.
    #[error(transparent)]
    Exercise(#[from] ExerciseError),
}

impl Exercises {
    /// Parses a file of exercises: all of them, or the file of one.
    ///
    /// # Errors
    /// [`ExercisesError`] if the file is damaged, or an exercise is not valid in one of the
    /// languages.
    ///
    /// ```
    /// use trust_velocity::{content::Exercises, domain::Language};
    /// assert_eq!(Exercises::parse("[]")?.iter(Language::En).count(), 0);
    /// assert!(Exercises::parse(r#"[{"id": "half-written"}]"#).is_err());
    /// # Ok::<(), trust_velocity::content::ExercisesError>(())
    /// ```
    pub fn parse(json: &str) -> Result<Self, ExercisesError> {
        let raw: Vec<RawExercise> = serde_json::from_str(json)?;
        let mut all: Vec<BuiltIn> = Vec::with_capacity(raw.len());
        for exercise in raw {
            let slug = exercise.id;
            if all.iter().any(|it| it.slug == slug) {
                return Err(ExercisesError::Twice(slug));
            }
            let make = |language| {
                let made = exercise.exercise(language);
                made.map_err(|flaw| ExercisesError::Flawed { slug, flaw })
            };
            let (zh, en) = (make(Language::Zh)?, make(Language::En)?);
            all.push(BuiltIn { slug, zh, en });
        }
        Ok(Self(all.into()))
    }

    /// Each exercise in a language, with its stable name.
    pub fn iter(&self, language: Language) -> impl Iterator<Item = (Slug, &Exercise)> {
        self.0.iter().map(move |it| (it.slug, it.of(language)))
    }

    /// The exercise of a stable name in a language.
    pub fn get(&self, slug: Slug, language: Language) -> Option<&Exercise> {
        let found = self.0.iter().find(|it| it.slug == slug);
        found.map(|it| it.of(language))
    }
}

impl BuiltIn {
    const fn of(&self, language: Language) -> &Exercise {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

#[cfg(test)]
mod figures;
#[cfg(test)]
mod readings;
#[cfg(test)]
mod stages;
#[cfg(test)]
mod tests;
