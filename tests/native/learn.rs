//! The pages that teach: both languages, their links, and the numbers in them.

use std::collections::BTreeSet;

use trust_velocity::content::{Block, Section, Span, parse_prose};
use trust_velocity::domain::{Language, Unit};
use trust_velocity::i18n::{GlossaryEntry, Text};
use trust_velocity::route::{HelpSection, Route};

const LEARN: [&str; 2] = [
    include_str!("../../assets/content/learn.zh.md"),
    include_str!("../../assets/content/learn.en.md"),
];

const HELP: [&str; 2] = [
    include_str!("../../assets/content/help.zh.md"),
    include_str!("../../assets/content/help.en.md"),
];

/// The ids of the pages, in their order.
const TAUGHT: [&str; 22] = [
    "why",
    "formula",
    "trap",
    "not-linear",
    "four-kinds",
    "stages",
    "theories",
    "repair",
    "information",
    "rivals",
    "complaints",
    "channels",
    "win-win",
    "deciders",
    "company",
    "word-of-mouth",
    "other-fields",
    "data-and-ai",
    "feelings",
    "limits",
    "glossary",
    "sources",
];

fn spans(section: &Section) -> impl Iterator<Item = &Span> {
    let lines = section.blocks.iter().flat_map(|block| match block {
        Block::Heading(_) => &[],
        Block::Paragraph(line) => std::slice::from_ref(line),
        Block::List(lines) => lines.as_slice(),
    });
    lines.flatten()
}

fn links(section: &Section) -> impl Iterator<Item = &str> {
    spans(section).filter_map(|span| match span {
        Span::Link { to, .. } => Some(to.as_str()),
        Span::Anchor(_) | Span::Plain(_) | Span::Strong(_) | Span::Code(_) => None,
    })
}

#[test]
fn each_figure_leads_to_a_page_that_exists() {
    for learn in LEARN {
        let pages = parse_prose(learn);
        for section in HelpSection::ALL {
            let is_there = pages.iter().any(|page| page.id == section.lesson());
            assert!(is_there, "{}", section.lesson());
        }
    }
}

/// A figure's link leads to its line in the glossary, which bears the name of the link.
#[test]
fn each_entry_that_a_figure_leads_to_is_a_line_of_the_glossary() {
    for (language, learn) in Language::ALL.into_iter().zip(LEARN) {
        let pages = parse_prose(learn);
        let mut found = Vec::new();
        for page in &pages {
            for block in &page.blocks {
                let Block::List(lines) = block else { continue };
                for line in lines {
                    if let [Span::Anchor(id), Span::Strong(words), ..] = line.as_slice() {
                        assert_eq!(page.id, "glossary", "{id}");
                        found.push((id.as_str(), words.as_str()));
                    }
                    let later = line.iter().skip(1);
                    assert!(!later.clone().any(|it| matches!(it, Span::Anchor(_))));
                }
            }
        }
        let entries = GlossaryEntry::ALL.map(|it| (it.id(), Text(language).glossary_entry(it)));
        assert_eq!(found, entries);
        for (id, _) in entries {
            let route = Route::Learn(Some(id.parse().unwrap()));
            assert_eq!(Route::from_hash(&route.to_string()), route);
            // A page of that name would be shown in place of the line.
            assert!(pages.iter().all(|page| page.id != id), "{id}");
        }
    }
}

/// The glossary has each figure under the name on the screen.
#[test]
fn the_glossary_has_the_figures_that_are_shown() {
    for (language, learn) in Language::ALL.into_iter().zip(LEARN) {
        let pages = parse_prose(learn);
        let glossary = pages.iter().find(|page| page.id == "glossary").unwrap();
        let words: BTreeSet<_> = spans(glossary)
            .filter_map(|span| match span {
                Span::Strong(words) => Some(words.as_str()),
                Span::Anchor(_) | Span::Plain(_) | Span::Code(_) | Span::Link { .. } => None,
            })
            .collect();
        let text = Text(language);
        for figure in [
            text.formula_velocity(),
            text.contact_hour_velocity(),
            text.net_change(),
            text.recent_trend(),
            text.band_column(),
            text.gate_progress(),
            text.stage_velocity(),
            text.gap_difference(),
            text.agreement(),
            text.mean_errors(),
            text.sd_column(),
        ] {
            assert!(words.contains(figure), "{figure}");
        }
        assert!(30 < words.len(), "{words:?}");
    }
}

#[test]
fn every_page_is_there_in_both_languages() {
    for text in LEARN {
        let sections = parse_prose(text);
        let ids: Vec<_> = sections.iter().map(|section| section.id.as_str()).collect();
        assert_eq!(ids, TAUGHT);
        for section in &sections {
            // The address of its page leads to it.
            let route = Route::Learn(Some(section.id.parse().unwrap()));
            assert_eq!(Route::from_hash(&route.to_string()), route);
            // A widget stands after an introduction.
            let first = section.blocks.first();
            assert!(
                matches!(first, Some(Block::Paragraph(_) | Block::List(_))),
                "{}",
                section.id
            );
        }
    }
}

/// The links of a text; each leads to a page that there is.
fn links_checked(text: &str) -> Vec<String> {
    let sections = parse_prose(text);
    let links: Vec<_> = sections.iter().flat_map(links).collect();
    for link in &links {
        let route = Route::from_hash(link);
        assert_eq!(&route.to_string(), link);
        assert_ne!(route, Route::NotFound, "{link}");
        if let Route::Learn(Some(name)) = route {
            assert!(TAUGHT.contains(&name.as_str()), "{link}");
        }
    }
    // None is left that was not read as a link.
    assert_eq!(text.matches("](").count(), links.len());
    links.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_link_leads_to_a_page() {
    for texts in [LEARN, HELP] {
        let [zh, en] = texts.map(links_checked);
        assert_eq!(zh, en);
        assert!(5 < BTreeSet::from_iter(zh).len());
    }
}

#[test]
fn both_languages_have_the_same_figures() {
    // Years of a source, scores and results; not what one language writes as a word.
    let figures = |text: &str| -> BTreeSet<String> {
        let digits = text.split(|char: char| !char.is_ascii_digit() && char != '.');
        let figures = digits.map(|it| it.trim_matches('.'));
        let is_long = |it: &&str| it.contains('.') || 2 < it.len();
        figures.filter(is_long).map(str::to_owned).collect()
    };
    let [zh, en] = LEARN.map(figures);
    assert_eq!(zh, en);
}

#[test]
fn the_figures_of_the_formula_are_right() {
    let monthly =
        |points: f64, days: f64| format!("{:.1}", Unit::Month.from_per_day(points / days));
    let month = [100.0, 200.0, 400.0].map(|days| monthly(21.0, days));
    assert_eq!(month, ["6.4", "3.2", "1.6"]);
    assert_eq!(monthly(6.5 - 4.5, 100.0), "0.6");
    let [zh, en] = LEARN;
    assert!(zh.contains("6.4、3.2、1.6 分/月") && en.contains("6.4, 3.2 and 1.6 points a month"));
    assert!(zh.contains("每月快了 0.6 分") && en.contains("0.6 points a month faster"));
}
