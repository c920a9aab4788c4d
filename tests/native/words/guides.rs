//! Guides and the first page quote the words of the app as they are.

use std::collections::BTreeMap;

use trust_velocity::{
    content::Exercises,
    domain::{Language, Occasion},
    i18n::Text,
};

use super::said::{PROSE, USERS_GUIDES, interface, read};

#[test]
fn what_the_guides_quote_exists() {
    let exercises = Exercises::parse(&read("assets/content/exercises.json")).unwrap();
    let titles = |language| -> BTreeMap<String, u8> {
        let cases = exercises.iter(language).map(|(_, it)| it.case());
        cases
            .map(|case| (case.title.as_str().to_owned(), case.minutes))
            .collect()
    };
    for (place, language, open, close, before_minutes) in [
        ("docs/trainers-guide.zh.md", Language::Zh, '《', '》', "（"),
        ("docs/trainers-guide.en.md", Language::En, '“', '”', " ("),
    ] {
        let (guide, titles) = (read(place), titles(language));
        let mut quoted = 0;
        for part in guide.split(open).skip(1) {
            let (title, after) = part.split_once(close).unwrap();
            let minutes: String = after
                .strip_prefix(before_minutes)
                .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
                .unwrap_or_default();
            let known = titles.get(title);
            // In Chinese only titles stand in these marks; in English so do sentences.
            if language == Language::Zh || !minutes.is_empty() {
                let known = known.unwrap_or_else(|| panic!("{place}: no exercise {title:?}"));
                assert!(
                    minutes.is_empty() || minutes == known.to_string(),
                    "{place}: {title}"
                );
            }
            quoted += usize::from(!minutes.is_empty() && known.is_some());
        }
        assert!(12 <= quoted, "{place}: {quoted}");
    }
    for (place, language) in [(PROSE[2], Language::Zh), (PROSE[3], Language::En)] {
        let (guide, text) = (read(place), Text(language));
        for label in [
            text.someone_else(),
            text.reveal(),
            text.show_reveal_code(),
            text.self_assessment(),
            text.occasion(Occasion::Ordinary),
            text.occasion(Occasion::Pretest),
            text.occasion(Occasion::Posttest),
            text.occasion(Occasion::RetrospectivePretest),
            text.exercise_drill(),
            text.new_client(),
            text.rate(),
            text.cant_say(),
            text.ask(),
            text.log_contact(),
            text.record_breach(),
            text.new_exercise(),
            text.exercise_practise(),
            text.exercise_begin(),
            text.hand_on(),
            text.classroom(),
            text.paper_sheet(),
            text.trainers_sheet(),
        ] {
            let is_quoted = guide.contains(&format!("“{label}”"));
            assert!(is_quoted, "{place}: {label}");
        }
    }
    assert!(read(PROSE[2]).contains(Text(Language::Zh).collect()));
}

#[test]
fn what_the_trainers_guides_say_to_press_stands_on_the_screen() {
    let interface = interface();
    for (place, ways) in [
        (PROSE[2], ["点“", "按“", "点‘"]),
        (PROSE[3], ["press “", "Press “", "Press ‘"]),
    ] {
        let guide = read(place);
        let pressed = ways.into_iter().flat_map(|way| guide.split(way).skip(1));
        let labels: Vec<_> = pressed
            .map(|rest| rest.split(['”', '’']).next().unwrap())
            .collect();
        assert!(10 < labels.len(), "{place}: {}", labels.len());
        let unknown: Vec<_> = labels
            .into_iter()
            .filter(|label| interface.iter().all(|it| it.text != *label))
            .collect();
        assert_eq!(unknown, [""; 0], "{place}");
    }
}

/// Whoever follows the guide looks for these words on the screen.
#[test]
fn what_the_users_guides_quote_stands_on_the_screen() {
    let interface = interface();
    for place in USERS_GUIDES {
        let guide = read(place);
        let mut quoted = guide.split('“');
        quoted.next();
        let quoted: Vec<_> = quoted.map(|part| part.split_once('”').unwrap().0).collect();
        assert!(80 < quoted.len(), "{place}: {}", quoted.len());
        let unknown: Vec<_> = quoted
            .into_iter()
            .filter(|words| interface.iter().all(|it| it.text != *words))
            .collect();
        assert_eq!(unknown, [""; 0], "{place}");
    }
}

#[test]
fn the_page_begins_with_the_words_of_the_app() {
    let page = read("index.html");
    for language in Language::ALL {
        let text = Text(language);
        for words in [text.welcome(), text.load_examples(), text.privacy_hint()] {
            assert!(page.contains(words), "{words}");
        }
    }
}
