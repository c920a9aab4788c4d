//! Any bytes as a table: no panic, no row lost, and what is refused can be read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::{
    DateReading, Encoding, Mapping, Refused, Table, plan_import, read_contacts, read_date,
    refused_csv,
};
use trust_velocity_fuzz::here;

fuzz_target!(|bytes: &[u8]| {
    // Bytes as characters stand for what the browser decodes.
    let _ = Encoding::guess(bytes, |bytes, _| {
        Some(bytes.iter().copied().map(char::from).collect())
    });
    let _ = read_date(
        &String::from_utf8_lossy(bytes),
        DateReading::default(),
        |_| None,
    );
    let Ok(table) = read_contacts(&String::from_utf8_lossy(bytes)) else {
        return;
    };
    let mut ids = 1..;
    let mut plan = |table: &Table| {
        let ids = || ids.next().unwrap();
        plan_import(table, &Mapping::guess(table), [], here(), ids)
    };
    let Ok(planned) = plan(&table) else { return };
    assert_eq!(
        table.rows().len(),
        planned.clients.len() + planned.namesakes.len() + planned.refused.len()
    );
    let mut mended = planned.refused.clone();
    mended.retain(Refused::can_be_mended);
    if mended.is_empty() {
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
    let again = again.with_header(Some(1));
    assert_eq!(again.rows().len(), mended.len());
    for (row, refused) in again.rows().iter().zip(&mended) {
        for (at, cell) in refused.cells.iter().enumerate() {
            assert_eq!(row.cell(2 + at), cell.trim());
        }
    }
});
