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
        let separates = matches!(found, '-' | '/' | '.' | '年' | '月');
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
            return self.year().and_then(|year| clear(year, month, first));
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
                self.skip_spaces();
                if !self.take('日') {
                    self.take('号');
                }
                clear(first, second, third)
            }
            (4, 1 | 2) if is_same => {
                // As Korea and Hungary write it: 2026. 3. 5.
                self.take('.');
                clear(first, second, third)
            }
            (1 | 2, 4) if is_same => Some(Written::EitherOrder {
                day_first: date(third, second, first),
                month_first: date(third, first, second),
            }),
            _ => None,
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
        if !self.take('t') {
            self.skip_weekday();
        }
        let is_afternoon = self.half_of_day();
        if self.0.is_empty() {
            return Ok(None);
        }
        let (hour, _) = self.number().ok_or(DateError::NotADate)?;
        if !self.0.starts_with([':', '时', '点']) {
            return Err(DateError::NotADate);
        }
        let mut parts = [hour, 0, 0];
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
        let is_afternoon = self.half_of_day() || is_afternoon;
        let [hour, minute, second] = parts;
        let hour = if is_afternoon && hour < 12 {
            hour + 12
        } else {
            hour
        };
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

    /// Skips a word for the half of the day; whether it is the later one.
    fn half_of_day(&mut self) -> bool {
        for (word, is_later) in [
            ("上午", false),
            ("下午", true),
            ("晚上", true),
            ("am", false),
            ("pm", true),
        ] {
            if let Some(rest) = self.0.strip_prefix(word) {
                self.0 = rest.trim_start();
                return is_later;
            }
        }
        false
    }

    /// The seconds by which a time is ahead of UTC.
    fn offset(&mut self) -> Option<i64> {
        for name in ["z", "utc", "gmt"] {
            if let Some(rest) = self.0.strip_prefix(name) {
                self.0 = rest;
                if rest.trim().is_empty() {
                    return Some(0);
                }
            }
        }
        let sign = match self.0.chars().next()? {
            '+' => 1,
            '-' => -1,
            _ => return None,
        };
        let digits: String = self.0.chars().skip(1).filter(|c| *c != ':').collect();
        let whole = match digits.len() {
            1 | 2 => format!("{digits}00"),
            _ => digits,
        };
        let number: i64 = whole.parse().ok()?;
        let (hours, minutes) = (number / 100, number % 100);
        if 14 < hours || 59 < minutes {
            return None;
        }
        self.0 = "";
        Some(sign * (hours * 3600 + minutes * 60))
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
