//! `briefbook explain`: every text's wrong example has its fault and no other, and the mended one has none.

use std::path::Path;

use briefbook::diagnostics::{CODES, Code, Example, Explanation, explain};
use briefbook::pipeline::{self, Edition};
use rayon::prelude::*;

use crate::harness::{Book, briefbook};

/// Codes that need more of their surroundings than an example can bring, and the test that is about each.
const ELSEWHERE: &[(Code, &str)] = &[
    (Code::UnreadableFile, "diagnostics.rs: an_unreadable_file_is_named_beside_everything_else"),
    (Code::FileTooLarge, "diagnostics.rs: a_text_too_large_to_be_one_is_refused"),
    // Tests ask no host but their own.
    (Code::LinkGone, "external.rs: links_are_followed_and_reported_where_they_stand"),
    (Code::LinkMoved, "external.rs: links_are_followed_and_reported_where_they_stand"),
];

/// Codes that cannot come alone: a spelling that two documents share is reported where it is given, too.
const BESIDE: &[(Code, Code)] = &[(Code::ReferenceAmbiguous, Code::CitedAsAmbiguous)];

#[test]
fn every_example_is_true() {
    let wrong: Vec<String> = CODES.par_iter().filter_map(|entry| faults_of(entry.code).err()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn faults_of(code: Code) -> Result<(), String> {
    if let Some((_, test)) = ELSEWHERE.iter().find(|(elsewhere, _)| *elsewhere == code) {
        let (file, name) = test.split_once(": ").expect("a file and a test");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(file);
        let text = std::fs::read_to_string(path).expect("a file of the suite");
        let there = text.contains(&format!("fn {name}()")) && text.contains(&format!("[{code}]"));
        return if there { Ok(()) } else { Err(format!("{code}: {test} is not there or not about it")) };
    }
    let Explanation { wrong, right, .. } = explain(code);
    let book = Book::new(&[]);
    put(&book, &wrong);
    let found = told(&book, &wrong);
    let has = |line: &str, code: Code| line.contains(&format!("[{code}]"));
    let beside = |line: &str| BESIDE.iter().any(|(of, other)| *of == code && has(line, *other));
    let met = found.iter().any(|line| has(line, code));
    if !met || found.iter().any(|line| !has(line, code) && !beside(line)) {
        return Err(format!("{code}: the wrong example should have it alone, and has {found:#?}"));
    }
    // A preview that starts runs until it is stopped.
    if right.commands.iter().any(|command| command.contains("serve")) {
        return Ok(());
    }
    put(&book, &right);
    let commands = if right.commands.is_empty() { wrong.commands } else { right.commands };
    let found = told(&book, &Example { commands, ..Example::default() });
    if found.is_empty() { Ok(()) } else { Err(format!("{code}: the mended example has {found:#?}")) }
}

fn put(book: &Book, example: &Example) {
    for file in &example.files {
        match file.note.as_deref() {
            None => book.write(&file.path, &file.text),
            Some("gone") => std::fs::remove_file(book.root().join(&file.path)).expect("a file to remove"),
            // Its first 256 letters are those of Unicode, but for signs that no example has.
            Some("windows-1252") => {
                let bytes: Vec<u8> = file.text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
                book.write(&file.path, bytes);
            }
            Some(other) => panic!("{}: what is `{other}`?", file.path),
        }
    }
}

/// What is wrong with a book, one line each.
fn told(book: &Book, example: &Example) -> Vec<String> {
    if example.commands.is_empty() {
        let outcome = pipeline::check(&book.root(), &Edition::default());
        return outcome.diagnostics.iter().map(|fault| format!("[{}] {}", fault.code, fault.message)).collect();
    }
    let mut lines = Vec::new();
    for command in &example.commands {
        let words = command.strip_prefix("briefbook ").expect("a command of ours").split(' ');
        let run = book.run(&words.chain(["--message-format", "short"]).collect::<Vec<_>>());
        lines.extend(run.stdout.lines().filter(|line| line.contains("[BB")).map(String::from));
    }
    lines
}

#[test]
fn a_code_is_explained_as_people_type_it_and_without_a_book() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    for typed in ["BB301", "bb301", "301", "error[BB301]"] {
        let run = briefbook(empty.path(), &["explain", typed]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{typed}");
        assert!(run.stdout.starts_with("BB301, an error: a quote that stands nowhere in its document\n"), "{typed}");
        for part in ["`severity: { BB301: warning }`", "\nWrong:\n", "    | 1. The pier is old.\n", "\nRight:\n"] {
            assert!(run.stdout.contains(part), "{part:?} is not in\n{}", run.stdout);
        }
    }
    for (typed, help) in [("BB303x", "did you mean `BB303`?"), ("quotes", "`briefbook explain` lists them all")] {
        let run = briefbook(empty.path(), &["explain", typed, "--message-format", "short"]);
        let expected = format!("error[BB021]: no diagnostic has the code `{typed}` ({help})\n");
        assert_eq!((run.code, run.stdout), (2, expected));
    }
}

#[test]
fn without_a_code_all_are_listed() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let run = briefbook(empty.path(), &["explain"]);
    assert_eq!((run.code, run.stdout.lines().count()), (0, CODES.len()));
    assert!(run.stdout.contains("BB303  warning  a quote whose words have changed\n"), "{}", run.stdout);
}

#[test]
fn programs_get_explanations_as_objects() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let lines = briefbook(empty.path(), &["explain", "BB003", "--message-format", "json"]).json();
    assert_eq!(lines.len(), 2, "{lines:?}");
    let explanation = &lines[0];
    assert_eq!((&explanation["v"], &explanation["type"]), (&1.into(), &"explanation".into()));
    for (field, expected) in
        [("code", "BB003"), ("severity", "warning"), ("meaning", "a file lies where nothing reads it")]
    {
        assert_eq!(explanation[field], expected);
    }
    assert_eq!(explanation["adjustable"], true);
    assert_eq!(explanation["wrong"]["files"][0]["path"], "content/documents/memo.txt");
    assert_eq!(explanation["right"]["files"][0]["note"], "gone");
    assert_eq!((&lines[1]["type"], &lines[1]["verb"]), (&"summary".into(), &"explain".into()));
    let lines = briefbook(empty.path(), &["explain", "--message-format", "json"]).json();
    assert_eq!((lines.len(), &lines[0]["type"]), (CODES.len() + 1, &"code".into()));
}

/// `docs/diagnostics.md`, as the table of codes has it.
fn table() -> String {
    let mut out = String::from(
        "# Diagnostics\n\nEvery fault that briefbook reports has one of these codes; a number is never used again for another. \
         Where the last column\nsays so, `severity: { BB301: warning }` in `briefbook.yaml` lowers or raises it; every warning can be raised by \
         `--strict`.\n`briefbook explain CODE` shows the text behind the link.\n\n<!-- Made by `UPDATE_EXPECTED=1 cargo test --test suite explaining`. -->\n\n\
         | code | severity | meaning | adjustable |\n| --- | --- | --- | --- |\n",
    );
    for entry in CODES {
        let code = entry.code;
        let adjustable = if entry.adjustable { "yes" } else { "" };
        out.push_str(&format!(
            "| [{code}](../src/diagnostics/explain/{code}.md) | {} | {} | {adjustable} |\n",
            entry.severity.word(),
            entry.meaning
        ));
    }
    out
}

#[test]
fn the_table_of_codes_in_the_documentation_is_true() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, table()).expect("the table");
    }
    let there = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        there == table(),
        "docs/diagnostics.md is not true; make it anew with `UPDATE_EXPECTED=1 cargo test --test suite explaining`"
    );
}
