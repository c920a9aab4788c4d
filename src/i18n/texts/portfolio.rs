//! All clients beside the list: level against trend, the board of stages, and the stages over time.

texts! {
    level_and_trend: "水平与趋势", "Level and trend";
    stage_board: "阶段看板", "Stage board";
    stages_over_time: "阶段的变化", "Stages over time";
    portfolio_views: "客户的几种看法", "Ways to see the clients";
    as_list: "列表", "List";
    portfolio_empty: "还没有客户。添加了客户，这里会显示他们的水平、趋势和阶段。", "No client yet. Once there are some, their levels, trends and stages are shown here.";
    never_ranked:
        "客户之间比较总分和近期趋势，不按公式速度排名：公式速度会随时间变小，认识得越晚的客户看上去越快。",
        "Clients are compared by total and recent trend, never ranked by formula velocity: it shrinks as time goes on, so whoever was met last would seem fastest.";
    dot_per_client: "每位客户一个点", "A dot for each client";
    portfolio_hint:
        "越靠右，总分越高；越靠上，近期趋势越高。空心点：趋势在误差以内；实心点：超出误差。灰色带是误差范围的中位数，每位客户自己的范围在查看时画出。",
        "Further right, the total is higher; further up, the recent trend is higher. A hollow dot: the trend is within error; a full dot: it exceeds error. The grey zone is the median error; each client's own band is drawn when you read the dot.";
    portfolio_chart_hint: "点按或用方向键查看客户；再点一次或按回车，打开客户的页面", "Tap, or use the arrow keys, to read a client; tap again, or press Enter, to open the page";
    trend_per(unit): "近期趋势（{unit}）", "Recent trend ({unit})";
    error_zone: "误差范围（中位数）", "Error (median)";
    without_stage: "没有阶段", "No stage";
    no_trends: "还没有可以比较的近期趋势", "No recent trend to compare yet";
    no_trends_hint: "还没有可以画出的客户：近期趋势要有三个不同日期的完整评分。", "No client can be drawn yet: a recent trend needs complete ratings on three dates.";
    client_column: "客户", "Client";
    band_column: "95% 区间", "95% band";
    verdict_column: "判断", "Verdict";
    portfolio_summary(clients, rising, falling, within): "画出 {clients} 位客户：上升 {rising} 位，下降 {falling} 位，误差内 {within} 位。", "Clients drawn: {clients}; rising {rising}, falling {falling}, within error {within}.";
    dots_beyond_edge(n plural): "{n} 位客户的趋势超出图的范围，用箭头画在边上。", "The trend of {n} client lies beyond the chart and is marked by an arrow at its edge.", "The trends of {n} clients lie beyond the chart and are marked by arrows at its edge.";
    not_drawn: "没有画出的客户", "Clients that are not drawn";
    not_drawn_stale(n plural): "最后一次评分太久，只知道当时的趋势：{n} 位", "The last rating is too old, so only the trend of that time is known: {n}", "The last rating is too old, so only the trend of that time is known: {n}";
    not_drawn_insufficient(n plural): "完整评分不到三个日期：{n} 位", "Complete ratings on fewer than three dates: {n}", "Complete ratings on fewer than three dates: {n}";
    not_drawn_ended(n plural): "关系已结束：{n} 位", "The relationship has ended: {n}", "The relationship has ended: {n}";
    show_more_clients(rest plural): "再显示（还有 {rest} 位）", "Show more ({rest} left)", "Show more ({rest} left)";
    weights_title: "换一种权重，顺序变不变", "Does the order survive other weights?";
    weights_intro: "总分里四项各算一份，这是公式的约定。下面让其中一项算两份，再按水平排一次：", "In the total each of the four counts once, which is the formula's convention. Below, one of them counts twice, and the clients are ordered by level again:";
    weights_of(name, kept, first, tau): "{name}算两份：前 {first} 位里有 {kept} 位仍在前 {first} 位，Kendall τ = {tau}。", "{name} twice: {kept} of the first {first} stay among the first {first}; Kendall's τ = {tau}.";
    weights_meaning:
        "τ 为 1 表示两次的顺序完全相同，0 表示没有关系。只比较四项都评过、关系没有结束的客户，按各项最新的评分；水平只看最新的评分，所以与趋势用多少天无关。",
        "A τ of 1 means the same order both times, 0 that the two have nothing to do with each other. Compared are clients with all four scores whose relationship goes on, by the latest score of each; a level is that of the latest scores, so the days that a trend uses do not change it.";
    windows_title: "换一个趋势窗口，顺序变不变", "Does the order by trend survive another window?";
    windows_intro(days): "近期趋势看最近 {days} 的评分（在设置里改）。下面换成别的天数，再按趋势排一次，和现在的顺序比。这要读取全部客户的评分。", "By the settings, the recent trend uses the ratings of the last {days}. Below, it uses other numbers of days, and the clients are ordered by trend again. For this, the ratings of all clients are read.";
    compare_windows: "比较", "Compare";
    window_of(days, n, kept, first, tau): "{days}，两次都有近期趋势的 {n} 位：前 {first} 位里有 {kept} 位仍在前 {first} 位，Kendall τ = {tau}。", "{days}, clients with a recent trend both times: {n}; {kept} of the first {first} stay among the first {first}; Kendall's τ = {tau}.";
    window_of_few(days, n): "{days}，两次都有近期趋势的只有 {n} 位，不到四位，不比较。", "{days}, clients with a recent trend both times: {n}. Fewer than four are not compared.";
    windows_meaning:
        "τ 为 1 表示两次的顺序完全相同，0 表示没有关系。关系已结束的、评分已过期的不算在内；上升最快的排在最前。许多趋势本来就在误差之内，它们之间的顺序不说明什么。",
        "A τ of 1 means the same order both times, 0 that the two have nothing to do with each other. Left out are relationships that have ended and ratings that are too old; the steepest rise comes first. Many trends are within rating error, and the order among those says nothing.";
    stage_board_hint:
        "拖动卡片，或用卡片上的按钮，把客户移到另一个阶段；焦点在卡片上时，Shift 加左右方向键也可以。每列总分高的在前。",
        "Drag a card, or use its button, to move a client to another stage; with the focus in a card, Shift with the left or right arrow does the same. In each column the highest total comes first.";
    stage_column_label(stage, n): "{stage}：{n} 位", "{stage}: {n}";
    median_in_stage(days): "已停留天数的中位数：{days}", "Median time in it so far: {days}";
    stage_entered_lately(n plural): "近 30 天进入 {n} 位", "{n} entered in the last 30 days", "{n} entered in the last 30 days";
    no_one_in_stage: "这一阶段没有客户。", "No client in this stage.";
    move_to: "移到…", "Move to…";
    move_client(who): "移到…（{who}）", "Move to… ({who})";
    move_title(who): "更改阶段：{who}", "Change the stage: {who}";
    move_save: "更改阶段", "Change the stage";
    weakest_of_gate(name, score, threshold): "{name} {score}，门槛 {threshold}", "{name} {score} of {threshold}";
    breach_open: "信任受损，还没有恢复", "Trust damaged, not recovered yet";
    all_gates_passed: "门槛都到了", "All gates reached";
    evidence_none: "回到较早的阶段和结束关系，不看门槛。", "Going back to an earlier stage, or ending a relationship, needs no gate.";
    evidence_enough: "门槛都到了，评分也不旧。", "All gates are reached by recent scores.";
    evidence_thin: "依据还不够。仍然可以更改，由你决定。", "The evidence is thin. You can still make the change: it is yours to decide.";
    score_reaches_gate(name, score, threshold): "{name} {score}，到了门槛 {threshold}。", "{name} is at {score}, and has reached the gate of {threshold}.";
    score_reached_gate_before(name, score, threshold, date): "{name} {score}，到了门槛 {threshold}，但这是{date}的评分。", "{name} is at {score}, and has reached the gate of {threshold}, but as of the rating on {date}.";
    feedback_missing(days): "最近 {days} 天没有客户自己的反馈；长期合作需要它来核对。", "No feedback from the client in the last {days} days; a long-term relationship needs it as a check.";
}

texts! {
    clients_by_stage: "各阶段有多少位客户", "How many clients stood in each stage";
    stages_hint:
        "每根柱子表示当天有多少位客户在这一阶段，右上角写今天有多少位。日期取月末、季末或年末，最多 24 个，最后一个是今天；按各位客户记录的阶段和日期，退回去的也算，回收站里的不算。",
        "Each bar is the number of clients in the stage on that day; at the upper right is today's. The dates are the ends of months, quarters or years, at most 24, and the last is today; counted by the stages and dates recorded for each client, going back included, the bin left out.";
    stages_too_short: "记录还不到两个月，看不出变化。离最早的首次接触满两个月，这里会画出来。", "There are not yet two months of records, so no change can be shown. It is drawn here once the earliest first contact is two months ago.";
    stages_chart_hint: "点按或用左右方向键查看每个日期", "Tap, or use the arrow keys, to read each date";
    stages_summary(first, last): "各阶段有多少位客户，从{first}到{last}。", "How many clients stood in each stage, from {first} to {last}.";
    stages_on(date, counts): "{date}当天：{counts}。", "On {date}: {counts}.";
    time_in_stage: "在各阶段停留多久", "How long clients stay in each stage";
    median_days_column: "中位数", "Median";
    stays_column: "次数", "Stays";
    onward_column: "进入后面的阶段", "Went on";
    back_column: "退回", "Went back";
    ended_column: "结束", "Ended";
    running_column: "还在", "Still there";
    median_not_reached(days): "超过 {days}", "over {days}";
    few_stays(n plural, stage): "“{stage}”只有 {n} 次停留，中位数只作参考。", "“{stage}” has only {n} stay: read its median with care.", "“{stage}” has only {n} stays: read its median with care.";
    time_in_stage_hint:
        "一次停留从进入阶段那天到下一次换阶段，退回去的以后另算一次。还没有离开的停留也算在内，按“至少这么久”计（Kaplan–Meier 估计）：只算已经离开的，中位数会偏短。一半以上比最久的停留还久时，算不出中位数，只写“超过”。阶段是你定的，停留多久说的是记录，不说快慢好坏。",
        "A stay goes from the day a stage is entered to the next change of stage; who goes back has a further stay. Stays that are not over count too, as “at least so long” (the Kaplan–Meier estimate): with completed stays alone the median would be too short. Where more than half stay longer than any stay seen, there is no median, and only “over” is shown. You set the stages: how long a stay is says what was recorded, and not that longer is worse.";
}
