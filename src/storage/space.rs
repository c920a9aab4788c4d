//! The part of the browser's room that the records take.
//!
//! Invariant: room is counted as browsers count it, in UTF-16 code units of keys and texts.

use super::{
    BackendError, Repository,
    keys::{is_draft, is_record, is_summaries},
    stored::space_of,
};

/// How many characters (UTF-16 code units) browsers let one site store.
pub const SPACE: usize = 5 * 1024 * 1024;

impl Repository {
    /// How many characters (UTF-16 code units) the site stores, without the summaries, as far as it
    /// has been read; browsers give it [`SPACE`].
    pub fn space_used(&self) -> usize {
        let seen = self.seen.borrow();
        self.other_space.get() + seen.values().map(|seen| seen.space).sum::<usize>()
    }

    /// An upper bound of the characters that the site stores once every text is sealed.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub fn space_sealed(&self) -> Result<usize, BackendError> {
        let mut space = 0;
        for key in self.backend.keys()? {
            let text = self.backend.get(&key)?.unwrap_or_default();
            space += if is_record(&key) || is_draft(&key) {
                key.encode_utf16().count() + space_of_sealed(&text)
            } else if is_summaries(&key) {
                0
            } else {
                space_of(&key, &text)
            };
        }
        Ok(space)
    }
}

/// About how many characters a document of a client, an exercise or a session takes under its key.
pub fn space_of_record(text: &str, is_sealed: bool) -> usize {
    /// Such a key with its id, and the rev's own figures in the log of backups.
    const KEY: usize = 64;
    KEY + if is_sealed {
        space_of_sealed(text)
    } else {
        text.encode_utf16().count()
    }
}

/// An upper bound of the characters of a sealed text: four for three bytes of UTF-8, and some for the
/// seal's own.
const fn space_of_sealed(text: &str) -> usize {
    const OWN: usize = 64;
    text.len().div_ceil(3) * 4 + OWN
}
