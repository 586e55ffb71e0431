//! The head of an article: title, author, date, site and address, where they stand.

use crate::import::dates;
use crate::import::draft::Draft;
use crate::import::lines::Source;

use super::html::Shape;
use super::page::{Page, Says};
use super::{Fate, Row};

/// A title is not longer, in characters.
const TITLE: usize = 200;
/// So many lines below the title, author and date may stand.
const BELOW: usize = 6;
/// So many lines at the end, who edited it.
const ABOVE_END: usize = 4;

/// Finds the title, and the line where it stands.
pub fn title(source: &Source, rows: &mut [Row], page: Option<&Page>, draft: &mut Draft) -> Option<usize> {
    let said = page.and_then(|page| page.says.title.clone());
    let at = match &said {
        Some(said) => stated(source, rows, said),
        None => first(source, rows),
    };
    if let Some(at) = at {
        rows[at].fate = Fate::Read("title");
    }
    draft.meta.title = at.map(|at| source.line(&rows[at].line).to_string()).or(said);
    if draft.meta.title.is_none() {
        draft.lacks("no title stands in the text");
    }
    at
}

/// The line of the title that the page's head gives, with the site's name or without; else its only main heading.
fn stated(source: &Source, rows: &[Row], said: &str) -> Option<usize> {
    let key =
        |words: &str| words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let said = key(said);
    let same = |heading: bool| {
        rows.iter().position(|row| {
            let words = key(source.line(&row.line));
            let is = words == said || words.len() > 20 && said.starts_with(&words);
            is && (!heading || matches!(row.set.shape, Shape::Heading(_)))
        })
    };
    let mut main = rows.iter().enumerate().filter(|(_, row)| row.set.shape == Shape::Heading(1));
    let only = main.next().filter(|_| main.next().is_none()).map(|(at, _)| at);
    same(true).or_else(|| same(false)).or(only.filter(|at| rows[*at].own != Some(false) || said.is_empty()))
}

/// The first line of a text that can be a title: what a site puts above it is passed over.
fn first(source: &Source, rows: &[Row]) -> Option<usize> {
    let mut filled = rows.iter().enumerate().filter(|(_, row)| !row.line.is_blank()).take(12);
    let at = filled.find(|(_, row)| is_title(source.line(&row.line)))?.0;
    // A line that comes again right below without the way that leads to it is the title.
    rows.iter().skip(at + 1).any(|row| !row.line.is_blank()).then_some(at)
}

fn is_title(words: &str) -> bool {
    let count = words.split_whitespace().count();
    let trail =
        [" » ", " › ", " | ", " > "].iter().any(|sign| words.matches(sign).count() > 1) || words.starts_with("Home ");
    (2..=35).contains(&count)
        && words.chars().count() <= TITLE
        && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "\"'“‘".contains(c))
        && !words.ends_with(['.', ':', ',', ';'])
        && !trail
        && author(words).is_none()
        && date(words).is_none()
        && url(words).is_none()
        && !matches!(words.to_lowercase().as_str(), "skip to content" | "skip to main content" | "sign in" | "log in")
}

/// Reads what stands below the title and at the end, and what the page's head says.
pub fn read(source: &Source, rows: &mut [Row], page: Option<&Page>, title: Option<usize>, draft: &mut Draft) {
    let says = page.map(|page| page.says.clone()).unwrap_or_default();
    let left = |row: &Row| !row.line.is_blank() && row.fate != Fate::Read("title");
    let start = title.map_or(0, |at| at + 1);
    let below: Vec<usize> = (start..rows.len()).filter(|at| left(&rows[*at])).take(BELOW).collect();
    let end: Vec<usize> = (start..rows.len())
        .rev()
        .filter(|at| left(&rows[*at]) && rows[*at].fate == Fate::Body)
        .take(ABOVE_END)
        .collect();
    for at in &below {
        line(source, rows, *at, &says, draft);
    }
    credit(source, rows, &end, draft);
    let meta = &mut draft.meta;
    meta.byline = meta.byline.take().or(says.author);
    meta.published.publisher = meta.published.publisher.take().or(says.site);
    meta.published.url = meta.published.url.take().or(says.url);
    meta.language = says.language.filter(|tag| is_language(tag));
    if meta.date.is_none() {
        meta.date = says.date.as_deref().and_then(day);
    }
    for (is_there, what) in [
        (meta.byline.is_some(), "no author stands in the text"),
        (meta.date.is_some(), "no date stands in the text by itself"),
        (meta.published.publisher.is_some(), "no name of the site stands in the text"),
        (meta.published.url.is_some(), "no address stands in the text"),
    ] {
        if !is_there {
            draft.missing.push(what.into());
        }
    }
}

/// A tag like `en` or `en-GB`.
fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts
        .next()
        .is_some_and(|first| (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_lowercase()))
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The day in a time stamp of a page's head: `2025-07-12T10:00:00Z`.
fn day(stamp: &str) -> Option<String> {
    let day = stamp.get(..10).filter(|_| stamp.len() == 10 || stamp[10..].starts_with(['T', ' ']));
    day.and_then(dates::written).or_else(|| date(stamp)).and_then(Result::ok)
}

/// Reads one line below the title, if all of it is author, date or address.
fn line(source: &Source, rows: &mut [Row], at: usize, says: &Says, draft: &mut Draft) {
    let words = source.line(&rows[at].line);
    let parts: Vec<&str> = words.split(['|', '·', '•']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let known = |part: &str| {
        author(part).is_some()
            || matches!(date(part), Some(Ok(_)))
            || url(part).is_some()
            || says.author.as_deref() == Some(part)
            || says.site.as_deref() == Some(part)
    };
    if rows[at].fate != Fate::Body || parts.is_empty() {
        return;
    }
    if let [only] = parts[..]
        && let Some(Err(fault)) = date(only)
    {
        draft.doubt(source, rows[at].line.span.start, fault);
        return;
    }
    if !parts.iter().all(|part| known(part)) {
        return;
    }
    let mut key = None;
    for part in parts {
        let meta = &mut draft.meta;
        if let Some(Ok(date)) = date(part) {
            meta.date.get_or_insert(date);
            key = key.or(Some("date"));
        } else if let Some(url) = url(part) {
            meta.published.url.get_or_insert_with(|| url.to_string());
            key = key.or(Some("published"));
        } else if let Some(name) = author(part).or_else(|| says.author.clone().filter(|name| name == part)) {
            meta.byline.get_or_insert(name);
            key = Some("byline");
        } else {
            meta.published.publisher.get_or_insert_with(|| part.to_string());
            key = key.or(Some("published"));
        }
    }
    if let Some(key) = key {
        rows[at].fate = Fate::Read(key);
    }
}

/// Who edited an article, at its end, and below that the site: `end` runs from the last line upwards.
fn credit(source: &Source, rows: &mut [Row], end: &[usize], draft: &mut Draft) {
    let Some(by) = end.iter().position(|at| author(source.line(&rows[*at].line)).is_some()) else { return };
    let names = &end[..by];
    let site = |words: &str| {
        words.chars().count() <= 60
            && !words.ends_with(['.', '!', '?'])
            && words
                .split_whitespace()
                .all(|word| !word.starts_with(char::is_lowercase) || word == "of" || word == "the")
    };
    // Anything else below it is the article's.
    if names.len() > 1 || !names.iter().all(|at| site(source.line(&rows[*at].line))) {
        return;
    }
    if draft.meta.byline.is_none() {
        draft.meta.byline = author(source.line(&rows[end[by]].line));
        rows[end[by]].fate = Fate::Read("byline");
    }
    if let [at] = names
        && draft.meta.published.publisher.is_none()
    {
        draft.meta.published.publisher = Some(source.line(&rows[*at].line).to_string());
        rows[*at].fate = Fate::Read("published");
    }
}

/// Who wrote or edited it: the name behind `By`, or the whole line where it says what they did.
fn author(words: &str) -> Option<String> {
    const PLAIN: &[&str] = &["by ", "written by ", "author: ", "by: ", "posted by ", "published by "];
    const SAID: &[&str] = &["edited by ", "reporting by ", "reported by ", "translated by ", "compiled by "];
    let lower = words.to_lowercase();
    let plain = PLAIN.iter().find(|start| lower.starts_with(**start));
    let start = plain.or_else(|| SAID.iter().find(|start| lower.starts_with(**start)))?;
    let name = words.get(start.len()..)?.trim();
    let parts: Vec<&str> = name.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    let small = ["and", "de", "van", "von", "al", "el", "bin", "ben", "of", "for", "in", "the", "la", "du", "ag"];
    let is_name = |part: &&str| part.starts_with(char::is_uppercase) || small.contains(part);
    let fits = (1..=10).contains(&parts.len())
        && parts[0].starts_with(char::is_uppercase)
        && parts.iter().all(is_name)
        && !name.ends_with(['.', ':', '?', '!'])
        && dates::written(name).is_none();
    fits.then(|| if plain.is_some() { name.to_string() } else { words.to_string() })
}

/// A date alone, behind `Published:` or its like, and with a time of day behind it or not.
fn date(words: &str) -> Option<Result<String, String>> {
    const BEFORE: &[&str] = &[
        "published on",
        "published at",
        "published",
        "posted on",
        "posted",
        "last updated on",
        "last updated",
        "updated on",
        "updated",
        "date",
        "on",
    ];
    let lower = words.to_lowercase();
    let before =
        BEFORE.iter().find(|before| lower.strip_prefix(**before).is_some_and(|rest| rest.starts_with([' ', ':'])));
    let rest = before.and_then(|before| words.get(before.len()..)).unwrap_or(words).trim_start_matches([':', ' ']);
    if let Some(date) = dates::written(rest) {
        return Some(date);
    }
    // The end of the year, and then nothing but a time of day.
    let bytes = rest.as_bytes();
    let year = bytes.windows(4).position(|four| four.iter().all(u8::is_ascii_digit))?;
    let (day, time) = (rest.get(..year + 4)?, rest.get(year + 4..)?);
    let is_time = |part: &str| {
        let part = part.trim_matches([',', '(', ')', '–', '-', '.']);
        part.bytes().all(|b| b.is_ascii_digit() || b == b':')
            || matches!(
                part.to_lowercase().as_str(),
                "at" | "am" | "pm" | "gmt" | "utc" | "est" | "edt" | "cet" | "cest" | "bst" | "wat" | "a.m" | "p.m"
            )
    };
    let timed = time.starts_with([' ', ',']) && time.len() <= 24 && time.split_whitespace().all(is_time);
    timed.then(|| dates::written(day)).flatten()
}

/// An address and nothing else, or behind `Source:`.
fn url(words: &str) -> Option<&str> {
    let rest = ["Source:", "URL:", "Link:", "Original:"]
        .iter()
        .find_map(|before| words.strip_prefix(before))
        .unwrap_or(words)
        .trim();
    let fits = (rest.starts_with("https://") || rest.starts_with("http://"))
        && !rest.contains(char::is_whitespace)
        && rest.len() > 11;
    fits.then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authors_dates_and_addresses_are_told_from_words() {
        for (words, expected) in [
            ("By Jane Harbour", Some("Jane Harbour")),
            ("BY JANE HARBOUR and Ann Quay, Haven Herald", Some("JANE HARBOUR and Ann Quay, Haven Herald")),
            ("Edited By Jane Harbour", Some("Edited By Jane Harbour")),
            ("By the end of the day", None),
            ("By Monday it was over.", None),
            ("By", None),
            ("By March 2025", None),
        ] {
            assert_eq!(author(words).as_deref(), expected, "{words}");
        }
        for (words, expected) in [
            ("Published: March 3, 2025", Some("2025-03-03")),
            ("3 March 2025 at 10:45 am GMT", Some("2025-03-03")),
            ("Last updated March 3, 2025, 10:45", Some("2025-03-03")),
            ("31 April 2025", Some("error")),
            ("On March 3, 2025 the pier opened", None),
            ("March 3", None),
        ] {
            let found = date(words).map(|date| date.unwrap_or_else(|_| "error".into()));
            assert_eq!(found.as_deref(), expected, "{words}");
        }
        assert_eq!(url("Source: https://example.org/pier"), Some("https://example.org/pier"));
        assert_eq!(url("https://example.org/pier is down"), None);
        assert_eq!(day("2025-03-03T10:00:00+00:00").as_deref(), Some("2025-03-03"));
        assert_eq!(day("2025-13-03T10:00:00+00:00"), None);
    }
}
