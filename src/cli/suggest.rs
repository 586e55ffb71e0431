//! `briefbook suggest`: drafts for the analyst, printed or written to a new file; the book stays as it is.

use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::Serialize;

use crate::diagnostics::{Code, Diagnostic};
use crate::pipeline::{self, Edition};
use crate::report::Reporter;
use crate::suggest::{Proposals, Wish};

use super::Session;
use super::args::{SuggestKind, SuggestOptions};

/// A proposal as programs read it.
#[derive(Serialize)]
struct Line<'a, T: Serialize> {
    kind: &'static str,
    proposal: &'a T,
}

/// Proposes what the book does not list yet, and gives the exit code.
pub(super) fn run(session: &Session, options: SuggestOptions) -> u8 {
    let root = match session.root() {
        Ok(root) => root,
        Err(fault) => return session.fail("suggest", fault),
    };
    if let Some(file) = options.output.as_deref().filter(|file| file.symlink_metadata().is_ok()) {
        return session.fail("suggest", exists(file));
    }
    session.detail(&format!("reading `{}`", root.display()));
    let wish = wish(&options);
    let edition = Edition { audience: options.audience, preview: true, ..Edition::default() };
    let (mut outcome, text, proposals) = pipeline::suggest(&root, &edition, &wish);
    if let Some(text) = text {
        match options.output.as_deref().map(|file| write_new(file, &text)) {
            Some(Err(fault)) => outcome.diagnostics.push(fault),
            Some(Ok(())) => {}
            None => session.reporter.product(&text),
        }
        report(&session.reporter, &proposals);
    }
    session.finish("suggest", &outcome, false)
}

fn wish(options: &SuggestOptions) -> Wish {
    let wanted = |kind| options.kind.is_none_or(|only| only == kind);
    Wish {
        entities: wanted(SuggestKind::Entities),
        aliases: wanted(SuggestKind::Aliases),
        events: wanted(SuggestKind::Events),
        min: options.min,
    }
}

/// Each proposal for programs, and how many for people.
fn report(reporter: &Reporter, proposals: &Proposals) {
    for proposal in &proposals.entities {
        reporter.item("proposal", &Line { kind: "entity", proposal }, "");
    }
    for proposal in &proposals.aliases {
        reporter.item("proposal", &Line { kind: "alias", proposal }, "");
    }
    for proposal in &proposals.events {
        reporter.item("proposal", &Line { kind: "event", proposal }, "");
    }
    reporter.remark(&counted(proposals));
}

fn counted(proposals: &Proposals) -> String {
    let Proposals { entities, aliases, events } = proposals;
    format!("proposed: {} entities, {} aliases, {} events", entities.len(), aliases.len(), events.len())
}

fn exists(file: &Path) -> Diagnostic {
    let message = format!("`{}` is there already, and `suggest` writes over nothing", file.display());
    Diagnostic::unplaced(Code::CommandLine, message).help("name a new file, or move the old one away")
}

fn write_new(file: &Path, text: &str) -> Result<(), Diagnostic> {
    let made = OpenOptions::new().write(true).create_new(true).open(file);
    made.and_then(|mut made| made.write_all(text.as_bytes())).map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(file),
        _ => Diagnostic::unplaced(Code::OutputFailed, format!("cannot write `{}`: {error}", file.display())),
    })
}
