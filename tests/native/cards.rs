//! Contacts come in as phones and programs write them, and as mail and copying damage them.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*, sample::select};
use trust_velocity::{
    domain::{Client, Note},
    exchange::{CardDetail, CardReader, Field, RowError, Table, TableError, read_contacts_with},
};

use crate::{
    encodings::decode_label as decode,
    exchange::{self, TODAY, plan_as_guessed, planned},
};

fn read_pieces<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<Table, TableError> {
    let mut reader = CardReader::new();
    for piece in pieces {
        reader.push(piece)?;
    }
    reader.finish(&decode)
}

fn read(bytes: &[u8]) -> Table {
    assert!(CardReader::reads(bytes));
    let table = read_pieces([bytes]).unwrap();
    assert_eq!(read_pieces(bytes.chunks(1)), Ok(table.clone()));
    table
}

/// Name, organisation, title, tags and note, with ` | ` between them.
fn profile_line(client: &Client) -> String {
    let line = exchange::profile_line(client);
    let (profile, first_contact) = line.rsplit_once(" | ").unwrap();
    assert_eq!(first_contact, TODAY);
    profile.to_owned()
}

fn profile_lines(table: &Table) -> Vec<String> {
    planned(table)
        .clients
        .iter()
        .map(|(_, client)| profile_line(client))
        .collect()
}

fn names(table: &Table) -> Vec<String> {
    planned(table)
        .clients
        .iter()
        .map(|(_, client)| client.profile.name.as_str().to_owned())
        .collect()
}

fn reasons(table: &Table) -> Vec<(usize, RowError)> {
    exchange::reasons(&planned(table))
}

fn damaged(table: &Table) -> &[(usize, Vec<Field>)] {
    &table.cards().unwrap().damaged
}

/// The single note of a card with these lines.
fn note_of(lines: &str) -> String {
    let table = read(format!("BEGIN:VCARD\r\nFN:x\r\n{lines}\r\nEND:VCARD\r\n").as_bytes());
    assert_eq!(reasons(&table), [], "{lines}");
    assert_eq!(damaged(&table), [], "{lines}");
    table.rows()[0].cell(4).to_owned()
}

/// The name of the person on a card with these lines, or why there is none.
fn name_of(lines: &[u8]) -> Result<String, RowError> {
    let card = [b"BEGIN:VCARD\r\n", lines, b"\r\nEND:VCARD\r\n"].concat();
    let table = read(&card);
    match table.rows() {
        [row] => row
            .error
            .clone()
            .map_or_else(|| Ok(row.cell(0).to_owned()), Err),
        rows => panic!("{} cards", rows.len()),
    }
}

#[test]
fn cards_of_phones() {
    let iphone = read(include_bytes!("../fixtures/exchange/iphone.vcf"));
    assert_eq!(
        profile_lines(&iphone),
        [
            "陈小明 | 华北电机 采购部 | 采购经理 | 重点+老客户 | 喜欢喝茶, 周五不方便\n报价已发",
            "某某物业 | - | - |  | ",
        ]
    );
    assert_eq!(reasons(&iphone), []);

    let android = read(include_bytes!("../fixtures/exchange/android.vcf"));
    assert_eq!(
        profile_lines(&android),
        [
            "陈工 | 华北电机 | - |  | 记得\r\n11=11",
            "王总 | - | - |  | ",
            "陈工 | - | - |  | ",
        ]
    );
    assert_eq!(reasons(&android), []);

    let four = read(include_bytes!("../fixtures/exchange/contacts-4.vcf"));
    assert_eq!(
        profile_lines(&four),
        [
            "Ann Smith | Acme; Sons | Buyer | key+north | first\na very long note that was folded",
            "Bob B. Smith | - | - |  | ",
        ]
    );
    assert_eq!(
        reasons(&four),
        [(13, RowError::CutShort), (20, RowError::CutShort)]
    );
}

#[test]
fn a_fold_within_a_character() {
    let table = read(include_bytes!("../fixtures/exchange/fold-in-character.vcf"));
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
    let table = read(include_bytes!("../fixtures/exchange/one-bad-byte.vcf"));
    assert_eq!(
        profile_lines(&table),
        [
            "周建国 | - | - |  | ",
            "林小燕 | - | - |  | 好\u{fffd}",
            "王一 | - | - |  | ",
        ]
    );
    assert_eq!(damaged(&table), [(5, vec![Field::Note])]);

    let table = read(include_bytes!("../fixtures/exchange/bad-second-org.vcf"));
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
    let table = read(include_bytes!("../fixtures/exchange/charset-gbk.vcf"));
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
    let table = read(include_bytes!("../fixtures/exchange/name-in-base64.vcf"));
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
fn soft_breaks_lose_nothing() {
    let table = read(include_bytes!(
        "../fixtures/exchange/soft-break-then-space.vcf"
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
fn cards_within_cards_and_without_an_end() {
    for agent in [
        "AGENT:\nBEGIN:VCARD",
        "AGENT:BEGIN:VCARD",
        "agent;x=y:\n\nbegin:vcard",
    ] {
        let table = read(
            format!(
                "BEGIN:VCARD\nFN:Ann\n{agent}\nFN:Agent\nORG:Agency\nTEL:1\nEND:VCARD\n\
                 ORG:North\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n"
            )
            .as_bytes(),
        );
        let people = ["Ann | North | - |  | ", "Bob | - | - |  | "];
        assert_eq!(profile_lines(&table), people, "{agent}");
        assert_eq!(reasons(&table), []);
    }
    // As version 3.0 writes it.
    let note = note_of("AGENT:BEGIN:VCARD\\nFN:Agent\\nEND:VCARD\\n\r\nNOTE:x");
    assert_eq!(note, "x");

    let table = read(
        b"BEGIN:VCARD\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Abe\nEND:VCARD\n\
          BEGIN:VCARD\nFN:Bob\nBEGIN:VCARD\nitem1.FN:Cara\nitem1.ORG:North\nEND:VCARD\n\
          BEGIN:VCARD\nFN:Dan\nEND:VCARDBEGIN:VCARD\nFN:Eve\nEND:VCARD\nBEGIN:VCARD\nFN:Finn",
    );
    // Ann's card has no end, so Abe may be somebody of his own.
    assert_eq!(names(&table), ["Abe", "Cara", "Dan", "Eve"]);
    let cut = |line| (line, RowError::CutShort);
    assert_eq!(reasons(&table), [cut(1), cut(7), cut(18)]);
}

#[test]
fn a_card_without_its_beginning_is_listed() {
    let file = b"\0EGIN:VCARD\nVERSION:3.0\nFN:Ann\nORG:North\nEND:VCARD\n\
                 BEGIN:VCARD\nFN:Bob\nEND:VCARD\nEND:VCARD\nNOTE:x\n";
    let table = read(file);
    assert_eq!(names(&table), ["Bob"]);
    assert_eq!(reasons(&table), [(3, RowError::CutShort)]);
}

#[test]
fn pictures_do_not_count() {
    // As a phone exports it, and with the base64 in one line or not indented.
    let code = "QUJD".repeat(15_000);
    let lines: Vec<_> = code.as_bytes().chunks(74).collect();
    let mut reader = CardReader::new();
    let mut bytes = 0;
    let mut push = |piece: &[u8]| {
        bytes += piece.len();
        reader.push(piece).unwrap();
    };
    for number in 0..300 {
        let (head, between): (&str, &[u8]) = match number % 3 {
            0 => ("PHOTO;ENCODING=b;TYPE=JPEG:", b"\r\n "),
            1 => ("item1.LOGO;BASE64:", b""),
            _ => ("KEY;ENCODING=BASE64:\r\n", b"\r\n"),
        };
        push(format!("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Person {number}\r\n{head}").as_bytes());
        push(&lines.join(between));
        push(b"\r\n\r\nORG:North\r\nEND:VCARD\r\n");
    }
    assert!(Table::MAX_BYTES < bytes);
    let table = reader.finish(&decode).unwrap();
    assert_eq!(planned(&table).clients.len(), 300);
    assert_eq!(table.cards().unwrap().details, [CardDetail::Photo]);
}

#[test]
fn limits_are_told() {
    let long = format!("NOTE:{}", "x".repeat(Note::MAX_CHARS + 1));
    let longer = format!("NOTE:{}", "x\r\n ".repeat(1_000_000));
    for (note, reason) in [
        (
            &long,
            RowError::TooLong {
                field: Field::Note,
                chars: Note::MAX_CHARS + 1,
                most: Note::MAX_CHARS,
            },
        ),
        (&longer, RowError::TooLongToRead { field: Field::Note }),
    ] {
        let file =
            format!("BEGIN:VCARD\nFN:Ann\n{note}\nEND:VCARD\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n");
        let table = read_pieces([file.as_bytes()]).unwrap();
        assert_eq!(names(&table), ["Bob"]);
        assert_eq!(reasons(&table), [(1, reason)]);
    }
    let card = format!(
        "BEGIN:VCARD\nFN:x\nNOTE:{}\nEND:VCARD\n",
        "y".repeat(100_000)
    );
    let cards = card.repeat(101);
    assert_eq!(
        read_pieces([cards.as_bytes()]),
        Err(TableError::CardsTooLarge)
    );
    let cards = |count| "BEGIN:VCARD\nBEGIN:VCARD\nFN:x\nEND:VCARD\n".repeat(count);
    let most = Table::MAX_ROWS / 2;
    assert!(read_pieces([cards(most).as_bytes()]).is_ok());
    let one_more = format!("{}BEGIN:VCARD", cards(most));
    assert_eq!(
        read_pieces([one_more.as_bytes()]),
        Err(TableError::TooManyCards)
    );
}

#[test]
fn an_organisation_alone_is_a_client() {
    let table = read(include_bytes!("../fixtures/exchange/organisation-only.vcf"));
    assert_eq!(
        profile_lines(&table),
        ["North Motors | - | - |  | ", "周建国 | 华北电机 | - |  | ",]
    );
    assert_eq!(reasons(&table), []);
    for (lines, client) in [
        (
            "item1.ORG:North Motors;Sales",
            "North Motors Sales | - | - |  | ",
        ),
        // As an iPhone writes a company.
        (
            "N:;;;;\nFN:North Motors\nORG:North Motors;\nX-ABShowAs:COMPANY",
            "North Motors | - | - |  | ",
        ),
        ("N:Li;;;;\nFN:Li\nORG:Li", "Li | Li | - |  | "),
    ] {
        let card = format!("BEGIN:VCARD\n{lines}\nEND:VCARD");
        assert_eq!(profile_lines(&read(card.as_bytes())), [client], "{lines}");
    }
    assert_eq!(name_of(b"ORG:;;\nEMAIL:a@b.example").as_deref(), Ok(""));
}

#[test]
fn details_that_are_not_stored_are_told() {
    use CardDetail::{Address, Birthday, Email, Phone, Photo};
    let details = |lines: &str| {
        let table = read(format!("BEGIN:VCARD\nFN:Ann\n{lines}\nEND:VCARD").as_bytes());
        table.cards().unwrap().details.clone()
    };
    assert_eq!(details("ORG:North\nURL:x"), []);
    assert_eq!(details("TEL:\nADR:;;;;;;\nBDAY: \nEMAIL;HOME:"), []);
    assert_eq!(
        details("BDAY:1980-01-01\nitem1.EMAIL;INTERNET:a@b\nTEL;CELL:1\nTEL:2"),
        [Phone, Email, Birthday]
    );
    assert_eq!(details("PHOTO:x\nADR:;;Road 1"), [Address, Photo]);
}

#[test]
fn people_of_one_name_are_asked_about() {
    let card = |name: &str, rest: &str| format!("BEGIN:VCARD\nFN:{name}\n{rest}\nEND:VCARD\n");
    let file = [
        card("王伟", "TEL:1"),
        card("王伟", "TEL:2"),
        card("王伟", "ORG:North"),
        card("王伟", "ORG:North"),
        card("王伟", "NOTE:x"),
    ];
    let table = read(file.concat().as_bytes());
    let first = planned(&table);
    let lines: Vec<_> = first.clients.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 9]);
    let asked = first.namesakes.iter().map(|row| (row.line, row.first));
    assert_eq!(asked.collect::<Vec<_>>(), [(5, 1), (17, 1)]);
    assert_eq!(reasons(&table), [(13, RowError::SameAs { line: 9 })]);
    let chosen = |lines: &[usize]| -> Vec<Client> {
        let lines: BTreeSet<_> = lines.iter().copied().collect();
        first.chosen(&lines).cloned().collect()
    };
    assert_eq!(chosen(&[]).len(), 2);
    assert_eq!(chosen(&[13, 17, 99]).len(), 3);
    assert_eq!(profile_line(&chosen(&[17])[2]), "王伟 | - | - |  | x");

    // The one who is in the list already is asked about too.
    let again = plan_as_guessed(&table, &chosen(&[])).unwrap();
    let known: Vec<_> = again
        .existing
        .iter()
        .map(|row| (row.line, row.another.is_some()))
        .collect();
    assert_eq!(known, [(1, true), (9, false)]);
    assert_eq!(again.namesakes.len(), 2);
    let lines = BTreeSet::from([1, 9]);
    assert_eq!(again.chosen(&lines).count(), 1);
}

/// Pieces of cards, whole and broken.
fn card_bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces: Vec<&[u8]> = vec![
        b"BEGIN:VCARD",
        b"END:VCARD",
        b"\r\n",
        b"\n",
        b"\r",
        b"\n ",
        b"=\r\n",
        b"FN",
        b"N:;",
        b"AGENT:",
        b"PHOTO;BASE64:",
        b";ENCODING=B",
        b";CHARSET=GBK",
        b";QUOTED-PRINTABLE",
        b":",
        b"=E9=99=88",
        b"\xE9\x99\x88",
        b"\xD6\xDC",
        b"\xFF",
        b"\\",
        b"\"",
        b"=",
        b"\xEF\xBB\xBF",
        b"TEL:1",
    ];
    let shaped = vec(select(pieces), 0..40).prop_map(|pieces| pieces.concat());
    prop_oneof![vec(any::<u8>(), 0..200), shaped]
}

proptest! {
    #[test]
    fn any_cut_gives_the_same_cards(bytes in card_bytes(), cuts in vec(0..300_usize, 0..6)) {
        let file = [b"BEGIN:VCARD\r\nFN:Ann\r\n", bytes.as_slice()].concat();
        let mut cuts: Vec<_> = cuts.into_iter().map(|cut| cut.min(file.len())).collect();
        cuts.extend([0, file.len()]);
        cuts.sort_unstable();
        let pieces = cuts.windows(2).map(|cut| &file[cut[0]..cut[1]]);
        let whole = read_pieces([file.as_slice()]);
        prop_assert_eq!(read_pieces(pieces), whole.clone());
        prop_assert_eq!(read_pieces(file.chunks(1)), whole);
    }

    #[test]
    fn what_is_between_two_cards_costs_neither(
        bytes in card_bytes(),
        is_closed in any::<bool>(),
        is_begun in any::<bool>(),
    ) {
        let good = |name: &str| {
            format!("BEGIN:VCARD\r\nVERSION:3.0\r\nN:{name};;;;\r\nFN:{name}\r\nORG:华北电机\r\nEND:VCARD\r\n")
        };
        let (first, last) = (good("周建国"), good("林小燕"));
        let begin: &[u8] = if is_begun { b"BEGIN:VCARD\r\n" } else { b"" };
        let end: &[u8] = if is_closed { b"\r\nEND:VCARD\r\n" } else { b"\r\n" };
        let file = [first.as_bytes(), begin, &bytes, end, last.as_bytes()].concat();
        let table = read_pieces([file.as_slice()]).unwrap();
        let plan = planned(&table);
        let found: Vec<_> = plan.clients.iter().map(|(_, client)| profile_line(client)).collect();
        for name in ["周建国", "林小燕"] {
            let line = format!("{name} | 华北电机 | - |  | ");
            prop_assert!(found.contains(&line), "{name}: {found:?}");
        }
        let sorted = plan.clients.len() + plan.namesakes.len() + plan.refused.len();
        prop_assert_eq!(sorted, table.rows().len());
    }
}

#[test]
fn names_that_show_nothing_do_not_hide_others() {
    for unseen in ["\u{200b}", "\u{ad}", "\u{202e}"] {
        for (lines, line) in [
            (
                format!("FN:{unseen}\nN:Lee;Ann;;;\nORG:North Motors"),
                "Ann Lee | North Motors | - |  | ",
            ),
            (
                format!("FN:{unseen}\nFN:Ann Lee\nORG:{unseen}\nORG:North"),
                "Ann Lee | North | - |  | ",
            ),
            (
                format!("FN:{unseen}\nN:{unseen};Ann;{unseen};;\nORG:{unseen};North"),
                "Ann | North | - |  | ",
            ),
            (
                format!("FN:{unseen}\nN:{unseen};;;;\nORG:North"),
                "North | - | - |  | ",
            ),
        ] {
            let table = read(format!("BEGIN:VCARD\n{lines}\nEND:VCARD\n").as_bytes());
            assert_eq!(profile_lines(&table), [line], "{lines}");
        }
    }
}

#[test]
fn a_suffix_belongs_to_the_name() {
    assert_eq!(
        name_of(b"N:Smith;John;Q.;Dr.;Jr.").as_deref(),
        Ok("John Q. Smith Jr.")
    );
    assert_eq!(name_of(b"N:Smith;John;;;").as_deref(), Ok("John Smith"));
    assert_eq!(
        name_of(b"FN:John Smith\nN:Smith;John;;;Jr.").as_deref(),
        Ok("John Smith")
    );
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
