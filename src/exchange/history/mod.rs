//! Plans the import of ratings, stages and last contacts from a table: many rows of one client make
//! one client with its history.
//!
//! Invariant: every row of the table adds something, is here already, or is refused; a value that is
//! left out of a row is listed beside that.

mod client;
mod entry;

use std::{
    collections::{BTreeMap, btree_map},
    sync::Arc,
};

use super::{
    Field, ImportContext, Mapping, NoNameColumn, RatingWords, Refused, RowError, Table,
    csv::{BYTE_ORDER_MARK, push_row},
    row::{is_nameless, text_of, who},
};
use crate::domain::{Client, ClientId};
use entry::{Entry, read_entry};

/// The rows of a table of histories, sorted by what an import does with them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HistoryPlan {
    /// The clients that are new, or get new entries, in the order of their first rows.
    pub clients: Vec<PlannedClient>,
    /// The lines of rows that are here already.
    pub known: Vec<usize>,
    /// Rows that cannot be taken.
    pub refused: Vec<Refused>,
    /// Rows of which a value is left out, by value. The rest of them counts.
    pub left_out: Vec<Refused>,
}

/// A client with what the table adds to it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedClient {
    /// The lines of its rows that add something.
    pub lines: Vec<usize>,
    /// The client as it is here; none if it is new.
    pub before: Option<Arc<Client>>,
    /// The client as it will be.
    pub after: Client,
    /// How many ratings are added.
    pub ratings: usize,
    /// How many entries into a stage are added, but for the first of a new client.
    pub stages: usize,
    /// How many contacts are added.
    pub contacts: usize,
}

/// Makes a plan step by step, so that a page can draw between two steps.
///
/// ```
/// # use trust_velocity::domain::{Rater, Stage};
/// # use trust_velocity::exchange::RatingWords;
/// use trust_velocity::exchange::{HistoryPlanner, ImportContext, Mapping, read_contacts};
/// # struct Words;
/// # impl RatingWords for Words {
/// #     fn heading(&self, _: trust_velocity::exchange::RatingColumn) -> String { String::new() }
/// #     fn stage(&self, _: Stage) -> String { String::new() }
/// #     fn rater(&self, _: &Rater) -> String { String::new() }
/// #     fn kind(&self, _: trust_velocity::domain::RelationshipKind) -> String { String::new() }
/// # }
/// let table = read_contacts("客户,日期,专业信任\n陈工,2026-03-01,7\n陈工,2026-04-01,7.5\n")?;
/// let here = ImportContext {
///     today: "2026-06-01".parse()?,
///     day_of: |_| None,
///     composed: str::to_owned,
/// };
/// let mut ids = 1..;
/// let id = || ids.next().unwrap_or(0);
/// let mut planner = HistoryPlanner::new(&table, Mapping::guess(&table), Vec::new(), here, &[&Words], id)?;
/// while 0 < planner.step(100) {}
/// let plan = planner.finish();
/// assert_eq!((plan.clients.len(), plan.clients[0].ratings), (1, 2));
/// assert_eq!(plan.clients[0].after.first_contact().to_string(), "2026-03-01");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct HistoryPlanner<'a, I> {
    table: &'a Table,
    mapping: Mapping,
    here: ImportContext,
    words: &'a [&'a dyn RatingWords],
    ids: I,
    /// The clients here, by their texts; several may have the same.
    known: BTreeMap<Who, Vec<Arc<Client>>>,
    known_ids: BTreeMap<ClientId, Arc<Client>>,
    /// How many rows were read.
    read: usize,
    groups: Vec<Group>,
    group_of: BTreeMap<GroupKey, usize>,
    /// How many groups were planned.
    planned: usize,
    plan: HistoryPlan,
}

/// The texts that identify a client.
type Who = (String, Option<String>);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum GroupKey {
    Known(ClientId),
    New(Who),
}

/// The rows of one client.
struct Group {
    before: Option<Arc<Client>>,
    /// Each with its position in the table.
    entries: Vec<(usize, Entry)>,
}

impl<'a, I: FnMut() -> u64> HistoryPlanner<'a, I> {
    /// A planner that has read nothing yet. Example clients do not count as existing. `words` are the
    /// names of stages and raters in each language; `ids` returns random numbers.
    ///
    /// # Errors
    /// [`NoNameColumn`].
    pub fn new(
        table: &'a Table,
        mapping: Mapping,
        existing: Vec<Arc<Client>>,
        here: ImportContext,
        words: &'a [&'a dyn RatingWords],
        ids: I,
    ) -> Result<Self, NoNameColumn> {
        if is_nameless(&mapping) {
            return Err(NoNameColumn);
        }
        let mut known: BTreeMap<_, Vec<_>> = BTreeMap::new();
        let mut known_ids = BTreeMap::new();
        for client in existing.into_iter().filter(|client| !client.is_example()) {
            known_ids.insert(client.id(), Arc::clone(&client));
            known
                .entry(who(&client.profile, here))
                .or_default()
                .push(client);
        }
        Ok(Self {
            table,
            mapping,
            here,
            words,
            ids,
            known,
            known_ids,
            read: 0,
            groups: Vec::new(),
            group_of: BTreeMap::new(),
            planned: 0,
            plan: HistoryPlan::default(),
        })
    }

    /// Reads so many rows, or if all are read, plans as many clients; returns how many steps are left
    /// of both, as far as it is known.
    pub fn step(&mut self, most: usize) -> usize {
        let rows = self.table.rows().len();
        if self.read < rows {
            let until = rows.min(self.read + most);
            for at in self.read..until {
                self.read_row(at);
            }
            self.read = until;
        } else {
            let until = self.groups.len().min(self.planned + most);
            for at in self.planned..until {
                self.plan_group(at);
            }
            self.planned = until;
        }
        rows - self.read + self.groups.len() - self.planned
    }

    /// The plan; what was not read yet is not in it.
    pub fn finish(mut self) -> HistoryPlan {
        let by_line = |refused: &Refused| refused.line;
        self.plan.known.sort_unstable();
        self.plan.refused.sort_by_key(by_line);
        self.plan.left_out.sort_by_key(by_line);
        self.plan
    }

    fn read_row(&mut self, at: usize) {
        let row = &self.table.rows()[at];
        let entry = read_entry(row, &self.mapping, self.here, self.words);
        let found = entry.and_then(|entry| Ok((self.client_of(at, &entry)?, entry)));
        let (before, entry) = match found {
            Ok(found) => found,
            Err(reason) => {
                let refused = self.refused(at, reason);
                self.plan.refused.push(refused);
                return;
            }
        };
        let key = match &before {
            Some(client) => GroupKey::Known(client.id()),
            None => GroupKey::New(who(&entry.profile, self.here)),
        };
        let place = match self.group_of.entry(key) {
            btree_map::Entry::Occupied(place) => *place.get(),
            btree_map::Entry::Vacant(place) => {
                self.groups.push(Group {
                    before,
                    entries: Vec::new(),
                });
                *place.insert(self.groups.len() - 1)
            }
        };
        self.groups[place].entries.push((at, entry));
    }

    /// The client here that a row speaks of, by its identifier, or by name and organisation.
    fn client_of(&self, at: usize, entry: &Entry) -> Result<Option<Arc<Client>>, RowError> {
        let row = &self.table.rows()[at];
        let id = text_of(row, Field::ClientId, &self.mapping, self.here);
        let of_id = id.parse().ok().and_then(|id| self.known_ids.get(&id));
        if let Some(client) = of_id {
            return Ok(Some(Arc::clone(client)));
        }
        match self
            .known
            .get(&who(&entry.profile, self.here))
            .map(Vec::as_slice)
        {
            None | Some([]) => Ok(None),
            Some([client]) => Ok(Some(Arc::clone(client))),
            Some(_) => Err(RowError::SeveralClients),
        }
    }

    fn refused(&self, at: usize, reason: RowError) -> Refused {
        let row = &self.table.rows()[at];
        Refused {
            line: row.line,
            cells: row.cells.clone(),
            reason,
        }
    }

    fn plan_group(&mut self, at: usize) {
        let group = &mut self.groups[at];
        let (before, entries) = (group.before.take(), std::mem::take(&mut group.entries));
        let outcome = client::plan(before, entries, self.here.today, &mut self.ids);
        for (at, reason) in outcome.refused {
            let refused = self.refused(at, reason);
            self.plan.refused.push(refused);
        }
        for (at, reason) in outcome.left_out {
            let left_out = self.refused(at, reason);
            self.plan.left_out.push(left_out);
        }
        let line = |at: &usize| self.table.rows()[*at].line;
        self.plan.known.extend(outcome.known.iter().map(line));
        if let Some(mut client) = outcome.client {
            client.lines = client.lines.iter().map(line).collect();
            self.plan.clients.push(client);
        }
    }
}

impl HistoryPlan {
    /// The rows that lack something: those refused, and those of which a value is left out, once
    /// each. Mended and imported again, they add no entry twice.
    pub fn to_mend(&self) -> Vec<Refused> {
        let mut rows: Vec<_> = self.refused.iter().chain(&self.left_out).cloned().collect();
        rows.sort_by_key(|row| row.line);
        rows.dedup_by_key(|row| row.line);
        rows
    }

    /// How many ratings, entries into a stage and contacts are added.
    pub fn added(&self) -> [usize; 3] {
        let clients = self.clients.iter();
        clients.fold([0; 3], |[ratings, stages, contacts], client| {
            [
                ratings + client.ratings,
                stages + client.stages,
                contacts + client.contacts,
            ]
        })
    }
}

/// A table to fill in, as a CSV file for Excel: nothing but its headings, so that nothing of it can be
/// taken for a client.
pub fn history_template(headings: impl IntoIterator<Item = String>) -> String {
    let mut text = String::from(BYTE_ORDER_MARK);
    push_row(&mut text, headings);
    text
}
