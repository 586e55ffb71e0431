//! Texts and pages mixed out of what strategies, articles and websites have: whatever the order, no word is lost.

use proptest::prelude::*;

use super::tests::{KINDS, alone, counted, nothing_is_lost};
use super::*;

/// Lines such as strategies and articles have.
const LINES: &[&str] = &[
    "Integrated Harbour Plan",
    "FOR PUBLIC RELEASE",
    "Table of Contents",
    "1.\tThe Harbour\t3",
    "The Quay ....... 4",
    "1. The Harbour",
    "THE QUAY AND ALL",
    "Mission Goal 1: The quays are safe, and",
    "**Mission Objective 1.1:** The mole is mended",
    "Objective 1.1: The mole is mended.",
    "Goal 2",
    "Management Objective: Staff",
    "- **Risks:** Storms may come over the wall that was built by the men of the town in",
    "• Justification: It leaks",
    "Risks: None",
    "going on in small letters",
    "12",
    "Page 3 of 9",
    "Harbour Plan | 4",
    "Home » World » The pier is open",
    "The pier is open",
    "By Jane Harbour | March 3, 2025",
    "31 April 2025",
    "- Advertisement -",
    "Related Posts",
    "Keywords: piers, quays",
    "Leave a Comment",
    "Edited By Ann Quay",
    "https://example.org/pier",
    "1. First, it is long",
    "2. Second",
    "> quoted",
    "-----",
    "a **b** c ** d",
    "The pier of Haven was opened on Monday by the mayor, who said that it would outlast the town. Nobody laughed there",
    "",
    "",
    "",
    "\u{c}",
];

/// Pieces of pages.
const TAGS: &str = "<p> </p> <div> </div> <br> <h1> </h1> <ul> <li> </ul> <nav> </nav> <article> </article> <b> </b> <table> <tr> \
    <td> </table> <pre> </pre> <blockquote> </blockquote> <form> <select> <option> <textarea> </textarea> \
    <noscript> </noscript> <template> </template> <script> </script> <style> </style> <title> </title> <svg> \
    </svg> &amp; &nbsp; </a> < > <header> <footer> </footer> <iframe> </iframe> <head> <body> Advertisement word";

/// Pieces of pages with spaces in them.
const WORDS: &[&str] = &[
    "<ol start=3>",
    "<!-- note -->",
    "<a href='x>y'>",
    "<h2 hidden>",
    "The pier is open",
    "By Jane Harbour",
    "Related Posts",
    "Ort, und mehr. ",
    "\n",
    "The pier of Haven was opened on Monday by the mayor, who said that it would outlast the town. Nobody laughed, though some had reason to. ",
];

/// What a reader of a page sees, by another parser.
fn visible(html: &str) -> String {
    let page = scraper::Html::parse_document(html);
    let hidden = ["script", "style", "template", "noscript", "iframe", "head", "title"];
    let mut out = String::new();
    for node in page.tree.root().descendants() {
        let inside = |name: &&str| hidden.contains(name);
        let of = node.ancestors().filter_map(|above| above.value().as_element().map(scraper::node::Element::name));
        if let Some(text) = node.value().as_text()
            && !of.into_iter().any(|name| inside(&name))
        {
            out.push_str(text);
        }
    }
    out
}

/// Checks that every letter a reader of a page sees is held.
fn no_visible_word_is_lost(html: &str) {
    let Some(imported) = alone("x.html", html, Some(Kind::Article)) else { return };
    let (front, body) = imported.document.split_once("\n---\n").expect("front matter");
    let held = counted([front, body, imported.record.1.as_str()]);
    for (letter, count) in counted([visible(html).as_str()]) {
        assert!(
            held.get(&letter).is_some_and(|held| *held >= count),
            "{letter} in {html}\n{}\n{}",
            imported.document,
            imported.record.1
        );
    }
}

#[test]
fn no_word_of_a_crooked_page_is_lost() {
    for html in [
        // The end of a menu ends the drawing in it.
        "<p><nav><svg>Ort, und mehr. </iframe></style>></nav><textarea>&amp;</noscript></b><p><header><style></table></nav>\
         <<nav></pre></p>&nbsp;By Jane Harbour<td><head><h2 hidden>",
        // No tag ends the text of a style, but a drawing's style is a style.
        "<svg><style>a<p>b</p><style>c</svg>d</style>e",
        "<table>a<tr>b<td>c<select><b>d<option>e<table>f",
        "<b><p>a</b>b<template>c<td>d</template>e<plaintext>f</plaintext>g",
    ] {
        no_visible_word_is_lost(&format!("<html><body>{html}"));
    }
}

proptest! {

    #[test]
    fn no_word_of_a_mixed_text_is_lost(parts in proptest::collection::vec((0..LINES.len(), any::<bool>()), 1..60)) {
        let text: String = parts.iter().map(|(at, apart)| format!("{}{}", LINES[*at], if *apart { "\n\n" } else { "\n" })).collect();
        for kind in KINDS {
            nothing_is_lost(&text, kind);
        }
    }

    #[test]
    fn no_word_of_a_page_is_lost(parts in proptest::collection::vec(any::<usize>(), 1..80)) {
        let pieces: Vec<&str> = TAGS.split_whitespace().chain(WORDS.iter().copied()).collect();
        let html: String = parts.iter().map(|at| pieces[at % pieces.len()]).collect();
        no_visible_word_is_lost(&format!("<html><body>{html}"));
    }

    #[test]
    fn no_word_of_arbitrary_tags_is_lost(html in "(<[a-z/!-]{1,9}[ >]|[a-zA-Z]{1,9}[ .]|\\PC|\n){0,60}") {
        no_visible_word_is_lost(&format!("<html><body><p>The pier</p>{html}"));
    }
}
