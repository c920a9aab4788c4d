//! Clients come in from files as people have them, and ratings go out to files that Excel reads.

use proptest::{collection::vec, prelude::*, sample::select};
use trust_velocity::{
    domain::{
        CivilDate, Client, ClientId, Dimension, Language, Name, Note, PerDimension, Rater, Record,
        RelationshipKind, Score, Stage,
    },
    exchange::{
        Encoding, Field, ImportContext, ImportPlan, Mapping, NoNameColumn, RatingColumn,
        RatingWords, Refused, RowError, Table, TableError, lack_date_reading, plan_import,
        ratings_csv, read_contacts, refused_csv,
    },
    i18n::Text,
};

use crate::{encodings::decode, records};

pub const TODAY: &str = "2026-06-01";

/// The browser's part of an import, in UTC.
pub fn here() -> ImportContext {
    ImportContext {
        today: day(TODAY),
        day_of: |seconds| day("1970-01-01").plus_days(seconds.div_euclid(86_400)),
        // Enough of NFC for the names of these tests.
        composed: |text| text.replace("o\u{308}", "ö").replace("e\u{301}", "é"),
    }
}

pub fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

/// The table of a file, decoded as the browser would.
pub fn read_file(bytes: &[u8]) -> Table {
    let guess = Encoding::guess(bytes, decode).unwrap();
    read_contacts(&decode(bytes, guess.encoding).unwrap()).unwrap()
}

pub fn plan_as_guessed<'a>(
    table: &Table,
    existing: impl IntoIterator<Item = &'a Client>,
) -> Result<ImportPlan, NoNameColumn> {
    let mut ids = 1..;
    plan_import(table, &Mapping::guess(table), existing, here(), || {
        ids.next().unwrap()
    })
}

pub fn planned(table: &Table) -> ImportPlan {
    plan_as_guessed(table, []).unwrap()
}

/// Name, organisation, title, tags, note and first contact, with ` | ` between them.
pub fn profile_line(client: &Client) -> String {
    let profile = &client.profile;
    let or_dash = |name: &Option<Name>| name.as_ref().map_or("-", Name::as_str).to_owned();
    let tags: Vec<_> = profile.tags.iter().map(Name::as_str).collect();
    [
        profile.name.as_str().to_owned(),
        or_dash(&profile.organisation),
        or_dash(&profile.title),
        tags.join("+"),
        profile.note.as_str().to_owned(),
        client.first_contact().to_string(),
    ]
    .join(" | ")
}

pub fn profile_lines(plan: &ImportPlan) -> Vec<String> {
    plan.clients
        .iter()
        .map(|(_, client)| profile_line(client))
        .collect()
}

pub fn reasons(plan: &ImportPlan) -> Vec<(usize, RowError)> {
    let refused = plan.refused.iter();
    refused.map(|row| (row.line, row.reason.clone())).collect()
}

#[test]
fn names_that_show_nothing_and_too_many_tags_are_told() {
    let tags = |count| {
        (0..count)
            .map(|at| format!("t{at}"))
            .collect::<Vec<_>>()
            .join(";")
    };
    let csv = format!(
        "姓名,单位,标签\n\u{200b}\u{202e},,\n\0,\u{2060},\n陈工,\u{3164},\"{}\"\n王总,丁,\"{}\"\n",
        tags(64),
        tags(65)
    );
    let plan = planned(&read_contacts(&csv).unwrap());
    assert_eq!(
        reasons(&plan),
        [
            (2, RowError::NoName),
            (3, RowError::NoName),
            (5, RowError::TooManyTags),
        ]
    );
    assert_eq!(plan.clients.len(), 1);
}

#[test]
fn tables_of_excel_and_wps() {
    let chinese = planned(&read_file(include_bytes!(
        "../fixtures/exchange/excel-zh.csv"
    )));
    assert_eq!(
        profile_lines(&chinese),
        [
            "陈工 | 华北电机 | 采购经理 | 重点+老客户 | 说\"价格\"要再谈,\n下周回电 | 2026-03-01",
            "王总 | 北京, 某某公司 | - |  |  | 2026-02-14",
        ]
    );
    assert_eq!(chinese.clients[1].0, 4, "a cell of two lines stands above");

    let gbk = include_bytes!("../fixtures/exchange/wps-gbk.csv");
    assert_eq!(
        profile_lines(&planned(&read_file(gbk))),
        [
            "欧阳娜娜 | 中建集团 | - |  | 喝茶 | 2026-06-01",
            "陈工 | 华北电机 | - |  |  | 2026-06-01",
        ]
    );

    let german = planned(&read_file(include_bytes!(
        "../fixtures/exchange/excel-de.csv"
    )));
    assert_eq!(
        profile_lines(&german),
        [
            "Jörg Müller | Müller & Söhne | - |  | Angebot; bis Mai | 2026-03-01",
            "Anna Weiß | - | - |  |  | 2025-12-25",
        ]
    );
    let ambiguous = RowError::AmbiguousDate("03.04.2026".into());
    assert_eq!(reasons(&german), [(4, ambiguous)]);

    let unicode = read_file(include_bytes!("../fixtures/exchange/excel-unicode.txt"));
    assert_eq!(profile_lines(&planned(&unicode)).len(), 1);
    assert_eq!(unicode.header(), ["姓名", "公司"]);
}

#[test]
fn rows_lack_only_the_reading_of_their_dates_if_each_of_them_does() {
    let lack = |rows: &str| {
        let table = read_contacts(&format!("name,first contact\n{rows}")).unwrap();
        lack_date_reading(&planned(&table).refused)
    };
    assert!(lack("Ann,03/04/2026\nBob,46086\n"));
    // The header once more is no row of data.
    assert!(lack("Ann,03/04/2026\nname,first contact\n"));
    assert!(!lack("Ann,03/04/2026\nBob,next week\n"));
    assert!(!lack("name,first contact\n"));
    assert!(!lack("Ann,2026-03-04\n"));
}

#[test]
fn every_row_that_cannot_be_imported_says_why() {
    let long = "名".repeat(201);
    let table = read_contacts(&format!(
        "name,company,title,notes,first contact\n\
         陈工,A,,,2026-06-02\n\
         \n\
         ,,Buyer,,\n\
         陈工,A,,,2026-02-30\n\
         陈工,A,,,\n\
         陈工,B,,,20260301\n\
         陈工,A,,,2026/1/1 0:00:00\n\
         {long},,,,\n\
         王总,{long},,,\n\
         李总,,,a, b, c, d\n\
         赵总,,,\"the quote never ends\n\
         钱总,,,,\n"
    ))
    .unwrap();
    let plan = planned(&table);
    let too_long = |field| RowError::TooLong {
        field,
        chars: 201,
        most: 200,
    };
    assert_eq!(
        reasons(&plan),
        [
            (2, RowError::AfterToday(day("2026-06-02"))),
            (4, RowError::NoName),
            (5, RowError::NotADate("2026-02-30".into())),
            (8, RowError::SameAs { line: 6 }),
            (9, too_long(Field::Name)),
            (10, too_long(Field::Organisation)),
            (
                11,
                RowError::TooManyCells {
                    cells: 7,
                    columns: 5
                }
            ),
            (12, RowError::CutShort),
        ]
    );
    let lines: Vec<_> = plan.clients.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [6, 7]);
}

#[test]
fn what_is_no_table_says_so() {
    let read = |text: &str| read_contacts(text).map(|_| ());
    assert_eq!(read("\u{feff} \r\n"), Err(TableError::Empty));
    assert_eq!(read("sep=;\n"), Err(TableError::NoRows));
    assert_eq!(read("name,company\r\n ,\r\n"), Err(TableError::NoRows));
    let large = "x".repeat(Table::MAX_BYTES + 1);
    assert_eq!(read(&large), Err(TableError::TooLarge(large.len())));
    let rows = |count| format!("name\n{}", "x\n".repeat(count));
    assert_eq!(read(&rows(Table::MAX_ROWS)), Ok(()));
    let too_many = Err(TableError::TooManyRows);
    assert_eq!(read(&rows(Table::MAX_ROWS + 1)), too_many);
    let cards = |count| "BEGIN:VCARD\nFN:x\nEND:VCARD\n".repeat(count);
    assert_eq!(read(&cards(Table::MAX_ROWS)), Ok(()));
    assert_eq!(
        read(&cards(Table::MAX_ROWS + 1)),
        Err(TableError::TooManyCards)
    );
    let columns = |count| format!("name{}\nx", ",y".repeat(count - 1));
    assert_eq!(read(&columns(Table::MAX_COLUMNS)), Ok(()));
    let wide = columns(Table::MAX_COLUMNS + 1);
    assert_eq!(read(&wide), Err(TableError::TooManyColumns));

    let nameless = read_contacts("电话,城市\n139,北京").unwrap();
    assert_eq!(plan_as_guessed(&nameless, []), Err(NoNameColumn));
}

#[test]
fn delimiters_are_found() {
    for text in [
        "姓名,公司\n陈工,\"a;b;c\"",
        "姓名;公司\n陈工;a,b",
        "姓名\t公司\n陈工\ta,b;c",
        "\"姓名,,\"\t公司\n陈工\tx",
        "sep=|\n姓名|公司\n陈工|x",
        "\"SEP=;\"\r\n姓名,;公司\r\n陈工;x",
        "姓名,公司\r陈工,x\r",
    ] {
        let table = read_contacts(text).unwrap();
        assert_eq!((table.header().len(), table.rows().len()), (2, 1), "{text}");
        assert_eq!(table.rows()[0].cell(0), "陈工", "{text}");
    }
    assert_eq!(
        read_contacts("sep=;\r\nname\r\n\r\nx").unwrap().rows()[0].line,
        4
    );
}

#[test]
fn a_name_in_parts_is_put_together() {
    let table =
        read_contacts("First Name,Last Name,Labels\n小明,陈,* myContacts ::: 重点\nAnn,Smith,");
    assert_eq!(
        profile_lines(&planned(&table.unwrap())),
        [
            "陈小明 | - | - | 重点 |  | 2026-06-01",
            "Ann Smith | - | - |  |  | 2026-06-01",
        ]
    );
}

#[test]
fn the_same_file_again_adds_nothing() {
    let table = read_file(include_bytes!("../fixtures/exchange/excel-zh.csv"));
    let first = planned(&table);
    let clients: Vec<_> = first
        .clients
        .into_iter()
        .map(|(_, client)| client)
        .collect();
    let again = plan_as_guessed(&table, &clients).unwrap();
    assert!(again.clients.is_empty() && again.refused.is_empty());
    let known: Vec<_> = again
        .existing
        .iter()
        .map(|row| (row.line, row.client))
        .collect();
    assert_eq!(known, [(2, clients[0].id()), (4, clients[1].id())]);

    let examples: Vec<_> = clients.into_iter().map(Client::as_example).collect();
    assert_eq!(plan_as_guessed(&table, &examples).unwrap().clients.len(), 2);
}

#[test]
fn refused_rows_come_back_once_mended() {
    let table = read_contacts("姓名;首次接触;备注\n陈工;昨天;=1+1\n王总;2026-01-01;\n").unwrap();
    let refused = planned(&table).refused;
    let file = refused_csv(&table, &refused, ["行", "原因"], |reason| {
        assert_eq!(*reason, RowError::NotADate("昨天".into()));
        "日期读不出".to_owned()
    });
    assert_eq!(
        file,
        "\u{feff}行,原因,姓名,首次接触,备注\r\n2,日期读不出,陈工,昨天,'=1+1\r\n"
    );
    let mended = read_contacts(&file.replace("昨天", "2026-05-31")).unwrap();
    assert_eq!(
        profile_lines(&planned(&mended)),
        ["陈工 | - | - |  | =1+1 | 2026-05-31"]
    );
}

#[test]
fn the_kind_of_a_relationship_comes_in_by_its_name() {
    let table = read_contacts(
        "姓名,单位,关系类型\n陈工,一,供应商\n王总,二,\nAnn,三,Team member\n李,四,project_partner\n赵,五,邻居",
    )
    .unwrap();
    let plan = plan_as_guessed(&table, []).unwrap();
    let kinds: Vec<_> = plan.clients.iter().map(|(_, client)| client.kind).collect();
    assert_eq!(
        kinds,
        [
            RelationshipKind::Supplier,
            RelationshipKind::Client,
            RelationshipKind::TeamMember,
            RelationshipKind::ProjectPartner,
        ]
    );
    let refused: Vec<_> = plan.refused.iter().map(|row| row.reason.clone()).collect();
    assert_eq!(refused, [RowError::NotAKind("邻居".to_owned())]);
    // Whatever the app itself writes, it reads.
    for (language, kind) in Language::ALL
        .into_iter()
        .flat_map(|language| RelationshipKind::ALL.map(|kind| (language, kind)))
    {
        let text = Text(language);
        let (heading, words) = (text.kind_label(), text.relationship_kind(kind));
        let table = read_contacts(&format!("name,{heading}\nA,{words}")).unwrap();
        let plan = plan_as_guessed(&table, []).unwrap();
        assert_eq!(plan.clients[0].1.kind, kind, "{heading}: {words}");
    }
}

struct Words;

impl RatingWords for Words {
    fn heading(&self, column: RatingColumn) -> String {
        match column {
            RatingColumn::Client => "客户".into(),
            RatingColumn::Score(dimension) => dimension.id().into(),
            other => format!("{other:?}"),
        }
    }

    fn stage(&self, stage: Stage) -> String {
        stage.id().into()
    }

    fn rater(&self, rater: &Rater) -> String {
        match rater {
            Rater::Seller => "我".into(),
            Rater::Client(person) => person.as_str().into(),
            Rater::Peer => "同事".into(),
        }
    }

    fn kind(&self, kind: RelationshipKind) -> String {
        kind.id().into()
    }
}

/// A client with two ratings, the later one entered first.
fn rated(name: &str, note: &str) -> Client {
    let mut client = records::client(day("2026-01-10"));
    client.profile.name = Name::new(name).unwrap();
    client.profile.organisation = Name::new("华北, 电机").ok();
    client.profile.tags = vec![Name::new("重点").unwrap(), Name::new("@老客户").unwrap()];
    let scores = PerDimension([7.5, 6.0, 0.0, 10.0].map(|score| Score::new(score).ok()));
    let mut missing = scores;
    missing[Dimension::Benefit] = None;
    let later = records::rating(0xa, day("2026-03-01"), Rater::Seller, scores);
    let with_note = match later {
        Record::Rating(mut rating) => {
            rating.note = Note::new(note).unwrap();
            Record::Rating(rating)
        }
        other => other,
    };
    let person = Rater::Client(Name::new("+1").unwrap());
    for record in [
        with_note,
        records::rating(0xb, day("2026-02-01"), person, missing),
        records::stage(0xc, day("2026-02-15"), Stage::Deepening),
    ] {
        client.put(record).unwrap();
    }
    client
}

#[test]
fn excel_reads_what_goes_out() {
    let mut client = rated("=HYPERLINK(\"http://x\")", "<script>\u{202e}\n+1");
    client.kind = RelationshipKind::Supplier;
    client.set_recommended_by(Some(ClientId::new(9))).unwrap();
    let name_of = |id: ClientId| Name::new(&format!("=1+{}", id.number())).ok();
    let file = ratings_csv([&client], name_of, &Words);
    assert!(
        file.starts_with("\u{feff}客户,Organisation,Tags,Date,Stage,Rater,Instrument,expertise,")
    );
    let lines: Vec<_> = file.split("\r\n").collect();
    assert_eq!(
        lines[1..],
        [
            "\"'=HYPERLINK(\"\"http://x\"\")\",\"华北, 电机\",重点; @老客户,2026-02-01,,'+1,sliders-1,\
             7.5,6,0,,,,0000000000000001,000000000000000b,supplier,'=1+9"
                .replace("重点; @老客户", "\"重点; @老客户\""),
            "\"'=HYPERLINK(\"\"http://x\"\")\",\"华北, 电机\",\"重点; @老客户\",2026-03-01,deepening,我,\
             sliders-1,7.5,6,0,10,23.5,\"<script>\u{202e}\n+1\",0000000000000001,000000000000000a,supplier,'=1+9"
                .to_owned(),
            String::new(),
        ]
    );
}

proptest! {
    #[test]
    fn any_text_gives_a_table_or_an_error(text in texts()) {
        let Ok(table) = read_contacts(&text) else { return Ok(()) };
        let Ok(plan) = plan_as_guessed(&table, []) else { return Ok(()) };
        let sorted = plan.clients.len() + plan.namesakes.len() + plan.refused.len();
        prop_assert_eq!(sorted, table.rows().len());
        let lines = 1 + text.matches(['\r', '\n']).count();
        prop_assert!(table.rows().iter().all(|row| (1..=lines).contains(&row.line)));
    }

    #[test]
    fn any_cell_comes_back(rows in vec(vec(cells(), 3), 1..4)) {
        let table = table_of(&rows);
        for (row, read) in rows.iter().zip(table.rows()) {
            for (at, cell) in row.iter().enumerate() {
                prop_assert_eq!(cell.trim(), read.cell(2 + at));
            }
        }
        prop_assert_eq!(rows.len(), table.rows().len());
        prop_assert!(table.rows().iter().all(|row| row.error.is_none()));
    }

    #[test]
    fn no_cell_goes_out_as_a_formula(name in cells(), note in cells()) {
        let Ok(name) = Name::new(&name) else { return Ok(()) };
        let client = rated(name.as_str(), &note);
        let file = ratings_csv([&client], |_| None, &Words);
        let table = read_contacts(&file).unwrap();
        let row = &table.rows()[1];
        prop_assert_eq!(row.cell(0), name.as_str());
        prop_assert_eq!(row.cell(12), note.trim());
        let mut plain = csv_core::Reader::new();
        let (mut cells, mut ends) = (vec![0; file.len()], [0; 64]);
        let mut rest = file.as_bytes();
        loop {
            let (result, read, _, ended) = plain.read_record(rest, &mut cells, &mut ends);
            rest = &rest[read..];
            let mut start = 0;
            for end in &ends[..ended] {
                let risky = [b'=', b'+', b'-', b'@', b'\t', b'\r'];
                prop_assert!(cells[start..*end].first().is_none_or(|first| !risky.contains(first)));
                start = *end;
            }
            if matches!(result, csv_core::ReadRecordResult::End) {
                break;
            }
        }
    }
}

/// The table of a file of refused rows: its first two columns are the line and the reason.
fn table_of(rows: &[Vec<String>]) -> Table {
    let header = read_contacts("first,second,third\nx").unwrap();
    let refused = rows.iter().map(|cells| Refused {
        line: 1,
        cells: cells.clone(),
        reason: RowError::NoName,
    });
    let refused: Vec<_> = refused.collect();
    let file = refused_csv(&header, &refused, ["line", "reason"], |_| "x".into());
    read_contacts(&file).unwrap()
}

fn cells() -> impl Strategy<Value = String> {
    "[,;\t\r\n\"'=+@x \u{202e}\u{0}陈-]{0,8}"
}

/// Anything, and texts that look like tables and cards.
fn texts() -> impl Strategy<Value = String> {
    let pieces = vec![
        "BEGIN:VCARD",
        "END:VCARD",
        "\r\n",
        "\n",
        "\r",
        "\n ",
        "FN",
        "N",
        ":",
        ";",
        "NOTE",
        "=",
        "ENCODING=QUOTED-PRINTABLE",
        "=E9=99=88",
        "\\",
        ",",
        "\"",
        "name",
        "日期",
        "2026-01-01",
        "sep=",
        "\t",
        "陈",
        "\u{feff}",
        "'",
    ];
    let shaped = vec(select(pieces), 0..40).prop_map(|pieces| pieces.concat());
    let card = shaped.prop_map(|text| format!("BEGIN:VCARD\n{text}"));
    let pieces = vec![
        "name,", "陈", "\"", ",", ";", "\t", "\r", "\n", "'", "=", "sep=;",
    ];
    let table = vec(select(pieces), 0..40).prop_map(|pieces| format!("name,{}", pieces.concat()));
    prop_oneof![".*", card, table]
}

/// A note of a table may hold a card: in quotes, its first line begins no file of cards.
#[test]
fn a_card_within_a_cell_leaves_a_table_a_table() {
    let text = "姓名,备注\n陈工,\"名片：\nBEGIN:VCARD\nFN:王总\nEND:VCARD\"\n李工,\n";
    let table = read_contacts(text).unwrap();
    assert_eq!(table.header(), ["姓名", "备注"]);
    assert_eq!(table.rows().len(), 2);
}
