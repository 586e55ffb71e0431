//! Documents and prose as HTML: where marks, mentions and references become elements.

mod block;
mod footnotes;
mod inline;
mod line;
mod overlay;
mod raw_ids;
mod sanitise;

#[cfg(test)]
mod tests;

use crate::markdown::{self, Parsed, Rules};
use crate::model::{Anchoring, AnnotationId, BlockIndex, Book, DocumentId, Prose, Withheld};

use super::PageKey;
use block::{Voice, Writer};
pub use line::name as target_name;
use overlay::Overlay;

/// A document's text, piece by piece.
#[derive(Debug, Default)]
pub struct DocumentBody {
    /// Top-level pieces in order, each with the notes that belong beside it.
    pub chunks: Vec<ChunkHtml>,
    /// Notes about the whole document, with their numbers.
    pub whole: Vec<(u32, AnnotationId)>,
    /// Notes whose quote has no place, with their numbers.
    pub unplaced: Vec<(u32, AnnotationId)>,
}

/// One top-level piece of a document.
#[derive(Debug)]
pub struct ChunkHtml {
    /// Complete HTML, anchors included.
    pub html: String,
    /// Whether it is a heading, which clings to what follows.
    pub heading: bool,
    /// Notes that belong beside it, with their numbers.
    pub notes: Vec<(u32, AnnotationId)>,
}

/// A document's body with its highlights, mentions and anchors.
pub fn document(book: &Book, key: &PageKey, id: DocumentId) -> DocumentBody {
    let document = &book[id];
    let parsed = markdown::parse(&document.body, Rules::Record { markings: &book.settings.markings });
    let placing = place_notes(book, id, &parsed);
    let overlay = Overlay::of_document(book, key, id, &placing.numbers);
    let withheld =
        |block: usize| Withheld::of(&document.withheld, BlockIndex::of(block)).map(|withheld| withheld.say.clone());
    let mut writer = Writer::new(book, key, &parsed, &overlay, &document.links, &withheld, Voice::Record);
    let mut chunks = Vec::with_capacity(parsed.chunks.len());
    for (at, chunk) in parsed.chunks.iter().enumerate() {
        if chunk.kind == markdown::ChunkKind::Footnote {
            continue;
        }
        let html = writer.chunk(chunk);
        let notes = placing.by_chunk.get(at).cloned().unwrap_or_default();
        if !html.is_empty() || !notes.is_empty() {
            chunks.push(ChunkHtml { html, heading: chunk.kind == markdown::ChunkKind::Heading, notes });
        }
    }
    let (footnotes, notes) = footnotes(&mut writer, &parsed, &placing);
    if !footnotes.is_empty() {
        chunks.push(ChunkHtml { html: footnotes, heading: false, notes });
    }
    DocumentBody { chunks, whole: placing.whole, unplaced: placing.unplaced }
}

/// Notes beside footnotes, with their numbers.
type Notes = Vec<(u32, AnnotationId)>;

fn footnotes(writer: &mut Writer<'_>, parsed: &Parsed<'_>, placing: &Placing) -> (String, Notes) {
    let html = writer.footnotes();
    let notes = parsed
        .chunks
        .iter()
        .enumerate()
        .filter(|(_, chunk)| chunk.kind == markdown::ChunkKind::Footnote)
        .flat_map(|(at, _)| placing.by_chunk.get(at).cloned().unwrap_or_default())
        .collect();
    (html, notes)
}

/// Prose as block HTML. `number` is the prose's own on its page.
pub fn prose(book: &Book, key: &PageKey, prose: &Prose, number: u32) -> String {
    let parsed = markdown::parse(&prose.markdown, Rules::Prose);
    let overlay = Overlay::of_prose(book, key, prose);
    let shown = |_: usize| None;
    let mut writer = Writer::new(book, key, &parsed, &overlay, &prose.links, &shown, Voice::Prose(number));
    writer.prose()
}

/// Prose without its paragraph, when it is one paragraph; else as block HTML.
pub fn prose_inline(book: &Book, key: &PageKey, value: &Prose, number: u32) -> String {
    let html = prose(book, key, value, number);
    let inner = html.trim_end().strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>"));
    match inner {
        Some(inner) if !inner.contains("<p>") => inner.to_string(),
        _ => html,
    }
}

/// The words of prose as a reader sees them, where they become part of a link or are cut short: a reference without words
/// of its own shows the name of what it leads to.
pub fn prose_words(book: &Book, key: &PageKey, value: &Prose) -> String {
    let html = prose(book, key, value, 0);
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or_default();
        if ["/p", "/li", "/td", "/th", "br", "/pre"].contains(&tag) {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        out = out.replace(entity, sign);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which notes stand where in a document, and their numbers.
#[derive(Default)]
struct Placing {
    numbers: Vec<(AnnotationId, u32)>,
    by_chunk: Vec<Notes>,
    whole: Notes,
    unplaced: Notes,
}

/// Numbers the notes by the order in which a reader meets them: whole document first, then by place, unplaced last.
fn place_notes(book: &Book, id: DocumentId, parsed: &Parsed<'_>) -> Placing {
    let mut out = Placing { by_chunk: vec![Vec::new(); parsed.chunks.len()], ..Placing::default() };
    let (mut whole, mut placed, mut unplaced) = (Vec::new(), Vec::new(), Vec::new());
    for &annotation in &book[id].annotations {
        match first_place(book, id, annotation, parsed) {
            Some(Some((at, chunk))) => placed.push((at, annotation, chunk)),
            Some(None) => whole.push(annotation),
            None => unplaced.push(annotation),
        }
    }
    placed.sort_by_key(|(at, annotation, _)| (*at, *annotation));
    let mut number = 0;
    let mut next = |annotation: AnnotationId, numbers: &mut Vec<(AnnotationId, u32)>| {
        number += 1;
        numbers.push((annotation, number));
        (number, annotation)
    };
    out.whole = whole.into_iter().map(|annotation| next(annotation, &mut out.numbers)).collect();
    for (_, annotation, chunk) in placed {
        let note = next(annotation, &mut out.numbers);
        if let Some(notes) = out.by_chunk.get_mut(chunk) {
            notes.push(note);
        }
    }
    out.unplaced = unplaced.into_iter().map(|annotation| next(annotation, &mut out.numbers)).collect();
    out.numbers.sort_unstable();
    out
}

/// The first place of an annotation in a document: `Some(Some(place, chunk))` in the text, `Some(None)` the whole
/// document or its title, `None` nowhere.
fn first_place(
    book: &Book,
    id: DocumentId,
    annotation: AnnotationId,
    parsed: &Parsed<'_>,
) -> Option<Option<(u32, usize)>> {
    let mut whole = false;
    let blocks = &parsed.text.blocks;
    for passage in book[annotation].passages.iter().filter(|passage| passage.document == id) {
        let block = match &passage.anchoring {
            Anchoring::Block(block) => Some(block.0 as usize),
            Anchoring::Document | Anchoring::Title => {
                whole = true;
                None
            }
            other => other.range().and_then(|range| parsed.text.block_at(range.start)),
        };
        if let Some(block) = block.and_then(|block| blocks.get(block)) {
            let at = passage.anchoring.range().map_or(block.plain.start, |range| range.start);
            return Some(Some((at, block.chunk as usize)));
        }
    }
    whole.then_some(None)
}
