//! The author's own words: notes, descriptions, statements and pages, in CommonMark with references.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::Span;
use crate::markdown::Text;

use super::{Mention, Target};

/// A text of the author's, with its references resolved and its mentions found.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// The Markdown as written.
    pub markdown: Arc<str>,
    /// Its reader-visible text with blocks and offsets, as `markdown::parse` gives it.
    pub text: Arc<Text>,
    /// References `[[...]]` and links to `.md` files, in order of their place in `markdown`.
    pub links: Vec<ProseLink>,
    /// Entities named in it, in order of place.
    pub mentions: Arc<Vec<Mention>>,
}

/// One reference or link in prose or in a document's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseLink {
    /// Bytes of the Markdown it stands in, as the parser's event gives them.
    pub range: Range<u32>,
    /// Where it leads.
    pub kind: ProseLinkKind,
    /// What is wrong with it; shown in previews.
    pub fault: Option<LinkFault>,
}

/// What is wrong with a reference or link, as its diagnostic says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFault {
    /// What is wrong.
    pub message: String,
    /// What to write instead, unless `Book::nearest` knows better.
    pub help: Option<String>,
    /// Where it is wrong.
    pub place: Span,
}

/// Where a reference or link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProseLinkKind {
    /// Within the book. `own_words` is false for a bare `[[id]]`, which shows the target's name.
    Target {
        /// The target.
        target: Target,
        /// Whether the author gave words of their own.
        own_words: bool,
    },
    /// A file below `static/`.
    Static(String),
    /// Nowhere: a recorded fault, or restricted; the words stay, unlinked.
    Unlinked,
}
