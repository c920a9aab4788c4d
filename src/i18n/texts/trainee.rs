//! A trainee's work: the exercise, handing in, and the result.

use crate::{
    domain::classroom::RevealCodeError,
    exchange::link::{KeyError, LinkError},
    i18n::Text,
};

texts! {
    takes_minutes(minutes): "约 {minutes}", "About {minutes}";
    work_points(n plural): "{n} 个时间点", "{n} time point", "{n} time points";
    work_tasks(n plural): "{n} 道题", "{n} task", "{n} tasks";
    work_next: "下一步", "Next";
    work_back: "上一步", "Back";
    to_check: "去检查", "Check";
    step_of(at, of): "第 {at} 步，共 {of} 步", "Step {at} of {of}";
    day_and_date(day, date): "第 {day} 天 · {date}", "Day {day} · {date}";
    on_day(day): "第 {day} 天", "Day {day}";
    earlier_facts: "再看背景和之前的事", "Read the background and earlier events again";
    rate_trusts: "到这一天，客户的四种信任各有几分？", "By this day, how high is each of the client's four kinds of trust?";
    rate_hint: "只凭材料里写的事打分。看不出来就勾“看不出来”，那不是 0 分。", "Go only by what is written in the case. Where it does not show, tick “Cannot tell”; that is not a 0.";
    cannot_tell: "看不出来", "Cannot tell";
    cannot_tell_meaning: "留空，不算 0 分", "Left open; it does not count as 0";
    which_stage: "你判断，这段关系到了哪个阶段？", "In your judgement, which stage has the relationship reached?";
    which_stage_hint: "初次接触：客户还在看我们懂不懂行、靠不靠得住。深化关系：这两点已经放心，彼此还不够了解。长期合作：彼此也了解了，重点是让好处持续。", "Initial: the client is still finding out whether we know our trade and can be relied on. Deepening: both are settled, but we do not know each other well yet. Long-term: we do, and the point is that the gain lasts.";
    which_action: "接下来最该做什么？", "What is best done next?";
    ratings_close: "接下来是计算和读数题", "Next: the tasks";
    ratings_close_why: "这些题会写出参考答案里的分数。所以一开始做题，前面的评分、阶段和下一步就不能再改，只能回看。", "The tasks reveal scores from the key. Once you go on, you can still read your ratings, stages and actions, but not change them.";
    ratings_close_now: "不再修改，做题", "Close the ratings and go on";
    ratings_closed: "题目已经打开，这里只能看，不能改。", "The tasks are open, so this can be read but not changed.";
    your_ratings: "你的评分", "Your ratings";
    next_action_short: "下一步行动", "Next action";
    task_number(number): "第 {number} 题", "Task {number}";
    task_numbers: "题目给出的数字", "The numbers given";
    days_since_first: "认识了多久", "Since first contact";
    your_answer_in(unit): "你的答案（{unit}）", "Your answer ({unit})";
    velocity_answer_hint: "公式速度 =（四项之和）÷ 天数，再换成题目要的单位。可以用计算器，保留两位小数；不会就空着。", "Formula velocity = the sum of the four ÷ days, then in the unit asked for. Use a calculator if you like; two decimals will do. Leave it empty if you do not know.";
    earlier_total: "前一次", "Earlier";
    later_total: "后一次", "Later";
    task_who_gains: "按净变化，谁涨得快？", "By net change, who gains faster?";
    faster_untold: "分不出：相差没有超出评分误差", "Cannot be told: the difference is within rating error";
    fastest_or_untold(name): "{name}；答“分不出”也对", "{name}; “cannot be told” is right too";
    check_your_answers: "检查一遍", "Check your answers";
    all_is_answered: "都答了。", "Everything is answered.";
    still_open: "下面这些还空着。可以点开补上，也可以就这样留空：", "These are still open. Tap one to answer it, or leave them so:";
    hand_in: "提交", "Hand in";
    see_result: "看结果", "See the result";

    your_result: "你的结果", "Your result";
    result_is_judged: "参考答案是作者根据材料作出的判断，每个分都有理由，但不是测量出来的真值。", "The key is the author's judgement of what is written, with a reason for each score. It is not a measurement.";
    points_apart(points): "平均差 {points} 分", "{points} points apart on average";
    mean_over_cells(n plural): "（{n} 格，你和参考答案都打了分）", "(over {n} score that both you and the key have)", "(over {n} scores that both you and the key have)";
    bias_high(points): "整体比参考答案高 {points} 分", "On the whole {points} points higher than the key";
    bias_low(points): "整体比参考答案低 {points} 分", "On the whole {points} points lower than the key";
    bias_none: "整体不偏高也不偏低", "On the whole neither higher nor lower than the key";
    result_scores(agreeing, of): "分数：{of} 格里和参考答案一致的有 {agreeing} 格（相差不超过 0.5 分）", "Scores: {agreeing} of {of} agree with the key (within 0.5)";
    result_stages(right, of): "阶段：{of} 个里和参考答案一样的有 {right} 个", "Stages: {right} of {of} the same as the key";
    result_actions(right, of): "下一步行动：{of} 个里选中最合适的有 {right} 个", "Next actions: {right} of {of} were the best one";
    result_tasks(right, of): "题目：{of} 道里对了 {right} 道", "Tasks: {right} of {of} right";
    straight_line_question: "每个时间点，你四项都打了一样的分。当时是怎么想的？逐项回到材料里，看看有没有哪句话只说了其中一项。", "At every time point you gave all four the same score. What made you think so? Look again whether a sentence speaks of only one of them.";
    read_facts_again: "再看材料", "Read the facts again";
    of_you: "你的", "Yours";
    of_key: "参考", "Key";
    apart: "差", "Gap";
    left_unanswered: "没有作答", "Not answered";
    stage_same(stage): "{stage}：和参考答案一样。", "{stage}: the same as the key.";
    stage_other(own, key): "你：{own}；参考答案：{key}。", "You: {own}. The key: {key}.";
    best_of_actions: "最合适", "Best";
    chosen_by_you: "你选的", "Yours";
    your_answer: "你的答案", "Your answer";
    task_answer: "正确答案", "Right answer";
    task_right: "算对了。", "Right.";
    task_wrong_unit(found, wanted, way): "数字没错，单位错了：这是 {found}，题目要 {wanted}，所以还要 {way}。", "The velocity is right, its unit is not: this is {found}, and {wanted} was asked for, so {way}.";
    task_net_change: "这是两次评分之间的净变化。题目要的是公式速度：四项之和 ÷ 认识的全部天数。", "This is the net change between two ratings. The formula velocity was asked for: the sum of the four ÷ all days since first contact.";
    task_left_one_out: "漏加了一项：四项都要加。", "One of the four was left out: add up all four.";
    task_left_out(dimension): "漏加了{dimension}：四项都要加。", "{dimension} was left out: add up all four.";
    task_other: "不对。照下面的算式再算一遍，看差在哪一步。", "Not right. Follow the working below and see which step differs.";
    compare_net_change: "不是这一位。比的是净变化：两次总分的差 ÷ 中间的天数。", "Not this one. Compare the net changes: the difference of the two totals ÷ the days between.";
    practise_again: "再做一遍", "Practise again";
    to_exercise: "回到练习", "To the exercise";

    join_a_class: "加入一堂课", "Join a class";
    join_box_hint: "粘贴讲师发的课堂链接，或者扫屏幕上的二维码。", "Paste the class link from your trainer, or scan the code on the screen.";
    join_field: "课堂链接", "Class link";
    join_button: "加入", "Join";
    join_nothing_pasted: "先把课堂链接粘贴到这里。", "Paste the class link here first.";
    join_other_ways: "扫码，或者选择文件", "Scan a code or choose a file";
    join_file: "选择装着课堂链接的文件", "Choose the file with the class link";
    join_file_unreadable: "这个文件里没有能读的文字。请选讲师发来的文本文件。", "There is no readable text in this file. Choose the text file from your trainer.";
    join_not_opened: "这个课堂链接打不开", "This class link does not open";
    join_foreign: "这里面没有课堂链接。请把讲师发的链接从头到尾整段复制，再粘贴一次。", "There is no class link in this. Copy the trainer's link from its first to its last character and paste it again.";
    join_damaged: "课堂链接不完整，可能复制时漏了一截，或者被改动过。请整段重新复制，或者扫屏幕上的二维码。", "The class link is incomplete: a part was left out, or something was changed. Copy the whole of it again, or scan the code on the screen.";
    join_too_new: "这个课堂链接是新版本的应用做的。请连上网，重新载入本页。", "This class link was made by a newer version of the app. Go online and reload this page.";
    join_other_kind: "这是信任速度的内容，但不是课堂链接。请向讲师要这堂课的链接。", "This is from Trust Velocity, but not a class link. Ask your trainer for the link of this class.";
    join_malformed(reason): "课堂链接里的内容不能用（{reason}）。请讲师重新给一个链接。", "What is in this class link cannot be used ({reason}). Ask your trainer for another.";
    nickname: "名字或昵称", "Name or nickname";
    nickname_hint: "讲师会看到它。在讲师的名单上，就写名单里的名字。", "Your trainer will see it. If your trainer has a list of names, use the name on it.";
    nickname_empty: "请写名字或昵称。", "Please give a name or nickname.";
    nickname_too_long(chars): "名字或昵称有 {chars} 个字，最多 40 个。", "The name or nickname has {chars} characters; the maximum is 40.";
    joins_anonymously: "这是一堂匿名课：不问名字，答卷里也没有名字。", "This class is anonymous: no name is asked for, and none is in your answers.";
    join_kept: "答卷存在这台设备的这个浏览器里，关掉再打开还在。换了应用或浏览器，就要从头做。", "Your answers are kept in this browser on this device, also when you close it. In another app or browser you would begin anew.";
    join_not_kept: "这个浏览器不让本页存东西：提交以前不要关掉它。", "This browser lets the page keep nothing: do not close it before you have handed in.";
    join_nothing_sent: "不会自动发送任何东西：做完由你把答卷交给讲师。", "Nothing is sent by itself: at the end you hand your answers to the trainer.";
    join_no_real_clients: "不要写真实客户的名字。", "Do not write a real client's name.";

    give_to_trainer: "把答卷交给讲师", "Hand your answers to the trainer";
    handed_in_how: "把屏幕调亮，让二维码对着讲师的摄像头。也可以复制下面的文字发给讲师。", "Turn the brightness up and hold the code to the trainer's camera. Or copy the text below and send it.";
    handed_edition(edition): "第 {edition} 次提交的内容；新的会替换旧的。", "This is version {edition}; it takes the place of the earlier one.";
    submission_message(name, code): "{name}的答卷：{code}", "Answers of {name}: {code}";
    submission_message_anonymous(code): "答卷：{code}", "Answers: {code}";
    submission_file: "答卷", "answers";
    not_encrypted: "答卷没有加密，谁拿到这段文字都能读。", "The answers are not encrypted: whoever has this text can read them.";
    not_written(reason): "没有生成要提交的内容（{reason}）。请重新载入本页再试。", "What is to be handed in could not be made ({reason}). Reload the page and try again.";
    change_answers: "修改后再交", "Change and hand in again";
    someone_else: "换一个人用这部手机答", "Somebody else answers on this phone";
    someone_else_why: "讲师收下这份以后再换人。换人会清空这里的答卷，新的人算另一份。", "Do this once the trainer has taken these answers. They will be deleted here, and the next person counts as another trainee.";
    someone_else_sure: "清空，换人", "Delete them for the next person";
    see_key: "看参考答案", "See the key";
    reveal_code_hint: "讲师揭晓以后，会告诉大家揭晓码。", "After the reveal, the trainer tells the class the reveal code.";
    reveal_code_label: "揭晓码", "Reveal code";
    open_key: "揭晓", "Reveal";
    opening_key: "正在打开…", "Opening…";
    typed_code_empty: "请输入讲师给的揭晓码。", "Type the reveal code from your trainer.";
    typed_code_short: "揭晓码是 4 到 12 个字母和数字。请对着屏幕上的再看一遍。", "A reveal code has 4 to 12 letters and digits. Look at the screen once more.";
    typed_code_character(char): "揭晓码里只有英文字母和数字，没有“{char}”。", "A reveal code has only letters from A to Z and digits, no “{char}”.";
    typed_code_wrong: "揭晓码不对。看看有没有写错的字母或数字；它要和这堂课的一致。", "This is not the reveal code. Check each letter and digit; it must be the code of this class.";
    reveal_key_broken(reason): "揭晓码对，但里面的参考答案和这个练习对不上（{reason}）。请告诉讲师。", "The code is right, but the key in it does not fit this exercise ({reason}). Tell your trainer.";
    reveal_other_key: "另一个练习的参考答案", "the key of another exercise";
    show_code_again: "再看我的二维码", "Show my code again";
}

impl Text {
    /// Why the key that was revealed does not open the exercise.
    pub fn reveal_key_error(self, error: &KeyError) -> String {
        match error {
            KeyError::OtherExercise => self.reveal_key_broken(&self.reveal_other_key()),
            KeyError::Malformed(_) | KeyError::Other(_) => self.reveal_key_broken(error),
        }
    }

    /// How many time points and tasks an exercise has.
    pub fn parts_of(self, points: usize, tasks: usize) -> String {
        let points = (0 < points).then(|| self.work_points(points));
        let tasks = (0 < tasks).then(|| self.work_tasks(tasks));
        let parts: Vec<_> = points.into_iter().chain(tasks).collect();
        parts.join(self.list_comma())
    }

    /// The reason why a text has no class link, and what to do.
    pub fn join_error(self, error: &LinkError) -> String {
        match error {
            LinkError::TooLong => self.link_too_long().to_owned(),
            LinkError::Foreign => self.join_foreign().to_owned(),
            LinkError::Damaged => self.join_damaged().to_owned(),
            LinkError::TooNew { .. } => self.join_too_new().to_owned(),
            LinkError::OtherKind => self.join_other_kind().to_owned(),
            LinkError::Malformed(reason) => self.join_malformed(reason),
        }
    }

    /// Why what was typed is no reveal code.
    pub fn typed_reveal_code_error(self, error: RevealCodeError) -> String {
        match error {
            RevealCodeError::Length(0) => self.typed_code_empty().to_owned(),
            RevealCodeError::Length(_) => self.typed_code_short().to_owned(),
            RevealCodeError::Character(char) => self.typed_code_character(&char),
        }
    }
}
