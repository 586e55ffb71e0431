//! Angle brackets and raw HTML in documents, notes and pages: nothing goes without a word.

use crate::harness::{Book, files};

const RECORD: &str = "\
1. The army did attack <not> Kidal today. <script>alert(1)</script>

2. Secret.

<p>Continuation in raw HTML.</p>

## Table

| Column header | two |
|---|---|
| Some words | three | LOST |

Write to <john@example.com>.

[NOTE]: SECRETARY

<!-- never closed

The rest.
";

fn book() -> Book {
    let note = "document: memo\nannotations:\n  - { quote: attack Kidal today, note: The <b>pier</b> <svg>x</svg> note. }\n  \
                - { quote: alert(1), note: Two. }\n  - { quote: attack <not> Kidal, note: Three. }\n  \
                - { quote: Continuation in raw HTML, at: p2b, note: Four. }\n";
    Book::new(&[
        ("content/documents/memo.md", RECORD),
        ("content/annotations/memo.yaml", note),
        ("content/index.md", "---\ntitle: Front\n---\nWords.\n"),
        ("content/pages/about.md", "# About\n\nWrite to <a@example.org>, see [front](../index.md).\n"),
    ])
}

#[test]
fn what_is_left_out_is_told_where_it_stands() {
    let told = book().run(&["check", "--message-format", "short"]).stdout;
    let mut found: Vec<&str> = told.lines().filter(|line| line.contains("[BB")).collect();
    found.sort_unstable();
    let expected = [
        "content/annotations/memo.yaml:3:14: error[BB301]",
        "content/annotations/memo.yaml:3:56: warning[BB215]: `<svg>` is left out",
        "content/annotations/memo.yaml:4:14: error[BB301]",
        "content/documents/memo.md:11:24: warning[BB216]: `LOST` stands behind the last column of its table",
        "content/documents/memo.md:15:1: warning[BB216]: the line `[note]:` defines a link that nothing uses",
        "content/documents/memo.md:17:1: warning[BB215]: `<!--` has no end, and is left out with all that follows",
        "content/documents/memo.md:1:43: warning[BB215]: `<script>` is left out",
    ];
    assert_eq!(found.len(), expected.len(), "{told}");
    for (line, start) in found.iter().zip(expected) {
        assert!(line.starts_with(start), "{line}\n{start}");
    }
}

#[test]
fn raw_html_and_a_table_with_its_header_can_be_withheld() {
    let front = "---\nwithhold:\n  - { at: p2, audience: team }\n  - { at: p2b, audience: team }\n  \
                 - { at: b2, audience: team, say: Withheld. }\n---\n";
    let settings = "format: 1\ntitle: B\naudiences: [public, team]\n";
    let book = Book::new(&[("briefbook.yaml", settings), ("content/documents/memo.md", &format!("{front}{RECORD}"))]);
    book.run(&["build", "--audience", "public"]);
    let files = files(&book.output());
    for (path, bytes) in &files {
        let text = String::from_utf8_lossy(bytes);
        for secret in ["Continuation", "Column header", "Some words"] {
            assert!(!text.contains(secret), "{secret} in {path}");
        }
    }
    let page = String::from_utf8_lossy(&files["documents/memo.html"]).into_owned();
    assert!(page.contains("attack &lt;not") && page.contains("Withheld."), "{page}");
    assert!(
        page.contains("href=\"mailto:john@example.com\"") || page.contains("href=mailto:john@example.com"),
        "{page}"
    );
}

#[test]
fn ids_in_raw_html_stand_once_however_they_are_written() {
    let text = "<p id=a>One</p>\n\n<p id='a'>Two</p>\n\n<p ID=\"a\">Three</p>\n\n<p id=\"a\">Four</p>\n\n<a href=\"#a\">to it</a>\n";
    let note = "- document: memo\n  quote: One\n  note: 'A <b id=a>note</b> <b id=\"a\">of it</b>'\n";
    let book = Book::new(&[("content/documents/memo.md", text), ("content/annotations/memo.yaml", note)]);
    let run = book.run(&["build", "--message-format", "short"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
}
