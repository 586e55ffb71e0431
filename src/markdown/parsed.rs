//! What a source becomes: events, top-level chunks, what looks wrong.

use std::ops::Range;

use pulldown_cmark::Event;

use super::Text;

/// How a source is read.
#[derive(Clone, Copy, Debug)]
pub enum Rules<'a> {
    /// A source document: the source's own numbers, these portion markings, page marks, `{#name}`.
    Record {
        /// The markings of the settings.
        markings: &'a [String],
    },
    /// A note, description or page of the author's.
    Prose,
}

/// Events, chunks and text of a source. Events of a block's head that became number and marking have no segment, and
/// render as nothing.
#[derive(Debug)]
pub struct Parsed<'a> {
    /// The parser's events with their bytes of the source.
    pub events: Vec<(Event<'a>, Range<usize>)>,
    /// For each start event, the index of its end; for others, its own index.
    pub ends: Vec<usize>,
    /// Top-level pieces, in order.
    pub chunks: Vec<Chunk>,
    /// Events of each block's own words, parallel to `text.blocks`.
    pub inline: Vec<Range<usize>>,
    /// What a reader reads.
    pub text: Text,
    /// What looks wrong, with bytes of the source.
    pub issues: Vec<(Range<u32>, Issue)>,
}

/// A top-level piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// Its events.
    pub events: Range<usize>,
    /// Its blocks.
    pub blocks: Range<usize>,
    /// What it is.
    pub kind: ChunkKind,
}

/// The kind of a top-level piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChunkKind {
    /// One paragraph; its events are its words.
    Paragraph,
    /// One heading; its events are its words.
    Heading,
    /// List, quotation, table, code, rule, raw HTML: events with their tags.
    Other,
    /// A footnote's definition.
    Footnote,
}

/// Something in a source that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issue {
    /// A line inside a paragraph begins with the next number.
    NumberInside(String),
    /// An anchor of the author's that is taken.
    AnchorTaken(String),
    /// Nested deeper than is shown.
    TooDeep,
    /// Longer than is read; what follows is left out.
    TooLong,
    /// An element of raw HTML that is left out, by its name.
    LeftOut(String),
    /// A comment or element of raw HTML that has no end, so that all behind it is left out.
    Unclosed(String),
    /// Raw HTML that is longer than is sanitised: it is shown as it is written.
    HtmlTooLong,
    /// Raw HTML that is deeper than is sanitised: it is shown as it is written.
    HtmlTooDeep,
    /// Words of a row behind the last column of its table, and whether a reference stands in the row.
    CellLost {
        /// The words.
        words: String,
        /// Whether a reference stands before them.
        reference: bool,
    },
    /// A link's definition that nothing refers to, by its label.
    DefinitionUnused(String),
    /// A footnote whose label another has already.
    FootnoteTwice(String),
    /// Words behind the beginning of a block of code, which say nothing to a reader.
    FenceWords(String),
}
