//! Lines of a cable as they were before a website ran them together: page headers, header fields and numbered paragraphs
//! each begin a line of their own.

use crate::import::lines::{Line, Source};
use crate::import::marks;

use super::fields;

/// Fields that are looked for inside a line before the first paragraph.
const INSIDE: &[&str] =
    &["SIPDIS", "E.O. 1", "TAGS:", "SUBJECT:", "SUBJ:", "REF:", "REFS:", "Classified By:", "CLASSIFIED BY:"];

/// The lines of a cable, cut where a new one should have begun.
pub fn segments(source: &Source) -> Vec<Line> {
    let mut out = Vec::with_capacity(source.lines().len());
    let mut number = 0u32;
    for line in source.lines() {
        let words = source.line(line);
        let mut cuts = vec![0];
        if let Some((start, end, _)) = fields::page_header(words) {
            cuts.extend([start, end]);
        }
        if number == 0 {
            let inside: Vec<usize> = INSIDE.iter().flat_map(|mark| starts(words, mark)).collect();
            let first = inside.iter().min();
            // Only a line that begins as a header's does, for the words may stand in a sentence.
            if first.is_some_and(|first| fields::field(words[..*first].trim_end()).is_some()) {
                cuts.extend(inside);
            }
        }
        if let Some((_, mark)) = marks::ordinal(words).filter(|(_, mark)| mark.dot) {
            number = mark.text.parse().unwrap_or(number);
        }
        while let Some(at) = next_paragraph(words, number + 1, *cuts.last().unwrap_or(&0)) {
            cuts.push(at);
            number += 1;
        }
        cuts.push(words.len());
        cuts.sort_unstable();
        cuts.dedup();
        for pair in cuts.windows(2) {
            out.push(Line { span: source.part(line.span, pair[0], pair[1]), ..*line });
        }
        if cuts.len() < 2 {
            out.push(*line);
        }
    }
    out
}

/// Where a mark stands behind a space.
fn starts<'a>(words: &'a str, mark: &'a str) -> impl Iterator<Item = usize> + 'a {
    words.match_indices(mark).map(|(at, _)| at).filter(|at| *at > 0 && words[..*at].ends_with(char::is_whitespace))
}

/// Where the next paragraph, with its number and a marking, begins inside a line behind the end of a sentence.
fn next_paragraph(words: &str, number: u32, from: usize) -> Option<usize> {
    let mark = format!(" {number}.");
    let rest = words.get(from..)?;
    let mut found = rest.match_indices(&mark).map(|(at, _)| from + at + 1);
    found.find(|at| {
        let ended = words[..*at].trim_end().ends_with(['.', '!', '?', '"', '”', ')']);
        ended && marks::ordinal(&words[*at..]).is_some_and(|(_, mark)| mark.marking.is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_run_together_is_cut() {
        for (text, expected) in [
            (
                "1. (C) One in HAVEN 00000387 002 OF 004 part. 2. (C) Two.",
                &["1. (C) One in", "HAVEN 00000387 002 OF 004", "part.", "2. (C) Two."][..],
            ),
            (
                "UNCLAS HAVEN 000387 SIPDIS E.O. 12958: N/A TAGS: PTER SUBJECT: Piers REF: STATE 1",
                &["UNCLAS HAVEN 000387", "SIPDIS", "E.O. 12958: N/A", "TAGS: PTER", "SUBJECT: Piers", "REF: STATE 1"],
            ),
            ("He paid in clause 2. (C) it says", &["He paid in clause 2. (C) it says"]),
            ("one\n\ntwo", &["one", "", "two"]),
        ] {
            let source = Source::new(text.into());
            let lines: Vec<_> = segments(&source).iter().map(|line| source.words(line.span).to_string()).collect();
            assert_eq!(lines, expected);
        }
    }
}
