//! Reads dates as people and spreadsheets write them.
//!
//! Invariant: a date that can be read in two ways is read in neither unless the person said how.

mod rest;

use crate::domain::{CivilDate, narrow};
use rest::Rest;

/// Which of two numbers before or between slashes is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayOrder {
    /// 03/04/2026 is the 3rd of April.
    DayFirst,
    /// 03/04/2026 is the 4th of March.
    MonthFirst,
}

/// The day that a spreadsheet counts its days from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Epoch {
    /// Excel's and WPS's: 1 is 1900-01-01, and there is a 29 February 1900.
    Of1900,
    /// That of old files from a Mac: 0 is 1904-01-01.
    Of1904,
}

/// What the person said on how the dates of a file are to be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateReading {
    /// The order of day and month, if it was asked.
    pub order: Option<DayOrder>,
    /// What a bare number counts from, if it was asked.
    pub epoch: Option<Epoch>,
}

/// A text cannot be read as a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not a date, or no day of the calendar.
    #[error("not a date")]
    NotADate,
    /// Both orders of day and month give a date.
    #[error("{day_first} or {month_first}")]
    Ambiguous {
        /// The date if the day comes first.
        day_first: CivilDate,
        /// The date if the month comes first.
        month_first: CivilDate,
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
/// Republic of China or of a Japanese era that is named. A year of two digits is read where the day
/// is certain: behind a month's name, or if it can be no day itself. A weekday and a time of day may
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
    /// Two numbers and a year.
    EitherOrder {
        day_first: Option<CivilDate>,
        month_first: Option<CivilDate>,
    },
}

impl Written {
    fn resolved(self, order: Option<DayOrder>) -> Result<CivilDate, DateError> {
        match self {
            Self::Clear(date) => Ok(date),
            Self::EitherOrder {
                day_first: Some(day_first),
                month_first: Some(month_first),
            } if day_first != month_first => match order {
                Some(DayOrder::DayFirst) => Ok(day_first),
                Some(DayOrder::MonthFirst) => Ok(month_first),
                None => Err(DateError::Ambiguous {
                    day_first,
                    month_first,
                }),
            },
            Self::EitherOrder {
                day_first,
                month_first,
            } => day_first.or(month_first).ok_or(DateError::NotADate),
        }
    }
}

/// Full-width characters as ASCII, Chinese numerals as digits, all in lower case.
fn plain(text: &str) -> String {
    let usual = |c: char| match narrow(c) {
        '\u{a0}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '。' => '.',
        '號' => '号',
        '週' => '周',
        '禮' => '礼',
        '時' => '时',
        '〇' | '零' | '○' => '0',
        other => other.to_ascii_lowercase(),
    };
    let is_unseen = |c: char| c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    let text: String = text.trim().chars().map(usual).collect();
    let text: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    if text.contains('年') && text.contains('月') {
        with_digits(&text)
    } else {
        text
    }
}

/// Chinese numerals before `年`, `月`, `日` and `号` as digits: 二〇二六年十二月二十五日.
fn with_digits(text: &str) -> String {
    const NUMERALS: &str = "一二三四五六七八九";
    let text = text.replace('廿', "二十").replace('卅', "三十");
    let mut written = String::with_capacity(text.len());
    let mut pending = String::new();
    let value = |c: char| NUMERALS.chars().position(|numeral| numeral == c);
    for c in text.chars().map(usual_numeral) {
        if c == '十' || value(c).is_some() || (c == '0' && !pending.is_empty()) {
            pending.push(c);
            continue;
        }
        let is_unit = matches!(c, '年' | '月' | '日' | '号');
        let number = std::mem::take(&mut pending);
        let digit = |part: &str| -> String {
            part.chars()
                .map(|c| value(c).map_or("0".to_owned(), |at| (at + 1).to_string()))
                .collect()
        };
        match number.split_once('十') {
            _ if !is_unit => written.push_str(&number),
            None => written.push_str(&digit(&number)),
            Some((tens, ones)) => {
                written.push_str(if tens.is_empty() { "1" } else { "" });
                written.push_str(&digit(tens));
                written.push_str(if ones.is_empty() { "0" } else { "" });
                written.push_str(&digit(ones));
            }
        }
        written.push(c);
    }
    written.push_str(&pending);
    written
}

/// The usual form of a numeral that cannot be changed into another by a stroke.
const fn usual_numeral(c: char) -> char {
    match c {
        '壹' => '一',
        '贰' | '貳' => '二',
        '叁' | '參' | '叄' => '三',
        '肆' => '四',
        '伍' => '五',
        '陆' | '陸' => '六',
        '柒' => '七',
        '捌' => '八',
        '玖' => '九',
        '拾' => '十',
        _ => c,
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Where the clocks are eight hours ahead of UTC.
    fn in_shanghai(seconds: i64) -> Option<CivilDate> {
        let days = (seconds + 8 * 3600).div_euclid(86_400);
        CivilDate::new(1970, 1, 1)?.plus_days(days)
    }

    fn read(text: &str) -> Result<String, DateError> {
        read_date(text, DateReading::default(), in_shanghai).map(|date| date.to_string())
    }

    #[test]
    fn dates_as_people_and_sheets_write_them() {
        for text in [
            "2026-03-05",
            "2026-3-5",
            "2026/3/5",
            "2026.3.5",
            "2026. 3. 5.",
            "20260305",
            "2026年3月5日",
            "2026年03月05号",
            "2026 年 3 月 5 日 10:30",
            "2026年3月5日星期四",
            "2026年3月5日10:30",
            "2026年3月5日 周四 下午3:20",
            "2026年3月5日（星期四）",
            "2026/03/05(四)",
            "2026年3月5日（木）",
            "2026年3月5日木曜日",
            "2026-03-05 (Thu)",
            "2026/3/5 Thursday",
            "2026/3/5 0:00:00",
            "2026/3/5 10:30 PM",
            "2026年3月5日 10时30分",
            "2026-03-05T08:00:00",
            "２０２６年３月５日",
            "２０２６／０３／０５",
            "２０２６－０３－０５",
            "二〇二六年三月五日",
            "二○二六年三月五號",
            "5 March 2026",
            "5-Mar-2026",
            "Mar 5, 2026",
            "March 5th, 2026",
            "Thu, 5 Mar 2026",
            "\u{feff}2026-03-05\u{200e}",
            "2026-03-05T10:00:00Z",
            "2026-03-05 23:30:00+08:00",
            "2026-03-04T20:00:00Z",
            "2026-03-04T20:00:00.000Z",
            "2026-03-05T01:00+0900",
            "2026-03-04 22:00 UTC",
            "Thu Mar 05 2026 10:00:00 GMT+0800 (China Standard Time)",
            "2026-03-05T10:00+08:00[Asia/Shanghai]",
            "20260305T100000Z",
            "20260305T1000",
            "2026-03-05T1000+0800",
            "2026-03-05 10:30 a.m.",
            "2026-03-05 10:30 P.M.",
            "2026-03-05 12:30 AM GMT+8",
            "2026-03-04 08:00 PM UTC",
            "2026年3月5日 凌晨1:00",
            "2026年3月5日早上9点",
            "2026年3月5日 中午12:00",
            "2026年3月5日 午前10:30",
            "2026年3月5日 午後3時",
            "2026-Mar-05",
            "2026 March 5",
            "2026 03 05",
            "2026、3、5",
            "民國115年3月5日",
            "令和8年3月5日",
            "貳零貳陸年叁月伍日",
            "5-Mar-26",
            "05 March 26",
        ] {
            assert_eq!(read(text).as_deref(), Ok("2026-03-05"), "{text}");
        }
        for (text, date) in [
            ("25.12.2025", "2025-12-25"),
            ("25/12/2025", "2025-12-25"),
            ("12/25/2025", "2025-12-25"),
            ("12/25/2025 12:00:00 AM", "2025-12-25"),
            ("05.05.2026", "2026-05-05"),
            ("二〇二五年十二月二十五日", "2025-12-25"),
            ("二〇二六年十月三十日", "2026-10-30"),
            ("2026-12-31T23:00:00-05:00", "2027-01-01"),
            ("2026-03-04 12:30 AM -08:00", "2026-03-04"),
            ("2026-03-04 12:30 PM -08:00", "2026-03-05"),
            ("2026-03-04 12:30 AM -08:00 (Wed)", "2026-03-04"),
            ("2026年3月4日 上午12:30 -08:00", "2026-03-04"),
            ("2026年3月4日 晚上12:00 +08:00", "2026-03-05"),
            ("2026年3月4日 中午1:00 +08:00", "2026-03-04"),
            ("二〇二六年三月廿五日", "2026-03-25"),
            ("二〇二六年三月卅一日", "2026-03-31"),
            ("平成元年3月5日", "1989-03-05"),
            ("3/14/26", "2026-03-14"),
            ("3/14/99", "1999-03-14"),
            ("31-Dec-99", "1999-12-31"),
        ] {
            assert_eq!(read(text).as_deref(), Ok(date), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "x",
            "2026",
            "2026-3",
            "26-3-1",
            "3/5/26",
            // The 14th, or of 2014.
            "14.03.26",
            "3/14/35",
            "5-Mar-35",
            "32-Mar-26",
            "115/3/5",
            "Mar-26",
            "2026 3-5",
            "2026-03-05 10:00 (China Standard Time)",
            "2026-03-05 10:00+08:00 (a) b",
            "2026-03-05T10000",
            "2026-03-05 10",
            "2026-13-01",
            "2026-02-30",
            "2026-03-01x",
            "1-1-1-1",
            "2026-03-01 next",
            "１",
            "三月",
            "三月五日",
            "1234567",
            "2026年3月",
            "2026-3/5",
            "2026-03-05T25:00",
            "2026-03-05T10:00+99:00",
            "soon",
            "Mar 5",
            "星期四",
            "99999999999",
            "2026-003-05",
            "Z",
            "+8",
        ] {
            assert_eq!(read(text), Err(DateError::NotADate), "{text}");
        }
    }

    #[test]
    fn two_readings_are_asked_for() {
        let day = |text: &str| text.parse::<CivilDate>().unwrap();
        let ambiguous = DateError::Ambiguous {
            day_first: day("2026-04-03"),
            month_first: day("2026-03-04"),
        };
        for text in ["03/04/2026", "3.4.2026", "03-04-2026 10:00"] {
            assert_eq!(read(text), Err(ambiguous), "{text}");
            for (order, date) in [
                (DayOrder::DayFirst, "2026-04-03"),
                (DayOrder::MonthFirst, "2026-03-04"),
            ] {
                let reading = DateReading {
                    order: Some(order),
                    epoch: None,
                };
                assert_eq!(read_date(text, reading, in_shanghai), Ok(day(date)));
            }
        }
        // By a spreadsheet: =DATE(2026,3,5) shown as a number.
        let serial = DateError::Serial {
            of_1900: day("2026-03-05"),
            of_1904: day("2030-03-06"),
        };
        for text in ["46086", "46086.75", "46086,5", "４６０８６"] {
            assert_eq!(read(text), Err(serial), "{text}");
            let reading = DateReading {
                order: None,
                epoch: Some(Epoch::Of1900),
            };
            assert_eq!(read_date(text, reading, in_shanghai), Ok(day("2026-03-05")));
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_a_date_or_an_error(text in "[0-9年月日/.: T+Zamphu，（周四十廿民國元令和早上\\[)-]{0,24}|.*") {
            let _ = read(&text);
        }

        #[test]
        fn a_date_comes_back(days in 0_i64..100_000) {
            let date = CivilDate::MIN.plus_days(days).unwrap();
            prop_assert_eq!(read(&date.to_string()), Ok(date.to_string()));
        }
    }
}
