//! What becomes of each file: new, unchanged, kept as it is in the book, or refused.

use std::collections::{BTreeMap, BTreeSet};

use crate::checksum::sha256;
use crate::diagnostics::{Code, Diagnostic};

use super::strategy::Objectives;
use super::{Input, Kind, Known, Removed};

/// What came of one file.
#[derive(Debug)]
pub struct Outcome<'a> {
    /// The file.
    pub input: &'a Input,
    /// The document, or why there is none.
    pub result: Result<Imported, Diagnostic>,
}

/// A document made of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its id.
    pub id: String,
    /// Its path below the book's root.
    pub path: String,
    /// Its text.
    pub document: String,
    /// Where the file as received goes.
    pub original: String,
    /// The checksum of the file as received.
    pub sha256: String,
    /// The path and text of the record.
    pub record: (String, String),
    /// What it was taken for.
    pub kind: Kind,
    /// Why.
    pub because_of: Vec<String>,
    /// The keys of the front matter that the text filled in.
    pub filled: Vec<String>,
    /// What was looked for and does not stand in the text.
    pub missing: Vec<String>,
    /// What was done to the text.
    pub edits: Vec<String>,
    /// What was left out.
    pub removed: Vec<Removed>,
    /// What a person should look at.
    pub doubts: Vec<String>,
    /// Goals and objectives, where the text has them.
    pub objectives: Option<Objectives>,
    /// What is to be done with it.
    pub state: State,
}

/// What is to be done with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its files are to be written.
    New,
    /// Its files are to take the place of others.
    Replaces,
    /// Its files are there already, the same.
    Unchanged,
    /// The same file was imported before, and the document has been changed since: it stays as it is.
    Kept,
}

impl State {
    /// Whether files are to be written.
    pub fn writes(self) -> bool {
        matches!(self, Self::New | Self::Replaces)
    }
}

/// A draft of `objectives.yaml` out of those of all documents, each with its id; none where there are none.
pub fn objectives(found: &[(String, Objectives)]) -> Option<String> {
    let mut taken = BTreeSet::new();
    let head =
        "# Drafted by `briefbook import`: the titles are the first words of the statements, for you to shorten.\n";
    let drafts: String = found.iter().map(|(document, objectives)| objectives.yaml(document, &mut taken)).collect();
    (!found.is_empty()).then(|| format!("{head}{drafts}"))
}

/// Decides for each file, with the others and the book in view.
pub(super) fn settle<'a>(mut outcomes: Vec<Outcome<'a>>, known: &Known, force: bool) -> Vec<Outcome<'a>> {
    refuse_clashes(&mut outcomes);
    for outcome in &mut outcomes {
        let Ok(imported) = &mut outcome.result else { continue };
        match state(&outcome.input.name, imported, known, force) {
            Ok(state) => imported.state = state,
            Err(fault) => outcome.result = Err(fault),
        }
    }
    outcomes
}

/// Refuses every file of a group that would make one document.
fn refuse_clashes(outcomes: &mut [Outcome<'_>]) {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, outcome) in outcomes.iter().enumerate() {
        if let Ok(imported) = &outcome.result {
            groups.entry(imported.id.to_lowercase()).or_default().push(at);
        }
    }
    for (id, group) in groups.into_iter().filter(|(_, group)| group.len() > 1) {
        for at in &group {
            let name = |at: &usize| format!("`{}`", outcomes[*at].input.name);
            let others: Vec<String> = group.iter().filter(|other| *other != at).map(name).collect();
            let (this, others, at) = (name(at), others.join(", "), *at);
            let message = format!("{this} is not imported: it would make the document `{id}`, as {others} would");
            let fault = Diagnostic::about_path(Code::ImportClash, &outcomes[at].input.name, message);
            outcomes[at].result = Err(fault.help("import one of them"));
        }
    }
}

fn state(name: &str, imported: &Imported, known: &Known, force: bool) -> Result<State, Diagnostic> {
    let there = |path: &str, sum: &str| known.files.get(path).map(|there| there == sum);
    let document = there(&imported.path, &sha256(imported.document.as_bytes()));
    let original = there(&imported.original, &imported.sha256);
    if (document, original) == (Some(true), Some(true)) {
        return Ok(State::Unchanged);
    }
    let same = |path: &str| known.documents.iter().find(|document| document.path == path);
    let from_this = same(&imported.path)
        .and_then(|document| document.original.as_ref())
        .is_some_and(|(_, sum)| *sum == imported.sha256);
    if force {
        return Ok(if document.is_some() || original == Some(false) { State::Replaces } else { State::New });
    }
    if from_this && original == Some(true) {
        return Ok(State::Kept);
    }
    let taken = if document.is_some() && !from_this {
        Some(&imported.path)
    } else if original == Some(false) {
        Some(&imported.original)
    } else {
        None
    };
    match taken {
        Some(path) => {
            let message = format!("`{name}` is not imported: `{path}` is there already, with other words");
            Err(Diagnostic::about_path(Code::ImportExists, name, message)
                .help("`--force` replaces it; `--dry-run` shows what would be written"))
        }
        None => Ok(State::New),
    }
}
