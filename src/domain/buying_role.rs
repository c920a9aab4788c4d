//! The role of a person in the buying decision of their organisation.

/// A person's role in a buying decision: roles of the buying centre (Webster and Wind, Journal of Marketing
/// 36(2), 1972, pp. 12–19), without the gatekeeper. One of several roles is the one that matters most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BuyingRole {
    /// 决策者: decides.
    DecisionMaker,
    /// 影响者: advises those who decide, or sets what is asked for.
    Influencer,
    /// 使用者: works with what is bought.
    User,
    /// 采购者: negotiates and orders.
    Buyer,
}

impl BuyingRole {
    /// All, as they are offered.
    pub const ALL: [Self; 4] = [
        Self::DecisionMaker,
        Self::Influencer,
        Self::User,
        Self::Buyer,
    ];

    /// The stable name used in files and locale keys.
    ///
    /// ```
    /// use trust_velocity::domain::BuyingRole;
    /// assert_eq!(BuyingRole::DecisionMaker.id(), "decision_maker");
    /// assert_eq!(BuyingRole::from_id("buyer"), Some(BuyingRole::Buyer));
    /// ```
    pub const fn id(self) -> &'static str {
        match self {
            Self::DecisionMaker => "decision_maker",
            Self::Influencer => "influencer",
            Self::User => "user",
            Self::Buyer => "buyer",
        }
    }

    /// The role of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.id() == id)
    }
}
