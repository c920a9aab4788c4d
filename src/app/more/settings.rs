//! Settings: language, theme, unit, and the assumptions of the figures.

use leptos::prelude::*;

use super::icon_badge::IconBadgeCard;
use super::own_error::{BiasCard, OwnErrorEstimate, own_clients};
use crate::{
    app::{
        components::{
            BackLink, Choice, ChoiceField, FormFailure, FormState, TextField, focus_first_error,
            position,
        },
        state::{use_store, use_text},
    },
    domain::{
        Assumptions, BackupReminder, Cadence, Dimension, Instrument, Language, PerDimension, Rater,
        Score, Settings, Stage, Theme, TypedScoreError, Unit, decimal,
        velocity::{Series, Verdict, trend},
    },
    i18n::Text,
    route::{HelpSection, Route},
};

/// The stages that have a cadence.
const MET: [Stage; 3] = [Stage::Initial, Stage::Deepening, Stage::LongTerm];

/// The languages offered; `None` follows the browser.
const LANGUAGES: [Option<Language>; 3] = [None, Some(Language::Zh), Some(Language::En)];

/// The themes offered; `None` follows the system.
const THEMES: [Option<Theme>; 3] = [None, Some(Theme::Light), Some(Theme::Dark)];

/// The settings page: choices take effect at once, assumptions when they are saved.
#[component]
pub fn SettingsPage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let start = untrack(|| store.settings());
    let language = RwSignal::new(position(&LANGUAGES, &start.language));
    let theme = RwSignal::new(position(&THEMES, &start.theme));
    let unit = RwSignal::new(position(&Unit::ALL, &start.unit));
    // A choice that was undone, made in another tab, or not saved, shows the current setting.
    Effect::new(move || {
        let settings = store.settings();
        let chosen = [
            (language, position(&LANGUAGES, &settings.language)),
            (theme, position(&THEMES, &settings.theme)),
            (unit, position(&Unit::ALL, &settings.unit)),
        ];
        for (field, at) in chosen {
            if untrack(|| field.get()) != at {
                field.set(at);
            }
        }
    });
    // A choice is saved only when the person makes it.
    Effect::watch(
        move || [language.get(), theme.get(), unit.get()],
        move |[language, theme, unit], _, _| {
            let settings = untrack(|| store.settings());
            let is_chosen = (LANGUAGES[*language], THEMES[*theme], Unit::ALL[*unit])
                == (settings.language, settings.theme, settings.unit);
            if is_chosen {
                return;
            }
            store.update_settings(|settings| {
                settings.language = LANGUAGES[*language];
                settings.theme = THEMES[*theme];
                settings.unit = Unit::ALL[*unit];
            });
        },
        false,
    );
    let languages = LANGUAGES.map(|language| {
        let id = language.map_or("browser", Language::id);
        Choice::new(id, text.language_name(language))
    });
    let themes =
        THEMES.map(|theme| Choice::new(theme.map_or("system", Theme::id), text.theme_name(theme)));
    let units = Unit::ALL.map(|unit| Choice::new(unit.id(), text.per_unit(unit)));
    view! {
        <div class="page page--text">
            <p><BackLink to=Route::More label=text.more()/></p>
            <h1 class="page__title" tabindex="-1">{text.settings()}</h1>
            <section class="card">
                <ChoiceField name="language" label=text.language_label() value=language choices=languages.to_vec()/>
                <ChoiceField name="theme" label=text.theme_label() value=theme choices=themes.to_vec()/>
                <ChoiceField name="unit" label=text.unit() value=unit choices=units.to_vec()/>
            </section>
            <ReminderForm/>
            <IconBadgeCard/>
            <AssumptionsForm/>
            <BiasCard/>
        </div>
    }
}

/// When to remind of a backup.
#[component]
fn ReminderForm() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let reminder = untrack(|| store.settings()).reminder;
    let start = |value: Option<u16>| RwSignal::new(value.unwrap_or(0).to_string());
    let (changes, days) = (start(reminder.changes), start(reminder.days));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.clear();
        let read = |name, field: RwSignal<String>| {
            let parsed = field.get_untracked().trim().parse::<u16>();
            let number = state.accept(name, parsed, |_| text.whole_number_error().to_owned())?;
            Some((0 < number).then_some(number))
        };
        let read = (read("remind-changes", changes), read("remind-days", days));
        focus_first_error();
        let (Some(changes), Some(days)) = read else {
            return;
        };
        let settings = Settings {
            reminder: BackupReminder { changes, days },
            ..untrack(|| store.settings())
        };
        state.run(async move {
            let saved = store.put_settings(settings, Text::saved).await;
            saved.map_err(|error| text.save_error(&error))
        });
    };
    view! {
        <form class="card form" novalidate on:submit=save aria-labelledby="reminder-title">
            <h2 class="card__title" id="reminder-title">{text.reminder()}</h2>
            <p>{text.reminder_hint()}</p>
            <FormFailure state/>
            <div class="form__grid">
                <TextField
                    name="remind-changes"
                    label=text.remind_changes_label()
                    value=changes
                    state
                    input_mode="numeric"
                />
                <TextField
                    name="remind-days"
                    label=text.remind_days_label()
                    value=days
                    state
                    input_mode="numeric"
                />
            </div>
            <p class="actions">
                <button class="button button--primary" type="submit" id="save-reminder">{text.save()}</button>
            </p>
        </form>
    }
}

#[component]
fn AssumptionsForm() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let field = || RwSignal::new(String::new());
    let (score_sem, window_days) = (field(), field());
    let thresholds = PerDimension::from_fn(|_| field());
    let cadence = MET.map(|_| field());
    let show = move |assumptions: &Assumptions| {
        score_sem.set(assumptions.score_sem().to_string());
        window_days.set(assumptions.window_days().to_string());
        for dimension in Dimension::ALL {
            thresholds[dimension].set(assumptions.thresholds()[dimension].value().to_string());
        }
        for (field, stage) in cadence.into_iter().zip(MET) {
            field.set(
                assumptions
                    .cadence()
                    .days(stage)
                    .map(|days| days.to_string())
                    .unwrap_or_default(),
            );
        }
    };
    show(&untrack(|| store.settings()).assumptions);
    let read = move || -> Option<Assumptions> {
        let whole = |name, field: RwSignal<String>| {
            let parsed = field.get_untracked().trim().parse::<u16>();
            state.accept(name, parsed, |_| text.whole_number_error().to_owned())
        };
        let sd = decimal(score_sem.get_untracked().trim()).ok_or(());
        let sd = state.accept("score-sd", sd, |()| text.number_error().to_owned());
        let window = whole("window-days", window_days);
        let thresholds = PerDimension::from_fn(|dimension| {
            let typed = Score::from_typed(&thresholds[dimension].get_untracked());
            state.accept(
                threshold_name(dimension),
                typed,
                |error: TypedScoreError| text.typed_score_error(error).to_owned(),
            )
        });
        let [first, second, third] = cadence;
        let cadence = (
            whole(cadence_name(Stage::Initial), first),
            whole(cadence_name(Stage::Deepening), second),
            whole(cadence_name(Stage::LongTerm), third),
        );
        let [e, c, r, b] = thresholds.0;
        let thresholds = PerDimension([e?, c?, r?, b?]);
        let (sd, window) = (sd?, window?);
        let assumptions = Cadence::new(cadence.0?, cadence.1?, cadence.2?)
            .and_then(|cadence| Assumptions::new(sd, window, thresholds, cadence));
        match assumptions {
            Ok(assumptions) => Some(assumptions),
            Err(error) => {
                state.fail(text.assumptions_error(&error).to_owned());
                None
            }
        }
    };
    let put = move |assumptions: Assumptions, words: fn(Text) -> &'static str| {
        let settings = Settings {
            assumptions,
            ..untrack(|| store.settings())
        };
        state.run(async move {
            let saved = store.put_settings(settings, words).await;
            saved.map_err(|error| text.save_error(&error))
        });
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.clear();
        if let Some(assumptions) = read() {
            put(assumptions, Text::saved);
        }
        focus_first_error();
    };
    let reset = move |_| {
        state.clear();
        show(&Assumptions::default());
        put(Assumptions::default(), Text::defaults_restored);
    };
    let take_estimate = move |sem: f64| {
        state.clear();
        score_sem.set(sem.to_string());
        if let Some(assumptions) = read() {
            put(assumptions, Text::saved);
        }
        focus_first_error();
    };
    let defaults = Assumptions::default();
    let doubling = move || {
        let settings = store.settings();
        let doubled = Assumptions::new(
            settings.assumptions.score_sem() * 2.0,
            settings.assumptions.window_days(),
            settings.assumptions.thresholds(),
            settings.assumptions.cadence(),
        );
        let moving = |assumptions: &Assumptions| {
            let today = store.today();
            let verdict = |client: &crate::domain::Client| {
                let series = Series::of(client, &Rater::Seller, Instrument::Sliders1, today);
                trend(&series, assumptions).verdict
            };
            let clients = own_clients(store);
            let moving = clients
                .iter()
                .filter(|client| matches!(verdict(client), Verdict::Rising | Verdict::Falling));
            moving.count()
        };
        let now = moving(&settings.assumptions);
        doubled.map_or_else(
            |_| text.doubling_too_wide().to_owned(),
            |doubled| text.doubling(&now, &moving(&doubled)),
        )
    };
    view! {
        <form class="card form" novalidate on:submit=save aria-labelledby="assumptions-title">
            <h2 class="card__title" id="assumptions-title">{text.assumptions()}</h2>
            <p>
                {text.assumptions_hint()}" "
                <a href=Route::Help(Some(HelpSection::Assumptions)).to_string()>{text.read_more_in_help()}</a>
            </p>
            <FormFailure state/>
            <TextField
                name="score-sd"
                label=text.score_sem_label()
                value=score_sem
                state
                input_mode="decimal"
                hint=text.default_is(&defaults.score_sem())
            />
            <OwnErrorEstimate take=take_estimate/>
            <p class="quiet" id="doubling">{doubling}</p>
            <TextField
                name="window-days"
                label=text.window_days_label()
                value=window_days
                state
                input_mode="numeric"
                hint=text.default_is(&defaults.window_days())
            />
            <fieldset class="field field--choices" id="thresholds">
                <legend class="field__label">{text.thresholds_label()}</legend>
                <div class="form__grid">
                    {Dimension::ALL.map(|dimension| view! {
                        <TextField
                            name=threshold_name(dimension)
                            label=text.dimension_short(dimension)
                            value=thresholds[dimension]
                            state
                            input_mode="decimal"
                            hint=text.default_is(&defaults.thresholds()[dimension].value())
                        />
                    })}
                </div>
            </fieldset>
            <fieldset class="field field--choices" id="cadence">
                <legend class="field__label">{text.cadence_label()}</legend>
                <div class="form__grid">
                    {cadence.into_iter().zip(MET).map(|(field, stage)| view! {
                        <TextField
                            name=cadence_name(stage)
                            label=text.stage_name(stage)
                            value=field
                            state
                            input_mode="numeric"
                            hint=text.default_is(&defaults.cadence().days(stage).unwrap_or_default())
                        />
                    }).collect_view()}
                </div>
            </fieldset>
            <p class="actions">
                <button class="button button--primary" type="submit" id="save-assumptions">{text.save()}</button>
                <button class="button" type="button" on:click=reset>{text.restore_defaults()}</button>
            </p>
        </form>
    }
}

const fn threshold_name(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Expertise => "threshold-expertise",
        Dimension::Conduct => "threshold-conduct",
        Dimension::Relationship => "threshold-relationship",
        Dimension::Benefit => "threshold-benefit",
    }
}

const fn cadence_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Initial => "cadence-initial",
        Stage::Deepening => "cadence-deepening",
        Stage::LongTerm | Stage::Ended => "cadence-long-term",
    }
}
