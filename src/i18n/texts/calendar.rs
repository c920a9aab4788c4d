//! Calendar files: due dates of promises, planned actions and next contacts.

use crate::{
    domain::Profile,
    exchange::{CalendarKind, initials},
    i18n::Text,
};

texts! {
    add_to_calendar: "加入日历", "Add to calendar";
    add_to_calendar_which(what): "加入日历：{what}", "Add to calendar: {what}";
    calendar_names: "写上姓名、单位、承诺和行动的内容", "With names, organisations, and what was promised or planned";
    calendar_names_hint: "不勾选时只写姓名的首字：日历常常存在云端，会同步到别的设备，也可能与同事共享。", "If you leave it unticked, the file has only initials: calendars are often kept in a cloud, are synchronised to other devices, and may be shared with colleagues.";
    calendar_twice: "改期以后再存一次，再打开它：按标准做的日历会移动这一天，并取消撤回的。有些日历仍会再添一条，这时请手动删掉旧的。", "After a change of date, save the file and open it again: a calendar that follows the standard moves the event, and cancels what was withdrawn. Some still add the event a second time; then delete the old one by hand.";
    calendar_save: "存成日历文件（.ics）", "Save as a calendar file (.ics)";
    calendar_saved: "文件已交给浏览器。打开它，日历就会问你要不要加入。", "The browser has the file. Open it, and your calendar asks whether to add it.";
    calendar_not_saved(reason): "浏览器没有存下文件（{reason}）。请换一个浏览器再试。", "The browser did not save the file ({reason}). Try it in another browser.";
    calendar_title: "放进日历", "Into your calendar";
    calendar_coming(n plural): "未来 30 天：{n} 项，包括到期的承诺、计划的行动和下次联系。", "In the coming 30 days: {n} promise, planned action or next contact.", "In the coming 30 days: {n} promises, planned actions and next contacts.";
    calendar_cancelled(n plural): "过去 30 天里撤回、完成或改期的有 {n} 项，日历会取消它们。", "Withdrawn, settled or rescheduled in the last 30 days: {n}. Your calendar cancels it.", "Withdrawn, settled or rescheduled in the last 30 days: {n}. Your calendar cancels them.";
    calendar_nothing: "未来 30 天没有到期的承诺和行动，也没有约好的联系。", "Nothing is due in the coming 30 days.";
    calendar_promise(who): "承诺到期：{who}", "Promise due: {who}";
    calendar_promise_what(who, what): "承诺到期：{who}，{what}", "Promise due: {who}, {what}";
    calendar_action(who): "计划的行动：{who}", "Planned action: {who}";
    calendar_action_what(who, what): "计划的行动：{who}，{what}", "Planned action: {who}, {what}";
    calendar_review(who): "回看行动：{who}", "Look at an action again: {who}";
    calendar_review_what(who, what): "回看行动：{who}，{what}", "Look at an action again: {who}, {what}";
    calendar_contact(who): "联系客户：{who}", "Contact: {who}";
}

impl Text {
    /// The title of a calendar event: with the client's name and the words of the promise or the planned
    /// action, or with initials alone.
    pub fn calendar_summary(self, profile: &Profile, kind: &CalendarKind, names: bool) -> String {
        let who = if names {
            self.client_line(profile)
        } else {
            initials(profile.name.as_str())
        };
        match kind {
            CalendarKind::Promise(what) if names => self.calendar_promise_what(&who, what),
            CalendarKind::Promise(_) => self.calendar_promise(&who),
            CalendarKind::Action { what, is_review } => match (*is_review, names) {
                (false, true) => self.calendar_action_what(&who, what),
                (false, false) => self.calendar_action(&who),
                (true, true) => self.calendar_review_what(&who, what),
                (true, false) => self.calendar_review(&who),
            },
            CalendarKind::Contact => self.calendar_contact(&who),
        }
    }
}
