//! The host of a live class in this tab: its machine, its keys, and its connection.
//!
//! Invariants: one tab of a browser at a time is the host of a session; a receipt goes out only after the
//! store has said that the submission is saved; it goes on while the app is open, whatever page is shown,
//! and ends when the records are locked.

mod actions;
mod handover;
mod kept;
mod view;

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
    time::Duration,
};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

pub use self::{handover::hand_over, kept::new_keys};
use self::{kept::kept, view::view_of};
use super::{
    Accept, HostCommand, HostLink, HostStart, HostView, LinkState,
    link::{Driver, Link, LinkEvent, kept_client},
    queue::Queue,
    right::Right,
};
use crate::{
    app::state::{AccessState, Store},
    documents::LiveHost,
    domain::{EntryId, classroom::Submission, live::Channel},
    exchange::Handover,
    live::{
        self, CountsDue, HostAction, State, Topic,
        mqtt::{Delivery, Publication},
    },
    platform::{self, Turns, crypto::live::HostCrypto, mqtt::MqttOptions},
};

thread_local! {
    /// The host that runs in this tab: one at a time, that of the session shown last.
    static HOST: RefCell<Option<Rc<Host>>> = const { RefCell::new(None) };
}

/// How long a host that ends in this tab may take to send what is left.
const LAST_WORDS: Duration = Duration::from_secs(1);

struct Host {
    store: Store,
    session: EntryId,
    stored: LiveHost,
    channel: Channel,
    crypto: HostCrypto,
    accept: Accept,
    machine: RefCell<live::Host>,
    failure: RefCell<Option<String>>,
    shown: HostLink,
    link: Link,
    incoming: Rc<Queue<Publication>>,
    outgoing: Rc<Queue<HostAction>>,
    accepted: Rc<Queue<Submission>>,
    counts: RefCell<CountsDue>,
    right: Right,
}

/// Takes out the host of a session in this tab.
fn take(session: EntryId) -> Option<Rc<Host>> {
    HOST.with_borrow_mut(|host| host.take_if(|host| host.session == session))
}

/// Ends the host of a session in this tab, and gives up its keys.
pub fn remove(store: Store, session: EntryId) {
    if let Some(host) = take(session) {
        host.command(HostCommand::End);
        host.leave(LinkState::Ended);
    }
    spawn_local(async move { store.remove_live_keys(&LiveHost::draft(session)).await });
}

/// Takes a class over; a host of it that runs in this tab leaves.
pub async fn take_over(store: Store, handover: Handover) -> Result<(), String> {
    if let Some(before) = take(handover.session.id) {
        before.leave(LinkState::Connecting);
    }
    handover::take_over(store, handover).await
}

/// The host of a session, which begins unless it runs already.
pub async fn begin(store: Store, start: HostStart) -> Result<Option<HostLink>, String> {
    let HostStart { session, accept } = start;
    let running = || {
        HOST.with_borrow(|host| {
            let host = host.as_ref().filter(|host| host.session == session.id);
            host.map(|host| host.shown.clone())
        })
    };
    if let Some(shown) = running() {
        return Ok(Some(shown));
    }
    let Some((stored, state)) = kept(store, session.id).await? else {
        return Ok(None);
    };
    let state = state.unwrap_or_else(|| State::begin(session.id));
    let crypto = HostCrypto::new(&stored.keys).await;
    let crypto = crypto.map_err(|error| error.to_string())?;
    // Another page may have begun meanwhile.
    if let Some(shown) = running() {
        return Ok(Some(shown));
    }
    let channel = stored.keys.public().channel();
    let link = Link::new(MqttOptions {
        client: kept_client('h', &stored.keys.sign),
        is_kept: true,
        topics: vec![
            (Topic::In(channel).to_string(), Delivery::Acknowledged),
            (Topic::State(channel).to_string(), Delivery::Once),
        ],
    });
    let driver = Rc::new_cyclic(|driver: &Weak<Host>| {
        let driver = driver.clone();
        Host {
            store,
            session: session.id,
            channel,
            stored,
            crypto,
            accept,
            machine: RefCell::new(live::Host::new(&session, state)),
            failure: RefCell::new(None),
            shown: HostLink {
                link: ArcRwSignal::new(LinkState::Connecting),
                view: ArcRwSignal::new(HostView::default()),
                command: Rc::new(move |command| {
                    if let Some(driver) = driver.upgrade() {
                        driver.command(command);
                    }
                }),
            },
            link,
            incoming: Queue::new(),
            outgoing: Queue::new(),
            accepted: Queue::new(),
            counts: RefCell::default(),
            right: Right::default(),
        }
    });
    let shown = driver.shown.clone();
    let before = HOST.replace(Some(Rc::clone(&driver)));
    if let Some(before) = before {
        before.leave(LinkState::Connecting);
    }
    driver.show();
    spawn_local(driver.connect());
    Ok(Some(shown))
}

impl Driver for Host {
    fn show_link(&self, state: LinkState) {
        self.shown.link.set(state);
    }

    fn on_event(self: Rc<Self>, event: LinkEvent) {
        match event {
            LinkEvent::Ready => {
                let actions = self.with(|host| host.connected(platform::whole_millis()));
                self.act(actions);
                self.show();
            }
            LinkEvent::Lost => {
                self.with(live::Host::disconnected);
                self.show();
            }
            // Shown once for all that come meanwhile: a class hands in within a second.
            LinkEvent::Published(message) => {
                let this = Rc::downgrade(&self);
                self.incoming.put([message], move |messages| {
                    Self::read(this.clone(), messages)
                });
            }
        }
    }

    fn beat(self: Rc<Self>, is_doubtful: bool) {
        // It has left, and sends what is left.
        if self.right.is_given_up() {
            return;
        }
        if untrack(|| self.store.access()) == AccessState::Locked {
            return self.leave(LinkState::Connecting);
        }
        let actions = self.with(|host| host.tick(platform::whole_millis()));
        self.act(actions);
        let counts = self.with(|host| {
            self.counts
                .borrow_mut()
                .next(host, platform::whole_millis())
        });
        if let Some(counts) = counts {
            spawn_local(Rc::clone(&self).show_counts(counts));
        }
        self.link.beat(is_doubtful);
        self.show();
    }
}

impl Host {
    /// Connects once no other tab is the host.
    async fn connect(self: Rc<Self>) {
        let name = format!("live/{}", self.session);
        let waiting = self.shown.link.clone();
        self.right
            .wait(&name, move || waiting.set(LinkState::Elsewhere))
            .await;
        if !self.right.is_held() {
            return;
        }
        if self.shown.link.get_untracked() == LinkState::Elsewhere {
            self.learn_kept_state().await;
        }
        self.shown.link.set(LinkState::Connecting);
        self.link.begin(&self);
    }

    /// Takes what another tab, which was the host until now, has made of the class.
    async fn learn_kept_state(&self) {
        if let Ok(Some((_, Some(state)))) = kept(self.store, self.session).await {
            self.with(|host| host.state_seen(Some(state), platform::whole_millis()));
        }
    }

    /// Opens what came in, one after the other.
    async fn read(this: Weak<Self>, messages: Vec<Publication>) {
        let Some(this) = this.upgrade() else { return };
        let inbox = Topic::In(this.channel).to_string();
        let turns = Turns::begin();
        for Publication { topic, payload } in messages {
            turns.next().await;
            let actions = if topic == inbox {
                match this.crypto.open(&payload).await {
                    Ok(opened) => this.with(|host| host.opened(opened, platform::whole_millis())),
                    Err(reason) => {
                        this.with(|host| host.leave_out(reason));
                        continue;
                    }
                }
            } else {
                let seen = this.crypto.state(&payload).await;
                this.with(|host| host.state_seen(seen, platform::whole_millis()))
            };
            this.act(actions);
            if this.with(|host| host.is_taken_over()) {
                return this.give_up();
            }
        }
        this.show();
    }

    /// Another device has the class: the keys here would only put it out again.
    fn give_up(self: &Rc<Self>) {
        self.leave(LinkState::TakenOver);
        let (store, draft) = (self.store, LiveHost::draft(self.session));
        spawn_local(async move { store.remove_live_keys(&draft).await });
    }

    fn command(self: &Rc<Self>, command: HostCommand) {
        // The host is another tab, whose page is told of a reveal too.
        if self.shown.link.get_untracked() == LinkState::Elsewhere {
            return;
        }
        let now = platform::whole_millis();
        let is_of_state = !matches!(command, HostCommand::Submissions(_));
        let actions = self.with(|host| match command {
            HostCommand::Submissions(all) => {
                host.set_submissions(all);
                Vec::new()
            }
            HostCommand::Step(step) => host.set_step(step, now),
            HostCommand::Round(round) => host.set_round(round, now),
            HostCommand::Timer(timer) => host.set_timer(timer, now),
            HostCommand::Open(is_open) => host.set_open(is_open, now),
            HostCommand::Reveal(code) => host.reveal(code, now),
            HostCommand::End => host.end(now),
        });
        if is_of_state && actions.is_empty() {
            // Offline, too: the next connection publishes it.
            let this = Rc::clone(self);
            spawn_local(async move { this.keep().await });
        }
        self.act(actions);
        self.show();
    }

    fn show(&self) {
        let view = self.with(|host| view_of(host, self.failure.borrow().clone()));
        if self.shown.view.with_untracked(|shown| *shown != view) {
            self.shown.view.set(view);
        }
        let is_ended = self.with(|host| host.state().is_ended);
        if is_ended && self.shown.link.get_untracked() != LinkState::Ended {
            self.shown.link.set(LinkState::Ended);
        }
    }

    /// Ends it in this tab; the class itself goes on where its keys are.
    fn leave(self: &Rc<Self>, state: LinkState) {
        self.shown.link.set(state);
        self.right.give_up();
        take(self.session);
        // After what is to be sent yet.
        let link = self.link.clone();
        spawn_local(async move {
            platform::pause(LAST_WORDS).await;
            link.end();
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut live::Host) -> T) -> T {
        work(&mut self.machine.borrow_mut())
    }
}
