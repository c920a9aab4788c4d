//! A second screen: what it takes from the broker, and its connection.
//!
//! Invariants: it has no key, and publishes nothing; it ends with the page whose signals it shows.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::{Rc, Weak},
};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    LinkState, ScreenLink, ScreenStart,
    link::{Link, LinkEvent},
    pulse::{Pulse, now},
    queue::Queue,
};
use crate::{
    domain::live::Channel,
    live::{
        Screen, Topic,
        mqtt::{Delivery, Publication},
    },
    platform::{
        self,
        crypto::live::{shown_counts, shown_state},
        mqtt::MqttOptions,
    },
};

struct Driver {
    page: ScreenLink,
    channel: Channel,
    machine: RefCell<Screen>,
    /// The connection to the broker, whoever else is there.
    broker: Cell<LinkState>,
    link: OnceCell<Link>,
    incoming: Rc<Queue<Publication>>,
    pulse: RefCell<Option<Pulse>>,
}

/// Begins, and goes on as long as the page is there.
pub fn begin(page: ScreenLink, start: ScreenStart) {
    let driver = Rc::new(Driver {
        page,
        channel: start.channel,
        machine: RefCell::new(Screen::new(start.session)),
        broker: Cell::new(LinkState::Connecting),
        link: OnceCell::new(),
        incoming: Queue::new(),
        pulse: RefCell::new(None),
    });
    let options = MqttOptions {
        // Another one each time: the broker ends the older of two connections of one name.
        client: format!("s{:016x}", platform::random_number()),
        is_kept: false,
        topics: [Topic::State(start.channel), Topic::Screens(start.channel)]
            .map(|topic| (topic.to_string(), Delivery::Once))
            .to_vec(),
    };
    let this = Rc::downgrade(&driver);
    let show = move |state| {
        if let Some(this) = this.upgrade() {
            this.broker.set(state);
            this.show();
        }
    };
    let this = Rc::downgrade(&driver);
    let link = Link::new(options, show, move |event| {
        if let (Some(this), LinkEvent::Published(message)) = (this.upgrade(), event) {
            let this = Rc::downgrade(&this);
            if let Some(driver) = this.upgrade() {
                driver.incoming.put([message], move |messages| {
                    Driver::read(this.clone(), messages)
                });
            }
        }
    });
    // Set once, here.
    let _ = driver.link.set(link);
    let this = Rc::clone(&driver);
    // The pulse holds the driver, and the driver the pulse, until the page is gone.
    driver
        .pulse
        .replace(Some(Pulse::new(move |is_doubtful| this.beat(is_doubtful))));
    driver.beat(false);
}

impl Driver {
    fn beat(&self, is_doubtful: bool) {
        if let Some(link) = self.link.get() {
            if self.page.link.try_get_untracked().is_none() {
                link.end();
                // Not within the call of the pulse that is dropped.
                let pulse = self.pulse.take();
                spawn_local(async move { drop(pulse) });
                return;
            }
            link.beat(is_doubtful);
        }
        self.show();
    }

    /// Takes what came in. What the host has not signed is left out.
    async fn read(this: Weak<Self>, messages: Vec<Publication>) {
        let Some(this) = this.upgrade() else { return };
        let screens = Topic::Screens(this.channel).to_string();
        for Publication { topic, payload } in messages {
            if topic == screens {
                if let Ok(counts) = shown_counts(this.channel, &payload).await {
                    this.machine.borrow_mut().counts_came(counts, now());
                }
            } else if let Ok(state) = shown_state(this.channel, &payload).await {
                this.machine.borrow_mut().state_came(state);
            }
        }
        this.show();
    }

    /// Shows the page what has changed.
    fn show(&self) {
        let machine = self.machine.borrow();
        let state = machine.state().cloned();
        let link = match self.broker.get() {
            _ if state.as_ref().is_some_and(|state| state.is_ended) => LinkState::Ended,
            LinkState::Connected if !machine.hears(now()) => LinkState::Waiting,
            state => state,
        };
        let (counts, left) = (machine.counts(), machine.seconds_left(now()));
        drop(machine);
        show(self.page.link, link);
        show(self.page.state, state);
        show(self.page.counts, counts);
        show(self.page.left, left);
    }
}

/// Sets a signal that has another value; the page may be gone by now.
fn show<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal
        .try_get_untracked()
        .is_some_and(|shown| shown != value)
    {
        signal.try_set(value);
    }
}
