//! Workbooks as Excel and WPS write them, and files that only look like one.

use std::io::{Cursor, Read as _, Write as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use trust_velocity::exchange::{
    DateQuestions, ImportPlan, Mapping, RowError, Sheet, Table, TableError, WorkbookError,
    date_questions, is_packed, read_contacts, read_workbook,
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::exchange::{planned, profile_lines, reasons};

const XLS: &[u8] = include_bytes!("../fixtures/exchange/book.xls");
const XLS_OF_1904: &[u8] = include_bytes!("../fixtures/exchange/book-1904.xls");
const XLSX: &[u8] = include_bytes!("../fixtures/exchange/book.xlsx");

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The browser's containment: a panic goes no further.
fn contain(work: &mut dyn FnMut()) -> bool {
    catch_unwind(AssertUnwindSafe(work)).is_ok()
}

fn read(bytes: &[u8]) -> Result<Vec<Sheet>, WorkbookError> {
    read_workbook(bytes, &contain)
}

fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in files {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of sheets, each with its name, its state and the XML of its cells and what follows
/// them. Style 1 is a date, style 2 a date as China writes it, style 3 hours.
struct Book<'a> {
    sheets: &'a [(&'a str, &'a str, &'a str)],
    strings: &'a [&'a str],
    properties: &'a str,
}

impl Book<'_> {
    fn bytes(&self) -> Vec<u8> {
        let mut files: Vec<(String, String)> = Vec::new();
        let (mut sheets, mut relations) = (Vec::new(), Vec::new());
        for (at, (name, state, cells)) in self.sheets.iter().enumerate() {
            let id = at + 1;
            sheets.push(format!(
                r#"<sheet name="{name}" sheetId="{id}" state="{state}" r:id="rId{id}"/>"#
            ));
            relations.push(format!(
                r#"<Relationship Id="rId{id}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{id}.xml"/>"#
            ));
            files.push((
                format!("xl/worksheets/sheet{id}.xml"),
                format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{cells}</worksheet>"#),
            ));
        }
        let (sheets, relations) = (sheets.concat(), relations.concat());
        let strings = self.strings.iter().map(|text| format!("<si>{text}</si>"));
        let strings = strings.collect::<Vec<_>>().concat();
        files.push((
            "xl/workbook.xml".into(),
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{}<sheets>{sheets}</sheets></workbook>"#,
                self.properties
            ),
        ));
        files.push((
            "xl/_rels/workbook.xml.rels".into(),
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>"#
            ),
        ));
        files.push((
            "_rels/.rels".into(),
            format!(
                r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ));
        files.push((
            "xl/sharedStrings.xml".into(),
            format!(r#"<sst xmlns="{MAIN}">{strings}</sst>"#),
        ));
        files.push((
            "xl/styles.xml".into(),
            format!(
                r#"<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs></styleSheet>"#
            ),
        ));
        let files: Vec<_> = files
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_bytes()))
            .collect();
        zip(&files)
    }
}

/// A sheet of texts that stand in its cells.
fn inline(rows: &[&[&str]]) -> String {
    let rows = rows.iter().map(|cells| {
        let cells = cells
            .iter()
            .map(|cell| format!(r#"<c t="inlineStr"><is><t>{cell}</t></is></c>"#));
        format!("<row>{}</row>", cells.collect::<Vec<_>>().concat())
    });
    rows.collect::<Vec<_>>().concat() + "</sheetData>"
}

fn book(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    Book {
        sheets,
        strings: &[],
        properties: "",
    }
    .bytes()
}

fn table(sheet: &Sheet) -> &Table {
    sheet.table.as_deref().unwrap()
}

fn only_plan(bytes: &[u8]) -> ImportPlan {
    let sheets = read(bytes).unwrap();
    assert_eq!(sheets.len(), 1);
    planned(table(&sheets[0]))
}

#[test]
fn cells_become_what_a_person_would_type() {
    // A title over all columns, the names below it as shared strings, one of them in two fonts.
    let cells = r#"
      <row r="1"><c r="A1" t="s"><v>0</v></c></row>
      <row r="3"><c r="A3" t="s"><v>1</v></c><c r="B3" t="s"><v>2</v></c><c r="C3" t="s"><v>3</v></c>
        <c r="D3" t="s"><v>4</v></c><c r="E3" t="s"><v>5</v></c></row>
      <row r="4"><c r="A4" t="inlineStr"><is><t>陈工</t></is></c><c r="B4" t="s"><v>6</v></c>
        <c r="C4" s="2"><v>46086</v></c><c r="D4"><v>13900000000</v></c>
        <c r="E4" t="str"><f>"v"&amp;1</f><v>v1</v></c></row>
      <row r="5"><c r="A5" t="inlineStr"><is><t>王总</t></is></c><c r="C5" s="1"><v>46067.4375</v></c>
        <c r="D5" t="b"><v>1</v></c><c r="E5" t="e"><v>#N/A</v></c></row>
      <row r="6"><c r="A6" t="inlineStr"><is><t>李经理</t></is></c><c r="D6"><f>0.1+0.2</f><v>0.30000000000000004</v></c>
        <c r="G6"><v>7</v></c></row>
      </sheetData><mergeCells count="2"><mergeCell ref="A1:E1"/><mergeCell ref="B4:B5"/></mergeCells>"#;
    let bytes = Book {
        sheets: &[("客户", "visible", cells)],
        strings: &[
            "<t>客户名单</t>",
            "<r><t>姓</t></r><r><rPr><b/></rPr><t>名</t></r>",
            "<t>单位</t>",
            "<t>首次联系</t>",
            "<t>手机</t>",
            "<t>备注</t>",
            "<t>华北 &amp; 电机</t>",
        ],
        properties: "",
    }
    .bytes();
    let sheets = read(&bytes).unwrap();
    let sheet = &sheets[0];
    assert_eq!((sheet.name.as_str(), sheet.is_hidden), ("客户", false));
    assert_eq!(sheet.failed_cells.count, 1);
    assert_eq!(sheet.failed_cells.first, ["E5 #N/A"]);
    let table = table(sheet);
    assert_eq!(
        table.header(),
        ["姓名", "单位", "首次联系", "手机", "备注", "", ""]
    );
    assert_eq!(table.header_line(), Some(3), "as Excel counts");
    let rows: Vec<_> = table.rows().iter().map(|row| row.cells.join("|")).collect();
    assert_eq!(
        rows,
        [
            "客户名单||||||",
            "陈工|华北 & 电机|2026-03-05|13900000000|v1||",
            "王总|华北 & 电机|2026-02-14 10:30|TRUE|||",
            "李经理|||0.3|||7",
        ]
    );
    assert_eq!(
        date_questions(table, &Mapping::guess(table)),
        DateQuestions::default()
    );
    let plan = planned(table);
    assert_eq!(reasons(&plan), [(1, RowError::AboveHeader)]);
    assert_eq!(
        profile_lines(&plan),
        [
            "陈工 | 华北 & 电机 | - |  | v1 | 2026-03-05",
            "王总 | 华北 & 电机 | - |  |  | 2026-02-14",
            "李经理 | - | - |  |  | 2026-06-01",
        ]
    );
}

#[test]
fn dates_count_from_the_epoch_of_the_book() {
    let cells = r#"<row r="1"><c t="inlineStr"><is><t>姓名</t></is></c><c t="inlineStr"><is><t>首次联系</t></is></c></row>
      <row r="2"><c t="inlineStr"><is><t>陈工</t></is></c><c s="1"><v>44624</v></c></row></sheetData>"#;
    let of_1904 = Book {
        sheets: &[("s", "visible", cells)],
        strings: &[],
        properties: r#"<workbookPr date1904="1"/>"#,
    };
    assert_eq!(
        profile_lines(&only_plan(&of_1904.bytes())),
        ["陈工 | - | - |  |  | 2026-03-05"]
    );
    for bytes in [XLS, XLS_OF_1904] {
        let sheets = read(bytes).unwrap();
        assert_eq!(table(&sheets[0]).rows()[1].cells[3], "13900000000");
        assert_eq!(
            profile_lines(&only_plan(bytes)),
            [
                "陈工 | 华北电机 | - |  |  | 2026-03-05",
                "王总 | 华北电机 | - |  |  | 2026-02-14",
            ]
        );
    }
}

/// The file of the journey.
#[test]
fn a_workbook_of_two_sheets_gives_both() {
    let sheets = read(XLSX).unwrap();
    let lines: Vec<_> = sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), profile_lines(&planned(table(sheet)))))
        .collect();
    let first = [
        "陈工 | 华北电机 | - |  |  | 2026-03-05",
        "王总 | 某某物业 | - |  |  | 2026-02-14",
    ];
    let last_year = ["李经理 | 北方仪表 | - |  |  | 2025-03-05"];
    assert_eq!(lines.len(), 2);
    assert_eq!(
        (lines[0].0, &lines[0].1[..]),
        ("客户", &first.map(str::to_owned)[..])
    );
    assert_eq!(
        (lines[1].0, &lines[1].1[..]),
        ("去年的客户", &last_year.map(str::to_owned)[..])
    );
    assert!(read(&XLSX[..XLSX.len() / 2]).is_err());
}

#[test]
fn sheets_with_rows_are_chosen_among_the_hidden_ones_last() {
    let people = inline(&[&["姓名"], &["陈工"]]);
    let heading = inline(&[&["姓名", "单位"]]);
    let sheets = read(&book(&[
        ("空", "visible", "</sheetData>"),
        ("旧", "hidden", &people),
        ("更旧", "veryHidden", &people),
        ("空表", "visible", &heading),
        ("客户", "visible", &people),
        ("坏", "visible", "<row><c"),
    ]))
    .unwrap();
    let named: Vec<_> = sheets
        .iter()
        .map(|sheet| (sheet.name.as_str(), sheet.is_hidden, sheet.table.is_ok()))
        .collect();
    assert_eq!(
        named,
        [
            ("空表", false, false),
            ("客户", false, true),
            ("坏", false, false),
            ("旧", true, true),
            ("更旧", true, true),
        ]
    );
    assert_eq!(sheets[0].table, Err(TableError::NoRows));
    assert_eq!(sheets[2].table, Err(TableError::Damaged));
    assert_eq!(
        read(&book(&[("空", "visible", "</sheetData>")])),
        Err(WorkbookError::Empty)
    );
}

#[test]
fn a_sheet_has_the_limits_of_any_table() {
    let one = |cells: &str| {
        read(&book(&[("s", "visible", cells)]))
            .unwrap()
            .remove(0)
            .table
    };
    let row = |at: usize| format!(r#"<row r="{at}"><c r="A{at}"><v>{at}</v></c></row>"#);
    let rows = |most: usize| (1..=most).map(row).collect::<Vec<_>>().concat() + "</sheetData>";
    assert!(one(&rows(Table::MAX_ROWS)).is_ok());
    assert_eq!(
        one(&rows(Table::MAX_ROWS + 21)),
        Err(TableError::TooManyRows)
    );
    let wide = r#"<row r="1"><c r="IV1"><v>1</v></c></row></sheetData>"#;
    assert!(one(wide).is_ok());
    let wider = r#"<row r="1"><c r="IW1"><v>1</v></c></row></sheetData>"#;
    assert_eq!(one(wider), Err(TableError::TooManyColumns));
    // The last cell of Excel's grid costs no more than any other.
    let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>2</v></c></row></sheetData>"#;
    assert_eq!(one(far).unwrap().rows()[1].line, 1_048_576);
}

/// The same archive, which tells another size of a part in its list and before the part.
fn claiming(mut archive: Vec<u8>, size: u32, claimed: u32) -> Vec<u8> {
    let places: Vec<_> = (0..archive.len() - 4)
        .filter(|at| archive[*at..*at + 4] == size.to_le_bytes())
        .collect();
    assert_eq!(places.len(), 2);
    for at in places {
        archive[at..at + 4].copy_from_slice(&claimed.to_le_bytes());
    }
    archive
}

#[test]
fn what_is_too_large_is_not_unpacked() {
    const SIZE: u32 = 1_000_003;
    let spaces = vec![b' '; SIZE as usize];
    let with = |name: &str| {
        let people = inline(&[&["姓名"], &["陈工"]]);
        let whole = Cursor::new(book(&[("s", "visible", &people)]));
        let mut zip = ZipWriter::new_append(whole).unwrap();
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(name, options).unwrap();
        zip.write_all(&spaces).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let bomb = claiming(with("xl/worksheets/sheet9.xml"), SIZE, 80_000_001);
    assert!(bomb.len() < 10_000);
    assert_eq!(read(&bomb), Err(WorkbookError::TooLargeUnpacked));
    // Pictures are not unpacked at all.
    let picture = claiming(with("xl/media/image1.png"), SIZE, 80_000_001);
    assert_eq!(profile_lines(&only_plan(&picture)).len(), 1);
    // A part that claims to be small is unpacked no further.
    let liar = claiming(with("xl/worksheets/sheet9.xml"), SIZE, 1_000);
    let mut unpacked = zip::ZipArchive::new(Cursor::new(&liar)).unwrap();
    let mut part = unpacked.by_name("xl/worksheets/sheet9.xml").unwrap();
    let (mut chunk, mut taken) = ([0; 100], 0);
    while let Ok(count @ 1..) = part.read(&mut chunk) {
        taken += count;
    }
    assert_eq!(taken, 1_000);
    assert_eq!(
        read(&vec![b'P'; 20_000_001]),
        Err(WorkbookError::TooLarge(20_000_001))
    );
}

/// Found by fuzzing: two cells at the ends of a sheet, between which calamine made room for all.
#[test]
fn a_sheet_of_cells_without_number_is_refused() {
    let file = include_bytes!("../fixtures/exchange/far-cells.xls");
    assert_eq!(read(file), Err(WorkbookError::TooLargeUnpacked));
}

#[test]
fn files_that_only_look_like_a_workbook_say_what_they_are() {
    let utf16 = |name: &str| {
        name.encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect::<Vec<_>>()
    };
    let compound = |name: &str| {
        [
            b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(),
            vec![0; 600],
            utf16(name),
        ]
        .concat()
    };
    assert_eq!(
        read(&compound("EncryptedPackage")),
        Err(WorkbookError::Encrypted)
    );
    assert_eq!(
        read(&compound("Root Entry WordDocument")),
        Err(WorkbookError::NotAWorkbook)
    );
    // It ends before the list of what is in it.
    assert_eq!(read(&compound("WordDoc")), Err(WorkbookError::Damaged));
    assert_eq!(read(&compound("Workbook")), Err(WorkbookError::Damaged));
    assert_eq!(
        read(&zip(&[("word/document.xml", b"<w/>")])),
        Err(WorkbookError::NotAWorkbook)
    );
    assert_eq!(
        read(&zip(&[("xl/workbook.bin", b"\0")])),
        Err(WorkbookError::Binary)
    );
    assert_eq!(read(b"PK\x03\x04\x14\0\x06\0"), Err(WorkbookError::Damaged));
    // An old workbook with a password has a record that says so: here in the place of its code page.
    let code_page = [0x42, 0, 2, 0];
    let at = XLS
        .windows(4)
        .position(|record| record == code_page)
        .unwrap();
    let mut locked = XLS.to_vec();
    locked[at] = 0x2F;
    assert_eq!(read(&locked), Err(WorkbookError::Encrypted));

    // Other programs' exports with the name of a workbook are read for what they are.
    assert!(!is_packed(
        b"<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"
    ));
    for page in [
        "\u{feff}\r\n<html xmlns:o=\"urn\"><body><table><tr><td>姓名</td></tr></table>",
        "<!DOCTYPE html><table>",
        "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook>",
        "<div>\n<table border=1>",
    ] {
        assert_eq!(read_contacts(page), Err(TableError::Markup), "{page}");
    }
    let text = "姓名\t单位\n陈工\t华北电机\n";
    assert_eq!(planned(&read_contacts(text).unwrap()).clients.len(), 1);
    let hostile = read_contacts("name\n<img src=x onerror=alert(1)>\n").unwrap();
    assert_eq!(planned(&hostile).clients.len(), 1);
}

#[test]
fn damage_is_an_error_and_nothing_else() {
    let people = inline(&[&["姓名", "单位"], &["陈工", "华北电机"]]);
    let whole = [XLS.to_vec(), book(&[("s", "visible", &people)])];
    for whole in whole {
        assert!(read(&whole).is_ok());
        for step in 0..100 {
            let at = step * whole.len() / 100;
            // Either it reads as something, or it is an error: a panic would end this test.
            let _ = read(&whole[..at]);
            let mut changed = whole.clone();
            changed[at] ^= 0xFF;
            let _ = read(&changed);
        }
    }
}

/// Found by fuzzing: it was unpacked until no memory was left.
#[test]
fn a_chain_of_sectors_without_end_is_damage() {
    let number = |at: usize| u32::from_le_bytes(*XLS[at..].first_chunk().unwrap());
    let after = |sector: u32| 512 * (sector as usize + 1);
    let table = after(number(76));
    let directory = number(48);
    let workbook = XLS[after(directory)..]
        .chunks(128)
        .position(|entry| entry.starts_with(b"W\0o\0r\0k\0"));
    let entry = after(directory) + 128 * workbook.unwrap();
    for sector in [directory, number(entry + 116)] {
        let mut endless = XLS.to_vec();
        // It says that it is as long as a number can be.
        endless[entry + 120..entry + 124].fill(0xFF);
        let followed_by = table + 4 * sector as usize;
        endless[followed_by..followed_by + 4].copy_from_slice(&sector.to_le_bytes());
        assert_eq!(read(&endless), Err(WorkbookError::Damaged));
    }
}
