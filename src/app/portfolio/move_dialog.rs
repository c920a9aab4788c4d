//! The dialog of a move: the stage, its date, and the evidence. It warns if that is thin and keeps
//! nobody from moving a client.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::board::Move;
use crate::{
    app::{
        components::{
            Choice, ChoiceField, Dialog, FormFailure, FormState, TextField, date_of_today,
            focus_first_error, position, typed_date,
        },
        state::{NeededRecords, PageClients, ReadError, use_store, use_text},
    },
    domain::{
        CivilDate, Client, EntryId, FEEDBACK_MAX_AGE_DAYS, GateStanding, Record, Stage,
        StageEvidence, StageGate, Summary, draft::StageDraft, stage_evidence,
    },
    i18n::Text,
    platform,
};

/// Asks about a move while there is one.
#[component]
pub fn MoveDialog(moving: RwSignal<Option<Move>>) -> impl IntoView {
    let text = use_text();
    let open = RwSignal::new(false);
    Effect::new(move || {
        if moving.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move || {
        if !open.get() {
            moving.set(None);
        }
    });
    let title = Signal::derive(move || {
        let who = moving.with(|moving| moving.as_ref().map(|it| text.summary_line(&it.summary)));
        who.map_or_else(String::new, |who| text.move_title(&who))
    });
    view! {
        <Dialog open title>
            {move || moving.get_untracked().map(|wanted| view! { <Reading wanted open/> })}
        </Dialog>
    }
}

/// Reads the client, which the board has only the summary of.
#[component]
fn Reading(wanted: Move, open: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let Move { summary, stage } = wanted;
    let id = summary.id;
    let clients = PageClients::read(store, NeededRecords::WithClient(id));
    move || match clients.result() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(error)) => {
            let words = match error {
                ReadError::NotFetched => text.page_not_fetched().to_owned(),
                ReadError::Store(error) => text.save_error(&error),
            };
            view! { <p role="alert">{words}</p> }.into_any()
        }
        Some(Ok(())) => match untrack(|| store.client(id)) {
            Some(client) => {
                let summary = Arc::clone(&summary);
                view! { <MoveForm client summary stage open/> }.into_any()
            }
            None => view! { <p role="alert">{text.gone()}</p> }.into_any(),
        },
    }
}

#[component]
fn MoveForm(
    client: Arc<Client>,
    summary: Arc<Summary>,
    stage: Stage,
    open: RwSignal<bool>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let date = typed_date(store, None);
    let chosen = RwSignal::new(position(&Stage::ALL, &stage));
    let choices = Stage::ALL.map(|stage| Choice::new(stage.id(), text.stage_name(stage)));
    let first_contact = client.first_contact().to_string();
    let entry = EntryId::new(platform::random_number());
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        let draft = StageDraft {
            date: date.get_untracked(),
            stage: Stage::ALL[chosen.get_untracked()],
        };
        match draft.check(entry, &client, store.today_at_save()) {
            Err(faults) => {
                state.show(faults, |error| text.typed_date_error(error));
                focus_first_error();
            }
            Ok(entry) => {
                let seen = Arc::clone(&client);
                state.run(async move {
                    let id = seen.id();
                    let saved = store.put_record(seen, Record::Stage(entry)).await;
                    saved.map_err(|error| error.words(text))?;
                    open.try_set(false);
                    // The card is another one now, and may not be in the page.
                    request_animation_frame(move || {
                        let card = format!("#card-{id} button");
                        if !platform::focus_in_place(&card) {
                            platform::focus("main h1");
                        }
                    });
                    Ok(())
                });
            }
        }
    };
    let evidence = move || {
        let assumptions = store.settings().assumptions;
        let (stage, today) = (Stage::ALL[chosen.get()], store.today());
        let evidence = stage_evidence(&summary, stage, &assumptions, today);
        let is_there = summary.stage.is_some_and(|(current, _)| current == stage);
        let verdict = if is_there {
            text.now_in_stage(&text.stage_name(stage))
        } else {
            verdict(&evidence, text).to_owned()
        };
        let sentences = sentences(&evidence, text, today);
        view! {
            <p class:notice--thin=evidence.is_thin()>{verdict}</p>
            <ul class="move-evidence">
                {sentences.into_iter().map(|words| view! { <li>{words}</li> }).collect_view()}
            </ul>
        }
    };
    view! {
        <form class="form" id="move-form" novalidate on:submit=submit>
            <FormFailure state/>
            <ChoiceField name="stage" label=text.stage() value=chosen choices=choices.to_vec()/>
            <div id="move-evidence" role="status">{evidence}</div>
            <TextField
                name="date"
                label=text.date_label()
                value=date
                state
                kind="date"
                min=first_contact
                max=date_of_today(store)
            />
            <p class="actions">
                <button class="button button--primary" type="submit">{text.move_save()}</button>
                <button class="button" type="button" on:click=move |_| open.set(false)>
                    {text.cancel()}
                </button>
            </p>
        </form>
    }
}

fn verdict(evidence: &StageEvidence, text: Text) -> &'static str {
    if evidence.is_thin() {
        text.evidence_thin()
    } else if evidence.gates.is_empty() {
        text.evidence_none()
    } else {
        text.evidence_enough()
    }
}

fn sentences(evidence: &StageEvidence, text: Text, today: CivilDate) -> Vec<String> {
    let gates = evidence.gates.iter().map(|gate| gate_sentence(gate, text));
    let feedback = evidence.feedback.map(|feedback| match feedback {
        Some(date) => {
            let ago = text.days_ago(today.days_since(date));
            text.feedback_current(&ago, &text.days(FEEDBACK_MAX_AGE_DAYS))
        }
        None => text.feedback_missing(&FEEDBACK_MAX_AGE_DAYS),
    });
    gates.chain(feedback).collect()
}

fn gate_sentence(gate: &StageGate, text: Text) -> String {
    let name = text.dimension(gate.dimension);
    let threshold = text.number(gate.threshold.value(), 1);
    let Some(known) = gate.latest else {
        return text.gate_unknown(&name);
    };
    let score = text.number(known.score.value(), 1);
    match gate.standing {
        GateStanding::Met => text.score_reaches_gate(&name, &score, &threshold),
        GateStanding::Old => {
            text.score_reached_gate_before(&name, &score, &threshold, &text.full_date(known.date))
        }
        GateStanding::Below | GateStanding::Unknown => {
            let gap = gate.threshold.value() - known.score.value();
            text.gate_missing(&name, &score, &threshold, &text.number(gap, 1))
        }
    }
}
