//! What stands behind the last paragraph of a cable: a signature, marks of transmission, and what a website adds.

use crate::import::lines::{Line, Source, Span};

use super::fields::{self, Field};

/// The end of a cable.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// Who signed.
    pub signature: Option<Span>,
    /// Who published: a line of copyright, and the name in it.
    pub publisher: Option<(Span, Span)>,
    /// Marks of transmission.
    pub marks: Vec<Span>,
    /// What the website adds.
    pub furniture: Vec<Span>,
    /// The index of the first line of all this.
    pub start: usize,
}

/// Lines that a website sets under a text, whole.
const WHOLE: &[&str] = &[
    "world headlines",
    "headlines",
    "more headlines",
    "related",
    "related articles",
    "related stories",
    "related cables",
    "comments",
    "share",
    "share this",
    "share this article",
    "advertisement",
    "- advertisement -",
    "leave a comment",
    "tags",
    "print",
    "email",
    "back to top",
    "most popular",
    "popular",
    "more>>",
    "more >>",
    "latest news",
    "top stories",
    "you may also like",
];

/// How such lines begin.
const BEGIN: &[&str] = &[
    "©",
    "copyright ",
    "follow us",
    "subscribe",
    "sign up",
    "posted by",
    "this website uses",
    "this site uses",
    "we use cookies",
    "all rights reserved",
    "read more",
    "back to ",
    "click here",
    "find more",
    "raw content",
];

/// Finds the end of a cable in the lines from its last numbered paragraph.
pub fn read(source: &Source, lines: &[Line], last: usize) -> Tail {
    let mut tail = Tail { start: lines.len(), ..Tail::default() };
    let words = |at: usize| source.line(&lines[at]);
    let furniture = (last + 1..lines.len()).find(|at| is_furniture(words(*at)));
    let end = furniture.unwrap_or(lines.len());
    let signed = (last + 1..end).rev().find(|at| signs(source, lines, *at, end));
    tail.start = signed.unwrap_or(end);
    tail.signature = signed.map(|at| lines[at].span);
    if signed.is_none() {
        tail.start =
            (last + 1..end).rev().take_while(|at| lines[*at].is_blank() || is_mark(words(*at))).last().unwrap_or(end);
    }
    for line in lines[tail.start..].iter().filter(|line| !line.is_blank() && Some(line.span) != tail.signature) {
        let publisher = publisher(source, line.span).filter(|_| tail.publisher.is_none());
        if let Some(publisher) = publisher {
            tail.publisher = Some((line.span, publisher));
        } else if is_mark(source.line(line)) {
            tail.marks.push(line.span);
        } else {
            tail.furniture.push(line.span);
        }
    }
    tail
}

fn is_mark(words: &str) -> bool {
    matches!(fields::field(words), Some((Field::Transmission, _)))
}

fn is_furniture(words: &str) -> bool {
    let lower = words.to_lowercase();
    WHOLE.contains(&lower.as_str())
        || words.chars().count() <= 120 && BEGIN.iter().any(|begin| lower.starts_with(begin))
}

/// Whether a line is a signature: a name in capitals, alone, at the end or named in the text.
fn signs(source: &Source, lines: &[Line], at: usize, end: usize) -> bool {
    let words = source.line(&lines[at]);
    let parts: Vec<&str> = words.split_whitespace().collect();
    let name = |part: &&str| {
        part.chars().all(|c| c.is_uppercase() || matches!(c, '.' | '-' | '\'' | '\u{2019}'))
            && part.chars().any(char::is_uppercase)
    };
    let named = (1..=3).contains(&parts.len())
        && parts.iter().all(name)
        && words.chars().filter(|c| c.is_alphabetic()).count() > 2;
    let alone = at > 0
        && lines[at - 1].is_blank()
        && lines.get(at + 1).is_none_or(|next| next.is_blank() || is_mark(source.line(next)));
    if !named
        || !alone
        || fields::field(words).is_some()
        || matches!(
            words,
            "COMMENT" | "END" | "SUMMARY" | "END SUMMARY" | "END COMMENT" | "NOTE" | "BIO" | "BACKGROUND"
        )
    {
        return false;
    }
    let rest = &lines[at + 1..end];
    rest.iter().all(|line| line.is_blank() || is_mark(source.line(line)))
}

/// The publisher in `© Harbour Media 2021`.
fn publisher(source: &Source, span: Span) -> Option<Span> {
    let words = source.words(span);
    let rest = words.strip_prefix('©')?;
    let name = rest.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace() || c == ',');
    let fits = name.chars().count() <= 60 && name.chars().any(char::is_alphabetic) && !name.contains(". ");
    fits.then(|| source.part(span, words.len() - rest.len(), words.len()))
}
