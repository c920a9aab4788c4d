//! The words that stand in dates: months, weekdays, eras, parts of the day.

/// The names of each month in the languages of Western Europe.
const MONTHS: [&str; 12] = [
    "january januar janvier enero gennaio janeiro",
    "february februar février fevrier febrero febbraio fevereiro",
    "march märz maerz mrz mars marzo março",
    "april avril abril aprile",
    "may mai mayo maggio maio",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august août aout agosto",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "december dezember décembre decembre diciembre dicembre dezembro",
];

/// The weekdays in English.
pub(super) const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// The names of eras, and the year before the first of each.
pub(super) const ERAS: [(&str, u32); 7] = [
    ("中華民國", 1911),
    ("中华民国", 1911),
    ("民國", 1911),
    ("民国", 1911),
    ("令和", 2018),
    ("平成", 1988),
    ("昭和", 1925),
];

/// The number of a month, by its name or the first letters of it.
pub(super) fn month_named(word: &str) -> Option<u32> {
    let is_named = |names: &&str| names.split(' ').any(|name| name.starts_with(word));
    let months = MONTHS.iter().zip(1_u32..);
    let mut months = months.filter(|(names, _)| is_named(names));
    // The first letters of juin and juillet are those of both.
    match (word.chars().count(), months.next(), months.next()) {
        (3.., Some((_, month)), None) => Some(month),
        _ => None,
    }
}

/// A part of the day by which an hour of twelve becomes one of 24.
#[derive(Clone, Copy)]
pub(super) enum Half {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

impl Half {
    pub(super) const WORDS: [(&str, Self); 4] = [
        ("上午 早上 早晨 清晨 凌晨 午前 오전 a.m. am", Self::Morning),
        ("中午 正午", Self::Noon),
        ("下午 午后 午後 傍晚 오후 p.m. pm", Self::Afternoon),
        ("晚上", Self::Evening),
    ];

    /// The hour of 24.
    pub(super) const fn of_24(self, hour: u32) -> u32 {
        match (self, hour) {
            (Self::Morning, 12) => 0,
            (Self::Afternoon | Self::Evening, 0..12) | (Self::Noon, 0..6) => hour + 12,
            (Self::Evening, 12) => 24,
            _ => hour,
        }
    }
}
