//! A small book whose matrix is counted by hand.

use crate::diagnostics::{FileId, Span};
use crate::model::*;

/// A passage whose words have changed.
pub const DRIFT: &str = "drift";
/// A passage that stands nowhere.
pub const LOST: &str = "lost";

/// A document without text, derived from others.
pub fn document(id: &str, derived_from: Vec<CitedDocument>) -> Document {
    Document { date: Some(Dating::default()), derived_from, ..samples::document(id) }
}

fn anchoring(how: &str) -> Anchoring {
    match how {
        DRIFT => Anchoring::Drifted { range: 0..0, now: String::new(), alarms: vec![] },
        LOST => Anchoring::Unplaced { state: AnchorState::Orphaned, candidates: vec![] },
        _ => Anchoring::Document,
    }
}

/// Adds an annotation with passages in some documents (by number) and one link.
pub fn link(book: &mut Book, objective: u32, stance: Stance, strength: Option<Strength>, places: &[(u32, &str)]) {
    let (annotation, evidence) = (AnnotationId(count(&book.annotations)), EvidenceId(count(&book.evidence)));
    let span = Span::file_start(FileId(0));
    let passages: Vec<Passage> = places
        .iter()
        .map(|&(at, how)| Passage { document: DocumentId(at), quote: None, anchoring: anchoring(how) })
        .collect();
    for passage in &passages {
        book.documents[passage.document.index()].annotations.push(annotation);
    }
    book.annotations.push(std::sync::Arc::new(Annotation {
        id: format!("n{}", annotation.0),
        kind: AnnotationKind::Comment,
        note: None,
        state: passages.iter().map(|passage| passage.anchoring.state()).max().unwrap_or(AnchorState::Exact),
        passages: passages.into(),
        entities: vec![],
        author: None,
        date: None,
        tags: vec![],
        status: AnnotationStatus::Open,
        reviewed: None,
        span,
        extra: serde_json::Value::Null,
    }));
    let objective = ObjectiveId(objective);
    book.evidence.push(Evidence { annotation, objective, stance, strength, grade: None, claim_by: None, note: None });
    book.objectives[objective.index()].evidence.push(evidence);
}

fn count<T>(list: &[T]) -> u32 {
    u32::try_from(list.len()).expect("a short list")
}

fn objective(id: &str, goal: Option<GoalId>, looked: Vec<Looked>) -> Objective {
    Objective {
        id: id.into(),
        goal,
        title: id.into(),
        statement: None,
        wordings: vec![],
        period: None,
        sources: vec![],
        looked,
        evidence: vec![],
        events: vec![],
        judgments: vec![],
        extra: serde_json::Value::Null,
    }
}

/// A search.
pub fn looked(documents: Option<Vec<u32>>, result: LookedResult) -> Looked {
    let documents = documents.map(|all| all.into_iter().map(DocumentId).collect());
    Looked { what: "contrary evidence".into(), documents, date: None, result }
}

/// A cited document.
pub fn cited(words: &str, document: Option<u32>) -> CitedDocument {
    CitedDocument { words: words.into(), document: document.map(DocumentId) }
}

/// Five documents: `c` and `d` both repeat an agency's report, `e` repeats `c`.
///
/// | | a | b | c | d | e | verdicts |
/// |---|---|---|---|---|---|---|
/// | 1 | +strong, =, −drifted moderate | +strong (the first one's second passage) | | | n/a | contested |
/// | 2 | | n/a | +moderate | +weak | +weak | single origin, one-sided |
/// | 3 | −weak, one lost | ± | none | none | none | thin |
/// | 4 | | | | | | gap |
pub fn book() -> Book {
    use LookedResult::{NoneFound, NotApplicable};
    use Stance::{Context, Qualifies, Supports, Undermines};
    use Strength::{Moderate, Strong, Weak};
    let mut book = Book::default();
    let wire = |words: &str| vec![cited(words, None)];
    book.documents.extend([document("a", vec![]), document("b", vec![])]);
    book.documents.extend([document("c", wire("AFP, 3 June")), document("d", wire("afp,  3 june"))]);
    book.documents.push(document("e", vec![cited("c", Some(2))]));
    let goal = Some(GoalId(0));
    book.objectives.extend([
        objective("1", goal, vec![looked(Some(vec![4]), NotApplicable)]),
        objective("2", goal, vec![looked(Some(vec![1]), NotApplicable)]),
        objective("3", None, vec![looked(Some(vec![0]), NotApplicable), looked(None, NoneFound)]),
        objective("4", None, vec![]),
    ]);
    link(&mut book, 0, Supports, Some(Strong), &[(0, ""), (0, ""), (1, "")]);
    link(&mut book, 0, Context, None, &[(0, "")]);
    link(&mut book, 0, Undermines, Some(Moderate), &[(0, DRIFT)]);
    link(&mut book, 1, Supports, Some(Moderate), &[(2, "")]);
    link(&mut book, 1, Supports, Some(Weak), &[(3, ""), (4, "")]);
    link(&mut book, 2, Undermines, Some(Weak), &[(0, "")]);
    link(&mut book, 2, Qualifies, None, &[(1, "")]);
    link(&mut book, 2, Supports, Some(Strong), &[(0, ""), (1, LOST)]);
    book
}
