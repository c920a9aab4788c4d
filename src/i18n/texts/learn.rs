//! The frame of the pages that teach, and the tour of the examples.

texts! {
    learn: "学习", "Learn";
    learn_hint: "信任从哪里来、公式怎么用、受损后怎么补救", "Where trust comes from, how to use the formula, what to do after damage";
    learn_contents: "学习目录", "Contents of Learn";
    learn_lead: "每页几分钟，可以按顺序读，也可以只看用得上的。", "A few minutes a page: read them in order, or only what you need.";
    learn_keys: "按 ← 和 → 翻页。", "The keys ← and → turn the pages.";
    learn_figures: "应用里的每个数字怎么算，另见：", "How each figure in the app is computed:";
    learn_ways: "上一页与下一页", "Previous and next page";
    previous_page: "上一页", "Previous";
    next_page: "下一页", "Next";
    learn_place(at, count): "第 {at} 页，共 {count} 页", "Page {at} of {count}";
    learn_try: "动手试一试", "Try it";
    learn_try_hint: "这里的数字只用来练习，不会保存。", "These figures are for practice only and are not saved.";
    learn_days: "从首次接触到评分那天", "From first contact to the rating";
    learn_move_time: "分数不动，只移动时间", "The scores stay; only time moves";
    learn_move_time_hint: "四项分数一直没变，总分始终是 21.0。", "None of the four scores changes; the total is 21.0 throughout.";
    tour_examples: "看看示例（四步）", "Tour of the examples (four steps)";
    tour_offer: "用两位示例客户，看一遍列表、公式、趋势和记录：", "The list, the formula, the trend and the records, shown on two example clients:";
    tour_place(at, count): "第 {at} 步，共 {count} 步", "Step {at} of {count}";
    tour_loading: "正在载入两个示例客户…", "Loading the two example clients…";
    tour_not_loaded: "示例客户还没有载入。", "The example clients are not loaded.";
    tour_previous: "上一步", "Back";
    tour_next: "下一步", "Next";
    tour_end: "结束", "End";
    tour_list: "客户列表", "The list of clients";
    tour_list_words:
        "每位客户一栏：阶段、多久没联系、最近的四种信任和总分（满分 40）、近期趋势。最久没联系的排在最前面，也可以按趋势或超期排序。",
        "Each client has an entry: the stage, the time since the last contact, the latest four scores with their total out of 40, and the recent trend. Whoever has gone longest without contact comes first; you can also sort by trend, or by how long contact is overdue.";
    tour_list_examples(remove):
        "标有“示例”的两位是虚构的。不再需要时，用列表末尾的“{remove}”。",
        "The two marked “Example” are invented. When you no longer need them, press “{remove}” at the end of the list.";
    tour_formula: "公式里的数字", "The formula with its figures";
    tour_formula_words(client):
        "这是{client}：四种信任的分数相加，除以首次接触以来的时间，就是公式速度。点这些数字，可以看到每一步怎么算。时间越长，公式速度越小，这不等于信任变少了。",
        "This is {client}: the four scores, added and divided by the time since first contact, give the formula velocity. Press the figures to see each step of the working. As time passes the formula velocity shrinks, which does not mean that trust has fallen.";
    tour_verdict: "趋势和误差", "The trend and its error";
    tour_verdict_words:
        "先用一句话说：总分从多少到多少，变化有没有超出评分误差。下面是近期趋势和 95% 区间：整个区间都在 0 以上，才算上升；都在 0 以下，才算下降；区间包含 0，变化可能只是误差。",
        "First one sentence: from which total to which, and whether the change is more than rating error. Below it stand the recent trend and its 95% band: it counts as rising only if the whole band lies above 0, as falling only if it lies below 0; if the band contains 0, the change may be error alone.";
    tour_records: "记录联系，再次评分", "Log contacts, rate again";
    tour_records_words(log, rate):
        "和客户联系以后，点“{log}”；隔一段时间，点“{rate}”再评一次，这一页的数字就会更新。现在可以在这位示例客户上试一次，保存以后能撤销；也可以直接结束。",
        "After a contact press “{log}”; after a while press “{rate}” to rate again, and the figures of this page follow. You can try it on this example now, and undo what you have saved; or end the tour here.";
}
