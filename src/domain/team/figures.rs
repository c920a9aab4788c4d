//! A manager's figures: how many clients of how many sellers are in each group.
//!
//! Invariant: in an anonymous team no figure is of one or two sellers. Where the other groups and their sum
//! would tell a hidden one, another is hidden too.

use super::{KeptReport, ReasonKind, SharedClient, StageTally, TALLIED, Team, place_of};
use crate::domain::{CivilDate, Stage, sorted};

/// The fewest sellers of a figure in an anonymous team.
const FEWEST_SELLERS: usize = 3;

/// The clients of a group, and how many sellers they are of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many clients.
    pub clients: usize,
    /// Of how many sellers.
    pub sellers: usize,
}

/// How old a client's last rating is, on the day of the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RatingAge {
    /// At most 30 days.
    Month,
    /// 31 to 90 days.
    Quarter,
    /// Over 90 days.
    Older,
    /// There is no rating.
    Unrated,
}

impl RatingAge {
    /// All, the newest first.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Older, Self::Unrated];

    /// The stable name used in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Older => "older",
            Self::Unrated => "unrated",
        }
    }

    fn of(client: &SharedClient, today: CivilDate) -> Self {
        match client.last_rating.map(|day| today.days_since(day)) {
            None => Self::Unrated,
            Some(..=30) => Self::Month,
            Some(31..=90) => Self::Quarter,
            Some(_) => Self::Older,
        }
    }
}

/// The figures of a team on a day. A group that is hidden is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamFigures {
    /// How many sellers have reported.
    pub sellers: usize,
    /// The days of the oldest and of the newest of their last reports.
    pub reported: Option<(CivilDate, CivilDate)>,
    /// All clients.
    pub all: Option<Cell>,
    /// The clients in each stage, and in none.
    pub stages: [(Option<Stage>, Option<Cell>); 5],
    /// The clients by the age of their last rating.
    pub ages: [(RatingAge, Option<Cell>); 4],
    /// The clients with each reason to turn to them, on the days of the reports.
    pub reasons: [(ReasonKind, Option<Cell>); 8],
    /// The clients with a recent trend and a level, who have a dot in the chart.
    pub drawn: Option<Cell>,
}

/// How many clients stood in each stage by the reports until a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunnelStep {
    /// The day.
    pub date: CivilDate,
    /// How many sellers had reported by then.
    pub sellers: usize,
    /// Their clients by stage.
    pub tally: StageTally,
}

/// A client who needs help, by what its seller reported.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting<'a> {
    /// The report that tells it.
    pub kept: &'a KeptReport,
    /// The client's place in the report.
    pub at: usize,
    /// The client.
    pub client: &'a SharedClient,
}

impl TeamFigures {
    /// The figures of a team on a day.
    pub fn of(team: &Team, today: CivilDate) -> Self {
        let all = cell(team, |_| true);
        let is_shown =
            |cell: &Cell| !team.is_anonymous || cell.sellers == 0 || FEWEST_SELLERS <= cell.sellers;
        // Fewer than three sellers are a group under three in each of its parts.
        let has_enough = !team.is_anonymous || FEWEST_SELLERS <= all.sellers;
        let shown = |cell: Cell| (has_enough && is_shown(&cell)).then_some(cell);
        let stage = |client: &SharedClient| client.stage.map(|(stage, _)| stage);
        let stages = TALLIED.map(|it| (it, cell(team, |client| stage(client) == it)));
        let age = |client: &SharedClient| RatingAge::of(client, today);
        let ages = RatingAge::ALL.map(|it| (it, cell(team, |client| age(client) == it)));
        let has = |client: &SharedClient, kind| client.reasons.iter().any(|it| it.kind == kind);
        let reasons = ReasonKind::ALL.map(|it| (it, cell(team, |client| has(client, it))));
        let days = team.reports().iter().map(|kept| kept.report.date());
        Self {
            sellers: team.reports().len(),
            reported: days.clone().min().zip(days.max()),
            all: shown(all),
            stages: parted(stages, shown),
            ages: parted(ages, shown),
            reasons: reasons.map(|(kind, cell)| (kind, shown(cell))),
            drawn: shown(cell(team, |client| {
                client.slope.is_some() && client.level.is_some()
            })),
        }
    }
}

impl Team {
    /// The clients who need help, by their points, the most first; of equal ones by the seller's name, then in
    /// the order reported. None in an anonymous team: each would be of one seller.
    pub fn waiting(&self) -> Vec<Waiting<'_>> {
        if self.is_anonymous {
            return Vec::new();
        }
        let of = |kept| {
            let clients = KeptReport::clients(kept).iter().enumerate();
            clients.map(move |(at, client)| Waiting { kept, at, client })
        };
        let all = self.reports().iter().flat_map(of);
        let waiting = all.filter(|it| !it.client.reasons.is_empty());
        sorted(waiting.collect(), |a, b| {
            let names = a.kept.report.name.cmp(&b.kept.report.name);
            let points = b.client.points().cmp(&a.client.points());
            points.then(names).then(a.at.cmp(&b.at))
        })
    }

    /// The stages over time: at each day of a report, the last report of each seller until then. None in an
    /// anonymous team, where the difference between two days would be one seller's.
    pub fn funnel_steps(&self) -> Vec<FunnelStep> {
        if self.is_anonymous {
            return Vec::new();
        }
        let told = |kept: &KeptReport| {
            let last = (kept.report.date(), kept.report.tally());
            let mut told = kept.former.clone();
            told.push(last);
            told
        };
        let told: Vec<_> = self.reports().iter().map(told).collect();
        let mut days: Vec<_> = told.iter().flatten().map(|(day, _)| *day).collect();
        days.sort();
        days.dedup();
        let step = |date: CivilDate| {
            let mut step = FunnelStep {
                date,
                sellers: 0,
                tally: StageTally::default(),
            };
            for told in &told {
                let until = told.iter().filter(|(day, _)| *day <= date);
                let Some((_, tally)) = until.max_by_key(|(day, _)| *day) else {
                    continue;
                };
                step.sellers += 1;
                for stage in TALLIED {
                    step.tally[place_of(stage)] += tally[place_of(stage)];
                }
            }
            step
        };
        days.into_iter().map(step).collect()
    }
}

impl KeptReport {
    fn clients(&self) -> &[SharedClient] {
        self.report.clients()
    }
}

fn cell(team: &Team, is_one: impl Fn(&SharedClient) -> bool) -> Cell {
    let counts = team.reports().iter().map(|kept| {
        let clients = kept.clients().iter();
        clients.filter(|client| is_one(client)).count()
    });
    let counts = counts.filter(|count| 0 < *count);
    counts.fold(Cell::default(), |cell, count| Cell {
        clients: cell.clients + count,
        sellers: cell.sellers + 1,
    })
}

/// The groups that all clients fall into: if one alone is hidden, so is the smallest of the others, since the
/// sum would tell it.
fn parted<K: Copy, const N: usize>(
    cells: [(K, Cell); N],
    shown: impl Fn(Cell) -> Option<Cell>,
) -> [(K, Option<Cell>); N] {
    let mut parts = cells.map(|(key, cell)| (key, shown(cell)));
    if parts.iter().filter(|(_, cell)| cell.is_none()).count() == 1 {
        let others = parts.iter_mut().map(|(_, cell)| cell);
        let others = others.filter(|cell| cell.is_some_and(|cell| 0 < cell.clients));
        if let Some(smallest) = others.min_by_key(|cell| cell.map(|cell| cell.clients)) {
            *smallest = None;
        }
    }
    parts
}
