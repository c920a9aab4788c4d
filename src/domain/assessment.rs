//! Self-assessments (自评): how a person rates themself in general. They are not ratings of a client,
//! and never enter a client's series.
//!
//! Invariant: the ids of the self-assessments of [`Myself`] are distinct, and those of its saved filters. They keep the order of
//! entry: of two on one date the later entered stands.

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FilterName, ListFilter};

    fn entry(id: u64, date: &str, occasion: Occasion, answers: &str) -> Assessment {
        Assessment {
            id: EntryId::new(id),
            date: date.parse().unwrap(),
            occasion,
            answers: answers.parse().unwrap(),
        }
    }

    fn of(entries: &[Assessment]) -> Myself {
        let mut myself = Myself::default();
        for entry in entries {
            myself.put(*entry);
        }
        myself
    }

    fn short(version: ItemsVersion) -> Instrument {
        Instrument::Items(version, Form::Short)
    }

    fn ids<'a>(entries: impl IntoIterator<Item = &'a Assessment>) -> Vec<EntryId> {
        entries.into_iter().map(|entry| entry.id).collect()
    }

    #[test]
    fn a_series_has_one_form_and_one_a_date() {
        let myself = of(&[
            entry(1, "2026-03-01", Occasion::Ordinary, "4444"),
            entry(2, "2026-02-01", Occasion::Pretest, "5555"),
            entry(3, "2026-03-01", Occasion::Posttest, "6666"),
            entry(4, "2026-03-02", Occasion::RetrospectivePretest, "3333"),
            entry(5, "2026-03-03", Occasion::Ordinary, "7777777777777777"),
            entry(6, "2026-03-05", Occasion::Ordinary, "1111"),
        ]);
        let series = myself.series(short(ItemsVersion::V1), "2026-03-04".parse().unwrap());
        assert_eq!(ids(series), [2, 3].map(EntryId::new));
    }

    #[test]
    fn the_last_time_is_an_earlier_day_with_the_same_form() {
        let myself = of(&[
            entry(1, "2026-03-01", Occasion::Ordinary, "4444"),
            entry(2, "2026-03-02", Occasion::Ordinary, "7777777777777777"),
            entry(3, "2026-03-03", Occasion::RetrospectivePretest, "5555"),
            entry(4, "2026-03-04", Occasion::Posttest, "6666"),
            entry(5, "2026-03-04", Occasion::Ordinary, "6666"),
        ]);
        let last = |id| {
            let entry = myself.assessment(EntryId::new(id)).unwrap();
            myself.last_before(entry).map(|last| last.id)
        };
        assert_eq!(last(5), Some(EntryId::new(1)));
        assert_eq!((last(1), last(2), last(3)), (None, None, None));
    }

    #[test]
    fn after_a_course_is_compared_with_before_it_on_the_same_day_too() {
        let myself = of(&[
            entry(1, "2026-03-01", Occasion::Pretest, "4444"),
            entry(2, "2026-03-01", Occasion::Posttest, "6666"),
            entry(3, "2026-03-01", Occasion::Posttest, "7777777777777777"),
            entry(4, "2026-02-01", Occasion::Posttest, "5555"),
            entry(5, "2026-03-01", Occasion::Ordinary, "5555"),
        ]);
        let pretest = |id| {
            let entry = myself.assessment(EntryId::new(id)).unwrap();
            myself.pretest_of(entry).map(|it| it.id)
        };
        assert_eq!(pretest(2), Some(EntryId::new(1)));
        assert_eq!([3, 4, 5].map(pretest), [None; 3]);
    }

    #[test]
    fn versions_of_the_items_are_not_compared() {
        let mut myself = of(&[
            entry(1, "2026-03-01", Occasion::Pretest, "4444"),
            entry(2, "2026-03-02", Occasion::Posttest, "2:6666"),
            entry(3, "2026-03-02", Occasion::RetrospectivePretest, "2:5555"),
            entry(4, "2026-03-03", Occasion::Ordinary, "2:6666"),
        ]);
        let found = |myself: &Myself, version| {
            let series = myself.series(short(version), "2026-03-04".parse().unwrap());
            ids(series)
        };
        assert_eq!(found(&myself, ItemsVersion::V1), [EntryId::new(1)]);
        assert_eq!(found(&myself, ItemsVersion::V2), [2, 4].map(EntryId::new));
        let after = myself.assessment(EntryId::new(2)).unwrap();
        assert_eq!(
            (myself.last_before(after), myself.pretest_of(after)),
            (None, None)
        );
        let course = myself.course().unwrap();
        assert_eq!(
            (course.posttest, course.retrospective_pretest),
            (None, None)
        );

        // A course that was begun with the old version goes on with it.
        let version = |myself: &Myself, form, occasion| myself.version_for(form, occasion);
        for (occasion, expected) in [
            (Occasion::Ordinary, ItemsVersion::V2),
            (Occasion::Pretest, ItemsVersion::V2),
            (Occasion::Posttest, ItemsVersion::V1),
            (Occasion::RetrospectivePretest, ItemsVersion::V1),
        ] {
            assert_eq!(version(&myself, Form::Short, occasion), expected);
            assert_eq!(version(&myself, Form::Full, occasion), ItemsVersion::V2);
        }
        myself.put(entry(5, "2026-03-01", Occasion::Pretest, "2:4444"));
        assert_eq!(
            version(&myself, Form::Short, Occasion::Posttest),
            ItemsVersion::V2
        );
    }

    #[test]
    fn a_course_has_what_came_after_its_beginning() {
        let mut myself = of(&[
            entry(1, "2026-01-01", Occasion::Pretest, "4444"),
            entry(2, "2026-01-02", Occasion::Posttest, "5555"),
            entry(3, "2026-02-01", Occasion::Pretest, "4545"),
        ]);
        let course = myself.course().unwrap();
        assert_eq!(
            (course.pretest.id, course.posttest),
            (EntryId::new(3), None)
        );
        myself.put(entry(4, "2026-02-01", Occasion::Posttest, "6666"));
        myself.put(entry(
            5,
            "2026-02-01",
            Occasion::RetrospectivePretest,
            "3333",
        ));
        myself.put(entry(
            6,
            "2026-02-03",
            Occasion::Posttest,
            "7777777777777777",
        ));
        let course = myself.course().unwrap();
        let found = (
            course.posttest.map(|e| e.id),
            course.retrospective_pretest.map(|e| e.id),
        );
        assert_eq!(found, (Some(EntryId::new(4)), Some(EntryId::new(5))));
        assert_eq!(Myself::default().course(), None);
    }

    #[test]
    fn what_two_sides_added_is_kept_and_what_both_changed_is_a_clash() {
        let first = entry(1, "2026-01-01", Occasion::Ordinary, "4444");
        let base = of(&[first]);
        let with = |more| {
            let mut side = base.clone();
            side.put(more);
            side
        };
        let mine = with(entry(2, "2026-02-01", Occasion::Ordinary, "5555"));
        let theirs = with(entry(3, "2026-02-01", Occasion::Ordinary, "6666"));
        let merged = Myself::merged(&base, &mine, &theirs).unwrap();
        assert_eq!(ids(merged.assessments()), [1, 3, 2].map(EntryId::new));

        let edited = with(entry(1, "2026-01-01", Occasion::Ordinary, "7777"));
        let other = with(entry(1, "2026-01-01", Occasion::Ordinary, "1111"));
        let conflict = Err(vec![Conflict::Entry(first.id)]);
        assert_eq!(Myself::merged(&base, &edited, &other), conflict);
        assert_eq!(Myself::merged(&base, &of(&[]), &other), conflict);
        assert_eq!(Myself::merged(&base, &of(&[]), &base), Ok(of(&[])));
        assert_eq!(Myself::merged(&base, &base, &edited), Ok(edited));

        // Each conflict is told once, however many there are.
        let four =
            |answers| of(&[1, 2].map(|id| entry(id, "2026-01-01", Occasion::Ordinary, answers)));
        let both = Err(vec![
            Conflict::Entry(EntryId::new(1)),
            Conflict::Entry(EntryId::new(2)),
        ]);
        assert_eq!(
            Myself::merged(&four("4444"), &four("7777"), &four("1111")),
            both
        );
    }

    #[test]
    fn a_filter_takes_the_place_of_the_one_with_its_id() {
        let filter = |id: u64, name: &str| SavedFilter {
            id: EntryId::new(id),
            name: FilterName::new(name).unwrap(),
            filter: ListFilter::default(),
        };
        let mut myself = Myself::default();
        myself.put_filter(filter(1, "A"));
        myself.put_filter(filter(2, "B"));
        myself.put_filter(filter(1, "C"));
        assert_eq!(myself.filters(), [filter(1, "C"), filter(2, "B")]);
        assert!(!myself.remove_filter(EntryId::new(3)));
        assert!(myself.remove_filter(EntryId::new(1)));
        assert_eq!(myself.filters(), [filter(2, "B")]);
    }

    #[test]
    fn names_lead_back() {
        for occasion in Occasion::ALL {
            assert_eq!(Occasion::from_id(occasion.id()), Some(occasion));
        }
    }

    #[test]
    fn merging_stays_linear_in_the_number_of_assessments() {
        use crate::domain::counting::assert_linear;
        let of = |ids: std::ops::Range<u64>| {
            let entries = ids.map(|id| entry(id, "2026-02-01", Occasion::Ordinary, "6666"));
            Myself::from_parts(None, entries.collect(), Vec::new()).unwrap()
        };
        assert_linear(|count| {
            let (base, mine, theirs) = (of(0..count / 2), of(10..count), of(0..count / 2 + 5));
            let merged = Myself::merged(&base, &mine, &theirs).unwrap();
            assert_eq!(merged.assessments().len() as u64, count - 10);
        });
        let twice = [1, 2, 1].map(|id| entry(id, "2026-02-01", Occasion::Ordinary, "6666"));
        assert_eq!(
            Myself::from_parts(None, twice.to_vec(), Vec::new()),
            Err(EntryId::new(1))
        );
    }
}
