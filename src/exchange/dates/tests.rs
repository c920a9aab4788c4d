//! Dates in the writing of people and spreadsheets, and texts that are none.

use proptest::prelude::*;

use super::*;

/// A date by clocks that are eight hours ahead of UTC.
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
        "2026-W10-4",
        "2026W104",
        "2026년 3월 5일",
        "2026年3月5日 오전 10:30",
        "26年3月5日",
        "二六年三月五日",
        "115年3月5日",
        "5. März 2026",
        "5 mars 2026",
        "5 de marzo de 2026",
        "5th of March, 2026",
        "Mar-05-2026",
        "Thu Mar  5 10:00:00 2026",
        "Thu Mar 5 10:00:00 2026",
        "Thu Mar 05 01:00:00 GMT 2026",
        "Thu, 05 Mar 2026 10:00:00 +0800",
        "2026-03-04T20:00:00,000Z",
        "2026-03-05T00:00:00.000+08:00",
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
        // No year is written with one digit.
        ("26-3-1", "2026-03-01"),
        ("99-12-31", "1999-12-31"),
        ("31.12.99", "1999-12-31"),
        ("2020-W53-7", "2021-01-03"),
        ("2026-W01-1", "2025-12-29"),
        ("15 août 2026", "2026-08-15"),
        ("1 juin 2026", "2026-06-01"),
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
        "3-5-1",
        "2026-W10",
        "2025-W53-1",
        "2026-W10-8",
        "1 jui 2026",
        "26年13月5日",
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
    let ambiguous = DateError::Ambiguous { may_be_year: false };
    // The year may be any of the numbers.
    for (text, orders) in [
        ("26-3-01", [Some("2001-03-26"), None, Some("2026-03-01")]),
        ("3/5/26", [Some("2026-05-03"), Some("2026-03-05"), None]),
        (
            "03/05/26",
            [Some("2026-05-03"), Some("2026-03-05"), Some("2003-05-26")],
        ),
        // The 14th, or of 2014.
        ("14.03.26", [Some("2026-03-14"), None, Some("2014-03-26")]),
    ] {
        let may_be_year = orders[2].is_some();
        let asked = Err(DateError::Ambiguous { may_be_year });
        assert_eq!(read(text), asked, "{text}");
        let answers = [
            DayOrder::DayFirst,
            DayOrder::MonthFirst,
            DayOrder::YearFirst,
        ];
        for (order, date) in answers.into_iter().zip(orders) {
            let reading = DateReading {
                order: Some(order),
                epoch: None,
            };
            let read = read_date(text, reading, in_shanghai);
            let date = date.map(day).ok_or(DateError::Ambiguous { may_be_year });
            assert_eq!(read, date, "{text} {order:?}");
        }
    }
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
