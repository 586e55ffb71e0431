//! Texts of no particular kind: a title, headings, paragraphs, lists; nothing is removed.

use super::dates;
use super::draft::{Block, Draft, Shape};
use super::join::Joiner;
use super::lines::Source;

/// A heading is not longer than this, in characters.
const HEADING: usize = 80;

/// Reads a text of no particular kind.
pub fn read(source: &Source) -> Draft {
    let joiner = Joiner::new(source, &[]);
    let mut blocks = headings(joiner.mend(joiner.blocks(source.lines())), source);
    let mut draft = Draft::default();
    title(&mut draft, &mut blocks, source);
    date(&mut draft, &mut blocks, source);
    draft.blocks = blocks;
    draft
}

/// A short line alone, before longer words, is a heading.
pub fn headings(mut blocks: Vec<Block>, source: &Source) -> Vec<Block> {
    let lengths: Vec<usize> = blocks.iter().map(|block| block.words(source).chars().count()).collect();
    for at in 0..blocks.len() {
        let heads = lengths.get(at + 1).is_some_and(|next| *next > lengths[at]);
        if blocks[at].shape == Shape::Paragraph && heads && is_heading(&blocks[at], source) {
            blocks[at].shape = Shape::Heading(2);
        }
    }
    blocks
}

/// Whether a block could be a heading: one short line that begins like one and does not end like a sentence.
pub fn is_heading(block: &Block, source: &Source) -> bool {
    let [piece] = block.pieces[..] else { return false };
    let words = source.words(piece.span);
    words.chars().count() <= HEADING
        && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !words.ends_with(['.', ',', ';', ':', '!', '-', '"', '”'])
        && dates::written(words).is_none()
}

fn title(draft: &mut Draft, blocks: &mut Vec<Block>, source: &Source) {
    let first = blocks.first().filter(|first| {
        let heads = first.shape == Shape::Paragraph && is_heading(first, source);
        blocks.len() > 1 && (heads || matches!(first.shape, Shape::Heading(_)))
    });
    let Some(first) = first else {
        draft.lacks("no title stands in the text");
        return;
    };
    draft.meta.title = Some(first.words(source));
    let head = blocks.remove(0);
    for piece in head.pieces {
        draft.read(piece.span, "title");
    }
}

/// A line near the start that is nothing but a date.
fn date(draft: &mut Draft, blocks: &mut Vec<Block>, source: &Source) {
    let near = blocks.iter().take(4).position(|block| match block.pieces[..] {
        [piece] => block.shape == Shape::Paragraph && dates::written(source.words(piece.span)).is_some(),
        _ => false,
    });
    let Some(at) = near else {
        draft.lacks("no date stands in the text by itself");
        return;
    };
    let span = blocks[at].pieces[0].span;
    match dates::written(source.words(span)) {
        Some(Ok(date)) => {
            draft.meta.date = Some(date);
            draft.read(span, "date");
            blocks.remove(at);
        }
        Some(Err(fault)) => draft.doubt(source, span.start, fault),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::markup;

    #[test]
    fn a_text_gets_its_title_date_and_headings() {
        let text =
            "The state of the pier\n\n12 April 1961\n\nThe pier is\nold.\n\nWhat follows\n\nIt is to be repaired.";
        let source = Source::new(text.into());
        let draft = read(&source);
        assert_eq!(draft.meta.title.as_deref(), Some("The state of the pier"));
        assert_eq!(draft.meta.date.as_deref(), Some("1961-04-12"));
        assert_eq!(markup::body(&draft, &source), "The pier is old.\n\n## What follows\n\nIt is to be repaired.\n");
        assert!(draft.missing.is_empty());
    }

    #[test]
    fn what_is_not_there_is_said() {
        let source = Source::new("the pier is old, and so is the harbour.\n\n31 April 1961\n\nIt is.".into());
        let draft = read(&source);
        assert_eq!((&draft.meta.title, &draft.meta.date), (&None, &None));
        assert_eq!(draft.missing, ["no title stands in the text"]);
        assert_eq!(draft.doubts[0].line, 3);
        assert!(draft.doubts[0].message.contains("31 April 1961"), "{:?}", draft.doubts);
        assert_eq!(draft.blocks.len(), 3);
    }
}
