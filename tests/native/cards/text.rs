//! Lines, folds and escape sequences: damage to one costs one value.

use trust_velocity::exchange::{Field, RowError, read_contacts_with};

use super::{damaged, name_of, names, note_of, profile_lines, read, reasons};
use crate::encodings::decode_label as decode;

#[test]
fn a_fold_within_a_character() {
    let table = read(include_bytes!(
        "../../fixtures/exchange/fold-in-character.vcf"
    ));
    assert_eq!(
        profile_lines(&table),
        [
            "周建国 | - | - |  | 这位客户喜欢在周五下午谈价格不喜欢电话联系请发微信",
            "林小燕 | - | - |  | ",
        ]
    );
    assert_eq!((reasons(&table), damaged(&table)), (vec![], &[][..]));
    // Each byte on a line of its own.
    let mut folded = b"BEGIN:VCARD\nFN:".to_vec();
    for byte in "周建国🙂".bytes() {
        folded.extend([byte, b'\n', b' ']);
    }
    folded.extend(b"\nEND:VCARD");
    assert_eq!(names(&read(&folded)), ["周建国🙂"]);
    // The fold may be before the colon too.
    let card = b"FN;CHARSET=GBK;ENCO\r\n DING=QUOTED-PRIN\r\n\tTABLE:=D6=DC";
    assert_eq!(name_of(card).as_deref(), Ok("周"));
}

#[test]
fn one_bad_byte_spoils_one_value() {
    let table = read(include_bytes!("../../fixtures/exchange/one-bad-byte.vcf"));
    assert_eq!(
        profile_lines(&table),
        [
            "周建国 | - | - |  | ",
            "林小燕 | - | - |  | 好\u{fffd}",
            "王一 | - | - |  | ",
        ]
    );
    assert_eq!(damaged(&table), [(5, vec![Field::Note])]);

    let table = read(include_bytes!("../../fixtures/exchange/bad-second-org.vcf"));
    assert_eq!(profile_lines(&table), ["周建国 | North Motors | - |  | "]);
    assert_eq!((reasons(&table), damaged(&table)), (vec![], &[][..]));

    // Of a value of which nothing is left, only the field is told.
    let table = read(
        b"BEGIN:VCARD\nFN:Ann\nTITLE;CHARSET=UTF-8:\xFF\xFE\xFD\nORG;CHARSET=UTF-7:+VGg-\n\
          NOTE;ENCODING=X-ZIP:abc\nCATEGORIES:vip\nCATEGORIES;CHARSET=UTF-8:\xFF\nEND:VCARD\n",
    );
    assert_eq!(profile_lines(&table), ["Ann | - | - | vip | "]);
    let fields = [Field::Organisation, Field::Title, Field::Tags, Field::Note];
    assert_eq!(damaged(&table), [(1, fields.to_vec())]);
}

#[test]
fn soft_breaks_lose_nothing() {
    let table = read(include_bytes!(
        "../../fixtures/exchange/soft-break-then-space.vcf"
    ));
    assert_eq!(
        profile_lines(&table),
        [
            "Ann Lee | - | - |  | Agreed a discount of 20 percent on all pumps",
            "Bob Ray | - | - |  | He asked us to add two pumps",
        ]
    );
    for (value, note) in [
        ("Agreed=\r\n to meet", "Agreed to meet"),
        ("a cab=\r\nbed", "a cabbed"),
        ("a=\r\n=\r\n=\r\nb", "ab"),
        ("a=3D=\r\n\r\nX-LATER:1", "a="),
        ("to =\r\n=E5=91=A8", "to 周"),
        ("to=\r\n =E5=91=A8", "to周"),
        ("we go to=\r\n =E5=91=A8", "we go to 周"),
        ("=E5=91=A8=\r\n =E5=BB=BA=\r\n =E5=9B=BD", "周建国"),
        ("we say =E5=\r\n =91=A8", "we say 周"),
        ("we say =E5=\r\n\t=91=A8", "we say 周"),
        ("1=2 and a=b", "1=2 and a=b"),
        ("folded\r\n  here", "folded here"),
        ("blank after=   \r\n it", "blank after it"),
    ] {
        let line = format!("NOTE;ENCODING=QUOTED-PRINTABLE:{value}");
        assert_eq!(note_of(&line), note, "{value}");
    }
    // A break at the end of a card does not take the next one.
    let table =
        read(b"BEGIN:VCARD\nFN;QUOTED-PRINTABLE:Ann=\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n");
    assert_eq!(names(&table), ["Ann", "Bob"]);
    // A property that is not kept has soft breaks too.
    assert_eq!(
        name_of(b"ADR;QUOTED-PRINTABLE:;;a=\nFN:b=\nNOTE:c\nFN:Ann").as_deref(),
        Ok("Ann")
    );
}

#[test]
fn line_ends_of_any_kind() {
    let card = "BEGIN:VCARD|VERSION:2.1|FN;QUOTED-PRINTABLE:=E5=|=91=A8|ORG:North| Motors|\
                PHOTO;BASE64:AAAA| BBBB||NOTE:x|END:VCARD|BEGIN:VCARD|FN:Bob|END:VCARD|";
    let ends = ["\r\n", "\n", "\r", "\r\r\n", "\n\r", "\n\n", "\r\n\r\n"];
    for end in ends {
        let table = read(card.replace('|', end).as_bytes());
        assert_eq!(
            profile_lines(&table),
            ["周 | NorthMotors | - |  | x", "Bob | - | - |  | "],
            "{end:?}"
        );
    }
}

#[test]
fn escape_sequences_are_decoded_or_refused() {
    for card in [
        &b"FN:\x1b$B;3EDB@O:\x1b(B"[..],
        b"FN;CHARSET=ISO-2022-JP:\x1b$B;3EDB@O:\x1b(B",
        b"FN;CHARSET=ISO2022JP:\x1b$B;3EDB@O:\x1b(B",
        b"FN;CHARSET=UTF-8:\x1b$B;3EDB@O:\x1b(B",
        b"FN;QUOTED-PRINTABLE:=1B$B;3EDB@O:=1B(B",
    ] {
        assert_eq!(name_of(card).as_deref(), Ok("山田太郎"), "{card:?}");
    }
    for card in [
        &b"FN:\x1b$)C\x0e1h\x0f"[..],
        b"FN:\x1b$)A\x0eVX\x0f",
        b"FN:\x1b$B;\x1b(B",
    ] {
        assert_eq!(name_of(card), Err(RowError::Undecodable), "{card:?}");
    }
    let pasted = "BEGIN:VCARD\nFN:\u{1b}$B;3EDB@O:\u{1b}(B\nEND:VCARD\n";
    assert_eq!(
        names(&read_contacts_with(pasted, &decode).unwrap()),
        ["山田太郎"]
    );
}

#[test]
fn a_line_that_lost_its_indent_belongs_to_the_value_before_it() {
    for (lines, note) in [
        (
            "NOTE:Agreed a discount of\r\n20 percent on all pumps",
            "Agreed a discount of\n20 percent on all pumps",
        ),
        ("NOTE:first\r\n\r\nsecond\r\n third", "first\nsecondthird"),
        ("NOTE:\r\nAgreed\r\nfor good", "Agreed\nfor good"),
        (
            "NOTE:next\r\n下次会议: 周五\r\nsee http://a.example",
            "next\n下次会议: 周五\nsee http://a.example",
        ),
        ("NOTE;QUOTED-PRINTABLE:=E5=91=A8=E5\r\n=BB=BA", "周建"),
        (
            "NOTE;QUOTED-PRINTABLE:=E5=91=A8=\r\n=E5=BB\r\n=BA=\r\n=E5=9B=BD",
            "周建国",
        ),
        (
            "NOTE;QUOTED-PRINTABLE:=E5=91=A8=E5\r\n=BB=BA=\r\n=E5=9B=BD",
            "周建国",
        ),
        // A property that is not needed takes nothing, and one after it is one.
        ("NOTE:x\r\nADR:;;a\r\nlost\r\nTEL:1\r\nlost too", "x"),
        ("NOTE:x\r\nX-OTHER;A=1\r\n ;B=2:y", "x"),
    ] {
        assert_eq!(note_of(lines), note, "{lines:?}");
    }
    // If a line was folded at the usual width, nothing was between.
    let (head, tail) = ("NOTE:".to_owned() + &"ab ".repeat(23) + "c", "d e");
    assert_eq!(head.len(), 75);
    assert_eq!(
        note_of(&format!("{head}\r\n{tail}")),
        format!("{}d e", &head[5..])
    );
    assert_eq!(
        name_of(b"FN;QUOTED-PRINTABLE:=E5=91=A8=E5\n=BB=BA").as_deref(),
        Ok("周建")
    );
    assert_eq!(name_of("FN:周\n建国".as_bytes()).as_deref(), Ok("周 建国"));
    assert_eq!(
        name_of(b"ORG:North\nMotors\nFN:Ann\nN:Lee;Ann").as_deref(),
        Ok("Ann")
    );
    // Nothing outside a card belongs to one.
    let table =
        read(b"BEGIN:VCARD\nFN:Ann\nEND:VCARD\nlost\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\nlost\n");
    assert_eq!(names(&table), ["Ann", "Bob"]);
    // The bound of a value holds for all its lines.
    let long = "x".repeat(3_000) + "\n";
    let card = format!(
        "BEGIN:VCARD\nFN:Ann\nNOTE:x\n{}END:VCARD\n",
        long.repeat(600)
    );
    let field = Field::Note;
    assert_eq!(
        reasons(&read(card.as_bytes())),
        [(1, RowError::TooLongToRead { field })]
    );
}
