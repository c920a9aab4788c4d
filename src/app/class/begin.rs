//! The form to begin a session.
//!
//! Invariant: the session's link contains the answer key only under the reveal code.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::components::{Lookup, exercise_of, page_about, sources};
use super::code_button::CodeButton;
use crate::{
    app::{
        components::{Choice, ChoiceField, Form, FormState, TextArea, TextField, crypto_words},
        live::drivers,
        state::{Store, use_store, use_text},
    },
    documents::{DocumentId, OpaqueDocument},
    domain::{
        EntryId, Language, Name, NameError,
        classroom::{Naming, RevealCode, Round, Session, Source, Timer},
        exercise::{Exercise, ExerciseId},
        live::Channel,
    },
    exchange::link::{Assigned, Assignment},
    i18n::Text,
    platform,
    platform::crypto,
    route::{Route, SessionPart},
};

/// The most trainees of a session, and the most minutes.
const MOST: u16 = 600;

/// The name of the field with the reveal code.
const CODE: &str = "reveal-code";

/// The form to begin a session with an exercise.
#[component]
pub fn BeginPage(id: ExerciseId) -> impl IntoView {
    let (store, text, built_in) = sources();
    let exercise = move |language| exercise_of(store, text, built_in, id, language);
    let found = move || exercise(text.language());
    page_about(found, move |found| {
        view! { <BeginForm id found exercise/> }
    })
}

/// The typed values.
#[derive(Clone, Copy)]
struct Typed {
    language: RwSignal<usize>,
    naming: RwSignal<usize>,
    roster: RwSignal<String>,
    expected: RwSignal<String>,
    minutes: RwSignal<String>,
    code: RwSignal<String>,
    /// 1 if phones hand in by themselves.
    way: RwSignal<usize>,
}

#[component]
fn BeginForm(
    id: ExerciseId,
    /// The exercise in the language of the page.
    found: Exercise,
    /// The exercise in a language.
    exercise: impl Fn(Language) -> Lookup<Exercise> + Send + Sync + 'static,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let here = Language::ALL.iter().position(|it| *it == text.language());
    let code = RevealCode::drawn(platform::random_number());
    let typed = Typed {
        language: RwSignal::new(here.unwrap_or(0)),
        naming: RwSignal::new(0),
        roster: RwSignal::new(String::new()),
        expected: RwSignal::new(String::new()),
        minutes: RwSignal::new(found.case().minutes.to_string()),
        code: RwSignal::new(code.to_string()),
        way: RwSignal::new(0),
    };
    let save = move |()| {
        let Some(mut session) = typed.session(text, state, id, store.today()) else {
            return;
        };
        let exercise = match untrack(|| exercise(session.language)) {
            Lookup::Found(exercise) => exercise,
            Lookup::Loading => return state.fail(text.loading().to_owned()),
            Lookup::Failed(words) => return state.fail(words),
        };
        session.title = exercise.case().title.clone();
        if matches!(id, ExerciseId::Own(_)) {
            session.source = Source::Own(Box::new(exercise.clone()));
        }
        let is_live = typed.way.get_untracked() == 1;
        state.run(async move {
            let live = if is_live {
                Some(new_host(store, text, session.id).await?)
            } else {
                None
            };
            let begun = async {
                session.assignment = assignment(text, &session, &exercise, live).await?;
                put(store, text, &session).await
            };
            let begun = begun.await;
            if begun.is_err()
                && is_live
                && let Ok(drivers) = drivers().await
            {
                // Each try has an id of its own, and keys.
                drivers.remove_host(store, session.id);
            }
            begun?;
            state.go(Route::Session(session.id, SessionPart::Join));
            Ok(())
        });
    };
    let languages = Language::ALL.map(|it| Choice::new(it.id(), text.language_name(Some(it))));
    let language = (!matches!(id, ExerciseId::Own(_))).then(|| {
        let label = text.language_of_exercise();
        view! {
            <ChoiceField name="language" label value=typed.language choices=languages.to_vec()/>
        }
    });
    let namings = [
        Choice::new("named", text.named()).meaning(text.named_means()),
        Choice::new("anonymous", text.anonymous()).meaning(text.anonymous_means()),
    ];
    let roster = move || {
        (typed.naming.get() == 0).then(|| {
            view! {
                <TextArea
                    name="roster"
                    label=text.roster()
                    value=typed.roster
                    state
                    hint=text.roster_hint()
                />
            }
        })
    };
    let sealing = move || state.is_saving().then(|| text.making_session());
    let unavailable = (!crypto::is_available())
        .then(|| view! { <p class="banner banner--warning">{text.crypto_unavailable()}</p> });
    let title = found.case().title.as_str().to_owned();
    view! {
        <div class="page page--text">
            <Form
                title=text.begin_session()
                state
                cancel=Route::Exercise(id).to_string()
                save
                save_label=text.begin_it()
            >
                <p class="form__for"><bdi>{title}</bdi></p>
                {unavailable}
                <p class="quiet" role="status">{sealing}</p>
                {language}
                <ChoiceField
                    name="naming"
                    label=text.naming()
                    value=typed.naming
                    choices=namings.to_vec()
                />
                {roster}
                <WayField value=typed.way/>
                <div class="form__grid">
                    <TextField
                        name="expected"
                        label=text.expected_trainees()
                        value=typed.expected
                        state
                        input_mode="numeric"
                        hint=text.expected_hint()
                    />
                    <TextField
                        name="minutes"
                        label=text.minutes_to_work()
                        value=typed.minutes
                        state
                        input_mode="numeric"
                        hint=text.minutes_to_work_hint()
                    />
                </div>
                <CodeField value=typed.code state/>
            </Form>
        </div>
    }
}

/// The choice of a live session, if the site has a broker for it.
#[component]
fn WayField(value: RwSignal<usize>) -> impl IntoView {
    let text = use_text();
    let has_broker = RwSignal::new(false);
    spawn_local(async move {
        // A site whose file cannot be read now offers none.
        let broker = platform::broker().await.ok().flatten();
        // The page may be gone by now.
        has_broker.try_set(broker.is_some() && crypto::is_available());
    });
    move || {
        has_broker.get().then(|| {
            let ways = vec![
                Choice::new("code", text.live_by_code()).meaning(text.live_by_code_means()),
                Choice::new("live", text.live_by_itself()).meaning(text.live_by_itself_means()),
            ];
            view! { <ChoiceField name="way" label=text.live_ways() value choices=ways/> }
        })
    }
}

/// Makes the keys of a live session.
async fn new_host(store: Store, text: Text, session: EntryId) -> Result<Channel, String> {
    let drivers = drivers().await;
    let drivers = drivers.map_err(|_| text.page_not_fetched().to_owned())?;
    let made = drivers.new_host(store, session).await;
    made.map_err(|reason| text.session_not_made(&reason))
}

/// The reveal code: out of sight until it is asked for, since the screen may be on a projector.
#[component]
fn CodeField(value: RwSignal<String>, state: FormState) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(false);
    // A code with an error has to be seen to be mended.
    Effect::new(move || {
        if state.error(CODE).is_some() {
            shown.set(true);
        }
    });
    let field = move || {
        shown.get().then(|| {
            let hint = text.own_reveal_code_hint();
            view! { <TextField name=CODE label=text.reveal_code() value state hint/> }
        })
    };
    view! {
        <div class="field">
            <p class="field__hint">{text.reveal_code_is_kept()}</p>
            <CodeButton shown/>
            {field}
        </div>
    }
}

impl Typed {
    /// The session from the typed values, without its exercise and its link; `None` if a field is
    /// wrong.
    fn session(
        self,
        text: Text,
        state: FormState,
        id: ExerciseId,
        today: crate::domain::CivilDate,
    ) -> Option<Session> {
        let naming = if self.naming.get_untracked() == 0 {
            let names = names_of(&self.roster.get_untracked());
            let names = state.accept("roster", names, |error| text.name_error(&error));
            names.map(Naming::Named)
        } else {
            Some(Naming::Anonymous)
        };
        let expected = match self.expected.get_untracked().trim() {
            "" => Some(None),
            typed => {
                let words = |()| text.count_error(&MOST);
                state.accept("expected", number(typed), words).map(Some)
            }
        };
        let minutes = number(&self.minutes.get_untracked());
        let minutes = state.accept("minutes", minutes, |()| text.count_error(&MOST));
        let code = RevealCode::chosen(&self.code.get_untracked());
        let code = state.accept(CODE, code, |error| text.reveal_code_error(error));
        // The title is the exercise's, set once the exercise is known.
        let title = Name::new("?").ok()?;
        let session = EntryId::new(platform::random_number());
        let mut session = Session::new(session, today, Source::Known(id), title, code?);
        session.language = Language::ALL[self.language.get_untracked()];
        session.naming = naming?;
        session.expected = expected?;
        session.timer = Timer::of_minutes(minutes?);
        Some(session)
    }
}

/// The distinct names of a list.
fn names_of(list: &str) -> Result<Vec<Name>, NameError> {
    let mut names = Vec::new();
    for part in list.split(['\n', ',', '，', '、', ';', '；']) {
        match Name::new(part) {
            Ok(name) if names.contains(&name) => {}
            Ok(name) => names.push(name),
            Err(NameError::Empty) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(names)
}

fn number(typed: &str) -> Result<u16, ()> {
    match typed.trim().parse() {
        Ok(number @ 1..=MOST) => Ok(number),
        _ => Err(()),
    }
}

/// The content of the join link.
async fn assignment(
    text: Text,
    session: &Session,
    exercise: &Exercise,
    live: Option<Channel>,
) -> Result<String, String> {
    let known = match &session.source {
        Source::Known(id) => Some(*id),
        Source::Own(_) => None,
    };
    let not_made = |error: &dyn std::fmt::Display| text.session_not_made(error);
    let secret = Assignment::secret(known, exercise.key()).map_err(|error| not_made(&error))?;
    let sealed = crypto::seal_text(&secret, session.reveal_code.as_str()).await;
    let assignment = Assignment {
        session: session.id,
        assigned: match known {
            Some(id) => Assigned::Known(id),
            None => Assigned::Own(Box::new(exercise.case().clone())),
        },
        language: session.language,
        is_anonymous: session.is_anonymous(),
        round: Round::First,
        sealed: sealed.map_err(|error| crypto_words(text, &error))?,
        live,
    };
    assignment.write().map_err(|error| not_made(&error))
}

async fn put(store: Store, text: Text, session: &Session) -> Result<(), String> {
    let document = OpaqueDocument::of_session(session);
    let document = document.map_err(|error| text.session_not_made(&error))?;
    let id = DocumentId::Session(session.id);
    let put = store.edit_document(id, |_| (Some(document), ())).await;
    put.map_err(|error| text.save_error(&error))
}
