//! A live class in the browser: the signals by which the trainer's and the trainees' pages see it, and the
//! drivers behind them, which let the machines of [`crate::live`] meet the broker and the browser.
//!
//! Invariant: the drivers lie in a file of their own, which is fetched by a live session alone; a page that
//! cannot fetch it says so, and goes on without.
// The split point is a foreign function of the pages' files.
#![allow(unsafe_code)]
// If the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

mod host;
mod link;
mod phone;
mod pulse;
mod queue;
mod right;
mod screen;
mod team;

use std::{pin::Pin, rc::Rc};

use leptos::prelude::*;
use wasm_split_helpers::SplitLoaderError;
#[cfg(split)]
use wasm_split_helpers::wasm_split;

pub use team::{
    AcceptReport, EntrantView, ManagerLink, ManagerStart, ManagerWish, SellerLink, SellerStart,
    SellerWish,
};

use crate::{
    app::state::Store,
    domain::{
        EntryId, Name,
        classroom::{RevealCode, Round, Session, Submission, Timer},
        live::{Channel, KeyPair},
    },
    exchange::Handover,
    live::{Counts, LeftOutCounts, Place, Presence, State, Status},
};

/// The connection of a live class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkState {
    /// It is being made.
    Connecting,
    /// The broker is there, and the host has not been heard of yet.
    Waiting,
    /// The broker is there, and so is what is needed of the host.
    Connected,
    /// The broker cannot be reached; it is tried again and again.
    Unreachable,
    /// The site names no broker any more.
    Gone,
    /// Another tab of this browser has it.
    Elsewhere,
    /// The class is over.
    Ended,
    /// Another device has taken the class over.
    TakenOver,
}

/// A phone's part of a live class, as its page sees it and tells it.
#[derive(Clone, Copy)]
pub struct PhoneLink {
    /// The connection.
    pub link: RwSignal<LinkState>,
    /// Whether the host has what was handed in to each round.
    pub status: RwSignal<[Status; 2]>,
    /// The host's latest state.
    pub state: RwSignal<Option<State>>,
    /// The round that the class is in.
    pub round: RwSignal<Round>,
    /// The whole seconds that are left, and whether they pass; none if the host shows no time.
    pub time_left: RwSignal<Option<(u64, bool)>>,
    /// The answers that the page hands in to each round.
    pub handed: RwSignal<[Option<Submission>; 2]>,
    /// How far the page is.
    pub place: RwSignal<Option<Place>>,
}

/// A second screen's part of a live class, as its page sees it.
#[derive(Clone, Copy)]
pub struct ScreenLink {
    /// The connection.
    pub link: RwSignal<LinkState>,
    /// The host's latest state.
    pub state: RwSignal<Option<State>>,
    /// The host's latest counts.
    pub counts: RwSignal<Option<Counts>>,
    /// The whole seconds that the class has left; none if no time is shown.
    pub left: RwSignal<Option<u64>>,
}

/// The beginning of a second screen's part.
#[derive(Clone, Copy, Debug)]
pub struct ScreenStart {
    /// The session.
    pub session: EntryId,
    /// The channel of the live class.
    pub channel: Channel,
}

/// The view that the host of a live class has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HostView {
    /// How many are here, and how far they are.
    pub presence: Presence,
    /// Those who gave a name, with the step that they are at; nobody in an anonymous class.
    pub attendees: Vec<Attending>,
    /// How many messages were left out.
    pub left_out: LeftOutCounts,
    /// The step that all go to; none if each goes at their own pace.
    pub step: Option<u16>,
    /// Whether no answers are taken.
    pub is_closed: bool,
    /// Why the last submissions were not stored, in words.
    pub failure: Option<String>,
}

/// A trainee who gave a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attending {
    /// The name.
    pub name: Name,
    /// The step.
    pub step: u16,
    /// Whether the phone was heard lately.
    pub is_here: bool,
    /// Whether a submission is stored.
    pub has_handed_in: bool,
}

/// The host's part of a live class. It goes on while the app is open, whatever page is shown.
#[derive(Clone)]
pub struct HostLink {
    /// The connection.
    pub link: ArcRwSignal<LinkState>,
    /// The host's view.
    pub view: ArcRwSignal<HostView>,
    command: Rc<dyn Fn(HostCommand)>,
}

/// A wish of the host's page.
#[derive(Clone, Debug, PartialEq)]
pub enum HostCommand {
    /// All go to a step, or each at their own pace.
    Step(Option<u16>),
    /// The session is in a round.
    Round(Round),
    /// The session's timer is set like this.
    Timer(Timer),
    /// Answers are taken, or no longer.
    Open(bool),
    /// The key opens on all phones.
    Reveal(RevealCode),
    /// The session holds these submissions, by their ids, rounds and editions.
    Submissions(Vec<(EntryId, Round, u32)>),
    /// The class is over.
    End,
}

/// A live session for another device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverContent {
    /// The text to seal.
    pub content: String,
    /// The words to seal it with, in the language of the page.
    pub words: String,
}

/// A result that comes later, or the reason in words.
pub type Soon<T> = Pin<Box<dyn Future<Output = Result<T, String>>>>;

/// Stores submissions; tells of each which edition is stored now, if any.
pub type Accept = Rc<dyn Fn(Vec<Submission>) -> Soon<Vec<Option<u32>>>>;

/// The beginning of a phone's part.
#[derive(Clone, Copy, Debug)]
pub struct PhoneStart {
    /// The session.
    pub session: EntryId,
    /// The channel of the live class.
    pub channel: Channel,
    /// The round that the link opens, or a later one that was told.
    pub round: Round,
    /// Whether somebody else takes the phone, who needs keys of their own.
    pub is_someone_else: bool,
}

/// The beginning of a host's part.
pub struct HostStart {
    /// The session as it is stored.
    pub session: Session,
    /// Stores submissions.
    pub accept: Accept,
}

/// The drivers, which lie in a file of their own.
pub trait Drivers {
    /// Begins for a trainee of a session, with the keys that are kept, or new ones for somebody else. Gives
    /// the pair that signs, of which the trainee's submission has its id. It ends with the signals.
    fn begin_phone(&self, store: Store, phone: PhoneLink, start: PhoneStart) -> Soon<KeyPair>;

    /// Makes the keys of a session that begins, and keeps them; gives the channel for the join link.
    fn new_host(&self, store: Store, session: EntryId) -> Soon<Channel>;

    /// The host of a session in this tab, which begins unless it runs already; `None` if its keys are not
    /// in this browser.
    fn host(&self, store: Store, start: HostStart) -> Soon<Option<HostLink>>;

    /// A session with what its host keeps, for another device.
    fn hand_over(&self, store: Store, session: Session) -> Soon<HandoverContent>;

    /// Takes a class over, whose session is stored: the next [`Self::host`] goes on with it, and the device
    /// before stops.
    fn take_over(&self, store: Store, handover: Handover) -> Soon<()>;

    /// Ends the host of a session in this tab, if there is one, and gives up its keys.
    fn remove_host(&self, store: Store, session: EntryId);

    /// Begins for a second screen. It ends with the signals.
    fn begin_screen(&self, screen: ScreenLink, start: ScreenStart);

    /// Keeps the manager's key of a live team's invitation for a membership, with keys of the seller's own.
    fn join_team(&self, store: Store, start: SellerStart) -> Soon<()>;

    /// Begins for a seller; tells whether the membership is of a live team. It ends with the signals.
    fn begin_seller(&self, store: Store, seller: SellerLink, start: SellerStart) -> Soon<bool>;

    /// Begins for the manager of a team, if it is live or becomes so. It ends with the signals.
    fn begin_manager(&self, store: Store, manager: ManagerLink, start: ManagerStart) -> Soon<()>;
}

/// The drivers, once their file is here.
///
/// # Errors
/// [`SplitLoaderError`] if it cannot be fetched; the next call asks again.
#[cfg(split)]
#[wasm_split(live, fallible)]
pub fn drivers() -> Result<&'static dyn Drivers, SplitLoaderError> {
    Ok(&Here)
}

/// The build without split files, which has the drivers at hand.
#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "as where it is split")]
pub async fn drivers() -> Result<&'static dyn Drivers, SplitLoaderError> {
    Ok(&Here)
}

/// The drivers of this file.
struct Here;

impl Drivers for Here {
    fn begin_phone(&self, store: Store, phone: PhoneLink, start: PhoneStart) -> Soon<KeyPair> {
        Box::pin(phone::begin(store, phone, start))
    }

    fn new_host(&self, store: Store, session: EntryId) -> Soon<Channel> {
        Box::pin(host::new_keys(store, session))
    }

    fn host(&self, store: Store, start: HostStart) -> Soon<Option<HostLink>> {
        Box::pin(host::begin(store, start))
    }

    fn hand_over(&self, store: Store, session: Session) -> Soon<HandoverContent> {
        Box::pin(host::hand_over(store, session))
    }

    fn take_over(&self, store: Store, handover: Handover) -> Soon<()> {
        Box::pin(host::take_over(store, handover))
    }

    fn remove_host(&self, store: Store, session: EntryId) {
        host::remove(store, session);
    }

    fn begin_screen(&self, screen: ScreenLink, start: ScreenStart) {
        screen::begin(screen, start);
    }

    fn join_team(&self, store: Store, start: SellerStart) -> Soon<()> {
        Box::pin(team::seller::join(store, start))
    }

    fn begin_seller(&self, store: Store, seller: SellerLink, start: SellerStart) -> Soon<bool> {
        Box::pin(team::seller::begin(store, seller, start))
    }

    fn begin_manager(&self, store: Store, manager: ManagerLink, start: ManagerStart) -> Soon<()> {
        Box::pin(team::manager::begin(store, manager, start))
    }
}

impl PhoneLink {
    /// The signals of a phone that is not connected, which belong to the component that calls this.
    pub fn new(round: Round) -> Self {
        Self {
            link: RwSignal::new(LinkState::Connecting),
            status: RwSignal::new([Status::NotHandedIn; 2]),
            state: RwSignal::new(None),
            round: RwSignal::new(round),
            time_left: RwSignal::new(None),
            handed: RwSignal::new([None, None]),
            place: RwSignal::new(None),
        }
    }
}

impl ScreenLink {
    /// The signals of a screen that is not connected, which belong to the component that calls this.
    pub fn new() -> Self {
        Self {
            link: RwSignal::new(LinkState::Connecting),
            state: RwSignal::new(None),
            counts: RwSignal::new(None),
            left: RwSignal::new(None),
        }
    }
}

impl HostLink {
    /// Tells the host to do something.
    pub fn command(&self, command: HostCommand) {
        (self.command)(command);
    }
}

/// Sets a signal that has another value; its page may be gone by now.
fn show<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal
        .try_get_untracked()
        .is_some_and(|shown| shown != value)
    {
        signal.try_set(value);
    }
}
