//! The places of a pasted text where a message may begin: after `#/…/` in a link, or by itself, whole
//! or broken into pieces.
//!
//! Invariant: pieces are joined only over characters that are no letters or digits of any script, so
//! line ends, quotation marks of mail, zero-width and soft hyphens part nothing, while a sentence
//! does.

use super::unescape::unescaped;
use crate::domain::narrow;

/// The fewest characters of a message. Shorter words are ordinary ones: “Agricultural” begins like a
/// message of version 2.
const FEWEST_CHARS: usize = 18;

/// The first characters of a message of any version, and of the next one.
const STARTS: [&str; 5] = ["AQ", "Ag", "Aw", "BA", "BQ"];

/// The base64url characters of a text, and where its words are.
pub(super) struct Pasted {
    chars: String,
    words: Vec<Word>,
}

/// A run of base64url characters.
struct Word {
    begin: usize,
    end: usize,
    /// The end of the last word that may be a piece of the same message.
    run_end: usize,
    /// Whether it may be a further piece of what the word before it belongs to.
    goes_on: bool,
}

/// A place where a message may begin.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'p> {
    /// The word that begins here.
    pub(super) word: &'p str,
    /// The word and those that may be further pieces, joined.
    pub(super) run: &'p str,
}

impl Candidate<'_> {
    /// Whether the word alone is so long that it is no ordinary word.
    pub(super) const fn is_long(&self) -> bool {
        FEWEST_CHARS <= self.word.len()
    }
}

impl Pasted {
    /// Parses a text, whatever encodings it came through.
    pub(super) fn parse(text: &str) -> Self {
        let text = unescaped(text);
        let mut chars = String::with_capacity(text.len());
        let mut words = Vec::<Word>::new();
        let (mut is_within, mut goes_on) = (false, false);
        let (mut before, mut was_changed) = (None, false);
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let neighbours = [before.replace(c), rest.peek().copied()];
            let Some(written) = as_written(c, neighbours) else {
                is_within = false;
                goes_on &= is_between(c);
                continue;
            };
            // If the text around a message has such characters too, they end its word.
            let is_changed = written != c;
            is_within &= is_changed == was_changed;
            was_changed = is_changed;
            let begin = chars.len();
            chars.push(written);
            if c == EM_DASH {
                chars.push(written);
            }
            let end = chars.len();
            match words.last_mut().filter(|_| is_within) {
                Some(word) => word.end = end,
                None => words.push(Word {
                    begin,
                    end,
                    run_end: end,
                    goes_on,
                }),
            }
            (is_within, goes_on) = (true, true);
        }
        let mut next = None::<(usize, bool)>;
        for word in words.iter_mut().rev() {
            word.run_end = match next {
                Some((run_end, true)) => run_end,
                _ => word.end,
            };
            next = Some((word.run_end, word.goes_on));
        }
        Self { chars, words }
    }

    /// How many words there are.
    pub(super) const fn word_count(&self) -> usize {
        self.words.len()
    }

    /// The candidate at a word, if a message may begin there; its run is cut at `most_chars`.
    pub(super) fn candidate(&self, at: usize, most_chars: usize) -> Option<Candidate<'_>> {
        let word = self.words.get(at)?;
        let run_end = word.run_end.min(word.begin.saturating_add(most_chars));
        let run = self.chars.get(word.begin..run_end.max(word.end))?;
        let word = self.chars.get(word.begin..word.end)?;
        // A list or an emphasis may stand right before it.
        let bare = word.trim_start_matches(['-', '_']);
        let run = run.get(word.len() - bare.len()..)?;
        let is_one = !bare.is_empty()
            && STARTS.iter().any(|start| run.starts_with(start))
            && FEWEST_CHARS <= run.len();
        is_one.then_some(Candidate { word: bare, run })
    }

    /// The first word that begins behind a message of so many characters at a word.
    pub(super) fn behind(&self, at: usize, chars: usize) -> usize {
        let end = self.words.get(at).map_or(0, |word| word.begin + chars);
        self.words.partition_point(|word| word.begin < end)
    }
}

/// The character into which programs turn two hyphens.
const EM_DASH: char = '\u{2014}';

/// The character of base64url that a character was, once or twice: full-width ones and dashes come from
/// programs that make a text look better. A dash that stands alone parts two pieces.
fn as_written(c: char, neighbours: [Option<char>; 2]) -> Option<char> {
    if is_of_message(c) {
        return Some(c);
    }
    let touches = |neighbour: char| is_of_message(narrow(neighbour));
    match c {
        EM_DASH => neighbours
            .iter()
            .all(|neighbour| neighbour.is_some_and(touches))
            .then_some('-'),
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{ff0d}' => {
            neighbours.into_iter().flatten().any(touches).then_some('-')
        }
        _ => Some(narrow(c)).filter(|narrow| is_of_message(*narrow)),
    }
}

/// Whether a character is one of base64url.
pub(super) const fn is_of_message(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// Whether a character may stand between two pieces of a message.
pub(super) fn is_between(c: char) -> bool {
    !is_of_message(c) && !c.is_alphanumeric()
}
