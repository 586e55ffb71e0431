//! Values with their place in the author's file.

use std::sync::Arc;

use crate::diagnostics::{Placed, Span};

/// Words with their place.
pub type Words = Placed<String>;

/// Markdown in a YAML value or file: the words, and a way back to the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawProse {
    /// The Markdown.
    pub markdown: Arc<str>,
    /// Pairs (offset in `markdown`, offset in the file), one per line at least, rising; between two pairs offsets run in
    /// step. A quoted or folded scalar that does not run in step has one pair, its start.
    pub map: Vec<(u32, u32)>,
    /// Where the whole value stands.
    pub span: Span,
}

impl RawProse {
    /// The place in the file of a range of the Markdown.
    pub fn place(&self, range: std::ops::Range<u32>) -> Span {
        let at = |offset: u32| {
            let found = self.map.partition_point(|(from, _)| *from <= offset).saturating_sub(1);
            self.map.get(found).map_or(self.span.start, |(from, to)| to + (offset - from.min(&offset)))
        };
        let start = at(range.start).clamp(self.span.start, self.span.end.max(self.span.start));
        let end = at(range.end).clamp(start, self.span.end.max(start));
        Span { file: self.span.file, start, end }
    }
}
