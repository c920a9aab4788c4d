//! The items, and self-assessments.

use crate::{
    domain::{Language, Occasion},
    i18n::Text,
};

impl Text {
    /// On what occasion somebody assesses themself.
    pub const fn occasion(self, occasion: Occasion) -> &'static str {
        match (occasion, self.0) {
            (Occasion::Ordinary, Language::Zh) => "平常",
            (Occasion::Ordinary, Language::En) => "Any day",
            (Occasion::Pretest, Language::Zh) => "课程前",
            (Occasion::Pretest, Language::En) => "Before a course",
            (Occasion::Posttest, Language::Zh) => "课程后",
            (Occasion::Posttest, Language::En) => "After a course",
            (Occasion::RetrospectivePretest, Language::Zh) => "课后回看课前",
            (Occasion::RetrospectivePretest, Language::En) => "Looking back at before",
        }
    }
}

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
    straight_line: "所有题选的都一样。如果每题都想过，直接保存就好；如果答得快了些，可以回头看看。", "All answers are the same. If you thought about each, just save; if it went a little fast, you can go back and look again.";
    nothing_scored: "没有一种信任答到了一半的题，还不能计分，所以没有保存。请再答几题。", "No kind of trust has half of its items answered, so there is no score yet, and nothing was saved. Please answer some more.";
    save_and_see: "保存，看结果", "Save and see the result";
    start_title: "给自己评一次", "Assess yourself";
    start_hint: "想想最近三个月和客户打交道的日常，逐题作答。答完能看到哪种信任最强、哪种最弱，以及接下来可以做的两件事。", "Think of everyday work with clients over the last three months, and answer item by item. Then you see which kind of trust is strongest, which is weakest, and two things to do next.";
    form_label: "题数", "Length";
    full_form: "16 题，约 3 分钟", "16 items, about 3 minutes";
    short_form: "4 题，约 1 分钟", "4 items, about a minute";
    occasion_label: "什么时候", "When";
    start: "开始", "Start";
    begun_title: "有一份没答完", "One was not finished";
    answered_title: "有一份答完了，还没有保存", "One is answered, and not saved yet";
    go_on: "接着答", "Go on";
    check_and_save: "去保存", "Check and save";
    discard_begun_which(which): "丢弃没有保存的：{which}", "Discard what was not saved: {which}";
    trend_of_form(form): "自评的变化 · {form}", "How your scores change · {form}";
    what_it_is_not: "这份自评是什么、不是什么", "What this is, and what it is not";
    course: "课程前后", "Before and after a course";
    course_profile: "课程前后的画像", "Profiles before and after";
    not_yet: "还没有", "not yet";
    after_minus_before: "课程后 − 课程前", "After − before";
    after_minus_then: "课程后 − 课后回看课前", "After − looking back";
    difference_beyond(name, least): "{name}：超出两次评分的误差（{least} 分）", "{name}: more than the error of two ratings ({least} points)";
    difference_within(name, least): "{name}：没有超出两次评分的误差（{least} 分），可能只是误差", "{name}: no more than the error of two ratings ({least} points), so it may be error alone";
    course_waits: "上完课再评一次，就能比较。", "Assess yourself again after the course, and the two can be compared.";
    why_look_back: "上完课，人常会用新的尺子衡量自己。请按现在的看法，把课程前的自己再评一次：它单独成一列，不替换当时的评分。", "After a course people often measure themselves by a new yardstick. Rate yourself as you were before it, as you see it now: it is a series of its own and replaces nothing.";
    why_differences_differ: "两个差不一样，是因为学过之后常会用新的尺子看从前的自己；两者都是自评，都不能证明课程有效。", "The two differences differ because after a course one often judges one's earlier self by a new yardstick; both are self-reports, and neither proves that the course worked.";
    start_after: "课程后再评一次", "Assess yourself after the course";
    start_then: "回看课程前的自己", "Look back at yourself before the course";
    then_question: "请回想课程前的自己，按现在的看法来答。", "Think back to yourself before the course, and answer as you see it now.";
    looking_back_lead: "课程前的三个月里，和客户打交道时……", "Over the three months before the course, when dealing with clients …";
    profile_title: "我的信任自画像", "My self-rated trust profile";
    profile: "画像", "Profile";
    this_time: "这一次", "This time";
    of_forty: "分，满分 40", "of 40 points";
    first_of_form: "这是第一次", "This is the first one";
    first_of_form_hint(form): "再用 {form}评一次，就能比较；三个不同日期以后，可以看趋势。", "Do it again with {form} to compare; after three dates there is a trend.";
    looked_back: "回看课程前的自己", "A look back at yourself before the course";
    looked_back_hint: "它只和课程前、课程后的自评对照，不进入趋势。", "It is compared with the assessments before and after the course only, and enters no trend.";
    not_comparable: "和上次没法比总分", "The totals cannot be compared";
    not_comparable_hint: "两次里有一次缺了分，算不出总分。", "One of the two lacks a score, so it has no total.";
    same_as_last: "和上次一样", "The same as last time";
    higher_than_last(points): "比上次高 {points} 分", "{points} points higher than last time";
    lower_than_last(points): "比上次低 {points} 分", "{points} points lower than last time";
    change_within_error(least): "还在误差之内：两次相差不到 {least} 分，可能只是当天的心情。至少评三次，才能看趋势。", "Within error: two assessments that differ by less than {least} points may show no more than the mood of the day. It takes three at least to see a trend.";
    change_beyond_error(least): "超出了假定的误差：两次相差超过 {least} 分。下结论之前，请再评一次。", "More than the assumed error: the two assessments differ by more than {least} points. Assess yourself once more before you conclude.";
    short_form_error: "4 题的误差更大：一种信任只有一题，假定的误差是 16 题的两倍。", "The error of 4 items is larger: with one item for each kind of trust it is assumed to be twice that of 16 items.";
    new_series: "题目换了新版，新版的结果另成一组，不和旧版的比较。", "The items have a new version; its results are a series of their own and are not compared with those of the old version.";
    course_unlike: "课程后的自评答的是另一种题（题数或版本不同），不能和课程前的比较。", "The assessment after the course has other items (another length or version), so it is not compared with the one before.";
    strongest: "最强项", "Strongest";
    weakest: "最弱项", "Weakest";
    tied_strongest: "并列最强", "Tied for strongest";
    tied_weakest: "并列最弱", "Tied for weakest";
    tied_next(names): "{names}的分数一样，这里先写靠前的。", "{names} have the same score; the first of them are taken here.";
    ask_which_client: "请哪位客户评一评？", "Which client to ask?";
    search_client: "搜索姓名、单位", "Search name, organisation";
    no_client_found: "没有找到。", "Nobody found.";
    ask_new_client: "添加客户，再请对方评", "Add a client, then ask";
    strongest_and_weakest: "最强项和最弱项", "Strongest and weakest";
    all_equal: "有分数的几种信任一样高，没有最强项和最弱项。", "The kinds of trust that have a score are level: none is strongest or weakest.";
    you_answered(label): "你的回答：{label}", "Your answer: {label}";
    next_actions: "接下来两周，试两件事", "Two things to try in the next two weeks";
    example_sentence: "例句", "Example sentence";
    another_action: "换一条", "Another one";
    colon: "：", ": ";
    ask_client_too: "请客户也评一评", "Ask a client too";
    assess_again: "再评一次", "Assess again";
    delete: "删除", "Delete";
    idea_social_exchange: "社会交换", "Social exchange";
    idea_relationship_marketing: "关系营销", "Relationship marketing";
    idea_expectation_confirmation: "期望确认", "Expectation confirmation";
}
