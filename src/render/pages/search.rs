//! `search.html`: a box, filters, and the place where results are shown. What is found is the index's part (`search`).

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::Book;

use super::{Context, Shell};

/// The kinds of what can be found, as they are called in addresses, in the order in which the index numbers them.
pub const KINDS: [&str; 7] = ["document", "note", "entity", "event", "objective", "judgment", "page"];

#[derive(Serialize)]
struct View {
    shell: Shell,
    /// Kinds that the book has something of.
    kinds: Vec<Kind>,
}

#[derive(Serialize)]
struct Kind {
    /// As addresses have it.
    name: &'static str,
    /// What one such result is called.
    one: String,
    /// What all of them are called.
    many: String,
}

/// The keys of the words for each kind, in the order of [`KINDS`].
const NAMES: [(&str, &str); 7] = [
    ("search_document", "nav_documents"),
    ("search_note", "nav_annotations"),
    ("search_entity", "search_entities"),
    ("search_event", "search_events"),
    ("search_objective", "search_objectives"),
    ("search_judgment", "nav_judgments"),
    ("search_page", "search_pages"),
];

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let shell = ctx.shell(ctx.words().get("search_title"), "search");
    let words = |key: &str| ctx.words().get(key).to_string();
    let kinds = KINDS.into_iter().zip(NAMES).filter(|(name, _)| has(ctx.book, name));
    let kinds = kinds.map(|(name, (one, many))| Kind { name, one: words(one), many: words(many) }).collect();
    ctx.render("search.html", &View { shell, kinds })
}

fn has(book: &Book, kind: &str) -> bool {
    match kind {
        "document" => !book.documents.is_empty(),
        "note" => !book.annotations.is_empty(),
        "entity" => !book.entities.is_empty(),
        "event" => !book.events.is_empty(),
        "objective" => !book.objectives.is_empty() || !book.goals.is_empty(),
        "judgment" => !book.judgments.is_empty(),
        _ => !book.pages.is_empty() || book.front.is_some(),
    }
}
