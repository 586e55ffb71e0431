//! Keys that stand for everything a reference can lead to, so that what refers to it need not be made again.

use std::sync::{Arc, OnceLock};

use crate::load::raw::{RawBook, RawCommon, RawObjective, RawOutlineItem, Words};
use crate::memo::Key;
use crate::source::Sources;

use super::annotations::Drafts;
use super::audience::{Gone, Restricted};
use super::documents::Draft;

/// What a book knows by a name.
#[derive(Clone, Copy)]
pub(super) struct Known<'a> {
    pub(super) raw: &'a RawBook,
    pub(super) restricted: &'a Restricted,
    pub(super) drafts: &'a [Arc<Draft>],
    pub(super) notes: &'a Drafts,
    pub(super) sources: &'a Sources,
}

/// Its keys.
pub(super) struct Keys<'a> {
    known: Known<'a>,
    /// Stands for the ids of entities, goals and objectives.
    pub(super) ids: Key,
    /// Paths below `content/static/`, and whether this edition has them.
    statics: Vec<(&'a str, bool)>,
    all: OnceLock<Key>,
}

/// An id with those that it had before.
type Id<'a> = (&'a str, Vec<&'a str>);

impl<'a> Keys<'a> {
    pub(super) fn new(known: Known<'a>, statics: Vec<(&'a str, bool)>) -> Self {
        let (raw, gone) = (known.raw, known.restricted);
        let entities: Vec<Id<'_>> = raw.entities.iter().map(|item| id(&item.id, &item.common)).collect();
        let key = (entities, outline(&raw.outline), lost(&gone.entities), lost(&gone.objectives));
        Self { known, ids: Key::of(&key), statics, all: OnceLock::new() }
    }

    /// Stands for all ids, spellings, blocks and files of the book.
    pub(super) fn all(&self) -> Key {
        *self.all.get_or_init(|| {
            let Known { raw, restricted: gone, drafts, notes, sources } = self.known;
            let events: Vec<Id<'_>> = raw.events.iter().map(|item| id(&item.id, &item.common)).collect();
            let judgments: Vec<Id<'_>> = raw.judgments.iter().map(|item| id(&item.id, &item.common)).collect();
            let pages: Vec<Id<'_>> = raw.pages.iter().map(|item| id(&item.id, &item.common)).collect();
            let documents: Vec<Key> = drafts.iter().map(|draft| draft.key).collect();
            let files: Vec<&str> = sources.iter().map(|(_, file)| file.path.as_str()).collect();
            let lost = [&gone.documents, &gone.events, &gone.judgments, &gone.pages, &gone.annotations].map(lost);
            let spellings = words(&gone.spellings);
            let items = (events, judgments, pages, documents, notes.key());
            Key::of(&(self.ids, items, lost, spellings, files, &self.statics, raw.front.is_some()))
        })
    }
}

fn words(words: &[Words]) -> Vec<&str> {
    words.iter().map(|word| word.value.as_str()).collect()
}

fn id<'a>(id: &'a Words, common: &'a RawCommon) -> Id<'a> {
    (&id.value, words(&common.formerly))
}

fn lost(gone: &Gone) -> (Vec<&str>, Vec<&str>) {
    (words(&gone.ids), words(&gone.former))
}

fn outline(items: &[RawOutlineItem]) -> Vec<(Id<'_>, Vec<Id<'_>>)> {
    fn one(item: &RawObjective) -> Id<'_> {
        id(&item.id, &item.common)
    }
    let each = items.iter().map(|item| match item {
        RawOutlineItem::Goal(goal, objectives) => (one(goal), objectives.iter().map(one).collect()),
        RawOutlineItem::Objective(objective) => (one(objective), Vec::new()),
    });
    each.collect()
}
