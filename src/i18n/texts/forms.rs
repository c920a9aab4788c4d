//! The forms: labels, hints and buttons.

texts! {
    draft_restored: "已恢复上次没有保存的内容。", "What you had typed and not saved is here again.";
    discard_draft: "丢弃这些内容", "Discard it";
    name_label: "姓名", "Name";
    name_placeholder: "例如：陈工", "For example: Ms Chen";
    organisation_label: "单位", "Organisation";
    title_label: "职位", "Position";
    first_contact_label: "首次接触日期", "Date of first contact";
    first_contact_hint: "公式的时间从这一天算起；早于它的记录不能添加。", "The formula's time runs from this day; no entry can lie before it.";
    tags_label: "标签", "Tags";
    tags_hint: "用逗号分开，例如：制造业，华东", "Separated by commas, for example: manufacturing, east";
    note_label: "备注", "Note";
    date_label: "日期", "Date";
    edit_rating: "编辑评分", "Edit the rating";
    rater_label: "谁的评分", "Whose rating";
    person_label: "客户方的人", "Person at the client";
    person_hint: "每个人的回答各成一列，从不混算。", "Each person's answers are a series of their own and never mixed.";
    sliders_hint: "想想最近的具体事情，再移动滑块。说不准的就勾选“说不准”，不要估 0 分。", "Think of something that happened lately, then move the slider. Where you can't say, tick “Can't say” rather than 0.";
    slider_open: "还没有评：移动滑块，或输入 0–10 的数", "Not rated yet: move the slider, or type a number from 0 to 10";
    unknown_meaning: "记为缺失，不算 0 分；缺一项就没有总分", "Recorded as missing, not as 0; with one missing there is no total";
    cant_say: "说不准", "Can't say";
    last_time(score): "上次 {score}", "Last time {score}";
    score_of(dimension): "{dimension}的分数", "Score of {dimension}";
    slider_of(dimension): "{dimension}的滑块", "Slider of {dimension}";
    rating_note_hint: "写下依据：客户做了什么、说了什么。", "Write what it rests on: what the client did or said.";
    after_saving: "保存后：", "After saving:";
    nothing_rated: "四项都是“说不准”，没有可保存的分数。至少给一项打分。", "All four are “Can't say”, so there is nothing to save. Rate at least one.";
    edit_contact: "编辑联系", "Edit the contact";
    channel_label: "方式", "Channel";
    minutes_label: "时长（分钟）", "Length (minutes)";
    minutes_hint: "可以不填；填了才能算按接触时间的速度。", "May be left empty; the velocity over contact hours counts what is filled in.";
    served_label: "这次联系有助于哪种信任", "Which kinds of trust it served";
    contact_note_hint: "谈了什么，对方说了什么。", "What was discussed, what they said.";
    edit_breach: "编辑信任受损", "Edit the trust damage";
    breach_hint: "如果确实是我方的错，先承认，再说明怎么补救、怎么不再发生。这里只记事实。", "If the fault is ours, admit it first, then say how it is mended and kept from happening again. Record just the facts here.";
    breach_dimension_label: "伤到最多的是", "Hurt most";
    severity_label: "程度", "Severity";
    breach_what_label: "发生了什么", "What happened";
    breach_what_hint: "例如：报价单漏了运费，客户在签约时才发现。", "For example: the quote left out freight; the client found out when signing.";
    breach_done_label: "已经做了什么", "What was done about it";
    breach_done_hint: "可以以后再补。", "May be added later.";
    edit_stage: "编辑阶段", "Edit the stage";
    now_in_stage(stage): "现在的阶段：{stage}", "Present stage: {stage}";
}
