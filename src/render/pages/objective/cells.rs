//! The matrix's cells of one objective, each with its anchor: documents with evidence, and those without.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::model::DocumentId;
use crate::render::routes;
use crate::resolve::matrix::{CellState, Row};

use super::super::Context;
use super::super::evidence::{EvidenceView, TallyView, evidence, tally};
use super::super::passage::{document_link, name};

/// More documents of one state than this are counted, not named.
const MOST_NAMED: usize = 60;

/// A document with links to the objective.
#[derive(Serialize)]
pub(super) struct InDocument {
    cell: String,
    href: String,
    name: String,
    title: String,
    tally: TallyView,
    state: String,
    evidence: Vec<EvidenceView>,
}

/// Documents without evidence, of one state.
#[derive(Serialize)]
pub(super) struct WithoutEvidence {
    state: String,
    count: usize,
    documents: Vec<Empty>,
}

#[derive(Serialize)]
struct Empty {
    cell: String,
    href: String,
    name: String,
}

/// Documents with links, in book order.
pub(super) fn documents(ctx: &Context, row: &Row) -> Vec<InDocument> {
    let view = |document: DocumentId, links: &crate::resolve::matrix::Links| InDocument {
        cell: cell_id(ctx, row, document),
        href: document_link(ctx, document).href,
        name: name(&ctx.book[document]).to_string(),
        title: ctx.book[document].title.clone(),
        tally: tally(ctx.words(), &links.tally),
        state: super::super::matrix::state_words(ctx, row.cell(document).state),
        evidence: links.evidence.iter().map(|&id| evidence(ctx, id, Some(document))).collect(),
    };
    row.cells.iter().map(|(&document, links)| view(document, links)).collect()
}

/// Documents without any link, by what is known of the reason.
pub(super) fn without(ctx: &Context, row: &Row) -> Vec<WithoutEvidence> {
    let linked: BTreeSet<DocumentId> = row.cells.keys().copied().collect();
    let empty: Vec<DocumentId> = ctx.book.document_ids().filter(|id| !linked.contains(id)).collect();
    let mut out = Vec::new();
    for state in [CellState::NoneFound, CellState::NotApplicable, CellState::NotAssessed] {
        let of_state: Vec<DocumentId> = empty.iter().copied().filter(|&id| row.cell(id).state == state).collect();
        if of_state.is_empty() {
            continue;
        }
        let named = if of_state.len() > MOST_NAMED { &[] } else { of_state.as_slice() };
        out.push(WithoutEvidence {
            state: super::super::matrix::state_words(ctx, state),
            count: of_state.len(),
            documents: named.iter().map(|&id| link(ctx, row, id)).collect(),
        });
    }
    out
}

fn link(ctx: &Context, row: &Row, id: DocumentId) -> Empty {
    let link = document_link(ctx, id);
    Empty { cell: cell_id(ctx, row, id), href: link.href, name: link.text }
}

fn cell_id(ctx: &Context, row: &Row, document: DocumentId) -> String {
    routes::cell_id(&ctx.book[row.objective].id, &ctx.book[document].id)
}
