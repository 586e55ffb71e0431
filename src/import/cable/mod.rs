//! Cables, as transmitted or as websites republish them, with full, partial or no header.
//!
//! A cable is cut into what a website sets before it (`front`), its header (`fields`, `header`), its body, and what stands
//! behind it (`tail`). What the header says becomes front matter (`meta`).

mod body;
pub(super) mod fields;
mod front;
mod header;
mod meta;
mod segments;
mod tail;
#[cfg(test)]
mod tests;

use super::draft::Draft;
use super::join::Joiner;
use super::known::{Station, Stations};
use super::lines::{Line, Source};
use super::marks;

use front::Front;
use header::{Entry, Header};

/// Words that every cable's header may have, and that a line end may have split.
const HEADER_WORDS: &[&str] = &["reason", "reasons", "classified", "ambassador", "counselor", "secretary"];

/// A cable cut into its parts.
struct Parts {
    lines: Vec<Line>,
    front: Front,
    entries: Vec<Entry>,
    /// Where the body begins.
    body: usize,
    tail: tail::Tail,
}

fn cut(source: &Source) -> Parts {
    let lines = segments::segments(source);
    let first = first_paragraph(source, &lines);
    let mut front = front::read(source, &lines, first.unwrap_or(lines.len()));
    let (mut entries, length) = header::entries(source, &lines[front.end..first.unwrap_or(lines.len())]);
    let mut body = front.end + length;
    if entries.is_empty() {
        body = framed(source, &lines, first.unwrap_or(0));
        front.end = front.end.min(body);
        front.unknown.retain(|span| lines.get(body).is_none_or(|line| span.start < line.span.start));
        entries.clear();
    }
    let last = last_paragraph(source, &lines).unwrap_or(body).max(body);
    let tail = tail::read(source, &lines, last);
    Parts { lines, front, entries, body, tail }
}

/// The line of the first numbered paragraph.
fn first_paragraph(source: &Source, lines: &[Line]) -> Option<usize> {
    let mark = |line: &Line| marks::ordinal(source.line(line)).map(|(_, mark)| mark).filter(|mark| mark.dot);
    let marked = lines.iter().position(|line| mark(line).is_some_and(|mark| mark.marking.is_some()));
    marked.or_else(|| lines.iter().position(|line| mark(line).is_some_and(|mark| mark.text == "1")))
}

fn last_paragraph(source: &Source, lines: &[Line]) -> Option<usize> {
    let mark = |line: &Line| marks::ordinal(source.line(line)).map(|(_, mark)| mark).filter(|mark| mark.dot);
    let marked = lines.iter().rposition(|line| mark(line).is_some_and(|mark| mark.marking.is_some()));
    marked.or_else(|| first_paragraph(source, lines))
}

/// Where the body begins without a header: at the first paragraph, or at the heading between rules above it.
fn framed(source: &Source, lines: &[Line], first: usize) -> usize {
    let rule = |at: usize| marks::is_rule(source.line(&lines[at]));
    let above: Vec<usize> = (0..first).rev().filter(|at| !lines[*at].is_blank()).take(3).collect();
    match above[..] {
        [lower, _, upper] if rule(lower) && rule(upper) => upper,
        _ => first,
    }
}

/// What a cable says of its station, for other cables.
pub fn survey(source: &Source) -> Option<(String, Station)> {
    let parts = cut(source);
    let joiner = Joiner::new(source, HEADER_WORDS);
    let header = Header::read(&parts.entries, &joiner, source, &mut Draft::default());
    let routing = header.routing.clone()?;
    let name = meta::station(&header, &parts.lines, source).map(|(name, _)| name);
    Some((routing, Station { origin: meta::origin(&header, &parts.front, source), name }))
}

/// Reads a cable.
pub fn read(source: &Source, stations: &Stations) -> Draft {
    let Parts { lines, front, entries, body, tail } = cut(source);
    let joiner = Joiner::new(source, HEADER_WORDS);
    let mut draft = Draft::default();
    let header = Header::read(&entries, &joiner, source, &mut draft);
    let end = tail.start.max(body);
    body::read(source, &joiner, &entries, &lines[body..end], &mut draft);
    meta::fill(&mut draft, &header, &front, &tail, &lines, stations, source);
    for span in &tail.marks {
        draft.remove(*span, "marks of transmission");
    }
    for span in &tail.furniture {
        draft.remove(*span, "words of the website around the text");
    }
    draft
}
