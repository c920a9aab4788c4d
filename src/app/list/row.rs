//! One row of the list: the facts of a client on a day, and how rows are found and sorted by them.
//!
//! It names only the domain, so that `tests/native` compiles it too.

use std::{
    cmp::Ordering,
    sync::{Arc, OnceLock},
};

use crate::domain::{
    Cadence, CivilDate, Name, Need, Order, RelationshipKind, Stage, Summary, velocity::Verdict,
};

/// The facts of a row.
#[derive(Debug)]
pub struct Row {
    /// The facts of every day.
    pub summary: Arc<Summary>,
    /// Whether they hold on the day; if not, they are being made anew.
    pub is_current: bool,
    /// The verdict on the trend.
    pub verdict: Verdict,
    /// The days since the last contact, or since the first one if none is logged.
    pub days_without_contact: i64,
    /// By how many days that is beyond the cadence of the stage; none if the stage has none.
    pub days_beyond_cadence: Option<i64>,
    /// The text that a search looks into, once there was a search.
    searched: OnceLock<String>,
}

impl Row {
    /// The row of a client on a day.
    pub fn of(
        summary: &Arc<Summary>,
        is_current: bool,
        today: CivilDate,
        cadence: Cadence,
    ) -> Self {
        Self {
            verdict: summary.verdict(today),
            days_without_contact: summary.days_without_contact(today),
            days_beyond_cadence: summary.days_beyond_cadence(cadence, today),
            summary: Arc::clone(summary),
            is_current,
            searched: OnceLock::new(),
        }
    }

    /// By how many days the contact is overdue; none if it is not.
    pub fn days_overdue(&self) -> Option<i64> {
        self.days_beyond_cadence.filter(|days| 0 < *days)
    }

    /// The stage on the day.
    pub fn stage(&self) -> Option<Stage> {
        self.summary.stage.map(|(stage, _)| stage)
    }

    /// The text that a search looks into, as `searchable` makes it.
    pub fn searched(&self, searchable: fn(&str) -> String) -> &str {
        self.searched.get_or_init(|| {
            let Summary {
                name,
                organisation,
                title,
                tags,
                ..
            } = &*self.summary;
            let names = [Some(name), organisation.as_ref(), title.as_ref()].into_iter();
            let all: Vec<_> = names.flatten().chain(tags).map(Name::as_str).collect();
            searchable(&all.join("\n"))
        })
    }
}

/// The conditions of the list; one that is not chosen leaves out no row.
#[derive(Debug, Default)]
pub struct Filter {
    /// Those that contain the words, which are as rows are searched.
    pub words: String,
    /// Those in the stage.
    pub stage: Option<Stage>,
    /// Those of the kind.
    pub kind: Option<RelationshipKind>,
    /// Those with the need.
    pub need: Option<Need>,
    /// Those with the tag; empty for all.
    pub tag: String,
}

impl Filter {
    /// Whether a row is listed.
    pub fn holds(&self, row: &Row, searchable: fn(&str) -> String) -> bool {
        (self.stage.is_none() || self.stage == row.stage())
            && self.kind.is_none_or(|kind| kind == row.summary.kind)
            && match self.need {
                Some(Need::Contact) => row.days_overdue().is_some(),
                Some(Need::Rating) => !row.summary.is_rated(),
                None => true,
            }
            && (self.tag.is_empty() || row.summary.tags.iter().any(|tag| tag.as_str() == self.tag))
            && (self.words.is_empty() || has_part(row.searched(searchable), &self.words))
    }
}

/// Whether a text contains a part, which is not empty. The search of the standard library is a kilobyte of
/// wasm, and is made for longer texts.
fn has_part(text: &str, part: &str) -> bool {
    let part = part.as_bytes();
    let mut places = text.as_bytes().windows(part.len());
    places.any(|place| place[0] == part[0] && place == part)
}

/// Compares two rows in this order, but for their names.
pub fn compare(order: Order, a: &Row, b: &Row) -> Ordering {
    match order {
        Order::LastContact => b.days_without_contact.cmp(&a.days_without_contact),
        Order::Overdue => b.days_beyond_cadence.cmp(&a.days_beyond_cadence),
        Order::Trust => highest_first(a.summary.total, b.summary.total),
        Order::Trend => {
            let group = |row: &Row| match row.verdict {
                Verdict::Rising => 0,
                Verdict::WithinError => 1,
                Verdict::Falling => 2,
                Verdict::Insufficient | Verdict::Stale => 3,
            };
            let slope = |row: &Row| row.summary.slope.map(|slope| slope.per_day);
            let slopes = highest_first(slope(a), slope(b));
            group(a).cmp(&group(b)).then(slopes)
        }
        Order::Name => Ordering::Equal,
    }
}

/// The highest first, the unknown last.
fn highest_first(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
