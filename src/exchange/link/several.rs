//! The messages of one kind in a text that may have many, read part by part.
//!
//! Invariant: a broken message costs no other.

use super::{LinkError, Message, Pasted, may_be_message, read};

/// The number of characters by which a person recognises a text.
const BEGINNING: usize = 16;

/// Reads the messages in a text.
pub(super) struct Several {
    pasted: Pasted,
    /// The next word.
    at: usize,
}

impl Several {
    /// Begins to read a text.
    pub(super) fn new(pasted: &str) -> Self {
        Self {
            pasted: Pasted::parse(pasted),
            at: 0,
        }
    }

    /// How many words have been read, of how many.
    pub(super) const fn progress(&self) -> (usize, usize) {
        (self.at, self.pasted.word_count())
    }

    /// Whether the text has been read to its end.
    pub(super) const fn is_done(&self) -> bool {
        self.pasted.word_count() <= self.at
    }

    /// Reads on, up to so many words that may be messages; a broken one has at most so many characters. Returns
    /// what was found, and how each word in our format begins that gave nothing, with the reason.
    pub(super) fn read<T>(
        &mut self,
        most: usize,
        most_chars: usize,
        parse: impl Fn(&Message) -> Result<T, LinkError>,
    ) -> (Vec<T>, Vec<(String, LinkError)>) {
        let (mut found, mut problems) = (Vec::new(), Vec::new());
        let mut tried = 0;
        while !self.is_done() && tried < most {
            let at = self.at;
            self.at += 1;
            let candidate = self.pasted.candidate(at, most_chars);
            let Some(candidate) = candidate.filter(|it| may_be_message(*it)) else {
                continue;
            };
            tried += 1;
            let parsed = read(candidate).and_then(|message| Ok((parse(&message)?, message.chars)));
            match parsed {
                Ok((one, chars)) => {
                    found.push(one);
                    self.at = self.pasted.behind(at, chars);
                }
                Err(LinkError::Foreign) => {}
                Err(error) => problems.push((beginning_of(candidate.run), error)),
            }
        }
        (found, problems)
    }
}

/// The beginning of a text, by which a person recognises it.
pub(super) fn beginning_of(text: &str) -> String {
    text.chars().take(BEGINNING).collect()
}
