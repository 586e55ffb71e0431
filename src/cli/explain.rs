//! `briefbook explain`: what a code means, with a wrong example and the mended one; without a code all of them.

use serde::Serialize;

use crate::diagnostics::{CODES, Code, CodeEntry, Diagnostic, Example, Explanation, Severity, did_you_mean, explain};
use crate::pipeline::Outcome;

use super::Session;
use super::args::ExplainOptions;

/// A code as programs read it.
#[derive(Serialize)]
struct Line {
    code: String,
    severity: Severity,
    adjustable: bool,
    meaning: &'static str,
    #[serde(skip_serializing_if = "String::is_empty")]
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    wrong: Option<Example>,
    #[serde(skip_serializing_if = "Option::is_none")]
    right: Option<Example>,
}

/// Explains a code, or lists them all, and gives the exit code. No book is needed.
pub(super) fn run(session: &Session, options: &ExplainOptions) -> u8 {
    let Some(typed) = &options.code else {
        for entry in CODES {
            session.reporter.result("code", &line(entry, None), &listed(entry));
        }
        return session.finish("explain", &Outcome::default(), false);
    };
    match parse(typed) {
        Some(code) => {
            let explanation = explain(code);
            let words = words(code.entry(), &explanation);
            session.reporter.result("explanation", &line(code.entry(), Some(explanation)), &words);
            session.finish("explain", &Outcome::default(), false)
        }
        None => session.fail("explain", unknown(typed)),
    }
}

/// Reads a code as people type it: `BB301`, `bb301`, `301`, `error[BB301]`.
fn parse(typed: &str) -> Option<Code> {
    let inner = typed.split_once('[').map_or(typed, |(_, rest)| rest.trim_end_matches(']'));
    let upper = inner.trim().to_uppercase();
    Code::parse(&format!("BB{:0>3}", upper.strip_prefix("BB").unwrap_or(&upper)))
}

fn unknown(typed: &str) -> Diagnostic {
    let codes: Vec<String> = CODES.iter().map(|entry| entry.code.to_string()).collect();
    let near = did_you_mean(typed, codes.iter().map(String::as_str));
    Diagnostic::unplaced(Code::CommandLine, format!("no diagnostic has the code `{typed}`"))
        .help(near.unwrap_or_else(|| "`briefbook explain` lists them all".into()))
}

fn line(entry: &CodeEntry, explanation: Option<Explanation>) -> Line {
    let (text, wrong, right) = match explanation {
        Some(Explanation { prose, wrong, right }) => (prose, Some(wrong), Some(right)),
        None => (String::new(), None, None),
    };
    let CodeEntry { code, severity, meaning, adjustable, .. } = entry;
    Line { code: code.to_string(), severity: *severity, adjustable: *adjustable, meaning, text, wrong, right }
}

/// A code in the list of all.
fn listed(entry: &CodeEntry) -> String {
    format!("{}  {:<7}  {}\n", entry.code, entry.severity.word(), entry.meaning)
}

/// A code at length, for people.
fn words(entry: &CodeEntry, explanation: &Explanation) -> String {
    let CodeEntry { code, severity, meaning, adjustable, .. } = entry;
    let other = if *severity == Severity::Error { "warning" } else { "error" };
    let change = match (adjustable, severity) {
        (true, _) => format!("`severity: {{ {code}: {other} }}` in briefbook.yaml makes it {} {other}", article(other)),
        (false, Severity::Error) => "its severity cannot be lowered".into(),
        (false, Severity::Warning) => "its severity cannot be changed".into(),
    };
    let severity = severity.word();
    let mut out = format!("{code}, {} {severity}: {meaning}\n{change}\n\n{}\n", article(severity), explanation.prose);
    out.push_str(&drawn("Wrong", &explanation.wrong));
    out.push_str(&drawn("Right", &explanation.right));
    out
}

fn article(word: &str) -> &'static str {
    if word.starts_with('e') { "an" } else { "a" }
}

fn drawn(title: &str, example: &Example) -> String {
    let mut out = format!("\n{title}:\n");
    for file in &example.files {
        match file.note.as_deref() {
            Some("gone") => out.push_str(&format!("\n  {}: removed\n", file.path)),
            Some(note) => out.push_str(&format!("\n  {} (saved as {note})\n", file.path)),
            None => out.push_str(&format!("\n  {}\n", file.path)),
        }
        for line in file.text.lines() {
            out.push_str(format!("    | {line}").trim_end());
            out.push('\n');
        }
    }
    if !example.commands.is_empty() {
        out.push('\n');
        example.commands.iter().for_each(|command| out.push_str(&format!("    $ {command}\n")));
    }
    out
}
