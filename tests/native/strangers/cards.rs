//! Contact cards: nested, pasted, damaged, and as further programs write them.

use trust_velocity::exchange::CardReader;

use super::{imported, wrong};
use crate::encodings::decode_label;

pub(super) fn cards(bytes: &[u8]) -> Vec<String> {
    if !CardReader::reads(bytes) {
        return vec!["no card".to_owned()];
    }
    let mut reader = CardReader::new();
    reader.push(bytes).unwrap();
    imported(&reader.finish(&decode_label).unwrap())
}

#[test]
fn cards_within_cards() {
    let cases: &[(&str, &[&str])] = &[
        (
            "BEGIN:VCARD\nFN:Bob\nBEGIN:VCARD\nFN:Cara\nEND:VCARD\nORG:North\nEND:VCARD\n",
            &["Bob | North", "Cara"],
        ),
        (
            "BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nBEGIN:VCARD\nFN:C\nEND:VCARD\nEND:VCARD\n\
             BEGIN:VCARD\nFN:D\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nFN:E\nEND:VCARD\n",
            &["A", "B", "C", "D", "E"],
        ),
        // The outer one has no end: nothing tells what belongs to it.
        (
            "BEGIN:VCARD\nFN:Bob\nBEGIN:VCARD\nFN:Cara\nEND:VCARD\nBEGIN:VCARD\nFN:Dan\nEND:VCARD\n",
            &["!1", "Cara", "Dan"],
        ),
        // Behind a card without an end, one without a beginning is somebody else.
        (
            "BEGIN:VCARD\nFN:Bob\nBEGIN:VCARD\nFN:Cara\nEND:VCARD\nFN:Dan\nORG:North\nEND:VCARD\n",
            &["!1", "Cara", "!6"],
        ),
        // An agent's card stands for nobody, what is within it does.
        (
            "BEGIN:VCARD\nFN:Bob\nAGENT:\nBEGIN:VCARD\nFN:Agent\nBEGIN:VCARD\nFN:Cara\nEND:VCARD\n\
             END:VCARD\nTITLE:Buyer\nEND:VCARD\n",
            &["Bob | - | Buyer", "Cara"],
        ),
        (
            "BEGIN:VCARD\nFN:Bob\nNOTE:x\n  BEGIN:VCARD\n FN:y\nEND:VCARD\n",
            &["Bob | - | - |  | x BEGIN:VCARDFN:y"],
        ),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, |case| cards(case.as_bytes())), []);
}

#[test]
fn cards_within_cards_take_no_longer_the_deeper_they_are() {
    let deep = "BEGIN:VCARD\nFN:x\n".repeat(9_000) + &"END:VCARD\n".repeat(9_000);
    assert_eq!(cards(deep.as_bytes()).len(), 9_000);
}

#[test]
fn cards_as_they_were_pasted() {
    let cases: &[(&str, &[&str])] = &[
        (
            "  BEGIN:VCARD\n  FN:Ann\n  NOTE:a\n   b\n  END:VCARD\n",
            &["Ann | - | - |  | ab"],
        ),
        (
            "Hello,\n  BEGIN:VCARD\n  FN:Ann\n  END:VCARD\nBye\n",
            &["Ann"],
        ),
        (
            "Ann wrote:\n> BEGIN:VCARD\n> FN:周建国\n>\n> NOTE;QUOTED-PRINTABLE:=E5=91=\n> =A8\n> END:VCARD\n\
             BEGIN:VCARD\nFN:Bob\nEND:VCARD\n",
            &["周建国 | - | - |  | 周", "Bob"],
        ),
        ("\u{200b}BEGIN:VCARD\nFN:Ann\nEND:VCARD", &["Ann"]),
        ("BEGIN: VCARD\nFN: Ann\nEND: VCARD\n", &["Ann"]),
        ("begin:vcard \nfn :Ann\nEnd:VCard\t\n", &["Ann"]),
        (
            "\tBEGIN:VCARD\n\tFN:Ann\n\tEND:VCARD\n\tBEGIN:VCARD\n\tFN:Bob\n\tEND:VCARD\n",
            &["Ann", "Bob"],
        ),
        (
            "BEGIN:VCARD VERSION:3.0 N:周;建国;;; FN:周建国 ORG:华北电机 TEL;TYPE=CELL:139 \
             NOTE:call at 10:30 or so END:VCARD BEGIN:VCARD FN:Ann Lee END:VCARD",
            &["周建国 | 华北电机 | - |  | call at 10:30 or so", "Ann Lee"],
        ),
        (
            "BEGIN:VCARD\\nVERSION:3.0\\nFN:Ann\\nORG:North\\; East\\nEND:VCARD\\n",
            &["Ann | North; East"],
        ),
        (
            "BEGIN:VCARD\\r\\nFN:Ann\\r\\nTITLE:Buyer\\r\\nEND:VCARD",
            &["Ann | - | Buyer"],
        ),
        (
            "BEGIN:VCARD\u{2028}FN:周\u{2028}NOTE:x y\u{2028}END:VCARD",
            &["周 | - | - |  | x y"],
        ),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, |case| cards(case.as_bytes())), []);
    for prose in [
        "BEGIN:VCARD is how a card begins",
        "name\n\"BEGIN:VCARD\nFN:x\"\n",
    ] {
        assert!(!CardReader::reads(prose.as_bytes()), "{prose}");
    }
}

#[test]
fn cards_of_further_programs() {
    let cases: &[(&[u8], &[&str])] = &[
        // RFC 2426, the parts of a name as lists.
        (
            b"BEGIN:VCARD\nVERSION:3.0\nN:Stevenson;John;Philip,Paul;Dr.;Jr.,M.D.,A.C.P.\nEND:VCARD\n",
            &["John Philip Paul Stevenson Jr. M.D. A.C.P."],
        ),
        (b"BEGIN:VCARD\nVERSION:2.1\nN:Lee, Ann\nEND:VCARD\n", &["Lee, Ann"]),
        (b"BEGIN:VCARD\nN:O\\, Neill;Ann\nEND:VCARD\n", &["Ann O, Neill"]),
        // Nokia and Sony Ericsson.
        (
            b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;ENCODING=8BIT;CHARSET=UTF-8:\xE5\x91\xA8;\xE5\xBB\xBA\r\n\
              TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=BB=8F=E7=90=86\r\nX-CLASS:private\r\nEND:VCARD\r\n",
            &["周建 | - | 经理"],
        ),
        // Outlook in Chinese.
        (
            b"BEGIN:VCARD\nVERSION:2.1\nN;LANGUAGE=zh-cn;CHARSET=gb2312:\xD6\xDC;\xBD\xA8\xB9\xFA\n\
              FN;CHARSET=gb2312:\xD6\xDC\xBD\xA8\xB9\xFA\nORG;CHARSET=gb2312:\xD6\xDC;\xD6\xDC\n\
              X-MS-OL-DEFAULT-POSTAL-ADDRESS:0\nX-MS-CARDPICTURE;TYPE=JPEG;ENCODING=BASE64:\n /9j/4AAQ\n\nREV:x\nEND:VCARD\n",
            &["周建国 | 周 周"],
        ),
        // iCloud: groups, labels, a company.
        (
            "BEGIN:VCARD\nVERSION:3.0\nPRODID:-//Apple Inc.//iOS 17//EN\nN:周;建国;;;\nFN:周建国\n\
             ORG:华北电机;采购部;\nitem1.TITLE:采购经理\nitem2.X-ABLabel:_$!<Anniversary>!$_\n\
             NOTE:a\\nb\\, c\\; d\\\\e\nCATEGORIES:客户,重点\\,一\nEND:VCARD\n"
                .as_bytes(),
            &["周建国 | 华北电机 采购部 | 采购经理 | 客户+重点+一 | a⏎b, c; d\\e"],
        ),
        // WeCom and DingTalk: the name alone, in version 4.
        (
            "BEGIN:VCARD\nVERSION:4.0\nFN;LANGUAGE=zh:周建国\nN:周建国;;;;\nORG;TYPE=work:华北\\;电机\n\
             TITLE:总经理\nEMAIL;PREF=1:a@b\nEND:VCARD\n"
                .as_bytes(),
            &["周建国 | 华北;电机 | 总经理"],
        ),
        // Base64 of a text over lines with tabs, then an empty line.
        (
            b"BEGIN:VCARD\nFN;ENCODING=b;CHARSET=UTF-8:5ZGo\n\t5bu6\n\t5Zu9\n\nORG:North\nEND:VCARD\n",
            &["周建国 | North"],
        ),
        // A card of a web page: everything on one long folded line with CR alone.
        (
            b"BEGIN:VCARD\rFN:Ann \r Lee\rORG:North\r  Motors\rEND:VCARD\r",
            &["Ann Lee | North Motors"],
        ),
        (b"BEGIN:VCARD\r\nFN:Ann\nORG:North\rTITLE:Buyer\r\r\nEND:VCARD\n", &["Ann | North | Buyer"]),
        (
            b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE;CHARSET=shift_jis:=8E=52=93=63\nORG;CHARSET=Big5;ENCODING=QUOTED-PRINTABLE:=A4=A4=\n=B5=D8\nEND:VCARD\n",
            &["山田 | 中華"],
        ),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    assert_eq!(wrong(cases, cards), []);
}

#[test]
fn further_damage_to_cards() {
    let cases: &[(&[u8], &[&str])] = &[
        // A charset that is wrong: the text is certain to be UTF-8, or is marked.
        (b"BEGIN:VCARD\nFN;CHARSET=GBK;QUOTED-PRINTABLE:=D6=DC=\n=BD=A8\nNOTE;QUOTED-PRINTABLE;CHARSET=UTF-8:=E5=91=A8=0D=0A=E5=BB=BA\nEND:VCARD\n", &["周建 | - | - |  | 周\r⏎建"]),
        // A soft break in the middle of a code, and at the end of the value.
        (b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:=E5=9=\n1=A8=\n\nORG:North\nEND:VCARD\n", &["周 | North"]),
        // White space at the ends of lines, an empty line in the card, a line of noise before it.
        (b"noise: x\n\nBEGIN:VCARD \nFN:Ann  \n\nORG:North \n;\nEND:VCARD \n", &["Ann | North"]),
        // No END at the end of the file, and an END without a BEGIN.
        (b"END:VCARD\nBEGIN:VCARD\nFN:Ann\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\n", &["Ann", "!5"]),
        // Properties of one name: the first that is whole counts, notes and tags are joined.
        (b"BEGIN:VCARD\nFN:\nFN:Ann\nFN:Bob\nNOTE:a\nNOTE:b\nCATEGORIES:x\nCATEGORIES:x,y\nEND:VCARD\n", &["Ann | - | - | x+y | a⏎b"]),
        // A name that begins like a property, within a folded line.
        (b"BEGIN:VCARD\nFN:Ann\nNOTE:see\n ORG:North\nEND:VCARD\n", &["Ann | - | - |  | seeORG:North"]),
        (b"BEGIN:VCARD\nFN:Ann\\\\\\, Lee\\nJr\\\\x\nEND:VCARD\n", &["Ann\\, Lee⏎Jr\\x"]),
        (b"BEGIN:VCARD\nX-A;FN=x:y\nFN;X-P=\"a:b;c\":Ann\nEND:VCARD\n", &["Ann"]),
        (b"BEGIN:VCARD\nFN;CHARSET=UTF-16LE;ENCODING=B:aFQ=\nEND:VCARD\n", &["周"]),
        (b"\xEF\xBB\xBF\xEF\xBB\xBFBEGIN:VCARD\nFN:\xE5\x91\xA8\nEND:VCARD\x1a", &["周"]),
    ];
    let cases = cases.iter().map(|(case, right)| (*case, *right));
    let wrong = wrong(cases, cards);
    let wrong: Vec<_> = wrong
        .iter()
        .map(|(case, rows)| (String::from_utf8_lossy(case), rows))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
