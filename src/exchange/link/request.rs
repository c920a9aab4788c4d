//! A request for a rating, as its respondent sees it.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use serde::{Deserialize, Serialize};

use super::{Kind, LinkError, find, malformed, parse, write};
use crate::domain::{EntryId, Form, Instrument, ItemsVersion, Language, Name, Request, Respondent};

/// The role of the respondent, whose name stays in the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// As the client.
    Client,
    /// As a colleague.
    Peer,
}

/// The content of a request: what the respondent needs, and nothing else of the records.
///
/// ```
/// use trust_velocity::{domain::*, exchange::link::{Asked, Invitation}};
/// let invitation = Invitation {
///     request: EntryId::new(7),
///     from: Some(Name::new("韩工")?),
///     asked: Asked::Client,
///     version: ItemsVersion::V2,
///     form: Form::Short,
///     language: Language::Zh,
///     key: None,
/// };
/// let text = invitation.write()?;
/// assert!(text.is_ascii());
/// assert_eq!(Invitation::find(&format!("请看 {text}"))?, invitation);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The request's id, which returns with the answer.
    pub request: EntryId,
    /// The name of the salesperson, if it is shown.
    pub from: Option<Name>,
    /// The respondent's role.
    pub asked: Asked,
    /// The version of the items.
    pub version: ItemsVersion,
    /// The form.
    pub form: Form,
    /// The language.
    pub language: Language,
    /// The public key that encrypts the answer, if any: 65 bytes, an uncompressed point of P-256.
    pub key: Option<Vec<u8>>,
}

/// request, from, role, instrument, language, key
#[derive(Serialize, Deserialize)]
struct Content(
    String,
    Option<String>,
    String,
    String,
    String,
    Option<String>,
);

impl Invitation {
    /// The invitation of a request, signed with a name.
    pub fn of(request: &Request, from: Option<Name>) -> Self {
        let key = request.key.as_ref().map(|key| key.public.clone());
        Self {
            request: request.id,
            from,
            asked: match request.respondent {
                Respondent::Client(_) => Asked::Client,
                Respondent::Peer => Asked::Peer,
            },
            version: request.version,
            form: request.form,
            language: request.language,
            key,
        }
    }

    /// Writes the text to send.
    ///
    /// # Errors
    /// [`LinkError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn write(&self) -> Result<String, LinkError> {
        let content = Content(
            self.request.to_string(),
            self.from.as_ref().map(|name| name.as_str().to_owned()),
            self.asked.id().to_owned(),
            Instrument::Items(self.version, self.form).id().to_owned(),
            self.language.id().to_owned(),
            self.key.as_ref().map(|key| BASE64URL.encode(key)),
        );
        write(Kind::Invitation, &content)
    }

    /// Finds the request in a link or in a longer pasted text.
    ///
    /// # Errors
    /// [`LinkError`].
    pub fn find(pasted: &str) -> Result<Self, LinkError> {
        find(pasted, |kind, json| match kind {
            Kind::Invitation => parse::<Content>(json)?.into_invitation(),
            _ => Err(LinkError::OtherKind),
        })
    }
}

impl Content {
    fn into_invitation(self) -> Result<Invitation, LinkError> {
        let Self(request, from, asked, instrument, language, key) = self;
        let Some(Instrument::Items(version, form)) = Instrument::from_id(&instrument) else {
            return Err(malformed(instrument));
        };
        let key = key.map(|key| BASE64URL.decode(key).map_err(malformed));
        Ok(Invitation {
            request: request.parse().map_err(malformed)?,
            from: from
                .map(|name| Name::new(&name).map_err(malformed))
                .transpose()?,
            asked: Asked::from_id(&asked).ok_or_else(|| malformed(asked))?,
            version,
            form,
            language: Language::from_id(&language).ok_or_else(|| malformed(language))?,
            key: key.transpose()?,
        })
    }
}

impl Asked {
    const fn id(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Peer => "peer",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Client, Self::Peer]
            .into_iter()
            .find(|asked| asked.id() == id)
    }
}
