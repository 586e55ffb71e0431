//! The words of one block, each piece tied to the bytes it came from.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::{BlockKind, Segment, html};

/// A block before its anchor is known.
pub(super) struct Draft {
    pub(super) kind: BlockKind,
    pub(super) own: Option<String>,
    pub(super) marking: Option<String>,
    pub(super) anchor: Option<String>,
    pub(super) words: BlockWords,
}

/// The words of one block, offsets from its start.
#[derive(Default)]
pub(super) struct BlockWords {
    pub(super) plain: String,
    pub(super) segments: Vec<Segment>,
}

pub(super) fn words(
    source: &str,
    events: &[(Event<'_>, Range<usize>)],
    ends: &[usize],
    range: Range<usize>,
) -> BlockWords {
    let mut out = BlockWords::default();
    let mut at = range.start;
    while at < range.end {
        let (event, place) = &events[at];
        match event {
            Event::Start(Tag::Image { .. }) => at = ends[at],
            Event::Start(Tag::TableCell) if !out.plain.is_empty() => out.plain.push(' '),
            Event::Text(words) | Event::Code(words) => {
                out.push(source, words, place, at, matches!(event, Event::Code(_)));
            }
            Event::SoftBreak | Event::HardBreak => out.push(source, " ", place, at, false),
            Event::InlineHtml(raw) if html::parts(raw) && out.is_open() => out.plain.push(' '),
            _ => {}
        }
        at += 1;
    }
    let kept = out.plain.trim_end_matches(['\n', ' ']).len();
    out.truncate(kept);
    out
}

impl BlockWords {
    /// Whether what comes next would run into the words before it.
    fn is_open(&self) -> bool {
        !self.plain.is_empty() && !self.plain.ends_with(char::is_whitespace)
    }

    fn push(&mut self, source: &str, words: &str, place: &Range<usize>, event: usize, code: bool) {
        let start = self.plain.len();
        self.plain.push_str(words);
        let slice = &source[place.clone()];
        // The range of a code span takes in its backticks; the words inside are the same bytes unless lines were joined.
        let inner = if code { slice.find(words).filter(|_| !words.is_empty()).map_or(0, |at| at) } else { 0 };
        let exact = slice.get(inner..inner + words.len()) == Some(words) && (code || slice.len() == words.len());
        let place = if exact { place.start + inner..place.start + inner + words.len() } else { place.clone() };
        self.segments.push(Segment {
            plain: number(start)..number(self.plain.len()),
            source: number(place.start)..number(place.end),
            exact,
            event: number(event),
        });
    }

    /// Keeps the first bytes only.
    pub(super) fn truncate(&mut self, len: usize) {
        self.plain.truncate(len);
        let len = number(len);
        self.segments.retain(|segment| segment.plain.start < len);
        if let Some(last) = self.segments.last_mut()
            && last.plain.end > len
        {
            if last.exact {
                last.source.end -= last.plain.end - len;
            }
            last.plain.end = len;
        }
    }

    /// Drops the first bytes.
    pub(super) fn drop_head(&mut self, len: usize) {
        self.plain.drain(..len);
        let len = number(len);
        self.segments.retain(|segment| segment.plain.end > len);
        for segment in &mut self.segments {
            if segment.plain.start < len {
                if segment.exact {
                    segment.source.start += len - segment.plain.start;
                }
                segment.plain.start = len;
            }
            segment.plain = segment.plain.start - len..segment.plain.end - len;
        }
    }
}

pub(super) fn source_range(events: &[(Event<'_>, Range<usize>)], range: &Range<usize>) -> Range<usize> {
    match (events.get(range.start), range.end.checked_sub(1).and_then(|last| events.get(last))) {
        (Some(first), Some(last)) if range.start < range.end => first.1.start..last.1.end.max(first.1.start),
        (Some(first), _) => first.1.start..first.1.start,
        _ => 0..0,
    }
}

/// Whether an event belongs to a line of words.
pub(crate) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::FootnoteReference(_) => true,
        Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_) => true,
        Event::End(_) | Event::Html(_) | Event::Rule => false,
    }
}

pub(super) fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
