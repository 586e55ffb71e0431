//! `path:line:col: error[BB301]: message`: one line that every editor can jump from.

use crate::diagnostics::Diagnostic;
use crate::source::Sources;

use super::{one_line, place};

/// One diagnostic on one line.
pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut out = String::new();
    if let Some(place) = place(diagnostic, sources) {
        out.push_str(&one_line(&place.path));
        if let Some((start, _)) = place.range {
            out.push_str(&format!(":{}:{}", start.line, start.column));
        }
        out.push_str(": ");
    }
    let severity = diagnostic.severity.word();
    out.push_str(&format!("{severity}[{}]: {}", diagnostic.code, one_line(&diagnostic.message)));
    if let Some(help) = &diagnostic.help {
        out.push_str(&format!(" ({})", one_line(help)));
    }
    out
}
