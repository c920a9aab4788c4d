//! Each text of the interface has both languages with the same places, and somebody says it.

use std::collections::BTreeSet;

use crate::tidy::{sources, without_comments};

#[test]
fn every_text_has_both_languages_and_the_same_places() {
    let texts = all_texts();
    assert!(200 < texts.len(), "only {} texts were found", texts.len());
    let mut keys = BTreeSet::new();
    for text in &texts {
        let Text {
            key,
            arguments,
            plural,
            languages,
        } = text;
        assert!(keys.insert(key), "{key} is there twice");
        let count = if *plural { 3 } else { 2 };
        assert_eq!(languages.len(), count, "{key}: {languages:?}");
        for words in languages {
            assert!(!words.trim().is_empty(), "{key} lacks a language");
            let mut places = places(words);
            if *plural {
                // "One" may be written without its figure.
                places.extend(arguments.iter().cloned());
            }
            assert_eq!(&places, arguments, "{key}: {words}");
        }
        if *plural {
            let [chinese, _, many] = languages.as_slice() else {
                unreachable!()
            };
            for words in [chinese, many] {
                assert_eq!(&self::places(words), arguments, "{key}: {words}");
            }
        }
        let is_chinese = |char: char| ('\u{4e00}'..='\u{9fff}').contains(&char);
        let chinese = &languages[0];
        let has_words = languages[1].chars().any(char::is_alphabetic);
        assert!(
            chinese.chars().any(is_chinese) || !has_words,
            "{key}: {chinese}"
        );
        if key != "language_label" {
            for english in &languages[1..] {
                assert!(!english.chars().any(is_chinese), "{key}: {english}");
            }
        }
    }
}

#[test]
fn every_text_is_used() {
    let code: Vec<_> = sources(".")
        .into_iter()
        .map(|(_, source)| without_comments(&source).replace(char::is_whitespace, ""))
        .collect();
    for Text { key, .. } in all_texts() {
        let call = format!(".{key}(");
        let passed = format!("Text::{key}");
        assert!(
            code.iter()
                .any(|code| code.contains(&call) || code.contains(&passed)),
            "nobody says {key}"
        );
    }
}

/// A text as written in the macro.
#[derive(Debug)]
struct Text {
    key: String,
    arguments: BTreeSet<String>,
    plural: bool,
    languages: Vec<String>,
}

fn all_texts() -> Vec<Text> {
    let mut texts = Vec::new();
    for (path, source) in sources("i18n/texts") {
        let code = without_comments(&source);
        for block in code.split("texts! {").skip(1) {
            let mut rest = block;
            while !rest.trim_start().starts_with('}') {
                let (text, after) =
                    read_text(rest).unwrap_or_else(|| panic!("{}: {rest}", path.display()));
                texts.push(text);
                rest = after;
            }
        }
    }
    texts
}

/// `key(arguments): "…", "…";`, and what follows it.
fn read_text(source: &str) -> Option<(Text, &str)> {
    let (head, mut rest) = source.split_once(':')?;
    let (key, arguments) = match head.trim().split_once('(') {
        Some((key, arguments)) => (key, arguments.strip_suffix(')')?),
        None => (head.trim(), ""),
    };
    let plural = arguments.contains(" plural");
    let arguments = arguments.replace(" plural", "");
    let arguments = arguments.split(',');
    let mut languages = Vec::new();
    loop {
        rest = rest.trim_start().strip_prefix('"')?;
        // No text has an escaped quote: both languages have quotes of their own.
        let (words, after) = rest.split_once('"')?;
        assert!(!words.contains('\\'), "an escape in {words}");
        languages.push(words.to_owned());
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after,
            None => break,
        }
    }
    let text = Text {
        key: key.to_owned(),
        arguments: arguments
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
        plural,
        languages,
    };
    Some((text, rest.strip_prefix(';')?))
}

/// The names between braces.
fn places(words: &str) -> BTreeSet<String> {
    let pieces = words.split('{').skip(1);
    pieces
        .map(|piece| piece.split('}').next().unwrap_or(piece).to_owned())
        .collect()
}
