//! Passages of a document: the words around a place, and quotes that anchor exactly.

use std::ops::Range;

use crate::model::{AnchorState, Anchoring, Document, PlainRange};
use crate::resolve::anchors::{At, Haystack, Selector, anchor};
use crate::text::sentence;

use super::Source;
use super::names::spaced;

/// Characters of the longest sentence that is quoted whole.
const LONGEST: usize = 240;

fn number(range: &Range<usize>) -> PlainRange {
    u32::try_from(range.start).unwrap_or(u32::MAX)..u32::try_from(range.end).unwrap_or(u32::MAX)
}

/// The anchor of the block at a place.
pub(super) fn anchor_of(document: &Document, at: usize) -> Option<String> {
    let block = document.text.block_at(u32::try_from(at).ok()?)?;
    document.text.blocks[block].anchor.clone()
}

/// The words of the sentence around a range, shortened, with single spaces.
pub(super) fn around(document: &Document, range: &Range<usize>) -> String {
    let (left, right) = sentence::sentence(&document.text, &number(range));
    spaced(document.text.plain.get(left.start as usize..right.end as usize).unwrap_or_default())
}

/// A citation of the sentence around a place, or of words of it, that anchors exactly where it is meant.
pub(super) fn cite(
    document: &Document,
    haystack: &Haystack<'_>,
    sentence: &Range<usize>,
    place: &Range<usize>,
) -> Option<(Source, Range<usize>)> {
    let plain = &document.text.plain;
    let block = document.text.block_at(number(place).start)?;
    let at = document.text.blocks[block].anchor.clone();
    let (left, right) = sentence::sentence(&document.text, &number(place));
    let near = left.start as usize..right.end as usize;
    let whole = document.text.blocks[block].plain.start as usize..document.text.blocks[block].plain.end as usize;
    let short = plain[sentence.clone()].chars().count() <= LONGEST;
    let first = if short { sentence.clone() } else { near };
    [first, sentence.clone(), whole].into_iter().find_map(|range| {
        let words = &plain[range.clone()];
        let start = range.start + (words.len() - words.trim_start().len());
        let quote = spaced(words);
        let selector = Selector { quote: &quote, at: Some(At::Block(block)), ..Selector::default() };
        let exact = match anchor(haystack, &selector, &[]) {
            Anchoring::Text { state: AnchorState::Exact, range } => range.start as usize == start,
            _ => false,
        };
        exact.then(|| (Source { document: document.id.clone(), quote, at: at.clone() }, range))
    })
}
