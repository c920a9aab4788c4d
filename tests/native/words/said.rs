//! All texts that people read, each with its place.

use std::fs;

use serde_json::Value;

/// A text, and where it stands.
pub(super) struct Said {
    pub(super) place: String,
    pub(super) key: String,
    pub(super) text: String,
}

pub(super) fn read(path: &str) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    fs::read_to_string(format!("{root}/{path}")).unwrap()
}

pub(super) fn is_han(char: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&char)
}

/// The string literals of a source before its tests, without comments; each under the last key that
/// began a line.
fn literals(place: &str, source: &str) -> Vec<Said> {
    let mut said = Vec::new();
    let mut key = String::new();
    let code = source.split("#[cfg(test)]").next().unwrap();
    let lines = code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    for line in lines {
        let begins = line.trim_start();
        let begins = begins.strip_prefix("pub fn ").unwrap_or(begins);
        let name: String = begins
            .chars()
            .take_while(|char| char.is_ascii_lowercase() || *char == '_')
            .collect();
        if begins[name.len()..].starts_with([':', '(']) && name.contains('_')
            || line.contains(": \"")
        {
            key.clone_from(&name);
        }
        let mut rest = line;
        while let Some(start) = rest.find('"') {
            let mut end = start + 1;
            let bytes = rest.as_bytes();
            while end < bytes.len() && bytes[end] != b'"' {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            let text = rest.get(start + 1..end).unwrap_or_default().to_owned();
            said.push(Said {
                place: place.to_owned(),
                key: key.clone(),
                text,
            });
            rest = rest.get(end + 1..).unwrap_or_default();
        }
    }
    said
}

pub(super) fn interface() -> Vec<Said> {
    let folder = format!("{}/src/i18n/texts", env!("CARGO_MANIFEST_DIR"));
    let mut said = literals("drill.rs", &read("src/content/drill.rs"));
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        said.extend(literals(&name, &read(&format!("src/i18n/texts/{name}"))));
    }
    said
}

/// Every text of a JSON file, under its path without numbers.
pub(super) fn of_json(place: &str) -> Vec<Said> {
    fn walk(value: &Value, key: &str, place: &str, said: &mut Vec<Said>) {
        match value {
            Value::Object(fields) => {
                for (name, it) in fields {
                    walk(it, &format!("{key}/{name}"), place, said);
                }
            }
            Value::Array(all) => all.iter().for_each(|it| walk(it, key, place, said)),
            Value::String(text) => said.push(Said {
                place: place.to_owned(),
                key: key.to_owned(),
                text: text.clone(),
            }),
            _ => {}
        }
    }
    let mut said = Vec::new();
    let value = serde_json::from_str(&read(place)).unwrap();
    walk(&value, "", place, &mut said);
    said
}

/// The words of a line, each link's and picture's without its address.
fn without_links(line: &str) -> String {
    let line = line.replace("![", "[");
    let mut parts = line.split("](");
    let mut words = parts.next().unwrap().replace('[', "");
    for part in parts {
        let (_, after) = part.split_once(')').unwrap();
        words.push_str(&after.replace('[', ""));
    }
    words
}

pub(super) fn of_prose(place: &str) -> Vec<Said> {
    let text = read(place);
    // Not what stands between lines of three backquotes.
    let text: String = text.split("```").step_by(2).collect();
    let lines = text.lines().map(|line| {
        // A line of a list begins with its id, a heading ends with it.
        let named = line.strip_prefix("- {#").and_then(|it| it.split_once("} "));
        let line = named.map_or(line, |(_, rest)| rest);
        let line = line.split(" {#").next().unwrap();
        let line = line.trim_start_matches(['#', '-', ' ']);
        Said {
            place: place.to_owned(),
            key: String::new(),
            text: without_links(&line.replace("**", "")),
        }
    });
    lines.collect()
}

pub(super) const PROSE: [&str; 11] = [
    "assets/content/help.zh.md",
    "assets/content/help.en.md",
    "docs/trainers-guide.zh.md",
    "docs/trainers-guide.en.md",
    "assets/content/learn.zh.md",
    "assets/content/learn.en.md",
    "docs/exercise-sheets.zh.md",
    "docs/exercise-sheets.en.md",
    USERS_GUIDES[0],
    USERS_GUIDES[1],
    "README.zh.md",
];

pub(super) const USERS_GUIDES: [&str; 2] = ["docs/users-guide.zh.md", "docs/users-guide.en.md"];

fn all() -> Vec<Said> {
    let mut said = interface();
    for file in ["advice", "anchors", "exercises", "items16-1", "items16-2"] {
        said.extend(of_json(&format!("assets/content/{file}.json")));
    }
    for file in PROSE {
        said.extend(of_prose(file));
    }
    said
}

pub(super) fn chinese() -> Vec<Said> {
    let said = all().into_iter();
    said.filter(|it| it.text.contains(is_han) && !it.place.ends_with(".en.md"))
        .collect()
}

pub(super) fn english() -> Vec<Said> {
    // A lone mark, or one between two arguments, is no sentence.
    let is_sentence = |text: &str| text.contains(' ') && !text.contains(is_han);
    let said = all().into_iter();
    said.filter(|it| !it.place.ends_with(".zh.md"))
        .filter(|it| it.place.ends_with(".en.md") || is_sentence(&it.text))
        .collect()
}

#[test]
fn the_texts_are_found() {
    assert!(1_500 < chinese().len(), "{}", chinese().len());
    assert!(1_300 < english().len(), "{}", english().len());
}
