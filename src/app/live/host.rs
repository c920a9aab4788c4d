//! The host of a live class in this tab: its machine, its keys, and its connection.
//!
//! Invariants: one tab of a browser at a time is the host of a session; a receipt goes out only after the
//! store has said that the submission is saved; it goes on while the app is open, whatever page is shown,
//! and ends when the records are locked.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::{Rc, Weak},
    time::Duration,
};

use leptos::prelude::*;
use sha2::{Digest as _, Sha256};
use wasm_bindgen_futures::spawn_local;

use super::{
    Accept, Attending, HostCommand, HostLink, HostStart, HostView, LinkState,
    link::{Link, LinkEvent},
    pulse::{Pulse, now},
    queue::Queue,
};
use crate::{
    app::state::{AccessState, Store},
    documents::LiveHost,
    domain::{EntryId, classroom::Submission, live::Channel},
    live::{
        Counts, CountsDue, Host, HostAction, State, Topic,
        mqtt::{Delivery, Publication},
    },
    platform::{
        self, Exclusive,
        crypto::live::{HostCrypto, new_live_keys},
        mqtt::MqttOptions,
    },
    storage::SaveError,
};

thread_local! {
    /// The host that runs in this tab: one at a time, that of the session shown last.
    static HOST: RefCell<Option<Rc<Driver>>> = const { RefCell::new(None) };
}

/// How long another tab may take to give the session's right up before the page tells of it.
const RIGHT_WAIT: Duration = Duration::from_millis(500);

/// How long a host that ends in this tab may take to send what is left.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// The most attendees that are shown.
const MOST_SHOWN: usize = 600;

struct Driver {
    store: Store,
    session: EntryId,
    stored: LiveHost,
    channel: Channel,
    crypto: HostCrypto,
    accept: Accept,
    machine: RefCell<Host>,
    failure: RefCell<Option<String>>,
    shown: HostLink,
    link: OnceCell<Link>,
    incoming: Rc<Queue<Publication>>,
    outgoing: Rc<Queue<HostAction>>,
    accepted: Rc<Queue<Submission>>,
    pulse: RefCell<Option<Pulse>>,
    counts: RefCell<CountsDue>,
    right: RefCell<Option<Exclusive>>,
    is_over: Cell<bool>,
}

/// Makes the keys of a session that begins, and keeps them.
pub async fn new_keys(store: Store, session: EntryId) -> Result<Channel, String> {
    let keys = new_live_keys().await;
    let host = LiveHost {
        keys: keys.map_err(|error| error.to_string())?,
        state: None,
    };
    let channel = host.keys.public().channel();
    let kept = store.with_live_host(async |records| {
        let text = host.encode().map_err(SaveError::Occupied)?;
        records.save_draft(&LiveHost::draft(session), &text).await
    });
    // A link whose keys are lost would be of use to nobody.
    kept.await
        .map_err(|error| store.text().save_error(&error))?;
    Ok(channel)
}

/// Ends the host of a session in this tab, and gives up its keys.
pub fn remove(store: Store, session: EntryId) {
    let host = HOST.with_borrow_mut(|host| host.take_if(|host| host.session == session));
    if let Some(host) = host {
        host.command(HostCommand::End);
        host.leave(LinkState::Ended);
    }
    spawn_local(async move {
        let removed =
            store.with_live_host(async |records| records.remove_draft(&LiveHost::draft(session)));
        // Keys that stay are of a session that is gone, and open nothing that the broker still has.
        removed.await.ok();
    });
}

/// The host of a session, which begins unless it runs already.
pub async fn begin(store: Store, start: HostStart) -> Result<Option<HostLink>, String> {
    let text = store.text();
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
    let name = LiveHost::draft(session.id);
    let draft = store
        .with_live_host(async |records| records.draft(&name).await)
        .await;
    let Some(draft) = draft.map_err(|error| text.save_error(&error))? else {
        return Ok(None);
    };
    let stored = LiveHost::decode(&draft).map_err(|error| text.document_unreadable(&error))?;
    let state = stored
        .state
        .as_ref()
        .map(|state| State::parse(state.as_bytes()));
    // A state of a later version is put right by the broker's.
    let state = state
        .and_then(Result::ok)
        .unwrap_or_else(|| State::begin(session.id));
    let crypto = HostCrypto::new(&stored.keys).await;
    let crypto = crypto.map_err(|error| error.to_string())?;
    // Another page may have begun meanwhile.
    if let Some(shown) = running() {
        return Ok(Some(shown));
    }
    let driver = Rc::new_cyclic(|driver: &Weak<Driver>| {
        let driver = driver.clone();
        Driver {
            store,
            session: session.id,
            channel: stored.keys.public().channel(),
            stored,
            crypto,
            accept,
            machine: RefCell::new(Host::new(&session, state)),
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
            link: OnceCell::new(),
            incoming: Queue::new(),
            outgoing: Queue::new(),
            accepted: Queue::new(),
            pulse: RefCell::new(None),
            counts: RefCell::default(),
            right: RefCell::new(None),
            is_over: Cell::new(false),
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

impl Driver {
    /// Connects once no other tab is the host.
    async fn connect(self: Rc<Self>) {
        let name = format!("live/{}", self.session);
        let waiting = self.shown.link.clone();
        let is_here = Rc::new(Cell::new(false));
        let waits = Rc::clone(&is_here);
        // Another tab is only told of if the right does not come at once.
        set_timeout(
            move || {
                if !waits.get() {
                    waiting.set(LinkState::Elsewhere);
                }
            },
            RIGHT_WAIT,
        );
        let right = platform::exclusive(&name).await;
        is_here.set(true);
        if self.is_over.get() {
            return;
        }
        self.right.replace(right);
        if self.shown.link.get_untracked() == LinkState::Elsewhere {
            self.learn_kept_state().await;
        }
        self.shown.link.set(LinkState::Connecting);
        let options = MqttOptions {
            client: self.client(),
            is_kept: true,
            topics: vec![
                (Topic::In(self.channel).to_string(), Delivery::Acknowledged),
                (Topic::State(self.channel).to_string(), Delivery::Once),
            ],
        };
        let show = {
            let link = self.shown.link.clone();
            move |state| link.set(state)
        };
        let this = Rc::downgrade(&self);
        let link = Link::new(options, show, move |event| {
            if let Some(this) = this.upgrade() {
                this.on_event(event);
            }
        });
        // Set once, here.
        let _ = self.link.set(link);
        let this = Rc::downgrade(&self);
        let pulse = Pulse::new(move |is_doubtful| {
            if let Some(this) = this.upgrade() {
                this.beat(is_doubtful);
            }
        });
        self.pulse.replace(Some(pulse));
        self.beat(false);
    }

    /// Takes what another tab, which was the host until now, has made of the class.
    async fn learn_kept_state(&self) {
        let draft = self.store.draft(&LiveHost::draft(self.session)).await;
        let kept = draft.ok().flatten();
        let kept = kept.and_then(|kept| LiveHost::decode(&kept).ok()?.state);
        if let Some(state) = kept.and_then(|state| State::parse(state.as_bytes()).ok()) {
            self.with(|host| host.state_seen(Some(state), now()));
        }
    }

    /// The client's name, always the same, since the broker keeps what comes in for it; and known to
    /// nobody with the join link, who could take its place.
    fn client(&self) -> String {
        let digest = Sha256::digest(&self.stored.keys.sign.private);
        let digits = digest.iter().take(8).map(|byte| format!("{byte:02x}"));
        format!("h{}", digits.collect::<String>())
    }

    fn beat(self: &Rc<Self>, is_doubtful: bool) {
        if untrack(|| self.store.access()) == AccessState::Locked {
            return self.leave(LinkState::Connecting);
        }
        let actions = self.with(|host| host.tick(now()));
        self.act(actions);
        let counts = self.with(|host| self.counts.borrow_mut().next(host, now()));
        if let Some(counts) = counts {
            spawn_local(Rc::clone(self).show_counts(counts));
        }
        if let Some(link) = self.link.get() {
            link.beat(is_doubtful);
        }
        self.show();
    }

    fn on_event(self: &Rc<Self>, event: LinkEvent) {
        match event {
            LinkEvent::Ready => {
                let actions = self.with(|host| host.connected(now()));
                self.act(actions);
                self.show();
            }
            LinkEvent::Lost => {
                self.with(Host::disconnected);
                self.show();
            }
            // Shown once for all that come meanwhile: a class hands in within a second.
            LinkEvent::Published(message) => {
                let this = Rc::downgrade(self);
                self.incoming.put([message], move |messages| {
                    Self::read(this.clone(), messages)
                });
            }
        }
    }

    /// Opens what came in, one after the other.
    async fn read(this: Weak<Self>, messages: Vec<Publication>) {
        let Some(this) = this.upgrade() else { return };
        let inbox = Topic::In(this.channel).to_string();
        for Publication { topic, payload } in messages {
            let actions = if topic == inbox {
                match this.crypto.open(&payload).await {
                    Ok(opened) => this.with(|host| host.opened(opened, now())),
                    Err(reason) => {
                        this.with(|host| host.leave_out(reason));
                        continue;
                    }
                }
            } else {
                let seen = this.crypto.state(&payload).await;
                this.with(|host| host.state_seen(seen, now()))
            };
            this.act(actions);
        }
        this.show();
    }

    fn act(self: &Rc<Self>, actions: Vec<HostAction>) {
        let (mut accepted, mut outgoing) = (Vec::new(), Vec::new());
        for action in actions {
            match action {
                HostAction::Accept(submission) => accepted.push(*submission),
                other => outgoing.push(other),
            }
        }
        let this = Rc::downgrade(self);
        if !accepted.is_empty() {
            let this = this.clone();
            self.accepted.put(accepted, move |submissions| {
                Self::store(this.clone(), submissions)
            });
        }
        if !outgoing.is_empty() {
            self.outgoing.put(outgoing, move |actions| {
                let this = this.clone();
                async move {
                    let Some(this) = this.upgrade() else { return };
                    for action in actions {
                        this.publish(action).await;
                    }
                }
            });
        }
    }

    /// Stores submissions, all that came meanwhile at once, and lets their receipts go out.
    async fn store(this: Weak<Self>, submissions: Vec<Submission>) {
        let Some(this) = this.upgrade() else { return };
        let of: Vec<_> = submissions.iter().map(|it| (it.id, it.round)).collect();
        let editions = (this.accept)(submissions).await;
        let failure = editions.as_ref().err().cloned();
        this.failure.replace(failure);
        let editions = editions.unwrap_or_default();
        for (at, (id, round)) in of.into_iter().enumerate() {
            match editions.get(at).copied().flatten() {
                Some(edition) => {
                    let actions = this.with(|host| host.stored(id, round, edition));
                    this.act(actions);
                }
                None => this.with(|host| host.not_stored(id, round)),
            }
        }
        this.show();
    }

    async fn publish(&self, action: HostAction) {
        let Some(link) = self.link.get() else { return };
        let channel = self.channel;
        // A browser that could import the keys signs and seals with them; what is lost comes again.
        match action {
            HostAction::Publish(state) => {
                self.keep().await;
                if let Ok(signed) = self.crypto.sign_state(&state).await {
                    let topic = Topic::State(channel).to_string();
                    link.publish(&topic, &signed, Delivery::Acknowledged, true);
                }
            }
            HostAction::Clear => {
                let topic = Topic::State(channel).to_string();
                link.publish(&topic, &[], Delivery::Acknowledged, true);
            }
            HostAction::Send {
                phone,
                seal,
                message,
            } => {
                if let Ok(sealed) = self.crypto.seal(phone, &seal, message).await {
                    let topic = Topic::To(channel, phone).to_string();
                    link.publish(&topic, &sealed, Delivery::Once, false);
                }
            }
            HostAction::Accept(_) => {}
        }
    }

    /// Publishes the counts for second screens; what is lost comes again.
    async fn show_counts(self: Rc<Self>, counts: Counts) {
        if let Ok(signed) = self.crypto.sign_counts(&counts).await
            && let Some(link) = self.link.get()
        {
            let topic = Topic::Screens(self.channel).to_string();
            link.publish(&topic, &signed, Delivery::Once, false);
        }
    }

    fn command(self: &Rc<Self>, command: HostCommand) {
        // The host is another tab, whose page is told of a reveal too.
        if self.shown.link.get_untracked() == LinkState::Elsewhere {
            return;
        }
        let now = now();
        let actions = self.with(|host| match command {
            HostCommand::Step(step) => host.set_step(step, now),
            HostCommand::Round(round) => host.set_round(round, now),
            HostCommand::Timer(timer) => host.set_timer(timer, now),
            HostCommand::Open(is_open) => host.set_open(is_open, now),
            HostCommand::Reveal(code) => host.reveal(code, now),
            HostCommand::End => host.end(now),
        });
        if actions.is_empty() {
            // Offline, too: the next connection publishes it.
            let this = Rc::clone(self);
            spawn_local(async move { this.keep().await });
        }
        self.act(actions);
        self.show();
    }

    /// Keeps the state with the keys. If that fails, it is on the broker, and in this tab.
    async fn keep(&self) {
        let kept = self.store.with_live_host(async |records| {
            if self.is_over.get() {
                return Ok(());
            }
            let stored = LiveHost {
                state: Some(self.with(|host| host.state().write())),
                ..self.stored.clone()
            };
            let text = stored.encode().map_err(SaveError::Occupied)?;
            let draft = LiveHost::draft(self.session);
            records.save_draft(&draft, &text).await
        });
        kept.await.ok();
    }

    fn show(&self) {
        let view = self.with(|host| HostView {
            presence: host.presence(now()),
            attendees: host
                .attendees(now())
                .filter_map(|attendee| {
                    Some(Attending {
                        name: attendee.name?.clone(),
                        step: attendee.step,
                        is_here: attendee.is_here,
                        has_handed_in: attendee.has_handed_in,
                    })
                })
                .take(MOST_SHOWN)
                .collect(),
            left_out: *host.left_out(),
            step: host.state().step,
            is_closed: !host.state().is_open,
            failure: self.failure.borrow().clone(),
        });
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
        self.is_over.set(true);
        self.shown.link.set(state);
        self.right.take();
        HOST.with_borrow_mut(|host| host.take_if(|host| host.session == self.session));
        let (this, pulse) = (Rc::clone(self), self.pulse.take());
        // Not within the call of the pulse that is dropped, and after what is to be sent yet.
        spawn_local(async move {
            drop(pulse);
            platform::pause(LAST_WORDS).await;
            if let Some(link) = this.link.get() {
                link.end();
            }
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut Host) -> T) -> T {
        work(&mut self.machine.borrow_mut())
    }
}
