//! The site's long texts: data files per kind under `assets/content/`, fetched when first needed.
//!
//! Invariant: they are parsed like any other input, though we write and test them: a damaged file is an
//! error in words, never a panic.

mod advice;
mod anchors;
mod drill;
mod examples;
mod exercises;
mod items;
mod prose;

pub use advice::{Action, Advice, Theory};
pub use anchors::Anchors;
pub use drill::drill;
pub use examples::parse_examples;
pub use exercises::{ExerciseFlaw, ExerciseIndex, ExerciseOutline, Exercises, ExercisesError};
pub use items::{Items, ItemsError, Perspective};
pub use prose::{Block, Section, Span, parse_prose};
