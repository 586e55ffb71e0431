//! A part of the book on paper: what the page's `main` holds.

use std::cell::Cell;
use std::string::FromUtf8Error;

use crate::diagnostics::Diagnostic;
use crate::model::Book;
use crate::render::templates::Theme;
use crate::render::{PageKey, bars, routes};

use super::super::{Context, Whole, matrix, written};
use super::names;
use super::plan::Plan;
use super::relink::{Leaf, relink};

/// Makes a part.
///
/// # Errors
/// A fault of a template.
pub(super) fn leaf(book: &Book, theme: &Theme, whole: &Whole, key: &PageKey, plan: &Plan) -> Result<Leaf, Diagnostic> {
    let proses = Cell::new(0);
    let ctx = Context { book, theme, key, proses: &proses, whole };
    let path = routes::path(book, key);
    let html = match key {
        PageKey::Front => book.front.as_ref().map_or_else(String::new, |front| ctx.prose(&front.body)),
        PageKey::Matrix => main(matrix::on_paper(&ctx)?),
        PageKey::Entities => main(names::render(&ctx)?),
        _ => main(written(book, theme, whole, key)?),
    };
    Ok(relink(&html, &path, plan))
}

/// What a page has in its `main`, without the drawn pattern that all parts share.
fn main(page: Vec<u8>) -> String {
    let page = String::from_utf8(page).unwrap_or_else(|error: FromUtf8Error| error.to_string());
    let inside = |open: &str, close: &str| {
        let start = page.find(open)?;
        let start = start + page[start..].find('>')? + 1;
        let end = page.rfind(close).filter(|end| *end >= start)?;
        Some(page[start..end].to_string())
    };
    let found = inside("<main", "</main>").or_else(|| inside("<body", "</body>"));
    found.unwrap_or_default().replace(bars::HATCH, "")
}
