//! Today: the priority list, what is due within a week, and snoozed clients.

texts! {
    today: "今日", "Today";
    clients_to_follow_up(n plural): "{n} 位客户待跟进", "{n} client to follow up", "{n} clients to follow up";
    nobody_waits: "今天没有客户待跟进。", "There is no client to follow up today.";
    follow_up_points(n plural): "待跟进 {n}", "{n} follow-up point", "{n} follow-up points";
    others_need_nothing(n plural): "另有 {n} 位客户目前不需要跟进", "{n} other client needs nothing now", "{n} other clients need nothing now";
    find_client: "查找客户", "Find a client";
    promise_named(what): "承诺“{what}”", "Promise “{what}”";
    reason_breach(date): "{date}信任受损，还没有恢复", "Trust damaged on {date}, not recovered yet";
    reason_promise(promise, days): "{promise}已超期 {days}", "{promise}: {days} overdue";
    reason_falling(slope, unit): "近期趋势下降：{slope} {unit}，超出误差", "The recent trend is falling: {slope} {unit}, beyond error";
    reason_contact(days, cadence): "{days}没有联系，这一阶段最多隔 {cadence}", "No contact for {days}; the maximum at this stage is {cadence}";
    reason_missed_contact(date, days): "说好{date}再联系，已过 {days}", "The next contact was set for {date}, {days} ago";
    reason_no_feedback: "还没有对方的反馈", "No feedback from them yet";
    reason_old_feedback(days): "上次反馈在 {days}前", "Their last feedback is {days} old";
    reason_weak_focus(dimension, score): "{dimension} {score}，是这一阶段的重点", "{dimension} {score}, in the focus of this stage";
    reason_old_rating(days): "上次评分在 {days}前", "The last rating is {days} old";
    snooze: "延后", "Snooze";
    snooze_who(client): "延后：{client}", "Snooze: {client}";
    snooze_date: "延后到哪一天", "Snooze until";
    tomorrow: "明天", "Tomorrow";
    in_a_week: "一周后", "In a week";
    on_this_day: "今天", "Today";
    snoozed_who_until(client, date): "已延后到{date}：{client}", "Snoozed until {date}: {client}";
    snoozed_until(date): "延后到{date}", "until {date}";
    clients_snoozed(n plural): "已延后 {n} 位客户", "{n} client snoozed", "{n} clients snoozed";
    wake: "取消延后", "End the snooze";
    wake_who(client): "取消延后：{client}", "End the snooze: {client}";
    woken_who(client): "已取消延后：{client}", "No longer snoozed: {client}";
    next_contact: "下次联系", "Next contact";
    due_within_a_week: "7 天内到期", "Due within 7 days";
    more_are_due(n plural): "还有 {n} 项，见各位客户的页面。", "{n} more is on the client's page.", "{n} more are on the clients' pages.";
}
