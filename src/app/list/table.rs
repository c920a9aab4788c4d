//! All rows of the list, with what sorting needs.
//!
//! Invariant: a row is made when its summary, the day or the cadence has changed; names are collated when
//! one of them has changed and two rows are equal otherwise: making the browser's collator took a
//! twentieth of a start. Searching and sorting copy no rows.

use std::sync::{Arc, OnceLock};

use super::row::{Filter, Row, compare};
use crate::{
    app::state::Listed,
    domain::{Cadence, CivilDate, Order, RelationshipKind, sorted_places},
    i18n::Text,
    platform::searchable,
};

/// The rows of all clients, in the order of their ids.
#[derive(Debug, Default)]
pub struct Table {
    /// The day and the cadence that the rows were made for; none if there are no rows.
    made_for: Option<(CivilDate, Cadence)>,
    rows: Vec<Arc<Row>>,
    /// The rank of each row's name, once it was asked for.
    ranks: OnceLock<Vec<u32>>,
}

impl Table {
    /// The table of these clients, which are in the order of their ids. The rows and ranks of the table
    /// before serve again if they still hold.
    pub fn of(
        listed: &[Listed],
        today: CivilDate,
        cadence: Cadence,
        before: Option<&Self>,
    ) -> Self {
        let made_for = Some((today, cadence));
        let before = before.filter(|before| before.made_for == made_for);
        let row = |listed: &Listed| {
            let kept = before.and_then(|before| before.row_of(listed));
            kept.unwrap_or_else(|| {
                let row = Row::of(&listed.summary, listed.is_current, today, cadence);
                Arc::new(row)
            })
        };
        let rows: Vec<_> = listed.iter().map(row).collect();
        let ranks = match before {
            Some(before) if before.names().eq(names(&rows)) => before.ranks.clone(),
            _ => OnceLock::new(),
        };
        Self {
            made_for,
            rows,
            ranks,
        }
    }

    /// The rows, in the order of the clients' ids.
    pub fn rows(&self) -> &[Arc<Row>] {
        &self.rows
    }

    /// The indices of the rows in this order; names decide among equals, then ids.
    pub fn sorted(&self, order: Order, text: Text) -> Vec<usize> {
        sorted_places(self.rows.len(), &mut |a, b| {
            compare(order, &self.rows[a], &self.rows[b])
                .then_with(|| {
                    let ranks = self.ranks(text);
                    ranks[a].cmp(&ranks[b])
                })
                .then(a.cmp(&b))
        })
    }

    /// Makes ahead of time what the first search needs.
    pub fn prepare(&self) {
        for row in &self.rows {
            row.searched(searchable);
        }
    }

    fn ranks(&self, text: Text) -> &[u32] {
        self.ranks.get_or_init(|| text.ranks(self.names()))
    }

    /// Those of the sorted rows that the filter leaves.
    pub fn found(&self, sorted: &[usize], filter: &Filter) -> Vec<usize> {
        let is_found = |index: &usize| filter.holds(&self.rows[*index], searchable);
        sorted.iter().copied().filter(is_found).collect()
    }

    /// The tags that clients have, each once.
    pub fn tags(&self) -> Vec<String> {
        let mut tags = Vec::<String>::new();
        for tag in self.rows.iter().flat_map(|row| &row.summary.tags) {
            if let Err(at) = tags.binary_search_by(|known| known.as_str().cmp(tag.as_str())) {
                tags.insert(at, tag.as_str().to_owned());
            }
        }
        tags
    }

    /// The kinds of relationship that there are, in the order in which they are offered.
    pub fn kinds(&self) -> Vec<RelationshipKind> {
        let is_used =
            |kind: &RelationshipKind| self.rows.iter().any(|row| row.summary.kind == *kind);
        RelationshipKind::ALL.into_iter().filter(is_used).collect()
    }

    fn row_of(&self, listed: &Listed) -> Option<Arc<Row>> {
        let id = listed.summary.id;
        let index = self
            .rows
            .binary_search_by_key(&id, |row| row.summary.id)
            .ok()?;
        let row = &self.rows[index];
        let is_same =
            Arc::ptr_eq(&row.summary, &listed.summary) && row.is_current == listed.is_current;
        is_same.then(|| Arc::clone(row))
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        names(&self.rows)
    }
}

fn names(rows: &[Arc<Row>]) -> impl Iterator<Item = &str> {
    rows.iter().map(|row| row.summary.name.as_str())
}
