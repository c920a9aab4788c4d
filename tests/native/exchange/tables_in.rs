//! Tables come in as people have them: each row becomes a client, or says why not.

use proptest::{collection::vec, prelude::*, sample::select};
use trust_velocity::{
    domain::{Client, Language, RelationshipKind},
    exchange::{
        Field, NoNameColumn, RowError, Table, TableError, lack_date_reading, read_contacts,
        refused_csv,
    },
    i18n::Text,
};

use super::{day, plan_as_guessed, planned, profile_lines, read_file, reasons};

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
        "../../fixtures/exchange/excel-zh.csv"
    )));
    assert_eq!(
        profile_lines(&chinese),
        [
            "陈工 | 华北电机 | 采购经理 | 重点+老客户 | 说\"价格\"要再谈,\n下周回电 | 2026-03-01",
            "王总 | 北京, 某某公司 | - |  |  | 2026-02-14",
        ]
    );
    assert_eq!(chinese.clients[1].0, 4, "a cell of two lines stands above");

    let gbk = include_bytes!("../../fixtures/exchange/wps-gbk.csv");
    assert_eq!(
        profile_lines(&planned(&read_file(gbk))),
        [
            "欧阳娜娜 | 中建集团 | - |  | 喝茶 | 2026-06-01",
            "陈工 | 华北电机 | - |  |  | 2026-06-01",
        ]
    );

    let german = planned(&read_file(include_bytes!(
        "../../fixtures/exchange/excel-de.csv"
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

    let unicode = read_file(include_bytes!("../../fixtures/exchange/excel-unicode.txt"));
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
    let table = read_file(include_bytes!("../../fixtures/exchange/excel-zh.csv"));
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
