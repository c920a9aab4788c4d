//! Real machines over a network that loses, repeats, delays and reorders, while phones reload and the
//! trainer's tab is killed.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use trust_velocity::{
    domain::{
        EntryId,
        classroom::{Accepted, Naming, RevealCode, Round, Session, Submission},
        live::{PhoneProgress, PublicKey},
    },
    live::{Host, HostAction, Opened, Phone, PhoneId, Place, State, Status, ToSend},
};

use super::{
    from_phone, key, opened_by_host, opened_by_phone, opened_state, session, signed_state,
    submission_to, to_phone,
};

/// Until then all goes wrong, milliseconds; then the network is sound.
const TROUBLE: u64 = 120_000;

/// The longest wait, a phone's coming back, and a network's delay, with some to spare.
const PEACE: u64 = 150_000;

/// The beginning, by the clock of all.
const START: u64 = 1_764_000_000_000;

enum Packet {
    ToHost(Vec<u8>),
    ToPhone(PhoneId, Vec<u8>),
    State(PhoneId, Vec<u8>),
}

enum Event {
    Arrives(Packet),
    /// The host's store has done its work.
    Stored(Box<Submission>),
    /// The broker shows the host the text that it keeps; `None` if it keeps none.
    Shown(Option<Vec<u8>>),
    HandsIn(usize),
    Moves(usize),
    Reloads(usize),
    Disconnects(usize),
    Connects(usize),
    HostDies,
    HostConnects,
    BrokerForgets,
    Steps(u16),
    /// The second round begins.
    VotesAgain,
    Opens(bool),
}

struct Trainee {
    sign: PublicKey,
    phone: Phone,
    /// Kept over a reload: the last submission to each round, and the numbers.
    handed: [Option<Submission>; 2],
    progress: PhoneProgress,
    place: Option<Place>,
    /// How far this phone's clock is behind, which a reload may change.
    behind: u64,
}

struct World {
    seed: u64,
    now: u64,
    events: BTreeMap<(u64, u64), Event>,
    count: u64,
    trainees: Vec<Trainee>,
    host: Host,
    /// The trainer's store.
    stored: Session,
    kept_state: State,
    /// The broker's retained text.
    retained: Option<Vec<u8>>,
    receipts: usize,
}

impl World {
    fn new(seed: u64, phones: usize) -> Self {
        let stored = session(Naming::Anonymous);
        let kept_state = State::begin(stored.id);
        let trainees = (0..phones as u64).map(|number| {
            let sign = key(number + 1);
            let progress = PhoneProgress::default();
            Trainee {
                sign,
                phone: Phone::new(stored.id, PhoneId::of(&sign), progress, seed ^ number),
                handed: [None, None],
                progress,
                place: None,
                behind: 0,
            }
        });
        let mut world = Self {
            seed,
            now: START,
            events: BTreeMap::new(),
            count: 0,
            trainees: trainees.collect(),
            host: Host::new(&stored, kept_state.clone()),
            stored,
            kept_state,
            retained: None,
            receipts: 0,
        };
        world.begin_troubles();
        world
    }

    fn begin_troubles(&mut self) {
        self.add(0, Event::HostConnects);
        for at in 0..self.trainees.len() {
            self.add(0, Event::Connects(at));
            for _ in 0..4 {
                let (change, off) = (self.below(TROUBLE), self.below(TROUBLE / 2));
                self.add(change, Event::HandsIn(at));
                let moves = self.below(TROUBLE);
                self.add(moves, Event::Moves(at));
                self.add(off, Event::Disconnects(at));
                let back = off + self.below(TROUBLE / 2);
                self.add(back, Event::Connects(at));
            }
            for _ in 0..2 {
                let reloads = self.below(TROUBLE);
                self.add(reloads, Event::Reloads(at));
            }
        }
        for step in 0..3 {
            let (steps, forgets, dies) = (
                self.below(TROUBLE),
                self.below(TROUBLE),
                self.below(TROUBLE),
            );
            self.add(steps, Event::Steps(step));
            self.add(forgets, Event::BrokerForgets);
            self.add(dies, Event::HostDies);
        }
        let (again, closes) = (self.below(TROUBLE), self.below(TROUBLE));
        self.add(again, Event::VotesAgain);
        self.add(closes, Event::Opens(false));
        self.add(TROUBLE, Event::Opens(true));
        for at in 0..self.trainees.len() {
            self.add(TROUBLE, Event::Connects(at));
        }
    }

    fn random(&mut self) -> u64 {
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.seed >> 20
    }

    fn below(&mut self, most: u64) -> u64 {
        self.random() % most
    }

    fn add(&mut self, wait: u64, event: Event) {
        self.count += 1;
        self.events.insert((self.now + wait, self.count), event);
    }

    fn is_trouble(&self) -> bool {
        self.now < START + TROUBLE
    }

    /// How often a packet arrives, and after which times.
    fn arrivals(&mut self) -> Vec<u64> {
        if !self.is_trouble() {
            return vec![self.below(200)];
        }
        let copies = [0, 0, 1, 1, 1, 2][usize::try_from(self.below(6)).unwrap()];
        (0..copies).map(|_| self.below(20_000)).collect()
    }

    fn sends(&mut self, at: usize, messages: Vec<ToSend>) {
        let sign = self.trainees[at].sign;
        for to_send in messages {
            let bytes = from_phone(sign, &to_send);
            for wait in self.arrivals() {
                self.add(wait, Event::Arrives(Packet::ToHost(bytes.clone())));
            }
        }
        let trainee = &mut self.trainees[at];
        trainee.progress = trainee.phone.progress();
    }

    fn does(&mut self, actions: Vec<HostAction>) {
        for action in actions {
            match action {
                HostAction::Publish(state) => {
                    self.kept_state = state.clone();
                    let bytes = signed_state(&state);
                    self.retained = Some(bytes.clone());
                    self.shows(&bytes);
                    for at in 0..self.trainees.len() {
                        let id = PhoneId::of(&self.trainees[at].sign);
                        for wait in self.arrivals() {
                            let packet = Packet::State(id, bytes.clone());
                            self.add(wait, Event::Arrives(packet));
                        }
                    }
                }
                HostAction::Clear => {
                    self.retained = None;
                    let wait = self.below(200);
                    self.add(wait, Event::Shown(None));
                }
                HostAction::Accept(submission) => {
                    let wait = self.below(3_000);
                    self.add(wait, Event::Stored(submission));
                }
                HostAction::Send { phone, message, .. } => {
                    self.receipts += 1;
                    let bytes = to_phone(phone, message);
                    for wait in self.arrivals() {
                        self.add(wait, Event::Arrives(Packet::ToPhone(phone, bytes.clone())));
                    }
                }
            }
        }
    }

    fn shows(&mut self, bytes: &[u8]) {
        let wait = self.below(200);
        self.add(wait, Event::Shown(Some(bytes.to_vec())));
    }

    /// The trainee whose page is open; packets reach only those who are connected.
    fn connected(&mut self, id: PhoneId) -> Option<usize> {
        let of = |trainee: &Trainee| PhoneId::of(&trainee.sign) == id;
        let at = self.trainees.iter().position(of)?;
        self.trainees[at].phone.is_connected().then_some(at)
    }

    fn host_starts(&mut self) {
        self.host = Host::new(&self.stored, self.kept_state.clone());
        // As its page does.
        let actions = self.host.set_round(self.stored.round(), self.now);
        self.does(actions);
        let wait = self.below(3_000);
        self.add(wait, Event::HostConnects);
    }

    fn happens(&mut self, event: Event) {
        let now = self.now;
        match event {
            Event::Arrives(Packet::ToHost(bytes)) => {
                if !self.host.is_connected() {
                    // The broker keeps it for the inbox.
                    self.add(500, Event::Arrives(Packet::ToHost(bytes)));
                    return;
                }
                let opened: Opened = opened_by_host(&bytes).unwrap();
                let actions = self.host.opened(opened, now);
                self.does(actions);
            }
            Event::Arrives(Packet::ToPhone(id, bytes)) => {
                if let Some(at) = self.connected(id) {
                    let message = opened_by_phone(id, &bytes).unwrap();
                    self.trainees[at].phone.opened(message);
                    self.trainees[at].progress = self.trainees[at].phone.progress();
                }
            }
            Event::Arrives(Packet::State(id, bytes)) => {
                if let Some(at) = self.connected(id) {
                    let state = opened_state(&bytes).unwrap();
                    let now = self.now_of(at);
                    self.trainees[at].phone.state_came(state, now);
                    self.trainees[at].progress = self.trainees[at].phone.progress();
                }
            }
            Event::Stored(submission) => self.stores(*submission),
            Event::Shown(bytes) => {
                let state = bytes.and_then(|bytes| opened_state(&bytes).ok());
                let actions = self.host.state_seen(state, now);
                self.does(actions);
            }
            Event::HostDies => self.host_starts(),
            Event::HostConnects => {
                let actions = self.host.connected(now);
                if let Some(bytes) = self.retained.clone() {
                    self.shows(&bytes);
                }
                self.does(actions);
            }
            Event::BrokerForgets => {
                // Its connections end, and the host comes back.
                self.retained = None;
                self.host.disconnected();
                self.add(300, Event::HostConnects);
            }
            Event::Steps(step) => {
                let actions = self.host.set_step(Some(step), now);
                self.kept_state = self.host.state().clone();
                self.does(actions);
            }
            Event::VotesAgain => {
                self.stored.begin_second_round();
                let actions = self.host.set_round(Round::Second, now);
                self.kept_state = self.host.state().clone();
                self.does(actions);
            }
            Event::Opens(is_open) => {
                let actions = self.host.set_open(is_open, now);
                self.kept_state = self.host.state().clone();
                self.does(actions);
            }
            Event::HandsIn(at) => self.hands_in(at),
            Event::Moves(at) => {
                let step = u16::try_from(self.below(5)).unwrap();
                let place = Place {
                    step,
                    ..Place::default()
                };
                let now = self.now_of(at);
                self.trainees[at].place = Some(place.clone());
                let sent = self.trainees[at].phone.moved(place, now);
                self.sends(at, sent);
            }
            Event::Reloads(at) => self.reloads(at),
            Event::Disconnects(at) => self.trainees[at].phone.disconnected(),
            Event::Connects(at) => {
                let now = self.now_of(at);
                let sent = self.trainees[at].phone.connected(now);
                self.sends(at, sent);
                if let Some(bytes) = self.retained.clone() {
                    let id = PhoneId::of(&self.trainees[at].sign);
                    self.add(100, Event::Arrives(Packet::State(id, bytes)));
                }
            }
        }
    }

    fn now_of(&self, at: usize) -> u64 {
        self.now - self.trainees[at].behind
    }

    /// A store may fail, and the tab may be killed before it has told the phone, or before it has stored.
    fn stores(&mut self, submission: Submission) {
        let Submission {
            id, round, edition, ..
        } = submission;
        let fate = if self.is_trouble() { self.below(6) } else { 5 };
        match fate {
            0 => return self.host.not_stored(id, round),
            1 => return self.host_starts(),
            _ => {}
        }
        let accepted = self.stored.accept(submission);
        assert!(!matches!(
            accepted,
            Accepted::OtherSession | Accepted::WrongEdition(_)
        ));
        if fate == 2 {
            return self.host_starts();
        }
        let actions = self.host.stored(id, round, edition);
        self.does(actions);
    }

    fn hands_in(&mut self, at: usize) {
        let now = self.now_of(at);
        let trainee = &mut self.trainees[at];
        let round = trainee.phone.progress().round;
        let handed = &mut trainee.handed[round as usize];
        let edition = handed.as_ref().map_or(1, |handed| handed.edition + 1);
        let submission = submission_to(round, trainee.sign, edition);
        *handed = Some(submission.clone());
        let sent = trainee.phone.hand_in(submission, now);
        self.sends(at, sent);
    }

    fn reloads(&mut self, at: usize) {
        let behind = self.below(2) * self.below(7_200_000);
        let seed = self.random();
        let trainee = &mut self.trainees[at];
        // A clock that is put back.
        trainee.behind = behind;
        let id = PhoneId::of(&trainee.sign);
        trainee.phone = Phone::new(EntryId::new(1), id, trainee.progress, seed);
        for handed in trainee.handed.clone().into_iter().flatten() {
            let sent = trainee.phone.hand_in(handed, self.now - behind);
            assert_eq!(sent, [], "nobody sends before the broker answers");
        }
        let trainee = &mut self.trainees[at];
        if let Some(place) = trainee.place.clone() {
            assert_eq!(trainee.phone.moved(place, self.now - behind), []);
        }
        let wait = self.below(5_000);
        self.add(wait, Event::Connects(at));
    }

    /// The next time at which something is due.
    fn next(&self) -> Option<u64> {
        let event = self.events.keys().next().map(|(time, _)| *time);
        let phones = self
            .trainees
            .iter()
            .filter_map(|it| Some(it.phone.due()? + it.behind));
        let times = phones.chain(event).chain(self.host.due());
        times.min().map(|time| time.max(self.now))
    }

    fn run(&mut self) {
        let mut rounds = 0;
        while let Some(next) = self.next().filter(|next| *next < START + TROUBLE + PEACE) {
            rounds += 1;
            assert!(rounds < 100_000, "it does not come to rest");
            self.now = next;
            let due: Vec<_> = self
                .events
                .range(..=(next, u64::MAX))
                .map(|(key, _)| *key)
                .collect();
            for key in due {
                let event = self.events.remove(&key).unwrap();
                self.happens(event);
            }
            for at in 0..self.trainees.len() {
                let now = self.now_of(at);
                let sent = self.trainees[at].phone.tick(now);
                self.sends(at, sent);
            }
            let actions = self.host.tick(next);
            self.does(actions);
            self.hold_promises();
        }
    }

    /// An answer that is called received is stored in its round, in that edition or a later one.
    fn hold_promises(&self) {
        for (trainee, round) in self.in_rounds() {
            let id = PhoneId::of(&trainee.sign).entry();
            let stored = self.stored.of_round(round).iter().find(|it| it.id == id);
            if let Some(received) = trainee.phone.progress().received[round as usize] {
                assert!(stored.is_some_and(|stored| received <= stored.edition));
            }
            if let Status::Received { edition } = trainee.phone.status(round) {
                assert!(stored.is_some_and(|stored| edition <= stored.edition));
                let handed = trainee.handed[round as usize].as_ref().unwrap();
                assert!(handed.edition <= edition, "an earlier edition was received");
            }
        }
    }

    fn in_rounds(&self) -> impl Iterator<Item = (&Trainee, Round)> {
        let trainees = self.trainees.iter();
        trainees.flat_map(|trainee| Round::ALL.map(|round| (trainee, round)))
    }

    /// Everybody has arrived.
    fn is_settled(&self) {
        for round in Round::ALL {
            let of_round = self.stored.of_round(round);
            let ids: BTreeSet<_> = of_round.iter().map(|it| it.id).collect();
            assert_eq!(ids.len(), of_round.len());
            let handed = self.trainees.iter();
            let handed = handed.filter_map(|it| it.handed[round as usize].as_ref());
            assert_eq!(ids, handed.map(|it| it.id).collect());
        }
        for (trainee, round) in self.in_rounds() {
            assert_eq!(trainee.phone.state(), Some(self.host.state()));
            let Some(handed) = trainee.handed[round as usize].as_ref() else {
                assert_eq!(trainee.phone.status(round), Status::NotHandedIn);
                continue;
            };
            let edition = handed.edition;
            assert_eq!(trainee.phone.status(round), Status::Received { edition });
            let of_round = self.stored.of_round(round);
            let stored = of_round.iter().find(|it| it.id == handed.id);
            assert_eq!(stored, Some(handed));
        }
        let presence = self.host.presence(self.now);
        let round = self.host.state().round;
        assert_eq!(presence.handed_in, self.stored.of_round(round).len());
        assert_eq!(presence.here, self.trainees.len());
        let kept = self.retained.as_ref().map(|bytes| opened_state(bytes));
        assert_eq!(kept, Some(Ok(self.host.state().clone())));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn whatever_the_network_does_each_answer_counts_once(seed: u64, phones in 1..7_usize) {
        let mut world = World::new(seed, phones);
        world.run();
        world.is_settled();
    }
}

/// A phone that is told something sends no more than it has to.
#[test]
fn a_sound_network_takes_one_message_and_one_receipt_each() {
    let mut world = World::new(7, 0);
    world.now = START + TROUBLE;
    world.events.clear();
    world.add(0, Event::HostConnects);
    for number in 0..60 {
        let sign = key(number + 1);
        let progress = PhoneProgress::default();
        world.trainees.push(Trainee {
            sign,
            phone: Phone::new(EntryId::new(1), PhoneId::of(&sign), progress, number),
            handed: [None, None],
            progress,
            place: None,
            behind: 0,
        });
        let at = world.trainees.len() - 1;
        world.add(0, Event::Connects(at));
        world.add(1_000, Event::Moves(at));
        world.add(5_000, Event::HandsIn(at));
    }
    world.run();
    world.is_settled();
    // A store of up to three seconds is waited for by some, who send twice.
    assert!((60..=120).contains(&world.receipts), "{}", world.receipts);
    let steps = world.host.presence(world.now).steps;
    assert_eq!(steps.values().sum::<usize>(), 60);
    let code = RevealCode::new("K7PM2X").unwrap();
    let actions = world.host.reveal(code.clone(), world.now);
    world.does(actions);
    world.now += 1_000;
    for (_, event) in std::mem::take(&mut world.events) {
        world.happens(event);
    }
    for trainee in &world.trainees {
        assert_eq!(trainee.phone.state().unwrap().reveal, Some(code.clone()));
    }
}
