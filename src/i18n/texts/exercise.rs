//! Exercises: the list, their pages, the form of an own exercise, and the import.

use crate::{
    domain::{
        CivilDate, Language, NameError, NonEmptyText, NonEmptyTextError, TypedScoreError, Unit,
        exercise::{Case, DraftError, ExerciseError, TaskError},
    },
    exchange::{ClassFile, FileError, link::LinkError},
    i18n::Text,
};

texts! {
    exercises_hint: "选一个，自己练，或者带一班人一起做。", "Pick one to practise by yourself, or to work on with a class.";
    own_exercises: "我的练习", "My exercises";
    built_in_exercises: "内置练习", "Built-in exercises";
    exercise_mine: "我写的", "mine";
    exercise_built_in: "内置", "built in";
    exercise_points_count(n plural): "{n} 个时间点", "{n} time point", "{n} time points";
    exercise_tasks_count(n plural): "{n} 道题", "{n} task", "{n} tasks";
    in_both_languages: "中英文都有", "in Chinese and English";
    exercise_drill: "数字练习", "Number drill";
    exercise_drill_hint: "只练计算：同一个编号，人人拿到的题都一样。", "Practice in the sums alone. The same number gives everybody the same tasks.";
    drill_number: "编号", "Number";
    drill_number_error: "请输入 0 到 4294967295 之间的整数。", "Please give a whole number from 0 to 4294967295.";
    open_drill: "打开", "Open";
    another_drill: "随机来一套", "Another one at random";
    new_exercise: "写一个新练习", "Write an exercise";
    import_exercise: "导入练习", "Import an exercise";

    exercise_practise: "自己练", "Practise";
    exercise_begin: "开一堂课", "Start a session";
    copy_exercise: "复制成我的", "Make a copy of my own";
    copied_exercise: "已复制到“我的练习”，可以修改了", "Copied to your exercises: it is yours to change";
    exercise_edit: "编辑", "Edit";
    no_about: "没有写练什么。", "There is no description of what it trains.";
    hand_on: "交给别的讲师", "Hand it on to another trainer";
    hand_on_hint: "对方拿到的是整个练习，连同参考答案。不要发给学员：上课用“开一堂课”。", "They get all of it, with the key. Do not send it to trainees: start a session for those.";
    hand_on_message(title): "练习《{title}》，连同参考答案。打开就能收进你的“我的练习”：", "The exercise “{title}”, with its key. Open this to add it to your exercises:";
    too_long_to_link(count, most): "这个练习做成链接有 {count} 个字符，聊天应用超过约 {most} 个就会截断，所以这里不给链接。请让对方在“导入练习”里扫下面的码，或者把文件发给对方。", "As a link this exercise has {count} characters, and chat apps cut links at about {most}, so there is none. Let the other trainer scan these codes under “Import an exercise”, or send the file.";
    too_long_to_send: "这个练习太长，链接和二维码都放不下。请把文件发给对方。", "This exercise is too long for links and codes. Send the file.";
    show_codes: "显示二维码", "Show the codes";
    save_exercise_file: "存成文件", "Save as a file";
    share_exercise_file: "发送文件", "Send the file";
    exercise_as_text: "存不了文件？复制文件的内容", "No way to save files? Copy what the file holds";
    exercise_preview: "看看全部内容，连同参考答案", "See all of it, with the key";
    exercise_preview_hint: "有参考答案：上课前不要让学员看到。", "With the key: not for your class before the lesson.";
    exercise_point_title(number, date, day): "时间点 {number} · {date} · 第 {day} 天", "Time point {number} · {date} · day {day}";
    key_scores: "参考分数", "Scores of the key";
    key_gap: "看不出来", "cannot tell";
    key_stage: "阶段", "Stage";
    key_actions: "下一步", "What to do next";
    best_action: "最合适", "best";
    exercise_task(number): "第 {number} 题", "Task {number}";
    exercise_task_answer(answer): "答案：{answer}", "Answer: {answer}";
    exercise_working: "算式", "Working";
    exercise_intro: "人物和背景", "Who is who";

    edit_exercise: "编辑练习", "Edit the exercise";
    exercise_kept_here: "写到一半也会记在这个浏览器里。", "What you type is kept in this browser as you write.";
    exercise_title: "名称", "Title";
    exercise_minutes: "大约几分钟做完", "Minutes it takes";
    exercise_about: "练什么", "What it trains";
    exercise_about_hint: "一两句话，列表里会显示。", "A sentence or two, shown in the list.";
    exercise_intro_hint: "谁在卖什么，客户是谁，什么时候认识的。", "Who sells what, who the client is, when they met.";
    exercise_points: "时间点", "Time points";
    exercise_points_hint: "每个时间点写清发生了什么、客户说了什么；顺序按日期自动排。", "Tell at each what happened and what the client said. Their dates put them in order.";
    first_day: "最早的时间点是首次接触后第几天", "Days from first contact to the earliest time point";
    first_day_hint: "后面各点是第几天，由日期算出。", "The days of the others follow from their dates.";
    exercise_point(number): "时间点 {number}", "Time point {number}";
    exercise_day(day): "第 {day} 天", "day {day}";
    add_point: "加一个时间点", "Add a time point";
    remove_point(number): "删除时间点 {number}", "Remove time point {number}";
    exercise_facts: "发生了什么", "What happened";
    exercise_facts_hint: "只写做过的事和说过的话，让学员自己去判断。", "What was done and said; the judging is for the trainees.";
    key_title: "参考答案", "Key";
    key_hint: "揭晓以前学员看不到。每一项写上理由，案例没有交代的就勾“看不出来”。", "Hidden from trainees until you reveal it. Give each a reason, and tick “cannot tell” where the case does not say.";
    key_open: "移动滑块，或输入 0–10 的数字", "Move the slider, or type a number from 0 to 10";
    key_gap_meaning: "案例没有交代，参考答案留空", "The case does not tell, so the key leaves it open";
    key_reason_of(what): "{what} · 理由", "Reason for {what}";
    exercise_actions_hint: "给 2 到 5 个选择，标出最合适的一个。", "Offer 2 to 5, and mark the best.";
    exercise_action(number): "选择 {number}", "Choice {number}";
    action_is_best: "这是最合适的一步", "This is the best one";
    add_action: "加一个选择", "Add a choice";
    remove_action(number): "删除选择 {number}", "Remove choice {number}";
    exercise_tasks: "计算和读数题", "Tasks";
    exercise_tasks_hint: "可以没有。做题前评分会先锁定，因为题里会露出参考分数。", "These are optional. Ratings close before the tasks, because the tasks reveal scores from the key.";
    add_velocity_task: "加一道公式速度题", "Add a formula velocity";
    add_faster_task: "加一道“谁涨得快”题", "Add “who gains faster”";
    remove_task(number): "删除第 {number} 题", "Remove task {number}";
    velocity_task(number): "第 {number} 题 · 公式速度", "Task {number} · formula velocity";
    faster_task(number): "第 {number} 题 · 谁涨得快", "Task {number} · who gains faster";
    exercise_question: "题目", "Question";
    task_point: "用哪个时间点的参考分数", "The time point whose scores it uses";
    exercise_first: "适合第一堂课", "Good for a first class";
    score_missing: "移动滑块、输入分数，或勾选“看不出来”。", "Move the slider, type a score, or tick “cannot tell”.";
    exercise_question_hint: "会按上面的数字自动写好，也可以自己改。", "Written for you from the numbers above; change it as you like.";
    task_of_own: "另给一组数字", "Numbers of its own";
    given_now: "这次的分数", "The scores";
    before_optional: "上一次的分数（可以不填）", "The scores before (may be left empty)";
    day_given: "首次接触后第几天", "Days since first contact";
    clients_compared: "比较的客户", "The clients compared";
    client_name(number): "客户 {number}", "Client {number}";
    earlier_date: "先前的日期", "Earlier date";
    later_date: "后来的日期", "Later date";
    total_then: "那天的总分", "Total on that day";
    add_client_compared: "加一位客户", "Add a client";
    remove_client(number): "删除客户 {number}", "Remove client {number}";
    part_removed(what): "已删除：{what}", "Removed: {what}";
    faults(n plural): "还有 {n} 处要改：", "{n} thing needs a change:", "{n} things need a change:";
    faults_more(n): "另有 {n} 处", "and {n} more";

    line_error_empty: "这里不能空着。", "This cannot stay empty.";
    title_error_empty: "请写上名称。", "Please give it a name.";
    exercise_minutes_error: "请输入 1 到 255 之间的整数，例如 15。", "Please give a whole number from 1 to 255, such as 15.";
    draft_days_error: "请输入天数（整数），首次接触当天是 0。", "Please give a whole number of days; the day of first contact is 0.";
    draft_total_error: "请输入 0 到 40 之间的总分，例如 19.5。", "Please give a total from 0 to 40, such as 19.5.";
    same_date_error: "另一个时间点也是这一天，请换一个日期。", "Another time point has this date: choose a different one.";
    draft_stage_error: "请选一个阶段。", "Please choose a stage.";
    best_error: "请标出哪一个最合适。", "Please mark which choice is the best.";
    draft_unit_error: "请选一个单位。", "Please choose a unit.";
    no_point_error: "请选一个时间点，原来那个已经删除了。", "Please choose a time point: the one it used is gone.";
    gap_error: "这个时间点有一项“看不出来”，算不出总分。请换一个时间点，或另给一组数字。", "This time point has a score marked “cannot tell”, so there is no total. Choose another, or give numbers of its own.";
    not_later_error: "要晚于先前的日期。", "It must be later than the earlier date.";
    no_time_error: "第 0 天没有公式速度，请用以后的日子。", "On day 0 there is no formula velocity: use a later day.";
    not_before_error: "要早于这次的天数。", "It must be before the day of the scores.";
    draft_clients_error(count plural): "现在有 {count} 位客户，要 2 到 6 位才能比较。", "There is {count} client: it takes 2 to 6 to compare.", "There are {count} clients: it takes 2 to 6 to compare.";
    tie_error: "有两位涨得一样快，没有唯一的答案。请改一个数字。", "Two of them gain equally fast, so there is no single answer: change a number.";
    actions_error(count plural): "现在有 {count} 个选择，要 2 到 5 个。", "There is {count} choice: give 2 to 5.", "There are {count} choices: give 2 to 5.";
    no_part_error: "至少要有一个时间点或一道题。", "It needs a time point or a task.";
    parts_error(points, tasks, most): "现在有 {points} 个时间点、{tasks} 道题，各最多 {most} 个。", "Time points: {points}; tasks: {tasks}; the maximum is {most} of each.";
    parts_unfit: "时间点和参考答案对不上，请检查日期和天数。", "The time points and the key do not fit together: check the dates and days.";
    exercise_changed: "没有保存：另一个标签页刚改过这个练习。再点一次“保存”就换成你这一份；点“取消”则保留那边的。", "Not saved: another tab has just changed this exercise. Save again to put yours in its place, or cancel to keep theirs.";

    import_exercise_field: "粘贴收到的链接或文件内容", "Paste the link you received, or what the file holds";
    exercise_file: "选择练习文件", "Choose an exercise's file";
    found_exercise: "收到一个练习", "An exercise has arrived";
    add_exercise: "收进我的练习", "Add to my exercises";
    added_exercise: "已收进“我的练习”", "Added to your exercises";
    exercise_here_already: "这个练习你已经有了，内容一模一样。", "You have this very exercise already.";
    open_exercise: "打开它", "Open it";
    other_exercise: "换一个", "Choose another one";
    import_foreign: "这里面没有练习。请把收到的链接从头到尾复制过来，或者选对方存下的文件。", "There is no exercise in this. Copy the whole link that you received, or choose the file that was saved.";
    import_damaged: "这个练习被截断或改动过，不能用。请对方重新复制整个链接，或者改发文件。", "This exercise was cut or changed on its way. Ask for the whole link again, or for the file.";
    import_too_new: "它由更新版本的应用做成。请重新载入页面，再试一次。", "A newer version of the app made it. Reload the page, then try again.";
    import_other_kind: "这是别的链接，不是练习：课堂链接在手机上直接打开，答卷请到那堂课的“收答卷”里收。", "This is another kind of link: a class link is opened by trainees, and answers are collected on the page of their session.";
    import_is_session: "这是一堂课的文件，不是练习。请到“课堂”里导入这堂课。", "This is the file of a session, not of an exercise. Import it among your sessions on the class page.";
    import_malformed(reason): "里面的练习用不了（{reason}）。请对方在最新版本里打开、保存，再发一次。", "The exercise in it cannot be used ({reason}). Ask for it to be opened and saved in the newest version, then sent again.";
    import_file_too_large(most): "文件超过 {most} MB，不会是练习。请换一个文件。", "The file is over {most} MB, so it is not an exercise. Choose another.";
}

impl Text {
    /// The duration of an exercise and its parts, in one line.
    pub fn exercise_size(self, points: usize, tasks: usize) -> String {
        let points = (0 < points).then(|| self.exercise_points_count(points));
        let tasks = (0 < tasks).then(|| self.exercise_tasks_count(tasks));
        let parts: Vec<_> = points.into_iter().chain(tasks).collect();
        parts.join(" · ")
    }

    /// The question of a velocity task.
    pub fn velocity_question(self, day: u32, unit: Unit) -> String {
        let month = match (self.0, unit) {
            (Language::Zh, Unit::Month) => "（一月按 30.436875 天）",
            (Language::En, Unit::Month) => " (a month counts 30.436875 days)",
            (Language::Zh, Unit::Year) => "（一年按 365.2425 天）",
            (Language::En, Unit::Year) => " (a year counts 365.2425 days)",
            _ => "",
        };
        let unit = self.points_per(unit);
        match self.0 {
            Language::Zh => format!("算出第 {day} 天的公式速度，单位是{unit}{month}。"),
            Language::En => {
                format!("Work out the formula velocity on day {day}, in {unit}{month}.")
            }
        }
    }

    /// The working of a velocity task.
    pub fn velocity_working(
        self,
        scores: [f64; 4],
        total: f64,
        day: u32,
        unit: Unit,
        answer: f64,
    ) -> String {
        let sum = scores.map(|score| format!("{score:.1}")).join(" + ");
        let days = match unit {
            Unit::Day => String::new(),
            unit => format!(" × {}", unit.days()),
        };
        let (sum, unit) = (format!("{sum} = {total:.1}"), self.points_per(unit));
        let quotient = format!("{total:.1} ÷ {day}{days} = {answer:.2} {unit}");
        match self.0 {
            Language::Zh => format!("{sum}；{quotient}。"),
            Language::En => format!("{sum}; {quotient}."),
        }
    }

    /// The question of which of several clients gains faster.
    pub fn faster_question(self, clients: &[(String, CivilDate, f64, CivilDate, f64)]) -> String {
        let lines = clients
            .iter()
            .map(|(name, from, before, to, after)| match self.0 {
                Language::Zh => format!("{name}：{from} {before} 分，{to} {after} 分"),
                Language::En => format!("{name}: {before} points on {from}, {after} on {to}"),
            });
        let lines: Vec<_> = lines.collect();
        match self.0 {
            Language::Zh => format!("按净变化算，谁涨得快？{}。", lines.join("；")),
            Language::En => format!("By net change, who gains faster? {}.", lines.join("; ")),
        }
    }

    /// The working of it: each client's net change in points per month.
    pub fn faster_working(self, clients: &[(String, f64, i64, f64)], fastest: &str) -> String {
        let lines = clients
            .iter()
            .map(|(name, gained, days, per_month)| match self.0 {
                Language::Zh => {
                    format!("{name} {days} 天 {gained:+.1} 分，合 {per_month:.2} 分/月")
                }
                Language::En => {
                    let unit = if *days == 1 { "day" } else { "days" };
                    format!("{name} {gained:+.1} in {days} {unit}, {per_month:.2} a month")
                }
            });
        let lines: Vec<_> = lines.collect();
        match self.0 {
            Language::Zh => format!("{}。{fastest}涨得快。", lines.join("；")),
            Language::En => format!("{}. {fastest} gains faster.", lines.join("; ")),
        }
    }

    /// The reason why a field of a draft is not valid.
    pub fn draft_error(self, error: &DraftError) -> String {
        match error {
            DraftError::Name(NameError::Empty) => self.title_error_empty().to_owned(),
            DraftError::Name(error) => self.name_error(error),
            DraftError::Line(NonEmptyTextError::Empty) => self.line_error_empty().to_owned(),
            DraftError::Line(NonEmptyTextError::TooLong(count)) => {
                self.too_long(count, &NonEmptyText::MAX_CHARS)
            }
            DraftError::Note(error) => self.note_error(error),
            DraftError::Score(TypedScoreError::Empty) => self.score_missing().to_owned(),
            DraftError::Score(error) => self.typed_score_error(*error).to_owned(),
            DraftError::Date => self.date_error_malformed().to_owned(),
            DraftError::Minutes => self.exercise_minutes_error().to_owned(),
            DraftError::Days => self.draft_days_error().to_owned(),
            DraftError::Total => self.draft_total_error().to_owned(),
            DraftError::SameDate => self.same_date_error().to_owned(),
            DraftError::Stage => self.draft_stage_error().to_owned(),
            DraftError::Best => self.best_error().to_owned(),
            DraftError::Unit => self.draft_unit_error().to_owned(),
            DraftError::Reading => self.read_error_what().to_owned(),
            DraftError::NoPoint => self.no_point_error().to_owned(),
            DraftError::Gap => self.gap_error().to_owned(),
            DraftError::NotLater => self.not_later_error().to_owned(),
            DraftError::Task(error) => self.task_error(*error),
            DraftError::Exercise(error) => self.exercise_error(error),
        }
    }

    fn task_error(self, error: TaskError) -> String {
        match error {
            TaskError::NoTime => self.no_time_error().to_owned(),
            TaskError::NotBefore => self.not_before_error().to_owned(),
            TaskError::Clients(count) => self.draft_clients_error(count),
            TaskError::OutOfOrder => self.not_later_error().to_owned(),
            TaskError::Tie => self.tie_error().to_owned(),
            TaskError::ReadPoints(count) => self.read_error_points(count),
            TaskError::NoScore => self.read_error_score().to_owned(),
            TaskError::Window => self.read_error_window().to_owned(),
            TaskError::GateTie => self.read_error_tie().to_owned(),
            TaskError::NoDrop => self.read_error_drop().to_owned(),
        }
    }

    fn exercise_error(self, error: &ExerciseError) -> String {
        match error {
            ExerciseError::Size {
                points: 0,
                tasks: 0,
            } => self.no_part_error().to_owned(),
            ExerciseError::Size { points, tasks } => {
                self.parts_error(points, tasks, &Case::MAX_POINTS)
            }
            ExerciseError::Actions { count, .. } => self.actions_error(*count),
            ExerciseError::OutOfOrder(_) => self.same_date_error().to_owned(),
            ExerciseError::OtherScores(_) => self.read_error_other().to_owned(),
            ExerciseError::OtherDay(_) | ExerciseError::OtherKey => self.parts_unfit().to_owned(),
        }
    }

    /// The reason why a link has no exercise, and what to do.
    pub fn import_link_error(self, error: &LinkError) -> String {
        match error {
            LinkError::TooLong => self.link_too_long().to_owned(),
            LinkError::Foreign => self.import_foreign().to_owned(),
            LinkError::Damaged => self.import_damaged().to_owned(),
            LinkError::TooNew { .. } => self.import_too_new().to_owned(),
            LinkError::OtherKind => self.import_other_kind().to_owned(),
            LinkError::Malformed(reason) => self.import_malformed(reason),
        }
    }

    /// The reason why a file has no exercise, and what to do.
    pub fn import_file_error(self, error: &FileError) -> String {
        match error {
            FileError::Empty => self.file_empty().to_owned(),
            FileError::TooLarge(_) => {
                self.import_file_too_large(&(ClassFile::MAX_BYTES / 1_000_000))
            }
            FileError::Foreign => self.import_foreign().to_owned(),
            FileError::OtherEncoding => self.file_other_encoding().to_owned(),
            FileError::Truncated | FileError::Altered => self.import_damaged().to_owned(),
            FileError::TooNew { .. } => self.import_too_new().to_owned(),
            other => self.import_malformed(other),
        }
    }
}
