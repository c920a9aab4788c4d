//! Summaries as they are stored: a cache beside the records, in [`SHARDS`] texts.
//!
//! Invariants:
//! - a summary that [`decode_shard`] returns is the one that was encoded, to the last bit;
//! - whatever is damaged, cut short, foreign or of another [version](VERSION) is absent, never an
//!   error: a summary that is missing is made anew from its client.
//!
//! A shard is a text of lines, not JSON: splitting lines and tabs takes less code and less time than
//! a reader of JSON, at each start and for every client. A line is a checksum, a tab, and fields
//! between tabs; a line with another checksum, or without its end, is left out and costs no other
//! one. The first line has the version, the fingerprint of the assumptions and the day. Numbers are
//! hexadecimal, days are counted from 1900-01-01, slopes are the bits of their `f64`: nothing is
//! rounded, and no decimal is parsed. A missing value is an empty field.
//!
//! A save writes one shard. With 64 of them that is some 9,000 characters at 3,000 clients, under
//! four times a record of 12 ratings; [`shard_with`] copies the other lines and does not decode them.
//! A start reads 64 keys, not 3,000, and a locked one opens as many seals. With 16 shards a save would
//! write 37,000 characters, with 256 a locked start would open four times as many seals.

mod fields;
#[cfg(test)]
mod tests;

use self::fields::{
    Damaged, Fields, bits, day, escaped, hex, kind, name, note, number, of_day, of_hex, of_kind,
    of_number, of_open_kind, open_kind,
};

use crate::domain::{
    Assumptions, Channel, CivilDate, ClientId, EntryId, Name, OpenEntry, PerDimension, Score,
    Stage, Summary,
    velocity::{Known, Slope},
};

/// The number of texts that the summaries are spread over.
pub const SHARDS: u8 = 64;

/// The version of this format, and of how [`Summary::of`] computes: one that gives other facts for
/// the same client is a new version too.
const VERSION: u64 = 6;

/// A summary and the record it was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredSummary {
    /// The rev of the client's document.
    pub rev: u64,
    /// The [`fingerprint`] of the client's document.
    pub record: u32,
    /// The summary.
    pub summary: Summary,
}

/// The summaries of one text, as they stood on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Shard {
    /// The [`assumptions_fingerprint`] of the assumptions used.
    pub assumptions: u64,
    /// The day that the text was last written. A summary in it may be older, but stands on that day
    /// unless it says otherwise ([`Summary::stands_on`]).
    pub day: CivilDate,
    /// The summaries that could be read, in the order of the text.
    pub summaries: Vec<StoredSummary>,
}

/// The number of the text that holds a client's summary, below [`SHARDS`].
pub const fn shard_of(id: ClientId) -> u8 {
    // Ids are random, so their last byte is spread evenly.
    id.number().to_le_bytes()[0] % SHARDS
}

/// The text of a shard with these summaries, made under assumptions of this
/// [fingerprint](assumptions_fingerprint), that stand on this day.
pub fn encode_shard(assumptions: u64, day: CivilDate, summaries: &[StoredSummary]) -> String {
    let mut text = encode_head(assumptions, day);
    for stored in summaries {
        push_line(&mut text, &encode(stored));
    }
    text
}

/// The summaries in a text; none if it is no such text of this version. Damaged lines are left out.
pub fn decode_shard(text: &str) -> Option<Shard> {
    let mut lines = text.split_inclusive('\n');
    let (assumptions, day) = decode_head(lines.next()?)?;
    let summaries = lines.filter_map(body).filter_map(|body| decode(body).ok());
    Some(Shard {
        assumptions,
        day,
        summaries: summaries.collect(),
    })
}

/// The text of a shard with a summary added, or put in the place of the one of its client.
///
/// The other lines are copied as they are, but only if they were written under the same assumptions
/// and not after `day`.
pub fn shard_with(text: &str, assumptions: u64, day: CivilDate, stored: &StoredSummary) -> String {
    let mut new = encode_head(assumptions, day);
    let mut lines = text.split_inclusive('\n');
    let old = lines.next().and_then(decode_head);
    if old.is_some_and(|(of, made)| of == assumptions && made <= day) {
        push_others(&mut new, lines, stored.summary.id);
    }
    push_line(&mut new, &encode(stored));
    new
}

/// The text of a shard without the summary of a client.
pub fn shard_without(text: &str, id: ClientId) -> String {
    let mut lines = text.split_inclusive('\n');
    let mut new = lines.next().unwrap_or_default().to_owned();
    push_others(&mut new, lines, id);
    new
}

/// A number of the assumptions that [`Summary::of`] depends on: the bits of the score's error and the
/// days of the window, hashed as a text is. Others do not change it.
pub fn assumptions_fingerprint(assumptions: &Assumptions) -> u64 {
    let mut bytes = [0; 10];
    bytes[..8].copy_from_slice(&assumptions.score_sem().to_bits().to_le_bytes());
    bytes[8..].copy_from_slice(&assumptions.window_days().to_le_bytes());
    hash(&bytes)
}

/// A number of a text, by which another version of it is told with near certainty.
pub fn fingerprint(text: &str) -> u32 {
    // The upper half depends on every bit of the text.
    (hash(text.as_bytes()) >> 32) as u32
}

/// FNV-1a over words of eight bytes, which takes an eighth of the time, with the high bits folded into
/// the low ones after each. It is the same in every build, and tells damage, not forgery.
fn hash(bytes: &[u8]) -> u64 {
    #[cfg(test)]
    tests::HASHED.with(|count| count.set(count.get() + bytes.len()));
    let mix = |hash: u64, word: u64| {
        let product = (hash ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        product ^ (product >> 32)
    };
    let words = bytes.chunks_exact(8);
    let mut last = [0; 8];
    last[..words.remainder().len()].copy_from_slice(words.remainder());
    let whole = words.fold(bytes.len() as u64, |hash, word| {
        mix(hash, word.try_into().map_or(0, u64::from_le_bytes))
    });
    mix(whole, u64::from_le_bytes(last))
}

fn encode_head(assumptions: u64, day: CivilDate) -> String {
    let mut text = String::new();
    let fields = [of_hex(VERSION), of_hex(assumptions), of_day(Some(day))];
    push_line(&mut text, &fields.join("\t"));
    text
}

/// Fingerprint of the assumptions, and day.
fn decode_head(line: &str) -> Option<(u64, CivilDate)> {
    let mut fields = Fields::of(body(line)?);
    let version = fields.required(hex).ok()?;
    let assumptions = fields.required(hex).ok()?;
    let day = fields.required(day).ok()?;
    (version == VERSION).then_some((assumptions, day))
}

fn push_line(text: &mut String, body: &str) {
    let check = of_hex(fingerprint(body).into());
    text.extend([check.as_str(), "\t", body, "\n"]);
}

/// Adds the undamaged lines of other clients.
fn push_others<'a>(text: &mut String, lines: impl Iterator<Item = &'a str>, id: ClientId) {
    let id = id.to_string();
    let others = lines.filter(|line| body(line).is_some_and(|body| !body.starts_with(&id)));
    others.for_each(|line| text.push_str(line));
}

/// The text after a line's checksum, if that is right and the line whole.
fn body(line: &str) -> Option<&str> {
    let (check, body) = line.strip_suffix('\n')?.split_once('\t')?;
    (hex(check) == Some(fingerprint(body).into())).then_some(body)
}

fn encode(stored: &StoredSummary) -> String {
    let summary = &stored.summary;
    let mut fields = vec![
        summary.id.to_string(),
        of_hex(stored.rev),
        of_hex(stored.record.into()),
        if summary.is_example { "e" } else { "" }.to_owned(),
        of_kind(summary.kind).to_owned(),
        summary
            .recommended_by
            .map_or_else(String::new, |by| by.to_string()),
        of_day(summary.binned),
        of_day(summary.snoozed_until),
        of_day(summary.last_rating),
        of_day(Some(summary.first_contact)),
    ];
    let (stage, since) = summary.stage.unzip();
    fields.extend([stage.map_or("", Stage::id).to_owned(), of_day(since)]);
    let mut date = None;
    for known in summary.latest.0 {
        fields.push(known.map_or_else(String::new, |known| of_number(known.score.value())));
        // The four are mostly of one day, which is written once.
        let own = known
            .map(|known| known.date)
            .filter(|own| Some(*own) != date);
        fields.push(of_day(own));
        date = own.or(date);
    }
    fields.push(summary.total.map_or_else(String::new, of_number));
    match summary.slope {
        Some(slope) => fields.extend([
            of_day(Some(slope.from)),
            of_day(Some(slope.to)),
            of_hex(slope.points as u64),
            of_hex(slope.window_days.into()),
            of_hex(slope.per_day.to_bits()),
            of_hex(slope.standard_error.to_bits()),
        ]),
        None => fields.push(String::new()),
    }
    let (date, channel) = summary.last_contact.unzip();
    fields.extend([of_day(date), channel.map_or("", Channel::id).to_owned()]);
    fields.extend([
        of_day(summary.next_contact),
        of_day(summary.last_feedback),
        of_day(summary.unrecovered_breach),
        of_day(summary.changes_on),
        of_hex(summary.open.len() as u64),
    ]);
    for entry in &summary.open {
        fields.extend([
            of_open_kind(entry.kind).to_owned(),
            entry.id.to_string(),
            of_day(Some(entry.due)),
            escaped(entry.what.as_str()),
        ]);
    }
    let name = |name: Option<&Name>| escaped(name.map_or("", Name::as_str));
    fields.extend([
        name(Some(&summary.name)),
        name(summary.organisation.as_ref()),
        name(summary.title.as_ref()),
    ]);
    fields.extend(summary.tags.iter().map(|tag| name(Some(tag))));
    fields.join("\t")
}

fn decode(body: &str) -> Result<StoredSummary, Damaged> {
    let mut fields = Fields::of(body);
    let id = fields.required(|id| id.parse().ok())?;
    let rev = fields.required(hex)?;
    let record = fields.required(|number| hex(number)?.try_into().ok())?;
    let is_example = !fields.next()?.is_empty();
    let kind = kind(fields.next()?).ok_or(Damaged)?;
    let recommended_by = fields.optional(|id| id.parse().ok())?;
    let (binned, snoozed_until) = (fields.optional(day)?, fields.optional(day)?);
    let last_rating = fields.optional(day)?;
    let first_contact = fields.required(day)?;
    let (stage, since) = (fields.optional(Stage::from_id)?, fields.optional(day)?);
    let mut date = None;
    let mut latest = PerDimension::default();
    for known in &mut latest.0 {
        let score = fields.optional(|text| Score::new(number(text)?).ok())?;
        date = fields.optional(day)?.or(date);
        *known = match score {
            Some(score) => Some(Known {
                score,
                date: date.ok_or(Damaged)?,
            }),
            None => None,
        };
    }
    let total = fields.optional(number)?;
    let slope = match fields.optional(day)? {
        Some(from) => Some(Slope {
            from,
            to: fields.required(day)?,
            points: fields.required(|number| hex(number)?.try_into().ok())?,
            window_days: fields.required(|number| hex(number)?.try_into().ok())?,
            per_day: fields.required(bits)?,
            standard_error: fields.required(bits)?,
        }),
        None => None,
    };
    let (contact, channel) = (fields.optional(day)?, fields.optional(Channel::from_id)?);
    let next_contact = fields.optional(day)?;
    let last_feedback = fields.optional(day)?;
    let unrecovered_breach = fields.optional(day)?;
    let changes_on = fields.optional(day)?;
    let mut open = Vec::new();
    for _ in 0..fields.required(hex)? {
        open.push(OpenEntry {
            kind: open_kind(fields.next()?),
            id: fields.required(|id| id.parse::<EntryId>().ok())?,
            due: fields.required(day)?,
            what: fields.required(note)?,
        });
    }
    let summary = Summary {
        id,
        kind,
        recommended_by,
        is_example,
        binned,
        snoozed_until,
        last_rating,
        first_contact,
        stage: stage.zip(since),
        latest,
        total,
        slope,
        last_contact: contact.zip(channel),
        next_contact,
        open,
        last_feedback,
        unrecovered_breach,
        changes_on,
        name: fields.required(name)?,
        organisation: fields.optional(name)?,
        title: fields.optional(name)?,
        tags: fields.rest(name)?,
    };
    Ok(StoredSummary {
        rev,
        record,
        summary,
    })
}
