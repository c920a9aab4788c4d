//! Numbers, dates and the order of names by the browser's Intl, in the chosen language.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Map, Number, Object, Reflect};
use wasm_bindgen::JsValue;

use super::Text;
use crate::domain::{CivilDate, Language, Score, Scores};

/// The format of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// Year, month and day.
    Full,
    /// Month and day.
    Day,
    /// Month, day and day of the week.
    Weekday,
    /// Month of a year.
    MonthOfYear,
    /// The month alone.
    Month,
    /// The year alone.
    Year,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NumberStyle {
    Plain(u8),
    Signed(u8),
    Percent,
    AtMostOne,
    Unit(&'static str),
}

impl Text {
    /// A time that is left, in minutes and seconds.
    pub fn minutes_and_seconds(self, seconds: u64) -> String {
        format!("{}:{:02}", seconds / 60, seconds % 60)
    }

    /// A number with a fixed count of decimals.
    pub fn number(self, value: f64, decimals: u8) -> String {
        format_number(self.0, NumberStyle::Plain(decimals), value)
    }

    /// A number with a fixed count of decimals, or a dash if there is none.
    pub fn number_or_dash(self, value: Option<f64>, decimals: u8) -> String {
        value.map_or_else(|| "—".to_owned(), |value| self.number(value, decimals))
    }

    /// The four scores in one line, as `专业 7.5 · …`.
    pub fn scores_line(self, scores: &Scores) -> String {
        let each = scores.iter().map(|(dimension, score)| {
            let name = self.dimension_short(dimension);
            format!("{name}\u{a0}{}", self.score(*score))
        });
        each.collect::<Vec<_>>().join(" · ")
    }

    /// A score with one decimal, or a dash for a missing one.
    pub fn score(self, score: Option<Score>) -> String {
        self.number_or_dash(score.map(Score::value), 1)
    }

    /// A number with its sign (none for 0) and a fixed count of decimals.
    pub fn signed(self, value: f64, decimals: u8) -> String {
        format_number(self.0, NumberStyle::Signed(decimals), value)
    }

    /// A number with its sign, or a dash if there is none.
    pub fn signed_or_dash(self, value: Option<f64>, decimals: u8) -> String {
        value.map_or_else(|| "—".to_owned(), |value| self.signed(value, decimals))
    }

    /// A share of 1, in whole per cent.
    pub fn percent(self, share: f64) -> String {
        format_number(self.0, NumberStyle::Percent, share)
    }

    /// A count of days, with the word.
    pub fn days(self, days: i64) -> String {
        self.with_unit(days as f64, "day", "天")
    }

    /// How many days ago a day was: today's is no count.
    pub fn days_ago(self, days: i64) -> String {
        if days == 0 {
            self.this_day().to_owned()
        } else {
            self.before_today(&self.days(days))
        }
    }

    /// A count of minutes, with the word.
    pub fn minutes(self, minutes: u32) -> String {
        self.with_unit(f64::from(minutes), "minute", "分钟")
    }

    /// Hours, with one decimal at most and the word.
    pub fn hours(self, hours: f64) -> String {
        self.with_unit(hours, "hour", "小时")
    }

    /// Intl knows the English plurals; in Chinese it omits the space that the other texts have
    /// between figures and words.
    fn with_unit(self, value: f64, unit: &'static str, zh: &str) -> String {
        match self.0 {
            Language::Zh => format!(
                "{} {zh}",
                format_number(self.0, NumberStyle::AtMostOne, value)
            ),
            Language::En => format_number(self.0, NumberStyle::Unit(unit), value),
        }
    }

    /// A date in a style.
    pub fn date_as(self, date: CivilDate, style: DateStyle) -> String {
        thread_local! {
            static FORMATS: RefCell<Formats<DateStyle, Intl::DateTimeFormat>> =
                const { RefCell::new(Vec::new()) };
        }
        FORMATS.with_borrow_mut(|formats| {
            let format = format_of(formats, (self.0, style), date_format);
            // Noon, so that no clock change can make it another day.
            let day = Date::new_with_year_month_day_hr(
                date.year().unsigned_abs(),
                date.month().cast_signed() - 1,
                date.day().cast_signed(),
                12,
            );
            let text = format.format().call1(format, &day);
            text.ok()
                .and_then(|text| text.as_string())
                .unwrap_or_else(|| date.to_string())
        })
    }

    /// A date in full.
    pub fn full_date(self, date: CivilDate) -> String {
        self.date_as(date, DateStyle::Full)
    }

    /// A day that a choice is for: its words, and which day that is.
    pub fn choice_of_day(self, words: &str, day: CivilDate) -> String {
        let day = self.date_as(day, DateStyle::Weekday);
        match self.0 {
            Language::Zh => format!("{words} {day}"),
            Language::En => format!("{words}, {day}"),
        }
    }

    /// The rank of each name in the language's order, the first being 0; names that the language takes
    /// for equal have the same rank.
    pub fn ranks<'a>(self, names: impl Iterator<Item = &'a str>) -> Vec<u32> {
        let compare = Intl::Collator::new(&locales(self.0), &Object::new()).compare();
        let names: Array = names.map(JsValue::from_str).collect();
        let sorted = names.slice(0, names.length());
        // The binding of `sort` that takes a function calls back into wasm at each comparison.
        let sort = Reflect::get(&sorted, &"sort".into()).map(Function::from);
        // A list of strings can be sorted, and each pair of them compared.
        let _ = sort.and_then(|sort| sort.call1(&sorted, &compare));
        let ranks = Map::new();
        let mut rank = 0;
        let mut before = None;
        for name in sorted.iter() {
            if let Some(before) = before {
                let order = compare.call2(&JsValue::UNDEFINED, &before, &name);
                rank += u32::from(order.is_ok_and(|order| order != 0));
            }
            ranks.set(&name, &rank.into());
            before = Some(name);
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "they were put there as u32"
        )]
        let rank = |name| ranks.get(&name).as_f64().unwrap_or_default() as u32;
        names.iter().map(rank).collect()
    }
}

fn format_number(language: Language, style: NumberStyle, value: f64) -> String {
    thread_local! {
        static FORMATS: RefCell<Formats<NumberStyle, Intl::NumberFormat>> =
            const { RefCell::new(Vec::new()) };
    }
    FORMATS.with_borrow_mut(|formats| {
        let format = format_of(formats, (language, style), number_format);
        let text = format.format().call1(format, &value.into());
        // The browser prints the number in any case: Rust's way would be 11 kB of the first file.
        text.ok()
            .and_then(|text| text.as_string())
            .unwrap_or_else(|| {
                let plain = Number::from(value).to_string_with_radix(10);
                plain.map_or_else(|_| "—".to_owned(), String::from)
            })
    })
}

/// Formats made so far: few, so a list is less code in the first file than a map.
type Formats<Style, Format> = Vec<((Language, Style), Format)>;

/// The format of a language and a style, made when it is first asked for.
fn format_of<Style: Copy + PartialEq, Format>(
    formats: &mut Formats<Style, Format>,
    key: (Language, Style),
    make: fn(Language, Style) -> Format,
) -> &Format {
    let known = formats.iter().position(|(other, _)| *other == key);
    let at = known.unwrap_or_else(|| {
        formats.push((key, make(key.0, key.1)));
        formats.len() - 1
    });
    &formats[at].1
}

fn number_format(language: Language, style: NumberStyle) -> Intl::NumberFormat {
    let chosen: Vec<(&str, JsValue)> = match style {
        NumberStyle::Plain(n) => fixed(n).to_vec(),
        NumberStyle::Signed(n) => {
            let mut chosen = fixed(n).to_vec();
            chosen.push(("signDisplay", "exceptZero".into()));
            chosen
        }
        NumberStyle::AtMostOne => vec![("maximumFractionDigits", 1.into())],
        NumberStyle::Percent => vec![("style", "percent".into())],
        NumberStyle::Unit(unit) => vec![
            ("style", "unit".into()),
            ("unit", unit.into()),
            ("unitDisplay", "long".into()),
            ("maximumFractionDigits", 1.into()),
        ],
    };
    Intl::NumberFormat::new(&locales(language), &options(&chosen))
}

fn fixed(decimals: u8) -> [(&'static str, JsValue); 2] {
    [
        ("minimumFractionDigits", decimals.into()),
        ("maximumFractionDigits", decimals.into()),
    ]
}

fn date_format(language: Language, style: DateStyle) -> Intl::DateTimeFormat {
    let parts: &[(&str, &str)] = match (style, language) {
        (DateStyle::Full, Language::Zh) => {
            &[("year", "numeric"), ("month", "long"), ("day", "numeric")]
        }
        (DateStyle::Full, Language::En) => {
            &[("year", "numeric"), ("month", "short"), ("day", "numeric")]
        }
        (DateStyle::Day, _) => &[("month", "short"), ("day", "numeric")],
        (DateStyle::Weekday, _) => &[("month", "short"), ("day", "numeric"), ("weekday", "short")],
        (DateStyle::MonthOfYear, _) => &[("year", "numeric"), ("month", "short")],
        (DateStyle::Month, _) => &[("month", "short")],
        (DateStyle::Year, _) => &[("year", "numeric")],
    };
    let chosen: Vec<_> = parts
        .iter()
        .map(|(name, value)| (*name, JsValue::from(*value)))
        .collect();
    Intl::DateTimeFormat::new(&locales(language), &options(&chosen))
}

fn locales(language: Language) -> Array {
    Array::of1(&language.tag().into())
}

fn options(chosen: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in chosen {
        // Setting a property of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}
