//! Stays in the stages: how many clients stood in each over time, and how long they stay.
//!
//! Invariant: the stays of a client do not overlap, each ends where the next one begins, and none of them
//! begins after the day that was asked for.

mod counts;
mod durations;
#[cfg(test)]
mod testing;

use super::{CivilDate, Client, Stage};

pub use counts::{CountStep, StageCount, StageCounts};
pub use durations::StageDurations;

/// An unbroken time of a client in a stage. Who goes back to a stage has a further stay in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The stage.
    pub stage: Stage,
    /// Its first day.
    pub from: CivilDate,
    /// The first day in the next stage; none if it goes on.
    pub until: Option<CivilDate>,
}

/// The stays of a client up to a day, the earliest first. Of two stages entered on one date the later
/// entered stands; the same stage again is one stay.
///
/// ```
#[doc = include_str!("../velocity/example.md")]
/// client.put(Record::Stage(StageEntry {
///     id: EntryId::new(6), date: date("2026-03-01")?, stage: Stage::Initial,
/// }))?;
/// let [deepening, back] = stays(&client, today)[..] else { return Err("two".into()) };
/// assert_eq!((deepening.stage, deepening.until), (Stage::Deepening, Some(date("2026-03-01")?)));
/// assert_eq!((back.stage, back.until), (Stage::Initial, None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn stays(client: &Client, as_of: CivilDate) -> Vec<Stay> {
    let mut stays: Vec<Stay> = Vec::new();
    for entry in client.stage_history() {
        if as_of < entry.date {
            break;
        }
        stays.pop_if(|last| last.from == entry.date);
        match stays.last_mut() {
            Some(last) if last.stage == entry.stage => {
                last.until = None;
                continue;
            }
            Some(last) => last.until = Some(entry.date),
            None => {}
        }
        stays.push(Stay {
            stage: entry.stage,
            from: entry.date,
            until: None,
        });
    }
    stays
}

/// The stages of one client over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageHistory {
    /// The day of the first contact.
    pub first_contact: CivilDate,
    /// The [`stays`], the earliest first.
    pub stays: Vec<Stay>,
}

impl StageHistory {
    /// The stages of a client up to a day.
    pub fn of(client: &Client, as_of: CivilDate) -> Self {
        Self {
            first_contact: client.first_contact(),
            stays: stays(client, as_of),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{testing::history, *};
    use crate::domain::velocity::testing::day;

    #[test]
    fn a_stay_lasts_until_the_next_stage_and_going_back_is_a_further_one() {
        use Stage::{Deepening, Initial};
        let entries = [
            ("2026-01-10", Initial),
            ("2026-02-10", Deepening),
            ("2026-02-20", Deepening),
            ("2026-03-10", Initial),
            ("2026-05-01", Deepening),
        ];
        let found = history(&entries, "2026-04-01").stays;
        let stay = |stage, from, until: Option<&str>| Stay {
            stage,
            from: day(from),
            until: until.map(day),
        };
        let expected = [
            stay(Initial, "2026-01-10", Some("2026-02-10")),
            stay(Deepening, "2026-02-10", Some("2026-03-10")),
            stay(Initial, "2026-03-10", None),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_stage_that_was_taken_back_on_its_day_ends_nothing() {
        use Stage::{Deepening, Initial};
        let entries = [
            ("2026-01-10", Initial),
            ("2026-02-10", Deepening),
            ("2026-02-10", Initial),
        ];
        let found = history(&entries, "2026-04-01").stays;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((found[0].from, found[0].until), (day("2026-01-10"), None));
    }
}
