//! The pages of the book that is counted by hand.

use scraper::{ElementRef, Html, Selector};

use crate::model::{Book, DocumentId, Goal, GoalId, ObjectiveId, OutlineItem};
use crate::render::PageKey;
use crate::render::pages::render;
use crate::render::templates::Theme;
use crate::resolve::matrix::fixture;

fn book() -> Book {
    let mut book = fixture::book();
    book.goals.push(Goal {
        id: "g".into(),
        title: "Goal <one>".into(),
        statement: None,
        wordings: vec![],
        sources: vec![],
        objectives: vec![ObjectiveId(0), ObjectiveId(1)],
        extra: serde_json::Value::Null,
    });
    book.outline = vec![
        OutlineItem::Goal(GoalId(0)),
        OutlineItem::Objective(ObjectiveId(2)),
        OutlineItem::Objective(ObjectiveId(3)),
    ];
    book
}

fn page(book: &Book, key: &PageKey) -> Html {
    let (theme, faults) = Theme::new(&[]);
    assert_eq!(faults, []);
    let bytes = render(book, &theme, key).expect("the built-in templates hold");
    Html::parse_document(&String::from_utf8(bytes).expect("pages are UTF-8"))
}

fn select<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).expect("a selector")).collect()
}

fn words(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_cell_says_in_words_what_its_signs_say_and_leads_to_its_passages() {
    let book = book();
    let page = page(&book, &PageKey::Matrix);
    let cases = [
        ("m-1-a", "1 supports (strong), 1 undermines (moderate), 1 gives context, 1 has drifted", true),
        ("m-1-b", "1 supports (strong)", true),
        ("m-1-c", "not assessed", false),
        ("m-1-e", "not applicable", false),
        ("m-3-b", "1 qualifies", true),
    ];
    for (id, sentence, linked) in cases {
        let cell = select(&page, &format!("td[id='{id}']"));
        let hidden = select(&page, &format!("td[id='{id}'] .vh"));
        assert_eq!(hidden.into_iter().map(words).collect::<Vec<_>>(), [sentence], "{id}");
        let href = cell[0].select(&Selector::parse("a").expect("a selector")).next().and_then(|a| a.attr("href"));
        let objective = id.split('-').nth(1).unwrap_or_default();
        assert_eq!(href, linked.then_some(format!("objectives/{objective}.html#{id}").as_str()), "{id}");
    }
    assert_eq!(words(select(&page, "td[id='m-3-c']")[0]), "none found");
}

#[test]
fn a_cell_leads_to_an_anchor_on_the_objectives_page() {
    let book = book();
    for id in book.objective_ids() {
        let matrix = page(&book, &PageKey::Matrix);
        let page = page(&book, &PageKey::Objective(id));
        let cells = select(&matrix, &format!("tr[id='o-{}'] td > a", book[id].id));
        for cell in cells {
            let anchor = cell.attr("href").and_then(|href| href.split_once('#')).map(|(_, anchor)| anchor.to_string());
            let anchor = anchor.expect("a cell's link has a place");
            assert_eq!(select(&page, &format!("[id='{anchor}']")).len(), 1, "{anchor}");
        }
    }
}

#[test]
fn every_row_has_its_verdicts_and_every_page_its_ids_once() {
    let book = book();
    let matrix = page(&book, &PageKey::Matrix);
    let verdicts: Vec<Vec<String>> = ["1", "2", "3", "4"]
        .iter()
        .map(|id| select(&matrix, &format!("tr[id='o-{id}'] .verdict .v")).into_iter().map(words).collect())
        .collect();
    assert_eq!(verdicts, [vec!["Contested"], vec!["Single origin", "One-sided"], vec!["Thin"], vec!["Gap"]]);
    assert_eq!(words(select(&matrix, "tr.goal th a")[0]), "g Goal <one>");
    let heads: Vec<String> = select(&matrix, "tbody > tr:first-child > th").into_iter().map(words).collect();
    assert_eq!(heads.last().map(String::as_str), Some("Without a goal"), "{heads:?}");
    let front = page(&book, &PageKey::Front);
    let heads: Vec<String> = select(&front, ".tally .goal").into_iter().map(words).collect();
    assert_eq!(heads, ["g. Goal <one>", "Without a goal"]);
    let mut keys = vec![PageKey::Matrix, PageKey::Annotations, PageKey::Gaps, PageKey::Goal(GoalId(0))];
    keys.extend(book.objective_ids().map(PageKey::Objective));
    for key in keys {
        let page = page(&book, &key);
        let mut ids: Vec<&str> = select(&page, "[id]").into_iter().filter_map(|element| element.attr("id")).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{key:?}");
        assert!(select(&page, "[style], main script").is_empty(), "{key:?}");
    }
}

#[test]
fn with_many_documents_only_those_with_links_have_columns_and_the_page_says_so() {
    let mut book = book();
    for at in 0..super::ALL_COLUMNS {
        book.documents.push(fixture::document(&format!("x{at}"), vec![]));
    }
    let page = page(&book, &PageKey::Matrix);
    assert_eq!(select(&page, "thead th").len(), 5 + 2);
    assert!(words(select(&page, ".under")[0]).contains("40 documents have no link"));
}

#[test]
fn gaps_are_listed_and_what_has_none_is_named_apart() {
    let book = book();
    let page = page(&book, &PageKey::Gaps);
    let section = |id: &str| words(select(&page, &format!("section[id='{id}']"))[0]);
    assert!(section("gap").contains("4 4 No search is recorded"), "{}", section("gap"));
    assert!(section("outside").contains("AFP, 3 June cited by c, d"), "{}", section("outside"));
    let empty = select(&page, "[aria-labelledby='complete'] li");
    assert!(empty.iter().any(|term| term.attr("id") == Some("undated")));
    assert!(section("orphaned").contains("n7"));
}

#[test]
fn unplaced_links_are_shown_as_not_counted() {
    let book = book();
    let page = page(&book, &PageKey::Objective(ObjectiveId(2)));
    assert!(select(&page, "h3.flag").into_iter().any(|title| words(title).starts_with("Not counted")));
    assert_eq!(select(&page, ".cell[id]").len(), 2);
    assert_eq!(book.document_ids().collect::<Vec<_>>().last(), Some(&DocumentId(4)));
}
