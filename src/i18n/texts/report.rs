//! The report of a session, its files, and what its figures mean.

use crate::{
    domain::{
        Dimension, Stage,
        exercise::{Task, VelocityVerdict},
    },
    exchange::{PointColumn, ReportWords, RoundsColumn, TraineeColumn},
    i18n::Text,
};

texts! {
    report: "报告", "Report";
    report_hint: "从浏览器打印成 A4，或者存成 PDF；表格可以存成 CSV。", "Print it as A4 or as a PDF from the browser; the tables can be saved as CSV files.";
    report_has_names: "这堂课是记名的：发出去之前，想好给谁看。", "This class gave names: before you pass it on, think about who should see it.";
    report_date: "日期", "Date";
    report_exercise: "练习", "Exercise";
    report_trainees: "交了答卷的学员", "Trainees who handed in";
    report_naming: "形式", "Names";
    naming_named: "记名", "Given";
    naming_anonymous: "匿名（少于 3 人的结果不显示）", "Anonymous (groups under 3 are not shown)";
    trainee_nth(n): "学员 {n}", "Trainee {n}";
    as_files: "存成表格", "Tables as files";
    points_file: "每人每个时间点一行", "A row for each trainee and time point";
    trainees_file: "每人一行", "A row for each trainee";
    figures_file: "每个数字的定义", "What every figure means";
    save_points_file: "存成 CSV", "Save as CSV";
    save_figures_file: "存成文本", "Save as text";
    the_class: "全班", "The class";
    alpha_row: "一致程度（克里彭多夫 α，定距）", "Agreement (Krippendorff's α, interval)";
    time_points: "时间点", "Time points";
    tasks: "计算和读数题", "Tasks";
    trainees: "学员", "Trainees";
    figures_defined: "数字的定义", "What the figures mean";
    count_column: "人数", "n";
    sd_column: "标准差", "SD";
    bias_column: "平均误差", "Mean error";
    distance_column: "平均绝对误差", "Mean absolute error";
    spearman_column: "等级相关 ρ", "Spearman's ρ";
    scores_given_column: "打了几格", "Scores given";
    straight_line_column: "四项全同", "All four the same";
    stages_right_column: "阶段对", "Stages right";
    actions_right_column: "下一步对", "Steps right";
    tasks_right_column: "题目对", "Tasks right";
    yes_mark: "是", "yes";
    no_trainees_shown: "没有可显示的学员。", "No trainees to show.";
}

texts! {
    session_column: "上课日期", "Session date";
    exercise_column: "练习", "Exercise";
    number_column: "编号", "Number";
    trainee_column: "学员", "Trainee";
    point_column: "时间点", "Time point";
    point_date_column: "材料日期", "Date in the case";
    day_column: "第几天", "Day";
    key_of_column(dimension): "参考答案：{dimension}", "Key: {dimension}";
    difference_of_column(dimension): "差：{dimension}", "Difference: {dimension}";
    stage_named_column: "阶段", "Stage";
    key_stage_column: "参考答案：阶段", "Key: stage";
    stage_right_column: "阶段对（1/0）", "Stage right (1/0)";
    action_column: "下一步（第几项）", "Next step (which)";
    key_action_column: "参考答案：下一步", "Key: next step";
    action_right_column: "下一步对（1/0）", "Next step right (1/0)";
    scores_asked_column: "要打几格", "Scores asked for";
    straight_line_number_column: "四项全同（1/0）", "All four the same (1/0)";
    task_answer_column(nth): "第 {nth} 题：答案", "Task {nth}: answer";
    task_verdict_column(nth): "第 {nth} 题：判断", "Task {nth}: judgement";
}

texts! {
    defined_score: "0–10 分，一位小数；空着是“看不出来”或没有做，不算 0 分。", "0–10 with one decimal; a blank is “cannot tell” or not done, and does not count as 0.";
    defined_key: "作者根据材料作出的判断，每个分都有理由；不是测量出来的真值。相差不超过 0.5 分，算和它一致。空着的格不算误差。", "What the author judged from the case, with a reason for each score; not a measured truth. A difference of up to 0.5 counts as agreeing with it. Its blanks take no part in errors.";
    defined_count: "给这一格打了分的人数。", "How many scored this cell.";
    defined_mean: "这些分数的算术平均数和中位数。", "The arithmetic mean and the median of those scores.";
    defined_sd: "样本标准差（除以 n − 1）；少于两个分数算不出来。", "The sample's standard deviation (n − 1); undefined under two scores.";
    defined_bias: "平均误差 = 分数 − 参考答案的平均；正数是偏高。一高一低会互相抵消。", "Mean error = the mean of score − key; above 0 is too high. High and low cancel out.";
    defined_distance: "平均绝对误差 = 每个分和参考答案的距离的平均；不会互相抵消。", "Mean absolute error = the mean distance of a score from the key; nothing cancels out.";
    defined_alpha: "克里彭多夫 α（定距）：1 − 观察到的不一致 ÷ 随便打时的不一致，用至少两人打过分的格。1 是完全一致，0 是和随便打的一样，可以是负数；分数全同时算不出来。一致不等于准确。", "Krippendorff's α (interval): 1 − observed disagreement ÷ disagreement expected by chance, over cells with at least two scores. 1: all agree; 0: as by chance; it can be negative; undefined where all scores are the same. Agreement is not accuracy.";
    defined_spearman: "斯皮尔曼等级相关（同分取平均等级）：参考答案高的格，学员是不是也打得高。−1 到 1；共同的格少于 3 个，或一方的分数全同，就算不出来。", "Spearman's rank correlation (average ranks): whether a trainee rated higher what the key rates higher. −1 to 1; undefined under 3 common cells, or where either side does not vary.";
    defined_straight_line: "每个时间点四项都是同一个分。只是提示你可以问一问，不说明敷衍。", "All four scores are the same at every time point. It is a prompt to ask, not an accusation.";
    defined_votes: "选了这一项的人数；没有选的不算在内。", "How many chose it; those who chose nothing are not counted.";
    defined_tasks: "对：和正确答案相差不超过 1.5%，或四舍五入到两位小数后相同。常见的错误另外认出：单位错、算成净变化、漏了一项。要选的题，选中正确的一项；“分不出”是正确答案时，选它也算对。", "Right: within 1.5% of the right answer, or equal when rounded to two decimals. The usual mistakes are told apart: wrong unit, net change, one of the four left out. Of choices, the right one; “cannot be told” counts where it is right as well.";
    defined_anonymous: "匿名课：没有名字，编号按随机编码排，看不出谁先交；少于 3 人的结果不显示。", "Anonymous classes: no names; numbers follow random ids, so they do not tell who came first; groups under 3 are not shown.";
    defined_files: "CSV 里：1 是“是”，0 是“否”，空格是没有答、算不出来或不显示；小数最多四位；差 = 分数 − 参考答案。", "In the CSV files: 1 is yes, 0 is no; a blank is not answered, undefined or not shown; up to four decimals; difference = score − key.";
}

impl Text {
    /// The definitions as a text file, a paragraph each.
    pub fn figures_text(self) -> String {
        let colon = self.colon();
        let definitions = self.figure_definitions().into_iter();
        let lines = definitions.map(|(name, meaning)| format!("{name}{colon}{meaning}\r\n"));
        format!("\u{feff}{}", lines.collect::<Vec<_>>().join("\r\n"))
    }

    /// The name and the definition of every figure in the report.
    pub fn figure_definitions(self) -> Vec<(String, &'static str)> {
        let named = |name: &str, meaning| (name.to_owned(), meaning);
        let mean = format!(
            "{}{}{}",
            self.mean_row(),
            self.list_comma(),
            self.median_row()
        );
        vec![
            named(self.scores_against_key(), self.defined_score()),
            named(self.key_row(), self.defined_key()),
            named(self.count_column(), self.defined_count()),
            (mean, self.defined_mean()),
            named(self.sd_column(), self.defined_sd()),
            named(self.bias_column(), self.defined_bias()),
            named(self.distance_column(), self.defined_distance()),
            named(self.agreement(), self.defined_alpha()),
            named(self.spearman_column(), self.defined_spearman()),
            named(self.two_rounds(), self.defined_rounds()),
            named(self.straight_line_column(), self.defined_straight_line()),
            named(self.stage_and_step(), self.defined_votes()),
            named(self.tasks(), self.defined_tasks()),
            named(self.naming_anonymous_short(), self.defined_anonymous()),
            named(self.as_files(), self.defined_files()),
        ]
    }
}

texts! {
    stage_and_step: "阶段和下一步", "Stage and next step";
    naming_anonymous_short: "匿名", "Anonymous";
}

impl ReportWords for Text {
    fn point_heading(&self, column: PointColumn) -> String {
        let words = match column {
            PointColumn::Session => self.session_column(),
            PointColumn::Exercise => self.exercise_column(),
            PointColumn::Number => self.number_column(),
            PointColumn::Trainee => self.trainee_column(),
            PointColumn::Point => self.point_column(),
            PointColumn::Date => self.point_date_column(),
            PointColumn::Day => self.day_column(),
            PointColumn::Score(dimension) => self.dimension(dimension),
            PointColumn::Key(dimension) => {
                return self.key_of_column(&self.dimension(dimension));
            }
            PointColumn::Difference(dimension) => {
                return self.difference_of_column(&self.dimension(dimension));
            }
            PointColumn::Stage => self.stage_named_column(),
            PointColumn::KeyStage => self.key_stage_column(),
            PointColumn::StageRight => self.stage_right_column(),
            PointColumn::Action => self.action_column(),
            PointColumn::KeyAction => self.key_action_column(),
            PointColumn::ActionRight => self.action_right_column(),
        };
        words.to_owned()
    }

    fn trainee_heading(&self, column: TraineeColumn) -> String {
        let words = match column {
            TraineeColumn::Session => self.session_column(),
            TraineeColumn::Exercise => self.exercise_column(),
            TraineeColumn::Number => self.number_column(),
            TraineeColumn::Trainee => self.trainee_column(),
            TraineeColumn::Scores => self.scores_given_column(),
            TraineeColumn::ScoresAsked => self.scores_asked_column(),
            TraineeColumn::MeanAbsoluteError => self.distance_column(),
            TraineeColumn::Bias => self.bias_column(),
            TraineeColumn::Spearman => self.spearman_column(),
            TraineeColumn::StraightLine => self.straight_line_number_column(),
            TraineeColumn::StagesRight => self.stages_right_column(),
            TraineeColumn::ActionsRight => self.actions_right_column(),
            TraineeColumn::TasksRight => self.tasks_right_column(),
            TraineeColumn::Answer(at) => return self.task_answer_column(&(at + 1)),
            TraineeColumn::Verdict(at) => return self.task_verdict_column(&(at + 1)),
        };
        words.to_owned()
    }

    fn rounds_heading(&self, column: RoundsColumn) -> String {
        self.rounds_words(column).to_owned()
    }

    fn dimension_name(&self, dimension: Dimension) -> String {
        self.dimension(dimension).to_owned()
    }

    fn trainee_number(&self, number: usize) -> String {
        self.trainee_nth(&number)
    }

    fn stage(&self, stage: Stage) -> String {
        self.stage_name(stage).to_owned()
    }

    fn verdict(&self, verdict: VelocityVerdict) -> String {
        self.verdict_words(verdict)
    }

    fn choice(&self, task: &Task, at: usize) -> String {
        self.task_choice(task, at)
    }
}
