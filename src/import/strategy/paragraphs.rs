//! Lines of a paper into blocks, with headings and labels apart and what pages cut joined.

use std::collections::HashMap;

use crate::import::draft::{Block, Draft, Joint, Piece, Shape};
use crate::import::join::Joiner;
use crate::import::lines::{Line, Source, Span};
use crate::import::marks;

use super::heading::{self, Around, Style};
use super::label;

/// Words that no sentence ends with.
const OPEN: &[&str] = &[
    "a", "an", "and", "as", "at", "between", "by", "for", "from", "in", "into", "its", "of", "on", "or", "our", "such",
    "that", "the", "their", "this", "through", "to", "under", "which", "will", "with",
];

/// A block, and how it is set if it is a heading.
#[derive(Clone, Debug)]
pub struct Found {
    /// The block.
    pub block: Block,
    /// How its heading is set.
    pub style: Option<Style>,
}

/// Makes blocks of lines.
pub fn blocks(source: &Source, lines: &[Line], draft: &mut Draft) -> Vec<Found> {
    let joiner = Joiner::new(source, &[]);
    let parts = parts(source, lines);
    let mut out: Vec<Found> = Vec::new();
    let mut chunk: Vec<Line> = Vec::new();
    let mut last_style: Option<(Style, usize)> = None;
    for (at, line) in lines.iter().enumerate() {
        let words = source.line(line);
        let stated = label::label(words).is_some_and(|label| label.length < words.len());
        let style = if line.is_blank() || marks::bullet(words).is_some() || stated && !words.starts_with('#') {
            None
        } else {
            heading::style(words, around(source, lines, at, last_style.is_some_and(|(_, last)| last + 1 == at)))
        };
        if let Some(style) = style {
            flush(&joiner, &mut chunk, &mut out);
            // A heading in capitals may run over two lines.
            let more = last_style == Some((Style::Capitals, at.wrapping_sub(1))) && style == Style::Capitals;
            match out.last_mut().filter(|_| more) {
                Some(last) => last.block.pieces.push(Piece::new(line.span)),
                None => out.push(Found {
                    block: Block::new(Shape::Heading(2), unmarked(source, line.span)),
                    style: Some(style),
                }),
            }
            last_style = Some((style, at));
            continue;
        }
        if starts(source, &chunk, words, &parts) {
            flush(&joiner, &mut chunk, &mut out);
        }
        chunk.push(*line);
    }
    flush(&joiner, &mut chunk, &mut out);
    let mut out = mend(&joiner, source, out, draft);
    for found in out.iter().filter(|found| found.style.is_none() && stops_short(source, &found.block)) {
        let end = found.block.pieces.last().map_or(0, |piece| piece.span.end.saturating_sub(1));
        draft.doubt(source, end, "a sentence stops here before its end");
    }
    // Where the text has no bold type, no label gets any.
    let parts = if source.text().contains("**") { parts } else { HashMap::new() };
    for found in &mut out {
        embolden(source, &mut found.block, &parts, draft);
    }
    out
}

/// A marked heading without its number signs.
fn unmarked(source: &Source, span: Span) -> Span {
    let words = source.words(span);
    let signs = words.len() - words.trim_start_matches('#').len();
    if words[signs..].starts_with(' ') { source.part(span, signs, words.len()) } else { span }
}

/// The run-in labels that come more than once, in lower case: the parts that each objective has.
fn parts(source: &Source, lines: &[Line]) -> HashMap<String, usize> {
    let mut parts = HashMap::new();
    for line in lines {
        let words = source.line(line);
        let words = &words[marks::bullet(words).unwrap_or(0)..];
        if let Some(name) = label::run_in(words) {
            *parts.entry(name.to_lowercase()).or_insert(0) += 1;
        }
    }
    parts.retain(|_, count| *count > 1);
    parts
}

fn around<'a>(source: &'a Source, lines: &[Line], at: usize, below_heading: bool) -> Around<'a> {
    let words = |line: Option<&Line>| line.map_or("", |line| source.line(line));
    let above = at.checked_sub(1).and_then(|at| lines.get(at));
    let below = lines.get(at + 1);
    Around {
        before: if below_heading { "" } else { words(lines[..at].iter().rev().find(|line| !line.is_blank())) },
        after: words(lines[at + 1..].iter().find(|line| !line.is_blank())),
        free_above: below_heading || above.is_none_or(|line| line.is_blank() || marks::is_rule(source.line(line))),
        free_below: below.is_none_or(|line| line.is_blank() || marks::is_rule(source.line(line))),
    }
}

/// Whether a line begins a block although no empty line stands above it.
fn starts(source: &Source, chunk: &[Line], words: &str, parts: &HashMap<String, usize>) -> bool {
    let Some(last) = chunk.last().filter(|last| !last.is_blank()) else { return false };
    let last = source.line(last);
    let ended = last.ends_with(['.', ':', ';', '?', '!', ')', '*', '”', '"']);
    let first = || chunk.iter().rev().take_while(|line| !line.is_blank()).last().map_or("", |line| source.line(line));
    let label =
        label::label(words).is_some() && (ended || label::label(first()).is_some() || marks::bullet(first()).is_some());
    // Below a label in capitals, the text begins where the capitals end.
    let capitals = !last.contains(char::is_lowercase) && words.contains(char::is_lowercase);
    if capitals && label::label(last).is_some() {
        return true;
    }
    let part = ended && label::run_in(words).is_some_and(|name| parts.contains_key(&name.to_lowercase()));
    label || part || ended && !last.ends_with([':', ';']) && is_last_line(source, chunk, words)
}

/// Whether the last line of a chunk stops so far before the others that a paragraph ends there.
fn is_last_line(source: &Source, chunk: &[Line], words: &str) -> bool {
    let tail: Vec<usize> = chunk
        .iter()
        .rev()
        .take_while(|line| !line.is_blank())
        .map(|line| source.line(line).chars().count())
        .take(12)
        .collect();
    let widest = tail.iter().copied().max().unwrap_or(0);
    tail.len() > 2 && (50..=130).contains(&widest) && tail[0] * 4 < widest * 3 && words.starts_with(char::is_uppercase)
}

fn flush(joiner: &Joiner<'_>, chunk: &mut Vec<Line>, out: &mut Vec<Found>) {
    out.extend(joiner.blocks(chunk).into_iter().map(|block| Found { block, style: None }));
    chunk.clear();
}

/// Joins what pages cut: paragraphs in mid-sentence, also before a capital, and lines that were given a bullet.
fn mend(joiner: &Joiner<'_>, source: &Source, found: Vec<Found>, draft: &mut Draft) -> Vec<Found> {
    let mut out: Vec<Found> = Vec::with_capacity(found.len());
    let mut rest = found.into_iter().peekable();
    while let Some(found) = rest.next() {
        let cut = out.last().is_some_and(|last| last.style.is_none() && is_cut(joiner, source, &last.block, &found));
        let lone = rest.peek().is_none_or(|next| !is_item(&next.block) || !begins_small(source, &next.block));
        match out.last_mut().filter(|_| cut && (lone || !is_item(&found.block))) {
            Some(last) => {
                if is_item(&found.block) {
                    let at = found.block.pieces.first().map_or(0, |piece| piece.span.start);
                    draft.doubt(source, at, "a bullet in mid-sentence is taken for the leftover of a page's end");
                }
                joiner.extend(&mut last.block, found.block.pieces);
            }
            None => out.push(found),
        }
    }
    out
}

fn is_item(block: &Block) -> bool {
    matches!(block.shape, Shape::Item { ordinal: None, .. })
}

fn begins_small(source: &Source, block: &Block) -> bool {
    block.pieces.first().is_some_and(|piece| source.words(piece.span).starts_with(char::is_lowercase))
}

/// Whether a block goes on with the next one.
fn is_cut(joiner: &Joiner<'_>, source: &Source, last: &Block, next: &Found) -> bool {
    let (Some(end), Some(start)) = (last.pieces.last(), next.block.pieces.first()) else { return false };
    let (before, after) = (source.words(end.span), source.words(start.span));
    let long = before.len() >= LONG || last.pieces.len() > 1;
    if next.style.is_some() || !long || last.pieces.iter().any(|piece| piece.joint == Joint::Break) {
        return false;
    }
    let hangs =
        before.split_whitespace().next_back().is_some_and(|word| OPEN.contains(&word)) || stops_short(source, last);
    match next.block.shape {
        Shape::Paragraph => {
            let label = label::label(after).is_some() || label::run_in(after).is_some();
            !matches!(last.shape, Shape::Heading(_) | Shape::Quotation)
                && !label
                && (joiner.goes_on(before, after) || hangs)
        }
        // A list in small letters may follow a sentence without a colon; a line that hangs and goes on once is no list.
        Shape::Item { ordinal: None, .. } => {
            let small = begins_small(source, last);
            !small
                && joiner.goes_on(before, after)
                && !before.ends_with([',', ';', '-', '–'])
                && (hangs || is_item(last))
        }
        _ => false,
    }
}

/// Whether prose of some sentences stops without the end of one.
fn stops_short(source: &Source, block: &Block) -> bool {
    let words = block.words(source);
    let sentences = words.contains(". ") || words.contains("? ") || words.contains(": ");
    let text = matches!(block.shape, Shape::Paragraph | Shape::Item { .. });
    text && sentences && words.len() >= PROSE && words.ends_with(char::is_alphabetic) && label::label(&words).is_none()
}

/// Prose is so long at least.
const PROSE: usize = 200;

/// A line so long can have been cut by a page.
const LONG: usize = 70;

/// Takes the signs of bold type off a block, and sets in bold what is so everywhere: the labels of parts.
fn embolden(source: &Source, block: &mut Block, parts: &HashMap<String, usize>, draft: &mut Draft) {
    let words = block.words(source);
    let signs = words.matches("**").count() / 2 * 2;
    let part = label::run_in(&words).filter(|name| parts.contains_key(&name.to_lowercase()));
    let strong = part.is_some() && !matches!(block.shape, Shape::Heading(_));
    if signs == 0 && !strong {
        return;
    }
    let mut left = signs;
    let mut label = strong;
    let mut pieces = Vec::with_capacity(block.pieces.len() + signs);
    for piece in &block.pieces {
        split(source, *piece, &mut left, &mut label, &mut pieces);
    }
    block.pieces = pieces;
    let done = "bold type made regular";
    if !draft.done.iter().any(|known| known == done) {
        draft.done.push(done.into());
    }
}

/// Cuts a piece at the signs of bold type, and behind the label.
fn split(source: &Source, piece: Piece, signs: &mut usize, label: &mut bool, out: &mut Vec<Piece>) {
    let words = source.words(piece.span);
    let (mut at, mut joint) = (0, piece.joint);
    while at < words.len() {
        let sign = words[at..].find("**").filter(|_| *signs > 0).map(|sign| sign + at);
        let mut end = sign.unwrap_or(words.len());
        if sign.is_some_and(|sign| words[sign + 2..].trim_start().starts_with(':')) {
            *label = false;
        }
        let strong = *label;
        if let Some(colon) = words[at..end].find(':').filter(|_| strong) {
            end = at + colon + 1;
            *label = false;
        }
        let span = source.part(piece.span, at, end);
        let taken = sign == Some(end);
        *signs -= usize::from(taken);
        let next = end + if taken { 2 } else { 0 };
        let spaced = words[..end].ends_with(char::is_whitespace) || words[next..].starts_with(char::is_whitespace);
        if !span.is_empty() {
            out.push(Piece { joint, span, strong });
            // Bold type ends only before a space.
            joint = if spaced || strong { Joint::Space } else { Joint::Glue };
        } else if spaced {
            joint = Joint::Space;
        }
        at = next;
    }
}
