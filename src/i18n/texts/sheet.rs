//! The trainer's guide, and exercises on paper.

texts! {
    guide_contents: "讲师指南目录", "Contents of the trainer's guide";
    guide_contents_hint: "每页讲一件事，按 ← 和 → 翻页。在目录这一页打印，得到整本指南；在其中一页打印，只得到那一页。", "One subject a page; the keys ← and → turn the pages. Printed from here you get the whole guide, and from a page that page alone.";
    trainers_sheets: "每个练习的讲师提示页", "A trainer's sheet for each exercise";
    trainers_sheets_hint: "每张印成一页 A4。上面有参考答案，不要让学员看到。", "Each prints on one A4 page. They hold the key, so keep them from trainees.";
    trainers_sheet: "讲师提示页", "Trainer's sheet";
    trainers_sheet_hint: "上面有参考答案，不要让学员看到。", "It holds the key, so keep it from trainees.";
    paper_sheet: "打印纸面题单", "Print paper sheet";
    paper_sheet_name: "纸面题单", "Paper sheet";
    paper_sheet_hint: "给没有手机的教室用，不带参考答案。计算和读数题另起一页，上面有参考答案里的分数：收了评分再发。", "For a room without phones; it does not hold the key. The tasks are on a page of their own, since they give scores from the key: hand it out once the ratings are in.";
    print_page: "打印", "Print";
    paper_name: "姓名", "Name";
    paper_rules: "只凭材料里写的事打分，0 到 10 分，可以打 0.5 分。看不出来就画一横，那不是 0 分。一个时间点答完，再看下一个。", "Go only by what is written. Score from 0 to 10, in steps of 0.5. Where you cannot tell, draw a dash; that is not a 0. Finish one time point before you read the next.";
    paper_scores: "四种信任，各 0–10 分", "Four kinds of trust, 0–10 each";
    paper_one_stage: "阶段，选一个", "Stage, choose one";
    paper_one_action: "下一步，选一个", "Next action, choose one";
    paper_tasks_hint: "打完分再看这一页。", "Read this page after you have rated.";
    paper_working: "算式和答案", "Working and answer";
    sheet_point(number, day): "{number}（第 {day} 天）", "{number} (day {day})";
    sheet_best: "最合适的下一步", "Best next action";
}
