//! A seller of a live team: its machine, its keys, and its connection.
//!
//! Invariant: it ends with the page whose signals it shows.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    super::{
        LinkState,
        link::{Driver, Link, LinkEvent},
        queue::Queue,
        show,
    },
    SellerLink, SellerStart, SellerWish,
};
use crate::{
    app::state::{AccessState, Store},
    documents::LiveSeller,
    domain::live::LivePublic,
    live::{
        PhoneId, Topic,
        mqtt::{Delivery, Publication},
        team::{self, Pending, SellerMessage, read_answer},
    },
    platform::{
        self,
        crypto::live::{PhoneCrypto, new_live_keys, phrase_of},
        mqtt::MqttOptions,
    },
};

struct Seller {
    store: Store,
    page: SellerLink,
    draft: String,
    host: LivePublic,
    crypto: PhoneCrypto,
    kept: RefCell<LiveSeller>,
    machine: RefCell<team::Seller>,
    link: Link,
    outgoing: Rc<Queue<SellerMessage>>,
    incoming: Rc<Queue<Publication>>,
}

/// Keeps the manager's key of an invitation for a membership, with keys of the seller's own; keys that are
/// there for this manager stay.
pub async fn join(store: Store, start: SellerStart) -> Result<(), String> {
    kept(store, &start).await.map(|_| ())
}

/// The kept keys; `None` if the membership has none and the link names no manager's key.
async fn kept(store: Store, start: &SellerStart) -> Result<Option<LiveSeller>, String> {
    let text = store.text();
    let name = LiveSeller::draft(start.membership.seller);
    let draft = store.draft(&name).await;
    let draft = draft.map_err(|error| text.save_error(&error))?;
    let stored = draft.map(|draft| LiveSeller::decode(&draft)).transpose();
    let stored = stored.map_err(|error| text.document_unreadable(&error))?;
    let manager = match (&stored, start.manager) {
        (Some(stored), Some(manager)) if stored.manager != manager => manager,
        (None, Some(manager)) => manager,
        _ => return Ok(stored),
    };
    let keys = new_live_keys().await.map_err(|error| error.to_string())?;
    let fresh = LiveSeller {
        manager,
        keys,
        shared: None,
        pending: None,
        answer: None,
    };
    let encoded = fresh.encode().map_err(|error| error.to_string())?;
    let kept = store.with_live_keys(async |records| records.save_draft(&name, &encoded).await);
    kept.await.map_err(|error| text.save_error(&error))?;
    Ok(Some(fresh))
}

/// Begins for a seller, and goes on as long as the page is there; tells whether the membership is of a live
/// team.
pub async fn begin(store: Store, page: SellerLink, start: SellerStart) -> Result<bool, String> {
    let Some(kept) = kept(store, &start).await? else {
        return Ok(false);
    };
    let mut team = start.membership.team;
    team.live = Some(kept.manager);
    let host = team.host().ok_or("no point of the curve")?;
    let crypto = PhoneCrypto::new(host, &kept.keys).await;
    let crypto = crypto.map_err(|error| error.to_string())?;
    let id = PhoneId::of(&kept.keys.sign.public);
    let pending = kept.pending.clone().map(|(edition, text)| match text {
        Some(text) => Pending::Report { edition, text },
        None => Pending::Leave(edition),
    });
    let machine = team::Seller::new(pending, kept.answer, platform::random_number());
    page.shared.try_set(kept.shared.clone());
    let driver = Rc::new(Seller {
        store,
        page,
        draft: LiveSeller::draft(start.membership.seller),
        host,
        crypto,
        kept: RefCell::new(kept),
        machine: RefCell::new(machine),
        link: Link::new(MqttOptions {
            // Another one each time: the broker ends the older of two connections of one name.
            client: format!("s{id}{:04x}", platform::random_number() & 0xffff),
            is_kept: false,
            topics: vec![(Topic::To(host.channel(), id).to_string(), Delivery::Once)],
        }),
        outgoing: Queue::new(),
        incoming: Queue::new(),
    });
    driver.show();
    driver.link.begin(&driver);
    spawn_local(async move {
        let (sign, seal) = {
            let keys = &driver.kept.borrow().keys;
            (keys.sign.public, keys.seal.public)
        };
        if let Ok(phrase) = phrase_of(driver.host.channel(), &sign, &seal).await {
            page.phrase.try_set(Some(phrase));
        }
    });
    Ok(true)
}

impl Driver for Seller {
    fn show_link(&self, state: LinkState) {
        self.page.link.try_set(state);
    }

    fn on_event(self: Rc<Self>, event: LinkEvent) {
        match event {
            LinkEvent::Ready => {
                let wanted = self.with(|seller| seller.connected(platform::whole_millis()));
                self.send(wanted);
            }
            LinkEvent::Lost => self.with(team::Seller::disconnected),
            LinkEvent::Published(message) => {
                let this = Rc::downgrade(&self);
                self.incoming.put([message], move |messages| {
                    Self::read(this.clone(), messages)
                });
            }
        }
    }

    fn beat(self: Rc<Self>, is_doubtful: bool) {
        let is_locked = untrack(|| self.store.access()) == AccessState::Locked;
        let Some(wish) = self.page.wish.try_get_untracked().filter(|_| !is_locked) else {
            return self.link.end();
        };
        let wanted = match wish {
            Some(wish) => {
                self.page.wish.try_set(None);
                self.wished(wish)
            }
            None => self.with(|seller| seller.tick(platform::whole_millis())),
        };
        self.send(wanted);
        // Who shares nothing by itself, and has nothing to say, asks for nothing.
        if self.is_taking_part() {
            self.link.beat(is_doubtful);
        }
        self.show();
    }
}

impl Seller {
    fn is_taking_part(&self) -> bool {
        self.kept.borrow().shared.is_some() || self.with(|seller| seller.pending().is_some())
    }

    fn wished(&self, wish: SellerWish) -> Vec<SellerMessage> {
        let SellerWish { pending, shared } = wish;
        self.kept.borrow_mut().shared.clone_from(&shared);
        self.page.shared.try_set(shared);
        // Nothing was shared that could be left.
        if matches!(pending, Pending::Leave(0)) {
            self.keep();
            return Vec::new();
        }
        let wanted = self.with(|seller| seller.share(pending, platform::whole_millis()));
        self.keep();
        wanted
    }

    /// Opens what came in. What cannot be opened is not from the manager, and left out.
    async fn read(this: Weak<Self>, messages: Vec<Publication>) {
        let Some(this) = this.upgrade() else { return };
        for Publication { payload, .. } in messages {
            if let Ok(content) = this.crypto.open_content(&payload).await
                && let Ok(answer) = read_answer(content.body())
            {
                this.with(|seller| seller.answered(answer, platform::whole_millis()));
            }
        }
        this.keep();
        this.show();
    }

    fn send(self: &Rc<Self>, wanted: Vec<SellerMessage>) {
        if wanted.is_empty() {
            return;
        }
        let this = Rc::downgrade(self);
        self.outgoing.put(wanted, move |messages| {
            let this = this.clone();
            async move {
                let Some(this) = this.upgrade() else { return };
                let topic = Topic::In(this.host.channel()).to_string();
                for message in messages {
                    // Editions order these messages, and no counter is looked at.
                    if let Ok(sealed) = this
                        .crypto
                        .seal_body(platform::whole_millis(), message.write())
                        .await
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
        show(self.page.status, Some(self.with(|seller| seller.status())));
    }

    fn keep(&self) {
        let (pending, answer) = self.with(|seller| (seller.pending().cloned(), seller.answer()));
        let pending = pending.map(|pending| match pending {
            Pending::Report { edition, text } => (edition, Some(text)),
            Pending::Leave(edition) => (edition, None),
        });
        // The membership may be gone, and its keys with it.
        if self.page.link.try_get_untracked().is_none() {
            return;
        }
        let before = self.kept.borrow().clone();
        let after = LiveSeller {
            pending,
            answer,
            ..before.clone()
        };
        self.kept.replace(after.clone());
        // It is JSON of strings and numbers, which is always written.
        if let Ok(text) = after.encode() {
            self.store.keep_draft(self.draft.clone(), text);
        }
    }

    fn with<T>(&self, work: impl FnOnce(&mut team::Seller) -> T) -> T {
        work(&mut self.machine.borrow_mut())
    }
}
