//! The lines of an article as blocks.

use crate::import::draft::{Block, Joint, Piece, Shape};
use crate::import::join::Joiner;
use crate::import::lines::{Line, Source, Span};
use crate::import::{marks, plain};

use super::html::{self};
use super::{Fate, Row};

/// The blocks of what is left of an article. Tags say what is a block; without them a line is a paragraph, unless the
/// text is wrapped.
pub fn blocks(source: &Source, rows: &[Row], tagged: bool) -> Vec<Block> {
    if tagged {
        return by_tags(source, rows);
    }
    let joiner = Joiner::new(source, &[]);
    let wrapped = is_wrapped(source, rows);
    let mut lines: Vec<Line> = Vec::new();
    for row in rows {
        let words = source.line(&row.line);
        let blank = Line { span: Span { start: row.line.span.start, end: row.line.span.start }, ..row.line };
        let body = row.fate == Fate::Body;
        let listed = marks::bullet(words).is_some() || marks::ordinal(words).is_some();
        if !wrapped && body && !listed && lines.last().is_some_and(|last| !last.is_blank()) {
            lines.push(blank);
        }
        lines.push(if body { row.line } else { blank });
    }
    let mut blocks = joiner.blocks(&lines);
    if wrapped {
        blocks = joiner.mend(blocks);
    } else {
        list(source, &mut blocks);
    }
    plain::headings(blocks, source)
}

/// The end of an article that stops in mid-sentence.
pub fn stops_short(source: &Source, blocks: &[Block]) -> Option<usize> {
    let last = blocks.last().filter(|last| matches!(last.shape, Shape::Paragraph | Shape::Item { .. }))?;
    let words = last.words(source);
    let short = words.split_whitespace().count() > 3 && words.ends_with(|c: char| c.is_lowercase() || c == ',');
    short.then(|| last.pieces.last().map_or(0, |piece| piece.span.end.saturating_sub(1)))
}

/// Whether lines were broken to a width: some that stop in mid-sentence, and go on in the next.
fn is_wrapped(source: &Source, rows: &[Row]) -> bool {
    let (mut broken, mut all) = (0usize, 0usize);
    for pair in rows.windows(2).filter(|pair| !pair[0].line.is_blank() && !pair[1].line.is_blank()) {
        let (above, below) = (source.line(&pair[0].line), source.line(&pair[1].line));
        all += 1;
        let width = (45..=110).contains(&above.chars().count());
        broken += usize::from(
            width
                && !above.ends_with(['.', '!', '?', ':'])
                && !below.starts_with(|c: char| c.is_uppercase() && c.is_alphabetic())
                || width && above.ends_with(','),
        );
    }
    broken > 2 && broken * 5 > all
}

/// Lines right below each other that each begin with a name and a colon are a list that lost its bullets.
fn list(source: &Source, blocks: &mut [Block]) {
    let named = |block: &Block| {
        let words = block.words(source);
        let head = words.split_once(": ").map_or("", |(head, _)| head);
        block.shape == Shape::Paragraph
            && (1..=5).contains(&head.split_whitespace().count())
            && head.starts_with(char::is_uppercase)
    };
    let line = |block: &Block| block.pieces.first().map_or(0, |piece| source.number_at(piece.span.start));
    let mut at = 0;
    while at < blocks.len() {
        let run = blocks[at..]
            .windows(2)
            .take_while(|pair| named(&pair[0]) && named(&pair[1]) && line(&pair[0]) + 1 == line(&pair[1]))
            .count();
        if run > 0 {
            for block in &mut blocks[at..=at + run] {
                block.shape = Shape::Item { depth: 0, head: None, ordinal: None };
            }
        }
        at += run + 1;
    }
}

/// Blocks as the tags of a page have them.
fn by_tags(source: &Source, rows: &[Row]) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    let mut open = false;
    for row in rows {
        if row.line.is_blank() || row.fate != Fate::Body {
            open = false;
            continue;
        }
        if row.set.goes_on
            && open
            && let Some(last) = out.last_mut()
        {
            last.pieces.push(Piece { joint: Joint::Break, ..Piece::new(row.line.span) });
            continue;
        }
        let shape = match &row.set.shape {
            html::Shape::Heading(level) => Shape::Heading((*level).clamp(2, 6)),
            html::Shape::Item(depth, number) => Shape::Item { depth: *depth, head: None, ordinal: number.clone() },
            html::Shape::Quotation => Shape::Quotation,
            html::Shape::Text => Shape::Paragraph,
        };
        out.push(Block::new(shape, row.line.span));
        open = true;
    }
    levels(source, &mut out);
    out
}

/// Headings begin at the second level, and leave none out on the way down.
fn levels(source: &Source, blocks: &mut [Block]) {
    let mut last = 1;
    for block in blocks {
        if block.words(source).chars().count() > 300 && matches!(block.shape, Shape::Heading(_)) {
            block.shape = Shape::Paragraph;
        }
        if let Shape::Heading(level) = &mut block.shape {
            *level = (*level).min(last + 1);
            last = *level;
        }
    }
}
