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
    let page =
        fs::read_to_string(here.path().join("demo/output/documents/harbour-letter.html")).expect("the document's page");
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

#[test]
fn a_theme_is_begun_in_a_new_book_and_in_one_that_is_there() {
    let here = tempfile::tempdir().expect("a temporary folder");
    assert_eq!(briefbook(here.path(), &["init", "demo", "--theme", "mine"]).code, 0);
    let book = here.path().join("demo");
    fs::create_dir_all(book.join("content/pages")).expect("a folder");
    fs::write(book.join("content/pages/method.md"), "How it was done.\n").expect("a page");
    for (name, code) in [("second", 0), ("second", 2), ("default", 2), ("../out", 2)] {
        assert_eq!(briefbook(&book, &["init", "--theme", name]).code, code, "{name}");
    }
    let built = briefbook(&book, &["build", "--strict", "--message-format", "short"]);
    assert_eq!((built.code, built.stdout.as_str()), (0, ""), "{}", built.stderr);
    let sheet = fs::read_to_string(book.join("output/assets/theme.css")).expect("its style sheet");
    assert!(sheet.contains("--link"), "{sheet}");
    let page = fs::read_to_string(book.join("output/pages/method.html")).expect("a page");
    assert!(page.contains("../assets/theme.css"), "{page}");
    assert_eq!(page.matches("../index.html").count(), 2, "the theme's template has the way home: {page}");
    let settings = fs::read_to_string(book.join("briefbook.yaml")).expect("settings");
    assert!(settings.ends_with("theme: mine\n"), "{settings}");
}
