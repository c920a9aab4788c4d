//! A submission as it came in as a text or a code, which anyone can write.
//!
//! Invariant: a signed one becomes a submission only if its id is that of its key and its signature is the
//! key's.

use super::Submission;
use crate::domain::live::{PublicKey, Signature};

/// A submission as it came in.
#[derive(Clone, Debug, PartialEq)]
pub enum HandedIn {
    /// Without a signature: the first edition of the first round, or one of a phone without keys.
    Unsigned(Submission),
    /// With one, which was not verified yet.
    Signed(Box<Signed>),
}

/// A submission with a signature that was not verified yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed {
    /// The submission, as whoever made it says.
    pub claimed: Submission,
    /// The key that it says it was signed with.
    pub key: PublicKey,
    /// The signature.
    pub signature: Signature,
    /// The bytes that it is over.
    pub content: Vec<u8>,
}

impl HandedIn {
    /// The submission, as whoever made it says.
    pub const fn claimed(&self) -> &Submission {
        match self {
            Self::Unsigned(submission) => submission,
            Self::Signed(signed) => &signed.claimed,
        }
    }
}

impl Signed {
    /// The submission, if its id is that of the key, and the key signed it, which is for the browser to say;
    /// else `None`.
    ///
    /// # Errors
    /// That of `verify`, which could not tell.
    pub async fn verified<E>(
        self,
        verify: impl AsyncFnOnce(&PublicKey, &Signature, &[u8]) -> Result<bool, E>,
    ) -> Result<Option<Submission>, E> {
        let is_own = self.claimed.id == self.key.id()
            && verify(&self.key, &self.signature, &self.content).await?;
        Ok(is_own.then_some(self.claimed))
    }
}
