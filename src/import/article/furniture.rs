//! What sites put around and into an article, line by line. Rules are narrow: words of the article are never to match.

use crate::import::lines::Source;
use crate::import::marks;

use super::html::Place;
use super::{Fate, Row, words};

const MENUS: &str = "menus";
const SHARE: &str = "share notes";
const COMMENTS: &str = "comment forms";
const RELATED: &str = "related-news lists";

/// Lines that are nothing but such words, without case and the marks around them.
const WHOLE: &[(&str, &str)] = &[
    ("menus", words::MENUS),
    ("advertising marks", words::ADVERTISING),
    ("share notes", words::SHARE),
    ("comment forms", words::COMMENTS),
    ("empty bylines", words::BYLINES),
];

/// Says of each line whether it is furniture, and of which kind. The title is the line at the index.
pub fn mark(source: &Source, rows: &mut [Row], title: Option<usize>) {
    let name = title.map(|at| folded(source.line(&rows[at].line)));
    for (at, row) in rows.iter_mut().enumerate() {
        let words = source.line(&row.line);
        if words.is_empty() || row.fate != Fate::Body {
            continue;
        }
        let before = title.is_none_or(|title| at < title);
        let reason = reason(words)
            .or_else(|| trail(words, name.as_deref(), before))
            .or_else(|| name.as_deref().is_some_and(|name| is_again(words, name)).then_some("repeated titles"));
        if let Some(reason) = reason {
            row.fate = Fate::Removed(reason);
        }
    }
    related(source, rows);
    around(source, rows);
}

/// Why a line is furniture, whatever stands around it.
fn reason(words: &str) -> Option<&'static str> {
    let folded = folded(words);
    // An item of a list may be any word.
    if marks::bullet(words).is_some() && !words.ends_with('-') {
        return None;
    }
    let whole = WHOLE.iter().find(|(_, list)| words::has(list, &folded)).map(|(reason, _)| *reason);
    whole
        .or_else(|| keywords(words).then_some("keyword lines"))
        .or_else(|| notice(words, &folded))
        .or_else(|| counts(&folded))
}

/// Letters in lower case, without the marks and dashes around them.
fn folded(words: &str) -> String {
    let lower = words.to_lowercase().replace(['’', '‘'], "'");
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '*' | '>' | '»'));
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_again(words: &str, title: &str) -> bool {
    !title.is_empty() && folded(words) == title
}

/// A list of words for search engines.
fn keywords(words: &str) -> bool {
    let Some((key, rest)) = words.split_once(':') else { return false };
    let rest = rest.trim().trim_end_matches('.');
    let parts: Vec<&str> = rest.split([',', ';', '|']).map(str::trim).collect();
    let short = parts.iter().all(|part| part.split_whitespace().count() <= 5);
    words::has(words::KEYS, &folded(key)) && short && !rest.contains(". ") && rest.chars().count() <= 400
}

/// Notes of a site to its visitors.
fn notice(words: &str, folded: &str) -> Option<&'static str> {
    let length = words.chars().count();
    let has = |part: &str| folded.contains(part);
    let begins = |list: &str| list.split('|').any(|start| folded.starts_with(start));
    let blocker = has("adblock") || has("ad blocker") || has("ad-blocker");
    let off = ["disable", "disabling", "whitelist", "turn off", "detected"].iter().any(|off| has(off));
    let rights =
        words.starts_with('©') || begins("copyright ©|copyright (c)|(c) copyright") || has("all rights reserved");
    let found = [
        ("cookie notes", length <= 600 && has("cookie") && begins(words::SITE)),
        ("advertising marks", length <= 300 && blocker && off),
        (COMMENTS, length <= 300 && begins(words::FORM)),
        (SHARE, length <= 90 && begins(words::ASK) && !words.ends_with('.')),
        ("newsletter notes", length <= 200 && begins(words::LETTERS)),
        ("notices of rights", length <= 200 && rights),
        (RELATED, length <= 120 && begins(words::ALSO) && folded.len() > 10),
    ];
    found.into_iter().find(|(_, is)| *is).map(|(reason, _)| reason)
}

/// `3 min read`, `12 comments`, `5 shares`; a row of the names of networks.
fn counts(folded: &str) -> Option<&'static str> {
    let words: Vec<&str> = folded.split(' ').collect();
    let number = |word: &str| {
        word.trim_end_matches('k').bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.')
            && word.starts_with(|c: char| c.is_ascii_digit())
    };
    match words[..] {
        [count, "min" | "mins" | "minute" | "minutes", "read"] if number(count) => Some(SHARE),
        [count, "comments" | "comment" | "replies"] if number(count) => Some(COMMENTS),
        [count, "shares" | "share" | "views" | "likes"] if number(count) => Some(SHARE),
        _ => {
            let parts: Vec<&str> =
                folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
            (parts.len() > 1 && parts.iter().all(|part| words::has(words::SHARE, part))).then_some(SHARE)
        }
    }
}

/// The way to the article through the site: `Home » World » Title`; above the title, a menu on one line.
fn trail(words: &str, title: Option<&str>, before: bool) -> Option<&'static str> {
    let signs = [" » ", " › ", " > ", " / ", " → ", " | ", " · ", " • "];
    let sign = signs.iter().find(|sign| words.contains(*sign))?;
    let parts: Vec<&str> = words.split(sign).map(str::trim).collect();
    let home = folded(parts[0]) == "home";
    let last = parts.last().map(|last| folded(last)).unwrap_or_default();
    let titled = title.is_some_and(|title| {
        !last.is_empty() && (last == title || title.starts_with(last.trim_end_matches(['.', '…'])))
    });
    let menu = before
        && parts.len() > 2
        && parts.iter().all(|part| part.split_whitespace().count() <= 3 && part.starts_with(char::is_uppercase));
    (home || titled && parts.len() > 2 || menu).then_some(MENUS)
}

/// Lists of other articles: their heading, and headlines below it. A last headline right above prose is kept where the
/// article goes on, since it may be a heading of its own.
fn related(source: &Source, rows: &mut [Row]) {
    let mut at = 0;
    while at < rows.len() {
        let words = source.line(&rows[at].line);
        let heads = rows[at].fate == Fate::Body && words::has(words::OTHERS, &folded(words));
        if !heads {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let mut headlines = Vec::new();
        while end < rows.len() {
            let words = source.line(&rows[end].line);
            let body = rows[end].fate == Fate::Body && !words.is_empty();
            if body && !is_headline(words) {
                break;
            }
            if body {
                headlines.push(end);
            }
            end += 1;
        }
        if end < rows.len() {
            headlines.pop();
        }
        rows[at].fate = Fate::Removed(RELATED);
        for headline in headlines {
            rows[headline].fate = Fate::Removed(RELATED);
        }
        at = end;
    }
}

/// Whether a line could be the headline of another article: short, and no sentence.
fn is_headline(words: &str) -> bool {
    let words = &words[marks::bullet(words).unwrap_or(0)..];
    words.chars().count() <= 140 && !words.ends_with(['.', ':', ';', '"', '”'])
}

/// Lines of a page that the readability library leaves out: those around the article go, and its own prose stays.
fn around(source: &Source, rows: &mut [Row]) {
    let own: Vec<usize> = (0..rows.len()).filter(|at| rows[*at].own == Some(true)).collect();
    let (first, last) = (own.first().copied().unwrap_or(0), own.last().copied().unwrap_or(rows.len()));
    let trusted = places_are_trusted(rows);
    for (at, row) in rows.iter_mut().enumerate() {
        if row.line.is_blank() || row.fate != Fate::Body {
            continue;
        }
        let prose = is_prose(source.line(&row.line));
        let inside = first <= at && at <= last;
        let place = if trusted || row.set.place == Place::Hidden { row.set.place } else { Place::Body };
        row.fate = match (place, row.own) {
            (Place::Hidden, _) => Fate::Removed("hidden text"),
            (Place::Around, Some(true)) if prose => Fate::Body,
            (Place::Around, _) => Fate::Removed(MENUS),
            (_, Some(true)) => Fate::Body,
            (Place::Beside, None) if prose => Fate::Body,
            (Place::Body, Some(false)) if own.is_empty() || prose && inside => Fate::Body,
            (Place::Body, None) => Fate::Body,
            (Place::Beside | Place::Body, _) => Fate::Removed("page furniture"),
        };
    }
}

/// A menu that is never closed takes in the article: where most of the article seems to be in menus, it is not.
fn places_are_trusted(rows: &[Row]) -> bool {
    let (mut around, mut all) = (0, 0);
    for row in rows.iter().filter(|row| row.own != Some(false) && row.set.place != Place::Hidden) {
        let length = row.line.span.end - row.line.span.start;
        all += length;
        around += if row.set.place == Place::Around { length } else { 0 };
    }
    2 * around <= all
}

/// Whether a line is a sentence or more.
fn is_prose(words: &str) -> bool {
    words.chars().count() >= 80 && words.contains(['.', '!', '?', '。'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_and_words_of_an_article_are_not() {
        for (words, expected) in [
            ("- Advertisement -", Some("advertising marks")),
            ("Please disable your AdBlocker to read on.", Some("advertising marks")),
            ("Share this:", Some(SHARE)),
            ("Facebook Twitter WhatsApp", Some(SHARE)),
            ("4 min read", Some(SHARE)),
            ("This website uses cookies. OK?", Some("cookie notes")),
            ("Leave a Comment", Some(COMMENTS)),
            ("12 Comments", Some(COMMENTS)),
            ("LSI Keywords: piers, old quays, harbour law.", Some("keyword lines")),
            ("Tags: piers, quays", Some("keyword lines")),
            ("© 2025 The Haven Herald", Some("notices of rights")),
            ("by", Some("empty bylines")),
            ("Read also: The pier is open", Some(RELATED)),
            ("The bakery uses cookies as bait, and it works.", None),
            ("Cookies were found in the hold of the ship, and nobody would say whose.", None),
            ("Facebook said on Monday that the pier was no matter for it.", None),
            ("Share prices of the pier company fell.", None),
            ("Keywords: this is how the paper explains itself. It goes on, and says more than a list would.", None),
            ("Comments by the mayor were heard.", None),
            (
                "Related: The mayor spoke for an hour about the pier, and when he had finished all of it he spoke again, to the dismay of all who were there that day.",
                None,
            ),
            ("Advertisement revenue fell.", None),
            ("- Facebook", None),
        ] {
            assert_eq!(reason(words), expected, "{words}");
        }
        for (words, before, expected) in [
            ("Home » World » The pier", true, true),
            ("News › Local › The pier", true, true),
            ("Home | News | Sport", true, true),
            ("Haven | Port | Town", false, false),
            ("It was open 1912 / 1913 / and later", false, false),
        ] {
            assert_eq!(trail(words, Some("the pier"), before).is_some(), expected, "{words}");
        }
    }
}
