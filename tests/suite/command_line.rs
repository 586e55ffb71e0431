//! Verbs, flags, formats and exit codes.

use crate::harness::{Book, briefbook};

const MEMO: (&str, &str) = ("content/documents/memo.md", "1. The pier is old.\n\n2. It is to be repaired.\n");

#[test]
fn exit_codes_say_whose_fault_it_is() {
    let good = Book::new(&[MEMO]);
    let settings = Book::new(&[MEMO, ("briefbook.yaml", "titel: Pier\n")]);
    let content = Book::new(&[MEMO, ("content/events.yaml", "- id: pier\n  wheather: fair\n")]);
    let both =
        Book::new(&[("briefbook.yaml", "titel: Pier\n"), ("content/events.yaml", "- id: pier\n  wheather: fair\n")]);
    for (book, arguments, expected) in [
        (&good, &["build"][..], 0),
        (&good, &["check", "--strict"], 0),
        (&good, &["build", "--audience", "nobody"], 2),
        (&good, &["build", "--base-url", "example"], 2),
        (&good, &["build", "--base-url", "https://x/?q=1"], 2),
        (&good, &["build", "--base-url", "https://x/#a"], 2),
        (&good, &["build", "--frobnicate"], 2),
        (&good, &["build", "--root", "no/such/folder"], 3),
        (&good, &["build", "--output", "content/documents/memo.md/x"], 3),
        (&settings, &["build"], 2),
        (&content, &["build"], 1),
        (&both, &["build"], 2),
    ] {
        let run = book.run(arguments);
        assert_eq!(run.code, expected, "{arguments:?}\n{}{}", run.stdout, run.stderr);
    }
}

#[test]
fn a_folder_without_a_book_is_said_to_be_none() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let run = briefbook(empty.path(), &["build", "--message-format", "short"]);
    assert_eq!(run.code, 3);
    assert!(run.stdout.starts_with("error[BB020]: no book in `"), "{}", run.stdout);
}

#[test]
fn json_ends_with_a_summary_whatever_the_exit_code() {
    let book = Book::new(&[MEMO]);
    let faulty = Book::new(&[MEMO, ("content/events.yaml", "- id: pier\n  title: Pier\n  date: 1961-02-30\n")]);
    for (book, arguments, code, diagnostics) in [
        (&book, &["build"][..], 0, 0),
        (&book, &["check"], 0, 0),
        (&faulty, &["build"], 1, 1),
        (&book, &["build", "--frobnicate"], 2, 1),
        (&book, &["build", "--root", "no/such/folder"], 3, 1),
    ] {
        let run = book.run(&[arguments, &["--message-format", "json"]].concat());
        let lines = run.json();
        assert_eq!(run.code, code, "{}", run.stdout);
        let summary = lines.last().expect("a summary");
        assert_eq!(summary["type"], "summary");
        assert_eq!(summary["verb"], arguments[0]);
        assert_eq!(summary["ok"], code == 0);
        assert_eq!(summary["diagnostics"]["error"], diagnostics);
        assert_eq!(lines.len(), diagnostics + 1, "{}", run.stdout);
    }
    let line = &faulty.run(&["build", "--message-format", "json"]).json()[0];
    for (field, expected) in [("line", 3), ("col", 9), ("end_line", 3), ("end_col", 19), ("v", 1)] {
        assert_eq!(line[field], expected, "{field} of {line}");
    }
    assert_eq!((&line["code"], &line["path"]), (&"BB601".into(), &"content/events.yaml".into()));
}

#[test]
fn a_reader_who_goes_away_is_no_panic() {
    let book = Book::new(&[("content/events.yaml", &"- id: pier\n  wheather: fair\n".repeat(2000))]);
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_briefbook"))
        .args(["check", "--message-format", "short"])
        .current_dir(book.root())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
}
