//! The view that the host's page shows.

use super::super::{Attending, HostView};
use crate::{
    live::{Attendee, Host},
    platform,
};

/// The most attendees that are shown.
const MOST_SHOWN: usize = 600;

/// The view of a host now, with why the last submissions were not stored.
pub fn view_of(host: &Host, failure: Option<String>) -> HostView {
    let attending = |attendee: Attendee<'_>| {
        Some(Attending {
            name: attendee.name?.clone(),
            step: attendee.step,
            is_here: attendee.is_here,
            has_handed_in: attendee.has_handed_in,
        })
    };
    HostView {
        presence: host.presence(platform::whole_millis()),
        attendees: host
            .attendees(platform::whole_millis())
            .filter_map(attending)
            .take(MOST_SHOWN)
            .collect(),
        left_out: *host.left_out(),
        step: host.state().step,
        is_closed: !host.state().is_open,
        failure,
    }
}
