//! The description of an entry of a client's history.

use crate::{
    domain::{
        ActionOrigin, ActionOutcome, Breach, CivilDate, Client, CommentKind, Dimension, Feedback,
        Instrument, PerDimension, PlannedAction, PromiseOutcome, Record, Respondent, Scores,
        repair_plan,
    },
    i18n::{Text, format::DateStyle},
};

/// An entry in words.
pub struct EntryWords {
    /// The kind of the entry.
    pub title: String,
    /// The facts and the note, the most important first; what a rating's scores are is apart.
    pub facts: Vec<String>,
    /// The scores of a rating.
    pub scores: Option<Scores>,
}

impl EntryWords {
    /// The words of an entry.
    pub fn of(text: Text, record: &Record) -> Self {
        let (title, mut facts, note) = describe(text, record);
        facts.retain(|fact| !fact.is_empty());
        facts.extend((!note.is_empty()).then(|| note.to_owned()));
        let scores = match record {
            Record::Rating(rating) => Some(rating.scores()),
            _ => None,
        };
        Self {
            title,
            facts,
            scores,
        }
    }
}

/// An entry in one line.
pub fn entry_words(text: Text, record: &Record) -> String {
    let EntryWords {
        title,
        facts,
        scores,
    } = EntryWords::of(text, record);
    let scores = scores.map(|scores| text.scores_line(&scores));
    let parts = [title, text.full_date(record.date())].into_iter();
    let parts: Vec<_> = parts.chain(scores).chain(facts).collect();
    parts.join(" · ")
}

/// The title, the facts and the note.
fn describe(text: Text, record: &Record) -> (String, Vec<String>, &str) {
    match record {
        Record::Rating(rating) => {
            let total = match rating.scores().total() {
                Some(total) => text.total_points(&text.number(total, 1)),
                None => text.incomplete_rating().to_owned(),
            };
            let mut facts = vec![total];
            if let Instrument::Items(version, form) = rating.instrument() {
                facts.push(text.by_items(version, form).to_owned());
            }
            if rating.is_blind {
                facts.push(text.blind_rating().to_owned());
            }
            (text.rater_name(&rating.rater), facts, rating.note.as_str())
        }
        Record::Contact(contact) => {
            let minutes = u32::from(contact.minutes);
            let minutes = (0 < minutes).then(|| text.minutes(minutes));
            let served = served_names(text, contact.served);
            let served = (!served.is_empty()).then(|| text.served(&served));
            let next = contact.next;
            let next = next.map(|day| text.next_contact_on(&text.full_date(day)));
            let facts = minutes.into_iter().chain(served).chain(next).collect();
            let title = text.channel(contact.channel).to_owned();
            (title, facts, contact.note.as_str())
        }
        Record::Breach(breach) => {
            let kind = text.dimension(breach.dimension).to_owned();
            let severity = text.severity(breach.severity).to_owned();
            let mut facts = vec![kind, severity, breach.what.as_str().to_owned()];
            if !breach.done.is_empty() {
                facts.push(text.what_was_done(&breach.done.as_str()));
            }
            (text.breach().to_owned(), facts, "")
        }
        Record::Promise(promise) => {
            let title = match promise.outcome {
                None => text.promise_open(),
                Some(PromiseOutcome::Kept { .. }) if promise.is_kept_on_time() => {
                    text.promise_kept()
                }
                Some(PromiseOutcome::Kept { .. }) => text.promise_kept_late(),
                Some(PromiseOutcome::Broken { .. }) => text.promise_broken(),
                Some(PromiseOutcome::Withdrawn { .. }) => text.promise_withdrawn(),
            };
            let mut facts = vec![
                promise.what.as_str().to_owned(),
                text.promise_due(&text.full_date(promise.due)),
                text.promise_expected(&promise.expected.number()),
            ];
            if let Some(PromiseOutcome::Kept { experienced, .. }) = promise.outcome {
                facts.push(text.promise_experienced(&experienced.number()));
            }
            let settled = promise.outcome.map(PromiseOutcome::on);
            facts.extend(settled.map(|day| text.promise_outcome_on(&text.full_date(day))));
            (title.to_owned(), facts, "")
        }
        Record::Feedback(feedback) => {
            let title = text.feedback().to_owned();
            (title, feedback_facts(text, feedback), "")
        }
        Record::Action(action) => {
            let title = match action.outcome {
                Some(ActionOutcome::Done(_)) => text.action_done(),
                Some(ActionOutcome::Dismissed(_)) => text.action_dismissed(),
                None if action.is_open() => text.action_open(),
                None => text.action_ended(),
            };
            (title.to_owned(), action_facts(text, action), "")
        }
        Record::Stage(entry) => {
            let title = text.entered_stage(&text.stage_name(entry.stage));
            (title, Vec::new(), "")
        }
        Record::Request(request) => {
            let title = match &request.respondent {
                Respondent::Client(person) => text.asked_client(person),
                Respondent::Peer => text.asked_peer().to_owned(),
            };
            let state = match request.rating {
                Some(_) => text.request_answered(),
                None => text.request_open(),
            };
            let form = text.by_items(request.version, request.form);
            (title, vec![form.to_owned(), state.to_owned()], "")
        }
    }
}

/// The facts of feedback, the medium first.
pub fn feedback_facts(text: Text, feedback: &Feedback) -> Vec<String> {
    let content = &feedback.content;
    let satisfaction = content.satisfaction();
    let satisfaction = satisfaction.map(|it| text.feedback_satisfaction(&it.number()));
    let recommendation = content.recommendation();
    let recommendation = recommendation.map(|it| text.feedback_recommendation(&it.number()));
    let comment = content.comment().map(|comment| {
        let words = comment.text.as_str();
        match comment.kind {
            CommentKind::Complaint => text.feedback_complained(&words),
            CommentKind::Praise => text.feedback_praised(&words),
        }
    });
    let channel = text.channel(feedback.channel).to_owned();
    let said = [satisfaction, recommendation, comment]
        .into_iter()
        .flatten();
    [channel].into_iter().chain(said).collect()
}

/// The steps of a breach's repair, each with how far it is; nothing before one is planned.
pub fn repair_words(text: Text, client: &Client, breach: &Breach) -> Vec<String> {
    let plan = repair_plan(client, breach.id);
    if plan.iter().all(|(_, action)| action.is_none()) {
        return Vec::new();
    }
    let steps = plan.iter().map(|(step, action)| {
        let state = action.map_or_else(
            || text.repair_step_open().to_owned(),
            |action| repair_step_state(text, action),
        );
        format!("{}{}{state}", text.repair_step(*step), text.colon())
    });
    steps.collect()
}

/// How far a planned step is.
pub fn repair_step_state(text: Text, action: &PlannedAction) -> String {
    match action.done_on() {
        Some(on) => text.repair_step_done(&text.full_date(on)),
        None if action.is_open() => text.action_due(&text.full_date(action.due)),
        None => text.action_ended().to_owned(),
    }
}

/// The facts of a planned action; the action itself comes first.
fn action_facts(text: Text, action: &PlannedAction) -> Vec<String> {
    let origin = match action.origin {
        ActionOrigin::Repair { step, .. } => Some(text.repair_step(step)),
        ActionOrigin::Own | ActionOrigin::Advice(_) => None,
    };
    let what = action.what.as_str();
    let origin = origin.filter(|origin| *origin != what);
    let settled = action.outcome.map(ActionOutcome::on);
    let settled = settled.map(|on| text.action_settled(&text.full_date(on)));
    let review = action.review.as_ref().map(|review| {
        let on = text.full_date(review.on);
        match &review.result {
            None => text.action_review_on(&on),
            Some((result, why)) => {
                text.action_reviewed(&on, &text.review_result(*result), &why.as_str())
            }
        }
    });
    let due = text.action_due(&text.full_date(action.due));
    let facts = [Some(what.to_owned()), origin.map(str::to_owned), Some(due)];
    facts
        .into_iter()
        .chain([settled, review])
        .flatten()
        .collect()
}

fn served_names(text: Text, served: PerDimension<bool>) -> String {
    let names: Vec<_> = Dimension::ALL
        .into_iter()
        .filter(|dimension| served[*dimension])
        .map(|dimension| text.dimension_short(dimension))
        .collect();
    names.join(text.list_comma())
}

/// The date of an entry; its year only if it is not today's.
pub fn entry_date(text: Text, date: CivilDate, today: CivilDate) -> String {
    let style = if date.year() == today.year() {
        DateStyle::Day
    } else {
        DateStyle::Full
    };
    text.date_as(date, style)
}
