//! `gaps.html`: everything that is missing, each with the reason and a way to it.

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{AnnotationId, DocumentId, EntityId, ObjectiveId, Target};
use crate::render::PageKey;
use crate::resolve::matrix::gaps::{Outside, gaps};
use crate::resolve::matrix::{Matrix, Verdict};

use super::Context;
use super::annotations::CandidateView;
use super::evidence::{VerdictWord, verdict, verdict_word};
use super::passage::{Link, PassageView, document_link};
use super::shell::Shell;

#[derive(Serialize)]
struct View {
    shell: Shell,
    total: usize,
    sections: Vec<Section>,
    /// Whether some kind of gap has nothing in it.
    complete: bool,
}

/// One kind of gap.
#[derive(Serialize)]
struct Section {
    id: &'static str,
    title: String,
    about: String,
    count: usize,
    items: Vec<Item>,
}

/// One gap. What a kind of gap has no use for is empty.
#[derive(Default, Serialize)]
struct Item {
    verdict: Option<VerdictWord>,
    href: Option<String>,
    text: String,
    reason: String,
    links: Vec<Link>,
    passages: Vec<PassageView>,
    candidates: Vec<CandidateView>,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let matrix = Matrix::new(ctx.book);
    let found = gaps(ctx.book, &matrix);
    let objectives =
        |ids: &[ObjectiveId], verdict| ids.iter().map(|&id| objective(ctx, &matrix, id, verdict)).collect();
    let notes = |ids: &[AnnotationId]| ids.iter().map(|&id| note(ctx, id)).collect();
    let documents = |ids: &[DocumentId]| ids.iter().map(|&id| document(ctx, id)).collect();
    let section = |id: &'static str, items: Vec<Item>| section(ctx, id, items);
    let sections = vec![
        section("gaps_gap", objectives(&found.without_evidence, Verdict::Gap)),
        section("gaps_thin", objectives(&found.thin, Verdict::Thin)),
        section("gaps_single_origin", objectives(&found.single_origin, Verdict::SingleOrigin)),
        section("gaps_one_sided", objectives(&found.one_sided, Verdict::OneSided)),
        section("gaps_orphaned", notes(&found.orphaned)),
        section("gaps_ambiguous", notes(&found.ambiguous)),
        section("gaps_drifted", notes(&found.drifted)),
        section("gaps_outside", found.outside.iter().map(|outside| reference(ctx, outside)).collect()),
        section("gaps_never_mentioned", found.never_mentioned.iter().map(|&id| entity(ctx, id)).collect()),
        section("gaps_not_annotated", documents(&found.not_annotated)),
        section("gaps_undated", documents(&found.undated)),
    ];
    let view = View {
        shell: ctx.shell(ctx.words().get("gaps_title"), "gaps"),
        total: sections.iter().map(|section| section.count).sum(),
        complete: sections.iter().any(|section| section.count == 0),
        sections,
    };
    ctx.render("gaps.html", &view)
}

/// A kind of gap: its key among the words, which has a second one with `_about`, is also where its id comes from.
fn section(ctx: &Context, key: &'static str, items: Vec<Item>) -> Section {
    let id = key.trim_start_matches("gaps_");
    let about = ctx.words().get(&format!("{key}_about")).to_string();
    Section { id, title: ctx.words().get(key).to_string(), about, count: items.len(), items }
}

fn objective(ctx: &Context, matrix: &Matrix, id: ObjectiveId, which: Verdict) -> Item {
    let objective = &ctx.book[id];
    let view = verdict(ctx, matrix.row(id));
    let looked = super::matrix::looked(ctx, id);
    let reasons = [view.counts, view.reasons].into_iter().filter(|part| !part.is_empty());
    let reasons: String = reasons.map(|part| format!("{part}. ")).collect();
    Item {
        verdict: Some(verdict_word(ctx.words(), which)),
        href: Some(ctx.href(&PageKey::Objective(id), None)),
        text: format!("{} {}", objective.id, objective.title),
        reason: format!("{reasons}{looked}"),
        ..Item::default()
    }
}

fn note(ctx: &Context, id: AnnotationId) -> Item {
    let note = &ctx.book[id];
    let view = super::annotations::annotation(ctx, id, None);
    let reason = note.note.as_ref().map(|note| super::passage::shorten(&ctx.prose_words(note), 30));
    Item {
        href: Some(ctx.link(Target::Annotation(id))),
        text: note.id.clone(),
        reason: reason.unwrap_or_default(),
        passages: view.passages,
        candidates: view.candidates,
        ..Item::default()
    }
}

fn reference(ctx: &Context, outside: &Outside) -> Item {
    Item {
        text: outside.words.clone(),
        reason: ctx.words().get("gaps_cited_by").to_string(),
        links: outside.cited_by.iter().map(|&id| document_link(ctx, id)).collect(),
        ..Item::default()
    }
}

fn entity(ctx: &Context, id: EntityId) -> Item {
    let entity = &ctx.book[id];
    let href = Some(ctx.link(Target::Entity(id)));
    let reason = ctx.book.settings.entity_types.get(entity.kind).map(|kind| kind.label.clone());
    Item { href, text: entity.name.clone(), reason: reason.unwrap_or_default(), ..Item::default() }
}

fn document(ctx: &Context, id: DocumentId) -> Item {
    let document = &ctx.book[id];
    let href = Some(ctx.link(Target::Document(id, None)));
    let reason = document.identifier.clone().unwrap_or_default();
    Item { href, text: document.title.clone(), reason, ..Item::default() }
}
