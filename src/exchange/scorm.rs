//! The learner's progress in the SCORM package: what the platform is told of, beside the answers.
//!
//! `deploy/scorm/scorm.js` carries its text in `cmi.suspend_data`, with the answers themselves.

use std::{fmt, str::FromStr};

use crate::domain::exercise::{Agreement, Slug};

/// A part of the package that can be needed for its completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScormPart {
    /// A self-assessment is saved.
    Assessment,
    /// An exercise is finished.
    Exercise,
}

impl ScormPart {
    /// All.
    pub const ALL: [Self; 2] = [Self::Assessment, Self::Exercise];

    /// The stable name, as in the package's page and on the command line of `./dev scorm`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Assessment => "assessment",
            Self::Exercise => "exercise",
        }
    }

    /// The parts that a text names, separated by spaces.
    pub fn all_in(text: &str) -> Vec<Self> {
        let named = |part: &Self| text.split(' ').any(|name| name == part.id());
        Self::ALL.into_iter().filter(named).collect()
    }
}

/// The learner's progress. As a text it has a line for each part or exercise; no more than
/// [`ScormProgress::MAX_CHARS`] characters, all of them ASCII.
///
/// ```
/// use trust_velocity::{domain::exercise::Agreement, exchange::{ScormPart, ScormProgress}};
/// let mut progress: ScormProgress = "assessment\none-over-t 3 8\n".parse()?;
/// assert_eq!(progress.score(), Some(38));
/// assert!(progress.has(ScormPart::Assessment) && progress.has(ScormPart::Exercise));
/// progress.finish("quiet-buyer".parse()?, Agreement::new(8, 8).unwrap());
/// assert_eq!(progress.score(), Some(69));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScormProgress {
    is_assessed: bool,
    results: Vec<(Slug, Agreement)>,
}

/// A line of the text says nothing that is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ScormProgressError {
    /// This line, from 1.
    #[error("line {0} is damaged")]
    Line(usize),
    /// More exercises than [`ScormProgress::MAX_RESULTS`].
    #[error("too many exercises")]
    TooMany,
}

impl ScormProgress {
    /// The most exercises, some times as many as there are.
    pub const MAX_RESULTS: usize = 48;
    /// The longest text: less than half of what the platform keeps.
    pub const MAX_CHARS: usize = 1_979;

    /// Whether a part is done.
    pub const fn has(&self, part: ScormPart) -> bool {
        match part {
            ScormPart::Assessment => self.is_assessed,
            ScormPart::Exercise => !self.results.is_empty(),
        }
    }

    /// A self-assessment was saved.
    pub const fn assess(&mut self) {
        self.is_assessed = true;
    }

    /// An exercise was finished, for the first time or again; the last result counts. One too many is
    /// not counted.
    pub fn finish(&mut self, exercise: Slug, agreement: Agreement) {
        let known = self.results.iter().position(|(slug, _)| *slug == exercise);
        match known {
            Some(at) => self.results[at].1 = agreement,
            None if self.results.len() < Self::MAX_RESULTS => {
                self.results.push((exercise, agreement));
            }
            None => {}
        }
    }

    /// The result of an exercise, if it was finished.
    pub fn result(&self, exercise: Slug) -> Option<Agreement> {
        let found = self.results.iter().find(|(slug, _)| *slug == exercise);
        found.map(|(_, agreement)| *agreement)
    }

    /// How many exercises are finished.
    pub const fn finished(&self) -> usize {
        self.results.len()
    }

    /// The answers that agree with the key, and those asked, over all finished exercises.
    pub fn agreement(&self) -> (u32, u32) {
        let each = self.results.iter().map(|(_, agreement)| agreement);
        each.fold((0, 0), |(agreeing, asked), it| {
            (
                agreeing + u32::from(it.agreeing()),
                asked + u32::from(it.asked()),
            )
        })
    }

    /// Their share in whole per cent, 0–100, halves rounded up; `None` before an exercise is finished.
    pub fn score(&self) -> Option<u8> {
        let (agreeing, asked) = self.agreement();
        let share = (200 * agreeing + asked).checked_div(2 * asked)?;
        u8::try_from(share).ok()
    }
}

impl fmt::Display for ScormProgress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_assessed {
            writeln!(f, "{}", ScormPart::Assessment.id())?;
        }
        for (slug, it) in &self.results {
            writeln!(f, "{slug} {} {}", it.agreeing(), it.asked())?;
        }
        Ok(())
    }
}

impl FromStr for ScormProgress {
    type Err = ScormProgressError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut progress = Self::default();
        for (at, line) in text.lines().enumerate() {
            if line == ScormPart::Assessment.id() && at == 0 {
                progress.assess();
                continue;
            }
            if progress.results.len() == Self::MAX_RESULTS {
                return Err(ScormProgressError::TooMany);
            }
            let result = result(line).filter(|(slug, _)| progress.result(*slug).is_none());
            progress
                .results
                .push(result.ok_or(ScormProgressError::Line(at + 1))?);
        }
        Ok(progress)
    }
}

/// An exercise and its result; `None` if the line is damaged.
fn result(line: &str) -> Option<(Slug, Agreement)> {
    let mut words = line.split(' ');
    let slug = Slug::read(words.next()?)?;
    let mut number = || words.next()?.parse().ok();
    let agreement = Agreement::new(number()?, number()?)?;
    words.next().is_none().then_some((slug, agreement))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn progress() -> impl Strategy<Value = ScormProgress> {
        let slug = "[g-z][a-z0-9-]{0,31}".prop_filter_map("a name", |text| Slug::read(&text));
        let result = (slug, 0..=u8::MAX, 1..=u8::MAX).prop_filter_map("a result", |it| {
            Some((it.0, Agreement::new(it.1.min(it.2), it.2)?))
        });
        (any::<bool>(), prop::collection::vec(result, 0..60)).prop_map(|(is_assessed, results)| {
            let mut progress = ScormProgress::default();
            if is_assessed {
                progress.assess();
            }
            for (slug, agreement) in results {
                progress.finish(slug, agreement);
            }
            progress
        })
    }

    proptest! {
        #[test]
        fn a_progress_is_short_and_reads_back(progress in progress()) {
            let text = progress.to_string();
            prop_assert!(text.is_ascii() && text.len() <= ScormProgress::MAX_CHARS, "{}", text.len());
            prop_assert_eq!(text.parse(), Ok(progress));
        }

        #[test]
        fn any_text_is_a_progress_or_an_error(text in "(assessment\n)?([a-z -]{0,9} ?[0-9]{0,3} ?[0-9]{0,3}\r?\n){0,4}") {
            if let Ok(progress) = text.parse::<ScormProgress>() {
                prop_assert_eq!(progress.to_string().parse(), Ok(progress));
            }
        }

        #[test]
        fn a_score_is_per_cent(progress in progress()) {
            let (agreeing, asked) = progress.agreement();
            let exact = (asked > 0).then(|| 100.0 * f64::from(agreeing) / f64::from(asked));
            prop_assert_eq!(progress.score().map(f64::from), exact.map(|exact| (exact + 0.5).floor()));
        }
    }

    #[test]
    fn the_last_result_of_an_exercise_counts() {
        let mut progress = ScormProgress::default();
        let slug = Slug::read("one-over-t").unwrap();
        progress.finish(slug, Agreement::new(1, 4).unwrap());
        progress.finish(slug, Agreement::new(2, 4).unwrap());
        assert_eq!((progress.score(), progress.finished()), (Some(50), 1));
        assert!(!progress.has(ScormPart::Assessment));
        let twice = "one-over-t 1 4\none-over-t 2 4\n".parse::<ScormProgress>();
        assert_eq!(twice, Err(ScormProgressError::Line(2)));
        assert_eq!(
            "assessment\nassessment".parse::<ScormProgress>(),
            Err(ScormProgressError::Line(2))
        );
    }

    #[test]
    fn parts_have_their_names() {
        let all = ScormPart::ALL.map(ScormPart::id).join(" ");
        assert_eq!(ScormPart::all_in(&all), ScormPart::ALL);
        assert_eq!(ScormPart::all_in("exercise"), [ScormPart::Exercise]);
        assert_eq!(ScormPart::all_in(""), []);
    }
}
