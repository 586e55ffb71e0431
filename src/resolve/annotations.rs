//! Annotations: passages, ids and order.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::checksum::sha256;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Placed, Span};
use crate::load::raw::{RawAnnotation, Words};
use crate::model::{AnchorState, Anchoring, AnnotationId, AnnotationKind, AnnotationStatus, Passage};
use crate::text::{Fold, fold};

use super::audience::Gone;
use super::citations::{Cited, Citer, Report};
use super::documents::Draft as DocumentDraft;
use super::ids::{Slot, Table};

/// An annotation on its way: its id and passages.
pub(super) struct Draft {
    pub(super) raw: RawAnnotation,
    pub(super) id: Words,
    pub(super) passages: Vec<Passage>,
    pub(super) state: AnchorState,
}

/// Anchors all annotations and puts them in order: document, place, then as written. What stands in a withheld block or
/// a restricted document is above this edition's audience; its id is kept so that references to it are no faults.
pub(super) fn drafts(
    raw: Vec<RawAnnotation>,
    citer: &Citer<'_>,
    documents: &[DocumentDraft],
    restricted: &Gone,
    out: &mut Diagnostics,
) -> (Vec<Draft>, Table<AnnotationId>) {
    let (mut drafts, mut gone) = (Vec::new(), Vec::new());
    let each = raw.into_par_iter().map(|item| {
        let mut faults = Diagnostics::new();
        (draft(item, citer, &mut faults), faults)
    });
    for (drafted, mut faults) in each.collect::<Vec<_>>() {
        out.append(&mut faults);
        match drafted {
            Drafted::Shown(draft) => drafts.push(*draft),
            Drafted::Nowhere => {}
            Drafted::Restricted(ids) => gone.extend(ids),
        }
    }
    drafts.sort_by_key(|draft| place(&draft.passages[0], documents));
    let mut derived: HashMap<String, Span> = HashMap::new();
    let drafts: Vec<Draft> = drafts.into_iter().filter(|draft| !duplicate(draft, &mut derived, out)).collect();
    let gone = gone.iter().chain(&restricted.ids).chain(&restricted.former);
    let table = table(&drafts, gone, out);
    (drafts, table)
}

/// What comes of an annotation.
enum Drafted {
    /// It has passages.
    Shown(Box<Draft>),
    /// None of its citations leads anywhere; that was reported.
    Nowhere,
    /// It is above this edition's audience; all ids it answers to.
    Restricted(Vec<Words>),
}

fn draft(item: RawAnnotation, citer: &Citer<'_>, out: &mut Diagnostics) -> Drafted {
    let id = id(&item);
    empty(&item, out);
    let Some(passages) = passages(&item, citer, out) else {
        return Drafted::Restricted([id].into_iter().chain(item.common.formerly).collect());
    };
    match passages.iter().map(|passage| passage.anchoring.state()).max() {
        Some(state) => Drafted::Shown(Box::new(Draft { raw: item, id, passages, state })),
        None => Drafted::Nowhere,
    }
}

/// Ids of this edition, of two equal ones that which is written first; then what they were called before.
fn table<'a>(drafts: &[Draft], gone: impl Iterator<Item = &'a Words>, out: &mut Diagnostics) -> Table<AnnotationId> {
    let mut table = Table::new("annotation");
    let mut written: Vec<(AnnotationId, &Draft)> = (0u32..).map(AnnotationId).zip(drafts).collect();
    written.sort_by_key(|(_, draft)| (draft.raw.span.file, draft.raw.span.start));
    for (at, draft) in &written {
        table.insert(&draft.id, Slot::Here(*at), out);
    }
    for (at, draft) in &written {
        draft.raw.common.formerly.iter().for_each(|old| table.insert_former(old, Slot::Here(*at)));
    }
    for id in gone {
        table.insert_former(id, Slot::Restricted);
    }
    table
}

/// The id that its author gave an annotation, else one derived from what it says.
pub(super) fn id(item: &RawAnnotation) -> Words {
    item.id.clone().unwrap_or_else(|| derived_id(item))
}

/// Two annotations that are equal in all that makes an id.
fn duplicate(draft: &Draft, derived: &mut HashMap<String, Span>, out: &mut Diagnostics) -> bool {
    if draft.raw.id.is_some() {
        return false;
    }
    let Some(first) = derived.insert(draft.id.value.clone(), draft.raw.span) else { return false };
    derived.insert(draft.id.value.clone(), first);
    out.push(
        Diagnostic::new(Code::AnnotationDuplicate, draft.raw.span, "this annotation stands twice")
            .related(first, "first here")
            .help("drop one of them, or give each an `id:`"),
    );
    true
}

/// Where a passage stands, for the order of annotations: whole document, title, then by place; unplaced last.
fn place(passage: &Passage, documents: &[DocumentDraft]) -> (u32, u8, u32, u32) {
    let (class, start, end) = match &passage.anchoring {
        Anchoring::Document => (0, 0, 0),
        Anchoring::Title => (1, 0, 0),
        Anchoring::Block(block) => {
            let range = &documents[passage.document.index()].text.blocks[block.0 as usize].plain;
            (2, range.start, range.end)
        }
        Anchoring::Text { range, .. } | Anchoring::Drifted { range, .. } => (2, range.start, range.end),
        Anchoring::Unplaced { .. } => (3, 0, 0),
    };
    (passage.document.0, class, start, end)
}

/// The passages; `None` when one of them is above the audience, for an annotation is as restricted as what it cites.
fn passages(item: &RawAnnotation, citer: &Citer<'_>, out: &mut Diagnostics) -> Option<Vec<Passage>> {
    let report = if item.status == AnnotationStatus::Archived { Report::Archived } else { Report::Yes };
    let (mut passages, mut faults) = (Vec::new(), Vec::new());
    let mut restricted = false;
    for citation in &item.citations {
        match citer.cite(citation, report, &mut faults) {
            Cited::Passage(passage) => passages.push(*passage),
            Cited::Restricted => restricted = true,
            Cited::Nothing => {}
        }
    }
    if restricted {
        return None;
    }
    out.append(&mut faults);
    Some(passages)
}

fn empty(item: &RawAnnotation, out: &mut Diagnostics) {
    let says = item.note.is_some() || !item.evidence.is_empty() || !item.entities.is_empty();
    if !says && item.kind != AnnotationKind::Highlight {
        out.push(
            Diagnostic::new(Code::AnnotationEmpty, item.span, "this annotation says nothing")
                .help("give it a `note:` or `evidence:`, or say `kind: highlight`"),
        );
    }
}

/// `a-` and ten hex digits of SHA-256 over document, folded quotes, `at`, `occurrence` and note.
fn derived_id(item: &RawAnnotation) -> Words {
    let mut said = String::new();
    let mut feed = |part: &str| {
        said.push_str(part);
        said.push('\0');
    };
    for citation in &item.citations {
        feed(&citation.document.value.to_lowercase());
        feed(&citation.quote.as_ref().map(|quote| fold(&quote.value, Fold::Quote)).unwrap_or_default());
        feed(citation.at.as_ref().map_or("", |at| at.value.as_str()));
        let occurrence = citation.occurrence.as_ref().map(|occurrence| occurrence.value);
        feed(&occurrence.map(|(n, m)| format!("{n} of {m}")).unwrap_or_default());
    }
    feed(item.note.as_ref().map_or("", |note| note.markdown.as_str()));
    Placed::new(format!("a-{}", &sha256(said.as_bytes())[..10]), item.span)
}
