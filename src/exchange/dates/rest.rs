//! A cursor over the text of a date.

use super::{
    DateError, DayOrder, Written,
    words::{ERAS, Half, WEEKDAYS, month_named},
};
use crate::domain::CivilDate;

/// The part of a text that is not read yet.
pub(super) struct Rest<'a>(pub &'a str);

impl<'a> Rest<'a> {
    fn skip_spaces(&mut self) {
        self.0 = self.0.trim_start();
    }

    fn eat_while(&mut self, is_taken: impl Fn(char) -> bool) -> &'a str {
        let end = self.0.find(|c| !is_taken(c)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }

    fn eat(&mut self, wanted: char) -> bool {
        let rest = self.0.strip_prefix(wanted);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Digits, and how many they are.
    fn number(&mut self) -> Option<(u32, usize)> {
        self.skip_spaces();
        let digits = self.eat_while(|c| c.is_ascii_digit());
        Some((digits.parse().ok()?, digits.len()))
    }

    /// A separator of this kind, with spaces around it or without.
    fn separator(&mut self) -> Option<char> {
        self.skip_spaces();
        let found = self.0.chars().next()?;
        if found.is_ascii_digit() {
            // Nothing but spaces parts the numbers.
            return Some(' ');
        }
        let separates = matches!(found, '-' | '/' | '.' | '、' | '年' | '月');
        (separates && self.eat(found)).then_some(found)
    }

    /// The number of a month, by its name or the first letters of it in a language of Western Europe.
    fn month_name(&mut self) -> Option<u32> {
        self.eat_while(|c| matches!(c, ' ' | '-' | '/' | '.' | ','));
        let word = self.eat_while(char::is_lowercase);
        self.eat('.');
        month_named(word)
    }

    /// Skips a word like the “of” in 5th of March.
    fn skip_of(&mut self) {
        let rest = self.0.trim_start();
        let behind = ["of ", "de "].iter().find_map(|of| rest.strip_prefix(of));
        self.0 = behind.unwrap_or(self.0);
    }

    pub fn date(&mut self) -> Result<Written, DateError> {
        self.written().ok_or(DateError::NotADate)
    }

    fn written(&mut self) -> Option<Written> {
        self.skip_spaces();
        if self.0.starts_with(|c: char| c.is_ascii_lowercase()) {
            let month = self.month_name()?;
            self.eat_while(|c| matches!(c, ' ' | '-' | '/'));
            let (day, _) = self.number()?;
            self.ordinal();
            self.eat_while(|c| matches!(c, ' ' | ',' | '-' | '/'));
            // C and Java print the time of day before the year.
            let has_time = |(time, _): &(&str, &str)| time.find(':').is_some_and(|at| at <= 2);
            let year = match self.0.rsplit_once(' ').filter(has_time) {
                Some((time, year)) => {
                    self.0 = time;
                    Self(year).year()
                }
                None => self.year(),
            };
            return year.and_then(|year| clear(year, month, day));
        }
        if let Some(before) = self.era() {
            return self.year_of_era(before);
        }
        let digits = self.0;
        let (first, first_len) = self.number()?;
        if first_len == 8 {
            let part = |from, to| digits.get(from..to)?.parse::<u32>().ok();
            return clear(part(0, 4)?, part(4, 6)?, part(6, 8)?);
        }
        let before = self.0;
        self.ordinal();
        let begun = self.0.trim_start_matches([' ', '-', '/', '.', ',']);
        let mut begun = Self(begun);
        begun.skip_of();
        let begun = begun.0;
        if let Some(week) = begun.strip_prefix('w').filter(|_| first_len == 4) {
            self.0 = week;
            return self.day_of_week(first);
        }
        if begun.starts_with(|c: char| c.is_ascii_lowercase()) {
            self.0 = begun;
            let month = self.month_name()?;
            self.skip_of();
            self.eat_while(|c| matches!(c, ' ' | '-' | '/' | '.' | ','));
            let (last, last_len) = self.number()?;
            return match (first_len, last_len) {
                (4, 1 | 2) => clear(first, month, last),
                (1 | 2, 4) => clear(last, month, first),
                (1 | 2, 2) => clear(full_year(last)?, month, first),
                _ => None,
            };
        }
        self.0 = before;
        let separators = (self.separator()?, self.number()?, self.separator()?);
        let (one, (second, second_len), two) = separators;
        let (third, third_len) = self.number()?;
        if 2 < second_len {
            return None;
        }
        let is_chinese = (one, two) == ('年', '月');
        let is_same = one == two && !matches!(one, '年' | '月');
        match (first_len, third_len) {
            (4, 1 | 2) if is_chinese => {
                self.end_day();
                clear(first, second, third)
            }
            (4, 1 | 2) if is_same => {
                // As Korea and Hungary write it: 2026. 3. 5.
                self.eat('.');
                clear(first, second, third)
            }
            (1 | 2, 4) if is_same => Some(any_order(Some(third), None, [first, second, third])),
            (2, 1 | 2) if is_chinese => {
                self.end_day();
                clear(full_year(first)?, second, third)
            }
            // Of the Republic of China.
            (3, 1 | 2) if is_chinese => {
                self.end_day();
                clear(1911 + first, second, third)
            }
            // 14.03.26 is a day of 2014, or the 14th.
            (1 | 2, 1 | 2) if is_same && (first_len == 2 || third_len == 2) => {
                let year = |number, len| full_year(number).filter(|_| len == 2);
                let years = (year(third, third_len), year(first, first_len));
                Some(any_order(years.0, years.1, [first, second, third]))
            }
            _ => None,
        }
    }

    /// The day of a week by ISO 8601, behind the sign of the week.
    fn day_of_week(&mut self, year: u32) -> Option<Written> {
        let (mut week, len) = self.number()?;
        let day = if len == 3 {
            let day = week % 10;
            week /= 10;
            day
        } else {
            self.eat('-').then(|| self.number())??.0
        };
        // The first week is the one with the 4th of January.
        let fourth = date(year, 1, 4)?;
        // The earliest date is a Monday.
        let monday = fourth.plus_days(-fourth.days_since(CivilDate::MIN).rem_euclid(7))?;
        let monday = monday.plus_days(7 * (i64::from(week) - 1))?;
        let thursday = monday.plus_days(3)?;
        let is_of_year = u32::try_from(thursday.year()) == Ok(year);
        let date = monday.plus_days(i64::from(day) - 1)?;
        (is_of_year && (1..=7).contains(&day)).then_some(Written::Clear(date))
    }

    /// Skips the name of an era; the year before its first.
    fn era(&mut self) -> Option<u32> {
        ERAS.into_iter().find_map(|(name, before)| {
            self.0 = self.0.strip_prefix(name)?;
            Some(before)
        })
    }

    fn year_of_era(&mut self, before: u32) -> Option<Written> {
        self.skip_spaces();
        let year = if self.eat('元') { 1 } else { self.number()?.0 };
        let year = before.checked_add(year).filter(|_| 0 < year)?;
        let (one, month, two) = (self.separator()?, self.number()?.0, self.separator()?);
        let (day, _) = self.number()?;
        if (one, two) != ('年', '月') {
            return None;
        }
        self.end_day();
        clear(year, month, day)
    }

    /// Skips the sign behind a day.
    fn end_day(&mut self) {
        self.skip_spaces();
        if !self.eat('日') {
            self.eat('号');
        }
    }

    fn ordinal(&mut self) {
        for ending in ["st", "nd", "rd", "th"] {
            if let Some(rest) = self.0.strip_prefix(ending) {
                self.0 = rest;
                return;
            }
        }
    }

    fn year(&mut self) -> Option<u32> {
        let (year, len) = self.number()?;
        (len == 4).then_some(year)
    }

    /// Skips a weekday with what sets it apart.
    pub fn skip_weekday(&mut self) {
        let is_apart = |c: char| c.is_whitespace() || "(),.;[]【】、".contains(c);
        self.eat_while(is_apart);
        let mut names = ["星期", "礼拜", "周", ""].into_iter();
        let day = names.find_map(|name| self.0.strip_prefix(name));
        if let Some(rest) = day.and_then(|day| day.strip_prefix(is_day_of_week)) {
            self.0 = ["曜日", "曜"]
                .into_iter()
                .find_map(|ending| rest.strip_prefix(ending))
                .unwrap_or(rest);
        }
        let mut rest = Self(self.0);
        let word = rest.eat_while(|c| c.is_ascii_lowercase());
        if 3 <= word.len() && WEEKDAYS.iter().any(|name| name.starts_with(word)) {
            self.0 = rest.0;
        }
        self.eat_while(is_apart);
    }

    /// Reads the rest of a date: weekday, time of day, offset. Returns the seconds since the beginning of the
    /// date in UTC if there is an offset.
    ///
    /// # Errors
    /// [`DateError::NotADate`] if something else follows.
    pub fn time_of_day(&mut self) -> Result<Option<i64>, DateError> {
        if self.0.starts_with(|c: char| c.is_ascii_alphabetic()) && !self.0.starts_with('t') {
            return Err(DateError::NotADate);
        }
        let is_iso = self.eat('t');
        if !is_iso {
            self.skip_weekday();
        }
        let half = self.half_of_day();
        if self.0.is_empty() {
            return Ok(None);
        }
        let (hour, len) = self.number().ok_or(DateError::NotADate)?;
        let mut parts = match len {
            4 if is_iso => [hour / 100, hour % 100, 0],
            6 if is_iso => [hour / 10_000, hour / 100 % 100, hour % 100],
            _ if self.0.starts_with([':', '时', '点']) => [hour, 0, 0],
            _ => return Err(DateError::NotADate),
        };
        for part in parts.iter_mut().skip(1) {
            if self
                .eat_while(|c| matches!(c, ':' | '时' | '点' | '分'))
                .is_empty()
            {
                break;
            }
            if self.0.starts_with(|c: char| c.is_ascii_digit()) {
                *part = self.number().ok_or(DateError::NotADate)?.0;
            }
        }
        self.eat('秒');
        if self.eat('.') || self.eat(',') {
            self.number().ok_or(DateError::NotADate)?;
        }
        self.skip_spaces();
        let half = self.half_of_day().or(half);
        let [hour, minute, second] = parts;
        let hour = half.map_or(hour, |half| half.of_24(hour));
        if 24 < hour || 59 < minute || 60 < second {
            return Err(DateError::NotADate);
        }
        let seconds = i64::from(hour * 3600 + minute * 60 + second);
        let offset = self.offset();
        self.skip_weekday();
        if !self.0.is_empty() {
            return Err(DateError::NotADate);
        }
        Ok(offset.map(|offset| seconds - offset))
    }

    /// Skips a word for a part of the day.
    fn half_of_day(&mut self) -> Option<Half> {
        Half::WORDS.into_iter().find_map(|(words, half)| {
            let rest = words
                .split(' ')
                .find_map(|word| self.0.strip_prefix(word))?;
            self.0 = rest.trim_start();
            Some(half)
        })
    }

    /// The seconds by which a time is ahead of UTC. The name of its zone may follow in brackets.
    fn offset(&mut self) -> Option<i64> {
        let mut rest = Self(self.0);
        let name = ["utc", "gmt", "z"]
            .into_iter()
            .find_map(|name| rest.0.strip_prefix(name));
        rest.0 = name.unwrap_or(rest.0);
        let sign = match rest.0.chars().next() {
            Some('+') => 1,
            Some('-') => -1,
            _ if name.is_some() => 0,
            _ => return None,
        };
        let written = rest.0.get(1..).filter(|_| sign != 0);
        rest.0 = written.unwrap_or(rest.0);
        let offset = written.map_or(Some(0), |_| {
            let digits = rest
                .eat_while(|c| c.is_ascii_digit() || c == ':')
                .replace(':', "");
            let number: i64 = digits.parse().ok()?;
            let number = if digits.len() < 3 {
                number * 100
            } else {
                number
            };
            let (hours, minutes) = (number / 100, number % 100);
            (hours <= 14 && minutes <= 59).then_some(sign * (hours * 3600 + minutes * 60))
        })?;
        rest.skip_spaces();
        for (open, close) in [('(', ')'), ('[', ']')] {
            let zone = rest
                .0
                .strip_prefix(open)
                .and_then(|zone| zone.split_once(close));
            rest.0 = zone.map_or(rest.0, |(_, behind)| behind);
        }
        self.0 = rest.0;
        Some(offset)
    }
}

/// The year of two digits, as a sheet takes them; `None` for those that programs read differently.
const fn full_year(two_digits: u32) -> Option<u32> {
    match two_digits {
        0..30 => Some(2000 + two_digits),
        50..100 => Some(1900 + two_digits),
        _ => None,
    }
}

/// Three numbers, and the year that the last one and the first one may be.
fn any_order(last: Option<u32>, before: Option<u32>, numbers: [u32; 3]) -> Written {
    let [first, second, third] = numbers;
    Written::AnyOrder([
        (
            DayOrder::DayFirst,
            last.and_then(|year| date(year, second, first)),
        ),
        (
            DayOrder::MonthFirst,
            last.and_then(|year| date(year, first, second)),
        ),
        (
            DayOrder::YearFirst,
            before.and_then(|year| date(year, second, third)),
        ),
    ])
}

fn is_day_of_week(c: char) -> bool {
    "一二三四五六日天月火水木金土".contains(c)
}

fn clear(year: u32, month: u32, day: u32) -> Option<Written> {
    date(year, month, day).map(Written::Clear)
}

fn date(year: u32, month: u32, day: u32) -> Option<CivilDate> {
    CivilDate::new(i32::try_from(year).ok()?, month, day)
}
