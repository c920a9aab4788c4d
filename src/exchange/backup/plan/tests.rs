//! The choices of a restore, each with what it leaves here.

use std::sync::Arc;

use super::*;
use crate::{
    documents::decode_client,
    domain::{
        Assessment, CivilDate, Client, EntryId, FilterName, ListFilter, Name, Note, Occasion,
        Record, SavedFilter, Stage, StageEntry,
    },
    exchange::backup::Backup,
};

const CLIENT: &str = include_str!("../../../../tests/fixtures/client-v1.json");
const MARK: &str = "（副本）";

/// Met on 2026-03-03, with three ratings, a contact, a breach and two stages: entries 1–7.
fn client() -> Client {
    decode_client(CLIENT).unwrap().1
}

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

fn renamed(mut client: Client, name: &str) -> Client {
    client.profile.name = Name::new(name).unwrap();
    client
}

fn contact(id: u64, date: &str, note: &str) -> Record {
    let mut contact = client().contacts()[0].clone();
    contact.id = EntryId::new(id);
    contact.date = day(date);
    contact.note = Note::new(note).unwrap();
    Record::Contact(contact)
}

fn plan(in_file: Client, here: &[Client]) -> Plan {
    plan_of(vec![in_file], here)
}

fn plan_of(in_file: Vec<Client>, here: &[Client]) -> Plan {
    let backup = Backup::new(day("2026-11-22"), None, None, in_file);
    planned(&backup, here, Settings::default(), &Myself::default())
}

fn planned(backup: &Backup, here: &[Client], settings: Settings, myself: &Myself) -> Plan {
    let here = Here {
        clients: here.iter().cloned().map(Arc::new).collect(),
        settings,
        myself: Arc::new(myself.clone()),
        ..Here::default()
    };
    let mut planner = Planner::new(backup, here, str::len);
    loop {
        if let Some(plan) = planner.step() {
            return plan;
        }
    }
}

/// The clients to store.
fn stored(plan: &Plan, mark: &str) -> Vec<Client> {
    let changes = plan.items().iter().filter_map(|item| item.change(mark));
    changes.map(|(_, after)| Client::clone(&after)).collect()
}

/// The clients to store for a choice; `None` means the first choice.
fn changes(in_file: Client, here: &Client, choice: Option<Choice>) -> Vec<Client> {
    let mut plan = plan(in_file, std::slice::from_ref(here));
    if let Some(choice) = choice {
        plan.choose_for_all(|_| true, choice);
    }
    stored(&plan, MARK)
}

#[test]
fn a_new_client_is_added_and_an_equal_one_let_be() {
    let new = plan(client(), &[]);
    assert_eq!(new.items()[0].standing(), Standing::New);
    assert_eq!(stored(&new, MARK), [client()]);
    let mut equal = plan(client(), &[client()]);
    assert_eq!(equal.items()[0].standing(), Standing::Equal);
    for choice in Choice::ALL {
        equal.choose_for_all(|_| true, choice);
        assert_eq!(stored(&equal, MARK), []);
    }
}

#[test]
fn the_first_choice_for_two_states_of_a_client_is_to_add() {
    let differs = plan(renamed(client(), "陈工程师"), &[client()]);
    assert_eq!(differs.items()[0].choice(), Choice::Add);
    for choice in Choice::ALL {
        assert_eq!(Choice::from_id(choice.id()), Some(choice));
    }
}

#[test]
fn what_lies_in_the_bin_is_taken_out_first() {
    let day = day("2026-06-10");
    let mut fuller = client();
    fuller.put(contact(10, "2026-06-02", "")).unwrap();
    let mut both = fuller.clone();
    both.put(contact(11, "2026-06-03", "")).unwrap();
    let mut other = fuller.clone();
    other.put(contact(11, "2026-06-03", "")).unwrap();
    other.remove(EntryId::new(10));
    for (in_file, here, out) in [
        (client(), client(), client()),
        (client(), fuller.clone(), fuller.clone()),
        (fuller.clone(), client(), fuller.clone()),
        (other, fuller, both),
    ] {
        let here = here.into_bin(day);
        let plan = plan(in_file.clone(), std::slice::from_ref(&here));
        let item = &plan.items()[0];
        assert!(matches!(item.standing(), Standing::InBin(_)));
        assert_eq!(item.choice(), Choice::TakeOut);
        assert_eq!(item.effect(), Effect::TakesOut);
        let taken_out = changes(in_file.clone(), &here, None);
        assert_eq!(taken_out[0].binned(), None);
        let ids = |client: &Client| client.indexed_entries().entries().len();
        assert_eq!(ids(&taken_out[0]), ids(&out));
        assert_eq!(taken_out[0].profile, out.profile);
        assert_eq!(changes(in_file.clone(), &here, Some(Choice::Skip)), []);
        // Once more it has nothing to do.
        assert_eq!(changes(in_file, &taken_out[0], None), []);
    }
    // A client that is in the bin on both sides, or that only the file has there, is left as it is.
    let binned = || client().into_bin(day);
    assert_eq!(changes(binned(), &binned(), None), []);
    assert_eq!(changes(binned(), &client(), None), []);
}

#[test]
fn adding_keeps_what_is_here_and_takes_what_is_missing() {
    let here = renamed(client(), "陈工程师");
    let mut in_file = client();
    in_file.put(contact(4, "2026-03-05", "别的")).unwrap();
    in_file.put(contact(10, "2026-06-02", "")).unwrap();
    let mut union = here.clone();
    union.put(contact(10, "2026-06-02", "")).unwrap();
    assert_eq!(changes(in_file, &here, None), [union]);
}

#[test]
fn adding_takes_the_earlier_first_contact() {
    let mut in_file = client();
    let earlier = day("2026-02-01");
    in_file.set_first_contact(earlier, earlier).unwrap();
    in_file.put(contact(10, "2026-02-02", "")).unwrap();
    let [union] = &changes(in_file.clone(), &client(), None)[..] else {
        panic!("one client changes");
    };
    assert_eq!(union, &in_file, "the first stage moved along");
    assert_eq!(changes(client(), union, None), [], "and stays");
}

#[test]
fn replacing_takes_the_files_state() {
    let mut here = renamed(client(), "陈工程师");
    here.put(contact(8, "2026-06-01", "")).unwrap();
    let replaced = changes(client(), &here, Some(Choice::Replace));
    assert_eq!(replaced, [client()]);
}

#[test]
fn a_second_client_is_made_once() {
    let here = renamed(client(), "陈工程师");
    let keep = |here: &[Client], mark| {
        let mut plan = plan(client(), here);
        plan.choose_for_all(|_| true, Choice::KeepBoth);
        stored(&plan, mark)
    };
    let [copy] = &keep(std::slice::from_ref(&here), MARK)[..] else {
        panic!("one client is added");
    };
    assert_ne!(copy.id(), here.id());
    assert_eq!(copy.profile.name.as_str(), "陈工 🙂（副本）");
    assert_eq!(copy.history(), client().history());
    // Edited since, and imported again in another language: it is still the same copy.
    let edited = renamed(copy.clone(), "程工");
    assert_eq!(keep(&[here, edited], " (copy)"), []);
}

#[test]
fn two_persons_of_one_id_are_not_mixed() {
    let other = Client::empty(client().id(), client().profile, day("2026-01-01"));
    let mut other = renamed(other, "王总");
    other
        .put(Record::Stage(StageEntry {
            id: EntryId::new(77),
            date: day("2026-01-01"),
            stage: Stage::Initial,
        }))
        .unwrap();
    let [copy] = &changes(other, &client(), None)[..] else {
        panic!("one client is added");
    };
    assert_ne!(copy.id(), client().id());
    assert_eq!(copy.profile.name.as_str(), "王总（副本）");
}

#[test]
fn settings_are_taken_unasked_only_into_an_empty_store() {
    let in_file = Settings {
        language: Some(crate::domain::Language::Zh),
        ..Settings::default()
    };
    let backup = || Backup::new(day("2026-11-22"), Some(in_file), None, Vec::new());
    let plan = |backup: Backup, here: &[Client], settings: Settings| {
        planned(&backup, here, settings, &Myself::default())
    };
    let empty: [Client; 0] = [];
    let plan_of_empty = plan(backup(), &empty, Settings::default());
    assert_eq!(plan_of_empty.other_changes().settings, Some(in_file));
    let same = plan(backup(), &empty, in_file);
    let mut plan = plan(backup(), &[client()], Settings::default());
    assert!(plan.settings_differ());
    assert_eq!(plan.other_changes().settings, None);
    plan.set_restores_settings(true);
    assert_eq!(plan.other_changes().settings, Some(in_file));
    assert!(!same.settings_differ());
    assert_eq!(same.other_changes().settings, None);
}

#[test]
fn self_assessments_that_are_missing_are_added_once() {
    let entry = |id, answers: &str| Assessment {
        id: EntryId::new(id),
        date: day("2026-11-20"),
        occasion: Occasion::Ordinary,
        answers: answers.parse().unwrap(),
    };
    let of = |entries: &[Assessment]| {
        let mut myself = Myself::default();
        for entry in entries {
            myself.put(*entry);
        }
        myself
    };
    let here = of(&[entry(1, "4444")]);
    let in_file = of(&[entry(1, "7777"), entry(2, "5555")]);
    let backup = || Backup::new(day("2026-11-22"), None, Some(in_file.clone()), Vec::new());
    let no_client: [Client; 0] = [];
    let plan = |here| planned(&backup(), &no_client, Settings::default(), here);
    assert_eq!(plan(&here).new_assessments(), 1);
    let both = of(&[entry(1, "4444"), entry(2, "5555")]);
    assert_eq!(plan(&here).other_changes().myself, Some(both.clone()));
    assert_eq!(plan(&both).other_changes().myself, None);
    let mut refused = plan(&here);
    refused.set_restores_myself(false);
    assert_eq!(refused.other_changes().myself, None);
}

#[test]
fn saved_filters_that_are_missing_are_added_once() {
    let saved = |id, name: &str| SavedFilter {
        id: EntryId::new(id),
        name: FilterName::new(name).unwrap(),
        filter: ListFilter::default(),
    };
    let of = |filters: &[SavedFilter]| Myself::from_parts(None, Vec::new(), filters.to_vec());
    let of = |filters: &[SavedFilter]| of(filters).unwrap();
    let here = of(&[saved(1, "Here")]);
    let in_file = of(&[saved(1, "In the file"), saved(2, "New")]);
    let backup = Backup::new(day("2026-11-22"), None, Some(in_file), Vec::new());
    let no_client: [Client; 0] = [];
    let plan = |here| planned(&backup, &no_client, Settings::default(), here);
    let both = of(&[saved(1, "Here"), saved(2, "New")]);
    assert_eq!(
        (plan(&here).new_filters(), plan(&both).new_filters()),
        (1, 0)
    );
    assert_eq!(plan(&here).other_changes().myself, Some(both.clone()));
    assert_eq!(plan(&both).other_changes().myself, None);
}

#[test]
fn a_plan_stays_linear_in_the_number_of_entries() {
    use crate::domain::counting::assert_linear;
    let of = |ids: std::ops::Range<u64>| {
        let mut client = client();
        let entries = ids.map(|id| contact(100 + id, "2026-06-01", ""));
        client.put_all(entries.collect()).unwrap();
        client
    };
    assert_linear(|count| {
        let (here, in_file) = (of(0..count / 2), of(count / 4..count));
        let changes = stored(&plan(in_file, &[here]), "");
        assert_eq!(changes[0].contacts().len() as u64, count + 1);
    });
}

#[test]
fn a_plan_stays_linear_in_the_number_of_clients() {
    use crate::domain::counting::assert_linear;
    assert_linear(|count| {
        let clients = (0..count).map(|id| client().with_id(ClientId::new(id)));
        let clients: Vec<_> = clients.collect();
        let here = &clients[..clients.len() / 2];
        let mut plan = plan_of(clients.clone(), here);
        assert_eq!(stored(&plan, "").len() as u64, count - count / 2);
        for client in &clients {
            plan.choose(client.id(), Choice::Skip);
        }
        assert_eq!(plan.count(Effect::Adds), 0);
    });
}

#[test]
fn the_space_of_a_restore_is_that_of_its_changes() {
    use crate::documents::encode_client;
    let size = |client: &Client| encode_client(0, client).unwrap().len();
    let new = plan(client(), &[]);
    assert_eq!(new.space(), (size(&client()), 0));
    assert_eq!(plan(client(), &[client()]).space(), (0, 0));
    let here = renamed(client(), "陈工程师");
    let mut in_file = client();
    in_file.put(contact(10, "2026-06-02", "")).unwrap();
    let mut differs = plan(in_file.clone(), std::slice::from_ref(&here));
    let [union] = &stored(&differs, MARK)[..] else {
        panic!("one client changes");
    };
    let (theirs, ours) = (size(&in_file), size(&here));
    for (choice, effect, space) in [
        (Choice::Add, Effect::Fills, (size(union), ours)),
        (Choice::Replace, Effect::Replaces, (theirs, ours)),
        (Choice::KeepBoth, Effect::Adds, (theirs, 0)),
        (Choice::Skip, Effect::Nothing, (0, 0)),
    ] {
        differs.choose(in_file.id(), choice);
        assert_eq!(
            (differs.count(effect), differs.space()),
            (1, space),
            "{choice:?}"
        );
    }
}
