//! What a website sets before a cable: a table of its own, a title, menus.

use crate::import::draft::Draft;
use crate::import::lines::{Line, Source, Span};

use super::fields;

/// What stands before the header.
#[derive(Debug, Default)]
pub struct Front {
    /// Labels of the website's own table, with their values.
    pub table: Vec<(Label, Span)>,
    /// The stretches of labels, and lines that say nothing of the cable.
    pub furniture: Vec<Span>,
    /// Lines that may be a title.
    pub unknown: Vec<Span>,
    /// The index of the first line behind it.
    pub end: usize,
}

/// What a label of an archive's table names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    Identifier,
    Created,
    Classification,
    Origin,
    Title,
    Tags,
    Other,
}

const LABELS: &[(&str, Label)] = &[
    ("identifier", Label::Identifier),
    ("reference id", Label::Identifier),
    ("canonical id", Label::Identifier),
    ("cable id", Label::Identifier),
    ("id", Label::Identifier),
    ("created", Label::Created),
    ("date", Label::Created),
    ("sent", Label::Created),
    ("released", Label::Other),
    ("classification", Label::Classification),
    ("original classification", Label::Classification),
    ("origin", Label::Origin),
    ("from", Label::Origin),
    ("cable title", Label::Title),
    ("title", Label::Title),
    ("subject", Label::Title),
    ("tags", Label::Tags),
];

/// A label, and the words behind its colon.
fn label(words: &str) -> Option<(Label, Option<&str>)> {
    let (name, value) = match words.split_once(':') {
        Some((name, value)) => (name, Some(value.trim())),
        None => (words, None),
    };
    let name = name.trim().to_lowercase();
    let known = LABELS.iter().find(|(known, _)| *known == name).map(|(_, label)| *label)?;
    Some((known, value))
}

/// Reads what stands before the header; it ends at the first line of the header, or at `limit`.
pub fn read(source: &Source, lines: &[Line], limit: usize) -> Front {
    let mut front = Front::default();
    let mut at = 0;
    while at < limit.min(lines.len()) {
        let words = source.line(&lines[at]);
        let run =
            lines[at..limit].iter().take_while(|line| matches!(label(source.line(line)), Some((_, None)))).count();
        if run >= 2 {
            at = columns(source, lines, at, run, limit, &mut front);
        } else if let Some((label, value)) = label(words).filter(|_| fields::field(words).is_none()) {
            at = pair(source, lines, at, (label, value), limit, &mut front);
        } else if fields::field(words).is_some() {
            break;
        } else {
            if !lines[at].is_blank() {
                front.unknown.push(lines[at].span);
            }
            at += 1;
        }
    }
    front.end = at;
    front
}

/// A column of labels, then a column of as many values.
fn columns(source: &Source, lines: &[Line], at: usize, run: usize, limit: usize, front: &mut Front) -> usize {
    let labels = lines[at..at + run].iter().filter_map(|line| label(source.line(line)).map(|(label, _)| label));
    let values: Vec<usize> = (at + run..limit).filter(|value| !lines[*value].is_blank()).take(run).collect();
    front.furniture.extend(lines[at..at + run].iter().map(|line| line.span));
    if values.len() < run {
        return at + run;
    }
    front.table.extend(labels.zip(&values).map(|(label, value)| (label, lines[*value].span)));
    values.last().map_or(at + run, |last| last + 1)
}

/// `Label: value`, or a label and its value on the next line that is not empty.
fn pair(
    source: &Source,
    lines: &[Line],
    at: usize,
    (label, value): (Label, Option<&str>),
    limit: usize,
    front: &mut Front,
) -> usize {
    let span = lines[at].span;
    let words = source.words(span);
    let colon = words.find(':').map_or(words.len(), |colon| colon + 1);
    if value.is_some_and(|value| !value.is_empty()) {
        front.furniture.push(source.part(span, 0, colon));
        front.table.push((label, source.part(span, colon, words.len())));
        return at + 1;
    }
    let next = (at + 1..limit).find(|next| !lines[*next].is_blank());
    let next = next.filter(|_| value.is_some()).filter(|next| {
        let words = source.line(&lines[*next]);
        self::label(words).is_none() && (fields::field(words).is_none() || label == Label::Classification)
    });
    match next {
        Some(next) => {
            front.furniture.push(span);
            front.table.push((label, lines[next].span));
            next + 1
        }
        None => {
            front.unknown.push(span);
            at + 1
        }
    }
}

impl Front {
    /// The value of a label.
    pub fn get<'a>(&self, wanted: Label, source: &'a Source) -> Option<&'a str> {
        self.table.iter().find(|(label, _)| *label == wanted).map(|(_, span)| source.words(*span))
    }

    /// Gives all stretches away: values that were used to the front matter, a title that repeats the subject and all else
    /// to the removals. Gives the title and the title as the website has it, where there is one.
    pub fn settle(
        &self,
        subject: Option<&str>,
        used: &[Label],
        source: &Source,
        draft: &mut Draft,
    ) -> Option<(String, String)> {
        for (label, span) in &self.table {
            if used.contains(label) {
                draft.read(*span, key(*label));
            } else if matches!(
                label,
                Label::Title | Label::Tags | Label::Classification | Label::Created | Label::Identifier | Label::Origin
            ) {
                draft.remove(*span, "repeated header lines");
            } else {
                draft.remove(*span, WEBSITE);
            }
        }
        for span in &self.furniture {
            draft.remove(*span, WEBSITE);
        }
        let title = self.title(subject, source);
        for span in &self.unknown {
            if title == Some(*span) {
                draft.read(*span, "published");
            } else if subject.is_some_and(|subject| same(subject, source.words(*span))) {
                draft.remove(*span, "repeated titles");
            } else {
                draft.remove(*span, WEBSITE);
            }
        }
        let words = source.words(title?);
        Some((without_prefix(words).to_string(), words.to_string()))
    }

    /// The line that is the website's title: the one with the subject in it, else one that calls itself a cable's, else
    /// the only one that reads like a title.
    fn title(&self, subject: Option<&str>, source: &Source) -> Option<Span> {
        let words = |span: &Span| source.words(*span);
        if let Some(subject) = subject {
            return self
                .unknown
                .iter()
                .copied()
                .find(|span| !same(subject, words(span)) && same(subject, without_prefix(words(span))));
        }
        let named = self.unknown.iter().find(|span| without_prefix(words(span)) != words(span));
        let titles: Vec<&Span> =
            self.unknown.iter().filter(|span| words(span).split_whitespace().count() >= 3).collect();
        named.or(if let [one] = titles[..] { Some(one) } else { None }).copied()
    }
}

const WEBSITE: &str = "words of the website around the text";

fn key(label: Label) -> &'static str {
    match label {
        Label::Identifier => "identifier",
        Label::Created => "date",
        Label::Classification => "classification",
        Label::Origin => "origin",
        Label::Title => "subject",
        Label::Tags => "tags",
        Label::Other => "header",
    }
}

/// `Cablegate: Piers` without the website's own word.
fn without_prefix(words: &str) -> &str {
    let prefixes = ["Cablegate:", "Cable:", "Viewing cable:", "US embassy cables:", "WikiLeaks cable:"];
    // `Viewing cable 79HAVEN42, The pier`
    if let Some((_, title)) = words.strip_prefix("Viewing cable ").and_then(|rest| rest.split_once(", ")) {
        return title.trim();
    }
    let found =
        prefixes.iter().find_map(|prefix| words.get(..prefix.len()).filter(|head| head.eq_ignore_ascii_case(prefix)));
    found.map_or(words, |prefix| words[prefix.len()..].trim())
}

/// Whether two titles have the same words.
pub fn same(one: &str, other: &str) -> bool {
    let fold =
        |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    fold(one) == fold(other)
}
