//! OUT-4: a build killed at any moment leaves exactly one whole site, and the next one cleans up.
//!
//! `BRIEFBOOK_SEED=7` takes another seed than the one that is printed, `BRIEFBOOK_KILLS=500` so many kills.

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::harness::{Book, files};

type Site = BTreeMap<String, Vec<u8>>;

/// Two editions of a book that share some files, differ in some and each have some of their own.
fn write(book: &Book, edition: usize) {
    let _ = fs::remove_dir_all(book.root().join("content"));
    for number in 0..30 {
        let text = if number % 3 == 0 { "The pier is old.".into() } else { format!("The pier is {edition}.") };
        book.write(&format!("content/static/{}/{number}.txt", number % 4), text.repeat(200));
        book.write(&format!("content/static/only-{edition}/{number}.txt"), "x");
    }
    book.write("content/documents/memo.md", format!("1. The pier was mended {edition} times.\n"));
    book.write(&format!("content/documents/letter-{edition}.md"), "1. The pier is old.\n");
}

fn number(variable: &str, otherwise: usize) -> usize {
    std::env::var(variable).ok().and_then(|number| number.parse().ok()).unwrap_or(otherwise)
}

/// Starts a build and kills it after a time; gives whether it was still running.
fn kill_after(book: &Book, time: Duration) -> bool {
    let mut command = Command::new(env!("CARGO_BIN_EXE_briefbook"));
    command.current_dir(book.root()).args(["build", "--quiet"]).stdout(Stdio::null()).stderr(Stdio::null());
    let mut build = command.spawn().expect("the program starts");
    std::thread::sleep(time);
    let running = build.try_wait().expect("a state").is_none();
    let _ = build.kill();
    build.wait().expect("an end");
    running
}

/// What lies beside the site in the book's folder.
fn beside(book: &Book) -> Vec<String> {
    let entries = fs::read_dir(book.root()).expect("the book").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    // What the output was built from is noted there, and never anything of a site.
    names.retain(|name| name != ".briefbook");
    names.sort();
    names
}

#[test]
fn out_4_a_killed_build_leaves_one_whole_site() {
    let (seed, kills) = (number("BRIEFBOOK_SEED", 20_261_123), number("BRIEFBOOK_KILLS", 50));
    println!("seed {seed}");
    let mut dice = Dice(seed as u64);
    let book = Book::new(&[]);
    let sites: Vec<Site> = (0..2)
        .map(|edition| {
            write(&book, edition);
            book.build();
            files(&book.output())
        })
        .collect();
    assert!(sites[0] != sites[1]);
    let mut span = timed_build(&book);
    let (mut old, mut killed, mut changed) = (1, 0, 0);
    let mut kill = 0;
    while killed < kills {
        kill += 1;
        assert!(kill < kills * 20, "seed {seed}: builds end before they are killed");
        let new = dice.below(2);
        write(&book, new);
        let micros = usize::try_from(span.as_micros()).expect("a short time").max(1);
        killed += usize::from(kill_after(&book, Duration::from_micros(dice.below(micros) as u64)));
        let found = files(&book.output());
        let whole = sites.iter().position(|site| *site == found);
        let whole = whole.unwrap_or_else(|| panic!("seed {seed}, kill {kill}: {}", differences(&sites, &found)));
        assert!(whole == old || whole == new, "seed {seed}, kill {kill}: neither the old site nor the new one");
        changed += usize::from(whole != old);
        old = whole;
        // Often enough the next build is killed as well.
        if dice.below(2) == 0 {
            span = timed_build(&book);
            assert!(files(&book.output()) == sites[new], "seed {seed}, kill {kill}: the next build mends all");
            assert_eq!(beside(&book), ["content", "output"], "seed {seed}, kill {kill}: nothing is left beside");
            old = new;
        }
    }
    println!("{killed} of {kill} builds killed, {changed} of all had put the new site in place");
}

fn timed_build(book: &Book) -> Duration {
    let began = Instant::now();
    book.build();
    began.elapsed()
}

fn differences(sites: &[Site], found: &Site) -> String {
    let of = |site: &Site| {
        let paths = site.keys().chain(found.keys()).filter(|path| site.get(*path) != found.get(*path));
        paths.cloned().collect::<Vec<_>>().join(" ")
    };
    sites.iter().map(|site| format!("differs from a whole site in {}", of(site))).collect::<Vec<_>>().join("; ")
}
