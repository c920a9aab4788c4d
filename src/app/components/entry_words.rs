//! The description of an entry of a client's history.

use crate::{
    domain::{Dimension, Instrument, PerDimension, Record, Respondent, Scores},
    i18n::Text,
};

/// An entry in one line.
pub fn entry_words(text: Text, record: &Record) -> String {
    let (title, details, _) = describe_entry(text, record);
    let date = text.full_date(record.date());
    let parts = [vec![title, date], details].concat();
    parts.join(" · ")
}

/// The title, the lines below it, and the scores of a rating.
type Described = (String, Vec<String>, Option<Scores>);

/// An entry in parts.
pub fn describe_entry(text: Text, record: &Record) -> Described {
    let with_note = |mut lines: Vec<String>, note: &str| {
        if !note.is_empty() {
            lines.push(note.to_owned());
        }
        lines
    };
    match record {
        Record::Rating(rating) => {
            let total = match rating.scores().total() {
                Some(total) => text.total_points(&text.number(total, 1)),
                None => text.incomplete_rating().to_owned(),
            };
            let scores = text.scores_line(&rating.scores());
            let title = text.rater_name(&rating.rater);
            let mut lines = vec![format!("{scores} · {total}")];
            if let Instrument::Items1(form) = rating.instrument() {
                lines.push(text.by_items(form).to_owned());
            }
            let lines = with_note(lines, rating.note.as_str());
            (title, lines, Some(rating.scores()))
        }
        Record::Contact(contact) => {
            let mut facts = Vec::new();
            if contact.minutes > 0 {
                facts.push(text.minutes(u32::from(contact.minutes)));
            }
            let served = served_names(text, contact.served);
            if !served.is_empty() {
                facts.push(text.served(&served));
            }
            let facts = facts.join(" · ");
            let lines = if facts.is_empty() {
                Vec::new()
            } else {
                vec![facts]
            };
            (
                text.channel(contact.channel).to_owned(),
                with_note(lines, contact.note.as_str()),
                None,
            )
        }
        Record::Breach(breach) => {
            let facts = format!(
                "{} · {}",
                text.dimension(breach.dimension),
                text.severity(breach.severity)
            );
            let mut lines = with_note(vec![facts], breach.what.as_str());
            if !breach.done.is_empty() {
                lines.push(text.what_was_done(&breach.done.as_str()));
            }
            (text.trust_damaged().to_owned(), lines, None)
        }
        Record::Stage(entry) => (
            text.entered_stage(&text.stage_name(entry.stage)),
            Vec::new(),
            None,
        ),
        Record::Request(request) => {
            let title = match &request.respondent {
                Respondent::Client(person) => text.asked_client(person),
                Respondent::Peer => text.asked_peer().to_owned(),
            };
            let state = match request.rating {
                Some(_) => text.request_answered(),
                None => text.request_open(),
            };
            let form = text.by_items(request.form);
            (title, vec![format!("{form} · {state}")], None)
        }
    }
}

fn served_names(text: Text, served: PerDimension<bool>) -> String {
    let names: Vec<_> = Dimension::ALL
        .into_iter()
        .filter(|dimension| served[*dimension])
        .map(|dimension| text.dimension_short(dimension))
        .collect();
    names.join(text.list_comma())
}
