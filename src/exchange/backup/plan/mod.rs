//! The plan of a restore, made before anything is stored.
//!
//! Invariant: only [`Choice::Replace`] discards a record that exists here. A restore is idempotent:
//! the same file with the same choices changes nothing the second time.

use std::{
    borrow::Borrow,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    Backup, ClassCounts,
    class::ClassPlan,
    merge::{Difference, second_client, union},
};
use crate::{
    documents::{DocumentId, OpaqueDocument},
    domain::{Client, ClientId, IdIndex, Myself, Settings},
};

/// How a client of the file relates to the clients here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No client here has this id.
    New,
    /// The client here is equal.
    Equal,
    /// The client here has another state.
    Differs(Difference),
}

/// The action for a client of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Do nothing.
    Skip,
    /// Add the entries that are missing here, and keep those here. The first contact becomes the
    /// earlier of the two, and a first stage that began with it moves along.
    Add,
    /// Replace the client here by the file's.
    Replace,
    /// Keep the client here, and add the file's as a second client.
    KeepBoth,
}

/// A client of the file, and the chosen action.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    in_file: Client,
    here: Option<Client>,
    standing: Standing,
    choice: Choice,
}

/// The records of a file, compared with those here.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    items: Vec<Item>,
    ids_here: BTreeSet<ClientId>,
    settings: Option<Settings>,
    restores_settings: bool,
    myself: Myself,
    new_assessments: usize,
    restores_myself: bool,
    class: ClassPlan,
    restores_class: bool,
}

/// The changes to store, all together or none.
#[derive(Clone, Debug, PartialEq)]
pub struct Changes {
    /// The clients to store, each replacing the one with its id.
    pub clients: Vec<Client>,
    /// The settings to store, if they change.
    pub settings: Option<Settings>,
    /// The name and self-assessments to store, if they change.
    pub myself: Option<Myself>,
    /// Exercises and sessions, each before and after.
    pub documents: Vec<(DocumentId, Option<OpaqueDocument>, Option<OpaqueDocument>)>,
}

impl Choice {
    /// All choices, the safest first.
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
    /// The client in the file.
    pub const fn in_file(&self) -> &Client {
        &self.in_file
    }

    /// The client here, if one has this id.
    pub const fn here(&self) -> Option<&Client> {
        self.here.as_ref()
    }

    /// How the two relate.
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// The chosen action.
    pub const fn choice(&self) -> Choice {
        self.choice
    }
}

impl Plan {
    /// Plans the restore of a file over these clients, settings, self-assessments and documents.
    ///
    /// The initial choices add what is missing, keep both clients if two persons have one id, and
    /// restore the file's settings only if there is no client here.
    pub fn new<C: Borrow<Client>>(
        backup: Backup,
        here: &[C],
        settings: &Settings,
        myself: &Myself,
        documents: &BTreeMap<DocumentId, OpaqueDocument>,
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
            restores_settings: here.is_empty(),
            new_assessments: with_file.assessments().len() - myself.assessments().len(),
            restores_myself: with_file != *myself,
            myself: with_file,
            class: ClassPlan::new(backup.class, documents),
            restores_class: true,
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

    /// Chooses the same action for every client.
    pub fn choose_for_all(&mut self, choice: Choice) {
        for item in &mut self.items {
            item.choice = choice;
        }
    }

    /// Whether the file has settings that differ from those here.
    pub const fn settings_differ(&self) -> bool {
        self.settings.is_some()
    }

    /// Whether the file's settings are restored.
    pub const fn restores_settings(&self) -> bool {
        self.restores_settings
    }

    /// Chooses whether the file's settings are restored.
    pub const fn set_restores_settings(&mut self, restores: bool) {
        self.restores_settings = restores;
    }

    /// How many self-assessments only the file has.
    pub const fn new_assessments(&self) -> usize {
        self.new_assessments
    }

    /// Whether the file's self-assessments are restored.
    pub const fn restores_myself(&self) -> bool {
        self.restores_myself
    }

    /// Chooses whether the file's self-assessments are restored.
    pub const fn set_restores_myself(&mut self, restores: bool) {
        self.restores_myself = restores;
    }

    /// Counts how a restore affects exercises and sessions.
    pub const fn class_counts(&self) -> ClassCounts {
        self.class.counts
    }

    /// Whether the file's exercises and sessions are restored.
    pub const fn restores_class(&self) -> bool {
        self.restores_class
    }

    /// Chooses whether the file's exercises and sessions are restored.
    pub const fn set_restores_class(&mut self, restores: bool) {
        self.restores_class = restores;
    }

    /// The changes to store. `mark` is appended to the name of a second client, as in `陈工（副本）`.
    pub fn changes(&self, mark: &str) -> Changes {
        let in_place = self.items.iter().filter_map(Item::in_place);
        let mut clients: BTreeMap<_, _> = in_place.map(|client| (client.id(), client)).collect();
        for item in &self.items {
            let Some(copy) = item.copy(mark) else {
                continue;
            };
            // An existing copy was made from the same state and may have been edited since.
            if !self.ids_here.contains(&copy.id()) {
                clients.entry(copy.id()).or_insert(copy);
            }
        }
        Changes {
            clients: clients.into_values().collect(),
            settings: self.settings.filter(|_| self.restores_settings),
            myself: self.restores_myself.then(|| self.myself.clone()),
            documents: if self.restores_class {
                self.class.edits.clone()
            } else {
                Vec::new()
            },
        }
    }
}

/// The self-assessments of both sides; the name here, or else the file's.
fn with_assessments(here: &Myself, in_file: &Myself) -> Myself {
    let known = IdIndex::new(here.assessments().iter().map(|entry| entry.id));
    let missing = in_file.assessments().iter();
    let missing = missing.filter(|entry| !known.contains(entry.id));
    let all = here.assessments().iter().chain(missing).copied();
    let name = here.name.clone().or_else(|| in_file.name.clone());
    // The ids of each side are distinct, and so are those of their union.
    Myself::from_parts(name, all.collect()).unwrap_or_else(|_| here.clone())
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

    /// The second client, if both are kept.
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

    /// Two states of one client share at least their first stage.
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
mod tests;
