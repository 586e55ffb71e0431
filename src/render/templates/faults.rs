//! Tera's errors as diagnostics, placed in the book's own theme files, with the nearest name that would do.

use std::collections::BTreeMap;

use tera::ErrorKind;

use super::names;
use crate::diagnostics::{Code, Diagnostic, FileId, Span, did_you_mean};

const MEND: &str = "mend the template, or delete it to have the built-in one back";

/// The book's own templates, to place faults in.
#[derive(Debug, Default)]
pub(super) struct OwnTemplates(pub BTreeMap<String, (FileId, String)>);

/// A fault, and the template that it is in, where that is known.
pub(super) struct Fault {
    pub(super) template: Option<String>,
    pub(super) diagnostic: Diagnostic,
}

/// What Tera says, taken apart.
struct Report<'a> {
    name: &'a str,
    /// Bytes of the template's text.
    range: Option<(usize, usize)>,
    line: usize,
    message: &'a str,
}

impl OwnTemplates {
    /// All faults that an error of Tera's tells of; at least one.
    pub(super) fn faults(&self, error: &tera::Error) -> Vec<Fault> {
        match error.kind() {
            ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
                let range = &report.span().range;
                let (line, message) = (report.span().start_line, report.message());
                vec![self.fault(&Report {
                    name: report.filename(),
                    range: Some((range.start, range.end)),
                    line,
                    message,
                })]
            }
            ErrorKind::MissingParent { current, parent } => {
                let message = format!("no template `{parent}` to extend");
                vec![self.fault(&self.at_word(current, parent, &message)).near(did_you_mean(parent, self.templates()))]
            }
            ErrorKind::CircularExtend { tpl, .. } => {
                vec![self.fault(&self.at_word(
                    tpl,
                    "extends",
                    "this template extends itself, through others or directly",
                ))]
            }
            ErrorKind::CircularInclude { tpl, .. } => {
                vec![self.fault(&self.at_word(
                    tpl,
                    "include",
                    "this template includes itself, through others or directly",
                ))]
            }
            _ => self.reports(&error.to_string()),
        }
    }

    /// The place of a word of a template.
    fn at_word<'a>(&self, name: &'a str, word: &str, message: &'a str) -> Report<'a> {
        let text = self.0.get(name).map_or("", |(_, text)| text.as_str());
        let start = text.find(word).unwrap_or(0);
        let end = text.get(start..).filter(|rest| rest.starts_with(word)).map_or(start, |_| start + word.len());
        Report { name, range: Some((start, end)), line: text[..start].matches('\n').count() + 1, message }
    }

    /// Faults found while templates are checked against each other come as one text of reports, each
    /// `error: message` and ` --> name:line:column`.
    fn reports(&self, text: &str) -> Vec<Fault> {
        let reports = text.split("error: ").filter(|report| !report.trim().is_empty());
        let mut faults: Vec<Fault> = reports.map(|report| self.report(report)).collect();
        if faults.is_empty() {
            faults.push(unplaced("a template failed"));
        }
        faults
    }

    fn report(&self, report: &str) -> Fault {
        let message = report.lines().next().unwrap_or(report);
        let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).and_then(|place| {
            let mut parts = place.trim().rsplitn(3, ':');
            let column: usize = parts.next()?.parse().ok()?;
            let line: usize = parts.next()?.parse().ok()?;
            Some((parts.next()?, line, column))
        });
        if let Some((name, line, column)) = place {
            let text = self.0.get(name).map_or("", |(_, text)| text.as_str());
            let start = offset(text, line, column);
            let underlined = report.lines().last().map_or(0, |last| last.matches('^').count());
            let range = Some((start, (start + underlined).min(text.len())));
            return self.fault(&Report { name, range, line, message });
        }
        // "Component `x` is defined in both `a.html` and `b.html`" has no place of its own.
        let mut quoted = message.split('`').skip(1).step_by(2);
        let component = quoted.next().unwrap_or_default();
        match quoted.filter(|name| self.0.contains_key(*name)).last() {
            Some(name) => self.fault(&self.at_word(name, component, message)),
            None => unplaced(&lower(message)),
        }
    }

    fn fault(&self, report: &Report<'_>) -> Fault {
        let Report { name, range, line, message } = report;
        let (message, near) = self.understand(message);
        let diagnostic = match (self.0.get(*name), range) {
            (Some((file, text)), Some((start, end))) => {
                let end = (*end).clamp(*start, text.len().max(*start));
                Diagnostic::new(Code::TemplateBroken, Span::new(*file, *start, end), message)
            }
            (Some((file, _)), None) => Diagnostic::new(Code::TemplateBroken, Span::file_start(*file), message),
            (None, _) => Diagnostic::unplaced(Code::TemplateBroken, format!("{message} (`{name}`, line {line})")),
        };
        let template = self.0.contains_key(*name).then(|| (*name).to_string());
        Fault { template, diagnostic: diagnostic.help(MEND) }.near(near)
    }

    /// A message of Tera's in our words, and which name would do instead.
    fn understand(&self, message: &str) -> (String, Option<String>) {
        let (said, listed) = match message.split_once(" Available ") {
            Some((said, listed)) => (said, listed.split_once(": ").map_or("", |(_, names)| names)),
            None => (message, ""),
        };
        if said == "Unknown tag" {
            let help = "mend its name, or close the `if`, `for` or `block` that is open before it";
            return ("a tag that does not fit here".into(), Some(help.into()));
        }
        let word = said.split('`').nth(1).unwrap_or_default();
        let available: Vec<&str> = listed.split(", ").filter(|name| !name.is_empty()).collect();
        let near = match said.split(' ').next().unwrap_or_default() {
            _ if !available.is_empty() => {
                let all = || format!("there are {}", names::listed(&available));
                Some(did_you_mean(word, available.iter().copied()).unwrap_or_else(all))
            }
            "Unknown" if said.starts_with("Unknown template") => did_you_mean(word, self.templates()),
            "Unknown" => did_you_mean(word, names::of_tera(said)),
            "Block" => did_you_mean(word, names::blocks().iter().map(String::as_str)),
            _ => None,
        };
        // The signs that close a tag come without marks around them.
        let said = match said.trim_end_matches('.').split_once(" but expected ") {
            Some((before, sign)) if !sign.contains(['`', ' ']) => format!("{before} but expected `{sign}`"),
            _ => said.to_string(),
        };
        (lower(&said), near)
    }

    /// The names of all templates.
    fn templates(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).chain(names::templates().iter().map(String::as_str))
    }
}

impl Fault {
    /// With the name that would do, where one is near.
    fn near(mut self, near: Option<String>) -> Self {
        self.diagnostic = self.diagnostic.maybe_help(near);
        self
    }

    /// The diagnostic; one in a built-in template is placed in the book's own that was being filled, which led there.
    pub(super) fn within(self, own: &OwnTemplates, template: &str) -> Diagnostic {
        match own.0.get(template) {
            Some((file, _)) if self.diagnostic.span.is_none() => {
                Diagnostic { span: Some(Span::file_start(*file)), ..self.diagnostic }
            }
            _ => self.diagnostic,
        }
    }
}

fn unplaced(message: &str) -> Fault {
    Fault { template: None, diagnostic: Diagnostic::unplaced(Code::TemplateBroken, message).help(MEND) }
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
