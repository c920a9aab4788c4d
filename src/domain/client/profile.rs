//! The profile of a client, and its recommender.

use crate::domain::{Client, ClientId, Name, Note};

/// The profile of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// The person's name.
    pub name: Name,
    /// The organisation, if any.
    pub organisation: Option<Name>,
    /// The person's position, if known.
    pub title: Option<Name>,
    /// Words to find the client by.
    pub tags: Vec<Name>,
    /// Anything worth remembering.
    pub note: Note,
}

impl Profile {
    /// The most tags that a client is given. One that is stored may have more.
    pub const MAX_TAGS: usize = 64;
}

/// Nobody is recommended by themself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("recommended by itself")]
pub struct RecommendsItself;

impl Client {
    /// The client who recommended it, never itself; that one may be in the bin, or not here at all.
    pub const fn recommended_by(&self) -> Option<ClientId> {
        self.recommended_by
    }

    /// Says who recommended the client; nobody who is known with `None`. That one may not be here, or no
    /// longer.
    ///
    /// # Errors
    /// [`RecommendsItself`] if it is the client's own id; then nothing has changed.
    ///
    /// ```
    /// # use trust_velocity::domain::*;
    /// # let profile = Profile { name: Name::new("陈工")?, organisation: None, title: None, tags: vec![], note: Note::default() };
    /// let mut client = Client::empty(ClientId::new(7), profile, CivilDate::MIN);
    /// assert_eq!(client.set_recommended_by(Some(ClientId::new(8))), Ok(()));
    /// assert_eq!(client.set_recommended_by(Some(ClientId::new(7))), Err(RecommendsItself));
    /// assert_eq!(client.recommended_by(), Some(ClientId::new(8)));
    /// # Ok::<(), NameError>(())
    /// ```
    pub fn set_recommended_by(&mut self, by: Option<ClientId>) -> Result<(), RecommendsItself> {
        if by == Some(self.id) {
            return Err(RecommendsItself);
        }
        self.recommended_by = by;
        Ok(())
    }
}
