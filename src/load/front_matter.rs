//! Front matter: YAML between two lines `---` at the very start of a Markdown file.

use std::ops::Range;

use super::nothing;
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::yaml::{self, Node, Reader};

/// A Markdown file in two parts.
pub(super) struct Split {
    /// The front matter; nothing where there is none or it is broken.
    pub(super) node: Node,
    /// The bytes of the body.
    pub(super) body: Range<usize>,
}

/// Splits a file. Without front matter the whole file is body.
pub(super) fn split(r: &mut Reader<'_>, text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let whole = Split { node: nothing(r.file()), body: start..text.len() };
    let Some(first) = line(text, start).filter(|first| is_fence(&text[first.clone()])) else { return whole };
    let mut at = first.end;
    while let Some(next) = line(text, at) {
        if is_fence(&text[next.clone()]) {
            let (node, faults) = yaml::parse(r.file(), text, first.end..at);
            r.report_all(faults);
            return Split { node: node.unwrap_or_else(|| nothing(r.file())), body: next.end..text.len() };
        }
        at = next.end;
    }
    let fence = Span::new(r.file(), start, start + "---".len());
    let fault = Diagnostic::new(Code::FrontMatterOpen, fence, "front matter that is not closed");
    r.report(fault.help("write a line `---` behind it, or begin the file with an empty line if it has none"));
    Split { body: first.end..text.len(), ..whole }
}

/// The next line with its break.
fn line(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
    Some(at..at + rest.find('\n').map_or(rest.len(), |end| end + 1))
}

fn is_fence(line: &str) -> bool {
    line.trim_end() == "---"
}
