//! YAML that is read without complaint and does not say what was meant: curly quotation marks, keys inside a text.

use super::node::{Node, Scalar, Style};
use super::reader::{CODE_KEYS, Reader};
use crate::diagnostics::{Code, Diagnostic, Span};

/// Keys whose words are a source's, curly marks included.
const SOURCE_KEYS: &[&str] = &["quote", "prefix", "suffix", "subject"];

/// Pairs of marks that word processors write for straight ones.
const CURLY: &[(char, char)] =
    &[('\u{201c}', '\u{201d}'), ('\u{201e}', '\u{201c}'), ('\u{201d}', '\u{201d}'), ('\u{2018}', '\u{2019}')];

impl Reader<'_> {
    /// The words of a value. Curly marks around the whole of a plain one are letters to YAML; names and codes never have
    /// them, and are read without.
    pub(super) fn without_curly<'n>(&mut self, node: &Node, scalar: &'n Scalar, key: &str) -> &'n str {
        let words = scalar.text.trim();
        let inner = CURLY.iter().find_map(|(open, close)| words.strip_prefix(*open)?.strip_suffix(*close));
        let Some(inner) = inner.filter(|inner| !CURLY.iter().any(|(open, close)| inner.contains([*open, *close])))
        else {
            return words;
        };
        if scalar.style != Style::Plain || SOURCE_KEYS.contains(&key) {
            return words;
        }
        let code = CODE_KEYS.contains(&key);
        let message = if code {
            "curly quotation marks, which are no quotation marks to YAML; the value is read without them"
        } else {
            "curly quotation marks, which are no quotation marks to YAML but part of the value"
        };
        let help = if code {
            "write straight ones: `\"`".to_string()
        } else {
            "write straight ones: `\"`; if the curly ones belong to the value, put straight ones around them"
                .to_string()
        };
        self.report(Diagnostic::new(Code::YamlTrap, node.span, message).help(help));
        if code { inner.trim() } else { words }
    }

    /// Reports keys that are indented so far that they became the last lines of a text. `missing` says which keys could
    /// stand beside it.
    pub(super) fn swallowed_keys(&mut self, node: &Node, key: &str, missing: impl Fn(&str) -> bool) {
        let Some(span) = swallowed(self.slice(node.span), node, missing) else { return };
        let message = format!("`{}` is read as words of `{key}`, not as a key", self.slice(span));
        let help = format!("begin it in the column of `{key}`; if it is meant as words, begin the line with others");
        self.report(Diagnostic::new(Code::YamlTrap, span, message).help(help));
    }
}

/// The first of the last lines of a text that are nothing but keys and what stands below them.
fn swallowed(text: &str, node: &Node, missing: impl Fn(&str) -> bool) -> Option<Span> {
    let block = |style| matches!(style, Style::Literal | Style::Folded);
    if !matches!(&node.value, super::Value::Scalar(scalar) if block(scalar.style)) {
        return None;
    }
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line))
    });
    let mut first = None;
    for (at, line) in lines.collect::<Vec<_>>().into_iter().skip(1).rev() {
        let bare = line.trim();
        let item = bare.trim_start_matches("- ");
        match key(item) {
            Some(name) if item == bare && missing(name) => {
                let start = at + line.len() - line.trim_start().len();
                first = Some((start, start + name.len() + 1));
            }
            Some(_) => {}
            None if bare.is_empty() || bare.starts_with("- ") => {}
            None => break,
        }
    }
    let (start, end) = first?;
    let base = node.span.start as usize;
    Some(Span::new(node.span.file, base + start, base + end))
}

/// The key of a line `key:` or `key: value`.
fn key(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(':')?;
    let word = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    (word && (value.trim().is_empty() || value.starts_with(' '))).then_some(key)
}
