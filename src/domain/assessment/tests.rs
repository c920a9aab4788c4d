//! Series, courses and versions of the items; two sides merged.

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
    let four = |answers| of(&[1, 2].map(|id| entry(id, "2026-01-01", Occasion::Ordinary, answers)));
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

#[test]
fn what_another_side_has_besides_is_added_and_nothing_else_changes() {
    let filter = |id, name: &str| SavedFilter {
        id: EntryId::new(id),
        name: FilterName::new(name).unwrap(),
        filter: ListFilter::default(),
    };
    let name = |text: &str| Some(Name::new(text).unwrap());
    let side = |who, entries: &[Assessment], filters: &[SavedFilter]| {
        Myself::from_parts(who, entries.to_vec(), filters.to_vec()).unwrap()
    };
    let [first, edited] =
        ["4444", "5555"].map(|answers| entry(1, "2026-03-01", Occasion::Ordinary, answers));
    let second = entry(2, "2026-02-01", Occasion::Pretest, "6666");
    let here = side(None, &[first], &[filter(3, "A")]);
    let there = side(
        name("李雷"),
        &[edited, second],
        &[filter(3, "B"), filter(4, "C")],
    );
    let all = side(
        name("李雷"),
        &[first, second],
        &[filter(3, "A"), filter(4, "C")],
    );
    assert_eq!(here.completed_from(&there), all);
    assert_eq!(all.completed_from(&here), all);
}
