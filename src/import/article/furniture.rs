//! What sites put around and into an article, line by line. Rules are narrow: words of the article are never to match.

use crate::import::lines::Source;
use crate::import::marks;

use super::html::Place;
use super::{Fate, Row};

const MENUS: &str = "menus";
const ADVERTISING: &str = "advertising marks";
const SHARE: &str = "share notes";
const COOKIES: &str = "cookie notes";
const COMMENTS: &str = "comment forms";
const RELATED: &str = "related-news lists";
const KEYWORDS: &str = "keyword lines";
const REPEATED: &str = "repeated titles";
const RIGHTS: &str = "notices of rights";
const LETTERS: &str = "newsletter notes";
const BYLINES: &str = "empty bylines";

/// Lines that are nothing but these words, without case and the marks around them.
const WHOLE: &[(&str, &[&str])] = &[
    (
        MENUS,
        &[
            "menu",
            "skip to content",
            "skip to main content",
            "toggle navigation",
            "search",
            "sign in",
            "log in",
            "login",
            "register",
            "subscribe",
            "back to top",
            "load more",
            "close",
            "next article",
            "previous article",
            "next post",
            "previous post",
            "continue reading",
            "read more",
            "read more>>",
            "more>>",
            "more »",
            "click here",
            "view all",
            "see all",
            "show more",
        ],
    ),
    (
        ADVERTISING,
        &[
            "advertisement",
            "advertisements",
            "advertising",
            "advert",
            "ad",
            "ads",
            "sponsored",
            "sponsored content",
            "promoted",
            "story continues below",
            "story continues below advertisement",
            "article continues below",
            "adblock detected",
            "ad blocker detected",
            "adblocker detected",
            "paid content",
        ],
    ),
    (
        SHARE,
        &[
            "share",
            "share this",
            "share this article",
            "share this post",
            "share this story",
            "share this page",
            "share on",
            "share via",
            "facebook",
            "twitter",
            "x",
            "whatsapp",
            "telegram",
            "linkedin",
            "pinterest",
            "reddit",
            "tumblr",
            "tweet",
            "email",
            "print",
            "copy link",
            "copy url",
            "like this",
            "follow us",
            "follow us on",
        ],
    ),
    (
        COMMENTS,
        &[
            "leave a comment",
            "leave a reply",
            "leave a comment cancel reply",
            "leave a reply cancel reply",
            "post a comment",
            "add a comment",
            "add comment",
            "post comment",
            "comments",
            "comment",
            "no comments",
            "no comments yet",
            "0 comments",
            "join the conversation",
            "name",
            "name *",
            "email *",
            "website",
            "comment *",
            "submit comment",
            "cancel reply",
        ],
    ),
    (BYLINES, &["by", "written by", "author", "posted by", "published", "posted", "updated"]),
];

/// Headings of lists of other articles.
const OTHERS: &[&str] = &[
    "you may also like",
    "you might also like",
    "you might like",
    "related",
    "related articles",
    "related article",
    "related posts",
    "related news",
    "related stories",
    "related topics",
    "related content",
    "read also",
    "also read",
    "read next",
    "more from",
    "more stories",
    "more news",
    "most read",
    "most popular",
    "popular posts",
    "popular news",
    "trending",
    "trending now",
    "latest news",
    "latest posts",
    "latest stories",
    "recent posts",
    "recent news",
    "recommended",
    "recommended for you",
    "recommended stories",
    "don't miss",
    "top stories",
    "other news",
    "what to read next",
    "more on this story",
    "similar articles",
    "similar posts",
];

/// Words that a line with other words of the same kind begins with.
const KEYS: &[&str] = &[
    "keywords",
    "keyword",
    "lsi keywords",
    "lsi keyword",
    "primary keyword",
    "primary keywords",
    "secondary keywords",
    "focus keyword",
    "focus keywords",
    "related search terms",
    "related searches",
    "search terms",
    "related keywords",
    "tags",
    "tagged",
    "hashtags",
    "filed under",
    "seo keywords",
    "long-tail keywords",
    "categories",
];

/// Says of each line whether it is furniture, and of which kind. The title is the line at the index.
pub fn mark(source: &Source, rows: &mut [Row], title: Option<usize>) {
    let name = title.map(|at| folded(source.line(&rows[at].line)));
    for at in 0..rows.len() {
        let words = source.line(&rows[at].line);
        if words.is_empty() || rows[at].fate != Fate::Body {
            continue;
        }
        let before = title.is_none_or(|title| at < title);
        let reason = reason(words)
            .or_else(|| trail(words, name.as_deref(), before))
            .or_else(|| name.as_deref().is_some_and(|name| is_again(words, name)).then_some(REPEATED));
        if let Some(reason) = reason {
            rows[at].fate = Fate::Removed(reason);
        }
    }
    related(source, rows);
    around(source, rows);
}

/// Why a line is furniture, whatever stands around it.
fn reason(words: &str) -> Option<&'static str> {
    let folded = folded(words);
    let whole = WHOLE.iter().find(|(_, list)| list.contains(&folded.as_str())).map(|(reason, _)| *reason);
    whole.or_else(|| keywords(words).then_some(KEYWORDS)).or_else(|| notice(words, &folded)).or_else(|| counts(&folded))
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
    KEYS.contains(&folded(key).as_str()) && short && !rest.contains(". ") && rest.chars().count() <= 400
}

/// Notes of a site to its visitors.
fn notice(words: &str, folded: &str) -> Option<&'static str> {
    let length = words.chars().count();
    let has = |part: &str| folded.contains(part);
    let begins = |parts: &[&str]| parts.iter().any(|part| folded.starts_with(part));
    let site = [
        "this website use",
        "this site use",
        "our website use",
        "our site use",
        "the website use",
        "we use cookies",
        "we and our",
        "by continuing",
        "by using this",
        "cookie settings",
        "manage cookies",
        "accept cookies",
        "accept all cookies",
    ];
    if length <= 600 && has("cookie") && begins(&site) {
        return Some(COOKIES);
    }
    let blocker = has("adblock") || has("ad blocker") || has("ad-blocker") || has("ad block");
    if length <= 300
        && blocker
        && (has("disable") || has("disabling") || has("whitelist") || has("turn off") || has("detected"))
    {
        return Some(ADVERTISING);
    }
    let form = [
        "your email address will not be published",
        "this site uses akismet",
        "save my name, email",
        "you must be logged in to",
        "please log in to comment",
        "required fields are marked",
    ];
    if length <= 300 && begins(&form) {
        return Some(COMMENTS);
    }
    let share = ["share this ", "share on ", "click to share", "follow us on ", "share via "];
    if length <= 90 && begins(&share) && !words.ends_with('.') {
        return Some(SHARE);
    }
    let letters = [
        "sign up for our ",
        "subscribe to our ",
        "get our newsletter",
        "join our newsletter",
        "sign up to our ",
        "subscribe to the newsletter",
    ];
    if length <= 200 && begins(&letters) {
        return Some(LETTERS);
    }
    let rights = words.starts_with('©')
        || begins(&["copyright ©", "copyright (c)", "(c) copyright"])
        || has("all rights reserved");
    if length <= 200 && rights {
        return Some(RIGHTS);
    }
    let other = ["read also:", "also read:", "read more:", "see also:", "related:", "read next:"];
    (length <= 120 && begins(&other) && folded.len() > 10).then_some(RELATED)
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
            let networks: &[&str] = WHOLE.iter().find(|(reason, _)| *reason == SHARE).map_or(&[], |(_, list)| *list);
            let parts: Vec<&str> =
                folded.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
            (parts.len() > 1 && parts.iter().all(|part| networks.contains(part))).then_some(SHARE)
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
        let heads = rows[at].fate == Fate::Body && OTHERS.contains(&folded(words).as_str());
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
    let judged = rows.iter().any(|row| row.own == Some(true));
    let own: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| row.own == Some(true)).map(|(at, _)| at).collect();
    let (first, last) = (own.first().copied().unwrap_or(0), own.last().copied().unwrap_or(rows.len()));
    for (at, row) in rows.iter_mut().enumerate() {
        if row.line.is_blank() || row.fate != Fate::Body {
            continue;
        }
        let prose = is_prose(source.line(&row.line)) && row.set.place == Place::Body;
        let inside = first <= at && at <= last;
        row.fate = match (row.set.place, row.own) {
            (_, Some(true)) => Fate::Body,
            (Place::Hidden, _) => Fate::Removed("hidden text"),
            (Place::Around, _) => Fate::Removed(MENUS),
            (Place::Body, Some(false)) if judged && !(prose && inside) => Fate::Removed("page furniture"),
            (Place::Body, _) => Fate::Body,
        };
    }
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
            ("- Advertisement -", Some(ADVERTISING)),
            ("Please disable your AdBlocker to read on.", Some(ADVERTISING)),
            ("Share this:", Some(SHARE)),
            ("Facebook Twitter WhatsApp", Some(SHARE)),
            ("4 min read", Some(SHARE)),
            ("This website uses cookies. OK?", Some(COOKIES)),
            ("Leave a Comment", Some(COMMENTS)),
            ("12 Comments", Some(COMMENTS)),
            ("LSI Keywords: piers, old quays, harbour law.", Some(KEYWORDS)),
            ("Tags: piers, quays", Some(KEYWORDS)),
            ("© 2025 The Haven Herald", Some(RIGHTS)),
            ("by", Some(BYLINES)),
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
