//! The rows of the table: goals, objectives, cells.

use crate::model::{DocumentId, ObjectiveId, OutlineItem};
use crate::render::{PageKey, routes};
use crate::resolve::matrix::{CellState, Matrix, Row, Verdict};

use super::super::Context;
use super::super::evidence::{VerdictView, tally, verdict};
use super::super::filter::values;
use super::{CellView, Goal, Group, RowView, searched};

/// Goals with their objectives and runs of objectives without a goal, in the author's order.
pub(super) fn groups(ctx: &Context, matrix: &Matrix, columns: &[DocumentId]) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    for item in &ctx.book.outline {
        match *item {
            OutlineItem::Goal(id) => {
                let goal = &ctx.book[id];
                let rows = goal.objectives.iter().map(|&id| row(ctx, matrix.row(id), columns)).collect();
                let href = ctx.href(&PageKey::Goal(id), None);
                let about = about(ctx, goal.objectives.len(), matrix.goal(goal).evidence());
                let goal = Goal { id: goal.id.clone(), title: goal.title.clone(), href, about };
                out.push(Group { goal: Some(goal), apart: false, rows });
            }
            OutlineItem::Objective(id) => {
                let view = row(ctx, matrix.row(id), columns);
                match out.last_mut() {
                    Some(group) if group.goal.is_none() => group.rows.push(view),
                    _ => out.push(Group { goal: None, apart: !ctx.book.goals.is_empty(), rows: vec![view] }),
                }
            }
        }
    }
    out
}

fn about(ctx: &Context, objectives: usize, evidence: usize) -> String {
    let words = ctx.words();
    [words.count("n_objectives", objectives), words.count("n_evidence", evidence)].join(words.get("list_comma"))
}

fn row(ctx: &Context, row: &Row, columns: &[DocumentId]) -> RowView {
    let objective = &ctx.book[row.objective];
    let verdict = verdict(ctx, row);
    RowView {
        id: objective.id.clone(),
        verdicts: verdicts(&verdict),
        title: objective.title.clone(),
        href: ctx.href(&PageKey::Objective(row.objective), None),
        gap: row.is(Verdict::Gap),
        single: row.is(Verdict::SingleOrigin),
        cells: columns.iter().map(|&document| cell(ctx, row, document)).collect(),
        verdict,
        searched: searched(ctx, row),
    }
}

/// The verdicts of a row, as the filter calls them.
pub(super) fn verdicts(verdict: &VerdictView) -> String {
    values(verdict.verdicts.iter().map(|one| one.class))
}

fn cell(ctx: &Context, row: &Row, document: DocumentId) -> CellView {
    let cell = row.cell(document);
    let id = cell_id(ctx, row.objective, document);
    let state = match cell.state {
        CellState::Evidence => "some",
        CellState::NotAssessed => "none",
        CellState::NoneFound => "nil",
        CellState::NotApplicable => "na",
    };
    let words = state_words(ctx, cell.state);
    let tally = tally(ctx.words(), &cell.tally);
    let parts = [tally.sentence.as_str(), words.as_str()];
    let sentence: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let href = (cell.tally.links() > 0).then(|| ctx.href(&PageKey::Objective(row.objective), Some(&id)));
    CellView { id, state, href, sentence: sentence.join(ctx.words().get("list_comma")), tally, words }
}

/// What is known where there is no evidence; nothing where there is some.
pub fn state_words(ctx: &Context, state: CellState) -> String {
    let key = match state {
        CellState::Evidence => return String::new(),
        CellState::NotAssessed => "cell_not_assessed",
        CellState::NoneFound => "cell_none_found",
        CellState::NotApplicable => "cell_not_applicable",
    };
    ctx.words().get(key).to_string()
}

fn cell_id(ctx: &Context, objective: ObjectiveId, document: DocumentId) -> String {
    routes::cell_id(&ctx.book[objective].id, &ctx.book[document].id)
}
