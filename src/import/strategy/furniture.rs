//! What the pages of a paper add to it: release marks, page numbers, repeated heads and feet, tables of contents.

use std::collections::{HashMap, HashSet};

use crate::import::lines::{Line, Source};
use crate::import::marks;

use super::label;

/// Longer lines are no furniture.
const LONGEST: usize = 100;

/// Why each line is left out; none for lines that stay.
pub fn furniture(source: &Source) -> Vec<Option<&'static str>> {
    let lines = source.lines();
    let mut out: Vec<Option<&'static str>> = lines.iter().map(|line| release(source.line(line))).collect();
    page_numbers(source, &mut out);
    contents(source, &mut out);
    repeated(source, &mut out);
    out
}

/// A mark of release or classification, alone on its line.
fn release(words: &str) -> Option<&'static str> {
    let bare: String = words.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    let squeezed = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    matches!(
        squeezed.as_str(),
        "FOR PUBLIC RELEASE"
            | "For Public Release"
            | "APPROVED FOR PUBLIC RELEASE"
            | "Approved for Public Release"
            | "UNCLASSIFIED"
            | "SENSITIVE BUT UNCLASSIFIED"
            | "UNCLASSIFIED FOR PUBLIC RELEASE"
    )
    .then_some("release marks")
}

/// The number on a line that is nothing else, and whether it says that it is a page's.
fn page_number(words: &str) -> Option<(u32, bool)> {
    if words.len() > 24 {
        return None;
    }
    let lower = words.to_lowercase();
    let said = lower.contains("page") || lower.contains(" of ");
    let bare = lower.replace("page", " ");
    let mut parts = bare.split([' ', '-', '–', '—', '|', '\t', '/', '[', ']']).filter(|part| !part.is_empty());
    let first: u32 = parts.next()?.parse().ok()?;
    let end = match parts.next() {
        None => true,
        Some("of") => parts.next().is_some_and(|last| last.parse::<u32>().is_ok_and(|last| last >= first)),
        Some(_) => false,
    };
    (end && parts.next().is_none() && first < 2000).then_some((first, said))
}

/// Lines that count the pages. A number alone is one only where others before or behind it go on counting.
fn page_numbers(source: &Source, out: &mut [Option<&'static str>]) {
    let lines = source.lines();
    let found: Vec<(usize, u32, bool)> = lines
        .iter()
        .enumerate()
        .filter(|(at, _)| out[*at].is_none() && alone(lines, *at))
        .filter_map(|(at, line)| page_number(source.line(line)).map(|(number, said)| (at, number, said)))
        .collect();
    for (index, (at, number, said)) in found.iter().enumerate() {
        let next = |other: Option<&(usize, u32, bool)>, step: u32| {
            other.is_some_and(|other| {
                (1..=2).contains(
                    &(if step == 0 { number.saturating_sub(other.1) } else { other.1.saturating_sub(*number) }),
                )
            })
        };
        let before = next(index.checked_sub(1).and_then(|before| found.get(before)), 0);
        if *said || before || next(found.get(index + 1), 1) {
            out[*at] = Some("page numbers");
        }
    }
}

/// Whether nothing stands right above and below a line, or one side is the edge of a page.
fn alone(lines: &[Line], at: usize) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(Line::is_blank);
    blank(at.checked_sub(1)) || blank(Some(at + 1)) || breaks(lines, at)
}

/// Whether a line is the first or last of a page, by a page break of the text.
fn breaks(lines: &[Line], at: usize) -> bool {
    let same = |other: Option<&Line>| other.is_some_and(|other| other.number == lines[at].number);
    same(at.checked_sub(1).and_then(|at| lines.get(at))) || same(lines.get(at + 1))
}

/// Tables of contents: what follows the words, or lines that lead with dots to a page.
fn contents(source: &Source, out: &mut [Option<&'static str>]) {
    let lines = source.lines();
    let last: HashMap<String, usize> =
        lines.iter().enumerate().map(|(at, line)| (key(source.line(line)), at)).collect();
    let mut at = 0;
    while at < lines.len() {
        // No table begins with an empty line, and walking over a long run of them from each would never end.
        if lines[at].is_blank() {
            at += 1;
            continue;
        }
        let words = source.line(&lines[at]).trim_matches(['#', '*', ' ', ':']);
        let headed = matches!(words.to_lowercase().as_str(), "contents" | "table of contents" | "list of contents");
        let end = if headed {
            let end = contents_end(source, out, &last, at + 1);
            if end == at + 1 { at } else { end }
        } else {
            led(source, at)
        };
        for reason in out.iter_mut().take(end).skip(at) {
            *reason = reason.or(Some("tables of contents"));
        }
        at = end.max(at + 1);
    }
}

/// The end of two or more lines that lead with dots to a page number.
fn led(source: &Source, start: usize) -> usize {
    let lines = source.lines();
    let (mut end, mut count) = (start, 0);
    for (at, line) in lines.iter().enumerate().skip(start) {
        let words = source.line(line);
        let dots = words.contains("...") || words.contains(". . .") || words.contains("……") || words.contains("_____");
        if dots && entry(words).is_some() {
            (end, count) = (at + 1, count + 1);
        } else if !words.is_empty() {
            break;
        }
    }
    if count > 1 { end } else { start }
}

/// The words of an entry of a table of contents, without its page number.
fn entry(words: &str) -> Option<&str> {
    let page = words.rsplit(|c: char| !(c.is_ascii_digit() || "ivx".contains(c))).next()?;
    let name = words[..words.len() - page.len()].trim_end();
    let fits = !page.is_empty()
        && page.len() <= 4
        && words.len() <= 2 * LONGEST
        && words[..words.len() - page.len()].ends_with([' ', '\t', '.', '\u{a0}', '_'])
        && name.chars().any(char::is_alphabetic)
        && !marks::bullet(words).is_some_and(|_| name.ends_with(['.', ';']));
    fits.then(|| name.trim_end_matches(['.', ' ', '…', '\t', '_']))
}

/// The line after the last entry of a table of contents.
fn contents_end(source: &Source, out: &[Option<&'static str>], last: &HashMap<String, usize>, start: usize) -> usize {
    let lines = source.lines();
    let mut seen: HashSet<String> = HashSet::new();
    let (mut end, mut paged, mut pending) = (start, false, 0);
    for (at, line) in lines.iter().enumerate().skip(start) {
        let words = source.line(line);
        if line.is_blank() || out[at].is_some() {
            continue;
        }
        if let Some(name) = entry(words) {
            paged = true;
            pending = 0;
            seen.insert(key(name));
            end = at + 1;
        } else if seen.contains(&key(words)) || words.len() > LONGEST || words.ends_with('.') {
            break;
        // Without page numbers, what comes again below is an entry.
        } else if !paged && last.get(&key(words)).is_some_and(|last| *last > at) {
            seen.insert(key(words));
            end = at + 1;
        } else {
            // The first half of an entry on two lines; taken with the second, or not at all.
            pending += 1;
            if pending > 1 {
                break;
            }
        }
    }
    end
}

/// Letters alone, in lower case.
fn key(words: &str) -> String {
    words.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Heads and feet that pages repeat. Headings come again too: a line is furniture only where it cuts a sentence, stands
/// at the edge of a page, or counts its pages.
fn repeated(source: &Source, out: &mut [Option<&'static str>]) {
    let lines = source.lines();
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let words = source.line(line);
        let fits = out[at].is_none() && !line.is_blank() && words.len() <= LONGEST && alone(lines, at);
        if fits && label::label(words).is_none() && marks::bullet(words).is_none() && label::run_in(words).is_none() {
            let (key, _) = counted(words);
            groups.entry(key).or_default().push(at);
        }
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_unstable();
    for group in groups {
        let edges = group.iter().filter(|at| at_edge(source, out, **at)).count();
        let counts: Vec<u32> = group.iter().filter_map(|at| counted(source.line(&lines[*at])).1).collect();
        let counting = counts.len() == group.len()
            && counts.windows(2).all(|pair| pair[0] < pair[1])
            && group.iter().all(|at| counted(source.line(&lines[*at])).0.len() > 3);
        // The first one may be the title, on the cover.
        if counting && group.len() > 2 || 2 * edges >= group.len() && edges > 0 && group.len() > 2 || edges > 1 {
            let keep = usize::from(!counting && first_is_title(source, out, group[0]));
            for at in group.into_iter().skip(keep) {
                out[at] = Some("page headers and footers");
            }
        }
    }
}

/// A line without the number at one of its ends, in lower case, and that number.
fn counted(words: &str) -> (String, Option<u32>) {
    let digits = |c: char| c.is_ascii_digit();
    let tail = words.rsplit(|c| !digits(c)).next().filter(|tail| !tail.is_empty());
    let head = words.split(|c| !digits(c)).next().filter(|head| !head.is_empty());
    let bare = match (tail, head) {
        (Some(tail), _) => &words[..words.len() - tail.len()],
        (None, Some(head)) => &words[head.len()..],
        (None, None) => words,
    };
    // `1. Harbour` is a heading and no counted page.
    let heading = tail.is_none() && bare.starts_with(['.', ')']);
    if heading || bare.trim().is_empty() {
        return (words.to_lowercase(), None);
    }
    let number = tail.or(head).and_then(|number| number.parse().ok());
    (bare.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" "), number)
}

/// Whether a line is the first or last of a page, or stands inside a sentence.
fn at_edge(source: &Source, out: &[Option<&'static str>], at: usize) -> bool {
    let lines = source.lines();
    if breaks(lines, at) {
        return true;
    }
    let above = (0..at).rev().find(|at| !lines[*at].is_blank());
    let below = (at + 1..lines.len()).find(|at| !lines[*at].is_blank());
    let furniture = |at: Option<usize>| at.is_some_and(|at| matches!(out[at], Some("page numbers" | "release marks")));
    if furniture(above) || furniture(below) {
        return true;
    }
    let (Some(above), Some(below)) = (above, below) else { return false };
    let (above, below) = (source.line(&lines[above]), source.line(&lines[below]));
    above.len() > LONGEST / 2 && above.ends_with(char::is_alphanumeric) && below.starts_with(char::is_lowercase)
}

/// Whether a line is among the first of the text, where a title stands.
fn first_is_title(source: &Source, out: &[Option<&'static str>], at: usize) -> bool {
    let mut before = source.lines()[..at].iter().zip(out).filter(|(line, reason)| !line.is_blank() && reason.is_none());
    before.nth(2).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left_out(text: &str) -> Vec<(String, &'static str)> {
        let source = Source::new(text.into());
        let reasons = furniture(&source);
        let lines = source.lines().iter().zip(reasons);
        lines
            .filter(|(line, _)| !line.is_blank())
            .filter_map(|(line, reason)| Some((source.line(line).to_string(), reason?)))
            .collect()
    }

    #[test]
    fn pages_leave_nothing_behind_and_words_stay() {
        let long = "The harbour board met in the long hall for the whole of the day and it was";
        for (text, expected) in [
            (
                "FOR PUBLIC RELEASE\n\nHarbour Strategy\n\n- FOR PUBLIC RELEASE -".to_string(),
                vec!["FOR PUBLIC RELEASE", "- FOR PUBLIC RELEASE -"],
            ),
            ("One.\n\n1\n\nTwo.\n\n2\n\nThree.\n\n3".into(), vec!["1", "2", "3"]),
            ("One.\n\n1966\n\nTwo.\n\n12\n\nThree.".into(), vec![]),
            ("One.\n\nPage 4 of 9\n\nTwo.\n\n- 7 -".into(), vec!["Page 4 of 9"]),
            (
                format!(
                    "Harbour Strategy\n\n{long}\n\nHarbour Strategy\n\nseen that all was well.\n\n{long}\n\nHARBOUR STRATEGY\n\nseen so."
                ),
                vec!["Harbour Strategy", "HARBOUR STRATEGY"],
            ),
            (
                "Goal 1: A\n\nRisks\n\nThe sea.\n\nGoal 2: B\n\nRisks\n\nThe wind.\n\nGoal 3: C\n\nRisks\n\nThe rain."
                    .into(),
                vec![],
            ),
            (
                "One.\u{c}Harbour Board 2022\nTwo.\u{c}Harbour Board 2022\nThree.\u{c}Harbour Board 2022\nFour.".into(),
                vec!["Harbour Board 2022"; 2],
            ),
            (
                "A\n\nHarbour Plan | 4\n\nB\n\nHarbour Plan | 5\n\nC\n\nHarbour Plan | 7".into(),
                vec!["Harbour Plan | 4", "Harbour Plan | 5", "Harbour Plan | 7"],
            ),
        ] {
            let words: Vec<String> = left_out(&text).into_iter().map(|(words, _)| words).collect();
            assert_eq!(words, expected, "{text}");
        }
    }

    #[test]
    fn tables_of_contents_end_where_the_text_begins() {
        for (text, expected) in [
            ("Table of Contents\n\n1.\tThe Harbour\t1\n2.\tThe Quay\t12\n\n1. The Harbour\n\nIt is.", 3),
            (
                "CONTENTS\nThe Harbour ....... 2\nThe Quay and all that\n   belongs to it ...... 3\n\nThe Harbour\nIt is.",
                4,
            ),
            ("Contents\n\nThe Harbour\n\nThe Quay\n\nThe Harbour\n\nIt is.\n\nThe Quay\n\nIt is.", 3),
            ("The Harbour . . . . 1\nThe Quay . . . . . 4\n\nThe Harbour\nIt is.", 2),
            ("Contents\n\nThe ship holds coal and grain, and much else beside.", 0),
            ("Contents of the Ship\n\nCoal 12", 0),
            ("Table of Contents\nIntroduction iv\nThe Harbour 1\n\nIntroduction\n\nIt began in 1912", 3),
        ] {
            assert_eq!(left_out(text).len(), expected, "{text}\n{:?}", left_out(text));
        }
    }
}
