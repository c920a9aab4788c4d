//! Any bytes as a table: no panic, no row lost, and what is refused can be read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::{
    domain::CivilDate,
    exchange::{Encoding, Mapping, Table, plan_import, read_contacts, refused_csv},
};

fuzz_target!(|bytes: &[u8]| {
    // The browser decodes GB18030; UTF-8 is what reaches the parser in any case.
    let _ = Encoding::of(bytes);
    let Ok(table) = read_contacts(&String::from_utf8_lossy(bytes)) else {
        return;
    };
    let today = CivilDate::new(2026, 6, 1).unwrap();
    let mut ids = 1..;
    let mut plan = |table: &Table| {
        let ids = || ids.next().unwrap();
        plan_import(table, &Mapping::guess(table), [], today, ids)
    };
    let Ok(planned) = plan(&table) else { return };
    assert_eq!(
        table.rows().len(),
        planned.clients.len() + planned.existing.len() + planned.refused.len()
    );
    if planned.refused.is_empty() {
        return;
    }
    let file = refused_csv(
        &table,
        &planned.refused,
        ["line", "reason"],
        ToString::to_string,
    );
    let Ok(again) = read_contacts(&file) else {
        return;
    };
    assert_eq!(again.rows().len(), planned.refused.len());
    for (row, refused) in again.rows().iter().zip(&planned.refused) {
        for (at, cell) in refused.cells.iter().enumerate() {
            assert_eq!(row.cell(2 + at), cell.trim());
        }
    }
});
