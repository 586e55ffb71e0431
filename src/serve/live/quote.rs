//! A selected passage as a citation ready to paste: its words as the document has them, its block, and as much of its
//! surroundings as make it the only place.

use std::fmt::Write as _;
use std::ops::Range;

use crate::model::{AnchorState, Anchoring, Book, DocumentId};
use crate::render::{PageKey, routes};
use crate::resolve::anchors::{At, Haystack, Selector, anchor};

use super::super::Ask;

/// More words of surroundings than this make no passage more certain.
const WORDS: usize = 12;

/// What a page asks: words that are selected on it.
struct Selected {
    page: String,
    /// The anchor of the block in which they begin.
    at: String,
    words: String,
    /// What stands before and after them in their blocks.
    before: String,
    after: String,
}

/// Words around a passage.
#[derive(Clone, Copy, Default)]
struct Around<'a> {
    prefix: Option<&'a str>,
    suffix: Option<&'a str>,
}

/// The YAML for a selection, or why there is none.
pub(super) fn answer(book: &Book, ask: &Ask<'_>) -> String {
    let get = |name| ask.parameter(name).unwrap_or_default();
    let selected =
        Selected { page: get("page"), at: get("at"), words: get("words"), before: get("before"), after: get("after") };
    let answer = match yaml(book, &selected) {
        Some(yaml) => serde_json::json!({ "yaml": yaml }),
        None => serde_json::json!({ "trouble": "these words do not stand in the document as they are selected" }),
    };
    answer.to_string()
}

fn yaml(book: &Book, selected: &Selected) -> Option<String> {
    let id = book.document_ids().find(|id| routes::path(book, &PageKey::Document(*id)) == selected.page)?;
    let document = &book[id];
    let block = document.text.block_by_anchor(&selected.at)?;
    let withheld = |range: &Range<usize>| {
        document.withheld.iter().any(|withheld| {
            let block = &document.text.blocks[withheld.block.0 as usize].plain;
            range.start < block.end as usize && block.start as usize <= range.end
        })
    };
    let haystack = Haystack::new(&document.text, &document.title);
    let place = |words: &str, around: Around<'_>| {
        let selector = Selector {
            quote: words,
            at: Some(At::Block(block)),
            prefix: around.prefix,
            suffix: around.suffix,
            ..Selector::default()
        };
        match anchor(&haystack, &selector, &[]) {
            Anchoring::Text { state: AnchorState::Exact, range } => Some(range.start as usize..range.end as usize),
            _ => None,
        }
    };
    let full = Around { prefix: words_of(&selected.before), suffix: words_of(&selected.after) };
    let range = place(&selected.words, full).or_else(|| place(&selected.words, Around::default()))?;
    if withheld(&range) {
        return None;
    }
    let plain = &document.text.plain;
    let quote = plain.get(range.clone())?;
    let (before, after) = surroundings(book, id, &range);
    // The least that leads to this place and no other.
    let around = (0..=WORDS)
        .map(|count| Around { prefix: last_words(before, count), suffix: first_words(after, count) })
        .find(|around| place(quote, *around).as_ref() == Some(&range))?;
    Some(write(&document.id, &selected.at, quote, around))
}

fn words_of(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|words| !words.is_empty())
}

/// What stands before and after a passage in the blocks where it begins and ends: other blocks may be withheld.
fn surroundings<'a>(book: &'a Book, id: DocumentId, range: &Range<usize>) -> (&'a str, &'a str) {
    let text = &book[id].text;
    let block_at = |at: usize| {
        text.blocks
            .iter()
            .map(|block| block.plain.start as usize..block.plain.end as usize)
            .find(|block| block.contains(&at))
    };
    let start = block_at(range.start).map_or(range.start, |block| block.start);
    let end = block_at(range.end.saturating_sub(1)).map_or(range.end, |block| block.end);
    (text.plain.get(start..range.start).unwrap_or(""), text.plain.get(range.end..end.max(range.end)).unwrap_or(""))
}

/// The last words of a text; none where none are wanted or there are none.
fn last_words(text: &str, count: usize) -> Option<&str> {
    let text = text.trim();
    let at = text.rmatch_indices(char::is_whitespace).map(|(at, space)| at + space.len()).nth(count.checked_sub(1)?);
    words_of(&text[at.unwrap_or(0)..])
}

/// The first words of a text.
fn first_words(text: &str, count: usize) -> Option<&str> {
    let text = text.trim();
    let at = text.match_indices(char::is_whitespace).map(|(at, _)| at).nth(count.checked_sub(1)?);
    words_of(&text[..at.unwrap_or(text.len())])
}

fn write(document: &str, at: &str, quote: &str, around: Around<'_>) -> String {
    let mut out = format!("- document: {}\n  quote: |-\n", scalar(document));
    for line in quote.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let _ = writeln!(out, "    {line}");
    }
    let _ = writeln!(out, "  at: {}", scalar(at));
    for (key, words) in [("prefix", around.prefix), ("suffix", around.suffix)] {
        if let Some(words) = words {
            let folded = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(out, "  {key}: {}", serde_json::Value::from(folded));
        }
    }
    out
}

/// An id as YAML: plain where it cannot be read as anything else.
fn scalar(id: &str) -> String {
    let plain = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
        && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&id.to_ascii_lowercase().as_str());
    if plain { id.to_string() } else { serde_json::Value::from(id).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::pipeline::{Edition, Workshop};

    const LETTER: &str = "1. (C) The pier was mended in March.\n\n2. The pier was mended, they say. The pier was mended, we \
                          know.\n\n- a pier of wood\n- a pier of stone\n\nIt was *not* the pier's\nfault, they say.\n";

    #[test]
    fn a_selection_becomes_the_citation_that_leads_back_to_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |path: &str, text: &str| {
            let path = folder.path().join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            std::fs::write(path, text).expect("written");
        };
        write("content/documents/09letter.md", LETTER);
        let edition = Edition { preview: true, ..Edition::default() };
        let mut workshop = Workshop::new(folder.path());
        let look = workshop.look(&edition).expect("a book");
        let ask = |at: &str, words: &str, before: &str, after: &str| {
            let [at, words, before, after] = [at, words, before, after].map(str::to_string);
            yaml(look.preview.book(), &Selected { page: "documents/09letter.html".into(), at, words, before, after })
        };
        let head = "- document: \"09letter\"\n  quote: |-\n";
        let cases = [
            (("p1", "The pier was mended", "", "in March."), "    The pier was mended\n  at: p1\n"),
            (
                ("p2", "The pier was mended", "", ", they say. The pier"),
                "    The pier was mended\n  at: p2\n  suffix: \", they\"\n",
            ),
            (
                ("p2", "The  pier was\nmended", "mended, they say. ", ", we know."),
                "    The pier was mended\n  at: p2\n  prefix: \"say.\"\n  suffix: \",\"\n",
            ),
            (("p1", "in March. The pier was", "mended", "mended, they"), "    in March.\n    The pier was\n  at: p1\n"),
        ];
        for ((at, words, before, after), expected) in cases {
            assert_eq!(ask(at, words, before, after), Some(format!("{head}{expected}")), "{words}");
        }
        for (at, words) in [("p1", "The ship"), ("p9", "The pier was mended"), ("p1", "")] {
            assert_eq!(ask(at, words, "", ""), None, "{words}");
        }
        for anchor in ["p1", "p2"] {
            let quote = ask(anchor, "The pier was mended", "", ", they say").expect("a citation");
            write("content/annotations/a.yaml", &quote);
            let found = workshop.look(&edition).expect("a book").outcome.diagnostics;
            let codes: Vec<Code> = found.iter().map(|fault| fault.code).collect();
            assert_eq!(codes, [Code::AnnotationEmpty], "{quote}");
        }
    }
}
