//! Workflow commands: GitHub shows them beside the lines of a pull request.

use crate::diagnostics::Diagnostic;
use crate::source::Sources;

use super::place;

/// One diagnostic as one workflow command.
pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let mut properties = Vec::new();
    if let Some(place) = place(diagnostic, sources) {
        properties.push(format!("file={}", property(&place.path)));
        if let Some((start, _)) = place.range {
            properties.push(format!("line={},col={}", start.line, start.column));
        }
    }
    properties.push(format!("title={}", diagnostic.code));
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let severity = diagnostic.severity.word();
    format!("::{severity} {}::{}", properties.join(","), data(&message))
}

/// Escapes a message.
fn data(words: &str) -> String {
    words.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which also ends at a colon or a comma.
fn property(words: &str) -> String {
    data(words).replace(':', "%3A").replace(',', "%2C")
}
