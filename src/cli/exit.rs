//! Exit codes: 0 fine, 1 the book, 2 the command line or the settings, 3 the environment. The highest wins.

use crate::diagnostics::{Code, Diagnostic, Severity};
use crate::report::place;
use crate::source::Sources;

/// Nothing is wrong, warnings aside.
pub(super) const FINE: u8 = 0;
/// A fault in the book.
const BOOK: u8 = 1;
/// A fault in the command line or in `briefbook.yaml`.
pub(super) const COMMAND_LINE: u8 = 2;
/// The environment failed.
const ENVIRONMENT: u8 = 3;

/// The exit code that a run's diagnostics ask for.
pub(super) fn code(diagnostics: &[Diagnostic], sources: &Sources, strict: bool) -> u8 {
    diagnostics.iter().map(|diagnostic| of_one(diagnostic, sources, strict)).max().unwrap_or(FINE)
}

fn of_one(diagnostic: &Diagnostic, sources: &Sources, strict: bool) -> u8 {
    match (diagnostic.severity, diagnostic.code) {
        (Severity::Warning, _) if strict => BOOK,
        (Severity::Warning, _) => FINE,
        (_, Code::BookNotFound | Code::OutputFailed | Code::ServeFailed) => ENVIRONMENT,
        (_, Code::CommandLine) => COMMAND_LINE,
        _ if place(diagnostic, sources).is_some_and(|place| is_settings(&place.path)) => COMMAND_LINE,
        _ => BOOK,
    }
}

fn is_settings(path: &str) -> bool {
    matches!(path, "briefbook.yaml" | "briefbook.yml")
}
