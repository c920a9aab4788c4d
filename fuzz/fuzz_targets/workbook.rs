//! Any bytes as a workbook, as a sheet in one, and as the cells of that: no panic but the library's,
//! which the app contains, and what is read keeps to the limits.
#![no_main]

use std::{
    io::{Cursor, Write as _},
    panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook},
};

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::{
    MAX_UNPACKED, MAX_WORKBOOK, Mapping, Table, TableError, WorkbookError, plan_import,
    read_workbook,
};
use trust_velocity_fuzz::here;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

fuzz_target!(
    init: {
        let end = take_hook();
        set_hook(Box::new(move |panic| {
            if !is_of_a_library(panic) {
                end(panic);
            }
        }));
    },
    |bytes: &[u8]| {
        check(bytes);
        check(&book(bytes));
        let start = format!(r#"<worksheet xmlns="{MAIN}"><sheetData><row r="1">"#);
        let end = b"</row></sheetData></worksheet>";
        check(&book(&[start.as_bytes(), bytes, end].concat()));
    }
);

fn is_of_a_library(panic: &PanicHookInfo) -> bool {
    let file = panic.location().map_or("", |place| place.file());
    file.contains("/registry/") || file.starts_with("/rustc/")
}

/// The browser's containment: a panic goes no further.
fn contain(work: &mut dyn FnMut()) -> bool {
    catch_unwind(AssertUnwindSafe(work)).is_ok()
}

fn check(bytes: &[u8]) {
    let sheets = match read_workbook(bytes, &contain) {
        Ok(sheets) => sheets,
        Err(error) => {
            let is_large = matches!(error, WorkbookError::TooLarge(_));
            assert_eq!(is_large, MAX_WORKBOOK < bytes.len());
            return;
        }
    };
    assert!(!sheets.is_empty());
    assert!(sheets.is_sorted_by_key(|sheet| sheet.is_hidden));
    let mut read = 0;
    for sheet in sheets {
        let failed = &sheet.failed_cells;
        assert_eq!(failed.first.len(), failed.count.min(5));
        let table = match sheet.table {
            Ok(table) => table,
            Err(error) => {
                assert_ne!(error, TableError::Empty);
                continue;
            }
        };
        let rows = table.rows();
        assert!((1..=Table::MAX_ROWS).contains(&rows.len()));
        assert!(rows.is_sorted_by_key(|row| row.line));
        assert!(
            rows.iter()
                .all(|row| row.cells.len() == table.header().len())
        );
        assert!((1..=Table::MAX_COLUMNS).contains(&table.header().len()));
        let cells = rows.iter().flat_map(|row| &row.cells);
        read += cells.map(String::len).sum::<usize>();
        let mut ids = 1..;
        let ids = || ids.next().unwrap();
        let Ok(plan) = plan_import(&table, &Mapping::guess(&table), [], here(), ids) else {
            continue;
        };
        assert_eq!(
            rows.len(),
            plan.clients.len() + plan.namesakes.len() + plan.refused.len()
        );
    }
    assert!(read <= MAX_UNPACKED);
}

/// A workbook of one sheet.
fn book(sheet: &[u8]) -> Vec<u8> {
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let relation = |kind: &str, target: &str| {
        let relation =
            format!(r#"<Relationship Id="rId1" Type="{RELATIONS}/{kind}" Target="{target}"/>"#);
        format!(r#"<Relationships xmlns="{PACKAGE}">{relation}</Relationships>"#)
    };
    let sheets = r#"<sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets>"#;
    let files = [
        ("_rels/.rels", relation("officeDocument", "xl/workbook.xml")),
        (
            "xl/workbook.xml",
            format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{sheets}</workbook>"#),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relation("worksheet", "worksheets/sheet1.xml"),
        ),
        (
            "xl/sharedStrings.xml",
            format!(r#"<sst xmlns="{MAIN}"><si><t>姓名</t></si><si><t>陈工</t></si></sst>"#),
        ),
        (
            "xl/styles.xml",
            format!(
                r#"<styleSheet xmlns="{MAIN}"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>"#
            ),
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let files = files
        .iter()
        .map(|(name, content)| (*name, content.as_bytes()));
    for (name, content) in files.chain([("xl/worksheets/sheet1.xml", sheet)]) {
        zip.start_file(name, options).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}
