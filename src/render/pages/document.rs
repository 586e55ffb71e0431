//! A document's page: its record, its text with the notes beside it, and what it has to do with the rest of the book.

mod citation;
mod notes;
mod rail;
mod record;
mod room;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{AnnotationId, BodyKind, DocumentId, ObjectiveId, Target};
use crate::render::text;

use super::evidence;
use super::filter::{Choice, Choices, Filter, choice};
use super::passage::{self, Link};
use super::{Context, Shell};
use citation::Citation;
use notes::Note;
use rail::Rail;
use record::Record;
pub use record::{Marking, marking};

/// Beyond this many rows notes have room enough; it is also the last `span-` class of the style sheet.
const MOST_ROWS: usize = 12;

/// The record at the head of the page is about as high as a text of so many letters.
const RECORD: usize = 500;

/// What `document.html` shows.
#[derive(Debug, Serialize)]
struct View {
    shell: Shell,
    documents: Link,
    position: String,
    name: String,
    title: String,
    lang: Option<String>,
    marking: Option<Marking>,
    record: Record,
    citation: Citation,
    /// Objectives and stances of the notes, by which they can be picked out.
    filter: Option<Filter>,
    remark: Option<String>,
    first_note: Option<String>,
    whole: Vec<Note>,
    chunks: Vec<Chunk>,
    unplaced: Vec<Note>,
    rail: Rail,
    previous: Option<Turn>,
    next: Option<Turn>,
}

/// A piece of the text and the notes beside it.
#[derive(Debug, Serialize)]
struct Chunk {
    html: String,
    heading: bool,
    notes: Vec<Note>,
    /// How many rows of the grid the notes may run beside.
    span: usize,
}

/// The way to the document before or after.
#[derive(Debug, Serialize)]
struct Turn {
    label: String,
    date: Option<String>,
    href: String,
    title: String,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context, id: DocumentId) -> Result<Vec<u8>, Diagnostic> {
    ctx.render("document.html", &view(ctx, id))
}

fn view(ctx: &Context, id: DocumentId) -> View {
    let document = &ctx.book[id];
    let words = ctx.words();
    let body = text::document(ctx.book, ctx.key, id);
    let notes = |list: &[(u32, AnnotationId)]| -> Vec<Note> {
        list.iter().map(|&(number, annotation)| notes::note(ctx, id, number, annotation)).collect()
    };
    let bare: Vec<bool> = body.chunks.iter().map(|chunk| chunk.notes.is_empty()).collect();
    let heights: Vec<usize> = body.chunks.iter().map(|chunk| room::text(room::letters(&chunk.html))).collect();
    let chunks = body.chunks.into_iter().zip(spans(&bare)).enumerate();
    let chunks: Vec<Chunk> = chunks
        .map(|(at, (chunk, span))| {
            let mut notes = notes(&chunk.notes);
            room::fold(&mut notes, heights[at..].iter().take(span).sum(), true);
            Chunk { html: chunk.html, heading: chunk.heading, notes, span }
        })
        .collect();
    let (mut whole, unplaced) = (notes(&body.whole), notes(&body.unplaced));
    room::fold(&mut whole, room::text(RECORD), false);
    let name = passage::name(document).to_string();
    let title =
        if name == document.title { name.clone() } else { format!("{name}{}{}", words.get("colon"), document.title) };
    let shell = ctx.shell(&title, "documents");
    View {
        citation: citation::citation(ctx, id, &shell),
        filter: filter(ctx, id),
        shell,
        documents: Link {
            href: ctx.href(&crate::render::PageKey::Documents, None),
            text: words.get("nav_documents").to_string(),
        },
        position: position(ctx, id),
        title: document.title.clone(),
        lang: passage::language(ctx, document),
        marking: document.classification.as_deref().map(marking),
        record: record::record(ctx, id),
        remark: remark(document.body_kind).map(|key| words.get(key).to_string()),
        first_note: first_note(&whole, &chunks, &unplaced),
        whole,
        chunks,
        unplaced,
        rail: rail::rail(ctx, id),
        previous: id.0.checked_sub(1).map(|at| turn(ctx, DocumentId(at), "turn_previous")),
        next: ctx.book.documents.get(id.index() + 1).map(|_| turn(ctx, DocumentId(id.0 + 1), "turn_next")),
        name,
    }
}

/// The objectives that the notes bear on, and their stances.
fn filter(ctx: &Context, id: DocumentId) -> Option<Filter> {
    let (mut objectives, mut stances) = (BTreeSet::new(), BTreeSet::new());
    let links = ctx.book[id].annotations.iter().flat_map(|&note| ctx.book.evidence_of(note));
    for link in links.map(|link| &ctx.book[link]) {
        objectives.insert(link.objective);
        stances.insert(link.stance);
    }
    let words = |key: &str| ctx.words().get(key).to_string();
    let objective = |id: ObjectiveId| {
        let objective = &ctx.book[id];
        choice(notes::by_objective(&objective.id), format!("{} {}", objective.id, objective.title))
    };
    let stance = |stance| choice(notes::by_stance(stance), words(evidence::stance_key(stance)));
    let objectives: Vec<Choice> = objectives.into_iter().map(objective).collect();
    let mut filter = Filter::default();
    filter.grouped(
        "only",
        "filter_notes",
        vec![
            Choices { label: Some(words("bears_on")), choices: objectives },
            Choices { label: Some(words("matrix_key_stance")), choices: stances.into_iter().map(stance).collect() },
        ],
    );
    filter.some()
}

/// Rows that the notes of each chunk may stand beside: its own and those after it that have none.
fn spans(bare: &[bool]) -> Vec<usize> {
    let mut out = vec![0; bare.len()];
    let mut free = 0;
    for (at, &bare) in bare.iter().enumerate().rev() {
        if bare {
            free += 1;
        } else {
            out[at] = (free + 1).min(MOST_ROWS);
            free = 0;
        }
    }
    out
}

fn remark(kind: BodyKind) -> Option<&'static str> {
    match kind {
        BodyKind::Full => None,
        BodyKind::Digest => Some("body_digest_remark"),
        BodyKind::Excerpt => Some("body_excerpt_remark"),
    }
}

fn first_note(whole: &[Note], chunks: &[Chunk], unplaced: &[Note]) -> Option<String> {
    let beside = chunks.iter().flat_map(|chunk| &chunk.notes);
    whole.iter().chain(beside).chain(unplaced).next().map(|note| note.id.clone())
}

fn position(ctx: &Context, id: DocumentId) -> String {
    let (number, total) = ((id.0 + 1).to_string(), ctx.book.documents.len().to_string());
    ctx.words().fill("position", &[("number", &number), ("total", &total)])
}

fn turn(ctx: &Context, id: DocumentId, label: &str) -> Turn {
    let document = &ctx.book[id];
    Turn {
        label: ctx.words().get(label).to_string(),
        date: document.date.as_ref().map(|date| passage::date(ctx, date)),
        href: ctx.link(Target::Document(id, None)),
        title: document.title.clone(),
    }
}

#[cfg(test)]
mod tests;
