//! The invariant of import: every word of the original is in the body, in the front matter, or on the list of removals.
//!
//! Kinds hand out stretches of the source. Here it is seen that none was handed out twice and none forgotten: the second
//! hand loses, and what was forgotten goes back into the body, at its place, with a doubt.

use super::draft::{Block, Doubt, Draft, Shape};
use super::lines::{Source, Span};

/// Who holds a stretch, in the order of right where two hold the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    Head(usize),
    Piece(usize, usize),
    Read(usize),
    Removed(usize),
}

/// Makes a draft hold every word of its source exactly once.
pub fn settle(source: &Source, mut draft: Draft) -> Draft {
    let mut claims = claims(&draft);
    claims.sort_unstable();
    let mut restored: Vec<(usize, Block)> = Vec::new();
    let (mut at, mut block) = (0, 0);
    for (mut span, holder) in claims {
        forgotten(source, Span { start: at, end: span.start }, block, &mut restored, &mut draft.doubts);
        if let Holder::Head(index) | Holder::Piece(index, _) = holder {
            block = index + 1;
        }
        span.start = span.start.max(at).min(span.end);
        at = at.max(span.end);
        set(&mut draft, holder, span);
    }
    forgotten(source, Span { start: at, end: source.text().len() }, block, &mut restored, &mut draft.doubts);
    insert(&mut draft.blocks, restored);
    tidy(&mut draft);
    draft
}

/// Puts blocks between others: each with the index of the block it goes before.
fn insert(blocks: &mut Vec<Block>, mut restored: Vec<(usize, Block)>) {
    restored.sort_by_key(|(before, _)| *before);
    let mut restored = restored.into_iter().peekable();
    for (at, block) in std::mem::take(blocks).into_iter().enumerate() {
        while let Some((_, back)) = restored.next_if(|(before, _)| *before <= at) {
            blocks.push(back);
        }
        blocks.push(block);
    }
    blocks.extend(restored.map(|(_, back)| back));
}

fn claims(draft: &Draft) -> Vec<(Span, Holder)> {
    let mut claims = Vec::new();
    for (at, block) in draft.blocks.iter().enumerate() {
        if let Some(head) = head(&block.shape) {
            claims.push((head, Holder::Head(at)));
        }
        claims.extend(block.pieces.iter().enumerate().map(|(n, piece)| (piece.span, Holder::Piece(at, n))));
    }
    claims.extend(draft.read.iter().enumerate().map(|(at, taken)| (taken.span, Holder::Read(at))));
    claims.extend(draft.removed.iter().enumerate().map(|(at, taken)| (taken.span, Holder::Removed(at))));
    claims.retain(|(span, _)| !span.is_empty());
    claims
}

fn head(shape: &Shape) -> Option<Span> {
    match shape {
        Shape::Numbered { head, .. } => Some(*head),
        Shape::Item { head, .. } => *head,
        Shape::Heading(_) | Shape::Paragraph | Shape::Quotation => None,
    }
}

fn set(draft: &mut Draft, holder: Holder, span: Span) {
    match holder {
        // A head is written from what was read off it, so it is whole or nothing.
        Holder::Head(_) => {}
        Holder::Piece(block, piece) => draft.blocks[block].pieces[piece].span = span,
        Holder::Read(at) => draft.read[at].span = span,
        Holder::Removed(at) => draft.removed[at].span = span,
    }
}

/// Puts the words of a stretch that nobody holds back into the body.
fn forgotten(source: &Source, gap: Span, block: usize, restored: &mut Vec<(usize, Block)>, doubts: &mut Vec<Doubt>) {
    if gap.is_empty() || !source.words(gap).chars().any(is_word) {
        return;
    }
    let gap = source.trim(gap);
    restored.push((block, Block::new(Shape::Paragraph, gap)));
    let message = "words that fit nowhere are kept as a paragraph of their own".to_string();
    doubts.push(Doubt { line: source.number_at(gap.start), message });
}

/// What is more than decoration between words: bullets, rules and marks of emphasis may go without a word.
fn is_word(letter: char) -> bool {
    !letter.is_whitespace() && !"*_-=~#>|`\\+•·●○▪■◦‣–—\u{c}".contains(letter)
}

/// Drops what is empty, and puts removals into the order of the text.
fn tidy(draft: &mut Draft) {
    for block in &mut draft.blocks {
        block.pieces.retain(|piece| !piece.span.is_empty());
    }
    draft.blocks.retain(|block| !block.pieces.is_empty() || head(&block.shape).is_some());
    draft.read.retain(|taken| !taken.span.is_empty());
    draft.removed.retain(|taken| !taken.span.is_empty());
    draft.read.sort_by_key(|taken| taken.span);
    draft.removed.sort_by_key(|taken| taken.span);
    draft.doubts.sort_by_key(|doubt| doubt.line);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::draft::Piece;

    fn span(source: &Source, words: &str) -> Span {
        let start = source.text().find(words).expect("it is there");
        Span { start, end: start + words.len() }
    }

    #[test]
    fn what_is_forgotten_comes_back_at_its_place() {
        let source = Source::new("Head\n---\none two\nlost here\nthree\nnoise\nthe end".into());
        let mut draft = Draft::default();
        draft.read(span(&source, "Head"), "title");
        draft.blocks.push(Block::new(Shape::Paragraph, span(&source, "one two")));
        draft.blocks.push(Block::new(Shape::Paragraph, span(&source, "three")));
        draft.remove(span(&source, "noise"), "noise");
        let draft = settle(&source, draft);
        let body: Vec<_> = draft.blocks.iter().map(|block| block.words(&source)).collect();
        assert_eq!(body, ["one two", "lost here", "three", "the end"]);
        assert_eq!(draft.doubts.iter().map(|doubt| doubt.line).collect::<Vec<_>>(), [4, 7]);
    }

    #[test]
    fn what_is_handed_out_twice_is_held_once() {
        let source = Source::new("one two three four".into());
        let mut draft = Draft::default();
        draft.blocks.push(Block {
            shape: Shape::Paragraph,
            pieces: vec![Piece::new(span(&source, "one two")), Piece::new(span(&source, "two three"))],
        });
        draft.remove(span(&source, "three four"), "noise");
        draft.read(span(&source, "two"), "title");
        let draft = settle(&source, draft);
        assert_eq!(draft.blocks[0].words(&source), "one two three");
        assert_eq!(source.words(draft.removed[0].span).trim(), "four");
        assert!(draft.read.is_empty() && draft.doubts.is_empty(), "{draft:?}");
    }
}
