//! The list of clients and a client's page.

texts! {
    new_client: "新客户", "New client";
    add_client: "添加客户", "Add a client";
    edit_client: "编辑客户资料", "Edit the client";
    delete_client: "删除客户", "Delete the client";
    choose_client: "从左边选一位客户，这里会显示公式、趋势和进程。", "Choose a client on the left to see the formula, the trend and the progress.";
    search: "搜索姓名、单位、标签", "Search name, organisation, tag";
    stage_filter: "按阶段筛选", "Filter by stage";
    all_stages: "全部阶段", "All stages";
    tag_filter: "按标签筛选", "Filter by tag";
    all_tags: "全部标签", "All tags";
    need_filter: "按联系和评分筛选", "Filter by contact and rating";
    all_clients: "全部客户", "All clients";
    contact_overdue: "联系超期", "Contact overdue";
    clear_filters: "清除筛选", "Clear the filters";
    sort: "排序", "Sort";
    sort_by_name: "按姓名", "By name";
    sort_by_trust: "信任最高", "Highest trust";
    sort_by_trend: "上升最快", "Fastest rising";
    sort_by_overdue: "超期最久", "Longest overdue";
    sort_by_last_contact: "最久没联系", "Longest without contact";
    nothing_found: "没有符合条件的客户。", "No client matches.";
    clients_found(n plural): "列出 {n} 位客户", "{n} client listed", "{n} clients listed";
    no_contact_yet: "还没有联系记录", "No contact logged yet";
    contact_today: "今天联系过", "Contact today";
    contact_days_ago(n plural): "{n} 天前联系过", "Contact {n} day ago", "Contact {n} days ago";
    days_overdue(n plural): "超期 {n} 天", "{n} day overdue", "{n} days overdue";
    welcome:
        "给每位客户的四种信任打分，隔一段时间再评一次，就能看到信任增长得多快、变化有没有超出评分误差。",
        "Rate four kinds of trust for each client, and rate again after a while: you see how fast trust grows, and whether a change exceeds rating error.";
    formula_equals: "信任速度 = ", "Trust velocity = ";
    formula_denominator: "时间", "Time";
    rate_myself: "先给自己打分", "Rate yourself first";
    first_contact_on(date): "首次接触 {date}", "First contact {date}";
    rate: "评分", "Rate";
    log_contact: "记录联系", "Log a contact";
    change_stage: "更改阶段", "Change stage";
    record_breach: "记录信任受损", "Record trust damage";
    more_actions: "记一笔、编辑或删除", "Record, edit or delete";
    history: "历史", "History";
    show_all(n plural): "显示全部 {n} 条", "Show all {n}", "Show all {n}";
    edit: "编辑", "Edit";
    edit_entry(which): "编辑：{which}", "Edit: {which}";
    delete_entry(which): "删除：{which}", "Delete: {which}";
    rater_seller: "我的判断", "My estimate";
    rater_client: "客户的回答", "The client's answer";
    rater_peer: "同事的看法", "A colleague's view";
    total_points(total): "总分 {total}", "total {total}";
    incomplete_rating: "有缺项，不计总分", "incomplete, no total";
    served(names): "有助于{names}", "served {names}";
    what_was_done(done): "已做：{done}", "Done: {done}";
    trust_damaged: "信任受损", "Trust damaged";
    entered_stage(stage): "进入“{stage}”", "Entered “{stage}”";
    progress: "进程", "Progress";
    velocity: "速度", "Velocity";
    chart_rater: "谁的评分", "Whose ratings";
    chart_range: "时间范围", "Range of time";
    range_all: "全部", "All";
    range_year: "近一年", "Last year";
    range_quarter: "近 90 天", "Last 90 days";
    as_table: "数据表", "Data table";
    as_picture: "图片", "Picture";
    picture_failed: "浏览器没有生成图片。请换一个浏览器重试。", "The browser made no picture. Please try another browser.";
    picture_title: "图片", "Picture";
    picture_hint: "长按图片可以保存；也可以下载。", "Press and hold the picture to save it, or download it.";
    download: "下载", "Download";
    date_column: "日期", "Date";
    total_column: "总分", "Total";
    gate_label(threshold): "门槛 {threshold}", "Gate {threshold}";
    breach_mark: "受损", "Damage";
    other_ratings: "其他评分", "Other ratings";
    chart_empty: "还没有评分。评过一次后，这里会画出四种信任。", "No rating yet. After the first one, the four kinds of trust are drawn here.";
    chart_hint: "点按或用左右方向键查看每次评分", "Tap, or use the arrow keys, to read each rating";
    chart_summary(count, from, to): "从{from}到{to}共 {count} 次评分。", "Ratings from {from} to {to}: {count}.";
    chart_dimension_summary(dimension, first, last): "{dimension}从 {first} 到 {last}。", "{dimension} from {first} to {last}.";
    chart_stage_summary(stage, from): "{from}起“{stage}”。", "“{stage}” from {from}.";
    chart_breach_summary(date): "{date}信任受损。", "Trust damaged on {date}.";
    chart_trend_summary(value, low, high, unit): "近期趋势 {value}（95% 区间 {low} 到 {high}）{unit}。", "Recent trend {value} (95% band {low} to {high}) {unit}.";
    chart_beyond_edge(n plural): "{n} 个值超出图的范围，见数据表。", "{n} value lies beyond the chart's edge: see the data table.", "{n} values lie beyond the chart's edge: see the data table.";
    no_ratings: "还没有评分", "No rating yet";
    formula_line: "公式速度", "Formula velocity";
    net_line: "净变化", "Net change";
    trend_line: "近期趋势与 95% 区间", "Recent trend with 95% band";
    velocity_hint:
        "公式速度除以首次接触以来的全部时间，会随时间自然变小；看涨跌请看净变化和趋势。",
        "Formula velocity divides by all the time since first contact, so it shrinks by itself; for rise and fall read net change and trend.";
}
