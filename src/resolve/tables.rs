//! The tables of everything a reference can name, filled before any reference is resolved.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::raw::{RawBook, RawEntity, RawObjective, RawOutlineItem, Words};
use crate::memo::Key;
use crate::model::{Audience, DocumentId, EntityId, EventId, JudgmentId, PageId, Redirect, Target};
use crate::settings::{Settings, glob};
use crate::source::Sources;

use super::annotations::Drafts;
use super::audience::{Gone, Restricted};
use super::documents::{Draft, Spellings};
use super::ids::{Slot, Table};
use super::known::{Keys, Known};
use super::outline;
use super::prose::{OutlineId, Targets};
use super::reading::Memory;

/// The book below this edition's audience, in the order of the model.
pub(super) struct Visible<'a> {
    pub(super) raw: &'a RawBook,
    pub(super) drafts: &'a [Arc<Draft>],
    pub(super) sources: &'a Sources,
    pub(super) settings: &'a Settings,
    pub(super) level: Audience,
    pub(super) memory: &'a Memory,
}

/// Every spelling of every document. An identifier that two share is a warning; an id that two have is an error.
pub(super) fn spellings(
    drafts: &[Arc<Draft>],
    restricted: &Restricted,
    memory: &Memory,
) -> Arc<(Spellings, Diagnostics)> {
    let documents: Vec<Key> = drafts.iter().map(|draft| draft.key).collect();
    let gone = [&restricted.documents.ids, &restricted.documents.former, &restricted.spellings];
    let gone = gone.map(|words| words.iter().map(|word| (&word.value, word.span)).collect::<Vec<_>>());
    memory.spellings.get(Key::of(&(documents, gone)), || {
        let mut faults = Diagnostics::new();
        Arc::new((all_spellings(drafts, restricted, &mut faults), faults))
    })
}

fn all_spellings(drafts: &[Arc<Draft>], restricted: &Restricted, out: &mut Diagnostics) -> Spellings {
    let mut spellings = Spellings::default();
    let mut ids = Table::new("document", drafts.len());
    for (at, draft) in (0u32..).zip(drafts) {
        ids.insert(&draft.raw.id, Slot::Here(DocumentId(at)), out);
        spellings.insert_id(&draft.raw.id.value, Slot::Here(DocumentId(at)));
    }
    for id in &restricted.documents.ids {
        ids.insert(id, Slot::Restricted, out);
        spellings.insert_id(&id.value, Slot::Restricted);
    }
    for (at, draft) in (0u32..).zip(drafts) {
        let raw = &draft.raw;
        for spelling in raw.identifier.iter().chain(&raw.also_cited_as).chain(&raw.common.formerly) {
            let slot = Slot::Here(DocumentId(at));
            if ids.get(&spelling.value).is_some_and(|owner| owner != slot) {
                let message = format!("`{}` is the id of another document", spelling.value);
                let help = "references by it lead there; leave it out here";
                out.push(Diagnostic::new(Code::CitedAsAmbiguous, spelling.span, message).help(help));
                continue;
            }
            if spellings.get(&spelling.value).iter().any(|other| *other != slot) {
                let message = format!("another document is cited as `{}` too", spelling.value);
                let help = "references by this spelling are refused; cite these documents by their ids";
                out.push(Diagnostic::new(Code::CitedAsAmbiguous, spelling.span, message).help(help));
            }
            spellings.insert(&spelling.value, slot);
        }
    }
    for spelling in restricted.spellings.iter().chain(&restricted.documents.former) {
        if spellings.get(&spelling.value).is_empty() {
            spellings.insert(&spelling.value, Slot::Restricted);
        }
    }
    spellings
}

/// Names and aliases of all entities: a change of one of them in a quoted passage is called out.
pub(super) fn all_names(entities: &[Arc<RawEntity>]) -> Vec<&str> {
    fn names(entity: &RawEntity) -> impl Iterator<Item = &str> {
        std::iter::once(&entity.name)
            .chain(entity.aliases.iter().map(|alias| &alias.text))
            .map(|name| name.value.as_str())
    }
    entities.iter().flat_map(|entity| names(entity)).collect()
}

/// All tables.
pub(super) fn targets<'a>(
    book: &Visible<'a>,
    restricted: &'a Restricted,
    spellings: &'a Spellings,
    notes: &'a Drafts,
    out: &mut Diagnostics,
) -> Targets<'a> {
    let raw = book.raw;
    let mut faults = Diagnostics::new();
    let (annotations, files) = rayon::join(|| notes.table(&restricted.annotations, &mut faults), || self::files(book));
    out.append(&mut faults);
    let mut outline = outline::table(&raw.outline, out);
    restricted.objectives.ids.iter().for_each(|id| outline.insert(id, Slot::Restricted, out));
    for item in &raw.outline {
        former_objectives(item, &mut outline);
    }
    restricted.objectives.former.iter().for_each(|id| outline.insert_former(id, Slot::Restricted));
    let entities = raw.entities.iter().map(|item| (&item.id, &item.common.formerly[..]));
    let events = raw.events.iter().map(|item| (&item.id, &item.common.formerly[..]));
    let judgments = raw.judgments.iter().map(|item| (&item.id, &item.common.formerly[..]));
    let pages = raw.pages.iter().map(|item| (&item.id, &item.common.formerly[..]));
    let is_shown = |path: &'a String| (path.as_str(), static_shown(path, book.settings, book.level));
    let statics: Vec<(&str, bool)> = raw.statics.iter().map(is_shown).collect();
    Targets {
        entities: table("entity", entities, &restricted.entities, EntityId, out),
        outline,
        events: table("event", events, &restricted.events, EventId, out),
        judgments: table("judgment", judgments, &restricted.judgments, JudgmentId, out),
        annotations,
        pages: table("page", pages, &restricted.pages, PageId, out),
        spellings,
        drafts: book.drafts,
        files,
        statics: statics.iter().map(|(path, shown)| ((*path).to_string(), *shown)).collect(),
        keys: Keys::new(Known { raw, restricted, drafts: book.drafts, notes, sources: book.sources }, statics),
        memory: book.memory,
        sources: book.sources,
    }
}

fn table<'w, T: Copy>(
    kind: &'static str,
    items: impl Iterator<Item = (&'w Words, &'w [Words])> + Clone,
    restricted: &'w Gone,
    make: impl Fn(u32) -> T,
    out: &mut Diagnostics,
) -> Table<'w, T> {
    let mut table = Table::new(kind, items.clone().count());
    for (at, (id, _)) in (0u32..).zip(items.clone()) {
        table.insert(id, Slot::Here(make(at)), out);
    }
    restricted.ids.iter().for_each(|id| table.insert(id, Slot::Restricted, out));
    for (at, (_, formerly)) in (0u32..).zip(items) {
        formerly.iter().for_each(|old| table.insert_former(old, Slot::Here(make(at))));
    }
    restricted.former.iter().for_each(|id| table.insert_former(id, Slot::Restricted));
    table
}

fn former_objectives<'a>(item: &'a RawOutlineItem, table: &mut Table<'a, OutlineId>) {
    let mut enter = |item: &'a RawObjective| {
        if let Some(slot) = table.get(&item.id.value) {
            item.common.formerly.iter().for_each(|old| table.insert_former(old, slot));
        }
    };
    match item {
        RawOutlineItem::Goal(goal, objectives) => {
            enter(goal);
            objectives.iter().for_each(enter);
        }
        RawOutlineItem::Objective(objective) => enter(objective),
    }
}

/// Markdown files by path. Files above the audience are those of no item here.
fn files<'a>(book: &Visible<'a>) -> HashMap<&'a str, Option<Target>> {
    let mut files = HashMap::with_capacity(book.drafts.len());
    files.extend(
        book.sources.iter().filter(|(_, file)| file.path.ends_with(".md")).map(|(_, file)| (&*file.path, None)),
    );
    let path = |file| &*book.sources.file(file).path;
    for (at, draft) in (0u32..).zip(book.drafts) {
        files.insert(path(draft.raw.file), Some(Target::Document(DocumentId(at), None)));
    }
    for (at, page) in (0u32..).zip(&book.raw.pages) {
        files.insert(path(page.file), Some(Target::Page(PageId(at))));
    }
    if let Some(front) = &book.raw.front {
        files.insert(path(front.file), Some(Target::Front));
    }
    files
}

/// Whether a static file is in this edition.
fn static_shown(path: &str, settings: &Settings, level: Audience) -> bool {
    settings.static_audience.iter().all(|(glob, audience)| *audience <= level || !glob::matches(glob, path))
}

/// Static files of this edition, sorted.
pub(super) fn statics(targets: &Targets<'_>) -> Vec<String> {
    let mut paths: Vec<String> =
        targets.statics.iter().filter(|(_, shown)| **shown).map(|(path, _)| path.clone()).collect();
    paths.sort_unstable();
    paths
}

/// Old ids of goals and objectives.
pub(super) fn outline_redirects(
    raw: &[RawOutlineItem],
    targets: &Targets<'_>,
    add: &mut impl FnMut(&Words, &[Words], Target),
) {
    let mut one = |item: &RawObjective| match targets.outline.get(&item.id.value) {
        Some(Slot::Here(OutlineId::Goal(id))) => add(&item.id, &item.common.formerly, Target::Goal(id)),
        Some(Slot::Here(OutlineId::Objective(id))) => add(&item.id, &item.common.formerly, Target::Objective(id)),
        Some(Slot::Restricted) | None => {}
    };
    for item in raw {
        match item {
            RawOutlineItem::Goal(goal, objectives) => {
                one(goal);
                objectives.iter().for_each(&mut one);
            }
            RawOutlineItem::Objective(objective) => one(objective),
        }
    }
}

/// Whether something of this edition has the id itself, so that no redirect may stand in its place.
pub(super) fn is_present(redirect: &Redirect, targets: &Targets<'_>) -> bool {
    let owner = match redirect.target {
        Target::Document(..) => match targets.spellings.get(&redirect.old)[..] {
            [Slot::Here(id)] => Some(Target::Document(id, None)),
            _ => return true,
        },
        Target::Entity(_) => here(targets.entities.get(&redirect.old)).map(Target::Entity),
        Target::Page(_) => here(targets.pages.get(&redirect.old)).map(Target::Page),
        _ => here(targets.outline.get(&redirect.old)).map(|id| match id {
            OutlineId::Goal(id) => Target::Goal(id),
            OutlineId::Objective(id) => Target::Objective(id),
        }),
    };
    owner != Some(redirect.target)
}

fn here<T>(slot: Option<Slot<T>>) -> Option<T> {
    match slot {
        Some(Slot::Here(item)) => Some(item),
        Some(Slot::Restricted) | None => None,
    }
}
