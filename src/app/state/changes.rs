//! The commands that change any records, and the settings; what they change can be undone.
//!
//! Invariant: a command that fails has changed nothing, and says so.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{Store, ToastAction};
use crate::{
    documents::BackupLog,
    domain::Settings,
    i18n::Text,
    platform,
    storage::{ChangeSet, Durability, SaveError, Undo, Unreadable},
};

impl Store {
    /// Makes a change, each of its parts from the version that was seen: all of it, or nothing.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub fn change(
        self,
        wanted: ChangeSet,
        words: &str,
    ) -> impl Future<Output = Result<(), SaveError>> {
        self.change_with_undo(wanted, words, |_| None)
    }

    /// Makes a change as [`Self::change`] does, whose documents are undone by `undo` if they were changed
    /// again since.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn change_with_undo(
        self,
        wanted: ChangeSet,
        words: &str,
        undo: Undo,
    ) -> Result<(), SaveError> {
        self.command(async |replica| replica.change_with_undo(wanted, undo).await)
            .await?;
        self.note_change(words);
        Ok(())
    }

    /// Tells of a change, with the way to undo it.
    pub(super) fn note_change(self, words: &str) {
        let is_kept = self
            .storage_status
            .with_untracked(|storage_status| storage_status.durability != Durability::Unknown);
        if is_kept || self.unavailable.with_untracked(Option::is_some) {
            self.toasts.show(words, Some(ToastAction::Undo));
        } else {
            let words = self.text().saved_not_on_disk(&words);
            self.toasts.show(&words, Some(ToastAction::Undo));
        }
        self.ask_to_persist();
    }

    /// Stores the settings, and tells so in these words; or tells that the lock screen's language and theme
    /// are still the former ones.
    ///
    /// # Errors
    /// [`SaveError`]; then nothing has changed.
    pub async fn put_settings(
        self,
        settings: Settings,
        words: fn(Text) -> &'static str,
    ) -> Result<(), SaveError> {
        self.command(async |replica| replica.put_settings(settings).await)
            .await?;
        if let Err(error) = self.note_appearance().await {
            self.show_toast(&self.text().save_error(&error));
            return Ok(());
        }
        // In the language that they have chosen.
        self.toasts
            .show(words(self.text()), Some(ToastAction::Undo));
        Ok(())
    }

    /// Changes the settings from a control that has no place for an error: a failure is told.
    pub fn update_settings(self, edit: impl FnOnce(&mut Settings)) {
        let mut settings = self.settings.get_untracked();
        edit(&mut settings);
        spawn_local(async move {
            let words = |text: Text| text.setting_changed();
            if let Err(error) = self.put_settings(settings, words).await {
                // The control shows again what is so.
                self.settings.notify();
                self.show_toast(&self.text().save_error(&error));
            }
        });
    }

    pub(super) fn undo_now(self) {
        spawn_local(async move {
            let undone = self.command(async |replica| replica.undo().await).await;
            // In the language that is chosen now.
            let text = self.text();
            match undone {
                Ok(true) => self.toasts.show(text.undone(), Some(ToastAction::Redo)),
                Ok(false) => self.show_toast(text.nothing_to_undo()),
                Err(error) => self
                    .toasts
                    .show(&text.save_error(&error), Some(ToastAction::Undo)),
            }
        });
    }

    pub(super) fn redo_now(self) {
        spawn_local(async move {
            let redone = self.command(async |replica| replica.redo().await).await;
            let text = self.text();
            match redone {
                Ok(true) => self.toasts.show(text.redone(), Some(ToastAction::Undo)),
                Ok(false) => self.show_toast(text.nothing_to_redo()),
                Err(error) => self
                    .toasts
                    .show(&text.save_error(&error), Some(ToastAction::Redo)),
            }
        });
    }

    /// Remembers that a backup of everything was made today.
    ///
    /// # Errors
    /// [`SaveError`]; then it is not remembered.
    pub async fn mark_backup(self) -> Result<(), SaveError> {
        let today = self.today.get_untracked();
        self.command(async |replica| replica.mark_backup(today).await)
            .await
    }

    /// Takes an unreadable text away, because the person asked for it.
    pub fn discard(self, unreadable: Unreadable) {
        spawn_local(async move {
            let discarded = self.command(async |replica| replica.discard(&unreadable));
            if let Err(error) = discarded.await {
                self.show_toast(&self.text().save_error(&error));
            }
        });
    }

    /// Puts the records that something else has removed back from their copies.
    pub fn put_removed_back(self) {
        spawn_local(async move {
            let put_back = self.command(async |replica| replica.put_removed_back().await);
            match put_back.await {
                Ok(count) => {
                    self.show_toast(&self.text().removed_put_back(count));
                    self.reload_on_other_lock();
                }
                Err(error) => self.show_toast(&self.text().save_error(&error)),
            }
        });
    }

    /// Gives up the records that something else has removed, because the person asked for it.
    pub fn give_removed_up(self) {
        spawn_local(async move {
            let given_up = self.command(async |replica| replica.give_removed_up().await);
            match given_up.await {
                Ok(()) => self.show_toast(self.text().removed_given_up()),
                Err(error) => self.show_toast(&self.text().save_error(&error)),
            }
        });
    }

    pub(super) fn write_here_now(self) {
        spawn_local(async move {
            let claimed = self.command(async |replica| {
                replica.refresh().await?;
                replica.repository_mut().claim(platform::random_number())
            });
            if let Err(error) = claimed.await {
                self.show_toast(&self.text().save_error(&error));
            }
        });
    }

    /// Asks the browser once, at the first record, to keep the storage for good.
    pub(super) fn ask_to_persist(self) {
        let is_asked = self
            .storage_status
            .with_untracked(|storage_status| storage_status.backup_log.begun.is_some());
        if is_asked || self.unavailable.get_untracked().is_some() {
            return;
        }
        spawn_local(async move {
            let backup_log = self
                .storage_status
                .with_untracked(|storage_status| storage_status.backup_log.clone());
            let asked = BackupLog {
                begun: Some(self.today.get_untracked()),
                ..backup_log
            };
            platform::persist().await;
            // The answer is shown on the page of the data; if this is not kept, it is asked once more.
            self.command(async |replica| replica.put_backup_log(asked).await)
                .await
                .ok();
        });
    }
}
