//! A team: what sellers share with a manager, and what the manager sees of it. How a report travels, as a
//! file, a code or over a network, is no part of it.
//!
//! Invariants: a report is made from summaries alone; a later edition takes the place of an earlier one, so a
//! seller counts once; a report in a [`Team`] that is anonymous has no name in it.

mod admission;
mod figures;
mod membership;
mod report;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use super::{CivilDate, EntryId, Name, ResponseKeyPair, Stage, sorted};

pub use admission::{Admission, Answer, Entrant, Standing};
pub use figures::{Cell, FunnelStep, RatingAge, TeamFigures, Waiting};
pub use membership::{ClientChoice, Membership, Shared, TeamInvitation};
pub use report::{InvalidReport, ReasonKind, SharedClient, SharedReason, SharedReport};

/// How many clients stand in each stage, in the order of [`Stage::ALL`], and how many in none.
pub type StageTally = [usize; 5];

/// A manager's team, with the last report of each seller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The team's id.
    pub id: EntryId,
    /// Its name.
    pub name: Name,
    /// Whether sellers give no name.
    pub is_anonymous: bool,
    /// The day it was begun.
    pub made: CivilDate,
    /// The key pair that reports are encrypted to.
    pub key: ResponseKeyPair,
    /// By the ids of the sellers.
    reports: Vec<KeptReport>,
}

/// The last report of a seller, and how many clients stood in each stage in those before.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptReport {
    /// The report.
    pub report: SharedReport,
    /// The day and the counts of former editions, the latest [few](Self::MAX_FORMER), by their days.
    pub former: Vec<(CivilDate, StageTally)>,
}

// A report holds finite numbers alone.
impl Eq for KeptReport {}

impl KeptReport {
    /// The most former editions whose counts are kept: two years of monthly ones.
    pub const MAX_FORMER: usize = 24;

    fn note_former(&mut self, former: impl IntoIterator<Item = (CivilDate, StageTally)>) {
        for (date, tally) in former {
            // Of two editions of one day the later one stands.
            self.former.retain(|(other, _)| *other != date);
            if date != self.report.date() {
                self.former.push((date, tally));
            }
        }
        self.former.sort_by_key(|(date, _)| *date);
        let extra = self.former.len().saturating_sub(Self::MAX_FORMER);
        self.former.drain(..extra);
    }
}

/// How a team takes a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptedReport {
    /// The first of its seller.
    New,
    /// It takes the place of an earlier edition.
    Replaced,
    /// This edition is here already.
    Repeated,
    /// A later edition is here already.
    Older,
    /// It is for another team.
    OtherTeam,
}

impl Team {
    /// A team without a report.
    pub const fn new(
        id: EntryId,
        name: Name,
        is_anonymous: bool,
        made: CivilDate,
        key: ResponseKeyPair,
    ) -> Self {
        Self {
            id,
            name,
            is_anonymous,
            made,
            key,
            reports: Vec::new(),
        }
    }

    /// The same team with these reports, of which the first of each seller counts.
    #[must_use]
    pub fn with_reports(mut self, reports: Vec<KeptReport>) -> Self {
        for mut kept in reports {
            if let Err(at) = self.place(kept.report.seller) {
                let former = std::mem::take(&mut kept.former);
                kept.report = self.unnamed(kept.report);
                kept.note_former(former);
                self.reports.insert(at, kept);
            }
        }
        self
    }

    /// The invitation of a seller, to a team that is not live.
    pub fn invitation(&self) -> TeamInvitation {
        TeamInvitation {
            team: self.id,
            name: self.name.clone(),
            is_anonymous: self.is_anonymous,
            key: self.key.public.clone(),
            live: None,
        }
    }

    /// The last report of each seller, by the sellers' ids.
    pub fn reports(&self) -> &[KeptReport] {
        &self.reports
    }

    /// The last report of each seller: by name, those without one last, or the latest first.
    pub fn reports_by(&self, order: SellerOrder) -> Vec<&KeptReport> {
        let name = |kept: &KeptReport| {
            let name = kept.report.name.clone();
            (name.is_none(), name)
        };
        sorted(self.reports.iter().collect(), |a, b| match order {
            SellerOrder::Name => name(a).cmp(&name(b)),
            SellerOrder::Reported => b.report.date().cmp(&a.report.date()),
        })
    }

    /// Takes a report.
    ///
    /// ```
    /// # use trust_velocity::domain::{CivilDate, EntryId, Name, ResponseKeyPair};
    /// use trust_velocity::domain::team::{AcceptedReport, SharedReport, Team};
    /// # let day: CivilDate = "2026-11-22".parse()?;
    /// # let key = ResponseKeyPair { public: Vec::new(), private: Vec::new() };
    /// let id = EntryId::new(1);
    /// let mut team = Team::new(id, Name::new("华东")?, false, day, key);
    /// let report = |edition| SharedReport::new(id, EntryId::new(7), None, day, edition, Vec::new());
    /// assert_eq!(team.accept(report(2)?), AcceptedReport::New);
    /// assert_eq!(team.accept(report(2)?), AcceptedReport::Repeated);
    /// assert_eq!(team.accept(report(1)?), AcceptedReport::Older);
    /// assert_eq!(team.accept(report(3)?), AcceptedReport::Replaced);
    /// assert_eq!(team.reports().len(), 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn accept(&mut self, report: SharedReport) -> AcceptedReport {
        if report.team != self.id {
            return AcceptedReport::OtherTeam;
        }
        let report = self.unnamed(report);
        match self.place(report.seller) {
            Err(at) => {
                let former = Vec::new();
                self.reports.insert(at, KeptReport { report, former });
                AcceptedReport::New
            }
            Ok(at) => {
                let kept = &mut self.reports[at];
                let was = (kept.report.date(), kept.report.tally());
                match report.edition.cmp(&kept.report.edition) {
                    std::cmp::Ordering::Greater => {
                        kept.report = report;
                        kept.note_former([was]);
                        AcceptedReport::Replaced
                    }
                    std::cmp::Ordering::Equal => AcceptedReport::Repeated,
                    std::cmp::Ordering::Less => {
                        kept.note_former([(report.date(), report.tally())]);
                        AcceptedReport::Older
                    }
                }
            }
        }
    }

    /// The team without what a seller reported.
    #[must_use]
    pub fn without(mut self, seller: EntryId) -> Self {
        self.reports.retain(|kept| kept.report.seller != seller);
        self
    }

    /// The team with the reports of another copy of it; none if it is another team.
    pub fn merged(&self, other: &Self) -> Option<Self> {
        if other.id != self.id || other.key.public != self.key.public {
            return None;
        }
        let mut merged = self.clone();
        for kept in &other.reports {
            merged.accept(kept.report.clone());
            if let Ok(at) = merged.place(kept.report.seller) {
                let known: Vec<_> = merged.reports[at].former.iter().map(|it| it.0).collect();
                let former = kept.former.iter().filter(|(date, _)| !known.contains(date));
                merged.reports[at].note_former(former.copied());
            }
        }
        Some(merged)
    }

    fn place(&self, seller: EntryId) -> Result<usize, usize> {
        self.reports
            .binary_search_by_key(&seller, |kept| kept.report.seller)
    }

    /// A report as this team keeps it.
    fn unnamed(&self, report: SharedReport) -> SharedReport {
        if self.is_anonymous {
            report.unnamed()
        } else {
            report
        }
    }
}

/// The order of the sellers, which is never one of figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SellerOrder {
    /// By name.
    Name,
    /// By the day of the report, the latest first.
    Reported,
}

/// The place of a stage in a [`StageTally`].
fn place_of(stage: Option<Stage>) -> usize {
    let at = stage.and_then(|stage| Stage::ALL.iter().position(|other| *other == stage));
    at.unwrap_or(Stage::ALL.len())
}

/// The stage of each place of a [`StageTally`].
pub const TALLIED: [Option<Stage>; 5] = [
    Some(Stage::Initial),
    Some(Stage::Deepening),
    Some(Stage::LongTerm),
    Some(Stage::Ended),
    None,
];
