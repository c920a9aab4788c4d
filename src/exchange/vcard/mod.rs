//! Contact cards (vCard 2.1, 3.0 and 4.0, RFC 2426 and 6350) as a table of people.
//!
//! Only the fields of a record are kept: name, organisation, title, categories and notes. The
//! existing crates read only one version, or add 150 kB of gzip.
//!
//! Invariant: a byte that cannot be decoded changes only its own value; no card depends on another
//! but for the guess of an encoding that nothing in the file names.

mod card;
mod charset;
mod labels;
mod lines;
mod pasted;
mod property;
mod row;
mod transfer;
mod unescaped;

use card::Cards;
use charset::Decoder;
use lines::Lines;
use pasted::quote_before_card;
use row::COLUMNS;

use super::{Field, Table, TableError};

/// The most bytes of one value as the file writes it: far more than a record holds.
const MAX_VALUE_BYTES: usize = 256 * 1024;

/// Decodes bytes in the encoding of this label, with replacement characters for what is invalid;
/// `None` if the label is unknown. A browser does so by its `TextDecoder`.
pub type Decode<'a> = dyn Fn(&[u8], &str) -> Option<String> + 'a;

/// A kind of detail that cards have and records do not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CardDetail {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A postal address.
    Address,
    /// The birthday.
    Birthday,
    /// A picture of the person.
    Photo,
}

/// Remarks on the cards that a table was read from, for the details that its rows do not hold.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct CardRemarks {
    /// The kinds of details that some cards have and records do not hold.
    pub details: Vec<CardDetail>,
    /// The lines of rows that can be imported though bytes of them could not be decoded, in the
    /// order of the file, with the fields: a replacement character stands for the bytes, or the
    /// value was left out.
    pub damaged: Vec<(usize, Vec<Field>)>,
}

/// Reads contact cards from bytes as they come in, and keeps only what a record holds: pictures,
/// sounds and keys take no memory, however large.
///
/// ```
/// use trust_velocity::exchange::CardReader;
/// let mut reader = CardReader::new();
/// reader.push(b"BEGIN:VCARD\nFN;CHARSET=GBK;QUOTED-PRINTABLE:=D6=")?;
/// reader.push(b"DC=BD=A8=B9=FA\nTEL:139\nEND:VCARD\n")?;
/// // A browser decodes by its TextDecoder.
/// let decode = |bytes: &[u8], _: &str| Some(format!("{} bytes", bytes.len()));
/// let table = reader.finish(&decode)?;
/// assert_eq!(table.rows()[0].cells[0], "6 bytes");
/// # Ok::<(), trust_velocity::exchange::TableError>(())
/// ```
#[derive(Default)]
pub struct CardReader {
    lines: Lines,
    cards: Cards,
    is_text: bool,
}

impl CardReader {
    /// A reader of the bytes of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// A reader of a text that was decoded already, as UTF-8: a charset that a property names
    /// counts only for values that are written in quoted-printable or base64.
    pub fn of_text() -> Self {
        Self {
            is_text: true,
            ..Self::default()
        }
    }

    /// Whether a file that starts with these bytes is one of cards: a line of it begins a card. It
    /// need not be the first, which may be damaged; it is none within quotes, since a note in a table
    /// may hold a card.
    ///
    /// ```
    /// use trust_velocity::exchange::CardReader;
    /// assert!(CardReader::reads(b"\r\nbegin:vcard\r\n"));
    /// assert!(!CardReader::reads(b"name,company\n"));
    /// ```
    pub fn reads(start: &[u8]) -> bool {
        let start = start.get(..MAX_VALUE_BYTES).unwrap_or(start);
        let (mut has_begin, mut is_quoted) = (false, false);
        let mut each = |line: &lines::Line| {
            has_begin |= !is_quoted && quote_before_card(line.bytes).is_some();
            for byte in line.bytes {
                is_quoted ^= *byte == b'"';
            }
        };
        let mut lines = Lines::default();
        lines.push(start, &mut each);
        lines.finish(&mut each);
        has_begin
    }

    /// Reads the next bytes of the file, cut anywhere.
    ///
    /// # Errors
    /// [`TableError::TooManyCards`] or [`TableError::CardsTooLarge`]; the rest need not be read.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), TableError> {
        let cards = &mut self.cards;
        self.lines.push(bytes, &mut |line| cards.push(line));
        self.cards.error().map_or(Ok(()), Err)
    }

    /// The table of all cards: a row for each, with the stable names of [`Field`] as the header.
    ///
    /// # Errors
    /// [`TableError`].
    pub fn finish(mut self, decode: &Decode) -> Result<Table, TableError> {
        let cards = &mut self.cards;
        self.lines.finish(&mut |line| cards.push(line));
        self.cards.finish();
        if let Some(error) = self.cards.error() {
            return Err(error);
        }
        let is_text = self.is_text || self.lines.is_utf16();
        let decoder = Decoder::of(self.cards.values(), is_text, decode);
        let (rows, remarks) = self.cards.into_rows(&decoder);
        let header = COLUMNS.map(|field| field.id().to_owned()).into();
        Table::of_cards(header, rows, remarks)
    }
}
