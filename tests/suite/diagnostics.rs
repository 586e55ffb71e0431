//! Every folder of `tests/books/diagnostics` is a book with faults and what a person is told about them.
//!
//! `expected.txt` has the lines of `check --message-format short`, then the exit code. Set `UPDATE_EXPECTED=1` to write
//! them anew, and read what changed.

use std::fs;
use std::path::Path;

use crate::harness::{Book, Run};

fn told(run: &Run) -> String {
    format!("{}exit {}\n", run.stdout, run.code)
}

#[test]
fn every_faulty_book_gets_exactly_its_messages() {
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/diagnostics");
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for entry in fs::read_dir(&books).expect("the books") {
        let folder = entry.expect("a book").path();
        let book = Book::copy_of(&folder.join("book"));
        let told = told(&book.run(&["check", "--message-format", "short"]));
        let file = folder.join("expected.txt");
        if update {
            fs::write(&file, &told).expect("the expectation");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        if told != expected {
            wrong.push(format!("{}\nexpected:\n{expected}told:\n{told}", folder.display()));
        }
        seen += 1;
    }
    assert!(seen >= 20, "only {seen} books");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_unreadable_file_is_named_beside_everything_else() {
    let book = Book::new(&[("content/events.yaml", "- id: pier\n  title: The pier\n  date: 1961-13\n")]);
    // A folder where a file is expected cannot be read as one, whoever runs the test.
    #[cfg(unix)]
    {
        fs::create_dir_all(book.root().join("content/documents")).expect("a folder");
        std::os::unix::fs::symlink("nowhere", book.root().join("content/documents/lost.md")).expect("a link");
        let run = book.run(&["build", "--message-format", "short"]);
        assert_eq!(run.code, 1, "{run:?}");
        assert!(run.stdout.contains("content/documents/lost.md: error[BB001]: "), "{}", run.stdout);
        assert!(run.stdout.contains("content/events.yaml:3:9: error[BB601]: "), "{}", run.stdout);
    }
}

#[test]
fn a_text_too_large_to_be_one_is_refused() {
    let book = Book::new(&[("content/documents/everything.md", "")]);
    let file = fs::File::options().write(true).open(book.root().join("content/documents/everything.md"));
    // A hole: no disk space is used.
    file.and_then(|file| file.set_len(65 * 1024 * 1024)).expect("a large file");
    let run = book.run(&["check", "--message-format", "short"]);
    let expected = "content/documents/everything.md: error[BB004]: `content/documents/everything.md` is larger than 8 MB (split it into several files)\n";
    assert_eq!((run.code, run.stdout.as_str()), (1, expected));
}

#[test]
fn people_see_the_line_and_a_caret() {
    let book = Book::new(&[("content/events.yaml", "- id: pier\n  title: The pier\n  date: 1961-02-29\n")]);
    let run = book.run(&["check"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    for part in ["error[BB601]", "content/events.yaml:3:9", "  date: 1961-02-29", "^^^^^^^^^^"] {
        assert!(run.stderr.contains(part), "{part} is not in\n{}", run.stderr);
    }
}

#[test]
fn strict_turns_warnings_into_a_failure() {
    let books = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/diagnostics");
    let book = Book::copy_of(&books.join("drifted_quote/book"));
    assert_eq!(book.run(&["check"]).code, 0);
    assert_eq!(book.run(&["check", "--strict"]).code, 1);
    assert_eq!(book.run(&["build", "--strict"]).code, 1);
    assert!(!book.output().exists(), "nothing is published");
}

#[test]
#[cfg(unix)]
fn files_with_a_dot_are_copied_and_odd_ones_told() {
    let book = Book::new(&[
        ("content/documents/memo.md", "1. The pier is old.\n"),
        ("content/static/.htaccess", "Options -Indexes\n"),
        ("content/static/.well-known/security.txt", "Contact: nobody\n"),
        ("content/static/b.bak", "b"),
        ("content/static/b.txt~", "b"),
        ("content/static/.git/config", "[core]\n"),
    ]);
    let run = book.run(&["build", "--message-format", "short"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{run:?}");
    for (path, there) in
        [(".htaccess", true), (".well-known/security.txt", true), ("b.bak", true), ("b.txt~", false), (".git", false)]
    {
        assert_eq!(book.root().join("output").join(path).exists(), there, "{path}");
    }
    let pipe = book.root().join("content/static/pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    fs::create_dir_all(book.root().join("briefbook.yaml")).expect("a folder");
    let run = book.run(&["check", "--message-format", "short"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stdout.contains("content/static/pipe: warning[BB003]: "), "{}", run.stdout);
    assert!(run.stdout.contains("briefbook.yaml: error[BB001]: `briefbook.yaml` is a folder"), "{}", run.stdout);
}
