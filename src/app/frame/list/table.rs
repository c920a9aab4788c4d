//! All rows of the list, with what sorting needs.
//!
//! Invariant: a row is made when its summary or the day has changed; names are collated when one of them
//! has changed and two rows are equal otherwise: making the browser's collator took a twentieth of a start.
//! Searching and sorting copy no rows.

use std::{
    cmp::Ordering,
    sync::{Arc, OnceLock},
};

use super::row::Row;
use crate::{
    app::state::Listed,
    domain::{CivilDate, Stage, velocity::Verdict},
    i18n::Text,
};

/// How the list is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By name.
    Name,
    /// By total, the highest first.
    Trust,
    /// By verdict, then slope: what rises first, what cannot be told last.
    Trend,
    /// By last contact, the longest ago first.
    LastContact,
}

impl Order {
    /// All orders, as they are offered.
    pub const ALL: [Self; 4] = [Self::Name, Self::Trust, Self::Trend, Self::LastContact];

    /// Its id in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Trust => "trust",
            Self::Trend => "trend",
            Self::LastContact => "last-contact",
        }
    }

    /// Its name.
    pub const fn label(self, text: Text) -> &'static str {
        match self {
            Self::Name => text.sort_by_name(),
            Self::Trust => text.sort_by_trust(),
            Self::Trend => text.sort_by_trend(),
            Self::LastContact => text.sort_by_last_contact(),
        }
    }
}

/// The rows of all clients, in the order of their ids.
#[derive(Debug, Default)]
pub struct Table {
    listed: Vec<Listed>,
    /// The day that the rows were made for; none if there are no rows.
    day: Option<CivilDate>,
    rows: Vec<Arc<Row>>,
    /// The rank of each row's name, once it was asked for.
    ranks: OnceLock<Vec<u32>>,
}

impl Table {
    /// The table of these clients, which are in the order of their ids. The rows and ranks of the table
    /// before serve again if they still hold.
    pub fn of(listed: Vec<Listed>, today: CivilDate, before: Option<&Self>) -> Self {
        let day = Some(today);
        let before = before.filter(|before| before.day == day);
        let row = |listed: &Listed| {
            let kept = before.and_then(|before| before.row_of(listed));
            kept.unwrap_or_else(|| Arc::new(Row::of(listed, today)))
        };
        let rows: Vec<_> = listed.iter().map(row).collect();
        let ranks = match before {
            Some(before) if before.names().eq(names(&rows)) => before.ranks.clone(),
            _ => OnceLock::new(),
        };
        Self {
            listed,
            day,
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
        let mut sorted: Vec<_> = (0..self.rows.len()).collect();
        sorted.sort_unstable_by(|&a, &b| {
            compare(&self.rows[a], &self.rows[b], order)
                .then_with(|| {
                    let ranks = self.ranks(text);
                    ranks[a].cmp(&ranks[b])
                })
                .then(a.cmp(&b))
        });
        sorted
    }

    /// Makes ahead of time what the first search needs.
    pub fn prepare(&self) {
        for row in &self.rows {
            row.words();
        }
    }

    fn ranks(&self, text: Text) -> &[u32] {
        self.ranks.get_or_init(|| text.ranks(self.names()))
    }

    /// Those of the sorted rows that contain the words, in lower case, and are in the stage.
    pub fn found(&self, sorted: &[usize], words: &str, stage: Option<Stage>) -> Vec<usize> {
        let is_found = |index: &usize| {
            let row = &self.rows[*index];
            (stage.is_none() || stage == row.stage)
                && (words.is_empty() || row.words().contains(words))
        };
        sorted.iter().copied().filter(is_found).collect()
    }

    fn row_of(&self, listed: &Listed) -> Option<Arc<Row>> {
        let id = listed.summary.id;
        let index = self.rows.binary_search_by_key(&id, |row| row.id).ok()?;
        let before = &self.listed[index];
        let is_same =
            Arc::ptr_eq(&before.summary, &listed.summary) && before.is_current == listed.is_current;
        is_same.then(|| self.rows[index].clone())
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        names(&self.rows)
    }
}

fn names(rows: &[Arc<Row>]) -> impl Iterator<Item = &str> {
    rows.iter().map(|row| row.name.as_str())
}

fn compare(a: &Row, b: &Row, order: Order) -> Ordering {
    match order {
        Order::Name => Ordering::Equal,
        Order::Trust => highest_first(a.total, b.total),
        Order::Trend => {
            let group = |row: &Row| match row.verdict {
                Verdict::Rising => 0,
                Verdict::WithinError => 1,
                Verdict::Falling => 2,
                Verdict::Insufficient | Verdict::Stale => 3,
            };
            let slopes = highest_first(a.slope, b.slope);
            group(a).cmp(&group(b)).then(slopes)
        }
        Order::LastContact => {
            let date = |row: &Row| row.last_contact.map(|(date, _)| date);
            date(a).cmp(&date(b))
        }
    }
}

/// The highest first, the unknown last.
fn highest_first(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}
