//! The ways in which editors save: each is seen, at its end state, and nothing older is shown after it.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::harness::Book;
use crate::preview::Preview;

const PATH: &str = "content/documents/memo.md";

fn text(words: &str) -> String {
    format!("# Memo\n\n1. {words}\n")
}

type Save = fn(&Path, &str);

fn in_place(path: &Path, text: &str) {
    fs::write(path, text).expect("written");
}

fn rename_over(path: &Path, text: &str) {
    let beside = path.with_file_name(".memo.md.new");
    fs::write(&beside, text).expect("written");
    fs::rename(beside, path).expect("renamed");
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

/// A formatter that runs on the saved file, later than saves come to rest.
fn again_later(path: &Path, text: &str) {
    fs::write(path, "# Memo\n\n1. Not this.\n").expect("written");
    std::thread::sleep(Duration::from_millis(60));
    fs::write(path, text).expect("written");
}

#[test]
fn each_way_to_save_is_seen_once_and_at_its_end() {
    let book = Book::new(&[(PATH, &text("Before."))]);
    let preview = Preview::of(&book, &["--watch"]);
    let events = preview.events();
    let styles: [(&str, Save, bool); 7] = [
        ("in place", in_place, true),
        ("a new file renamed over it", rename_over, true),
        ("the old file renamed away", rename_away, true),
        ("deleted and created", delete_and_create, true),
        ("emptied and written in pieces", truncate_and_write, true),
        ("two writes", twice, true),
        ("a write and a later one", again_later, false),
    ];
    for (name, save, at_once) in styles {
        let began = Instant::now();
        save(&book.root().join(PATH), &text(&format!("By {name}.")));
        let took = began.elapsed();
        let count = events.until(name, || preview.shows("documents/memo.html", &format!("By {name}.")));
        // On a busy machine the steps may be further apart than saves rest.
        if at_once && took < Duration::from_millis(8) {
            assert_eq!(count, 1, "{name}: one save, one new state");
        }
    }
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
    let count = events.until("a burst", || preview.shows("documents/memo.html", "State 199."));
    assert!(count < 20, "{count} states for saves without rest");
}
