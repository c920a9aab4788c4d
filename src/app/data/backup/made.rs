//! A backup that was written and verified by reading it back.
//!
//! Invariant: a [`Made`] that exists has been read back from its file and equals the records it was
//! made of; a sealed one was decrypted with its passphrase for that. In
//! [actual#5794](https://github.com/actualbudget/actual/issues/5794) a failed export looked like
//! one that worked.

use crate::{
    app::components::crypto_words,
    domain::CivilDate,
    exchange::{
        FileError,
        backup::{Backup, Incoming},
    },
    i18n::Text,
    platform::{crypto, crypto::CryptoError, files},
};

/// A backup with the file that holds it.
#[derive(Clone)]
pub struct Made {
    backup: Backup,
    content: String,
    file: web_sys::File,
    is_sealed: bool,
}

/// A backup was not made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// It cannot be written, or the written text differs.
    #[error(transparent)]
    File(#[from] FileError),
    /// It cannot be encrypted, or not decrypted again.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
    /// The written file cannot be read; the browser's words.
    #[error("not read back: {0}")]
    NotRead(String),
    /// The file that was read back differs.
    #[error("read back, it is something else")]
    NotEqual,
}

impl BackupError {
    /// The error in words, with what to do next.
    pub fn words(&self, text: Text) -> String {
        match self {
            Self::File(FileError::Altered) | Self::NotEqual => text.backup_not_equal().to_owned(),
            Self::File(error) => text.file_error(error),
            Self::Crypto(error) => crypto_words(text, error),
            Self::NotRead(reason) => text.backup_not_read(reason),
        }
    }
}

impl Made {
    /// Writes a backup, encrypted if there is a passphrase, and reads it back.
    pub async fn new(backup: Backup, passphrase: Option<&str>) -> Result<Self, BackupError> {
        let plain = backup.write()?;
        let content = match passphrase {
            Some(passphrase) => crypto::seal_text(&plain, passphrase).await?.write()?,
            None => plain.clone(),
        };
        let is_sealed = passphrase.is_some();
        let name = file_name(backup.made(), is_sealed);
        let file = files::file_of(&content, &name, "application/json");
        let file = file.map_err(BackupError::NotRead)?;
        let bytes = files::bytes_of(&file).await.map_err(BackupError::NotRead)?;
        if bytes != content.as_bytes() {
            return Err(BackupError::NotEqual);
        }
        let opened = match (Incoming::read(&content)?, passphrase) {
            (Incoming::Plain(_), None) => content.clone(),
            (Incoming::Sealed(sealed), Some(passphrase)) => {
                crypto::open_text(&sealed, passphrase).await?
            }
            _ => return Err(BackupError::NotEqual),
        };
        backup.verify(&plain, opened.as_bytes())?;
        Ok(Self {
            backup,
            content,
            file,
            is_sealed,
        })
    }

    /// The backup in the file.
    pub const fn backup(&self) -> &Backup {
        &self.backup
    }

    /// The text of the file.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// The file.
    pub const fn file(&self) -> &web_sys::File {
        &self.file
    }

    /// Whether it is encrypted with a passphrase.
    pub const fn is_sealed(&self) -> bool {
        self.is_sealed
    }

    /// A file that this browser can share to another app: some share texts, but not JSON.
    pub fn file_to_share(&self) -> Option<web_sys::File> {
        if files::can_share(&self.file) {
            return Some(self.file.clone());
        }
        let name = format!("{}.txt", self.file.name());
        let as_text = files::file_of(&self.content, &name, "text/plain").ok()?;
        files::can_share(&as_text).then_some(as_text)
    }
}

fn file_name(day: CivilDate, is_sealed: bool) -> String {
    let sealed = if is_sealed { "-sealed" } else { "" };
    format!("trust-velocity-{day}{sealed}.json")
}
