//! Every key of every kind of file shows somewhere: in `tests/books/keys/every` each value is a word of its own, and the
//! book's theme shows the authors' own maps.

use std::collections::BTreeSet;
use std::path::Path;

use crate::harness::{Book, files};

/// Words that decide something else: which alias holds when, what an old reference means, what the front page's own
/// lines stand before.
const SILENT: [&str; 3] = ["word-annformer", "word-bookauthor", "word-subtitle"];

#[test]
fn every_key_is_used() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/keys/every");
    let book = Book::copy_of(&from);
    book.build();
    let text = |(path, bytes): (&String, &Vec<u8>)| format!("{path}\n{}\n", String::from_utf8_lossy(bytes));
    let made: String = files(&book.output()).iter().map(text).collect();
    let written: String = files(&from).iter().filter(|(path, _)| !path.starts_with("themes")).map(text).collect();
    let words: BTreeSet<&str> = written
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')
        .filter(|word| word.starts_with("word-") && !SILENT.contains(word))
        .collect();
    assert!(words.len() > 80, "{words:?}");
    let years: Vec<String> = (1901..=1917).map(|year| year.to_string()).collect();
    let marks = ["C4", "D5", "12.34", "56.78", "Correction", "alleged", "Digest", "Very unlikely", "Low"];
    let wanted = words.into_iter().chain(years.iter().map(String::as_str).filter(|year| *year != "1910")).chain(marks);
    let lost: Vec<&str> = wanted.filter(|word| !made.contains(word)).collect();
    assert!(lost.is_empty(), "{lost:?}");
}
