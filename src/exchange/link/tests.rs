//! Messages that were damaged, cut, or are of another kind.

use super::*;

#[test]
fn each_damage_has_its_error() {
    let text = write(Kind::Response, &["陈工"]).unwrap();
    let read = |text: &str| find(text, |_, json| Ok(json.to_vec()));
    assert_eq!(read(&text), Ok("[\"陈工\"]".into()));
    assert_eq!(read("hello"), Err(LinkError::Foreign));
    assert_eq!(read("陈工"), Err(LinkError::Foreign));
    assert_eq!(read(&text[..17]), Err(LinkError::Foreign));
    for cut in 18..text.len() {
        assert_eq!(read(&text[..cut]), Err(LinkError::Damaged), "{cut}");
    }
    let with = |version, kind: u8, json: &[u8]| {
        let deflated = compress_to_vec(json, 1);
        let head = [version, kind];
        let text = BASE64URL.encode([&head[..], &sum(head, &deflated), &deflated].concat());
        let in_two = format!("{}\r\n> {}", &text[..20], &text[20..]);
        [read(&text).err(), read(&in_two).err()]
    };
    let too_new = Some(LinkError::TooNew { found: 5 });
    assert_eq!(
        with(5, 2, b"[\"some content\"]"),
        [too_new.clone(), too_new]
    );
    let other = Some(LinkError::OtherKind);
    assert_eq!(with(1, 9, b"[\"some content\"]"), [other.clone(), other]);
    // 200 kB of zeros compress to some 200 bytes.
    let [bomb, _] = with(1, 2, &vec![b'0'; 200 * 1024]);
    assert!(matches!(bomb, Some(LinkError::Malformed(_))), "{bomb:?}");
    let long = read(&format!("{text}{}", " ".repeat(MOST_PASTED_BYTES)));
    assert_eq!(long, Err(LinkError::TooLong));
}

/// The text with something between any two characters.
fn broken(text: &str, by: &str) -> String {
    let chars: Vec<_> = text.chars().map(String::from).collect();
    chars.join(by)
}

#[test]
fn the_work_is_bounded() {
    let text = write(Kind::Response, &["陈工"]).unwrap();
    let false_starts = |count| format!("{}。", &text[..20]).repeat(count) + &text;
    let found = |pasted: &str| find(pasted, |_, json| parse::<Vec<String>>(json));
    assert!(found(&false_starts(MOST_CANDIDATES - 1)).is_ok());
    let letter = "Again we agree: Agnes awaits an answer, away from it all.\n".repeat(200);
    assert!(found(&format!("{letter}{}", broken(&text, "\n> "))).is_ok());
    assert_eq!(
        found(&false_starts(MOST_CANDIDATES)),
        Err(LinkError::Damaged)
    );
}

#[test]
fn words_around_it_are_let_be() {
    let text = write(Kind::Response, &["陈工"]).unwrap();
    let found = |pasted: &str| find(pasted, |_, json| parse::<Vec<String>>(json));
    for pasted in [
        text.clone(),
        format!("我的回答：{text}。"),
        format!("https://example.org/app/#/answers/{text}?from=singlemessage&isappinstalled=0"),
        format!("internationalisation {text}\n——来自 somebody"),
        format!("《{text}》，{text}"),
        format!("{text}andmore"),
        format!("-{text}\n__{text}__"),
        broken(&text, "\u{200b}"),
        broken(&text, "=\r\n"),
        broken(&text, " \n>> "),
    ] {
        assert_eq!(found(&pasted), Ok(vec!["陈工".to_owned()]), "{pasted}");
    }
    for words in [
        "just some words",
        "Agriculturalists: Awe-inspiring, internationalisation",
    ] {
        assert_eq!(found(words), Err(LinkError::Foreign));
    }
    let cut = &text[..text.len() - 2];
    assert_eq!(found(&format!("答 {cut}")), Err(LinkError::Damaged));
}
