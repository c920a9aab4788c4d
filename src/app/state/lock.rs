//! The lock: with a passphrase, everything but what the lock screen shows is stored sealed.
//!
//! Invariant: at every moment each text is readable, sealed or not, with the passphrase: the lock is
//! written before the first text is sealed, and taken away after the last is opened.

use std::{rc::Rc, str::FromStr as _, sync::Arc};

use leptos::prelude::*;
use litemap::LiteMap;
use wasm_bindgen_futures::spawn_local;

use super::{AccessState, Store, access::Records};
use crate::{
    documents::DecodeError,
    exchange::{Lock, sealed::Ciphertext},
    i18n::Text,
    platform,
    platform::{LocalBackend, TabMessage, crypto, crypto::CryptoError},
    storage::{Repository, SEALED, SPACE, SaveError, Seal, SealError, Sealing},
};

/// How often other tabs are told that this one is touched, in milliseconds.
const BETWEEN_TELLING_MILLIS: f64 = 5_000.0;

/// The lock was not put on, opened, changed or taken off.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum LockError {
    /// The browser's cryptography does not do it, or the passphrase is another one.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// It could not be stored.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// Sealed texts are longer, and would not fit.
    #[error("no room for sealed texts")]
    NoRoom,
}

impl LockError {
    /// The error in words, with what to do next.
    pub fn words(&self, text: Text) -> String {
        match self {
            Self::Crypto(CryptoError::WrongKey) => text.passphrase_wrong().to_owned(),
            Self::Crypto(CryptoError::Unavailable) => text.crypto_unavailable().to_owned(),
            Self::Crypto(CryptoError::Failed(reason)) => text.crypto_failed(reason),
            Self::Save(error) => text.save_error(error),
            Self::NoRoom => text.no_room_to_lock().to_owned(),
        }
    }
}

/// The records' key.
struct DataKey(crypto::Key);

impl Seal for DataKey {
    fn seal<'a>(&'a self, name: &'a str, text: &'a str) -> Sealing<'a> {
        Box::pin(async move {
            let sealed = crypto::seal(text, &self.0, name).await;
            Ok(format!("{SEALED}{}", sealed.map_err(seal_error)?))
        })
    }

    fn open<'a>(&'a self, name: &'a str, sealed: &'a str) -> Sealing<'a> {
        Box::pin(async move {
            let text = sealed.strip_prefix(SEALED).ok_or(SealError::WrongKey)?;
            let sealed = Ciphertext::from_str(text).map_err(|_| SealError::WrongKey)?;
            crypto::open(&sealed, &self.0, name)
                .await
                .map_err(seal_error)
        })
    }
}

fn seal_error(error: CryptoError) -> SealError {
    match error {
        CryptoError::WrongKey => SealError::WrongKey,
        other => SealError::Unavailable(other.to_string()),
    }
}

impl Store {
    /// The lock, if there is one.
    pub fn lock(self) -> Option<Lock> {
        self.lock.get()
    }

    /// Reads the lock behind which the records are, and speaks its language.
    ///
    /// # Errors
    /// The lock's text, and why it cannot be read; the records then stay locked.
    pub fn read_lock(self) -> Result<(), (String, DecodeError)> {
        let text = self.lock_text().unwrap_or_default();
        let lock = Lock::read(&text).map_err(|reason| (text, reason))?;
        let settings = self.settings.get_untracked();
        if (settings.language, settings.theme) != (lock.language, lock.theme) {
            self.settings.update(|settings| {
                (settings.language, settings.theme) = (lock.language, lock.theme);
            });
        }
        self.lock.set(Some(lock));
        Ok(())
    }

    /// Opens the records with the passphrase, and finishes what was cut short.
    ///
    /// # Errors
    /// [`LockError`]; then they stay locked.
    pub async fn unlock(self, passphrase: &str) -> Result<(), LockError> {
        let Some(lock) = self.lock.get_untracked() else {
            return Ok(());
        };
        let key = crypto::key_of(passphrase, &lock.kdf).await?;
        let key = crypto::unwrap(&lock.wrapped, &key).await?;
        let backend = LocalBackend::open().map_err(SaveError::from)?;
        let mut repository = Repository::new(backend);
        repository.set_seal(Rc::new(DataKey(key)), !lock.is_ending);
        self.unlock_records(repository).await?;
        spawn_local(async move {
            let finished = if lock.is_ending {
                self.end_lock().await
            } else {
                self.command(async |replica| replica.repository().reseal().await)
                    .await
            };
            if let Err(error) = finished {
                self.show_toast(&self.text().save_error(&error));
            }
        });
        Ok(())
    }

    /// Puts a lock on: everything stored is sealed.
    ///
    /// # Errors
    /// [`LockError`]; then there is no lock.
    pub async fn put_lock(self, passphrase: &str, idle_minutes: u16) -> Result<(), LockError> {
        let kdf = crypto::new_kdf()?;
        let by = crypto::key_of(passphrase, &kdf).await?;
        let (key, wrapped) = crypto::new_data_key(&by).await?;
        let settings = self.settings.get_untracked();
        let lock = Lock {
            is_ending: false,
            kdf,
            wrapped,
            idle_minutes,
            language: settings.language,
            theme: settings.theme,
        };
        let text = lock.write().map_err(SaveError::Occupied)?;
        let key: Rc<dyn Seal> = Rc::new(DataKey(key));
        let sealed = self.command(async |replica| {
            let room = replica.repository().space_sealed()?;
            if SPACE < room {
                return Ok(false);
            }
            let repository = replica.repository_mut();
            repository.save_lock(None, &text)?;
            repository.set_seal(Rc::clone(&key), true);
            if let Err(error) = repository.reseal().await {
                repository.set_seal(key, false);
                // If even this fails, the lock stays: with it, every text can be read.
                repository.reseal().await?;
                repository.remove_lock()?;
                repository.forget_seal();
                return Err(error);
            }
            Ok(true)
        });
        if !sealed.await? {
            return Err(LockError::NoRoom);
        }
        self.set_lock(Some((lock, text)));
        Ok(())
    }

    /// Takes the lock off: everything stored is readable again.
    ///
    /// # Errors
    /// [`LockError`]; then what was opened is readable, and the rest stays locked.
    pub async fn remove_lock(self, passphrase: &str) -> Result<(), LockError> {
        let Some(mut lock) = self.lock.get_untracked() else {
            return Ok(());
        };
        let by = crypto::key_of(passphrase, &lock.kdf).await?;
        let key = crypto::unwrap(&lock.wrapped, &by).await?;
        lock.is_ending = true;
        let text = lock.write().map_err(SaveError::Occupied)?;
        let known = self.lock_text();
        self.command(async |replica| {
            let repository = replica.repository_mut();
            repository.save_lock(known.as_deref(), &text)?;
            repository.set_seal(Rc::new(DataKey(key)), false);
            Ok(())
        })
        .await?;
        self.set_lock(Some((lock, text)));
        Ok(self.end_lock().await?)
    }

    async fn end_lock(self) -> Result<(), SaveError> {
        self.command(async |replica| {
            let repository = replica.repository_mut();
            repository.reseal().await?;
            repository.remove_lock()?;
            // Copies of records that something else has removed are opened with the key.
            repository.confirm().await?;
            repository.forget_seal();
            Ok(())
        })
        .await?;
        self.set_lock(None);
        Ok(())
    }

    /// Changes the passphrase, or when the records lock themselves.
    ///
    /// # Errors
    /// [`LockError`]; then both are as before.
    pub async fn change_lock(
        self,
        old: &str,
        new: Option<&str>,
        idle_minutes: u16,
    ) -> Result<(), LockError> {
        let Some(mut lock) = self.lock.get_untracked() else {
            return Ok(());
        };
        let by = crypto::key_of(old, &lock.kdf).await?;
        match new {
            Some(new) => {
                lock.kdf = crypto::new_kdf()?;
                let new = crypto::key_of(new, &lock.kdf).await?;
                lock.wrapped = crypto::rewrap(&lock.wrapped, &by, &new).await?;
            }
            None => {
                crypto::unwrap(&lock.wrapped, &by).await?;
            }
        }
        lock.idle_minutes = idle_minutes;
        Ok(self.save_lock(lock).await?)
    }

    /// Gives the lock screen the language and the theme that were chosen since.
    pub(super) async fn note_appearance(self) -> Result<(), SaveError> {
        let settings = self.settings.get_untracked();
        let Some(mut lock) = self.lock.get_untracked() else {
            return Ok(());
        };
        if (lock.language, lock.theme) == (settings.language, settings.theme) {
            return Ok(());
        }
        (lock.language, lock.theme) = (settings.language, settings.theme);
        self.save_lock(lock).await
    }

    async fn save_lock(self, lock: Lock) -> Result<(), SaveError> {
        let text = lock.write().map_err(SaveError::Occupied)?;
        let known = self.lock_text();
        self.command(async |replica| replica.repository().save_lock(known.as_deref(), &text))
            .await?;
        self.set_lock(Some((lock, text)));
        Ok(())
    }

    fn set_lock(self, lock: Option<(Lock, String)>) {
        let (lock, text) = lock.unzip();
        self.internals
            .update_value(|internals| internals.lock_text = text);
        self.lock.set(lock);
    }

    fn lock_text(self) -> Option<String> {
        self.internals
            .with_value(|internals| internals.lock_text.clone())
    }

    /// Loads the page anew if another tab has put the lock on, taken it off, or changed it.
    pub(super) fn reload_on_other_lock(self) {
        let shared = self.records.get_value();
        spawn_local(async move {
            let records = shared.lock().await;
            let Some(repository) = records.repository() else {
                return;
            };
            // If the storage cannot be asked, each command says so.
            if repository
                .lock()
                .is_ok_and(|stored| stored != self.lock_text())
            {
                platform::reload();
            }
        });
    }

    /// Locks the records now, in all tabs: nothing of them stays in a page.
    pub fn lock_now(self) {
        if self.lock.with_untracked(Option::is_some) {
            platform::broadcast(TabMessage::Lock);
            self.lock_this_tab();
        }
    }

    /// Does what another tab says.
    pub fn handle_tab_message(self, message: TabMessage) {
        match message {
            TabMessage::Lock => self.lock_this_tab(),
            TabMessage::Active => self.note_activity(platform::now_millis()),
        }
    }

    /// Calls this before the records are locked: the form on the page keeps what is typed, which comes
    /// back from its draft.
    pub fn set_before_lock(self, keep: impl Fn() + Send + Sync + 'static) {
        self.internals
            .update_value(|internals| internals.before_lock = Some(Arc::new(keep)));
    }

    fn lock_this_tab(self) {
        if self.lock.with_untracked(Option::is_none) {
            return;
        }
        // Leaving the field tells the form what is typed, while the form is there.
        platform::leave_focus();
        let before = self
            .internals
            .with_value(|internals| internals.before_lock.clone());
        if let Some(keep) = before {
            keep();
        }
        let shared = self.records.get_value();
        spawn_local(async move {
            *shared.lock().await = Records::Locked;
            self.internals
                .update_value(|internals| internals.has_read_others = false);
            self.access.set(AccessState::Locked);
            self.summaries.set(LiteMap::default());
            self.clients.set(LiteMap::default());
            self.documents.set(Vec::new());
            self.myself.set(Arc::default());
            self.unreadable.set(Vec::new());
            self.storage_status
                .update(|status| status.removed = Arc::default());
            self.toasts.dismiss();
        });
    }

    /// Locks the records once nobody has touched the page for the time chosen. It is asked now and
    /// then, and when the page is looked at again.
    pub fn lock_when_idle(self) {
        let minutes = self
            .lock
            .with_untracked(|lock| lock.as_ref().map_or(0, |lock| lock.idle_minutes));
        let idle = (platform::now_millis()
            - self
                .internals
                .with_value(|internals| internals.touched_millis))
        .abs();
        if 0 < minutes && self.access.get_untracked() == AccessState::Open {
            // A clock that was moved back says nothing of the time that passed.
            if f64::from(minutes) * 60_000.0 <= idle {
                self.lock_now();
            }
        }
    }

    /// Remembers that the page was touched; under a lock, the other tabs hear of it now and then.
    pub fn record_activity(self) {
        let now = platform::now_millis();
        let is_telling = self.lock.with_untracked(Option::is_some)
            && self.internals.with_value(|internals| {
                BETWEEN_TELLING_MILLIS < (now - internals.broadcast_millis).abs()
            });
        if is_telling {
            platform::broadcast(TabMessage::Active);
            self.internals
                .update_value(|internals| internals.broadcast_millis = now);
        }
        self.note_activity(now);
    }

    fn note_activity(self, now: f64) {
        self.internals
            .update_value(|internals| internals.touched_millis = now);
    }
}
