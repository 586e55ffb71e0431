//! What an edition's audience may not see is in none of its files.
//!
//! In the book `tests/books/editions/withheld` everything that the public may not see has `zzhush-` in its words, ids and
//! file names.

use std::collections::BTreeMap;
use std::path::Path;

use crate::harness::{Book, files};

fn built(audience: &str) -> BTreeMap<String, String> {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/editions/withheld");
    let book = Book::copy_of(&from);
    let run = book.run(&["build", "--strict", "--audience", audience, "--message-format", "short"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let text = |(path, bytes): (String, Vec<u8>)| (path, String::from_utf8_lossy(&bytes).into_owned());
    files(&book.output()).into_iter().map(text).collect()
}

#[test]
fn what_is_withheld_is_in_no_file_and_no_file_name() {
    let mut found = Vec::new();
    for (path, text) in built("public") {
        for (at, _) in format!("{path}\n{text}").to_lowercase().match_indices("zzhush") {
            let around: String = format!("{path}\n{text}").chars().skip(at.saturating_sub(60)).take(120).collect();
            found.push(format!("{path}: {around}"));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn what_the_public_may_not_see_is_in_the_last_edition() {
    let files = built("internal");
    let all: String = files.iter().map(|(path, text)| format!("{path}\n{text}\n")).collect();
    for word in [
        "alias",
        "annexbody",
        "body",
        "cell",
        "doc.html",
        "entity.html",
        "eventtitle",
        "filenote",
        "footnote",
        "four",
        "goaltitle",
        "heading",
        "item",
        "judgment",
        "name",
        "note",
        "note2",
        "note3",
        "note4",
        "note5",
        "note6",
        "note7",
        "note8",
        "objtitle",
        "oldpage.html",
        "original",
        "page.html",
        "pagebody",
        "para",
        "quotation",
        "role",
        "row",
        "search",
        "subtitle",
        "title head",
        "why",
        "wording",
    ] {
        assert!(all.contains(&format!("zzhush-{word}")), "{word}");
    }
    let page = &files["documents/open.html"];
    assert!(page.contains("noindex") && page.contains("internal"), "robots are kept out and readers told");
}

#[test]
fn anchors_agree_in_every_edition() {
    let ids = |files: &BTreeMap<String, String>| -> Vec<String> {
        let page = scraper::Html::parse_document(&files["documents/open.html"]);
        let blocks = scraper::Selector::parse(".text [id]").expect("a selector");
        let ids = page.select(&blocks).filter_map(|block| block.value().id().map(String::from));
        ids.filter(|id| id.starts_with('p') && id[1..2].parse::<u8>().is_ok()).collect()
    };
    let (public, internal) = (ids(&built("public")), ids(&built("internal")));
    assert!(public.len() < internal.len());
    for id in ["p1", "p3", "p5", "p6b", "p6e"] {
        assert!(
            public.iter().any(|known| known == id) && internal.iter().any(|known| known == id),
            "{id} in {public:?}"
        );
    }
}
