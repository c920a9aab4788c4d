//! A manager's figures: how many clients of how many sellers are in each group.
//!
//! Invariant: in an anonymous team no figure is of one or two sellers, nor is what remains of all clients
//! without it. Where the other groups and their sum would tell a hidden one, another is hidden too.

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
        // Fewer than three sellers are a group under three in each of its parts.
        let has_enough = !team.is_anonymous || FEWEST_SELLERS <= all.sellers;
        let is_shown =
            |cell: Cell| !team.is_anonymous || cell.sellers == 0 || FEWEST_SELLERS <= cell.sellers;
        let part = |is_one: &dyn Fn(&SharedClient) -> bool| {
            // The rest follows from the sum.
            let rest = cell(team, |client| !is_one(client));
            let part = cell(team, is_one);
            (has_enough && is_shown(part) && is_shown(rest)).then_some(part)
        };
        let stage = |client: &SharedClient| client.stage.map(|(stage, _)| stage);
        let stages = TALLIED.map(|it| (it, part(&|client| stage(client) == it)));
        let age = |client: &SharedClient| RatingAge::of(client, today);
        let ages = RatingAge::ALL.map(|it| (it, part(&|client| age(client) == it)));
        let ages = without_single(ages);
        let has = |client: &SharedClient, kind| client.reasons.iter().any(|it| it.kind == kind);
        let mut reasons = ReasonKind::ALL.map(|it| (it, part(&|client| has(client, it))));
        // Those without a recent rating are those with an old one and those with none.
        let [.., (_, older), (_, unrated)] = ages;
        for (kind, reason) in &mut reasons {
            if *kind == ReasonKind::Rating && (older.is_none() || unrated.is_none()) {
                *reason = None;
            }
        }
        let days = team.reports().iter().map(|kept| kept.report.date());
        Self {
            sellers: team.reports().len(),
            reported: days.clone().min().zip(days.max()),
            all: has_enough.then_some(all),
            stages: without_single(stages),
            ages,
            reasons,
            drawn: part(&|client| client.slope.is_some() && client.level.is_some()),
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
fn without_single<K, const N: usize>(mut parts: [(K, Option<Cell>); N]) -> [(K, Option<Cell>); N] {
    if parts.iter().filter(|(_, cell)| cell.is_none()).count() == 1 {
        let others = parts.iter_mut().map(|(_, cell)| cell);
        let others = others.filter(|cell| cell.is_some_and(|cell| 0 < cell.clients));
        if let Some(smallest) = others.min_by_key(|cell| cell.map(|cell| cell.clients)) {
            *smallest = None;
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{DEEPENING, INITIAL, LONG, client, name, report, team_of, waits},
        *,
    };
    use crate::domain::velocity::{Slope, testing::day};

    #[allow(clippy::unnecessary_wraps, reason = "as the figures have it")]
    fn cell(clients: usize, sellers: usize) -> Option<Cell> {
        Some(Cell { clients, sellers })
    }

    #[test]
    fn the_figures_are_those_counted_by_hand() {
        let first = report(
            1,
            1,
            "2026-11-01",
            vec![
                client(INITIAL, Some("2026-11-20")),
                client(DEEPENING, Some("2026-10-21")),
                waits(client(None, None), ReasonKind::Rating, 1),
            ],
        );
        let second = report(
            2,
            4,
            "2026-11-20",
            vec![
                waits(client(INITIAL, Some("2026-08-22")), ReasonKind::Breach, 5),
                waits(client(INITIAL, Some("2026-08-23")), ReasonKind::Rating, 1),
            ],
        );
        let figures = TeamFigures::of(&team_of(false, vec![first, second]), day("2026-11-21"));
        assert_eq!(figures.sellers, 2);
        assert_eq!(figures.all, cell(5, 2));
        let reported = (day("2026-11-01"), day("2026-11-20"));
        assert_eq!(figures.reported, Some(reported));
        let stages = figures.stages.map(|(_, cell)| cell);
        assert_eq!(
            stages,
            [cell(3, 2), cell(1, 1), cell(0, 0), cell(0, 0), cell(1, 1)]
        );
        // 1, 31, 91 and 90 days old.
        let ages = figures.ages.map(|(age, cell)| (age, cell.unwrap().clients));
        assert_eq!(
            ages,
            [
                (RatingAge::Month, 1),
                (RatingAge::Quarter, 2),
                (RatingAge::Older, 1),
                (RatingAge::Unrated, 1)
            ]
        );
        let of = |kind| figures.reasons.iter().find(|it| it.0 == kind).unwrap().1;
        assert_eq!(of(ReasonKind::Rating), cell(2, 2));
        assert_eq!(of(ReasonKind::Breach), cell(1, 1));
        assert_eq!(of(ReasonKind::Trend), cell(0, 0));
        assert_eq!(figures.drawn, cell(0, 0));
    }

    #[test]
    fn only_a_client_with_a_trend_and_a_level_is_drawn() {
        let slope = Some(Slope {
            from: day("2026-09-01"),
            to: day("2026-11-01"),
            points: 3,
            window_days: 90,
            per_day: 0.1,
            standard_error: 0.01,
        });
        let of = |level, slope| SharedClient {
            level,
            slope,
            ..client(INITIAL, None)
        };
        let clients = vec![of(Some(20.0), None), of(None, slope), of(Some(20.0), slope)];
        let team = team_of(false, vec![report(1, 1, "2026-11-01", clients)]);
        let figures = TeamFigures::of(&team, day("2026-11-02"));
        assert_eq!((figures.all, figures.drawn), (cell(3, 1), cell(1, 1)));
    }

    #[test]
    fn who_waits_is_ordered_by_points_and_no_seller_by_figures() {
        let two = waits(
            waits(client(INITIAL, None), ReasonKind::Contact, 4),
            ReasonKind::Rating,
            1,
        );
        let first = vec![
            waits(client(INITIAL, None), ReasonKind::Rating, 1),
            two,
            client(LONG, None),
        ];
        let second = vec![waits(client(INITIAL, None), ReasonKind::Breach, 5)];
        let team = team_of(
            false,
            vec![
                report(9, 1, "2026-11-02", first),
                report(8, 1, "2026-11-03", second),
            ],
        );
        let waiting = team.waiting();
        let order: Vec<_> = waiting
            .iter()
            .map(|it| (it.kept.report.seller.number(), it.at, it.client.points()))
            .collect();
        assert_eq!(order, [(8, 0, 5), (9, 1, 5), (9, 0, 1)]);
    }

    #[test]
    fn an_anonymous_team_hides_groups_under_three_sellers() {
        let named = |mut client: SharedClient| {
            client.called = Some(name("陈工"));
            client
        };
        let one = |seller, clients| report(seller, 1, "2026-11-01", clients);
        let two = team_of(
            true,
            vec![
                one(1, vec![client(INITIAL, None)]),
                one(2, vec![client(INITIAL, None)]),
            ],
        );
        let today = day("2026-11-02");
        let hidden = TeamFigures::of(&two, today);
        assert_eq!((hidden.sellers, hidden.all, hidden.drawn), (2, None, None));
        assert!(hidden.stages.iter().all(|(_, cell)| cell.is_none()));
        assert!(hidden.reasons.iter().all(|(_, cell)| cell.is_none()));
        let four = team_of(
            true,
            vec![
                one(
                    1,
                    vec![client(INITIAL, None), named(client(DEEPENING, None))],
                ),
                one(2, vec![client(INITIAL, None), client(LONG, None)]),
                one(3, vec![client(INITIAL, None), client(LONG, None)]),
                one(
                    4,
                    vec![
                        client(LONG, None),
                        waits(client(LONG, None), ReasonKind::Trend, 3),
                    ],
                ),
            ],
        );
        let figures = TeamFigures::of(&four, today);
        assert_eq!(figures.all, cell(8, 4));
        // Deepening is one seller's. The sum would tell it, so the smaller of the others is hidden too.
        let stages = figures.stages.map(|(_, cell)| cell);
        assert_eq!(stages, [None, None, cell(4, 3), cell(0, 0), cell(0, 0)]);
        let trend = figures.reasons.iter().find(|it| it.0 == ReasonKind::Trend);
        assert_eq!(trend.unwrap().1, None);
        assert_eq!(figures.drawn, cell(0, 0));
        assert_eq!(four.waiting(), []);
        assert_eq!(four.funnel_steps(), []);
        for kept in four.reports() {
            assert_eq!(kept.report.name, None);
            assert!(kept.report.clients().iter().all(|it| it.called.is_none()));
        }
    }

    #[test]
    fn an_anonymous_team_hides_figures_whose_rest_is_of_one_seller() {
        let of = |rating: &str| client(INITIAL, Some(rating));
        let waiting = |client| waits(client, ReasonKind::Rating, 1);
        let (month, quarter, old) = ("2026-11-01", "2026-09-15", "2026-06-01");
        let reports = (1..=4).map(|seller| {
            let mut clients = vec![of(month), of(quarter), waiting(client(INITIAL, None))];
            // One seller has the only client with an old rating.
            clients.extend((seller == 1).then(|| waiting(of(old))));
            report(seller, 1, "2026-11-02", clients)
        });
        let team = team_of(true, reports.collect());
        let figures = TeamFigures::of(&team, day("2026-11-02"));
        // The sum would tell the single hidden age, so the smallest other is hidden too.
        let ages = figures.ages.map(|(_, cell)| cell);
        assert_eq!(ages, [None, cell(4, 4), None, cell(4, 4)]);
        // Five wait for a rating, of whom four have none: the fifth would be one seller's.
        let rating = figures.reasons.iter().find(|it| it.0 == ReasonKind::Rating);
        assert_eq!(rating.unwrap().1, None);

        let reports = (1..=3).map(|seller| {
            let mut clients = vec![waiting(of(old))];
            clients.extend((seller == 1).then(|| of(month)));
            report(seller, 1, "2026-11-02", clients)
        });
        let team = team_of(true, reports.collect());
        let figures = TeamFigures::of(&team, day("2026-11-02"));
        assert_eq!(figures.all, cell(4, 3));
        assert!(
            figures
                .ages
                .iter()
                .all(|(_, cell)| cell.is_none_or(|it| it.clients == 0))
        );
    }
}
