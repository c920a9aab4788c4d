//! The rules of docs/style.md that a machine can check: terms, 你 and 您, spaces and punctuation, quoted
//! titles.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;
use trust_velocity::{
    content::Exercises,
    domain::{Language, Occasion},
    i18n::Text,
};

/// A text, and where it stands.
struct Said {
    place: String,
    key: String,
    text: String,
}

fn read(path: &str) -> String {
    let root = env!("CARGO_MANIFEST_DIR");
    fs::read_to_string(format!("{root}/{path}")).unwrap()
}

fn is_han(char: char) -> bool {
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

fn interface() -> Vec<Said> {
    let folder = format!("{}/src/i18n/texts", env!("CARGO_MANIFEST_DIR"));
    let mut said = literals("drill.rs", &read("src/content/drill.rs"));
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        said.extend(literals(&name, &read(&format!("src/i18n/texts/{name}"))));
    }
    said
}

/// Every text of a JSON file, under its path without numbers.
fn of_json(place: &str) -> Vec<Said> {
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

/// The words of a line, each link's without its address.
fn without_links(line: &str) -> String {
    let mut parts = line.split("](");
    let mut words = parts.next().unwrap().replace('[', "");
    for part in parts {
        let (_, after) = part.split_once(')').unwrap();
        words.push_str(&after.replace('[', ""));
    }
    words
}

fn of_prose(place: &str) -> Vec<Said> {
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

const PROSE: [&str; 11] = [
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

const USERS_GUIDES: [&str; 2] = ["docs/users-guide.zh.md", "docs/users-guide.en.md"];

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

fn chinese() -> Vec<Said> {
    let said = all().into_iter();
    said.filter(|it| it.text.contains(is_han) && !it.place.ends_with(".en.md"))
        .collect()
}

fn english() -> Vec<Said> {
    // A lone mark, or one between two arguments, is no sentence.
    let is_sentence = |text: &str| text.contains(' ') && !text.contains(is_han);
    let said = all().into_iter();
    said.filter(|it| !it.place.ends_with(".zh.md"))
        .filter(|it| it.place.ends_with(".en.md") || is_sentence(&it.text))
        .collect()
}

/// The places where a rule is broken.
fn broken(said: &[Said], rule: impl Fn(&Said) -> bool) -> Vec<String> {
    let broken = said.iter().filter(|it| rule(it));
    broken
        .map(|Said { place, key, text }| format!("{place} {key}: {text}"))
        .collect()
}

#[test]
fn the_texts_are_found() {
    assert!(1_500 < chinese().len(), "{}", chinese().len());
    assert!(1_300 < english().len(), "{}", english().len());
}

/// The names of the texts that have an English singular beside the plural.
fn with_singular() -> BTreeSet<String> {
    let folder = format!("{}/src/i18n/texts", env!("CARGO_MANIFEST_DIR"));
    let mut names = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let source = fs::read_to_string(entry.unwrap().path()).unwrap();
        let heads = source.lines().filter(|line| line.contains(" plural"));
        names.extend(
            heads
                .filter_map(|line| line.trim().split_once('('))
                .map(|head| head.0.to_owned()),
        );
    }
    names
}

/// The words right after a figure: `{n} clients` gives `clients`.
fn counted(text: &str) -> Vec<&str> {
    let after = text.split("} ").skip(1);
    after
        .map(|rest| {
            rest.split(|char: char| !char.is_alphabetic())
                .next()
                .unwrap()
        })
        .collect()
}

#[test]
fn what_is_counted_has_a_singular() {
    // Words that end as plurals do and are none; scores have a decimal, and “1.0 points” is right.
    const NO_PLURALS: [&str; 8] = [
        "counts", "gains", "has", "is", "lies", "needs", "points", "was",
    ];
    // These are never one: a rule of the app, or another text stands in its place.
    const ALWAYS_MORE: [&str; 23] = [
        // From three ratings on, ten re-ratings of four scores each, two gates.
        "recent_trend_over",
        "own_error",
        "own_error_zero",
        "step_own_error_pairs",
        "step_own_error_band",
        "gates_passed",
        // Numbers of the app.
        "bin_hint",
        "step_trend_points",
        "qr_too_long",
        "restore_no_room",
        "gap_none",
        "feedback_missing",
        "passphrase_rule",
        "space_used",
        "table_too_many_rows",
        "cards_too_many",
        "row_too_many_tags",
        // Over a limit that is more than one.
        "tags_error",
        "too_long",
        "too_long_to_link",
        "nickname_too_long",
        "row_too_long",
        "row_too_many_cells",
    ];
    let with_singular = with_singular();
    assert!(60 < with_singular.len(), "{with_singular:?}");
    let wrong = broken(&interface(), |said| {
        let is_plural = |word: &&str| word.ends_with('s') && !NO_PLURALS.contains(word);
        // A drill's clients are known for many days.
        said.place != "drill.rs"
            && !said.text.contains(is_han)
            && counted(&said.text).iter().any(is_plural)
            && !with_singular.contains(&said.key)
            && !ALWAYS_MORE.contains(&said.key.as_str())
    });
    assert_eq!(wrong, [""; 0]);
    let known: BTreeSet<_> = interface().into_iter().map(|said| said.key).collect();
    assert!(ALWAYS_MORE.iter().all(|key| known.contains(*key)));
    assert_eq!(counted("Of {n} clients, {m} is"), ["clients", "is"]);
}

#[test]
fn terms_are_those_of_the_style_sheet() {
    const NOT_CHINESE: [&str; 24] = [
        "区间含",
        "四项信任",
        "收作答",
        "没收",
        "守住",
        "守得住",
        "假设",
        "职务",
        "画像”",
        "照单",
        "拦着",
        "未定先问",
        "记联系",
        "日初次接触",
        "真的涨",
        "是不是真的",
        "提醒跟进",
        "最好的一",
        "标准答案",
        "门槛多远",
        "的量表，",
        "四个信任",
        "计算题",
        "是提醒",
    ];
    const MENDING: [&str; 4] = ["mend", "mended", "mending", "mends"];
    const NOT_ENGLISH: [&str; 30] = [
        "lie in a cloud",
        "too dear",
        "band holds",
        "e-mail",
        "true answer",
        "cannot be taken",
        "agreed anew",
        " press submit",
        " relation ",
        " relation.",
        " relation?",
        "four trusts",
        "the 7 that holds",
        "the most is",
        "the least is",
        "lie within",
        "this is no ",
        "it is no ",
        "and is no ",
        ", so it is no ",
        "join link",
        "“not told”",
        "with a network",
        "without a network",
        "really gain",
        "change is real",
        "reminds you to",
        "trains seeing",
        "outside sales",
        "by hand only",
    ];
    let found = broken(&chinese(), |it| {
        let plain = it.text.replace("不是经过检验的量表，", "");
        NOT_CHINESE.iter().any(|term| plain.contains(term))
    });
    assert_eq!(found, [""; 0]);
    let found = broken(&english(), |it| {
        let plain = it.text.to_lowercase();
        let spaced = |(at, _): (usize, &str)| {
            let before = plain[..at].trim_end_matches([' ', '\u{a0}']);
            before.len() < at && before.ends_with(|char: char| char.is_ascii_digit())
        };
        NOT_ENGLISH.iter().any(|term| plain.contains(term))
            || plain.split(|char: char| !char.is_alphabetic()).any(|word| MENDING.contains(&word))
            || plain.match_indices('%').any(spaced)
            // A number that a template is given.
            || plain.contains("} %")
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn numbers_are_data_figures_or_results() {
    // The words of which 数 may be part.
    const WHOLE: [&str; 32] = [
        "点数",
        "数据",
        "数字",
        "数目",
        "数值",
        "数量",
        "数额",
        "整数",
        "分数",
        "人数",
        "天数",
        "次数",
        "题数",
        "份数",
        "行数",
        "列数",
        "字数",
        "参数",
        "读数",
        "指数",
        "中位数",
        "平均数",
        "除数",
        "小数",
        "多数",
        "负数",
        "正数",
        "计数",
        "有数",
        "算数",
        "数返工",
        "匹数",
    ];
    let found = broken(&chinese(), |it| {
        let rest = WHOLE
            .iter()
            .fold(it.text.clone(), |text, word| text.replace(word, ""));
        rest.contains('数')
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn chinese_has_its_own_punctuation_and_spaces() {
    let found = broken(&chinese(), |it| {
        let chars: Vec<char> = it.text.chars().collect();
        chars.windows(2).any(|pair| {
            let (a, b) = (pair[0], pair[1]);
            let wide = |char| is_han(char) || "，。；：？！（）、“”《》…".contains(char);
            let half = |char| ",;:?!()'".contains(char);
            let latin = |char: char| char.is_ascii_alphanumeric();
            let mark = |char| "，。；：？！、）《》".contains(char);
            (is_han(a) && half(b) || half(a) && is_han(b))
                || (is_han(a) && latin(b) || latin(a) && is_han(b))
                || (a == ' ' && mark(b) || mark(a) && b == ' ')
                || (a == ' ' && b == ' ')
                || (wide(a) && b == '"')
        })
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn english_has_its_own_punctuation() {
    let found = broken(&english(), |it| {
        // Within a word an apostrophe is straight; a curly one closes a quotation.
        let chars: Vec<char> = it.text.chars().collect();
        let is_curly = |three: &[char]| {
            three[1] == '’' && three[0].is_alphabetic() && three[2].is_alphabetic()
        };
        chars.windows(3).any(is_curly)
            || it.text.contains([',', '.']) && (it.text.contains(" ,") || it.text.contains("  "))
            || it
                .text
                .contains(['，', '。', '；', '：', '？', '！', '（', '）', '、'])
    });
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_reader_is_told_you_and_clients_and_colleagues_by_the_polite_word() {
    // The texts that clients and colleagues read, or that are sent to them.
    let polite = |it: &Said| {
        let key = it.key.as_str();
        let pages = [
            "invited",
            "invitation_",
            "send_back",
            "answer_sealed",
            "answer_not_sealed",
        ];
        let more = [
            "request_message",
            "ask_again",
            "answered_by_you",
            "correct_answer",
        ];
        it.place == "ask.rs"
            && (pages.iter().any(|page| key.starts_with(page)) || more.contains(&key))
    };
    let interface = interface();
    let found = broken(&interface, |it| it.text.contains('您') && !polite(it));
    assert_eq!(found, [""; 0]);
    let found = broken(&interface, |it| it.text.contains('你') && polite(it));
    assert_eq!(found, [""; 0]);
    for place in PROSE {
        // Words to a client stand in quotation marks.
        let is_polite = |it: &Said| {
            let own = it.text.split('“').map(|part| part.rsplit('”').next());
            own.flatten().any(|words| words.contains('您'))
        };
        let found = broken(&of_prose(place), is_polite);
        assert_eq!(found, [""; 0]);
    }
    let advice = of_json("assets/content/advice.json");
    let found = broken(&advice, |it| {
        it.text.contains('您') && !it.key.starts_with("/say")
            || it.text.contains('你') && it.key.starts_with("/why")
    });
    assert_eq!(found, [""; 0]);
}

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

/// A reason of a key reads as a sentence on a projector: it begins with somebody or something, and a band
/// is called one.
#[test]
fn english_reasons_are_sentences_that_name_the_band() {
    // How those began that had no verb.
    const NO_SENTENCE: [&str; 10] = [
        "Business only",
        "A short chat",
        "A few words",
        "Small ",
        "Same ",
        "Invited ",
        "Often ",
        "In touch",
        "No ",
        "Price ",
    ];
    let exercises = Exercises::parse(&read("assets/content/exercises.json")).unwrap();
    let mut count = 0;
    for (slug, exercise) in exercises.iter(Language::En) {
        for point in &exercise.key().points {
            for (_, why) in point.why.iter() {
                let why = why.as_str();
                count += 1;
                assert!(
                    !NO_SENTENCE.iter().any(|start| why.starts_with(start)),
                    "{slug}: {why}"
                );
                for part in why.split('–').skip(1) {
                    let after = part.trim_start_matches(|char: char| char.is_ascii_digit());
                    assert!(after.starts_with(" band"), "{slug}: {why}");
                }
            }
        }
    }
    assert!(200 < count, "{count}");
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
