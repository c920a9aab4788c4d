//! The changes of a page: all of one, or nothing; with undo and redo.

use std::sync::Arc;

use super::Replica;
use crate::{
    documents::{DocumentId, OpaqueDocument, UndoneDocument},
    domain::Settings,
    storage::{Change, ChangeSet, SaveError, Saved, Undo, Unreadable, Version, keys::is_record},
};

/// So many changes can be undone: each holds both versions of what it changed.
const MOST_UNDONE: usize = 100;

impl Replica {
    /// Stores clients as one change.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed, and the changes of other tabs have been read.
    pub async fn put(&mut self, clients: Vec<Change<Version>>) -> Result<(), SaveError> {
        self.change(ChangeSet::of_clients(clients)).await
    }

    /// Stores the settings.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn put_settings(&mut self, settings: Settings) -> Result<(), SaveError> {
        let wanted = ChangeSet {
            settings: Some(Change {
                before: self.settings,
                after: settings,
            }),
            ..ChangeSet::default()
        };
        self.change(wanted).await
    }

    /// Makes a change: all of it, or nothing.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn change(&mut self, wanted: ChangeSet) -> impl Future<Output = Result<(), SaveError>> {
        self.change_with_undo(wanted, |_| None)
    }

    /// Makes a change, whose documents are undone by `undo` if they were changed again since.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn change_with_undo(
        &mut self,
        wanted: ChangeSet,
        undo: Undo,
    ) -> Result<(), SaveError> {
        let made = self.make(wanted).await?;
        self.note_done(made, undo);
        Ok(())
    }

    /// Notes a change that was made and can be undone.
    pub(in crate::storage) fn note_done(&mut self, made: ChangeSet, undo: Undo) {
        if self.done.len() == MOST_UNDONE {
            self.done.remove(0);
        }
        self.done.push((made, undo));
        self.undone.clear();
    }

    /// Brings back what the journal has kept and the store has lost; returns how many texts. While
    /// this goes on, no tab may change the records.
    ///
    /// # Errors
    /// [`SaveError`] if the store refuses.
    pub async fn recover(&mut self) -> Result<usize, SaveError> {
        let keys = self.repository.recover().await?;
        for key in keys.iter().filter(|key| is_record(key)) {
            let found = self.repository.read_record(key).await?;
            self.apply(key, found);
        }
        self.find_removed().await?;
        Ok(keys.len())
    }

    /// The last change that can be undone, for tests.
    pub fn last_change(&self) -> Option<&ChangeSet> {
        self.done.last().map(|(change, _)| change)
    }

    /// Undoes the last change; later changes of other tabs stay. Returns whether there was one.
    ///
    /// # Errors
    /// [`SaveError`]; then the change stands, and can be undone later.
    pub async fn undo(&mut self) -> Result<bool, SaveError> {
        let Some((change, undo)) = self.done.last().cloned() else {
            return Ok(false);
        };
        let wanted = self.rebased(change.reversed(), undo);
        let made = self.make(wanted).await?;
        self.done.pop();
        self.undone.push((made.reversed(), undo));
        Ok(true)
    }

    /// The change back, from the documents as they are now if `undo` can tell it.
    fn rebased(&self, mut back: ChangeSet, undo: Undo) -> ChangeSet {
        for (id, change) in &mut back.documents {
            let (Some(stored), Some(after), Some(before)) =
                (self.document(*id), &change.before, &change.after)
            else {
                continue;
            };
            let undone = UndoneDocument {
                stored: stored.clone(),
                after: after.clone(),
                before: before.clone(),
            };
            if stored != after
                && let Some(merged) = undo(&undone)
            {
                change.before = Some(undone.stored);
                change.after = Some(merged);
            }
        }
        back
    }

    /// Makes again what was undone last, unless another change was made since. Returns whether there was
    /// anything.
    ///
    /// # Errors
    /// [`SaveError`]; then it stays undone, and can be redone later.
    pub async fn redo(&mut self) -> Result<bool, SaveError> {
        let Some((change, undo)) = self.undone.last().cloned() else {
            return Ok(false);
        };
        let made = self.make(change).await?;
        self.undone.pop();
        self.done.push((made, undo));
        Ok(true)
    }

    /// Removes an unreadable text, because the person asked for it.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn discard(&mut self, unreadable: &Unreadable) -> Result<(), SaveError> {
        self.repository.discard(unreadable)?;
        self.unreadable.remove(&unreadable.key);
        self.others_touched = true;
        Ok(())
    }

    /// Makes a change that is not among those to undo, all of it or nothing; returns both versions of each
    /// part.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub async fn make(&mut self, wanted: ChangeSet) -> Result<ChangeSet, SaveError> {
        let mut made = ChangeSet::default();
        let keys: Vec<_> = wanted.keys().collect();
        let ids: Vec<_> = wanted.client_ids().collect();
        let result = match self.make_into(&mut made, wanted).await {
            Ok(()) => Ok(made),
            Err(error) => Err(self.give_up(made, keys, error).await),
        };
        self.save_summaries(ids).await;
        result
    }

    /// Makes a change part by part; `made` tells how far it came.
    async fn make_into(
        &mut self,
        made: &mut ChangeSet,
        wanted: ChangeSet,
    ) -> Result<(), SaveError> {
        let mut left = wanted.clients.len();
        for change in wanted.clients {
            made.clients.push(self.put_one(change).await?);
            left -= 1;
            self.repository.yield_now(left).await;
        }
        for (id, change) in wanted.documents {
            self.put_document(id, &change).await?;
            made.documents.push((id, change));
        }
        if let Some(Change { before, after }) = wanted.settings {
            let after = self.repository.save_settings(&before, &after).await?;
            self.set_settings(after);
            made.settings = Some(Change { before, after });
        }
        if let Some(Change { before, after }) = wanted.myself {
            let saved = self.repository.save_myself(&before, &after).await?;
            self.myself = Arc::new(saved.after);
            self.myself_rev = saved.rev;
            self.others_touched = true;
            made.myself = Some(Change {
                before: saved.before.map_or(before, Arc::new),
                after: Arc::clone(&self.myself),
            });
        }
        Ok(())
    }

    /// Makes a change of one client; returns what was stored before and is stored now.
    async fn put_one(&mut self, wanted: Change<Version>) -> Result<Change<Version>, SaveError> {
        match (wanted.before, wanted.after) {
            (base, Some(wanted)) => {
                let saved = self.repository.save_client(base.as_deref(), &wanted).await;
                let Saved { rev, before, after } = saved?;
                let after = Arc::new(after);
                self.insert(rev, Arc::clone(&after), true);
                Ok(Change {
                    before: before.map(Arc::new),
                    after: Some(after),
                })
            }
            (Some(base), None) => {
                let before = self.repository.remove_client(&base).await?;
                self.index.remove(base.id());
                Ok(Change {
                    before: before.map(Arc::new),
                    after: None,
                })
            }
            (None, None) => Ok(Change {
                before: None,
                after: None,
            }),
        }
    }

    async fn put_document(
        &mut self,
        id: DocumentId,
        change: &Change<Option<OpaqueDocument>>,
    ) -> Result<(), SaveError> {
        let (base, wanted) = (change.before.as_ref(), change.after.as_ref());
        let rev = self.repository.save_document(id, base, wanted).await?;
        self.forget_document(id);
        let stored = wanted.map(|document| (id, rev, document.clone()));
        self.documents.extend(stored);
        self.others_touched = true;
        Ok(())
    }

    /// Undoes the first parts of a change whose next part failed: what was just stored made room for
    /// the earlier version. Returns the error to report.
    async fn give_up(
        &mut self,
        parts: ChangeSet,
        keys: Vec<String>,
        error: SaveError,
    ) -> SaveError {
        let back = parts.reversed();
        // Oneself comes last: if there is such a part, nothing has failed.
        if let Some(Change { before, after }) = back.settings {
            match self.repository.save_settings(&before, &after).await {
                Ok(settings) => self.set_settings(settings),
                Err(error) => return error,
            }
        }
        for (id, change) in back.documents {
            if let Err(error) = self.put_document(id, &change).await {
                return error;
            }
        }
        let mut left = back.clients.len();
        for change in back.clients {
            if let Err(error) = self.put_one(change).await {
                return error;
            }
            left -= 1;
            self.repository.yield_now(left).await;
        }
        // Changes of other tabs may be the reason; they are shown beside the error.
        let mut left = keys.len();
        for key in keys {
            if self.read_key(&key).await.is_err() {
                // The storage went away: the first error says so.
                break;
            }
            left -= 1;
            self.repository.yield_now(left).await;
        }
        error
    }
}
