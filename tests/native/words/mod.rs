//! The rules of docs/style.md that a machine can check: terms, 你 and 您, spaces and punctuation, quoted
//! titles.

mod guides;
mod said;
mod texts;

use std::{collections::BTreeSet, fs};

use said::{PROSE, Said, chinese, english, interface, is_han, of_json, of_prose, read};
use trust_velocity::{content::Exercises, domain::Language};

/// The places where a rule is broken.
fn broken(said: &[Said], rule: impl Fn(&Said) -> bool) -> Vec<String> {
    let broken = said.iter().filter(|it| rule(it));
    broken
        .map(|Said { place, key, text }| format!("{place} {key}: {text}"))
        .collect()
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
