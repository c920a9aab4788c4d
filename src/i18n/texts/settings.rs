//! Settings.

texts! {
    settings: "设置", "Settings";
    settings_hint: "语言、配色、时间单位，以及数字背后的假定", "Language, theme, unit of time, and what the figures assume";
    language_label: "语言 / Language", "Language / 语言";
    theme_label: "配色", "Theme";
    assumptions: "假定", "Assumptions";
    assumptions_hint: "趋势、误差和门槛都建立在这些假定上，保存后随之重算。联系间隔不改动任何分数和数字。", "Trend, error and gates rest on these and are computed anew once they are saved. The days between contacts change no score and no figure.";
    score_sem_label: "单项误差（测量标准误，分）", "Error per score (standard error of measurement, points)";
    window_days_label: "趋势看最近多少天", "Days that the recent trend looks back";
    thresholds_label: "门槛", "Gates";
    cadence_label: "联系间隔（天）", "Days between contacts";
    default_is(value): "默认 {value}", "Default {value}";
    restore_defaults: "恢复默认", "Restore defaults";
    defaults_restored: "已恢复默认假定", "Default assumptions restored";
    doubling(now, doubled): "四项误差假定互相独立；若完全相关（例如整体印象影响每一项），误差会加倍：现在有 {now} 位客户的变化超出误差，加倍后剩 {doubled} 位。", "The four errors are assumed independent. If fully shared, as when one impression colours all four, the error doubles. Clients whose change is more than error: {now} now, {doubled} with the doubled error.";
    own_error_title: "你自己的评分误差", "Your own rating error";
    own_error(n, sem, low, high): "{n} 对盲评：{sem}（95% 区间 {low}–{high}）", "From {n} pairs: {sem} (95% band {low}–{high})";
    own_error_few(n, fewest): "盲评 {n} 对；满 {fewest} 对后，这里会估计你自己的误差。评分后一到七天内再评同一位客户，表单会问你要不要盲评。", "Blind re-ratings: {n}. From {fewest} on, your own error is estimated here. Where you rate a client again one to seven days later, the form asks whether to do it blind.";
    own_error_zero(n): "{n} 对盲评的分数全都一样，估计不出误差。", "The scores of {n} blind re-ratings are all the same: no error can be estimated.";
    use_own_error(sem): "采用 {sem}", "Use {sem}";
    step_own_error_pairs(n, scores): "{n} 次盲评和它们之前的评分，共 {scores} 对分数；d = 第一次 − 第二次", "{n} blind re-ratings and the ratings before them: {scores} pairs of scores, d = first − second";
    step_own_error(scores, sem): "测量标准误 = √(Σd² ÷ (2 × {scores})) = {sem}", "Standard error of measurement = √(Σd² / (2 × {scores})) = {sem}";
    step_own_error_band(scores, low, high): "95% 区间由自由度 {scores} 的 χ² 分布得出：{low} 到 {high}", "95% band by the χ² distribution with {scores} degrees of freedom: {low} to {high}";
    bias_title: "你的判断与客户回答的平均差", "Your estimates and your clients' answers, on average";
    bias_empty: "还没有哪位客户的回答与你的评分相隔不到 30 天。", "No client has answered within 30 days of a rating of yours yet.";
    bias_higher(name, points, n): "{name}：你平均比客户高 {points} 分，{n} 对。", "{name}: you rate {points} higher than they do, pairs: {n}.";
    bias_lower(name, points, n): "{name}：你平均比客户低 {points} 分，{n} 对。", "{name}: you rate {points} lower than they do, pairs: {n}.";
    bias_same(name, n): "{name}：你和客户平均相同，{n} 对。", "{name}: you and they rate the same, pairs: {n}.";
    bias_band(low, high): "95% 区间 {low} 到 {high}。", "95% band {low} to {high}.";
    bias_hint: "差不说明谁对。你用滑块、客户用题目时，两边评的不是同一件事，差就不全是看法不同。", "A gap does not say who is right. With your sliders beside their items, the two are not about the same thing, so it is more than a difference of views.";
    icon_badge: "在应用图标上显示有几位客户待跟进", "Show on the app's icon how many clients to follow up";
    icon_badge_hint: "图标上的数字停在上次打开的时候，应用关着时不会变；上锁后不显示。只影响这台设备。", "The count is as old as the last opening: while the app is closed, it does not change. It is not shown while the records are locked. The choice is for this device alone.";
    doubling_too_wide: "误差已经很大，加倍后超出可设范围。", "The error is large already; doubled it would leave the range.";
}
