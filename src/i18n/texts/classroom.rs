//! Exercises, sessions, and the class.

texts! {
    classroom: "课堂", "Class";
    classroom_hint: "用一个案例练判断：自己练，或者带一个班一起练。", "Practise judging trust on a case: by yourself, or with a class.";
    exercises: "练习", "Exercises";
    sessions: "我的课", "My sessions";
    trainers_guide: "讲师指南", "Trainer's guide";
    exercise_missing: "找不到这个练习：它可能已被删除，或链接不完整。", "This exercise is not here: it may have been deleted, or the link is incomplete.";
    session_missing: "找不到这堂课：它可能已被删除，或者是在别的浏览器里开的。", "This session is not here: it may have been deleted, or was started in another browser.";
    document_unreadable(reason): "这份记录读不出来（{reason}）。它原样保留着，不会被覆盖；可以在“数据”页取出。", "This record cannot be read ({reason}). It is kept as it is and never written over; the data page lets you take it out.";
    to_classroom: "去课堂", "To the class page";
}
