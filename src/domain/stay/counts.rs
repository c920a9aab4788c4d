//! The clients in each stage, counted over time.

use super::StageHistory;
use crate::domain::{CivilDate, Stage};

/// The time between two dates of [`StageCounts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountStep {
    /// A date at each month's end.
    Month,
    /// At each quarter's end.
    Quarter,
    /// At each year's end.
    Year,
}

impl CountStep {
    /// All, the shortest first.
    const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// How many months it is.
    pub const fn months(self) -> i32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// The number of the step that a date lies in; one more is the next step.
    pub fn number(self, date: CivilDate) -> i32 {
        (date.year() * 12 + date.month().cast_signed() - 1) / self.months()
    }

    /// The last day of a step; none at the end of the calendar.
    fn last_day(self, number: i32) -> Option<CivilDate> {
        let next = (number + 1) * self.months();
        let next = CivilDate::new(next / 12, (next % 12).unsigned_abs() + 1, 1);
        next.and_then(|next| next.plus_days(-1))
    }
}

/// How many clients stood in each stage on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageCount {
    /// The day.
    pub date: CivilDate,
    /// The clients in each of [`Stage::ALL`].
    pub stages: [usize; 4],
    /// Those who were met by then, and had no stage yet.
    pub without: usize,
}

impl StageCount {
    /// The clients in a stage; without one if there is `None`.
    pub fn of(&self, stage: Option<Stage>) -> usize {
        let place = Stage::ALL.iter().position(|other| Some(*other) == stage);
        place.map_or(self.without, |place| self.stages[place])
    }
}

/// How many clients stood in each stage over time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageCounts {
    /// The time between two dates; from the last one but one it may be less.
    pub step: CountStep,
    /// The counts at the end of each step, the earliest first; the last are those of `as_of`. At least
    /// two, at most [`Self::MOST`].
    pub points: Vec<StageCount>,
}

impl StageCounts {
    /// The shortest history that is counted, in days: two months.
    pub const LEAST_DAYS: i64 = 61;

    /// The most dates.
    pub const MOST: usize = 24;

    /// The counts from the month of the first of all first contacts to `as_of`: by month, or by quarter
    /// or year if that would be more than [`Self::MOST`] dates; of more than so many years the last ones.
    /// None of a history shorter than [`Self::LEAST_DAYS`].
    ///
    /// ```
    #[doc = include_str!("../velocity/example.md")]
    /// let counts = StageCounts::of(&[StageHistory::of(&client, today)], today).ok_or("too short")?;
    /// // Met on 1 January, deepening since 1 February: the ends of three months.
    /// let deepening = counts.points.iter().map(|at| at.of(Some(Stage::Deepening)));
    /// assert_eq!(deepening.collect::<Vec<_>>(), [0, 1, 1]);
    /// assert_eq!((counts.points[0].date, counts.points[0].without), (date("2026-01-31")?, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(histories: &[StageHistory], as_of: CivilDate) -> Option<Self> {
        let first = histories
            .iter()
            .map(|history| history.first_contact)
            .min()?;
        if as_of.days_since(first) < Self::LEAST_DAYS {
            return None;
        }
        let dates_of = |step: CountStep| {
            let (from, to) = (step.number(first), step.number(as_of));
            let ends = (from..to).filter_map(move |number| step.last_day(number));
            ends.chain([as_of]).collect::<Vec<_>>()
        };
        let steps = CountStep::ALL.map(|step| (step, dates_of(step)));
        let fits = |(_, dates): &(_, Vec<_>)| dates.len() <= Self::MOST;
        let [.., years] = &steps;
        let (step, dates) = steps.iter().find(|it| fits(it)).unwrap_or(years);
        let shown = dates.len().saturating_sub(Self::MOST);
        let at = |date: &CivilDate| StageCount {
            date: *date,
            stages: [0; 4],
            without: 0,
        };
        let mut points: Vec<_> = dates.iter().skip(shown).map(at).collect();
        for history in histories {
            count(history, &mut points);
        }
        Some(Self {
            step: *step,
            points,
        })
    }
}

/// Adds one client to the counts.
fn count(history: &StageHistory, points: &mut [StageCount]) {
    let mut add = |from, until: Option<CivilDate>, stage: Option<usize>| {
        let before = |day| points.partition_point(|point| point.date < day);
        let (from, to) = (before(from), until.map_or(points.len(), before));
        for point in points.get_mut(from..to).unwrap_or_default() {
            match stage {
                Some(stage) => point.stages[stage] += 1,
                None => point.without += 1,
            }
        }
    };
    let first_stage = history.stays.first().map(|stay| stay.from);
    add(history.first_contact, first_stage, None);
    for stay in &history.stays {
        let stage = Stage::ALL.iter().position(|other| *other == stay.stage);
        add(stay.from, stay.until, stage);
    }
}

#[cfg(test)]
mod tests {
    use super::{super::testing::history, *};
    use crate::domain::velocity::testing::day;

    #[test]
    fn every_client_is_counted_once_from_the_first_contact_on() {
        use Stage::{Deepening, Ended, Initial};
        let histories = [
            history(
                &[("2026-01-10", Initial), ("2026-02-28", Deepening)],
                "2026-04-15",
            ),
            history(
                &[("2026-02-01", Initial), ("2026-04-15", Ended)],
                "2026-04-15",
            ),
        ];
        let counts = StageCounts::of(&histories, day("2026-04-15")).unwrap();
        assert_eq!(counts.step, CountStep::Month);
        let rows: Vec<_> = counts
            .points
            .iter()
            .map(|at| (at.date.to_string(), at.stages, at.without))
            .collect();
        let row = |date: &str, stages, without| (date.to_owned(), stages, without);
        assert_eq!(
            rows,
            [
                row("2026-01-31", [1, 0, 0, 0], 1),
                row("2026-02-28", [1, 1, 0, 0], 0),
                row("2026-03-31", [1, 1, 0, 0], 0),
                row("2026-04-15", [0, 1, 0, 1], 0),
            ]
        );
    }

    #[test]
    fn a_long_history_is_counted_by_quarters_and_then_by_years() {
        let of = |as_of: &str| StageCounts::of(&[history(&[], as_of)], day(as_of));
        assert_eq!(of("2026-03-11"), None, "60 days are no two months");
        let ends = |as_of: &str| {
            let counts = of(as_of).unwrap();
            let points = &counts.points;
            let last = points.len() - 1;
            let dates = [&points[0], &points[last - 1], &points[last]];
            (counts.step, points.len(), dates.map(|at| at.date))
        };
        let dates = |dates: [&str; 3]| dates.map(day);
        let found = ends("2026-03-12");
        let months = dates(["2026-01-31", "2026-02-28", "2026-03-12"]);
        assert_eq!(found, (CountStep::Month, 3, months));
        let months = dates(["2026-01-31", "2027-11-30", "2027-12-31"]);
        assert_eq!(ends("2027-12-31"), (CountStep::Month, 24, months));
        let quarters = dates(["2026-03-31", "2027-12-31", "2028-01-01"]);
        assert_eq!(ends("2028-01-01"), (CountStep::Quarter, 9, quarters));
        let years = dates(["2026-12-31", "2031-12-31", "2032-01-01"]);
        assert_eq!(ends("2032-01-01"), (CountStep::Year, 7, years));
        let last = dates(["2176-12-31", "2198-12-31", "2199-12-31"]);
        assert_eq!(ends("2199-12-31"), (CountStep::Year, 24, last));
    }
}
