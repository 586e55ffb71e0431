//! A page at an old address that leads to the new one.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{Book, Target};

use super::{Context, Shell};

#[derive(Serialize)]
struct View {
    shell: Shell,
    href: String,
    name: String,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context, at: usize) -> Result<Vec<u8>, Diagnostic> {
    let target = ctx.book.redirects[at].target;
    let name = name(ctx.book, target);
    let view = View { shell: ctx.shell(&name, ""), href: ctx.link(target), name };
    ctx.render("redirect.html", &view)
}

/// What the target is called.
fn name(book: &Book, target: Target) -> String {
    match target {
        Target::Document(id, _) => book[id].title.clone(),
        Target::Annotation(id) => book[id].id.clone(),
        Target::Entity(id) => book[id].name.clone(),
        Target::Goal(id) => book[id].title.clone(),
        Target::Objective(id) => book[id].title.clone(),
        Target::Event(id) => book[id].title.clone(),
        Target::Judgment(id) => book[id].id.clone(),
        Target::Page(id) => book[id].title.clone().unwrap_or_else(|| book[id].id.clone()),
        Target::Front => book.settings.title.clone(),
    }
}
