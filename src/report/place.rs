//! Where a diagnostic is, as a person counts: path, lines and columns from 1.

use crate::diagnostics::{Diagnostic, Span};
use crate::source::{Position, Sources};

/// A place in a file of the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Path relative to the book's root, with `/`.
    pub path: String,
    /// First character and one past the last; none when the fault is about the file as a whole.
    pub range: Option<(Position, Position)>,
}

/// The place of a diagnostic, if it has one.
pub fn place(diagnostic: &Diagnostic, sources: &Sources) -> Option<Place> {
    match (diagnostic.span, &diagnostic.path) {
        (Some(span), _) => Some(of_span(span, sources)),
        (None, Some(path)) => Some(Place { path: path.clone(), range: None }),
        (None, None) => None,
    }
}

/// The place of a span.
pub(super) fn of_span(span: Span, sources: &Sources) -> Place {
    let start = sources.position(span.file, span.start);
    let end = sources.position(span.file, span.end);
    Place { path: sources.file(span.file).path.clone(), range: Some((start, end)) }
}
