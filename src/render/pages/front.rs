//! `index.html`: the cover, what the book is about, key judgments, evidence for each objective, documents.

mod tally;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{JudgmentId, Target};
use crate::render::PageKey;

use super::chronology::{Strip, strip};
use super::documents::{self, Listed};
use super::judgments::{self, Degree};
use super::passage::Link;
use super::{Context, Shell};
use tally::Tally;

/// How many judgments and documents stand on the front page; the rest are a link away.
const MOST: usize = 12;

/// What `index.html` shows.
#[derive(Serialize)]
struct View {
    shell: Shell,
    title: String,
    lead: Option<String>,
    facts: Vec<Fact>,
    strip: Option<Strip>,
    body: Option<String>,
    judgments: Vec<Judged>,
    all_judgments: Option<Link>,
    tally: Tally,
    /// The matrix, whose key says what the verdicts mean.
    key: Link,
    documents: Vec<Listed>,
    all_documents: Option<Link>,
}

/// A line of the cover.
#[derive(Serialize)]
pub struct Fact {
    /// What it is.
    label: String,
    /// What it says.
    value: String,
}

/// A key judgment.
#[derive(Serialize)]
struct Judged {
    statement: String,
    href: String,
    likelihood: Option<Degree>,
    range: String,
    confidence: Option<Degree>,
    rests: String,
    objectives: Vec<Link>,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    ctx.render("index.html", &view(ctx))
}

fn view(ctx: &Context) -> View {
    let book = ctx.book;
    let front = book.front.as_ref();
    let words = ctx.words();
    let more = |key: &str, count: usize, page: &PageKey| {
        (count > MOST).then(|| Link { href: ctx.href(page, None), text: words.count(key, count) })
    };
    View {
        shell: ctx.shell("", ""),
        title: title(ctx),
        lead: lead(ctx),
        facts: facts(ctx),
        strip: strip(ctx),
        body: front.map(|page| ctx.prose(&page.body)).filter(|body| !body.trim().is_empty()),
        judgments: book.judgment_ids().take(MOST).map(|id| judged(ctx, id)).collect(),
        all_judgments: more("all_judgments", book.judgments.len(), &PageKey::Judgments),
        tally: tally::tally(ctx),
        key: Link { href: ctx.href(&PageKey::Matrix, Some("key")), text: words.get("verdicts_mean").to_string() },
        documents: book.document_ids().take(MOST).map(|id| documents::listed(ctx, id)).collect(),
        all_documents: more("all_documents", book.documents.len(), &PageKey::Documents),
    }
}

/// The title on the cover.
pub fn title(ctx: &Context) -> String {
    let own = ctx.book.front.as_ref().and_then(|page| page.title.clone());
    own.unwrap_or_else(|| ctx.book.settings.title.clone())
}

/// The words under it.
pub fn lead(ctx: &Context) -> Option<String> {
    let own = ctx.book.front.as_ref().and_then(|page| page.summary.clone());
    own.or_else(|| ctx.book.settings.subtitle.clone())
}

/// Edition, editors, date and contents; what the book does not say is left out.
pub fn facts(ctx: &Context) -> Vec<Fact> {
    let (book, words) = (ctx.book, ctx.words());
    let mut facts = Vec::new();
    let mut fact = |key: &str, value: String| {
        if !value.is_empty() {
            facts.push(Fact { label: words.get(key).to_string(), value });
        }
    };
    if book.settings.audiences.len() > 1 {
        fact("fact_edition", book.settings.audience_name(book.audience).to_string());
    }
    let front = book.front.as_ref();
    let authors =
        front.map(|page| &page.authors).filter(|authors| !authors.is_empty()).unwrap_or(&book.settings.authors);
    fact("fact_authors", authors.join(words.get("list_comma")));
    let date = front.and_then(|page| page.date.as_ref());
    let dated = date.map(|date| {
        let parts = [Some(crate::render::dates::words(date, words)), date.note.clone()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(words.get("list_comma"))
    });
    fact("fact_date", dated.unwrap_or_default());
    let counts = [
        ("n_documents", book.documents.len()),
        ("n_notes", book.annotations.len()),
        ("n_entities", book.entities.len()),
        ("n_events", book.events.len()),
        ("n_objectives", book.objectives.len()),
    ];
    let counts: Vec<String> = counts.iter().filter(|(_, n)| *n > 0).map(|(key, n)| words.count(key, *n)).collect();
    fact("fact_contents", counts.join(words.get("list_comma")));
    facts
}

fn judged(ctx: &Context, id: JudgmentId) -> Judged {
    let judgment = &ctx.book[id];
    let words = ctx.words();
    let mut rests = vec![words.count("notes_for", judgment.rests_on.len())];
    if !judgment.against.is_empty() {
        rests.push(words.count("against", judgment.against.len()));
    }
    let objective = |&id| Link { href: ctx.link(Target::Objective(id)), text: ctx.book[id].id.clone() };
    Judged {
        statement: ctx.prose_words(&judgment.statement),
        href: ctx.link(Target::Judgment(id)),
        likelihood: judgment.likelihood.map(|found| judgments::likelihood(ctx, found)),
        range: judgment.likelihood.map(|found| judgments::range(ctx, found)).unwrap_or_default(),
        confidence: judgment.confidence.map(|found| judgments::confidence(ctx, found)),
        rests: rests.join(words.get("list_comma")),
        objectives: judgment.objectives.iter().map(objective).collect(),
    }
}

#[cfg(test)]
mod tests;
