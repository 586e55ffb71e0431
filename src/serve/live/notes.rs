//! Which notes a save has changed, so that the page can show them.

use std::collections::HashSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::{FileId, Span};
use crate::model::{Annotation, AnnotationId, Book};
use crate::render::{PageKey, routes};
use crate::source::Sources;

use super::state::Shown;

/// More notes than this are no single save of a person's.
const MOST: usize = 20;

/// A note on its page.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(super) struct Note {
    /// The page's path.
    pub(super) page: String,
    /// The id of the note there.
    pub(super) id: String,
}

/// Notes whose words in the changed files are not those of the state before.
pub(super) fn changed(before: &Shown, after: &Shown, files: &[String]) -> Vec<Note> {
    let files: HashSet<&str> = files.iter().map(String::as_str).collect();
    let old: HashSet<&str> = items(before, &files).into_iter().map(|(_, words)| words).collect();
    let book = after.preview.book();
    items(after, &files)
        .into_iter()
        .filter(|(_, words)| !old.contains(words))
        .map(|(id, _)| note(book, id))
        .take(MOST)
        .collect()
}

/// Annotations of the changed files in their order, with the words that the author wrote for each: up to the next.
fn items<'a>(shown: &'a Shown, files: &HashSet<&str>) -> Vec<(AnnotationId, &'a str)> {
    let (book, sources): (&Book, &'a Sources) = (shown.preview.book(), &shown.outcome.sources);
    let numbers: HashSet<FileId> = files.iter().filter_map(|path| sources.find(path)).collect();
    let span = |(at, note): (usize, &Arc<Annotation>)| {
        let id = AnnotationId(u32::try_from(at).unwrap_or(u32::MAX));
        numbers.contains(&note.span.file).then_some((note.span.file, note.span.start, id))
    };
    let mut starts: Vec<(FileId, u32, AnnotationId)> =
        book.annotations.par_iter().enumerate().filter_map(span).collect();
    starts.sort_unstable();
    let ends = starts.iter().skip(1).map(Some).chain([None]);
    let words = starts.iter().zip(ends).map(|(&(file, start, id), next)| {
        let end = next.filter(|next| next.0 == file).map_or(u32::MAX, |next| next.1);
        let length = u32::try_from(sources.file(file).text.len()).unwrap_or(u32::MAX);
        let words = sources.slice(Span { file, start, end: end.min(length) });
        // The dash of the next item is not of this one.
        (id, words.trim_end_matches(|c: char| c.is_whitespace() || c == '-'))
    });
    words.collect()
}

fn note(book: &Book, id: AnnotationId) -> Note {
    let document = book[id].passages[0].document;
    Note { page: routes::path(book, &PageKey::Document(document)), id: routes::note_id(book, id) }
}
