//! Names in every charset and transfer encoding are decoded, or refused with the reason.

use trust_velocity::exchange::{RowError, read_contacts_with};

use super::{name_of, names, profile_lines, read, reasons};
use crate::encodings::decode_label as decode;

#[test]
fn a_damaged_name_is_taken_from_where_it_is_whole() {
    let utf8 = "CHARSET=UTF-8";
    let bad_fn = format!("FN;{utf8};QUOTED-PRINTABLE:=E5=91=A8=E5=BB");
    let card = format!("{bad_fn}\nN:周;建国;;;\nORG:North");
    assert_eq!(name_of(card.as_bytes()).as_deref(), Ok("周建国"));
    let card = format!("{bad_fn}\nFN:周建国");
    assert_eq!(name_of(card.as_bytes()).as_deref(), Ok("周建国"));
    // An organisation does not stand for a person whose name is damaged.
    let card = format!("{bad_fn}\nORG:North");
    assert_eq!(name_of(card.as_bytes()), Err(RowError::Undecodable));
    assert_eq!(name_of(b"N;ENCODING=B:*"), Err(RowError::Undecodable));
    let organisation = b"ORG;CHARSET=UTF-8:North\xFF";
    assert_eq!(name_of(organisation), Err(RowError::Undecodable));
}

#[test]
fn the_charset_of_a_property_counts() {
    let table = read(include_bytes!("../../fixtures/exchange/charset-gbk.vcf"));
    assert_eq!(names(&table), ["周建国", "Jörg Müller"]);
    assert_eq!(reasons(&table), []);
    for (label, name) in [
        ("GBK", "周建国"),
        ("gb2312", "周建国"),
        ("GB18030", "周建国𠀀"),
        ("\"GBK\"", "周建国"),
        ("CP936", "周建国"),
        ("Big5", "周建國"),
        ("Shift_JIS", "周建国ー"),
        ("EUC-KR", "김철수"),
        ("ISO-8859-1", "Jörg Müller"),
        ("windows-1252", "Zoë “Z” Šmíd"),
        ("KOI8-R", "Иван"),
        ("utf-8", "周建国🙂"),
    ] {
        let known = match label {
            "\"GBK\"" | "CP936" => "gbk",
            other => other,
        };
        let encoding = encoding_rs::Encoding::for_label(known.as_bytes()).unwrap();
        let (bytes, _, is_lossy) = encoding.encode(name);
        assert!(!is_lossy, "{label}");
        let codes: Vec<_> = bytes.iter().map(|byte| format!("={byte:02x}")).collect();
        let codes = codes.concat();
        for card in [
            [format!("FN;charset={label}:").as_bytes(), &bytes].concat(),
            format!("FN;CHARSET={label};ENCODING=QUOTED-PRINTABLE:{codes}").into(),
            format!("FN;QUOTED-PRINTABLE;CHARSET={label}:{codes}").into(),
        ] {
            let card = [b"X-OTHER:a\r\n", card.as_slice(), b"\r\nNOTE:x"].concat();
            assert_eq!(name_of(&card).as_deref(), Ok(name), "{label}");
        }
    }
    assert_eq!(
        name_of(b"FN;CHARSET=UTF-7:+VGhef1b9-"),
        Err(RowError::Undecodable)
    );
}

#[test]
fn encodings_of_names_are_decoded_or_refused() {
    let table = read(include_bytes!("../../fixtures/exchange/name-in-base64.vcf"));
    assert_eq!(names(&table), ["周建国"]);
    for lines in [
        "FN;ENCODING=b:5ZGo5bu65Zu9",
        "FN;BASE64;CHARSET=UTF-8:5ZGo5bu6\r\n 5Zu9\r\n",
        "FN;encoding=base64:5ZGo\n5bu65Zu9\n",
        "N;ENCODING=B:5ZGoO+W7uuWbvTs7Ow==",
        "FN;ENCODING=B;CHARSET=GBK:1ty9qLn6",
        "item7.fn;encoding=quoted-printable:=E5=91=A8=\r\n=E5=BB=BA=E5=9B=BD",
        "FN;ENCODING=8BIT:周建国",
        "FN;8bit;CHARSET=UTF-8:周建国",
        "FN;X=\":\":周建国",
        "FN;X=\":周建国",
    ] {
        assert_eq!(
            name_of(lines.as_bytes()).as_deref(),
            Ok("周建国"),
            "{lines}"
        );
    }
    let refused = name_of(b"FN;ENCODING=UUENCODE:5ZGo5bu65Zu9");
    assert_eq!(refused, Err(RowError::Undecodable));
}

#[test]
fn utf_16_and_byte_order_marks() {
    let text = "BEGIN:VCARD\r\nFN;CHARSET=GBK:周建国\r\nORG;CHARSET=GBK;QUOTED-PRINTABLE:=D6=DC\r\n\
                END:VCARD\r\n\u{feff}BEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\u{feff}BEGIN:VCARD\r\n\
                FN:Bob\r\nEND:VCARD";
    let marked = format!("\u{feff}{text}");
    let clients = [
        "周建国 | 周 | - |  | ",
        "Ann | - | - |  | ",
        "Bob | - | - |  | ",
    ];
    for text in [text, &marked] {
        let little: Vec<_> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<_> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(profile_lines(&read(&little)), clients);
        assert_eq!(profile_lines(&read(&big)), clients);
        // As pasted.
        let pasted = read_contacts_with(text, &decode).unwrap();
        assert_eq!(profile_lines(&pasted), clients);
    }
}

#[test]
fn a_file_in_another_encoding_without_a_charset() {
    let card =
        |name: &str| format!("BEGIN:VCARD\nVERSION:3.0\nN:{name};;;;\nFN:{name}\nEND:VCARD\n");
    let people = ["周建国", "林小燕", "王一"].map(card).concat();
    let (gbk, _, _) = encoding_rs::GBK.encode(&people);
    assert_eq!(names(&read(&gbk)), ["周建国", "林小燕", "王一"]);
    let western = ["Jürgen Müller", "Zoë Noël"].map(card).concat();
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(&western);
    assert_eq!(names(&read(&western)), ["Jürgen Müller", "Zoë Noël"]);
    // One card of another encoding costs nobody else, and is not read in wrong characters.
    let (one, _, _) = encoding_rs::GBK.encode("BEGIN:VCARD\nFN:欧阳\nEND:VCARD\n");
    let table = read(&[people.as_bytes(), &one].concat());
    assert_eq!(names(&table), ["周建国", "林小燕", "王一"]);
    assert_eq!(reasons(&table), [(16, RowError::Undecodable)]);
}

#[test]
fn charsets_and_encodings_in_other_spellings() {
    for (head, bytes, name) in [
        (
            "CHARSET=ISO8859_1;ENCODING=QUOTED-PRINTABLE",
            &b"J=F6rg"[..],
            "Jörg",
        ),
        ("CHARSET=latin-1", b"J\xF6rg", "Jörg"),
        ("CHARSET=win-1252", b"\x93J\xF6rg\x94", "“Jörg”"),
        ("CHARSET=cp1250", b"\x8Am\xEDd", "Šmíd"),
        ("CHARSET=\"ISO_8859-2:1987\"", b"\xA9m\xEDd", "Šmíd"),
        ("CHARSET=UTF_8", "周建国".as_bytes(), "周建国"),
        ("CHARSET=utf 8", "周建国".as_bytes(), "周建国"),
        ("CHARSET=UNICODE-1-1-UTF-8", "周建国".as_bytes(), "周建国"),
        ("CHARSET=BIG-5", b"\xA9P", "周"),
        ("CHARSET=CN-Big5", b"\xA9P", "周"),
        ("CHARSET=GB_2312", b"\xD6\xDC", "周"),
        ("CHARSET=x-gbk", b"\xD6\xDC", "周"),
        ("CHARSET=GB18030-2005", b"\xD6\xDC", "周"),
        ("CHARSET=Shift-JIS", b"\x8E\xFC", "周"),
        ("CHARSET=Windows-31J", b"\x8E\xFC", "周"),
        ("CHARSET=KSC5601", b"\xB1\xE8", "김"),
        ("CHARSET=ANSI", b"Ann Lee", "Ann Lee"),
        ("CHARSET=ANSI_X3.4-1968", "周建国".as_bytes(), "周建国"),
        // Of a charset that nobody knows, what is certain is taken.
        ("CHARSET=X-UNKNOWN", b"Ann Lee", "Ann Lee"),
        ("CHARSET=X-UNKNOWN", "周建国".as_bytes(), "周建国"),
        // A charset said in place of an encoding.
        ("ENCODING=UTF-8", "周建国".as_bytes(), "周建国"),
        ("ENCODING=GBK", b"\xD6\xDC", "周"),
        ("ENCODING=utf8;QUOTED-PRINTABLE", b"=E5=91=A8", "周"),
        ("QUOTED-PRINTABLE;ENCODING=GBK", b"=D6=DC", "周"),
        ("ENCODING=UTF-8;CHARSET=GBK", b"\xD6\xDC", "周"),
        ("UTF-8", "周建国".as_bytes(), "周建国"),
        ("ENCODING=NONE", "周建国".as_bytes(), "周建国"),
        ("ENCODING=", "周建国".as_bytes(), "周建国"),
        ("ENCODING=8BITMIME", "周建国".as_bytes(), "周建国"),
    ] {
        let card = [b"FN;", head.as_bytes(), b":", bytes].concat();
        assert_eq!(name_of(&card).as_deref(), Ok(name), "{head}");
    }
    for lost in [
        &b"FN;CHARSET=X-UNKNOWN:J\xF6rg"[..],
        b"FN;CHARSET=UTF-7:Ann Lee +- Bob",
        b"FN;CHARSET=HZ-GB-2312:~{<:~}",
        b"FN;CHARSET=iso-2022-kr:\x0e1h",
        b"FN;ENCODING=UTF-7:+VGg-",
    ] {
        assert_eq!(name_of(lost), Err(RowError::Undecodable));
    }
}
