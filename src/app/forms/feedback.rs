//! The form of feedback: what a client said of one's work.

use leptos::prelude::*;

use crate::{
    app::{
        components::{
            Choice, ChoiceField, DateField, Form, NotFoundPage, RecordForm, TextArea, position,
        },
        state::use_text,
    },
    domain::{
        Channel, ClientId, Comment, CommentKind, EntryId, Feedback, FeedbackContent,
        Recommendation, Satisfaction, draft::FeedbackDraft,
    },
};

/// Records feedback, or edits it.
#[component]
pub fn FeedbackPage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let text = use_text();
    let Some((form, client, old)) = RecordForm::open::<Feedback>(client, entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let channel = old.as_ref().map_or(Channel::Call, |old| old.channel);
    let channel = RwSignal::new(position(&Channel::ALL, &channel));
    let content = old.as_ref().map(|Feedback { content, .. }| content);
    // The first choice of each is that nothing was said.
    let satisfactions = or_none(Satisfaction::all());
    let satisfaction = content.and_then(FeedbackContent::satisfaction);
    let satisfaction = RwSignal::new(position(&satisfactions, &satisfaction));
    let recommendations = or_none(Recommendation::all());
    let recommendation = content.and_then(FeedbackContent::recommendation);
    let recommendation = RwSignal::new(position(&recommendations, &recommendation));
    let kinds = or_none(CommentKind::ALL.into_iter());
    let comment = content.and_then(FeedbackContent::comment);
    let kind = RwSignal::new(position(&kinds, &comment.map(|Comment { kind, .. }| *kind)));
    if let Some(comment) = comment {
        form.note.set(comment.text.as_str().to_owned());
    }
    let title = if old.is_some() {
        text.edit_feedback_of(client.kind)
    } else {
        text.record_feedback_of(client.kind)
    };
    let channels = Channel::ALL.map(|channel| Choice::new(channel.id(), text.channel(channel)));
    let kind_choices = [
        Choice::new("none", text.feedback_no_comment()),
        Choice::new(CommentKind::Complaint.id(), text.feedback_complaint()),
        Choice::new(CommentKind::Praise.id(), text.feedback_praise()),
    ];
    let save = {
        let client = client.clone();
        move |()| {
            let draft = FeedbackDraft {
                date: form.date.get_untracked(),
                channel: Channel::ALL[channel.get_untracked()],
                satisfaction: satisfactions[satisfaction.get_untracked()],
                recommendation: recommendations[recommendation.get_untracked()],
                kind: kinds[kind.get_untracked()],
                comment: form.note.get_untracked(),
            };
            let checked = draft.check(form.id, &client, form.today());
            form.save_checked(checked, |error| text.feedback_error(error));
        }
    };
    view! {
        <Form title state=form.state cancel=form.cancel() save>
            <p class="form__for">{text.client_line(&client.profile)}</p>
            <p class="form__hint">{text.feedback_hint()}</p>
            <DateField form client/>
            <ChoiceField name="channel" label=text.channel_label() value=channel choices=channels.to_vec()/>
            <ChoiceField
                name="satisfaction"
                label=text.satisfaction_label()
                value=satisfaction
                choices=numbered(text.feedback_not_said(), 1, Satisfaction::MAX)
            />
            <ChoiceField
                name="recommendation"
                label=text.recommendation_label()
                value=recommendation
                choices=numbered(text.feedback_not_said(), 0, Recommendation::MAX)
            />
            <p class="form__hint">{text.recommendation_hint()}</p>
            <ChoiceField name="comment" label=text.feedback_comment_label() value=kind choices=kind_choices.to_vec()/>
            <TextArea name="what" label=text.feedback_what_label() value=form.note state=form.state hint=text.feedback_what_hint()/>
        </Form>
    }
    .into_any()
}

fn or_none<T>(all: impl Iterator<Item = T>) -> Vec<Option<T>> {
    [None].into_iter().chain(all.map(Some)).collect()
}

/// The choices of a scale: that nothing was said, then its numbers.
fn numbered(not_said: &'static str, from: usize, to: u8) -> Vec<Choice> {
    const NUMBERS: [&str; 11] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];
    let numbers = NUMBERS[from..=usize::from(to)].iter();
    let numbers = numbers.map(|number| Choice::new(number, *number));
    let none = Choice::new("none", not_said);
    [none].into_iter().chain(numbers).collect()
}
