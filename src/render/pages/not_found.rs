//! `404.html`: served at any address, so it carries its own style and links by the book's own address or not at all.

use serde::Serialize;

use crate::diagnostics::Diagnostic;

use super::{Context, Shell};

#[derive(Serialize)]
struct View {
    shell: Shell,
    base: Option<String>,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let shell = ctx.shell(ctx.words().get("not_found_title"), "");
    ctx.render("404.html", &View { shell, base: ctx.book.settings.base_url.clone() })
}
