//! `print.html`: the whole book in reading order, for paper. A very large book has several volumes.
//!
//! A part is what a page has in its `main`, with ids and links of its own ([`relink`]), so that paper says what the
//! screen says; the matrix and the index of names have forms of their own.

mod leaf;
mod names;
mod plan;
mod relink;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use rayon::prelude::*;
use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::render::{PageKey, bars};

use super::front::{self, Fact};
use super::passage;
use super::{Context, Shell};
use plan::{Plan, Planned};
use relink::Leaf;

pub use plan::volumes;

/// What `print.html` shows.
#[derive(Serialize)]
struct View {
    shell: Shell,
    title: String,
    lead: Option<String>,
    facts: Vec<Fact>,
    /// "Volume 2 of 3", of a book with several.
    volume: Option<String>,
    contents: Vec<Entry>,
    hatch: &'static str,
    sheets: Vec<Sheet>,
    /// The last volume has the colophon.
    colophon: Option<Colophon>,
}

/// A line of the contents.
#[derive(Serialize)]
struct Entry {
    href: String,
    title: String,
    /// What the source calls itself, and its date as HTML.
    name: Option<String>,
    date: Option<String>,
    below: Vec<Entry>,
}

/// Parts whose pages have one running head: one part, or a goal with its objectives.
#[derive(Serialize)]
struct Sheet {
    kind: &'static str,
    /// What stands at the head of its pages.
    name: String,
    /// A document's marking, as received.
    marking: Option<String>,
    parts: Vec<Part>,
}

/// A part of the book.
#[derive(Serialize)]
struct Part {
    id: String,
    html: String,
}

/// The last page.
#[derive(Serialize)]
struct Colophon {
    address: Option<String>,
}

/// Renders a volume.
///
/// # Errors
/// A fault of a template.
pub fn render(ctx: &Context, volume: usize) -> Result<Vec<u8>, Diagnostic> {
    let plan = Plan::new(ctx.book, volume);
    let own: Vec<&Planned> = plan.parts.iter().filter(|part| part.volume == volume).collect();
    let (book, theme, whole) = (ctx.book, ctx.theme, ctx.whole);
    let leaves: Result<Vec<Leaf>, Diagnostic> =
        own.par_iter().map(|part| leaf::leaf(book, theme, whole, &part.key, &plan)).collect();
    let leaves = leaves?;
    let words = ctx.words();
    let (number, total) = ((volume + 1).to_string(), plan.volumes.to_string());
    let view = View {
        shell: ctx.shell(words.get("print_title"), ""),
        title: front::title(ctx),
        lead: front::lead(ctx),
        facts: front::facts(ctx),
        volume: (plan.volumes > 1).then(|| words.fill("print_volume", &[("number", &number), ("total", &total)])),
        contents: contents(ctx, &plan, volume),
        hatch: bars::HATCH,
        sheets: sheets(ctx, &own, leaves),
        colophon: (volume + 1 == plan.volumes).then(|| colophon(ctx)),
    };
    ctx.render("print.html", &view)
}

/// Parts in order, objectives with their goal.
fn sheets(ctx: &Context, own: &[&Planned], leaves: Vec<Leaf>) -> Vec<Sheet> {
    let ids: HashSet<&str> = leaves.iter().flat_map(|leaf| &leaf.ids).map(String::as_str).collect();
    let mut out: Vec<Sheet> = Vec::new();
    for (planned, leaf) in own.iter().zip(&leaves) {
        let part = Part { id: planned.id.clone(), html: leaf.finish(&ids) };
        let own = kind(&planned.key);
        let kind = if own == OBJECTIVE && has_goal(ctx, &planned.key) { GOAL } else { own };
        match out.last_mut() {
            Some(sheet) if own == OBJECTIVE && sheet.kind == kind => sheet.parts.push(part),
            _ => {
                let name = head(ctx, &planned.key);
                out.push(Sheet { kind, name, marking: marking(ctx, &planned.key), parts: vec![part] });
            }
        }
    }
    out
}

/// Kinds of sheets, as classes: a goal with its objectives, objectives without one, a document.
const GOAL: &str = "p-goal";
const DOCUMENT: &str = "p-document";
const OBJECTIVE: &str = "p-objective";

fn kind(key: &PageKey) -> &'static str {
    match key {
        PageKey::Front => "p-front",
        PageKey::Document(_) => DOCUMENT,
        PageKey::Goal(_) => GOAL,
        PageKey::Objective(_) => OBJECTIVE,
        PageKey::Matrix => "p-matrix",
        PageKey::Entities => "p-names",
        _ => "p-part",
    }
}

/// What stands at the head of a sheet: an objective's goal; those without one share a sheet.
fn head(ctx: &Context, key: &PageKey) -> String {
    let PageKey::Objective(id) = *key else { return name(ctx, key) };
    let word = match ctx.book[id].goal {
        Some(goal) => return name(ctx, &PageKey::Goal(goal)),
        None if ctx.book.goals.is_empty() => "objective_objectives",
        None => "without_goal",
    };
    ctx.words().get(word).to_string()
}

fn name(ctx: &Context, key: &PageKey) -> String {
    let book = ctx.book;
    let word = match key {
        PageKey::Document(id) => return passage::name(&book[*id]).to_string(),
        PageKey::Objective(id) => return format!("{} {}", book[*id].id, book[*id].title),
        PageKey::Goal(id) => return format!("{} {}", book[*id].id, book[*id].title),
        PageKey::Page(id) => return book[*id].title.clone().unwrap_or_else(|| book[*id].id.clone()),
        PageKey::Matrix => "matrix_title",
        PageKey::Chronology => "nav_chronology",
        PageKey::Judgments => "nav_judgments",
        PageKey::Gaps => "gaps_title",
        PageKey::Entities => "print_names",
        _ => return front::title(ctx),
    };
    ctx.words().get(word).to_string()
}

fn marking(ctx: &Context, key: &PageKey) -> Option<String> {
    let PageKey::Document(id) = key else { return None };
    let marking = ctx.book[*id].classification.as_deref()?;
    Some(ctx.words().fill("running_note", &[("marking", marking)]))
}

/// The first volume lists all parts, a later one its own; documents stand below one line, objectives below their goal.
fn contents(ctx: &Context, plan: &Plan, volume: usize) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let mut group = "";
    for part in plan.parts.iter().filter(|part| volume == 0 || part.volume == volume) {
        let kind = kind(&part.key);
        if part.key == PageKey::Front {
            continue;
        }
        let entry = entry(ctx, plan, part, volume);
        match out.last_mut() {
            Some(above) if kind == DOCUMENT && group == DOCUMENT => above.below.push(entry),
            Some(above) if kind == OBJECTIVE && group == GOAL && has_goal(ctx, &part.key) => above.below.push(entry),
            _ if kind == DOCUMENT => {
                let title = ctx.words().get("nav_documents").to_string();
                out.push(Entry { href: entry.href.clone(), title, name: None, date: None, below: vec![entry] });
                group = DOCUMENT;
            }
            _ => {
                out.push(entry);
                group = kind;
            }
        }
    }
    out
}

fn has_goal(ctx: &Context, key: &PageKey) -> bool {
    matches!(key, PageKey::Objective(id) if ctx.book[*id].goal.is_some())
}

fn entry(ctx: &Context, plan: &Plan, part: &Planned, volume: usize) -> Entry {
    let (mut title, mut own, mut date) = (name(ctx, &part.key), None, None);
    if let PageKey::Document(id) = part.key {
        let document = &ctx.book[id];
        own = Some(title).filter(|name| *name != document.title);
        title = document.title.clone();
        date = document.date.as_ref().map(|dating| passage::date(ctx, dating));
    }
    Entry { href: plan.link(part.volume, volume, &part.id), title, name: own, date, below: Vec::new() }
}

fn colophon(ctx: &Context) -> Colophon {
    let base = ctx.book.settings.base_url.clone();
    Colophon { address: base.filter(|_| ctx.book.audience.0 == 0) }
}
