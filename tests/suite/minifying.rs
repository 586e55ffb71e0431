//! Minifying changes no page of any book of the tests: read by another parser, each is what it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use scraper::{ElementRef, Html, Selector};

use crate::harness::{Book, files};

/// Every folder below `tests/books` that has a book in it.
fn books(folder: &Path, found: &mut Vec<PathBuf>) {
    if folder.join("content").is_dir() {
        found.push(folder.to_path_buf());
        return;
    }
    for entry in fs::read_dir(folder).expect("the books") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            books(&path, found);
        }
    }
}

/// The pages of a book, minified or not; nothing for one that has faults.
fn pages(book: &Book, settings: &str, minify: bool, audience: Option<&str>) -> Option<BTreeMap<String, String>> {
    book.write("briefbook.yaml", format!("{settings}\nminify: {minify}\n"));
    let arguments = audience.map(|name| vec!["--audience", name]).unwrap_or_default();
    let run = book.run(&[&["build", "--quiet"], &arguments[..]].concat());
    let html = |(path, bytes): (String, Vec<u8>)| Some((path, String::from_utf8(bytes).ok()?));
    let pages = files(&book.output()).into_iter().filter(|(path, _)| path.ends_with(".html")).filter_map(html);
    (run.code == 0).then(|| pages.collect())
}

/// The elements of a page in order, each with its attributes in order.
fn elements(page: &Html) -> Vec<String> {
    let every = Selector::parse("*").expect("a selector");
    let of = |element: ElementRef<'_>| {
        let viewport = element.attr("name") == Some("viewport");
        let value = |name: &str, value: &str| match name {
            "class" => value.split_whitespace().collect::<Vec<_>>().join(" "),
            "content" if viewport => value.replace(", ", ","),
            _ => value.to_string(),
        };
        let mut attributes: Vec<_> = element.value().attrs().map(|(name, words)| (name, value(name, words))).collect();
        // A class of nothing is none.
        attributes.retain(|(name, value)| *name != "class" || !value.is_empty());
        attributes.sort_unstable();
        format!("{} {attributes:?}", element.value().name())
    };
    page.select(&every).map(of).collect()
}

/// Words of elements: exactly, or with white space as a browser shows it; between blocks it shows none.
fn words(page: &Html, which: &str, exactly: bool) -> Vec<String> {
    let which = Selector::parse(which).expect("a selector");
    let blocks =
        Selector::parse("p, div, ul, ol, dl, li, table, details, blockquote, section, header, h2, h3, h4, pre, svg");
    let blocks = blocks.expect("a selector");
    let of = |element: ElementRef<'_>| {
        let text: String = element.text().collect();
        if exactly { text } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
    };
    page.select(&which).filter(|element| exactly || element.select(&blocks).next().is_none()).map(of).collect()
}

#[test]
fn no_page_of_any_book_is_changed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = Vec::new();
    books(&root.join("tests/books"), &mut folders);
    let mut made: Vec<(String, Book)> =
        folders.iter().map(|from| (from.display().to_string(), Book::copy_of(from))).collect();
    made.push(("our own".into(), Book::our_own()));
    let (mut compared, mut smaller) = (0, 0);
    for (name, book) in &made {
        let settings = fs::read_to_string(book.root().join("briefbook.yaml")).unwrap_or_default();
        let audiences = if settings.contains("secret]") { vec![None, Some("secret")] } else { vec![None] };
        for audience in audiences {
            let Some(plain) = pages(book, &settings, false, audience) else { continue };
            let small = pages(book, &settings, true, audience).expect("it was built a moment ago");
            assert_eq!(plain.keys().collect::<Vec<_>>(), small.keys().collect::<Vec<_>>(), "{name}");
            for (path, plain) in &plain {
                let small = &small[path];
                let (before, after) = (Html::parse_document(plain), Html::parse_document(small));
                let (one, other) = (elements(&before), elements(&after));
                let change = one.iter().zip(&other).find(|(one, other)| one != other);
                assert!(change.is_none() && one.len() == other.len(), "{path} of {name}: {change:?}");
                for exact in ["pre", "mark", "textarea", "title"] {
                    assert_eq!(words(&before, exact, true), words(&after, exact, true), "{exact} on {path} of {name}");
                }
                for block in ["p", "li", "h1", "h2", "h3", "td", "th", "dd", "dt", "a", "code", ".blk"] {
                    assert_eq!(
                        words(&before, block, false),
                        words(&after, block, false),
                        "{block} on {path} of {name}"
                    );
                }
                assert!(
                    small.contains("</html>") && small.contains("</body>") && small.contains("<head>"),
                    "{path}: tags stay"
                );
                compared += 1;
                smaller += usize::from(small.len() < plain.len());
            }
        }
    }
    assert!(compared > 80, "only {compared} pages");
    assert!(smaller > compared / 2, "only {smaller} of {compared} pages are smaller");
}

#[test]
fn a_preview_is_not_minified() {
    let book = Book::our_own();
    let preview = crate::preview::Preview::of(&book, &[]);
    assert!(preview.get("index.html").1.contains("\n<body"), "lines stay apart");
}
