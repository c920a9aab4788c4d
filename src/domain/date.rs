//! Civil dates: a day of the calendar, without time of day or zone.

use std::{fmt, str::FromStr};

use chrono::{Datelike, Days, NaiveDate};

/// A day of the local calendar, from 1900-01-01 to 2199-12-31.
///
/// Days between two dates are exact: no clock and no zone can move a date.
///
/// ```
/// use trust_velocity::domain::CivilDate;
/// let leap: CivilDate = "2024-02-29".parse()?;
/// let march: CivilDate = "2024-03-01".parse()?;
/// assert_eq!(march.days_since(leap), 1);
/// assert_eq!(leap.to_string(), "2024-02-29");
/// # Ok::<(), trust_velocity::domain::ParseDateError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CivilDate(NaiveDate);

/// The text is not a date of the form `2026-11-22`, or its year lies outside 1900–2199.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date between 1900-01-01 and 2199-12-31: {0:?}")]
pub struct ParseDateError(pub String);

impl CivilDate {
    /// The earliest date.
    pub const MIN: Self = match NaiveDate::from_ymd_opt(1900, 1, 1) {
        Some(date) => Self(date),
        None => Self(NaiveDate::MIN),
    };

    /// The date of a year, a month (1–12) and a day (1–31); `None` if there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::within_range)
    }

    fn within_range(date: NaiveDate) -> Option<Self> {
        (1900..2200).contains(&date.year()).then_some(Self(date))
    }

    /// Whole days from `earlier` to this date; negative if `earlier` is the later date.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }

    /// The date `days` later (earlier if negative); `None` outside the years 1900–2199.
    pub fn plus_days(self, days: i64) -> Option<Self> {
        let step = Days::new(days.unsigned_abs());
        let moved = if days < 0 {
            self.0.checked_sub_days(step)
        } else {
            self.0.checked_add_days(step)
        };
        moved.and_then(Self::within_range)
    }

    /// The year, 1900–2199.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, 1–12.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, 1–31.
    pub fn day(self) -> u32 {
        self.0.day()
    }
}

impl FromStr for CivilDate {
    type Err = ParseDateError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = |part: &str, count: usize| {
            let all = part.len() == count && part.bytes().all(|byte| byte.is_ascii_digit());
            all.then(|| part.parse::<u32>().ok()).flatten()
        };
        let parsed = || {
            let (year, rest) = text.split_once('-')?;
            let (month, day) = rest.split_once('-')?;
            let year = i32::try_from(digits(year, 4)?).ok()?;
            Self::new(year, digits(month, 2)?, digits(day, 2)?)
        };
        parsed().ok_or_else(|| ParseDateError(text.to_owned()))
    }
}

impl fmt::Display for CivilDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}",
            self.year(),
            self.month(),
            self.day()
        )
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_days_of_the_calendar() {
        assert_eq!(
            CivilDate::new(2024, 2, 29).map(|day| day.to_string()),
            Some("2024-02-29".into())
        );
        assert_eq!(CivilDate::new(2026, 2, 29), None);
        assert_eq!(CivilDate::new(2200, 1, 1), None);
        assert_eq!(CivilDate::new(1900, 1, 1), Some(CivilDate::MIN));
        assert_eq!(CivilDate::MIN.plus_days(-1), None);
    }

    #[test]
    fn takes_only_four_two_two() {
        for bad in [
            "",
            "2026-1-1",
            "2026-02-29",
            "+2026-01-01",
            "1899-12-31",
            "2200-01-01",
            "2026-01-01 ",
        ] {
            assert!(bad.parse::<CivilDate>().is_err(), "{bad:?} was taken");
        }
    }

    proptest! {
        #[test]
        fn prints_what_it_parses(days in 0_i64..109_000) {
            let first: CivilDate = "1900-01-01".parse().unwrap();
            let date = first.plus_days(days).unwrap();
            prop_assert_eq!(date.to_string().parse::<CivilDate>().unwrap(), date);
            prop_assert_eq!(date.days_since(first), days);
        }

        #[test]
        fn never_panics(text in ".*", days in any::<i64>()) {
            if let Ok(date) = text.parse::<CivilDate>() {
                prop_assert_eq!(date.to_string(), text);
            }
            let date: CivilDate = "2026-01-01".parse().unwrap();
            let _ = date.plus_days(days);
        }
    }
}
