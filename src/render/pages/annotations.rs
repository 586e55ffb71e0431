//! `annotations.html`: the register of every annotation, by document.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{
    AnchorState, Annotation, AnnotationId, AnnotationKind, AnnotationStatus, BlockIndex, DocumentId, PlainRange, Target,
};

use super::Context;
use super::evidence::{Sign, sign, state_word};
use super::passage::{Link, PassageView, annotated, block_of, date, document_link, is_withheld, visible};
use super::shell::Shell;

#[derive(Serialize)]
struct View {
    shell: Shell,
    total: usize,
    states: Vec<StateCount>,
    documents: Vec<OfDocument>,
}

#[derive(Serialize)]
struct StateCount {
    word: String,
    count: usize,
}

#[derive(Serialize)]
struct OfDocument {
    id: String,
    document: Link,
    title: String,
    annotations: Vec<AnnotationView>,
}

/// One annotation of the register.
#[derive(Serialize)]
pub(super) struct AnnotationView {
    number: Option<usize>,
    kind: String,
    state_word: String,
    unplaced: bool,
    pub(super) passages: Vec<PassageView>,
    pub(super) candidates: Vec<CandidateView>,
    note: Option<String>,
    objectives: Vec<Bearing>,
    author: Option<String>,
    date: Option<String>,
    /// Open, reviewed by whom and when, archived; then its tags.
    status: String,
    extra: serde_json::Value,
}

#[derive(Serialize)]
struct Bearing {
    sign: Sign,
    says: String,
    href: String,
    text: String,
}

/// A place that an unplaced quote might have meant.
#[derive(Serialize)]
pub(super) struct CandidateView {
    words: String,
    similarity: u8,
    href: String,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let view = View {
        shell: ctx.shell(ctx.words().get("nav_annotations"), "annotations"),
        total: ctx.book.annotations.len(),
        states: states(ctx),
        documents: by_document(ctx),
    };
    ctx.render("annotations.html", &view)
}

fn states(ctx: &Context) -> Vec<StateCount> {
    use AnchorState::{Ambiguous, Drifted, Exact, Moved, Orphaned};
    let count = |state: AnchorState| {
        let word = state_word(ctx.words(), state);
        StateCount { word, count: ctx.book.annotations.iter().filter(|note| note.state == state).count() }
    };
    [Exact, Moved, Drifted, Ambiguous, Orphaned].map(count).into()
}

/// Each annotation once, under its first passage's document.
fn by_document(ctx: &Context) -> Vec<OfDocument> {
    let mut groups: BTreeMap<DocumentId, Vec<AnnotationId>> = BTreeMap::new();
    for id in ctx.book.annotation_ids() {
        if let Some(first) = ctx.book[id].passages.first() {
            groups.entry(first.document).or_default().push(id);
        }
    }
    groups.into_iter().map(|(document, notes)| of_document(ctx, document, &notes)).collect()
}

fn of_document(ctx: &Context, id: DocumentId, notes: &[AnnotationId]) -> OfDocument {
    let document = &ctx.book[id];
    let numbers: BTreeMap<AnnotationId, usize> = document.annotations.iter().copied().zip(1..).collect();
    let mut annotations: Vec<AnnotationView> =
        notes.iter().map(|&note| annotation(ctx, note, numbers.get(&note).copied())).collect();
    annotations.sort_by_key(|view| view.number);
    OfDocument { id: document.id.clone(), document: document_link(ctx, id), title: document.title.clone(), annotations }
}

/// An annotation with all it says.
pub(super) fn annotation(ctx: &Context, id: AnnotationId, number: Option<usize>) -> AnnotationView {
    let note = &ctx.book[id];
    AnnotationView {
        number,
        kind: ctx.words().get(kind_key(note.kind)).to_string(),
        state_word: state_word(ctx.words(), note.state),
        unplaced: note.state >= AnchorState::Drifted,
        passages: annotated(ctx, id, None),
        candidates: candidates(ctx, id),
        note: note.note.as_ref().map(|note| ctx.prose(note)),
        objectives: bearings(ctx, id),
        author: note.author.clone(),
        date: note.date.as_ref().map(|dating| date(ctx, dating)),
        status: status(ctx, note),
        extra: note.extra.clone(),
    }
}

fn bearings(ctx: &Context, id: AnnotationId) -> Vec<Bearing> {
    let bearing = |link| {
        let view = super::evidence::evidence(ctx, link, None);
        let evidence = &ctx.book[link];
        let objective = &ctx.book[evidence.objective];
        Bearing {
            sign: sign(evidence.stance, evidence.strength),
            says: view.says,
            href: ctx.link(Target::Objective(evidence.objective)),
            text: format!("{} {}", objective.id, objective.title),
        }
    };
    ctx.book.evidence_of(id).map(bearing).collect()
}

fn candidates(ctx: &Context, id: AnnotationId) -> Vec<CandidateView> {
    let mut out = Vec::new();
    for passage in ctx.book[id].passages.iter() {
        let crate::model::Anchoring::Unplaced { candidates, .. } = &passage.anchoring else { continue };
        for candidate in candidates {
            out.extend(place(ctx, passage.document, &candidate.range, candidate.similarity));
        }
    }
    out
}

/// A candidate, unless this edition withholds it.
fn place(ctx: &Context, id: DocumentId, range: &PlainRange, similarity: u8) -> Option<CandidateView> {
    let document = &ctx.book[id];
    let block: Option<BlockIndex> = block_of(document, range);
    let words = visible(document, range);
    let shown = !words.is_empty() && block.is_none_or(|block| !is_withheld(document, block));
    shown.then(|| CandidateView { words, similarity, href: ctx.link(Target::Document(id, block)) })
}

/// The word of an annotation's kind.
pub fn kind_key(kind: AnnotationKind) -> &'static str {
    match kind {
        AnnotationKind::Comment => "annotation_comment",
        AnnotationKind::Context => "annotation_context",
        AnnotationKind::Question => "annotation_question",
        AnnotationKind::Correction => "annotation_correction",
        AnnotationKind::Definition => "annotation_definition",
        AnnotationKind::Highlight => "annotation_highlight",
    }
}

fn status(ctx: &Context, note: &Annotation) -> String {
    let words = ctx.words();
    let status = reviewed(ctx, note).unwrap_or_else(|| words.get(status_key(note.status)).to_string());
    let tags = (!note.tags.is_empty()).then(|| {
        let tags = note.tags.join(words.get("list_comma"));
        words.fill("annotation_tags", &[("tags", &tags)])
    });
    [Some(status), tags].into_iter().flatten().collect::<Vec<_>>().join(words.get("list_semicolon"))
}

/// By whom an annotation was reviewed, and when, as far as the book says.
pub(super) fn reviewed(ctx: &Context, note: &Annotation) -> Option<String> {
    let words = ctx.words();
    let reviewed = note.reviewed.as_ref()?;
    let date = reviewed.date.as_ref().map(|date| crate::render::dates::words(date, words));
    match (reviewed.by.as_deref(), date.as_deref()) {
        (Some(by), Some(date)) => Some(words.fill("reviewed_by_on", &[("by", by), ("date", date)])),
        (Some(by), None) => Some(words.fill("reviewed_by", &[("by", by)])),
        (None, Some(date)) => Some(words.fill("reviewed_on", &[("date", date)])),
        (None, None) => None,
    }
}

fn status_key(status: AnnotationStatus) -> &'static str {
    match status {
        AnnotationStatus::Open => "status_open",
        AnnotationStatus::Reviewed => "status_reviewed",
        AnnotationStatus::Archived => "status_archived",
    }
}
