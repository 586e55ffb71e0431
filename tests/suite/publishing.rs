//! When the output changes, and when it stays.

use std::fs;

use crate::harness::{Book, files, times};

const MEMO: (&str, &str) = ("content/documents/memo.md", "1. The pier is old.\n\n2. It is to be repaired.\n");

#[test]
fn one_document_is_a_book() {
    let book = Book::new(&[MEMO]);
    book.build();
    let made = files(&book.output());
    for path in [
        "index.html",
        "documents/index.html",
        "documents/memo.html",
        "matrix.html",
        "404.html",
        "robots.txt",
        ".nojekyll",
    ] {
        assert!(made.contains_key(path), "{path} is not in {:?}", made.keys());
    }
    let page = String::from_utf8_lossy(&made["documents/memo.html"]).into_owned();
    let page = scraper::Html::parse_document(&page);
    let block = scraper::Selector::parse("[id=p2]").expect("a selector");
    let words: String = page.select(&block).flat_map(|block| block.text()).collect();
    assert!(words.contains("It is to be repaired."), "{words}");
}

#[test]
fn building_again_changes_nothing() {
    let book = Book::new(&[MEMO]);
    book.build();
    let (bytes, before) = (files(&book.output()), times(&book.output()));
    let again = book.run(&["build", "--message-format", "json"]);
    assert_eq!(again.json().last().expect("a summary")["pages"]["written"], 0);
    assert_eq!(files(&book.output()), bytes);
    assert_eq!(times(&book.output()), before);
}

#[test]
fn a_faulty_book_leaves_the_site_as_it_was() {
    let book = Book::new(&[MEMO]);
    book.build();
    let (bytes, before) = (files(&book.output()), times(&book.output()));
    book.write("content/documents/other.md", "1. A new document.\n");
    book.write("content/events.yaml", "- id: pier\n  title: Pier\n  date: 1961-02-30\n");
    assert_eq!(book.run(&["build"]).code, 1);
    assert_eq!(files(&book.output()), bytes);
    assert_eq!(times(&book.output()), before);
    let mut beside: Vec<_> =
        fs::read_dir(book.root()).expect("the book").map(|entry| entry.expect("an entry").file_name()).collect();
    beside.sort();
    assert_eq!(beside, [".briefbook", "content", "output"], "nothing is left beside the site but the note on it");
}

#[test]
fn check_writes_nothing() {
    let book = Book::new(&[MEMO]);
    let before = files(&book.root());
    assert_eq!(book.run(&["check"]).code, 0);
    assert_eq!(files(&book.root()), before);
}

#[test]
fn what_is_gone_from_the_book_goes_from_the_site_and_other_files_stay() {
    let book =
        Book::new(&[MEMO, ("content/documents/other.md", "1. A new document.\n"), ("content/static/a.txt", "a\n")]);
    book.build();
    assert!(book.output().join("a.txt").exists());
    fs::write(book.output().join("CNAME"), "example.org\n").expect("a file of somebody else's");
    fs::remove_file(book.root().join("content/documents/other.md")).expect("the document");
    book.build();
    assert!(!book.output().join("documents/other.html").exists());
    assert!(book.output().join("CNAME").exists());
}

#[test]
fn output_and_root_are_relative_to_the_current_folder() {
    let book = Book::new(&[MEMO]);
    fs::create_dir(book.root().join("content/deep")).expect("a folder");
    let run = crate::harness::briefbook(&book.root().join("content"), &["build", "--output", "../site"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(book.root().join("site/index.html").exists());
    assert!(!book.output().exists());
}

#[test]
fn a_book_wider_than_its_matrix_has_no_broken_links() {
    let book = Book::new(&[("content/objectives.yaml", "- id: \"1\"\n  title: The pier is mended\n")]);
    for number in 0..=300 {
        book.write(&format!("content/documents/d{number}.md"), "1. The pier was mended.\n");
        let note = format!(
            "document: d{number}\nannotations:\n  - quote: The pier was mended\n    evidence: [{{ objective: \"1\", stance: supports }}]\n"
        );
        book.write(&format!("content/annotations/d{number}.yaml"), note);
    }
    let run = book.run(&["check", "--strict", "--message-format", "short"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
}

#[test]
fn a_note_without_a_place_leads_to_its_objective_and_to_no_cell() {
    let book = Book::new(&[
        ("briefbook.yaml", "severity: { BB301: warning }\n"),
        ("content/objectives.yaml", "- { id: x, title: The pier is mended }\n"),
        (
            "content/annotations/d0.yaml",
            "document: d0\nannotations:\n  - quote: The ferry sank in a storm off the mole\n    evidence: [{ objective: x, stance: supports }]\n",
        ),
    ]);
    // So many that documents without evidence have no column.
    for number in 0..=40 {
        book.write(&format!("content/documents/d{number}.md"), "1. The pier was mended.\n");
    }
    let run = book.run(&["check", "--message-format", "short"]);
    let told: Vec<&str> = run.stdout.lines().collect();
    assert!(run.code == 0 && told.len() == 1 && told[0].contains("BB301"), "{}", run.stdout);
}

#[test]
fn a_link_that_leads_nowhere_is_told_once_though_paper_repeats_it() {
    let book = Book::new(&[("content/pages/method.md", "---\ntitle: Method\n---\n<a href=\"gone.html\">x</a>\n")]);
    let run = book.run(&["build", "--message-format", "short"]);
    let faults: Vec<&str> = run.stdout.lines().filter(|line| line.contains("gone.html")).collect();
    assert_eq!((run.code, faults.len()), (1, 1), "{run:?}");
    assert!(faults[0].starts_with("content/pages/method.md:4:10: error[BB704]: "), "{faults:?}");
}
