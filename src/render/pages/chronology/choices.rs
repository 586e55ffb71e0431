//! What the chronology can be filtered by: kinds, names, objectives, years.

use std::collections::BTreeSet;

use crate::model::{EntityId, ObjectiveId};
use crate::render::pages::Context;
use crate::render::pages::filter::{Choice, Filter, choice};

use super::dating;
use super::entry::{bears_on, concerned, kinds};

/// Kinds of events and of all documents, with the keys of their words.
const KINDS: [(&str, &str); 6] = [
    ("event", "search_events"),
    ("planned", "chron_planned"),
    ("missed", "chron_missed"),
    ("alleged", "chron_alleged"),
    ("conflict", "chron_conflict"),
    ("document", "nav_documents"),
];

/// The form; none where there is nothing to choose.
pub(super) fn filter(ctx: &Context) -> Option<Filter> {
    let book = ctx.book;
    let (mut own, mut names, mut aims) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for &entry in &book.chronology {
        own.extend(kinds(book, entry));
        names.extend(concerned(book, entry));
        aims.extend(bears_on(book, entry));
    }
    let known = KINDS.iter().filter(|(name, _)| own.contains(name));
    let known = known.map(|(name, key)| choice(*name, ctx.words().get(key)));
    let kinds_of_documents = own.iter().filter(|name| KINDS.iter().all(|(known, _)| known != *name));
    let kinds: Vec<Choice> = known.chain(kinds_of_documents.map(|name| choice(*name, *name))).collect();
    // One kind is no choice.
    let kinds = if kinds.len() > 1 { kinds } else { Vec::new() };
    let name = |id: EntityId| choice(&book[id].id, &book[id].name);
    let aim = |id: ObjectiveId| choice(&book[id].id, format!("{} {}", book[id].id, book[id].title));
    Filter::default()
        .field("kind", "filter_kind", kinds)
        .field("entity", "filter_entity", names.into_iter().map(name).collect())
        .field("objective", "filter_objective", aims.into_iter().map(aim).collect())
        .dated(book.chronology.iter().filter_map(|entry| dating(book, *entry)))
        .some()
}
