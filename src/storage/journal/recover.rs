//! Bringing back what the store has lost.

use litemap::LiteMap;

use super::{Durability, Earlier, Journal, JournalError, is_sealed};
use crate::{
    documents::{
        DecodeError, decode_document, decode_myself, decode_settings, encode_client,
        encode_document, encode_myself, encode_settings, fingerprint,
    },
    domain::{Myself, Settings, merge},
    storage::{
        BackendError, Repository, SaveError, SealError,
        keys::{JOURNAL_KEY, LOCK_KEY, SETTINGS_KEY, client_of, is_myself},
        repository::decode_client_under,
        stored::rev_of,
    },
};

/// How many commands a start leaves in the journal with their earlier texts: browsers keep records in
/// memory for minutes, and nobody makes as many changes in them.
const COMMANDS_KEPT: usize = 256;

impl Repository {
    /// Whether the store may lack what the journal has kept: it could not be read yet, or something else
    /// has removed all records since this page has read or written them.
    ///
    /// # Errors
    /// [`BackendError`] if the store cannot be read.
    pub fn needs_recovery(&self) -> Result<bool, BackendError> {
        if self.journal.is_none() {
            return Ok(false);
        }
        Ok(match self.last_command.get() {
            None => true,
            Some(last) => 0 < last && self.mark()?.is_none(),
        })
    }

    /// Brings back what the journal has kept and the store has lost; returns the keys, which are left to
    /// be read. While this goes on, no tab may change the records.
    ///
    /// # Errors
    /// [`SaveError`] if the store refuses: it can be tried once more. A journal that cannot be read now
    /// brings nothing back, and keeps no command until it was read: later numbers would hide what it has.
    pub async fn recover(&self) -> Result<Vec<String>, SaveError> {
        let Some(journal) = &self.journal else {
            return Ok(Vec::new());
        };
        let mark = self.mark()?;
        let Ok(lost) = lost(&**journal, mark).await else {
            return Ok(Vec::new());
        };
        self.durability.set(Durability::of(&**journal));
        if let Some(last) = lost.forgotten {
            // Commands that are not forgotten now are forgotten at the next start.
            journal.forget(last).await.ok();
        }
        let changes_lock = mark.is_some() && lost.keys.iter().any(|(key, _)| key == LOCK_KEY);
        let mut recovered = Vec::new();
        for (key, earlier) in lost.keys {
            let Ok(copy) = journal.copy(&key).await else {
                return Ok(recovered);
            };
            let stored = self.backend.get(&key)?;
            // A change of the lock has written everything anew, and forgotten what was there before: a text
            // from before it cannot be known, and its key is gone.
            let is_of_other_lock = changes_lock
                && (key == LOCK_KEY
                    || stored.as_deref().is_some_and(is_sealed)
                        != copy.as_deref().is_some_and(is_sealed));
            let wanted = if is_of_other_lock || is_earlier(&earlier, stored.as_deref(), mark) {
                copy
            } else {
                self.merged(&key, &earlier, copy, stored.clone()).await?
            };
            if wanted == stored {
                continue;
            }
            match wanted {
                Some(text) => self.write_plain(&key, &text)?,
                None => self.remove(&key)?,
            }
            self.note_unseen(&key);
            recovered.push(key);
        }
        self.last_command.set(Some(lost.last));
        // Of a journal that was emptied, the numbers begin anew.
        if mark.unwrap_or(0) != lost.last {
            self.write_plain(JOURNAL_KEY, &lost.last.to_string())?;
        }
        // A merge is a command too; if the journal refuses now, the next command tells it.
        self.confirm().await?;
        Ok(recovered)
    }

    /// The copy of a key, merged with a stored text that is not known to be older: nothing of either is
    /// lost if both can be read, and what was removed does not return. If the earlier texts are not
    /// all known, a stored text that was saved less often than the copy may be one of them: the copy, which
    /// was called saved, stays.
    ///
    /// # Errors
    /// [`SealError::Unavailable`] if the browser cannot open or seal a text now: what is lost is not told
    /// yet.
    async fn merged(
        &self,
        key: &str,
        earlier: &[Earlier],
        copy: Option<String>,
        stored: Option<String>,
    ) -> Result<Option<String>, SealError> {
        let base = earlier.first().and_then(|earlier| earlier.first.as_deref());
        let base = self.opened_by_this_key(key, base).await?;
        let mine = self.opened_by_this_key(key, copy.as_deref()).await?;
        let theirs = self.opened_by_this_key(key, stored.as_deref()).await?;
        let rev = |text: &Option<String>| rev_of(key, text.as_deref()?);
        let their_rev = match stored {
            Some(_) => rev(&theirs),
            None => Some(0),
        };
        if let (Some(my_rev), Some(their_rev)) = (rev(&mine), their_rev)
            && their_rev < my_rev
            && !are_all(earlier, rev(&base), my_rev)
        {
            return Ok(copy);
        }
        let (Some(mine), Some(theirs)) = (mine, theirs) else {
            return Ok(stored);
        };
        match merged_texts(key, base.as_deref(), &mine, &theirs) {
            Some(Merged::Mine) => Ok(copy),
            Some(Merged::Both(text)) => self.sealed(key, &text).await.map(Some),
            None => Ok(stored),
        }
    }

    /// A text in the clear; none if there is none, or another key has sealed it: then it is not merged.
    async fn opened_by_this_key(
        &self,
        key: &str,
        text: Option<&str>,
    ) -> Result<Option<String>, SealError> {
        let Some(text) = text else {
            return Ok(None);
        };
        match self.opened(key, text).await {
            Err(SealError::WrongKey) => Ok(None),
            opened => opened.map(Some),
        }
    }
}

/// The records that the store may have lost.
struct Lost {
    /// The number of the last command.
    last: u32,
    /// The commands up to this one are too old to be lost.
    forgotten: Option<u32>,
    /// The keys, each with its earlier texts, the first one first.
    keys: Vec<(String, Vec<Earlier>)>,
}

/// The records that commands after the mark have changed; without a mark, every copy.
async fn lost(journal: &dyn Journal, mark: Option<u32>) -> Result<Lost, JournalError> {
    let mut keys = LiteMap::<String, Vec<Earlier>>::new();
    if mark.is_none() {
        for key in journal.copied_keys().await? {
            keys.insert(key, Vec::new());
        }
    }
    let numbers = journal.numbers().await?;
    let after_mark = numbers.iter().filter(|number| mark < Some(**number));
    for number in after_mark {
        let command = journal.command(*number).await?.unwrap_or_default();
        for (key, earlier) in Earlier::read(&command) {
            match keys.get_mut(&key) {
                Some(all) => all.push(earlier),
                None => _ = keys.insert(key, vec![earlier]),
            }
        }
    }
    // A lock is there before the first sealed text.
    let lock = keys
        .remove(LOCK_KEY)
        .map(|lock| (LOCK_KEY.to_owned(), lock));
    Ok(Lost {
        last: numbers.last().copied().unwrap_or(0),
        forgotten: numbers.iter().rev().nth(COMMANDS_KEPT).copied(),
        keys: lock.into_iter().chain(keys).collect(),
    })
}

/// Whether a stored text is one that a command has replaced. Of a store that was emptied, nothing is.
fn is_earlier(earlier: &[Earlier], stored: Option<&str>, mark: Option<u32>) -> bool {
    let stored = stored.map(fingerprint);
    let is_it = |earlier: &Earlier| earlier.fingerprints.contains(&stored);
    earlier.iter().any(is_it) || mark.is_none() && stored.is_none()
}

/// Whether the earlier texts are all that were saved before the copy: each save adds one to the rev, and
/// the first one after a removal has rev 1. Texts are missing if a tab died before it told the journal
/// of its changes, or the journal refused them.
fn are_all(earlier: &[Earlier], base_rev: Option<u64>, copy_rev: u64) -> bool {
    let texts = earlier.iter().flat_map(|earlier| &earlier.fingerprints);
    let texts: Vec<_> = texts.copied().collect();
    let since_removal = texts.rsplit(Option::is_none).next().unwrap_or_default();
    let first_rev = if since_removal.len() < texts.len() {
        Some(1)
    } else {
        base_rev
    };
    // A write that failed has left the text that it found: it is there twice.
    let is_first = |at: &usize| !since_removal[..*at].contains(&since_removal[*at]);
    let saves = (0..since_removal.len()).filter(is_first).count();
    first_rev.is_none_or(|first| first + saves as u64 == copy_rev)
}

/// The outcome of a merge of a copy with the stored text.
enum Merged {
    /// The copy.
    Mine,
    /// The edits of both.
    Both(String),
}

/// Merges a copy with the stored text, both in the clear; none if the stored text stays. A text that cannot
/// be decoded is damaged, or of a newer app: it is not merged, and is never written over. Versions whose
/// changes conflict cannot be merged either; why does not matter here, as nobody is there to be asked.
/// Encoding fails for none; if it did, the stored text would stay.
fn merged_texts(key: &str, base: Option<&str>, mine: &str, theirs: &str) -> Option<Merged> {
    if key == SETTINGS_KEY {
        let decode = |text| decode_settings(text).ok();
        let both = Settings::merged(&decode(base?)?, &decode(mine)?, &decode(theirs)?);
        return encode_settings(&both).ok().map(Merged::Both);
    }
    if client_of(key).is_some() {
        let decode = |text| decode_client_under(key, text).ok();
        let versions = [base.and_then(decode), decode(mine), decode(theirs)];
        return merged_versions(versions, encode_client, |base, mine, theirs| {
            merge(base, mine, theirs).ok()
        });
    }
    if is_myself(key) {
        let decode = |text| decode_myself(text).ok();
        let versions = [base.and_then(decode), decode(mine), decode(theirs)];
        return merged_versions(versions, encode_myself, |base, mine, theirs| {
            Myself::merged(base, mine, theirs).ok()
        });
    }
    let decode = |text| decode_document(text).ok();
    let versions = [base.and_then(decode), decode(mine), decode(theirs)];
    merged_versions(versions, encode_document, |_, _, _| None)
}

/// Merges the second version with the third, both made from the first. A version with a lower rev than
/// the base is older; of two that cannot be merged, the one that was saved more often stays, or the copy.
fn merged_versions<T>(
    [base, mine, theirs]: [Option<(u64, T)>; 3],
    encode: impl Fn(u64, &T) -> Result<String, DecodeError>,
    merge: impl Fn(&T, &T, &T) -> Option<T>,
) -> Option<Merged> {
    let ((my_rev, mine), (their_rev, theirs)) = (mine?, theirs?);
    let both = match &base {
        Some((rev, base)) if *rev <= their_rev => merge(base, &mine, &theirs),
        _ => None,
    };
    match both {
        Some(both) => encode(my_rev.max(their_rev) + 1, &both)
            .ok()
            .map(Merged::Both),
        None => (their_rev <= my_rev).then_some(Merged::Mine),
    }
}
