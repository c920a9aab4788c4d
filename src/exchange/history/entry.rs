//! An entry of a client's history, from one row of a table.

use super::super::{
    Field, ImportContext, Mapping, RatingWords, Row, RowError,
    row::{read_day, read_kind, read_profile, text_of},
};
use crate::domain::{
    CivilDate, Dimension, Instrument, Name, Note, Profile, Rater, RelationshipKind, Score, Scores,
    Stage, TypedScoreError,
};

/// A row, read.
pub(super) struct Entry {
    pub(super) profile: Profile,
    /// The kind of the relationship, if that is told.
    pub(super) kind: Option<RelationshipKind>,
    pub(super) first_contact: Option<CivilDate>,
    pub(super) rating: Option<ReadRating>,
    /// A stage, and the day that it began on, if that is told.
    pub(super) stage: Option<(Option<CivilDate>, Stage)>,
    pub(super) last_contact: Option<CivilDate>,
    /// The day of the row: of its rating, or else of its stage.
    pub(super) date: Option<CivilDate>,
    /// Why values of it are left out.
    pub(super) faults: Vec<RowError>,
}

/// A rating as a table has it.
pub(super) struct ReadRating {
    pub(super) date: CivilDate,
    pub(super) rater: Rater,
    pub(super) scores: Scores,
    pub(super) note: Note,
    /// Why it cannot be taken, unless it is here already.
    pub(super) fault: Option<RowError>,
}

/// Reads a row. A rating of which anything is wrong costs the row, and so does the stage of its day:
/// mended, they are new. Any other value costs itself.
pub(super) fn read_entry(
    row: &Row,
    mapping: &Mapping,
    here: ImportContext,
    words: &[&dyn RatingWords],
) -> Result<Entry, RowError> {
    let profile = read_profile(row, false, mapping, here)?;
    let kind = read_kind(row, mapping, here)?;
    let text = |field| text_of(row, field, mapping, here);
    let date = read_day(row, Field::RatingDate, mapping, here)?;
    if let Some(date) = date.filter(|date| here.today < *date) {
        return Err(RowError::NotYet(date));
    }
    let mut fault = None;
    let mut scores = Scores::default();
    for dimension in Dimension::ALL {
        scores[dimension] = read_score(dimension, text(Field::Score(dimension)), &mut fault)?;
    }
    let is_of_sliders = [Instrument::Sliders1.id(), ""].contains(&&*text(Field::Instrument));
    let rating = match date {
        _ if scores.0.iter().all(Option::is_none) => None,
        None => return Err(RowError::NoRatingDate),
        Some(date) => Some(ReadRating {
            date,
            rater: read_rater(text(Field::Rater), words)?,
            scores,
            note: read_note(&text(Field::RatingNote))?,
            fault: if is_of_sliders {
                fault
            } else {
                Some(RowError::OfItems)
            },
        }),
    };
    let mut faults = Vec::new();
    let mut day = |field| match read_day(row, field, mapping, here) {
        Ok(Some(day)) if here.today < day => {
            faults.push(RowError::NotYet(day));
            None
        }
        Ok(day) => day,
        Err(error) => {
            faults.push(error);
            None
        }
    };
    let first_contact = day(Field::FirstContact);
    let (has_since, since) = (!text(Field::StageSince).is_empty(), day(Field::StageSince));
    let last_contact = day(Field::LastContact);
    let stage = match read_stage(text(Field::Stage), words) {
        // Its day is told, and cannot be read.
        Ok(_) if has_since && since.is_none() => None,
        Ok(stage) => stage.map(|stage| (since, stage)),
        // Without a day of its own it is told with the rating.
        Err(error) if rating.is_some() && !has_since => return Err(error),
        Err(error) => {
            faults.push(error);
            None
        }
    };
    if date.is_some() && rating.is_none() && stage.is_none() {
        return Err(RowError::NoScores);
    }
    Ok(Entry {
        profile,
        kind,
        first_contact,
        rating,
        stage,
        last_contact,
        date,
        faults,
    })
}

fn read_score(
    dimension: Dimension,
    text: String,
    fault: &mut Option<RowError>,
) -> Result<Option<Score>, RowError> {
    match Score::from_typed(&text) {
        Ok(score) => Ok(Some(score)),
        Err(TypedScoreError::Empty) => Ok(None),
        Err(TypedScoreError::NotAScore) => Err(RowError::NotAScore { dimension, text }),
        Err(TypedScoreError::TooPrecise) => {
            let exact = text.trim().parse().ok();
            let score = exact.and_then(|exact| Score::new(exact).ok());
            let error = RowError::TooPrecise { dimension, text };
            if score.is_none() {
                return Err(error);
            }
            *fault = Some(error);
            Ok(score)
        }
    }
}

fn read_note(text: &str) -> Result<Note, RowError> {
    Note::new(text).map_err(|error| RowError::TooLong {
        field: Field::RatingNote,
        chars: error.0,
        most: Note::MAX_CHARS,
    })
}

/// A rater by its name in one of the languages; the person's own rating if there is none.
fn read_rater(text: String, words: &[&dyn RatingWords]) -> Result<Rater, RowError> {
    if text.is_empty() {
        return Ok(Rater::Seller);
    }
    let named = |words: &&dyn RatingWords| {
        let known = [Rater::Seller, Rater::Peer];
        let known = known.into_iter().find(|rater| words.rater(rater) == text);
        known.or_else(|| {
            // A client's answer has the person's name within.
            let place = Name::new(PLACE).ok()?;
            let form = words.rater(&Rater::Client(place));
            let (before, after) = form.split_once(PLACE)?;
            let person = text.strip_prefix(before)?.strip_suffix(after)?;
            let isolates = ['\u{2068}', '\u{2069}'];
            Name::new(person.trim_matches(isolates))
                .ok()
                .map(Rater::Client)
        })
    };
    words
        .iter()
        .find_map(named)
        .ok_or(RowError::NotARater(text))
}

/// A name that nobody has.
const PLACE: &str = "\u{e000}";

/// A stage by its name in one of the languages, or its stable name.
fn read_stage(text: String, words: &[&dyn RatingWords]) -> Result<Option<Stage>, RowError> {
    if text.is_empty() {
        return Ok(None);
    }
    let is_named = |stage: &Stage| {
        let is_in = |words: &&dyn RatingWords| words.stage(*stage).eq_ignore_ascii_case(&text);
        stage.id() == text || words.iter().any(is_in)
    };
    let stage = Stage::ALL.into_iter().find(is_named);
    stage.map(Some).ok_or(RowError::NotAStage(text))
}
