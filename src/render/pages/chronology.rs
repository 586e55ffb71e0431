//! `chronology.html`: events and dated documents by year and month, with the strip of the whole period on top.

mod choices;
mod entry;
mod strip;
#[cfg(test)]
mod tests;

pub use entry::{EntryView, entries};
pub use strip::{Strip, strip};

use serde::Serialize;

use crate::diagnostics::Diagnostic;
use crate::edtf::{Date, End, Precision, calendar};
use crate::model::{Book, ChronologyEntry, Dating};
use crate::render::{bars, dates};

use super::filter::Filter;
use super::{Context, Shell};

/// A year with more entries than this has headings for its months.
const MANY: usize = 8;

/// The page.
#[derive(Serialize)]
struct View {
    shell: Shell,
    lead: String,
    hatch: &'static str,
    /// By what its entries can be found.
    filter: Option<Filter>,
    strip: Option<Strip>,
    years: Vec<Year>,
    undated: Vec<EntryView>,
}

/// The entries of a year.
#[derive(Serialize)]
struct Year {
    id: String,
    label: String,
    count: usize,
    /// Whether the months have headings.
    by_month: bool,
    months: Vec<Month>,
}

/// The entries of a month, or of a year without a month.
#[derive(Serialize)]
struct Month {
    id: Option<String>,
    label: String,
    entries: Vec<EntryView>,
}

/// Renders the page.
///
/// # Errors
/// A fault of the template.
pub fn render(ctx: &Context) -> Result<Vec<u8>, Diagnostic> {
    let chronology = &ctx.book.chronology;
    let title = ctx.words().get("nav_chronology").to_string();
    let view = View {
        shell: ctx.shell(&title, "chronology"),
        lead: lead(ctx),
        hatch: bars::HATCH,
        filter: choices::filter(ctx),
        strip: strip(ctx),
        years: chronology
            .chunk_by(|a, b| year(ctx.book, *a) == year(ctx.book, *b))
            .filter_map(|of| year_view(ctx, of))
            .collect(),
        undated: entries(ctx, &undated(ctx.book)),
    };
    ctx.render("chronology.html", &view)
}

/// The date an entry stands by.
fn dating(book: &Book, entry: ChronologyEntry) -> Option<&Dating> {
    match entry {
        ChronologyEntry::Event(id) => book[id].date.as_ref(),
        ChronologyEntry::Document(id) => book[id].date.as_ref(),
    }
}

/// The year an entry stands in.
fn year(book: &Book, entry: ChronologyEntry) -> Option<i64> {
    dating(book, entry).and_then(bars::year)
}

/// The id of a year's group.
fn year_id(year: i64) -> String {
    format!("y{year}")
}

fn undated(book: &Book) -> Vec<ChronologyEntry> {
    book.chronology.iter().copied().filter(|entry| year(book, *entry).is_none()).collect()
}

fn year_view(ctx: &Context, of: &[ChronologyEntry]) -> Option<Year> {
    let year = year(ctx.book, *of.first()?)?;
    let by_month = of.len() > MANY;
    let months = of.chunk_by(|a, b| !by_month || month(ctx.book, *a) == month(ctx.book, *b));
    Some(Year {
        id: year_id(year),
        label: dates::year(year, ctx.words()),
        count: of.len(),
        by_month,
        months: months.map(|of| month_view(ctx, year, by_month, of)).collect(),
    })
}

fn month_view(ctx: &Context, year: i64, by_month: bool, of: &[ChronologyEntry]) -> Month {
    let month = of.first().and_then(|entry| month(ctx.book, *entry)).filter(|_| by_month);
    let label = match month {
        Some(month) => dates::month_name(month, ctx.words()),
        None => ctx.words().get("chron_no_month"),
    };
    let id = month.map(|month| format!("{}-{month:02}", year_id(year)));
    Month { id, label: label.to_string(), entries: entries(ctx, of) }
}

/// The month an entry stands in; none for a season, a year and what is coarser.
fn month(book: &Book, entry: ChronologyEntry) -> Option<u8> {
    let dating = dating(book, entry)?;
    let edtf = dating.date.as_ref().or(dating.not_before.as_ref()).or(dating.not_after.as_ref())?;
    let dates = [Some(&edtf.start), edtf.end.as_ref()].into_iter().flatten();
    let date: &Date = dates.into_iter().find_map(|end| if let End::Date(date) = end { Some(date) } else { None })?;
    let day = dating.earliest().or(dating.latest())?;
    (date.precision >= Precision::Month).then(|| calendar::civil(day).1)
}

/// "19 events, 5 documents, 1991 to 2025".
fn lead(ctx: &Context) -> String {
    let (book, words) = (ctx.book, ctx.words());
    let of_documents = book.chronology.iter().filter(|entry| matches!(entry, ChronologyEntry::Document(_))).count();
    let mut counts = counts(ctx, book.chronology.len() - of_documents, of_documents);
    let mut years = book.chronology.iter().filter_map(|entry| year(book, *entry));
    if let Some(first) = years.next() {
        let last = years.next_back().unwrap_or(first);
        let span = dates::years(first, last, words);
        counts = words.fill("chron_lead", &[("counts", &counts), ("span", &span)]);
    }
    counts
}

/// "6 events, 2 documents"; what there is none of is not counted.
fn counts(ctx: &Context, events: usize, documents: usize) -> String {
    let words = ctx.words();
    let (of_events, of_documents) = (words.count("n_events", events), words.count("n_documents", documents));
    match (events, documents) {
        (_, 0) => of_events,
        (0, _) => of_documents,
        _ => words.fill("chron_both", &[("events", &of_events), ("documents", &of_documents)]),
    }
}
