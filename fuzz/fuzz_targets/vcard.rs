//! Any bytes within a card: no panic, every card is sorted in, the two around it come in, and a
//! cut changes nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use trust_velocity::exchange::{CardReader, Mapping, Table, TableError, plan_import};
use trust_velocity_fuzz::here;

fuzz_target!(|bytes: &[u8]| {
    let card = |name: &str| format!("BEGIN:VCARD\nFN:{name}\nORG:北\nEND:VCARD\n");
    let (first, last) = (card("陈工"), card("王总"));
    let begin = b"BEGIN:VCARD\n".as_slice();
    let file = [first.as_bytes(), begin, bytes, b"\n", last.as_bytes()].concat();
    let Ok(table) = read(&[&file]) else {
        return;
    };
    let (start, end) = file.split_at(file.len() / 2);
    assert_eq!(read(&[start, end]).as_ref(), Ok(&table));
    let mut ids = 1..;
    let ids = || ids.next().unwrap();
    let plan = plan_import(&table, &Mapping::guess(&table), [], here(), ids).unwrap();
    assert_eq!(
        table.rows().len(),
        plan.clients.len() + plan.namesakes.len() + plan.refused.len()
    );
    for name in ["陈工", "王总"] {
        let mut clients = plan.clients.iter();
        assert!(clients.any(|(_, client)| client.profile.name.as_str() == name));
    }
});

fn read(pieces: &[&[u8]]) -> Result<Table, TableError> {
    let mut reader = CardReader::new();
    for piece in pieces {
        reader.push(piece)?;
    }
    reader.finish(&|_, _| None)
}
