//! Questions and workings that are computed from a task's numbers.

use crate::{
    domain::{
        Score, Unit,
        exercise::{Compared, Draft, Task},
    },
    i18n::Text,
};

/// For each task with complete numbers: its number, with its question and its working.
pub fn prefilled(text: Text, draft: &Draft) -> Vec<(u32, (String, String))> {
    let tasks = draft
        .tasks()
        .iter()
        .filter_map(|part| Some((part.number, words(text, &draft.task(part.number)?))));
    tasks.collect()
}

fn words(text: Text, task: &Task) -> (String, String) {
    match task {
        Task::Velocity(task) => {
            let (given, unit) = (task.given, task.unit);
            let scores = given.scores.0.map(Score::value);
            let working =
                text.velocity_working(scores, given.total(), given.day, unit, task.answer());
            (text.velocity_question(given.day, unit), working)
        }
        Task::Faster(task) => {
            let clients = task.clients().iter().map(|Compared { name, from, to }| {
                let (before, after) = (from.points.value(), to.points.value());
                (name.as_str().to_owned(), from.date, before, to.date, after)
            });
            let worked = task.clients().iter().map(|client| {
                let Compared { name, from, to } = client;
                let gained = to.points.value() - from.points.value();
                let days = to.date.days_since(from.date);
                let per_month = Unit::Month.from_per_day(client.net_change());
                (name.as_str().to_owned(), gained, days, per_month)
            });
            let fastest = text.task_choice(&Task::Faster(task.clone()), task.answer());
            (
                text.faster_question(&clients.collect::<Vec<_>>()),
                text.faster_working(&worked.collect::<Vec<_>>(), &fastest),
            )
        }
        Task::Reading(task) => (text.reading_question(task), text.reading_working(task)),
    }
}
