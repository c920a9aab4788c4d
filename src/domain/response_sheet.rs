//! A form while it is filled in: the reply to each item, and the current item.
//!
//! Answers do not distinguish an item that the person cannot say from one not reached yet; a sheet
//! does.

use std::{fmt, str::FromStr};

use super::{Form, ItemResponses, ItemsVersion, LikertScore};

/// The reply to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemResponse {
    /// No reply yet.
    Open,
    /// The person cannot say.
    CannotSay,
    /// The person agrees this far.
    Agreed(LikertScore),
}

/// The replies to a form's items so far.
///
/// The text form has one character for each item, `1`–`7`, `-` for "cannot say" or `.` for no reply,
/// then a space and the number of the current item. It begins as the text of the answers does.
///
/// ```
/// use trust_velocity::domain::{ItemResponses, Form, ItemResponse, ResponseSheet};
/// let sheet: ResponseSheet = "75-. 3".parse()?;
/// assert_eq!((sheet.form(), sheet.at()), (Form::Short, 3));
/// assert_eq!(sheet.replies()[2], ItemResponse::CannotSay);
/// assert_eq!(sheet.first_open(), Some(3));
/// assert_eq!(sheet.answers().to_string(), "75--");
/// assert_eq!(sheet.to_string(), "75-. 3");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseSheet {
    version: ItemsVersion,
    form: Form,
    replies: Vec<ItemResponse>,
    at: usize,
}

/// The text is not a sheet.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not 16 or 4 replies of 1 to 7, - or . and a position: {0:?}")]
pub struct ParseResponseSheetError(pub String);

impl ResponseSheet {
    /// An empty sheet, at its first item.
    pub fn new(version: ItemsVersion, form: Form) -> Self {
        Self {
            version,
            form,
            replies: vec![ItemResponse::Open; form.len()],
            at: 0,
        }
    }

    /// The version of the items.
    pub const fn version(&self) -> ItemsVersion {
        self.version
    }

    /// The form of this sheet.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The replies in the order of the items.
    pub fn replies(&self) -> &[ItemResponse] {
        &self.replies
    }

    /// Sets the reply to an item; does nothing if the form has no such item.
    pub fn set(&mut self, item: usize, reply: ItemResponse) {
        if let Some(old) = self.replies.get_mut(item) {
            *old = reply;
        }
    }

    /// The current item, from 0; the form's length if all items are passed.
    pub const fn at(&self) -> usize {
        self.at
    }

    /// Goes to an item, or past the last one.
    pub fn go(&mut self, item: usize) {
        self.at = item.min(self.form.len());
    }

    /// The first item without a reply.
    pub fn first_open(&self) -> Option<usize> {
        self.replies
            .iter()
            .position(|reply| *reply == ItemResponse::Open)
    }

    /// The number of items with a reply, "cannot say" included.
    pub fn count(&self) -> usize {
        let replied = self
            .replies
            .iter()
            .filter(|reply| **reply != ItemResponse::Open);
        replied.count()
    }

    /// The answers among the replies.
    pub fn answers(&self) -> ItemResponses {
        let mut answers = ItemResponses::none(self.version, self.form);
        for (item, reply) in self.replies.iter().enumerate() {
            if let ItemResponse::Agreed(agreement) = reply {
                answers.set(item, Some(*agreement));
            }
        }
        answers
    }
}

impl fmt::Display for ResponseSheet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.version.mark())?;
        for reply in &self.replies {
            match reply {
                ItemResponse::Open => write!(f, ".")?,
                ItemResponse::CannotSay => write!(f, "-")?,
                ItemResponse::Agreed(agreement) => write!(f, "{}", agreement.number())?,
            }
        }
        write!(f, " {}", self.at)
    }
}

impl FromStr for ResponseSheet {
    type Err = ParseResponseSheetError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read(text).ok_or_else(|| ParseResponseSheetError(text.to_owned()))
    }
}

impl ResponseSheet {
    fn read(text: &str) -> Option<Self> {
        let (version, text) = ItemsVersion::of_text(text);
        let (replies, at) = text.split_once(' ')?;
        let mut forms = Form::ALL.into_iter();
        let form = forms.find(|form| form.len() == replies.len())?;
        let reply = |byte: u8| match byte {
            b'.' => Some(ItemResponse::Open),
            b'-' => Some(ItemResponse::CannotSay),
            _ => LikertScore::new(byte.wrapping_sub(b'0')).map(ItemResponse::Agreed),
        };
        let at: usize = at.parse().ok()?;
        Some(Self {
            version,
            form,
            replies: replies.bytes().map(reply).collect::<Option<_>>()?,
            at: (at <= form.len()).then_some(at)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn counts_what_was_replied() {
        let mut sheet: ResponseSheet = ".4-. 0".parse().unwrap();
        assert_eq!((sheet.count(), sheet.first_open()), (2, Some(0)));
        sheet.set(0, ItemResponse::CannotSay);
        sheet.set(3, ItemResponse::Agreed(LikertScore::new(7).unwrap()));
        sheet.set(4, ItemResponse::CannotSay);
        assert_eq!((sheet.count(), sheet.first_open()), (4, None));
        assert_eq!(sheet.answers().to_string(), "-4-7");
        sheet.go(9);
        assert_eq!(sheet.at(), 4);
        assert_eq!(sheet.version(), ItemsVersion::V1);
        let newer: ResponseSheet = "2:.4-. 0".parse().unwrap();
        assert_eq!(newer.answers().to_string(), "2:-4--");
    }

    #[test]
    fn a_foreign_text_is_no_sheet() {
        for text in [
            "", "....", ".... 5", ".... -1", "..... 0", "...8 0", "...0 0", ".... x",
        ] {
            assert!(text.parse::<ResponseSheet>().is_err(), "{text}");
        }
        assert_eq!(
            "................ 16".parse::<ResponseSheet>().unwrap().at(),
            16
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_back(
            text in "(2:)?[-.1-7]{4} [0-4]|[-.1-7]{16} (1[0-6]|[0-9])|[-.0-8]{0,17} ?[0-9]{0,3}|\\PC{0,9}",
        ) {
            if let Ok(sheet) = text.parse::<ResponseSheet>() {
                prop_assert_eq!(sheet.to_string().parse::<ResponseSheet>(), Ok(sheet));
            }
        }
    }
}
