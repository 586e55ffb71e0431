//! The paragraphs of a cable: numbered, headed, cut by pages, and put together again.

use crate::import::draft::{Block, Draft, Shape};
use crate::import::join::Joiner;
use crate::import::lines::{Line, Source, Span};
use crate::import::marks;
use crate::import::plain::is_heading;

use super::fields::{self, Field};
use super::header::{Entry, entries};

/// What stood between a line and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    Blank,
    Page,
    Rule,
}

struct Body<'a> {
    source: &'a Source,
    joiner: &'a Joiner<'a>,
    header: &'a [Entry],
    lines: &'a [Line],
    draft: &'a mut Draft,
    spans: Vec<Span>,
    gap: Gap,
    /// The number of the last numbered paragraph.
    last: u32,
}

/// Reads the lines of the body into blocks of the draft; `header` are the entries of the header, which may come again.
pub fn read(source: &Source, joiner: &Joiner<'_>, header: &[Entry], lines: &[Line], draft: &mut Draft) {
    let mut body = Body { source, joiner, header, lines, draft, spans: Vec::new(), gap: Gap::Blank, last: 0 };
    let mut at = 0;
    while at < lines.len() {
        at = body.line(at);
    }
    body.close();
    sequence(source, draft);
}

impl Body<'_> {
    /// Takes the line at an index, and gives the index of the next.
    fn line(&mut self, at: usize) -> usize {
        let line = self.lines[at];
        let words = self.source.line(&line);
        if line.is_blank() {
            self.gap = if self.gap == Gap::None { Gap::Blank } else { self.gap };
            return at + 1;
        }
        if marks::is_rule(words) {
            return self.ruled(at);
        }
        let page = fields::page_header(words).is_some_and(|(start, end, _)| start == 0 && end == words.len());
        if page || matches!(fields::field(words), Some((Field::Classification, _))) {
            self.draft.remove(line.span, "page headers");
            self.gap = Gap::Page;
            return self.repeated(at + 1);
        }
        if let Some((length, mark)) = marks::ordinal(words).filter(|(_, mark)| self.begins(mark)) {
            let head = self.source.part(line.span, 0, length);
            self.last = mark.text.parse().unwrap_or(self.last);
            let shape = Shape::Numbered { head, number: mark.text, marking: mark.marking };
            self.open(shape, self.source.part(line.span, length, words.len()));
        } else if let Some((length, ordinal)) = self.item(words) {
            let head = Some(self.source.part(line.span, 0, length));
            self.open(Shape::Item { depth: 0, head, ordinal }, self.source.part(line.span, length, words.len()));
        } else if self.is_heading(at) {
            self.open(Shape::Heading(2), line.span);
            self.close();
        } else {
            self.words(line.span);
        }
        self.gap = Gap::None;
        at + 1
    }

    /// Words go on with the block before them, or begin a paragraph without a number.
    fn words(&mut self, span: Span) {
        let goes_on = match self.gap {
            Gap::None | Gap::Page => !self.spans.is_empty(),
            Gap::Blank => self
                .spans
                .last()
                .is_some_and(|last| self.joiner.goes_on(self.source.words(*last), self.source.words(span))),
            Gap::Rule => false,
        };
        if goes_on { self.spans.push(span) } else { self.open(Shape::Paragraph, span) }
    }

    fn open(&mut self, shape: Shape, span: Span) {
        self.close();
        self.draft.blocks.push(Block { shape, pieces: Vec::new() });
        self.spans.push(span);
    }

    fn close(&mut self) {
        let spans = std::mem::take(&mut self.spans);
        if let Some(block) = self.draft.blocks.last_mut().filter(|_| !spans.is_empty()) {
            block.pieces = self.joiner.pieces(&spans);
        }
    }

    /// Whether a number begins a paragraph: it has a marking, or goes on with the numbers before it.
    fn begins(&self, mark: &marks::Ordinal) -> bool {
        let Ok(number) = mark.text.parse::<u32>() else { return false };
        mark.dot && (mark.marking.is_some() || self.gap != Gap::None && number == self.last + 1)
    }

    /// A bullet, or a letter that begins or goes on with a list.
    fn item(&self, words: &str) -> Option<(usize, Option<String>)> {
        if let Some(length) = marks::bullet(words) {
            // A dash at the start of a line that goes on is a dash.
            let dash = words.starts_with(['-', '–', '—']) && self.gap == Gap::None;
            let inside = matches!(self.draft.blocks.last(), Some(Block { shape: Shape::Item { .. }, .. }));
            return (!dash || inside || words[length..].starts_with(char::is_uppercase)).then_some((length, None));
        }
        let (length, mark) = marks::ordinal(words)?;
        let last = self.draft.blocks.last().and_then(|block| match &block.shape {
            Shape::Item { ordinal: Some(text), .. } => Some(marks::Ordinal { text: text.clone(), ..mark.clone() }),
            _ => None,
        });
        let digits = mark.text.bytes().all(|byte| byte.is_ascii_digit());
        let starts = !digits || !mark.dot && self.gap != Gap::None;
        (starts && mark.follows(last.as_ref())).then_some((length, Some(mark.text)))
    }

    /// A heading stands alone, before a paragraph or a rule.
    fn is_heading(&self, at: usize) -> bool {
        let line = self.lines[at];
        let single = Block::new(Shape::Paragraph, trim_colon(self.source, line.span));
        let alone = self.gap != Gap::None && self.lines.get(at + 1).is_none_or(Line::is_blank);
        let next = self.lines[at + 1..].iter().find(|line| !line.is_blank());
        let before = next.is_some_and(|next| {
            marks::ordinal(self.source.line(next)).is_some_and(|(_, mark)| self.begins_after(&mark))
        });
        alone && before && is_heading(&single, self.source)
    }

    fn begins_after(&self, mark: &marks::Ordinal) -> bool {
        mark.marking.is_some() || mark.text.parse::<u32>().is_ok_and(|number| number == self.last + 1)
    }

    /// A rule: lines between two rules, or under one and before a paragraph, are a heading.
    fn ruled(&mut self, at: usize) -> usize {
        self.gap = Gap::Rule;
        let text: Vec<usize> = (at + 1..self.lines.len())
            .take_while(|next| !marks::is_rule(self.source.line(&self.lines[*next])))
            .take(5)
            .collect();
        let closed = text.last().map_or(at + 1, |last| last + 1);
        let framed = self.lines.get(closed).is_some_and(|line| marks::is_rule(self.source.line(line)));
        let words: Vec<Span> = text.iter().map(|next| self.lines[*next].span).filter(|span| !span.is_empty()).collect();
        let short = (1..=3).contains(&words.len())
            && words.iter().all(|span| {
                let words = self.source.words(*span);
                words.chars().count() <= 80 && marks::ordinal(words).is_none() && fields::page_header(words).is_none()
            });
        if !framed || !short {
            return at + 1;
        }
        self.close();
        self.draft.blocks.push(Block { shape: Shape::Heading(2), pieces: self.joiner.pieces(&words) });
        closed + 1
    }

    /// Header lines that come again behind a page header.
    fn repeated(&mut self, from: usize) -> usize {
        let mut at = from;
        loop {
            let next = (at..self.lines.len()).find(|next| !self.lines[*next].is_blank());
            let Some(next) = next.filter(|next| fields::field(self.source.line(&self.lines[*next])).is_some()) else {
                return at;
            };
            let end = (next + 1..self.lines.len())
                .find(|end| self.lines[*end].is_blank() || fields::field(self.source.line(&self.lines[*end])).is_some())
                .unwrap_or(self.lines.len());
            let (found, length) = entries(self.source, &self.lines[next..end]);
            let known = found.first().is_some_and(|entry| {
                let words = |entry: &Entry| entry.spans.iter().map(|span| self.source.words(*span)).collect::<Vec<_>>();
                let same = |known: &&Entry| known.field == entry.field && words(known) == words(entry);
                entry.field == Field::Classification || self.header.iter().any(|known| same(&known))
            });
            if !known {
                return at;
            }
            for line in &self.lines[next..next + length] {
                self.draft.remove(line.span, "repeated header lines");
            }
            at = next + length;
        }
    }
}

fn trim_colon(source: &Source, span: Span) -> Span {
    let words = source.words(span);
    source.part(span, 0, words.trim_end_matches([':', ' ']).len())
}

fn number_of(shape: &Shape) -> Option<u32> {
    match shape {
        Shape::Numbered { number, .. } => number.parse().ok(),
        _ => None,
    }
}

/// Says where a number is missing.
fn sequence(source: &Source, draft: &mut Draft) {
    let numbered: Vec<(u32, usize)> = draft
        .blocks
        .iter()
        .filter_map(|block| match &block.shape {
            Shape::Numbered { head, .. } => Some((number_of(&block.shape)?, head.start)),
            _ => None,
        })
        .collect();
    let mut last = 0;
    for (number, at) in numbered {
        if number != last + 1 {
            draft.doubt(source, at, format!("paragraph {number} comes after paragraph {last}"));
        }
        last = number;
    }
}
