//! The commands that change clients, their histories, and what a person keeps of themself.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{CommandError, Store};
use crate::{
    domain::{CivilDate, Client, ClientEdit, ClientId, EditError, EntryId, Myself, Record},
    storage::{Change, ChangeSet, Each, RestoredFile, SaveError, space_of_record},
};

impl Store {
    /// Stores a client, made from `base`, or from nothing.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn put_client(
        self,
        base: Option<Arc<Client>>,
        mine: Client,
        words: &str,
    ) -> Result<(), SaveError> {
        let change = Change {
            before: base,
            after: Some(Arc::new(mine)),
        };
        self.change(ChangeSet::of_clients(vec![change]), words)
            .await
    }

    /// Stores clients, each in the place of the one with its id, as one change.
    ///
    /// # Errors
    /// [`SaveError`]; then none of them has changed.
    pub async fn put_clients(self, clients: Vec<Client>, words: &str) -> Result<(), SaveError> {
        self.command(async |replica| {
            let mut changes = Vec::with_capacity(clients.len());
            for client in clients {
                replica.read_client(client.id()).await?;
                changes.push(Change {
                    before: replica.client(client.id()).cloned(),
                    after: Some(Arc::new(client)),
                });
            }
            replica.change(ChangeSet::of_clients(changes)).await
        })
        .await?;
        self.note_change(words);
        Ok(())
    }

    /// Makes an edit to each of these clients that can take it, as one change; `words` tell how many were
    /// changed.
    ///
    /// # Errors
    /// [`SaveError`], if no client was tried; then nothing has changed.
    pub async fn edit_each(
        self,
        ids: Vec<ClientId>,
        edit: ClientEdit,
        words: impl FnOnce(usize) -> String,
    ) -> Result<Each<EditError>, SaveError> {
        let today = self.today_at_save();
        let each = self
            .command(async |replica| {
                let made = |client: &Client| edit.made_to(client, today);
                Ok(replica.change_each(&ids, made).await)
            })
            .await?;
        if 0 < each.changed {
            self.note_change(&words(each.changed));
        }
        Ok(each)
    }

    /// Makes the changes of a restore as one, and counts what is here as the file has it as backed up.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn restore(
        self,
        wanted: ChangeSet,
        file: &RestoredFile,
        words: &str,
    ) -> Result<(), SaveError> {
        let today = self.today_at_save();
        self.command(async |replica| {
            replica.change(wanted).await?;
            // Without the mark, the reminder of a backup counts too much, which does no harm.
            replica.mark_restored(file, today).await.ok();
            Ok(())
        })
        .await?;
        self.note_change(words);
        Ok(())
    }

    /// Tells how many characters a document takes where it is stored.
    pub fn measure(self) -> impl Fn(&str) -> usize {
        let is_sealed = self.lock.with_untracked(Option::is_some);
        move |text| space_of_record(text, is_sealed)
    }

    /// Puts a client into the bin.
    ///
    /// # Errors
    /// [`SaveError`]; then it is not there.
    pub async fn bin_client(self, client: Arc<Client>, words: &str) -> Result<(), SaveError> {
        let binned = Client::clone(&client).into_bin(self.today.get_untracked());
        self.put_client(Some(client), binned, words).await
    }

    /// Takes a client out of the bin.
    ///
    /// # Errors
    /// [`SaveError`]; then it is still there.
    pub async fn restore_client(self, client: Arc<Client>, words: &str) -> Result<(), SaveError> {
        let restored = Client::clone(&client).out_of_bin();
        self.put_client(Some(client), restored, words).await
    }

    pub(super) fn snooze_now(self, client: ClientId, until: Option<CivilDate>) {
        spawn_local(async move {
            if let Err(error) = self.snooze_client(client, until).await {
                self.show_toast(&self.text().save_error(&error));
            }
        });
    }

    async fn snooze_client(
        self,
        client: ClientId,
        until: Option<CivilDate>,
    ) -> Result<(), SaveError> {
        self.read_client(client).await?;
        // It may have gone meanwhile, and with it the row.
        let Some(seen) = untrack(|| self.client(client)) else {
            return Ok(());
        };
        let text = self.text();
        let name = text.client_line(&seen.profile);
        let words = match until {
            Some(day) => text.snoozed_who_until(&name, &text.full_date(day)),
            None => text.woken_who(&name),
        };
        let mine = Client::clone(&seen).snoozed(until);
        self.put_client(Some(seen), mine, &words).await
    }

    /// Takes clients away for good, as one change.
    ///
    /// # Errors
    /// [`SaveError`]; then none of them is gone.
    pub async fn remove_clients(
        self,
        clients: Vec<Arc<Client>>,
        words: &str,
    ) -> Result<(), SaveError> {
        let changes = clients.into_iter().map(|client| Change {
            before: Some(client),
            after: None,
        });
        let changes = ChangeSet::of_clients(changes.collect());
        self.change(changes, words).await
    }

    /// Adds an entry to the history of a client as it was seen, or puts it in the place of the one
    /// with its id.
    ///
    /// # Errors
    /// [`CommandError`]; then nothing has changed.
    pub async fn put_record(self, seen: Arc<Client>, record: Record) -> Result<(), CommandError> {
        let words = self.text().saved_what(&self.named(&record));
        let mut client = Client::clone(&seen);
        client.check_date(record.date(), self.today.get_untracked())?;
        client.put(record)?;
        Ok(self.put_client(Some(seen), client, &words).await?)
    }

    /// Takes an entry out of a client's history.
    ///
    /// # Errors
    /// [`CommandError`]; then nothing has changed.
    pub async fn remove_record(
        self,
        seen: Arc<Client>,
        entry: EntryId,
    ) -> Result<(), CommandError> {
        let mut client = Client::clone(&seen);
        let record = client.record(entry).ok_or(CommandError::Gone)?;
        if !client.remove(entry) {
            return Err(CommandError::Gone);
        }
        let words = self.text().deleted_what(&self.named(&record));
        Ok(self.put_client(Some(seen), client, &words).await?)
    }

    /// Stores what the person keeps of themself, made from what was seen.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn put_myself(
        self,
        seen: Arc<Myself>,
        mine: Myself,
        words: &str,
    ) -> Result<(), SaveError> {
        let wanted = ChangeSet {
            myself: Some(Change {
                before: seen,
                after: Arc::new(mine),
            }),
            ..ChangeSet::default()
        };
        self.change(wanted, words).await
    }

    fn named(self, record: &Record) -> String {
        let text = self.text();
        let (kind, date) = (record.kind(), record.date());
        format!("{} · {}", text.record_kind(kind), text.full_date(date))
    }
}
