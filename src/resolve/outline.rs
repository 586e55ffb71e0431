//! Goals, objectives, evidence links and judgments.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::raw::{RawEvidence, RawJudgment, RawLooked, RawObjective, RawOutlineItem};
use crate::model::{
    AnnotationId, Book, DocumentId, Evidence, Goal, GoalId, Grade, Judgment, Looked, Objective, ObjectiveId,
    OutlineItem, Wording,
};

use super::citations::{Cited, Citer, Report};
use super::documents::single;
use super::ids::{Slot, Table, each_once};
use super::prose::{OutlineId, Targets};

/// Enters goals and objectives, which share one space of ids, in the author's order.
pub(super) fn table<'a>(raw: &'a [RawOutlineItem], out: &mut Diagnostics) -> Table<'a, OutlineId> {
    let mut table = Table::new("objective", raw.len());
    let (mut goals, mut objectives) = (0, 0);
    let mut enter = |item: &'a RawObjective, goal: bool, out: &mut Diagnostics| {
        let count = if goal { &mut goals } else { &mut objectives };
        let id = if goal { OutlineId::Goal(GoalId(*count)) } else { OutlineId::Objective(ObjectiveId(*count)) };
        *count += 1;
        table.insert(&item.id, Slot::Here(id), out);
    };
    for item in raw {
        match item {
            RawOutlineItem::Goal(goal, objectives) => {
                enter(goal, true, out);
                objectives.iter().for_each(|objective| enter(objective, false, out));
            }
            RawOutlineItem::Objective(objective) => enter(objective, false, out),
        }
    }
    table
}

/// Makes goals and objectives of the model.
pub(super) fn resolve(
    raw: &[RawOutlineItem],
    targets: &Targets<'_>,
    citer: &Citer<'_>,
    book: &mut Book,
    out: &mut Diagnostics,
) {
    for item in raw {
        match item {
            RawOutlineItem::Objective(raw) => {
                let id = push_objective(raw, None, targets, citer, book, out);
                book.outline.push(OutlineItem::Objective(id));
            }
            RawOutlineItem::Goal(raw, objectives) => {
                let goal = GoalId(u32::try_from(book.goals.len()).unwrap_or(u32::MAX));
                let objectives =
                    objectives.iter().map(|raw| push_objective(raw, Some(goal), targets, citer, book, out)).collect();
                book.goals.push(Goal {
                    id: raw.id.value.clone(),
                    title: raw.title.value.clone(),
                    statement: raw.statement.as_ref().map(|statement| targets.prose(statement, out)),
                    wordings: wordings(raw, targets, citer, out),
                    sources: citer.passages(&raw.sources, out),
                    objectives,
                    extra: raw.common.extra.clone(),
                });
                book.outline.push(OutlineItem::Goal(goal));
            }
        }
    }
}

fn push_objective(
    raw: &RawObjective,
    goal: Option<GoalId>,
    targets: &Targets<'_>,
    citer: &Citer<'_>,
    book: &mut Book,
    out: &mut Diagnostics,
) -> ObjectiveId {
    let id = ObjectiveId(u32::try_from(book.objectives.len()).unwrap_or(u32::MAX));
    book.objectives.push(Objective {
        id: raw.id.value.clone(),
        goal,
        title: raw.title.value.clone(),
        statement: raw.statement.as_ref().map(|statement| targets.prose(statement, out)),
        wordings: wordings(raw, targets, citer, out),
        period: single(raw.period.as_ref()),
        sources: citer.passages(&raw.sources, out),
        looked: raw.looked.iter().filter_map(|looked| self::looked(looked, citer, out)).collect(),
        evidence: Vec::new(),
        events: Vec::new(),
        judgments: Vec::new(),
        extra: raw.common.extra.clone(),
    });
    id
}

fn wordings(raw: &RawObjective, targets: &Targets<'_>, citer: &Citer<'_>, out: &mut Diagnostics) -> Vec<Wording> {
    let mut wordings = Vec::new();
    for (statement, source) in &raw.wordings {
        let source = source.as_ref().map(|source| citer.cite(source, Report::Yes, out));
        // A wording out of what the audience may not see goes with its source.
        if matches!(source, Some(Cited::Restricted)) {
            continue;
        }
        let source = source.and_then(|cited| match cited {
            Cited::Passage(passage) => Some(*passage),
            Cited::Restricted | Cited::Nothing => None,
        });
        wordings.push(Wording { statement: targets.prose(statement, out), source });
    }
    wordings
}

/// A search; `None` when all the documents it names are above the audience.
fn looked(raw: &RawLooked, citer: &Citer<'_>, out: &mut Diagnostics) -> Option<Looked> {
    let documents: Vec<DocumentId> = raw
        .documents
        .iter()
        .filter_map(|word| match citer.document(word, out) {
            Some(Slot::Here(id)) => Some(id),
            Some(Slot::Restricted) | None => None,
        })
        .collect();
    if documents.is_empty() && !raw.documents.is_empty() {
        return None;
    }
    let documents = (!raw.documents.is_empty()).then_some(documents);
    Some(Looked { what: raw.what.clone(), documents, date: single(raw.date.as_ref()), result: raw.result })
}

/// The evidence links of one annotation, which has no number yet; those to objectives above the audience are left out.
pub(super) fn evidence(
    raw: &[RawEvidence],
    document_grade: Option<Grade>,
    targets: &Targets<'_>,
    out: &mut Diagnostics,
) -> Vec<Evidence> {
    let (mut links, mut known) = (Vec::new(), HashSet::new());
    for link in raw {
        let objective = match targets.outline.find(&link.objective, Code::ObjectiveUnknown, out) {
            Some(OutlineId::Objective(id)) => id,
            Some(OutlineId::Goal(_)) => {
                let message = format!("`{}` is a goal, and evidence bears on an objective", link.objective.value);
                out.push(
                    Diagnostic::new(Code::ObjectiveUnknown, link.objective.span, message)
                        .help("name one of its objectives"),
                );
                continue;
            }
            None => continue,
        };
        if !known.insert(objective) {
            let message = format!("this annotation is linked to objective `{}` twice", link.objective.value);
            out.push(
                Diagnostic::new(Code::EvidenceDuplicate, link.span, message)
                    .help("keep one link, or annotate the passage twice"),
            );
        }
        links.push(Evidence {
            annotation: AnnotationId(0),
            objective,
            stance: link.stance,
            strength: link.strength,
            grade: link.grade.or(document_grade),
            claim_by: link.claim_by.as_ref().and_then(|who| targets.entities.find(who, Code::EntityUnknown, out)),
            note: link.note.as_ref().map(|note| Arc::new(targets.prose(note, out))),
        });
    }
    links
}

/// A judgment of the model.
pub(super) fn judgment(raw: &RawJudgment, targets: &Targets<'_>, out: &mut Diagnostics) -> Judgment {
    Judgment {
        id: raw.id.value.clone(),
        statement: targets.prose(&raw.statement, out),
        likelihood: raw.likelihood,
        confidence: raw.confidence,
        objectives: objectives(&raw.objectives, targets, out),
        rests_on: targets.annotations.find_all(&raw.rests_on, Code::AnnotationUnknown, out),
        against: targets.annotations.find_all(&raw.against, Code::AnnotationUnknown, out),
        assumptions: raw.assumptions.iter().map(|assumption| targets.prose(assumption, out)).collect(),
        would_change: raw.would_change.as_ref().map(|change| targets.prose(change, out)),
        author: raw.author.clone(),
        date: single(raw.date.as_ref()),
        extra: raw.common.extra.clone(),
    }
}

/// Objectives by id; a goal in their place is reported.
pub(super) fn objectives(
    words: &[crate::load::raw::Words],
    targets: &Targets<'_>,
    out: &mut Diagnostics,
) -> Vec<ObjectiveId> {
    let found = words.iter().filter_map(|word| match targets.outline.find(word, Code::ObjectiveUnknown, out)? {
        OutlineId::Objective(id) => Some(id),
        OutlineId::Goal(_) => {
            let message = format!("`{}` is a goal, not an objective", word.value);
            out.push(Diagnostic::new(Code::ObjectiveUnknown, word.span, message).help("name one of its objectives"));
            None
        }
    });
    each_once(found)
}
