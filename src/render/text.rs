//! Stub.

use crate::model::{AnnotationId, Book, DocumentId, Prose};

use super::PageKey;

/// A document's body as HTML.
#[derive(Debug, Default)]
pub struct DocumentBody {
    /// Top-level pieces in order.
    pub chunks: Vec<ChunkHtml>,
    /// Numbered annotations whose quote stands nowhere.
    pub unplaced: Vec<(u32, AnnotationId)>,
    /// Numbered annotations on the whole document.
    pub whole: Vec<(u32, AnnotationId)>,
}

/// One top-level piece of a document.
#[derive(Debug, Default)]
pub struct ChunkHtml {
    /// Its HTML.
    pub html: String,
    /// Whether it is a heading.
    pub heading: bool,
    /// Numbered annotations that stand beside it.
    pub notes: Vec<(u32, AnnotationId)>,
}

/// Prose as blocks of HTML.
pub fn prose(_book: &Book, _key: &PageKey, prose: &Prose) -> String {
    format!("<p>{}</p>", prose.markdown.replace('&', "&amp;").replace('<', "&lt;"))
}

/// Prose as a run of inline HTML.
pub fn prose_inline(_book: &Book, _key: &PageKey, prose: &Prose) -> String {
    prose.markdown.replace('&', "&amp;").replace('<', "&lt;")
}

/// A document's body.
pub fn document(_book: &Book, _key: &PageKey, _id: DocumentId) -> DocumentBody {
    DocumentBody::default()
}
