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

/// Pairs of offsets (in the value, in the file): one for each line that has words, and one behind each escape.
fn line_map(source: &str, start: u32, scalar: &Scalar) -> Vec<(u32, u32)> {
    let quoted = u32::from(scalar.style == Style::Quoted);
    let inside = if quoted == 1 { source.get(1..source.len().saturating_sub(1)).unwrap_or("") } else { source };
    let pairs = in_step(inside, &scalar.text, scalar.style == Style::Literal);
    match pairs.or_else(|| (quoted == 1).then(|| unescaped(inside, &scalar.text, source.starts_with('"'))).flatten()) {
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

/// The same for a quoted scalar with escapes. None where the value is not what its source seems to say.
fn unescaped(source: &str, value: &str, double: bool) -> Option<Vec<(u32, u32)>> {
    let (mut pairs, mut cursor, mut at) = (vec![(0, 0)], 0, 0);
    while let Some(c) = source[at..].chars().next() {
        let line_end = source[at..].trim_start_matches([' ', '\t']).starts_with(['\n', '\r']);
        let (length, makes) = match c {
            '\'' if !double => (2, 1),
            '\\' if double => escape(&source[at..], &value[cursor..])?,
            _ if line_end => fold(&source[at..], &value[cursor..]),
            _ if value[cursor..].starts_with(c) => (c.len_utf8(), c.len_utf8()),
            _ => return None,
        };
        (at, cursor) = (at + length, cursor + makes);
        if !value.is_char_boundary(cursor) || !source.is_char_boundary(at) {
            return None;
        }
        if length != makes {
            pairs.push((u32::try_from(cursor).ok()?, u32::try_from(at).ok()?));
        }
    }
    (cursor == value.len()).then_some(pairs)
}

/// How long an escape is, and how much it makes.
fn escape(source: &str, value: &str) -> Option<(usize, usize)> {
    let letter = source[1..].chars().next()?;
    if matches!(letter, '\n' | '\r') {
        // Behind it a line goes on: line end and indentation make nothing.
        return Some((source.len() - source[1..].trim_start().len(), 0));
    }
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    Some((1 + letter.len_utf8() + digits, value.chars().next()?.len_utf8()))
}

/// A line end with the white space around it: a space, or for each empty line a line end.
fn fold(source: &str, value: &str) -> (usize, usize) {
    let length = source.len() - source.trim_start().len();
    let lines = source[..length].matches('\n').count();
    let ends = value.len() - value.trim_start_matches('\n').len();
    (length, if lines > 1 { ends.min(lines - 1) } else { 1 })
}
