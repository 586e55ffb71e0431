//! CommonMark into blocks with anchors and one reader-visible text with a way back to the source.
//!
//! In: Markdown and the rules for blocks. Out: the parser's events, and a [`Text`]: what a reader reads, block by block,
//! each piece tied to the bytes it came from. Not here: HTML (`render`), anchors of annotations (`resolve`).

mod blocks;
mod html;
mod lost;
mod parse;
mod parsed;
mod tame;
mod words;

pub use blocks::is_kept;
pub(crate) use html::depth as html_depth;
pub use parse::{MAX_DEPTH, MAX_EVENTS, parse};
pub use parsed::{Chunk, ChunkKind, Issue, Parsed, Rules};
pub use tame::{MAX_HTML, MAX_HTML_DEPTH};
pub(crate) use words::is_inline;

use std::ops::Range;

/// The reader-visible text of a Markdown source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The words, block after block, joined by one newline. A block's number and marking, page marks and tags are not in
    /// it; a line break inside a block is one space.
    pub plain: String,
    /// Pieces of `plain` in order, each tied to the source.
    pub segments: Vec<Segment>,
    /// Blocks in document order; their ranges of `plain` rise and do not overlap.
    pub blocks: Vec<Block>,
    /// Blocks that have anchors, in order of those.
    pub(crate) by_anchor: Vec<u32>,
}

/// A piece of plain text out of one parser event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of `plain`.
    pub plain: Range<u32>,
    /// Bytes of the source it came from.
    pub source: Range<u32>,
    /// Whether source and plain are the same bytes; if not (entities, escapes), the piece maps only as a whole.
    pub exact: bool,
    /// Index of the event it came from.
    pub event: u32,
}

/// What a reader can cite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The anchor: `p1`, `p7b`, `b3`, or the author's own. None for header rows, omissions and page marks.
    pub anchor: Option<String>,
    /// Whether the anchor stays when blocks come or go: numbered, or the author's own.
    pub stable: bool,
    /// The source's own number, as it has it.
    pub number: Option<String>,
    /// The portion marking, without parentheses: `C`, `S/NF`.
    pub marking: Option<String>,
    /// What it is.
    pub kind: BlockKind,
    /// Which top-level piece of the document it stands in, from 0.
    pub chunk: u32,
    /// Bytes of the plain text.
    pub plain: Range<u32>,
    /// Bytes of the source.
    pub source: Range<u32>,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph, also one inside an item or quotation after its first.
    Paragraph,
    /// A heading, level 1 to 6.
    Heading(u8),
    /// A list item with its first paragraph.
    Item,
    /// A table row.
    Row,
    /// A table's header row.
    HeaderRow,
    /// A quotation with its first paragraph.
    Quotation,
    /// A block of code.
    Code,
    /// Raw HTML that stands by itself.
    Html,
    /// A paragraph of a footnote.
    Footnote,
    /// `[...]` alone.
    Omission,
    /// `[p. 7]` alone: the page.
    PageMark,
}

impl Text {
    /// The block that a byte of `plain` stands in.
    pub fn block_at(&self, offset: u32) -> Option<usize> {
        let after = self.blocks.partition_point(|block| block.plain.start <= offset);
        (0..after).rev().find(|&at| self.blocks[at].plain.end > offset || self.blocks[at].plain.start == offset)
    }

    /// The block with an anchor.
    pub fn block_by_anchor(&self, anchor: &str) -> Option<usize> {
        let anchor_of = |block: &u32| self.blocks[*block as usize].anchor.as_deref();
        let at = self.by_anchor.binary_search_by(|block| anchor_of(block).cmp(&Some(anchor))).ok()?;
        Some(self.by_anchor[at] as usize)
    }

    /// Puts the anchors in order, once all blocks are there.
    fn index(&mut self) {
        let anchored = (0u32..).zip(&self.blocks).filter(|(_, block)| block.anchor.is_some());
        self.by_anchor = anchored.map(|(at, _)| at).collect();
        self.by_anchor.sort_unstable_by(|a, b| {
            let anchor = |at: &u32| &self.blocks[*at as usize].anchor;
            anchor(a).cmp(anchor(b))
        });
    }

    /// The words of a block.
    pub fn block_text(&self, block: usize) -> &str {
        let range = &self.blocks[block].plain;
        &self.plain[range.start as usize..range.end as usize]
    }

    /// Bytes of the source behind a range of `plain`.
    pub fn source_range(&self, plain: &Range<u32>) -> Range<u32> {
        let first = self.segments.partition_point(|segment| segment.plain.end <= plain.start);
        let mut out: Option<Range<u32>> = None;
        for segment in self.segments[first..].iter().take_while(|segment| segment.plain.start < plain.end) {
            let (start, end) = if segment.exact {
                let start = plain.start.max(segment.plain.start) - segment.plain.start;
                let end = plain.end.min(segment.plain.end) - segment.plain.start;
                (segment.source.start + start, segment.source.start + end)
            } else {
                (segment.source.start, segment.source.end)
            };
            out = Some(out.map_or(start..end, |range| range.start.min(start)..range.end.max(end)));
        }
        out.unwrap_or(0..0)
    }
}

#[cfg(test)]
mod tests;
