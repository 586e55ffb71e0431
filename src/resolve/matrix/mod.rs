//! The matrix of objectives and documents: what the evidence in each document says of each objective, and a verdict.
//!
//! Counts, never scores. A link counts once in each document in which its annotation has a passage, and once in its
//! row; context is shown but is no evidence; a link of an annotation without a sure place does not count.

#[cfg(test)]
pub mod fixture;
pub mod gaps;
mod origins;
mod tally;
#[cfg(test)]
mod tests;
mod verdict;

pub use tally::{StanceCount, Tally};
pub use verdict::{Lean, Verdict};

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{AnchorState, Book, DocumentId, EvidenceId, Goal, LookedResult, Objective, ObjectiveId};

/// All rows, in the order of the objectives' ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// One row for each objective.
    pub rows: Vec<Row>,
}

/// What bears on one objective.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The objective.
    pub objective: ObjectiveId,
    /// Documents with at least one link, context included.
    pub cells: BTreeMap<DocumentId, Links>,
    /// Each link once.
    pub total: Tally,
    /// Links whose annotation has no sure place: shown, not counted.
    pub unplaced: Vec<EvidenceId>,
    /// Independent origins of the evidence.
    pub origins: usize,
    /// Every verdict that holds, the gravest first; never empty.
    pub verdicts: Vec<Verdict>,
    /// Which way the evidence leans.
    pub lean: Lean,
    looked: Searches,
}

/// The links between one objective and one document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    /// The links in the order of the book.
    pub evidence: Vec<EvidenceId>,
    /// Their counts.
    pub tally: Tally,
}

/// One cell: what is there and, where no evidence is, why not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cell {
    /// Evidence, or what is known of its absence.
    pub state: CellState,
    /// The counts; all zero where nothing links the two.
    pub tally: Tally,
}

/// Four states that are never merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CellState {
    /// At least one link that is not context.
    Evidence,
    /// Nobody recorded a search here.
    NotAssessed,
    /// A search was made and nothing was found.
    NoneFound,
    /// The document cannot bear on the objective.
    NotApplicable,
}

/// Searches of one objective: one that names documents goes before one in all, a later before an earlier.
#[derive(Clone, Debug, Default, PartialEq)]
struct Searches {
    everywhere: Option<LookedResult>,
    named: BTreeMap<DocumentId, LookedResult>,
}

impl Matrix {
    /// The matrix of a book.
    pub fn new(book: &Book) -> Self {
        Self { rows: book.objective_ids().map(|objective| row(book, objective)).collect() }
    }

    /// The row of an objective.
    pub fn row(&self, objective: ObjectiveId) -> &Row {
        &self.rows[objective.index()]
    }

    /// The counts of a goal: those of its objectives together.
    pub fn goal(&self, goal: &Goal) -> Tally {
        let mut total = Tally::default();
        for &objective in &goal.objectives {
            total.merge(&self.row(objective).total);
        }
        total
    }

    /// Documents with at least one link to any objective, in book order.
    pub fn linked_documents(&self) -> BTreeSet<DocumentId> {
        self.rows.iter().flat_map(|row| row.cells.keys().copied()).collect()
    }
}

impl Row {
    /// The cell of a document.
    pub fn cell(&self, document: DocumentId) -> Cell {
        let tally = self.cells.get(&document).map(|links| links.tally).unwrap_or_default();
        let looked = self.looked.named.get(&document).copied().or(self.looked.everywhere);
        let state = match looked {
            _ if tally.evidence() > 0 => CellState::Evidence,
            None => CellState::NotAssessed,
            Some(LookedResult::NoneFound) => CellState::NoneFound,
            Some(LookedResult::NotApplicable) => CellState::NotApplicable,
        };
        Cell { state, tally }
    }

    /// Whether a verdict holds.
    pub fn is(&self, verdict: Verdict) -> bool {
        self.verdicts.contains(&verdict)
    }
}

/// The row of one objective alone, for a page that needs no other.
pub fn row(book: &Book, id: ObjectiveId) -> Row {
    let objective = &book[id];
    let mut cells: BTreeMap<DocumentId, Links> = BTreeMap::new();
    let (mut total, mut unplaced, mut witnesses) = (Tally::default(), Vec::new(), BTreeSet::new());
    for &link in &objective.evidence {
        let evidence = &book[link];
        let annotation = &book[evidence.annotation];
        if annotation.state >= AnchorState::Ambiguous {
            unplaced.push(link);
            continue;
        }
        total.add(evidence, annotation.state);
        let documents: BTreeSet<DocumentId> = annotation.passages.iter().map(|passage| passage.document).collect();
        for document in documents {
            let cell = cells.entry(document).or_default();
            cell.evidence.push(link);
            cell.tally.add(evidence, drift_in(annotation, document));
            if tally::counts(evidence.stance) {
                witnesses.insert(document);
            }
        }
    }
    let origins = origins::count(book, &witnesses);
    let searched = objective.looked.iter().any(|looked| looked.result == LookedResult::NoneFound);
    let verdicts = verdict::verdicts(&total, origins, searched);
    let lean = verdict::lean(&total);
    Row { objective: id, cells, total, unplaced, origins, verdicts, lean, looked: searches(objective) }
}

/// The worst state among an annotation's passages in one document.
fn drift_in(annotation: &crate::model::Annotation, document: DocumentId) -> AnchorState {
    let here = annotation.passages.iter().filter(|passage| passage.document == document);
    here.map(|passage| passage.anchoring.state()).max().unwrap_or(AnchorState::Exact)
}

fn searches(objective: &Objective) -> Searches {
    let mut out = Searches::default();
    for looked in &objective.looked {
        match &looked.documents {
            None => out.everywhere = Some(looked.result),
            Some(documents) => out.named.extend(documents.iter().map(|&document| (document, looked.result))),
        }
    }
    out
}
