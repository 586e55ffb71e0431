//! `feed.xml`: the dated documents and pages of the book as an Atom feed, newest first. Its times are those that the book
//! gives, never those of a build.

use std::cmp::Reverse;

use crate::edtf::{Day, calendar};
use crate::model::{Book, ChronologyEntry, Dating};
use crate::render::escape::escape;
use crate::render::{PageKey, routes};

use super::{Context, about, passage};

/// How many entries a feed has at most.
const MOST: usize = 100;

/// Years that RFC 3339 can write.
const YEARS: std::ops::RangeInclusive<i64> = 1..=9999;

/// One entry: its day and its page.
type Entry = (Day, PageKey);

/// Whether the book has a feed: where its address is known, for the first audience, when anything is dated.
pub fn has(book: &Book) -> bool {
    book.settings.base_url.is_some() && book.audience.0 == 0 && dated(book).next().is_some()
}

/// The file.
pub fn render(ctx: &Context) -> Vec<u8> {
    let Some(base) = &ctx.book.settings.base_url else { return Vec::new() };
    let settings = &ctx.book.settings;
    let entries = newest(ctx.book);
    let updated = entries.first().map(|(day, _)| time(*day)).unwrap_or_default();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str(&format!("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n", xml(&settings.language)));
    out.push_str(&element("id", base));
    out.push_str(&element("title", &settings.title));
    if let Some(words) = about::book(ctx) {
        out.push_str(&element("subtitle", &words));
    }
    out.push_str(&format!("<link href=\"{0}\"/>\n<link rel=\"self\" href=\"{0}feed.xml\"/>\n", xml(base)));
    out.push_str(&element("updated", &updated));
    // A feed must name somebody.
    let authors = if settings.authors.is_empty() { std::slice::from_ref(&settings.title) } else { &settings.authors };
    for author in authors {
        out.push_str(&format!("<author>{}</author>\n", element("name", author).trim_end()));
    }
    for (day, key) in &entries {
        out.push_str(&entry(ctx, base, *day, key));
    }
    out.push_str("</feed>\n");
    out.into_bytes()
}

fn entry(ctx: &Context, base: &str, day: Day, key: &PageKey) -> String {
    let address = format!("{base}{}", routes::path(ctx.book, key));
    let (title, language, summary) = match key {
        PageKey::Document(id) => {
            let document = &ctx.book[*id];
            let name = passage::name(document);
            let colon = ctx.words().get("colon");
            let title = match name == document.title {
                true => name.to_string(),
                false => format!("{name}{colon}{}", document.title),
            };
            (title, passage::language(ctx, document), about::document(ctx, *id))
        }
        PageKey::Page(id) => {
            let page = &ctx.book[*id];
            (page.title.clone().unwrap_or_else(|| page.id.clone()), None, about::prose(ctx, &page.body))
        }
        _ => return String::new(),
    };
    let language = language.map(|tag| format!(" xml:lang=\"{}\"", xml(&tag))).unwrap_or_default();
    let summary = summary.map(|words| element("summary", &words)).unwrap_or_default();
    let link = format!("<link href=\"{}\"/>\n", xml(&address));
    let (id, title, updated) = (element("id", &address), element("title", &title), element("updated", &time(day)));
    format!("<entry{language}>\n{id}{title}{link}{updated}{summary}</entry>\n")
}

/// The newest entries; on one day, in the order of the book.
fn newest(book: &Book) -> Vec<Entry> {
    let mut entries: Vec<Entry> = dated(book).collect();
    entries.sort_by_key(|(day, _)| Reverse(*day));
    entries.truncate(MOST);
    entries
}

fn dated(book: &Book) -> impl Iterator<Item = Entry> + '_ {
    let documents = book.chronology.iter().filter_map(|entry| match entry {
        ChronologyEntry::Document(id) => Some((book[*id].date.as_ref()?, PageKey::Document(*id))),
        ChronologyEntry::Event(_) => None,
    });
    let pages = book.page_ids().filter_map(|id| Some((book[id].date.as_ref()?, PageKey::Page(id))));
    documents.chain(pages).filter_map(|(dating, key)| Some((day(dating)?, key)))
}

/// The day that stands for a date: the first that it may be.
fn day(dating: &Dating) -> Option<Day> {
    dating.earliest().or(dating.latest()).filter(|day| YEARS.contains(&calendar::year_of(*day)))
}

fn time(day: Day) -> String {
    let (year, month, day) = calendar::civil(day);
    format!("{year:04}-{month:02}-{day:02}T00:00:00Z")
}

fn element(name: &str, words: &str) -> String {
    format!("<{name}>{}</{name}>\n", xml(words))
}

/// Words made harmless in XML, without characters that it cannot have at all.
fn xml(words: &str) -> String {
    let allowed = |c: &char| !matches!(c, '\u{b}' | '\u{c}' | '\u{fffe}' | '\u{ffff}');
    escape(&words.chars().filter(allowed).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Audience;
    use crate::render::{pages, sample, templates::Theme};

    #[test]
    fn a_feed_has_what_is_dated_newest_first_and_no_other_time() {
        let (theme, _) = Theme::new(&[]);
        let mut book = sample::book();
        book.settings.title = "A & B\u{c}".into();
        let feed = String::from_utf8(pages::render(&book, &theme, &PageKey::Feed).expect("renders")).expect("UTF-8");
        let of = |tag: &str| -> Vec<String> {
            let open = format!("<{tag}>");
            let pieces = feed.split(&open).skip(1);
            pieces.filter_map(|rest| Some(rest.split_once("</")?.0.to_string())).collect()
        };
        assert_eq!(of("title")[0], "A &amp; B");
        let times = of("updated");
        let mut sorted = times[1..].to_vec();
        sorted.sort_by(|a, b| b.cmp(a));
        assert_eq!(times[1..], sorted);
        assert_eq!(times.first(), times.get(1), "the feed is as new as its newest entry");
        assert!(of("id").contains(&"https://example.org/mali/documents/09bamako387.html".to_string()), "{feed}");
        assert!(times.contains(&"2009-06-12T00:00:00Z".to_string()), "{feed}");
    }

    #[test]
    fn a_feed_needs_an_address_a_date_and_the_first_audience() {
        assert!(has(&sample::book()));
        let mut book = sample::book();
        book.audience = Audience(1);
        assert!(!has(&book));
        let mut book = sample::book();
        book.settings.base_url = None;
        assert!(!has(&book));
        assert!(!has(&Book::default()));
    }
}
