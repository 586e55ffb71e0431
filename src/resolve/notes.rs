//! Annotations of the model: their notes with the names in them, and the evidence that they are.

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostics};
use crate::load::raw::RawProse;
use crate::memo::Key;
use crate::model::{Annotation, AnnotationId, Book, Evidence, Reviewed};

use super::annotations::Draft;
use super::documents::single;
use super::names::{Scope, Search};
use super::outline;
use super::prose::Targets;

/// What an annotation is made into.
#[derive(Debug)]
pub(super) struct Noted {
    annotation: Arc<Annotation>,
    /// Its links, which do not know its number yet.
    evidence: Vec<Evidence>,
    faults: Diagnostics,
}

/// Fills in annotations and their evidence, in the order of the drafts. Names hold in a note as they do in the document of
/// its first passage, whose scopes these are.
pub(super) fn resolve(
    drafts: &[Arc<Draft>],
    targets: &Targets<'_>,
    search: &Search<'_>,
    scopes: &[Scope<'_>],
    book: &mut Book,
    out: &mut Diagnostics,
) {
    let each = drafts.par_iter().map(|draft| {
        let noted = kept(draft, targets, search, &scopes[draft.passages[0].document.index()], book);
        let annotation = Arc::clone(&noted.annotation);
        let rest = !noted.evidence.is_empty() || !noted.faults.is_empty();
        (annotation, rest.then_some(noted))
    });
    let each: Vec<_> = each.collect();
    book.annotations.reserve(each.len());
    for (id, (annotation, rest)) in (0u32..).map(AnnotationId).zip(each) {
        book.annotations.push(annotation);
        if let Some(noted) = rest {
            book.evidence.extend(noted.evidence.iter().map(|link| Evidence { annotation: id, ..link.clone() }));
            out.extend_from_slice(&noted.faults);
        }
    }
}

/// What an annotation was made into when all was as it is, or is now. What refers to nothing depends on little.
fn kept(draft: &Draft, targets: &Targets<'_>, search: &Search<'_>, scope: &Scope<'_>, book: &Book) -> Arc<Noted> {
    let make = || Arc::new(make(draft, targets, search, scope, book));
    let Some(key) = draft.key else { return make() };
    let key = Key::of(&(key, scope.key, search.key, targets.keys.ids));
    let refers = |prose: &RawProse| !targets.memory.prose(&prose.markdown).references.is_empty();
    let known = targets.memory.notes.get(key, || {
        let mut proses = draft.raw.note.iter().chain(draft.raw.evidence.iter().filter_map(|link| link.note.as_ref()));
        (!proses.any(refers)).then(make)
    });
    known.unwrap_or_else(|| {
        let key = Key::of(&(key, targets.keys.all()));
        targets.memory.notes.get(key, || Some(make())).unwrap_or_else(make)
    })
}

fn make(draft: &Draft, targets: &Targets<'_>, search: &Search<'_>, scope: &Scope<'_>, book: &Book) -> Noted {
    let (raw, mut faults) = (&draft.raw, Diagnostics::new());
    let grade = book[draft.passages[0].document].grade;
    let evidence = outline::evidence(&raw.evidence, grade, targets, &mut faults);
    let note = raw.note.as_ref().map(|note| {
        let (mut note, reading) = targets.read(note, &mut faults);
        note.mentions = Arc::clone(&search.find(scope, &reading, &note.text, &note.links, &[]).mentions);
        note
    });
    let annotation = Annotation {
        id: draft.id.value.clone(),
        kind: raw.kind,
        note,
        passages: Arc::clone(&draft.passages),
        state: draft.state,
        entities: targets.entities.find_all(&raw.entities, Code::EntityUnknown, &mut faults),
        author: raw.author.clone(),
        date: single(raw.date.as_ref()),
        tags: raw.tags.clone(),
        status: raw.status,
        reviewed: raw.reviewed.as_ref().map(|(by, date)| Reviewed { by: by.clone(), date: single(date.as_ref()) }),
        span: raw.span,
        extra: raw.common.extra.clone(),
    };
    Noted { annotation: Arc::new(annotation), evidence, faults }
}
