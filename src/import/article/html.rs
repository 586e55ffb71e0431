//! HTML into lines: one for each block of words, with how it is set and where it stands.

use dom_query::{Document, Element, NodeData, NodeRef};

use super::runs::{self, run, unmarked};
use super::tags;

/// How a line is set, and where.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set {
    /// What it is.
    pub shape: Shape,
    /// Where it stands.
    pub place: Place,
    /// Whether it is a further line of the block above, behind a `<br>`.
    pub goes_on: bool,
}

/// What a line is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// Words of a paragraph, or of text without tags.
    #[default]
    Text,
    /// A heading.
    Heading(u8),
    /// An item of a list, so deep, with its number.
    Item(u8, Option<String>),
    /// A quotation.
    Quotation,
}

/// Where a line stands. Where it stands in several, the later holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the page's body.
    #[default]
    Body,
    /// In a side column or the head of the page.
    Beside,
    /// In a menu, a button or the foot of the page.
    Around,
    /// In what readers are not shown.
    Hidden,
}

/// One line.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// Its words, white space folded.
    pub words: String,
    /// Its line in the original.
    pub number: usize,
    /// How and where it is set.
    pub set: Set,
    /// The runs of text it is made of, each with how many letters it has.
    pub runs: Vec<(usize, usize)>,
}

/// A page's lines and the words of its `<title>`.
#[derive(Debug, Default)]
pub struct Lines {
    /// Its lines. One without words stands between blocks.
    pub found: Vec<Found>,
    /// The title.
    pub title: String,
    /// How deep its elements are nested, at most.
    pub depth: usize,
}

/// Reads the tree of marked HTML.
pub fn lines(marked: &str, tree: &Document) -> Lines {
    let mut reader = Reader { numbers: runs::numbers(marked), number: 1, ..Reader::default() };
    // Steps instead of calls: pages may be nested deeper than calls can be.
    let mut steps = vec![Step::Enter(tree.root())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Enter(node) => reader.enter(node, &mut steps),
            Step::Leave(outside) => reader.leave(outside),
        }
    }
    reader.close(false);
    reader.out
}

enum Step<'a> {
    Enter(NodeRef<'a>),
    /// Leaves an element for what is around it.
    Leave(Around),
}

/// What the elements around a text say of it.
#[derive(Clone, Copy, Default)]
struct Around {
    place: Place,
    heading: Option<u8>,
    quoted: bool,
    preformatted: bool,
    header: bool,
    article: bool,
    /// Whether the innermost element is a block.
    block: bool,
    lists: usize,
    items: usize,
    depth: usize,
}

#[derive(Default)]
struct Reader {
    out: Lines,
    open: Found,
    around: Around,
    /// Open lists: the number of the next item where they count.
    lists: Vec<Option<u32>>,
    /// The item whose first line comes next.
    item: Option<Shape>,
    goes_on: bool,
    run: Option<usize>,
    /// The line of each run in the original.
    numbers: Vec<usize>,
    number: usize,
    titled: bool,
}

impl Reader {
    fn enter<'a>(&mut self, node: NodeRef<'a>, steps: &mut Vec<Step<'a>>) {
        let text = node.query(|node| match &node.data {
            NodeData::Text { contents } => Some(contents.clone()),
            _ => None,
        });
        if let Some(text) = text.flatten() {
            self.text(&text);
            return;
        }
        let Some(element) = node.element_ref() else {
            steps.extend(node.children_it(true).map(Step::Enter));
            return;
        };
        let name: &str = &element.name.local;
        let foreign = &*element.name.ns != "http://www.w3.org/1999/xhtml";
        if tags::has(tags::NO_WORDS, name) {
            return;
        }
        if name == "title" && !foreign && !self.titled {
            self.titled = true;
            self.out.title = unmarked(&node.text()).split_whitespace().collect::<Vec<_>>().join(" ");
            return;
        }
        if name == "br" {
            self.close(true);
            return;
        }
        steps.push(Step::Leave(self.around));
        self.element(name, &element);
        let contents = element.template_contents.map_or(node, |contents| NodeRef::new(contents, node.tree));
        steps.extend(contents.children_it(true).map(Step::Enter));
    }

    /// What an element says of the words in it.
    fn element(&mut self, name: &str, element: &Element) {
        let block = !tags::has(tags::INLINE, name);
        if block {
            self.close(false);
        }
        let around = &mut self.around;
        around.block = block;
        around.depth += 1;
        self.out.depth = self.out.depth.max(around.depth);
        for (names, place) in
            [(tags::HIDDEN, Place::Hidden), (tags::AROUND, Place::Around), (tags::BESIDE, Place::Beside)]
        {
            if tags::has(names, name) {
                around.place = around.place.max(place);
            }
        }
        match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => around.heading = Some(level - b'0'),
            b"header" => around.header = true,
            b"article" | b"main" => around.article = true,
            b"pre" => around.preformatted = true,
            b"blockquote" => {
                around.quoted = true;
                self.item = None;
            }
            b"ol" | b"ul" => {
                let start = element.attr("start").and_then(|start| start.parse().ok());
                self.lists.push((name == "ol").then(|| start.unwrap_or(1)));
                around.lists += 1;
            }
            b"li" => {
                around.items += 1;
                self.item();
            }
            _ => {}
        }
    }

    fn item(&mut self) {
        let depth = u8::try_from(self.lists.len().saturating_sub(1).min(5)).unwrap_or(0);
        let number = self.lists.last_mut().and_then(Option::as_mut).map(|number| {
            *number = number.saturating_add(1);
            (*number - 1).to_string()
        });
        self.item = Some(Shape::Item(depth, number));
    }

    fn leave(&mut self, outside: Around) {
        if self.around.block {
            self.close(false);
        }
        if self.around.items > outside.items {
            self.item = None;
        }
        self.lists.truncate(outside.lists);
        self.around = outside;
    }

    fn text(&mut self, text: &str) {
        for letter in text.chars() {
            self.number += usize::from(letter == '\n');
            if let Some(run) = run(letter) {
                self.run = Some(run);
                self.number = self.numbers.get(run).copied().unwrap_or(self.number);
                self.open.runs.push((run, 0));
            } else if letter == '\n' && self.around.preformatted {
                self.close(true);
            } else if !letter.is_whitespace() {
                self.letter(letter);
            } else if !self.open.words.is_empty() && !self.open.words.ends_with(' ') {
                self.open.words.push(' ');
            }
        }
    }

    fn letter(&mut self, letter: char) {
        if self.open.words.is_empty() {
            self.open.number = self.number;
        }
        if self.open.runs.is_empty() {
            self.open.runs.extend(self.run.map(|run| (run, 0)));
        }
        if let Some((_, letters)) = self.open.runs.last_mut() {
            *letters += 1;
        }
        self.open.words.push(letter);
    }

    /// Ends the open line; a break ends it inside its block.
    fn close(&mut self, breaks: bool) {
        let mut open = std::mem::take(&mut self.open);
        open.words.truncate(open.words.trim_end().len());
        let said = !open.words.is_empty();
        if said {
            open.set = self.set();
            let tight = self.goes_on || matches!(open.set.shape, Shape::Item(..));
            if !self.out.found.is_empty() && !tight {
                self.out.found.push(Found { number: open.number, ..Found::default() });
            }
            self.out.found.push(open);
        }
        // A further paragraph of an item is not another item.
        if said && !breaks || !said && self.goes_on {
            self.item = None;
        }
        // Two breaks end a paragraph.
        self.goes_on = said && breaks;
    }

    fn set(&self) -> Set {
        let around = &self.around;
        let shape = match (around.heading, &self.item) {
            (Some(level), _) => Shape::Heading(level),
            (None, Some(item)) => item.clone(),
            (None, None) if around.quoted => Shape::Quotation,
            (None, None) => Shape::Text,
        };
        let head = around.header && !around.article;
        let place = if head { around.place.max(Place::Beside) } else { around.place };
        Set { shape, place, goes_on: self.goes_on }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::article::{runs::marked, tree::tree};

    /// Each line as shape, place and words.
    fn seen(html: &str) -> Vec<String> {
        let marked = marked(html);
        let found = lines(&marked, &tree(&marked)).found;
        let lines = found.iter().filter(|found| !found.words.is_empty());
        lines
            .map(|line| {
                let shape = match &line.set.shape {
                    Shape::Text => "text".into(),
                    Shape::Heading(level) => format!("h{level}"),
                    Shape::Item(depth, number) => format!("item{depth}{}", number.as_deref().unwrap_or("")),
                    Shape::Quotation => "quote".into(),
                };
                let on = if line.set.goes_on { " on" } else { "" };
                format!("{} {shape} {:?}{on} {}", line.number, line.set.place, line.words)
            })
            .collect()
    }

    #[test]
    fn blocks_become_lines_with_their_place() {
        let html = "<!DOCTYPE html><html><head><title>The <b>pier</title><style>p{}</style></head>\n<body><nav><ul><li>Home<li>News</ul></nav>\n\
            <h1>The pier</h1><p>It is <b>o</b>ld &amp; small.<br>And wet.</p><script>var x = '<p>no</p>';</script>\n<ol><li>one</li><li><p>two</p><ul><li>deep</li></ul></li></ol>\
            <blockquote><p>They said</p></blockquote><pre>a\nb</pre><noscript>no script</noscript><footer>foot</footer></body></html>";
        assert_eq!(
            seen(html),
            [
                "2 item0 Around Home",
                "2 item0 Around News",
                "3 h1 Body The pier",
                "3 text Body It is old & small.",
                "3 text Body on And wet.",
                "4 item01 Body one",
                "4 item02 Body two",
                "4 item1 Body deep",
                "4 quote Body They said",
                "4 text Body a",
                "5 text Body on b",
                "5 text Hidden no script",
                "5 text Around foot",
            ]
        );
        let marked = marked(html);
        assert_eq!(lines(&marked, &tree(&marked)).title, "The <b>pier");
    }

    #[test]
    fn what_stands_around_words_says_what_they_are() {
        let cases: &[(&str, &[&str])] = &[
            (
                "<ul><li><p>a</p><p>b</p><li>c<br>d</ul>e",
                &["1 item0 Body a", "1 text Body b", "1 item0 Body c", "1 item0 Body on d", "1 text Body e"],
            ),
            ("<ul><li></ul>a<ol><li><br>b<br><br>c", &["1 text Body a", "1 item01 Body b", "1 text Body c"]),
            (
                "<blockquote>a<ul><li>b</ul><div>c</div></blockquote>d",
                &["1 quote Body a", "1 item0 Body b", "1 quote Body c", "1 text Body d"],
            ),
            (
                "<h2><div>a</div></h2><header>b<article>c</article></header><nav><aside>d</nav>e",
                &["1 h2 Body a", "1 text Beside b", "1 text Body c", "1 text Around d", "1 text Body e"],
            ),
            (
                "a<nav><svg><title>b</title><style>c</style></nav>d<template><p>e</template>",
                &["1 text Body a", "1 text Hidden b", "1 text Body d", "1 text Hidden e"],
            ),
            ("<table>a<tr><td>b</table>c", &["1 text Body a", "1 text Body b", "1 text Body c"]),
            (
                "a\n<!-- x > y\n<script> -->\nb < c\n<i\nid='\n>'>d</i><script>\n<p></script>\n< e <p>\nf\n<pre>\n\ng\nh",
                &["1 text Body a b < c d < e", "10 text Body f", "13 text Body g", "14 text Body on h"],
            ),
        ];
        for (html, expected) in cases {
            assert_eq!(&seen(&format!("<body>{html}")), expected, "{html}");
        }
    }
}
