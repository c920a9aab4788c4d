//! An account: the people of one organisation, and their levels side by side.
//!
//! An account is not stored. It is all clients whose organisations have one [`AccountKey`], so whoever is
//! given another organisation stands in another account, and nothing can contradict it.

mod key;

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    Assumptions, ClientId, Dimension, Name, PerDimension, Stage, Summary,
    velocity::{Known, Z95},
};
pub use key::AccountKey;

/// The people of one organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// The key that the spellings of its name share.
    pub key: AccountKey,
    /// The spelling that most of its people have; of equally frequent ones the first by its characters.
    pub name: Name,
    /// Whether its people are examples with invented numbers: they share no account with others.
    pub is_example: bool,
    /// Its people, in the order given; at least one.
    pub people: Vec<Arc<Summary>>,
}

/// The accounts of these people: those with most people first, then by name. Who has no organisation
/// stands in none. `composed` gives a text in Unicode NFC.
pub fn accounts(
    people: impl IntoIterator<Item = Arc<Summary>>,
    composed: impl Fn(&str) -> String,
) -> Vec<Account> {
    let mut grouped: BTreeMap<(bool, AccountKey), Vec<Arc<Summary>>> = BTreeMap::new();
    for person in people {
        if let Some(organisation) = &person.organisation {
            let key = AccountKey::of(organisation, &composed);
            let group = grouped.entry((person.is_example, key)).or_default();
            group.push(person);
        }
    }
    let accounts = grouped
        .into_iter()
        .filter_map(|((is_example, key), people)| {
            let name = usual_spelling(&people)?;
            Some(Account {
                key,
                name,
                is_example,
                people,
            })
        });
    let mut accounts: Vec<_> = accounts.collect();
    // The sort is stable, so those of one size stay in the order of their keys.
    accounts.sort_by_key(|account| Reverse(account.people.len()));
    accounts
}

fn usual_spelling(people: &[Arc<Summary>]) -> Option<Name> {
    let mut counts = BTreeMap::new();
    for spelling in people.iter().filter_map(|it| it.organisation.as_ref()) {
        *counts.entry(spelling).or_insert(0_usize) += 1;
    }
    let usual = counts.into_iter();
    let usual = usual.max_by_key(|(spelling, count)| (*count, Reverse(*spelling)));
    usual.map(|(spelling, _)| spelling.clone())
}

/// The levels of several people in one dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct LevelSpread {
    /// How many people have a score.
    pub people: usize,
    /// The mean of their latest scores, 0–10.
    pub mean: f64,
    /// The lowest of them, 0–10.
    pub lowest: f64,
    /// The highest of them, 0–10.
    pub highest: f64,
    /// The people with the lowest score, in the order of the people: several if they are equal.
    pub lowest_of: Vec<ClientId>,
}

impl LevelSpread {
    /// Highest − lowest in points, 0–10; 0 of one person.
    pub fn range(&self) -> f64 {
        self.highest - self.lowest
    }
}

/// The lowest of all latest scores in an account: whose it is, and in which dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WeakestLink {
    /// The person with the score.
    pub client: ClientId,
    /// The dimension.
    pub dimension: Dimension,
    /// The score and its day.
    pub known: Known,
}

/// The figures of an account, of the seller's latest scores with sliders. A person whose relationship has
/// ended counts in none of them.
///
/// A mean hides the one person who can say no, so it never stands without the spread and the weakest
/// links. For three people with the scores
///
/// | | expertise | conduct | relationship | benefit |
/// |---|---|---|---|---|
/// | A | 8 | 8 | 7 | 6 |
/// | B | 7 | 7 | 2 | 6 |
/// | C | 6 | none | none | none |
///
/// the means are 7, 7.5, 4.5 and 6, the spreads 6–8, 7–8, 2–7 and 6–6, and the weakest link is B's
/// relationship trust, at 2. The assumed error of one score is 0.8, so two scores differ by up to
/// 1.96 × √2 × 0.8 = 2.2 points through error alone: nobody else has a score below 2 + 2.2, and B is told
/// apart from A and C.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountFigures {
    /// How many people count.
    pub counted: usize,
    /// The spread of each dimension; none if nobody has a score.
    pub levels: PerDimension<Option<LevelSpread>>,
    /// The lowest of all latest scores: several if they are equal, none if nobody has one.
    pub weakest: Vec<WeakestLink>,
    /// The other people who have a score that error alone may set apart from the lowest.
    pub as_weak: Vec<ClientId>,
    /// Those who count, and of whom no score is known.
    pub unrated: Vec<ClientId>,
    /// Those whose relationship has ended.
    pub ended: Vec<ClientId>,
}

impl AccountFigures {
    /// The figures of these people. Of the assumptions only [`Assumptions::score_sem`] matters.
    pub fn of(people: &[Arc<Summary>], assumptions: &Assumptions) -> Self {
        let has_ended =
            |person: &&Arc<Summary>| person.stage.is_some_and(|(stage, _)| stage == Stage::Ended);
        let (ended, counted): (Vec<_>, Vec<_>) = people.iter().partition(has_ended);
        let unrated = counted
            .iter()
            .filter(|person| person.latest.0.iter().all(Option::is_none));
        let links: Vec<_> = counted
            .iter()
            .flat_map(|person| {
                let known = person.latest.iter();
                known.filter_map(|(dimension, known)| {
                    Some(WeakestLink {
                        client: person.id,
                        dimension,
                        known: (*known)?,
                    })
                })
            })
            .collect();
        let score = |link: &WeakestLink| link.known.score.value();
        let lowest = links.iter().map(score).reduce(f64::min);
        let within = |points: f64| {
            let most = lowest.map(|lowest| lowest + points);
            let links = links.iter().copied();
            links.filter(move |link| most.is_some_and(|most| score(link) <= most))
        };
        let weakest: Vec<_> = within(0.0).collect();
        let are_weakest: BTreeSet<_> = weakest.iter().map(|link| link.client).collect();
        let as_weak: BTreeSet<_> = within(Self::difference_by_error(assumptions))
            .map(|link| link.client)
            .filter(|client| !are_weakest.contains(client))
            .collect();
        Self {
            counted: counted.len(),
            levels: PerDimension::from_fn(|dimension| {
                let scores = links.iter().filter(|link| link.dimension == dimension);
                let scores = scores.map(|link| (link.client, score(link)));
                spread(&scores.collect::<Vec<_>>())
            }),
            as_weak: as_weak.into_iter().collect(),
            unrated: unrated.map(|person| person.id).collect(),
            ended: ended.iter().map(|person| person.id).collect(),
            weakest,
        }
    }

    /// By how many points two scores of one rater differ through error alone, in 95 % of cases.
    pub fn difference_by_error(assumptions: &Assumptions) -> f64 {
        Z95 * std::f64::consts::SQRT_2 * assumptions.score_sem()
    }
}

#[allow(clippy::cast_precision_loss, reason = "far fewer people than 2^52")]
fn spread(scores: &[(ClientId, f64)]) -> Option<LevelSpread> {
    let values = || scores.iter().map(|(_, score)| *score);
    let lowest = values().reduce(f64::min)?;
    let highest = values().reduce(f64::max)?;
    let lowest_of = scores.iter().filter(|(_, score)| *score <= lowest);
    Some(LevelSpread {
        people: scores.len(),
        mean: values().sum::<f64>() / scores.len() as f64,
        lowest,
        highest,
        lowest_of: lowest_of.map(|(client, _)| *client).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        CivilDate, Client, EntryId, Measurement, Note, Profile, Rater, Rating, Record, Score,
        StageEntry,
    };

    const TODAY: &str = "2026-04-20";

    fn day(text: &str) -> CivilDate {
        text.parse().unwrap()
    }

    fn client(id: u64, organisation: Option<&str>) -> Client {
        let profile = Profile {
            name: Name::new(&format!("p{id}")).unwrap(),
            organisation: organisation.map(|name| Name::new(name).unwrap()),
            title: None,
            tags: Vec::new(),
            note: Note::default(),
        };
        let first = EntryId::new(1);
        Client::new(
            ClientId::new(id),
            profile,
            day("2026-01-10"),
            first,
            day(TODAY),
        )
        .unwrap()
    }

    fn rated(mut client: Client, scores: [Option<f64>; 4]) -> Client {
        let scores = scores.map(|score| score.map(|score| Score::new(score).unwrap()));
        client
            .put(Record::Rating(Rating {
                id: EntryId::new(2),
                date: day("2026-03-01"),
                rater: Rater::Seller,
                measurement: Measurement::Sliders(PerDimension(scores)),
                is_blind: false,
                note: Note::default(),
                evidence: Vec::new(),
            }))
            .unwrap();
        client
    }

    fn summary(client: &Client) -> Arc<Summary> {
        Arc::new(Summary::of(client, &Assumptions::default(), day(TODAY)))
    }

    fn of(id: u64, scores: [Option<f64>; 4]) -> Arc<Summary> {
        summary(&rated(client(id, Some("Acme")), scores))
    }

    fn figures(people: &[Arc<Summary>]) -> AccountFigures {
        AccountFigures::of(people, &Assumptions::default())
    }

    /// The people of the table above.
    fn three() -> [Arc<Summary>; 3] {
        [
            of(1, [Some(8.0), Some(8.0), Some(7.0), Some(6.0)]),
            of(2, [Some(7.0), Some(7.0), Some(2.0), Some(6.0)]),
            of(3, [Some(6.0), None, None, None]),
        ]
    }

    #[test]
    fn the_worked_example_has_its_figures() {
        let figures = figures(&three());
        let levels = figures.levels.0.each_ref();
        let levels = levels.map(|level| level.as_ref().unwrap());
        let figures_of = levels.map(|level| (level.mean, level.range()));
        assert_eq!(figures_of, [(7.0, 2.0), (7.5, 1.0), (4.5, 5.0), (6.0, 0.0)]);
        let ends = levels.map(|level| (level.lowest, level.highest));
        assert_eq!(ends, [(6.0, 8.0), (7.0, 8.0), (2.0, 7.0), (6.0, 6.0)]);
        assert_eq!(levels.map(|level| level.people), [3, 2, 2, 2]);
        let ids = |level: &LevelSpread| -> Vec<_> {
            level.lowest_of.iter().map(|id| id.number()).collect()
        };
        let lowest_of = levels.map(ids);
        assert_eq!(lowest_of, [vec![3], vec![2], vec![2], vec![1, 2]]);
        let [weakest] = figures.weakest[..] else {
            panic!("{:?}", figures.weakest)
        };
        assert_eq!(weakest.client, ClientId::new(2));
        assert_eq!(weakest.dimension, Dimension::Relationship);
        assert_eq!(weakest.known.date, day("2026-03-01"));
        assert_eq!((figures.counted, &figures.as_weak[..]), (3, &[][..]));
    }

    #[test]
    fn who_is_within_error_of_the_weakest_is_named() {
        let mut people = three().to_vec();
        // 4.2 lies below 2 + 2.217, 4.3 above it.
        people.push(of(4, [Some(4.2), None, None, None]));
        people.push(of(5, [Some(4.3), None, None, None]));
        assert_eq!(figures(&people).as_weak, [ClientId::new(4)]);
    }

    #[test]
    fn equal_lowest_scores_are_all_weakest_links() {
        let people = [
            of(1, [Some(3.0), Some(3.0), None, None]),
            of(2, [Some(3.0), Some(9.0), None, None]),
        ];
        let figures = figures(&people);
        let who: Vec<_> = figures
            .weakest
            .iter()
            .map(|it| it.client.number())
            .collect();
        assert_eq!(who, [1, 1, 2]);
        assert_eq!(figures.as_weak, []);
    }

    #[test]
    fn unrated_and_ended_people_are_told_and_do_not_count() {
        let mut ended = rated(client(2, Some("Acme")), [Some(1.0); 4]);
        ended
            .put(Record::Stage(StageEntry {
                id: EntryId::new(3),
                date: day("2026-04-01"),
                stage: Stage::Ended,
            }))
            .unwrap();
        let people = [summary(&client(1, Some("Acme"))), summary(&ended)];
        let figures = figures(&people);
        assert_eq!(figures.counted, 1);
        assert_eq!(figures.unrated, [ClientId::new(1)]);
        assert_eq!(figures.ended, [ClientId::new(2)]);
        assert_eq!(figures.levels, PerDimension::default());
        assert_eq!((figures.weakest.len(), figures.as_weak.len()), (0, 0));
    }

    #[test]
    fn spellings_of_one_name_share_an_account_and_examples_have_their_own() {
        let people = [
            client(1, Some("ACME Tools")),
            client(2, Some("ａｃｍｅ\u{3000}tools")),
            client(3, Some("acme  tools")),
            client(4, Some("ACME Tools")),
            client(5, Some("Acme Tools")).as_example(),
            client(6, None),
            client(7, Some("华东精工")),
        ];
        let accounts = accounts(people.iter().map(summary), str::to_owned);
        let told = accounts.iter().map(|account| {
            let ids = account.people.iter().map(|person| person.id.number());
            (account.name.as_str(), ids.collect::<Vec<_>>())
        });
        let expected = [
            ("ACME Tools", vec![1, 2, 3, 4]),
            ("华东精工", vec![7]),
            ("Acme Tools", vec![5]),
        ];
        assert_eq!(told.collect::<Vec<_>>(), expected);
        assert!(accounts[2].is_example);
    }
}
