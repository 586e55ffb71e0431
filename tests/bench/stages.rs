//! How long each stage takes on made-up books of growing size: `cargo bench --bench stages [-- DOCUMENTS...]`.
//!
//! Machines differ and are noisy, so what counts is how a column grows: twice the documents should take twice the time.

mod made_up;

use std::time::{Duration, Instant};

use briefbook::model::Audience;
use briefbook::render::templates::Theme;
use briefbook::settings::Settings;
use briefbook::source::BookFiles;
use briefbook::{load, render, resolve, site};
use rayon::prelude::*;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![500, 1000, 2000] } else { sizes };
    println!(
        "{:>9} {:>9} {:>9} {:>9} {:>9} {:>9}   milliseconds",
        "documents", "load", "resolve", "render", "minify", "pages"
    );
    for documents in sizes {
        measure(documents);
    }
}

fn measure(documents: usize) {
    let texts = made_up::book(documents);
    let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let files = BookFiles::from_texts(&texts);
    let settings = Settings::default();
    let ((raw, faults), load) = timed(|| load::load(&files, &settings));
    assert!(faults.is_empty(), "{faults:?}");
    let ((book, faults), resolve) = timed(|| resolve::resolve(raw, &files.sources, settings, Audience(0)));
    assert!(faults.is_empty(), "{faults:?}");
    let (theme, _) = Theme::new(&[]);
    let keys = render::pages(&book, &theme);
    let (pages, render) = timed(|| {
        let page = |key| render::pages::render(&book, &theme, key).expect("the built-in theme renders");
        keys.par_iter().map(page).collect::<Vec<_>>()
    });
    let (_, minify) = timed(|| pages.par_iter().filter(|page| site::minify(page).is_ok()).count());
    let [load, resolve, render, minify] = [load, resolve, render, minify].map(|time| time.as_millis());
    println!("{documents:>9} {load:>9} {resolve:>9} {render:>9} {minify:>9} {:>9}", keys.len());
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let made = work();
    (made, start.elapsed())
}
