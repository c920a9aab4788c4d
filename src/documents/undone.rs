//! Undoing a change of a document that was changed again since: a class collects while its trainer works.
//!
//! Invariant: what came since stays; what the change had taken in is not taken away.

use super::{OpaqueDocument, TeamDocument};
use crate::domain::team::Team;

/// The versions of a document whose change is undone.
#[derive(Clone, Debug)]
pub struct UndoneDocument {
    /// As it is stored now.
    pub stored: OpaqueDocument,
    /// As the change left it.
    pub after: OpaqueDocument,
    /// As it was before the change.
    pub before: OpaqueDocument,
}

impl UndoneDocument {
    /// The session as it is stored now with the submissions that the change deleted; `None` if that is not
    /// all that it did, or if one of the texts is no session.
    pub fn with_submissions(&self) -> Option<OpaqueDocument> {
        let (stored, after) = (self.stored.session().ok()?, self.after.session().ok()?);
        let before = self.before.session().ok()?;
        let is_deletion = before.merged(&after)?.0 == before;
        let (merged, _) = stored.merged(&before).filter(|_| is_deletion)?;
        OpaqueDocument::of_session(&merged).ok()
    }

    /// The team as it is stored now with the reports that the change removed; `None` if that is not all that
    /// it did, or if one of the texts is no team's of its manager.
    pub fn with_reports(&self) -> Option<OpaqueDocument> {
        let (stored, after) = (led(&self.stored)?, led(&self.after)?);
        let before = led(&self.before)?;
        let is_removal = before.merged(&after)? == before;
        let merged = stored.merged(&before).filter(|_| is_removal)?;
        OpaqueDocument::of_team(&TeamDocument::Led(merged)).ok()
    }
}

fn led(document: &OpaqueDocument) -> Option<Team> {
    match document.team().ok()? {
        TeamDocument::Led(team) => Some(team),
        TeamDocument::Joined(_) => None,
    }
}
