//! One JSON object a line, with stable field names and a version.

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity};
use crate::source::Sources;

use super::place::of_span;
use super::{AnnotationCounts, Place, Summary, place};

/// The version of these objects; it changes when a field goes or changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct DiagnosticLine<'a> {
    v: u32,
    r#type: &'static str,
    code: String,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    place: Option<PlaceFields>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedFields<'a>>,
    /// For how many faults that are not told one by one it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
}

#[derive(Serialize)]
struct PlaceFields {
    path: String,
    #[serde(flatten)]
    range: Option<RangeFields>,
}

#[derive(Serialize)]
struct RangeFields {
    line: usize,
    col: usize,
    end_line: usize,
    end_col: usize,
}

#[derive(Serialize)]
struct RelatedFields<'a> {
    #[serde(flatten)]
    place: PlaceFields,
    message: &'a str,
}

#[derive(Serialize)]
struct SummaryLine<'a> {
    v: u32,
    r#type: &'static str,
    verb: &'a str,
    ok: bool,
    pages: Pages,
    diagnostics: Counts,
    annotations: &'a AnnotationCounts,
    ms: u128,
}

#[derive(Serialize)]
struct Pages {
    rendered: usize,
    reused: usize,
    written: usize,
    removed: usize,
}

#[derive(Serialize)]
struct Counts {
    error: usize,
    warning: usize,
}

impl From<Place> for PlaceFields {
    fn from(place: Place) -> Self {
        let range = place.range.map(|(start, end)| RangeFields {
            line: start.line,
            col: start.column,
            end_line: end.line,
            end_col: end.column,
        });
        Self { path: place.path, range }
    }
}

/// One diagnostic as one object.
pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let related = diagnostic
        .related
        .iter()
        .map(|related| RelatedFields { place: of_span(related.span, sources).into(), message: &related.message })
        .collect();
    to_line(&DiagnosticLine {
        v: VERSION,
        r#type: "diagnostic",
        code: diagnostic.code.to_string(),
        severity: diagnostic.severity,
        message: &diagnostic.message,
        place: place(diagnostic, sources).map(PlaceFields::from),
        help: diagnostic.help.as_deref(),
        related,
        more: Some(diagnostic.more).filter(|more| *more > 0),
    })
}

/// How a run ended, as one object.
pub(super) fn summary(summary: &Summary) -> String {
    let pages = &summary.pages;
    to_line(&SummaryLine {
        v: VERSION,
        r#type: "summary",
        verb: summary.verb,
        ok: summary.ok,
        pages: Pages { rendered: pages.rendered, reused: pages.reused, written: pages.written, removed: pages.removed },
        diagnostics: Counts { error: summary.errors, warning: summary.warnings },
        annotations: &summary.annotations,
        ms: summary.elapsed.as_millis(),
    })
}

#[derive(Serialize)]
struct ObjectLine<'a, T: Serialize> {
    v: u32,
    r#type: &'static str,
    #[serde(flatten)]
    value: &'a T,
}

/// Something a verb found, as one object.
pub(super) fn object(kind: &'static str, value: &impl Serialize) -> String {
    to_line(&ObjectLine { v: VERSION, r#type: kind, value })
}

fn to_line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("strings and numbers always become JSON")
}
