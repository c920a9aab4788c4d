//! The form of a stage change: the person decides, with the evidence beside.

use leptos::prelude::*;

use crate::{
    app::{
        components::{Choice, ChoiceField, DateField, Form, NotFoundPage, RecordForm, position},
        state::use_text,
    },
    domain::{ClientId, EntryId, Stage, StageEntry, draft::StageDraft},
};

/// Records that the relationship entered a stage, or edits that record.
#[component]
pub fn StagePage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let text = use_text();
    let Some((form, client, old)) = RecordForm::open::<StageEntry>(client, entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let current = client.stage_on(form.today()).map(|entry| entry.stage);
    let offered = Stage::offered_after(current);
    let stage = RwSignal::new(position(
        &Stage::ALL,
        &old.as_ref().map_or(offered, |old| old.stage),
    ));
    let title = if old.is_some() {
        text.edit_stage()
    } else {
        text.change_stage()
    };
    let stages = Stage::ALL.map(|stage| {
        Choice::new(stage.id(), text.stage_name(stage)).meaning(text.stage_hint(stage))
    });
    let save = {
        let client = client.clone();
        move |()| {
            let draft = StageDraft {
                date: form.date.get_untracked(),
                stage: Stage::ALL[stage.get_untracked()],
            };
            let checked = draft.check(form.id, &client, form.today());
            form.save_checked(checked, |error| text.typed_date_error(error));
        }
    };
    view! {
        <Form title state=form.state cancel=form.cancel() save>
            <p class="form__for">{text.client_line(&client.profile)}</p>
            {current.map(|stage| view! {
                <p class="form__hint">{text.now_in_stage(&text.stage_name(stage))}</p>
            })}
            <ChoiceField name="stage" label=text.stage() value=stage choices=stages.to_vec()/>
            <DateField form client/>
        </Form>
    }
    .into_any()
}
