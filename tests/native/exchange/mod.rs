//! Clients come in from files as people have them, and ratings go out to files that Excel reads.

mod ratings_out;
mod tables_in;

use trust_velocity::{
    domain::{CivilDate, Client, Name},
    exchange::{
        Encoding, ImportContext, ImportPlan, Mapping, NoNameColumn, RowError, Table, plan_import,
        read_contacts,
    },
};

use crate::encodings::decode;

pub const TODAY: &str = "2026-06-01";

/// The browser's part of an import, in UTC.
pub fn here() -> ImportContext {
    ImportContext {
        today: day(TODAY),
        day_of: |seconds| day("1970-01-01").plus_days(seconds.div_euclid(86_400)),
        // Enough of NFC for the names of these tests.
        composed: |text| text.replace("o\u{308}", "ö").replace("e\u{301}", "é"),
    }
}

pub fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

/// The table of a file, decoded as the browser would.
pub fn read_file(bytes: &[u8]) -> Table {
    let guess = Encoding::guess(bytes, decode).unwrap();
    read_contacts(&decode(bytes, guess.encoding).unwrap()).unwrap()
}

pub fn plan_as_guessed<'a>(
    table: &Table,
    existing: impl IntoIterator<Item = &'a Client>,
) -> Result<ImportPlan, NoNameColumn> {
    let mut ids = 1..;
    plan_import(table, &Mapping::guess(table), existing, here(), || {
        ids.next().unwrap()
    })
}

pub fn planned(table: &Table) -> ImportPlan {
    plan_as_guessed(table, []).unwrap()
}

/// Name, organisation, title, tags, note and first contact, with ` | ` between them.
pub fn profile_line(client: &Client) -> String {
    let profile = &client.profile;
    let or_dash = |name: &Option<Name>| name.as_ref().map_or("-", Name::as_str).to_owned();
    let tags: Vec<_> = profile.tags.iter().map(Name::as_str).collect();
    [
        profile.name.as_str().to_owned(),
        or_dash(&profile.organisation),
        or_dash(&profile.title),
        tags.join("+"),
        profile.note.as_str().to_owned(),
        client.first_contact().to_string(),
    ]
    .join(" | ")
}

pub fn profile_lines(plan: &ImportPlan) -> Vec<String> {
    plan.clients
        .iter()
        .map(|(_, client)| profile_line(client))
        .collect()
}

pub fn reasons(plan: &ImportPlan) -> Vec<(usize, RowError)> {
    let refused = plan.refused.iter();
    refused.map(|row| (row.line, row.reason.clone())).collect()
}
