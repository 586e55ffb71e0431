//! Imitations of articles as they are copied and saved, and what must come of each.

use super::*;
use crate::import::{ledger, markup};

/// The body, what was removed with its reason, and the draft.
fn imported(text: &str) -> (String, Vec<String>, Draft) {
    let page = page(text);
    let source = page.as_ref().map_or_else(|| Source::new(text.into()), |page| page.source.clone());
    let draft = ledger::settle(&source, read(&source, page.as_ref()));
    let removed = draft.removed.iter().map(|taken| format!("{}: {}", taken.why, source.words(taken.span))).collect();
    (markup::body(&draft, &source), removed, draft)
}

const LONG: &str = "The pier of Haven was opened on Monday by the mayor, who said that it would outlast the town. Nobody laughed, though some had reason to.";

#[test]
fn an_article_copied_with_its_page() {
    let text = format!(
        "Home » Local » The pier is open\n\nThe pier is open\n\nBy Jane Harbour | March 3, 2025\n\n3 min read\n\n- Advertisement -\n\n{LONG}\n\nWhat Was Said\n\n{LONG}\n\n\
         Read also: The mole is shut\n\nWinds: They blow.\nWaves: They break.\n\nKeywords: piers, mayors, quays.\n\nThe pier is open\n\n{LONG}\n\nEdited By Ann Quay\nHaven Herald International\n\n\
         You may also like\n\nA ship came in\n\nNobody saw the other ship\n\nLeave a Reply\n\nYour email address will not be published. Required fields are marked *\n\n\
         We use cookies to make this site better. Accept\n\n© 2025 Haven Herald"
    );
    let (body, removed, draft) = imported(&text);
    let kept = "- Winds: They blow.\n- Waves: They break.";
    assert_eq!(body, format!("{LONG}\n\n## What Was Said\n\n{LONG}\n\n{kept}\n\n{LONG}\n\nEdited By Ann Quay\n"));
    assert_eq!(removed.len(), 13, "{removed:#?}");
    let meta = &draft.meta;
    assert_eq!(
        (meta.title.as_deref(), meta.byline.as_deref(), meta.date.as_deref(), meta.published.publisher.as_deref()),
        (Some("The pier is open"), Some("Jane Harbour"), Some("2025-03-03"), Some("Haven Herald International"))
    );
    assert_eq!(draft.missing, ["no address stands in the text"]);
}

#[test]
fn what_is_not_there_is_said() {
    let (body, removed, draft) =
        imported(&format!("The pier is open\n\nby\n\n{LONG}\n\nIt was then that the mayor said"));
    assert_eq!(body, format!("{LONG}\n\nIt was then that the mayor said\n"));
    assert_eq!(removed, ["empty bylines: by"]);
    assert_eq!(draft.missing.len(), 4, "{:?}", draft.missing);
    assert_eq!(
        draft.doubts.iter().map(|doubt| doubt.message.as_str()).collect::<Vec<_>>(),
        ["the text stops in mid-sentence"]
    );
}

#[test]
fn words_of_an_article_stay_whatever_they_speak_of() {
    for words in [
        "Cookies, advertisements and newsletters are what the town lives on, and the mayor shares this view with all.",
        "Related to the mayor by marriage, she opened the pier.",
        "By the time the pier was open, it was Tuesday.",
        "“Share this,” he said.",
        "Comments were not to be had from the harbour office.",
        "Follow the harbour wall to its end and you will see the light.",
        "The pier is open, said the mayor.",
        "All rights of way on the pier are reserved for the mayor, and the town has said so since 1912, to the anger of its fishermen, who hold that a right of way is not a thing that anybody could reserve.",
    ] {
        let (body, removed, _) = imported(&format!("The pier is open\n\n{LONG}\n\n{words}\n\n{LONG}"));
        assert!(body.contains(words) && removed.is_empty(), "{words}\n{removed:?}\n{body}");
    }
}

#[test]
fn a_list_of_others_in_the_middle_ends_before_the_article_goes_on() {
    let (body, removed, _) =
        imported(&format!("The pier is open\n\n{LONG}\n\nRelated Posts\n\nA ship came in\n\nWhat Was Said\n\n{LONG}"));
    assert_eq!(body, format!("{LONG}\n\n## What Was Said\n\n{LONG}\n"));
    assert_eq!(removed, ["related-news lists: Related Posts", "related-news lists: A ship came in"]);
}

#[test]
fn an_article_with_broken_lines_is_joined() {
    let text = "The pier is open\n\nThe pier of Haven was opened on Monday by the mayor, who said\nthat it would outlast the town. Nobody laughed, though some\n\
        had reason to, and those who had it went home early, as one\ndoes on a Monday.\n\nAdvertisement\n\nIt rained on all of them, and most of all upon the mayor of\nthe town.";
    let (body, removed, _) = imported(text);
    assert!(
        body.starts_with("The pier of Haven was opened on Monday by the mayor, who said that it would")
            && body.ends_with("the mayor of the town.\n"),
        "{body}"
    );
    assert_eq!(body.matches("\n\n").count(), 1, "{body}");
    assert_eq!(removed, ["advertising marks: Advertisement"]);
}

fn saved() -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><title>The pier is open - Haven Herald</title>\n<meta property=\"og:site_name\" content=\"Haven Herald\">\n\
         <meta property=\"og:title\" content=\"The pier is open\"><meta name=\"author\" content=\"Jane Harbour\">\n\
         <meta property=\"article:published_time\" content=\"2025-03-03T10:00:00Z\"><link rel=\"canonical\" href=\"https://example.org/pier\">\n\
         <script type=\"application/ld+json\">{{\"@type\": \"Thing\"}}</script></head>\n<body><nav><ul><li><a href=\"/\">Home</a></li><li><a href=\"/news\">News</a></li></ul></nav>\n\
         <article><header><h1>The pier is open</h1><p class=\"byline\">By Jane Harbour</p></header>\n<p>{LONG} A <b>very</b> old&nbsp;man wept.</p>\n\
         <div class=\"share\"><a href=\"#\">Facebook</a> <a href=\"#\">Twitter</a></div>\n<h2>What was said</h2>\n<p>{LONG}</p><ol><li>First, that it is long and made of stone.</li><li>Second, that it is open to all of us.</li></ol>\n\
         <blockquote><p>{LONG}</p></blockquote>\n<p>{LONG}</p><p>Read also: <a href=\"/x\">The mole is shut</a></p></article>\n\
         <aside><h3>Most read</h3><ul><li><a href=\"/a\">A ship came in</a></li></ul></aside>\n<div id=\"comments\"><h3>Leave a Comment</h3><form><label>Name</label><textarea>say it</textarea></form></div>\n\
         <footer><p>© 2025 Haven Herald</p></footer><noscript>Scripts are off</noscript></body></html>"
    )
}

#[test]
fn a_saved_page_is_its_article() {
    let (body, removed, draft) = imported(&saved());
    assert_eq!(
        body,
        format!(
            "{LONG} A very old man wept.\n\n## What was said\n\n{LONG}\n\n1) First, that it is long and made of stone.\n2) Second, that it is open to all of us.\n\n> {LONG}\n\n{LONG}\n"
        ),
        "{removed:#?}"
    );
    let meta = &draft.meta;
    assert_eq!(
        [&meta.title, &meta.byline, &meta.date, &meta.published.publisher, &meta.language]
            .map(|value| value.as_deref().unwrap_or("-")),
        ["The pier is open", "Jane Harbour", "2025-03-03", "Haven Herald", "en"]
    );
    for words in [
        "Home",
        "News",
        "Facebook",
        "The mole is shut",
        "A ship came in",
        "say it",
        "© 2025 Haven Herald",
        "Scripts are off",
    ] {
        assert!(removed.iter().any(|removed| removed.contains(words)), "{words} {removed:#?}");
    }
    let source = page(&saved()).expect("a page").source;
    let lines: Vec<usize> = draft.removed.iter().map(|taken| source.number_at(taken.span.start)).collect();
    assert!(lines.is_sorted() && lines.first() == Some(&7) && lines.last() == Some(&17), "{lines:?}");
}

#[test]
fn pages_that_no_library_reads_in_time_are_read_by_their_tags() {
    let deep = format!("<html><body>{}<p>{LONG}</p>", "<div>".repeat(30_000));
    let (body, removed, _) = imported(&deep);
    assert_eq!((body, removed.len()), (format!("{LONG}\n"), 0));
}

#[test]
fn a_menu_that_is_never_closed_and_a_form_around_all_do_not_take_the_article() {
    let body = format!("<h1>The pier is open</h1><p>{LONG}</p><h2>What was said</h2><p>{LONG}</p>");
    let expected = format!("{LONG}\n\n## What was said\n\n{LONG}\n");
    for html in [
        format!("<html><body><nav><a href=/>Home</a>{body}"),
        format!("<html><body><form><input>{body}</form>"),
        format!("<html><body><nav><a href=/>Home</a></nav>{body}<footer>Foot</footer>"),
    ] {
        let (found, removed, _) = imported(&html);
        assert!(found.ends_with(&expected), "{html}\n{found}\n{removed:?}");
    }
}
