//! One edit that is made to many clients, each by itself.

use super::{
    BuyingRole, CivilDate, Client, DateError, EntryId, Name, Profile, Record, Stage, StageEntry,
};

/// An edit of any client.
///
/// ```
#[doc = include_str!("velocity/example.md")]
/// let edit = ClientEdit::AddTags(vec![Name::new("展会")?]);
/// let edited = edit.made_to(&client, today)?;
/// assert_eq!(edited.profile.tags.len(), 1);
/// assert_eq!(edit.made_to(&edited, today)?, edited);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClientEdit {
    /// Adds tags, after those that are there.
    AddTags(Vec<Name>),
    /// Takes tags away.
    RemoveTags(Vec<Name>),
    /// Enters a stage; the entry's id is a new one.
    EnterStage {
        /// The id of the entry, the same for each client.
        id: EntryId,
        /// The first day in the stage.
        date: CivilDate,
        /// The stage.
        stage: Stage,
    },
    /// Leaves the client out of the priority list before a day.
    Snooze(CivilDate),
    /// Gives the client this organisation, and with it another account; none with `None`.
    SetOrganisation(Option<Name>),
    /// Gives the client this role in the buying decision; none with `None`.
    SetRole(Option<BuyingRole>),
    /// Puts the client into the bin.
    PutIntoBin,
}

/// An edit that cannot be made to a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The client is in the bin.
    #[error("the client is in the bin")]
    Binned,
    /// It would have more tags than [`Profile::MAX_TAGS`]; how many.
    #[error("{0} tags, the most is {max}", max = Profile::MAX_TAGS)]
    Tags(usize),
    /// The stage cannot begin on that day.
    #[error(transparent)]
    Date(#[from] DateError),
}

impl ClientEdit {
    /// The client after the edit; the same if it is so already.
    ///
    /// # Errors
    /// [`EditError`], if the edit cannot be made to this client.
    pub fn made_to(&self, client: &Client, today: CivilDate) -> Result<Client, EditError> {
        if client.binned().is_some() {
            return Err(EditError::Binned);
        }
        let mut edited = client.clone();
        match self {
            Self::AddTags(tags) => {
                let known = &mut edited.profile.tags;
                for tag in tags {
                    if !known.contains(tag) {
                        known.push(tag.clone());
                    }
                }
                if Profile::MAX_TAGS < known.len() && known.len() != client.profile.tags.len() {
                    return Err(EditError::Tags(known.len()));
                }
            }
            Self::RemoveTags(tags) => edited.profile.tags.retain(|tag| !tags.contains(tag)),
            Self::EnterStage { id, date, stage } => {
                client.check_date(*date, today)?;
                // Who is in the stage on that day enters nothing.
                let is_there = client
                    .stage_on(*date)
                    .is_some_and(|entry| entry.stage == *stage);
                if !is_there {
                    edited.put(Record::Stage(StageEntry {
                        id: *id,
                        date: *date,
                        stage: *stage,
                    }))?;
                }
            }
            Self::Snooze(until) => edited = edited.snoozed(Some(*until)),
            Self::SetOrganisation(organisation) => {
                edited.profile.organisation.clone_from(organisation);
            }
            Self::SetRole(role) => edited.role = *role,
            Self::PutIntoBin => edited = edited.into_bin(today),
        }
        Ok(edited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ClientId, Note};

    const FIRST_CONTACT: &str = "2026-01-10";

    fn day(text: &str) -> CivilDate {
        text.parse().unwrap()
    }

    fn today() -> CivilDate {
        day("2026-04-20")
    }

    fn client() -> Client {
        let profile = Profile {
            name: Name::new("陈工").unwrap(),
            organisation: None,
            title: None,
            tags: Vec::new(),
            note: Note::default(),
        };
        let first_stage = EntryId::new(1);
        Client::new(
            ClientId::new(7),
            profile,
            day(FIRST_CONTACT),
            first_stage,
            today(),
        )
        .unwrap()
    }

    fn names(names: &[&str]) -> Vec<Name> {
        names.iter().map(|name| Name::new(name).unwrap()).collect()
    }

    fn made(edit: &ClientEdit, client: &Client) -> Client {
        edit.made_to(client, today()).unwrap()
    }

    #[test]
    fn a_tag_is_added_once_and_removed_alone() {
        let added = made(&ClientEdit::AddTags(names(&["b", "a", "b"])), &client());
        assert_eq!(added.profile.tags, names(&["b", "a"]));
        let more = made(&ClientEdit::AddTags(names(&["c", "a"])), &added);
        assert_eq!(more.profile.tags, names(&["b", "a", "c"]));
        let fewer = made(&ClientEdit::RemoveTags(names(&["a", "z"])), &more);
        assert_eq!(fewer.profile.tags, names(&["b", "c"]));
    }

    #[test]
    fn no_edit_gives_more_tags_than_a_client_may_have() {
        let many: Vec<_> = (0..Profile::MAX_TAGS)
            .map(|at| Name::new(&at.to_string()).unwrap())
            .collect();
        let full = made(&ClientEdit::AddTags(many), &client());
        let one_more = ClientEdit::AddTags(names(&["one more"]));
        assert_eq!(
            one_more.made_to(&full, today()),
            Err(EditError::Tags(Profile::MAX_TAGS + 1))
        );
        assert_eq!(made(&ClientEdit::AddTags(names(&["0"])), &full), full);
    }

    #[test]
    fn a_stage_begins_between_the_first_contact_and_today() {
        let enter = |date: &str, stage| ClientEdit::EnterStage {
            id: EntryId::new(9),
            date: day(date),
            stage,
        };
        let moved = made(&enter(FIRST_CONTACT, Stage::Deepening), &client());
        let now = moved.stage_on(today()).map(|entry| entry.stage);
        assert_eq!(now, Some(Stage::Deepening));
        let again = enter("2026-04-01", Stage::Deepening);
        assert_eq!(made(&again, &moved), moved);
        let before = enter("2026-01-09", Stage::Ended).made_to(&client(), today());
        let first_contact = day(FIRST_CONTACT);
        let error = DateError::BeforeFirstContact { first_contact };
        assert_eq!(before, Err(EditError::Date(error)));
    }

    #[test]
    fn organisation_and_role_are_set_and_taken_away() {
        let name = Name::new("华东精工").unwrap();
        let moved = made(&ClientEdit::SetOrganisation(Some(name.clone())), &client());
        assert_eq!(moved.profile.organisation, Some(name));
        assert_eq!(made(&ClientEdit::SetOrganisation(None), &moved), client());
        let role = Some(BuyingRole::DecisionMaker);
        let decides = made(&ClientEdit::SetRole(role), &client());
        assert_eq!(decides.role, role);
        assert_eq!(made(&ClientEdit::SetRole(None), &decides), client());
    }

    #[test]
    fn the_bin_and_the_snooze_keep_the_rest() {
        let binned = made(&ClientEdit::PutIntoBin, &client());
        assert_eq!(binned.binned(), Some(today()));
        assert_eq!(binned.clone().out_of_bin(), client());
        let again = ClientEdit::PutIntoBin.made_to(&binned, today());
        assert_eq!(again, Err(EditError::Binned));
        let snoozed = made(&ClientEdit::Snooze(day("2026-05-01")), &client());
        assert_eq!(snoozed.snoozed_until(), Some(day("2026-05-01")));
        assert_eq!(snoozed.snoozed(None), client());
    }
}
