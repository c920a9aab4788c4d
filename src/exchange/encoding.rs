//! Guesses the encoding of a file; the browser decodes it.

/// The encoding of a text file, by the name that a browser's `TextDecoder` knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    Utf8,
    /// The default of Excel and WPS in China; GBK and GB2312 are subsets.
    Gb18030,
    /// Excel's "Unicode text".
    Utf16Le,
    /// The same, the other byte first.
    Utf16Be,
}

impl Encoding {
    /// Detects the encoding of a file: by its byte order mark, else UTF-8 if the bytes are valid
    /// UTF-8, else GB18030.
    ///
    /// ```
    /// use trust_velocity::exchange::Encoding;
    /// assert_eq!(Encoding::of("姓名".as_bytes()), Encoding::Utf8);
    /// assert_eq!(Encoding::of(b"\xD0\xD5\xC3\xFB").label(), "gb18030");
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xFF, 0xFE, ..] => Self::Utf16Le,
            [0xFE, 0xFF, ..] => Self::Utf16Be,
            _ if std::str::from_utf8(bytes).is_ok() => Self::Utf8,
            _ => Self::Gb18030,
        }
    }

    /// The label that a browser's `TextDecoder` accepts.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Gb18030 => "gb18030",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_stands_before_a_guess() {
        assert_eq!(Encoding::of(b""), Encoding::Utf8);
        assert_eq!(Encoding::of("\u{feff}姓名".as_bytes()), Encoding::Utf8);
        assert_eq!(Encoding::of(b"\xFF\xFE\xD3\x59").label(), "utf-16le");
        assert_eq!(Encoding::of(b"\xFE\xFF\x59\xD3").label(), "utf-16be");
    }
}
