//! Teams, memberships and reports, as they are stored and sent. They came with version 5 of the documents
//! that only some pages read.

use base64::{Engine as _, prelude::BASE64_STANDARD as BASE64};
use serde::{Deserialize, Serialize};

use super::{DecodeError, each, invalid, known, name, parse, parsed, print};
use crate::domain::{
    CivilDate, EntryId, Name, ResponseKeyPair, Stage,
    team::{
        ClientChoice, KeptReport, Membership, ReasonKind, SharedClient, SharedReason, SharedReport,
        StageTally, Team, TeamInvitation,
    },
    velocity::Slope,
};

/// A team that the person leads, or one that they are a seller of.
#[derive(Clone, Debug, PartialEq)]
pub enum TeamDocument {
    /// As its manager.
    Led(Team),
    /// As a seller.
    Joined(Membership),
}

impl TeamDocument {
    /// The id of the document: the team's, or the seller's.
    pub const fn id(&self) -> EntryId {
        match self {
            Self::Led(team) => team.id,
            Self::Joined(membership) => membership.seller,
        }
    }

    /// The document with what another copy of it has beyond it; none if the two do not go together.
    pub fn merged(&self, other: &Self) -> Option<Self> {
        match (self, other) {
            (Self::Led(ours), Self::Led(theirs)) => ours.merged(theirs).map(Self::Led),
            (Self::Joined(ours), Self::Joined(theirs)) if ours.seller == theirs.seller => {
                Some(Self::Joined(ours.clone().further(theirs.clone())))
            }
            _ => None,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum TeamDocumentV6 {
    Led(TeamV6),
    Joined(MembershipV6),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TeamV6 {
    id: String,
    name: String,
    anonymous: bool,
    made: String,
    /// The public and the private half, in base64.
    key: [String; 2],
    reports: Vec<KeptReportV6>,
}

/// report, former editions: day and counts by stage, those without a stage last
#[derive(Serialize, Deserialize)]
struct KeptReportV6(SharedReportV6, Vec<(String, StageTally)>);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MembershipV6 {
    seller: String,
    team: String,
    team_name: String,
    anonymous: bool,
    /// The public half of the manager's key, in base64.
    key: String,
    name: Option<String>,
    usual: String,
    /// Client and choice.
    choices: Vec<(String, String)>,
    /// The edition and the day of the last report.
    last: Option<(u32, String)>,
    left: Option<String>,
}

/// team, seller, name, date, edition, clients
#[derive(Serialize, Deserialize)]
struct SharedReportV6(
    String,
    String,
    Option<String>,
    String,
    u32,
    Vec<SharedClientV6>,
);

/// name or initials, stage and since when, level, slope, last contact, gate reached and of how many, breach,
/// promises due, last rating, reasons with their points
#[derive(Serialize, Deserialize)]
struct SharedClientV6(
    Option<String>,
    Option<(String, String)>,
    Option<f64>,
    Option<SlopeV6>,
    Option<String>,
    Option<(u8, u8)>,
    Option<String>,
    u8,
    Option<String>,
    Vec<(String, u8)>,
);

/// from, to, ratings, window in days, points per day, standard error
#[derive(Serialize, Deserialize)]
struct SlopeV6(String, String, usize, u16, f64, f64);

/// The JSON of a team or a membership.
///
/// # Errors
/// [`DecodeError::Malformed`] if it cannot be written as JSON, which happens to none.
pub fn encode_team(document: &TeamDocument) -> Result<String, DecodeError> {
    print(&match document {
        TeamDocument::Led(team) => TeamDocumentV6::Led(team.into()),
        TeamDocument::Joined(membership) => TeamDocumentV6::Joined(membership.into()),
    })
}

/// The team or the membership of a JSON text.
///
/// # Errors
/// [`DecodeError`] if the text is not such a document.
pub fn decode_team(text: &str) -> Result<TeamDocument, DecodeError> {
    Ok(match parse::<TeamDocumentV6>(text)? {
        TeamDocumentV6::Led(team) => TeamDocument::Led(team.into_team()?),
        TeamDocumentV6::Joined(membership) => TeamDocument::Joined(membership.into_membership()?),
    })
}

/// The JSON of a report.
///
/// # Errors
/// As [`encode_team`].
pub fn encode_report(report: &SharedReport) -> Result<String, DecodeError> {
    print(&SharedReportV6::from(report))
}

/// The report of a JSON text.
///
/// # Errors
/// [`DecodeError`] if the text is no report.
pub fn decode_report(text: &str) -> Result<SharedReport, DecodeError> {
    parse::<SharedReportV6>(text)?.into_report()
}

impl From<&Team> for TeamV6 {
    fn from(team: &Team) -> Self {
        let kept = |kept: &KeptReport| {
            let former = kept.former.iter();
            let former = former.map(|(date, tally)| (date.to_string(), *tally));
            KeptReportV6((&kept.report).into(), former.collect())
        };
        Self {
            id: team.id.to_string(),
            name: team.name.as_str().to_owned(),
            anonymous: team.is_anonymous,
            made: team.made.to_string(),
            key: [&team.key.public, &team.key.private].map(|half| BASE64.encode(half)),
            reports: team.reports().iter().map(kept).collect(),
        }
    }
}

impl TeamV6 {
    fn into_team(self) -> Result<Team, DecodeError> {
        let [public, private] = &self.key;
        let key = ResponseKeyPair {
            public: bytes(public)?,
            private: bytes(private)?,
        };
        let reports = each(self.reports, |KeptReportV6(report, former)| {
            let former = each(former, |(date, tally)| Ok((day("former", &date)?, tally)))?;
            let report = report.into_report()?;
            Ok(KeptReport { report, former })
        })?;
        let count = reports.len();
        let team = Team::new(
            parsed("team", &self.id)?,
            name("team name", &self.name)?,
            self.anonymous,
            day("made", &self.made)?,
            key,
        )
        .with_reports(reports);
        if team.reports().len() == count {
            Ok(team)
        } else {
            Err(invalid("seller", "the same twice"))
        }
    }
}

impl From<&Membership> for MembershipV6 {
    fn from(membership: &Membership) -> Self {
        let choices = membership.choices.iter();
        let choices = choices.map(|(id, choice)| (id.to_string(), choice.id().to_owned()));
        Self {
            seller: membership.seller.to_string(),
            team: membership.team.team.to_string(),
            team_name: membership.team.name.as_str().to_owned(),
            anonymous: membership.team.is_anonymous,
            key: BASE64.encode(&membership.team.key),
            name: owned(membership.name.as_ref()),
            usual: membership.usual.id().to_owned(),
            choices: choices.collect(),
            last: membership
                .last
                .map(|(edition, date)| (edition, date.to_string())),
            left: membership.left.map(|date| date.to_string()),
        }
    }
}

impl MembershipV6 {
    fn into_membership(self) -> Result<Membership, DecodeError> {
        let choice = |id: &str| known("choice", id, ClientChoice::from_id);
        let choices = each(self.choices, |(client, id)| {
            Ok((parsed("client", &client)?, choice(&id)?))
        })?;
        let team = TeamInvitation {
            team: parsed("team", &self.team)?,
            name: name("team name", &self.team_name)?,
            is_anonymous: self.anonymous,
            key: bytes(&self.key)?,
            live: None,
        };
        let own_name = self.name.map(|text| name("name", &text)).transpose()?;
        let mut membership = Membership::new(parsed("seller", &self.seller)?, team, own_name);
        membership.usual = choice(&self.usual)?;
        membership.choices = choices.into_iter().collect();
        let last = |(edition, date): (u32, String)| Ok((edition, day("last", &date)?));
        membership.last = self.last.map(last).transpose()?;
        membership.left = self.left.map(|date| day("left", &date)).transpose()?;
        Ok(membership)
    }
}

impl From<&SharedReport> for SharedReportV6 {
    fn from(report: &SharedReport) -> Self {
        Self(
            report.team.to_string(),
            report.seller.to_string(),
            owned(report.name.as_ref()),
            report.date().to_string(),
            report.edition,
            report.clients().iter().map(SharedClientV6::from).collect(),
        )
    }
}

impl SharedReportV6 {
    fn into_report(self) -> Result<SharedReport, DecodeError> {
        let Self(team, seller, own_name, date, edition, clients) = self;
        let report = SharedReport::new(
            parsed("team", &team)?,
            parsed("seller", &seller)?,
            own_name.map(|text| seen("name", &text)).transpose()?,
            day("date", &date)?,
            edition,
            each(clients, SharedClientV6::into_client)?,
        );
        report.map_err(|error| invalid("report", &error.to_string()))
    }
}

impl From<&SharedClient> for SharedClientV6 {
    fn from(client: &SharedClient) -> Self {
        let text = |date: Option<CivilDate>| date.map(|date| date.to_string());
        let reasons = client.reasons.iter();
        Self(
            owned(client.called.as_ref()),
            client
                .stage
                .map(|(stage, date)| (stage.id().to_owned(), date.to_string())),
            client.level,
            client.slope.map(SlopeV6::from),
            text(client.last_contact),
            client.gate,
            text(client.unrecovered_breach),
            client.promises_due,
            text(client.last_rating),
            reasons
                .map(|reason| (reason.kind.id().to_owned(), reason.points))
                .collect(),
        )
    }
}

impl SharedClientV6 {
    fn into_client(self) -> Result<SharedClient, DecodeError> {
        let Self(called, stage, level, slope, contact, gate, breach, promises_due, rating, reasons) =
            self;
        let date = |field, text: Option<String>| text.map(|text| day(field, &text)).transpose();
        let stage = stage.map(|(stage, since)| {
            Ok((
                known("stage", &stage, Stage::from_id)?,
                day("stage", &since)?,
            ))
        });
        Ok(SharedClient {
            called: called.map(|text| seen("client", &text)).transpose()?,
            stage: stage.transpose()?,
            level,
            slope: slope.map(SlopeV6::into_slope).transpose()?,
            last_contact: date("last contact", contact)?,
            gate,
            unrecovered_breach: date("breach", breach)?,
            promises_due,
            last_rating: date("last rating", rating)?,
            reasons: each(reasons, |(kind, points)| {
                let kind = known("reason", &kind, ReasonKind::from_id)?;
                Ok(SharedReason { kind, points })
            })?,
        })
    }
}

impl From<Slope> for SlopeV6 {
    fn from(slope: Slope) -> Self {
        Self(
            slope.from.to_string(),
            slope.to.to_string(),
            slope.points,
            slope.window_days,
            slope.per_day,
            slope.standard_error,
        )
    }
}

impl SlopeV6 {
    fn into_slope(self) -> Result<Slope, DecodeError> {
        let Self(from, to, points, window_days, per_day, standard_error) = self;
        Ok(Slope {
            from: day("slope", &from)?,
            to: day("slope", &to)?,
            points,
            window_days,
            per_day,
            standard_error,
        })
    }
}

fn day(field: &'static str, text: &str) -> Result<CivilDate, DecodeError> {
    parsed(field, text)
}

/// A name that someone else gave, which has to show something.
fn seen(field: &'static str, text: &str) -> Result<Name, DecodeError> {
    Name::new(text).map_err(|error| invalid(field, &error.to_string()))
}

fn owned(name: Option<&Name>) -> Option<String> {
    name.map(|name| name.as_str().to_owned())
}

fn bytes(text: &str) -> Result<Vec<u8>, DecodeError> {
    BASE64
        .decode(text)
        .map_err(|_| invalid("key", "not base64"))
}
