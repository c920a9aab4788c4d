//! The entries that the rows of one client add to it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Entry, PlannedClient, RowError};
use crate::domain::{
    Channel, CivilDate, Client, ClientId, Contact, EntryId, Measurement, Note, PerDimension,
    Profile, Rater, Rating, Record, Score, Scores, Stage, StageEntry,
};

/// The outcome of a client's rows, each by its position in the table.
#[derive(Default)]
pub(super) struct Outcome {
    /// The client, if anything is added.
    pub(super) client: Option<PlannedClient>,
    pub(super) known: Vec<usize>,
    pub(super) refused: Vec<(usize, RowError)>,
    pub(super) left_out: Vec<(usize, RowError)>,
}

/// The key of a rating, equal for two that are the same: date, rater and scores.
type Same = (CivilDate, Rater, [Option<String>; 4]);

fn same(date: CivilDate, rater: &Rater, scores: &Scores) -> Same {
    // Spreadsheets keep 15 digits of a number.
    let text = |score: Score| format!("{:.9}", score.value());
    (date, rater.clone(), scores.0.map(|score| score.map(text)))
}

/// Plans one client: `before` with what the rows add, or a new one, whose first contact is the
/// earliest of the dates in its rows.
pub(super) fn plan(
    before: Option<Arc<Client>>,
    entries: Vec<(usize, Entry)>,
    today: CivilDate,
    ids: &mut impl FnMut() -> u64,
) -> Outcome {
    let mut outcome = Outcome::default();
    let begun = before.as_ref().map(|client| client.first_contact());
    let mut ratings: BTreeSet<Same> = BTreeSet::new();
    if let Some(client) = &before {
        let all = client.ratings().iter();
        ratings.extend(all.map(|rating| same(rating.date, &rating.rater, &rating.scores())));
    }
    let mut kept = Vec::new();
    for (at, entry) in entries {
        let is_known = entry.rating.as_ref().is_some_and(|rating| {
            ratings.contains(&same(rating.date, &rating.rater, &rating.scores))
        });
        match refusal(&entry, is_known, begun) {
            Some(reason) => outcome.refused.push((at, reason)),
            None => kept.push((at, entry)),
        }
    }
    let Some((_, first)) = kept.first() else {
        return outcome;
    };
    let mut client = if let Some(client) = &before {
        Client::clone(client)
    } else {
        let (id, stage) = (ClientId::new(ids()), EntryId::new(ids()));
        let dates = kept.iter().flat_map(|(_, entry)| dates_of(entry));
        let begun = dates.min().unwrap_or(today);
        let profile = profile_of(&first.profile, &kept);
        // No row has a date after today.
        match Client::new(id, profile, begun.min(today), stage, today) {
            Ok(client) => client,
            Err(_) => return outcome,
        }
    };
    if before.is_none() {
        let told = kept.iter().find_map(|(_, entry)| entry.kind);
        client.kind = told.unwrap_or_default();
    }
    Adding {
        is_new: before.is_none(),
        before,
        contacts: client
            .contacts()
            .iter()
            .map(|contact| contact.date)
            .collect(),
        client,
        ratings,
        records: Vec::new(),
        claimed: BTreeMap::new(),
        stages: Vec::new(),
        rows: BTreeSet::new(),
        counts: [0; 3],
    }
    .add(kept, outcome, ids)
}

/// Why a row cannot be taken into the client that it speaks of.
fn refusal(entry: &Entry, is_known: bool, begun: Option<CivilDate>) -> Option<RowError> {
    if is_known {
        return None;
    }
    if let Some(fault) = entry
        .rating
        .as_ref()
        .and_then(|rating| rating.fault.clone())
    {
        return Some(fault);
    }
    let (date, first_contact) = (entry.date?, begun?);
    (date < first_contact).then_some(RowError::BeforeFirstContact {
        date,
        first_contact,
    })
}

fn dates_of(entry: &Entry) -> impl Iterator<Item = CivilDate> {
    let since = entry.stage.and_then(|(since, _)| since);
    let dates = [entry.first_contact, entry.date, since, entry.last_contact];
    dates.into_iter().flatten()
}

/// Who a new client is: by its first row, with what only later rows have.
fn profile_of(first: &Profile, entries: &[(usize, Entry)]) -> Profile {
    let mut profile = first.clone();
    for (_, Entry { profile: other, .. }) in entries {
        profile.title = profile.title.or_else(|| other.title.clone());
        if profile.tags.is_empty() {
            profile.tags.clone_from(&other.tags);
        }
        if profile.note.as_str().is_empty() {
            profile.note.clone_from(&other.note);
        }
    }
    profile
}

/// A client that entries are added to.
struct Adding {
    is_new: bool,
    before: Option<Arc<Client>>,
    client: Client,
    ratings: BTreeSet<Same>,
    contacts: BTreeSet<CivilDate>,
    records: Vec<Record>,
    /// The stage that rows give for a day: the first of them counts.
    claimed: BTreeMap<CivilDate, Stage>,
    /// The stages to be added, with their days.
    stages: Vec<(CivilDate, Stage, usize)>,
    /// The rows that add something.
    rows: BTreeSet<usize>,
    /// Of ratings, stages and contacts.
    counts: [usize; 3],
}

impl Adding {
    fn add(
        mut self,
        entries: Vec<(usize, Entry)>,
        mut outcome: Outcome,
        ids: &mut impl FnMut() -> u64,
    ) -> Outcome {
        if let (true, Some((at, _))) = (self.is_new, entries.first()) {
            self.rows.insert(*at);
        }
        let mut rows = Vec::with_capacity(entries.len());
        for (at, entry) in entries {
            let mut faults = entry.faults;
            let date = entry.date;
            let rates = entry.rating.map(|rating| {
                let is_new = self
                    .ratings
                    .insert(same(rating.date, &rating.rater, &rating.scores));
                if is_new {
                    self.counts[0] += 1;
                    self.rows.insert(at);
                    self.records.push(Record::Rating(Rating {
                        id: EntryId::new(ids()),
                        date: rating.date,
                        rater: rating.rater,
                        measurement: Measurement::Sliders(rating.scores),
                        is_blind: false,
                        note: rating.note,
                        evidence: Vec::new(),
                    }));
                }
                is_new
            });
            if let Some(date) = entry.last_contact {
                faults.extend(self.add_contact(at, date, ids));
            }
            match entry
                .stage
                .map(|(since, stage)| (since.or(date), since, stage))
            {
                Some((Some(date), since, stage)) => {
                    let claimed = *self.claimed.entry(date).or_insert(stage);
                    if claimed != stage {
                        faults.push(RowError::OtherStage { date });
                    } else if let Some(fault) = self.too_early(date) {
                        faults.push(fault);
                    } else if since.is_some() || rates != Some(false) {
                        // The stage beside a rating that is here already was that of then.
                        self.stages.push((date, stage, at));
                    }
                }
                Some((None, ..)) => faults.push(RowError::StageWithoutDate),
                None => {}
            }
            rows.push((at, faults));
        }
        self.add_stages(ids);
        for (at, faults) in rows {
            let is_adding = self.rows.contains(&at);
            let mut faults = faults.into_iter().map(|fault| (at, fault)).peekable();
            match (is_adding, faults.peek()) {
                (false, None) => outcome.known.push(at),
                // Nothing is left of the row.
                (false, Some(_)) => outcome.refused.extend(faults.take(1)),
                (true, _) => outcome.left_out.extend(faults),
            }
        }
        let [ratings, stages, contacts] = self.counts;
        // Each record was compared with the first contact.
        if !self.rows.is_empty() && self.client.put_all(self.records).is_ok() {
            outcome.client = Some(PlannedClient {
                lines: self.rows.into_iter().collect(),
                before: self.before,
                after: self.client,
                ratings,
                stages,
                contacts,
            });
        }
        outcome
    }

    fn too_early(&self, date: CivilDate) -> Option<RowError> {
        let first_contact = self.client.first_contact();
        (date < first_contact).then_some(RowError::BeforeFirstContact {
            date,
            first_contact,
        })
    }

    fn add_contact(
        &mut self,
        at: usize,
        date: CivilDate,
        ids: &mut impl FnMut() -> u64,
    ) -> Option<RowError> {
        if let Some(fault) = self.too_early(date) {
            return Some(fault);
        }
        if self.contacts.insert(date) {
            self.counts[2] += 1;
            self.rows.insert(at);
            self.records.push(Record::Contact(Contact {
                id: EntryId::new(ids()),
                date,
                channel: Channel::Other,
                minutes: 0,
                served: PerDimension::default(),
                note: Note::default(),
                next: None,
            }));
        }
        None
    }

    /// Adds the stages in the order of their days, each if it is another one than that of its day.
    fn add_stages(&mut self, ids: &mut impl FnMut() -> u64) {
        let history = self.client.stage_history();
        let mut known: BTreeMap<_, _> = history
            .iter()
            .map(|entry| (entry.date, (entry.id, entry.stage)))
            .collect();
        self.stages.sort_by_key(|(date, ..)| *date);
        for (date, stage, at) in std::mem::take(&mut self.stages) {
            let on_day = known.range(..=date).next_back();
            if on_day.is_some_and(|(_, (_, held))| *held == stage) {
                continue;
            }
            // A new client begins in the stage that the table tells.
            let initial = known.get(&date).filter(|_| self.is_new).copied();
            let id = match initial {
                Some((id, _)) => id,
                None => EntryId::new(ids()),
            };
            self.counts[1] += usize::from(initial.is_none());
            self.rows.insert(at);
            known.insert(date, (id, stage));
            self.records
                .push(Record::Stage(StageEntry { id, date, stage }));
        }
    }
}
