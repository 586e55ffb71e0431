//! `check` says everything that `build` does, at the same places, and writes nothing; `--strict` and `severity:`.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::{Book, Run, files};

/// Every book of `tests/books`: a folder with settings or content in it.
fn books() -> Vec<PathBuf> {
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books")];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        if folder.join("content").is_dir() || folder.join("briefbook.yaml").is_file() {
            found.push(folder);
            continue;
        }
        let entries = fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path());
        open.extend(entries.filter(|path| path.is_dir()));
    }
    found.sort();
    found
}

/// What a run says is wrong, one object each.
fn diagnostics(run: &Run) -> Vec<serde_json::Value> {
    run.json().into_iter().filter(|line| line["type"] == "diagnostic").collect()
}

/// Checks a book, then builds it, and compares.
fn compare(book: &Book, what: &str) {
    let before = files(&book.root());
    let check = book.run(&["check", "--message-format", "json"]);
    assert_eq!(files(&book.root()), before, "{what}: `check` wrote something");
    let build = book.run(&["build", "--message-format", "json"]);
    assert_eq!(diagnostics(&check), diagnostics(&build), "{what}");
    assert_eq!(check.code, build.code, "{what}");
}

#[test]
fn check_says_what_build_says_and_writes_nothing() {
    let books = books();
    assert!(books.len() > 20, "only {} books", books.len());
    for folder in books {
        compare(&Book::copy_of(&folder), &folder.display().to_string());
    }
}

#[test]
fn what_shows_only_in_the_finished_site_is_checked_too() {
    let book = Book::new(&[
        ("content/index.md", "<a href=\"#gone\">Gone</a>\n"),
        ("content/static/aux.txt", "a device name"),
        ("content/static/map/a.svg", "<svg><image href=\"b.png\"/></svg>"),
        ("content/static/Map/b.png", "a folder that differs by case"),
        ("content/static/chronology/x.html", "<p id=a><p id=a><a href=\"y.html\">y</a>"),
        ("content/static/style.css", "p { background: url(none.png) }"),
    ]);
    compare(&book, "paths and links");
    let run = book.run(&["check", "--message-format", "short"]);
    let codes = ["BB704", "BB707"].map(|code| run.stdout.matches(&format!("[{code}]")).count());
    assert_eq!(codes, [4, 2], "{}", run.stdout);
    let unplaced = run.stdout.lines().filter(|line| line.starts_with("error")).count();
    assert_eq!(unplaced, 0, "{}", run.stdout);
}

#[test]
fn severities_are_those_of_the_settings_and_strict_counts_warnings() {
    let memo = ("content/documents/memo.md", "1. The pier is old.\n");
    let note = "document: memo\nannotations:\n  - { quote: The lighthouse is new, note: Nobody else says so. }\n";
    let orphan = ("content/annotations/memo.yaml", note);
    let stray = ("content/documents/notes.txt", "x");
    for (settings, others, arguments, code, published) in [
        ("", orphan, &["build"][..], 1, false),
        ("severity: { BB301: warning }\n", orphan, &["build"], 0, true),
        ("severity: { BB301: warning }\n", orphan, &["build", "--strict"], 1, false),
        ("severity: { BB301: warning }\n", orphan, &["check", "--strict"], 1, false),
        ("", stray, &["build"], 0, true),
        ("severity: { BB003: error }\n", stray, &["build"], 1, false),
        ("severity: { BB003: error }\n", stray, &["check"], 1, false),
        // Syntax is never lowered; to say so is a fault of the settings.
        ("severity: { BB101: warning }\n", ("content/events.yaml", "- id: \"x\n"), &["check"], 2, false),
    ] {
        let book = Book::new(&[memo, others, ("briefbook.yaml", settings)]);
        let run = book.run(arguments);
        assert_eq!((run.code, book.output().exists()), (code, published), "{settings}{arguments:?}\n{}", run.stderr);
    }
}

#[test]
fn no_code_of_syntax_can_be_lowered() {
    for entry in briefbook::diagnostics::CODES.iter().filter(|entry| !entry.adjustable) {
        let settings = format!("severity: {{ {}: warning }}\n", entry.code);
        let book = Book::new(&[("briefbook.yaml", &settings), ("content/index.md", "x\n")]);
        let run = book.run(&["check", "--message-format", "short"]);
        let lowered = entry.severity == briefbook::diagnostics::Severity::Error;
        assert_eq!(run.stdout.contains("[BB013]"), lowered, "{}", run.stdout);
    }
}
