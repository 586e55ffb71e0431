//! Hostile YAML: bombs, rings, depth, length, odd bytes.

use super::{Case, MEMO};
use crate::harness::Book;

pub(crate) const CASES: &[Case] = &[
    ("alias bomb in maps", |book, _| events(book, bomb("{a: ", "}"))),
    ("alias bomb in lists", |book, _| events(book, bomb("[", "]"))),
    ("alias bomb in front matter", |book, _| {
        front(book, &format!("extra:\n  {}", bomb("[", "]").replace('\n', "\n  ")));
    }),
    ("billion laughs as text", |book, _| events(book, laughs("events"))),
    ("one anchor used a million times", |book, size| {
        let uses = "- *a\n".repeat(size.of(1_000_000));
        events(book, format!("- &a {{ id: a, title: {} }}\n{uses}", "x".repeat(100)));
    }),
    ("anchors nested in anchors", |book, size| {
        let items = "x, ".repeat(size.of(300_000));
        let (open, close) = ((0..60).map(|n| format!("[&a{n} ")).collect::<String>(), "]".repeat(60));
        events(book, format!("- extra: {{ a: {open}[{items}]{close} }}\n"));
    }),
    ("an anchor that repeats itself", |book, _| events(book, "- &a [*a, *a]\n- &b { b: *b }\n")),
    ("an anchor for every value", |book, size| {
        let values: String = (0..size.of(120_000)).map(|n| format!("- &a{n} x\n")).collect();
        events(book, values);
    }),
    ("an alias without an anchor", |book, size| events(book, "- *nothing\n".repeat(size.of(100_000)))),
    ("merge keys in a ring", |book, _| events(book, "- &a\n  <<: *a\n  id: x\n")),
    ("deep flow lists", |book, size| events(book, "[".repeat(size.of(10_000)))),
    ("deep flow maps", |book, size| events(book, "{a: ".repeat(size.of(10_000)))),
    ("deep flow lists, closed", |book, size| {
        let depth = size.of(100_000);
        events(book, format!("{}{}", "[".repeat(depth), "]".repeat(depth)));
    }),
    ("deep block lists", |book, size| events(book, format!("{}x\n", "- ".repeat(size.of(10_000))))),
    ("deep block maps", |book, size| {
        let lines: String = (0..size.of(3_000)).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        events(book, lines);
    }),
    ("deep question marks", |book, size| events(book, "? ".repeat(size.of(10_000)))),
    ("a scalar of 8 MB", |book, size| events(book, format!("- title: {}\n", "x".repeat(size.of(8_000_000))))),
    ("a quoted scalar of 8 MB of escapes", |book, size| {
        events(book, format!("- title: \"{}\"\n", "\\n".repeat(size.of(8_000_000))));
    }),
    ("a folded scalar of a million lines", |book, size| {
        events(book, format!("- id: a\n  title: a\n  description: >\n{}", "    word\n\n".repeat(size.of(1_000_000))));
    }),
    ("a key of 8 MB", |book, size| events(book, format!("- {}: x\n", "k".repeat(size.of(8_000_000))))),
    ("a key repeated 100,000 times", |book, size| {
        events(book, format!("- id: a\n{}", "  title: x\n".repeat(size.of(100_000))));
    }),
    ("100,000 unknown keys", |book, size| {
        let keys: String = (0..size.of(100_000)).map(|n| format!("  titel{n}: x\n")).collect();
        events(book, format!("- id: a\n{keys}"));
    }),
    ("100,000 keys in extra", |book, size| {
        let keys: String = (0..size.of(100_000)).map(|n| format!("    k{n}: x\n")).collect();
        events(book, format!("- id: a\n  title: a\n  date: 2009\n  extra:\n{keys}"));
    }),
    ("8,000,000 values", |book, size| events(book, format!("[{}]\n", "a,".repeat(size.of(8_000_000))))),
    ("10,000,000 commas", |book, size| events(book, format!("[{}\n", ",".repeat(size.of(10_000_000))))),
    ("a million YAML documents", |book, size| events(book, "---\na\n".repeat(size.of(1_000_000)))),
    ("a million comments", |book, size| events(book, "# no\n".repeat(size.of(1_000_000)))),
    ("240,000 tags of YAML", |book, size| events(book, "- !!str x\n".repeat(size.of(240_000)))),
    ("a million traps", |book, size| events(book, "- yes # no\n".repeat(size.of(1_000_000)))),
    ("a million tabs", |book, size| events(book, format!("- a:\n{}", "\t".repeat(size.of(1_000_000))))),
    ("tab after tab", |book, size| events(book, "\ta: b\n".repeat(size.of(300_000)))),
    ("NULs in YAML", |book, size| events(book, "- a\0b\n".repeat(size.of(100_000)))),
    ("invalid UTF-8 in YAML", |book, size| book.write("content/events.yaml", vec![0xff; size.of(10_000_000)])),
    ("UTF-16 in YAML", |book, _| {
        let text = "- id: \u{e4}\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        book.write("content/events.yaml", [b"\xff\xfe".as_slice(), &text].concat());
    }),
    ("a byte order mark, carriage returns", |book, size| {
        events(book, format!("\u{feff}{}", "- id: a\r  title: b\r".repeat(size.of(45_000))));
    }),
    ("byte order marks everywhere", |book, size| events(book, "\u{feff}- \u{feff}a\n".repeat(size.of(100_000)))),
    ("directives", |book, size| events(book, "%YAML 9.9\n%TAG ! x\n".repeat(size.of(100_000)))),
    ("one quotation mark, open", |book, size| events(book, format!("- \"{}", "a: b\n".repeat(size.of(1_000_000))))),
    ("front matter of 120,000 keys", |book, size| {
        front(book, &(0..size.of(120_000)).map(|n| format!("k{n}: x\n")).collect::<String>());
    }),
    ("front matter that is never closed", |book, size| {
        book.write("content/documents/a.md", format!("---\n{}", "a: b\n".repeat(size.of(1_000_000))));
    }),
];

fn events(book: &Book, text: impl AsRef<[u8]>) {
    book.write("content/documents/memo.md", MEMO);
    book.write("content/events.yaml", text);
}

fn front(book: &Book, text: &str) {
    book.write("content/documents/memo.md", format!("---\n{text}\n---\n{MEMO}"));
}

/// Each line repeats the one before it ten times.
fn bomb(open: &str, close: &str) -> String {
    let mut text = format!("a0: &a0 {open}x{close}\n");
    for depth in 1..30 {
        let before = format!("*a{}", depth - 1);
        let items = if open == "[" { vec![before; 10].join(", ") } else { before };
        text += &format!("a{depth}: &a{depth} {open}{items}{close}\n");
    }
    text
}

fn laughs(root: &str) -> String {
    let mut text = String::from("lol: &l0 ha\n");
    for depth in 1..12 {
        text += &format!("l{depth}: &l{depth} [{}]\n", vec![format!("*l{}", depth - 1); 9].join(","));
    }
    text + root + ": *l11\n"
}
