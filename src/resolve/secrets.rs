//! What this edition leaves out, as places, so that the finished files can be searched for it.

use std::sync::Arc;

use crate::diagnostics::{Diagnostics, Span};
use crate::load::raw::{RawBook, RawCitation, RawObjective, RawOutlineItem, Words};
use crate::model::Secrets;

use super::annotations;
use super::audience::{Gone, Restricted};
use super::citations::{Cited, Citer, Report};
use super::documents::{self, Draft};
use super::ids::{Slot, Table};
use super::prose::Targets;

/// A book on its way, and what was taken out of it.
pub(super) struct Removed<'a> {
    pub(super) raw: &'a RawBook,
    pub(super) drafts: &'a [Arc<Draft>],
    pub(super) notes: &'a [Arc<annotations::Draft>],
    pub(super) restricted: &'a Restricted,
}

/// All that is left out: items, withheld blocks, and the parts of visible items that lead to either. `notes` are the
/// places of annotations on them.
pub(super) fn secrets(removed: &Removed<'_>, notes: &Gone, targets: &Targets<'_>, citer: &Citer<'_>) -> Secrets {
    let Removed { drafts, restricted, .. } = removed;
    let kinds = [
        &restricted.documents,
        &restricted.entities,
        &restricted.objectives,
        &restricted.events,
        &restricted.judgments,
        &restricted.pages,
        &restricted.annotations,
        notes,
    ];
    let mut places: Vec<Span> = kinds.iter().flat_map(|gone| gone.places.iter().copied()).collect();
    for draft in *drafts {
        let blocks = draft.withheld.iter().map(|withheld| &draft.text.blocks[withheld.block.0 as usize].source);
        places.extend(blocks.map(|source| documents::place(draft.raw.body, source)));
    }
    let hidden = targets.statics.iter().filter(|(_, shown)| !**shown).map(|(path, _)| format!("content/static/{path}"));
    let originals = restricted.originals.iter().map(|file| format!("content/originals/{file}"));
    let mut paths: Vec<String> = hidden.chain(originals).collect();
    paths.sort_unstable();
    if places.is_empty() && restricted.files.is_empty() {
        return Secrets { paths, ..Secrets::default() };
    }
    parts(removed, targets, citer, &mut places);
    places.sort_unstable();
    places.dedup();
    let names = |gone: &&Gone| gone.ids.iter().chain(&gone.former).map(|id| id.value.clone()).collect::<Vec<_>>();
    let spellings = restricted.spellings.iter().map(|spelling| spelling.value.clone());
    let mut ids: Vec<String> = kinds.iter().flat_map(names).chain(spellings).collect();
    ids.sort_unstable();
    ids.dedup();
    Secrets { places, files: restricted.files.clone(), paths, ids }
}

/// Parts of visible items that go because of what they lead to.
fn parts(removed: &Removed<'_>, targets: &Targets<'_>, citer: &Citer<'_>, places: &mut Vec<Span>) {
    let Removed { raw, drafts, notes, .. } = removed;
    for entity in &raw.entities {
        citations(&entity.sources, citer, places);
        let relations = entity.relations.iter().filter(|relation| hides(&targets.entities, &relation.with));
        places.extend(relations.map(|relation| relation.extent));
        let alias = |only_in: &[Words]| !only_in.is_empty() && !only_in.iter().any(|word| citer.is_here(word));
        places.extend(entity.aliases.iter().filter(|alias_| alias(&alias_.only_in)).map(|alias| alias.text.span));
    }
    for event in &raw.events {
        citations(&event.sources, citer, places);
    }
    for item in &raw.outline {
        let (RawOutlineItem::Goal(item, _) | RawOutlineItem::Objective(item)) = item;
        objective(item, citer, places);
    }
    let below = raw.outline.iter().filter_map(|item| match item {
        RawOutlineItem::Goal(_, objectives) => Some(objectives),
        RawOutlineItem::Objective(_) => None,
    });
    below.flatten().for_each(|item| objective(item, citer, places));
    for note in *notes {
        let links = note.raw.evidence.iter().filter(|link| hides(&targets.outline, &link.objective));
        places.extend(links.map(|link| link.span));
    }
    for draft in *drafts {
        let names = draft.raw.names.iter().filter_map(|(name, id)| Some((name, id.as_ref()?)));
        let gone = names.filter(|(_, id)| hides(&targets.entities, id));
        places.extend(gone.map(|(name, id)| Span { end: id.span.end, ..name.span }));
    }
}

fn hides<T: Copy>(table: &Table<T>, id: &Words) -> bool {
    matches!(table.get(&id.value), Some(Slot::Restricted))
}

fn objective(item: &RawObjective, citer: &Citer<'_>, places: &mut Vec<Span>) {
    citations(&item.sources, citer, places);
    for (statement, source) in &item.wordings {
        if let Some(source) = source.as_ref().filter(|source| is_restricted(source, citer)) {
            places.extend([statement.span, source.span]);
        }
    }
    let gone = |documents: &[Words]| !documents.is_empty() && !documents.iter().any(|word| citer.is_here(word));
    places.extend(item.looked.iter().filter(|looked| gone(&looked.documents)).map(|looked| looked.extent));
}

fn citations(raw: &[RawCitation], citer: &Citer<'_>, places: &mut Vec<Span>) {
    places.extend(raw.iter().filter(|citation| is_restricted(citation, citer)).map(|citation| citation.span));
}

/// Whether a citation leads to what is left out. What is wrong with it is said elsewhere.
fn is_restricted(citation: &RawCitation, citer: &Citer<'_>) -> bool {
    matches!(citer.cite(citation, Report::Archived, &mut Diagnostics::new()), Cited::Restricted)
}
