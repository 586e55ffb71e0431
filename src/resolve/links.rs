//! What points back: documents cited by others, evidence of objectives, events of entities.

use crate::model::{
    AnnotationId, Book, DocumentId, EntityId, EventId, EvidenceId, JudgmentId, ProseLink, ProseLinkKind, Target,
};

/// Fills in everything that is the other end of a reference.
pub(super) fn back(book: &mut Book) {
    citations(book);
    notes(book);
    evidence(book);
    events(book);
    relations(book);
}

fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Adds to a list that grows in order.
fn once<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if list.last() != Some(&item) {
        list.push(item);
    }
}

fn citations(book: &mut Book) {
    let of = |link: &ProseLink| match link.kind {
        ProseLinkKind::Target { target: Target::Document(id, _), .. } => Some(id),
        _ => None,
    };
    let cites: Vec<Vec<DocumentId>> = book
        .documents
        .iter()
        .enumerate()
        .map(|(at, document)| {
            let references = document.references.iter().filter_map(|reference| reference.document);
            let mut cites: Vec<DocumentId> = references.chain(document.links.iter().filter_map(of)).collect();
            cites.sort_unstable();
            cites.dedup();
            cites.retain(|id| id.index() != at);
            cites
        })
        .collect();
    for (at, cites) in cites.into_iter().enumerate() {
        for id in &cites {
            book.documents[id.index()].cited_by.push(DocumentId(number(at)));
        }
        book.documents[at].cites = cites;
    }
}

fn notes(book: &mut Book) {
    for (at, annotation) in book.annotations.iter().enumerate() {
        let id = AnnotationId(number(at));
        for passage in annotation.passages.iter() {
            let list = &mut book.documents[passage.document.index()].annotations;
            once(list, id);
        }
    }
}

fn evidence(book: &mut Book) {
    for (at, link) in book.evidence.iter().enumerate() {
        book.objectives[link.objective.index()].evidence.push(EvidenceId(number(at)));
    }
    for (at, judgment) in book.judgments.iter().enumerate() {
        let id = JudgmentId(number(at));
        for objective in &judgment.objectives {
            book.objectives[objective.index()].judgments.push(id);
        }
        for note in judgment.rests_on.iter().chain(&judgment.against) {
            for passage in book.annotations[note.index()].passages.iter() {
                once(&mut book.documents[passage.document.index()].judgments, id);
            }
        }
    }
}

fn events(book: &mut Book) {
    for (at, event) in book.events.iter().enumerate() {
        let id = EventId(number(at));
        for entity in &event.entities {
            book.entities[entity.index()].events.push(id);
        }
        for objective in &event.objectives {
            book.objectives[objective.index()].events.push(id);
        }
        for source in &event.sources {
            once(&mut book.documents[source.passage.document.index()].events, id);
        }
    }
}

fn relations(book: &mut Book) {
    let stated: Vec<(EntityId, EntityId, usize)> = book
        .entities
        .iter()
        .enumerate()
        .flat_map(|(at, entity)| {
            entity
                .relations
                .iter()
                .enumerate()
                .map(move |(index, relation)| (relation.with, EntityId(number(at)), index))
        })
        .collect();
    for (with, from, index) in stated {
        book.entities[with.index()].related_by.push((from, index));
    }
}
