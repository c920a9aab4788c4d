//! A second screen: what it takes from the broker, and its connection.
//!
//! Invariants: it has no key, and publishes nothing; it ends with the page whose signals it shows.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use leptos::prelude::*;

use super::{
    LinkState, ScreenLink, ScreenStart,
    link::{Driver, Link, LinkEvent},
    queue::Queue,
    show,
};
use crate::{
    domain::live::Channel,
    live::{
        self, Topic,
        mqtt::{Delivery, Publication},
    },
    platform::{
        self,
        crypto::live::{shown_counts, shown_state},
        mqtt::MqttOptions,
    },
};

struct Screen {
    page: ScreenLink,
    channel: Channel,
    machine: RefCell<live::Screen>,
    /// The connection to the broker, whoever else is there.
    broker: Cell<LinkState>,
    link: Link,
    incoming: Rc<Queue<Publication>>,
}

/// Begins, and goes on as long as the page is there.
pub fn begin(page: ScreenLink, start: ScreenStart) {
    let driver = Rc::new(Screen {
        page,
        channel: start.channel,
        machine: RefCell::new(live::Screen::new(start.session)),
        broker: Cell::new(LinkState::Connecting),
        link: Link::new(MqttOptions {
            // Another one each time: the broker ends the older of two connections of one name.
            client: format!("s{:016x}", platform::random_number()),
            is_kept: false,
            topics: [Topic::State(start.channel), Topic::Screens(start.channel)]
                .map(|topic| (topic.to_string(), Delivery::Once))
                .to_vec(),
        }),
        incoming: Queue::new(),
    });
    driver.link.begin(&driver);
}

impl Driver for Screen {
    fn show_link(&self, state: LinkState) {
        self.broker.set(state);
        self.show();
    }

    fn on_event(self: Rc<Self>, event: LinkEvent) {
        if let LinkEvent::Published(message) = event {
            let this = Rc::downgrade(&self);
            self.incoming.put([message], move |messages| {
                Self::read(this.clone(), messages)
            });
        }
    }

    fn beat(self: Rc<Self>, is_doubtful: bool) {
        if self.page.link.is_disposed() {
            return self.link.end();
        }
        self.link.beat(is_doubtful);
        self.show();
    }
}

impl Screen {
    /// Takes what came in. What the host has not signed is left out.
    async fn read(this: Weak<Self>, messages: Vec<Publication>) {
        let Some(this) = this.upgrade() else { return };
        let screens = Topic::Screens(this.channel).to_string();
        for Publication { topic, payload } in messages {
            if topic == screens {
                if let Ok(counts) = shown_counts(this.channel, &payload).await {
                    this.machine
                        .borrow_mut()
                        .counts_came(counts, platform::whole_millis());
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
            LinkState::Connected if !machine.hears(platform::whole_millis()) => LinkState::Waiting,
            state => state,
        };
        let (counts, left) = (
            machine.counts(),
            machine.seconds_left(platform::whole_millis()),
        );
        drop(machine);
        show(self.page.link, link);
        show(self.page.state, state);
        show(self.page.counts, counts);
        show(self.page.left, left);
    }
}
