//! What is missing in a book: the register behind the page of gaps.

use std::collections::BTreeMap;

use crate::model::{AnchorState, AnnotationId, Book, DocumentId, EntityId, ObjectiveId};
use crate::text::{Fold, fold};

use super::{Matrix, Verdict};

/// Everything that is missing, each list in the order of the book.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gaps {
    /// Objectives without evidence.
    pub without_evidence: Vec<ObjectiveId>,
    /// Objectives with nothing above weak.
    pub thin: Vec<ObjectiveId>,
    /// Objectives whose evidence goes back to one origin.
    pub single_origin: Vec<ObjectiveId>,
    /// Objectives with evidence of one side, and no search for the other.
    pub one_sided: Vec<ObjectiveId>,
    /// Annotations with a passage that stands nowhere.
    pub orphaned: Vec<AnnotationId>,
    /// Annotations with a passage that stands in more than one place.
    pub ambiguous: Vec<AnnotationId>,
    /// Annotations with a passage whose words have changed.
    pub drifted: Vec<AnnotationId>,
    /// Documents that are cited and are not in the book.
    pub outside: Vec<Outside>,
    /// Entities that no text names.
    pub never_mentioned: Vec<EntityId>,
    /// Documents without any annotation.
    pub not_annotated: Vec<DocumentId>,
    /// Documents without a date.
    pub undated: Vec<DocumentId>,
}

/// A document outside the book.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside {
    /// As the first that cites it spells it.
    pub words: String,
    /// Who cites it or repeats it.
    pub cited_by: Vec<DocumentId>,
}

/// The register of a book.
pub fn gaps(book: &Book, matrix: &Matrix) -> Gaps {
    let rows = |verdict: Verdict| matrix.rows.iter().filter(|row| row.is(verdict)).map(|row| row.objective).collect();
    let notes = |state: AnchorState| book.annotation_ids().filter(|&id| book[id].state == state).collect();
    Gaps {
        without_evidence: rows(Verdict::Gap),
        thin: rows(Verdict::Thin),
        single_origin: rows(Verdict::SingleOrigin),
        one_sided: rows(Verdict::OneSided),
        orphaned: notes(AnchorState::Orphaned),
        ambiguous: notes(AnchorState::Ambiguous),
        drifted: notes(AnchorState::Drifted),
        outside: outside(book),
        never_mentioned: book.entity_ids().filter(|&id| book[id].mentions.is_empty()).collect(),
        not_annotated: book.document_ids().filter(|&id| book[id].annotations.is_empty()).collect(),
        undated: book.document_ids().filter(|&id| book[id].date.is_none()).collect(),
    }
}

fn outside(book: &Book) -> Vec<Outside> {
    let mut out: Vec<Outside> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for id in book.document_ids() {
        let document = &book[id];
        let cited = document.references.iter().chain(&document.derived_from);
        for cited in cited.filter(|cited| cited.document.is_none()) {
            let at = *known.entry(fold(&cited.words, Fold::Name)).or_insert(out.len());
            if at == out.len() {
                out.push(Outside { words: cited.words.clone(), cited_by: Vec::new() });
            }
            if out[at].cited_by.last() != Some(&id) {
                out[at].cited_by.push(id);
            }
        }
    }
    out
}
