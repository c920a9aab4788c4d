//! The shape of what a person keeps of themself, of version 4, as it landed: never edited. It has the saved
//! filters of the list of clients.

use serde::{Deserialize, Serialize};

use super::{DecodeError, MYSELF_VERSION, each, invalid, known, name, parsed};
use crate::domain::{
    Assessment, FilterName, ListFilter, Myself, Name, Need, Occasion, Order, RelationshipKind,
    SavedFilter, Stage,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MyselfEnvelopeV4 {
    v: u32,
    pub rev: u64,
    pub myself: MyselfV4,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MyselfV4 {
    name: Option<String>,
    assessments: Vec<AssessmentV3>,
    filters: Vec<SavedFilterV4>,
}

/// id, date, occasion, answers
#[derive(Serialize, Deserialize)]
struct AssessmentV3(String, String, String, String);

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SavedFilterV4 {
    id: String,
    name: String,
    search: Option<String>,
    stage: Option<String>,
    need: Option<String>,
    tag: Option<String>,
    kind: Option<String>,
    order: String,
}

impl MyselfEnvelopeV4 {
    /// The envelope at the `rev`-th save.
    pub fn new(rev: u64, myself: &Myself) -> Self {
        Self {
            v: MYSELF_VERSION,
            rev,
            myself: MyselfV4::from(myself),
        }
    }
}

impl From<&Myself> for MyselfV4 {
    fn from(myself: &Myself) -> Self {
        let assessments = myself.assessments().iter();
        let filters = myself.filters().iter();
        Self {
            name: owned(myself.name.as_ref()),
            assessments: assessments.map(AssessmentV3::from).collect(),
            filters: filters.map(SavedFilterV4::from).collect(),
        }
    }
}

impl MyselfV4 {
    pub fn into_myself(self) -> Result<Myself, DecodeError> {
        let name = optional_name("name", self.name)?;
        let assessments = each(
            self.assessments,
            |AssessmentV3(id, date, occasion, answers)| {
                Ok(Assessment {
                    id: parsed("assessment id", &id)?,
                    date: parsed("assessment date", &date)?,
                    occasion: known("occasion", &occasion, Occasion::from_id)?,
                    answers: parsed("answers", &answers)?,
                })
            },
        )?;
        let filters = each(self.filters, SavedFilterV4::into_filter)?;
        Myself::from_parts(name, assessments, filters)
            .map_err(|id| invalid("id", &format!("{id} twice")))
    }
}

impl From<&Assessment> for AssessmentV3 {
    fn from(entry: &Assessment) -> Self {
        Self(
            entry.id.to_string(),
            entry.date.to_string(),
            entry.occasion.id().to_owned(),
            entry.answers.to_string(),
        )
    }
}

impl From<&SavedFilter> for SavedFilterV4 {
    fn from(SavedFilter { id, name, filter }: &SavedFilter) -> Self {
        Self {
            id: id.to_string(),
            name: name.as_str().to_owned(),
            search: owned(filter.search.as_ref()),
            stage: filter.stage.map(|stage| stage.id().to_owned()),
            need: filter.need.map(|need| need.id().to_owned()),
            tag: owned(filter.tag.as_ref()),
            kind: filter.kind.map(|kind| kind.id().to_owned()),
            order: filter.order.id().to_owned(),
        }
    }
}

impl SavedFilterV4 {
    fn into_filter(self) -> Result<SavedFilter, DecodeError> {
        Ok(SavedFilter {
            id: parsed("filter id", &self.id)?,
            name: FilterName::new(&self.name)
                .map_err(|error| invalid("filter name", &error.to_string()))?,
            filter: ListFilter {
                search: optional_name("filter search", self.search)?,
                stage: optional("filter stage", self.stage, Stage::from_id)?,
                need: optional("filter need", self.need, Need::from_id)?,
                tag: optional_name("filter tag", self.tag)?,
                kind: optional("filter kind", self.kind, RelationshipKind::from_id)?,
                order: known("filter order", &self.order, Order::from_id)?,
            },
        })
    }
}

fn owned(name: Option<&Name>) -> Option<String> {
    name.map(|name| name.as_str().to_owned())
}

fn optional_name(field: &'static str, text: Option<String>) -> Result<Option<Name>, DecodeError> {
    text.map(|text| name(field, &text)).transpose()
}

fn optional<T>(
    field: &'static str,
    id: Option<String>,
    from_id: fn(&str) -> Option<T>,
) -> Result<Option<T>, DecodeError> {
    id.map(|id| known(field, &id, from_id)).transpose()
}
