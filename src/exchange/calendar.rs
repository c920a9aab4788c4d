//! Calendar files (`.ics`, RFC 5545): the due dates of promises, the days of planned actions and next
//! contacts, as days of the calendar that a person already has.
//!
//! Invariants:
//! - the UID of an entry is that of its record, whatever is changed of it;
//! - the SEQUENCE of a later file is not below that of an earlier one, and above it if the client
//!   was changed between them: it is how often the client was saved;
//! - no line is longer than 75 octets, and no character is cut.

use crate::domain::{CivilDate, Client, ClientId, EntryId, NextDay, PromiseOutcome};

/// For how many days a cancelled item is told, and how far ahead "the coming days" reach.
pub const CALENDAR_DAYS: i64 = 30;

/// The most octets of a line, without its end (RFC 5545, 3.1).
const MAX_OCTETS: usize = 75;

/// A day of one client that a calendar can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarItem {
    /// The client.
    pub client: ClientId,
    /// The promise, the planned action, or the contact that says when the next one is.
    pub entry: EntryId,
    /// The day.
    pub day: CivilDate,
    /// The event of that day.
    pub kind: CalendarKind,
    /// Whether it no longer is: the promise or the planned action was settled, the contact came before or was
    /// agreed anew, or the client lies in the bin.
    pub is_cancelled: bool,
}

/// The event of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CalendarKind {
    /// A promise is due; what was promised.
    Promise(String),
    /// A planned action is due, or looked at again; what is planned.
    Action {
        /// The planned action.
        what: String,
        /// Whether the day is that of its review.
        is_review: bool,
    },
    /// The next contact.
    Contact,
}

impl CalendarItem {
    /// The items of a client on a day: open promises, the next days of planned actions and the next contact,
    /// and what was cancelled within the last [`CALENDAR_DAYS`]. Of an entry that was deleted nothing is
    /// known any more.
    ///
    /// ```
    #[doc = include_str!("../domain/velocity/example.md")]
    /// # use trust_velocity::exchange::CalendarItem;
    /// client.put(Record::Promise(Promise {
    ///     id: EntryId::new(6), date: date("2026-03-20")?, due: date("2026-04-03")?,
    ///     expected: LikertScore::new(6).ok_or("1–7")?, what: Note::new("测算")?, outcome: None,
    /// }))?;
    /// let items = CalendarItem::of(&client, today);
    /// assert_eq!(items.len(), 1);
    /// assert_eq!(items[0].day, date("2026-04-03")?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(client: &Client, today: CivilDate) -> Vec<Self> {
        let is_recent = |day: CivilDate| today.days_since(day) <= CALENDAR_DAYS;
        let item = |entry, day, kind, cancelled: Option<CivilDate>| {
            let cancelled = cancelled.or(client.binned());
            cancelled.is_none_or(is_recent).then(|| Self {
                client: client.id(),
                entry,
                day,
                kind,
                is_cancelled: cancelled.is_some(),
            })
        };
        let promises = client.promises().iter().filter_map(|promise| {
            let what = CalendarKind::Promise(promise.what.as_str().to_owned());
            let settled = promise.outcome.map(PromiseOutcome::on);
            item(promise.id, promise.due, what, settled)
        });
        let actions = client.actions().iter().filter_map(|action| {
            let next = action.next_day();
            let kind = CalendarKind::Action {
                what: action.what.as_str().to_owned(),
                is_review: matches!(next, Some(NextDay::Review(_))),
            };
            let day = next.map_or(action.due, NextDay::date);
            item(action.id, day, kind, action.settled_on())
        });
        let contacts = client.contacts().iter().filter(|it| it.date <= today);
        let contacts: Vec<_> = contacts.collect();
        let last = client.last_contact(today).map(|last| last.id);
        let next = contacts.iter().enumerate().filter_map(|(at, contact)| {
            let day = contact.next?;
            let cancelled = if last == Some(contact.id) {
                None
            } else {
                // The first contact after it; one on that day or later is the one that was meant.
                let is_later = |at_other: usize, other: CivilDate| {
                    contact.date < other || (contact.date == other && at < at_other)
                };
                let later = contacts.iter().enumerate();
                let later = later.filter(|(at_other, other)| is_later(*at_other, other.date));
                let first = later.map(|(_, other)| other.date).min()?;
                Some(first).filter(|first| *first < day).map(Some)?
            };
            item(contact.id, day, CalendarKind::Contact, cancelled)
        });
        promises.chain(actions).chain(next).collect()
    }

    /// Whether it lies within the coming [`CALENDAR_DAYS`], or was cancelled of late.
    pub fn is_of_coming_days(&self, today: CivilDate) -> bool {
        self.is_cancelled || (0..=CALENDAR_DAYS).contains(&self.day.days_since(today))
    }
}

/// An item with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarEvent {
    /// The item.
    pub item: CalendarItem,
    /// How often its client was saved.
    pub rev: u64,
    /// The words that the calendar shows.
    pub summary: String,
}

/// The text of a calendar file made on a day.
///
/// ```
/// use trust_velocity::{domain::*, exchange::*};
/// let day = |text: &str| text.parse::<CivilDate>();
/// let (client, entry) = (ClientId::new(7), EntryId::new(1));
/// let item = CalendarItem {
///     client, entry, day: day("2026-04-03")?, kind: CalendarKind::Contact, is_cancelled: false,
/// };
/// let file = calendar_file(&[CalendarEvent { item, rev: 3, summary: "联系：陈".into() }], day("2026-03-31")?);
/// assert!(file.contains("UID:0000000000000007-0000000000000001@trust-velocity\r\nSEQUENCE:3\r\n"));
/// assert!(file.contains("DTSTART;VALUE=DATE:20260403\r\nDTEND;VALUE=DATE:20260404\r\n"));
/// # Ok::<(), ParseDateError>(())
/// ```
pub fn calendar_file(events: &[CalendarEvent], made: CivilDate) -> String {
    let mut file = String::new();
    let head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Trust Velocity//EN",
    ];
    for line in head
        .into_iter()
        .chain(["CALSCALE:GREGORIAN", "METHOD:PUBLISH"])
    {
        push_line(&mut file, line);
    }
    for event in events {
        push_event(&mut file, event, made);
    }
    push_line(&mut file, "END:VCALENDAR");
    file
}

fn push_event(file: &mut String, event: &CalendarEvent, made: CivilDate) {
    let item = &event.item;
    let status = if item.is_cancelled {
        "CANCELLED"
    } else {
        "CONFIRMED"
    };
    let mut push = |line: String| push_line(file, &line);
    push("BEGIN:VEVENT".to_owned());
    push(format!("UID:{}-{}@trust-velocity", item.client, item.entry));
    // The largest number of an INTEGER (RFC 5545, 3.3.8).
    push(format!("SEQUENCE:{}", event.rev.min(i32::MAX as u64)));
    // Files of one day and the same records are the same; no time of day is told.
    push(format!("DTSTAMP:{}T000000Z", digits(made)));
    push(format!("DTSTART;VALUE=DATE:{}", digits(item.day)));
    // A day without its end is a day as well.
    if let Some(end) = item.day.plus_days(1) {
        push(format!("DTEND;VALUE=DATE:{}", digits(end)));
    }
    push(format!("SUMMARY:{}", escaped(&event.summary)));
    push(format!("STATUS:{status}"));
    push("TRANSP:TRANSPARENT".to_owned());
    push("CLASS:PRIVATE".to_owned());
    push("END:VEVENT".to_owned());
}

fn digits(day: CivilDate) -> String {
    day.to_string().replace('-', "")
}

/// A text as a value (RFC 5545, 3.3.11), without control characters but for its line breaks.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// Adds a line, folded: what goes on begins with a space, which counts.
fn push_line(file: &mut String, line: &str) {
    let mut octets = 0;
    for c in line.chars() {
        if MAX_OCTETS < octets + c.len_utf8() {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push(c);
        octets += c.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_at_75_octets_between_characters() {
        let folded = |line: &str| {
            let mut file = String::new();
            push_line(&mut file, line);
            file
        };
        assert_eq!(folded(&"a".repeat(75)), format!("{}\r\n", "a".repeat(75)));
        let two = format!("{}\r\n a\r\n", "a".repeat(75));
        assert_eq!(folded(&"a".repeat(76)), two);
        // A character of three octets does not fit in the last two; then 24 of them after the space.
        let chinese = format!("a{}", "信".repeat(50));
        let [first, second] = [format!("a{}", "信".repeat(24)), "信".repeat(24)];
        assert_eq!(
            folded(&chinese),
            format!("{first}\r\n {second}\r\n 信信\r\n")
        );
    }

    #[test]
    fn values_are_escaped_and_hold_no_line() {
        assert_eq!(escaped("a,b;c\\d"), "a\\,b\\;c\\\\d");
        assert_eq!(
            escaped("报价，\r\nEND:VEVENT\u{7}\t"),
            "报价，\\nEND:VEVENT "
        );
    }
}
