//! Making the plan step by step: thousands of clients must not hold the page up.

use std::{
    collections::{BTreeMap, btree_map},
    mem,
    sync::Arc,
    vec,
};

use super::{Item, Plan};
use crate::{
    documents::{DocumentId, OpaqueDocument, TeamDocument},
    domain::{Client, ClientId, EntryId, Myself, Settings, classroom::Session, exercise::Exercise},
    exchange::backup::{Backup, class::ClassPlan},
};

/// The records here.
#[derive(Clone, Debug, Default)]
pub struct Here {
    /// All clients.
    pub clients: Vec<Arc<Client>>,
    /// The settings.
    pub settings: Settings,
    /// The person's own records.
    pub myself: Arc<Myself>,
    /// Own exercises, sessions and teams.
    pub documents: BTreeMap<DocumentId, OpaqueDocument>,
}

/// Compares the records of a file with those here, a document in each step.
///
/// The initial choices add what is missing, take out of the bin here what the file has outside of it, keep
/// both clients if two persons have one id, and restore the file's settings only if there is no client here.
pub struct Planner<M> {
    here: Here,
    ids_in_file: Vec<ClientId>,
    clients: vec::IntoIter<Arc<Client>>,
    exercises: btree_map::IntoIter<EntryId, Exercise>,
    sessions: btree_map::IntoIter<EntryId, Session>,
    teams: btree_map::IntoIter<EntryId, TeamDocument>,
    /// How many documents there are.
    count: usize,
    /// The characters that a document takes where it is stored.
    measure: M,
    plan: Plan,
}

impl<M: Fn(&str) -> usize> Planner<M> {
    /// Begins to plan the restore of a file. `measure` tells how many characters a document takes where
    /// it is stored.
    pub fn new(backup: &Backup, mut here: Here, measure: M) -> Self {
        let in_file = backup.myself.clone().unwrap_or_default();
        let with_file = here.myself.completed_from(&in_file);
        here.clients.sort_by_key(|client| client.id());
        let plan = Plan {
            items: Vec::with_capacity(backup.clients.len()),
            settings: backup.settings.filter(|in_file| *in_file != here.settings),
            restores_settings: here.clients.is_empty(),
            new_assessments: with_file.assessments().len() - here.myself.assessments().len(),
            new_filters: with_file.filters().len() - here.myself.filters().len(),
            restores_myself: with_file != *here.myself,
            myself: with_file,
            class: ClassPlan::default(),
            restores_class: true,
        };
        let class = backup.class.clone();
        Self {
            here,
            ids_in_file: backup.clients.iter().map(|client| client.id()).collect(),
            count: backup.clients.len() + class.len(),
            clients: backup.clients.clone().into_iter(),
            exercises: class.exercises.into_iter(),
            sessions: class.sessions.into_iter(),
            teams: class.teams.into_iter(),
            measure,
            plan,
        }
    }

    /// Compares the next document; the plan once there is none.
    pub fn step(&mut self) -> Option<Plan> {
        let here = &self.here;
        if let Some(in_file) = self.clients.next() {
            let find = |id: ClientId| {
                let at = here.clients.binary_search_by_key(&id, |client| client.id());
                at.ok().and_then(|at| here.clients.get(at))
            };
            let is_known = |id| find(id).is_some() || self.ids_in_file.binary_search(&id).is_ok();
            let ours = find(in_file.id()).cloned();
            let item = Item::new(in_file, ours, is_known, &self.measure);
            self.plan.items.push(item);
        } else if let Some((id, exercise)) = self.exercises.next() {
            let class = &mut self.plan.class;
            class.add_exercise(id, &exercise, &here.documents, &self.measure);
        } else if let Some((id, session)) = self.sessions.next() {
            let class = &mut self.plan.class;
            class.add_session(id, &session, &here.documents, &self.measure);
        } else if let Some((id, team)) = self.teams.next() {
            let class = &mut self.plan.class;
            class.add_team(id, &team, &here.documents, &self.measure);
        } else {
            return Some(mem::take(&mut self.plan));
        }
        None
    }

    /// How much of the work is done, in percent.
    pub fn percent(&self) -> usize {
        let class = self.exercises.len() + self.sessions.len() + self.teams.len();
        let left = self.clients.len() + class;
        100 * (self.count - left) / self.count.max(1)
    }
}
