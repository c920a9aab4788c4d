//! The page of the learner's progress in the SCORM package.

texts! {
    scorm_place: "进度", "Progress";
    scorm_title: "学习进度", "Your progress";
    scorm_to_progress: "回到学习进度", "To your progress";
    scorm_not_here: "你要打开的页面不在这个课程包里。", "The page that you asked for is not in this package.";
    scorm_no_clients: "课程包里没有客户记录：它和学习平台同一个源（协议、域名、端口），平台的其他网页能读到这里存下的内容。", "The package has no client records: it lies under the learning platform's origin, so the platform's other pages could read them.";
    scorm_kept: "你的答案（包括自评）和做到哪里，由学习平台保存，管理平台的人可以看到。分数只有你确认以后才会发送。", "The learning platform keeps your answers, self-assessments included, and your place in them; whoever runs it can see them. A score is sent only once you confirm it.";
    scorm_no_platform: "没有找到学习平台：这里做的内容，关闭页面以后就没有了。请从学习平台打开课程包。", "No learning platform was found: what you do here ends with this page. Open the package from the platform.";
    scorm_refused(reason): "学习平台没有接受：{reason}。请重新打开课程包再试；还是不行，请告诉课程的负责人。", "The learning platform refused: {reason}. Open the package again; if that does not help, tell whoever runs the course.";
    scorm_left_out(n plural):
        "学习平台最多保存 4096 个字符，放不下最早的 {n} 份答案，下次打开时它们不在了。做完的结果和完成情况仍然保留。",
        "The learning platform keeps 4,096 characters at most: the oldest set of answers ({n}) does not fit and will be gone when you return. Results and completion are kept.",
        "The learning platform keeps 4,096 characters at most: the oldest {n} sets of answers do not fit and will be gone when you return. Results and completion are kept.";
    scorm_unreadable: "读不出学习平台保存的进度，所以原样留着，这次做的内容不会保存。", "The progress kept by the learning platform cannot be read. It is left as it is, and what you do now is not kept.";
    scorm_begin_anew: "放弃旧进度，从头开始", "Give up the old progress and begin anew";
    scorm_complete: "学习平台已经记为完成。", "The learning platform has the package as completed.";
    scorm_needs_both: "保存一次自评，并做完一个练习，学习平台就记为完成。", "Save a self-assessment and finish an exercise: then the learning platform has the package as completed.";
    scorm_needs_assessment: "保存一次自评，学习平台就记为完成。", "Save a self-assessment: then the learning platform has the package as completed.";
    scorm_needs_exercise: "做完一个练习，学习平台就记为完成。", "Finish an exercise: then the learning platform has the package as completed.";
    scorm_assessed: "已保存过自评。", "A self-assessment is saved.";
    scorm_not_assessed: "还没有保存自评。", "No self-assessment is saved yet.";
    scorm_agreement(agreeing, asked): "{asked} 处答案里，和参考答案一致的有 {agreeing} 处", "Answers that agree with the key: {agreeing} of {asked}";
    scorm_not_finished: "还没有做完", "Not finished";
    scorm_score: "分数", "Score";
    scorm_no_score: "做完一个练习以后，这里会显示可以发送的分数。", "Once an exercise is finished, the score that can be sent stands here.";
    scorm_score_from(n plural, agreeing, asked):
        "做完 {n} 个练习，{asked} 处答案里和参考答案一致的有 {agreeing} 处。",
        "Answers that agree with the key, in {n} finished exercise: {agreeing} of {asked}.",
        "Answers that agree with the key, in {n} finished exercises: {agreeing} of {asked}.";
    scorm_to_send: "只会把下面几项发给学习平台：", "Only this will be sent to the learning platform:";
    scorm_raw: "分数", "Score";
    scorm_min: "最低分", "Lowest possible";
    scorm_max: "最高分", "Highest possible";
    scorm_send: "确认并发送", "Confirm and send";
    scorm_sent(score): "学习平台现有的分数：{score}。", "The learning platform has the score {score}.";
    scorm_not_sent: "还没有发送过分数。", "No score has been sent.";
}
