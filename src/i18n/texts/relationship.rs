//! The kinds of relationship, who recommended whom, and the words that follow the kind.

use crate::{domain::RelationshipKind, i18n::Text};

texts! {
    kind_label: "关系类型", "Kind of relationship";
    kind_hint: "滑块下的说明、建议和页面上的用词随它而变；四种信任、公式和阶段不变。", "The meanings under the sliders, the advice and the words of the page follow it; the four kinds of trust, the formula and the stages stay the same.";
    kind_changes_anchors: "已有的评分是照原来的说明打的：改了类型，前后的分数不宜直接比较。", "The ratings so far were given by the meanings of the kind before: with another kind, scores before and after are not directly comparable.";
    kind_filter: "按关系类型筛选", "Filter by kind of relationship";
    all_kinds: "全部类型", "All kinds";
    sliders_only: "题目是照着客户写的，所以这里只用滑块评分，也不邀请对方答题。", "The items are worded for clients, so here you rate with the sliders alone, and nobody is asked to answer items.";
    recommended_by: "推荐人", "Recommended by";
    recommended_by_hint: "介绍你们认识的人，从这里的记录中选。", "Who brought you together, chosen from the records here.";
    recommended_by_nobody: "没有选", "Nobody chosen";
    choose_recommender: "选推荐人", "Choose who recommended them";
    change_recommender: "换一位", "Choose another";
    clear_recommender: "去掉推荐人", "Remove this";
    recommends_itself: "推荐人不能是本人。", "Nobody can be recommended by themself.";
    recommender_in_bin(name): "{name}（在回收站里）", "{name} (in the bin)";
    recommender_gone: "一位已不在这里的人", "somebody who is no longer here";
    recommended_others: "推荐了", "Recommended";
    their_view: "对方的看法", "Their view";
    their_feedback: "对方的反馈", "Their feedback";
    record_their_feedback: "记录对方的反馈", "Record their feedback";
    edit_their_feedback: "编辑对方的反馈", "Edit their feedback";
    edit_details: "编辑资料", "Edit the details";
    delete_record: "删除这份记录", "Delete this record";
    feedback: "反馈", "Feedback";
}

impl Text {
    /// The name of a kind of relationship.
    pub const fn relationship_kind(self, kind: RelationshipKind) -> &'static str {
        match kind {
            RelationshipKind::Client => self.client(),
            RelationshipKind::TeamMember => self.pick("团队成员", "Team member"),
            RelationshipKind::ProjectPartner => self.pick("项目伙伴", "Project partner"),
            RelationshipKind::Supplier => self.pick("供应商", "Supplier"),
        }
    }

    /// The title of what the other side says.
    pub const fn view_of(self, kind: RelationshipKind) -> &'static str {
        match kind {
            RelationshipKind::Client => self.client_view(),
            _ => self.their_view(),
        }
    }

    /// The title of the other side's feedback.
    pub const fn feedback_of(self, kind: RelationshipKind) -> &'static str {
        match kind {
            RelationshipKind::Client => self.client_feedback(),
            _ => self.their_feedback(),
        }
    }

    /// The label of the action that records the other side's feedback.
    pub const fn record_feedback_of(self, kind: RelationshipKind) -> &'static str {
        match kind {
            RelationshipKind::Client => self.record_feedback(),
            _ => self.record_their_feedback(),
        }
    }

    /// The title of the form that edits it.
    pub const fn edit_feedback_of(self, kind: RelationshipKind) -> &'static str {
        match kind {
            RelationshipKind::Client => self.edit_feedback(),
            _ => self.edit_their_feedback(),
        }
    }

    /// The label of the action that edits the other side's details.
    pub const fn edit_of(self, kind: RelationshipKind) -> &'static str {
        match kind {
            RelationshipKind::Client => self.edit_client(),
            _ => self.edit_details(),
        }
    }

    /// The label of the action that puts the record into the bin.
    pub const fn delete_of(self, kind: RelationshipKind) -> &'static str {
        match kind {
            RelationshipKind::Client => self.delete_client(),
            _ => self.delete_record(),
        }
    }
}
