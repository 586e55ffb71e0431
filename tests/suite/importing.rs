//! `import`: raw texts through the program, into a book and out of it again.

use std::fs;
use std::path::Path;

use crate::harness::{Book, briefbook, files, sources, times};

const CABLE: &str = "\
DE RUEHHV #0042/01 1020905
R 120905Z APR 79
FM AMEMBASSY HAVEN
TO SECSTATE WASHDC 0456
C O N F I D E N T I A L HAVEN 000042
E.O. 12065: DECL: 04/12/1985
TAGS: EWWT
SUBJECT: THE PIER IS OLD

1.(C) The pier is
old.

HAVEN 00000042 002 OF 002

2. (C) It is to be
repaired.

CLERK
";

/// A cable without a header of its own, from the same station.
const PARTIAL: &str = "DE RUEHHV #0043/01 1030905\nR 130905Z APR 79\n\n1. (U) The pier costs \\$5 ?\nsome say more.\n";

const MEMO: &str = "The cost of the pier\n\n12 April 1961\n\nThe work cannot begin\nbefore the summer.\n";

/// A book, and texts beside it.
fn book(texts: &[(&str, &[u8])]) -> Book {
    let book = Book::new(&[("content/index.md", "The harbour.\n")]);
    for (name, bytes) in texts {
        book.write(&format!("../raw/{name}"), bytes);
    }
    book
}

fn read(book: &Book, path: &str) -> String {
    fs::read_to_string(book.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn texts_become_documents_with_originals_and_records() {
    let book = book(&[("a.txt", CABLE.as_bytes()), ("b.txt", PARTIAL.as_bytes()), ("c.txt", MEMO.as_bytes())]);
    let run = book.run(&["import", "../raw/a.txt", "../raw/b.txt", "../raw/c.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("`../raw/a.txt` is now `content/documents/79haven42.md`"), "{}", run.stderr);
    assert!(run.stderr.contains("removed, line 13 (page headers): HAVEN 00000042 002 OF 002"), "{}", run.stderr);
    assert!(run.stderr.contains("line 4: a question mark seems to stand for a dash"), "{}", run.stderr);
    let cable = read(&book, "content/documents/79haven42.md");
    assert!(cable.ends_with("\n---\n1. (C) The pier is old.\n\n2. (C) It is to be repaired.\n"), "{cable}");
    // The other cable says where this one is from, although it is read after it.
    let partial = read(&book, "content/documents/79haven43.md");
    assert!(partial.contains("origin: Embassy Haven\n") && partial.contains("costs $5 ?"), "{partial}");
    assert_eq!(read(&book, "content/originals/79haven43.txt"), PARTIAL);
    assert!(read(&book, "content/originals/79haven42.record.yaml").contains("words: HAVEN 00000042 002 OF 002"));
    assert!(read(&book, "content/documents/the-cost-of-the-pier.md").contains("date: 1961-04-12\n"));
    book.build();
    let page = read(&book, "output/documents/79haven42.html");
    assert!(page.contains("id=\"p2\"") || page.contains("id=p2"), "{page}");
}

#[test]
fn importing_again_changes_nothing_and_the_order_of_files_neither() {
    let texts: [(&str, &[u8]); 3] =
        [("a.txt", CABLE.as_bytes()), ("b.txt", PARTIAL.as_bytes()), ("c.txt", MEMO.as_bytes())];
    let book = self::book(&texts);
    let content = || book.root().join("content");
    assert_eq!(book.run(&["import", "../raw/a.txt", "../raw/b.txt", "../raw/c.txt"]).code, 0);
    let (first, time) = (files(&content()), times(&content()));
    let again = book.run(&["import", "../raw/a.txt", "../raw/b.txt", "../raw/c.txt"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(again.stderr.contains("3 unchanged"), "{}", again.stderr);
    assert_eq!((files(&content()), times(&content())), (first.clone(), time));

    let other = self::book(&texts);
    assert_eq!(other.run(&["import", "../raw/c.txt", "../raw/b.txt", "../raw/a.txt"]).code, 0);
    assert_eq!(files(&other.root().join("content")), first);
}

#[test]
fn what_an_author_wrote_is_never_overwritten() {
    let book = book(&[("c.txt", MEMO.as_bytes())]);
    let path = "content/documents/the-cost-of-the-pier.md";
    book.write(path, "My own words.\n");
    let refused = book.run(&["import", "../raw/c.txt", "--message-format", "short"]);
    assert_eq!(refused.code, 1);
    assert!(
        refused.stdout.contains(&format!("error[BB031]: `../raw/c.txt` is not imported: `{path}` is there already")),
        "{}",
        refused.stdout
    );
    assert_eq!(read(&book, path), "My own words.\n");
    assert!(!book.root().join("content/originals").exists());

    assert_eq!(book.run(&["import", "--force", "../raw/c.txt"]).code, 0);
    let imported = read(&book, path);
    book.write(path, imported.replace("summer", "autumn"));
    let kept = book.run(&["import", "../raw/c.txt"]);
    assert_eq!(kept.code, 0, "{}", kept.stderr);
    assert!(kept.stderr.contains("was edited since and stays"), "{}", kept.stderr);
    assert!(read(&book, path).contains("autumn"));
    assert_eq!(book.run(&["import", "--force", "../raw/c.txt"]).code, 0);
    assert_eq!(read(&book, path), imported);
}

#[test]
fn a_file_that_fails_does_not_stop_the_others() {
    let large = vec![b'a'; 21 * 1024 * 1024];
    let book = book(&[
        ("empty", b""),
        ("binary", b"pier \0\x01\x02 pier"),
        ("paper.pdf", b"%PDF-1.4 pier"),
        ("large", &large),
        ("one.txt", b"The pier\n\nis old, as all piers are."),
        ("two.txt", b"The Pier\n\nis new, as no pier is."),
        ("good.txt", MEMO.as_bytes()),
        ("date.txt", b"R 320905Z APR 79\nUNCLAS HAVEN 000042\n\n1. (U) The pier."),
    ]);
    let names = ["empty", "binary", "paper.pdf", "large", "one.txt", "two.txt", "good.txt", "date.txt", "missing", "."];
    let paths: Vec<String> = names.iter().map(|name| format!("../raw/{name}")).collect();
    let run = book.run(
        &[&["import", "--message-format", "json"], &paths.iter().map(String::as_str).collect::<Vec<_>>()[..]].concat(),
    );
    assert_eq!(run.code, 1, "{}", run.stdout);
    let lines = run.json();
    let of = |kind: &str| lines.iter().filter(|line| line["type"] == kind).collect::<Vec<_>>();
    let imported: Vec<_> = of("import").iter().map(|line| line["file"].as_str().expect("a name")).collect();
    assert_eq!(imported, ["../raw/date.txt", "../raw/good.txt"]);
    let message = |name: &str| {
        let found = of("diagnostic").into_iter().find(|line| line["path"] == format!("../raw/{name}").as_str());
        found.unwrap_or_else(|| panic!("{name}"))["message"].as_str().expect("a message").to_string()
    };
    for (name, words) in [
        ("empty", "this file is empty"),
        ("binary", "this is a binary file, not a text"),
        ("paper.pdf", "this is a PDF, not a text"),
        ("large", "this file is larger than 20 MB"),
        ("one.txt", "it would make the document `the-pier`, as `../raw/two.txt` would"),
        ("two.txt", "it would make the document `the-pier`, as `../raw/one.txt` would"),
        ("date.txt", "`R 320905Z APR 79` is no date that can be"),
        ("missing", "cannot be read"),
        (".", "it is a folder"),
    ] {
        assert!(message(name).contains(words), "{}", message(name));
    }
    assert_eq!(lines.last().expect("a summary")["verb"], "import");
    let written = files(&book.root().join("content"));
    assert_eq!(written.keys().filter(|path| path.starts_with("documents/")).count(), 2, "{:?}", written.keys());
    assert!(written.keys().all(|path| !path.contains(".tmp")), "{:?}", written.keys());
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    let book = book(&[("a.txt", CABLE.as_bytes())]);
    let before = files(&book.root());
    let run = book.run(&["import", "--dry-run", "../raw/a.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("2. (C) It is to be repaired."), "{}", run.stdout);
    assert!(run.stderr.contains("would become") && run.stderr.contains("page headers"), "{}", run.stderr);
    assert_eq!(files(&book.root()), before);
    let json = book.run(&["import", "--dry-run", "--kind", "plain", "../raw/a.txt", "--message-format", "json"]).json();
    assert_eq!((&json[0]["state"], &json[0]["kind"]), (&"planned".into(), &"plain".into()));
    assert!(json[0]["document"].as_str().expect("a document").starts_with("---\n"));
}

/// Names that are no UTF-8 look the same when they are printed.
#[test]
#[cfg(target_os = "linux")]
fn files_whose_names_look_the_same_keep_their_own_bytes() {
    use std::ffi::OsString;
    use std::os::unix::ffi::OsStringExt;
    let book = book(&[("c.txt", MEMO.as_bytes())]);
    let mut arguments = vec![OsString::from("import")];
    for (letter, text) in
        [(0xfe, "The pier\n\nis old, as all piers are."), (0xff, "The quay\n\nis new, as no quay is.")]
    {
        let name = OsString::from_vec([b"../raw/a".as_slice(), &[letter], b".txt"].concat());
        fs::write(book.root().join(&name), text).expect("written");
        arguments.push(name);
    }
    let run = briefbook(&book.root(), &arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (id, words) in [("the-pier", "is old"), ("the-quay", "is new")] {
        assert!(read(&book, &format!("content/originals/{id}.txt")).contains(words), "{id}");
    }
    book.build();
}

#[test]
fn nothing_is_half_written() {
    let book = book(&[("c.txt", MEMO.as_bytes())]);
    // The document cannot be put in place, since a folder has its name.
    book.write("content/documents/the-cost-of-the-pier.md/x", "");
    let before = files(&book.root());
    let run = book.run(&["import", "../raw/c.txt"]);
    assert_eq!(run.code, 3, "{}", run.stderr);
    assert_eq!(files(&book.root()), before);
}

/// Words that stand in the texts and are no part of a document.
const NOISE: &[&str] = &[
    "World Headlines",
    "Save The Children",
    "Omicron",
    "how-to read a cable",
    "002 OF 004",
    "003 OF 004",
    "004 OF 004",
    "FOR PUBLIC RELEASE",
    "Table of Contents",
    "Advertisement",
    "uses cookies",
    "Akismet",
    "Adblock",
    "Leave a Comment",
    "You may also like",
    "LSI Keywords",
    "Related Search Terms",
];

fn import_all(folder: &Path) -> Book {
    let book = Book::new(&[("content/index.md", "Five texts.\n")]);
    let mut names: Vec<String> = files(folder).into_keys().filter(|name| name.ends_with(".txt")).collect();
    names.reverse();
    let paths: Vec<String> = names.iter().map(|name| folder.join(name).display().to_string()).collect();
    let arguments = [
        &["import", "--objectives", "content/objectives.yaml"],
        &paths.iter().map(String::as_str).collect::<Vec<_>>()[..],
    ]
    .concat();
    let run = briefbook(&book.root(), &arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    book
}

/// Quotations picked by hand out of the two cables, across line ends and page headers.
const QUOTES: &str = r#"annotations:
  - { document: 09bamako387, at: p1, quote: "are rapidly tarnishing Mali's image", note: a }
  - { document: 09bamako387, at: p1, quote: "the margins of The recent TSCTP conference", note: b }
  - { document: 09bamako387, at: p2, quote: "also shared concerns stemming from AQIM's execution of British hostage Edwin Dyer", note: c }
  - { document: 09bamako387, at: p3, quote: 'In another part of the conversation ATT remarked "AQIM are not choir boys."', note: d }
  - { document: 09bamako387, at: p7, quote: "would be composed in part of the former rebels re-integrated into the army", note: e }
  - { document: 09bamako387, at: p10, quote: "a growing sense of isolation as AQIM's activities in Mali increase", note: f }
  - { document: 09bamako387, quote: "AQIM Destroying Mali's Model Image", note: g }
  - { document: 09bamako643, at: p1, quote: "remittances constitute a sizeable portion of Mali's foreign exchange earnings", note: h }
  - { document: 09bamako643, at: p11, quote: "because the project bore no relation to the Embassy's strategic goals", note: i }
  - { document: 09bamako643, quote: "The Government sees an Opportunity", note: j }
"#;

#[test]
#[ignore = "needs texts that are no part of this repository: BRIEFBOOK_SOURCES"]
fn the_five_texts_become_a_book() {
    let book = import_all(&sources());
    book.write("content/annotations/quotes.yaml", QUOTES);
    let run = book.run(&["build", "--message-format", "json"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    let summary = run.json().pop().expect("a summary");
    assert_eq!(summary["annotations"]["exact"], 10, "{}", run.stdout);
    let documents = files(&book.root().join("content/documents"));
    assert_eq!(documents.len(), 5, "{:?}", documents.keys());
    for (id, paragraphs, marking) in [("09bamako387", 10, "(C)"), ("09bamako643", 11, "(SBU)")] {
        let text = read(&book, &format!("content/documents/{id}.md"));
        let (_, body) = text.split_once("\n---\n").expect("front matter");
        let heads: Vec<String> = (1..=paragraphs).map(|number| format!("{number}. {marking} ")).collect();
        let found: Vec<&str> = body.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).collect();
        assert_eq!(found.len(), heads.len(), "{body}");
        assert!(found.iter().zip(&heads).all(|(line, head)| line.starts_with(head.as_str())), "{body}");
    }
    let objectives = read(&book, "content/objectives.yaml");
    let begins = |head: &str| objectives.lines().filter(|line| line.starts_with(head)).count();
    // Three goals with nine objectives, and the management objective beside them.
    assert_eq!((begins("- id:"), begins("  - id:")), (4, 9), "{objectives}");
    let cable = read(&book, "content/documents/09bamako643.md");
    assert!(cable.contains("origin: Embassy Bamako\n") && cable.contains("date: 2009-10-06T11:53Z\n"), "{cable}");
    for (path, bytes) in files(&book.output()).into_iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = scraper::Html::parse_document(&String::from_utf8(bytes).expect("UTF-8"));
        let text = page.root_element().text().collect::<String>();
        for noise in NOISE {
            assert!(!text.contains(noise), "{noise} is on {path}");
        }
    }
}

#[test]
fn a_file_named_twice_is_read_once_and_not_refused() {
    let book = book(&[("a.txt", CABLE.as_bytes())]);
    let run = book.run(&["import", "../raw/a.txt", "../raw/../raw/a.txt"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stderr.contains("1 imported"), "{}", run.stderr);
    assert!(!run.stderr.contains("refused"), "{}", run.stderr);
}
