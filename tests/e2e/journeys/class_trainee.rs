//! A trainee works through an exercise: alone, or in a class whose trainer is elsewhere.

use trust_velocity::domain::{
    Dimension, Language, Name, Score, Stage as RelationStage,
    exercise::{ExerciseId, TaskAnswer},
};

use crate::browser::Engine;
use crate::page::PHONE;
use crate::pages::{App, exercise};
use crate::stage::Stage;

/// Three time points, then a velocity, the question who gains faster among the tasks.
const SLUG: &str = "heat-pump-information-gap";
const CODE: &str = "K7PM2X";

fn opens(engine: Engine, language: Language) -> App {
    App::open(engine, language, Stage::new().at("2026-04-20T09:00:00"))
}

fn practice() -> String {
    let id: ExerciseId = SLUG.parse().expect("a name");
    format!("#/class/exercises/{id}/practice")
}

pub fn practises_an_exercise_alone(engine: Engine) {
    let app = opens(engine, Language::Zh);
    let zh = app.text;
    let exercise = exercise(SLUG, Language::Zh);
    let (case, key) = (exercise.case(), exercise.key());
    let points = case.points.len();
    let all = points + 1 + case.tasks.len() + 1;
    app.resize(PHONE);
    app.go(&practice());
    app.shows("h1", case.title.as_str());
    app.begins_work();
    app.is_at_step(1, all);
    app.reads("#intro", case.intro.as_str());
    assert!(!app.text("body").contains(key.points[0].stage_why.as_str()));

    // A number that is no score holds the page, in words; any other gap does not.
    app.fill("#score-expertise", "11");
    app.goes_on();
    app.finds_fault("expertise", zh.score_error_range());
    app.fill("#score-expertise", "２。5");
    app.goes_on();
    app.is_at_step(2, all);
    app.click("#previous-step");
    app.is_at_step(1, all);
    assert_eq!(app.value("#score-expertise"), "2.5");
    app.rates_point([Some("2.5"), Some("5"), None, Some("4.5")]);
    app.judges_point("deepening", 1);
    app.goes_on();
    app.is_at_step(2, all);
    app.reads("#earlier", zh.earlier_facts());
    app.reads(".score-slider__meaning", &zh.last_time(&"2.5"));
    app.click("#to-check");
    app.reads("#open", zh.next_action_short());
    assert!(!app.text("#open").contains(&zh.on_day(&case.points[0].day)));
    app.press_button(&app.texts("#open button")[0]);
    app.is_at_step(2, all);
    for point in 2..=points {
        app.is_at_step(point, all);
        app.rates_point([Some("6"); 4]);
        app.judges_point("initial", 2);
        app.goes_on();
    }
    // The tasks reveal scores of the key: from here on, ratings are read-only.
    app.shows("#ratings-close", zh.ratings_close_why());
    app.goes_on();
    app.is_at_step(points + 2, all);
    app.click("#previous-step");
    app.sees("#ratings-closed");
    assert!(!app.has("#score-expertise"));
    app.goes_on();

    // Per week instead of per day.
    app.fill("#velocity", "每天");
    app.goes_on();
    app.finds_fault("velocity", zh.number_error());
    app.fill("#velocity", "3，72");
    app.goes_on();
    app.is_handed_in();
    app.focuses("h1");
    let initial = key.points[1..]
        .iter()
        .filter(|point| point.stage == RelationStage::Initial);
    let right = zh.result_stages(&initial.count(), &points);
    app.reads("#result-summary", &right);
    app.reads(".work-result__point", key.points[0].stage_why.as_str());
    app.reads(".work-result__cell:nth-child(2)", "+2.0");
    let cell = app.text(".work-result__cell:nth-child(3)");
    assert!(cell.contains('—'), "{cell}");
    let wrong_unit = zh.task_wrong_unit(&"分/周", &"分/天", &"÷ 7");
    app.reads(".work-result__task", &wrong_unit);
    app.reload();
    app.reads(".work-result__task", &wrong_unit);
    app.click("#practise-again");
    app.begins_work();
    assert_eq!(app.value("#score-expertise"), "");
    app.has_no_problems();
}

pub fn asks_for_one_exercise_alone(engine: Engine) {
    let app = opens(engine, Language::Zh);
    let payload = app.assigns(7, SLUG, CODE);
    app.go(&format!("#/join/{payload}"));
    app.reload();
    app.reads("h1", exercise(SLUG, Language::Zh).case().title.as_str());
    let own = format!("exercises/{SLUG}.json");
    assert_eq!(app.asked_for_exercises(), [own]);

    // The list needs none of them.
    app.go("#/class");
    app.reload();
    app.sees("#built-in-exercises");
    assert_eq!(app.asked_for_exercises(), ["exercise-index.json"]);
    app.has_no_problems();
}

pub fn reads_what_the_figures_say(engine: Engine) {
    let app = opens(engine, Language::Zh);
    let zh = app.text;
    app.resize(PHONE);
    app.go("#/class/exercises/late-seal-repaired/practice");
    app.begins_work();
    app.click("#to-check");
    app.press_button(&zh.task_number(&1));
    app.shows("#ratings-close", zh.ratings_close_why());
    app.goes_on();
    app.sees("#velocity");
    app.goes_on();
    // Half of what was lost came back.
    app.reads("form", zh.recovery_hint());
    app.fill("#percent", "一半");
    app.goes_on();
    app.finds_fault("percent", zh.number_error());
    app.fill("#percent", "50");
    app.goes_on();
    // A change within error cannot be told.
    app.reads("form", zh.ask_change());
    app.click("#reading-untold");
    app.goes_on();
    app.is_handed_in();
    app.reads("#result-summary", &zh.result_tasks(&2, &3));
    app.reads("#result", zh.change_untold());
    app.has_no_problems();
}

pub fn resumes_an_exercise_after_a_reload(engine: Engine) {
    let app = opens(engine, Language::En);
    let key = format!("trust-velocity/draft/practice/{SLUG}");
    app.go(&practice());
    app.begins_work();
    app.rates_point([Some("2.5"), Some("5"), None, Some("4.5")]);
    app.judges_point("deepening", 1);
    app.goes_on();
    app.click("#stage-initial");
    app.until("the stage is kept", || {
        app.stored(&key)
            .is_some_and(|kept| kept.contains("initial"))
    });
    app.reload();
    app.reads("#resumed", app.text.resumed_here());
    app.sees("#stage-initial:checked");
    app.click("#previous-step");
    app.sees("#unknown-relationship:checked");
    assert_eq!(app.value("#score-conduct"), "5.0");
    assert!(app.has("#stage-deepening:checked") && app.has("#action-1:checked"));
    assert!(!app.has("#resumed"));

    app.reload();
    app.click("#start-over");
    app.sees("#begin");
    app.begins_work();
    assert_eq!(app.value("#score-conduct"), "");

    // An unreadable draft, or one of another exercise, is replaced by a new attempt.
    app.click("#stage-ended");
    app.until("the stage is kept", || {
        app.stored(&key).is_some_and(|kept| kept.contains("ended"))
    });
    let kept = app.stored(&key).expect("a draft");
    for damaged in [
        kept.replace("\"point\":0", "\"point\":9"),
        kept[..kept.len() - 9].to_owned(),
        "[]".to_owned(),
    ] {
        assert_ne!(damaged, kept);
        app.stores(&key, &damaged);
        app.reload();
        app.sees("#begin");
    }
    app.has_no_problems();
}

pub fn joins_a_class_and_hands_in(engine: Engine) {
    let app = opens(engine, Language::Zh);
    let zh = app.text;
    let payload = app.assigns(7, SLUG, CODE);
    app.go(&format!("#/join/{payload}?from=singlemessage"));
    app.reads("#join-facts", zh.join_nothing_sent());
    assert!(!app.has(".navigation") && !app.has(".banner"));
    app.click("#begin");
    app.shows("#nickname-error", zh.nickname_empty());
    app.fill("#nickname", &"长".repeat(41));
    app.click("#begin");
    app.shows("#nickname-error", &zh.nickname_too_long(&41));
    app.fill("#nickname", "小李 & <b>");
    app.begins_work();
    app.rates_point([Some("2.5"), Some("5"), None, Some("4.5")]);
    app.judges_point("deepening", 2);
    app.hands_in();
    let first = app.handed();
    assert_eq!(
        (first.session.to_string(), first.edition),
        ("0000000000000007".into(), 1)
    );
    assert_eq!(first.name.as_ref().map(Name::as_str), Some("小李 & <b>"));
    let answer = first.attempt.points()[0];
    assert_eq!(
        answer.scores[Dimension::Conduct].map(Score::value),
        Some(5.0)
    );
    assert_eq!(answer.scores[Dimension::Relationship], None);
    assert_eq!(
        (answer.stage, answer.action),
        (Some(RelationStage::Deepening), Some(1))
    );
    app.sees("#submission-qr .qr__code");
    assert!(!app.has("#result"));

    // Unchanged, it is the same; changed, it is another edition of the same trainee's.
    app.reload();
    assert_eq!(app.handed(), first);
    app.click("#change-answers");
    app.click("#hand-in");
    assert_eq!(app.handed(), first);
    app.click("#change-answers");
    app.press_button(&app.texts("#open button").pop().expect("an open task"));
    app.shows("#ratings-close", zh.ratings_close_why());
    app.goes_on();
    app.fill("#velocity", "0.5");
    app.hands_in();
    let second = app.handed();
    assert_eq!((second.id, second.edition), (first.id, 2));
    assert_eq!(second.attempt.tasks()[0], Some(TaskAnswer::Number(0.5)));
    app.shows("#submission-edition", &zh.handed_edition(&2));

    for (code, words) in [
        ("", zh.typed_code_empty().to_owned()),
        ("K7", zh.typed_code_short().to_owned()),
        ("揭晓码！", zh.typed_code_character(&'揭')),
        ("K7PM2Y", zh.typed_code_wrong().to_owned()),
    ] {
        app.reveals(code);
        app.shows("#reveal-code-error", &words);
    }
    app.reveals("k7p-m2x");
    app.sees("#result");
    app.focuses("h1");
    let key = exercise(SLUG, Language::Zh);
    app.reads("#result", key.key().points[0].stage_why.as_str());
    app.reload();
    app.sees("#result");
    app.click("#code-again summary");
    assert_eq!(app.handed(), second);
    app.has_no_problems();
}

pub fn lends_the_phone_to_another_trainee(engine: Engine) {
    let app = opens(engine, Language::En);
    let payload = app.assigns(7, SLUG, CODE);
    app.joins(&payload, Some("Li"));
    app.judges_point("deepening", 2);
    app.hands_in();
    let first = app.handed();
    app.click("#someone-else");
    app.opens_dialog(app.text.someone_else());
    app.press_button(app.text.cancel());
    app.has_no_dialog();
    assert_eq!(app.handed(), first);
    app.click("#someone-else");
    app.click("#someone-else-sure");
    app.sees("#nickname");
    assert_eq!(app.value("#nickname"), "");
    app.fill("#nickname", "Wang");
    app.begins_work();
    app.hands_in();
    let second = app.handed();
    assert_ne!(second.id, first.id);
    assert_eq!((second.edition, second.attempt.is_empty()), (1, true));
    app.has_no_problems();
}

pub fn works_on_a_trainers_own_exercise(engine: Engine) {
    let app = opens(engine, Language::Zh);
    let own = exercise("quiet-buyer", Language::Zh);
    let payload = app.assigns_own(9, &own, CODE);
    app.go("#/class");
    app.pastes_class_link(&format!(
        "大家扫码或点：\nhttps://example.org/#/join/{payload} 谢谢"
    ));
    app.sees("#anonymous-class");
    assert!(!app.has("#nickname"));
    app.begins_work();
    app.click("#to-check");
    // No task of this exercise reveals a score of the key, so nothing closes.
    app.press_button(&app.texts("#open button").pop().expect("an open task"));
    app.click("#client-1");
    app.click("#client-untold");
    app.click("#previous-step");
    app.sees("#score-expertise");
    app.hands_in();
    let handed = app.handed();
    assert_eq!(handed.name, None);
    // Both changes, and their difference, are within rating error.
    assert_eq!(handed.attempt.tasks()[0], Some(TaskAnswer::Choice(2)));
    app.reveals(CODE);
    app.reads(".work-result__task", app.text.faster_untold());
    app.reads(".work-result__task", app.text.task_right());
    app.reads(".work-result__task", own.key().tasks[0].as_str());
    app.reads("#result", own.key().points[0].stage_why.as_str());

    // The same link as a file.
    app.go("#/class");
    app.click("#join-other-ways summary");
    app.gives_file("join-file", "join.txt", &payload);
    app.sees("#result");
    app.has_no_problems();
}

pub fn says_why_a_class_link_does_not_open(engine: Engine) {
    let app = opens(engine, Language::En);
    let text = app.text;
    let payload = app.assigns(7, SLUG, CODE);
    let cut = &payload[..payload.len() - 4];
    for (route, words) in [
        (format!("#/join/{cut}"), text.join_damaged()),
        ("#/join/hello".to_owned(), text.join_foreign()),
    ] {
        app.go(&route);
        app.reads("#not-opened", words);
        app.sees("#join-text");
    }
    app.joins(&payload, Some("Li"));
    app.hands_in();
    let code = app.value("#submission-message");
    app.go("#/join");
    for (pasted, words) in [
        ("", text.join_nothing_pasted()),
        ("hello", text.join_foreign()),
        (cut, text.join_damaged()),
        (&code, text.join_other_kind()),
    ] {
        app.pastes_class_link(pasted);
        app.fails(words);
        app.focuses(".form__failure");
    }
    app.pastes_class_link(&payload);
    app.sees("#submission-message");
    app.has_no_problems();
}
