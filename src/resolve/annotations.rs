//! Annotations: passages, ids and order.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::checksum::sha256;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Placed, Span};
use crate::load::raw::{RawAnnotation, Words};
use crate::memo::Key;
use crate::model::{AnchorState, Anchoring, AnnotationId, AnnotationKind, AnnotationStatus, DocumentId, Passage};
use crate::text::{Fold, fold};

use super::audience::Gone;
use super::citations::{Cited, Citer, Report};
use super::ids::{Slot, Table};

/// So many annotations a document may have.
pub const MOST_OF_A_DOCUMENT: usize = 30_000;

/// An annotation on its way: its id and passages.
#[derive(Debug)]
pub(super) struct Draft {
    /// Stands for the annotation and where it stands; `None` when that cannot be said in advance.
    pub(super) key: Option<Key>,
    pub(super) raw: Arc<RawAnnotation>,
    pub(super) id: Words,
    pub(super) passages: Arc<[Passage]>,
    pub(super) state: AnchorState,
    place: Place,
}

/// Where a passage stands in its document: whole document, title, then by place; unplaced last.
type Place = (u8, u32, u32);

/// What comes of an annotation, and what is wrong with it.
pub(super) type Drafting = (Drafted, Diagnostics);

/// All annotations of this edition, and those above its audience.
pub(super) struct Drafts {
    /// In order: document, place, then as written.
    pub(super) shown: Vec<Arc<Draft>>,
    /// Of those that are shown, the number of each in the order as written.
    written: Vec<AnnotationId>,
    /// What is not shown, and what has faults.
    gone: Vec<Arc<Drafting>>,
}

/// Anchors all annotations and puts them in order. What stands in a withheld block or a restricted document is above this
/// edition's audience; its id is kept so that references to it are no faults.
pub(super) fn drafts(raw: &[Arc<RawAnnotation>], citer: &Citer<'_>, out: &mut Diagnostics) -> Drafts {
    let each = raw.par_iter().map(|item| {
        let drafting = kept(item, citer);
        let draft = match &drafting.0 {
            Drafted::Shown(draft) => Some((draft.passages[0].document, draft.place, Arc::clone(draft))),
            Drafted::Nowhere | Drafted::Restricted(..) => None,
        };
        // Most are shown and have no fault: nothing is left to be said of them.
        let rest = (draft.is_none() || !drafting.1.is_empty()).then_some(drafting);
        (draft, rest)
    });
    let each: Vec<_> = each.collect();
    let (mut order, mut gone, mut count) = (Vec::with_capacity(each.len()), Vec::new(), 0u32);
    for (draft, rest) in each {
        if let Some((document, place, draft)) = draft {
            order.push((document, place, count, draft));
            count += 1;
        }
        if let Some(drafting) = rest {
            out.extend_from_slice(&drafting.1);
            gone.push(drafting);
        }
    }
    order.par_sort_unstable_by_key(|(document, place, at, _)| (*document, *place, *at));
    let order = most(once(order, out), citer, out);
    let mut written: Vec<(u32, AnnotationId)> =
        order.iter().map(|(.., at, _)| *at).zip((0u32..).map(AnnotationId)).collect();
    written.sort_unstable();
    let written = written.into_iter().map(|(_, id)| id).collect();
    Drafts { shown: order.into_iter().map(|(.., draft)| draft).collect(), written, gone }
}

/// What comes of an annotation.
#[derive(Debug)]
pub(super) enum Drafted {
    /// It has passages.
    Shown(Arc<Draft>),
    /// None of its citations leads anywhere; that was reported.
    Nowhere,
    /// It is above this edition's audience; all ids it answers to, and where it stands.
    Restricted(Vec<Words>, Option<Span>),
}

/// What came of an annotation when it and the documents it cites were as they are, or comes of it now.
fn kept(item: &Arc<RawAnnotation>, citer: &Citer<'_>) -> Arc<Drafting> {
    let make = |key| {
        let mut faults = Diagnostics::new();
        Arc::new((draft(item, key, citer, &mut faults), faults))
    };
    // A word that is no document's is reported with the nearest of all.
    let Some(key) = citer.key(item.key, &item.citations) else { return make(None) };
    let first = citer.memory.drafts.get(key, || make(Some(key)));
    // What names say of changed words is made again when names change.
    let Drafted::Shown(draft) = &first.0 else { return first };
    let is_drifted = |passage: &Passage| matches!(passage.anchoring, Anchoring::Drifted { .. });
    if !draft.passages.iter().any(is_drifted) {
        return first;
    }
    let key = citer.named(key);
    citer.memory.drafts.get(key, || make(Some(key)))
}

fn draft(item: &Arc<RawAnnotation>, key: Option<Key>, citer: &Citer<'_>, out: &mut Diagnostics) -> Drafted {
    let id = id(item);
    empty(item, out);
    let Some(passages) = passages(item, citer, out) else {
        let ids = [id].into_iter().chain(item.common.formerly.iter().cloned()).collect();
        return Drafted::Restricted(ids, item.common.extent);
    };
    match passages.iter().map(|passage| passage.anchoring.state()).max() {
        Some(state) => {
            let place = place(&passages[0], citer);
            let (raw, passages) = (Arc::clone(item), passages.into());
            Drafted::Shown(Arc::new(Draft { key, raw, id, passages, state, place }))
        }
        None => Drafted::Nowhere,
    }
}

impl Drafts {
    /// Ids of this edition, of two equal ones that which is written first; then what they were called before.
    pub(super) fn table<'a>(&'a self, restricted: &'a Gone, out: &mut Diagnostics) -> Table<'a, AnnotationId> {
        let mut table = Table::new("annotation", self.shown.len());
        for &at in &self.written {
            table.insert(&self.shown[at.index()].id, Slot::Here(at), out);
        }
        self.passages_named(&table, out);
        for &at in &self.written {
            let formerly = &self.shown[at.index()].raw.common.formerly;
            formerly.iter().for_each(|old| table.insert_former(old, Slot::Here(at)));
        }
        let gone = self.gone.iter().filter_map(|drafting| match &drafting.0 {
            Drafted::Restricted(ids, _) => Some(ids),
            _ => None,
        });
        for id in gone.flatten().chain(&restricted.ids).chain(&restricted.former) {
            table.insert_former(id, Slot::Restricted);
        }
        table
    }

    /// Reports ids that the page gives to further passages of another annotation.
    fn passages_named(&self, table: &Table<'_, AnnotationId>, out: &mut Diagnostics) {
        for draft in &self.shown {
            let Some((of, number)) = draft.id.value.rsplit_once("--") else { continue };
            let Some(Slot::Here(owner)) = table.get(of) else { continue };
            let owner = &self.shown[owner.index()];
            // Numbers are written without zeros before them.
            let named =
                number.parse().is_ok_and(|n: usize| n > 1 && n <= owner.passages.len() && n.to_string() == number);
            if named {
                let message = format!("annotation id `{}` is taken", draft.id.value);
                let help = format!("give it another id: this is the name of passage {number} of `{of}`");
                let fault = Diagnostic::new(Code::IdDuplicate, draft.id.span, message).help(help);
                out.push(fault.related(owner.id.span, format!("`{of}` is here")));
            }
        }
    }

    /// What is not shown because of where it stands.
    pub(super) fn gone(&self) -> Gone {
        let mut all = Gone::default();
        for drafting in &self.gone {
            if let Drafted::Restricted(ids, place) = &drafting.0 {
                all.ids.extend_from_slice(ids);
                all.places.extend(*place);
            }
        }
        all
    }

    /// Stands for all that the table is made of: ids, old ids and their order, and the ids of what is not shown.
    pub(super) fn key(&self) -> Key {
        fn words(words: &[Words]) -> Vec<&str> {
            words.iter().map(|word| word.value.as_str()).collect()
        }
        let ids = self.shown.iter().map(|draft| (draft.id.value.as_str(), words(&draft.raw.common.formerly)));
        Key::of(&(ids.collect::<Vec<_>>(), &self.written, words(&self.gone().ids)))
    }
}

/// The id that its author gave an annotation, else one derived from what it says.
pub(super) fn id(item: &RawAnnotation) -> Words {
    item.id.clone().unwrap_or_else(|| derived_id(item))
}

/// A draft with its document and place, and its number as written.
type Ordered = (DocumentId, Place, u32, Arc<Draft>);

/// Leaves one of annotations that are equal in all that makes an id; equal ones are on one document.
fn once(order: Vec<Ordered>, out: &mut Diagnostics) -> Vec<Ordered> {
    let (mut document, mut firsts) = (None, HashMap::new());
    let mut is_first = |(at, _, _, draft): &Ordered| {
        if document.replace(*at) != Some(*at) {
            firsts.clear();
        }
        let first: Option<Span> = (draft.raw.id.is_none()).then(|| firsts.get(&draft.id.value).copied()).flatten();
        match first {
            Some(first) => out.push(
                Diagnostic::new(Code::AnnotationDuplicate, draft.raw.span, "this annotation stands twice")
                    .related(first, "first here")
                    .help("drop one of them, or give each an `id:`"),
            ),
            None if draft.raw.id.is_none() => {
                firsts.insert(draft.id.value.clone(), draft.raw.span);
            }
            None => {}
        }
        first.is_none()
    };
    order.into_iter().filter(|ordered| is_first(ordered)).collect()
}

/// No more annotations of one document than its page can show.
fn most(order: Vec<Ordered>, citer: &Citer<'_>, out: &mut Diagnostics) -> Vec<Ordered> {
    let (mut document, mut count) = (None, 0);
    let mut fits = |(at, _, _, draft): &Ordered| {
        count = if document.replace(*at) == Some(*at) { count + 1 } else { 1 };
        if count == MOST_OF_A_DOCUMENT + 1 {
            let message = format!(
                "document `{}` has more than {MOST_OF_A_DOCUMENT} annotations: this one and those behind it are left out",
                citer.id(*at)
            );
            let fault = Diagnostic::new(Code::FileTooLarge, draft.raw.span, message);
            out.push(fault.help("divide the document into several, with the annotations of each"));
        }
        count <= MOST_OF_A_DOCUMENT
    };
    order.into_iter().filter(|ordered| fits(ordered)).collect()
}

fn place(passage: &Passage, citer: &Citer<'_>) -> Place {
    match &passage.anchoring {
        Anchoring::Document => (0, 0, 0),
        Anchoring::Title => (1, 0, 0),
        Anchoring::Block(block) => {
            let range = &citer.text(passage.document).blocks[block.0 as usize].plain;
            (2, range.start, range.end)
        }
        Anchoring::Text { range, .. } | Anchoring::Drifted { range, .. } => (2, range.start, range.end),
        Anchoring::Unplaced { .. } => (3, 0, 0),
    }
}

/// The passages; `None` when one of them is above the audience, for an annotation is as restricted as what it cites.
fn passages(item: &RawAnnotation, citer: &Citer<'_>, out: &mut Diagnostics) -> Option<Vec<Passage>> {
    let report = if item.status == AnnotationStatus::Archived { Report::Archived } else { Report::Annotation };
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
    feed(item.note.as_ref().map_or("", |note| &*note.markdown));
    Placed::new(format!("a-{}", &sha256(said.as_bytes())[..10]), item.span)
}
