use std::collections::{BTreeMap, HashSet};

use scraper::{ElementRef, Html, Selector};

use super::plan::Plan;
use super::relink::relink;
use crate::model::{Book, DocumentId, ObjectiveId, OutlineItem};
use crate::render::pages::render;
use crate::render::templates::Theme;
use crate::render::{PageKey, routes, sample};

fn page(book: &Book, key: &PageKey) -> Html {
    let (theme, faults) = Theme::new(&[]);
    assert_eq!(faults, []);
    let bytes = render(book, &theme, key).expect("the built-in templates hold");
    Html::parse_document(&String::from_utf8(bytes).expect("pages are UTF-8"))
}

fn select<'a>(page: &'a Html, css: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(css).expect("a selector")).collect()
}

fn attributes<'a>(page: &'a Html, css: &str, name: &str) -> Vec<&'a str> {
    select(page, css).iter().filter_map(|element| element.value().attr(name)).collect()
}

fn counted<'a>(values: &[&'a str]) -> BTreeMap<&'a str, usize> {
    let mut out = BTreeMap::new();
    values.iter().for_each(|value| *out.entry(*value).or_default() += 1);
    out
}

#[test]
fn every_block_note_objective_and_event_stands_in_it_once() {
    let book = sample::book();
    let paper = page(&book, &PageKey::Print(0));
    let ids = counted(&attributes(&paper, "main [id]", "id"));
    let mut wanted = Vec::new();
    for document in &book.documents {
        let anchors = document.text.blocks.iter().enumerate();
        let shown = anchors.filter(|(at, _)| !document.withheld.iter().any(|block| block.block.0 as usize == *at));
        let named = shown.filter_map(|(_, block)| block.anchor.as_ref());
        wanted.extend(named.map(|anchor| format!("documents/{}/{anchor}", document.id)));
    }
    for id in book.annotation_ids() {
        let document = &book[book[id].passages[0].document];
        wanted.push(format!("documents/{}/{}", document.id, routes::note_id(&book, id)));
    }
    wanted.extend(book.objectives.iter().map(|objective| format!("objectives/{}", objective.id)));
    wanted.extend(book.goals.iter().map(|goal| format!("objectives/{}", goal.id)));
    wanted.extend(book.events.iter().map(|event| format!("chronology/event-{}", event.id)));
    wanted.extend(book.judgment_ids().map(|id| format!("judgments/{}", routes::judgment_id(&book, id))));
    wanted.extend(book.pages.iter().map(|page| format!("pages/{}", page.id)));
    assert!(wanted.len() > 20, "{wanted:?}");
    let missing: Vec<&String> = wanted.iter().filter(|id| ids.get(id.as_str()) != Some(&1)).collect();
    assert!(missing.is_empty(), "{missing:?} of {ids:?}");
    let twice: Vec<_> = ids.iter().filter(|(_, count)| **count > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
}

#[test]
fn paper_has_the_words_of_the_page_in_the_order_of_the_page() {
    let book = sample::book();
    let paper = page(&book, &PageKey::Print(0));
    let words = |element: ElementRef<'_>| element.text().collect::<String>();
    for id in book.document_ids() {
        let screen = page(&book, &PageKey::Document(id));
        let numbers = |page: &Html, css: &str| select(page, css).into_iter().map(words).collect::<Vec<_>>();
        let own = format!("[id='documents/{}'] ", book[id].id);
        for css in [".no .n", ".note .num", ".note .say", ".pm"] {
            assert_eq!(numbers(&paper, &format!("{own}{css}")), numbers(&screen, &format!("main {css}")), "{css}");
        }
    }
}

#[test]
fn links_lead_into_it_or_out_of_the_book() {
    let book = sample::book();
    let paper = page(&book, &PageKey::Print(0));
    let ids: HashSet<&str> = attributes(&paper, "[id]", "id").into_iter().collect();
    let links = attributes(&paper, "main a[href]", "href");
    let (inside, outside): (Vec<&str>, Vec<&str>) = links.into_iter().partition(|href| href.starts_with('#'));
    assert!(inside.len() > 30, "{inside:?}");
    let lost: Vec<&&str> = inside.iter().filter(|href| !ids.contains(&href[1..])).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let strange: Vec<&&str> = outside.iter().filter(|href| !href.contains("://")).collect();
    assert!(strange.is_empty(), "{strange:?}");
    for name in ["aria-labelledby", "aria-details"] {
        let meant = attributes(&paper, &format!("main [{name}]"), name);
        let lost: Vec<&str> = meant.iter().flat_map(|ids| ids.split(' ')).filter(|id| !ids.contains(id)).collect();
        assert!(lost.is_empty(), "{name}: {lost:?}");
    }
}

#[test]
fn nothing_needs_to_be_pressed() {
    let paper = page(&sample::book(), &PageKey::Print(0));
    assert!(select(&paper, "main :is(details, summary, nav, template, .off-paper)").is_empty());
    assert!(!select(&paper, ".rec .summary").is_empty());
}

#[test]
fn names_lead_to_paragraphs() {
    let mut book = sample::book();
    let body = "1. Ann came.\n\n2. Ann saw.\n\n3. Ann went.\n\n4. Nobody.\n\n5. Ann again, and Ann.";
    book.documents.push(sample::document("walk", "A walk", body));
    book.entities.push(sample::entity("ann", "Ann", 0));
    let entity = u32::try_from(book.entities.len() - 1).expect("few");
    sample::mention(&mut book, entity, "Ann");
    let paper = page(&book, &PageKey::Print(0));
    let entry = select(&paper, "[id$='/ann'] .at a");
    let shown: Vec<(String, &str)> =
        entry.iter().map(|link| (link.text().collect(), link.value().attr("href").unwrap_or_default())).collect();
    let last = &shown[shown.len() - 3..];
    let expected = [("A walk", "#documents/walk"), ("¶1–3", "#documents/walk/p1"), ("¶5", "#documents/walk/p5")];
    assert_eq!(last, expected.map(|(text, href)| (text.to_string(), href)));
}

#[test]
fn ids_links_and_folds_of_a_part() {
    let book = sample::book();
    let plan = Plan::new(&book, 0);
    let path = routes::path(&book, &PageKey::Document(DocumentId(0)));
    let own = path.trim_end_matches(".html");
    let ids: HashSet<&str> = HashSet::new();
    for (html, expected) in [
        ("a < b", "a < b".to_string()),
        ("<p id=\"p1\" title='a > b'>x</p>", format!("<p id=\"{own}/p1\" title='a > b'>x</p>")),
        ("<mark aria-details=\"a b\">", format!("<mark aria-details=\"{own}/a {own}/b\">")),
        ("<a href=\"#gone\">", format!("<a href=\"#{own}\">")),
        ("<a href=\"../matrix.html#m\">", "<a href=\"#matrix\">".into()),
        ("<a href=\"index.html\">", "<a href=\"#contents\">".into()),
        ("<a href='https://example.org/?a=b'>", "<a href='https://example.org/?a=b'>".into()),
        ("<img src=\"../map.png\" alt=\"\">", "<img src=\"map.png\" alt=\"\">".into()),
        ("<details open><summary>More</summary>x</details>", "<div><div class=\"summary\">More</div>x</div>".into()),
        ("<aside class=\"note\">x</aside>", "<div class=\"note\">x</div>".into()),
        ("<section aria-labelledby=\"h\" id=\"s\">", format!("<section id=\"{own}/s\">")),
        ("<a class=\"no quiet\" href=\"#b1\">", format!("<a data-at=\"b1\" class=\"no quiet\" href=\"#{own}\">")),
        ("a<nav><p>b</p><nav></nav></nav>c", "ac".into()),
        ("a<p class=\"off-paper\">b</p>c<!-- <nav> -->", "ac<!-- <nav> -->".into()),
    ] {
        assert_eq!(relink(html, &path, &plan).finish(&ids), expected, "{html}");
    }
}

#[test]
fn a_very_large_book_has_volumes_and_each_part_stands_in_one() {
    let mut book = sample::book();
    let body = format!("~~~\n{}~~~\n", "Words of no great weight, many times over.\n".repeat(100_000));
    for id in 0..3 {
        book.documents.push(sample::document(&format!("long{id}"), "Long", &body));
    }
    let volumes = super::volumes(&book);
    assert!(volumes > 2, "{volumes}");
    let plan = Plan::new(&book, 0);
    assert!(plan.parts.is_sorted_by_key(|part| part.volume));
    let parts: HashSet<&str> = plan.parts.iter().map(|part| part.id.as_str()).collect();
    assert_eq!(parts.len(), plan.parts.len());
    let (theme, _) = Theme::new(&[]);
    let keys = crate::render::pages(&book, &theme);
    assert_eq!(keys.iter().filter(|key| matches!(key, PageKey::Print(_))).count(), volumes);
    assert_eq!(routes::path(&book, &PageKey::Print(1)), "print-2.html");
    assert!(routes::is_reserved("print-2.html") && !routes::is_reserved("print-x.html"));
    let last = page(&book, &PageKey::Print(volumes - 1));
    let links = attributes(&last, "main a[href*='print']", "href");
    assert!(links.iter().any(|href| href.starts_with("print.html#documents/")), "{links:?}");
    assert_eq!(select(&last, "#colophon").len(), 1);
}

#[test]
fn objectives_without_a_goal_have_a_running_head_of_their_own() {
    let mut book = sample::book();
    let mut apart = book.objectives[0].clone();
    (apart.id, apart.goal) = ("apart".into(), None);
    book.outline
        .push(OutlineItem::Objective(ObjectiveId(u32::try_from(book.objectives.len()).expect("few objectives"))));
    book.objectives.push(apart);
    let page = page(&book, &PageKey::Print(0));
    let heads = select(&page, ".sheet.p-objective .running:first-child span:first-child");
    assert_eq!(heads.iter().map(|head| head.text().collect::<String>()).collect::<Vec<_>>(), ["Without a goal"]);
}
