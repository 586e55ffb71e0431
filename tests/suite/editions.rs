//! What an edition's audience may not see is in none of its files.
//!
//! In the book `tests/books/editions/withheld` everything that the public may not see has `zzhush-` in its words, ids and
//! file names, and what only the last audience may see has `zzdeep-`: every kind of item, and every field of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::harness::{Book, files};
use crate::preview::Preview;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/editions/withheld")
}

fn built(audience: &str) -> BTreeMap<String, String> {
    let book = Book::copy_of(&folder());
    let run = book.run(&["build", "--strict", "--audience", audience, "--message-format", "short"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let text = |(path, bytes): (String, Vec<u8>)| (path, String::from_utf8_lossy(&bytes).into_owned());
    files(&book.output()).into_iter().map(text).collect()
}

/// Every word of the book that is for an audience alone: `zzhush-` for internal readers, `zzdeep-` for the last ones.
fn words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for (path, bytes) in files(&folder()) {
        let text = format!("{path}\n{}", String::from_utf8_lossy(&bytes)).to_lowercase();
        for (at, _) in text.match_indices("zzhush-").chain(text.match_indices("zzdeep-")) {
            let end = text[at + 7..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(text.len(), |end| at + 7 + end);
            words.insert(text[at..end].to_string());
        }
    }
    assert!(words.len() > 100, "the book has words of every kind of item: {}", words.len());
    words
}

#[test]
fn each_audience_has_all_that_it_may_see_and_no_trace_of_the_rest() {
    let words = words();
    for (audience, seen) in [("public", &[][..]), ("internal", &["zzhush"]), ("secret", &["zzhush", "zzdeep"])] {
        let files = built(audience);
        let all: String =
            files.iter().map(|(path, text)| format!("{path}\n{text}\n")).collect::<String>().to_lowercase();
        for mark in ["zzhush", "zzdeep"].into_iter().filter(|mark| !seen.contains(mark)) {
            let at = all.find(mark);
            assert!(at.is_none(), "{audience}: {:?}", at.and_then(|at| all.get(at.saturating_sub(80)..at + 40)));
        }
        for word in words.iter().filter(|word| seen.iter().any(|mark| word.starts_with(mark))) {
            assert!(all.contains(word.as_str()), "{audience} has no `{word}`");
        }
        let page = &files["documents/open.html"];
        assert_eq!(page.contains("noindex"), audience != "public", "robots are kept out of what is not for all");
        assert_eq!(page.contains("[1 paragraph withheld]"), audience == "public", "the gap has the author's words");
        assert_eq!(page.contains("[one paragraph]"), audience != "secret", "the gap has the author's words");
    }
}

#[test]
fn what_is_withheld_is_counted_nowhere() {
    let (public, secret) = (built("public"), built("secret"));
    let objectives = |files: &BTreeMap<String, String>| -> Vec<String> {
        files.keys().filter(|path| path.starts_with("objectives/")).cloned().collect()
    };
    assert_eq!(objectives(&public), ["objectives/1.html"]);
    let all = ["1", "zzdeep-obj", "zzhush-goal", "zzhush-obj", "zzhush-sub"].map(|id| format!("objectives/{id}.html"));
    assert_eq!(objectives(&secret), all);
    for (files, judgments, annexes) in [(&public, 1, 0), (&secret, 3, 2)] {
        let page = scraper::Html::parse_document(&files["judgments.html"]);
        let judgment = scraper::Selector::parse("[id^=judgment-]").expect("a selector");
        assert_eq!(page.select(&judgment).count(), judgments, "{}", files["judgments.html"]);
        assert_eq!(files.keys().filter(|path| path.contains("annex")).count(), annexes, "{:?}", files.keys());
    }
    let paths: Vec<&String> = public.keys().filter(|path| path.starts_with("documents/")).collect();
    assert_eq!(paths, ["documents/index.html", "documents/open.html", "documents/other.html", "documents/titled.html"]);
    assert!(public["documents/index.html"].contains("3 documents"), "{}", public["documents/index.html"]);
    let pages = public["sitemap.xml"].matches("<loc>").count();
    let html = public
        .keys()
        .filter(|path| path.ends_with(".html") && !["404.html", "print.html", "search.html"].contains(&path.as_str()))
        .count();
    assert_eq!(pages, html, "the sitemap has the pages that there are, but for those that are other pages again");
}

/// Faults in what only some may see, and one in what all may.
const FAULTS: &[(&str, &str)] = &[
    ("content/annotations/faulty.yaml", "- { document: zzhush-doc, quote: zzhush-gone words, note: zzhush-faulty }\n"),
    ("content/annotations/broken.yaml", "audience: internal\nannotations: [zzhush-broken\n"),
    ("content/documents/zzhush-open.md", "---\ntitle: zzhush-never closed\n"),
    ("content/documents/zzhush-stray.txt", "zzhush"),
    ("content/pages/faulty.md", "See [[nobody-here]]\n\nand [[zzhush-entity]].\n"),
];

#[test]
fn a_preview_for_some_tells_nothing_that_is_for_others() {
    let whole: Vec<String> = built("secret").into_keys().collect();
    let ours = ["live.js", "live.css", "faults.json", "nothing", "", "audience/nobody", "events/x"]
        .map(|path| format!("_briefbook/{path}"));
    let quotes = ["zzhush-four", "zzhush-quote words", "Mali again", "zzhush", "of"].map(|words| {
        let words = words.replace(' ', "%20");
        format!("_briefbook/quote.json?page=documents/open.html&at=p4&words={words}")
    });
    for (faulty, watch) in [(false, false), (false, true), (true, false), (true, true)] {
        let book = Book::copy_of(&folder());
        if faulty {
            FAULTS.iter().for_each(|(path, text)| book.write(path, text));
        }
        let preview = Preview::of(
            &book,
            if watch { &["--audience", "public", "--watch"] } else { &["--audience", "public"][..] },
        );
        let more =
            ["", "x", "documents", "documents/", "assets/", "%zz", "..%2fcontent", "index.html?zz"].map(String::from);
        for path in whole.iter().chain(&ours).chain(&quotes).chain(&more) {
            let (_, answer) = preview.get(path);
            let answer = answer.to_lowercase();
            let at = answer.find("zzhush").or_else(|| answer.find("zzdeep"));
            assert!(at.is_none(), "{path}: {:?}", at.and_then(|at| answer.get(at.saturating_sub(200)..at + 80)));
        }
        if !watch {
            continue;
        }
        let (_, told) = preview.get("_briefbook/faults.json");
        assert_eq!(told.contains("nobody-here"), faulty, "what all may see is told: {told}");
        assert_eq!(told.contains("the terminal says where"), faulty, "{told}");
        assert_eq!(preview.said.contains("zzhush-broken"), faulty, "the author is told all of it: {}", preview.said);
    }
}

#[test]
fn a_page_with_a_leak_is_not_shown_in_a_preview() {
    let book = Book::copy_of(&folder());
    let page = "{% extends \"default/page.html\" %}{% block main %}<p>zzhush-quotation</p>{% endblock %}\n";
    book.write("themes/default/templates/page.html", page);
    let preview = Preview::of(&book, &["--audience", "public"]);
    let (_, answer) = preview.get("pages/open.html");
    assert!(answer.contains("has words that this audience may not see") && !answer.contains("zzhush"), "{answer}");
    let preview = Preview::of(&book, &["--audience", "internal"]);
    assert!(preview.shows("pages/open.html", "zzhush-quotation"));
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
