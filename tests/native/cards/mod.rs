//! Contacts come in as phones and programs write them, and as mail and copying damage them.

mod encodings;
mod people;
mod text;

use proptest::{collection::vec, prelude::*, sample::select};
use trust_velocity::{
    domain::{Client, Note},
    exchange::{CardDetail, CardReader, Field, RowError, Table, TableError},
};

use crate::{
    encodings::decode_label as decode,
    exchange::{self, TODAY, planned},
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
    let iphone = read(include_bytes!("../../fixtures/exchange/iphone.vcf"));
    assert_eq!(
        profile_lines(&iphone),
        [
            "陈小明 | 华北电机 采购部 | 采购经理 | 重点+老客户 | 喜欢喝茶, 周五不方便\n报价已发",
            "某某物业 | - | - |  | ",
        ]
    );
    assert_eq!(reasons(&iphone), []);

    let android = read(include_bytes!("../../fixtures/exchange/android.vcf"));
    assert_eq!(
        profile_lines(&android),
        [
            "陈工 | 华北电机 | - |  | 记得\r\n11=11",
            "王总 | - | - |  | ",
            "陈工 | - | - |  | ",
        ]
    );
    assert_eq!(reasons(&android), []);

    let four = read(include_bytes!("../../fixtures/exchange/contacts-4.vcf"));
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
