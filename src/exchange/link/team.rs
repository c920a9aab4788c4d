//! The invitation to a team, and the reports of its sellers, which only the manager can decrypt.

use base64::{
    Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL, prelude::BASE64_STANDARD,
};
use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};
use serde::{Deserialize, Serialize};

use super::{
    ASKS_MORE_VERSION, Kind, LinkError, MOST_BYTES, Message, VERSION, find, malformed, parse,
    several::{Several, beginning_of},
    write, write_as,
};
use crate::{
    documents::{decode_report, encode_report},
    domain::{
        EntryId, Name,
        team::{SharedReport, TeamInvitation},
    },
    exchange::sealed::{Ciphertext, SealedTo},
};

/// The most bytes that a report may inflate to: several times one of
/// [`MAX_CLIENTS`](SharedReport::MAX_CLIENTS) clients.
const MOST_REPORT_BYTES: usize = 2_000_000;

/// team, name, whether it is anonymous, public key, and the key that the manager of a live team signs with
#[derive(Serialize, Deserialize)]
struct InvitationContent(
    String,
    String,
    bool,
    String,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<String>,
);

/// team, public key of the report, what is encrypted
#[derive(Serialize, Deserialize)]
struct SealedContent(String, String, Ciphertext);

/// Writes the text of an invitation.
///
/// # Errors
/// [`LinkError::Malformed`] if it cannot be written as JSON, which happens to none.
///
/// ```
/// use trust_velocity::domain::{EntryId, Name, team::TeamInvitation};
/// use trust_velocity::exchange::link::{find_team_invitation, write_team_invitation};
/// let invitation = TeamInvitation {
///     team: EntryId::new(7),
///     name: Name::new("华东销售")?,
///     is_anonymous: false,
///     key: vec![4; 65],
///     live: None,
/// };
/// let text = write_team_invitation(&invitation)?;
/// assert_eq!(find_team_invitation(&format!("请加入：{text}"))?, invitation);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_team_invitation(invitation: &TeamInvitation) -> Result<String, LinkError> {
    let content = InvitationContent(
        invitation.team.to_string(),
        invitation.name.as_str().to_owned(),
        invitation.is_anonymous,
        BASE64URL.encode(&invitation.key),
        invitation.live.map(|key| key.to_string()),
    );
    let version = match invitation.live {
        Some(_) => ASKS_MORE_VERSION,
        None => VERSION,
    };
    write_as(version, Kind::TeamInvitation, &content)
}

/// Finds the invitation in a link or in a longer pasted text.
///
/// # Errors
/// [`LinkError`].
pub fn find_team_invitation(pasted: &str) -> Result<TeamInvitation, LinkError> {
    find(pasted, |kind, json| match kind {
        Kind::TeamInvitation => {
            let InvitationContent(team, name, is_anonymous, key, live) = parse(json)?;
            let live = live.map(|key| key.parse().map_err(malformed));
            Ok(TeamInvitation {
                team: team.parse().map_err(malformed)?,
                name: Name::new(&name).map_err(malformed)?,
                is_anonymous,
                key: BASE64URL.decode(key).map_err(malformed)?,
                live: live.transpose()?,
            })
        }
        _ => Err(LinkError::OtherKind),
    })
}

/// The plain text of a report, to be encrypted: deflated, since what is encrypted cannot be.
///
/// # Errors
/// [`LinkError::Malformed`] if it cannot be written as JSON, which happens to none.
///
/// ```
/// use trust_velocity::domain::{EntryId, team::SharedReport};
/// use trust_velocity::exchange::link::{read_report, report_content};
/// let (team, seller) = (EntryId::new(1), EntryId::new(7));
/// let report = SharedReport::new(team, seller, None, "2026-11-22".parse()?, 1, Vec::new())?;
/// assert_eq!(read_report(&report_content(&report)?)?, report);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn report_content(report: &SharedReport) -> Result<String, LinkError> {
    const LEVEL: u8 = 9;
    let json = encode_report(report).map_err(malformed)?;
    Ok(BASE64_STANDARD.encode(compress_to_vec(json.as_bytes(), LEVEL)))
}

/// The report of a decrypted text.
///
/// # Errors
/// [`LinkError::Malformed`].
pub fn read_report(content: &str) -> Result<SharedReport, LinkError> {
    let deflated = BASE64_STANDARD.decode(content).map_err(malformed)?;
    let json = decompress_to_vec_with_limit(&deflated, MOST_REPORT_BYTES);
    let json = json.map_err(|error| malformed(format!("{:?}", error.status)))?;
    let json = std::str::from_utf8(&json).map_err(malformed)?;
    decode_report(json).map_err(malformed)
}

/// A report that only the manager of its team can decrypt.
#[derive(Clone, Debug, PartialEq)]
pub struct SealedReport {
    /// The team's id, which is not encrypted.
    pub team: EntryId,
    /// The text of [`report_content`], encrypted.
    pub sealed: SealedTo,
}

impl SealedReport {
    /// Writes the text to send.
    ///
    /// # Errors
    /// [`LinkError::Malformed`] if it is longer than any message.
    pub fn write(&self) -> Result<String, LinkError> {
        let content = SealedContent(
            self.team.to_string(),
            BASE64URL.encode(&self.sealed.sender),
            self.sealed.text.clone(),
        );
        write(Kind::Report, &content)
    }

    fn of(message: &Message) -> Result<Self, LinkError> {
        if message.kind != Kind::Report {
            return Err(LinkError::OtherKind);
        }
        let SealedContent(team, sender, text) = parse(&message.json)?;
        let sender = BASE64URL.decode(sender).map_err(malformed)?;
        Ok(Self {
            team: team.parse().map_err(malformed)?,
            sealed: SealedTo { sender, text },
        })
    }
}

/// The reports in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundReports {
    /// The reports, in the order of the text.
    pub reports: Vec<SealedReport>,
    /// Words in our format that gave no report: how each begins, and the reason.
    pub problems: Vec<(String, LinkError)>,
}

/// Finds every report in a text, such as a whole chat's or that of several files.
pub fn find_reports(pasted: &str) -> FoundReports {
    /// The most bytes of a text that is looked into.
    const MOST_PASTED: usize = 2_000_000;
    /// The most characters of a broken report: its content is no longer than any message's.
    const MOST_CHARS: usize = MOST_BYTES * 4 / 3;
    /// The most words that may be reports: more than a team has sellers, and few enough to be read at once.
    const MOST_WORDS: usize = 400;
    if MOST_PASTED < pasted.len() {
        return FoundReports {
            reports: Vec::new(),
            problems: vec![(beginning_of(pasted), LinkError::TooLong)],
        };
    }
    let mut several = Several::new(pasted);
    let (reports, mut problems) = several.read(MOST_WORDS, MOST_CHARS, SealedReport::of);
    if !several.is_done() {
        problems.push((String::new(), LinkError::TooLong));
    }
    FoundReports { reports, problems }
}
