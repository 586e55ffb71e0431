//! Tera's errors as diagnostics, placed in the book's own theme files.

use std::collections::BTreeMap;

use tera::ErrorKind;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span};

/// The book's own templates, to place faults in.
#[derive(Debug, Default)]
pub(super) struct OwnTemplates(pub BTreeMap<String, (FileId, String)>);

impl OwnTemplates {
    /// All faults that an error of Tera's tells of; at least one.
    pub fn faults(&self, error: &tera::Error) -> Diagnostics {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = &report.span().range;
                let line = report.span().start_line;
                vec![self.fault(report.filename(), Some((range.start, range.end)), line, report.message())]
            }
            ErrorKind::MissingParent { current: name, .. }
            | ErrorKind::CircularExtend { tpl: name, .. }
            | ErrorKind::CircularInclude { tpl: name, .. } => vec![self.fault(name, None, 1, &error.to_string())],
            _ => self.reports(&error.to_string()),
        }
    }

    /// Faults found while templates are checked against each other come as one text of reports, each
    /// `error: message` and ` --> name:line:column`.
    fn reports(&self, text: &str) -> Diagnostics {
        let reports = text.split("error: ").filter(|report| !report.trim().is_empty());
        let mut faults: Diagnostics = reports.map(|report| self.report(report)).collect();
        if faults.is_empty() {
            faults.push(Diagnostic::unplaced(Code::TemplateBroken, "a template failed"));
        }
        faults
    }

    fn report(&self, report: &str) -> Diagnostic {
        let message = report.lines().next().unwrap_or(report);
        let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).and_then(|place| {
            let mut parts = place.trim().rsplitn(3, ':');
            let column: usize = parts.next()?.parse().ok()?;
            let line: usize = parts.next()?.parse().ok()?;
            Some((parts.next()?, line, column))
        });
        let Some((name, line, column)) = place else {
            return Diagnostic::unplaced(Code::TemplateBroken, lower(message));
        };
        let text = self.0.get(name).map_or("", |(_, text)| text.as_str());
        let start = offset(text, line, column);
        let underlined = report.lines().last().map_or(0, |last| last.matches('^').count());
        self.fault(name, Some((start, (start + underlined).min(text.len()))), line, message)
    }

    fn fault(&self, name: &str, range: Option<(usize, usize)>, line: usize, message: &str) -> Diagnostic {
        let message = lower(message);
        let fault = match (self.0.get(name), range) {
            (Some((file, _)), Some((start, end))) => {
                Diagnostic::new(Code::TemplateBroken, Span::new(*file, start, end), message)
            }
            (Some((file, _)), None) => Diagnostic::new(Code::TemplateBroken, Span::file_start(*file), message),
            (None, _) => Diagnostic::unplaced(Code::TemplateBroken, format!("{message} (`{name}`, line {line})")),
        };
        fault.help("mend the template, or delete it to have the built-in one back")
    }
}

/// The byte at a line and a column of characters, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(start..).unwrap_or("");
    start + rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |(at, _)| at)
}

/// Other libraries' messages begin with a capital; ours do not.
pub(super) fn lower(message: &str) -> String {
    let message = message.trim().trim_end_matches('.');
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
