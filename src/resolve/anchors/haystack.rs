//! A document made ready for looking up quotes: folded text with the borders of its blocks.

use std::ops::Range;

use crate::markdown::{Block, Text};
use crate::model::{Candidate, PlainRange};
use crate::text::{Fold, Folded, fold};

use super::drift::Ground;

/// The most words of a candidate that are worth showing, in bytes.
const SHOWN: usize = 400;

/// A document's text made ready once for all quotes from it.
pub struct Haystack<'a> {
    text: &'a Text,
    pub(super) title: String,
    folded: Folded,
    blocks: Vec<Range<usize>>,
    starts: Vec<usize>,
}

impl<'a> Haystack<'a> {
    /// Folds a document's text and title.
    pub fn new(text: &'a Text, title: &str) -> Self {
        let folded = Folded::new(&text.plain, Fold::Quote);
        let blocks = text.blocks.iter().map(|block| {
            let range = folded.to_folded(block.plain.start as usize..block.plain.end as usize);
            trimmed(&folded.text, range)
        });
        let blocks: Vec<Range<usize>> = blocks.collect();
        let starts = blocks.iter().map(|block| block.start).collect();
        Self { text, title: fold(title, Fold::Quote), folded, blocks, starts }
    }

    /// The folded text.
    pub(super) fn folded(&self) -> &str {
        &self.folded.text
    }

    /// The folded text with the starts of its blocks.
    pub(super) fn ground(&self) -> Ground<'_> {
        Ground { text: &self.folded.text, starts: &self.starts }
    }

    /// The title as a ground of its own.
    pub(super) fn title_ground(&self) -> Ground<'_> {
        Ground { text: &self.title, starts: &[] }
    }

    /// A block as the parser gave it.
    pub(super) fn block(&self, block: usize) -> Option<&Block> {
        self.text.blocks.get(block)
    }

    /// The folded range of a block.
    pub(super) fn block_span(&self, block: usize) -> Option<Range<usize>> {
        self.blocks.get(block).cloned()
    }

    /// The folded starts of the blocks of which something holds.
    pub(super) fn starts_where(&self, holds: impl Fn(&Block) -> bool) -> Vec<usize> {
        let pairs = self.text.blocks.iter().zip(&self.blocks);
        pairs.filter(|(block, _)| holds(block)).map(|(_, span)| span.start).collect()
    }

    /// Bytes of the plain text behind a folded span.
    pub(super) fn plain(&self, span: &Range<usize>) -> Range<usize> {
        trimmed(&self.text.plain, self.folded.to_plain(span.clone()))
    }

    /// The same as it stands in the model.
    pub(super) fn range(&self, span: &Range<usize>) -> PlainRange {
        let range = self.plain(span);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        number(range.start)..number(range.end)
    }

    /// The plain words behind a folded span.
    pub(super) fn words(&self, span: &Range<usize>) -> &'a str {
        &self.text.plain[self.plain(span)]
    }

    /// Whether a folded span is made of whole plain characters, so that its words fold to just it.
    pub(super) fn is_whole(&self, span: &Range<usize>) -> bool {
        self.folded.to_folded(self.folded.to_plain(span.clone())) == *span
    }

    /// A place to offer to the author.
    pub(super) fn candidate(&self, span: &Range<usize>, similarity: f64) -> Candidate {
        let words = self.words(span);
        let words = match words.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{} …", words[..end].trim_end()),
            None => words.to_string(),
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of one, as percent")]
        let similarity = (similarity.clamp(0.0, 1.0) * 100.0) as u8;
        Candidate { range: self.range(span), words, similarity }
    }
}

/// A range without the white space at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}
