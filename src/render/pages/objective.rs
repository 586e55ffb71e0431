//! `objectives/<id>.html`: an objective with every passage that bears on it, or a goal with its objectives.

mod cells;

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::model::{ChronologyEntry, Dating, GoalId, Looked, LookedResult, ObjectiveId, Passage, Target, Wording};
use crate::render::{PageKey, bars, routes};
use crate::resolve::matrix::{Row, row};

use super::Context;
use super::chronology::{EntryView, entries};
use super::evidence::{EvidenceView, TallyView, VerdictView, evidence, tally, verdict};
use super::matrix::looked;
use super::passage::{Link, PassageView, citation, date, document_link};
use super::shell::Shell;
use cells::{InDocument, WithoutEvidence};

#[derive(Serialize)]
struct View {
    shell: Shell,
    hatch: &'static str,
    id: String,
    title: String,
    goal: Option<Link>,
    matrix: String,
    statement: Option<String>,
    wordings: Vec<WordingView>,
    period: Option<String>,
    sources: Vec<PassageView>,
    /// Of an objective.
    own: Option<Own>,
    /// Of a goal.
    objectives: Option<Vec<Below>>,
    total: TallyView,
}

/// What only an objective has.
#[derive(Serialize)]
struct Own {
    verdict: VerdictView,
    looked: String,
    documents: Vec<InDocument>,
    unplaced: Vec<EvidenceView>,
    without: Vec<WithoutEvidence>,
    searches: Vec<Search>,
    events: Vec<EntryView>,
    judgments: Vec<JudgmentLink>,
}

#[derive(Serialize)]
struct WordingView {
    statement: String,
    source: Option<PassageView>,
}

/// One search that was made.
#[derive(Serialize)]
struct Search {
    what: String,
    documents: Vec<Link>,
    date: Option<String>,
    result: String,
}

#[derive(Serialize)]
struct JudgmentLink {
    href: String,
    statement: String,
}

/// An objective of a goal.
#[derive(Serialize)]
struct Below {
    id: String,
    title: String,
    href: String,
    statement: Option<String>,
    tally: TallyView,
    verdict: VerdictView,
}

/// Renders the page of an objective or goal.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    match *ctx.key {
        PageKey::Objective(id) => objective(ctx, id),
        PageKey::Goal(id) => goal(ctx, id),
        _ => Ok(Vec::new()),
    }
}

fn objective(ctx: &Context, id: ObjectiveId) -> Result<Vec<u8>, Diagnostic> {
    let objective = &ctx.book[id];
    let row = row(ctx.book, id);
    let goal = objective.goal.map(|goal| Link {
        href: ctx.link(Target::Goal(goal)),
        text: format!("{} {}", ctx.book[goal].id, ctx.book[goal].title),
    });
    let view = View {
        hatch: bars::HATCH,
        goal,
        matrix: ctx.href(&PageKey::Matrix, Some(&format!("o-{}", objective.id))),
        statement: objective.statement.as_ref().map(|statement| ctx.prose(statement)),
        wordings: wordings(ctx, &objective.wordings),
        period: objective.period.as_ref().map(|period| date(ctx, period)),
        sources: sources(ctx, &objective.sources),
        total: tally(ctx.words(), &row.total),
        own: Some(own(ctx, &row)),
        objectives: None,
        shell: ctx.shell(&format!("{} {}", objective.id, objective.title), "matrix"),
        id: objective.id.clone(),
        title: objective.title.clone(),
    };
    ctx.render("objective.html", &view)
}

fn goal(ctx: &Context, id: GoalId) -> Result<Vec<u8>, Diagnostic> {
    let goal = &ctx.book[id];
    let rows: Vec<Row> = goal.objectives.iter().map(|&id| row(ctx.book, id)).collect();
    let mut total = crate::resolve::matrix::Tally::default();
    rows.iter().for_each(|row| total.merge(&row.total));
    let view = View {
        hatch: bars::HATCH,
        goal: None,
        matrix: ctx.href(&PageKey::Matrix, Some(&format!("o-{}", goal.id))),
        statement: goal.statement.as_ref().map(|statement| ctx.prose(statement)),
        wordings: wordings(ctx, &goal.wordings),
        period: None,
        sources: sources(ctx, &goal.sources),
        total: tally(ctx.words(), &total),
        own: None,
        objectives: Some(rows.iter().map(|row| below(ctx, row)).collect()),
        shell: ctx.shell(&format!("{} {}", goal.id, goal.title), "matrix"),
        id: goal.id.clone(),
        title: goal.title.clone(),
    };
    ctx.render("objective.html", &view)
}

fn below(ctx: &Context, row: &Row) -> Below {
    let objective = &ctx.book[row.objective];
    Below {
        id: objective.id.clone(),
        title: objective.title.clone(),
        href: ctx.link(Target::Objective(row.objective)),
        statement: objective.statement.as_ref().map(|statement| ctx.prose(statement)),
        tally: tally(ctx.words(), &row.total),
        verdict: verdict(ctx, row),
    }
}

fn own(ctx: &Context, row: &Row) -> Own {
    let objective = &ctx.book[row.objective];
    let events: Vec<ChronologyEntry> = objective.events.iter().map(|&id| ChronologyEntry::Event(id)).collect();
    let judgments = objective.judgments.iter().map(|&id| {
        let href = ctx.href(&PageKey::Judgments, Some(&routes::judgment_id(ctx.book, id)));
        JudgmentLink { href, statement: ctx.prose_words(&ctx.book[id].statement) }
    });
    Own {
        verdict: verdict(ctx, row),
        looked: looked(ctx, row.objective),
        documents: cells::documents(ctx, row),
        unplaced: row.unplaced.iter().map(|&id| evidence(ctx, id, None)).collect(),
        without: cells::without(ctx, row),
        searches: objective.looked.iter().map(|looked| search(ctx, looked)).collect(),
        events: entries(ctx, &events),
        judgments: judgments.collect(),
    }
}

fn words_of(ctx: &Context, dating: Option<&Dating>) -> Option<String> {
    dating.map(|dating| date(ctx, dating))
}

fn wordings(ctx: &Context, wordings: &[Wording]) -> Vec<WordingView> {
    let view = |wording: &Wording| WordingView {
        statement: ctx.prose(&wording.statement),
        source: wording.source.as_ref().map(|source| citation(ctx, source)),
    };
    wordings.iter().map(view).collect()
}

fn sources(ctx: &Context, sources: &[Passage]) -> Vec<PassageView> {
    sources.iter().map(|source| citation(ctx, source)).collect()
}

fn search(ctx: &Context, looked: &Looked) -> Search {
    let result = match looked.result {
        LookedResult::NoneFound => "cell_none_found",
        LookedResult::NotApplicable => "cell_not_applicable",
    };
    Search {
        what: looked.what.clone(),
        documents: looked.documents.iter().flatten().map(|&id| document_link(ctx, id)).collect(),
        date: words_of(ctx, looked.date.as_ref()),
        result: ctx.words().get(result).to_string(),
    }
}
