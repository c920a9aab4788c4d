//! Any text as the rows of a table of ratings: no panic, every row adds something, is known or is
//! refused, and the same table once more adds nothing.
#![no_main]

use std::{collections::BTreeSet, sync::Arc};

use libfuzzer_sys::fuzz_target;
use trust_velocity::{
    domain::{Client, Language},
    exchange::{HistoryPlan, HistoryPlanner, Mapping, RatingWords, Table, read_contacts},
    i18n::Text,
};
use trust_velocity_fuzz::here;

const HEADER: &str =
    "客户,单位,日期,专业信任,职业信任,关系信任,利益信任,备注,阶段,阶段起始日期,最近联系\n";

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    check(&text);
    check(&format!("{HEADER}{text}"));
});

fn check(text: &str) {
    let Ok(table) = read_contacts(text) else {
        return;
    };
    let Some(plan) = plan(&table, Vec::new()) else {
        return;
    };
    let adding = plan.clients.iter().flat_map(|client| client.lines.clone());
    let refused = plan.refused.iter().map(|row| row.line);
    let mut sorted: Vec<_> = adding
        .clone()
        .chain(plan.known.clone())
        .chain(refused)
        .collect();
    sorted.sort_unstable();
    let mut lines: Vec<_> = table.rows().iter().map(|row| row.line).collect();
    lines.sort_unstable();
    assert_eq!(sorted, lines, "each row once");
    let adding: BTreeSet<_> = adding.collect();
    assert!(plan.left_out.iter().all(|row| adding.contains(&row.line)));

    let clients: Vec<Arc<Client>> = plan
        .clients
        .into_iter()
        .map(|client| Arc::new(client.after))
        .collect();
    let again = self::plan(&table, clients).unwrap();
    assert_eq!(again.clients, []);
    assert_eq!(again.known.len() + again.refused.len(), lines.len());
}

fn plan(table: &Table, existing: Vec<Arc<Client>>) -> Option<HistoryPlan> {
    let words = [Text(Language::Zh), Text(Language::En)];
    let words = words.each_ref().map(|text| text as &dyn RatingWords);
    // No table knows them.
    let mut ids = 0xA5C3_96E1_0F2D_4B78_u64..;
    let ids = || ids.next().unwrap();
    let mapping = Mapping::guess(table);
    let mut planner = HistoryPlanner::new(table, mapping, existing, here(), &words, ids).ok()?;
    while 0 < planner.step(3) {}
    Some(planner.finish())
}
