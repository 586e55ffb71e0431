//! The page of a small book, read as a browser reads it.

use scraper::{Html, Selector};

use super::*;
use crate::model::*;
use crate::render::PageKey;
use crate::render::pages::Whole;
use crate::render::templates::Theme;
use crate::resolve::chronology::{conflict, order};

fn dated(text: &str) -> Option<Dating> {
    (!text.is_empty()).then(|| samples::dating(text))
}

fn document(id: &str, date: &str) -> Document {
    Document {
        title: format!("Document {id}"),
        kind: Some("cable".into()),
        identifier: Some(id.to_uppercase()),
        date: dated(date),
        ..samples::document(id)
    }
}

/// An event whose sources are documents by number, each with the date it gives.
fn event(id: &str, date: &str, status: EventStatus, sources: &[(u32, &str)]) -> Event {
    let source = |(at, date): &(u32, &str)| EventSource {
        passage: Passage { document: DocumentId(*at), quote: None, anchoring: Anchoring::Document },
        date: dated(date),
    };
    let sources: Vec<EventSource> = sources.iter().map(source).collect();
    let given: Vec<&Dating> = sources.iter().filter_map(|source| source.date.as_ref()).collect();
    Event {
        id: id.into(),
        date: dated(date),
        known_since: None,
        status,
        title: format!("Event <{id}>"),
        description: None,
        entities: vec![],
        objectives: vec![],
        conflict: conflict(&given),
        sources,
        extra: serde_json::Value::Null,
    }
}

fn book(events: Vec<Event>, documents: Vec<Document>) -> Book {
    let chronology = order(&events, &documents);
    Book { events, documents, chronology, ..Book::default() }
}

/// A cable and a report; three events, two of them in its year; one without a date.
fn small() -> Book {
    use EventStatus::{Missed, Occurred, Planned};
    let mut events = vec![
        event("killing", "2009-05-31", Occurred, &[(0, "2009-05-31"), (1, "2009-06-03"), (0, "2009-05-31"), (1, "")]),
        event("vote", "2009", Missed, &[(0, "2009"), (1, "2009-02")]),
        event("works", "2012?/..", Planned, &[]),
        event("rumour", "", EventStatus::Alleged, &[]),
    ];
    events[0].known_since = dated("2009-06-12");
    book(events, vec![document("c1", "2009-06-12T11:16Z"), document("c2", "")])
}

fn page(book: &Book) -> String {
    let (theme, faults) = Theme::new(&[]);
    assert_eq!(faults, []);
    let ctx = Context {
        book,
        theme: &theme,
        key: &PageKey::Chronology,
        proses: &std::cell::Cell::new(0),
        whole: &Whole::default(),
    };
    String::from_utf8(render(&ctx).expect("the built-in template can be used")).expect("UTF-8")
}

/// The words of every element, white space folded.
fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    Html::parse_document(html).select(&selector).map(|element| words(element.text().collect())).collect()
}

fn attributes(html: &str, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    Html::parse_document(html).select(&selector).filter_map(|e| e.attr(name).map(String::from)).collect()
}

#[test]
fn entries_stand_by_year_with_the_undated_last() {
    let html = page(&small());
    assert_eq!(texts(&html, "section.year > h2"), ["20093 entries", "20121 entry", "Undated1 entry"]);
    assert_eq!(
        attributes(&html, "li.ev", "id"),
        ["event-vote", "event-killing", "document-c1", "event-works", "event-rumour"]
    );
    assert_eq!(texts(&html, "p.lead"), ["4 events, 1 document, 2009 to 2012"]);
    assert_eq!(texts(&html, "#event-rumour .when"), ["no date given"]);
    assert_eq!(attributes(&html, "#document-c1 h3 a", "href"), ["documents/c1.html"]);
    assert_eq!(texts(&html, "#document-c1 .tag.doc"), ["Cable"]);
    assert_eq!(attributes(&html, "#document-c1 time", "datetime"), ["2009-06-12T11:16Z"]);
}

#[test]
fn a_conflict_shows_every_date_with_its_sources() {
    let html = page(&small());
    assert_eq!(texts(&html, "#event-killing dt"), ["31 May 2009", "3 June 2009"]);
    assert_eq!(texts(&html, "#event-killing dd"), ["C1", "C2"]);
    assert_eq!(texts(&html, "#event-killing .tag"), ["Conflict"]);
    assert_eq!(texts(&html, "#event-killing .meta"), ["Source: C2"]);
    assert_eq!(texts(&html, "#event-killing .when small"), ["2 dates in the sources", "known since 12 June 2009"]);
    assert_eq!(attributes(&html, "#event-killing .bar .o", "class").len(), 2);
}

#[test]
fn status_and_bars_say_what_did_not_happen() {
    let html = page(&small());
    assert_eq!(texts(&html, ".ev .tag"), ["Missed", "Conflict", "Cable", "Planned", "Alleged"]);
    assert_eq!(attributes(&html, "#event-vote .bar .x", "class"), ["x"]);
    assert_eq!(texts(&html, "#event-works .when"), ["from 2012 (uncertain)open-ended in the source"]);
    assert_eq!(attributes(&html, "#event-rumour .bar", "class").len(), 0);
}

#[test]
fn a_sources_own_date_is_shown_only_where_it_differs() {
    assert_eq!(texts(&page(&small()), "#event-vote .meta"), ["Sources: C1; C2 (February 2009)"]);
}

#[test]
fn every_link_of_the_strip_leads_to_a_year() {
    let html = page(&small());
    assert_eq!(attributes(&html, ".strip a", "href"), ["#y2009", "#y2012"]);
    assert_eq!(texts(&html, ".strip a"), ["2009: 2 events, 1 document", "2012: 1 event"]);
    assert_eq!(texts(&html, ".strip li").len(), 4);
    assert_eq!(attributes(&html, ".strip .e", "class"), ["e n2", "e n1"]);
    assert_eq!(attributes(&html, "main > .sans > a", "href"), ["#undated"]);
}

#[test]
fn titles_are_escaped_and_nothing_has_a_style_or_an_id_twice() {
    let html = page(&small());
    assert!(html.contains("Event &lt;killing&gt;") && !html.contains("<killing>"));
    assert!(!html.contains("style="));
    let mut ids = attributes(&html, "[id]", "id");
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
}

#[test]
fn a_full_year_has_its_months_and_a_full_strip_its_unit() {
    let months =
        |at: u32| event(&format!("e{at:02}"), &format!("2009-{:02}-10", at % 12 + 1), EventStatus::Occurred, &[]);
    let mut events: Vec<Event> = (0..24).map(months).collect();
    events.push(event("some-day", "2009", EventStatus::Occurred, &[]));
    let html = page(&book(events, vec![]));
    let headings = texts(&html, "h3.month");
    assert_eq!((headings.len(), headings[0].as_str(), headings[1].as_str()), (13, "Month not known", "January"));
    assert_eq!(texts(&html, "#y2009-01 + ol h4"), ["Event <e00>", "Event <e12>"]);
    // 25 events in at most eight blocks: one stands for four.
    assert_eq!(attributes(&html, ".strip .e", "class"), ["e n7"]);
    assert!(texts(&html, "p.meta.sans")[0].starts_with("One block is up to 4 entries"));
}

#[test]
fn a_book_without_dates_says_so() {
    let html = page(&book(vec![], vec![document("c1", "")]));
    assert_eq!(texts(&html, "main > p"), ["Nothing in this book is dated."]);
    assert_eq!(texts(&html, ".strip").len(), 0);
}

#[test]
fn on_other_pages_an_event_leads_to_the_chronology() {
    let mut book = small();
    book.entities = vec![];
    let (theme, _) = Theme::new(&[]);
    let ctx = Context {
        book: &book,
        theme: &theme,
        key: &PageKey::Documents,
        proses: &std::cell::Cell::new(0),
        whole: &Whole::default(),
    };
    let views = entries(&ctx, &book.chronology);
    assert_eq!((views[0].id.as_deref(), views[0].href.as_deref()), (None, Some("../chronology.html#event-vote")));
    assert_eq!(strip(&ctx).expect("dates").columns[0].href.as_deref(), Some("../chronology.html#y2009"));
}
