//! Words that stand in a source and that Markdown shows nowhere.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::parsed::Issue;

type Placed<'a> = (Event<'a>, Range<usize>);

/// A link's definition: its label, as labels are compared, and where it stands.
pub(super) type Definition = (String, Range<usize>);

/// A label as labels are compared.
pub(super) fn label(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What a record says and its page would not.
pub(super) fn lost(
    source: &str,
    events: &[Placed<'_>],
    ends: &[usize],
    definitions: &[Definition],
) -> Vec<(Range<usize>, Issue)> {
    let mut out = Vec::new();
    let mut used: HashSet<String> = HashSet::new();
    for (at, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Link { id, .. } | Tag::Image { id, .. }) if !definitions.is_empty() => {
                used.insert(label(id));
            }
            Event::Start(Tag::TableRow) => out.extend(cells(source, events, at, ends[at])),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let words = info.trim();
                if words.contains(char::is_whitespace) && !words.starts_with('{') {
                    let line = source[range.clone()].lines().next().map_or(0, str::len);
                    out.push((range.start..range.start + line, Issue::FenceWords(words.to_string())));
                }
            }
            _ => {}
        }
    }
    for (label, range) in definitions.iter().filter(|(label, _)| label != "//" && !used.contains(label)) {
        let written = source.get(range.clone()).unwrap_or("").trim_end();
        out.push((range.start..range.start + written.len(), Issue::DefinitionUnused(label.clone())));
    }
    out
}

/// Cells of a row behind the last column of its table.
fn cells(source: &str, events: &[Placed<'_>], row: usize, end: usize) -> Option<(Range<usize>, Issue)> {
    let last = events[row + 1..end].iter().rev().find(|(event, _)| matches!(event, Event::End(_)))?;
    let from = last.1.end;
    let rest = source.get(from..)?.lines().next()?;
    let words = rest.trim_matches(|c: char| c.is_whitespace() || c == '|');
    let at = from + rest.find(words)?;
    (!words.is_empty()).then(|| {
        let reference = source.get(events[row].1.start..from).is_some_and(|row| row.contains("[["));
        (at..at + words.len(), Issue::CellLost { words: words.to_string(), reference })
    })
}

/// Footnotes whose label another one has already.
pub(super) fn footnotes(events: &[Placed<'_>]) -> Vec<(Range<usize>, Issue)> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let mut out = Vec::new();
    for (event, range) in events {
        if let Event::Start(Tag::FootnoteDefinition(label)) = event {
            let times = seen.entry(label).or_insert(0);
            *times += 1;
            if *times > 1 {
                out.push((range.start..range.start + label.len() + 4, Issue::FootnoteTwice(label.to_string())));
            }
        }
    }
    out
}
