//! Any text within a card: no panic, and every card is imported or refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::{
    domain::CivilDate,
    exchange::{Mapping, Surroundings, plan_import, read_contacts},
};

fuzz_target!(|text: &str| {
    let Ok(table) = read_contacts(&format!("BEGIN:VCARD\n{text}")) else {
        return;
    };
    let here = Surroundings {
        today: CivilDate::new(2026, 6, 1).unwrap(),
        day_of: |_| None,
        composed: str::to_owned,
    };
    let mut ids = 1..;
    let ids = || ids.next().unwrap();
    let plan = plan_import(&table, &Mapping::guess(&table), [], here, ids).unwrap();
    assert_eq!(
        table.rows().len(),
        plan.clients.len() + plan.refused.len()
    );
});
