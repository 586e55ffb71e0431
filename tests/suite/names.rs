//! Ids, what they were before, and spellings of documents: what resolves, what is said, and which pages lead on.

use crate::harness::{Book, files};

const MEMO: &str = "content/documents/memo.md";
const OTHER: &str = "content/documents/other.md";
const FRONT: &str = "content/index.md";
const EVENTS: &str = "content/events.yaml";
const OUTLINE: &str = "content/objectives.yaml";

/// Files, and the lines of `check --message-format short`, cut before the help.
type Case = (&'static [(&'static str, &'static str)], &'static [&'static str]);

const CASES: &[Case] = &[
    (
        &[(MEMO, "---\nformerly: [../x, index, \"touré\", old.md, a#b]\n---\nText.\n")],
        &[
            "content/documents/memo.md:2:12: error[BB201]: `../x` cannot have been an id",
            "content/documents/memo.md:2:18: error[BB201]: `index` cannot have been an id",
            "content/documents/memo.md:2:42: error[BB201]: `a#b` cannot have been an id",
        ],
    ),
    (
        &[(MEMO, "---\nformerly: [other]\n---\nText.\n"), (OTHER, "Text.\n")],
        &["content/documents/memo.md:2:12: warning[BB212]: `other` is the id of another document"],
    ),
    (
        &[
            (MEMO, "---\nidentifier: X 1\n---\nText.\n"),
            (OTHER, "---\nidentifier: x01\n---\n[[doc:X1]]\n"),
            (FRONT, "[[doc:X1]]"),
        ],
        &[
            "content/documents/other.md:2:13: warning[BB212]: another document is cited as `x01` too",
            "content/documents/other.md:4:1: warning[BB702]: more than one document is cited as `[[doc:X1]]`",
            "content/index.md:1:1: error[BB706]: more than one document is cited as `[[doc:X1]]`",
        ],
    ),
    // Ids are themselves, even where they are one spelling.
    (&[("content/documents/m-1.md", "[[doc:m-01|one]]\n"), ("content/documents/m-01.md", "[[doc:m-1|other]]\n")], &[]),
    (
        &[(MEMO, "Text.\n"), (OUTLINE, "- { id: \"1\", title: G, objectives: [{ id: \"1\", title: O }] }\n")],
        &["content/objectives.yaml:1:43: error[BB202]: objective id `1` is taken"],
    ),
    (
        &[(MEMO, "Text.\n"), (EVENTS, "- { id: a, title: T, not_before: 2010, not_after: 2009 }\n")],
        &["content/events.yaml:1:51: error[BB602]: `not_after` ends before `not_before` begins"],
    ),
    (
        &[
            (MEMO, "Text.\n"),
            ("content/entities/e.yaml", "- { id: a, name: A, aliases: [{ text: b, since: 2010, until: 2009 }] }\n"),
        ],
        &["content/entities/e.yaml:1:62: error[BB602]: `until` ends before `since` begins"],
    ),
];

#[test]
fn what_is_said_of_names_and_periods() {
    for (texts, expected) in CASES {
        let run = Book::new(texts).run(&["check", "--message-format", "short"]);
        let lines: Vec<&str> = run.stdout.lines().map(|line| line.split(" (").next().unwrap_or(line)).collect();
        assert_eq!(lines, *expected);
    }
}

#[test]
fn old_ids_resolve_and_leave_a_page_that_leads_on() {
    let book = Book::new(&[
        (MEMO, "---\nid: new\nformerly: [old, NEW, Old]\n---\nText.\n"),
        ("content/annotations/a.yaml", "- { id: note, formerly: [note-old], document: old, note: n }\n"),
        ("content/pages/p.md", "---\nformerly: [q]\n---\nText.\n"),
        ("content/entities/e.yaml", "- { id: a, name: Al, type: place, formerly: [aa] }\n"),
        (OUTLINE, "- { id: \"1\", title: One, formerly: [\"9\"] }\n"),
        (EVENTS, "- { id: e, title: E, date: 2010, formerly: [f] }\n"),
        ("content/judgments.yaml", "- { id: j, statement: S, formerly: [k] }\n"),
        (FRONT, "[[doc:old]] [[annotation:note-old|n]] [[page:q]] [[aa]] [[objective:9]] [[event:f]] [[judgment:k]]\n"),
    ]);
    book.build();
    let made = files(&book.output());
    for (old, new) in [
        ("documents/old.html", "new.html"),
        ("pages/q.html", "p.html"),
        ("entities/place/aa.html", "a.html"),
        ("objectives/9.html", "1.html"),
    ] {
        let page = String::from_utf8_lossy(&made[old]).into_owned();
        assert!(page.contains(new), "{old}: {page}");
    }
    assert!(!made.contains_key("documents/NEW.html") && !made.contains_key("documents/Old.html"));
}

#[test]
fn an_id_without_its_kind_is_told_the_kind() {
    let book = Book::new(&[(MEMO, "Text.\n"), (EVENTS, "- { id: pier, title: T }\n"), (FRONT, "[[memo]] [[pier]]\n")]);
    let run = book.run(&["check", "--message-format", "short"]);
    for help in ["(write `[[doc:memo]]`; without a kind it is an entity)", "(write `[[event:pier]]`; "] {
        assert!(run.stdout.contains(help), "{}", run.stdout);
    }
}
