//! What a person types: which verb, with which options, and the exit code that follows.
//!
//! In: arguments. Out: an exit code, with diagnostics and a summary written by `report`. Not here: any stage of a book.

mod args;
mod build;
mod check;
mod exit;
mod explain;
mod import;
mod init;
mod serve;
mod suggest;

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Instant;

use clap::Parser;
use clap::error::ErrorKind;

use crate::diagnostics::{self, Code, Diagnostic, Severity};
use crate::pipeline::Outcome;
use crate::report::{Color, MessageFormat, Reporter, Summary};
use crate::source::{Sources, disk};

use args::{Arguments, GlobalOptions, Verb};

/// Runs the program on its arguments, the program's own name first, and gives the exit code.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let started = Instant::now();
    let typed: Vec<OsString> = arguments.into_iter().collect();
    match Arguments::try_parse_from(&typed) {
        Ok(arguments) => dispatch(arguments, started),
        Err(error) => refuse(&error, &typed, started),
    }
}

fn dispatch(arguments: Arguments, started: Instant) -> u8 {
    let session = Session::new(arguments.global, started);
    match arguments.verb {
        Verb::Init(options) => init::run(&session, &options),
        Verb::Import(options) => import::run(&session, &options),
        Verb::Build(options) => build::run(&session, options),
        Verb::Check(options) => check::run(&session, options),
        Verb::Serve(options) => serve::run(&session, options),
        Verb::Suggest(options) => suggest::run(&session, options),
        Verb::Explain(options) => explain::run(&session, &options),
    }
}

/// What every verb needs: the options that are the same everywhere, the reporter and the time of start.
struct Session {
    options: GlobalOptions,
    reporter: Reporter,
    started: Instant,
}

impl Session {
    fn new(options: GlobalOptions, started: Instant) -> Self {
        let reporter = Reporter::new(options.message_format, options.color, options.quiet);
        Self { options, reporter, started }
    }

    /// The book's root: the one named, or the nearest at or above the current folder.
    fn root(&self) -> Result<PathBuf, Diagnostic> {
        if let Some(root) = &self.options.root {
            return Ok(root.clone());
        }
        let here = std::env::current_dir().map_err(|error| {
            Diagnostic::unplaced(Code::BookNotFound, format!("the current folder cannot be read: {error}"))
        })?;
        disk::find_root(&here).ok_or_else(|| {
            let message = format!("no book in `{}` or above it", here.display());
            Diagnostic::unplaced(Code::BookNotFound, message)
                .help("a book has a `briefbook.yaml` or a `content` folder; `briefbook init DIR` makes one, `--root DIR` names one")
        })
    }

    /// Tells a person who asked for more what is being worked on.
    fn detail(&self, words: &str) {
        if self.options.verbose {
            self.reporter.remark(words);
        }
    }

    /// Reports a run and gives its exit code.
    fn finish(&self, verb: &'static str, outcome: &Outcome, strict: bool) -> u8 {
        let code = exit::code(&outcome.diagnostics, &outcome.sources, strict);
        let number = |severity| diagnostics::number(&outcome.diagnostics, severity);
        self.reporter.diagnostics(&outcome.diagnostics, &outcome.sources);
        if let Some(first) = outcome.diagnostics.first() {
            self.reporter.hint(&format!("`briefbook explain {}` says more about a code\n", first.code));
        }
        self.reporter.summary(&Summary {
            verb,
            ok: code == exit::FINE,
            pages: outcome.pages,
            annotations: outcome.annotations,
            errors: number(Severity::Error),
            warnings: number(Severity::Warning),
            elapsed: self.started.elapsed(),
        });
        code
    }

    /// Reports a run that failed before there was a book.
    fn fail(&self, verb: &'static str, fault: Diagnostic) -> u8 {
        let outcome = Outcome { diagnostics: vec![fault], sources: Sources::default(), ..Outcome::default() };
        self.finish(verb, &outcome, false)
    }
}

/// Answers `--help` and `--version`, and says what is wrong with a command line.
fn refuse(error: &clap::Error, typed: &[OsString], started: Instant) -> u8 {
    let asked = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
    if !asked && args::asks_for_json(typed) {
        let options =
            GlobalOptions { message_format: MessageFormat::Json, color: Color::Never, ..GlobalOptions::default() };
        let message = error.to_string();
        let first = message.lines().next().unwrap_or_default().trim_start_matches("error: ");
        let fault = Diagnostic::unplaced(Code::CommandLine, first);
        return Session::new(options, started).fail(args::verb_of(typed), fault);
    }
    // Nobody is left to tell when printing fails.
    let _ = error.print();
    if asked { exit::FINE } else { exit::COMMAND_LINE }
}

#[cfg(test)]
mod tests;
