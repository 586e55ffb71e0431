//! A site with words that its readers may not see is never put in place.

use std::path::Path;

use crate::harness::{Book, files};

fn withheld() -> Book {
    Book::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/editions/withheld"))
}

fn page(words: &str) -> String {
    format!("{{% extends \"default/page.html\" %}}{{% block main %}}{{{{ super() }}}}{words}{{% endblock %}}\n")
}

/// Each secret as a theme could bring it into a page, and the place where it is withheld.
const LEAKS: &[(&str, &str)] = &[
    ("<p>zzhush-body of Mali</p>", "content/documents/zzhush-doc.md:"),
    ("<p>ZZHUSH-<b>body</b> of</p>", "content/documents/zzhush-doc.md:"),
    ("<p>&#122;zhush-footnote</p>", "content/"),
    ("<p title=\"zzhush-quotation\">x</p>", "content/documents/open.md:"),
    ("<a href=\"https://example.org/?q=zzhush%2Dheading\">x</a>", "content/documents/open.md:"),
    ("<p>zzhush-orphanquote</p>", "content/annotations/a.yaml:7:"),
    ("<p>zzhush-filenote</p>", "content/annotations/b.yaml:4:"),
    ("<p>zzhush-eventtitle</p>", "content/events.yaml:2:"),
    ("<p>zzhush-objtitle</p>", "content/objectives.yaml:2:"),
    ("<p>zzhush-goaltitle</p>", "content/objectives.yaml:3:"),
    ("<p>zzhush-subtitle</p>", "content/objectives.yaml:3:"),
    ("<p>zzhush-wording</p>", "content/objectives.yaml:1:"),
    ("<p>zzhush-search</p>", "content/objectives.yaml:1:"),
    ("<p>zzhush-judgment</p>", "content/judgments.yaml:2:"),
    ("<p>zzhush-pagebody</p>", "content/pages/zzhush-page.md:6:1"),
    ("<p>zzhush-oldpage</p>", "content/pages/zzhush-page.md:4:"),
    ("<p>zzhush-annex</p>", "content/static/annex/zzhush-annex.txt: "),
    ("<p>zzhush-original</p>", "content/"),
    ("<p>zzhush-entity</p>", "content/"),
    ("<p>zzhush-withheldann</p>", "content/annotations/a.yaml:3:"),
];

#[test]
fn a_leak_of_the_theme_is_found_and_nothing_is_written() {
    let book = withheld();
    for (words, place) in LEAKS {
        book.write("themes/default/templates/page.html", page(words));
        for verb in ["check", "build"] {
            let run = book.run(&[verb, "--audience", "public", "--message-format", "short"]);
            let found = run.stdout.lines().any(|line| line.starts_with(place) && line.contains("error[BB902]"));
            assert!(run.code == 1 && found, "{verb} {words}: {}{}", run.stdout, run.stderr);
            assert!(run.stdout.contains("`pages/open.html`"), "the file is named: {}", run.stdout);
        }
        assert!(!book.output().exists(), "nothing is put in place: {words}");
        let run = book.run(&["check", "--audience", "internal", "--message-format", "short"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "whose readers may see it: {words}");
    }
}

#[test]
fn leaks_are_found_in_style_sheets_words_and_copied_files() {
    for (path, text, place) in [
        ("themes/default/static/extra.css", "p::before { content: \"zzhush-\\71 uotation\"; }", "open.md"),
        ("themes/default/static/extra.json", r#"{"a": "zzhush\u002dquotation"}"#, "open.md"),
        ("themes/default/static/extra.txt", "zzhush-quotation", "open.md"),
        ("themes/default/words/en.yaml", "nav_documents: zzhush-quotation\n", "open.md"),
        ("content/static/long.txt", LONG, "long.md"),
        ("content/static/large.txt", &format!("{}{LONG}", "\n".repeat(17 << 20)), "long.md"),
        ("content/static/large.json", &format!("[{}\"{LONG}\"]", " ".repeat(17 << 20)), "long.md"),
    ] {
        let book = withheld();
        book.write("content/documents/long.md", format!("---\naudience: internal\n---\n{LONG}"));
        book.write(path, text);
        let run = book.run(&["check", "--audience", "public", "--message-format", "short"]);
        assert!(
            run.code == 1 && run.stdout.contains("error[BB902]") && run.stdout.contains(place),
            "{path}: {}",
            run.stdout
        );
    }
}

const LONG: &str = "We met the old harbour master behind the third warehouse at dawn.\n";

#[test]
fn what_is_visible_elsewhere_is_no_leak() {
    let book = Book::new(&[
        ("briefbook.yaml", "audiences: [public, internal]\n"),
        (
            "content/documents/secret.md",
            "---\naudience: internal\ndate: 2009-03-12\n---\nOn 12 March 2009 Amadou Keita met the Board in Bamako, says the cable.\n",
        ),
        ("content/documents/open.md", "---\ndate: 2009-03-12\n---\nAmadou Keita met the Board.\n"),
        ("content/documents/more.md", "What happened in Bamako, says the cable.\n"),
        (
            "content/entities/all.yaml",
            "- { id: keita, name: Amadou Keita, type: person }\n- { id: board, name: the Board, type: organisation }\n",
        ),
        ("content/events.yaml", "- { id: met, title: Amadou Keita, date: 2009-03-12, entities: [keita, board] }\n"),
    ]);
    let run = book.run(&["build", "--audience", "public", "--strict", "--message-format", "short"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    assert!(!files(&book.output()).keys().any(|path| path.contains("secret")));
}

#[test]
fn what_was_meant_as_front_matter_is_not_for_all() {
    let memo = "\n---\naudience: internal\n---\nThe money lies behind the red door.\n";
    let book = Book::new(&[("briefbook.yaml", "audiences: [public, internal]\n"), ("content/documents/memo.md", memo)]);
    for (audience, shown) in [("public", false), ("internal", true)] {
        let run = book.run(&["build", "--audience", audience]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(files(&book.output()).contains_key("documents/memo.html"), shown, "{audience}");
    }
}
