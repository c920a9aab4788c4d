//! The frame of the pages that teach.

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
}
