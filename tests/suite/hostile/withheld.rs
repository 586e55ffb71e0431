//! Hostile editions: masses of withheld blocks with footnotes, notes and references to them.

use super::Case;
use crate::harness::Book;

pub(crate) const CASES: &[Case] = &[
    ("15,000 footnotes of withheld blocks", |book, size| {
        let count = size.of(15_000);
        let blocks: String = (0..count).map(|n| format!("The council met.[^N{n}]\n\n")).collect();
        let notes: String = (0..count).map(|n| format!("[^n{n}]: in March\n\n")).collect();
        document(book, (1..=count).map(|n| format!("b{n}")), &(blocks + &notes));
    }),
    ("20,000 withheld blocks between others, cited and named", |book, size| {
        let count = size.of(40_000);
        let text: String = (1..=count).map(|n| format!("{n}. The council {n} met.\n\n")).collect();
        document(book, (1..=count).step_by(2).map(|n| format!("p{n}")), &text);
        let note = |n: usize| {
            let words = format!("see [[doc:memo#p{n}|this]] and [[doc:memo#p{}|that]]", n + 1);
            format!("- {{ document: memo, at: p{n}, note: \"{words}\" }}\n")
        };
        book.write("content/annotations/memo.yaml", (1..size.of(20_000)).map(note).collect::<String>());
        let entity = "- { id: council, name: council, type: organisation }\n";
        book.write("content/entities/all.yaml", entity);
    }),
    ("20,000 withheld blocks, and as many that are not there", |book, size| {
        let count = size.of(20_000);
        let anchors = (1..=count).flat_map(|n| [format!("p{n}"), format!("p{n}x")]);
        document(book, anchors, &(1..=count).map(|n| format!("{n}. The council met.\n\n")).collect::<String>());
    }),
];

fn document(book: &Book, withheld: impl Iterator<Item = String>, text: &str) {
    let withheld: String = withheld.map(|at| format!("  - {{ at: {at}, audience: internal }}\n")).collect();
    book.write("briefbook.yaml", "audiences: [public, internal]\n");
    book.write("content/documents/memo.md", format!("---\nwithhold:\n{withheld}---\n{text}"));
}
