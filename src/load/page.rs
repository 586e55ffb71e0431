//! Free pages and the front page.

use super::raw::{RawPage, RawProse};
use super::{common, date, front_matter};
use crate::diagnostics::{Placed, Span};
use crate::yaml::{Fields, Reader, id};

const KEYS: &[&str] = &[
    "title",
    "id",
    "order",
    "audience",
    "date",
    "authors",
    "not_before",
    "not_after",
    "date_note",
    "formerly",
    "extra",
];
const FRONT_KEYS: &[&str] =
    &["title", "summary", "audience", "date", "authors", "not_before", "not_after", "date_note", "formerly", "extra"];

/// A free page.
pub(super) fn page(r: &mut Reader<'_>, path: &str, text: &str) -> RawPage {
    let split = front_matter::split(r, text);
    let fields = Fields::open(r, &split.node, "a page's front matter", KEYS);
    let id = id::of_file(r, fields.as_ref(), path);
    let mut page = empty(r, id, body(r, text, split.body));
    page.common.doubtful = split.broken || fields.is_none();
    if let Some(f) = &fields {
        fill(r, f, &mut page);
        page.order = f.number(r, "order");
    }
    page
}

/// The front page.
pub(super) fn front(r: &mut Reader<'_>, text: &str) -> RawPage {
    let split = front_matter::split(r, text);
    let fields = Fields::open(r, &split.node, "the front page's front matter", FRONT_KEYS);
    let id = Placed::new("index".to_string(), Span::file_start(r.file()));
    let mut page = empty(r, id, body(r, text, split.body));
    page.common.doubtful = split.broken || fields.is_none();
    if let Some(f) = &fields {
        fill(r, f, &mut page);
        page.summary = f.text(r, "summary");
    }
    page
}

fn empty(r: &Reader<'_>, id: super::raw::Words, body: RawProse) -> RawPage {
    RawPage {
        file: r.file(),
        id,
        title: None,
        summary: None,
        order: None,
        date: super::raw::RawDating::default(),
        authors: Vec::new(),
        body,
        common: super::raw::RawCommon::default(),
    }
}

fn fill(r: &mut Reader<'_>, f: &Fields<'_>, page: &mut RawPage) {
    page.title = f.words(r, "title");
    page.date = date::dating(r, f);
    page.authors = f.texts(r, "authors");
    let doubtful = page.common.doubtful;
    page.common = common(r, f);
    page.common.doubtful |= doubtful;
}

/// The body stands in the file as it is, so one pair maps it.
fn body(r: &Reader<'_>, text: &str, bytes: std::ops::Range<usize>) -> RawProse {
    let span = Span::new(r.file(), bytes.start, bytes.end);
    RawProse { markdown: text[bytes].into(), map: vec![(0, span.start)], span }
}
