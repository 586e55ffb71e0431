//! What of a text may be searched: not code, withheld blocks or the author's links, and no name across two blocks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::markdown::{Block, BlockKind, Parsed};
use crate::model::{EntityId, PlainRange};

use super::Place;

/// Where a mention stands, as far as links are concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// Whether in a heading.
    pub heading: bool,
    /// How many headings have begun.
    pub section: u32,
}

/// The searchable parts of a text.
#[derive(Debug)]
pub(super) struct Layout<'a> {
    blocks: &'a [Block],
    /// For each block: whether it is searched, and what kind of place it is.
    spots: Vec<Option<Spot>>,
    /// The author's links and code, merged and in order.
    closed: Vec<PlainRange>,
    /// Borders between the cells of table rows, in order.
    borders: Vec<u32>,
    /// The author's references to entities, in order, not overlapping.
    pub explicit: Vec<(PlainRange, EntityId, Spot)>,
}

impl<'a> Layout<'a> {
    /// Reads the blocks and links of a place.
    pub fn new(place: &Place<'a>) -> Self {
        let blocks = &place.text.blocks;
        let (closed, borders) = (closed(place), borders(place));
        let mut out = Self { blocks, spots: spots(place), closed, borders, explicit: Vec::new() };
        out.explicit = out.explicit_mentions(place);
        out
    }

    fn explicit_mentions(&self, place: &Place) -> Vec<(PlainRange, EntityId, Spot)> {
        let plain = &place.text.plain;
        let mut links: Vec<_> = place.links.iter().filter_map(|(range, to)| Some((range.clone(), (*to)?))).collect();
        links.sort_by_key(|(range, to)| (range.start, range.end, *to));
        let mut out: Vec<(PlainRange, EntityId, Spot)> = Vec::new();
        for (range, entity) in links {
            let words = plain.get(range.start as usize..range.end as usize);
            let free = out.last().is_none_or(|(before, ..)| before.end <= range.start);
            if words.is_some_and(|words| !words.is_empty())
                && free
                && let Some(spot) = self.spot(&range)
            {
                out.push((range, entity, spot));
            }
        }
        out
    }

    /// Where a name stands, if it may be found there: inside one searched block or cell and outside the author's links.
    pub fn admit(&self, range: &PlainRange) -> Option<Spot> {
        let border = self.borders.partition_point(|border| *border < range.start);
        if self.borders.get(border).is_some_and(|border| *border < range.end) {
            return None;
        }
        let after = self.closed.partition_point(|closed| closed.end <= range.start);
        let open = self.closed.get(after).is_none_or(|closed| closed.start >= range.end);
        if open { self.spot(range) } else { None }
    }

    fn spot(&self, range: &PlainRange) -> Option<Spot> {
        let at = self.blocks.partition_point(|block| block.plain.start <= range.start).checked_sub(1)?;
        if range.end <= self.blocks[at].plain.end { self.spots[at] } else { None }
    }
}

fn spots(place: &Place) -> Vec<Option<Spot>> {
    let mut section = 0;
    let spot = |block: &Block| {
        let heading = matches!(block.kind, BlockKind::Heading(_));
        section += u32::from(heading);
        (block.kind != BlockKind::Code).then_some(Spot { heading, section })
    };
    let mut out: Vec<Option<Spot>> = place.text.blocks.iter().map(spot).collect();
    for block in place.hidden_blocks {
        if let Some(spot) = out.get_mut(block.0 as usize) {
            *spot = None;
        }
    }
    out
}

/// The spaces between cells, of raw HTML too: the only words of a row that come from no place of the source.
fn borders(place: &Place) -> Vec<u32> {
    let rows = place
        .text
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Row | BlockKind::HeaderRow | BlockKind::Html));
    let segments = &place.text.segments;
    let mut out = Vec::new();
    for row in rows {
        let first = segments.partition_point(|segment| segment.plain.end <= row.plain.start);
        let inside = segments[first..].iter().take_while(|segment| segment.plain.start < row.plain.end);
        let mut end = row.plain.start;
        for segment in inside {
            out.extend(end..segment.plain.start);
            end = segment.plain.end;
        }
    }
    out
}

/// What holds no names: the author's links, and addresses written out.
fn closed(place: &Place) -> Vec<PlainRange> {
    let mut out: Vec<PlainRange> = place.links.iter().map(|(range, _)| range.clone()).collect();
    out.extend(addresses(&place.text.plain));
    out.retain(|range| !range.is_empty());
    merge(out)
}

/// Words with `://` in them. Each word is looked at once, however often it says so.
fn addresses(plain: &str) -> Vec<PlainRange> {
    let mut out: Vec<PlainRange> = Vec::new();
    let mut end = 0;
    for (at, _) in plain.match_indices("://") {
        if at < end {
            continue;
        }
        let head = plain[end..at].rsplit(char::is_whitespace).next().map_or(0, str::len);
        end = at + plain[at..].split(char::is_whitespace).next().map_or(0, str::len);
        if let (Ok(from), Ok(to)) = (u32::try_from(at - head), u32::try_from(end)) {
            out.push(from..to);
        }
    }
    out
}

fn merge(mut ranges: Vec<PlainRange>) -> Vec<PlainRange> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut out: Vec<PlainRange> = Vec::new();
    for range in ranges {
        match out.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

/// Inline code and the words of links in a parsed text, as ranges of its plain text: what [`Place::links`] takes besides
/// the author's references.
pub fn author_ranges(parsed: &Parsed) -> Vec<PlainRange> {
    let mut depth = 0_u32;
    let inside = |(event, _): &(Event, Range<usize>)| {
        match event {
            Event::Start(Tag::Link { .. }) => depth += 1,
            Event::End(TagEnd::Link) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > 0 || matches!(event, Event::Code(_))
    };
    let inside: Vec<bool> = parsed.events.iter().map(inside).collect();
    let segments = parsed.text.segments.iter();
    let held = segments.filter(|segment| inside.get(segment.event as usize).is_some_and(|inside| *inside));
    merge(held.map(|segment| segment.plain.clone()).filter(|range| !range.is_empty()).collect())
}
