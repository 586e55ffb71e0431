//! HTML into lines: one for each block of words, with how it is set and where it stands.

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, Tag, TagKind, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
};

use super::runs::{run, unmarked};
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

/// Where a line stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In the page's body.
    #[default]
    Body,
    /// In a menu, a button or the foot of the page.
    Around,
    /// In a side column or the head of the page.
    Beside,
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

/// Reads marked HTML.
pub fn lines(marked: &str) -> Lines {
    let tokenizer = Tokenizer::new(Sink(RefCell::new(Reader::default())), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(marked));
    // The tokenizer stops after each script for a browser to run it.
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    let mut reader = tokenizer.sink.0.into_inner();
    reader.close(false);
    reader.out.title = unmarked(&reader.out.title).split_whitespace().collect::<Vec<_>>().join(" ");
    reader.out
}

struct Sink(RefCell<Reader>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut reader = self.0.borrow_mut();
        match token {
            TagToken(tag) => {
                reader.tag(&tag);
                // In drawings a parser looks for tags everywhere.
                if tag.kind == TagKind::StartTag && !reader.is_in("svg math") {
                    return raw_kind(&tag.name);
                }
            }
            CharacterTokens(text) => reader.text(&text, usize::try_from(line).unwrap_or(1)),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn raw_kind(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => TokenSinkResult::RawData(RawKind::Rawtext),
        "plaintext" => TokenSinkResult::Plaintext,
        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

#[derive(Default)]
struct Reader {
    out: Lines,
    open: Found,
    /// How often an element that matters is open.
    depth: HashMap<String, usize>,
    all: usize,
    /// The raw element whose text comes next.
    raw: Option<String>,
    /// Whether the page's title is over; drawings have titles too.
    titled: bool,
    /// Open lists: the number of the next item where they count.
    lists: Vec<Option<u32>>,
    shape: Shape,
    goes_on: bool,
    runs: Option<usize>,
}

impl Reader {
    fn is_in(&self, names: &str) -> bool {
        names.split(' ').any(|name| self.depth.get(name).is_some_and(|depth| *depth > 0))
    }

    fn tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        let starts = tag.kind == TagKind::StartTag;
        if starts && tags::has(tags::BREAKS_OUT, name) {
            self.depth.remove("svg");
            self.depth.remove("math");
        }
        self.titled |= name == "title" && !starts;
        self.raw = (starts && !self.is_in("svg math") && (tags::has(tags::NO_WORDS, name) || name == "title"))
            .then(|| name.to_string());
        if name == "br" {
            self.close(true);
            return;
        }
        if !tags::has(tags::INLINE, name) {
            self.close(false);
            self.block(name, tag, starts);
        }
        self.nest(name, starts && !tag.self_closing && !tags::has(tags::VOID, name));
    }

    fn nest(&mut self, name: &str, starts: bool) {
        if starts {
            self.all += 1;
            self.out.depth = self.out.depth.max(self.all);
        } else {
            self.all = self.all.saturating_sub(1);
        }
        let matters = tags::has(tags::AROUND, name)
            || tags::has(tags::BESIDE, name)
            || tags::has(tags::HIDDEN, name)
            || matches!(name, "svg" | "math" | "pre" | "blockquote" | "header" | "article" | "main");
        if !matters {
            return;
        }
        let depth = self.depth.entry(name.to_string()).or_insert(0);
        *depth = if starts { *depth + 1 } else { depth.saturating_sub(1) };
    }

    /// What a block's tag says of the words behind it.
    fn block(&mut self, name: &str, tag: &Tag, starts: bool) {
        match name {
            "ol" | "ul" if starts => {
                let start =
                    tag.attrs.iter().find(|attr| &*attr.name.local == "start").and_then(|attr| attr.value.parse().ok());
                self.lists.push((name == "ol").then(|| start.unwrap_or(1)));
            }
            "ol" | "ul" => {
                self.lists.pop();
            }
            _ => {}
        }
        self.shape = match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] if starts => Shape::Heading(level - b'0'),
            b"li" if starts => {
                let depth = u8::try_from(self.lists.len().saturating_sub(1).min(5)).unwrap_or(0);
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|number| {
                    *number = number.saturating_add(1);
                    (*number - 1).to_string()
                });
                Shape::Item(depth, number)
            }
            // A paragraph inside an item is the item's.
            b"p" | b"div" | b"span" if starts && matches!(self.shape, Shape::Item(..)) => self.shape.clone(),
            _ if self.is_in("blockquote") || name == "blockquote" && starts => Shape::Quotation,
            _ => Shape::Text,
        };
    }

    fn text(&mut self, text: &str, number: usize) {
        match self.raw.as_deref() {
            Some("title") if !self.titled => {
                self.out.title.push_str(text);
                return;
            }
            Some("title") | None => {}
            Some(_) => return,
        }
        let lines_matter = self.is_in("pre");
        // The tokenizer says where a text ends.
        let mut number = number.saturating_sub(text.matches('\n').count()).max(1);
        for letter in text.chars() {
            number += usize::from(letter == '\n');
            if let Some(run) = run(letter) {
                self.runs = Some(run);
                self.open.runs.push((run, 0));
            } else if letter == '\n' && lines_matter {
                self.close(true);
            } else if letter.is_whitespace() {
                if !self.open.words.is_empty() && !self.open.words.ends_with(' ') {
                    self.open.words.push(' ');
                }
            } else {
                self.letter(letter, number);
            }
        }
    }

    fn letter(&mut self, letter: char, number: usize) {
        if self.open.words.is_empty() {
            self.open.number = number;
        }
        if self.open.runs.is_empty() {
            self.open.runs.extend(self.runs.map(|run| (run, 0)));
        }
        if let Some((_, letters)) = self.open.runs.last_mut() {
            *letters += 1;
        }
        self.open.words.push(if letter == '\0' { '\u{fffd}' } else { letter });
    }

    /// Ends the open line; a break ends it inside its block.
    fn close(&mut self, breaks: bool) {
        let mut open = std::mem::take(&mut self.open);
        open.words.truncate(open.words.trim_end().len());
        if open.words.is_empty() {
            // Two breaks end a paragraph.
            self.goes_on = false;
            return;
        }
        let place = if self.is_in(tags::HIDDEN) {
            Place::Hidden
        } else if self.is_in(tags::AROUND) {
            Place::Around
        } else if self.is_in(tags::BESIDE) || self.is_in("header") && !self.is_in("article main") {
            Place::Beside
        } else {
            Place::Body
        };
        open.set = Set { shape: self.shape.clone(), place, goes_on: self.goes_on };
        let tight = self.goes_on || matches!(open.set.shape, Shape::Item(..));
        if !self.out.found.is_empty() && !tight {
            self.out.found.push(Found { number: open.number, ..Found::default() });
        }
        self.out.found.push(open);
        self.goes_on = breaks;
        // A further line of an item is a paragraph of its own words, not another item.
        if !breaks && matches!(self.shape, Shape::Item(..)) {
            self.shape = Shape::Text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::article::runs::marked;

    #[test]
    fn blocks_become_lines_with_their_place() {
        let html = "<!DOCTYPE html><html><head><title>The <b>pier</title><style>p{}</style></head>\n<body><nav><ul><li>Home<li>News</ul></nav>\n\
            <h1>The pier</h1><p>It is <b>o</b>ld &amp; small.<br>And wet.</p><script>var x = '<p>no</p>';</script>\n<ol><li>one</li><li><p>two</p><ul><li>deep</li></ul></li></ol>\
            <blockquote><p>They said</p></blockquote><pre>a\nb</pre><noscript>no script</noscript><footer>foot</footer></body></html>";
        let lines = lines(&marked(html));
        let seen: Vec<String> = lines
            .found
            .iter()
            .filter(|found| !found.words.is_empty())
            .map(|found| {
                format!(
                    "{} {:?} {:?}{} {}",
                    found.number,
                    found.set.shape,
                    found.set.place,
                    if found.set.goes_on { " on" } else { "" },
                    found.words
                )
            })
            .collect();
        let item = |depth: u8, number: Option<&str>| format!("{:?}", Shape::Item(depth, number.map(String::from)));
        assert_eq!(
            seen,
            [
                format!("2 {} Around Home", item(0, None)),
                format!("2 {} Around News", item(0, None)),
                "3 Heading(1) Body The pier".into(),
                "3 Text Body It is old & small.".into(),
                "3 Text Body on And wet.".into(),
                format!("4 {} Body one", item(0, Some("1"))),
                format!("4 {} Body two", item(0, Some("2"))),
                format!("4 {} Body deep", item(1, None)),
                "4 Quotation Body They said".into(),
                "4 Text Body a".into(),
                "5 Text Body on b".into(),
                "5 Text Hidden no script".into(),
                "5 Text Around foot".into(),
            ]
        );
        assert_eq!(lines.title, "The <b>pier");
    }
}
