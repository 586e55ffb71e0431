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

pub use annotation::MOST_PASSAGES;

use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span};
use crate::memo::{Key, Memo};
use crate::source::{BookFiles, Kind, SourceFile};
use crate::yaml::{self, Codes, Fields, Node, Reader, id};
use raw::{RawBook, RawCommon};

/// How many values the YAML of a book may have in all its files together.
pub const MOST_VALUES: usize = 2_500_000;

/// So many bytes of files are read at once.
const BATCH: usize = 4 << 20;

/// What a run keeps for the next: the items of a file and its faults, by its number, path and text.
pub type Memory = Memo<Arc<(RawBook, Diagnostics)>>;

/// Loads a book. Items with faults are kept as far as they can be read; every fault is a diagnostic. What `memory` kept
/// of earlier runs is not read again.
pub fn load(files: &BookFiles, memory: &Memory) -> (RawBook, Diagnostics) {
    within(MOST_VALUES, BATCH, files, memory)
}

/// Loads a book of no more than so many values, so many bytes of files at once.
fn within(most: usize, at_once: usize, files: &BookFiles, memory: &Memory) -> (RawBook, Diagnostics) {
    let mut book = RawBook { statics: files.statics.clone(), originals: files.originals.clone(), ..RawBook::default() };
    let mut diagnostics = Vec::new();
    let mut rest: Vec<File<'_>> =
        files.sources.iter().zip(&files.kinds).map(|((file, source), kind)| (file, source, kind)).collect();
    while !rest.is_empty() {
        let later = rest.split_off(batch(&rest, at_once));
        let loaded = rest.par_iter().map(|(file, source, kind)| {
            let key = Key::of(&(file, source.key));
            memory.get(key, || Arc::new(of_file(key, *file, kind, &source.path, &source.text)))
        });
        for loaded in loaded.collect::<Vec<_>>() {
            let (items, faults) = &*loaded;
            book.append(items);
            diagnostics.extend_from_slice(faults);
        }
        rest = later;
        if book.values > most {
            diagnostics.extend(beyond(most, &mut rest, &mut book.unread));
        }
    }
    (book, diagnostics)
}

/// A file on its way.
type File<'a> = (FileId, &'a SourceFile, &'a Kind);

/// How many files are read at once: one at least, and of others so many as have a certain number of bytes together. A
/// value takes two bytes at least, so that no batch goes far beyond what a book may have.
fn batch(files: &[File<'_>], at_once: usize) -> usize {
    let mut bytes = 0;
    let within = files.iter().take_while(|(_, source, _)| {
        bytes += source.text.len();
        bytes <= at_once
    });
    within.count().max(1)
}

/// Takes out the files of items that a book has too many of already. Documents and pages stay.
fn beyond(most: usize, rest: &mut Vec<File<'_>>, unread: &mut Vec<FileId>) -> Option<Diagnostic> {
    let (words, items): (Vec<_>, Vec<_>) =
        rest.drain(..).partition(|(_, _, kind)| matches!(kind, Kind::Document | Kind::Page | Kind::Front));
    *rest = words;
    let items: Vec<File<'_>> = items.into_iter().filter(|(_, _, kind)| is_items(kind)).collect();
    unread.extend(items.iter().map(|(file, ..)| *file));
    let (_, first, _) = items.first()?;
    let message = format!(
        "the files before this one have more than {most} values: {} from here on not read",
        match items.len() {
            1 => "1 file is".to_string(),
            many => format!("{many} files are"),
        }
    );
    let fault = Diagnostic::about_path(Code::YamlLimit, &first.path, message);
    Some(fault.help("divide the book into volumes, each a book of its own"))
}

fn is_items(kind: &Kind) -> bool {
    matches!(kind, Kind::Annotations | Kind::Entities | Kind::Objectives | Kind::Events | Kind::Judgments)
}

/// The items of one file, for which a key stands.
fn of_file(key: Key, file: FileId, kind: &Kind, path: &str, text: &str) -> (RawBook, Diagnostics) {
    let mut reader = Reader::new(file, text, Codes::CONTENT);
    let mut book = RawBook::default();
    load_file(&mut reader, &mut book, key, kind, path, text);
    book.values = reader.values();
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
        kind if is_items(kind) => match tree(r, text) {
            Some(tree) => load_tree(r, book, key, kind, &tree),
            None => book.unread.push(r.file()),
        },
        _ => {}
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
    node.iter().for_each(|node| r.count(node));
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
