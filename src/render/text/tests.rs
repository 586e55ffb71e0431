//! Marks, mentions and references over words: what comes out, and what must hold on any text.

use std::sync::Arc;

use proptest::prelude::*;

use crate::diagnostics::{FileId, Span};
use crate::markdown::{self, Rules};
use crate::model::{
    AnchorState, Anchoring, Annotation, AnnotationId, AnnotationKind, AnnotationStatus, Audience, BodyKind, Book,
    Document, DocumentId, Passage, Prose, Published,
};
use crate::render::PageKey;

use super::{document, prose};

fn record(body: &str) -> Document {
    let markings = crate::settings::Settings::default().markings;
    Document {
        id: "doc".into(),
        title: "Document".into(),
        subject: None,
        kind: None,
        identifier: None,
        also_cited_as: Vec::new(),
        date: None,
        origin: None,
        recipients: Vec::new(),
        info: Vec::new(),
        byline: None,
        classification: None,
        header: Vec::new(),
        tags: Vec::new(),
        references: Vec::new(),
        published: Published::default(),
        original: None,
        edits: Vec::new(),
        derived_from: Vec::new(),
        grade: None,
        body_kind: BodyKind::Full,
        language: None,
        audience: Audience(0),
        text: markdown::parse(body, Rules::Record { markings: &markings }).text.into(),
        body: body.into(),
        body_span: Span::new(FileId(0), 0, body.len()),
        links: Vec::new(),
        mentions: Arc::default(),
        annotations: Vec::new(),
        withheld: Vec::new(),
        cites: Vec::new(),
        cited_by: Vec::new(),
        events: Vec::new(),
        judgments: Vec::new(),
        extra: serde_json::Value::Null,
    }
}

fn annotation(at: usize, range: std::ops::Range<u32>) -> Annotation {
    let anchoring = Anchoring::Text { state: AnchorState::Exact, range };
    Annotation {
        id: format!("n{at}"),
        kind: AnnotationKind::Comment,
        note: None,
        passages: [Passage { document: DocumentId(0), quote: None, anchoring }].into(),
        state: AnchorState::Exact,
        entities: Vec::new(),
        author: None,
        date: None,
        tags: Vec::new(),
        status: AnnotationStatus::Open,
        reviewed: None,
        span: Span::file_start(FileId(0)),
        extra: serde_json::Value::Null,
    }
}

/// A book of one document with highlights over words or ranges.
fn marked(body: &str, ranges: &[std::ops::Range<u32>]) -> Book {
    let mut book = Book { documents: vec![record(body)], ..Book::default() };
    for (at, range) in ranges.iter().enumerate() {
        book.annotations.push(annotation(at, range.clone()).into());
        book.documents[0].annotations.push(AnnotationId(u32::try_from(at).expect("few")));
    }
    book
}

fn html(book: &Book) -> String {
    let body = document(book, &PageKey::Document(DocumentId(0)), DocumentId(0));
    body.chunks.iter().map(|chunk| chunk.html.as_str()).collect()
}

fn over(body: &str, words: &[&str]) -> String {
    let plain = record(body).text.plain.clone();
    let ranges: Vec<_> = words
        .iter()
        .map(|words| {
            let start = plain.find(words).unwrap_or_else(|| panic!("{words} in {plain}"));
            u32::try_from(start).expect("small")..u32::try_from(start + words.len()).expect("small")
        })
        .collect();
    html(&marked(body, &ranges))
}

#[test]
fn a_highlight_crosses_markup_and_keeps_its_id_once() {
    let out = over("One *two* three.", &["One two"]);
    assert!(
        out.contains("<mark id=\"annotation-n0\" class=\"ctx\" data-a=\"n0\" aria-details=\"note-n0\">One </mark>"),
        "{out}"
    );
    assert!(out.contains("<em><mark class=\"ctx\" data-a=\"n0\" aria-details=\"note-n0\">two</mark>"), "{out}");
    assert_eq!(out.matches("id=\"annotation-n0\"").count(), 1);
    assert_eq!(out.matches("role=\"doc-noteref\"").count(), 1);
}

#[test]
fn overlapping_highlights_are_both_there() {
    let out = over("alpha beta gamma", &["alpha beta", "beta gamma"]);
    assert!(out.contains("class=\"ctx n2 ctx2\" data-a=\"n0 n1\" aria-details=\"note-n1\">beta</mark>"), "{out}");
    assert_eq!(out.matches("doc-noteref").count(), 2);
}

#[test]
fn words_across_the_end_of_a_line_are_one_piece() {
    let out = over("alpha\nbeta &amp; gamma", &["alpha beta & gamma"]);
    assert!(out.contains(">alpha beta &amp; gamma</mark>"), "{out}");
}

#[test]
fn highlights_that_begin_together_nest() {
    let out = over("alpha beta", &["alpha beta", "alpha"]);
    assert!(
        out.contains("<mark id=\"annotation-n0\" data-a=\"n0\" aria-details=\"note-n0\"><mark id=\"annotation-n1\""),
        "{out}"
    );
}

#[test]
fn a_highlight_crosses_blocks() {
    let out = over("1. (C) First end.\n\n2. (C) Second start.", &["end.\nSecond"]);
    assert!(out.contains("end.</mark>") && out.contains("Second</mark>"), "{out}");
    assert!(out.contains("<div class=\"blk\" id=\"p2\"><p><a class=\"no\" href=\"#p2\"><span class=\"n\">2.</span> <span class=\"pm c\">C</span></a>"), "{out}");
}

#[test]
fn raw_html_is_harmless_and_keeps_its_words() {
    let out = over("Say <b onclick=\"x()\">bold</b> <script>alert(1)</script>words", &["bold"]);
    assert!(!out.contains("onclick") && !out.contains("<script"), "{out}");
    assert!(out.contains("<b><mark"), "{out}");
    let block = html(&marked("<div onmouseover=x><p>hello</p>\n\nafter", &[]));
    assert!(!block.contains("onmouseover") && block.contains("hello") && block.contains("after"), "{block}");
}

#[test]
fn a_withheld_block_leaves_only_what_the_author_says() {
    let mut book = marked("1. (C) open\n\n2. (C) secret\n\n- a\n- hidden", &[]);
    let hide = |block, say: Option<&str>| crate::model::Withheld {
        block: crate::model::BlockIndex(block),
        say: say.map(String::from),
    };
    book.documents[0].withheld = vec![hide(1, Some("[1 paragraph withheld]")), hide(3, None)];
    let out = html(&book);
    assert!(out.contains("[1 paragraph withheld]") && !out.contains("secret") && !out.contains("hidden"), "{out}");
    assert_eq!(out.matches("<li").count(), 1, "no empty item is left: {out}");
}

#[test]
fn tables_lists_quotations_and_footnotes() {
    let out = html(&marked("| a | b |\n|---|--:|\n| c | d |\n\n> said\n\n- one\n- two[^1]\n\n[^1]: Below.", &[]));
    for part in [
        "<thead><tr><th scope=\"col\">a</th>",
        "<tr id=\"b1\"><td>c</td><td class=\"right\">d <a class=\"quiet\" href=\"#b1\">",
        "<blockquote id=\"b2\"><p>said <a class=\"quiet\" href=\"#b2\">",
        "<li id=\"b3\">one <a class=\"quiet\" href=\"#b3\">",
        "<div class=\"footnotes\" role=\"doc-endnotes\">",
        "<li id=\"fn-1\"><p",
    ] {
        assert!(out.contains(part), "{part} in {out}");
    }
}

#[test]
fn footnotes_are_found_whatever_the_case_of_their_labels() {
    let out = html(&marked("One[^A], two[^a] and three[^stra\u{df}e].\n\n[^a]: Below.\n\n[^STRASSE]: Under it.", &[]));
    assert_eq!(out.matches("<li id=\"fn-").count(), 2, "{out}");
    for (part, number) in [("Below.", 1), ("Under it.", 2)] {
        let note = out.split(&format!("<li id=\"fn-{number}\">")).nth(1).and_then(|rest| rest.split("</li>").next());
        assert!(note.is_some_and(|note| note.contains(part) && note.contains("doc-backlink")), "{part} in {out}");
    }
}

#[test]
fn links_of_unknown_schemes_are_words() {
    let value = Prose {
        markdown: "[a](javascript:x) [b](https://example.org) ![c](https://example.org/p.png)".into(),
        ..Prose::default()
    };
    let value = Prose { text: markdown::parse(&value.markdown, Rules::Prose).text.into(), ..value };
    let out = prose(&Book::default(), &PageKey::Front, &value, 1);
    assert!(!out.contains("javascript") && !out.contains("<img"), "{out}");
    assert_eq!(out.matches("href=\"https://example.org").count(), 2, "{out}");
}

/// The HTML without marks and their references.
fn stripped(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let tag_end = rest[at..].find('>').map_or(rest.len(), |end| at + end + 1);
        let tag = &rest[at..tag_end];
        rest = &rest[tag_end..];
        if tag.starts_with("<mark") || tag == "</mark>" {
            continue;
        }
        if tag.starts_with("<a class=\"ref\"") {
            rest = rest.split_once("</a>").map_or("", |(_, after)| after);
            continue;
        }
        out.push_str(tag);
    }
    out + rest
}

proptest! {
    #[test]
    fn marks_only_add_marks(
        body in "([a-c]{1,4}|\\*| |\n|\n\n|_|`|\\[x\\]\\(y\\)|> |- |1\\. |&amp;|é|\\|){0,40}",
        cuts in prop::collection::vec((0usize..200, 0usize..200), 0..6),
    ) {
        let plain = record(&body).text.plain.clone();
        let at = |n: usize| {
            let mut n = n.min(plain.len());
            while !plain.is_char_boundary(n) { n -= 1; }
            u32::try_from(n).expect("small")
        };
        let ranges: Vec<_> = cuts.iter().map(|(a, b)| at(*a.min(b))..at(*a.max(b))).filter(|range| !range.is_empty()).collect();
        let with = html(&marked(&body, &ranges));
        let without = html(&marked(&body, &[]));
        prop_assert_eq!(stripped(&with), without);
        for (number, range) in ranges.iter().enumerate() {
            let words = plain[range.start as usize..range.end as usize].trim_matches(['\n', ' ']);
            let id = format!("id=\"annotation-n{number}\"");
            let found = with.matches(&id).count();
            prop_assert!(found <= 1);
            prop_assert!(found == 1 || words.is_empty(), "{} is lost in {}", id, with);
        }
    }
}

#[test]
fn an_anchor_stands_once_however_deep_its_block_is() {
    for body in
        ["> ".repeat(200) + "deep", "- ".repeat(90) + "deep", "> - > deep\n".into(), "- > - deep\n\n  more".into()]
    {
        let out = html(&marked(&body, &[]));
        assert_eq!(out.matches(" id=\"b1\"").count(), 1, "{out}");
    }
}

#[test]
fn words_of_prose_are_what_a_reader_sees() {
    use crate::model::{ProseLink, ProseLinkKind, Target};
    let book =
        Book { documents: vec![Document { identifier: Some("A & B".into()), ..record("x") }], ..Book::default() };
    let cases = [
        ("One *two*\nthree", "One two three"),
        ("5 < 6 & \"so\" on", "5 < 6 & \"so\" on"),
        ("See [[doc:doc]].", "See A & B."),
        ("First.\n\nSecond.", "First. Second."),
    ];
    for (markdown, expected) in cases {
        let parsed = markdown::parse(markdown, Rules::Prose);
        let links = markdown.find("[[").map(|at| ProseLink {
            range: u32::try_from(at).expect("short")..u32::try_from(markdown.len()).expect("short") - 1,
            fault: None,
            kind: ProseLinkKind::Target { target: Target::Document(DocumentId(0), None), own_words: false },
        });
        let prose = Prose {
            markdown: markdown.into(),
            text: parsed.text.into(),
            links: links.into_iter().collect(),
            mentions: Arc::default(),
        };
        assert_eq!(super::prose_words(&book, &PageKey::Front, &prose), expected, "{markdown}");
        let html = super::prose(&book, &PageKey::Front, &prose, 0);
        assert_eq!(html.contains("class=\"cite\""), markdown.contains("[["), "an identifier is told apart: {html}");
    }
}

#[test]
fn what_is_no_html_is_shown_and_marked() {
    let out = over("1. The army did attack <not> Kidal today.", &["attack <not> Kidal today"]);
    assert!(out.contains(">attack &lt;not&gt; Kidal today</mark>"), "{out}");
    let out = over("The agent <redacted> met <b>Smith</b>.", &["<redacted> met Smith"]);
    assert!(out.contains(">&lt;redacted&gt; met </mark>") && out.contains(">Smith</mark>"), "{out}");
}

#[test]
fn a_block_of_raw_html_has_an_anchor_and_is_marked() {
    let out = over("<table>\n<tr><td>One</td>\n<td>two</td></tr>\n</table>", &["two"]);
    assert!(out.contains("<div id=\"b1\"><table>") && out.contains("<td><mark id="), "{out}");
    assert!(html(&marked("A\n\n<hr>\n\nB", &[])).contains("<hr>"));
}

#[test]
fn links_to_ids_of_raw_html_lead_to_them() {
    let out = html(&marked("<h2 id=\"a\">Head</h2>\n\nTo <a href=\"#a\">it</a> and [it](#a) and [b](#b1).", &[]));
    assert!(out.contains("<h2 id=\"raw-a\">"), "{out}");
    assert_eq!(out.matches("href=\"#raw-a\"").count(), 2, "{out}");
    assert!(out.contains("href=\"#b1\""), "{out}");
}

#[test]
fn a_footnote_with_a_label_that_is_taken_is_shown_behind_the_others() {
    let out = html(&marked("A[^1]\n\n[^1]: Foot words.\n\n[^1]: Duplicate foot.", &[]));
    assert!(out.contains("Foot words.") && out.contains("Duplicate foot."), "{out}");
    assert!(out.find("Foot words.") < out.find("Duplicate foot."), "{out}");
}
