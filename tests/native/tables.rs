//! Tables of the programs that people keep contacts in: headers, names in parts, dates, encodings.

use trust_velocity::exchange::{
    DateReading, DayOrder, Encoding, Epoch, Field, ImportPlan, Mapping, RowError, Table,
    date_questions, plan_import, read_contacts, refused_csv,
};

use crate::exchange::{day, here, planned, profile_lines, read_file, reasons};

fn table(text: &str) -> Table {
    read_contacts(text).unwrap()
}

/// The new clients' names and organisations, with `|` between them.
fn who(plan: &ImportPlan) -> Vec<String> {
    let lines = profile_lines(plan).into_iter();
    let first_two = |line: String| line.split(" | ").take(2).collect::<Vec<_>>().join("|");
    lines.map(first_two).collect()
}

fn who_of(text: &str) -> Vec<String> {
    who(&planned(&table(text)))
}

fn planned_as(table: &Table, mapping: &Mapping) -> ImportPlan {
    let mut ids = 1..;
    plan_import(table, mapping, [], here(), || ids.next().unwrap()).unwrap()
}

#[test]
fn western_european_files_keep_their_letters() {
    let bytes = include_bytes!("../fixtures/exchange/windows-1252.csv");
    let plan = planned(&read_file(bytes));
    assert_eq!(who(&plan), ["Jürgen Müller|Bäcker KG", "Anna Weiss|Nord"]);
    for text in [
        "Name,Firm\r\nHülya Öztürk,Müller\r\n",
        "Nom;Société\r\nRenée Noël;François\r\n",
    ] {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(text);
        assert_eq!(who(&planned(&read_file(&bytes))), who_of(text));
    }
}

#[test]
fn a_byte_order_mark_is_certain_and_control_characters_are_no_text() {
    let guess = |bytes: &[u8]| Encoding::guess(bytes, crate::encodings::decode);
    let marked = guess(b"\xFF\xFE\xD3\x59\r\0\n\0").unwrap();
    assert_eq!(
        (marked.encoding, marked.is_certain),
        (Encoding::Utf16Le, true)
    );
    assert_eq!(
        guess(b"\xFE\xFF\x59\xD3").unwrap().encoding,
        Encoding::Utf16Be
    );
    assert_eq!(guess(b"\xEF\xBB\xBFx").unwrap().possible, [Encoding::Utf8]);
    let empty = guess(b"").unwrap();
    assert_eq!((empty.encoding, empty.is_certain), (Encoding::Utf8, true));
    assert_eq!(guess(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff"), None);
}

#[test]
fn bytes_that_are_no_text_cost_one_row() {
    // A note that a program cut within a character, in each encoding of several bytes.
    for encoding in [
        encoding_rs::UTF_8,
        encoding_rs::GB18030,
        encoding_rs::BIG5,
        encoding_rs::SHIFT_JIS,
    ] {
        let text = if encoding == encoding_rs::SHIFT_JIS {
            "氏名,会社,備考\n佐藤健,東京商事,良\n山田太郎,大阪電機,\n鈴木一郎,製作所,"
        } else if encoding == encoding_rs::BIG5 {
            "姓名,公司,備註\n陳志明,台灣電子,好\n林美玲,香港銀行,\n王小明,大學,"
        } else {
            "姓名,公司,备注\n陈建国,华北电机,好\n林小燕,某某物业,\n王总,银行,"
        };
        let (bytes, _, _) = encoding.encode(text);
        let mut bytes = bytes.into_owned();
        bytes.extend(b"\xE5\n");
        let plan = planned(&read_file(&bytes));
        assert_eq!(plan.clients.len(), 2, "{}", encoding.name());
        assert_eq!(reasons(&plan), [(4, RowError::Undecodable)]);
    }
}

#[test]
fn a_row_without_the_full_name_gets_it_from_its_parts() {
    let thunderbird = planned(&read_file(include_bytes!(
        "../fixtures/exchange/thunderbird-empty-name.csv"
    )));
    assert_eq!(
        profile_lines(&thunderbird),
        [
            "Ann Lee | North Motors | Buyer |  | x | 2026-06-01",
            "Bob Ray | South Pumps | Seller |  | y | 2026-06-01",
        ]
    );
    assert_eq!(reasons(&thunderbird), []);
    let google = planned(&read_file(include_bytes!(
        "../fixtures/exchange/google-middle-name.csv"
    )));
    assert_eq!(
        profile_lines(&google),
        [
            "Ann Beth Lee | North Motors | Buyer |  |  | 2026-06-01",
            "Ann Carol Lee | North Motors | Seller |  |  | 2026-06-01",
        ]
    );
}

#[test]
fn every_common_exporter_is_understood() {
    // Google before 2024, and after it.
    assert_eq!(
        who_of(
            "Name,Given Name,Additional Name,Family Name,Yomi Name,Group Membership,\
             E-mail 1 - Type,Organization 1 - Type,Organization 1 - Name,Organization 1 - Title\n\
             王小明,小明,,王,,* myContacts,,,华北电机,经理\n,Ann,Beth,Lee,,,,,North Motors,\n\
             ,小红,,李,,,,,,\n,,,,,,,,South Pumps,\n"
        ),
        [
            "王小明|华北电机",
            "Ann Beth Lee|North Motors",
            "李小红|-",
            "South Pumps|-"
        ]
    );
    assert_eq!(
        who_of(
            "First Name,Middle Name,Last Name,Phonetic First Name,Name Prefix,Name Suffix,Nickname,\
             File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,\
             Photo,Labels,E-mail 1 - Label,E-mail 1 - Value\n\
             伟,,张,,,,,,华北电机,,,,,,* myContacts,*,a@b\n,,,,,,,,只有公司,,,,,,,,\n"
        ),
        ["张伟|华北电机", "只有公司|-"]
    );
    // Outlook, whose title is a form of address.
    assert_eq!(
        who_of(
            "\"Title\",\"First Name\",\"Middle Name\",\"Last Name\",\"Suffix\",\"Company\",\"Department\",\
             \"Job Title\",\"Business Street\",\"Categories\",\"Notes\"\n\
             \"Mr.\",\"John\",\"Q.\",\"Public\",\"\",\"Acme\",\"\",\"Buyer\",\"\",\"\",\"\"\n\
             \"\",\"\",\"\",\"\",\"\",\"Only Inc.\",\"\",\"\",\"\",\"\",\"\"\n"
        ),
        ["John Q. Public|Acme", "Only Inc.|-"]
    );
    assert_eq!(
        who_of(
            "称谓,名,中间名,姓,后缀,单位,部门,职务,商务地址 国家/地区,类别,附注\n先生,建国,,周,,华北电机,,,,,\n"
        ),
        ["周建国|华北电机"]
    );
    assert_eq!(
        who_of(
            "Anrede;Vorname;Weitere Vornamen;Nachname;Suffix;Firma;Abteilung;Position\nFrau;Anna;Maria;Groß;;Nord AG;;\n"
        ),
        ["Anna Maria Groß|Nord AG"]
    );
    // LinkedIn, with notes above its header.
    assert_eq!(
        who_of(
            "Notes:\n\"When exporting, addresses may be missing.\"\n\n\
             First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
             Ann,Lee,https://x,,North Motors,Buyer,01 Mar 2026\n"
        ),
        ["Ann Lee|North Motors"]
    );
    // WeCom, DingTalk, and tables of China as they come.
    assert_eq!(
        who_of("姓名,企业,部门,职务,手机,标签,备注\n周建国,华北电机,采购部,经理,139,重点,x\n"),
        ["周建国|华北电机"]
    );
    assert_eq!(
        who_of(
            "客户名称,企业名称,客户类型,添加人,添加时间,标签组\n林小燕,某某物业,微信用户,我,2026-03-01 10:00:00,\n"
        ),
        ["林小燕|某某物业"]
    );
    assert_eq!(
        who_of("姓名\t公司名称\t部门\t职位\t手机号\n陈工\t华北电机\t\t\t139\n\t某某公司\t\t\t\n"),
        ["陈工|华北电机", "某某公司|-"]
    );
    // iCloud's and others', of Taiwan, Japan and Korea.
    assert_eq!(
        who_of("First name,Last name,Company\nWei,Zhang,Acme\n"),
        ["Wei Zhang|Acme"]
    );
    assert_eq!(
        who_of("姓名,公司名稱,職稱\n陳志明,台灣電子,經理\n"),
        ["陳志明|台灣電子"]
    );
    assert_eq!(
        who_of("氏名,会社名,役職\n佐藤健,東京商事,部長\n"),
        ["佐藤健|東京商事"]
    );
    assert_eq!(who_of("Family Name,Given Name\n김,철수\n"), ["김철수|-"]);
}

#[test]
fn a_table_without_a_header_keeps_its_first_row() {
    let names = read_file(include_bytes!("../fixtures/exchange/no-header.txt"));
    assert_eq!(names.header_line(), None);
    let mut mapping = Mapping::guess(&names);
    mapping.set(0, Some(Field::Name));
    assert_eq!(who(&planned_as(&names, &mapping)), ["周建国|-", "林小燕|-"]);
    for text in [
        "周建国\t华北电机\n林小燕\t某某物业\n",
        "周建国,13900000000\n林小燕,13800000000\n",
        "Ann Lee,North Motors\nBob Ray,South Pumps",
        "周建国,客户\n林小燕,客户\n",
        "陈工",
    ] {
        let table = table(text);
        assert_eq!(table.header_line(), None, "{text}");
        let mut mapping = Mapping::guess(&table);
        mapping.set(0, Some(Field::Name));
        let plan = planned_as(&table, &mapping);
        assert_eq!(plan.clients.len(), text.trim().lines().count(), "{text}");
    }
    // Named in a language that is not known here, above numbers.
    assert_eq!(table("jméno,telefon\nJan,139\n").header_line(), Some(1));
}

#[test]
fn the_header_is_found_below_titles_and_can_be_chosen() {
    let titled = read_file(include_bytes!("../fixtures/exchange/title-row.csv"));
    assert_eq!(titled.header_line(), Some(2));
    let plan = planned(&titled);
    assert_eq!(
        profile_lines(&plan),
        ["周建国 | 华北电机 | 经理 |  |  | 2026-06-01"]
    );
    assert_eq!(reasons(&plan), [(1, RowError::AboveHeader)]);
    let sheet = "客户,,\n制表人：王芳；日期：2026年3月\n\n姓名,公司,首次联系\n周建国,华北电机,2026-03-01\n\
        姓名,公司,首次联系\n林小燕,某某物业,\n";
    let plan = planned(&table(sheet));
    assert_eq!(who(&plan), ["周建国|华北电机", "林小燕|某某物业"]);
    assert_eq!(
        reasons(&plan),
        [
            (1, RowError::AboveHeader),
            (2, RowError::AboveHeader),
            (6, RowError::RepeatsHeader),
        ]
    );
    let file = refused_csv(&titled, &plan.refused, ["行", "原因"], ToString::to_string);
    assert_eq!(file.lines().count(), 1, "none of them can be mended");
    assert_eq!(
        table("客户名单（2026年）\n姓名;公司\n周建国;华北, 电机\n").header(),
        ["姓名", "公司"]
    );

    // Chosen, denied, and chosen again, no row is lost.
    let odd = table("Liste,2026\nwer,wo\nAnn,Nord\n");
    let chosen = odd.with_header(Some(2));
    assert_eq!(chosen.header(), ["wer", "wo"]);
    assert_eq!(chosen.rows().len(), 2);
    assert_eq!(chosen.rows()[0].error, Some(RowError::AboveHeader));
    let denied = chosen.with_header(None);
    assert_eq!(denied.header(), ["", ""]);
    assert!(denied.rows().iter().all(|row| row.error.is_none()));
    assert_eq!(denied.rows().len(), 3);
    assert_eq!(denied.with_header(Some(2)), chosen);
    assert_eq!(chosen.first_rows().len(), 3);
}

#[test]
fn both_unicode_forms_are_one_name() {
    let forms = read_file(include_bytes!("../fixtures/exchange/two-unicode-forms.csv"));
    let plan = planned(&forms);
    assert_eq!(who(&plan), ["Jörg Maier|Nord"]);
    assert_eq!(reasons(&plan), [(3, RowError::SameAs { line: 2 })]);
    // A client that came in decomposed is known by both forms.
    let mut old = plan.clients[0].1.clone();
    old.profile.name = trust_velocity::domain::Name::new("Jo\u{308}rg Maier").unwrap();
    let mut ids = 100..;
    let mapping = Mapping::guess(&forms);
    let again = plan_import(&forms, &mapping, [&old], here(), || ids.next().unwrap()).unwrap();
    assert_eq!((again.clients.len(), again.existing.len()), (0, 1));
}

#[test]
fn what_a_date_means_is_asked_once_for_a_file() {
    let with_dates = table(
        "姓名,首次联系\n周建国,03/04/2026\n林小燕,46086\n陈工,２０２６年３月５日（周四）\n王总,25/12/2025\n",
    );
    let mut mapping = Mapping::guess(&with_dates);
    let questions = date_questions(&with_dates, &mapping);
    assert_eq!(questions.order.as_deref(), Some("03/04/2026"));
    let serial = ("46086".to_owned(), day("2026-03-05"), day("2030-03-06"));
    assert_eq!(questions.serial, Some(serial));
    let plan = planned_as(&with_dates, &mapping);
    assert_eq!(
        reasons(&plan),
        [
            (2, RowError::AmbiguousDate("03/04/2026".into())),
            (3, RowError::SerialDate("46086".into())),
        ]
    );
    mapping.dates = DateReading {
        order: Some(DayOrder::DayFirst),
        epoch: Some(Epoch::Of1900),
    };
    let plan = planned_as(&with_dates, &mapping);
    assert_eq!(reasons(&plan), []);
    let dates = plan
        .clients
        .iter()
        .map(|(_, client)| client.first_contact());
    assert_eq!(
        dates.collect::<Vec<_>>(),
        ["2026-04-03", "2026-03-05", "2026-03-05", "2025-12-25"].map(day)
    );
    assert_eq!(
        date_questions(&with_dates, &mapping),
        questions,
        "it can be changed"
    );
}

#[test]
fn the_sample_of_names_comes_from_wherever_they_are() {
    let plain = "Ann Lee,Nord\n".repeat(25);
    let names = table(&format!("Name,Bäcker\n{plain}Jürgen Müller,Bäcker KG\n"));
    assert_eq!(names.header_line(), Some(1));
    assert_eq!(names.telling_cells(4), ["Jürgen Müller", "Bäcker KG"]);
    assert_eq!(names.telling_cells(1), ["Jürgen Müller"]);
    assert_eq!(
        table("姓名,公司\nAnn,Nord\n").telling_cells(4),
        ["姓名", "公司"]
    );
    let titled = table("客户名单\n姓名,公司\n周建国,Nord\n");
    assert_eq!(titled.telling_cells(4), ["周建国"]);
    assert!(table("name\nAnn\n").telling_cells(4).is_empty());
}
