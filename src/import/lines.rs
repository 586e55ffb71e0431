//! The text of one file with the place of every line: what the kinds read, and what every word is traced back to.

/// A stretch of the text, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Span {
    /// Whether nothing is in it.
    pub fn is_empty(self) -> bool {
        self.start >= self.end
    }
}

/// One line without the white space at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its words; empty for an empty line.
    pub span: Span,
    /// How many columns it is set in.
    pub indent: usize,
    /// Its number in the original, from 1.
    pub number: usize,
}

impl Line {
    /// Whether nothing stands on it.
    pub fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// The text of one file.
#[derive(Clone, Debug)]
pub struct Source {
    text: String,
    lines: Vec<Line>,
}

impl Source {
    /// Cuts a text into lines. A page break ends a line without being one of the original.
    pub fn new(text: String) -> Self {
        let mut lines = Vec::new();
        let mut at = 0;
        for (whole, number) in text.split('\n').zip(1..) {
            let mut start = at;
            for part in whole.split('\u{c}') {
                lines.push(line(part, start, number));
                start += part.len() + 1;
            }
            at += whole.len() + 1;
        }
        Self { text, lines }
    }

    /// A text taken out of another form (the words of a web page): each line with its number in the original.
    pub fn from_lines<'a>(words: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let (mut text, mut lines) = (String::new(), Vec::new());
        for (number, words) in words {
            for part in words.split(['\n', '\u{c}']) {
                lines.push(line(part, text.len(), number));
                text.push_str(part);
                text.push('\n');
            }
        }
        Self { text, lines }
    }

    /// All of the text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// All lines, in order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The words of a stretch.
    pub fn words(&self, span: Span) -> &str {
        self.text.get(span.start..span.end).unwrap_or("")
    }

    /// The words of a line.
    pub fn line(&self, line: &Line) -> &str {
        self.words(line.span)
    }

    /// The part of a stretch between two offsets in its words, without white space at its ends.
    pub fn part(&self, span: Span, from: usize, to: usize) -> Span {
        self.trim(Span { start: span.start + from, end: (span.start + to).min(span.end) })
    }

    /// A stretch without white space at its ends.
    pub fn trim(&self, span: Span) -> Span {
        let words = self.words(span);
        let start = span.start + (words.len() - words.trim_start().len());
        Span { start, end: (start + words.trim().len()).max(start) }
    }

    /// The number in the original of the line that an offset is on.
    pub fn number_at(&self, offset: usize) -> usize {
        let after = self.lines.partition_point(|line| line.span.start <= offset);
        after.checked_sub(1).and_then(|at| self.lines.get(at)).map_or(1, |line| line.number)
    }
}

fn line(part: &str, start: usize, number: usize) -> Line {
    let words = part.trim();
    let lead = &part[..part.len() - part.trim_start().len()];
    let indent = lead.chars().map(|letter| if letter == '\t' { 4 } else { 1 }).sum();
    let start = if words.is_empty() { start } else { start + lead.len() };
    Line { span: Span { start, end: start + words.len() }, indent, number }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_their_place() {
        let source = Source::new("one\n  two \u{c}three\n\n\u{a0}four".into());
        let seen: Vec<_> = source.lines().iter().map(|line| (line.number, source.line(line), line.indent)).collect();
        assert_eq!(seen, [(1, "one", 0), (2, "two", 2), (2, "three", 0), (3, "", 0), (4, "four", 1)]);
        for line in source.lines() {
            assert_eq!(source.number_at(line.span.start), line.number);
        }
        let cut = Source::from_lines([(7, "seven"), (9, "nine\nmore")]);
        assert_eq!(cut.lines().iter().map(|line| line.number).collect::<Vec<_>>(), [7, 9, 9]);
        assert_eq!(cut.text(), "seven\nnine\nmore\n");
    }
}
