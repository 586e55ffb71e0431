//! What is wrong with the book, as the open pages show it: the same words as in the terminal.

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity};
use crate::report;

use super::state::{State, leaves_nothing};

/// More diagnostics than this are not read one by one.
const MOST: usize = 200;

#[derive(Serialize)]
struct Faults<'a> {
    broken: bool,
    errors: usize,
    warnings: usize,
    audience: &'a str,
    audiences: &'a [String],
    list: Vec<Fault>,
    /// How many are not in the list.
    more: usize,
}

#[derive(Serialize)]
struct Fault {
    severity: Severity,
    text: String,
}

/// All that the bar and the overlay show.
pub(super) fn json(state: &State) -> String {
    let list: Vec<Fault> =
        grave(state).take(MOST).map(|fault| Fault { severity: fault.severity, text: text(state, fault) }).collect();
    let faults = Faults {
        broken: state.broken,
        errors: state.count(Severity::Error),
        warnings: state.count(Severity::Warning),
        audience: &state.audience,
        audiences: &state.audiences,
        more: state.outcome.diagnostics.len() - list.len(),
        list,
    };
    serde_json::to_string(&faults).expect("strings and numbers always become JSON")
}

/// What leaves nothing to show first, then errors, then warnings.
fn grave(state: &State) -> impl Iterator<Item = &Diagnostic> {
    let mut all: Vec<&Diagnostic> = state.outcome.diagnostics.iter().collect();
    all.sort_by_key(|fault| (!leaves_nothing(fault.code), fault.severity));
    all.into_iter()
}

fn text(state: &State, fault: &Diagnostic) -> String {
    report::plain(fault, &state.outcome.sources).trim_end().to_string()
}

/// The page in place of all others while there is nothing to show.
pub(super) fn page(state: &State) -> Vec<u8> {
    let mut words = Vec::new();
    for fault in grave(state).take(MOST) {
        words.push(text(state, fault).replace('&', "&amp;").replace('<', "&lt;"));
    }
    let words = words.join("\n\n");
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>briefbook</title></head>\n<body><h1>This book \
         cannot be shown yet</h1>\n<pre>{words}</pre>\n</body></html>\n"
    )
    .into_bytes()
}
