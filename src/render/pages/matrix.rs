//! `matrix.html`: objectives down, documents across, a verdict for each row, and every passage below.

mod paper;
mod rows;
#[cfg(test)]
mod tests;

pub use paper::render as on_paper;
pub use rows::state_words;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{DocumentId, LookedResult, ObjectiveId};
use crate::render::{PageKey, routes};
use crate::resolve::matrix::{Matrix, Row, Verdict};

use super::Context;
use super::evidence::{EvidenceView, Sign, TallyView, VerdictView, evidence, sign, verdict};
use super::filter::{self, Choice, Filter, Years, choice};
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
    /// By what rows and columns can be found.
    filter: Option<Filter>,
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
    years: Years,
}

/// A goal with its objectives, or objectives without a goal.
#[derive(Serialize)]
struct Group {
    goal: Option<Goal>,
    /// Whether others have a goal, so that what has none is said to have none.
    apart: bool,
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
    /// Its verdicts, as the filter calls them.
    verdicts: String,
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
    /// Its verdicts, as the filter calls them.
    verdicts: String,
    /// Its goal.
    goal: Option<String>,
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
    kind: Option<String>,
    years: Years,
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
        filter: filter(ctx, &matrix, &shown),
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

/// Verdicts and goals for rows, kinds and years for columns.
fn filter(ctx: &Context, matrix: &Matrix, shown: &[DocumentId]) -> Option<Filter> {
    let book = ctx.book;
    let mut verdicts: Vec<Choice> = Vec::new();
    for one in matrix.rows.iter().flat_map(|row| verdict(ctx, row).verdicts) {
        if verdicts.iter().all(|known| known.value != one.class) {
            verdicts.push(choice(one.class, one.word));
        }
    }
    verdicts.sort_by(|a, b| a.text.cmp(&b.text));
    let goals = book.goal_ids().map(|id| choice(&book[id].id, format!("{} {}", book[id].id, book[id].title)));
    let kinds: BTreeSet<&str> = shown.iter().filter_map(|id| book[*id].kind.as_deref()).collect();
    let kinds = if kinds.len() > 1 { kinds } else { BTreeSet::new() };
    Filter::default()
        .field("verdict", "verdict", verdicts)
        .field("goal", "filter_goal", goals.collect())
        .field("kind", "filter_kind", kinds.into_iter().map(|kind| choice(kind, kind)).collect())
        .dated(shown.iter().filter_map(|id| book[*id].date.as_ref()))
        .some()
}

fn column(ctx: &Context, id: DocumentId) -> Column {
    let document = &ctx.book[id];
    Column {
        href: document_link(ctx, id).href,
        name: name(document).to_string(),
        kind: document.kind.clone(),
        date: document.date.as_ref().map(|dating| date(ctx, dating)),
        classification: document.classification.clone(),
        years: filter::years(document.date.as_ref()),
    }
}

fn item(ctx: &Context, row: &Row, quote: bool) -> Item {
    let objective = &ctx.book[row.objective];
    let documents = row.cells.iter().map(|(&document, links)| InDocument {
        document: document_link(ctx, document),
        kind: ctx.book[document].kind.clone(),
        years: filter::years(ctx.book[document].date.as_ref()),
        sentence: super::evidence::tally(ctx.words(), &links.tally).sentence,
        evidence: links.evidence.iter().filter(|_| quote).map(|&id| evidence(ctx, id, Some(document))).collect(),
    });
    let verdict = verdict(ctx, row);
    Item {
        id: objective.id.clone(),
        verdicts: rows::verdicts(&verdict),
        goal: objective.goal.map(|goal| ctx.book[goal].id.clone()),
        title: objective.title.clone(),
        href: ctx.href(&PageKey::Objective(row.objective), None),
        verdict,
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
