//! Hostile settings.

use super::{Case, MEMO};
use crate::harness::Book;

pub(crate) const CASES: &[Case] = &[
    ("settings nested deep", |book, size| settings(book, &format!("extra: {}", "{a: ".repeat(size.of(10_000))))),
    ("settings of 60 MB", |book, size| settings(book, &format!("title: {}\n", "x".repeat(size.of(60_000_000))))),
    ("settings of 1 MB", |book, size| settings(book, &format!("title: {}\n", "x".repeat(size.of(1_000_000))))),
    ("settings with 60,000 unknown keys", |book, size| {
        settings(book, &(0..size.of(60_000)).map(|n| format!("titel{n}: x\n")).collect::<String>());
    }),
    ("settings with 100,000 audiences", |book, size| {
        settings(
            book,
            &format!("audiences: [{}]\n", (0..size.of(100_000)).map(|n| format!("a{n}, ")).collect::<String>()),
        );
    }),
    ("settings with 10,000 entity types", |book, size| {
        let types: String = (0..size.of(10_000)).map(|n| format!("  - {{ id: t{n}, label: T{n} }}\n")).collect();
        settings(book, &format!("entity_types:\n{types}"));
    }),
    ("settings with 100,000 markings", |book, size| {
        settings(
            book,
            &format!("markings: [{}]\n", (0..size.of(100_000)).map(|n| format!("M{n}, ")).collect::<String>()),
        );
    }),
    ("settings with patterns that go back", |book, size| {
        let name = "a".repeat(200);
        book.write(&format!("content/static/{name}.txt"), "x");
        settings(book, &format!("static_audience: {{ \"{}b\": public }}\n", "*a".repeat(size.of(100))));
    }),
    ("settings with patterns of stars", |book, size| {
        book.write(&format!("content/static/{}x.txt", "a/".repeat(100)), "x");
        settings(book, &format!("static_audience: {{ \"{}b\": public }}\n", "**/".repeat(size.of(1_000))));
    }),
    ("settings with a language of 1 MB", |book, size| {
        settings(book, &format!("language: {}\n", "en-".repeat(size.of(300_000))));
    }),
    ("settings with an address of 1 MB", |book, size| {
        settings(book, &format!("base_url: https://x/{}\n", "y/".repeat(size.of(500_000))));
    }),
    ("settings with an alias bomb", |book, _| {
        settings(
            book,
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nextra: { c: [*b,*b,*b,*b,*b,*b,*b,*b] }\n",
        );
    }),
    ("settings that are zeros", |book, size| book.write("briefbook.yaml", vec![0; size.of(10_000_000)])),
    ("settings with a theme elsewhere", |book, _| settings(book, "theme: ../../../../etc\n")),
];

fn settings(book: &Book, text: &str) {
    book.write("content/documents/memo.md", MEMO);
    book.write("briefbook.yaml", text);
}
