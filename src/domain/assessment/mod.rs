//! Self-assessments (自评): how a person rates themself in general. They are not ratings of a client,
//! and never enter a client's series.
//!
//! Invariant: the ids of the self-assessments of [`Myself`] are distinct, and those of its saved filters.
//! They keep the order of entry: of two on one date the later entered stands.

#[cfg(test)]
mod tests;

use super::{
    CivilDate, Conflict, EntryId, Form, Instrument, ItemResponses, ItemsVersion, Name, SavedFilter,
    by_id::{HasId, complete_by_id, index_by_id, merged_by_id, put_by_id, remove_by_id},
    sort::last_of_each_day,
    sorted,
};

/// The occasion of a self-assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// No particular occasion.
    Ordinary,
    /// Before a course.
    Pretest,
    /// After a course.
    Posttest,
    /// After a course, about oneself before it: the retrospective pretest, a series of its own.
    RetrospectivePretest,
}

impl Occasion {
    /// All, in the order offered.
    pub const ALL: [Self; 4] = [
        Self::Ordinary,
        Self::Pretest,
        Self::Posttest,
        Self::RetrospectivePretest,
    ];

    /// The stable name used in files and routes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Ordinary => "ordinary",
            Self::Pretest => "before",
            Self::Posttest => "after",
            Self::RetrospectivePretest => "then",
        }
    }

    /// The occasion of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.id() == id)
    }
}

/// One self-assessment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Assessment {
    /// The entry's id.
    pub id: EntryId,
    /// The day it was made.
    pub date: CivilDate,
    /// Its occasion.
    pub occasion: Occasion,
    /// The answers.
    pub answers: ItemResponses,
}

/// A person's own records: the name shown to clients, the self-assessments, and the saved filters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Myself {
    /// The name in requests to clients, once a request was sent.
    pub name: Option<Name>,
    assessments: Vec<Assessment>,
    filters: Vec<SavedFilter>,
}

impl HasId for Assessment {
    fn id(&self) -> EntryId {
        self.id
    }
}

impl HasId for SavedFilter {
    fn id(&self) -> EntryId {
        self.id
    }
}

/// A course, as the self-assessments with one instrument show it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course<'a> {
    /// The last assessment before the course.
    pub pretest: &'a Assessment,
    /// The last assessment after the course, if there is one yet.
    pub posttest: Option<&'a Assessment>,
    /// The last assessment that looks back to before the course, if there is one yet.
    pub retrospective_pretest: Option<&'a Assessment>,
}

impl Myself {
    /// The records of these parts, the self-assessments and the saved filters in the order of entry.
    ///
    /// # Errors
    /// The id that two self-assessments, or two saved filters, share.
    pub fn from_parts(
        name: Option<Name>,
        assessments: Vec<Assessment>,
        filters: Vec<SavedFilter>,
    ) -> Result<Self, EntryId> {
        let repeated = index_by_id(&assessments).repeated();
        match repeated.or_else(|| index_by_id(&filters).repeated()) {
            Some(id) => Err(id),
            None => Ok(Self {
                name,
                assessments,
                filters,
            }),
        }
    }

    /// All self-assessments, in the order of entry.
    pub fn assessments(&self) -> &[Assessment] {
        &self.assessments
    }

    /// The self-assessment of an id.
    pub fn assessment(&self, id: EntryId) -> Option<&Assessment> {
        self.assessments.iter().find(|entry| entry.id == id)
    }

    /// Adds a self-assessment, or replaces the one with its id.
    pub fn put(&mut self, assessment: Assessment) {
        put_by_id(&mut self.assessments, assessment);
    }

    /// Removes a self-assessment; returns whether it existed.
    pub fn remove(&mut self, id: EntryId) -> bool {
        remove_by_id(&mut self.assessments, id)
    }

    /// The saved filters of the list of clients, in the order of entry.
    pub fn filters(&self) -> &[SavedFilter] {
        &self.filters
    }

    /// Saves a filter, or puts it in the place of the one with its id.
    pub fn put_filter(&mut self, filter: SavedFilter) {
        put_by_id(&mut self.filters, filter);
    }

    /// Removes a saved filter; returns whether it existed.
    pub fn remove_filter(&mut self, id: EntryId) -> bool {
        remove_by_id(&mut self.filters, id)
    }

    /// This with those self-assessments and saved filters of another side that it lacks, and its name if it
    /// has none.
    #[must_use]
    pub fn completed_from(&self, other: &Self) -> Self {
        let mut all = self.clone();
        if all.name.is_none() {
            all.name.clone_from(&other.name);
        }
        complete_by_id(&mut all.assessments, &other.assessments);
        complete_by_id(&mut all.filters, &other.filters);
        all
    }

    /// The self-assessments with one instrument up to a day, one for each date, the earliest first, without
    /// those that look back.
    pub fn series(&self, instrument: Instrument, as_of: CivilDate) -> Vec<&Assessment> {
        let known = self.assessments.iter().filter(|entry| {
            let is_now = entry.occasion != Occasion::RetrospectivePretest;
            is_now && entry.answers.instrument() == instrument && entry.date <= as_of
        });
        last_of_each_day(known, |entry| entry.date)
    }

    /// The last self-assessment of an earlier day with the same instrument; none if `entry` looks back.
    pub fn last_before(&self, entry: &Assessment) -> Option<&Assessment> {
        if entry.occasion == Occasion::RetrospectivePretest {
            return None;
        }
        let up_to_it = self.series(entry.answers.instrument(), entry.date);
        let earlier = |other: &&Assessment| other.date < entry.date;
        up_to_it.into_iter().rfind(earlier)
    }

    /// The assessment before a course that one after it belongs to, be it of the same day.
    pub fn pretest_of(&self, entry: &Assessment) -> Option<&Assessment> {
        if entry.occasion != Occasion::Posttest {
            return None;
        }
        let before = self.assessments.iter().filter(|other| {
            other.occasion == Occasion::Pretest
                && other.date <= entry.date
                && other.answers.instrument() == entry.answers.instrument()
        });
        // Of one date the later entered is the later one.
        before.max_by_key(|other| other.date)
    }

    /// The items of the next self-assessment: after a course those of the last one before it with the
    /// same form, for only like is compared with like; else the newest.
    pub fn version_for(&self, form: Form, occasion: Occasion) -> ItemsVersion {
        let is_after = match occasion {
            Occasion::Posttest | Occasion::RetrospectivePretest => true,
            Occasion::Ordinary | Occasion::Pretest => false,
        };
        let before = self.assessments.iter().filter(|entry| {
            is_after && entry.occasion == Occasion::Pretest && entry.answers.form() == form
        });
        let last = before.max_by_key(|entry| entry.date);
        last.map_or(ItemsVersion::CURRENT, |entry| entry.answers.version())
    }

    /// The latest course: the last assessment before it, and those after it with the same instrument.
    pub fn course(&self) -> Option<Course<'_>> {
        // Of one date the later entered is the later one.
        let entries = sorted(self.assessments.iter().collect(), |a, b| {
            a.date.cmp(&b.date)
        });
        let start = entries
            .iter()
            .rposition(|entry| entry.occasion == Occasion::Pretest)?;
        let pretest = entries[start];
        let since = |occasion| {
            let mut later = entries[start..].iter().rev().copied();
            later.find(|entry| {
                entry.occasion == occasion
                    && entry.answers.instrument() == pretest.answers.instrument()
            })
        };
        Some(Course {
            pretest,
            posttest: since(Occasion::Posttest),
            retrospective_pretest: since(Occasion::RetrospectivePretest),
        })
    }

    /// `theirs` with the changes from `base` to `mine` made to it too. If both changed the name, mine
    /// stands.
    ///
    /// # Errors
    /// Every entry that both sides changed in different ways; then nothing is merged.
    pub fn merged(base: &Self, mine: &Self, theirs: &Self) -> Result<Self, Vec<Conflict>> {
        let name = if mine.name == base.name {
            theirs.name.clone()
        } else {
            mine.name.clone()
        };
        let assessments = merged_by_id(&base.assessments, &mine.assessments, &theirs.assessments);
        let filters = merged_by_id(&base.filters, &mine.filters, &theirs.filters);
        match (assessments, filters) {
            (Ok(assessments), Ok(filters)) => Ok(Self {
                name,
                assessments,
                filters,
            }),
            (assessments, filters) => {
                let conflicts = [assessments.err(), filters.err()];
                Err(conflicts.into_iter().flatten().flatten().collect())
            }
        }
    }
}
