//! A live team in the browser: the signals by which its pages see it. The drivers behind them end with the
//! page whose signals they are.

pub(super) mod manager;
pub(super) mod seller;

use std::rc::Rc;

use leptos::prelude::*;

use super::{LinkState, Soon};
use crate::{
    documents::LastShared,
    domain::{
        Name,
        live::PublicKey,
        team::{Admission, Membership, SharedReport, Team},
    },
    live::{
        LeftOutCounts, PhoneId,
        team::{Pending, Phrase, SellerStatus},
    },
};

/// A seller's part, as its page sees it and tells it.
#[derive(Clone, Copy)]
pub struct SellerLink {
    /// The connection.
    pub link: RwSignal<LinkState>,
    /// How the seller stands; none before the keys are here.
    pub status: RwSignal<Option<SellerStatus>>,
    /// The phrase that both see; none before it is derived.
    pub phrase: RwSignal<Option<Phrase>>,
    /// The last report that went by itself; none while nothing is shared.
    pub shared: RwSignal<Option<LastShared>>,
    /// The wish of the page, until the driver takes it.
    pub wish: RwSignal<Option<SellerWish>>,
}

/// A wish of a seller's page.
#[derive(Clone, Debug, PartialEq)]
pub struct SellerWish {
    /// The message to the manager.
    pub pending: Pending,
    /// The report in short; none if the seller leaves.
    pub shared: Option<LastShared>,
}

/// The beginning of a seller's part.
#[derive(Clone, Debug)]
pub struct SellerStart {
    /// The membership.
    pub membership: Membership,
    /// The key that the manager signs with, as the link has it; none to go on with the one that is kept.
    pub manager: Option<PublicKey>,
}

/// A manager's part, as its page sees it and tells it.
#[derive(Clone, Copy)]
pub struct ManagerLink {
    /// The connection; none before the team is live.
    pub link: RwSignal<Option<LinkState>>,
    /// The manager's view.
    pub view: RwSignal<ManagerView>,
    /// The wishes of the page, until the driver takes them.
    pub wishes: RwSignal<Vec<ManagerWish>>,
}

/// The view that the manager of a live team has.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ManagerView {
    /// The key that the manager signs with, for the invitation.
    pub sign: Option<PublicKey>,
    /// The sellers' keys.
    pub sellers: Vec<EntrantView>,
    /// How many messages were left out.
    pub left_out: LeftOutCounts,
    /// Why the last report was not stored, in words.
    pub failure: Option<String>,
}

/// A seller's key, as the manager sees it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntrantView {
    /// The key's id.
    pub id: PhoneId,
    /// The name in the last report.
    pub name: Option<Name>,
    /// The phrase that both see; none before it is derived.
    pub phrase: Option<Phrase>,
    /// Whether the reports are taken.
    pub admission: Admission,
    /// Whether the seller has left.
    pub has_left: bool,
}

/// A wish of a manager's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManagerWish {
    /// To take a seller's reports.
    Admit(PhoneId),
    /// To take them no longer.
    Refuse(PhoneId),
    /// To forget a seller's key.
    Forget(PhoneId),
    /// That the team is no longer live.
    End,
}

/// The beginning of a manager's part.
pub struct ManagerStart {
    /// The team as it is stored.
    pub team: Team,
    /// Whether the team becomes live if it is not.
    pub is_new: bool,
    /// Stores a report.
    pub accept: AcceptReport,
}

/// Stores a report of a seller; then the seller has a receipt.
pub type AcceptReport = Rc<dyn Fn(SharedReport) -> Soon<()>>;

impl SellerLink {
    /// The signals of a seller that is not connected, which belong to the component that calls this.
    pub fn new() -> Self {
        Self {
            link: RwSignal::new(LinkState::Connecting),
            status: RwSignal::new(None),
            phrase: RwSignal::new(None),
            shared: RwSignal::new(None),
            wish: RwSignal::new(None),
        }
    }
}

impl ManagerLink {
    /// The signals of a manager that is not connected, which belong to the component that calls this.
    pub fn new() -> Self {
        Self {
            link: RwSignal::new(None),
            view: RwSignal::new(ManagerView::default()),
            wishes: RwSignal::new(Vec::new()),
        }
    }
}
