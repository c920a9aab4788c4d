//! The SCORM package on a learning platform, which is scorm-again in the page around it.

use trust_velocity::domain::{
    Language,
    exercise::{Agreement, Attempt, PointAnswer},
};
use trust_velocity::exchange::ScormProgress;

use crate::browser::Engine;
use crate::pages::{App, exercise};

const SLUG: &str = "heat-pump-information-gap";
const STATUS: &str = "cmi.core.lesson_status";
const DATA: &str = "cmi.suspend_data";
const SCORE: &str = "cmi.core.score.raw";

pub fn reports_to_a_learning_platform(engine: Engine) {
    let app = App::on_platform(engine, Language::En);
    let en = app.text;
    app.shows("h1", en.scorm_title());
    app.reads("#scorm-completion", en.scorm_needs_both());
    app.reads("#scorm-no-clients", en.scorm_no_clients());
    app.platform_has(STATUS, "incomplete");
    assert!(!app.has("#scorm-alone") && !app.has("#scorm-send"));
    assert_eq!(app.violations(), [""; 0]);
    app.go("#/clients");
    app.reads("#scorm-elsewhere", en.scorm_not_here());
    let shown = "return [...document.querySelectorAll('.navigation__item')]
        .filter((item) => item.offsetParent).map((item) => item.hash)";
    assert_eq!(app.script(shown), serde_json::json!(["#/myself", "#/more"]));

    // Half a self-assessment is there again.
    app.begins("short", "ordinary");
    app.taps_from(1, "56");
    app.platform_keeps("2:56");
    app.reload();
    app.reads(".questionnaire__resumed", en.resumed_here());
    app.taps_from(3, "56");
    app.saves_answers();
    app.platform_keeps(r#""progress":"assessment"#);
    app.platform_has(STATUS, "incomplete");

    // An exercise of which one time point is answered as the key has it.
    let exercise = exercise(SLUG, Language::En);
    let key = exercise.key().points[0].clone();
    let answer = PointAnswer {
        scores: key.scores,
        stage: Some(key.stage),
        action: Some(key.best),
    };
    let mut attempt = Attempt::none(exercise.case());
    attempt.set_point(0, answer);
    let agreement = exercise.agreement(&attempt).expect("it is of this case");
    app.go(&format!("#/class/exercises/{SLUG}/practice"));
    app.begins_work();
    let scores = key
        .scores
        .0
        .map(|score| score.map(|it| it.value().to_string()));
    app.rates_point(scores.each_ref().map(Option::as_deref));
    app.judges_point(key.stage.id(), key.best + 1);
    app.hands_in();
    app.platform_has(STATUS, "completed");

    // The result, on the next visit too; the score is set by the button alone.
    app.reload();
    app.sees("#result");
    app.go("#/more");
    app.reads("#scorm-completion", en.scorm_complete());
    let words = en.scorm_agreement(&agreement.agreeing(), &agreement.asked());
    app.reads(&format!("#exercise-{SLUG}"), &words);
    let score = score_of(agreement);
    app.shows("#scorm-raw", &score);
    app.shows("#scorm-sent", en.scorm_not_sent());
    assert_eq!(app.violations(), [""; 0]);
    assert!(
        !app.told_platform()
            .iter()
            .any(|name| name.contains("score"))
    );
    app.click("#scorm-send");
    app.shows("#scorm-sent", &en.scorm_sent(&score));
    app.platform_has(SCORE, &score);
    app.platform_has("cmi.core.score.max", "100");
    app.reload();
    app.shows("#scorm-sent", &en.scorm_sent(&score));

    // Each page has ended its session, and left nothing in the storage of the platform's origin.
    assert_eq!(app.script("return parent.finished"), 3);
    assert_eq!(app.script("return parent.localStorage.length"), 0);
    app.has_no_problems();
}

pub fn says_what_a_learning_platform_does_not_keep(engine: Engine) {
    let app = App::on_platform(engine, Language::Zh);
    let zh = app.text;
    app.shows("h1", zh.scorm_title());
    // Texts that no packing makes short.
    app.script(
        "for (let at = 0; at < 9; at++) {
           const text = Array.from({ length: 999 }, () => Math.random().toString(36)[2]).join('');
           localStorage.setItem(`trust-velocity/draft/${at}`, text);
         }",
    );
    app.sees("#scorm-left-out");
    let left_out = app
        .script("return Number(scorm.leftOut)")
        .as_u64()
        .expect("a count");
    assert!((1..9).contains(&left_out), "{left_out}");
    let left_out = usize::try_from(left_out).expect("a small count");
    app.reads("#scorm-left-out", &zh.scorm_left_out(left_out));

    // Unreadable progress is not written over, unless the learner asks for it.
    app.script(&format!("parent.kept['{DATA}'] = 'x'"));
    app.reload();
    app.reads("#scorm-unreadable", zh.scorm_unreadable());
    app.begins("short", "ordinary");
    app.taps(1, '5');
    app.go("#/more");
    app.platform_has(DATA, "x");
    app.click("#scorm-begin-anew");
    app.sees_no("#scorm-unreadable");
    app.platform_keeps("2:5");
    app.has_no_problems();
}

fn score_of(agreement: Agreement) -> String {
    let mut progress = ScormProgress::default();
    progress.finish(SLUG.parse().expect("a name"), agreement);
    progress
        .score()
        .expect("an exercise is finished")
        .to_string()
}
