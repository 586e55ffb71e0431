//! `matrix.html`: objectives down, documents across, a verdict for each row, and every passage below.

mod paper;
mod rows;
#[cfg(test)]
mod tests;

pub use paper::render as on_paper;
pub use rows::state_words;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{DocumentId, LookedResult, ObjectiveId};
use crate::render::{PageKey, routes};
use crate::resolve::matrix::{Matrix, Row, Verdict};

use super::Context;
use super::evidence::{EvidenceView, Sign, TallyView, VerdictView, evidence, sign, verdict};
use super::passage::{Link, date, document_link, name};
use super::shell::Shell;

/// With more documents than this, those without any link have no column.
const ALL_COLUMNS: usize = 40;
/// With more links than this, the list gives counts and leads to the objectives' pages.
const MOST_QUOTES: usize = 2000;

#[derive(Serialize)]
struct View {
    shell: Shell,
    summary: String,
    key: Key,
    table: Table,
    folded: Vec<String>,
    list: Vec<Item>,
}

/// Objectives by some documents.
#[derive(Serialize)]
struct Table {
    caption: String,
    columns: Vec<Column>,
    width: usize,
    groups: Vec<Group>,
    /// Whether it is the first, whose rows have ids.
    first: bool,
    /// Whether it is the last, which has the verdicts.
    last: bool,
}

/// The key: one sign for each stance, one for each strength.
#[derive(Serialize)]
struct Key {
    stances: Vec<(Sign, String)>,
    strengths: Vec<(Sign, String)>,
}

#[derive(Serialize)]
struct Column {
    href: String,
    name: String,
    kind: Option<String>,
    date: Option<String>,
    classification: Option<String>,
}

/// A goal with its objectives, or objectives without a goal.
#[derive(Serialize)]
struct Group {
    goal: Option<Goal>,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct Goal {
    id: String,
    title: String,
    href: String,
    about: String,
}

#[derive(Serialize)]
struct RowView {
    id: String,
    title: String,
    href: String,
    gap: bool,
    single: bool,
    cells: Vec<CellView>,
    verdict: VerdictView,
    searched: String,
}

#[derive(Serialize)]
struct CellView {
    id: String,
    state: &'static str,
    href: Option<String>,
    tally: TallyView,
    words: String,
    sentence: String,
}

/// The evidence of one objective, in words.
#[derive(Serialize)]
struct Item {
    id: String,
    title: String,
    href: String,
    verdict: VerdictView,
    searched: String,
    documents: Vec<InDocument>,
    unplaced: Vec<EvidenceView>,
}

#[derive(Serialize)]
struct InDocument {
    document: Link,
    sentence: String,
    evidence: Vec<EvidenceView>,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let matrix = Matrix::new(ctx.book);
    let (shown, folded) = columns(ctx, &matrix);
    let quote = ctx.book.evidence.len() <= MOST_QUOTES;
    let view = View {
        shell: ctx.shell(ctx.words().get("matrix_title"), "matrix"),
        summary: summary(ctx, &matrix),
        key: key(ctx),
        table: Table {
            caption: ctx.words().get("matrix_caption").to_string(),
            width: shown.len() + 2,
            groups: rows::groups(ctx, &matrix, &shown),
            columns: shown.iter().map(|&id| column(ctx, id)).collect(),
            first: true,
            last: true,
        },
        folded,
        list: ctx.book.objective_ids().map(|id| item(ctx, matrix.row(id), quote)).collect(),
    };
    ctx.render("matrix.html", &view)
}

fn summary(ctx: &Context, matrix: &Matrix) -> String {
    let words = ctx.words();
    let evidence = matrix.rows.iter().map(|row| row.total.evidence()).sum();
    [("n_objectives", matrix.rows.len()), ("n_documents", ctx.book.documents.len()), ("n_evidence", evidence)]
        .map(|(key, number)| words.count(key, number))
        .join(words.get("list_comma"))
}

fn key(ctx: &Context) -> Key {
    use crate::model::{Stance, Strength};
    let words = ctx.words();
    let stances = [
        (Stance::Supports, "stance_supports"),
        (Stance::Undermines, "stance_undermines"),
        (Stance::Qualifies, "stance_qualifies"),
        (Stance::Context, "matrix_key_context"),
    ];
    let strengths = [
        (Strength::Weak, "strength_weak"),
        (Strength::Moderate, "strength_moderate"),
        (Strength::Strong, "strength_strong"),
    ];
    let strength = |stance| (stance != Stance::Context).then_some(Strength::Moderate);
    Key {
        stances: stances.map(|(stance, key)| (sign(stance, strength(stance)), words.get(key).to_string())).into(),
        strengths: strengths.map(|(how, key)| (sign(Stance::Undermines, Some(how)), words.get(key).to_string())).into(),
    }
}

/// The documents that have a column, and sentences about those that have none.
fn columns(ctx: &Context, matrix: &Matrix) -> (Vec<DocumentId>, Vec<String>) {
    let all: Vec<DocumentId> = ctx.book.document_ids().collect();
    let most = routes::matrix_columns(ctx.book);
    if all.len() <= ALL_COLUMNS.min(most) {
        return (all, Vec::new());
    }
    let mut shown: Vec<DocumentId> = matrix.linked_documents().into_iter().collect();
    let mut folded = Vec::new();
    if shown.len() < all.len() {
        folded.push(ctx.words().count("matrix_unlinked", all.len() - shown.len()));
    }
    if shown.len() > most {
        folded.push(ctx.words().count("matrix_beyond", shown.len() - most));
        shown.truncate(most);
    }
    (shown, folded)
}

fn column(ctx: &Context, id: DocumentId) -> Column {
    let document = &ctx.book[id];
    Column {
        href: document_link(ctx, id).href,
        name: name(document).to_string(),
        kind: document.kind.clone(),
        date: document.date.as_ref().map(|dating| date(ctx, dating)),
        classification: document.classification.clone(),
    }
}

fn item(ctx: &Context, row: &Row, quote: bool) -> Item {
    let objective = &ctx.book[row.objective];
    let documents = row.cells.iter().map(|(&document, links)| InDocument {
        document: document_link(ctx, document),
        sentence: super::evidence::tally(ctx.words(), &links.tally).sentence,
        evidence: links.evidence.iter().filter(|_| quote).map(|&id| evidence(ctx, id, Some(document))).collect(),
    });
    Item {
        id: objective.id.clone(),
        title: objective.title.clone(),
        href: ctx.href(&PageKey::Objective(row.objective), None),
        verdict: verdict(ctx, row),
        searched: searched(ctx, row),
        documents: documents.collect(),
        unplaced: row.unplaced.iter().map(|&id| evidence(ctx, id, None)).collect(),
    }
}

/// For a row without evidence: whether anybody looked.
fn searched(ctx: &Context, row: &Row) -> String {
    if row.is(Verdict::Gap) { looked(ctx, row.objective) } else { String::new() }
}

/// Whether searches are recorded for an objective; that a document cannot bear on it is not one.
pub fn looked(ctx: &Context, objective: ObjectiveId) -> String {
    let looked = &ctx.book[objective].looked;
    match looked.iter().filter(|looked| looked.result == LookedResult::NoneFound).count() {
        0 => ctx.words().get("looked_never").to_string(),
        searches => ctx.words().count("looked_times", searches),
    }
}
