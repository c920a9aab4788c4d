//! Going through a text of JSON one value at a time, so that long work can be done in pieces.
//! `serde_json` finds the end of each value.

use serde_json::{Deserializer, value::RawValue};

/// A place in a text of JSON: before a value, or between the parts of an object or an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Walk {
    at: usize,
    /// Whether no part of the innermost object or array has been passed.
    is_first: bool,
}

/// The text goes on otherwise than as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum WalkError {
    #[error("the text ends too early")]
    CutShort,
    #[error("no JSON")]
    Malformed,
}

impl Walk {
    /// The place before the value at a position.
    pub(super) const fn before(at: usize) -> Self {
        Self { at, is_first: true }
    }

    /// The position, in bytes.
    pub(super) const fn at(&self) -> usize {
        self.at
    }

    /// The next character, behind white space.
    pub(super) fn peek(&mut self, text: &str) -> Result<u8, WalkError> {
        let rest = text.as_bytes().get(self.at..).unwrap_or_default();
        let is_space = |byte: &&u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        self.at += rest.iter().take_while(is_space).count();
        let next = text.as_bytes().get(self.at);
        next.copied().ok_or(WalkError::CutShort)
    }

    fn takes(&mut self, text: &str, wanted: u8) -> Result<bool, WalkError> {
        let is_it = self.peek(text)? == wanted;
        self.at += usize::from(is_it);
        Ok(is_it)
    }

    /// Goes into an object or an array that begins with this character, if one comes next.
    pub(super) fn enters(&mut self, text: &str, begin: u8) -> Result<bool, WalkError> {
        let enters = self.takes(text, begin)?;
        self.is_first |= enters;
        Ok(enters)
    }

    /// Whether another part of the innermost object or array comes; else goes behind its end.
    pub(super) fn goes_on(&mut self, text: &str, end: u8) -> Result<bool, WalkError> {
        let is_first = std::mem::take(&mut self.is_first);
        if self.takes(text, end)? {
            return Ok(false);
        }
        if is_first || self.takes(text, b',')? {
            return Ok(true);
        }
        Err(WalkError::Malformed)
    }

    /// The key of a member, with its quotation marks; goes before its value.
    pub(super) fn key<'t>(&mut self, text: &'t str) -> Result<&'t str, WalkError> {
        let key = self.value(text)?;
        if self.takes(text, b':')? {
            self.peek(text)?;
            return Ok(key);
        }
        Err(WalkError::Malformed)
    }

    /// The next value, to the letter.
    pub(super) fn value<'t>(&mut self, text: &'t str) -> Result<&'t str, WalkError> {
        let rest = text.get(self.at..).ok_or(WalkError::CutShort)?;
        let mut values = Deserializer::from_str(rest).into_iter::<&RawValue>();
        match values.next() {
            Some(Ok(value)) => {
                self.at += values.byte_offset();
                Ok(value.get())
            }
            Some(Err(error)) if !error.is_eof() => Err(WalkError::Malformed),
            _ => Err(WalkError::CutShort),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements of an array.
    fn elements(text: &str) -> Result<Vec<&str>, WalkError> {
        let mut walk = Walk::before(0);
        if !walk.enters(text, b'[')? {
            return Err(WalkError::Malformed);
        }
        let mut elements = Vec::new();
        while walk.goes_on(text, b']')? {
            elements.push(walk.value(text)?);
        }
        Ok(elements)
    }

    #[test]
    fn each_part_comes_to_the_letter() {
        assert_eq!(elements("[]"), Ok(vec![]));
        assert_eq!(elements(" [\n] "), Ok(vec![]));
        let parts = [r#"{"a": [1, "]"]}"#, "-1.50", r#""陈\"""#, "null", "[[]]"];
        assert_eq!(
            elements(&format!("[{}]", parts.join(","))),
            Ok(parts.to_vec())
        );
        assert_eq!(
            elements(&format!("[ {} ]", parts.join(" , "))),
            Ok(parts.to_vec())
        );
    }

    #[test]
    fn what_is_no_json_is_told() {
        for malformed in ["{}", "[1 2]", "[1,]", "[,]", "[1}", "[01]", "[\"\u{1}\"]"] {
            assert_eq!(
                elements(malformed),
                Err(WalkError::Malformed),
                "{malformed}"
            );
        }
        for cut in ["", "[", "[1", "[1,", "[\"a", "[{\"a\":", "[tru"] {
            assert_eq!(elements(cut), Err(WalkError::CutShort), "{cut}");
        }
    }
}
