//! The practice items: complete, distinct, and worded alike for all perspectives.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

const FILE: &str = include_str!("../../../assets/content/items16-2.json");

fn items(version: ItemsVersion) -> Items {
    let file = match version {
        ItemsVersion::V1 => include_str!("../../../assets/content/items16-1.json"),
        ItemsVersion::V2 => FILE,
    };
    Items::parse(version, file).unwrap()
}

fn statements(version: ItemsVersion, language: Language) -> Vec<String> {
    let items = items(version);
    let all = Perspective::ALL
        .into_iter()
        .flat_map(|perspective| (0..Items::COUNT).map(move |index| (index, perspective)));
    all.map(|(index, perspective)| {
        items
            .statement(index, perspective, language)
            .unwrap()
            .to_owned()
    })
    .collect()
}

fn both(language: Language) -> Vec<String> {
    let versions = ItemsVersion::ALL.into_iter();
    versions
        .flat_map(|version| statements(version, language))
        .collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| {
        matches!(character, '\u{3000}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
    })
}

#[test]
fn statements_are_sentences_of_three_lines_on_a_phone() {
    // Measured: 28 px in 358 px hold 12 Chinese characters or about 25 letters a line.
    for zh in both(Language::Zh) {
        assert!(zh.chars().count() <= 33, "too long: {zh}");
        assert!(zh.ends_with('。') && zh.matches('。').count() == 1, "{zh}");
        assert!(!zh.contains(|character: char| character.is_ascii()), "{zh}");
    }
    for en in both(Language::En) {
        assert!(en.len() <= 74, "too long: {en}");
        assert!(en.ends_with('.') && en.matches('.').count() == 1, "{en}");
        assert!(
            en.starts_with(|first: char| first.is_ascii_uppercase()),
            "{en}"
        );
        assert!(!is_chinese(&en), "{en}");
    }
}

#[test]
fn no_two_statements_are_equal() {
    let all = ItemsVersion::ALL.map(|version| Language::ALL.map(|it| (version, it)));
    for (version, language) in all.into_iter().flatten() {
        let statements = statements(version, language);
        let mut seen = HashSet::new();
        for statement in &statements {
            assert!(seen.insert(statement), "twice: {statement}");
        }
        assert_eq!(seen.len(), Items::COUNT * Perspective::ALL.len());
    }
}

#[test]
fn a_statement_tells_of_one_behaviour() {
    for zh in both(Language::Zh) {
        let joins = ["并且", "而且", "以及", "同时", "、"];
        assert!(!joins.iter().any(|join| zh.contains(join)), "{zh}");
    }
    for en in both(Language::En) {
        assert!(!en.contains(" and ") && !en.contains(" or "), "{en}");
    }
}

/// Of version 2 all perspectives tell of the same acts: without the persons, the words are the same.
#[test]
fn all_perspectives_of_version_2_tell_of_the_same_acts() {
    let items = items(ItemsVersion::V2);
    let act = |index, perspective| {
        let zh = items.statement(index, perspective, Language::Zh).unwrap();
        let persons = ["我们", "客户", "对方", "他们", "会", "向", "我"];
        let act = persons
            .iter()
            .fold(zh.to_owned(), |zh, it| zh.replace(it, ""));
        act.replace("，。", "。").replace("，，", "，")
    };
    for index in 0..Items::COUNT {
        let [first, others @ ..] = Perspective::ALL.map(|perspective| act(index, perspective));
        assert!(others.iter().all(|it| *it == first), "{first} {others:?}");
    }
}

/// The answer says how often, so a statement does not.
#[test]
fn no_statement_of_version_2_says_how_often() {
    for zh in statements(ItemsVersion::V2, Language::Zh) {
        let often = ["总是", "经常", "每次", "从不", "有时", "都会"];
        assert!(!often.iter().any(|it| zh.contains(it)), "{zh}");
    }
    for en in statements(ItemsVersion::V2, Language::En) {
        let often = ["always", "often", "never", "usually", " even "];
        assert!(!often.iter().any(|it| en.contains(it)), "{en}");
    }
}

#[test]
fn leads_go_on_into_the_statement() {
    let all = ItemsVersion::ALL.map(|version| Perspective::ALL.map(|it| (version, it)));
    for (version, perspective) in all.into_iter().flatten() {
        let items = items(version);
        let (zh, en) = (
            items.lead(perspective, Language::Zh),
            items.lead(perspective, Language::En),
        );
        assert!(zh.ends_with("……") && en.ends_with(" …"), "{zh} {en}");
        assert!(is_chinese(zh) && !is_chinese(en), "{zh} {en}");
        assert_eq!(Perspective::from_id(perspective.id()), Some(perspective));
    }
    assert_eq!(Perspective::from_id("general"), None);
}

#[test]
fn labels_name_the_seven_answers() {
    let all = ItemsVersion::ALL.map(|version| Language::ALL.map(|it| (version, it)));
    for (version, language) in all.into_iter().flatten() {
        let items = items(version);
        let labels: HashSet<_> = (0..=u8::MAX)
            .filter_map(|agreement| items.label(agreement, language))
            .chain([items.cannot_say(language)])
            .collect();
        assert_eq!(labels.len(), 8);
        for label in labels {
            assert!(
                label.chars().count() <= 18,
                "too long for a button: {label}"
            );
        }
    }
    let items = items(ItemsVersion::V2);
    let zh = [1, 4, 7].map(|agreement| items.label(agreement, Language::Zh));
    assert_eq!(zh, ["从不", "有时", "每次"].map(Some));
    let items = self::items(ItemsVersion::V1);
    let zh = [1, 4, 7].map(|agreement| items.label(agreement, Language::Zh));
    assert_eq!(zh, ["完全不符合", "一半一半", "完全符合"].map(Some));
    assert_eq!(items.label(7, Language::En), Some("Completely true"));
    assert_eq!(items.label(0, Language::En), None);
    assert_eq!(items.label(8, Language::En), None);
    assert_eq!(
        items.statement(Items::COUNT, Perspective::Peer, Language::En),
        None
    );
}

#[test]
fn it_says_what_it_is_not() {
    let items = items(ItemsVersion::CURRENT);
    let (zh, en) = (items.about(Language::Zh), items.about(Language::En));
    assert!(
        zh.contains("不是经过检验的量表") && zh.contains("没有常模"),
        "{zh}"
    );
    assert!(
        en.contains("not a validated scale") && en.contains("no norm"),
        "{en}"
    );
    assert!(zh.contains(items.cannot_say(Language::Zh)), "{zh}");
    assert!(en.contains(items.cannot_say(Language::En)), "{en}");
    assert!(!is_chinese(en));
}

fn damaged(change: impl FnOnce(&mut serde_json::Value)) -> ItemsError {
    let mut file = serde_json::from_str(FILE).unwrap();
    change(&mut file);
    Items::parse(ItemsVersion::V2, &file.to_string()).unwrap_err()
}

#[test]
fn an_incomplete_file_is_refused() {
    let list = |file: &mut serde_json::Value, at: &str| {
        let list = file.pointer_mut(at).and_then(|list| list.as_array_mut());
        std::mem::take(list.unwrap())
    };
    for at in ["/items", "/scale/labels"] {
        let one_less = damaged(|file| {
            let mut short = list(file, at);
            short.pop();
            *file.pointer_mut(at).unwrap() = short.into();
        });
        assert!(matches!(one_less, ItemsError::Malformed(_)), "{one_less}");
        let one_more = damaged(|file| {
            let mut long = list(file, at);
            long.extend(long.first().cloned());
            *file.pointer_mut(at).unwrap() = long.into();
        });
        assert!(matches!(one_more, ItemsError::Malformed(_)), "{one_more}");
    }
    for at in [
        "/about/en",
        "/leads/self/zh",
        "/scale/labels/3/en",
        "/scale/cannot_say/zh",
        "/items/15/statements/peer/en",
    ] {
        let empty = damaged(|file| *file.pointer_mut(at).unwrap() = " ".into());
        assert!(empty.to_string().contains("an empty text"), "{at}: {empty}");
    }
    let unknown = damaged(|file| file["items"][0]["weight"] = 2.into());
    assert!(matches!(unknown, ItemsError::Malformed(_)), "{unknown}");
}

#[test]
fn another_order_or_version_is_refused() {
    let swapped = damaged(|file| file["items"].as_array_mut().unwrap().swap(5, 6));
    assert_eq!(
        swapped.to_string(),
        "item 6 is of relationship, not of conduct"
    );
    let newer = damaged(|file| file["version"] = "items16-1".into());
    assert_eq!(
        newer.to_string(),
        "the items are version items16-1, not items16-2"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_cut_file_is_refused(end in 0..FILE.trim_end().len()) {
        let cut = String::from_utf8_lossy(&FILE.as_bytes()[..end]);
        prop_assert!(Items::parse(ItemsVersion::V2, &cut).is_err());
    }
}
