//! Strategy papers out of a PDF: headings found by their type, pages' furniture left out, goals and objectives found.
//!
//! [`furniture`] says which lines the pages added, [`cover`] reads the title, [`paragraphs`] makes blocks, [`outline`]
//! finds goals and objectives and gives levels to headings, [`objectives`] drafts `objectives.yaml`.

mod cover;
mod furniture;
mod heading;
mod label;
mod objectives;
mod outline;
mod paragraphs;

pub use objectives::Objectives;

use super::draft::Draft;
use super::lines::{Line, Source};

/// Reads a strategy paper.
pub fn read(source: &Source) -> Draft {
    let mut draft = Draft::default();
    let mut lines = kept(source, &mut draft);
    cover::read(source, &mut lines, &mut draft);
    let mut blocks = paragraphs::blocks(source, &lines, &mut draft);
    outline::apply(source, &mut blocks, &mut draft);
    draft.blocks = blocks.into_iter().map(|found| found.block).collect();
    draft
}

/// The lines that stay, with an empty one wherever something was left out or a page ends.
fn kept(source: &Source, draft: &mut Draft) -> Vec<Line> {
    let mut out: Vec<Line> = Vec::new();
    let mut last = 0;
    for (line, reason) in source.lines().iter().zip(furniture::furniture(source)) {
        let blank = Line { span: super::lines::Span { start: line.span.start, end: line.span.start }, ..*line };
        if line.number == last {
            out.push(blank);
        }
        last = line.number;
        match reason {
            Some(reason) => {
                draft.remove(line.span, reason);
                out.push(blank);
            }
            None => out.push(*line),
        }
    }
    out
}

#[cfg(test)]
mod tests;
