//! Sorting by places: a sort that the compiler makes for each type anew is two to four kilobytes of a wasm
//! file, and this one serves all types.

use std::cmp::Ordering;

use super::CivilDate;

/// The places `0..count` in an order, in n log n: `compare` tells which of two comes first. Equal ones may
/// come in any order.
///
/// ```
/// use trust_velocity::domain::sorted_places;
///
/// let names = ["Chen", "Ada", "Bea"];
/// assert_eq!(sorted_places(3, &mut |a, b| names[a].cmp(names[b])), [1, 2, 0]);
/// ```
pub fn sorted_places(
    count: usize,
    compare: &mut dyn FnMut(usize, usize) -> Ordering,
) -> Vec<usize> {
    let mut places: Vec<_> = (0..count).collect();
    places.sort_unstable_by(|a, b| compare(*a, *b));
    places
}

/// The items in an order, in n log n; equal ones stay in the order that they had.
///
/// ```
/// use trust_velocity::domain::sorted;
///
/// let names = vec!["Chen", "Ada", "Bob"];
/// assert_eq!(sorted(names, |a, b| a.len().cmp(&b.len())), ["Ada", "Bob", "Chen"]);
/// ```
pub fn sorted<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let places = sorted_places(items.len(), &mut |a, b| {
        compare(&items[a], &items[b]).then(a.cmp(&b))
    });
    let mut items: Vec<_> = items.into_iter().map(Some).collect();
    let sorted = places.into_iter().filter_map(|place| items[place].take());
    sorted.collect()
}

/// The last entered item of each day, the earliest day first, in n log n.
pub(super) fn last_of_each_day<'a, T>(
    items: impl Iterator<Item = &'a T>,
    day: fn(&T) -> CivilDate,
) -> Vec<&'a T> {
    let mut items = sorted(items.collect(), |a: &&T, b: &&T| day(a).cmp(&day(b)));
    items.dedup_by(|later, earlier| {
        let is_same = day(later) == day(earlier);
        if is_same {
            *earlier = *later;
        }
        is_same
    });
    items
}
