//! Front matter: YAML between two lines `---` at the very start of a Markdown file.

use std::ops::Range;

mod unread;

use super::{document, nothing, page};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::yaml::{self, Node, Reader};

/// Front matter longer than this is not looked for where it should not be.
const MOST_LINES: usize = 100;

/// Whether a word is a key of some front matter.
fn is_key(word: &str) -> bool {
    [document::KEYS, page::KEYS, page::FRONT_KEYS].iter().any(|keys| keys.contains(&word))
}

/// A Markdown file in two parts.
pub(super) struct Split {
    /// The front matter; nothing where there is none or it is broken.
    pub(super) node: Node,
    /// The bytes of the body.
    pub(super) body: Range<usize>,
    /// Whether there is front matter that cannot be read.
    pub(super) broken: bool,
}

/// Splits a file. Without front matter the whole file is body.
pub(super) fn split(r: &mut Reader<'_>, text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let whole = Split { node: nothing(r.file()), body: start..text.len(), broken: false };
    let Some(first) = line(text, start).filter(|first| is_fence(&text[first.clone()])) else {
        // What was meant as front matter may say for whom the file is.
        return Split { broken: unread::at_start(r, text, start), ..whole };
    };
    let mut at = first.end;
    while let Some(next) = line(text, at) {
        if is_fence(&text[next.clone()]) {
            let (node, faults) = yaml::parse(r.file(), text, first.end..at);
            r.report_all(faults);
            let empty = node.as_ref().is_some_and(Node::is_null);
            let again = unread::behind(r, text, next.end, empty);
            let broken = node.is_none() || again;
            node.iter().for_each(|node| r.count(node));
            let node = node.unwrap_or_else(|| nothing(r.file()));
            return Split { node, body: next.end..text.len(), broken };
        }
        at = next.end;
    }
    let fence = Span::new(r.file(), start, start + "---".len());
    let fault = Diagnostic::new(Code::FrontMatterOpen, fence, "front matter that is not closed");
    let help = "write a line `---` behind it, or begin the file with an empty line if it has none";
    r.report(fault.help(help).maybe_help(nearly_closed(text, first.end)));
    Split { body: first.end..text.len(), broken: true, ..whole }
}

/// A line that was probably meant to close front matter.
fn nearly_closed(text: &str, from: usize) -> Option<String> {
    let nearly = |line: &str| {
        let line = line.trim();
        line == "..." || (line.len() >= 2 && line.chars().all(|c| matches!(c, '-' | '\u{2013}' | '\u{2014}')))
    };
    let (at, line) = text[from..].lines().take(MOST_LINES).enumerate().find(|(_, line)| nearly(line))?;
    Some(format!("write `---`, from the first column, instead of `{}` on line {}", line.trim(), at + 2))
}

/// The next line with its break.
fn line(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    Some(at..at + rest.find('\n').map_or(rest.len(), |end| end + 1))
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}
