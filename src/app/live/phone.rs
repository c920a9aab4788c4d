//! A trainee's phone: its machine, its keys, and its connection.
//!
//! Invariant: it ends with the page whose signals it shows.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::{Rc, Weak},
};

use leptos::prelude::*;

use super::{
    LinkState, PhoneLink, PhoneStart,
    link::{Driver, Link, LinkEvent},
    queue::Queue,
    show,
};
use crate::{
    app::state::Store,
    documents::LivePhone,
    domain::{
        EntryId,
        classroom::Round,
        live::{Channel, KeyPair, LiveKeys, LivePublic, PhoneProgress},
    },
    live::{
        self, PhoneId, SignedState, ToSend, Topic,
        mqtt::{Delivery, Publication},
    },
    platform::{
        self,
        crypto::live::{PhoneCrypto, new_live_keys},
        mqtt::MqttOptions,
    },
};

struct Phone {
    store: Store,
    page: PhoneLink,
    session: EntryId,
    channel: Channel,
    id: PhoneId,
    keys: LiveKeys,
    /// The host's public keys and what they are used with; none before its first state came.
    host: OnceCell<(LivePublic, PhoneCrypto)>,
    is_ready: Cell<bool>,
    machine: RefCell<live::Phone>,
    kept: Cell<PhoneProgress>,
    link: Link,
    outgoing: Rc<Queue<ToSend>>,
    incoming: Rc<Queue<Publication>>,
}

/// Begins for a trainee, and goes on as long as the page is there.
pub async fn begin(store: Store, page: PhoneLink, start: PhoneStart) -> Result<KeyPair, String> {
    let text = store.text();
    let kept = if start.is_someone_else {
        None
    } else {
        let draft = store.draft(&LivePhone::draft(start.session)).await;
        draft.map_err(|error| text.save_error(&error))?
    };
    let LivePhone {
        keys,
        host,
        mut progress,
    } = match kept {
        Some(kept) => LivePhone::decode(&kept).map_err(|error| text.document_unreadable(&error))?,
        None => LivePhone {
            keys: new_live_keys().await.map_err(|error| error.to_string())?,
            host: None,
            progress: PhoneProgress::default(),
        },
    };
    progress.round = progress.round.max(start.round);
    let known = OnceCell::new();
    if let Some(host) = host.filter(|host| host.channel() == start.channel) {
        let crypto = PhoneCrypto::new(host, &keys).await;
        let crypto = crypto.map_err(|error| error.to_string())?;
        // Set once, here.
        let _ = known.set((host, crypto));
    }
    let id = PhoneId::of(&keys.sign.public);
    let sign = keys.sign.clone();
    let spread = platform::random_number();
    let driver = Rc::new(Phone {
        store,
        page,
        session: start.session,
        channel: start.channel,
        id,
        keys,
        host: known,
        is_ready: Cell::new(false),
        machine: RefCell::new(live::Phone::new(start.session, id, progress, spread)),
        kept: Cell::new(progress),
        link: Link::new(MqttOptions {
            // Another one each time: the broker ends the older of two connections of one name.
            client: format!("p{id}{:04x}", platform::random_number() & 0xffff),
            is_kept: false,
            topics: [Topic::State(start.channel), Topic::To(start.channel, id)]
                .map(|topic| (topic.to_string(), Delivery::Once))
                .to_vec(),
        }),
        outgoing: Queue::new(),
        incoming: Queue::new(),
    });
    driver.keep(progress);
    driver.link.begin(&driver);
    Ok(sign)
}

impl Driver for Phone {
    fn show_link(&self, state: LinkState) {
        self.page.link.try_set(match state {
            LinkState::Connected if self.host.get().is_none() => LinkState::Waiting,
            state => state,
        });
    }

    fn beat(self: Rc<Self>, is_doubtful: bool) {
        let now = platform::whole_millis();
        let (Some(handed), Some(place)) = (
            self.page.handed.try_get_untracked(),
            self.page.place.try_get_untracked(),
        ) else {
            return self.link.end();
        };
        let is_ended = self.with(|phone| phone.state().is_some_and(|state| state.is_ended));
        if is_ended {
            self.page.link.try_set(LinkState::Ended);
            return self.link.end();
        }
        let mut wanted = self.with(|phone| phone.tick(now));
        if let Some(place) = place {
            wanted.extend(self.with(|phone| phone.moved(place, now)));
        }
        let handed = handed.into_iter().flatten();
        for handed in handed.filter(|handed| handed.id == self.id.entry()) {
            wanted.extend(self.with(|phone| phone.hand_in(handed, now)));
        }
        self.send(wanted);
        self.link.beat(is_doubtful);
        self.show();
    }

    fn on_event(self: Rc<Self>, event: LinkEvent) {
        match event {
            LinkEvent::Ready => {
                self.is_ready.set(true);
                self.connected();
            }
            LinkEvent::Lost => {
                self.is_ready.set(false);
                self.with(live::Phone::disconnected);
            }
            LinkEvent::Published(message) => {
                let this = Rc::downgrade(&self);
                self.incoming.put([message], move |messages| {
                    Self::read(this.clone(), messages)
                });
            }
        }
        self.show();
    }
}

impl Phone {
    fn own_topic(&self) -> Topic {
        Topic::To(self.channel, self.id)
    }

    /// Begins to send, once the broker is there and the host's keys are known.
    fn connected(self: &Rc<Self>) {
        if self.is_ready.get() && self.host.get().is_some() {
            self.page.link.try_set(LinkState::Connected);
            let wanted = self.with(|phone| phone.connected(platform::whole_millis()));
            self.send(wanted);
        }
    }

    /// Takes the host's keys from the first state that comes, if the join link names them.
    async fn meet(self: &Rc<Self>, payload: &[u8]) {
        let Ok((content, _)) = SignedState::parse(self.channel, payload) else {
            return;
        };
        // Keys that are no points of the curve are nobody's.
        if let Ok(crypto) = PhoneCrypto::new(content.host, &self.keys).await
            && crypto.state(payload).await.is_ok()
            && self.host.set((content.host, crypto)).is_ok()
        {
            self.keep(self.kept.get());
            self.connected();
        }
    }

    /// Opens what came in. What cannot be opened is not from the host, and left out.
    async fn read(this: Weak<Self>, messages: Vec<Publication>) {
        let Some(this) = this.upgrade() else { return };
        for Publication { topic, payload } in messages {
            let is_own = topic == this.own_topic().to_string();
            if !is_own && this.host.get().is_none() {
                this.meet(&payload).await;
            }
            let Some((_, crypto)) = this.host.get() else {
                continue;
            };
            if is_own {
                if let Ok(message) = crypto.open(&payload).await {
                    this.with(|phone| phone.opened(message));
                }
            } else if let Ok(state) = crypto.state(&payload).await {
                this.with(|phone| phone.state_came(state, platform::whole_millis()));
            }
        }
        this.show();
    }

    fn send(self: &Rc<Self>, wanted: Vec<ToSend>) {
        if wanted.is_empty() {
            return;
        }
        // The counters are kept before a message goes out with one.
        self.keep(self.with(|phone| phone.progress()));
        let this = Rc::downgrade(self);
        self.outgoing.put(wanted, move |messages| {
            let this = this.clone();
            async move {
                let Some(this) = this.upgrade() else { return };
                let topic = Topic::In(this.channel).to_string();
                for message in messages {
                    // A submission too long for an envelope goes by code.
                    if let Some((_, crypto)) = this.host.get()
                        && let Ok(sealed) = crypto.seal(&message).await
                    {
                        this.link
                            .publish(&topic, &sealed, Delivery::Acknowledged, false);
                    }
                }
            }
        });
    }

    /// Shows the page what has changed.
    fn show(&self) {
        let (status, state, progress, time_left) = self.with(|phone| {
            let status = Round::ALL.map(|round| phone.status(round));
            let state = phone.state().cloned();
            (
                status,
                state,
                phone.progress(),
                phone.time_left(platform::whole_millis()),
            )
        });
        show(self.page.status, status);
        show(self.page.time_left, time_left);
        show(self.page.state, state);
        show(self.page.round, progress.round);
        if progress != self.kept.get() {
            self.keep(progress);
        }
    }

    fn keep(&self, progress: PhoneProgress) {
        // Somebody else may have taken the phone, with keys of their own.
        if self.page.link.try_get_untracked().is_none() {
            return;
        }
        self.kept.set(progress);
        let keys = self.keys.clone();
        // It is JSON of strings and numbers, which is always written.
        let host = self.host.get().map(|(host, _)| *host);
        let phone = LivePhone {
            keys,
            host,
            progress,
        };
        if let Ok(text) = phone.encode() {
            let draft = LivePhone::draft(self.session);
            self.store.keep_draft(draft, text);
        }
    }

    fn with<T>(&self, work: impl FnOnce(&mut live::Phone) -> T) -> T {
        work(&mut self.machine.borrow_mut())
    }
}
