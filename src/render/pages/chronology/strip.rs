//! The strip of the whole period: one column a year (or ten, or more), each a link, with one block an entry (or several):
//! above the line what happened, below it the documents that reported.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::ChronologyEntry;
use crate::render::pages::Context;
use crate::render::{PageKey, dates};

use super::{counts, undated, year, year_id};

/// The most columns a strip has.
const COLUMNS: i64 = 80;
/// With more columns than this, four digits do not fit under each.
const LONG: usize = 36;
/// The most blocks a column has above the line, and below it.
const MOST_HIGH: usize = 8;

/// The strip of the whole period.
#[derive(Clone, Debug, Serialize)]
pub struct Strip {
    /// Words that name it: "Entries per year, 1991 to 2025".
    pub label: String,
    /// Its columns, the empty ones too.
    pub columns: Vec<Column>,
    /// Whether there are so many columns that the empty ones close up.
    pub long: bool,
    /// How many entries a block stands for.
    pub unit: usize,
    /// The class of the lane below the line: `n2` where no column has more than two blocks there.
    pub lane: String,
    /// How many entries have no date.
    pub undated: usize,
    /// The way to the chronology.
    pub chronology: String,
    /// The way to its undated entries.
    pub undated_href: String,
}

/// A year of the strip, or several.
#[derive(Clone, Debug, Serialize)]
pub struct Column {
    /// The way to its first entry; none where there is no entry.
    pub href: Option<String>,
    /// The first digits of its label, which narrow pages leave out.
    pub century: String,
    /// The rest of its label.
    pub label: String,
    /// Whether a decade (or ten columns) begins.
    pub decade: bool,
    /// How many events.
    pub events: usize,
    /// How many documents.
    pub documents: usize,
    /// The class of the filled blocks: `n3` for three.
    pub class: String,
    /// One for each hollow block.
    pub hollow: Vec<u8>,
    /// "6 events, 2 documents".
    pub words: String,
}

/// What falls into a column.
#[derive(Clone, Copy, Default)]
struct Tally {
    first_year: Option<i64>,
    events: usize,
    documents: usize,
}

/// The strip of a book; none for a book without dates.
pub fn strip(ctx: &Context) -> Option<Strip> {
    let book = ctx.book;
    let years = || book.chronology.iter().filter_map(|entry| year(book, *entry));
    let (first, last) = (years().min()?, years().max()?);
    let step = step(first, last);
    let tallies = tallies(ctx, step);
    let most = tallies.values().map(|tally| tally.events.max(tally.documents)).max().unwrap_or(0);
    let unit = most.div_ceil(MOST_HIGH).max(1);
    let deepest = tallies.values().map(|tally| tally.documents.div_ceil(unit)).max().unwrap_or(0);
    let columns = first.div_euclid(step)..=last.div_euclid(step);
    let columns: Vec<Column> =
        columns.map(|at| column(ctx, at, step, unit, tallies.get(&at).copied().unwrap_or_default())).collect();
    let (from, to) = (dates::year(first, ctx.words()), dates::year(last, ctx.words()));
    Some(Strip {
        label: ctx.words().fill("chron_strip_label", &[("first", &from), ("last", &to)]),
        long: columns.len() > LONG,
        columns,
        unit,
        lane: format!("n{deepest}"),
        undated: undated(book).len(),
        chronology: ctx.href(&PageKey::Chronology, None),
        undated_href: ctx.href(&PageKey::Chronology, Some("undated")),
    })
}

/// The years of a column: the least power of ten that keeps the columns few.
fn step(first: i64, last: i64) -> i64 {
    let mut step = 1;
    while last.div_euclid(step) - first.div_euclid(step) >= COLUMNS {
        step *= 10;
    }
    step
}

fn tallies(ctx: &Context, step: i64) -> BTreeMap<i64, Tally> {
    let mut out: BTreeMap<i64, Tally> = BTreeMap::new();
    for entry in &ctx.book.chronology {
        let Some(year) = year(ctx.book, *entry) else { continue };
        let tally = out.entry(year.div_euclid(step)).or_default();
        tally.first_year.get_or_insert(year);
        match entry {
            ChronologyEntry::Event(_) => tally.events += 1,
            ChronologyEntry::Document(_) => tally.documents += 1,
        }
    }
    out
}

fn column(ctx: &Context, at: i64, step: i64, unit: usize, tally: Tally) -> Column {
    let (century, label) = label(ctx, at * step, step);
    Column {
        href: tally.first_year.map(|year| ctx.href(&PageKey::Chronology, Some(&year_id(year)))),
        century,
        label,
        decade: at.rem_euclid(10) == 0,
        events: tally.events,
        documents: tally.documents,
        class: format!("n{}", tally.events.div_ceil(unit)),
        hollow: vec![0; tally.documents.div_ceil(unit)],
        words: counts(ctx, tally.events, tally.documents),
    }
}

/// A year of four digits in two parts; the first year of a column of several otherwise.
fn label(ctx: &Context, year: i64, step: i64) -> (String, String) {
    let words = dates::year(year, ctx.words());
    let from = if step > 1 { ctx.words().fill("chron_strip_from", &[("year", &words)]) } else { words };
    match from.split_at_checked(2) {
        Some((century, rest)) if step == 1 && (1000..10_000).contains(&year) => (century.into(), rest.into()),
        _ => (String::new(), from),
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn a_long_period_gets_wider_columns() {
        for (first, last, expected) in [
            (2009, 2009, 1),
            (1946, 2025, 1),
            (1945, 2025, 10),
            (1230, 2025, 10),
            (1200, 2025, 100),
            (-17_000, 2025, 1000),
        ] {
            assert_eq!(step(first, last), expected, "{first} to {last}");
        }
        assert_eq!(step(i64::from(i32::MIN), i64::from(i32::MAX)), 100_000_000);
    }
}
