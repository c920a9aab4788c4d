//! From a card to a client: names, organisations, namesakes, and details that are not stored.

use std::collections::BTreeSet;

use trust_velocity::{
    domain::Client,
    exchange::{CardDetail, RowError},
};

use super::{name_of, profile_line, profile_lines, read, reasons};
use crate::exchange::{plan_as_guessed, planned};

#[test]
fn an_organisation_alone_is_a_client() {
    let table = read(include_bytes!(
        "../../fixtures/exchange/organisation-only.vcf"
    ));
    assert_eq!(
        profile_lines(&table),
        ["North Motors | - | - |  | ", "周建国 | 华北电机 | - |  | ",]
    );
    assert_eq!(reasons(&table), []);
    for (lines, client) in [
        (
            "item1.ORG:North Motors;Sales",
            "North Motors Sales | - | - |  | ",
        ),
        // As an iPhone writes a company.
        (
            "N:;;;;\nFN:North Motors\nORG:North Motors;\nX-ABShowAs:COMPANY",
            "North Motors | - | - |  | ",
        ),
        ("N:Li;;;;\nFN:Li\nORG:Li", "Li | Li | - |  | "),
    ] {
        let card = format!("BEGIN:VCARD\n{lines}\nEND:VCARD");
        assert_eq!(profile_lines(&read(card.as_bytes())), [client], "{lines}");
    }
    assert_eq!(name_of(b"ORG:;;\nEMAIL:a@b.example").as_deref(), Ok(""));
}

#[test]
fn details_that_are_not_stored_are_told() {
    use CardDetail::{Address, Birthday, Email, Phone, Photo};
    let details = |lines: &str| {
        let table = read(format!("BEGIN:VCARD\nFN:Ann\n{lines}\nEND:VCARD").as_bytes());
        table.cards().unwrap().details.clone()
    };
    assert_eq!(details("ORG:North\nURL:x"), []);
    assert_eq!(details("TEL:\nADR:;;;;;;\nBDAY: \nEMAIL;HOME:"), []);
    assert_eq!(
        details("BDAY:1980-01-01\nitem1.EMAIL;INTERNET:a@b\nTEL;CELL:1\nTEL:2"),
        [Phone, Email, Birthday]
    );
    assert_eq!(details("PHOTO:x\nADR:;;Road 1"), [Address, Photo]);
}

#[test]
fn people_of_one_name_are_asked_about() {
    let card = |name: &str, rest: &str| format!("BEGIN:VCARD\nFN:{name}\n{rest}\nEND:VCARD\n");
    let file = [
        card("王伟", "TEL:1"),
        card("王伟", "TEL:2"),
        card("王伟", "ORG:North"),
        card("王伟", "ORG:North"),
        card("王伟", "NOTE:x"),
    ];
    let table = read(file.concat().as_bytes());
    let first = planned(&table);
    let lines: Vec<_> = first.clients.iter().map(|(line, _)| *line).collect();
    assert_eq!(lines, [1, 9]);
    let asked = first.namesakes.iter().map(|row| (row.line, row.first));
    assert_eq!(asked.collect::<Vec<_>>(), [(5, 1), (17, 1)]);
    assert_eq!(reasons(&table), [(13, RowError::SameAs { line: 9 })]);
    let chosen = |lines: &[usize]| -> Vec<Client> {
        let lines: BTreeSet<_> = lines.iter().copied().collect();
        first.chosen(&lines).cloned().collect()
    };
    assert_eq!(chosen(&[]).len(), 2);
    assert_eq!(chosen(&[13, 17, 99]).len(), 3);
    assert_eq!(profile_line(&chosen(&[17])[2]), "王伟 | - | - |  | x");

    // The one who is in the list already is asked about too.
    let again = plan_as_guessed(&table, &chosen(&[])).unwrap();
    let known: Vec<_> = again
        .existing
        .iter()
        .map(|row| (row.line, row.another.is_some()))
        .collect();
    assert_eq!(known, [(1, true), (9, false)]);
    assert_eq!(again.namesakes.len(), 2);
    let lines = BTreeSet::from([1, 9]);
    assert_eq!(again.chosen(&lines).count(), 1);
}

#[test]
fn names_that_show_nothing_do_not_hide_others() {
    for unseen in ["\u{200b}", "\u{ad}", "\u{202e}"] {
        for (lines, line) in [
            (
                format!("FN:{unseen}\nN:Lee;Ann;;;\nORG:North Motors"),
                "Ann Lee | North Motors | - |  | ",
            ),
            (
                format!("FN:{unseen}\nFN:Ann Lee\nORG:{unseen}\nORG:North"),
                "Ann Lee | North | - |  | ",
            ),
            (
                format!("FN:{unseen}\nN:{unseen};Ann;{unseen};;\nORG:{unseen};North"),
                "Ann | North | - |  | ",
            ),
            (
                format!("FN:{unseen}\nN:{unseen};;;;\nORG:North"),
                "North | - | - |  | ",
            ),
        ] {
            let table = read(format!("BEGIN:VCARD\n{lines}\nEND:VCARD\n").as_bytes());
            assert_eq!(profile_lines(&table), [line], "{lines}");
        }
    }
}

#[test]
fn a_suffix_belongs_to_the_name() {
    assert_eq!(
        name_of(b"N:Smith;John;Q.;Dr.;Jr.").as_deref(),
        Ok("John Q. Smith Jr.")
    );
    assert_eq!(name_of(b"N:Smith;John;;;").as_deref(), Ok("John Smith"));
    assert_eq!(
        name_of(b"FN:John Smith\nN:Smith;John;;;Jr.").as_deref(),
        Ok("John Smith")
    );
}
