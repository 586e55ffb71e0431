//! `pages/<id>.html`: a free page of the author's.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::PageId;

use super::{Context, Shell, passage};

/// What `page.html` shows.
#[derive(Serialize)]
struct View {
    shell: Shell,
    title: String,
    authors: String,
    date: Option<String>,
    body: String,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context, id: PageId) -> Result<Vec<u8>, Diagnostic> {
    let page = &ctx.book[id];
    let title = page.title.clone().unwrap_or_else(|| page.id.clone());
    let view = View {
        shell: ctx.shell(&title, &format!("page:{}", page.id)),
        authors: page.authors.join(ctx.words().get("list_comma")),
        date: page.date.as_ref().map(|date| passage::date(ctx, date)),
        body: ctx.prose(&page.body),
        title,
    };
    ctx.render("page.html", &view)
}
