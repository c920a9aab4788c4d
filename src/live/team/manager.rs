//! A manager's side of a live team.
//!
//! Invariants: a report is given to the team only if its seller's key was admitted, and a receipt only for an
//! edition that the caller has said is stored; a key speaks for one seller, and a seller has one key; of each
//! key one entry is kept, of no more than [`Manager::MOST_SELLERS`], and what is kept aside or is in parts has
//! a most that it takes.

use std::collections::BTreeMap;

use super::{Heard, SellerMessage};
use crate::{
    domain::{
        EntryId,
        live::PublicKey,
        team::{Admission, Answer, Entrant, SharedReport, Standing},
    },
    exchange::link::read_report,
    live::{LeftOut, LeftOutCounts, PhoneId},
};

/// A manager. The caller does what it is given to do.
#[derive(Clone, Debug)]
pub struct Manager {
    team: EntryId,
    is_anonymous: bool,
    is_connected: bool,
    sellers: BTreeMap<PhoneId, Entrant>,
    /// The editions that the caller is storing.
    storing: BTreeMap<PhoneId, u32>,
    parts: BTreeMap<PhoneId, Parts>,
    left_out: LeftOutCounts,
}

/// The parts of a report that have come.
#[derive(Clone, Debug)]
struct Parts {
    edition: u32,
    texts: Vec<Option<String>>,
}

/// Something for the caller to do.
#[derive(Clone, Debug, PartialEq)]
pub enum ManagerAction {
    /// Keep the sellers.
    Keep,
    /// Store the report, then call [`Manager::stored`], or [`Manager::not_stored`].
    Accept {
        /// The seller's key.
        id: PhoneId,
        /// The report.
        report: Box<SharedReport>,
    },
    /// Publish an answer, sealed to the seller and signed; retained, but for one to who has left.
    Send {
        /// The seller's key.
        id: PhoneId,
        /// The key to seal to.
        seal: PublicKey,
        /// The answer.
        answer: Answer,
    },
    /// Publish an empty retained text on the seller's topic.
    Clear(PhoneId),
}

impl Manager {
    /// The most sellers of a team, those included who wait or were refused.
    pub const MOST_SELLERS: usize = 500;

    /// The most who wait.
    pub const MOST_WAITING: usize = 50;

    /// The most characters of all reports that are kept aside.
    pub const MOST_ASIDE: usize = 400_000;

    /// The most that all reports of which parts are missing take, in characters.
    pub const MOST_PARTS: usize = 2_000_000;

    /// The manager of a team, not connected, with the sellers that were kept.
    pub fn new(team: EntryId, is_anonymous: bool, sellers: Vec<Entrant>) -> Self {
        let sellers = sellers.into_iter();
        Self {
            team,
            is_anonymous,
            is_connected: false,
            sellers: sellers.map(|it| (PhoneId::of(&it.sign), it)).collect(),
            storing: BTreeMap::new(),
            parts: BTreeMap::new(),
            left_out: LeftOutCounts::default(),
        }
    }

    /// The sellers, by their keys' ids.
    pub fn sellers(&self) -> impl Iterator<Item = (PhoneId, &Entrant)> {
        self.sellers.iter().map(|(id, entrant)| (*id, entrant))
    }

    /// How many messages were left out.
    pub const fn left_out(&self) -> &LeftOutCounts {
        &self.left_out
    }

    /// Counts a message that could not be opened.
    pub fn leave_out(&mut self, reason: LeftOut) {
        self.left_out.add(reason);
    }

    /// The broker answers, and the inbox is subscribed to: the answers are published once more, since the
    /// broker keeps them for a day.
    pub fn connected(&mut self) -> Vec<ManagerAction> {
        self.is_connected = true;
        let ids: Vec<_> = self.sellers.keys().copied().collect();
        let answers = ids.into_iter().filter_map(|id| self.answer(id));
        answers.collect()
    }

    /// The connection is gone.
    pub fn disconnected(&mut self) {
        self.is_connected = false;
    }

    /// A message came whose signature is the seller's.
    pub fn heard(&mut self, heard: Heard) -> Vec<ManagerAction> {
        match self.taken(heard) {
            Ok(actions) => actions,
            Err(reason) => {
                self.left_out.add(reason);
                Vec::new()
            }
        }
    }

    /// An edition is stored, or a later one was before: the seller gets its receipt.
    pub fn stored(&mut self, id: PhoneId, edition: u32) -> Vec<ManagerAction> {
        self.storing.remove(&id);
        let Some(seller) = self.sellers.get_mut(&id) else {
            return Vec::new();
        };
        // Who left while it was being stored stays away.
        if seller.edition < edition {
            (seller.edition, seller.has_left) = (edition, false);
        }
        let is_old = |(aside, _): &mut (u32, String)| *aside <= edition;
        seller.aside.take_if(is_old);
        let answer = self.answer(id);
        std::iter::once(ManagerAction::Keep).chain(answer).collect()
    }

    /// A report was not stored. It comes again, and is given to be stored again.
    pub fn not_stored(&mut self, id: PhoneId) {
        self.storing.remove(&id);
    }

    /// Admits a seller, once both have seen the same phrase. What was kept aside is taken.
    pub fn admit(&mut self, id: PhoneId) -> Vec<ManagerAction> {
        let Some(seller) = self.sellers.get_mut(&id) else {
            return Vec::new();
        };
        seller.admission = Admission::Admitted;
        let aside = seller.aside.as_ref();
        let report = aside.and_then(|(_, text)| read_report(text).ok());
        let taken = match report {
            Some(report) => self.accept(id, report),
            None => self.answer(id),
        };
        std::iter::once(ManagerAction::Keep).chain(taken).collect()
    }

    /// Refuses a seller, or one who was admitted from now on. A report that is kept aside stays there.
    pub fn refuse(&mut self, id: PhoneId) -> Vec<ManagerAction> {
        let Some(seller) = self.sellers.get_mut(&id) else {
            return Vec::new();
        };
        seller.admission = Admission::Refused;
        let answer = self.answer(id);
        std::iter::once(ManagerAction::Keep).chain(answer).collect()
    }

    /// Forgets a seller, who may come again as one who waits: with another key, too.
    pub fn forget(&mut self, id: PhoneId) -> Vec<ManagerAction> {
        self.sellers.remove(&id);
        vec![ManagerAction::Keep, ManagerAction::Clear(id)]
    }

    /// The team is no longer live: what the broker keeps for its sellers is emptied.
    pub fn end(&mut self) -> Vec<ManagerAction> {
        let sellers = std::mem::take(&mut self.sellers);
        sellers.into_keys().map(ManagerAction::Clear).collect()
    }

    fn taken(&mut self, heard: Heard) -> Result<Vec<ManagerAction>, LeftOut> {
        let Heard {
            id,
            sign,
            seal,
            message,
        } = heard;
        let known = self.sellers.get_mut(&id);
        if let Some(known) = known {
            if known.sign != sign {
                return Err(LeftOut::Forged);
            }
            known.seal = seal;
        }
        match message {
            SellerMessage::Left(edition) => Ok(self.left(id, seal, edition)),
            SellerMessage::Part {
                edition,
                part,
                of,
                text,
            } => {
                let done = self.sellers.get(&id).map_or(0, |known| known.edition);
                if edition <= done {
                    return if edition == done {
                        Ok(self.answer(id).into_iter().collect())
                    } else {
                        Err(LeftOut::Replayed)
                    };
                }
                match self.joined(id, edition, (part, of), text) {
                    Some(text) => self.reported(id, (sign, seal), edition, text),
                    None => Ok(Vec::new()),
                }
            }
        }
    }

    /// A seller leaves. One who is not known is told so all the same.
    fn left(&mut self, id: PhoneId, seal: PublicKey, edition: u32) -> Vec<ManagerAction> {
        self.parts.remove(&id);
        if let Some(seller) = self.sellers.get_mut(&id) {
            if edition < seller.edition {
                self.left_out.add(LeftOut::Replayed);
                return Vec::new();
            }
            (seller.has_left, seller.edition, seller.aside) = (true, edition, None);
            if seller.admission == Admission::Waiting {
                self.sellers.remove(&id);
            }
        }
        let answer = Answer {
            edition,
            standing: Standing::Left,
        };
        vec![
            ManagerAction::Keep,
            ManagerAction::Clear(id),
            ManagerAction::Send { id, seal, answer },
        ]
    }

    /// The text of a report once all its parts are there.
    fn joined(
        &mut self,
        id: PhoneId,
        edition: u32,
        (part, of): (u8, u8),
        text: String,
    ) -> Option<String> {
        if of == 1 {
            return Some(text);
        }
        let held: usize = self.parts.values().map(Parts::size).sum();
        if Self::MOST_PARTS < held + text.len() {
            // All of them come again.
            self.parts.clear();
        }
        let fresh = || Parts {
            edition,
            texts: vec![None; usize::from(of)],
        };
        let parts = self.parts.entry(id).or_insert_with(fresh);
        if parts.edition < edition || parts.texts.len() != usize::from(of) {
            *parts = fresh();
        }
        if parts.edition == edition
            && let Some(place) = parts.texts.get_mut(usize::from(part))
        {
            *place = Some(text);
        }
        let whole: Option<Vec<_>> = parts.texts.iter().map(Option::as_deref).collect();
        let whole = whole.filter(|_| parts.edition == edition)?.concat();
        self.parts.remove(&id);
        Some(whole)
    }

    /// A whole report has come.
    fn reported(
        &mut self,
        id: PhoneId,
        (sign, seal): (PublicKey, PublicKey),
        edition: u32,
        text: String,
    ) -> Result<Vec<ManagerAction>, LeftOut> {
        let report = read_report(&text).map_err(|_| LeftOut::Garbled)?;
        if report.team != self.team {
            return Err(LeftOut::Foreign);
        }
        if report.edition != edition {
            return Err(LeftOut::Garbled);
        }
        let is_others = |(other, entrant): (&PhoneId, &Entrant)| {
            (*other == id) != (entrant.seller == report.seller)
        };
        if self.sellers.iter().any(is_others) {
            return Err(LeftOut::Forged);
        }
        let name = report.name.clone().filter(|_| !self.is_anonymous);
        let has_room = self.has_room(id, text.len());
        let waits = self.is_waiting(id);
        if waits && !has_room {
            return Err(LeftOut::Surplus);
        }
        let seller = self.sellers.entry(id).or_insert_with(|| Entrant {
            sign,
            seal,
            seller: report.seller,
            name: None,
            admission: Admission::Waiting,
            has_left: false,
            edition: 0,
            aside: None,
        });
        match seller.admission {
            Admission::Admitted => {
                seller.name = name;
                Ok(self.accept(id, report).into_iter().collect())
            }
            Admission::Refused => Ok(self.answer_about(id, edition).into_iter().collect()),
            Admission::Waiting => {
                seller.has_left = false;
                if seller
                    .aside
                    .as_ref()
                    .is_none_or(|(aside, _)| *aside < edition)
                {
                    (seller.aside, seller.name) = (Some((edition, text)), name);
                }
                let answer = self.answer(id);
                Ok(std::iter::once(ManagerAction::Keep).chain(answer).collect())
            }
        }
    }

    /// Whether a key's report would be kept aside.
    fn is_waiting(&self, id: PhoneId) -> bool {
        let known = self.sellers.get(&id);
        known.is_none_or(|known| known.admission == Admission::Waiting)
    }

    /// Whether one more report can be kept aside.
    fn has_room(&self, id: PhoneId, chars: usize) -> bool {
        let others = self.sellers.iter().filter(|(other, _)| **other != id);
        let aside = others.clone().filter_map(|(_, it)| it.aside.as_ref());
        let aside: usize = aside.map(|(_, text)| text.len()).sum();
        let waiting = others.filter(|(_, it)| it.admission == Admission::Waiting);
        let is_known = self.sellers.contains_key(&id);
        let has_place =
            self.sellers.len() < Self::MOST_SELLERS && waiting.count() < Self::MOST_WAITING;
        aside + chars <= Self::MOST_ASIDE && (is_known || has_place)
    }

    fn accept(&mut self, id: PhoneId, report: SharedReport) -> Option<ManagerAction> {
        let storing = self.storing.entry(id).or_default();
        if report.edition <= *storing {
            // It comes again if it is not stored.
            return None;
        }
        *storing = report.edition;
        Some(ManagerAction::Accept {
            id,
            report: Box::new(report),
        })
    }

    /// The answer to a seller as it stands; none while offline, or if there is nothing to say.
    fn answer(&self, id: PhoneId) -> Option<ManagerAction> {
        let seller = self.sellers.get(&id)?;
        let aside = seller.aside.as_ref().map_or(0, |(edition, _)| *edition);
        self.answer_about(id, seller.edition.max(aside))
    }

    fn answer_about(&self, id: PhoneId, edition: u32) -> Option<ManagerAction> {
        let seller = self.sellers.get(&id).filter(|_| self.is_connected)?;
        let (edition, standing) = match seller.admission {
            _ if seller.has_left => (seller.edition, Standing::Left),
            Admission::Waiting => (edition, Standing::Waiting),
            Admission::Refused => (edition, Standing::Refused),
            Admission::Admitted => (seller.edition, Standing::Received),
        };
        (0 < edition).then_some(ManagerAction::Send {
            id,
            seal: seller.seal,
            answer: Answer { edition, standing },
        })
    }
}

impl Parts {
    /// The room that it takes, about: an entry without a text takes some, too.
    fn size(&self) -> usize {
        const ENTRY: usize = 1_000;
        let chars: usize = self.texts.iter().flatten().map(String::len).sum();
        ENTRY + chars
    }
}
