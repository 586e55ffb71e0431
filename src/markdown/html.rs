//! Raw HTML cut into what is kept, what is left out, and words: what the sanitiser would do, known before it does it.

use std::ops::Range;

/// A piece of a block of raw HTML, by its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words, on one line.
    Words(Range<usize>),
    /// The end of a line between words.
    Break(Range<usize>),
    /// A tag that is kept, or white space between tags.
    Raw(Range<usize>),
    /// An element that is left out.
    LeftOut(Range<usize>, String),
    /// What is opened and not closed, so that all behind it is left out.
    Unclosed(Range<usize>, String),
}

/// What becomes of a tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It stays.
    Kept,
    /// It goes, and nothing is missed.
    Unwrapped,
    /// It goes, and something is missed.
    LeftOut,
    /// It goes with all that stands in it.
    WithContents,
    /// It is no HTML, and so it is words.
    Words,
}

/// Elements that stay, but for those of [`PARTS`].
const KEPT: &[&str] = &[
    "a", "abbr", "acronym", "area", "b", "bdi", "bdo", "cite", "code", "col", "colgroup", "data", "del", "dfn", "em",
    "i", "ins", "kbd", "map", "mark", "q", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
];

/// Elements that stay and stand apart from the words before and behind them.
const PARTS: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "nav",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

const UNWRAPPED: &[&str] = &[
    "address", "big", "blink", "body", "fieldset", "font", "head", "html", "label", "legend", "main", "marquee",
    "nobr", "noscript", "section", "tfoot",
];

const LEFT_OUT: &[&str] = &[
    "applet", "audio", "base", "button", "canvas", "embed", "form", "frame", "frameset", "iframe", "img", "input",
    "link", "meta", "object", "option", "param", "picture", "select", "textarea", "track", "video",
];

const WITH_CONTENTS: &[&str] = &["math", "script", "style", "svg", "template"];

/// Elements that have no end, or whose end may be left out.
const OPEN_ENDED: &[&str] = &[
    "area", "br", "col", "colgroup", "dd", "dt", "hr", "li", "p", "rp", "rt", "rtc", "tbody", "td", "th", "thead",
    "tr", "wbr",
];

const VOID: &[&str] = &["area", "br", "col", "hr", "wbr"];

/// A tag longer than this is words.
const MAX_TAG: usize = 1024;

/// A tag: its name in small letters, whether it closes, and its length.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub(super) name: String,
    pub(super) closes: bool,
    pub(super) len: usize,
}

impl Tag {
    pub(super) fn fate(&self) -> Fate {
        let name = &self.name.as_str();
        match () {
            () if KEPT.contains(name) || PARTS.contains(name) => Fate::Kept,
            () if UNWRAPPED.contains(name) => Fate::Unwrapped,
            () if LEFT_OUT.contains(name) => Fate::LeftOut,
            () if WITH_CONTENTS.contains(name) => Fate::WithContents,
            () => Fate::Words,
        }
    }

    /// Whether it is right without another tag that closes it.
    pub(super) fn is_open_ended(&self) -> bool {
        OPEN_ENDED.contains(&self.name.as_str())
    }

    /// How much deeper what follows stands.
    pub(super) fn depth(&self) -> isize {
        match (self.closes, VOID.contains(&self.name.as_str())) {
            (_, true) => 0,
            (true, _) => -1,
            (false, _) => 1,
        }
    }
}

/// The tag that a text begins with.
pub(super) fn tag(html: &str) -> Option<Tag> {
    let rest = html.strip_prefix('<')?;
    let (rest, closes) = rest.strip_prefix('/').map_or((rest, false), |rest| (rest, true));
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name = rest.split(|c: char| c.is_ascii_whitespace() || "/>".contains(c)).next()?;
    let from = html.len() - rest.len() + name.len();
    let (mut quote, mut before) = (None, b' ');
    for (at, &byte) in html.as_bytes().iter().enumerate().skip(from).take(MAX_TAG) {
        match quote {
            Some(open) if open == byte => quote = None,
            Some(_) => {}
            None if byte == b'>' => return Some(Tag { name: name.to_ascii_lowercase(), closes, len: at + 1 }),
            None if before == b'=' && (byte == b'"' || byte == b'\'') => quote = Some(byte),
            None => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
    }
    None
}

/// Whether words before and behind a piece of raw HTML are apart.
pub(super) fn parts(raw: &str) -> bool {
    raw.trim().is_empty() || tag(raw).is_some_and(|tag| PARTS.contains(&tag.name.as_str()))
}

/// How deep elements stand in each other, at most.
pub(crate) fn depth(html: &str) -> usize {
    let (mut depth, mut most) = (0isize, 0isize);
    let last = html.rfind('>').unwrap_or(0);
    for (at, _) in html.match_indices('<').take_while(|(at, _)| *at < last) {
        let Some(tag) = tag(&html[at..]) else { continue };
        depth = (depth + tag.depth()).max(0);
        most = most.max(depth);
    }
    most.unsigned_abs()
}

/// The pieces of a block of raw HTML.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let lower = html.to_ascii_lowercase();
    let last = html.rfind('>').unwrap_or(0);
    let mut cutter = Cutter { html, lower: &lower, out: Vec::new(), pre: 0 };
    let (mut words, mut at) = (0, 0);
    while let Some(open) = html[at..].find('<').map(|found| at + found) {
        let next = cutter.markup(open, last);
        match next {
            None => at = open + 1,
            Some((end, None)) => at = end,
            Some((end, Some(pieces))) => {
                cutter.words(words..open);
                cutter.enter(open);
                cutter.out.extend(pieces);
                (words, at) = (end, end);
            }
        }
    }
    cutter.words(words..html.len());
    cutter.out
}

struct Cutter<'h> {
    html: &'h str,
    lower: &'h str,
    out: Vec<Piece>,
    /// How many `<pre>` are open.
    pre: usize,
}

impl Cutter<'_> {
    /// Where markup that begins at `<` ends, and what it gives; no pieces where it is words.
    fn markup(&self, open: usize, last: usize) -> Option<(usize, Option<Option<Piece>>)> {
        let (html, rest) = (self.html, &self.html[open..]);
        if rest.starts_with("<!--") {
            return Some(self.comment(open));
        }
        if open >= last {
            // Without an end of its tag, only what is left out with its contents is more than a word.
            return None;
        }
        if rest.starts_with("<!") || rest.starts_with("<?") {
            return rest.find('>').map(|end| (open + end + 1, None));
        }
        let tag = tag(rest)?;
        let range = open..open + tag.len;
        Some(match tag.fate() {
            Fate::Words => (range.end, None),
            Fate::Kept => (range.end, Some(Some(Piece::Raw(range)))),
            Fate::Unwrapped => (range.end, Some(None)),
            Fate::LeftOut if tag.closes => (range.end, Some(None)),
            Fate::LeftOut => (range.end, Some(Some(Piece::LeftOut(range, tag.name)))),
            Fate::WithContents if tag.closes => (range.end, None),
            Fate::WithContents if html[..range.end].ends_with("/>") => {
                (range.end, Some(Some(Piece::LeftOut(range, tag.name))))
            }
            Fate::WithContents => match self.end_of(&tag.name, range.end) {
                Some(end) => (end, Some(Some(Piece::LeftOut(range, tag.name)))),
                None => (html.len(), Some(Some(Piece::Unclosed(range, tag.name)))),
            },
        })
    }

    fn comment(&self, open: usize) -> (usize, Option<Option<Piece>>) {
        let rest = &self.html[open..];
        if let Some(short) = ["<!-->", "<!--->"].iter().find(|short| rest.starts_with(**short)) {
            return (open + short.len(), Some(None));
        }
        match rest[4..].find("-->") {
            Some(end) => (open + 4 + end + 3, Some(None)),
            None => (self.html.len(), Some(Some(Piece::Unclosed(open..open + 4, "!--".into())))),
        }
    }

    /// Where an element that goes with its contents ends.
    fn end_of(&self, name: &str, from: usize) -> Option<usize> {
        let (opens, closes) = (format!("<{name}"), format!("</{name}"));
        let nests = name != "script" && name != "style";
        let (mut depth, mut at) = (1usize, from);
        loop {
            at += self.lower[at..].find('<')?;
            let rest = &self.lower[at..];
            if rest.starts_with(&closes) {
                let end = at + rest.find('>')? + 1;
                depth -= 1;
                if depth == 0 {
                    return Some(end);
                }
            } else if nests && rest.starts_with(&opens) {
                depth += 1;
            }
            at += 1;
        }
    }

    /// Counts what keeps its lines.
    fn enter(&mut self, open: usize) {
        if self.lower[open..].starts_with("<pre") {
            self.pre += 1;
        } else if self.lower[open..].starts_with("</pre") {
            self.pre = self.pre.saturating_sub(1);
        }
    }

    /// Words by line. White space with an end of a line in it, next to a tag, is the markup's.
    fn words(&mut self, range: Range<usize>) {
        let text = &self.html[range.clone()];
        if text.is_empty() {
            return;
        }
        if self.pre > 0 {
            let mut at = range.start;
            for line in text.split_inclusive('\n') {
                self.out.push(Piece::Words(at..at + line.len()));
                at += line.len();
            }
            return;
        }
        let space = |c: char| c.is_ascii_whitespace();
        let (head, tail) = (text.trim_start_matches(space), text.trim_end_matches(space));
        if head.is_empty() {
            self.out.push(Piece::Raw(range));
            return;
        }
        let (before, behind) = (range.end - head.len(), range.start + tail.len());
        let before = if self.html[range.start..before].contains('\n') { before } else { range.start };
        let behind = if self.html[behind..range.end].contains('\n') { behind } else { range.end };
        if before > range.start {
            self.out.push(Piece::Raw(range.start..before));
        }
        self.lines(before..behind);
        if behind < range.end {
            self.out.push(Piece::Raw(behind..range.end));
        }
    }

    fn lines(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(end) = self.html[at..range.end].find('\n').map(|found| at + found) {
            let next = &self.html[end..range.end];
            let after = end + next.len() - next.trim_start_matches(|c: char| c.is_ascii_whitespace()).len();
            self.out.push(Piece::Words(at..end));
            self.out.push(Piece::Break(end..after));
            at = after;
        }
        self.out.push(Piece::Words(at..range.end));
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, depth, pieces};

    fn cut(html: &str) -> Vec<String> {
        let each = pieces(html).into_iter().map(|piece| match piece {
            Piece::Words(range) => format!("words {}", &html[range]),
            Piece::Break(_) => "break".into(),
            Piece::Raw(range) => format!("raw {}", html[range].trim()),
            Piece::LeftOut(_, name) => format!("out {name}"),
            Piece::Unclosed(_, name) => format!("open {name}"),
        });
        each.collect()
    }

    #[test]
    fn pieces_are_words_and_what_the_sanitiser_keeps() {
        let cases: &[(&str, &[&str])] = &[
            ("<p>One\n  two</p>\n", &["raw <p>", "words One", "break", "words two", "raw </p>", "raw "]),
            ("<p>a <redacted> b</p>", &["raw <p>", "words a <redacted> b", "raw </p>"]),
            ("<P CLASS='a>b'>a", &["raw <P CLASS='a>b'>", "words a"]),
            ("a <!-- c --> b", &["words a ", "words  b"]),
            ("a <!-- c", &["words a ", "open !--"]),
            ("a<SCRIPT>x</Script>b", &["words a", "out script", "words b"]),
            ("<svg><svg>x</svg>y</svg>b", &["out svg", "words b"]),
            ("<script>\nx", &["open script"]),
            ("<?php x ?> <![CDATA[y]]>", &["words <?php x ?> <![CDATA[y]]>"]),
            ("a < b <c", &["words a < b <c"]),
            ("<img src=x>a<font>b</font>", &["out img", "words a", "words b"]),
            ("<pre>a\nb</pre>", &["raw <pre>", "words a\n", "words b", "raw </pre>"]),
        ];
        for (html, expected) in cases {
            assert_eq!(cut(html), *expected, "{html}");
        }
    }

    #[test]
    fn depth_counts_what_is_not_closed() {
        assert_eq!(depth("<ul><li>a</li></ul><br><br><br><b>c</b>"), 2);
        assert_eq!(depth(&"<div>".repeat(300)), 300);
    }
}
