//! What is wrong with the book, as the open pages show it: the same words as in the terminal.

use std::collections::HashSet;

use serde::Serialize;

use crate::diagnostics::{Diagnostic, Severity};
use crate::pipeline::{Outcome, Preview};
use crate::render::escape::escape;
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
    let list: Vec<Fault> = grave(state)
        .take(MOST)
        .map(|(at, fault)| Fault { severity: fault.severity, text: text(state, at, fault) })
        .collect();
    let faults = Faults {
        broken: state.broken,
        errors: state.count(Severity::Error),
        warnings: state.count(Severity::Warning),
        audience: &state.audience,
        audiences: &state.audiences,
        more: grave(state).skip(MOST).map(|(_, fault)| fault.number()).sum(),
        list,
    };
    serde_json::to_string(&faults).expect("strings and numbers always become JSON")
}

/// What leaves nothing to show first, then errors, then warnings.
fn grave(state: &State) -> impl Iterator<Item = (usize, &Diagnostic)> {
    let mut all: Vec<(usize, &Diagnostic)> = state.outcome.diagnostics.iter().enumerate().collect();
    all.sort_by_key(|(_, fault)| (!leaves_nothing(fault.code), fault.severity));
    all.into_iter()
}

fn text(state: &State, at: usize, fault: &Diagnostic) -> String {
    if state.veiled.contains(&at) {
        return format!(
            "{}[{}]: a fault in what this audience may not see; the terminal says where",
            fault.severity.word(),
            fault.code
        );
    }
    words(fault, &state.outcome)
}

fn words(fault: &Diagnostic, outcome: &Outcome) -> String {
    report::plain(fault, &outcome.sources).trim_end().to_string()
}

/// Faults, by their place in the outcome, that readers of an edition may not be told of: what stands in a file that cannot
/// be read may be for others, too.
pub(super) fn veiled(preview: &Preview, outcome: &Outcome) -> HashSet<usize> {
    let faults = outcome.diagnostics.iter().enumerate();
    let veiled = faults.filter(|(_, fault)| {
        preview.is_partial() && (leaves_nothing(fault.code) || !preview.may_tell(fault, &words(fault, outcome)))
    });
    veiled.map(|(at, _)| at).collect()
}

/// Faults, by their place in the outcome, that are not about the settings.
pub(super) fn not_of_settings(outcome: &Outcome) -> HashSet<usize> {
    let is_settings = |path: &str| matches!(path, "briefbook.yaml" | "briefbook.yml");
    let tells = |fault: &Diagnostic| match (fault.span, &fault.path) {
        (Some(span), _) => is_settings(&outcome.sources.file(span.file).path),
        (None, Some(path)) => is_settings(path),
        (None, None) => true,
    };
    let faults = outcome.diagnostics.iter().enumerate();
    faults.filter(|(_, fault)| !tells(fault)).map(|(at, _)| at).collect()
}

/// The page in place of all others while there is nothing to show.
pub(super) fn page(state: &State) -> Vec<u8> {
    let mut words = Vec::new();
    for (at, fault) in grave(state).take(MOST) {
        words.push(escape(&text(state, at, fault)));
    }
    let words = words.join("\n\n");
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>briefbook</title></head>\n<body><h1>This book \
         cannot be shown yet</h1>\n<pre>{words}</pre>\n</body></html>\n"
    )
    .into_bytes()
}
