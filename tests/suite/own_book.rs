//! Our own book, built and read by another parser.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use briefbook::model::Stance;
use scraper::{Html, Selector};

use crate::harness::{Book, briefbook, files, times};

/// Links and ids of a page.
struct Page {
    ids: Vec<String>,
    links: Vec<String>,
}

fn build(output: &Path) -> serde_json::Value {
    let output = output.to_str().expect("UTF-8");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = briefbook(root, &["build", "--strict", "--output", output, "--message-format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    run.json().pop().expect("a summary")
}

fn read(bytes: &[u8]) -> Page {
    let html = Html::parse_document(std::str::from_utf8(bytes).expect("UTF-8"));
    let values = |name: &str| -> Vec<String> {
        let selector = Selector::parse(&format!("[{name}]")).expect("a selector");
        html.select(&selector).filter_map(|element| element.attr(name)).map(String::from).collect()
    };
    Page { ids: values("id"), links: [values("href"), values("src")].concat() }
}

/// The path that a relative link leads to from a page.
fn follow(page: &str, link: &str) -> String {
    let mut folders: Vec<&str> = page.split('/').collect();
    folders.pop();
    for part in link.split('/') {
        match part {
            ".." => assert!(folders.pop().is_some(), "{link} on {page} leaves the site"),
            "." => {}
            part => folders.push(part),
        }
    }
    folders.join("/")
}

#[test]
fn every_link_and_anchor_resolves_and_ids_are_unique() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("site");
    build(&output);
    let site = files(&output);
    let pages: BTreeMap<&str, Page> = site
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), read(bytes)))
        .collect();
    let mut broken = Vec::new();
    let mut links = 0;
    for (path, page) in &pages {
        let unique: BTreeSet<&String> = page.ids.iter().collect();
        assert_eq!(unique.len(), page.ids.len(), "ids of {path} are not unique");
        let inside = |link: &&String| !["mailto:", "data:"].iter().any(|scheme| link.starts_with(scheme));
        for link in page.links.iter().filter(|link| !link.contains("://")).filter(inside) {
            links += 1;
            let (file, anchor) =
                link.split_once('#').map_or((link.as_str(), None), |(file, anchor)| (file, Some(anchor)));
            let target = if file.is_empty() { path.to_string() } else { follow(path, file) };
            let found = site.contains_key(&target);
            let anchored = anchor.is_none_or(|anchor| {
                pages.get(target.as_str()).is_some_and(|page| page.ids.iter().any(|id| id == anchor))
            });
            if !found || !anchored {
                broken.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(links > 1000, "only {links} links");
    assert!(broken.is_empty(), "{} broken links:\n{}", broken.len(), broken.join("\n"));
}

#[test]
fn the_book_is_as_large_as_it_should_be() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let output = folder.path().join("site");
    let summary = build(&output);
    let site = files(&output);
    let below =
        |start: &str| site.keys().filter(|path| path.starts_with(start) && !path.ends_with("index.html")).count();
    assert_eq!(below("documents/"), 5);
    assert!(below("entities/") >= 130, "{} entities", below("entities/"));
    let ids = |path: &str, start: &str| read(&site[path]).ids.iter().filter(|id| id.starts_with(start)).count();
    assert!(ids("chronology.html", "event-") >= 45, "{} events", ids("chronology.html", "event-"));
    let html = Html::parse_document(&String::from_utf8_lossy(&site["matrix.html"]));
    let selector = Selector::parse("tr a[href^='objectives/']").expect("a selector");
    let objectives: BTreeSet<&str> = html.select(&selector).filter_map(|link| link.attr("href")).collect();
    assert!(objectives.len() >= 10, "{objectives:?}");
    let exact = summary["annotations"]["exact"].as_u64().unwrap_or(0);
    assert!(exact >= 80, "{summary}");
    for state in ["drifted", "ambiguous", "orphaned"] {
        assert_eq!(summary["annotations"][state], 0, "{summary}");
    }
}

#[test]
fn every_objective_rests_on_something_or_says_where_it_was_looked_for() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = briefbook::source::disk::read_book(root).expect("our own book");
    let (raw, _) = briefbook::load::load(&files, &briefbook::load::Memory::default());
    let settings = briefbook::settings::read(&files.sources, files.settings.expect("our settings"), &files.statics).0;
    let audience = settings.default_audience;
    let memory = briefbook::resolve::Memory::default();
    let (book, faults) = briefbook::resolve::resolve(raw, &files.sources, settings, audience, &memory);
    assert!(faults.is_empty(), "{faults:?}");
    let counted = book.evidence.iter().filter(|link| link.stance != Stance::Context);
    assert!(book.evidence.len() >= 80 && counted.count() >= 70, "{} links", book.evidence.len());
    for (at, objective) in (0u32..).zip(&book.objectives) {
        let linked = book.evidence.iter().any(|link| link.objective.0 == at && link.stance != Stance::Context);
        assert!(linked || !objective.looked.is_empty(), "{}", objective.id);
    }
    for entity in &book.entities {
        let background = entity.description.as_ref().is_some_and(|prose| prose.markdown.contains("background"));
        assert!(!entity.mentions.is_empty() || background, "{} is never mentioned", entity.id);
    }
}

#[test]
fn building_twice_gives_the_same_bytes_and_keeps_times() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    build(&one);
    build(&two);
    assert_eq!(files(&one), files(&two), "two builds of the same book");
    let before = times(&one);
    let again = build(&one);
    assert_eq!(times(&one), before);
    assert_eq!(again["pages"]["written"], 0, "{again}");
}

#[test]
fn the_order_of_work_does_not_show() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let book = Book::our_own();
    let one = folder.path().join("one");
    build(&one);
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_briefbook"))
        .env("RAYON_NUM_THREADS", "1")
        .arg("build")
        .current_dir(book.root())
        .status()
        .expect("the program starts");
    assert!(run.success());
    assert_eq!(files(&one), files(&book.output()), "one thread or many, here or elsewhere");
}
