//! Blocks into Markdown, with everything escaped that a reader of Markdown would take for markup.

use super::draft::{Block, Draft, Joint, Shape, add};
use super::lines::Source;

/// The body of a document.
pub fn body(draft: &Draft, source: &Source) -> String {
    let mut out = String::new();
    let mut list = List::default();
    for block in &draft.blocks {
        let item = matches!(block.shape, Shape::Item { .. });
        if !out.is_empty() {
            out.push_str(if item && list.open() { "\n" } else { "\n\n" });
        }
        if !item {
            list = List::default();
        }
        self::block(&mut out, block, draft.markdown, source, &mut list);
        if let Some(anchor) = block.pieces.first().and_then(|first| draft.anchors.get(&first.span.start)) {
            out.push_str(&format!(" {{#{anchor}}}"));
        }
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The widths of the markers above an item.
#[derive(Default)]
struct List {
    widths: Vec<usize>,
}

impl List {
    fn open(&self) -> bool {
        !self.widths.is_empty()
    }

    /// The indent of an item, which then is the last open one.
    fn indent(&mut self, depth: usize, width: usize) -> String {
        self.widths.truncate(depth);
        let indent = self.widths.iter().sum();
        self.widths.push(width);
        " ".repeat(indent)
    }
}

fn block(out: &mut String, block: &Block, markdown: bool, source: &Source, list: &mut List) {
    let words = words(block, markdown, source);
    match &block.shape {
        Shape::Heading(level) => {
            out.push_str(&"#".repeat(usize::from((*level).clamp(1, 6))));
            out.push(' ');
            let line = words.replace('\n', " ");
            // Number signs at a heading's end would be taken for its frame.
            let kept = line.trim_end_matches('#');
            out.push_str(kept);
            out.extend(line[kept.len()..].chars().flat_map(|sign| ['\\', sign]));
        }
        Shape::Paragraph => out.push_str(&words),
        Shape::Numbered { number, marking, .. } => {
            out.push_str(number);
            out.push('.');
            if let Some(marking) = marking {
                out.push_str(&format!(" ({marking})"));
            }
            if !words.is_empty() {
                out.push(' ');
                out.push_str(&words);
            }
        }
        Shape::Item { depth, ordinal, .. } => item(out, usize::from(*depth), ordinal.as_deref(), &words, list),
        Shape::Quotation => {
            out.push_str("> ");
            out.push_str(&words.replace('\n', "\n> "));
        }
    }
}

fn item(out: &mut String, depth: usize, ordinal: Option<&str>, words: &str, list: &mut List) {
    let counted = ordinal.filter(|ordinal| ordinal.len() <= 9 && ordinal.bytes().all(|byte| byte.is_ascii_digit()));
    let marker = counted.map_or_else(|| "- ".to_string(), |number| format!("{number}) "));
    let indent = list.indent(depth, marker.len());
    out.push_str(&indent);
    out.push_str(&marker);
    if let Some(letter) = ordinal.filter(|_| counted.is_none()) {
        out.push_str(&format!("({letter}) "));
    }
    let below = format!("\n{indent}{}", " ".repeat(marker.len()));
    out.push_str(&words.replace('\n', &below));
}

fn words(block: &Block, markdown: bool, source: &Source) -> String {
    let mut out = String::new();
    for (at, piece) in block.pieces.iter().enumerate() {
        let mut words = String::new();
        add(&mut words, Joint::Space, source.words(piece.span));
        if words.is_empty() {
            continue;
        }
        // A hyphen that goes is at the end of what is there already, so pieces are joined before they are escaped.
        let words = if markdown { words } else { inline(&words) };
        let begins = at == 0 || piece.joint == Joint::Break;
        let words = if begins && !matches!(block.shape, Shape::Heading(_)) { start(&words) } else { words };
        let words = if piece.strong { format!("**{words}**") } else { words };
        add(&mut out, piece.joint, &words);
    }
    // Two spaces or a backslash would make a line end visible; a plain one is a space to a reader.
    out.replace('\n', "\\\n")
}

/// Words as Markdown that reads as them.
pub fn escaped(words: &str) -> String {
    start(&inline(words))
}

/// Escapes what would be markup inside a line.
fn inline(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let letters: Vec<char> = words.chars().collect();
    for (at, &letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| letters[before]);
        let after = letters.get(at + 1).copied();
        let space = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
        let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        let markup = match letter {
            '\\' => after.is_none_or(|after| after.is_ascii_punctuation()),
            '`' => true,
            '*' => !(space(before) && space(after)),
            '_' => !(space(before) && space(after) || word(before) && word(after)),
            '[' => matches!(after, Some('[' | '^')) || before == Some('!'),
            ']' => matches!(after, Some('(' | '[' | ':')),
            '<' => after.is_some_and(|after| after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?')),
            '&' => is_entity(&letters[at + 1..]),
            _ => false,
        };
        if markup {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn is_entity(after: &[char]) -> bool {
    let name = after.iter().take(33).take_while(|letter| letter.is_ascii_alphanumeric() || **letter == '#').count();
    name > 0 && after.get(name) == Some(&';')
}

/// Escapes what would make a block at the start of a line.
fn start(words: &str) -> String {
    let first = words.chars().next().unwrap_or(' ');
    let rest = &words[first.len_utf8().min(words.len())..];
    let space = rest.is_empty() || rest.starts_with(' ');
    let run = |sign: char| words.trim_end().chars().all(|letter| letter == sign || letter == ' ');
    let escape = match first {
        '-' => space || run('-') || rest.starts_with("--"),
        '+' => space,
        '*' => space || run('*'),
        '_' => run('_'),
        '=' => run('='),
        '#' => rest.trim_start_matches('#').is_empty() || rest.trim_start_matches('#').starts_with(' '),
        '>' | '|' => true,
        '[' => true,
        ':' => rest.starts_with('-'),
        '~' => rest.starts_with("~~"),
        _ => return numbered(words),
    };
    if escape { format!("\\{words}") } else { words.to_string() }
}

/// `3)` at the start of a line would begin a list.
fn numbered(words: &str) -> String {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let after = &words[digits..];
    let list = digits > 0 && after.starts_with([')', '.']) && (after.len() == 1 || after[1..].starts_with(' '));
    if list { format!("{}\\{after}", &words[..digits]) } else { words.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::draft::Piece;
    use crate::import::lines::Span;
    use crate::markdown::{Rules, parse};

    fn paragraph(words: &str) -> String {
        let source = Source::new(words.to_string());
        let blocks = vec![Block::new(Shape::Paragraph, Span { start: 0, end: words.len() })];
        body(&Draft { blocks, ..Draft::default() }, &source)
    }

    #[test]
    fn words_stay_what_they_are() {
        for words in [
            "a *b* _c_ `d` <e> &amp; f\\*g",
            "[x](y) ![z](y) [[w]] [^1] [sic] [x]: y",
            "[a]: https://example.org",
            "# no heading",
            "- no item",
            "+ no item",
            "> no quotation",
            "12) no item",
            "--- no rule",
            "***",
            "===",
            "~~~ no code",
            "| a | b |",
            "a_b_c 3 * 4 * 5 < 6 AT&T",
            "5 \\",
        ] {
            let markdown = paragraph(words);
            let parsed = parse(&markdown, Rules::Prose);
            assert_eq!(parsed.text.plain, words, "{markdown}");
            assert_eq!(parsed.text.blocks.len(), 1, "{markdown}");
        }
    }

    #[test]
    fn shapes_become_blocks() {
        let source = Source::new("one two - three".into());
        let span = |start, end| Span { start, end };
        let item = |depth, ordinal: Option<&str>| Shape::Item { depth, head: None, ordinal: ordinal.map(Into::into) };
        let numbered = |marking: Option<&str>| Shape::Numbered {
            head: Span::default(),
            number: "7".into(),
            marking: marking.map(Into::into),
        };
        let block = |shape| Block::new(shape, span(0, 3));
        let broken = Block {
            shape: Shape::Paragraph,
            pieces: vec![Piece::new(span(0, 3)), Piece { joint: Joint::Break, ..Piece::new(span(8, 15)) }],
        };
        let strong = Block {
            shape: Shape::Paragraph,
            pieces: vec![Piece { strong: true, ..Piece::new(span(0, 3)) }, Piece::new(span(4, 7))],
        };
        for (blocks, expected) in [
            (vec![block(Shape::Heading(2)), block(Shape::Paragraph)], "## one\n\none\n"),
            (vec![block(numbered(Some("C"))), block(numbered(None))], "7. (C) one\n\n7. one\n"),
            (
                vec![
                    block(item(0, None)),
                    block(item(1, Some("3"))),
                    block(item(2, Some("b"))),
                    block(Shape::Quotation),
                ],
                "- one\n  3) one\n     - (b) one\n\n> one\n",
            ),
            (vec![broken], "one\\\n\\- three\n"),
            (vec![strong], "**one** two\n"),
        ] {
            assert_eq!(body(&Draft { blocks, ..Draft::default() }, &source), expected);
        }
    }
}
