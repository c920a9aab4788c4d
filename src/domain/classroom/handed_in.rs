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

#[cfg(test)]
mod tests {
    use std::{
        pin::pin,
        task::{Context, Poll, Waker},
    };

    use super::*;
    use crate::domain::{EntryId, classroom::Round, exercise::Attempt};

    fn signed(id: EntryId, key: PublicKey) -> Signed {
        let claimed = Submission {
            session: EntryId::new(1),
            id,
            round: Round::First,
            edition: 2,
            name: None,
            attempt: Attempt::new(Vec::new(), Vec::new()),
        };
        Signed {
            claimed,
            key,
            signature: [5; 64],
            content: vec![1, 2, 3],
        }
    }

    /// The outcome if a browser says this of the signature.
    fn verified(signed: Signed, says: Result<bool, &str>) -> Result<Option<Submission>, &str> {
        let (key, signature, content) = (signed.key, signed.signature, signed.content.clone());
        let verify = async |of: &PublicKey, is: &Signature, over: &[u8]| {
            assert_eq!((*of, *is, over), (key, signature, &content[..]));
            says
        };
        let future = pin!(signed.verified(verify));
        let Poll::Ready(found) = future.poll(&mut Context::from_waker(Waker::noop())) else {
            panic!("it waits for nothing");
        };
        found
    }

    #[test]
    fn a_signed_submission_counts_if_its_own_key_signed_it() {
        let key = PublicKey::new([9; 64]);
        let own = || signed(key.id(), key);
        let claimed = HandedIn::Signed(Box::new(own())).claimed().clone();
        assert_eq!(verified(own(), Ok(true)), Ok(Some(claimed)));
        assert_eq!(verified(own(), Ok(false)), Ok(None));
        assert_eq!(verified(own(), Err("no answer")), Err("no answer"));
        // Somebody signs with a key of their own under the id of another.
        let foreign = signed(PublicKey::new([8; 64]).id(), key);
        assert_eq!(verified(foreign, Ok(true)), Ok(None));
    }
}
