//! The instruments of a rating: four sliders, or items answered on a scale of agreement.
//!
//! Invariant: a reading is stored as it was taken; scores are derived from it and never stored.

use std::{fmt, str::FromStr};

use super::{Dimension, PerDimension, Score, Scores};

/// The instrument of a rating and its version. Instruments are never mixed in one figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Instrument {
    /// Four sliders with behavioural anchors, first version.
    Sliders1,
    /// Items, by their version and the length of the form.
    Items(ItemsVersion, Form),
}

impl Instrument {
    /// All instruments.
    pub const ALL: [Self; 5] = [
        Self::Sliders1,
        Self::ITEMS[0],
        Self::ITEMS[1],
        Self::ITEMS[2],
        Self::ITEMS[3],
    ];

    /// Those that ask items, the newest version first.
    pub const ITEMS: [Self; 4] = [
        Self::Items(ItemsVersion::V2, Form::Full),
        Self::Items(ItemsVersion::V2, Form::Short),
        Self::Items(ItemsVersion::V1, Form::Full),
        Self::Items(ItemsVersion::V1, Form::Short),
    ];

    /// The stable name used in files.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Sliders1 => "sliders-1",
            Self::Items(ItemsVersion::V1, Form::Full) => "items16-1",
            Self::Items(ItemsVersion::V1, Form::Short) => "items4-1",
            Self::Items(ItemsVersion::V2, Form::Full) => "items16-2",
            Self::Items(ItemsVersion::V2, Form::Short) => "items4-2",
        }
    }

    /// The instrument of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.id() == id)
    }
}

/// The version of the items: its statements and its scale. Versions are never compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ItemsVersion {
    /// Agreement with statements. The seller tells what a client does, the others what the seller does.
    V1,
    /// How often the seller did something over the last three months: the same acts in all four
    /// perspectives.
    V2,
}

impl ItemsVersion {
    /// Both.
    pub const ALL: [Self; 2] = [Self::V1, Self::V2];

    /// The version of new requests, self-assessments and ratings.
    pub const CURRENT: Self = Self::V2;

    /// The name of its file of items, which is that of its full form.
    pub const fn id(self) -> &'static str {
        Instrument::Items(self, Form::Full).id()
    }

    /// The prefix of a text of answers. An older build takes no text with it for answers.
    pub(super) const fn mark(self) -> &'static str {
        match self {
            Self::V1 => "",
            Self::V2 => "2:",
        }
    }

    /// The version of a text of answers, and the text without its mark.
    pub(super) fn of_text(text: &str) -> (Self, &str) {
        match text.strip_prefix(Self::V2.mark()) {
            Some(rest) => (Self::V2, rest),
            None => (Self::V1, text),
        }
    }
}

/// The length of a questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// All 16 items, four for each dimension.
    Full,
    /// The first four items, one for each dimension.
    Short,
}

impl Form {
    /// Both, the full one first.
    pub const ALL: [Self; 2] = [Self::Full, Self::Short];

    /// The number of items.
    #[expect(clippy::len_without_is_empty, reason = "a form is never empty")]
    pub const fn len(self) -> usize {
        match self {
            Self::Full => ItemResponses::MOST,
            Self::Short => 4,
        }
    }

    /// The stable name used in routes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Short => "short",
        }
    }

    /// The form of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.id() == id)
    }

    /// The dimension of an item: dimensions take turns, in the order of the formula.
    pub const fn dimension(item: usize) -> Dimension {
        Dimension::ALL[item % Dimension::ALL.len()]
    }
}

/// The answer to an item, from 1 (not at all, never) to 7 (fully, each time).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LikertScore(u8);

impl LikertScore {
    /// The number of steps.
    pub const MAX: u8 = 7;

    /// The agreement of a number from 1 to 7; none for any other.
    pub fn new(number: u8) -> Option<Self> {
        (1..=Self::MAX).contains(&number).then_some(Self(number))
    }

    /// All seven, the least first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (1..=Self::MAX).map(Self)
    }

    /// The number, 1–7.
    pub const fn number(self) -> u8 {
        self.0
    }
}

/// The answers to a form's items. An item that the person cannot say, or has not reached, has none.
///
/// The text form has one character for each item, `1`–`7` or `-`. Answers to the second version have
/// `2:` before them.
///
/// ```
/// use trust_velocity::domain::{ItemResponses, Dimension};
/// let answers: ItemResponses = "75-4".parse()?;
/// let scores = answers.scores();
/// assert_eq!(scores[Dimension::Expertise].map(|score| score.value()), Some(10.0));
/// assert_eq!(scores[Dimension::Relationship], None);
/// assert_eq!(answers.to_string(), "75-4");
/// assert_ne!("2:75-4".parse::<ItemResponses>()?, answers);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemResponses {
    version: ItemsVersion,
    form: Form,
    given: [Option<LikertScore>; Self::MOST],
}

/// The text is not the answers to a form.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not 16 or 4 answers of 1 to 7 or -: {0:?}")]
pub struct ParseResponsesError(pub String);

impl ItemResponses {
    const MOST: usize = 16;

    /// A form without any answer.
    pub const fn none(version: ItemsVersion, form: Form) -> Self {
        let given = [None; Self::MOST];
        Self {
            version,
            form,
            given,
        }
    }

    /// The version of the items.
    pub const fn version(&self) -> ItemsVersion {
        self.version
    }

    /// The instrument.
    pub const fn instrument(&self) -> Instrument {
        Instrument::Items(self.version, self.form)
    }

    /// The form that these answer.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The answers in the order of the items.
    pub fn given(&self) -> &[Option<LikertScore>] {
        &self.given[..self.form.len()]
    }

    /// Sets the answer to an item; does nothing if the form has no such item.
    pub fn set(&mut self, item: usize, answer: Option<LikertScore>) {
        if item < self.form.len() {
            self.given[item] = answer;
        }
    }

    /// The number of answered items.
    pub fn count(&self) -> usize {
        self.given().iter().flatten().count()
    }

    /// The score of each dimension, `(mean − 1) / 6 × 10`, only if at least half of its items
    /// are answered.
    pub fn scores(&self) -> Scores {
        PerDimension::from_fn(|dimension| {
            let items = self.given().iter().enumerate();
            let of_dimension: Vec<_> = items
                .filter(|(item, _)| Form::dimension(*item) == dimension)
                .map(|(_, answer)| answer)
                .collect();
            let numbers = of_dimension.iter().copied().flatten();
            let numbers: Vec<_> = numbers.map(|answer| f64::from(answer.number())).collect();
            if numbers.is_empty() || numbers.len() * 2 < of_dimension.len() {
                return None;
            }
            let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
            Score::new((mean - 1.0) / 6.0 * 10.0).ok()
        })
    }

    /// Whether at least half of the full form was answered, and all with the same number: perhaps
    /// without reading.
    pub fn is_straight_line(&self) -> bool {
        let mut numbers = self.given().iter().flatten();
        let first = numbers.next();
        self.form == Form::Full
            && Self::MOST <= self.count() * 2
            && numbers.all(|n| Some(n) == first)
    }
}

impl fmt::Display for ItemResponses {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.version.mark())?;
        for answer in self.given() {
            match answer {
                Some(answer) => write!(f, "{}", answer.number())?,
                None => write!(f, "-")?,
            }
        }
        Ok(())
    }
}

impl FromStr for ItemResponses {
    type Err = ParseResponsesError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let foreign = || ParseResponsesError(text.to_owned());
        let (version, given) = ItemsVersion::of_text(text);
        let form = Form::ALL.into_iter().find(|form| form.len() == given.len());
        let mut answers = Self::none(version, form.ok_or_else(foreign)?);
        for (item, byte) in given.bytes().enumerate() {
            let answer = match byte {
                b'-' => None,
                _ => Some(LikertScore::new(byte.wrapping_sub(b'0')).ok_or_else(foreign)?),
            };
            answers.set(item, answer);
        }
        Ok(answers)
    }
}

/// The content of a rating, as it was taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measurement {
    /// The scores of four sliders.
    Sliders(Scores),
    /// The answers to items.
    Items(ItemResponses),
}

impl Measurement {
    /// The instrument.
    pub const fn instrument(&self) -> Instrument {
        match self {
            Self::Sliders(_) => Instrument::Sliders1,
            Self::Items(answers) => answers.instrument(),
        }
    }

    /// The four scores.
    pub fn scores(&self) -> Scores {
        match self {
            Self::Sliders(scores) => *scores,
            Self::Items(answers) => answers.scores(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn scores(text: &str) -> [Option<f64>; 4] {
        let answers: ItemResponses = text.parse().unwrap();
        answers.scores().0.map(|score| score.map(Score::value))
    }

    #[test]
    fn a_score_is_the_mean_of_its_items() {
        assert_eq!(
            scores("1471"),
            [Some(0.0), Some(5.0), Some(10.0), Some(0.0)]
        );
        // Expertise has 7, 7, 7, 6; conduct 1 four times; of relationship two of four are answered,
        // of benefit one.
        let [expertise, conduct, relationship, benefit] = scores("71-571--714-61--");
        assert_eq!(expertise, Some((27.0 / 4.0 - 1.0) / 6.0 * 10.0));
        assert_eq!((conduct, relationship), (Some(0.0), None));
        assert_eq!(benefit, None);
        assert_eq!(scores("--4---4---------")[2], Some(5.0));
    }

    #[test]
    fn answers_name_their_version() {
        let instrument = |text: &str| text.parse::<ItemResponses>().map(|it| it.instrument().id());
        assert_eq!(instrument("7564"), Ok("items4-1"));
        assert_eq!(instrument("2:7564"), Ok("items4-2"));
        assert_eq!(instrument("7564756475647564"), Ok("items16-1"));
        assert_eq!(instrument("2:7564756475647564"), Ok("items16-2"));
        for foreign in ["1:7564", "3:7564", "2:", "2:2:7564", "2:75645", "2:75"] {
            assert!(instrument(foreign).is_err(), "{foreign}");
        }
    }

    #[test]
    fn the_same_answer_throughout_is_noted() {
        let is_straight = |text: &str| text.parse::<ItemResponses>().unwrap().is_straight_line();
        assert!(is_straight("6666666666666666") && is_straight("66666666--------"));
        assert!(!is_straight("6666666666666665") && !is_straight("6666666---------"));
        assert!(!is_straight("6666") && !is_straight("----------------"));
    }

    #[test]
    fn an_item_that_a_form_does_not_have_is_not_answered() {
        for form in Form::ALL {
            let mut answers = ItemResponses::none(ItemsVersion::V2, form);
            let unanswered = answers;
            answers.set(form.len(), LikertScore::new(4));
            assert_eq!(answers, unanswered);
            answers.set(form.len() - 1, LikertScore::new(4));
            assert_eq!(answers.count(), 1);
        }
    }

    #[test]
    fn an_answer_has_seven_steps() {
        let numbers: Vec<_> = LikertScore::all().map(LikertScore::number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!((LikertScore::new(0), LikertScore::new(8)), (None, None));
    }

    proptest! {
        #[test]
        fn prints_what_it_parses(text in "(2:)?[-0-9a]{4}|(2:)?[-1-7]{16}|[-1-8]{0,17}|\\PC{0,6}") {
            if let Ok(answers) = text.parse::<ItemResponses>() {
                prop_assert_eq!(answers.to_string(), text);
                prop_assert!(answers.scores().0.iter().flatten().all(|s| s.value() <= 10.0));
            }
        }
    }
}
