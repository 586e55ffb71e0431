//! A second build of the same does next to nothing, and anything else is built.

use std::fs;

use crate::harness::{Book, Run, files};

const MEMO: (&str, &str) = ("content/documents/memo.md", "1. The pier was mended.\n");
const NOTE: (&str, &str) =
    ("content/annotations/memo.yaml", "document: memo\nannotations:\n  - { quote: was mended, note: Why? }\n");
const MAP: (&str, &str) = ("content/static/map.svg", "<svg/>");

fn pages(run: &Run) -> (u64, u64) {
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    let summary = run.json().pop().expect("a summary");
    let count = |name: &str| summary["pages"][name].as_u64().expect("a count");
    (count("rendered"), count("reused"))
}

fn build(book: &Book, options: &[&str]) -> (u64, u64) {
    let arguments = [&["build", "--message-format", "json"], options].concat();
    pages(&book.run(&arguments))
}

#[test]
fn the_same_is_built_once() {
    let book = Book::new(&[MEMO, NOTE, MAP, ("output/.gitkeep", "")]);
    let (rendered, reused) = build(&book, &[]);
    assert!(rendered > 0 && reused == 0);
    let before = files(&book.root());
    assert_eq!(build(&book, &[]), (0, rendered));
    assert_eq!(build(&book, &["--strict"]), (0, rendered), "there was nothing to be strict about");
    assert_eq!(files(&book.root()), before);
    let said = book.run(&["build"]).stderr;
    assert!(
        said.contains(&format!("nothing has changed: {rendered} pages as built before; 1 annotation (1 exact)")),
        "{said}"
    );
}

#[test]
fn whatever_is_another_is_built() {
    let book = Book::new(&[MEMO, NOTE, MAP]);
    let output = book.root().join("output");
    let is_built = |what: &str, options: &[&str]| assert!(build(&book, options).0 > 0, "{what} made no difference");
    is_built("an empty folder", &[]);
    for (what, path, text) in [
        ("a note", NOTE.0, "document: memo\nannotations:\n  - { quote: was mended, note: How? }\n"),
        ("a static file of the same length", MAP.0, "<gvs/>"),
        ("a template", "themes/default/templates/not_found.html", "<!doctype html><title>Gone</title><p>Gone.</p>"),
        ("a new document", "content/documents/letter.md", "Another.\n"),
    ] {
        book.write(path, text);
        is_built(what, &[]);
    }
    is_built("another address", &["--base-url", "https://example.org/"]);
    is_built("--force", &["--base-url", "https://example.org/", "--force"]);
    is_built("the first address", &[]);

    let page = output.join("documents/memo.html");
    let whole = fs::read(&page).expect("a page");
    fs::write(&page, "somebody wrote here").expect("written");
    is_built("a page that somebody wrote to", &[]);
    assert_eq!(fs::read(&page).expect("a page"), whole);
    fs::remove_file(&page).expect("removed");
    is_built("a page that is gone", &[]);
    assert_eq!(fs::read(&page).expect("a page"), whole);
}

#[test]
fn what_was_complained_of_is_complained_of_again() {
    let book = Book::new(&[MEMO, ("content/documents/stray.txt", "Nothing reads this.")]);
    for _ in 0..2 {
        let run = book.run(&["build", "--message-format", "json"]);
        assert!(run.stdout.contains("BB003"), "{}", run.stdout);
        assert!(pages(&run).0 > 0);
    }
}

#[test]
fn what_a_killed_build_left_is_cleared() {
    let book = Book::new(&[MEMO]);
    build(&book, &[]);
    let left = book.root().join(".output.briefbook-new");
    fs::create_dir(&left).expect("a folder");
    fs::write(left.join("briefbook-staging"), "").expect("a mark");
    assert!(build(&book, &[]).0 > 0);
    assert!(!left.exists());
}
