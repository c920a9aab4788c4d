//! A restore gives up nothing but what was chosen, and one done twice is done once.

use std::{collections::BTreeMap, sync::Arc};

use proptest::{collection::vec, prelude::*, sample::select};
use trust_velocity::{
    documents::{DocumentId, OpaqueDocument},
    domain::{Client, ClientId, Myself, Settings, classroom::Submission},
    exchange::backup::{
        Backup, Choice, Class, Effect, Here, OtherChanges, Plan, Planner, Standing,
    },
};

use super::{Documents, backups, distinct, documents, with_class};
use crate::any::{self, clients_among};

const MARK: &str = " (copy)";

proptest! {
    #[test]
    fn a_restore_done_twice_is_done_once(
        (here, backup, choices) in restores(),
        restores_settings: bool,
        myself in any::myself(6),
    ) {
        let planned = |here: &[Client], settings: &Settings, myself: &Myself| {
            let mut plan = plan(&backup, here, settings, myself, &BTreeMap::new());
            for (client, choice) in &choices {
                plan.choose(*client, *choice);
            }
            plan.set_restores_settings(restores_settings);
            plan
        };
        let first = planned(&here, &Settings::default(), &myself);
        let (after, changes) = (stored(&here, &first), first.other_changes());
        let settings = changes.settings.unwrap_or_default();
        let kept = changes.myself.unwrap_or_else(|| myself.clone());
        for ours in myself.assessments() {
            prop_assert_eq!(kept.assessment(ours.id), Some(ours));
        }
        let nothing = OtherChanges {
            settings: None,
            myself: None,
            documents: Vec::new(),
        };
        let again = planned(&after, &settings, &kept);
        prop_assert_eq!(again.other_changes(), nothing);
        prop_assert_eq!(again.count(Effect::Nothing), again.items().len());
        prop_assert_eq!(again.space(), (0, 0));
        prop_assert_eq!(stored(&after, &again), after);
    }

    #[test]
    fn only_replacing_gives_up_what_is_here((here, backup, choices) in restores()) {
        let mut plan = plan(&backup, &here, &Settings::default(), &Myself::default(), &BTreeMap::new());
        for (client, choice) in &choices {
            plan.choose(*client, *choice);
        }
        let after = stored(&here, &plan);
        for ours in &here {
            let now = after.iter().find(|client| client.id() == ours.id()).unwrap();
            match choices.get(&ours.id()) {
                Some(Choice::Replace) => {}
                Some(Choice::Add | Choice::TakeOut) => {
                    prop_assert_eq!(&now.profile, &ours.profile);
                    for record in ours.history() {
                        // A first stage moves along with the first contact.
                        let moved = record.date() == ours.first_contact()
                            && now.first_contact() < ours.first_contact();
                        prop_assert!(moved || now.record(record.id()) == Some(record));
                    }
                }
                _ => prop_assert_eq!(now, ours),
            }
        }
    }

    #[test]
    fn what_was_added_or_replaced_or_kept_is_there((here, backup, choices) in restores()) {
        let mut plan = plan(&backup, &here, &Settings::default(), &Myself::default(), &BTreeMap::new());
        for (client, choice) in &choices {
            plan.choose(*client, *choice);
        }
        let after = stored(&here, &plan);
        for item in plan.items() {
            let theirs = item.in_file();
            let now = after.iter().find(|client| client.id() == theirs.id());
            match (item.choice(), item.standing()) {
                (Choice::Skip, _) => prop_assert_eq!(now, item.here()),
                (_, Standing::New | Standing::Equal) | (Choice::Replace, _) => {
                    prop_assert_eq!(now, Some(theirs));
                }
                (Choice::Add | Choice::TakeOut, Standing::InBin(_) | Standing::Differs(_)) => {
                    let now = now.unwrap();
                    prop_assert!(now.first_contact() <= theirs.first_contact());
                    for record in theirs.history() {
                        prop_assert!(now.record(record.id()).is_some());
                    }
                }
                (Choice::KeepBoth, Standing::InBin(_) | Standing::Differs(_)) => {
                    let copied = after.iter().any(|client| {
                        client.history() == theirs.history()
                            && client.profile.name.as_str().ends_with(MARK)
                            && client.profile.note == theirs.profile.note
                    });
                    prop_assert!(copied);
                }
            }
        }
    }
}

proptest! {
    // Whole exercises are slow.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_restored_class_takes_nothing_away(documents in documents(), file in documents()) {
        let backup = with_class(&file);
        let in_file = backup.class();
        let planned = |here: &Documents, take| {
            let no_client: [Client; 0] = [];
            let (settings, myself) = (Settings::default(), Myself::default());
            let mut plan = plan(&backup, &no_client, &settings, &myself, here);
            assert!(plan.restores_class());
            plan.set_restores_class(take);
            plan.other_changes().documents
        };
        let changes = planned(&documents, true);
        let both = with_edits(&documents, &changes);
        let (ours, both_read) = (Class::of(&documents), Class::of(&both));
        for (id, exercise) in &ours.exercises {
            prop_assert_eq!(both_read.exercises.get(id), Some(exercise));
        }
        for (id, session) in ours.sessions.iter().chain(&in_file.sessions) {
            for one in session.submissions() {
                let mut now = both_read.sessions[id].submissions().iter();
                // Another name with the same id is kept beside it.
                let is_it = |it: &Submission| it.id == one.id || it.name == one.name;
                let now = now.find(|it| is_it(it) && one.edition <= it.edition);
                prop_assert!(now.is_some());
            }
        }
        for id in in_file.exercises.keys() {
            prop_assert!(both_read.exercises.contains_key(id));
        }
        prop_assert_eq!(planned(&both, true), []);
        prop_assert_eq!(planned(&documents, false), []);
    }
}

/// The documents once these edits are made, each from what is there.
fn with_edits(
    here: &Documents,
    edits: &[(DocumentId, Option<OpaqueDocument>, Option<OpaqueDocument>)],
) -> Documents {
    let mut after = here.clone();
    for (id, base, wanted) in edits {
        assert_eq!(after.get(id), base.as_ref());
        after.insert(*id, wanted.clone().expect("none is taken away"));
    }
    after
}

/// Clients here, a file that meets some of them, and choices.
fn restores() -> impl Strategy<Value = (Vec<Client>, Backup, BTreeMap<ClientId, Choice>)> {
    let here = vec((clients_among(6), any::<bool>()), 0..5);
    let choices = vec(select(&Choice::ALL[..]), 7);
    (here, backups(clients_among(6)), choices).prop_map(|(here, backup, choices)| {
        let same = here.iter().filter(|(_, same)| *same);
        let same = same.map(|(client, _)| client.clone());
        let theirs = backup.clients().iter().map(|client| Client::clone(client));
        let in_file = theirs.chain(same).collect();
        let (settings, myself) = (backup.settings().copied(), backup.myself().cloned());
        let backup = Backup::new(backup.made(), settings, myself, distinct(in_file));
        let here = distinct(here.into_iter().map(|(client, _)| client).collect());
        let choices = (0..).map(ClientId::new).zip(choices).collect();
        (here, backup, choices)
    })
}

/// The plan of a restore.
fn plan(
    backup: &Backup,
    here: &[Client],
    settings: &Settings,
    myself: &Myself,
    documents: &Documents,
) -> Plan {
    let here = Here {
        clients: here.iter().cloned().map(Arc::new).collect(),
        settings: *settings,
        myself: Arc::new(myself.clone()),
        documents: documents.clone(),
    };
    let mut planner = Planner::new(backup, here, str::len);
    loop {
        if let Some(plan) = planner.step() {
            return plan;
        }
    }
}

/// The clients here once the changes are stored.
fn stored(here: &[Client], plan: &Plan) -> Vec<Client> {
    let mut all: BTreeMap<_, _> = here.iter().map(|it| (it.id(), it.clone())).collect();
    for (before, after) in plan.items().iter().filter_map(|item| item.change(MARK)) {
        let replaced = all.insert(after.id(), Client::clone(&after));
        assert_eq!(replaced.as_ref(), before.as_deref());
    }
    all.into_values().collect()
}
