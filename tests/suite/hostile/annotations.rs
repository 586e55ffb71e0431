//! Hostile annotations: masses of them in each state, long quotes, quotes that are nearly everywhere.

use super::{Case, MEMO, Size};
use crate::harness::Book;

pub(crate) const CASES: &[Case] = &[
    ("a million annotations on one paragraph", |book, size| {
        notes(book, (0..size.of(1_000_000)).map(|n| format!("- {{ quote: pier, at: p1, note: n{n} }}\n")));
    }),
    ("30,000 annotations on one paragraph", |book, size| {
        notes(book, (0..size.of(30_000)).map(|n| format!("- {{ quote: pier, at: p1, note: n{n} }}\n")));
    }),
    ("a million annotations in a thousand files", |book, size| {
        book.write("content/documents/memo.md", MEMO);
        for file in 0..1000 {
            let notes =
                (0..size.of(1_000_000) / 1000).map(|n| format!("- {{ document: memo, at: p1, note: n{file}-{n} }}\n"));
            book.write(&format!("content/annotations/{file}.yaml"), notes.collect::<String>());
        }
    }),
    ("80,000 annotations without a quote", |book, size| {
        notes(book, (0..size.of(80_000)).map(|n| format!("- {{ note: n{n} }}\n")));
    }),
    ("30,000 equal annotations", |book, size| {
        notes(book, (0..size.of(30_000)).map(|_| "- { quote: pier, at: p1, note: n }\n".to_string()));
    }),
    ("27,000 annotations with one id", |book, size| {
        notes(book, (0..size.of(27_000)).map(|n| format!("- {{ id: a, quote: pier, at: p1, note: n{n} }}\n")));
    }),
    ("annotations one in another", |book, size| {
        let count = size.of(3_000);
        let words: Vec<String> = (0..count).map(|n| format!("w{n}")).collect();
        document(book, &words.join(" "));
        list(book, (0..count / 2).map(|n| format!("- {{ quote: \"{}\" }}\n", words[n..count - n].join(" "))));
    }),
    ("annotations that overlap", |book, size| {
        let count = size.of(20_000);
        let words: Vec<String> = (0..count).map(|n| format!("w{n}")).collect();
        document(book, &words.join(" "));
        list(book, (0..count - 20).map(|n| format!("- {{ quote: \"{}\" }}\n", words[n..n + 20].join(" "))));
    }),
    ("1,000 ambiguous quotes", |book, size| {
        document(book, &"the pier is old and ".repeat(size.of(20_000)));
        list(book, (0..size.of(1_000)).map(|n| format!("- {{ quote: the pier is old, note: n{n} }}\n")));
    }),
    ("1,000 ambiguous quotes with context", |book, size| {
        document(book, &"the pier is old and ".repeat(size.of(20_000)));
        let note = |n| format!("- {{ quote: the pier is old, prefix: \"and {n} \", suffix: \" but\", note: n{n} }}\n");
        list(book, (0..size.of(1_000)).map(note));
    }),
    ("1,000 orphaned quotes", |book, size| {
        long(book, size);
        list(book, (0..size.of(1_000)).map(|n| format!("- {{ quote: nothing here says so of the ferry {n} }}\n")));
    }),
    ("1,000 orphaned quotes of common words", |book, size| {
        document(book, &"the pier is old and ".repeat(size.of(20_000)));
        list(
            book,
            (0..size.of(1_000)).map(|n| format!("- {{ quote: the old and is pier the and old is {n} pier }}\n")),
        );
    }),
    ("1,000 drifted quotes", |book, size| {
        let lines = (0..size.of(1_000))
            .map(|n| format!("{n}. The council met {n} times in March and voted to mend the pier.\n\n"));
        book.write("content/documents/memo.md", lines.chain([filler(size)]).collect::<String>());
        let note =
            |n| format!("- {{ at: p{n}, quote: The council met {n} times in April and voted to mend the pier }}\n");
        list(book, (1..size.of(1_000)).map(note));
    }),
    ("1,000 drifted quotes in one paragraph", |book, size| {
        document(book, &filler(size).replace('\n', " "));
        let note =
            |n| format!("- {{ at: p1, quote: said at length that {n} piers of the harbour are owned by nobody }}\n");
        list(book, (0..size.of(1_000)).map(note));
    }),
    ("one letter quoted", |book, size| {
        document(book, &"a b ".repeat(size.of(500_000)));
        list(book, (0..size.of(1_000)).map(|n| format!("- {{ quote: a, note: n{n} }}\n")));
    }),
    ("one letter quoted by its number", |book, size| {
        let count = size.of(500_000);
        document(book, &"a b ".repeat(count));
        list(book, (1..size.of(1_000)).map(|n| format!("- {{ quote: a, occurrence: {n} of {count}, note: n{n} }}\n")));
    }),
    ("a quote of 5 MB", |book, size| {
        let words = (0..size.of(700_000)).map(|n| format!("w{n} ")).collect::<String>();
        document(book, &words);
        list(book, [format!("- {{ quote: \"{words}\" }}\n")].into_iter());
    }),
    ("a quote of 5 MB that drifted", |book, size| {
        let words = (0..size.of(700_000)).map(|n| format!("w{n} ")).collect::<String>();
        document(book, &words);
        let quote = words.replace("7 ", "8 ");
        list(
            book,
            [format!("- {{ at: p1, quote: \"{quote}\" }}\n"), format!("- {{ quote: \"{quote}\" }}\n")].into_iter(),
        );
    }),
    ("100 quotes of 50 kB that drifted", |book, size| {
        let words = (0..size.of(7_000)).map(|n| format!("w{n} ")).collect::<String>();
        document(book, &words);
        list(
            book,
            (0..size.of(100))
                .map(|n| format!("- {{ at: p1, quote: \"{}\" }}\n", words.replace("7 ", &format!("8{n} ")))),
        );
    }),
    ("a quote of one letter repeated", |book, size| {
        document(book, &"a ".repeat(size.of(1_000_000)));
        list(
            book,
            (0..size.of(100)).map(|n| format!("- {{ quote: \"{}b{n}\", at: p1 }}\n", "a ".repeat(size.of(5_000)))),
        );
    }),
    ("a quote of marks and spaces", |book, size| {
        long(book, size);
        list(book, ["- { quote: \" \\u0301 \\u00ad\" }\n", "- { quote: \"\\0\" }\n"].map(String::from).into_iter());
    }),
    ("an annotation of 30,000 passages", |book, size| {
        document(book, MEMO);
        let quotes: String =
            (0..size.of(30_000)).map(|n| format!("    - {{ quote: pier, at: p1, prefix: x{n} }}\n")).collect();
        list(book, [format!("- note: n\n  quotes:\n{quotes}")].into_iter());
    }),
    ("a note of 8 MB", |book, size| {
        document(book, MEMO);
        list(book, [format!("- note: |\n    {}\n", "see [[memo]] *a ".repeat(size.of(500_000)))].into_iter());
    }),
    ("notes that refer to each other", |book, size| {
        let count = size.of(30_000);
        notes(book, (0..count).map(|n| format!("- {{ id: a{n}, note: \"[[annotation:a{}]]\" }}\n", (n + 1) % count)));
    }),
    ("a chain of 5,000 documents as evidence of one objective", |book, size| {
        book.write("content/objectives.yaml", "- { id: pier, title: Mend the pier }\n");
        for n in 0..size.of(5_000) {
            book.write(&format!("content/documents/d{n}.md"), format!("---\nderived_from: [d{}]\n---\n{MEMO}", n + 1));
            let note = format!(
                "- {{ document: d{n}, quote: pier, at: p1, evidence: [{{ objective: pier, stance: supports }}] }}\n"
            );
            book.write(&format!("content/annotations/d{n}.yaml"), note);
        }
    }),
    ("100,000 tags", |book, size| {
        let tags = (0..size.of(100_000)).map(|n| format!("t{n}")).collect::<Vec<_>>().join(", ");
        notes(book, [format!("- {{ note: n, tags: [{tags}] }}\n")].into_iter());
    }),
];

fn document(book: &Book, text: &str) {
    book.write("content/documents/memo.md", format!("1. {text}\n"));
}

/// A text without repetition, longer than any report.
fn filler(size: Size) -> String {
    (0..size.of(20_000))
        .map(|n| format!("At {n} the clerk said at length what {n} piers of the harbour cost.\n"))
        .collect()
}

fn long(book: &Book, size: Size) {
    document(book, &filler(size).replace('\n', "\n\n"));
}

fn list(book: &Book, notes: impl Iterator<Item = String>) {
    let notes: String = notes.map(|note| format!("  {}\n", note.trim_end().replace('\n', "\n  "))).collect();
    book.write("content/annotations/memo.yaml", format!("document: memo\nannotations:\n{notes}"));
}

fn notes(book: &Book, notes: impl Iterator<Item = String>) {
    book.write("content/documents/memo.md", MEMO);
    list(book, notes);
}
