//! Hostile Markdown: depth, runs, rings, width, length.

use super::Case;
use crate::harness::Book;

pub(crate) const CASES: &[Case] = &[
    ("deep quotations", |book, size| text(book, "> ".repeat(size.of(50_000)) + "deep")),
    ("deep quotations of many lines", |book, size| {
        text(book, format!("{}x\n", "> ".repeat(200)).repeat(size.of(10_000)));
    }),
    ("deep lists", |book, size| text(book, "- ".repeat(size.of(50_000)) + "deep")),
    ("lists ever deeper", |book, size| {
        text(book, (0..size.of(3_000)).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect::<String>());
    }),
    ("deep quotations and lists", |book, size| text(book, "> - ".repeat(size.of(30_000)) + "deep")),
    ("emphasis that never closes", |book, size| text(book, "*a **a ".repeat(size.of(50_000)))),
    ("emphasis of all kinds", |book, size| text(book, "*a _b ***c __d ~~e ".repeat(size.of(50_000)))),
    ("stars on both sides", |book, size| {
        text(book, format!("{}a{}", "*".repeat(size.of(200_000)), "*".repeat(size.of(200_000))));
    }),
    ("emphasis in emphasis", |book, size| {
        text(book, format!("{}x{}", "*a ".repeat(size.of(50_000)), " b*".repeat(size.of(50_000))));
    }),
    ("open brackets", |book, size| text(book, "[".repeat(size.of(200_000)))),
    ("open brackets of references", |book, size| text(book, "[[a|".repeat(size.of(200_000)))),
    ("brackets in brackets", |book, size| {
        text(book, format!("{}x{}", "[".repeat(size.of(100_000)), "](b)".repeat(size.of(100_000))));
    }),
    ("brackets, open and closed", |book, size| text(book, "[a](".repeat(size.of(200_000)))),
    ("pictures in pictures", |book, size| {
        text(book, format!("{}x{}", "![".repeat(size.of(50_000)), "](b)".repeat(size.of(50_000))));
    }),
    ("references without end", |book, size| text(book, "[[nothing]] ".repeat(size.of(100_000)))),
    ("50,000 links to anchors that are not there", |book, size| {
        let words = "The council met in March and voted to mend the pier before the summer came to the harbour. ";
        text(book, (0..size.of(50_000)).map(|n| format!("{words}[x](#n{n})\n\n")).collect::<String>());
        book.write("content/pages/a.md", (0..size.of(50_000)).map(|n| format!("[x](#n{n}) ")).collect::<String>());
    }),
    ("footnotes to each other", |book, size| {
        let count = size.of(20_000);
        let notes: String = (0..count).map(|n| format!("[^{n}]: see [^{}] [^{n}]\n\n", (n + 1) % count)).collect();
        text(book, format!("x[^0]\n\n{notes}"));
    }),
    ("a footnote cited 100,000 times", |book, size| {
        text(book, format!("{}\n\n[^a]: x\n", "x[^a] ".repeat(size.of(100_000))));
    }),
    ("100,000 footnotes with one name", |book, size| {
        text(book, format!("x[^a]\n\n{}", "[^a]: x\n\n".repeat(size.of(100_000))));
    }),
    ("100,000 definitions", |book, size| {
        text(
            book,
            (0..size.of(100_000)).map(|n| format!("[r{n}]: http://x/{n}\n")).collect::<String>() + "\n[r0] [r1]\n",
        );
    }),
    ("a definition used 100,000 times", |book, size| {
        text(book, format!("{}\n\n[a]: http://x/{}\n", "[a] ".repeat(size.of(100_000)), "y".repeat(size.of(10_000))));
    }),
    ("a table with 10,000 columns", |book, size| {
        let row = "|a".repeat(size.of(10_000));
        text(book, format!("{row}|\n{}|\n{row}|\n", "|-".repeat(size.of(10_000))));
    }),
    ("a table whose rows are short", |book, size| {
        let columns = size.of(3_000);
        text(book, format!("{}|\n{}|\n{}", "|a".repeat(columns), "|-".repeat(columns), "|x\n".repeat(columns)));
    }),
    ("a table with 100,000 rows", |book, size| {
        text(book, format!("|a|b|\n|-|-|\n{}", "|x|y|\n".repeat(size.of(100_000))));
    }),
    ("comments that never close", |book, size| text(book, "<!-- a\n\n".repeat(size.of(100_000)))),
    ("comments in a line that never close", |book, size| text(book, "a <!-- b ".repeat(size.of(100_000)))),
    ("instructions that never close", |book, size| text(book, "a <? <![CDATA[ <!A ".repeat(size.of(50_000)))),
    ("tags that never close", |book, size| text(book, "<div>".repeat(size.of(100_000)))),
    ("tags in a line that never close", |book, size| text(book, "a <b>".repeat(size.of(100_000)))),
    ("tags of odd nesting", |book, size| text(book, "<table><tr><a><b><i></table>".repeat(size.of(30_000)))),
    ("an open tag with a million attributes", |book, size| {
        text(book, format!("a <b {}", "c=\"d\" ".repeat(size.of(1_000_000))));
    }),
    ("backticks in growing runs", |book, size| {
        text(book, (1..size.of(2_000)).map(|run| format!("{} ", "`".repeat(run))).collect::<String>());
    }),
    ("backticks that never close", |book, size| text(book, "`a ``b ".repeat(size.of(100_000)))),
    ("fences that never close", |book, size| text(book, "```\n~~~\n> ".repeat(size.of(50_000)))),
    ("entities", |book, size| text(book, "&amp;&#0;&#x10ffff;&bogus;".repeat(size.of(200_000)))),
    ("backslashes", |book, size| text(book, "\\".repeat(size.of(2_000_000)))),
    ("headings", |book, size| text(book, "# a\n".repeat(size.of(100_000)))),
    ("headings with one anchor", |book, size| text(book, "# a {#a}\n\n".repeat(size.of(50_000)))),
    ("attributes that never close", |book, size| text(book, "# a {#".repeat(size.of(100_000)))),
    ("paragraphs with one number", |book, size| text(book, "1. a\n\n".repeat(size.of(50_000)))),
    ("numbers inside a paragraph", |book, size| {
        text(book, (1..size.of(100_000)).map(|n| format!("{n}. x\n")).collect::<String>());
    }),
    ("large numbers", |book, size| text(book, "99999999999999999999. a\n\n".repeat(size.of(20_000)))),
    ("rules and underlines", |book, size| text(book, "a\n===\n---\n***\n".repeat(size.of(100_000)))),
    ("spaces", |book, size| text(book, format!("a{}b\n", " ".repeat(size.of(10_000_000))))),
    ("empty lines", |book, size| text(book, "\n".repeat(size.of(8_000_000)) + "a")),
    ("tabs", |book, size| text(book, "\t".repeat(size.of(2_000_000)) + "a")),
    ("carriage returns only", |book, size| text(book, "1. (C) a\r\r".repeat(size.of(100_000)))),
    ("NULs", |book, size| text(book, "a\0".repeat(size.of(1_000_000)))),
    ("invalid UTF-8", |book, size| book.write("content/documents/a.md", vec![0x80; size.of(10_000_000)])),
    ("a document of 8 MB", |book, size| {
        text(book, "The council met in March and voted to mend the pier.\n\n".repeat(size.of(150_000)));
    }),
    ("a line of 8 MB", |book, size| text(book, "The council met. ".repeat(size.of(470_000)))),
    ("a word of 8 MB", |book, size| text(book, "x".repeat(size.of(8_000_000)))),
    ("a million paragraphs", |book, size| text(book, "a\n\n".repeat(size.of(1_000_000)))),
    ("marks above one letter", |book, size| text(book, format!("a{}", "\u{301}\u{323}".repeat(size.of(500_000))))),
    ("letters that grow", |book, size| text(book, "\u{fdfa}\u{fb03}\u{130}\u{1e9e}".repeat(size.of(500_000)))),
    ("directions", |book, size| text(book, "\u{202e}\u{2066}a\u{2069}\u{200d}".repeat(size.of(500_000)))),
    ("flags and joiners", |book, size| text(book, "\u{1f1f2}\u{1f468}\u{200d}".repeat(size.of(500_000)))),
    ("private letters", |book, size| text(book, "\u{e000}0\u{e001}".repeat(size.of(500_000)))),
    ("a free page of everything", |book, size| {
        let all = "> - *a [b [[c `d <div> &amp; | e | \n\n".repeat(size.of(30_000));
        book.write("content/pages/all.md", &all);
        book.write("content/index.md", &all);
    }),
    ("10,000 documents in rings", |book, size| {
        let count = size.of(10_000);
        for n in 0..count {
            let next = format!("doc:d{}", (n + 1) % count);
            book.write(
                &format!("content/documents/d{n}.md"),
                format!("---\nderived_from: [d{}]\n---\nSee [[{next}]].\n", (n + 1) % count),
            );
        }
    }),
    ("unknown documents among 10,000", |book, size| {
        (0..size.of(10_000)).for_each(|n| book.write(&format!("content/documents/d{n}.md"), "1. The pier is old.\n"));
        page(book, (0..size.of(10_000)).map(|n| format!("[[doc:x{n}]] ")));
    }),
    ("unknown blocks among 30,000", |book, size| {
        text(book, (1..=size.of(30_000)).map(|n| format!("{n}. x\n\n")).collect());
        page(book, (0..size.of(30_000)).map(|n| format!("[[doc:a#x{n}]] [x](../documents/a.md#x{n}) ")));
        let note = |n| format!("- {{ document: a, at: x{n}, note: n }}\n");
        book.write("content/annotations/a.yaml", (0..size.of(10_000)).map(note).collect::<String>());
    }),
    ("unknown files among 10,000", |book, size| {
        (0..size.of(10_000)).for_each(|n| book.write(&format!("content/static/f{n}.txt"), ""));
        page(book, (0..size.of(10_000)).map(|n| format!("[x](static/x{n}.txt) ")));
    }),
];

/// A free page of these pieces.
fn page(book: &Book, pieces: impl Iterator<Item = String>) {
    book.write("content/pages/all.md", pieces.collect::<String>());
}

fn text(book: &Book, text: String) {
    book.write("content/documents/a.md", text);
}
