//! Twenty faults of different kinds in one book: twenty diagnostics at the exact places, in one run, in each format.
//!
//! `tests/books/seeded/*.txt` have what is printed. Set `UPDATE_EXPECTED=1` to write them anew, and read what changed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::Book;

/// What is wrong: a code, a file and the very words that the report has to underline.
const SEEDS: &[(&str, &str, &str)] = &[
    // Settings.
    ("BB010", "briefbook.yaml", "langauge"),
    // YAML.
    ("BB101", "content/judgments.yaml", "\t"),
    ("BB102", "content/entities/people.yaml", "name"),
    ("BB103", "content/events.yaml", "titel"),
    ("BB106", "content/annotations/memo.yaml", "#3 is meant"),
    // Ids.
    ("BB201", "content/events.yaml", "the pier"),
    ("BB202", "content/entities/people.yaml", "Mayor"),
    // Front matter.
    ("BB203", "content/documents/letter.md", "---"),
    ("BB208", "content/documents/memo.md", "good"),
    // Markdown.
    ("BB205", "content/documents/memo.md", "2."),
    ("BB206", "content/documents/memo.md", "{#told}"),
    // Quotes.
    ("BB301", "content/annotations/memo.yaml", "nobody has repaired the lighthouse since the flood"),
    (
        "BB303",
        "content/annotations/memo.yaml",
        "The work can not begin before the summer of next year, since no money is set aside for it",
    ),
    // References and links.
    ("BB501", "content/events.yaml", "\"1.2\""),
    ("BB701", "content/index.md", "[[doc:memmo]]"),
    ("BB704", "content/pages/method.md", "#sources"),
    // Dates.
    ("BB601", "content/documents/memo.md", "1961-02-29"),
    ("BB602", "content/events.yaml", "1962/1961"),
    // Templates: reached through two of them, and in one that extends another.
    ("BB801", "themes/mine/templates/arms.html", "bok"),
    ("BB801", "themes/mine/templates/page.html", "titel"),
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/books/seeded")
}

#[test]
fn every_seed_is_found_at_its_words_and_nothing_else() {
    let book = Book::copy_of(&folder().join("book"));
    let lines = book.run(&["check", "--message-format", "json"]).json();
    let mut found: Vec<(String, String, String)> = Vec::new();
    for line in lines.iter().filter(|line| line["type"] == "diagnostic") {
        let text = |field: &str| line[field].as_str().expect("words").to_string();
        let number = |field: &str| usize::try_from(line[field].as_u64().expect("a number")).expect("small");
        let file = fs::read_to_string(book.root().join(text("path"))).expect("the file");
        assert_eq!(number("line"), number("end_line"), "{line}");
        let row = file.lines().nth(number("line") - 1).expect("the line");
        let words = row.chars().skip(number("col") - 1).take(number("end_col") - number("col")).collect();
        found.push((text("code"), text("path"), words));
    }
    let mut seeds: Vec<_> =
        SEEDS.iter().map(|(code, path, words)| (code.to_string(), path.to_string(), words.to_string())).collect();
    seeds.sort();
    found.sort();
    assert_eq!(found, seeds);
    assert_eq!(seeds.len(), 20);
}

#[test]
fn each_format_says_what_it_is_expected_to() {
    let book = Book::copy_of(&folder().join("book"));
    for format in ["human", "short", "json", "github"] {
        let run = book.run(&["check", "--quiet", "--message-format", format]);
        assert_eq!(run.code, 2, "a fault of the settings weighs most");
        let told = without_time(&(run.stdout + &run.stderr));
        let file = folder().join(format!("{format}.txt"));
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&file, &told).expect("the expectation");
        }
        let expected = fs::read_to_string(&file).unwrap_or_default();
        assert!(told == expected, "{format}, expected:\n{expected}\ntold:\n{told}");
    }
}

/// How long a run took is never the same.
fn without_time(told: &str) -> String {
    match told.rsplit_once("\"ms\":") {
        Some((before, _)) => format!("{before}\"ms\":0}}\n"),
        None => told.to_string(),
    }
}

#[test]
fn a_broken_template_hides_no_fault_of_another() {
    let book = Book::new(&[
        ("briefbook.yaml", "theme: mine\n"),
        ("content/documents/memo.md", "1. The pier is old.\n"),
        ("content/pages/method.md", "How it was done.\n"),
        ("themes/mine/templates/document.html", "{% include \"head.html\" %}\n{{ title }"),
        ("themes/mine/templates/head.html", "<h1>{{ tittle }}</h1>"),
        ("themes/mine/templates/page.html", "{% include \"head.html\" %}{% include \"foot.html\" %}"),
        ("themes/mine/templates/foot.html", "{{ 1 | uper }}"),
        ("themes/mine/templates/index.html", "{% extends \"defualt/index.html\" %}"),
    ]);
    let run = book.run(&["check", "--message-format", "short"]);
    let expected = "\
themes/mine/templates/document.html:2:10: error[BB801]: found `}` but expected `}}` (mend the template, or delete it to have the built-in one back)
themes/mine/templates/foot.html:1:8: error[BB801]: unknown filter `uper` (did you mean `upper`?)
themes/mine/templates/index.html:1:13: error[BB801]: no template `defualt/index.html` to extend (did you mean `default/index.html`?)
";
    assert_eq!(run.stdout, expected);
}
