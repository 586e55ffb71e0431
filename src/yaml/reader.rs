//! Typed values out of nodes; what does not fit is collected, not returned.

use super::node::{Node, Scalar, Style, Value};
use super::{RawProse, Words};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Placed, Span, Tally, did_you_mean};
use crate::source::hidden;

/// The codes under which faults are reported: settings have their own.
#[derive(Clone, Copy, Debug)]
pub struct Codes {
    /// An unknown key.
    pub unknown: Code,
    /// A wrong shape.
    pub shape: Code,
    /// A value that cannot be.
    pub value: Code,
    /// A missing key.
    pub missing: Code,
}

impl Codes {
    /// For the book's content.
    pub const CONTENT: Self = Self {
        unknown: Code::YamlUnknownKey,
        shape: Code::YamlWrongShape,
        value: Code::YamlValue,
        missing: Code::YamlMissingKey,
    };
    /// For `briefbook.yaml`.
    pub const SETTINGS: Self = Self {
        unknown: Code::SettingUnknown,
        shape: Code::SettingValue,
        value: Code::SettingValue,
        missing: Code::SettingValue,
    };
}

/// Reads the nodes of one file and collects all that is wrong with them.
#[derive(Debug)]
pub struct Reader<'t> {
    file: FileId,
    text: &'t str,
    codes: Codes,
    found: Tally,
    values: usize,
}

/// Keys whose values are names and codes: a comment behind them is meant as one.
pub(super) const CODE_KEYS: &[&str] = &[
    "id",
    "document",
    "at",
    "kind",
    "type",
    "audience",
    "status",
    "stance",
    "strength",
    "grade",
    "objective",
    "entities",
    "objectives",
    "rests_on",
    "against",
    "claim_by",
    "link",
    "with",
    "order",
    "language",
    "text",
    "sha256",
    "file",
    "formerly",
    "theme",
    "base_url",
    "default_audience",
    "audiences",
    "markings",
    "link_mentions",
    "date",
    "not_before",
    "not_after",
    "known_since",
    "since",
    "until",
    "period",
    "retrieved",
    "occurrence",
    "likelihood",
    "confidence",
    "same_as",
    "in",
    "where",
    "result",
    "author",
    "by",
    "format",
    "search",
    "minify",
    "publish_originals",
];

impl<'t> Reader<'t> {
    /// A reader of a file with this text.
    pub fn new(file: FileId, text: &'t str, codes: Codes) -> Self {
        Self { file, text, codes, found: Tally::default(), values: 0 }
    }

    /// What was wrong.
    pub fn finish(self) -> Diagnostics {
        self.found.finish()
    }

    /// Counts the values of a tree that is read.
    pub fn count(&mut self, tree: &Node) {
        self.values += tree.count();
    }

    /// How many values were read.
    pub fn values(&self) -> usize {
        self.values
    }

    /// Adds a fault.
    pub fn report(&mut self, fault: Diagnostic) {
        self.found.push(fault);
    }

    /// Adds several.
    pub fn report_all(&mut self, faults: Diagnostics) {
        faults.into_iter().for_each(|fault| self.found.push(fault));
    }

    /// The file.
    pub fn file(&self) -> FileId {
        self.file
    }

    /// The codes in use.
    pub fn codes(&self) -> Codes {
        self.codes
    }

    pub(super) fn text(&self) -> &'t str {
        self.text
    }

    pub(super) fn slice(&self, span: Span) -> &'t str {
        self.text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Reports a value that cannot be.
    pub fn bad_value(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.report(Diagnostic::new(self.codes.value, span, message).help(help));
    }

    /// Reports a value of the wrong shape.
    pub fn bad_shape(&mut self, node: &Node, what: &str, wanted: &str, help: Option<String>) {
        let verb = if what.starts_with('`') { "takes" } else { "is" };
        let message = format!("{what} {verb} {wanted}, not {}", node.shape());
        let joined = node.text().filter(|_| wanted != "text").and_then(missing_space);
        self.report(Diagnostic::new(self.codes.shape, node.span, message).maybe_help(help).maybe_help(joined));
    }

    /// Words: a scalar that is not blank. `key` decides whether a comment behind them is a trap.
    pub fn words(&mut self, node: &Node, key: &str, what: &str) -> Option<Words> {
        let scalar = self.scalar(node, key, what)?;
        let words = self.without_curly(node, scalar, key);
        (!words.is_empty()).then(|| Placed::new(words.to_string(), node.span))
    }

    /// Markdown: a scalar that is not blank.
    pub fn prose(&mut self, node: &Node, key: &str, what: &str) -> Option<RawProse> {
        let scalar = self.scalar(node, key, what)?;
        let prose = self.markdown(node, scalar);
        (!prose.markdown.trim().is_empty()).then_some(prose)
    }

    fn scalar<'n>(&mut self, node: &'n Node, key: &str, what: &str) -> Option<&'n Scalar> {
        let Value::Scalar(scalar) = &node.value else {
            let help = self.reference_as_list(node);
            self.bad_shape(node, what, "text", help);
            return None;
        };
        if scalar.style == Style::Plain && !CODE_KEYS.contains(&key) {
            self.comment_behind(node.span);
        }
        // Written out it is reported with its file.
        if hidden::find(self.slice(node.span)).is_none() {
            self.hidden(&scalar.text, |_| node.span);
        }
        Some(scalar)
    }

    /// Reports a character of a text that deceives its readers, at the place of its byte.
    pub fn hidden(&mut self, text: &str, place: impl Fn(usize) -> Span) {
        let Some((at, character, count)) = hidden::find(text) else { return };
        let more = if count > 1 { format!(", and {} more like it", count - 1) } else { String::new() };
        let message = format!("`{}` cannot be seen here and deceives who reads{more}", hidden::name(character));
        let help = "take it out; on pages it is shown by its number";
        self.report(Diagnostic::new(Code::HiddenCharacter, place(at), message).help(help));
    }

    /// `[[aqim]]` where text belongs is a list in a list, `[sic]` a list.
    fn reference_as_list(&self, node: &Node) -> Option<String> {
        let typed = self.slice(node.span);
        let flow = typed.starts_with(['[', '{']) && !typed.contains(['\n', '"', '\\']);
        flow.then(|| format!("if it is meant as words, put `{typed}` in quotation marks: \"{typed}\""))
    }

    /// A ` #` cuts a value short. What stands off by two spaces and begins with one is a comment on purpose.
    fn comment_behind(&mut self, span: Span) {
        let rest = self.text.get(span.end as usize..).unwrap_or("").lines().next().unwrap_or("");
        let comment = rest.trim_start_matches([' ', '\t']);
        let gap = rest.len() - comment.len();
        let on_purpose = gap > 1 && (comment.starts_with("# ") || comment == "#");
        if gap == 0 || !comment.starts_with('#') || on_purpose {
            return;
        }
        let start = span.end as usize + gap;
        let place = Span::new(self.file, start, start + comment.trim_end().len());
        let message = "the value ends before ` #`, which begins a comment";
        let help = "put the whole value in quotation marks; a comment stands off by two spaces: `  # comment`";
        self.report(Diagnostic::new(Code::YamlTrap, place, message).help(help));
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&mut self, word: &Words, what: &str, known: &[(&str, T)]) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == word.value).map(|(_, value)| *value);
        if found.is_none() {
            let names = known.iter().map(|(name, _)| *name);
            let listed = || format!("{what} is one of {}", listed(names.clone()));
            let help = did_you_mean(&word.value, names.clone()).unwrap_or_else(listed);
            self.bad_value(word.span, format!("`{}` is no {what}", word.value), help);
        }
        found
    }

    /// `true` or `false`.
    pub fn flag(&mut self, node: &Node, what: &str) -> Option<bool> {
        match node.text() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            Some(other) => {
                let help = match other.to_lowercase().as_str() {
                    "yes" | "on" | "y" | "1" | "true" => "write `true`",
                    "no" | "off" | "n" | "0" | "false" => "write `false`",
                    _ => "write `true` or `false`",
                };
                self.bad_value(node.span, format!("{what} takes `true` or `false`, not `{other}`"), help);
                None
            }
            None => {
                self.bad_shape(node, what, "`true` or `false`", None);
                None
            }
        }
    }

    /// A finite number.
    pub fn number(&mut self, node: &Node, what: &str) -> Option<f64> {
        let Some(text) = node.text() else {
            self.bad_shape(node, what, "a number", None);
            return None;
        };
        let digits = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'));
        let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite() && digits);
        if number.is_none() {
            self.bad_value(
                node.span,
                format!("{what} takes a number, not `{text}`"),
                "write digits, with a point for fractions",
            );
        }
        number
    }

    /// The items of a list. A scalar is not taken for a list of one.
    pub fn items<'n>(&mut self, node: &'n Node, what: &str) -> &'n [Node] {
        match &node.value {
            Value::Seq(items) => items,
            Value::Null => &[],
            Value::Scalar(_) => {
                let help =
                    format!("write a list, even of one: `[{}]`", self.slice(node.span).lines().next().unwrap_or(""));
                self.bad_shape(node, what, "a list", Some(help));
                &[]
            }
            Value::Map(_) => {
                self.bad_shape(node, what, "a list", Some("begin each item with `- `".to_string()));
                &[]
            }
        }
    }

    /// The author's own map, as it is. Scalars stay text.
    pub fn value(&mut self, node: &Node) -> serde_json::Value {
        match &node.value {
            Value::Null => serde_json::Value::Null,
            Value::Scalar(scalar) => serde_json::Value::String(scalar.text.clone()),
            Value::Seq(items) => items.iter().map(|item| self.value(item)).collect(),
            Value::Map(_) => {
                let mut map = serde_json::Map::new();
                for (key, value) in self.entries(node, "`extra`") {
                    let value = self.value(value);
                    map.insert(key.value, value);
                }
                serde_json::Value::Object(map)
            }
        }
    }

    /// The entries of a map of the author's own keys, each once.
    pub fn entries<'n>(&mut self, node: &'n Node, what: &str) -> Vec<(Words, &'n Node)> {
        let Value::Map(entries) = &node.value else {
            if !node.is_null() {
                self.bad_shape(node, what, "a map", Some("write `key: value` lines".to_string()));
            }
            return Vec::new();
        };
        let mut first = std::collections::BTreeMap::new();
        let mut out = Vec::new();
        for (key, value) in entries {
            let Some(name) = key.text() else {
                self.bad_shape(key, "a key", "text", None);
                continue;
            };
            match first.get(name) {
                Some(place) => {
                    let fault =
                        Diagnostic::new(Code::YamlDuplicateKey, key.span, format!("the key `{name}` stands twice"));
                    self.report(fault.related(*place, "first here").help("keep one of the two"));
                }
                None => {
                    first.insert(name, key.span);
                    out.push((Placed::new(name.to_string(), key.span), value));
                }
            }
        }
        out
    }
}

/// `document:memo` is one word: a key ends with a colon and a space.
fn missing_space(text: &str) -> Option<String> {
    let (key, value) = text.split_once(':')?;
    let joined = key.chars().all(|c| c.is_ascii_lowercase() || c == '_') && value.starts_with(char::is_alphanumeric);
    joined.then(|| format!("write a space after the colon: `{key}: {value}`"))
}

/// Words in a row: `a`, `b`, `c`.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
