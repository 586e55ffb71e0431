use scraper::{Html, Selector};

use crate::model::Audience;
use crate::render::PageKey;
use crate::render::pages::render;
use crate::render::sample;
use crate::render::templates::Theme;

fn html(book: &crate::model::Book, key: &PageKey) -> String {
    let (theme, _) = Theme::new(&[]);
    String::from_utf8(render(book, &theme, key).expect("the page renders")).expect("UTF-8")
}

fn texts(html: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let text = |element: scraper::ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    Html::parse_document(html).select(&selector).map(text).collect()
}

#[test]
fn the_front_page_says_what_the_book_holds() {
    let page = html(&sample::book(), &PageKey::Front);
    assert_eq!(texts(&page, "h1"), ["Mali and the United States"]);
    assert_eq!(texts(&page, "title"), ["Mali briefing book"]);
    assert_eq!(
        texts(&page, ":not(dialog) > .facts dd"),
        ["public", "A. Analyst, J. Diallo", "2 documents, 8 notes, 3 entities, 1 event, 3 objectives"]
    );
    assert_eq!(
        texts(&page, ".head nav a"),
        ["Documents", "Entities", "Chronology", "Matrix", "Judgments", "Notes", "Gaps", "Method", "Search"]
    );
    assert!(texts(&page, ".kj li")[0].contains("Likely, 55 to 80 per cent"), "{:?}", texts(&page, ".kj li"));
    assert!(texts(&page, ".kj li")[0].contains("2 notes for, 1 against"), "{:?}", texts(&page, ".kj li"));
    assert_eq!(texts(&page, ".docs tbody tr").len(), 2);
    assert!(!page.contains(" style="));
}

#[test]
fn an_empty_book_has_a_front_page_without_empty_parts() {
    let page = html(&crate::model::Book::default(), &PageKey::Front);
    assert_eq!(texts(&page, "h1"), ["Briefing book"]);
    assert_eq!(texts(&page, "nav a, h2:not(#keys-head), table"), ["Search"]);
}

#[test]
fn other_editions_say_so_and_keep_robots_out() {
    let mut book = sample::book();
    assert!(html(&book, &PageKey::Front).contains("<link rel=\"canonical\" href=\"https://example.org/mali/\">"));
    assert_eq!(
        html(&book, &PageKey::Robots),
        "User-agent: *\nDisallow:\nSitemap: https://example.org/mali/sitemap.xml\n"
    );
    assert!(html(&book, &PageKey::Sitemap).contains("<loc>https://example.org/mali/documents/09bamako387.html</loc>"));
    book.audience = Audience(1);
    let page = html(&book, &PageKey::Front);
    assert_eq!(texts(&page, ".banner"), ["Edition for readers: internal. Not for wider release."]);
    assert!(page.contains("content=\"noindex, nofollow\"") && !page.contains("canonical"));
    assert_eq!(html(&book, &PageKey::Robots), "User-agent: *\nDisallow: /\n");
    assert!(!html(&book, &PageKey::Sitemap).contains("<loc>"));
    let (theme, _) = crate::render::templates::Theme::new(&[]);
    let keys = crate::render::pages(&book, &theme);
    assert!(!keys.contains(&PageKey::Sitemap) && !keys.contains(&PageKey::Feed), "others have neither");
}

#[test]
fn small_pages_lead_on() {
    let book = sample::book();
    let moved = html(&book, &PageKey::Redirect(0));
    assert!(moved.contains("content=\"0; url=09bamako387.html\""), "{moved}");
    assert_eq!(texts(&moved, "a"), ["President ready to move against AQIM, with help"]);
    let lost = html(&book, &PageKey::NotFound);
    assert!(lost.contains("href=\"https://example.org/mali/\"") && lost.contains("<style>"), "{lost}");
    let mut nowhere = sample::book();
    nowhere.settings.base_url = None;
    assert!(!html(&nowhere, &PageKey::NotFound).contains("<a "));
    let page = html(&book, &PageKey::Page(crate::model::PageId(0)));
    assert_eq!(texts(&page, "h1"), ["Method"]);
    assert_eq!(texts(&page, "[aria-current]"), ["Method"]);
    let index = html(&book, &PageKey::Documents);
    assert_eq!(
        texts(&index, "tbody th"),
        ["President ready to move against AQIM, with help", "Talks widen after the bases close"]
    );
}
