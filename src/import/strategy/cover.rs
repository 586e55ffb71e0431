//! The cover of a paper: its title and date.

use crate::import::dates;
use crate::import::draft::Draft;
use crate::import::lines::{Line, Source, Span};
use crate::import::marks;

use super::{heading, label};

/// A title is on so many lines at most.
const LINES: usize = 3;

/// Words before a date on a cover.
const BEFORE_DATE: &[&str] =
    &["approved", "date", "updated", "published", "released", "reviewed", "version of", "as of"];

/// Reads title and date off the cover, and takes their lines away.
pub fn read(source: &Source, lines: &mut [Line], draft: &mut Draft) {
    let cover = extent(source, lines);
    let mut title: Vec<usize> = Vec::new();
    for at in cover {
        let words = bare(source.line(&lines[at]));
        match date(words) {
            Some(Ok(date)) if draft.meta.date.is_none() => {
                draft.meta.date = Some(date);
                if dates::written(words).is_none() {
                    draft.meta.date_note = Some(words.to_string());
                }
                take(&mut lines[at], draft, "date");
            }
            Some(Ok(_)) => {}
            Some(Err(fault)) => draft.doubt(source, lines[at].span.start, fault),
            None if title.len() < LINES && title.last().is_none_or(|last| source.line(&lines[*last]) != words) => {
                title.push(at);
            }
            None => {}
        }
    }
    let mut words = String::new();
    for at in &title {
        let line = bare(source.line(&lines[*at]));
        let open = [" of", " for", " the", " and", ",", ":", "–", "-"].iter().any(|end| words.ends_with(end));
        if !words.is_empty() {
            words.push_str(if open { " " } else { ": " });
        }
        words.push_str(line);
        take(&mut lines[*at], draft, "title");
    }
    if words.is_empty() {
        draft.lacks("no title stands on the cover");
    } else {
        draft.meta.title = Some(words);
    }
    if draft.meta.date.is_none() {
        draft.lacks("no date stands on the cover");
    }
}

fn take(line: &mut Line, draft: &mut Draft, key: &'static str) {
    draft.read(line.span, key);
    line.span = Span { start: line.span.start, end: line.span.start };
}

fn bare(words: &str) -> &str {
    words.trim_matches(['#', '*', ' '])
}

/// A date, alone or behind a word that says what it is the date of.
fn date(words: &str) -> Option<Result<String, String>> {
    let rest = BEFORE_DATE.iter().find_map(|before| {
        let head = words.get(..before.len()).filter(|head| head.eq_ignore_ascii_case(before))?;
        words[head.len()..].strip_prefix([':', ' '])
    });
    dates::written(rest.unwrap_or(words))
}

/// The lines of the cover: the first short ones, up to where pages or contents or the text begin.
fn extent(source: &Source, lines: &[Line]) -> Vec<usize> {
    let mut cover: Vec<usize> = Vec::new();
    let mut closed = false;
    for (at, line) in lines.iter().enumerate() {
        if line.is_blank() {
            continue;
        }
        // Something was left out between two lines where the text between them holds more than white space.
        let before = cover.last().map(|last| lines[*last].span.end);
        if before.is_some_and(|end| !source.words(Span { start: end, end: line.span.start }).trim().is_empty()) {
            closed = true;
            break;
        }
        let words = source.line(line);
        let text = words.chars().count() > 100 || words.ends_with(['.', ';']) && date(words).is_none();
        let body = label::label(words).is_some()
            || marks::bullet(words).is_some()
            || heading::number(words).is_some_and(|(length, _, _)| words[..length].contains('.'))
            || words.starts_with('#') && !cover.is_empty()
            || cover.len() > 5;
        if body && !cover.is_empty() {
            closed = true;
        }
        if text || body {
            break;
        }
        cover.push(at);
    }
    // The last line before the text is the heading of that text, unless it is the only one.
    if !closed && cover.len() > 1 && cover.last().is_some_and(|last| date(source.line(&lines[*last])).is_none()) {
        cover.pop();
    }
    cover
}
