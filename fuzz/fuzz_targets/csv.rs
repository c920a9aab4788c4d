//! Any bytes as a table: no panic, no row lost, and what is refused can be read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::{
    domain::CivilDate,
    exchange::{Encoding, Mapping, Table, read_contacts, refused_csv, take},
};

fuzz_target!(|bytes: &[u8]| {
    // The browser decodes GB18030; UTF-8 is what reaches the parser in any case.
    let _ = Encoding::of(bytes);
    let Ok(table) = read_contacts(&String::from_utf8_lossy(bytes)) else {
        return;
    };
    let today = CivilDate::new(2026, 6, 1).unwrap();
    let mut ids = 1..;
    let mut take = |table: &Table| {
        let ids = || ids.next().unwrap();
        take(table, &Mapping::guess(table), [], today, ids)
    };
    let Ok(taken) = take(&table) else { return };
    assert_eq!(
        table.rows().len(),
        taken.clients.len() + taken.already.len() + taken.refused.len()
    );
    if taken.refused.is_empty() {
        return;
    }
    let file = refused_csv(
        &table,
        &taken.refused,
        ["line", "reason"],
        ToString::to_string,
    );
    let Ok(again) = read_contacts(&file) else {
        return;
    };
    assert_eq!(again.rows().len(), taken.refused.len());
    for (row, refused) in again.rows().iter().zip(&taken.refused) {
        for (at, cell) in refused.cells.iter().enumerate() {
            assert_eq!(row.cell(2 + at), cell.trim());
        }
    }
});
