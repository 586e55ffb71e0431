//! What a person and a program are told of each file.

use std::path::Path;

use serde::Serialize;

use crate::import::{Imported, Removed, State};

use super::super::Session;

/// One file, as an object of one line.
#[derive(Serialize)]
struct Item<'a> {
    file: &'a str,
    state: &'static str,
    kind: &'static str,
    because_of: &'a [String],
    id: &'a str,
    path: &'a str,
    original: &'a str,
    record: &'a str,
    filled: &'a [String],
    missing: &'a [String],
    edits: &'a [String],
    doubts: &'a [String],
    removed: &'a [Removed],
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<&'a str>,
}

/// A draft of objectives, as an object of one line.
#[derive(Serialize)]
struct ObjectivesItem<'a> {
    file: String,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    draft: Option<&'a str>,
}

/// How many files ended how.
#[derive(Default)]
pub(super) struct Counts {
    written: usize,
    unchanged: usize,
    kept: usize,
    pub(super) refused: usize,
}

impl Counts {
    pub(super) fn add(&mut self, state: State) {
        *match state {
            State::New | State::Replaces => &mut self.written,
            State::Unchanged => &mut self.unchanged,
            State::Kept => &mut self.kept,
        } += 1;
    }

    /// The counts in one line.
    pub(super) fn sentence(&self, dry: bool) -> String {
        let written = if dry { "would be imported" } else { "imported" };
        let parts = [
            (self.written, written),
            (self.unchanged, "unchanged"),
            (self.kept, "kept as edited"),
            (self.refused, "refused"),
        ];
        let parts: Vec<String> =
            parts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        parts.join(", ")
    }
}

/// Reports one file; under `--dry-run` with the document that would be written.
pub(super) fn imported(session: &Session, name: &str, imported: &Imported, dry: bool) {
    let state = state(imported.state, dry);
    session.reporter.item(
        "import",
        &Item {
            file: name,
            state,
            kind: imported.kind.word(),
            because_of: &imported.because_of,
            id: &imported.id,
            path: &imported.path,
            original: &imported.original,
            record: &imported.record.0,
            filled: &imported.filled,
            missing: &imported.missing,
            edits: &imported.edits,
            doubts: &imported.doubts,
            removed: &imported.removed,
            document: dry.then_some(imported.document.as_str()),
        },
        &words(name, imported, dry),
    );
    if dry {
        session.reporter.product(&imported.document);
    }
}

/// Reports the draft of objectives; with its text where that is not written.
pub(super) fn objectives(session: &Session, file: &Path, state: &'static str, draft: Option<&str>) {
    let item = ObjectivesItem { file: file.display().to_string(), state, draft };
    session.reporter.item("objectives", &item, "");
    session.reporter.product(draft.unwrap_or_default());
}

fn state(state: State, dry: bool) -> &'static str {
    match state {
        State::New | State::Replaces if dry => "planned",
        State::New => "new",
        State::Replaces => "replaced",
        State::Unchanged => "unchanged",
        State::Kept => "kept",
    }
}

fn words(name: &str, imported: &Imported, dry: bool) -> String {
    let path = &imported.path;
    match imported.state {
        State::Unchanged => return format!("`{name}` is in the book as `{path}`, unchanged"),
        State::Kept => {
            return format!(
                "`{name}` is in the book as `{path}`, which was edited since and stays; `--force` replaces it"
            );
        }
        State::New | State::Replaces => {}
    }
    let done = if dry { "would become" } else { "is now" };
    let mut lines = vec![format!("`{name}` {done} `{path}`")];
    lines.push(format!("  {}, because of: {}", imported.kind.word(), imported.because_of.join(", ")));
    let mut list = |label: &str, words: &[String]| {
        if !words.is_empty() {
            lines.push(format!("  {label}: {}", words.join("; ")));
        }
    };
    list("filled in", &[imported.filled.join(", ")]);
    list("left out", &imported.missing);
    list("edits", &imported.edits);
    let removed = imported.removed.iter().map(|removed| {
        let plural = if removed.lines.contains('-') { "lines" } else { "line" };
        format!("  removed, {plural} {} ({}): {}", removed.lines, removed.why, short(&removed.words))
    });
    lines.extend(removed);
    lines.join("\n")
}

/// Words on one line, cut.
fn short(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(70) {
        Some((at, _)) => format!("{} …", line[..at].trim_end()),
        None => line,
    }
}
