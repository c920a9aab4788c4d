//! The plan of a restore, made before anything is stored.
//!
//! Invariant: only [`Choice::Replace`] discards a record that exists here. A restore is idempotent:
//! the same file with the same choices changes nothing the second time.

mod item;
mod planner;

pub use item::{Choice, ClientChange, Effect, Item, Standing};
pub use planner::{Here, Planner};

use super::{ClassCounts, class::ClassPlan};
use crate::{
    documents::{DocumentId, OpaqueDocument},
    domain::{ClientId, Myself, Settings},
};

/// The records of a file, compared with those here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// By their ids.
    items: Vec<Item>,
    settings: Option<Settings>,
    restores_settings: bool,
    myself: Myself,
    new_assessments: usize,
    new_filters: usize,
    restores_myself: bool,
    class: ClassPlan,
    restores_class: bool,
}

/// The changes to store beside those of clients.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherChanges {
    /// The settings to store, if they change.
    pub settings: Option<Settings>,
    /// The name, self-assessments and saved filters to store, if they change.
    pub myself: Option<Myself>,
    /// Exercises and sessions, each before and after.
    pub documents: Vec<(DocumentId, Option<OpaqueDocument>, Option<OpaqueDocument>)>,
}

impl Plan {
    /// The clients of the file, by their ids.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How many clients an effect is on.
    pub fn count(&self, effect: Effect) -> usize {
        let items = self.items.iter();
        items.filter(|item| item.effect() == effect).count()
    }

    /// Chooses what to do with one client.
    pub fn choose(&mut self, client: ClientId, choice: Choice) {
        let at = self
            .items
            .binary_search_by_key(&client, |item| item.in_file().id());
        if let Some(item) = at.ok().and_then(|at| self.items.get_mut(at)) {
            item.choose(choice);
        }
    }

    /// Chooses the same action for every client of these.
    pub fn choose_for_all(&mut self, is_one: impl Fn(&Item) -> bool, choice: Choice) {
        for item in self.items.iter_mut().filter(|item| is_one(item)) {
            item.choose(choice);
        }
    }

    /// How many characters the chosen clients, exercises and sessions take, and how many they free.
    pub fn space(&self) -> (usize, usize) {
        let class = self.restores_class.then_some(self.class.space);
        let all = self.items.iter().map(Item::space).chain(class);
        all.fold((0, 0), |(taken, freed), (takes, frees)| {
            (taken + takes, freed + frees)
        })
    }

    /// The exercises and sessions of the file.
    pub fn documents(&self) -> &[(DocumentId, OpaqueDocument)] {
        &self.class.in_file
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

    /// How many saved filters only the file has.
    pub const fn new_filters(&self) -> usize {
        self.new_filters
    }

    /// Whether the file's self-assessments and saved filters are restored.
    pub const fn restores_myself(&self) -> bool {
        self.restores_myself
    }

    /// Chooses whether the file's self-assessments and saved filters are restored.
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

    /// The changes to store beside those of clients, which [`Item::change`] gives.
    pub fn other_changes(&self) -> OtherChanges {
        OtherChanges {
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

#[cfg(test)]
mod tests;
