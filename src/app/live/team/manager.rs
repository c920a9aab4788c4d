//! The manager of a live team: its machine, its keys, and its connection.
//!
//! Invariants: one tab of a browser at a time has the inbox of a team; a receipt goes out only after the store
//! has said that the report is saved; it ends with the page whose signals it shows.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::{Rc, Weak},
    time::Duration,
};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    super::{
        LinkState,
        link::{Driver, Link, LinkEvent, kept_client},
        queue::Queue,
        right::Right,
        show,
    },
    AcceptReport, EntrantView, ManagerLink, ManagerStart, ManagerView, ManagerWish,
};
use crate::{
    app::state::{AccessState, Store},
    documents::LiveManager,
    domain::{
        EntryId,
        live::{Channel, KeyPair, LiveKeys, PublicKey},
        team::{Answer, SharedReport, Standing, Team},
    },
    live::{
        PhoneId, ToPhone, Topic,
        mqtt::{Delivery, Publication},
        team::{self, Heard, ManagerAction, Phrase, write_answer},
    },
    platform::{
        self, Turns,
        crypto::live::{HostCrypto, new_live_keys, phrase_of},
        mqtt::MqttOptions,
    },
    storage::SaveError,
};

/// How long a team that ends may take to empty what the broker keeps.
const LAST_WORDS: Duration = Duration::from_secs(1);

struct Manager {
    store: Store,
    page: ManagerLink,
    team: EntryId,
    sign: KeyPair,
    channel: Channel,
    crypto: HostCrypto,
    accept: AcceptReport,
    machine: RefCell<team::Manager>,
    phrases: RefCell<BTreeMap<PhoneId, Phrase>>,
    is_deriving: Cell<bool>,
    failure: RefCell<Option<String>>,
    link: Link,
    incoming: Rc<Queue<Vec<u8>>>,
    outgoing: Rc<Queue<ManagerAction>>,
    accepted: Rc<Queue<(PhoneId, SharedReport)>>,
    right: Right,
    is_over: Cell<bool>,
}

/// The kept part of a team; new keys if there are none and it becomes live.
async fn kept(store: Store, start: &ManagerStart) -> Result<Option<LiveManager>, String> {
    let text = store.text();
    let name = LiveManager::draft(start.team.id);
    let draft = store.live_keys(&name).await;
    if let Some(draft) = draft.map_err(|error| text.save_error(&error))? {
        let stored = LiveManager::decode(&draft);
        return stored
            .map(Some)
            .map_err(|error| text.document_unreadable(&error));
    }
    if !start.is_new {
        return Ok(None);
    }
    let keys = new_live_keys().await.map_err(|error| error.to_string())?;
    let fresh = LiveManager {
        sign: keys.sign,
        sellers: Vec::new(),
    };
    let kept = store.with_live_keys(async |records| {
        let encoded = fresh.encode().map_err(SaveError::Occupied)?;
        records.save_draft(&name, &encoded).await
    });
    // An invitation whose key is lost would be of use to nobody.
    kept.await.map_err(|error| text.save_error(&error))?;
    Ok(Some(fresh))
}

/// The keys of a live team: it seals to the key of the team.
fn keys_of(team: &Team, sign: &KeyPair) -> Option<LiveKeys> {
    Some(LiveKeys {
        seal: KeyPair {
            public: PublicKey::of_point(&team.key.public)?,
            private: team.key.private.clone(),
        },
        sign: sign.clone(),
    })
}

/// Begins for the manager of a team, if it is live or becomes so, and goes on as long as the page is there.
pub async fn begin(store: Store, page: ManagerLink, start: ManagerStart) -> Result<(), String> {
    let Some(LiveManager { sign, sellers }) = kept(store, &start).await? else {
        return Ok(());
    };
    let ManagerStart { team, accept, .. } = start;
    let keys = keys_of(&team, &sign).ok_or("no point of the curve")?;
    let crypto = HostCrypto::new(&keys).await;
    let crypto = crypto.map_err(|error| error.to_string())?;
    let channel = keys.public().channel();
    let link = Link::new(MqttOptions {
        client: kept_client('m', &sign),
        is_kept: true,
        topics: vec![(Topic::In(channel).to_string(), Delivery::Acknowledged)],
    });
    let driver = Rc::new(Manager {
        store,
        page,
        team: team.id,
        channel,
        sign,
        crypto,
        accept,
        machine: RefCell::new(team::Manager::new(team.id, team.is_anonymous, sellers)),
        phrases: RefCell::default(),
        is_deriving: Cell::new(false),
        failure: RefCell::new(None),
        link,
        incoming: Queue::new(),
        outgoing: Queue::new(),
        accepted: Queue::new(),
        right: Right::default(),
        is_over: Cell::new(false),
    });
    page.link.try_set(Some(LinkState::Connecting));
    driver.show();
    driver.link.begin(&driver);
    spawn_local(driver.connect());
    Ok(())
}

impl Driver for Manager {
    fn show_link(&self, state: LinkState) {
        self.page.link.try_set(Some(state));
    }

    fn on_event(self: Rc<Self>, event: LinkEvent) {
        match event {
            LinkEvent::Ready => {
                let actions = self.with(team::Manager::connected);
                self.act(actions);
            }
            LinkEvent::Lost => self.with(team::Manager::disconnected),
            LinkEvent::Published(Publication { payload, .. }) => {
                let this = Rc::downgrade(&self);
                self.incoming.put([payload], move |messages| {
                    Self::read(this.clone(), messages)
                });
            }
        }
    }

    fn beat(self: Rc<Self>, is_doubtful: bool) {
        let is_locked = untrack(|| self.store.access()) == AccessState::Locked;
        let Some(wishes) = self.page.wishes.try_get_untracked().filter(|_| !is_locked) else {
            return self.end();
        };
        // Wishes wait until this tab has the inbox.
        if !self.right.is_held() {
            return;
        }
        if !wishes.is_empty() {
            self.page.wishes.try_set(Vec::new());
            for wish in wishes {
                self.wished(wish);
            }
        }
        self.link.beat(is_doubtful);
        self.derive();
    }
}

impl Manager {
    /// Connects once no other tab has the team's inbox.
    async fn connect(self: Rc<Self>) {
        let page = self.page;
        let name = format!("live-team/{}", self.team);
        let tell = move || _ = page.link.try_set(Some(LinkState::Elsewhere));
        self.right.wait(&name, tell).await;
        if self.right.is_held() {
            page.link.try_set(Some(LinkState::Connecting));
            self.beat(false);
        }
    }

    fn wished(self: &Rc<Self>, wish: ManagerWish) {
        let actions = self.with(|manager| match wish {
            ManagerWish::Admit(id) => manager.admit(id),
            ManagerWish::Refuse(id) => manager.refuse(id),
            ManagerWish::Forget(id) => manager.forget(id),
            ManagerWish::End => manager.end(),
        });
        self.act(actions);
        if wish == ManagerWish::End {
            self.is_over.set(true);
            self.page.view.try_set(ManagerView::default());
            self.page.link.try_set(None);
            let this = Rc::clone(self);
            spawn_local(async move {
                let draft = LiveManager::draft(this.team);
                this.store.remove_live_keys(&draft).await;
                platform::pause(LAST_WORDS).await;
                this.end();
            });
        } else {
            self.show();
        }
    }

    /// Opens what came in, one after the other.
    async fn read(this: Weak<Self>, messages: Vec<Vec<u8>>) {
        let Some(this) = this.upgrade() else { return };
        let turns = Turns::begin();
        for payload in messages {
            turns.next().await;
            let opened = this.crypto.open_content(&payload).await;
            match opened.and_then(|content| Heard::of(&content)) {
                Ok(heard) => {
                    let actions = this.with(|manager| manager.heard(heard));
                    this.act(actions);
                }
                Err(reason) => this.with(|manager| manager.leave_out(reason)),
            }
        }
        this.show();
        this.derive();
    }

    fn act(self: &Rc<Self>, actions: Vec<ManagerAction>) {
        for action in actions {
            let this = Rc::downgrade(self);
            match action {
                ManagerAction::Accept { id, report } => {
                    self.accepted.put([(id, *report)], move |reports| {
                        Self::store(this.clone(), reports)
                    });
                }
                action => self.outgoing.put([action], move |actions| {
                    let this = this.clone();
                    async move {
                        let Some(this) = this.upgrade() else { return };
                        let turns = Turns::begin();
                        for action in actions {
                            turns.next().await;
                            this.publish(action).await;
                        }
                    }
                }),
            }
        }
    }

    /// Stores reports, and lets their receipts go out.
    async fn store(this: Weak<Self>, reports: Vec<(PhoneId, SharedReport)>) {
        let Some(this) = this.upgrade() else { return };
        for (id, report) in reports {
            let edition = report.edition;
            let stored = (this.accept)(report).await;
            this.failure.replace(stored.as_ref().err().cloned());
            if stored.is_ok() {
                let actions = this.with(|manager| manager.stored(id, edition));
                this.act(actions);
            } else {
                this.with(|manager| manager.not_stored(id));
            }
        }
        this.show();
    }

    async fn publish(&self, action: ManagerAction) {
        let topic = |id| Topic::To(self.channel, id).to_string();
        match action {
            ManagerAction::Send { id, seal, answer } => {
                let content = ToPhone::of_body(id, write_answer(answer));
                // A browser that could import the keys signs and seals with them; what is lost is asked again.
                if let Ok(sealed) = self.crypto.seal_content(&content, &seal).await {
                    let Answer { standing, .. } = answer;
                    let is_retained = standing != Standing::Left;
                    self.link
                        .publish(&topic(id), &sealed, Delivery::Acknowledged, is_retained);
                }
            }
            ManagerAction::Clear(id) => {
                self.link
                    .publish(&topic(id), &[], Delivery::Acknowledged, true);
            }
            // Before the answers that rest on it go out.
            ManagerAction::Keep => self.keep().await,
            ManagerAction::Accept { .. } => {}
        }
    }

    /// Keeps the sellers with the key. If that fails, they are in this tab.
    async fn keep(&self) {
        let kept = self.store.with_live_keys(async |records| {
            if self.is_over.get() {
                return Ok(());
            }
            let sellers =
                self.with(|manager| manager.sellers().map(|(_, it)| it.clone()).collect());
            let kept = LiveManager {
                sign: self.sign.clone(),
                sellers,
            };
            let text = kept.encode().map_err(SaveError::Occupied)?;
            let draft = LiveManager::draft(self.team);
            records.save_draft(&draft, &text).await
        });
        kept.await.ok();
    }

    /// Derives the phrases that are not there yet, one after the other.
    fn derive(self: &Rc<Self>) {
        let next = self.with(|manager| {
            let phrases = self.phrases.borrow();
            let mut missing = manager
                .sellers()
                .filter(|(id, _)| !phrases.contains_key(id));
            missing.next().map(|(id, it)| (id, it.sign, it.seal))
        });
        let Some((id, sign, seal)) = next else { return };
        if self.is_over.get() || self.is_deriving.replace(true) {
            return;
        }
        let this = Rc::clone(self);
        spawn_local(async move {
            let phrase = phrase_of(this.channel, &sign, &seal).await;
            this.is_deriving.set(false);
            if let Ok(phrase) = phrase {
                this.phrases.borrow_mut().insert(id, phrase);
                this.show();
                this.derive();
            }
        });
    }

    fn show(&self) {
        if self.is_over.get() {
            return;
        }
        let view = self.with(|manager| {
            let phrases = self.phrases.borrow();
            let sellers = manager.sellers().map(|(id, seller)| EntrantView {
                id,
                name: seller.name.clone(),
                phrase: phrases.get(&id).copied(),
                admission: seller.admission,
                has_left: seller.has_left,
            });
            ManagerView {
                sign: Some(self.sign.public),
                sellers: sellers.collect(),
                left_out: *manager.left_out(),
                failure: self.failure.borrow().clone(),
            }
        });
        show(self.page.view, view);
    }

    fn end(&self) {
        self.is_over.set(true);
        self.link.end();
        self.right.give_up();
    }

    fn with<T>(&self, work: impl FnOnce(&mut team::Manager) -> T) -> T {
        work(&mut self.machine.borrow_mut())
    }
}
