//! Raw HTML among the parser's events: what is no HTML becomes words, what is not shown goes, and what is missed is told.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Parser, Tag, TagEnd};

use super::html::{self, Fate, Piece};
use super::is_inline;
use super::parsed::Issue;

/// A block of raw HTML that is longer is shown as it is written.
pub const MAX_HTML: usize = 200_000;

/// Raw HTML that is deeper is shown as it is written: sanitising is quadratic in depth.
pub const MAX_HTML_DEPTH: usize = 200;

type Placed<'a> = (Event<'a>, Range<usize>);

/// The events with raw HTML tamed.
pub(super) struct Tamed<'a> {
    pub(super) events: Vec<Placed<'a>>,
    pub(super) issues: Vec<(Range<usize>, Issue)>,
}

/// Goes through a text's events; blocks of raw HTML beyond `room` events are shown as they are written.
pub(super) fn tame(events: Vec<Placed<'_>>, room: usize) -> Tamed<'_> {
    let mut out = Tamed { events: Vec::new(), issues: Vec::new() };
    let concerns = |(event, _): &Placed<'_>| {
        matches!(
            event,
            Event::Html(_) | Event::InlineHtml(_) | Event::Start(Tag::Link { link_type: LinkType::Email, .. })
        )
    };
    if !events.iter().any(concerns) {
        out.events = events;
        return out;
    }
    let pairs = Pairs::of(&events);
    out.issues.extend(pairs.faults.iter().cloned());
    out.events.reserve(events.len());
    let mut skip = 0;
    let mut block: Option<Vec<Placed<'_>>> = None;
    for (at, (event, range)) in events.into_iter().enumerate() {
        match (event, &mut block) {
            _ if at < skip => {}
            (Event::Start(Tag::HtmlBlock), _) => {
                block = Some(Vec::new());
                out.events.push((Event::Start(Tag::HtmlBlock), range));
            }
            (Event::End(TagEnd::HtmlBlock), lines) => {
                let lines = lines.take().unwrap_or_default();
                out.block(lines, room);
                let as_code = out.ends_as_code();
                out.events.push((Event::End(if as_code { TagEnd::CodeBlock } else { TagEnd::HtmlBlock }), range));
            }
            (event, Some(lines)) => lines.push((event, range)),
            (Event::InlineHtml(html), None) => skip = out.inline(at, html, range, &pairs),
            (Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, title, id }), None) => {
                let dest_url = CowStr::from(format!("mailto:{dest_url}"));
                out.events.push((Event::Start(Tag::Link { link_type: LinkType::Email, dest_url, title, id }), range));
            }
            (event, None) => out.events.push((event, range)),
        }
    }
    out
}

impl<'a> Tamed<'a> {
    /// A tag inside a line. Gives the event to go on from.
    fn inline(&mut self, at: usize, html: CowStr<'a>, range: Range<usize>, pairs: &Pairs) -> usize {
        let Some(tag) = html::tag(&html).filter(|_| !pairs.written.contains(&at)) else {
            if !html.starts_with("<!--") || pairs.written.contains(&at) {
                self.events.push((Event::Text(html), range));
            }
            return at + 1;
        };
        let pair = pairs.of.get(&at).copied();
        match tag.fate() {
            Fate::Kept if pair.is_some() || tag.is_open_ended() => self.events.push((Event::InlineHtml(html), range)),
            Fate::Unwrapped if pair.is_some() => {}
            Fate::LeftOut if tag.closes => {}
            Fate::LeftOut => self.issues.push((range, Issue::LeftOut(tag.name))),
            Fate::WithContents if pair.is_some_and(|pair| pair > at) => {
                self.issues.push((range, Issue::LeftOut(tag.name)));
                return pair.unwrap_or(at) + 1;
            }
            _ => self.events.push((Event::Text(html), range)),
        }
        at + 1
    }

    /// A block of raw HTML, whose first event stands there already.
    fn block(&mut self, lines: Vec<Placed<'a>>, room: usize) {
        let mut html = String::new();
        let mut map = Vec::with_capacity(lines.len());
        for (event, range) in &lines {
            if let Event::Html(words) | Event::Text(words) = event {
                map.push((html.len(), words.len(), range.clone()));
                html.push_str(words);
            }
        }
        let pieces = if html.len() > MAX_HTML { Vec::new() } else { html::pieces(&html) };
        let long = html.len() > MAX_HTML || self.events.len() + pieces.len() > room;
        let deep = !long && depth(&html, &pieces) > MAX_HTML_DEPTH;
        if long || deep {
            return self.as_written(lines, if long { Issue::HtmlTooLong } else { Issue::HtmlTooDeep });
        }
        for piece in pieces {
            match piece {
                Piece::Words(range) => self.words(&html, range, &map),
                Piece::Break(range) => self.events.push((Event::SoftBreak, place(&map, &range))),
                Piece::Raw(range) => {
                    let at = place(&map, &range);
                    self.events.push((Event::InlineHtml(html[range].to_string().into()), at));
                }
                Piece::LeftOut(range, name) => self.issues.push((place(&map, &range), Issue::LeftOut(name))),
                Piece::Unclosed(range, name) => self.issues.push((place(&map, &range), Issue::Unclosed(name))),
            }
        }
    }

    /// Words of a block, its entities read as Markdown reads them.
    fn words(&mut self, html: &str, range: Range<usize>, map: &[(usize, usize, Range<usize>)]) {
        let mut from = range.start;
        let mut at = range.start;
        while let Some(open) = html[at..range.end].find('&').map(|found| at + found) {
            at = open + 1;
            let Some((words, len)) = entity(&html[open..range.end]) else { continue };
            self.text(html, from..open, map);
            self.events.push((Event::Text(words.into()), place(map, &(open..open + len))));
            from = open + len;
            at = from;
        }
        self.text(html, from..range.end, map);
    }

    fn text(&mut self, html: &str, range: Range<usize>, map: &[(usize, usize, Range<usize>)]) {
        if !range.is_empty() {
            let at = place(map, &range);
            self.events.push((Event::Text(html[range].to_string().into()), at));
        }
    }

    /// A block that is shown as it is written, as code is.
    fn as_written(&mut self, lines: Vec<Placed<'a>>, issue: Issue) {
        if let Some((start, range)) = self.events.last_mut() {
            *start = Event::Start(Tag::CodeBlock(CodeBlockKind::Indented));
            self.issues.push((range.clone(), issue));
        }
        for (event, range) in lines {
            if let Event::Html(words) | Event::Text(words) = event {
                self.events.push((Event::Text(words), range));
            }
        }
    }

    /// Whether the block that ends now is shown as it is written.
    fn ends_as_code(&self) -> bool {
        let start = self.events.iter().rev().find(|(event, _)| matches!(event, Event::Start(_)));
        start.is_some_and(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))))
    }
}

fn depth(html: &str, pieces: &[Piece]) -> usize {
    let (mut depth, mut most) = (0isize, 0isize);
    for piece in pieces {
        let Piece::Raw(range) = piece else { continue };
        depth = (depth + html::tag(&html[range.clone()]).map_or(0, |tag| tag.depth())).max(0);
        most = most.max(depth);
    }
    most.unsigned_abs()
}

/// Bytes of the source behind bytes of a block's HTML, which comes line by line.
fn place(map: &[(usize, usize, Range<usize>)], range: &Range<usize>) -> Range<usize> {
    let line =
        |at: usize| map.partition_point(|(start, ..)| *start <= at).checked_sub(1).and_then(|line| map.get(line));
    let (Some(first), Some(last)) = (line(range.start), line(range.end.saturating_sub(1))) else { return 0..0 };
    let start = if first.1 == first.2.len() { first.2.start + range.start - first.0 } else { first.2.start };
    let end = if last.1 == last.2.len() { last.2.start + range.end - last.0 } else { last.2.end };
    start..end.max(start)
}

/// What an entity at the beginning says, and how long it is.
fn entity(html: &str) -> Option<(String, usize)> {
    let inner = html.get(1..)?;
    let len = inner.bytes().take(32).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    if len == 0 || inner.as_bytes().get(len) != Some(&b';') {
        return None;
    }
    let written = &html[..len + 2];
    let words: String = Parser::new(written)
        .filter_map(|event| match event {
            Event::Text(words) => Some(words.to_string()),
            _ => None,
        })
        .collect();
    (!words.is_empty() && words != written).then_some((words, written.len()))
}

/// Tags of lines that belong together.
#[derive(Default)]
struct Pairs {
    /// The other tag of a pair, both ways.
    of: HashMap<usize, usize>,
    /// Tags of lines that are too long or too deep: they are shown as they are written.
    written: HashSet<usize>,
    /// Why they are.
    faults: Vec<(Range<usize>, Issue)>,
}

/// What is known of a line of words on the way through it.
#[derive(Default)]
struct Line {
    /// Tags that are open: their events, and the elements they stand in.
    open: HashMap<String, Vec<(usize, usize)>>,
    all: Vec<usize>,
    place: Option<Range<usize>>,
    bytes: usize,
    depth: isize,
    deepest: isize,
}

impl Pairs {
    fn of(events: &[Placed<'_>]) -> Self {
        let mut out = Self::default();
        let mut line = Line::default();
        let mut parents: Vec<(usize, bool)> = Vec::new();
        for (at, (event, range)) in events.iter().enumerate() {
            match event {
                Event::Start(_) => {
                    let inline = is_inline(event);
                    parents.push((at, inline));
                    if !inline {
                        out.end(&mut line);
                    }
                }
                Event::End(_) => {
                    let (_, inline) = parents.pop().unwrap_or((0, true));
                    if !inline {
                        out.end(&mut line);
                    }
                }
                Event::InlineHtml(html) => {
                    let parent = parents.last().map_or(usize::MAX, |(parent, _)| *parent);
                    line.place.get_or_insert_with(|| range.clone());
                    out.tag(&mut line, at, html, parent);
                }
                _ => {}
            }
        }
        out.end(&mut line);
        out
    }

    fn tag(&mut self, line: &mut Line, at: usize, html: &str, parent: usize) {
        line.all.push(at);
        line.bytes += html.len();
        let Some(tag) = html::tag(html) else { return };
        if tag.fate() == Fate::Kept {
            line.depth = (line.depth + tag.depth()).max(0);
            line.deepest = line.deepest.max(line.depth);
        }
        if !tag.closes {
            line.open.entry(tag.name).or_default().push((at, parent));
        } else if let Some((open, above)) = line.open.get_mut(&tag.name).and_then(Vec::pop)
            && (tag.fate() != Fate::WithContents || above == parent)
        {
            self.of.insert(open, at);
            self.of.insert(at, open);
        }
    }

    fn end(&mut self, line: &mut Line) {
        if line.all.is_empty() {
            return;
        }
        let line = std::mem::take(line);
        let long = line.bytes > MAX_HTML;
        if long || line.deepest.unsigned_abs() > MAX_HTML_DEPTH {
            let issue = if long { Issue::HtmlTooLong } else { Issue::HtmlTooDeep };
            self.faults.extend(line.place.map(|place| (place, issue)));
            self.written.extend(line.all);
        }
    }
}
