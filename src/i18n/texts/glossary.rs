//! The entries of the glossary to which figures lead.

use crate::i18n::Text;

/// An entry of the glossary of Learn (`assets/content/learn.*.md`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GlossaryEntry {
    /// The sum of the four scores.
    Total,
    /// How high the total is.
    Level,
    /// The records that a rating rests on.
    Evidence,
    /// A rating again without a look at the last scores.
    BlindReRating,
    /// The total divided by the time.
    FormulaVelocity,
    /// The total divided by the hours of contact.
    ContactHourVelocity,
    /// The change between two ratings.
    NetChange,
    /// The slope of the latest ratings.
    RecentTrend,
    /// The trend's 95% band.
    Band,
    /// Neither up nor down.
    WithinError,
    /// The stage of a relationship.
    Stage,
    /// The gates that are passed.
    GateProgress,
    /// The change of a stage's focus scores.
    StageVelocity,
    /// The share of a drop that came back after damage.
    Recovery,
    /// The client's own words on the work done.
    ClientFeedback,
    /// One's own estimate minus the client's answer.
    Gap,
    /// The share of promises kept.
    KeptOnTime,
    /// The days since a contact was logged.
    LastContact,
    /// The weight of the reasons to turn to a client.
    FollowUpPoints,
    /// The trainer's scores and reasons.
    Key,
    /// How far a class agrees.
    Agreement,
    /// A class's mean minus the key.
    MeanError,
    /// How far scores spread.
    StandardDeviation,
}

impl GlossaryEntry {
    /// All, in the order of the glossary.
    pub const ALL: [Self; 23] = [
        Self::Total,
        Self::Level,
        Self::Evidence,
        Self::BlindReRating,
        Self::FormulaVelocity,
        Self::ContactHourVelocity,
        Self::NetChange,
        Self::RecentTrend,
        Self::Band,
        Self::WithinError,
        Self::Stage,
        Self::GateProgress,
        Self::StageVelocity,
        Self::Recovery,
        Self::ClientFeedback,
        Self::Gap,
        Self::KeptOnTime,
        Self::LastContact,
        Self::FollowUpPoints,
        Self::Key,
        Self::Agreement,
        Self::MeanError,
        Self::StandardDeviation,
    ];

    /// The stable name in its address, `#/learn/…`, and at its line.
    ///
    /// ```
    /// use trust_velocity::i18n::GlossaryEntry;
    /// assert_eq!(GlossaryEntry::NetChange.id(), "net-change");
    /// ```
    pub const fn id(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Level => "level",
            Self::Evidence => "evidence",
            Self::BlindReRating => "blind-re-rating",
            Self::FormulaVelocity => "formula-velocity",
            Self::ContactHourVelocity => "contact-hour-velocity",
            Self::NetChange => "net-change",
            Self::RecentTrend => "recent-trend",
            Self::Band => "band",
            Self::WithinError => "within-error",
            Self::Stage => "stage",
            Self::GateProgress => "gate-progress",
            Self::StageVelocity => "stage-velocity",
            Self::Recovery => "recovery",
            Self::ClientFeedback => "client-feedback",
            Self::Gap => "gap",
            Self::KeptOnTime => "kept-on-time",
            Self::LastContact => "last-contact",
            Self::FollowUpPoints => "points",
            Self::Key => "key",
            Self::Agreement => "agreement",
            Self::MeanError => "mean-error",
            Self::StandardDeviation => "standard-deviation",
        }
    }
}

impl Text {
    /// The name of an entry of the glossary.
    pub const fn glossary_entry(self, entry: GlossaryEntry) -> &'static str {
        match entry {
            GlossaryEntry::Total => self.pick("总分", "Total"),
            GlossaryEntry::Level => self.pick("水平", "Level"),
            GlossaryEntry::Evidence => self.pick("评分的依据", "Evidence"),
            GlossaryEntry::BlindReRating => self.pick("盲评", "Blind re-rating"),
            GlossaryEntry::FormulaVelocity => self.pick("公式速度", "Formula velocity"),
            GlossaryEntry::ContactHourVelocity => self.pick(
                "按接触时间的公式速度",
                "Formula velocity over contact hours",
            ),
            GlossaryEntry::NetChange => self.pick("净变化", "Net change"),
            GlossaryEntry::RecentTrend => self.pick("近期趋势", "Recent trend"),
            GlossaryEntry::Band => self.pick("95% 区间", "95% band"),
            GlossaryEntry::WithinError => self.pick("误差内", "Within error"),
            GlossaryEntry::Stage => self.pick("阶段", "Stage"),
            GlossaryEntry::GateProgress => self.pick("门槛进度", "Gate progress"),
            GlossaryEntry::StageVelocity => self.pick("阶段速度", "Stage velocity"),
            GlossaryEntry::Recovery => self.pick("恢复", "Recovery"),
            GlossaryEntry::ClientFeedback => self.pick("客户反馈", "Client feedback"),
            GlossaryEntry::Gap => self.pick("差", "Gap"),
            GlossaryEntry::KeptOnTime => self.pick("按时兑现率", "Kept on time"),
            GlossaryEntry::LastContact => self.pick("多久没联系", "Time since the last contact"),
            GlossaryEntry::FollowUpPoints => self.pick("待跟进", "Follow-up points"),
            GlossaryEntry::Key => self.pick("参考答案", "Key"),
            GlossaryEntry::Agreement => self.pick("一致程度 α", "Agreement α"),
            GlossaryEntry::MeanError => self.pick("平均误差", "Mean error"),
            GlossaryEntry::StandardDeviation => self.pick("标准差", "SD"),
        }
    }
}
