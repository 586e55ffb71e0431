//! The book as values: `load(files) -> RawBook` and what is wrong with it.
//!
//! One file for each kind of item. In: the texts of files. Out: values with places. Not here: whether ids are taken and
//! references lead anywhere (`resolve`), which needs the whole book.

mod annotation;
mod citation;
mod date;
mod document;
mod entity;
mod event;
mod front_matter;
mod grade;
mod judgment;
mod objective;
mod page;
pub mod raw;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Diagnostics, FileId, Span};
use crate::memo::{Key, Memo};
use crate::source::{BookFiles, Kind};
use crate::yaml::{self, Codes, Fields, Node, Reader, id};
use raw::{RawBook, RawCommon};

/// What a run keeps for the next: the items of a file and its faults, by its number, path and text.
pub type Memory = Memo<Arc<(RawBook, Diagnostics)>>;

/// Loads a book. Items with faults are kept as far as they can be read; every fault is a diagnostic. What `memory` kept
/// of earlier runs is not read again.
pub fn load(files: &BookFiles, memory: &Memory) -> (RawBook, Diagnostics) {
    let mut book = RawBook { statics: files.statics.clone(), originals: files.originals.clone(), ..RawBook::default() };
    let mut diagnostics = Vec::new();
    let each: Vec<_> = files.sources.iter().zip(&files.kinds).collect();
    let loaded = each.par_iter().map(|((file, source), kind)| {
        let key = Key::of(&(file, source.key));
        memory.get(key, || Arc::new(of_file(key, *file, kind, &source.path, &source.text)))
    });
    for loaded in loaded.collect::<Vec<_>>() {
        let (items, faults) = &*loaded;
        book.append(items);
        diagnostics.extend_from_slice(faults);
    }
    (book, diagnostics)
}

/// The items of one file, for which a key stands.
fn of_file(key: Key, file: FileId, kind: &Kind, path: &str, text: &str) -> (RawBook, Diagnostics) {
    let mut reader = Reader::new(file, text, Codes::CONTENT);
    let mut book = RawBook::default();
    load_file(&mut reader, &mut book, key, kind, path, text);
    (book, reader.finish())
}

fn load_file(r: &mut Reader<'_>, book: &mut RawBook, key: Key, kind: &Kind, path: &str, text: &str) {
    // What another encoding left behind is reported as such.
    if !text.contains('\u{fffd}') {
        let file = r.file();
        r.hidden(text, |at| Span::new(file, at, at + text[at..].chars().next().map_or(0, char::len_utf8)));
    }
    match kind {
        Kind::Document => book.documents.push(Arc::new(document::document(r, key, path, text))),
        Kind::Page => book.pages.push(Arc::new(page::page(r, path, text))),
        Kind::Front => book.front = Some(page::front(r, text)),
        Kind::Annotations | Kind::Entities | Kind::Objectives | Kind::Events | Kind::Judgments => match tree(r, text) {
            Some(tree) => load_tree(r, book, key, kind, &tree),
            None => book.unread.push(r.file()),
        },
        Kind::Settings | Kind::Static(_) | Kind::Original(_) | Kind::Theme(..) | Kind::Litter | Kind::Stray(_) => {}
    }
}

fn load_tree(r: &mut Reader<'_>, book: &mut RawBook, key: Key, kind: &Kind, tree: &Node) {
    match kind {
        Kind::Annotations => book.annotations.extend(annotation::file(r, key, tree).into_iter().map(Arc::new)),
        Kind::Entities => book.entities.extend(items(r, tree, "entities", entity::entity).into_iter().map(Arc::new)),
        Kind::Objectives => book.outline.extend(items(r, tree, "objectives", objective::outline_item)),
        Kind::Events => book.events.extend(items(r, tree, "events", event::event).into_iter().map(Arc::new)),
        _ => book.judgments.extend(items(r, tree, "judgments", judgment::judgment).into_iter().map(Arc::new)),
    }
}

/// The tree of a whole file.
fn tree(r: &mut Reader<'_>, text: &str) -> Option<Node> {
    let (node, faults) = yaml::parse(r.file(), text, 0..text.len());
    r.report_all(faults);
    node
}

fn nothing(file: FileId) -> Node {
    Node { span: Span::file_start(file), value: yaml::Value::Null }
}

/// A file that is a list of items.
fn items<T>(
    r: &mut Reader<'_>,
    node: &Node,
    kind: &str,
    mut item: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> Vec<T> {
    let nodes = r.items(node, &format!("a file of {kind}"));
    nodes.iter().filter_map(|node| item(r, node)).collect()
}

/// `formerly:`, `audience:` and `extra:`.
fn common(r: &mut Reader<'_>, f: &Fields<'_>) -> RawCommon {
    let formerly = f.words_list(r, "formerly").into_iter().filter(|old| id::check_former(r, old)).collect();
    let audience = f.words(r, "audience");
    let doubtful = audience.is_none() && f.key_span("audience").is_some();
    RawCommon { formerly, audience, extra: f.extra(r), doubtful, extent: Some(f.span) }
}
