//! Files that are copied as they are, and links to them.

use crate::harness::{Book, files};

const LINKS: &str =
    "[report](static/report.pdf), [map](static/maps/map%20one.png), ![map](../static/maps/map%20one.png).\n";

#[test]
fn static_files_go_to_the_root_of_the_site() {
    let book = Book::new(&[
        ("content/documents/memo.md", "The pier.\n"),
        ("content/pages/method.md", LINKS),
        ("content/static/report.pdf", "pdf"),
        ("content/static/maps/map one.png", "png"),
        ("content/static/CNAME", "example.org"),
    ]);
    book.build();
    let made = files(&book.output());
    assert_eq!((made["CNAME"].as_slice(), made["report.pdf"].as_slice()), (&b"example.org"[..], &b"pdf"[..]));
    let page = String::from_utf8_lossy(&made["pages/method.html"]).into_owned();
    for address in ["../report.pdf", "../maps/map%20one.png"] {
        assert!(page.contains(address), "{address} is not in {page}");
    }
}

#[test]
fn one_path_from_two_sources_is_an_error_of_both_verbs() {
    for (path, why) in [
        ("content/static/documents/Memo.html", "which another file makes"),
        ("content/static/index.html", "which another file makes"),
        ("content/static/assets/a.css", "a name that briefbook keeps for itself"),
        ("content/static/data/book.json", "a name that briefbook keeps for itself"),
        ("content/static/_site", "a name that briefbook keeps for itself"),
    ] {
        let book = Book::new(&[("content/documents/memo.md", "The pier.\n"), (path, "x")]);
        for verb in ["check", "build"] {
            let run = book.run(&[verb, "--message-format", "short"]);
            assert_eq!(run.code, 1, "{verb} {path}: {}", run.stdout);
            let start = format!("{path}: error[BB707]: ");
            assert!(run.stdout.starts_with(&start) && run.stdout.contains(why), "{verb}: {}", run.stdout);
        }
    }
}

const NAMED: &str = "---\noriginal: { file: scans/memo.txt }\n---\nThe pier.\n";
const HALF: &str = "---\naudience: public\noriginal: { file: half.txt }\nwithhold: [{ at: b1, audience: internal }]\n---\nThe pier.\n\nMore.\n";

#[test]
fn originals_are_published_only_when_a_setting_says_so_and_whole_documents_name_them() {
    let settings = "audiences: [public, internal]\n";
    let book = Book::new(&[
        ("briefbook.yaml", settings),
        ("content/documents/memo.md", NAMED),
        ("content/documents/half.md", HALF),
        ("content/documents/by-name.md", "---\noriginal: { file: deep.txt }\n---\nThe pier.\n"),
        ("content/originals/scans/memo.txt", "original"),
        ("content/originals/half.txt", "half"),
        ("content/originals/a/deep.txt", "deep"),
        ("content/originals/nobodys.txt", "nobody"),
    ]);
    book.build();
    assert!(!files(&book.output()).keys().any(|path| path.contains("originals")));
    book.write("briefbook.yaml", format!("{settings}publish_originals: true\n"));
    book.build();
    let made = files(&book.output());
    let originals: Vec<&String> = made.keys().filter(|path| path.starts_with("originals")).collect();
    assert_eq!(originals, ["originals/a/deep.txt", "originals/scans/memo.txt"]);
    let page = String::from_utf8_lossy(&made["documents/memo.html"]).into_owned();
    assert!(page.contains("../originals/scans/memo.txt"), "the record leads to it: {page}");
    let sum = "0682c5f2076f099c34cfdd15a9e063849ed437a49677e6fcc5b4198c76575be5";
    assert!(page.contains(sum), "its checksum is shown although the front matter has none: {page}");
}
