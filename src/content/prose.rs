//! A small subset of Markdown: sections with an id, headings, paragraphs, lists, bold text, code and links
//! to pages of the app.

/// A section under a heading `## Title {#id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading's id; empty if it has none.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The blocks below the heading.
    pub blocks: Vec<Block>,
}

impl Section {
    /// Whether a line of it has the id.
    ///
    /// ```
    /// use trust_velocity::content::parse_prose;
    /// let sections = parse_prose("## Words {#words}\n\n- {#total} **Total**: the sum.");
    /// assert!(sections[0].has_line("total") && !sections[0].has_line("sum"));
    /// ```
    pub fn has_line(&self, id: &str) -> bool {
        self.blocks.iter().any(|block| match block {
            Block::List(lines) => lines
                .iter()
                .any(|line| matches!(line.first(), Some(Span::Anchor(own)) if own == id)),
            Block::Heading(_) | Block::Paragraph(_) => false,
        })
    }
}

/// A heading, a paragraph, or a list of lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A line that begins with `### `.
    Heading(String),
    /// One paragraph.
    Paragraph(Vec<Span>),
    /// Lines that begin with `- `.
    List(Vec<Vec<Span>>),
}

/// Text: plain, bold, code, or a link; or the id of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// The id of the line of a list that begins with `{#id} `, by which an address leads to it.
    Anchor(String),
    /// Plain text.
    Plain(String),
    /// Text between two `**`.
    Strong(String),
    /// Text between two backquotes: a name as it is typed.
    Code(String),
    /// `[words](#/address)`: a link to a page of the app.
    Link {
        /// The text.
        words: String,
        /// The page's address, a hash.
        to: String,
    },
}

/// Parses the sections of a text; ignores everything before the first heading.
///
/// ```
/// use trust_velocity::content::{Block, Span, parse_prose};
/// let sections = parse_prose("## Title {#id}\n\nSo **it** is.");
/// assert_eq!(sections[0].id, "id");
/// let Block::Paragraph(spans) = &sections[0].blocks[0] else { unreachable!() };
/// assert_eq!(spans[1], Span::Strong("it".to_owned()));
/// let sections = parse_prose("## Title {#id}\n\nSee [there](#/help).");
/// let Block::Paragraph(spans) = &sections[0].blocks[0] else { unreachable!() };
/// let link = Span::Link { words: "there".to_owned(), to: "#/help".to_owned() };
/// assert_eq!(spans[1], link);
/// ```
pub fn parse_prose(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let text = text.replace("\r\n", "\n");
    for block in text
        .split("\n\n")
        .map(str::trim)
        .filter(|block| !block.is_empty())
    {
        if let Some(heading) = block.strip_prefix("## ") {
            let (title, id) = heading.split_once(" {#").unwrap_or((heading, ""));
            sections.push(Section {
                id: id.trim_end_matches('}').to_owned(),
                title: title.to_owned(),
                blocks: Vec::new(),
            });
        } else if let Some(section) = sections.last_mut() {
            // A list may follow its heading at once.
            let (heading, rest) = match block.split_once('\n') {
                Some((heading, rest)) if heading.starts_with("### ") => (Some(heading), rest),
                _ => (None, block),
            };
            section.blocks.extend(heading.map(parse_block));
            section.blocks.push(parse_block(rest));
        }
    }
    sections
}

fn parse_block(block: &str) -> Block {
    if let Some(heading) = block.strip_prefix("### ") {
        Block::Heading(heading.to_owned())
    } else if block.starts_with("- ") {
        let items = block
            .split("\n- ")
            .map(|item| parse_item(item.trim_start_matches("- ")));
        Block::List(items.collect())
    } else {
        Block::Paragraph(parse_spans(block))
    }
}

/// The line of a list, which may begin with an id.
fn parse_item(item: &str) -> Vec<Span> {
    let named = item.strip_prefix("{#").and_then(|it| it.split_once("} "));
    let Some((id, rest)) = named else {
        return parse_spans(item);
    };
    let mut spans = parse_spans(rest);
    spans.insert(0, Span::Anchor(id.to_owned()));
    spans
}

/// Every second piece between `**` is bold; code and links are in the others.
fn parse_spans(line: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for (at, piece) in line.split("**").enumerate() {
        if piece.is_empty() {
            continue;
        }
        if at % 2 == 1 {
            spans.push(Span::Strong(piece.to_owned()));
            continue;
        }
        for (at, piece) in piece.split('`').enumerate() {
            if at % 2 == 1 {
                spans.push(Span::Code(piece.to_owned()));
            } else {
                push_links(&mut spans, piece);
            }
        }
    }
    spans
}

/// Plain text with its links.
fn push_links(spans: &mut Vec<Span>, text: &str) {
    let mut rest = text;
    while let Some((before, words, to, after)) = split_link(rest) {
        if !before.is_empty() {
            spans.push(Span::Plain(before.to_owned()));
        }
        spans.push(Span::Link {
            words: words.to_owned(),
            to: to.to_owned(),
        });
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Plain(rest.to_owned()));
    }
}

/// The text before the first link, its words, its address, and the text after it.
fn split_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (head, tail) = text.split_once("](#/")?;
    let (before, words) = head.rsplit_once('[')?;
    let (to, after) = tail.split_once(')')?;
    let start = head.len() + "](".len();
    let to = text.get(start..start + "#/".len() + to.len())?;
    Some((before, words, to, after))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::route::HelpSection;

    const HELP: [&str; 2] = [
        include_str!("../../assets/content/help.zh.md"),
        include_str!("../../assets/content/help.en.md"),
    ];

    const GUIDE: [&str; 2] = [
        include_str!("../../docs/trainers-guide.zh.md"),
        include_str!("../../docs/trainers-guide.en.md"),
    ];

    const SHEETS: [&str; 2] = [
        include_str!("../../docs/exercise-sheets.zh.md"),
        include_str!("../../docs/exercise-sheets.en.md"),
    ];

    const LEARN: [&str; 2] = [
        include_str!("../../assets/content/learn.zh.md"),
        include_str!("../../assets/content/learn.en.md"),
    ];

    /// The sections' ids, and how many lines each block has; a paragraph has none.
    fn shape(text: &str) -> Vec<(String, Vec<usize>)> {
        let lines = |block: &Block| match block {
            Block::Heading(_) | Block::Paragraph(_) => 0,
            Block::List(lines) => lines.len(),
        };
        let sections = parse_prose(text).into_iter();
        sections
            .map(|section| (section.id, section.blocks.iter().map(lines).collect()))
            .collect()
    }

    #[test]
    fn both_languages_have_the_same_sections_and_blocks() {
        for texts in [GUIDE, SHEETS, LEARN] {
            let [zh, en] = texts.map(shape);
            assert_eq!(zh, en);
            let ids: BTreeSet<_> = zh.iter().map(|(id, _)| id).collect();
            assert!(!ids.is_empty() && ids.len() == zh.len(), "{ids:?}");
            assert!(!ids.iter().any(|id| id.is_empty()), "{ids:?}");
        }
    }

    #[test]
    fn both_helps_have_every_section_in_order() {
        for help in HELP {
            let ids: Vec<_> = parse_prose(help)
                .into_iter()
                .map(|section| section.id)
                .collect();
            assert_eq!(ids, HelpSection::ALL.map(HelpSection::id));
        }
    }

    #[test]
    fn no_section_is_empty_and_no_mark_is_left_over() {
        for text in HELP.into_iter().chain(GUIDE).chain(SHEETS).chain(LEARN) {
            for section in parse_prose(text) {
                assert!(!section.blocks.is_empty(), "{}", section.id);
            }
            for line in text.lines() {
                assert!(line.matches("**").count().is_multiple_of(2), "{line}");
            }
        }
    }

    /// The app shows it as headings and lists: nothing else is left of its marks.
    #[test]
    fn the_changelog_is_headings_and_lists() {
        let sections = parse_prose(include_str!("../../CHANGELOG.md"));
        assert!(
            sections
                .iter()
                .any(|section| section.title.starts_with(env!("CARGO_PKG_VERSION")))
        );
        let spans = |spans: &[Span]| {
            for span in spans {
                let (Span::Plain(words) | Span::Strong(words) | Span::Code(words)) = span else {
                    continue;
                };
                let is_left = |mark: &str| words.contains(mark);
                assert!(
                    !["**", "`", "](", "\n- ", "### "].into_iter().any(is_left),
                    "{words}"
                );
            }
        };
        for section in sections {
            assert!(!section.blocks.is_empty(), "{}", section.title);
            for block in &section.blocks {
                match block {
                    Block::Heading(words) => assert!(!words.contains('\n'), "{words}"),
                    Block::Paragraph(words) => spans(words),
                    Block::List(items) => items.iter().for_each(|item| spans(item)),
                }
            }
            let has_list = |block: &Block| matches!(block, Block::List(items) if 1 < items.len());
            assert!(section.blocks.iter().any(has_list), "{}", section.title);
        }
    }

    proptest! {
        #[test]
        fn any_text_parses(text in "[#{}*`\\- a信\n\r\\[\\]()/]{0,80}") {
            parse_prose(&text);
        }
    }
}
