//! The key of an account, and the legal forms that a name may end in.

use crate::domain::{Name, narrow};

/// The key of an organisation, equal for all spellings of its name: composed, in the usual width, in lower
/// case, and with one space for any white space.
///
/// ```
/// use trust_velocity::domain::{AccountKey, Name};
/// let key = |name: &str| Name::new(name).map(|name| AccountKey::of(&name, str::to_owned));
/// assert_eq!(key("ＡＣＭＥ\u{3000} Tools")?, key("Acme tools")?);
/// assert_ne!(key("华东精工有限公司")?, key("华东精工")?);
/// assert_eq!(key("华东精工有限公司")?.stem(), "华东精工");
/// assert_eq!(key("Acme Tools Co., Ltd.")?.stem(), "acme tools");
/// # Ok::<(), trust_velocity::domain::NameError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccountKey(String);

impl AccountKey {
    /// The key of an organisation; `composed` gives a text in Unicode NFC.
    pub fn of(organisation: &Name, composed: impl Fn(&str) -> String) -> Self {
        let composed = composed(organisation.as_str());
        let usual: String = composed.chars().map(narrow).collect();
        let usual = usual.to_lowercase();
        let words: Vec<_> = usual.split_whitespace().collect();
        Self(words.join(" "))
    }

    /// The key without the legal form at its end, which people often leave out. Two organisations that
    /// share it may still be two.
    pub fn stem(&self) -> &str {
        let mut stem = self.0.as_str();
        while let Some(shorter) = without_legal_form(stem) {
            stem = shorter;
        }
        stem
    }
}

/// Legal forms in characters of China, which stand behind the name with nothing between; the longest first.
const CHINESE_FORMS: [&str; 4] = ["股份有限公司", "有限责任公司", "有限公司", "公司"];

/// Legal forms that are a word of their own.
const FORMS: [&str; 20] = [
    "ltd",
    "limited",
    "inc",
    "incorporated",
    "corp",
    "corporation",
    "co",
    "company",
    "llc",
    "llp",
    "plc",
    "pty",
    "pte",
    "gmbh",
    "ag",
    "kg",
    "s.a",
    "s.p.a",
    "s.r.l",
    "b.v",
];

/// A name without the legal form at its end; none if it has none, or nothing else.
fn without_legal_form(name: &str) -> Option<&str> {
    let between = [' ', '.', ',', '、', '&'];
    let end = name.trim_end_matches(between);
    let chinese = CHINESE_FORMS.iter().find_map(|form| end.strip_suffix(form));
    let word = || {
        let stripped = FORMS.iter().filter_map(|form| end.strip_suffix(form));
        stripped
            .into_iter()
            .find(|before| before.ends_with(|c: char| !c.is_alphanumeric()))
    };
    let before = chinese.or_else(word)?.trim_end_matches(between);
    (!before.is_empty()).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(name: &str) -> AccountKey {
        AccountKey::of(&Name::new(name).unwrap(), str::to_owned)
    }

    #[test]
    fn names_are_compared_composed() {
        let composed = |text: &str| text.replace("e\u{301}", "é");
        let name = |name: &str| Name::new(name).unwrap();
        let key = AccountKey::of(&name("Cafe\u{301}"), composed);
        assert_eq!(key, AccountKey::of(&name("CAFÉ"), composed));
    }

    #[test]
    fn a_stem_is_the_name_without_its_legal_form() {
        for (name, stem) in [
            ("华东精工股份有限公司", "华东精工"),
            ("华东精工（上海）有限公司", "华东精工(上海)"),
            ("华东精工", "华东精工"),
            ("有限公司", "有限公司"),
            ("Müller GmbH & Co. KG", "müller"),
            ("Acme, Inc.", "acme"),
            ("Acme S.p.A.", "acme"),
            ("Acme Pty. Ltd.", "acme"),
            ("Costco", "costco"),
            ("Coag", "coag"),
            ("Ltd.", "ltd."),
            ("&", "&"),
        ] {
            assert_eq!(key(name).stem(), stem, "{name}");
        }
    }
}
