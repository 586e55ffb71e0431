//! `documents/index.html`: every document, with what a reader chooses by.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{DocumentId, Target};

use super::document::{Marking, marking};
use super::{Context, Shell, passage};

/// What `documents.html` shows.
#[derive(Serialize)]
struct View {
    shell: Shell,
    lead: String,
    documents: Vec<Listed>,
}

/// A line of a list of documents.
#[derive(Debug, Serialize)]
pub struct Listed {
    /// The way to it.
    pub href: String,
    /// Its title.
    pub title: String,
    /// How the source names itself.
    pub identifier: Option<String>,
    /// Cable, article ...
    pub kind: Option<String>,
    /// When, as HTML.
    pub date: Option<String>,
    /// Its marking.
    pub marking: Option<Marking>,
    /// Notes, in words.
    pub notes: String,
}

/// A document as a line of a list.
pub fn listed(ctx: &Context, id: DocumentId) -> Listed {
    let document = &ctx.book[id];
    Listed {
        href: ctx.link(Target::Document(id, None)),
        title: document.title.clone(),
        identifier: document.identifier.clone(),
        kind: document.kind.clone(),
        date: document.date.as_ref().map(|date| passage::date(ctx, date)),
        marking: document.classification.as_deref().map(marking),
        notes: ctx.words().count("n_notes", document.annotations.len()),
    }
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let view = View {
        shell: ctx.shell(ctx.words().get("nav_documents"), "documents"),
        lead: ctx.words().count("n_documents", ctx.book.documents.len()),
        documents: ctx.book.document_ids().map(|id| listed(ctx, id)).collect(),
    };
    ctx.render("documents.html", &view)
}
