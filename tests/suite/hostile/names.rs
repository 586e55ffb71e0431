//! Hostile entities: names that overlap, that are alike, that are short, long or everywhere.

use super::{Case, MEMO};
use crate::harness::Book;

pub(crate) const CASES: &[Case] = &[
    ("3,000 names, each one letter longer", |book, size| {
        let count = size.of(3_000);
        text(book, &"a".repeat(count * 2));
        entities(book, (1..count).map(|n| format!("- {{ id: e{n}, name: {} }}\n", "a".repeat(n))));
    }),
    ("2,500 names, each one word longer", |book, size| {
        let count = size.of(2_500);
        text(book, &"Pier ".repeat(count * 2));
        entities(book, (1..count).map(|n| format!("- {{ id: e{n}, name: {}}}\n", "Pier ".repeat(n))));
    }),
    ("10,000 equal names", |book, size| {
        text(book, MEMO);
        entities(book, (0..size.of(10_000)).map(|n| format!("- {{ id: e{n}, name: Council }}\n")));
    }),
    ("1,000 equal names named 10,000 times", |book, size| {
        text(book, &"The Council met. ".repeat(size.of(10_000)));
        entities(book, (0..size.of(1_000)).map(|n| format!("- {{ id: e{n}, name: Council }}\n")));
    }),
    ("10,000 names that are named once", |book, size| {
        let count = size.of(10_000);
        text(book, &(0..count).map(|n| format!("Council{n}. ")).collect::<String>());
        entities(book, (0..count).map(|n| format!("- {{ id: e{n}, name: Council{n} }}\n")));
    }),
    ("20,000 entities with one id", |book, size| {
        text(book, MEMO);
        entities(book, (0..size.of(20_000)).map(|n| format!("- {{ id: e, name: Council {n} }}\n")));
    }),
    ("100,000 aliases", |book, size| {
        text(book, &"Council 7. ".repeat(1000));
        let aliases = (0..size.of(100_000)).map(|n| format!("Council {n}")).collect::<Vec<_>>().join(", ");
        entities(book, [format!("- {{ id: e, name: Pier, aliases: [{aliases}] }}\n")].into_iter());
    }),
    ("a name of one letter in a document of 5 MB", |book, size| {
        text(book, &"A a B. ".repeat(size.of(700_000)));
        entities(book, ["- { id: a, name: A }\n".to_string(), "- { id: b, name: B }\n".to_string()].into_iter());
    }),
    ("a name of a full stop", |book, size| {
        text(book, &"... ".repeat(size.of(500_000)));
        entities(
            book,
            ["- { id: a, name: \".\" }\n".to_string(), "- { id: b, name: \" \" }\n".to_string()].into_iter(),
        );
    }),
    ("a name of 5 MB", |book, size| {
        let name = "Pier ".repeat(size.of(1_000_000));
        text(book, &name);
        entities(book, [format!("- {{ id: a, name: {name}}}\n")].into_iter());
    }),
    ("names that begin alike", |book, size| {
        let words = "Council ".repeat(100);
        text(book, &words.repeat(size.of(2_000)));
        entities(book, (0..size.of(2_000)).map(|n| format!("- {{ id: e{n}, name: {words}{n} }}\n")));
    }),
    ("names whose letters fold", |book, size| {
        text(book, &"\u{130}\u{df}\u{1e9e}\u{fdfa} ".repeat(size.of(200_000)));
        let name = |n: usize| format!("- {{ id: e{n}, name: {}, ignore_case: true }}\n", "\u{130}\u{df}".repeat(n + 1));
        entities(book, (0..size.of(1_000)).map(name));
    }),
    ("aliases limited to 10,000 documents", |book, size| {
        text(book, MEMO);
        let ids = (0..size.of(10_000)).map(|n| format!("d{n}")).collect::<Vec<_>>().join(", ");
        entities(
            book,
            (0..50).map(|n| format!("- {{ id: e{n}, name: N{n}, aliases: [{{ text: pier, in: [{ids}] }}] }}\n")),
        );
    }),
    ("10,000 names of one document", |book, size| {
        let names: String = (0..size.of(10_000)).map(|n| format!("  Council {n}: e\n")).collect();
        book.write("content/documents/memo.md", format!("---\nnames:\n{names}---\n{MEMO}"));
        entities(book, ["- { id: e, name: Pier }\n".to_string()].into_iter());
    }),
    ("relations in a ring of 18,000", |book, size| {
        let count = size.of(18_000);
        text(book, MEMO);
        let one = |n| format!("- {{ id: e{n}, name: N{n}, relations: [{{ with: e{}, as: x }}] }}\n", (n + 1) % count);
        entities(book, (0..count).map(one));
    }),
    ("one entity related to 18,000", |book, size| {
        text(book, MEMO);
        let one = |n| format!("- {{ id: e{n}, name: N{n}, relations: [{{ with: e0, as: x }}] }}\n");
        entities(book, (0..size.of(18_000)).map(one));
    }),
    ("descriptions that refer to each other", |book, size| {
        let count = size.of(10_000);
        text(book, MEMO);
        let one = |n| format!("- {{ id: e{n}, name: N{n}, description: \"[[e{}]] N1 N2\" }}\n", (n + 1) % count);
        entities(book, (0..count).map(one));
    }),
    ("former ids in a ring", |book, size| {
        let count = size.of(10_000);
        text(book, MEMO);
        let one = |n| format!("- {{ id: e{n}, name: N{n}, formerly: [e{}] }}\n", (n + 1) % count);
        entities(book, (0..count).map(one));
    }),
    ("ids of 10,000 characters", |book, size| {
        text(book, MEMO);
        let long = "i".repeat(size.of(10_000));
        entities(book, (0..50).map(|n| format!("- {{ id: {long}{n}, name: N{n} }}\n")));
    }),
    ("names of odd letters", |book, _| {
        text(book, "\u{202e}pier\u{200b} \u{ad} \u{feff}");
        let names = ["\u{202e}", "\u{ad}", "\u{200b}", "\u{301}", "\u{feff}", "\u{e000}", "\\0", "</script>"];
        entities(book, (0..).zip(names).map(|(n, name): (usize, _)| format!("- {{ id: e{n}, name: \"{name}\" }}\n")));
    }),
];

fn text(book: &Book, text: &str) {
    book.write("content/documents/memo.md", format!("1. {text}\n"));
}

fn entities(book: &Book, entities: impl Iterator<Item = String>) {
    let entities: String = entities.map(|one| one.replacen("{ ", "{ type: person, ", 1)).collect();
    book.write("content/entities/all.yaml", entities);
}
