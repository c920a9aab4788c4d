//! A cursor over the text of a date.

use super::{DateError, Written};
use crate::domain::CivilDate;

/// The part of a text that is not read yet.
pub(super) struct Rest<'a>(pub &'a str);

impl<'a> Rest<'a> {
    fn skip_spaces(&mut self) {
        self.0 = self.0.trim_start();
    }

    fn take_while(&mut self, is_taken: impl Fn(char) -> bool) -> &'a str {
        let end = self.0.find(|c| !is_taken(c)).unwrap_or(self.0.len());
        let (taken, rest) = self.0.split_at(end);
        self.0 = rest;
        taken
    }

    fn take(&mut self, wanted: char) -> bool {
        let rest = self.0.strip_prefix(wanted);
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Digits, and how many they are.
    fn number(&mut self) -> Option<(u32, usize)> {
        self.skip_spaces();
        let digits = self.take_while(|c| c.is_ascii_digit());
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
        (separates && self.take(found)).then_some(found)
    }

    /// The number of an English month, by its name or the first letters of it.
    fn month_name(&mut self) -> Option<u32> {
        const MONTHS: [&str; 12] = [
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december",
        ];
        self.take_while(|c| matches!(c, ' ' | '-' | '/' | '.' | ','));
        let word = self.take_while(|c| c.is_ascii_lowercase());
        self.take('.');
        let is_named = |month: &str| 3 <= word.len() && month.starts_with(word);
        let at = MONTHS.iter().position(|month| is_named(month))?;
        u32::try_from(at + 1).ok()
    }

    pub fn date(&mut self) -> Result<Written, DateError> {
        self.written().ok_or(DateError::NotADate)
    }

    fn written(&mut self) -> Option<Written> {
        self.skip_spaces();
        if self.0.starts_with(|c: char| c.is_ascii_lowercase()) {
            let month = self.month_name()?;
            let (day, _) = self.number()?;
            self.ordinal();
            self.take_while(|c| matches!(c, ' ' | ','));
            return self.year().and_then(|year| clear(year, month, day));
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
        if begun.starts_with(|c: char| c.is_ascii_lowercase()) {
            let month = self.month_name()?;
            self.take_while(|c| matches!(c, ' ' | '-' | '/' | '.' | ','));
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
                self.take('.');
                clear(first, second, third)
            }
            (1 | 2, 4) if is_same => Some(either_order(third, first, second)),
            // As long as the first number can be no year: 14.03.26 is a day of 2014, or the 14th.
            (1 | 2, 2) if is_same && date(2000, second, third).is_none() => {
                Some(either_order(full_year(third)?, first, second))
            }
            _ => None,
        }
    }

    /// Skips the name of an era; the year before its first.
    fn era(&mut self) -> Option<u32> {
        const ERAS: [(&str, u32); 7] = [
            ("中華民國", 1911),
            ("中华民国", 1911),
            ("民國", 1911),
            ("民国", 1911),
            ("令和", 2018),
            ("平成", 1988),
            ("昭和", 1925),
        ];
        ERAS.into_iter().find_map(|(name, before)| {
            self.0 = self.0.strip_prefix(name)?;
            Some(before)
        })
    }

    fn year_of_era(&mut self, before: u32) -> Option<Written> {
        self.skip_spaces();
        let year = if self.take('元') {
            1
        } else {
            self.number()?.0
        };
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
        if !self.take('日') {
            self.take('号');
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
        const NAMES: [&str; 7] = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        let is_apart = |c: char| c.is_whitespace() || "(),.;[]【】、".contains(c);
        self.take_while(is_apart);
        let mut names = ["星期", "礼拜", "周", ""].into_iter();
        let day = names.find_map(|name| self.0.strip_prefix(name));
        if let Some(rest) = day.and_then(|day| day.strip_prefix(is_day_of_week)) {
            self.0 = ["曜日", "曜"]
                .into_iter()
                .find_map(|ending| rest.strip_prefix(ending))
                .unwrap_or(rest);
        }
        let mut rest = Self(self.0);
        let word = rest.take_while(|c| c.is_ascii_lowercase());
        if 3 <= word.len() && NAMES.iter().any(|name| name.starts_with(word)) {
            self.0 = rest.0;
        }
        self.take_while(is_apart);
    }

    /// What may follow a date: weekday, time of day, offset. The seconds since the beginning of the
    /// date in UTC if there is an offset.
    ///
    /// # Errors
    /// [`DateError::NotADate`] if something else follows.
    pub fn time_of_day(&mut self) -> Result<Option<i64>, DateError> {
        if self.0.starts_with(|c: char| c.is_ascii_alphabetic()) && !self.0.starts_with('t') {
            return Err(DateError::NotADate);
        }
        let is_iso = self.take('t');
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
                .take_while(|c| matches!(c, ':' | '时' | '点' | '分'))
                .is_empty()
            {
                break;
            }
            if self.0.starts_with(|c: char| c.is_ascii_digit()) {
                *part = self.number().ok_or(DateError::NotADate)?.0;
            }
        }
        self.take('秒');
        if self.take('.') {
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
                .take_while(|c| c.is_ascii_digit() || c == ':')
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

/// A part of the day by which an hour of twelve becomes one of 24.
#[derive(Clone, Copy)]
enum Half {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

impl Half {
    const WORDS: [(&str, Self); 4] = [
        ("上午 早上 早晨 清晨 凌晨 午前 오전 a.m. am", Self::Morning),
        ("中午 正午", Self::Noon),
        ("下午 午后 午後 傍晚 오후 p.m. pm", Self::Afternoon),
        ("晚上", Self::Evening),
    ];

    const fn of_24(self, hour: u32) -> u32 {
        match (self, hour) {
            (Self::Morning, 12) => 0,
            (Self::Afternoon | Self::Evening, 0..12) | (Self::Noon, 0..6) => hour + 12,
            (Self::Evening, 12) => 24,
            _ => hour,
        }
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

/// Two numbers of which one is the day, and the other one the month.
fn either_order(year: u32, first: u32, second: u32) -> Written {
    Written::EitherOrder {
        day_first: date(year, second, first),
        month_first: date(year, first, second),
    }
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
