//! Markdown out of a YAML scalar, with the way back to the file, and the traps that change its words.

use super::RawProse;
use super::node::{Node, Scalar, Style};
use super::reader::Reader;
use crate::diagnostics::{Code, Diagnostic, Span};

impl Reader<'_> {
    /// A scalar as Markdown. Lists that YAML folds into one line are reported.
    pub(super) fn markdown(&mut self, node: &Node, scalar: &Scalar) -> RawProse {
        let map = line_map(self.slice(node.span), node.span.start, scalar);
        if matches!(scalar.style, Style::Folded | Style::Plain)
            && let Some((_, at)) = map.iter().find(|(value, _)| swallowed(&scalar.text, *value as usize))
        {
            let at = *at as usize;
            let span = Span::new(node.span.file, at, at + line_length(&self.text()[at..]));
            let message = "a list or table whose lines YAML joins into one paragraph";
            self.report(
                Diagnostic::new(Code::YamlTrap, span, message).help("begin the text with `|` on the line of its key"),
            );
        }
        RawProse { markdown: scalar.text.as_str().into(), map, span: node.span }
    }
}

/// Whether a line of a folded value begins a list item or table row and was joined to the line before.
fn swallowed(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(' ');
    !before.is_empty() && !before.ends_with('\n') && begins_block(&text[at..])
}

fn begins_block(line: &str) -> bool {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = (1..=2).contains(&digits) && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "));
    numbered || ["- ", "* ", "+ ", "| "].iter().any(|mark| line.starts_with(mark))
}

fn line_length(text: &str) -> usize {
    text.lines().next().map_or(0, str::len)
}

/// Pairs of offsets (in the value, in the file), one for each line that has words. A value that does not repeat its
/// source, because of escapes, has one pair.
fn line_map(source: &str, start: u32, scalar: &Scalar) -> Vec<(u32, u32)> {
    let quoted = u32::from(scalar.style == Style::Quoted);
    let inside = if quoted == 1 { source.get(1..source.len().saturating_sub(1)).unwrap_or("") } else { source };
    match in_step(inside, &scalar.text, scalar.style == Style::Literal) {
        Some(pairs) if !pairs.is_empty() => pairs.into_iter().map(|(value, at)| (value, start + quoted + at)).collect(),
        _ => vec![(0, start + quoted)],
    }
}

fn in_step(source: &str, value: &str, literal: bool) -> Option<Vec<(u32, u32)>> {
    let (mut pairs, mut cursor, mut at) = (Vec::new(), 0, 0);
    for line in source.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            let rest = &value[cursor..];
            cursor += rest.len() - rest.trim_start().len();
            if !value[cursor..].starts_with(words) {
                return None;
            }
            let place = at + line.len() - line.trim_start().len();
            // A literal line keeps the indentation beyond the block's own.
            let own = if literal { cursor - value[..cursor].rfind('\n').map_or(0, |end| end + 1) } else { 0 };
            let back = own.min(place);
            pairs.push((u32::try_from(cursor - back).ok()?, u32::try_from(place - back).ok()?));
            cursor += words.len();
        }
        at += line.len();
    }
    Some(pairs)
}
