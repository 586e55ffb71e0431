//! The matrix on paper: tables of a few documents each, objectives repeated, verdicts in the last.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::DocumentId;
use crate::resolve::matrix::Matrix;

use super::super::shell::Shell;
use super::{Context, Key, Table, column, columns, key, rows, summary};

/// Documents side by side on a sheet across; with the verdicts one fewer would do, so groups are evened out.
const ACROSS: usize = 8;

#[derive(Serialize)]
struct View {
    shell: Shell,
    summary: String,
    key: Key,
    tables: Vec<Table>,
    folded: Vec<String>,
}

/// Renders the matrix as it stands in the book on paper; the passages stand with their objectives there.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let matrix = Matrix::new(ctx.book);
    let (shown, folded) = columns(ctx, &matrix);
    let view = View {
        shell: ctx.shell(ctx.words().get("matrix_title"), "matrix"),
        summary: summary(ctx, &matrix),
        key: key(ctx),
        tables: tables(ctx, &matrix, &shown),
        folded,
    };
    ctx.render("print-matrix.html", &view)
}

fn tables(ctx: &Context, matrix: &Matrix, shown: &[DocumentId]) -> Vec<Table> {
    let count = shown.len().div_ceil(ACROSS).max(1);
    let size = shown.len().div_ceil(count).max(1);
    let mut groups: Vec<&[DocumentId]> = shown.chunks(size).collect();
    if groups.is_empty() {
        groups.push(&[]);
    }
    let (count, total) = (groups.len(), shown.len().to_string());
    let table = |(at, group): (usize, &[DocumentId])| {
        let last = at + 1 == count;
        let (from, to) = ((at * size + 1).to_string(), (at * size + group.len()).to_string());
        let values = [("first", from.as_str()), ("last", to.as_str()), ("total", total.as_str())];
        let key = if count == 1 { "matrix_caption" } else { "print_matrix_part" };
        Table {
            caption: ctx.words().fill(key, &values),
            columns: group.iter().map(|&id| column(ctx, id)).collect(),
            width: group.len() + 1 + usize::from(last),
            groups: rows::groups(ctx, matrix, group),
            first: at == 0,
            last,
        }
    };
    groups.into_iter().enumerate().map(table).collect()
}
