//! The pictures of entities' pages, read as a browser reads them.

use scraper::{Html, Selector};

use super::authority;
use crate::model::EntityId;
use crate::render::templates::Theme;
use crate::render::{PageKey, pages, sample};

fn page(key: &PageKey) -> Html {
    let mut book = sample::book();
    sample::picture(&mut book);
    let (theme, _) = Theme::new(&[]);
    Html::parse_document(&String::from_utf8(pages::render(&book, &theme, key).expect("a page")).expect("UTF-8"))
}

fn texts(html: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).map(|element| element.text().collect::<String>().trim().to_string()).collect()
}

fn attributes(html: &Html, selector: &str, name: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    html.select(&selector).filter_map(|element| element.attr(name).map(String::from)).collect()
}

#[test]
fn an_authority_is_named_by_its_host() {
    let cases = [
        ("https://www.wikidata.org/wiki/Q1", "wikidata.org"),
        ("http://viaf.org/viaf/1", "viaf.org"),
        ("https://d-nb.info", "d-nb.info"),
    ];
    for (address, expected) in cases {
        assert_eq!(authority(address).text, expected);
    }
}

#[test]
fn those_who_appear_most_with_an_entity_are_drawn_and_listed() {
    let html = page(&PageKey::Entity(EntityId(0)));
    assert_eq!(attributes(&html, "svg.net", "aria-label"), ["AQIM and those who appear most with it"]);
    assert_eq!(texts(&html, "svg.net .node text"), ["Embassy Bamako 3", "Sahel 2", "Tessalit 1"]);
    assert_eq!(texts(&html, "svg.net .node title")[0], "Embassy Bamako, 3 paragraphs");
    assert_eq!(attributes(&html, "svg.net a", "href"), attributes(&html, ".with a", "href"));
    assert_eq!(texts(&html, ".with-whom li"), ["Embassy Bamako, Sahel 2"]);
    assert_eq!(attributes(&html, "svg .ties path", "d").len(), 1);
    assert!(texts(&page(&PageKey::Entity(EntityId(1))), "svg.net").is_empty(), "two are no network");
}

#[test]
fn places_are_on_the_map_of_their_type_and_on_a_small_one_of_their_own() {
    let html = page(&PageKey::EntityType(1));
    for map in [".wide-map", ".narrow-map"] {
        assert_eq!(texts(&html, &format!("{map} .node text")), ["Embassy Bamako", "Tessalit"], "{map}");
        assert_eq!(attributes(&html, &format!("{map} svg"), "aria-label").len(), 1);
    }
    assert!(texts(&html, ".many").iter().any(|entry| entry.ends_with("20.199° N, 1.011° E")), "a list says it too");
    assert!(texts(&html, ".wide-map figcaption")[0].contains("1 has no coordinates"));
    assert!(texts(&page(&PageKey::EntityType(2)), "svg.map").is_empty());

    let html = page(&PageKey::Entity(EntityId(3)));
    assert_eq!(texts(&html, "svg.map .node text"), ["Tessalit", "Embassy Bamako"]);
    assert_eq!(attributes(&html, "svg.map a", "href"), ["tessalit.html", "embassy.html"]);
    assert_eq!(texts(&html, ".near li"), ["Embassy Bamako 12.639° N, 8.003° W"]);
    assert_eq!(attributes(&html, "[style]", "style"), Vec::<String>::new());
}
