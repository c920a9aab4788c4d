//! What a restore would do, before it does anything.
//!
//! Invariant: only [`Choice::Replace`] gives up a record that is here, and what was restored once
//! is restored: the same file with the same choices then changes nothing.

use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

use super::{
    Backup,
    merge::{Difference, second_client, union},
};
use crate::domain::{Client, ClientId, Myself, Settings};

/// How a client of the file stands to those here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No such client is here.
    New,
    /// The same is here.
    Equal,
    /// Another state of the client is here.
    Differs(Difference),
}

/// What to do with a client of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Nothing.
    Skip,
    /// Take over what is missing here, and keep what is here. The first contact becomes the
    /// earlier of the two, and a first stage that began with it moves along.
    Add,
    /// Put the file's state in the place of the one here.
    Replace,
    /// Keep the one here, and add the file's state as a second client.
    KeepBoth,
}

/// A client of the file, and what is to be done with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    in_file: Client,
    here: Option<Client>,
    standing: Standing,
    choice: Choice,
}

/// A file's records beside those here.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    items: Vec<Item>,
    ids_here: BTreeSet<ClientId>,
    settings: Option<Settings>,
    takes_settings: bool,
    myself: Myself,
    new_assessments: usize,
    takes_myself: bool,
}

/// What is to be stored: all of it, or nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// The clients to store, each in the place of the one with its id.
    pub clients: Vec<Client>,
    /// The settings to store, if they change.
    pub settings: Option<Settings>,
    /// What the person keeps of themself, if it changes.
    pub myself: Option<Myself>,
}

impl Choice {
    /// All, the gentlest first.
    pub const ALL: [Self; 4] = [Self::Skip, Self::Add, Self::KeepBoth, Self::Replace];

    /// The stable name used in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Add => "add",
            Self::Replace => "replace",
            Self::KeepBoth => "keep-both",
        }
    }

    /// The choice of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

impl Item {
    /// The client as the file has it.
    pub const fn in_file(&self) -> &Client {
        &self.in_file
    }

    /// The client as it is here, if it is.
    pub const fn here(&self) -> Option<&Client> {
        self.here.as_ref()
    }

    /// How the two stand to each other.
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// What is to be done.
    pub const fn choice(&self) -> Choice {
        self.choice
    }
}

impl Plan {
    /// The plan for a file's records, where these clients, settings and self-assessments are here.
    ///
    /// At first it adds what is missing, keeps both where two persons have one id, and takes the
    /// file's settings only where no client is here.
    pub fn new<C: Borrow<Client>>(
        backup: Backup,
        here: &[C],
        settings: &Settings,
        myself: &Myself,
    ) -> Self {
        let in_file = backup.myself.unwrap_or_default();
        let with_file = with_assessments(myself, &in_file);
        let known: BTreeMap<_, _> = here.iter().map(C::borrow).map(|c| (c.id(), c)).collect();
        let items = backup.clients.into_iter().map(|in_file| {
            let here = known.get(&in_file.id()).copied();
            let standing = Standing::of(&in_file, here);
            Item {
                here: here.cloned(),
                in_file,
                standing,
                choice: standing.first_choice(),
            }
        });
        Self {
            items: items.collect(),
            ids_here: known.keys().copied().collect(),
            settings: backup.settings.filter(|in_file| in_file != settings),
            takes_settings: here.is_empty(),
            new_assessments: with_file.assessments().len() - myself.assessments().len(),
            takes_myself: with_file != *myself,
            myself: with_file,
        }
    }

    /// The clients of the file, by their ids.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Chooses what to do with one client.
    pub fn choose(&mut self, client: ClientId, choice: Choice) {
        for item in &mut self.items {
            if item.in_file.id() == client {
                item.choice = choice;
            }
        }
    }

    /// Chooses the same for every client.
    pub fn choose_for_all(&mut self, choice: Choice) {
        for item in &mut self.items {
            item.choice = choice;
        }
    }

    /// Whether the file has settings other than those here.
    pub const fn settings_differ(&self) -> bool {
        self.settings.is_some()
    }

    /// Whether the file's settings are to be taken.
    pub const fn takes_settings(&self) -> bool {
        self.takes_settings
    }

    /// Chooses whether the file's settings are to be taken.
    pub const fn take_settings(&mut self, take: bool) {
        self.takes_settings = take;
    }

    /// How many self-assessments only the file has.
    pub const fn new_assessments(&self) -> usize {
        self.new_assessments
    }

    /// Whether the file's self-assessments are to be taken.
    pub const fn takes_myself(&self) -> bool {
        self.takes_myself
    }

    /// Chooses whether the file's self-assessments are to be taken.
    pub const fn take_myself(&mut self, take: bool) {
        self.takes_myself = take;
    }

    /// What is to be stored. `mark` is put behind the name of a second client, as in `陈工（副本）`.
    pub fn changes(&self, mark: &str) -> Changes {
        let in_place = self.items.iter().filter_map(Item::in_place);
        let mut clients: BTreeMap<_, _> = in_place.map(|client| (client.id(), client)).collect();
        for item in &self.items {
            let Some(copy) = item.copy(mark) else {
                continue;
            };
            // One that is here was made from the same state; it may have been edited since.
            if !self.ids_here.contains(&copy.id()) {
                clients.entry(copy.id()).or_insert(copy);
            }
        }
        Changes {
            clients: clients.into_values().collect(),
            settings: self.settings.filter(|_| self.takes_settings),
            myself: self.takes_myself.then(|| self.myself.clone()),
        }
    }
}

/// What is here, with the self-assessments that only the file has, and its name where none is here.
fn with_assessments(here: &Myself, in_file: &Myself) -> Myself {
    let mut union = here.clone();
    union.name = here.name.clone().or_else(|| in_file.name.clone());
    for assessment in in_file.assessments() {
        if here.assessment(assessment.id).is_none() {
            union.put(*assessment);
        }
    }
    union
}

impl Item {
    /// The client to be stored under its own id, if it changes.
    fn in_place(&self) -> Option<Client> {
        let wanted = match (self.choice, &self.here) {
            (Choice::Skip, _) | (Choice::KeepBoth, Some(_)) => return None,
            (Choice::Add, Some(here)) => union(here, &self.in_file),
            (Choice::Replace, _) | (_, None) => self.in_file.clone(),
        };
        (self.here.as_ref() != Some(&wanted)).then_some(wanted)
    }

    /// The second client, if there is to be one.
    fn copy(&self, mark: &str) -> Option<Client> {
        match (self.choice, self.standing) {
            (Choice::KeepBoth, Standing::Differs(_)) => second_client(&self.in_file, mark),
            _ => None,
        }
    }
}

impl Standing {
    fn of(in_file: &Client, here: Option<&Client>) -> Self {
        match here {
            None => Self::New,
            Some(here) if here == in_file => Self::Equal,
            Some(here) => Self::Differs(Difference::between(in_file, here)),
        }
    }

    /// Two states of one client have their first stage in common, if nothing else.
    const fn first_choice(self) -> Choice {
        match self {
            Self::Differs(difference) if difference.profile && difference.in_both == 0 => {
                Choice::KeepBoth
            }
            _ => Choice::Add,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Assessment, CivilDate, EntryId, Name, Note, Occasion, Record, Stage, StageEntry},
        storage::decode_client,
    };

    const CLIENT: &str = include_str!("../../../tests/fixtures/client-v1.json");
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
        let backup = Backup::new(day("2026-11-22"), None, None, vec![in_file]);
        Plan::new(backup, here, &Settings::default(), &Myself::default())
    }

    /// The clients to store for a choice; none for the first choice.
    fn changes(in_file: Client, here: &Client, choice: Option<Choice>) -> Vec<Client> {
        let mut plan = plan(in_file, std::slice::from_ref(here));
        if let Some(choice) = choice {
            plan.choose_for_all(choice);
        }
        plan.changes(MARK).clients
    }

    #[test]
    fn a_new_client_is_added_and_an_equal_one_let_be() {
        let new = plan(client(), &[]);
        assert_eq!(new.items()[0].standing(), Standing::New);
        assert_eq!(new.changes(MARK).clients, [client()]);
        let mut equal = plan(client(), &[client()]);
        assert_eq!(equal.items()[0].standing(), Standing::Equal);
        for choice in Choice::ALL {
            equal.choose_for_all(choice);
            assert_eq!(equal.changes(MARK).clients, []);
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
            plan.choose_for_all(Choice::KeepBoth);
            plan.changes(mark).clients
        };
        let [copy] = &keep(std::slice::from_ref(&here), MARK)[..] else {
            panic!("one client is added");
        };
        assert_ne!(copy.id(), here.id());
        assert_eq!(copy.profile.name.as_str(), "陈工 🙂（副本）");
        assert_eq!(copy.history(), client().history());
        // Edited since, and imported again in another language: it is still the same one.
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
        let plan = |backup, here: &[Client], settings: Settings| {
            Plan::new(backup, here, &settings, &Myself::default())
        };
        let empty: [Client; 0] = [];
        let plan_of_empty = plan(backup(), &empty, Settings::default());
        assert_eq!(plan_of_empty.changes(MARK).settings, Some(in_file));
        let same = plan(backup(), &empty, in_file);
        let mut plan = plan(backup(), &[client()], Settings::default());
        assert!(plan.settings_differ());
        assert_eq!(plan.changes(MARK).settings, None);
        plan.take_settings(true);
        assert_eq!(plan.changes(MARK).settings, Some(in_file));
        assert!(!same.settings_differ());
        assert_eq!(same.changes(MARK).settings, None);
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
        let plan = |here| Plan::new(backup(), &no_client, &Settings::default(), here);
        assert_eq!(plan(&here).new_assessments(), 1);
        let both = of(&[entry(1, "4444"), entry(2, "5555")]);
        assert_eq!(plan(&here).changes(MARK).myself, Some(both.clone()));
        assert_eq!(plan(&both).changes(MARK).myself, None);
        let mut refused = plan(&here);
        refused.take_myself(false);
        assert_eq!(refused.changes(MARK).myself, None);
    }
}
