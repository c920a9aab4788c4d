//! The settings as [`encode_settings`](super::encode_settings) prints them, read without a reader of
//! JSON: the first page needs them, and no other document.
//!
//! Invariant: a text that [`decode_printed_settings`] reads, [`decode_settings`](super::decode_settings)
//! reads the same; every other text is left to the latter.

use crate::domain::{
    Assumptions, BackupReminder, Cadence, Language, PerDimension, Score, Settings, Theme, Unit,
    decimal,
};

/// The settings in a text that is printed just as this app prints it; none in any other, such as one
/// of an older version.
pub fn decode_printed_settings(text: &str) -> Option<Settings> {
    decode(Rest(text)).ok()
}

/// A text is not printed as this app prints settings.
struct NotPrinted;

fn decode(mut rest: Rest) -> Result<Settings, NotPrinted> {
    rest.skip(r#"{"v":3,"settings":{"language":"#)?;
    let language = rest.optional(|rest| rest.name(Language::from_id))?;
    rest.skip(r#","theme":"#)?;
    let theme = rest.optional(|rest| rest.name(Theme::from_id))?;
    rest.skip(r#","unit":"#)?;
    let unit = rest.name(Unit::from_id)?;
    rest.skip(r#","score_sd":"#)?;
    let score_sem = rest.decimal()?;
    rest.skip(r#","window_days":"#)?;
    let window_days = rest.whole()?;
    rest.skip(r#","thresholds":"#)?;
    let thresholds = rest.list(|rest| Score::new(rest.decimal()?).map_err(|_| NotPrinted))?;
    rest.skip(r#","cadence":"#)?;
    let [initial, deepening, long_term] = rest.list(Rest::whole)?;
    rest.skip(r#","remind_changes":"#)?;
    let changes = rest.optional(Rest::whole)?;
    rest.skip(r#","remind_days":"#)?;
    let days = rest.optional(Rest::whole)?;
    rest.skip(r#","advance":"#)?;
    let advances = rest.skip("true").is_ok();
    if !advances {
        rest.skip("false")?;
    }
    rest.skip("}}")?;
    if !rest.0.is_empty() {
        return Err(NotPrinted);
    }
    let cadence = Cadence::new(initial, deepening, long_term).map_err(|_| NotPrinted)?;
    let thresholds = PerDimension(thresholds);
    let assumptions = Assumptions::new(score_sem, window_days, thresholds, cadence);
    Ok(Settings {
        language,
        theme,
        unit,
        assumptions: assumptions.map_err(|_| NotPrinted)?,
        reminder: BackupReminder { changes, days },
        advances,
    })
}

/// The rest of a text.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn skip(&mut self, start: &str) -> Result<(), NotPrinted> {
        self.0 = self.0.strip_prefix(start).ok_or(NotPrinted)?;
        Ok(())
    }

    /// A list of so many values.
    fn list<T, const N: usize>(
        &mut self,
        read: fn(&mut Self) -> Result<T, NotPrinted>,
    ) -> Result<[T; N], NotPrinted> {
        let mut values = Vec::with_capacity(N);
        for at in 0..N {
            self.skip(if at == 0 { "[" } else { "," })?;
            values.push(read(self)?);
        }
        self.skip("]")?;
        values.try_into().map_err(|_| NotPrinted)
    }

    /// `null`, or what is read.
    fn optional<T>(
        &mut self,
        read: fn(&mut Self) -> Result<T, NotPrinted>,
    ) -> Result<Option<T>, NotPrinted> {
        match self.skip("null") {
            Ok(()) => Ok(None),
            Err(NotPrinted) => read(self).map(Some),
        }
    }

    /// A known name in quotes.
    fn name<T>(&mut self, from_id: fn(&str) -> Option<T>) -> Result<T, NotPrinted> {
        self.skip("\"")?;
        let (name, rest) = self.0.split_once('"').ok_or(NotPrinted)?;
        self.0 = rest;
        from_id(name).ok_or(NotPrinted)
    }

    /// Digits and points.
    fn figure(&mut self) -> &'a str {
        let rest = self
            .0
            .trim_start_matches(|char: char| char.is_ascii_digit() || char == '.');
        let figure = self.0.strip_suffix(rest).unwrap_or_default();
        self.0 = rest;
        figure
    }

    fn whole(&mut self) -> Result<u16, NotPrinted> {
        whole(self.figure())?.try_into().map_err(|_| NotPrinted)
    }

    /// A decimal with digits on both sides of its point, at most fifteen: more are not read exactly.
    fn decimal(&mut self) -> Result<f64, NotPrinted> {
        let figure = self.figure();
        let (before, after) = figure.split_once('.').ok_or(NotPrinted)?;
        whole(before)?;
        let is_exact = !after.is_empty() && before.len() + after.len() <= 15;
        let digits = is_exact.then_some(figure);
        digits.and_then(decimal).ok_or(NotPrinted)
    }
}

/// A whole number, without needless zeros.
fn whole(digits: &str) -> Result<u64, NotPrinted> {
    if digits != "0" && digits.starts_with('0') {
        return Err(NotPrinted);
    }
    digits.parse().map_err(|_| NotPrinted)
}
