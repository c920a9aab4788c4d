//! A cell's value as the text that a person would type for it.

use calamine::{Data, ExcelDateTime};

use crate::exchange::{Epoch, dates::of_serial};

/// Seconds in a day.
const DAY: i64 = 86_400;

/// The text of a value; what Excel shows if it is the error of a formula.
pub(super) fn text_of(value: &Data, epoch: Epoch) -> Result<String, String> {
    Ok(match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DurationIso(text) => text.clone(),
        Data::DateTimeIso(text) => {
            let is_midnight = |time: &str| time.bytes().all(|byte| b"0:.Z".contains(&byte));
            match text.split_once('T') {
                Some((date, time)) if is_midnight(time) => date.to_owned(),
                _ => text.clone(),
            }
        }
        Data::Bool(is_true) => if *is_true { "TRUE" } else { "FALSE" }.to_owned(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::DateTime(moment) => moment_text(moment, epoch),
        Data::Error(error) => return Err(error.to_string()),
    })
}

/// A number with the 15 digits that Excel counts on, and no trailing zeros.
fn number_text(number: f64) -> String {
    let rounded = format!("{number:.14e}").parse().unwrap_or(number);
    // Zero has no sign.
    (rounded + 0.0_f64).to_string()
}

/// A date, a date with its time of day, a time of day, or a duration.
fn moment_text(moment: &ExcelDateTime, epoch: Epoch) -> String {
    let number = moment.as_f64();
    let seconds = (number * 86_400.0).round();
    // To the year 9999; beyond, and before the epoch, Excel shows no date.
    if !(0.0..3.0e11).contains(&seconds) {
        return number_text(number);
    }
    #[allow(clippy::cast_possible_truncation, reason = "it is within the range")]
    let seconds = seconds as i64;
    let (days, of_day) = (seconds / DAY, seconds % DAY);
    let (minutes, second) = (of_day / 60, of_day % 60);
    let clock = |hours: i64| match second {
        0 => format!("{hours:02}:{:02}", minutes % 60),
        _ => format!("{hours:02}:{:02}:{second:02}", minutes % 60),
    };
    if moment.is_duration() {
        return clock(days * 24 + minutes / 60);
    }
    if days == 0 {
        return clock(minutes / 60);
    }
    // Excel's 29 February 1900 never was.
    let is_early = epoch == Epoch::Of1900 && days < 60;
    let Ok(date) = of_serial(days + i64::from(is_early), Some(epoch)) else {
        return number_text(number);
    };
    match of_day {
        0 => date.to_string(),
        _ => format!("{date} {}", clock(minutes / 60)),
    }
}

#[cfg(test)]
mod tests {
    use calamine::{CellErrorType, ExcelDateTimeType};

    use super::*;

    fn moment(number: f64, kind: ExcelDateTimeType, epoch: Epoch) -> String {
        let value = Data::DateTime(ExcelDateTime::new(number, kind, epoch == Epoch::Of1904));
        text_of(&value, epoch).unwrap()
    }

    #[test]
    fn numbers_are_as_excel_shows_them() {
        for (number, text) in [
            (7.0, "7"),
            (7.5, "7.5"),
            (0.1 + 0.2, "0.3"),
            (13_900_000_000.0, "13900000000"),
            (-0.0, "0"),
            (-2.25, "-2.25"),
            (1e15, "1000000000000000"),
        ] {
            assert_eq!(
                text_of(&Data::Float(number), Epoch::Of1900).as_deref(),
                Ok(text)
            );
        }
    }

    #[test]
    fn days_count_from_the_epoch_of_the_book() {
        let date = |number, epoch| moment(number, ExcelDateTimeType::DateTime, epoch);
        assert_eq!(date(46086.0, Epoch::Of1900), "2026-03-05");
        assert_eq!(date(44624.0, Epoch::Of1904), "2026-03-05");
        assert_eq!(date(1.0, Epoch::Of1900), "1900-01-01");
        assert_eq!(date(61.0, Epoch::Of1900), "1900-03-01");
        assert_eq!(date(46086.4375, Epoch::Of1900), "2026-03-05 10:30");
        assert_eq!(date(46_085.999_999_9, Epoch::Of1900), "2026-03-05");
        assert_eq!(date(0.4375, Epoch::Of1900), "10:30");
        assert_eq!(date(-1.0, Epoch::Of1900), "-1");
        assert_eq!(date(f64::NAN, Epoch::Of1900), "NaN");
        let hours = moment(1.5, ExcelDateTimeType::TimeDelta, Epoch::Of1900);
        assert_eq!(hours, "36:00");
    }

    #[test]
    fn what_is_no_number_stays_what_it_is() {
        let text = |value: Data| text_of(&value, Epoch::Of1900);
        assert_eq!(text(Data::Bool(true)).as_deref(), Ok("TRUE"));
        assert_eq!(
            text(Data::DateTimeIso("2026-03-05T00:00:00".into())).as_deref(),
            Ok("2026-03-05")
        );
        assert_eq!(
            text(Data::DateTimeIso("2026-03-05T10:30:00".into())).as_deref(),
            Ok("2026-03-05T10:30:00")
        );
        assert_eq!(text(Data::Error(CellErrorType::NA)), Err("#N/A".to_owned()));
    }
}
