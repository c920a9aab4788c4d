//! The items, and self-assessments.

texts! {
    detailed_rating: "用 16 题评分", "Rate with 16 items";
    previous_item: "上一题", "Previous";
    next_item: "下一题", "Next";
    continue_later: "稍后继续", "Continue later";
    item_of(number, count): "第 {number} 题，共 {count} 题：", "Item {number} of {count}:";
    replied_of(replied, count): "已答 {replied} / {count}", "{replied} of {count} answered";
    skip_item(reply): "{reply}，跳过这题", "{reply}, skip this one";
    advances_label: "选完自动到下一题", "Go on after each answer";
    keys_hint: "也可以用键盘：1–7 作答，0 表示说不准。", "By keyboard: 1–7 answer, 0 is “Can't say”.";
    resumed_here: "接着上次的地方继续。", "You are back where you stopped.";
    start_over: "重新开始", "Start over";
    item_missing: "这题还没答；说不准就选“说不准”。", "Not answered yet; if you can't say, choose “Can't say”.";
    check_title: "都答完了", "That was the last one";
    check_title_open: "还没答完", "Not finished yet";
    answered_count(n plural): "答了 {n} 题", "{n} answered", "{n} answered";
    cannot_say_count(n plural): "{n} 题说不准", "{n} “Can't say”", "{n} “Can't say”";
    open_count(n plural): "还有 {n} 题没答", "{n} still open", "{n} still open";
    skipped_items: "说不准的题，点开可以再看看：", "Marked “Can't say”; open one to look again:";
    unscored_dimensions(names): "{names}的题没有答到一半，这一项不计分，也就没有总分。", "Fewer than half of the items on {names} are answered, so it gets no score, and there is no total.";
    straight_line: "答案都是同一个数。如果每题都想过，直接保存就好；如果答得快了些，可以回头看看。", "All answers are the same number. If you thought about each, just save; if it went a little fast, you can go back and look again.";
    nothing_answered: "全部都是“说不准”，没有可保存的答案。至少答一题。", "Everything is “Can't say”, so there is nothing to save. Answer at least one.";
}
