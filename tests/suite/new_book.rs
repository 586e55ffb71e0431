//! `init`, and the book it makes.

use std::fs;

use crate::harness::briefbook;

#[test]
fn a_new_book_builds_without_a_warning() {
    let here = tempfile::tempdir().expect("a temporary folder");
    let made = briefbook(here.path(), &["init", "demo"]);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let built = briefbook(here.path(), &["build", "--root", "demo", "--strict", "--message-format", "short"]);
    assert_eq!((built.code, built.stdout.as_str()), (0, ""), "{}", built.stderr);
    let page = fs::read_to_string(here.path().join("demo/output/documents/harbour-letter.html")).expect("the document's page");
    for part in ["annotation-grain-lost", "The one loss that the letter puts a number to", "<mark"] {
        assert!(page.contains(part), "{part} is not in\n{page}");
    }
    assert!(fs::read_to_string(here.path().join("demo/output/index.html")).expect("a front page").contains("Demo"));
}

#[test]
fn a_book_is_never_overwritten() {
    let here = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(briefbook(here.path(), &["init", "demo"]).code, 0);
    let settings = here.path().join("demo/briefbook.yaml");
    fs::write(&settings, "title: Mine\n").expect("the settings");
    let again = briefbook(here.path(), &["init", "demo"]);
    assert_eq!(again.code, 2);
    assert!(again.stderr.contains("is a book already"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&settings).expect("the settings"), "title: Mine\n");
}

#[test]
fn a_title_that_yaml_would_misread_is_quoted() {
    let here = tempfile::tempdir().expect("a temporary folder");
    for (name, title) in [("no", "No"), ("1.10", "1.10"), ("a: b # c", "A: b # c"), ("[x]", "[x]")] {
        assert_eq!(briefbook(here.path(), &["init", "--", name]).code, 0, "{name}");
        let built = briefbook(here.path(), &["build", "--strict", "--root", name]);
        assert_eq!(built.code, 0, "{name}: {}", built.stderr);
        let front = fs::read_to_string(here.path().join(name).join("output/index.html")).expect("a front page");
        let front = scraper::Html::parse_document(&front);
        let words: String = front.root_element().text().collect();
        assert!(words.contains(title), "{title} is not in {words}");
    }
}
