//! The kind of relationship that a person's records are about.

/// The kind of a relationship. The four kinds of trust, the formula and the stages are the same for all;
/// the anchors of the sliders, the advice and the words of the page follow it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RelationshipKind {
    /// 客户: the one whom the app is made for, and the only one that the items are worded for.
    #[default]
    Client,
    /// 团队成员: somebody of one's own team.
    TeamMember,
    /// 项目伙伴: somebody of another team or organisation in a project of both.
    ProjectPartner,
    /// 供应商: somebody who delivers to one's own organisation.
    Supplier,
}

impl RelationshipKind {
    /// All, as they are offered.
    pub const ALL: [Self; 4] = [
        Self::Client,
        Self::TeamMember,
        Self::ProjectPartner,
        Self::Supplier,
    ];

    /// The stable name used in files and locale keys.
    ///
    /// ```
    /// use trust_velocity::domain::RelationshipKind;
    /// assert_eq!(RelationshipKind::TeamMember.id(), "team_member");
    /// assert_eq!(RelationshipKind::from_id("supplier"), Some(RelationshipKind::Supplier));
    /// assert_eq!(RelationshipKind::default(), RelationshipKind::Client);
    /// ```
    pub const fn id(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::TeamMember => "team_member",
            Self::ProjectPartner => "project_partner",
            Self::Supplier => "supplier",
        }
    }

    /// The kind of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Whether the items of the questionnaires are worded for it: those of 16 and of 4 items speak of a
    /// client, and answers to other words are not comparable.
    pub const fn has_items(self) -> bool {
        matches!(self, Self::Client)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_answered_about_clients_alone() {
        let answered: Vec<_> = RelationshipKind::ALL
            .into_iter()
            .filter(|kind| kind.has_items())
            .collect();
        assert_eq!(answered, [RelationshipKind::Client]);
    }
}
