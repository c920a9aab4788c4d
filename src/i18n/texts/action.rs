//! Planned actions, advice on a client's page, and the repair after trust was damaged.

use crate::{
    domain::{
        NonEmptyText, NonEmptyTextError, RepairStep, ReviewResult,
        draft::{ActionError, ActionState},
    },
    i18n::Text,
};

texts! {
    next_steps: "下一步", "What to do next";
    planned_actions: "计划的行动", "Planned actions";
    plan_an_action: "计划一个行动", "Plan an action";
    edit_action: "编辑行动", "Edit the action";
    action_none_open: "没有待完成的行动。", "No action is open.";
    action_open: "计划的行动", "Planned action";
    action_done: "行动已完成", "Action done";
    action_dismissed: "行动已放弃", "Action dismissed";
    action_ended: "行动已终止", "Action ended";
    action_due(date): "{date}前完成", "due {date}";
    action_overdue(date): "已过期，原定{date}", "overdue since {date}";
    action_settled(date): "记在{date}", "settled on {date}";
    action_planned_and_due(what, date): "{what} · {date}前完成", "{what} · due {date}";
    action_planned_and_review(what, date): "{what} · {date}回看", "{what} · to review {date}";
    action_review_on(date): "{date}回看", "to be reviewed on {date}";
    action_review_overdue(date): "该回看了，原定{date}", "review overdue since {date}";
    action_reviewed(date, result, why): "{date}回看：{result}，{why}", "reviewed on {date}. {result}: {why}";
    action_named(what): "行动“{what}”", "Action “{what}”";
    action_review_named(what): "回看行动“{what}”", "Review of the action “{what}”";
    action_mark_done: "今天完成了", "Done today";
    action_mark_done_which(what): "今天完成了：{what}", "Done today: {what}";
    action_dismiss: "放弃", "Dismiss";
    action_dismiss_which(what): "放弃：{what}", "Dismiss: {what}";
    action_review: "记录回看结果", "Record the review";
    action_review_which(what): "记录回看结果：{what}", "Record the review: {what}";
    action_what_label: "要做什么", "What is to be done";
    action_what_hint: "一件具体的事，例如：请工程师一起到现场看一次。", "One concrete thing, for example: to visit the site with an engineer.";
    action_planned_label: "哪天计划的", "Planned on";
    action_due_label: "哪天之前完成", "Due date";
    action_due_hint: "到期前一周起出现在“今日”里。", "From a week before, it is listed on Today.";
    action_state_label: "做了吗", "Was it done?";
    action_state_open: "还没有", "Not yet";
    action_state_done: "完成了", "Done";
    action_state_dismissed: "放弃了", "Dismissed";
    action_on_label: "完成或放弃的日期", "Date on which it was done or dismissed";
    action_review_label: "哪天回看", "Review date";
    action_review_hint: "可以不填。到那一天再看：照做、改做法，还是不再做。", "You can leave it empty. On that day you look again: keep it, change it, or end it.";
    action_result_label: "回看的结果", "Result of the review";
    action_result_none: "还没有回看", "Not reviewed yet";
    action_why_label: "为什么", "Why";
    action_of_advice: "来自建议。", "From the advice.";
    action_error_what: "请写一句要做什么。", "Please write in a sentence what is to be done.";
    action_error_why: "请写一句为什么。", "Please write in a sentence why.";
    action_error_review: "有了回看的结果，请填写回看的日期。", "There is a result of the review: please give its date.";
    rises_after_actions: "分数上升之前做过的事", "Done before the scores rose";
    rise_after_actions(from, to, change): "{from} 到 {to}，总分 {change}，超出评分误差。在这次上升之前做过：", "From {from} to {to} the total changed by {change}, beyond rating error. Done before this rise:";
    rises_are_no_proof: "先后是事实，是不是原因，从这里看不出来。", "The order is a fact. Whether one caused the other cannot be told from it.";
    action_done_on(what, date): "{what}，{date}完成", "{what}, done on {date}";
    advice: "建议", "Advice";
    advice_for(dimension, score): "{dimension}，现在 {score}", "{dimension}, now {score}";
    advice_for_unrated(dimension): "{dimension}，还没有评分", "{dimension}, not rated yet";
    advice_ended: "这段关系已经结束，没有建议。", "The relationship has ended, and there is no advice.";
    advice_all_taken: "这一项的建议都计划过或放弃过了，见历史。", "All advice on this was planned or dismissed: see the history.";
    advice_plan: "计划这个行动", "Plan this action";
    advice_dismiss: "不适合这位客户", "Not for this client";
    plan_until: "完成日期", "Due date";
    repair_plan: "修复计划", "Repair plan";
    repair_of(date, what): "{date}信任受损：{what}", "Trust damaged on {date}: {what}";
    repair_hint: "如果确实是我方的错，先承认，不辩解。补偿要先在公司内报告并得到同意，再告诉客户。", "If the fault is ours, admit it first and do not argue. Report what could make up for it, and tell the client once your company agrees.";
    repair_progress(done, all): "已完成 {done}/{all} 步", "Steps done: {done} of {all}";
    repair_step_plan: "计划这一步", "Plan this step";
    repair_plan_all(n plural): "计划全部 {n} 步", "Plan all {n} steps", "Plan all {n} steps";
    repair_step_plan_which(step): "计划这一步：{step}", "Plan this step: {step}";
    repair_step_open: "还没有计划", "not planned";
    repair_step_done(date): "{date}完成", "done on {date}";
    repair_acknowledge: "承认我方的错", "Acknowledge our fault";
    repair_explain: "说明怎么会发生", "Explain how it came about";
    repair_compensate: "在公司允许的范围内补偿", "Make up for it, as the company allows";
    repair_prevent: "防止再次发生", "Keep it from happening again";
    repair_follow_up: "回访：问客户是否已经补救好", "Follow up: ask whether it has been put right";
    review_kept: "照做", "Kept";
    review_changed: "改做法", "Changed";
    review_ended: "不再做", "Ended";
    trend_since_breach(date): "近期趋势从{date}信任受损起算，之前的评分不计入。", "The trend is counted from the trust damage of {date} on, without the ratings before it.";
}

impl Text {
    /// A step of a repair, as what is to be done.
    pub const fn repair_step(self, step: RepairStep) -> &'static str {
        match step {
            RepairStep::Acknowledge => self.repair_acknowledge(),
            RepairStep::Explain => self.repair_explain(),
            RepairStep::Compensate => self.repair_compensate(),
            RepairStep::Prevent => self.repair_prevent(),
            RepairStep::FollowUp => self.repair_follow_up(),
        }
    }

    /// The result of a review.
    pub const fn review_result(self, result: ReviewResult) -> &'static str {
        match result {
            ReviewResult::Kept => self.review_kept(),
            ReviewResult::Changed => self.review_changed(),
            ReviewResult::Ended => self.review_ended(),
        }
    }

    /// The state of an action, as a choice.
    pub const fn action_state(self, state: ActionState) -> &'static str {
        match state {
            ActionState::Open => self.action_state_open(),
            ActionState::Done => self.action_state_done(),
            ActionState::Dismissed => self.action_state_dismissed(),
        }
    }

    /// The reason why a planned action is not valid.
    pub fn action_error(self, error: &ActionError) -> String {
        match error {
            ActionError::Date(error) => self.typed_date_error(error),
            ActionError::LaterDate(error) => self.typed_later_date_error(error),
            ActionError::What(NonEmptyTextError::Empty) => self.action_error_what().to_owned(),
            ActionError::Why(NonEmptyTextError::Empty) => self.action_error_why().to_owned(),
            ActionError::What(NonEmptyTextError::TooLong(count))
            | ActionError::Why(NonEmptyTextError::TooLong(count)) => {
                self.too_long(count, &NonEmptyText::MAX_CHARS)
            }
            ActionError::NoReviewDay => self.action_error_review().to_owned(),
        }
    }
}
