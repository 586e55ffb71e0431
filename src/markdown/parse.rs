//! Markdown events, cut into top-level chunks, blocks and plain text.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, RefDefs, Tag};
use unicase::UniCase;

use super::blocks::{Anchors, trim_head, trim_tail};
use super::lost;
use super::parsed::{Chunk, ChunkKind, Issue, Parsed, Rules};
use super::tame::{Tamed, tame};
use super::words::{Draft, is_inline, number, source_range, words};
use super::{Block, BlockKind, Text};

/// Elements nested deeper than this are shown without their own markup: no reader's text is that deep, and parsers of
/// the page would give out.
pub const MAX_DEPTH: usize = 60;

/// More beginnings, ends and words than this are not read: many times those of the longest report.
pub const MAX_EVENTS: usize = 200_000;

/// Reads Markdown. Never fails: every text is Markdown.
pub fn parse<'a>(source: &'a str, rules: Rules<'_>) -> Parsed<'a> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_WIKILINKS;
    let parser = Parser::new_ext(source, options).into_offset_iter();
    let definitions = definitions(parser.reference_definitions());
    let Collected { events, too_deep, too_long } = collect(parser);
    let Tamed { events, issues } = tame(events, MAX_EVENTS);
    let ends = match_ends(&events);
    let mut reader = Reader {
        source,
        rules,
        anchors: Anchors::default(),
        parsed: Parsed {
            events,
            ends,
            chunks: Vec::new(),
            inline: Vec::new(),
            text: Text::default(),
            issues: Vec::new(),
        },
    };
    let is_cut = too_long.is_some();
    if let Some(range) = too_deep {
        reader.issue(range, Issue::TooDeep);
    }
    if let Some(range) = too_long {
        reader.issue(range, Issue::TooLong);
    }
    for (range, issue) in issues.into_iter().chain(lost::footnotes(&reader.parsed.events)) {
        reader.issue(range, issue);
    }
    if reader.record() && !is_cut {
        for (range, issue) in lost::lost(source, &reader.parsed.events, &reader.parsed.ends, &definitions) {
            reader.issue(range, issue);
        }
    }
    reader.top_level();
    reader.parsed.text.index();
    reader.parsed
}

/// Definitions of links, in order of place.
fn definitions(all: &RefDefs<'_>) -> Vec<lost::Definition> {
    let each = all.iter().filter(|(_, definition)| !matches!(&*definition.dest, "" | "#"));
    let mut out: Vec<_> = each.map(|(label, definition)| (lost::label(label), definition.span.clone())).collect();
    out.sort_by_key(|(_, range)| range.start);
    out
}

type Placed<'a> = (Event<'a>, Range<usize>);

/// The events that are kept, and where the first that is not would have been.
#[derive(Default)]
struct Collected<'a> {
    events: Vec<Placed<'a>>,
    too_deep: Option<Range<usize>>,
    too_long: Option<Range<usize>>,
}

/// Drops tags beyond the depth limit, keeping their words, and everything beyond the limit of length.
fn collect<'a>(events: impl Iterator<Item = Placed<'a>>) -> Collected<'a> {
    let (mut out, mut depth) = (Collected::default(), 0usize);
    // How deep in what is left out for its length.
    let mut left_out = 0usize;
    for (mut event, range) in events {
        fold_label(&mut event);
        let (start, end) = (matches!(event, Event::Start(_)), matches!(event, Event::End(_)));
        if out.events.len() >= MAX_EVENTS && (!end || left_out > 0) {
            out.too_long.get_or_insert(range);
            left_out = left_out + usize::from(start) - usize::from(end);
            if depth == 0 {
                break;
            }
            continue;
        }
        depth = depth + usize::from(start) - usize::from(end);
        if start && depth > MAX_DEPTH {
            out.too_deep.get_or_insert(range);
        } else if !end || depth < MAX_DEPTH {
            out.events.push((event, range));
        }
    }
    out
}

/// The parser takes labels of footnotes that differ in case for one, and gives each as it is written: here they are equal.
fn fold_label(event: &mut Event<'_>) {
    if let Event::FootnoteReference(label) | Event::Start(Tag::FootnoteDefinition(label)) = event {
        *label = CowStr::from(UniCase::new(&**label).to_folded_case());
    }
}

fn match_ends(events: &[Placed<'_>]) -> Vec<usize> {
    let mut ends: Vec<usize> = (0..events.len()).collect();
    let mut open = Vec::new();
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(at),
            Event::End(_) => {
                if let Some(start) = open.pop() {
                    ends[start] = at;
                }
            }
            _ => {}
        }
    }
    ends
}

struct Reader<'a, 'r> {
    source: &'a str,
    rules: Rules<'r>,
    anchors: Anchors,
    parsed: Parsed<'a>,
}

/// What the blocks inside an element are.
#[derive(Clone, Copy)]
struct Inside {
    first: BlockKind,
    later: BlockKind,
}

impl Reader<'_, '_> {
    fn record(&self) -> bool {
        matches!(self.rules, Rules::Record { .. })
    }

    fn issue(&mut self, range: Range<usize>, issue: Issue) {
        self.parsed.issues.push((number(range.start)..number(range.end), issue));
    }

    fn top_level(&mut self) {
        let mut at = 0;
        while at < self.parsed.events.len() {
            let end = self.parsed.ends[at];
            match &self.parsed.events[at].0 {
                Event::Start(Tag::Paragraph) => {
                    self.chunk(ChunkKind::Paragraph, at + 1..end, BlockKind::Paragraph, None);
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    let kind = BlockKind::Heading(heading_level(*level));
                    self.chunk(ChunkKind::Heading, at + 1..end, kind, None);
                }
                Event::Start(Tag::List(Some(_))) if self.record() && self.source_numbering(at) => self.numbered(at),
                Event::Start(Tag::FootnoteDefinition(_)) => self.other(ChunkKind::Footnote, at..end + 1),
                _ => self.other(ChunkKind::Other, at..end + 1),
            }
            at = end + 1;
        }
    }

    /// Whether an ordered list is the source's own numbering (`1.`) and not a list of the editor's (`1)`).
    fn source_numbering(&self, list: usize) -> bool {
        self.parsed.events.get(list + 1).is_some_and(|(_, range)| self.own_number(range).is_some())
    }

    fn own_number(&self, item: &Range<usize>) -> Option<String> {
        let text = self.source.get(item.clone())?.trim_start();
        let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
        text[digits.len()..].starts_with('.').then_some(digits).filter(|digits| !digits.is_empty())
    }

    /// Items of the source's numbering are paragraphs with numbers, and what follows in an item continues it.
    fn numbered(&mut self, list: usize) {
        let end = self.parsed.ends[list];
        let mut at = list + 1;
        while at < end {
            let item_end = self.parsed.ends[at];
            let mut own = self.own_number(&self.parsed.events[at].1.clone());
            if at + 1 == item_end {
                self.chunk(ChunkKind::Paragraph, at + 1..item_end, BlockKind::Paragraph, own.take());
            }
            let mut child = at + 1;
            while child < item_end {
                let child_end = self.parsed.ends[child];
                if is_inline(&self.parsed.events[child].0) {
                    let run = self.inline_run(child, item_end);
                    self.chunk(ChunkKind::Paragraph, child..run, BlockKind::Paragraph, own.take());
                    child = run;
                    continue;
                }
                match &self.parsed.events[child].0 {
                    Event::Start(Tag::Paragraph) => {
                        self.chunk(ChunkKind::Paragraph, child + 1..child_end, BlockKind::Paragraph, own.take());
                    }
                    _ => {
                        if let Some(own) = own.take() {
                            self.chunk(ChunkKind::Paragraph, child..child, BlockKind::Paragraph, Some(own));
                        }
                        self.other(ChunkKind::Other, child..child_end + 1);
                    }
                }
                child = child_end + 1;
            }
            at = item_end + 1;
        }
    }

    fn chunk(&mut self, kind: ChunkKind, events: Range<usize>, block: BlockKind, own: Option<String>) {
        let first = self.parsed.text.blocks.len();
        self.block(block, events.clone(), own);
        let blocks = first..self.parsed.text.blocks.len();
        self.parsed.chunks.push(Chunk { events, blocks, kind });
    }

    fn other(&mut self, kind: ChunkKind, events: Range<usize>) {
        let first = self.parsed.text.blocks.len();
        let later = if kind == ChunkKind::Footnote { BlockKind::Footnote } else { BlockKind::Paragraph };
        self.inside(events.clone(), Inside { first: later, later });
        let blocks = first..self.parsed.text.blocks.len();
        self.parsed.chunks.push(Chunk { events, blocks, kind });
    }

    /// The blocks inside a range of events, in order.
    fn inside(&mut self, range: Range<usize>, inside: Inside) {
        let mut kind = inside.first;
        let mut at = range.start;
        while at < range.end {
            let end = self.parsed.ends[at];
            if is_inline(&self.parsed.events[at].0) {
                let run = self.inline_run(at, range.end);
                self.block(kind, at..run, None);
                kind = inside.later;
                at = run;
                continue;
            }
            let later = inside.later;
            let within = |first| Inside {
                first,
                later: if later == BlockKind::Footnote { later } else { BlockKind::Paragraph },
            };
            match &self.parsed.events[at].0 {
                Event::Start(Tag::Paragraph) => {
                    self.block(kind, at + 1..end, None);
                    kind = inside.later;
                }
                Event::Start(Tag::Heading { level, .. }) => {
                    let kind = BlockKind::Heading(heading_level(*level));
                    self.block(kind, at + 1..end, None);
                }
                Event::Start(Tag::List(_)) => self.children(at + 1..end, within(BlockKind::Item)),
                Event::Start(Tag::BlockQuote(_)) => self.inside(at + 1..end, within(BlockKind::Quotation)),
                Event::Start(Tag::Table(_)) => self.table(at + 1..end),
                Event::Start(Tag::CodeBlock(_)) => self.block(BlockKind::Code, at + 1..end, None),
                Event::Start(Tag::HtmlBlock) => self.block(BlockKind::Html, at + 1..end, None),
                Event::Start(Tag::FootnoteDefinition(_)) => {
                    self.inside(at + 1..end, Inside { first: BlockKind::Footnote, later: BlockKind::Footnote });
                }
                _ => {}
            }
            at = end + 1;
        }
    }

    fn children(&mut self, range: Range<usize>, inside: Inside) {
        let mut at = range.start;
        while at < range.end {
            let end = self.parsed.ends[at];
            self.inside(at + 1..end, inside);
            at = end + 1;
        }
    }

    fn table(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let end = self.parsed.ends[at];
            let header = matches!(self.parsed.events[at].0, Event::Start(Tag::TableHead));
            self.block(if header { BlockKind::HeaderRow } else { BlockKind::Row }, at + 1..end, None);
            at = end + 1;
        }
    }

    fn inline_run(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at < end && is_inline(&self.parsed.events[at].0) {
            at = self.parsed.ends[at] + 1;
        }
        at
    }

    fn block(&mut self, kind: BlockKind, events: Range<usize>, own: Option<String>) {
        let text = &mut self.parsed.text;
        let start = text.plain.len() + usize::from(!text.blocks.is_empty());
        let words = words(self.source, &self.parsed.events, &self.parsed.ends, events.clone());
        let source = source_range(&self.parsed.events, &events);
        let mut draft = Draft { kind, own, marking: None, anchor: None, words };
        if let Rules::Record { markings } = self.rules {
            trim_head(&mut draft, markings);
            trim_tail(&mut draft);
            self.number_inside(&draft, &events);
        }
        let is_nothing = draft.words.plain.is_empty() && draft.own.is_none() && draft.marking.is_none();
        if is_nothing && draft.kind != BlockKind::PageMark {
            return;
        }
        if !self.parsed.text.blocks.is_empty() {
            self.parsed.text.plain.push('\n');
        }
        let assigned = self.anchors.assign(&draft);
        if let Some(taken) = assigned.taken {
            let tag = format!("{{#{taken}}}");
            let at = self.source[source.clone()].rfind(&tag).map(|at| source.start + at);
            let place = at.map_or(source.clone(), |at| at..at + tag.len());
            self.issue(place, Issue::AnchorTaken(taken));
        }
        let text = &mut self.parsed.text;
        let shift = number(start);
        for mut segment in draft.words.segments {
            segment.plain = segment.plain.start + shift..segment.plain.end + shift;
            text.segments.push(segment);
        }
        text.plain.push_str(&draft.words.plain);
        text.blocks.push(Block {
            anchor: assigned.anchor,
            stable: assigned.stable,
            number: draft.own,
            marking: draft.marking,
            kind: draft.kind,
            chunk: number(self.parsed.chunks.len()),
            plain: shift..number(text.plain.len()),
            source: number(source.start)..number(source.end),
        });
        self.parsed.inline.push(events);
    }

    /// A line that begins with the next number inside a numbered paragraph: an empty line is missing.
    fn number_inside(&mut self, draft: &Draft, events: &Range<usize>) {
        let Some(current) = draft.own.as_ref().and_then(|own| own.parse::<u32>().ok()) else { return };
        for at in events.clone() {
            let broken = matches!(self.parsed.events[at].0, Event::SoftBreak | Event::HardBreak);
            let next = self.parsed.events.get(at + 1).filter(|_| broken && at + 1 < events.end);
            let Some((_, range)) = next else { continue };
            let line = &self.source[range.start..];
            let digits: String = line.chars().take_while(char::is_ascii_digit).collect();
            let after = &line[digits.len()..];
            if digits.parse() == Ok(current + 1) && (after.starts_with(". ") || after.starts_with(".(")) {
                let place = range.start..range.start + digits.len() + 1;
                self.issue(place, Issue::NumberInside(digits));
            }
        }
    }
}

fn heading_level(level: HeadingLevel) -> u8 {
    level as u8
}
