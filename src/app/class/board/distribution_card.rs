//! The distribution chart: a class's scores in the four dimensions against the key.

use std::ops::Range;

use leptos::prelude::*;

use crate::{
    app::components::{ChartCard, Describe},
    chart::{DistributionChart, Panel},
    domain::Dimension,
    i18n::Text,
};

/// How many rows of the table are figures.
const FIGURES: usize = 6;

/// The distribution chart with its accessible description and its picture.
#[component]
pub fn DistributionCard(
    /// The card's id, also used in the name of its picture's file.
    id: &'static str,
    title: &'static str,
    #[prop(into)] chart: Signal<DistributionChart>,
    /// The heading of its picture.
    #[prop(into)]
    caption_title: Signal<String>,
    /// Its subtitle: the time point, and the number of answers.
    #[prop(into)]
    caption_subtitle: Signal<String>,
) -> impl IntoView {
    let caption = Signal::derive(move || (caption_title.get(), caption_subtitle.get()));
    let chart = Memo::new(move |_| chart.get());
    view! { <ChartCard id title chart caption is_tall=true/> }
}

impl Describe for DistributionChart {
    fn hint(text: Text) -> &'static str {
        text.profile_hint()
    }

    fn readouts(&self) -> usize {
        Dimension::ALL.len()
    }

    fn nearest_to(&self, at: (f64, f64), size: (u32, u32)) -> Option<usize> {
        let nearest = self.nearest(at, size)?;
        Dimension::ALL.iter().position(|other| *other == nearest)
    }

    fn readout(&self, index: usize, text: Text) -> Option<String> {
        let dimension = *Dimension::ALL.get(index)?;
        let mut words = vec![text.dimension(dimension).to_owned()];
        words.extend(figures(&self.panels()[dimension], text));
        Some(words.join(" · "))
    }

    fn description(&self, text: Text) -> String {
        let sentence = |(dimension, panel): (Dimension, &Panel)| {
            let figures = figures(panel, text).join(text.list_comma());
            text.profile_sentence(&text.dimension(dimension), &figures)
        };
        let sentences: Vec<_> = self.panels().iter().map(sentence).collect();
        sentences.join(text.sentence_space())
    }

    fn head(&self, text: Text) -> Vec<String> {
        let mut head = vec![text.dimension_column().to_owned()];
        head.extend(Dimension::ALL.map(|dimension| text.dimension_short(dimension).to_owned()));
        head
    }

    fn row_count(&self) -> usize {
        FIGURES + self.counts().count()
    }

    /// The figures, and how often each score was given.
    fn rows(&self, range: Range<usize>, text: Text) -> Vec<Vec<String>> {
        let row = |name: &str, cell: &dyn Fn(&Panel) -> Option<String>| {
            let cells = self.panels().0.iter().map(cell);
            let cells = cells.map(|cell| cell.unwrap_or_else(|| "—".to_owned()));
            let name = std::iter::once(name.to_owned());
            name.chain(cells).collect::<Vec<_>>()
        };
        let number = |value: f64| text.number(value, 1);
        let figures: [_; FIGURES] = [
            row(text.answers_row(), &|panel| {
                Some(panel.answers()?.figures().n.to_string())
            }),
            row(text.mean_row(), &|panel| {
                panel.answers()?.figures().mean.map(number)
            }),
            row(text.median_row(), &|panel| {
                panel.answers()?.figures().median.map(number)
            }),
            row(text.key_row(), &|panel| {
                let key = panel.key().map(|key| number(key.value()));
                Some(key.unwrap_or_else(|| text.gap_in_key().to_owned()))
            }),
            row(text.mean_minus_key_row(), &|panel| {
                let bias = panel.answers()?.figures().bias?;
                Some(text.signed(bias, 1))
            }),
            row(text.agreeing_row(), &|panel| {
                Some(panel.answers()?.agreeing()?.to_string())
            }),
        ];
        let counts = self.counts().map(|(score, counts)| {
            let name = text.answers_near_row(&number(score));
            let count = |count: Option<usize>| count.map_or("—".to_owned(), |n| n.to_string());
            std::iter::once(name).chain(counts.0.map(count)).collect()
        });
        figures
            .into_iter()
            .chain(counts)
            .skip(range.start)
            .take(range.len())
            .collect()
    }
}

/// The figures of a panel, in words.
fn figures(panel: &Panel, text: Text) -> Vec<String> {
    let number = |value: f64| text.number(value, 1);
    let key = panel.key().map_or_else(
        || text.distribution_no_key().to_owned(),
        |key| text.distribution_key(&number(key.value())),
    );
    let Some(answers) = panel.answers() else {
        let hidden = text.distribution_hidden().to_owned();
        return vec![hidden, key];
    };
    let figures = answers.figures();
    let (Some(mean), Some(median)) = (figures.mean, figures.median) else {
        let empty = text.distribution_empty().to_owned();
        return vec![empty, key];
    };
    let difference = figures.bias.map(|bias| text.signed(bias, 1));
    let mut words = vec![text.distribution_answers(figures.n)];
    // Of one score there is no distribution.
    if figures.n == 1 {
        words.extend([text.distribution_only(&number(mean)), key]);
        words.extend(difference.map(|points| text.distribution_score_difference(&points)));
    } else {
        words.push(text.distribution_mean(&number(mean)));
        words.push(text.distribution_median(&number(median)));
        words.push(key);
        words.extend(difference.map(|points| text.distribution_difference(&points)));
    }
    words.extend(
        answers
            .agreeing()
            .map(|count| text.distribution_agreeing(&count)),
    );
    words
}
