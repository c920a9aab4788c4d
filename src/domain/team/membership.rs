//! A seller's part in a team: the invitation, and what is shared of whom.
//!
//! Invariant: in an anonymous team neither the seller nor a client is named; nothing is shared of examples, of
//! who lies in the bin, and of relationships that are none with a client.

use std::{collections::BTreeMap, sync::Arc};

use super::{InvalidReport, SharedClient, SharedReport};
use crate::domain::{
    Assumptions, CivilDate, ClientId, EntryId, Name, RelationshipKind, Summary,
    live::{LivePublic, PublicKey},
};

/// The invitation with which a seller joins a team. Nothing in it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamInvitation {
    /// The team's id.
    pub team: EntryId,
    /// Its name.
    pub name: Name,
    /// Whether sellers give no name.
    pub is_anonymous: bool,
    /// The public key that reports are encrypted to: 65 bytes, an uncompressed point of P-256.
    pub key: Vec<u8>,
    /// The key that the manager of a live team signs with. A membership is stored without it: it is kept with
    /// the seller's own keys.
    pub live: Option<PublicKey>,
}

impl TeamInvitation {
    /// The keys of the manager of a live team; none if it is not live.
    pub fn host(&self) -> Option<LivePublic> {
        Some(LivePublic {
            seal: PublicKey::of_point(&self.key)?,
            sign: self.live?,
        })
    }
}

/// How a client is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientChoice {
    /// Nothing of the client is shared.
    Nothing,
    /// The figures, without a name.
    Unnamed,
    /// The figures, with initials.
    Initials,
    /// The figures, with the name.
    Named,
}

impl ClientChoice {
    /// All, the least shared first.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Unnamed, Self::Initials, Self::Named];

    /// The stable name.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Unnamed => "unnamed",
            Self::Initials => "initials",
            Self::Named => "named",
        }
    }

    /// The choice of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

/// A seller's part in a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The seller's id in this team alone.
    pub seller: EntryId,
    /// The team.
    pub team: TeamInvitation,
    /// The name or nickname that the manager reads.
    pub name: Option<Name>,
    /// How clients are shared.
    pub usual: ClientChoice,
    /// How single clients are shared, where that differs.
    pub choices: BTreeMap<ClientId, ClientChoice>,
    /// The edition and the day of the last report; none before the first.
    pub last: Option<(u32, CivilDate)>,
    /// The day on which the seller left; none while sharing.
    pub left: Option<CivilDate>,
}

/// A client that may be shared, as the manager would see it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shared {
    /// The client.
    pub summary: Arc<Summary>,
    /// How it is shared.
    pub choice: ClientChoice,
    /// The client as it is shared; none if nothing is.
    pub client: Option<SharedClient>,
}

impl Membership {
    /// Joins a team: clients go without their names at first.
    pub const fn new(seller: EntryId, team: TeamInvitation, name: Option<Name>) -> Self {
        Self {
            seller,
            team,
            name,
            usual: ClientChoice::Unnamed,
            choices: BTreeMap::new(),
            last: None,
            left: None,
        }
    }

    /// The choices that a client has here: no name in an anonymous team, where it would tell whose the
    /// client is.
    pub const fn offered(&self) -> &'static [ClientChoice] {
        if self.team.is_anonymous {
            &[ClientChoice::Nothing, ClientChoice::Unnamed]
        } else {
            &ClientChoice::ALL
        }
    }

    /// How a client is shared.
    pub fn choice(&self, client: ClientId) -> ClientChoice {
        let chosen = self.choices.get(&client).copied().unwrap_or(self.usual);
        match chosen {
            ClientChoice::Initials | ClientChoice::Named if self.team.is_anonymous => {
                ClientChoice::Unnamed
            }
            chosen => chosen,
        }
    }

    /// Chooses how clients are shared for which nothing else was chosen.
    pub fn set_usual(&mut self, choice: ClientChoice) {
        self.usual = choice;
        self.choices.retain(|_, chosen| *chosen != choice);
    }

    /// Chooses how one client is shared.
    pub fn choose(&mut self, client: ClientId, choice: ClientChoice) {
        if choice == self.usual {
            self.choices.remove(&client);
        } else {
            self.choices.insert(client, choice);
        }
    }

    /// The clients that may be shared, and what is shared of each on a day, in the order given. `initials` gives
    /// those of a name; a name that is no longer than its initials is not told.
    pub fn shared<'a>(
        &self,
        clients: impl Iterator<Item = &'a Arc<Summary>>,
        initials: impl Fn(&str) -> String,
        assumptions: &Assumptions,
        today: CivilDate,
    ) -> Vec<Shared> {
        let may_be = |summary: &&Arc<Summary>| {
            let is_client = summary.kind == RelationshipKind::Client;
            is_client && !summary.is_example && summary.binned.is_none()
        };
        let shared = |summary: &Arc<Summary>| {
            let choice = self.choice(summary.id);
            let called = match choice {
                ClientChoice::Nothing | ClientChoice::Unnamed => None,
                ClientChoice::Initials => {
                    let initials = Name::new(&initials(summary.name.as_str())).ok();
                    initials.filter(|initials| *initials != summary.name)
                }
                ClientChoice::Named => Some(summary.name.clone()),
            };
            let client = (choice != ClientChoice::Nothing)
                .then(|| SharedClient::of(summary, called, assumptions, today));
            Shared {
                summary: Arc::clone(summary),
                choice,
                client,
            }
        };
        clients.filter(may_be).map(shared).collect()
    }

    /// The next edition of the report; the membership notes it once it is sent.
    ///
    /// # Errors
    /// [`InvalidReport::TooManyClients`].
    pub fn report(
        &self,
        shared: &[Shared],
        today: CivilDate,
    ) -> Result<SharedReport, InvalidReport> {
        let name = self.name.clone().filter(|_| !self.team.is_anonymous);
        let clients = shared.iter().filter_map(|shared| shared.client.clone());
        let edition = self
            .last
            .map_or(1, |(edition, _)| edition.saturating_add(1));
        let clients = clients.collect();
        SharedReport::new(self.team.team, self.seller, name, today, edition, clients)
    }

    /// Of two states of one membership, the one that has sent more.
    #[must_use]
    pub fn further(self, other: Self) -> Self {
        if self.last < other.last { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::testing::{TEAM, name},
        *,
    };
    use crate::domain::velocity::testing::{History, day};

    fn membership(is_anonymous: bool) -> Membership {
        let invitation = TeamInvitation {
            team: TEAM,
            name: name("华东"),
            is_anonymous,
            key: vec![4; 65],
            live: None,
        };
        Membership::new(EntryId::new(7), invitation, Some(name("小李")))
    }

    #[test]
    fn each_client_is_shared_as_its_seller_chose() {
        let today = day("2026-05-02");
        let assumptions = Assumptions::default();
        let client = History::since("2026-01-01").0;
        let plain = Arc::new(Summary::of(&client, &assumptions, today));
        let example = Arc::new(Summary {
            is_example: true,
            ..Summary::clone(&plain)
        });
        let binned = Arc::new(Summary {
            binned: Some(today),
            ..Summary::clone(&plain)
        });
        let colleague = Arc::new(Summary {
            kind: RelationshipKind::TeamMember,
            ..Summary::clone(&plain)
        });
        let all = [plain.clone(), example, binned, colleague];
        let initials = |name: &str| name.chars().take(1).collect();
        let shared =
            |membership: &Membership| membership.shared(all.iter(), initials, &assumptions, today);
        let called = |membership: &Membership| {
            let shared = shared(membership);
            assert_eq!(shared.len(), 1);
            assert_eq!(shared[0].summary, plain);
            shared[0].client.clone().map(|client| client.called)
        };
        let mut mine = membership(false);
        assert_eq!(called(&mine), Some(None));
        mine.set_usual(ClientChoice::Named);
        assert_eq!(called(&mine), Some(Some(plain.name.clone())));
        mine.choose(plain.id, ClientChoice::Initials);
        assert_eq!(called(&mine), Some(Some(name("陈"))));
        mine.choose(plain.id, ClientChoice::Nothing);
        assert_eq!(called(&mine), None);
        assert_eq!(mine.report(&shared(&mine), today).unwrap().clients(), []);
        // A choice that is the usual one again is none of its own.
        mine.set_usual(ClientChoice::Nothing);
        assert!(mine.choices.is_empty());
        // Initials that are the whole name would tell it.
        let whole = |name: &str| name.to_owned();
        mine.set_usual(ClientChoice::Initials);
        let unnamed = mine.shared(all.iter(), whole, &assumptions, today);
        assert_eq!(unnamed[0].client.as_ref().unwrap().called, None);
        let mut unnamed = membership(true);
        unnamed.set_usual(ClientChoice::Named);
        assert_eq!(called(&unnamed), Some(None));
        let report = unnamed.report(&shared(&unnamed), today).unwrap();
        assert_eq!((report.name.clone(), report.edition), (None, 1));
        unnamed.last = Some((4, today));
        assert_eq!(unnamed.report(&[], today).unwrap().edition, 5);
    }

    #[test]
    fn a_choice_is_offered_where_it_names_nobody_of_an_anonymous_team() {
        assert_eq!(membership(false).offered(), ClientChoice::ALL);
        let unnamed = [ClientChoice::Nothing, ClientChoice::Unnamed];
        assert_eq!(membership(true).offered(), unnamed);
    }

    #[test]
    fn of_two_states_the_one_that_has_sent_more_stands() {
        let sent = |last: Option<u32>| Membership {
            last: last.map(|edition| (edition, day("2026-11-01"))),
            ..membership(false)
        };
        for (one, other) in [(None, Some(1)), (Some(1), Some(2))] {
            assert_eq!(sent(one).further(sent(other)), sent(other));
            assert_eq!(sent(other).further(sent(one)), sent(other));
        }
        // Of two that have sent the same, what was chosen here is kept.
        let mut here = sent(Some(2));
        here.set_usual(ClientChoice::Named);
        assert_eq!(here.clone().further(sent(Some(2))), here);
    }

    #[test]
    fn a_live_team_is_reached_by_both_keys_of_its_manager() {
        let sign = PublicKey::new([9; 64]);
        let live = |key: Vec<u8>, live| TeamInvitation {
            key,
            live,
            ..membership(false).team
        };
        let host = LivePublic {
            seal: PublicKey::new([4; 64]),
            sign,
        };
        assert_eq!(live(vec![4; 65], Some(sign)).host(), Some(host));
        assert_eq!(live(vec![4; 65], None).host(), None);
        assert_eq!(live(vec![4; 64], Some(sign)).host(), None);
    }
}
