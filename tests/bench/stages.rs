//! How long each stage takes on made-up books of growing size: `cargo bench --bench stages [-- DOCUMENTS...]`.
//!
//! Machines differ and are noisy, so what counts is how a column grows: twice the documents should take twice the time.

#![expect(clippy::print_stdout, reason = "a benchmark is run to be read")]

#[path = "../suite/dice.rs"]
mod dice;
mod made_up;

use std::time::Instant;

use briefbook::model::{Audience, Book};
use briefbook::render::templates::Theme;
use briefbook::settings::Settings;
use briefbook::source::BookFiles;
use briefbook::{load, render, resolve, site};
use rayon::prelude::*;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![500, 1000, 2000] } else { sizes };
    println!("milliseconds; `again` is the median after one note was edited");
    let columns = ["documents", "load", "resolve", "again", "render", "minify", "pages"];
    println!("{}", columns.map(|column| format!("{column:>9}")).join(" "));
    for documents in sizes {
        let row = measure(documents);
        println!("{}", row.map(|cell| format!("{cell:>9}")).join(" "));
    }
}

/// What is kept between two builds.
#[derive(Default)]
struct Memory {
    load: load::Memory,
    resolve: resolve::Memory,
}

fn measure(documents: usize) -> [u128; 7] {
    let mut texts = made_up::book(documents);
    let memory = Memory::default();
    let (_, times) = book(&texts, &memory);
    let mut turn = |number: usize| {
        let edited = &mut texts.last_mut().expect("a book has files").1;
        *edited = edited.replacen("note: A note", &format!("note: {number} A note"), 1);
        book(&texts, &memory)
    };
    let mut again: Vec<u128> = (0..9).map(|number| turn(number).1.iter().sum()).collect();
    again.sort_unstable();
    let book = turn(9).0;

    let (theme, _) = Theme::new(&[]);
    let keys = render::pages(&book, &theme);
    let (pages, render) = timed(|| {
        let page = |key| render::pages::render(&book, &theme, key).expect("the built-in theme renders");
        keys.par_iter().map(page).collect::<Vec<_>>()
    });
    let (_, minify) = timed(|| pages.par_iter().filter(|page| site::minify(page).is_ok()).count());
    let [load, resolve] = times;
    [documents as u128, load, resolve, again[again.len() / 2], render, minify, keys.len() as u128]
}

/// A book out of its files, and how long loading and resolving took.
fn book(texts: &[(String, String)], memory: &Memory) -> (Book, [u128; 2]) {
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let files = BookFiles::from_texts(&texts);
    let ((raw, faults), load) = timed(|| load::load(&files, &memory.load));
    assert!(faults.is_empty(), "{faults:?}");
    let settings = Settings::default();
    let resolve = || resolve::resolve(raw, &files.sources, settings, Audience(0), &memory.resolve);
    let ((book, faults), resolve) = timed(resolve);
    assert!(faults.is_empty(), "{faults:?}");
    (book, [load, resolve])
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, u128) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed().as_millis())
}
