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
        section("gap", objectives(&found.without_evidence, Verdict::Gap)),
        section("thin", objectives(&found.thin, Verdict::Thin)),
        section("single_origin", objectives(&found.single_origin, Verdict::SingleOrigin)),
        section("one_sided", objectives(&found.one_sided, Verdict::OneSided)),
        section("orphaned", notes(&found.orphaned)),
        section("ambiguous", notes(&found.ambiguous)),
        section("drifted", notes(&found.drifted)),
        section("outside", found.outside.iter().map(|outside| reference(ctx, outside)).collect()),
        section("never_mentioned", found.never_mentioned.iter().map(|&id| entity(ctx, id)).collect()),
        section("not_annotated", documents(&found.not_annotated)),
        section("undated", documents(&found.undated)),
    ];
    let total = sections.iter().map(|section| section.count).sum();
    ctx.render("gaps.html", &View { shell: ctx.shell(ctx.words().get("gaps_title"), "gaps"), total, sections })
}

fn section(ctx: &Context, id: &'static str, items: Vec<Item>) -> Section {
    let word = |kind: &str| ctx.words().get(&format!("gaps_{id}{kind}")).to_string();
    Section { id, title: word(""), about: word("_about"), count: items.len(), items }
}

fn objective(ctx: &Context, matrix: &Matrix, id: ObjectiveId, which: Verdict) -> Item {
    let objective = &ctx.book[id];
    let view = verdict(ctx, matrix.row(id));
    let looked = super::matrix::looked(ctx, id);
    let reason = [view.counts, view.reasons, looked].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    Item {
        verdict: Some(verdict_word(ctx.words(), which)),
        href: Some(ctx.href(&PageKey::Objective(id), None)),
        text: format!("{} {}", objective.id, objective.title),
        reason: reason.join(ctx.words().get("list_semicolon")),
        ..Item::default()
    }
}

fn note(ctx: &Context, id: AnnotationId) -> Item {
    let note = &ctx.book[id];
    let view = super::annotations::annotation(ctx, id, None);
    let reason = note.note.as_ref().map(|note| super::passage::shorten(&note.text.plain, 30));
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
        reason: ctx.words().count("gaps_cited_by", outside.cited_by.len()),
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
