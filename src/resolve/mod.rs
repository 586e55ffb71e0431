//! What was read, checked against itself: `RawBook` → [`Book`]. Pure.
//!
//! First the audience filter: what an edition may not show goes before anything is derived from it. Then ids, documents,
//! citations, prose, mentions, evidence and the chronology. After this every reference is a target or a recorded fault.

pub mod anchors;
mod annotations;
mod audience;
pub mod chronology;
mod citations;
mod documents;
mod effort;
mod entities;
mod events;
mod ids;
mod known;
mod links;
mod markup;
pub mod matrix;
pub mod mentions;
mod names;
mod near;
mod notes;
mod originals;
mod outline;
mod prose;
mod reading;
mod records;
mod secrets;
mod tables;
#[cfg(test)]
mod tests;
mod withhold;

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diagnostics::{Diagnostics, settle};
use crate::load::raw::{RawBook, RawPage, Words};
use crate::model::{Audience, Book, Document, Page, Redirect, Target};
use crate::settings::Settings;
use crate::source::Sources;

pub use annotations::MOST_OF_A_DOCUMENT;
use citations::Citer;
use ids::Slot;
pub use mentions::MOST_OF_A_TEXT;
use originals::Originals;
use prose::Targets;
pub use reading::Memory;
use tables::Visible;

/// Resolves a book for one audience. Every fault is in the diagnostics, sorted by place.
/// What `memory` kept of earlier runs is not made again.
pub fn resolve(
    mut raw: RawBook,
    sources: &Sources,
    settings: Settings,
    level: Audience,
    memory: &Memory,
) -> (Book, Diagnostics) {
    let mut out = Diagnostics::new();
    let restricted = audience::filter(&mut raw, &settings, level, &mut out);
    entities::sort(&mut raw.entities, &settings.language);
    raw.events.sort_by_cached_key(|event| {
        chronology::sort_key(documents::dating(&event.date).as_ref(), false, &event.id.value)
    });
    sort_pages(&mut raw.pages);
    let drafts = documents::drafts(&raw.documents, sources, &settings, level, memory, &mut out);
    let kept = tables::spellings(&drafts, &restricted, memory);
    let (spellings, faults) = &*kept;
    out.extend_from_slice(faults);
    let names = tables::all_names(&raw.entities);
    let mut citer = Citer::new(&drafts, spellings, names, memory);
    let annotations = std::mem::take(&mut raw.annotations);
    citer.verbatim = effort::beyond(&raw, &annotations, &citer);
    let notes = annotations::drafts(&annotations, &citer, &mut out);
    let visible = Visible { raw: &raw, drafts: &drafts, sources, settings: &settings, level, memory };
    let targets = tables::targets(&visible, &restricted, spellings, &notes, &mut out);
    let search = names::search(&raw, &citer, memory, &mut out);
    let scopes = names::scopes(&drafts, &targets, settings.link_mentions, &mut out);

    let removed = secrets::Removed { raw: &raw, drafts: &drafts, notes: &notes.shown, restricted: &restricted };
    let secrets = secrets::secrets(&removed, &notes.gone(), &targets, &citer);
    let mut book = Book { audience: level, statics: tables::statics(&targets), secrets, ..Book::default() };
    book.entities =
        raw.entities.iter().map(|entity| entities::entity(entity, &settings, &targets, &citer, &mut out)).collect();
    outline::resolve(&raw.outline, &targets, &citer, &mut book, &mut out);
    book.events = raw.events.iter().map(|event| events::event(event, &targets, &citer, &mut out)).collect();
    let originals = Originals::new(&raw.originals, &restricted.originals, &drafts, settings.publish_originals);
    book.documents = records::documents(&drafts, &originals, &targets, &mut out);
    book.originals = originals_of(&book.documents);
    names::documents(&mut book, &drafts, &raw, &search, &scopes, &mut out);
    notes::resolve(&notes.shown, &targets, &search, &scopes, &mut book, &mut out);
    book.judgments = raw.judgments.iter().map(|item| outline::judgment(item, &targets, &mut out)).collect();
    book.pages = raw.pages.iter().map(|item| page(item, &targets, &mut out)).collect();
    book.front = raw.front.as_ref().map(|item| page(item, &targets, &mut out));
    book.redirects = redirects(&raw, &drafts, &targets);
    let (chronology, together) =
        rayon::join(|| chronology::order(&book.events, &book.documents), || names::together(&book));
    book.chronology = chronology;
    names::index(&mut book, together);
    near::index(&mut book.entities);
    links::back(&mut book);
    settle(&mut out);
    book.nearest = targets.suggest(&mut out);
    book.settings = settings;
    (book, out)
}

/// Originals that are published, each once.
fn originals_of(documents: &[Document]) -> Vec<String> {
    let paths = documents.iter().filter_map(|document| document.original.as_ref()?.published.clone());
    paths.collect::<BTreeSet<_>>().into_iter().collect()
}

fn sort_pages(pages: &mut [Arc<RawPage>]) {
    pages.sort_by(|a, b| {
        let order = |page: &RawPage| page.order.unwrap_or(f64::INFINITY);
        let title =
            |page: &RawPage| page.title.as_ref().map_or_else(|| page.id.value.clone(), |title| title.value.clone());
        order(a).total_cmp(&order(b)).then_with(|| title(a).cmp(&title(b))).then_with(|| a.id.value.cmp(&b.id.value))
    });
}

fn page(raw: &RawPage, targets: &Targets<'_>, out: &mut Diagnostics) -> Page {
    let body = targets.prose(&raw.body, out);
    Page {
        id: raw.id.value.clone(),
        title: raw.title.as_ref().map(|title| title.value.clone()),
        summary: raw.summary.clone(),
        date: documents::dating(&raw.date),
        authors: raw.authors.clone(),
        body,
        extra: raw.common.extra.clone(),
    }
}

/// `formerly:` of everything that has a page of its own, unless something present has the id.
fn redirects(raw: &RawBook, drafts: &[Arc<documents::Draft>], targets: &Targets<'_>) -> Vec<Redirect> {
    let (mut out, mut taken) = (Vec::new(), BTreeSet::new());
    let mut add = |id: &Words, old: &[Words], target: Target| {
        let kind = format!("{:?}", std::mem::discriminant(&target));
        for old in old.iter().map(|old| &old.value) {
            // Two ids that differ in case alone are one path on many disks.
            if !old.eq_ignore_ascii_case(&id.value) && taken.insert((kind.clone(), old.to_lowercase())) {
                out.push(Redirect { old: old.clone(), target });
            }
        }
    };
    for draft in drafts.iter().filter(|draft| !draft.raw.common.formerly.is_empty()) {
        if let [Slot::Here(id)] = targets.spellings.get(&draft.raw.id.value)[..] {
            add(&draft.raw.id, &draft.raw.common.formerly, Target::Document(id, None));
        }
    }
    for item in &raw.entities {
        if let Some(Slot::Here(id)) = targets.entities.get(&item.id.value) {
            add(&item.id, &item.common.formerly, Target::Entity(id));
        }
    }
    for item in &raw.pages {
        if let Some(Slot::Here(id)) = targets.pages.get(&item.id.value) {
            add(&item.id, &item.common.formerly, Target::Page(id));
        }
    }
    tables::outline_redirects(&raw.outline, targets, &mut add);
    out.retain(|redirect| !tables::is_present(redirect, targets));
    out
}
