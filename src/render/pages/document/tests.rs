use scraper::{Html, Selector};

use super::*;
use crate::render::PageKey;
use crate::render::sample;
use crate::render::templates::Theme;

fn page(id: u32) -> (String, Html) {
    let (theme, diagnostics) = Theme::new(&[]);
    assert_eq!(diagnostics, []);
    let book = sample::book();
    let key = PageKey::Document(DocumentId(id));
    let bytes = crate::render::pages::render(&book, &theme, &key).expect("the page renders");
    let html = String::from_utf8(bytes).expect("UTF-8");
    let parsed = Html::parse_document(&html);
    (html, parsed)
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    let text = |element: scraper::ElementRef<'_>| {
        element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.select(&selector).map(text).collect()
}

#[test]
fn notes_run_on_beside_rows_that_have_none() {
    for (rows, expected) in [("", vec![]), ("n..n", vec![3, 0, 0, 1]), (".n.", vec![0, 2, 0]), ("nn", vec![1, 1])] {
        let bare: Vec<bool> = rows.chars().map(|row| row == '.').collect();
        assert_eq!(spans(&bare), expected, "{rows}");
    }
    let mut long = vec![true; 40];
    long[0] = false;
    assert_eq!(spans(&long)[0], MOST_ROWS);
}

#[test]
fn the_record_says_what_a_records_officer_asks() {
    let (_, page) = page(0);
    let rows: Vec<(String, String)> = texts(&page, ".rec dt").into_iter().zip(texts(&page, ".rec dd")).collect();
    for (label, value) in [
        ("Identifier", "09BAMAKO387"),
        ("Marking", "CONFIDENTIAL as received"),
        ("Date", "12 June 2009, 11:16 Z"),
        ("From", "Embassy Bamako"),
        ("To", "Secretary of State"),
        ("Info", "ECOWAS Collective; Embassy Algiers"),
        ("Signed", "Milovanovic"),
        ("Text", "Digest, in the editors’ words"),
        ("Grade", "B2, usually reliable, probably true"),
        ("Published", "A public library; The library; retrieved 21 November 2026"),
        ("Handling", "SIPDIS"),
        ("Subject", "PRESIDENT READY TO TARGET AQIM <WITH HELP>"),
        ("Edits", "page headers removed; lines joined"),
    ] {
        assert!(rows.contains(&(label.into(), value.into())), "{label}: {rows:?}");
    }
    assert_eq!(texts(&page, ".rec .pm.c"), ["CONFIDENTIAL"]);
    assert_eq!(texts(&page, "h1"), ["President ready to move against AQIM, with help"]);
}

#[test]
fn a_note_follows_its_passage_and_leads_back() {
    let (html, page) = page(0);
    let notes = texts(&page, "aside.note summary b");
    assert_eq!(notes, ["1", "2", "3", "4", "5", "6", "7"]);
    for id in ["note-refuge", "note-image", "annotation-later", "annotation-whole", "annotation-lost"] {
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    let back: Vec<String> = hrefs(&page, "[role=doc-backlink]");
    assert_eq!(back, ["#annotation-refuge", "#annotation-image", "#annotation-handful", "#annotation-lull", "#p4"]);
    let mark = html.find("id=\"annotation-refuge\"").expect("the mark");
    let note = html.find("id=\"note-refuge\"").expect("the note");
    assert!(mark < note && note < html.find("id=\"p2\"").expect("the next paragraph"));
}

fn hrefs(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.select(&selector).filter_map(|element| element.attr("href")).map(String::from).collect()
}

#[test]
fn evidence_leads_to_its_cell_with_strength_grade_and_claim() {
    let (_, page) = page(0);
    let bears = texts(&page, "#note-image .bears li");
    assert_eq!(
        bears[0],
        "3 ± Qualifies 1.2, moderate It is spoken of as spent. Claim by Embassy Bamako. A2, completely reliable, probably true."
    );
    assert!(bears[1].contains("Gives context 1.1"), "{bears:?}");
    assert_eq!(hrefs(&page, "#note-refuge .bears a")[0], "../matrix.html#m-2.1-09bamako387");
}

#[test]
fn what_has_changed_since_is_called_out() {
    let (_, page) = page(0);
    assert_eq!(texts(&page, "#note-handful del"), ["handful of"]);
    assert_eq!(texts(&page, "#note-handful ins"), ["few dozen"]);
    assert_eq!(texts(&page, "#note-handful .flag"), ["The text has changed since."]);
    assert!(texts(&page, "#note-handful .tail")[0].contains("Not yet reviewed."));
    assert_eq!(texts(&page, "#unplaced aside q"), ["words that nobody wrote"]);
}

#[test]
fn the_rail_names_counts_and_bearing() {
    let (_, page) = page(0);
    assert_eq!(texts(&page, ".rail h3"), ["Organisations", "Places"]);
    let rail = texts(&page, ".rail li");
    for expected in ["BAMAKO 00186 not in this book", "The President receives the Ambassador 10 June 2009"] {
        assert!(rail.iter().any(|line| line == expected), "{expected}: {rail:?}");
    }
    assert!(
        rail.iter().any(|line| line.contains("2.1 Control of territory") && line.contains("2 undermine")),
        "{rail:?}"
    );
    assert_eq!(hrefs(&page, "[rel=next]"), ["talks.html"]);
    assert!(hrefs(&page, "[rel=prev]").is_empty());
}

#[test]
fn a_strict_policy_holds() {
    for id in [0, 1] {
        let (html, _) = page(id);
        assert!(!html.contains(" style="), "no style attributes");
        assert!(!html.contains("<style"));
        assert!(html.split("<script ").skip(1).all(|tag| tag.starts_with("src=")), "no script but files of the site");
        assert!(!html.contains("<script>"));
    }
}
