//! From parser events to a tree: aliases expanded within a budget, depth limited, offsets those of the file.

use std::collections::BTreeMap;
use std::ops::Range;

use serde_saphyr::granit_parser::{self as granit, Event, Parser, ScalarStyle};

use super::fault;
use super::node::{Node, Scalar, Style, Value};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span};

/// How deep lists and maps may be nested.
pub const MAX_DEPTH: usize = 64;

/// What aliases may add: this many times the text, but never more than [`ALIAS_MOST`].
const ALIAS_FACTOR: usize = 50;
const ALIAS_MOST: usize = 20_000_000;

/// How many values a file may have, those that aliases and anchors repeat included.
pub const MOST_VALUES: usize = 250_000;

/// Reads the YAML in a range of a file's text. Without a node there is one diagnostic at least that says why; an empty
/// text is a node without a value.
pub fn parse(file: FileId, text: &str, range: Range<usize>) -> (Option<Node>, Diagnostics) {
    let yaml = text.get(range.clone()).unwrap_or("");
    let mut builder = Builder::new(file, yaml, range.start);
    match builder.run() {
        Ok(node) => (Some(node), builder.diagnostics),
        Err(fault) => {
            builder.diagnostics.push(*fault);
            (None, builder.diagnostics)
        }
    }
}

/// A collection that is still open.
struct Open {
    start: usize,
    anchor: usize,
    /// Children; for a map, keys and values in turn.
    children: Vec<Node>,
    map: bool,
}

struct Builder<'t> {
    file: FileId,
    yaml: &'t str,
    base: usize,
    open: Vec<Open>,
    root: Option<Node>,
    anchors: BTreeMap<usize, (usize, Node)>,
    /// Names of single values that nothing has repeated yet.
    unused: BTreeMap<usize, Span>,
    spent: usize,
    values: usize,
    documents: usize,
    diagnostics: Diagnostics,
}

/// Boxed: the way of faults is the rare one.
type Step = Result<(), Box<Diagnostic>>;

impl<'t> Builder<'t> {
    fn new(file: FileId, yaml: &'t str, base: usize) -> Self {
        let (open, anchors) = (Vec::new(), BTreeMap::new());
        let (unused, diagnostics) = (BTreeMap::new(), Vec::new());
        Self { file, yaml, base, open, root: None, anchors, unused, spent: 0, values: 0, documents: 0, diagnostics }
    }

    fn run(&mut self) -> Result<Node, Box<Diagnostic>> {
        for next in Parser::new_from_str(self.yaml) {
            let (event, span) =
                next.map_err(|error| Box::new(fault::syntax(&error, self.file, self.yaml, self.base)))?;
            self.event(event, &span)?;
        }
        for (_, span) in std::mem::take(&mut self.unused) {
            let name = self.slice(&(span.start as usize - self.base..span.end as usize - self.base));
            let message = format!("`{name}` is read as a name that YAML gives the value, not as words of it");
            let fault = Diagnostic::new(Code::YamlTrap, span, message);
            self.diagnostics.push(fault.help("put the whole value in quotation marks"));
        }
        let end = Span::new(self.file, self.base, self.base);
        Ok(self.root.take().unwrap_or(Node { span: end, value: Value::Null }))
    }

    fn event(&mut self, event: Event<'_>, span: &granit::Span) -> Step {
        let bytes = span.byte_range().unwrap_or(0..0);
        if let Some(tag) = span.tag_span().and_then(|tag| tag.byte_range()) {
            self.tag(tag);
        }
        match event {
            Event::DocumentStart(..) => self.document(bytes),
            Event::Scalar(text, style, anchor, _) => {
                let node = self.scalar(text.into_owned(), style, bytes);
                self.place(node, anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.start(bytes, anchor, false),
            Event::MappingStart(_, anchor, _) => self.start(bytes, anchor, true),
            Event::SequenceEnd | Event::MappingEnd => self.end(&bytes),
            Event::Alias(id) => self.alias(id, bytes),
            _ => Ok(()),
        }
    }

    fn span(&self, bytes: &Range<usize>) -> Span {
        Span::new(self.file, self.base + bytes.start, self.base + bytes.end)
    }

    fn slice(&self, bytes: &Range<usize>) -> &'t str {
        self.yaml.get(bytes.clone()).unwrap_or("")
    }

    fn document(&mut self, bytes: Range<usize>) -> Step {
        self.documents += 1;
        if self.documents == 1 {
            return Ok(());
        }
        let fault = Diagnostic::new(Code::YamlSyntax, self.span(&bytes), "a second YAML document in one file");
        Err(Box::new(fault.help("remove the line `---`, or move what follows to a file of its own")))
    }

    fn tag(&mut self, bytes: Range<usize>) {
        let message = format!("`{}` is read as a tag of YAML, not as text", self.slice(&bytes));
        let fault = Diagnostic::new(Code::YamlTrap, self.span(&bytes), message);
        self.diagnostics.push(fault.help("put the whole value in quotation marks"));
    }

    fn scalar(&self, text: String, style: ScalarStyle, mut bytes: Range<usize>) -> Node {
        let style = match style {
            ScalarStyle::Plain => Style::Plain,
            ScalarStyle::Literal => Style::Literal,
            ScalarStyle::Folded => Style::Folded,
            _ => Style::Quoted,
        };
        let typed = self.slice(&bytes).trim_end();
        bytes.end = bytes.start + typed.len();
        let null = style == Style::Plain && matches!(typed, "" | "~" | "null");
        let value = if null { Value::Null } else { Value::Scalar(Scalar { text, style }) };
        Node { span: self.span(&bytes), value }
    }

    fn start(&mut self, bytes: Range<usize>, anchor: usize, map: bool) -> Step {
        if self.open.len() == MAX_DEPTH {
            let message = format!("lists and maps nested deeper than {MAX_DEPTH} levels");
            return Err(Box::new(Diagnostic::new(Code::YamlLimit, self.span(&bytes), message)));
        }
        self.open.push(Open { start: bytes.start, anchor, children: Vec::new(), map });
        Ok(())
    }

    fn end(&mut self, bytes: &Range<usize>) -> Step {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let last = open.children.iter().map(|child| child.span.end as usize - self.base.min(child.span.end as usize));
        // A collection in brackets ends with its bracket, a block with its last value.
        let end = if bytes.is_empty() { last.max().unwrap_or(open.start) } else { bytes.end };
        let span = self.span(&(open.start..end.max(open.start)));
        let value = if open.map { Value::Map(pairs(open.children)) } else { Value::Seq(open.children) };
        self.place(Node { span, value }, open.anchor)
    }

    fn alias(&mut self, id: usize, bytes: Range<usize>) -> Step {
        let Some((weight, node)) = self.anchors.get(&id) else {
            let message = format!("`{}` stands inside the value that it repeats", self.slice(&bytes));
            return Err(Box::new(Diagnostic::new(Code::YamlLimit, self.span(&bytes), message)));
        };
        self.spent += weight;
        if self.spent > (self.yaml.len() * ALIAS_FACTOR).min(ALIAS_MOST) || depth(node) + self.open.len() > MAX_DEPTH {
            let message = format!("`{}` repeats more than aliases may add to a file", self.slice(&bytes));
            return Err(Box::new(Diagnostic::new(Code::YamlLimit, self.span(&bytes), message)));
        }
        let node = node.clone();
        self.unused.remove(&id);
        self.count(node.count() - 1, &node)?;
        self.place(node, 0)
    }

    fn place(&mut self, node: Node, anchor: usize) -> Step {
        self.count(1, &node)?;
        if anchor != 0 {
            self.count(node.count(), &node)?;
            if matches!(node.value, Value::Scalar(_)) {
                let before = &self.yaml[..node.span.start as usize - self.base];
                let start = before.rfind('&').unwrap_or(before.len());
                self.unused.insert(anchor, self.span(&(start..start + before[start..].trim_end().len())));
            }
            self.anchors.insert(anchor, (node.weight(), node.clone()));
        }
        match self.open.last_mut() {
            Some(open) => open.children.push(node),
            None => self.root = Some(node),
        }
        Ok(())
    }

    /// Counts values, and stops a file that has more than may be held.
    fn count(&mut self, more: usize, node: &Node) -> Step {
        self.values += more;
        if self.values <= MOST_VALUES {
            return Ok(());
        }
        let message = format!("more than {MOST_VALUES} values in one file");
        let start = node.span.start as usize;
        let first = Span::new(self.file, start, start);
        Err(Box::new(Diagnostic::new(Code::YamlLimit, first, message).help("divide it into several files")))
    }
}

fn pairs(children: Vec<Node>) -> Vec<(Node, Node)> {
    let mut children = children.into_iter();
    let mut pairs = Vec::with_capacity(children.len() / 2);
    while let (Some(key), Some(value)) = (children.next(), children.next()) {
        pairs.push((key, value));
    }
    pairs
}

fn depth(node: &Node) -> usize {
    match &node.value {
        Value::Null | Value::Scalar(_) => 0,
        Value::Seq(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Map(entries) => 1 + entries.iter().map(|(key, value)| depth(key).max(depth(value))).max().unwrap_or(0),
    }
}
