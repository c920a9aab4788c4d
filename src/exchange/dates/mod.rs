//! Reads dates as people and spreadsheets write them.
//!
//! Invariant: a date that can be read in two ways is read in neither unless the person said how.

mod plain;
mod rest;
#[cfg(test)]
mod tests;
mod words;

use crate::domain::CivilDate;
use plain::plain;
use rest::Rest;

/// The order of the numbers of a date, as 03/04/2026.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// 03/04/2026 is the 3rd of April.
    DayFirst,
    /// 03/04/2026 is the 4th of March.
    MonthFirst,
    /// 26-03-04 is the 4th of March 2026.
    YearFirst,
}

/// The day that a spreadsheet counts its days from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// Excel's and WPS's: 1 is 1900-01-01, and there is a 29 February 1900.
    Of1900,
    /// That of old files from a Mac: 0 is 1904-01-01.
    Of1904,
}

/// The person's answers on how the dates of a file are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateReading {
    /// The order of day and month, if it was asked.
    pub order: Option<DayOrder>,
    /// The epoch from which a bare number counts, if it was asked.
    pub epoch: Option<Epoch>,
}

/// A text cannot be read as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not a date, or no day of the calendar.
    #[error("not a date")]
    NotADate,
    /// Several orders of its numbers give a date.
    #[error("day, month or year first?")]
    Ambiguous {
        /// Whether the year may come first.
        may_be_year: bool,
    },
    /// A number that could count the days of a spreadsheet.
    #[error("{of_1900} or {of_1904}, if the number is a date")]
    Serial {
        /// The date if it counts from 1900.
        of_1900: CivilDate,
        /// The date if it counts from 1904.
        of_1904: CivilDate,
    },
}

/// Reads a date: year, month and day with `-`, `/`, `.`, `、`, spaces or `年月日` between them, day,
/// month and year, a month's English name, eight digits, full-width or Chinese digits, a year of the
/// Republic of China or of a Japanese era that is named, a week with its day (2026-W10-4). A year of
/// two digits is read if the day is certain: behind a month's name, before `年`, or if no other
/// order gives a date. A weekday and a time of day may
/// stand beside it. An instant (a time with its offset from UTC) is the day that
/// `day_of` gives for its Unix time in seconds: the reader's.
///
/// ```
/// use trust_velocity::exchange::{DateError, DateReading, DayOrder, read_date};
/// let none = |_| None;
/// let reading = DateReading::default();
/// let date = read_date("２０２６年３月５日（星期四）", reading, none)?;
/// assert_eq!(date.to_string(), "2026-03-05");
/// assert!(matches!(read_date("03/04/2026", reading, none), Err(DateError::Ambiguous { .. })));
/// let reading = DateReading { order: Some(DayOrder::DayFirst), ..reading };
/// assert_eq!(read_date("03/04/2026", reading, none)?.to_string(), "2026-04-03");
/// # Ok::<(), DateError>(())
/// ```
///
/// # Errors
/// [`DateError`].
pub fn read_date(
    text: &str,
    reading: DateReading,
    day_of: impl Fn(i64) -> Option<CivilDate>,
) -> Result<CivilDate, DateError> {
    let text = plain(text);
    if let Some(serial) = serial(&text) {
        return of_serial(serial, reading.epoch);
    }
    let mut rest = Rest(text.as_str());
    rest.skip_weekday();
    let date = rest.date()?;
    let date = date.resolved(reading.order)?;
    match rest.time_of_day()? {
        Some(seconds) => {
            let unix_epoch = CivilDate::new(1970, 1, 1).ok_or(DateError::NotADate)?;
            day_of(date.days_since(unix_epoch) * 86_400 + seconds).ok_or(DateError::NotADate)
        }
        None => Ok(date),
    }
}

/// A date as it was written.
enum Written {
    Clear(CivilDate),
    /// Three numbers whose order is not certain: what each order gives.
    AnyOrder([(DayOrder, Option<CivilDate>); 3]),
}

impl Written {
    fn resolved(self, order: Option<DayOrder>) -> Result<CivilDate, DateError> {
        let orders = match self {
            Self::Clear(date) => return Ok(date),
            Self::AnyOrder(orders) => orders,
        };
        let possible = orders
            .into_iter()
            .filter_map(|(of, date)| Some((of, date?)));
        let possible: Vec<_> = possible.collect();
        let (_, first) = possible.first().ok_or(DateError::NotADate)?;
        if possible.iter().all(|(_, date)| date == first) {
            return Ok(*first);
        }
        let chosen = possible.iter().find(|(of, _)| Some(*of) == order);
        let may_be_year = possible.iter().any(|(of, _)| *of == DayOrder::YearFirst);
        let ambiguous = DateError::Ambiguous { may_be_year };
        chosen.map(|(_, date)| *date).ok_or(ambiguous)
    }
}

/// The whole days of a bare number of five digits, with a fraction or without: 1927 to 2173.
fn serial(text: &str) -> Option<i64> {
    let (days, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_serial = days.len() == 5 && all_digits(days) && all_digits(fraction);
    is_serial.then(|| days.parse().ok()).flatten()
}

/// The date of a spreadsheet's number of days.
pub(super) fn of_serial(days: i64, epoch: Option<Epoch>) -> Result<CivilDate, DateError> {
    // Excel counts a 29 February 1900, so from March on its day 0 is 1899-12-30.
    let since = |year, month, day, days| {
        let origin = CivilDate::new(year, month, day)?;
        origin.plus_days(days)
    };
    let of_1900 = since(1900, 1, 1, days - 2).ok_or(DateError::NotADate)?;
    let of_1904 = since(1904, 1, 1, days).ok_or(DateError::NotADate)?;
    match epoch {
        Some(Epoch::Of1900) => Ok(of_1900),
        Some(Epoch::Of1904) => Ok(of_1904),
        None => Err(DateError::Serial { of_1900, of_1904 }),
    }
}
