//! One word for each value of the domain.

use crate::{
    domain::{
        Channel, Dimension, Form, ItemsVersion, Language, Name, Profile, Rater, RecordKind,
        Severity, Stage, Summary, Theme, Unit, velocity::Verdict,
    },
    i18n::Text,
};

impl Text {
    /// The separator of two sentences.
    pub const fn sentence_space(self) -> &'static str {
        self.pick("", " ")
    }

    pub(super) const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// A dimension's term.
    pub const fn dimension(self, dimension: Dimension) -> &'static str {
        match dimension {
            Dimension::Expertise => self.pick("专业信任", "Expertise trust"),
            Dimension::Conduct => self.pick("职业信任", "Conduct trust"),
            Dimension::Relationship => self.pick("关系信任", "Relationship trust"),
            Dimension::Benefit => self.pick("利益信任", "Benefit trust"),
        }
    }

    /// A dimension's term without the word "trust", for places that imply it.
    pub const fn dimension_short(self, dimension: Dimension) -> &'static str {
        match dimension {
            Dimension::Expertise => self.pick("专业", "Expertise"),
            Dimension::Conduct => self.pick("职业", "Conduct"),
            Dimension::Relationship => self.pick("关系", "Relationship"),
            Dimension::Benefit => self.pick("利益", "Benefit"),
        }
    }

    /// A stage's term.
    pub const fn stage_name(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Initial => self.pick("初次接触", "Initial"),
            Stage::Deepening => self.pick("深化关系", "Deepening"),
            Stage::LongTerm => self.pick("长期合作", "Long-term"),
            Stage::Ended => self.pick("已结束", "Ended"),
        }
    }

    /// A description of a stage.
    pub const fn stage_hint(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Initial => self.pick(
                "重点是专业信任和职业信任；两项都到门槛，可以考虑深化。",
                "Expertise and conduct are in focus; with both at their gates, deepening can be considered.",
            ),
            Stage::Deepening => self.pick(
                "重点是关系信任；它和前两项都到门槛，可以考虑长期合作。",
                "Relationship is in focus; with it and the first two at their gates, long-term can be considered.",
            ),
            Stage::LongTerm => self.pick(
                "重点是利益信任，靠对方的反馈来核对。",
                "Benefit is in focus, checked by what they say.",
            ),
            Stage::Ended => self.pick(
                "这段关系已经结束；记录仍然保留。",
                "The relationship has ended; its records are kept.",
            ),
        }
    }

    /// A verdict in a word or two.
    pub const fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Rising => self.pick("上升", "Rising"),
            Verdict::Falling => self.pick("下降", "Falling"),
            Verdict::WithinError => self.pick("误差内", "Within error"),
            Verdict::Insufficient => self.pick("数据不足", "Too few ratings"),
            Verdict::Stale => self.pick("已过时", "Out of date"),
        }
    }

    /// A channel's name.
    pub const fn channel(self, channel: Channel) -> &'static str {
        match channel {
            Channel::Visit => self.pick("拜访", "Visit"),
            Channel::Call => self.pick("电话", "Call"),
            Channel::Wechat => self.pick("微信", "Chat"),
            Channel::Meeting => self.pick("会议", "Meeting"),
            Channel::Email => self.pick("邮件", "Email"),
            Channel::Event => self.pick("活动", "Event"),
            Channel::Other => self.pick("其他", "Other"),
        }
    }

    /// A severity's name.
    pub const fn severity(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Minor => self.pick("轻微", "Minor"),
            Severity::Serious => self.pick("较重", "Serious"),
            Severity::Grave => self.pick("严重", "Grave"),
        }
    }

    /// An example of a severity.
    pub const fn severity_hint(self, severity: Severity) -> &'static str {
        match severity {
            Severity::Minor => self.pick("对方察觉了，也说了出来", "They noticed and said so"),
            Severity::Serious => {
                self.pick("对方因此有所保留", "They held something back because of it")
            }
            Severity::Grave => self.pick(
                "合作本身成了问题",
                "The cooperation itself was put in question",
            ),
        }
    }

    /// "per week" and the like.
    pub const fn per_unit(self, unit: Unit) -> &'static str {
        match unit {
            Unit::Day => self.pick("每天", "Per day"),
            Unit::Week => self.pick("每周", "Per week"),
            Unit::Month => self.pick("每月", "Per month"),
            Unit::Year => self.pick("每年", "Per year"),
        }
    }

    /// The unit of a velocity.
    pub const fn points_per(self, unit: Unit) -> &'static str {
        match unit {
            Unit::Day => self.pick("分/天", "points/day"),
            Unit::Week => self.pick("分/周", "points/week"),
            Unit::Month => self.pick("分/月", "points/month"),
            Unit::Year => self.pick("分/年", "points/year"),
        }
    }

    /// A language by its own name, or the browser's.
    pub const fn language_name(self, language: Option<Language>) -> &'static str {
        match language {
            None => self.pick("跟随浏览器", "Same as the browser"),
            Some(Language::Zh) => "简体中文",
            Some(Language::En) => "English",
        }
    }

    /// A theme, or the system's.
    pub const fn theme_name(self, theme: Option<Theme>) -> &'static str {
        match theme {
            None => self.pick("跟随系统", "Same as the system"),
            Some(Theme::Light) => self.pick("浅色", "Light"),
            Some(Theme::Dark) => self.pick("深色", "Dark"),
        }
    }

    /// A kind of entry within a sentence.
    pub const fn record_kind(self, kind: RecordKind) -> &'static str {
        match kind {
            RecordKind::Rating => self.pick("评分", "rating"),
            RecordKind::Contact => self.pick("联系", "contact"),
            RecordKind::Breach => self.pick("信任受损", "trust damage"),
            RecordKind::Promise => self.pick("承诺", "promise"),
            RecordKind::Feedback => self.pick("反馈", "record of feedback"),
            RecordKind::Action => self.pick("计划的行动", "planned action"),
            RecordKind::Stage => self.pick("阶段变化", "stage change"),
            RecordKind::Request => self.pick("邀请评分", "request for a rating"),
        }
    }

    /// A client in one line: organisation and name.
    pub fn client_line(self, profile: &Profile) -> String {
        in_one_line(&profile.name, profile.organisation.as_ref())
    }

    /// The name of a person or an organisation within a sentence.
    pub fn name_in_text(self, name: &Name) -> String {
        isolated(name)
    }

    /// As [`Self::client_line`], of a client whose record was not read.
    pub fn summary_line(self, summary: &Summary) -> String {
        in_one_line(&summary.name, summary.organisation.as_ref())
    }

    /// With how many items something was rated.
    pub const fn by_items(self, version: ItemsVersion, form: Form) -> &'static str {
        match (version, form) {
            (ItemsVersion::V2, Form::Full) => self.pick("16 题", "16 items"),
            (ItemsVersion::V2, Form::Short) => self.pick("4 题", "4 items"),
            (ItemsVersion::V1, Form::Full) => self.pick("16 题（旧版）", "16 items (old version)"),
            (ItemsVersion::V1, Form::Short) => self.pick("4 题（旧版）", "4 items (old version)"),
        }
    }

    /// Whom a request was sent to.
    pub fn asked_client(self, person: &Name) -> String {
        match self.0 {
            Language::Zh => format!("邀请{}评分", isolated(person)),
            Language::En => format!("Asked {} for a rating", isolated(person)),
        }
    }

    /// The name of a rater.
    pub fn rater_name(self, rater: &Rater) -> String {
        match rater {
            Rater::Seller => self.rater_seller().to_owned(),
            Rater::Client(person) => self.rater_client_named(person),
            Rater::Peer => self.rater_peer().to_owned(),
        }
    }

    /// The rater of a client's own answer.
    pub fn rater_client_named(self, person: &Name) -> String {
        match self.0 {
            Language::Zh => format!("客户的回答（{}）", isolated(person)),
            Language::En => format!("The client's answer ({})", isolated(person)),
        }
    }
}

fn in_one_line(name: &Name, organisation: Option<&Name>) -> String {
    match organisation {
        Some(organisation) => format!("{} · {}", isolated(organisation), isolated(name)),
        None => isolated(name),
    }
}

/// A name within a sentence, isolated so that a name written right to left does not turn the rest.
/// Unicode calls these characters first strong isolate and pop directional isolate.
pub(super) fn isolated(name: &Name) -> String {
    let name = name.as_str();
    let turns = |char| matches!(char, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !name.contains(turns) {
        return name.to_owned();
    }
    let opened = name.matches(['\u{2066}', '\u{2067}', '\u{2068}']).count();
    let end = "\u{2069}".repeat(opened + 1);
    format!("\u{2068}{name}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_turns_nothing_but_itself() {
        let name = |text: &str| Name::new(text).unwrap();
        assert_eq!(isolated(&name("陈工")), "陈工");
        assert_eq!(isolated(&name("شركة")), "شركة");
        let turning = name("a\u{202e}b");
        assert_eq!(isolated(&turning), "\u{2068}a\u{202e}b\u{2069}");
        let opening = name("a\u{2067}b");
        assert_eq!(isolated(&opening), "\u{2068}a\u{2067}b\u{2069}\u{2069}");
    }
}
