//! Settings.

texts! {
    settings: "设置", "Settings";
    settings_hint: "语言、配色、时间单位，以及数字背后的假定", "Language, theme, unit of time, and what the figures assume";
    language_label: "语言 / Language", "Language / 语言";
    theme_label: "配色", "Theme";
    assumptions: "假定", "Assumptions";
    assumptions_hint: "趋势、误差和门槛都建立在这些假定上，保存后随之重算。联系间隔不改动任何分数和数字。", "Trend, error and gates rest on these and are computed anew once they are saved. The days between contacts change no score and no figure.";
    score_sem_label: "单项评分的测量标准误（分）", "Standard error of measurement of one score (points)";
    window_days_label: "趋势看最近多少天", "Days that the recent trend looks back";
    thresholds_label: "门槛", "Gates";
    cadence_label: "联系间隔（天）", "Days between contacts";
    default_is(value): "默认 {value}", "Default {value}";
    restore_defaults: "恢复默认", "Restore defaults";
    defaults_restored: "已恢复默认假定", "Default assumptions restored";
    doubling(now, doubled): "四项误差假定互相独立；若完全相关（例如整体印象影响每一项），误差会加倍：现在有 {now} 位客户的变化超出误差，加倍后剩 {doubled} 位。", "The four errors are assumed independent. If fully shared, as when one impression colours all four, the error doubles. Clients whose change is more than error: {now} now, {doubled} then.";
    doubling_too_wide: "误差已经很大，加倍后超出可设范围。", "The error is large already; doubled it would leave the range.";
}
