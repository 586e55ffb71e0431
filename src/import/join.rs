//! Broken lines into blocks: paragraphs are joined, and lists, headings, addresses and quotations stay apart.

use super::draft::{Block, Joint, Piece, Shape};
use super::lexicon::Lexicon;
use super::lines::{Line, Source, Span};
use super::marks::{self, Ordinal};

/// A paragraph at least this long can be cut by a page or an empty line; a shorter one may be a heading.
const CUT: usize = 90;

/// Joins lines of one text.
pub struct Joiner<'a> {
    source: &'a Source,
    lexicon: Lexicon,
}

/// The block that lines are being added to.
#[derive(Default)]
struct Open {
    shape: Option<Shape>,
    spans: Vec<Span>,
}

impl<'a> Joiner<'a> {
    /// A joiner for a text; `known` are words that texts of its kind have, whole.
    pub fn new(source: &'a Source, known: &[&str]) -> Self {
        Self { source, lexicon: Lexicon::new(source, known) }
    }

    /// How one line follows another in the same paragraph.
    pub fn joint(&self, before: Span, after: Span) -> Joint {
        let (before, after) = (self.source.words(before), self.source.words(after));
        let last = before.split_whitespace().next_back().unwrap_or("");
        let first = after.split_whitespace().next().unwrap_or("");
        if let Some(stem) = last.strip_suffix('-') {
            // `short- and long-term` is no broken word, and ` -` and `--` are dashes.
            let suspended = matches!(first.to_lowercase().as_str(), "and" | "or" | "to" | "und" | "et" | "ou");
            if !stem.ends_with(char::is_alphanumeric) || suspended || !first.starts_with(char::is_alphanumeric) {
                return Joint::Space;
            }
            let whole = self.lexicon.has(&format!("{stem}{first}")) && !self.lexicon.has(&format!("{last}{first}"));
            return if whole { Joint::Unhyphen } else { Joint::Glue };
        }
        if self.lexicon.are_one(last, first) { Joint::Glue } else { Joint::Space }
    }

    /// Stretches as the pieces of one paragraph.
    pub fn pieces(&self, spans: &[Span]) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::with_capacity(spans.len());
        for span in spans.iter().filter(|span| !span.is_empty()) {
            let joint = pieces.last().map_or(Joint::Space, |last| self.joint(last.span, *span));
            pieces.push(Piece { joint, ..Piece::new(*span) });
        }
        pieces
    }

    /// Adds stretches to a block that they continue.
    pub fn extend(&self, block: &mut Block, pieces: Vec<Piece>) {
        for (at, piece) in pieces.into_iter().enumerate() {
            let last = block.pieces.last().map(|last| last.span);
            let joint = last.filter(|_| at == 0).map_or(piece.joint, |last| self.joint(last, piece.span));
            block.pieces.push(Piece { joint, ..piece });
        }
    }

    /// Whether a sentence that stops at a page's end or an empty line goes on in the next words.
    pub fn goes_on(&self, before: &str, after: &str) -> bool {
        let open = before.trim_end_matches(['"', '\'', '”', '’', ')', ']']);
        let ended = open.ends_with(['.', '!', '?', ':', '…']) || open.is_empty();
        !ended && after.trim_start_matches(['"', '\'', '“', '‘', '(']).starts_with(char::is_lowercase)
    }

    /// Joins paragraphs that a page's end or an empty line cut in mid-sentence.
    pub fn mend(&self, blocks: Vec<Block>) -> Vec<Block> {
        let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
        for block in blocks {
            if let Some(last) = out.last_mut()
                && block.shape == Shape::Paragraph
                && !matches!(last.shape, Shape::Heading(_) | Shape::Quotation)
                && self.is_cut(last)
                && self.goes_on(self.tail(last), block.pieces.first().map_or("", |piece| self.source.words(piece.span)))
            {
                self.extend(last, block.pieces);
            } else {
                out.push(block);
            }
        }
        out
    }

    fn is_cut(&self, block: &Block) -> bool {
        let long = block.pieces.last().is_some_and(|last| self.source.words(last.span).len() >= CUT);
        // Only an address is broken, and then in every line.
        let broken = block.pieces.get(1).is_some_and(|piece| piece.joint == Joint::Break);
        !broken && (long || block.pieces.len() > 1)
    }

    fn tail(&self, block: &Block) -> &'a str {
        block.pieces.last().map_or("", |piece| self.source.words(piece.span))
    }

    /// Lines as blocks. Rules between them hold no words and are in no block.
    pub fn blocks(&self, lines: &[Line]) -> Vec<Block> {
        let mut out = Vec::new();
        let mut open = Open::default();
        let mut indents: Vec<usize> = Vec::new();
        let mut ordinal: Option<Ordinal> = None;
        for (at, line) in lines.iter().enumerate() {
            let words = self.source.line(line);
            if line.is_blank() {
                self.close(&mut open, &mut out);
            } else if marks::is_rule(words) {
                let underlined = open.shape == Some(Shape::Paragraph) && open.spans.len() == 1;
                if underlined && at > 0 && !lines[at - 1].is_blank() {
                    open.shape = Some(Shape::Heading(2));
                }
                self.close(&mut open, &mut out);
            } else if let Some((length, mark)) =
                marks::ordinal(words).filter(|(_, mark)| mark.follows(ordinal.as_ref()))
            {
                self.close(&mut open, &mut out);
                let head = self.source.part(line.span, 0, length);
                let tight = lines.get(at + 1).is_some_and(|next| marks::ordinal(self.source.line(next)).is_some());
                let tight = tight
                    || at > 0
                        && matches!(out.last(), Some(Block { shape: Shape::Item { .. }, .. }))
                        && !lines[at - 1].is_blank();
                let shape = mark.shape(head, depth(&mut indents, line.indent), tight);
                open = Open {
                    shape: Some(shape),
                    spans: vec![self.source.part(line.span, length, usize::MAX - line.span.start)],
                };
                ordinal = Some(mark);
            } else if let Some(length) = marks::bullet(words) {
                self.close(&mut open, &mut out);
                let head = Some(self.source.part(line.span, 0, length));
                let shape = Shape::Item { depth: depth(&mut indents, line.indent), head, ordinal: None };
                open = Open {
                    shape: Some(shape),
                    spans: vec![self.source.part(line.span, length, usize::MAX - line.span.start)],
                };
            } else if let Some(quoted) = words.strip_prefix('>') {
                if open.shape != Some(Shape::Quotation) {
                    self.close(&mut open, &mut out);
                    open.shape = Some(Shape::Quotation);
                }
                open.spans.push(self.source.part(line.span, words.len() - quoted.len(), words.len()));
            } else {
                if open.shape.is_none() {
                    open.shape = Some(Shape::Paragraph);
                    indents.clear();
                }
                open.spans.push(line.span);
            }
        }
        self.close(&mut open, &mut out);
        out
    }

    fn close(&self, open: &mut Open, out: &mut Vec<Block>) {
        let Open { shape: Some(shape), spans } = std::mem::take(open) else { return };
        let mut pieces = self.pieces(&spans);
        if shape == Shape::Paragraph && self.is_address(&spans) {
            for piece in pieces.iter_mut().skip(1) {
                piece.joint = Joint::Break;
            }
        }
        out.push(Block { shape, pieces });
    }

    /// Short lines that each begin anew: an address, a signature, the head of a letter.
    fn is_address(&self, spans: &[Span]) -> bool {
        let lines: Vec<&str> = spans.iter().map(|span| self.source.words(*span)).collect();
        let begins = |line: &&str| line.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || c == '+');
        let ends =
            |line: &&str| !line.ends_with(['.', ';', '-', '–']) && !line.ends_with(" the") && !line.ends_with(" of");
        (3..=8).contains(&lines.len())
            && lines.iter().all(|line| line.chars().count() <= 40)
            && lines.iter().all(begins)
            && lines[..lines.len() - 1].iter().all(ends)
    }
}

/// The depth of an item by its indent: deeper than the one before it, or back at one that is open.
fn depth(indents: &mut Vec<usize>, indent: usize) -> u8 {
    while indents.last().is_some_and(|last| *last > indent + 1) {
        indents.pop();
    }
    if indents.last().is_none_or(|last| indent > last + 1) && indents.len() < 6 {
        indents.push(indent);
    }
    u8::try_from(indents.len().saturating_sub(1)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::draft::Draft;
    use crate::import::markup;

    fn joined(text: &str) -> String {
        let source = Source::new(text.into());
        let joiner = Joiner::new(&source, &[]);
        let blocks = joiner.mend(joiner.blocks(source.lines()));
        markup::body(&Draft { blocks, ..Draft::default() }, &source)
    }

    #[test]
    fn lines_are_joined_and_what_is_apart_stays_apart() {
        for (text, expected) in [
            (
                "The pier is\nold and the Harbour\nOffice\nknows.\n\nIt says so.",
                "The pier is old and the Harbour Office knows.\n\nIt says so.\n",
            ),
            (
                "The reasons:\n- one that goes\n  on\n- two\n* three\n\nEnd.",
                "The reasons:\n\n- one that goes on\n- two\n- three\n\nEnd.\n",
            ),
            ("1) one\n2) two\n   more", "1) one\n2) two more\n"),
            ("1. The council\nmet.\n\n2. It rose.", "1. The council met.\n\n2. It rose.\n"),
            ("- one\n    - deep\n- two", "- one\n  - deep\n- two\n"),
            (
                "Harbour Office\n12 Quay Street\nPort Haven\n\nDear Sir,",
                "Harbour Office\\\n12 Quay Street\\\nPort Haven\n\nDear Sir,\n",
            ),
            ("> it is\n> said\n\nHe said.", "> it is said\n\nHe said.\n"),
            ("The state of the pier\n---------\nIt is old.", "## The state of the pier\n\nIt is old.\n"),
            ("a co-\noperative of short-\nand long-term\nlabour", "a co-operative of short- and long-term labour\n"),
            ("The government of the\nday, a govern-\nment", "The government of the day, a government\n"),
            (
                "beyond the odd goat -\nsold at a profit --\nby villagers",
                "beyond the odd goat - sold at a profit -- by villagers\n",
            ),
            (
                "The council met in the long hall on Monday and concerns\n\nstemming from the storm were raised\nwith it.",
                "The council met in the long hall on Monday and concerns\n\nstemming from the storm were raised with it.\n",
            ),
            (
                "The council met in the long hall on Monday\nand concerns\n\nstemming from the storm were raised.",
                "The council met in the long hall on Monday and concerns stemming from the storm were raised.\n",
            ),
            ("It cost, in the year\n1912. That was much.", "It cost, in the year 1912. That was much.\n"),
        ] {
            assert_eq!(joined(text), expected, "{text}");
        }
    }
}
