//! Sellers and a manager over a broker that loses, repeats and reorders, while all of them come and go; and
//! what somebody with the link can try.

use std::collections::BTreeMap;

use proptest::prelude::*;
use trust_velocity::{
    documents::{LastShared, LiveManager, LiveSeller},
    domain::{
        EntryId, Name, ResponseKeyPair,
        live::{KeyPair, LiveKeys, PublicKey},
        team::{Admission, Answer, Entrant, SharedClient, SharedReport, Standing, Team},
    },
    exchange::link::report_content,
    live::{
        FromPhone, LeftOut, PhoneId, ToPhone,
        team::{
            Heard, Manager, ManagerAction, Pending, Seller, SellerMessage, SellerStatus,
            read_answer, write_answer,
        },
    },
};

use super::{channel, key, signature};

const TEAM: EntryId = EntryId::new(1);

fn team() -> Team {
    let key = ResponseKeyPair {
        public: vec![4; 65],
        private: Vec::new(),
    };
    let name = Name::new("华东").unwrap();
    Team::new(TEAM, name, false, "2026-11-28".parse().unwrap(), key)
}

/// The seller whose key has this number: its id in the team.
fn seller_id(number: u64) -> EntryId {
    EntryId::new(1_000 + number)
}

/// A report of a seller; its text is of so many parts, about.
fn report(number: u64, edition: u32, clients: u64) -> SharedReport {
    let client = |at: u64| SharedClient {
        // Names that cannot be compressed make it long.
        called: Some(
            Name::new(&format!("{:016x}", at.wrapping_mul(0x9e37_79b9_7f4a_7c15))).unwrap(),
        ),
        stage: None,
        level: None,
        slope: None,
        last_contact: None,
        gate: None,
        unrecovered_breach: None,
        promises_due: 0,
        last_rating: None,
        reasons: Vec::new(),
    };
    let day = "2026-11-28".parse().unwrap();
    let name = Name::new(&format!("销售{number}")).ok();
    let clients = (1..=clients).map(client).collect();
    SharedReport::new(TEAM, seller_id(number), name, day, edition, clients).unwrap()
}

fn shared(number: u64, edition: u32, clients: u64) -> Pending {
    let text = report_content(&report(number, edition, clients)).unwrap();
    Pending::Report { edition, text }
}

/// The bytes in an envelope of a seller, signed by the key of a number. Nothing is sealed in these tests.
fn from_seller(number: u64, message: &SellerMessage) -> Vec<u8> {
    let content = FromPhone::of_body(key(number), key(0), 1, message.write());
    let signed = signature(key(number), &content.signed(channel()));
    content.write(&signed).unwrap()
}

fn heard(bytes: &[u8]) -> Result<Heard, LeftOut> {
    let (content, signed) = FromPhone::parse(bytes)?;
    if signature(content.sign, &content.signed(channel())) != signed {
        return Err(LeftOut::Forged);
    }
    Heard::of(&content)
}

fn hear(manager: &mut Manager, number: u64, pending: &Pending) -> Vec<ManagerAction> {
    let messages = pending.messages().unwrap();
    let heard = messages
        .iter()
        .map(|it| heard(&from_seller(number, it)).unwrap());
    heard.flat_map(|it| manager.heard(it)).collect()
}

fn id(number: u64) -> PhoneId {
    PhoneId::of(&key(number))
}

fn standing(actions: &[ManagerAction]) -> Option<Answer> {
    actions.iter().find_map(|action| match action {
        ManagerAction::Send { answer, .. } => Some(*answer),
        _ => None,
    })
}

fn accepted(actions: &[ManagerAction]) -> Option<u32> {
    actions.iter().find_map(|action| match action {
        ManagerAction::Accept { report, .. } => Some(report.edition),
        _ => None,
    })
}

fn manager() -> Manager {
    let mut manager = Manager::new(TEAM, false, Vec::new());
    manager.connected();
    manager
}

fn answer(edition: u32, standing: Standing) -> Answer {
    Answer { edition, standing }
}

#[test]
fn a_report_waits_until_its_key_is_admitted() {
    let mut manager = manager();
    let actions = hear(&mut manager, 1, &shared(1, 1, 2));
    assert_eq!(accepted(&actions), None);
    assert_eq!(standing(&actions), Some(answer(1, Standing::Waiting)));
    assert!(actions.contains(&ManagerAction::Keep));
    let actions = manager.admit(id(1));
    assert_eq!(accepted(&actions), Some(1));
    // No receipt before it is stored, however often the report comes.
    assert_eq!(standing(&actions), None);
    assert_eq!(standing(&hear(&mut manager, 1, &shared(1, 1, 2))), None);
    let actions = manager.stored(id(1), 1);
    assert_eq!(standing(&actions), Some(answer(1, Standing::Received)));
    assert_eq!(accepted(&hear(&mut manager, 1, &shared(1, 2, 2))), Some(2));
    // Refused from now on, and admitted once more.
    manager.stored(id(1), 2);
    let actions = manager.refuse(id(1));
    assert_eq!(standing(&actions), Some(answer(2, Standing::Refused)));
    let actions = hear(&mut manager, 1, &shared(1, 3, 2));
    assert_eq!(
        (accepted(&actions), standing(&actions)),
        (None, Some(answer(3, Standing::Refused)))
    );
    let actions = manager.admit(id(1));
    assert_eq!(standing(&actions), Some(answer(2, Standing::Received)));
}

#[test]
fn who_is_admitted_after_all_sends_again_at_once() {
    let mut seller = Seller::new(None, None, 0);
    seller.connected(0);
    seller.share(shared(1, 2, 1), 1_000);
    seller.answered(answer(2, Standing::Refused), 1_100);
    assert_eq!(seller.status(), SellerStatus::Refused);
    assert!(seller.tick(60_000).is_empty());
    seller.answered(answer(1, Standing::Received), 60_000);
    assert_eq!(seller.status(), SellerStatus::Sending);
    assert_eq!(seller.tick(60_000).len(), 1);
}

#[test]
fn a_key_speaks_for_one_seller_and_a_seller_has_one_key() {
    let mut manager = manager();
    hear(&mut manager, 1, &shared(1, 1, 2));
    manager.admit(id(1));
    manager.stored(id(1), 1);
    // Another key with the seller's id, waiting or admitted for a seller of its own.
    assert!(hear(&mut manager, 2, &shared(1, 2, 2)).is_empty());
    hear(&mut manager, 2, &shared(2, 1, 2));
    manager.admit(id(2));
    assert!(hear(&mut manager, 2, &shared(1, 2, 2)).is_empty());
    assert_eq!(manager.left_out().of(LeftOut::Forged), 2);
    // Forgotten, the seller may come with another key.
    let actions = manager.forget(id(1));
    assert!(actions.contains(&ManagerAction::Clear(id(1))));
    let actions = hear(&mut manager, 3, &shared(1, 2, 2));
    assert_eq!(standing(&actions), Some(answer(2, Standing::Waiting)));
}

#[test]
fn what_is_of_another_team_or_no_report_is_left_out() {
    let mut manager = manager();
    let other = Pending::Report {
        edition: 1,
        text: "QUJD".to_owned(),
    };
    assert!(hear(&mut manager, 1, &other).is_empty());
    let mut foreign = report(1, 1, 1);
    foreign.team = EntryId::new(9);
    let text = report_content(&foreign).unwrap();
    assert!(hear(&mut manager, 1, &Pending::Report { edition: 1, text }).is_empty());
    // The edition of the message is not the report's.
    let text = report_content(&report(1, 1, 1)).unwrap();
    assert!(hear(&mut manager, 1, &Pending::Report { edition: 2, text }).is_empty());
    assert_eq!(manager.left_out().of(LeftOut::Garbled), 2);
    assert_eq!(manager.left_out().of(LeftOut::Foreign), 1);
    assert_eq!(manager.sellers().count(), 0);
}

#[test]
fn somebody_with_the_link_costs_bounded_memory() {
    let mut manager = manager();
    for number in 1..=200 {
        hear(&mut manager, number, &shared(number, 1, 3));
    }
    assert_eq!(manager.sellers().count(), Manager::MOST_WAITING);
    assert_eq!(manager.left_out().of(LeftOut::Surplus), 150);
    // One that never becomes whole takes no place, and one that is there may still report.
    let long = shared(300, 1, 2_000).messages().unwrap();
    assert!(2 < long.len(), "{}", long.len());
    for number in 300..600 {
        for part in &long[1..] {
            assert!(
                manager
                    .heard(heard(&from_seller(number, part)).unwrap())
                    .is_empty()
            );
        }
    }
    assert_eq!(accepted(&manager.admit(id(1))), Some(1));
    manager.stored(id(1), 1);
    assert_eq!(
        accepted(&hear(&mut manager, 1, &shared(1, 2, 2_000))),
        Some(2)
    );
}

#[test]
fn leaving_empties_what_is_kept_aside_and_on_the_broker() {
    let mut manager = manager();
    hear(&mut manager, 1, &shared(1, 1, 3));
    let actions = hear(&mut manager, 1, &Pending::Leave(1));
    assert!(actions.contains(&ManagerAction::Clear(id(1))));
    assert_eq!(standing(&actions), Some(answer(1, Standing::Left)));
    assert_eq!(manager.sellers().count(), 0);
    // One who was admitted stays admitted, and comes back with a later edition alone.
    hear(&mut manager, 2, &shared(2, 1, 3));
    manager.admit(id(2));
    manager.stored(id(2), 1);
    hear(&mut manager, 2, &Pending::Leave(1));
    assert_eq!(
        standing(&hear(&mut manager, 2, &shared(2, 1, 3))),
        Some(answer(1, Standing::Left))
    );
    assert_eq!(accepted(&hear(&mut manager, 2, &shared(2, 2, 3))), Some(2));
    assert_eq!(
        standing(&manager.stored(id(2), 2)),
        Some(answer(2, Standing::Received))
    );
    // A leave that comes late changes nothing.
    assert!(hear(&mut manager, 2, &Pending::Leave(1)).is_empty());
}

#[test]
fn a_message_comes_back_and_each_part_fits_an_envelope() {
    for clients in [0, 1, 40, 2_000] {
        for message in shared(1, 7, clients).messages().unwrap() {
            let read = heard(&from_seller(1, &message)).unwrap();
            assert_eq!((read.id, read.message), (id(1), message));
        }
    }
    for standing in Standing::ALL {
        let answer = answer(7, standing);
        let content = ToPhone::of_body(id(1), write_answer(answer));
        let (read, _) = ToPhone::parse(id(1), &content.write(&[0; 64]).unwrap()).unwrap();
        assert_eq!(read_answer(read.body()), Ok(answer));
    }
}

#[test]
fn the_keys_of_a_live_team_come_back() {
    let pair = |number: u8| KeyPair {
        public: PublicKey::new([number; 64]),
        private: vec![number; 138],
    };
    let seller = |number, admission, aside| Entrant {
        sign: key(number),
        seal: key(9),
        seller: seller_id(number),
        name: Name::new("小李").ok().filter(|_| number == 1),
        admission,
        has_left: number == 2,
        edition: 3,
        aside,
    };
    let manager = LiveManager {
        sign: pair(1),
        sellers: vec![
            seller(1, Admission::Waiting, Some((3, "QUJD".to_owned()))),
            seller(2, Admission::Admitted, None),
            seller(3, Admission::Refused, None),
        ],
    };
    assert_eq!(LiveManager::decode(&manager.encode().unwrap()), Ok(manager));
    for (shared, pending, answer) in [
        (None, None, None),
        (
            Some(LastShared {
                digest: "ab".to_owned(),
                date: "2026-11-28".parse().unwrap(),
            }),
            Some((4, Some("QUJD".to_owned()))),
            Some(answer(3, Standing::Waiting)),
        ),
        (None, Some((4, None)), Some(answer(4, Standing::Received))),
    ] {
        let keys = LiveKeys {
            seal: pair(2),
            sign: pair(3),
        };
        let manager = key(5);
        let seller = LiveSeller {
            manager,
            keys,
            shared,
            pending,
            answer,
        };
        assert_eq!(LiveSeller::decode(&seller.encode().unwrap()), Ok(seller));
    }
    assert!(LiveManager::decode("{}").is_err() && LiveSeller::decode("{\"v\":2}").is_err());
}

/// A seller in the simulation.
struct Desk {
    number: u64,
    machine: Seller,
    edition: u32,
    is_here: bool,
    has_left: bool,
}

/// A broker, sellers and a manager. Each round something happens at random.
struct World {
    seed: u64,
    now: u64,
    desks: Vec<Desk>,
    manager: Manager,
    is_manager_here: bool,
    /// The messages that wait in the inbox.
    inbox: Vec<Vec<u8>>,
    /// The retained answers.
    answers: BTreeMap<PhoneId, Answer>,
    /// The team in the manager's store.
    team: Team,
    kept: Vec<Entrant>,
    /// Reports that the store has not done yet.
    storing: Vec<(PhoneId, SharedReport)>,
    is_sound: bool,
}

impl World {
    fn new(seed: u64) -> Self {
        let desk = |number| Desk {
            number,
            machine: Seller::new(None, None, seed ^ number),
            edition: 0,
            is_here: false,
            has_left: false,
        };
        Self {
            seed,
            now: 1_764_000_000_000,
            desks: (1..=4).map(desk).collect(),
            manager: Manager::new(TEAM, false, Vec::new()),
            is_manager_here: false,
            inbox: Vec::new(),
            answers: BTreeMap::new(),
            team: team(),
            kept: Vec::new(),
            storing: Vec::new(),
            is_sound: false,
        }
    }

    fn below(&mut self, most: u64) -> u64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.seed >> 33) % most
    }

    fn send(&mut self, number: u64, messages: Vec<SellerMessage>) {
        for message in messages {
            let copies = if self.is_sound { 1 } else { self.below(3) };
            for _ in 0..copies {
                let at = self.below(self.inbox.len() as u64 + 1);
                let at = if self.is_sound {
                    self.inbox.len()
                } else {
                    usize::try_from(at).unwrap()
                };
                self.inbox.insert(at, from_seller(number, &message));
            }
        }
    }

    fn act(&mut self, actions: Vec<ManagerAction>) {
        for action in actions {
            match action {
                ManagerAction::Keep => {
                    self.kept = self.manager.sellers().map(|(_, it)| it.clone()).collect();
                }
                ManagerAction::Accept { id, report } => {
                    // The fourth is never admitted.
                    assert_ne!(report.seller, seller_id(4));
                    self.storing.push((id, *report));
                }
                ManagerAction::Send { id, answer, .. } => {
                    if answer.standing == Standing::Received {
                        let stored = self.team.reports().iter().map(|it| &it.report);
                        let mut stored = stored.map(|it| (it.seller, it.edition));
                        let number = self
                            .desks
                            .iter()
                            .find(|it| PhoneId::of(&key(it.number)) == id);
                        let seller = seller_id(number.unwrap().number);
                        assert!(
                            stored.any(|(it, edition)| it == seller && answer.edition <= edition)
                        );
                    }
                    if self.is_sound || self.below(4) != 0 {
                        self.answers.insert(id, answer);
                    }
                }
                ManagerAction::Clear(id) => _ = self.answers.remove(&id),
            }
        }
    }

    fn step(&mut self) {
        self.now += self.below(120_000);
        let at = usize::try_from(self.below(4)).unwrap();
        let chance = self.below(14);
        let number = self.desks[at].number;
        let now = self.now;
        let sent = match chance {
            0 | 1 if !self.desks[at].has_left => {
                let desk = &mut self.desks[at];
                desk.edition += 1;
                let clients = if number == 2 { 900 } else { 3 };
                desk.machine
                    .share(shared(number, desk.edition, clients), now)
            }
            2 => {
                self.desks[at].is_here = true;
                self.desks[at].machine.connected(now)
            }
            3 => {
                self.desks[at].is_here = false;
                self.desks[at].machine.disconnected();
                Vec::new()
            }
            // A reload.
            4 => {
                let desk = &mut self.desks[at];
                let (pending, answer) = (desk.machine.pending().cloned(), desk.machine.answer());
                desk.machine = Seller::new(pending, answer, now);
                desk.is_here = false;
                Vec::new()
            }
            5 => {
                self.is_manager_here = true;
                let actions = self.manager.connected();
                self.act(actions);
                Vec::new()
            }
            // The manager's tab is killed.
            6 => {
                self.is_manager_here = false;
                self.manager = Manager::new(TEAM, false, self.kept.clone());
                self.storing.clear();
                Vec::new()
            }
            7 => {
                if self.is_manager_here && number != 4 {
                    let actions = self.manager.admit(id(number));
                    self.act(actions);
                }
                Vec::new()
            }
            8 if number == 3 && !self.desks[at].has_left && 2 < self.desks[at].edition => {
                let desk = &mut self.desks[at];
                desk.has_left = true;
                desk.machine.share(Pending::Leave(desk.edition), now)
            }
            10 => {
                if self.is_manager_here && number != 4 && !self.is_sound {
                    let actions = self.manager.refuse(id(number));
                    self.act(actions);
                }
                Vec::new()
            }
            // The broker forgets.
            9 if !self.is_sound && self.below(5) == 0 => {
                self.inbox.clear();
                self.answers.clear();
                Vec::new()
            }
            _ => self.desks[at].machine.tick(now),
        };
        self.send(number, sent);
        self.flow();
    }

    /// All that can flow flows.
    fn flow(&mut self) {
        if self.is_manager_here {
            for bytes in std::mem::take(&mut self.inbox) {
                let actions = self.manager.heard(heard(&bytes).unwrap());
                self.act(actions);
            }
            if self.is_sound || self.below(2) == 0 {
                for (id, report) in std::mem::take(&mut self.storing) {
                    let edition = report.edition;
                    self.team.accept(report);
                    let actions = self.manager.stored(id, edition);
                    self.act(actions);
                }
            }
        }
        let now = self.now;
        for desk in &mut self.desks {
            let answer = self.answers.get(&id(desk.number)).filter(|_| desk.is_here);
            if let Some(answer) = answer {
                desk.machine.answered(*answer, now);
            }
            if let SellerStatus::Received { edition } = desk.machine.status() {
                let stored = self.team.reports().iter().map(|it| &it.report);
                let mut own = stored.filter(|it| it.seller == seller_id(desk.number));
                assert!(own.any(|it| edition <= it.edition));
            }
        }
        assert!(
            self.team
                .reports()
                .iter()
                .all(|it| it.report.seller != seller_id(4))
        );
    }

    fn finish(&mut self) {
        self.is_sound = true;
        self.is_manager_here = true;
        let actions = self.manager.connected();
        self.act(actions);
        for round in 0..6 {
            for at in 0..4 {
                let number = self.desks[at].number;
                if self.desks[at].edition == 0 {
                    self.desks[at].edition = 1;
                    let sent = self.desks[at].machine.share(shared(number, 1, 3), self.now);
                    self.send(number, sent);
                }
                self.desks[at].is_here = true;
                let sent = self.desks[at].machine.connected(self.now);
                self.send(number, sent);
                self.flow();
                if number < 3 && round == 1 {
                    let actions = self.manager.admit(id(number));
                    self.act(actions);
                }
                self.flow();
            }
            self.now += 1_000_000;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn every_admitted_report_arrives_and_no_other(seed: u64) {
        let mut world = World::new(seed);
        for _ in 0..250 {
            world.step();
        }
        world.finish();
        let edition = |number: u64| {
            let reports = world.team.reports().iter();
            let mut own = reports.filter(|it| it.report.seller == seller_id(number));
            own.next().map(|it| it.report.edition)
        };
        for desk in &world.desks {
            let status = desk.machine.status();
            match desk.number {
                4 => prop_assert_eq!((edition(4), status), (None, SellerStatus::Waiting)),
                _ if desk.has_left => prop_assert_eq!(status, SellerStatus::Left),
                3 => {
                    let is_there = matches!(status, SellerStatus::Waiting | SellerStatus::Refused | SellerStatus::Received { .. });
                    prop_assert!(is_there, "{:?}", status);
                }
                number => {
                    prop_assert_eq!(edition(number), Some(desk.edition));
                    prop_assert_eq!(status, SellerStatus::Received { edition: desk.edition });
                }
            }
        }
    }

    #[test]
    fn bytes_of_outside_are_a_message_or_left_out(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = (SellerMessage::parse(&bytes), read_answer(&bytes));
    }

    #[test]
    fn parts_of_outside_keep_their_bounds(edition: u32, part: u8, of: u8, text in "[A-Z+é]{0,20}") {
        let message = SellerMessage::Part { edition, part, of, text: text.clone() };
        let fits = part < of && of <= SellerMessage::MOST_PARTS && text.is_ascii();
        prop_assert_eq!(SellerMessage::parse(&message.write()).ok(), fits.then_some(message));
    }
}
