//! The ways in which editors save: each is seen, at its end state, and nothing older is shown after it.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, SystemTime};

use crate::harness::{Book, rename_over};
use crate::preview::Preview;

const PATH: &str = "content/documents/memo.md";

fn text(words: &str) -> String {
    format!("# Memo\n\n1. {words}\n")
}

type Save = fn(&Path, &str);

fn in_place(path: &Path, text: &str) {
    fs::write(path, text).expect("written");
}

fn rename_away(path: &Path, text: &str) {
    fs::rename(path, path.with_file_name("memo.md~")).expect("renamed");
    fs::write(path, text).expect("written");
}

fn delete_and_create(path: &Path, text: &str) {
    fs::remove_file(path).expect("removed");
    fs::write(path, text).expect("written");
}

fn truncate_and_write(path: &Path, text: &str) {
    let mut file = File::create(path).expect("emptied");
    let (first, second) = text.split_at(text.len() / 2);
    for piece in [first, second] {
        file.write_all(piece.as_bytes()).expect("written");
        file.flush().expect("flushed");
    }
}

fn twice(path: &Path, text: &str) {
    fs::write(path, "# Memo\n\n1. Not this.\n").expect("written");
    fs::write(path, text).expect("written");
}

/// A file whose time changes after it was saved, and nothing else.
fn touched(path: &Path, text: &str) {
    fs::write(path, text).expect("written");
    File::options().write(true).open(path).and_then(|file| file.set_modified(SystemTime::now())).expect("touched");
}

/// Many files at once, some of them gone.
fn another_branch(path: &Path, text: &str) {
    let beside = |number: usize| path.with_file_name(format!("letter-{number}.md"));
    let is_there = beside(0).exists();
    for number in 0..20 {
        match is_there {
            true => fs::remove_file(beside(number)).expect("removed"),
            false => fs::write(beside(number), "A letter.\n").expect("written"),
        }
    }
    fs::write(path, text).expect("written");
}

/// A formatter that runs on the saved file, later than saves come to rest.
fn again_later(path: &Path, text: &str) {
    fs::write(path, "# Memo\n\n1. Not this.\n").expect("written");
    std::thread::sleep(Duration::from_millis(60));
    fs::write(path, text).expect("written");
}

#[test]
fn each_way_to_save_is_seen_at_its_end() {
    let book = Book::new(&[(PATH, &text("Before."))]);
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    let styles: [(&str, Save); 9] = [
        ("in place", in_place),
        ("a new file renamed over it", rename_over),
        ("the old file renamed away", rename_away),
        ("deleted and created", delete_and_create),
        ("emptied and written in pieces", truncate_and_write),
        ("two writes", twice),
        ("the same again with a later time", touched),
        ("another branch", another_branch),
        ("a write and a later one", again_later),
    ];
    for (name, save) in styles {
        // On a busy machine the steps of one save may lie further apart than saves rest; then it is done again.
        let looked = |turn: usize| {
            let (before, words) = (preview.state(), format!("By {name}, {turn}."));
            save(&book.root().join(PATH), &text(&words));
            events.until(name, || preview.shows("documents/memo.html", &words));
            preview.state() - before
        };
        let at_once = if name == "a write and a later one" { 2 } else { 1 };
        assert!((0..20).any(|turn| looked(turn) == at_once), "{name}: never in {at_once}");
    }
    preview.was_told_of_changes();
}

#[test]
fn a_message_comes_when_the_new_state_can_be_had() {
    let repeats = if std::env::var_os("BRIEFBOOK_SCRIPTS").is_some() { 200 } else { 20 };
    let book = Book::new(&[(PATH, &text("Before."))]);
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    for number in 0..repeats {
        let words = format!("State {number}.");
        rename_over(&book.root().join(PATH), &text(&words));
        assert_eq!(events.next()["what"], "reload");
        assert!(preview.shows("documents/memo.html", &words), "{words}");
    }
    preview.was_told_of_changes();
}

#[test]
fn a_burst_of_saves_ends_with_the_last() {
    let book = Book::new(&[(PATH, &text("Before."))]);
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    for number in 0..200 {
        fs::write(book.root().join(PATH), text(&format!("State {number}."))).expect("written");
        std::thread::sleep(Duration::from_millis(2));
    }
    events.until("a burst", || preview.shows("documents/memo.html", "State 199."));
    preview.was_told_of_changes();
}
