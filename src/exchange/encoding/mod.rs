//! Judges the encoding of a file by how likely its text is in each; the browser decodes it.
//!
//! Invariant: what cannot be decoded is marked by U+FFFD, by which a row of a table is refused.

mod common;
mod likelihood;

use likelihood::cost;

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// Excel's "Unicode text".
    Utf16Le,
    /// The same, the other byte first.
    Utf16Be,
    /// The default of Excel and WPS in mainland China; GBK and GB2312 are subsets.
    Gb18030,
    /// The default of Excel in Taiwan and Hong Kong.
    Big5,
    /// The default of Excel in Western Europe and America; ISO 8859-1 is a subset.
    Windows1252,
    /// The default of Excel in Japan.
    ShiftJis,
}

/// The most likely encoding of a file, and the others that it could have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodingGuess {
    /// The most likely encoding.
    pub encoding: Encoding,
    /// Whether no other encoding comes near, so nobody needs to look.
    pub is_certain: bool,
    /// All encodings that decode the file to text, or nearly so, in the order of
    /// [`Encoding::ALL`].
    pub possible: Vec<Encoding>,
}

impl Encoding {
    /// All encodings, in the order shown.
    pub const ALL: [Self; 7] = [
        Self::Utf8,
        Self::Gb18030,
        Self::Big5,
        Self::ShiftJis,
        Self::Windows1252,
        Self::Utf16Le,
        Self::Utf16Be,
    ];

    /// The label that a browser's `TextDecoder` accepts.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Gb18030 => "gb18030",
            Self::Big5 => "big5",
            Self::Windows1252 => "windows-1252",
            Self::ShiftJis => "shift_jis",
        }
    }

    /// The encoding of a label.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|encoding| encoding.label() == label)
    }

    /// Guesses the encoding of a file: by its byte order mark, else by the characters that the
    /// bytes are in each encoding. `decode` returns the text without a byte order mark, with U+FFFD
    /// in the place of bytes that are not valid, and `None` if it does not know the encoding.
    ///
    /// Returns `None` if the file is no text in any of them.
    ///
    /// ```
    /// use trust_velocity::exchange::Encoding;
    /// let decode = |bytes: &[u8], encoding: Encoding| match encoding {
    ///     Encoding::Utf8 => Some(String::from_utf8_lossy(bytes).into_owned()),
    ///     _ => None,
    /// };
    /// let guess = Encoding::guess("姓名".as_bytes(), decode).ok_or("no text")?;
    /// assert_eq!((guess.encoding, guess.is_certain), (Encoding::Utf8, true));
    /// # Ok::<(), &str>(())
    /// ```
    pub fn guess(
        bytes: &[u8],
        decode: impl Fn(&[u8], Self) -> Option<String>,
    ) -> Option<EncodingGuess> {
        let (candidates, bytes) = match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] => (vec![Self::Utf8], rest),
            [0xFF, 0xFE, rest @ ..] => (vec![Self::Utf16Le], rest),
            [0xFE, 0xFF, rest @ ..] => (vec![Self::Utf16Be], rest),
            // Printed ASCII is the same in each; as UTF-16 it would have no line ends.
            all if all
                .iter()
                .all(|byte| matches!(byte, b'\t' | b'\r' | b'\n' | b' '..=b'~')) =>
            {
                (vec![Self::Utf8], all)
            }
            all => (Self::ALL.to_vec(), all),
        };
        let is_marked = candidates.len() == 1;
        let costs = candidates.into_iter().filter_map(|encoding| {
            let text = decode(bytes, encoding)?;
            Some((encoding, cost(encoding, bytes, &text)?))
        });
        let costs: Vec<_> = costs.collect();
        let (encoding, least) = costs.iter().copied().min_by_key(|(_, cost)| cost.bits)?;
        let others = costs.iter().filter(|(other, _)| *other != encoding);
        let next = others.map(|(_, cost)| cost.bits).min();
        let possible = costs
            .iter()
            .filter(|(other, cost)| *other == encoding || cost.is_possible());
        Some(EncodingGuess {
            encoding,
            is_certain: is_marked || least.is_certain_before(next),
            possible: possible.map(|(encoding, _)| *encoding).collect(),
        })
    }
}
