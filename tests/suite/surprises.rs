//! What YAML does to authors who do not know it: each surprise is named, at its place, with what to write instead.

use briefbook::pipeline::{self, Edition};
use rayon::prelude::*;

use crate::harness::Book;

const EVENTS: &str = "content/events.yaml";
const NOTES: &str = "content/annotations/memo.yaml";
const LETTER: &str = "content/documents/letter.md";

/// A file, what stands in it, and all that is said of it.
type Case = (&'static str, &'static str, &'static [&'static str]);

const CASES: &[Case] = &[
    // Faults of the grammar.
    (
        EVENTS,
        "- id: pier\n  title: The pier\n\tdate: 1961\n",
        &["3:1 error BB101 a tab where YAML takes spaces only | indent with spaces"],
    ),
    (
        EVENTS,
        "- id: pier\n  title: The pier: a beginning\n  date: 1961\n",
        &[
            "2:18 error BB101 the value of `title` has `: ` in it, which begins another key | put it in quotation marks: `title: \"The pier: a beginning\"`",
        ],
    ),
    (
        EVENTS,
        "- id: pier\n  title: The \"old\" pier: a beginning\n  date: 1961\n",
        &[
            "2:24 error BB101 the value of `title` has `: ` in it, which begins another key | put it in quotation marks: `title: 'The \"old\" pier: a beginning'`",
        ],
    ),
    (
        EVENTS,
        "- id: pier\n  title: “The pier: a beginning”\n  date: 1961\n",
        &[
            "2:19 error BB101 the value of `title` has `: ` in it, which begins another key | put it in quotation marks: `title: \"The pier: a beginning\"`; YAML knows only straight ones",
        ],
    ),
    (
        EVENTS,
        "- id: pier\n  title: @pier\n  date: 1961\n",
        &[
            "2:10 error BB101 a value cannot begin with `@` | put the whole value in quotation marks, or in a block after `|`",
        ],
    ),
    (
        EVENTS,
        "- id: pier\n  title: `pier`\n  date: 1961\n",
        &[
            "2:10 error BB101 a value cannot begin with a backtick | put the whole value in quotation marks, or in a block after `|`",
        ],
    ),
    (
        EVENTS,
        "- id: pier\n  title: - the pier\n  date: 1961\n",
        &[
            "2:10 error BB101 a value cannot begin with `-` | put the whole value in quotation marks, or in a block after `|`",
        ],
    ),
    (
        EVENTS,
        "- id: pier\n  title: [sic] old\n  date: 1961\n",
        &[
            "2:16 error BB101 a line that is no `key: value` of the map it stands in | a value that begins with `[` is read as a list: put it in quotation marks, or in a block after `|`",
        ],
    ),
    (
        EVENTS,
        "- id:pier\n  title: Pier\n  date: 1961\n",
        &["1:3 error BB101 no space after the colon of `id` | write `id: pier`"],
    ),
    (
        EVENTS,
        "- id: pier\n  title: Pier\n  date:1961\n",
        &["3:3 error BB101 no space after the colon of `date` | write `date: 1961`"],
    ),
    (EVENTS, "-id: pier\n title: Pier\n", &["1:1 error BB101 no space after the `-` of a list | write `- id: pier`"]),
    (EVENTS, "– id: pier\n  title: Pier\n", &["1:1 error BB101 `–` begins no list | write `- id: pier`"]),
    (
        NOTES,
        "document: memo\nannotations:\n  - quote: The pier\n    note: As is known\n      entities: [ann]\n",
        &[
            "5:7 error BB101 `entities` stands further in than `note`, and is read as part of its value | begin both in the same column; if these are words of the value, put it in quotation marks",
        ],
    ),
    (
        NOTES,
        "document:memo\nannotations: []\n",
        &["1:1 error BB101 no space after the colon of `document` | write `document: memo`"],
    ),
    // What YAML reads without complaint.
    (
        EVENTS,
        "- id: pier\n  title: Pier #3\n  date: 1961\n",
        &[
            "2:15 warning BB106 the value ends before ` #`, which begins a comment | put the whole value in quotation marks; a comment stands off by two spaces: `  # comment`",
        ],
    ),
    (EVENTS, "- id: pier # the old one\n  title: Pier  # 3\n  date: 1961 # or so\n", &[]),
    (
        EVENTS,
        "- id: pier\n  title: &c other\n  date: 1961\n",
        &[
            "2:10 warning BB106 `&c` is read as a name that YAML gives the value, not as words of it | put the whole value in quotation marks",
        ],
    ),
    (EVENTS, "- id: pier\n  title: &c Pier\n  date: 1961\n  description: *c\n", &[]),
    (
        EVENTS,
        "- id: “pier”\n  title: “Pier”\n  date: “1961”\n",
        &[
            "1:7 warning BB106 curly quotation marks, which are no quotation marks to YAML; the value is read without them | write straight ones: `\"`",
            "2:10 warning BB106 curly quotation marks, which are no quotation marks to YAML but part of the value | write straight ones: `\"`; if the curly ones belong to the value, put straight ones around them",
            "3:9 warning BB106 curly quotation marks, which are no quotation marks to YAML; the value is read without them | write straight ones: `\"`",
        ],
    ),
    (EVENTS, "- id: pier\n  title: \"“Pier”\"\n  date: 1961\n", &[]),
    (EVENTS, "- id: pier\n  title: “One” and “two”\n  date: 1961\n", &[]),
    (
        NOTES,
        "document: memo\nannotations:\n  - quote: The pier\n    note: >\n      As is known.\n\n      entities: [ann]\n      date: 1961\n",
        &[
            "7:7 warning BB106 `entities:` is read as words of `note`, not as a key | begin it in the column of `note`; if it is meant as words, begin the line with others",
        ],
    ),
    (
        NOTES,
        "document: memo\nannotations:\n  - quote: The pier\n    note: |\n      As is known.\n      evidence:\n        - objective: \"1\"\n          stance: supports\n",
        &[
            "6:7 warning BB106 `evidence:` is read as words of `note`, not as a key | begin it in the column of `note`; if it is meant as words, begin the line with others",
        ],
    ),
    (
        NOTES,
        "document: memo\nannotations:\n  - quote: The pier\n    note: |\n      date: of the storm, and\n      status: unknown to us.\n\n      So much for that.\n",
        &[],
    ),
    (
        NOTES,
        "document: memo\nannotations:\n  - quote: The pier\n    note: >\n      Reasons:\n      - one\n      - two\n",
        &[
            "6:7 warning BB106 a list or table whose lines YAML joins into one paragraph | begin the text with `|` on the line of its key",
        ],
    ),
    (
        NOTES,
        "document: memo\nannotations:\n  - quote: “The pier is old and nobody knows why”\n    note: x\n",
        &[
            "3:12 error BB301 the quote stands nowhere in `memo` | take the quotation marks off: they are part of the quote, and the document has none there",
        ],
    ),
    // Keys and values.
    (
        EVENTS,
        "- id: pier\n  titel: The pier\n  date: 1961\n",
        &["2:3 error BB103 `titel` is no key of an event | did you mean `title`?"],
    ),
    (
        EVENTS,
        "- id: pier\n  title: [sic]\n  date: 1961\n",
        &[
            "2:10 error BB104 `title` takes text, not a list | if it is meant as words, put `[sic]` in quotation marks: \"[sic]\"",
        ],
    ),
    (
        NOTES,
        "document:memo\n",
        &[
            "1:1 error BB104 a file of annotations is a list, not a single value | write a space after the colon: `document: memo`",
        ],
    ),
    ("briefbook.yaml", "search: on\n", &["1:9 error BB011 `search` takes `true` or `false`, not `on` | write `true`"]),
    // What other readers of YAML change, and this one does not.
    (EVENTS, "- id: no\n  title: 1:30\n  date: 0123\n  extra: { yes: 0643 }\n", &[]),
    // Line ends, marks of byte order.
    (
        EVENTS,
        "\u{feff}- id: pier\r\n  title: Pier\r\n  date: 1961-02-30\r\n",
        &["3:9 error BB601 `1961-02-30` does not exist: February 1961 has 28 days"],
    ),
    (
        LETTER,
        "\u{feff}---\r\ntitle: Pier: old\r\n---\r\n\r\n1. Old.\r\n",
        &[
            "2:12 error BB101 the value of `title` has `: ` in it, which begins another key | put it in quotation marks: `title: \"Pier: old\"`",
        ],
    ),
    // Front matter that is none.
    (
        LETTER,
        "\n---\ntitle: Pier\n---\n\n1. Old.\n",
        &[
            "2:1 warning BB213 front matter that is read as words, for it does not begin on the first line | remove what stands before `---`, blanks and empty lines too",
        ],
    ),
    (LETTER, "\n---\nThe pier is old.\n\n---\n\n1. Old.\n", &[]),
    (
        LETTER,
        "---\ntitle: Pier\n----\n\n1. Old.\n",
        &[
            "1:1 error BB203 front matter that is not closed | write `---`, from the first column, instead of `----` on line 3",
        ],
    ),
];

#[test]
fn every_surprise_is_named_and_nothing_else_is() {
    let wrong: Vec<String> = CASES
        .par_iter()
        .filter_map(|(path, text, expected)| {
            let told = told(path, text.as_bytes());
            (told != *expected).then(|| format!("{path}:\n{text}expected: {expected:#?}\ntold: {told:#?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn other_encodings_are_named() {
    let latin = told(EVENTS, b"- id: pier\n  title: Pi\xe9r\n");
    let help = "save it as UTF-8; `iconv -f WINDOWS-1252 -t UTF-8` converts the most usual other encoding";
    assert_eq!(latin, [format!("2:12 error BB002 this file is not UTF-8 text | {help}")]);
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("- id: pier\n".bytes().flat_map(|byte| [byte, 0])).collect();
    let help = "save it as UTF-8; `iconv -f UTF-16 -t UTF-8` converts it";
    assert_eq!(told(EVENTS, &wide), [format!("1:1 error BB002 this file is UTF-16, not UTF-8 text | {help}")]);
}

#[test]
fn windows_line_ends_are_not_drawn() {
    let book = Book::new(&[(EVENTS, "- id: pier\r\n  title: Pier\r\n  date: 1961-02-30\r\n")]);
    assert!(book.run(&["check"]).stderr.contains("3 |   date: 1961-02-30 \n"));
}

fn told(path: &str, bytes: &[u8]) -> Vec<String> {
    let book = Book::new(&[
        ("content/documents/memo.md", "1. The pier is old and nobody knows why, nor does anybody ask.\n"),
        ("content/entities/people.yaml", "- { id: ann, name: Ann Miller, type: person }\n"),
    ]);
    book.write(path, bytes);
    let outcome = pipeline::check(&book.root(), &Edition::default());
    let line = |fault: &briefbook::diagnostics::Diagnostic| {
        let at = fault.span.map(|span| outcome.sources.position(span.file, span.start)).expect("a place");
        let help = fault.help.as_ref().map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{}:{} {} {} {}{help}", at.line, at.column, fault.severity.word(), fault.code, fault.message)
    };
    outcome.diagnostics.iter().map(line).collect()
}
