//! Hostile objectives, events and judgments: masses, sets, dates beyond time.

use super::{Case, MEMO};
use crate::harness::Book;

pub(crate) const CASES: &[Case] = &[
    ("an objective cited by 14,000", |book, size| {
        objectives(book, "- { id: o, title: Mend the pier }\n".into());
        let note = |n| {
            format!(
                "- {{ document: memo, quote: pier, at: p1, note: n{n}, evidence: [{{ objective: o, stance: supports }}] }}\n"
            )
        };
        book.write("content/annotations/memo.yaml", (0..size.of(14_000)).map(note).collect::<String>());
    }),
    ("a note on 5,000 objectives", |book, size| {
        let count = size.of(5_000);
        objectives(book, (0..count).map(|n| format!("- {{ id: o{n}, title: T{n} }}\n")).collect());
        let links: String = (0..count).map(|n| format!("    - {{ objective: o{n}, stance: supports }}\n")).collect();
        book.write("content/annotations/memo.yaml", format!("- document: memo\n  at: p1\n  evidence:\n{links}"));
    }),
    ("1,000 objectives across 1,000 documents", |book, size| {
        let count = size.of(1_000);
        objectives(book, (0..count).map(|n| format!("- {{ id: o{n}, title: T{n} }}\n")).collect());
        for n in 0..count {
            book.write(&format!("content/documents/d{n}.md"), MEMO);
            let note = format!("- {{ document: d{n}, at: p1, evidence: [{{ objective: o{n}, stance: supports }}] }}\n");
            book.write(&format!("content/annotations/d{n}.yaml"), note);
        }
    }),
    ("objectives deep in objectives", |book, size| {
        let line = |depth: usize| format!("{0}- id: o{depth}\n{0}  title: x\n{0}  objectives:\n", "    ".repeat(depth));
        objectives(book, (0..size.of(1_000)).map(line).collect());
    }),
    ("10,000 objectives with one id", |book, size| {
        objectives(book, "- { id: o, title: T }\n".repeat(size.of(10_000)));
    }),
    ("25,000 searches for one objective", |book, size| {
        let looked = "{ for: x, where: all, date: 2026-11-21, result: none found }, ".repeat(size.of(25_000));
        objectives(book, format!("- {{ id: o, title: T, looked: [{looked}] }}\n"));
    }),
    ("10,000 wordings", |book, size| {
        let wordings = "{ statement: x, source: { document: memo, quote: pier } }, ".repeat(size.of(10_000));
        objectives(book, format!("- {{ id: o, title: T, wordings: [{wordings}] }}\n"));
    }),
    ("dates beyond time", |book, _| {
        let dates = [
            "99999999999",
            "Y-170000000",
            "Y170000000",
            "Y9223372036854775808",
            "Y-9223372036854775808",
            "Y1E999999999",
            "-9999-12-31",
            "9999-12-31",
            "0000-00-00",
            "0000-02-29",
            "XXXX-XX-XX",
            "2009-02-30",
            "2009-13",
            "2009-99",
            "/",
            "//",
            "../..",
            "2009/",
            "/2009",
            "9999/0000",
            "[2009,2010]",
            "{..2009}",
            "2009-06-12T99:99:99Z",
            "2009-06-12T11:16+99:99",
            "\u{661}\u{662}\u{663}\u{664}",
            "2009~?%~?%",
            "1-",
            "-",
            "",
            "18446744073709551616",
        ];
        events(
            book,
            (0..)
                .zip(dates)
                .map(|(n, date): (usize, _)| format!("- {{ id: e{n}, title: T, date: \"{date}\" }}\n"))
                .collect(),
        );
    }),
    ("sets of 10,000 dates", |book, size| {
        let set = vec!["2009-01-01"; size.of(10_000)].join(",");
        events(
            book,
            format!("- {{ id: a, title: T, date: \"[{set}]\" }}\n- {{ id: b, title: T, date: \"{{{set}}}\" }}\n"),
        );
    }),
    ("a date of 10 MB", |book, size| {
        events(book, format!("- {{ id: a, title: T, date: \"{}\" }}\n", "2009-".repeat(size.of(2_000_000))));
    }),
    ("spans of all time", |book, size| {
        events(book, (0..size.of(20_000)).map(|n| format!("- {{ id: e{n}, title: T, date: 0000/9999 }}\n")).collect());
    }),
    ("35,000 events on one day", |book, size| {
        events(book, (0..size.of(35_000)).map(|n| format!("- {{ id: e{n}, title: T, date: 2009-06-12 }}\n")).collect());
    }),
    ("an event with 25,000 sources", |book, size| {
        let sources = "{ document: memo, quote: pier, at: p1, date: 2009 }, ".repeat(size.of(25_000));
        events(book, format!("- {{ id: e, title: T, date: 2009, sources: [{sources}] }}\n"));
    }),
    ("sources that all differ on the date", |book, size| {
        let sources: String = (0..size.of(3_000))
            .map(|n| format!("{{ document: memo, quote: pier, at: p1, date: {} }}, ", 1000 + n))
            .collect();
        events(book, format!("- {{ id: e, title: T, date: 2009, sources: [{sources}] }}\n"));
    }),
    ("a judgment that rests on 30,000", |book, size| {
        let ids = (0..size.of(30_000)).map(|n| format!("a{n}")).collect::<Vec<_>>();
        book.write("content/documents/memo.md", MEMO);
        let notes: String = ids.iter().map(|id| format!("- {{ id: {id}, document: memo, at: p1 }}\n")).collect();
        book.write("content/annotations/memo.yaml", notes);
        book.write(
            "content/judgments.yaml",
            format!("- {{ id: j, statement: S, rests_on: [{0}], against: [{0}] }}\n", ids.join(", ")),
        );
    }),
    ("100,000 unknown ids with suggestions", |book, size| {
        let count = size.of(100_000);
        objectives(book, (0..size.of(5_000)).map(|n| format!("- {{ id: objective-{n}, title: T }}\n")).collect());
        let ids = (0..count).map(|n| format!("objektive-{n}")).collect::<Vec<_>>().join(", ");
        events(book, format!("- {{ id: e, title: T, date: 2009, objectives: [{ids}] }}\n"));
    }),
    ("an unknown id of 5 MB", |book, size| {
        objectives(book, (0..size.of(1_000)).map(|n| format!("- {{ id: objective-{n}, title: T }}\n")).collect());
        events(
            book,
            format!("- {{ id: e, title: T, date: 2009, objectives: [{}] }}\n", "o".repeat(size.of(5_000_000))),
        );
    }),
    ("35,000 faults", |book, size| {
        events(book, "- { id: \"!\", titel: x, date: 2009-02-30 }\n".repeat(size.of(35_000)));
    }),
    ("80,000 faults in one line", |book, size| {
        events(book, format!("[{}]\n", "{ id: \"!\" }, ".repeat(size.of(80_000))));
    }),
];

fn objectives(book: &Book, text: String) {
    book.write("content/documents/memo.md", MEMO);
    book.write("content/objectives.yaml", text);
}

fn events(book: &Book, text: String) {
    book.write("content/documents/memo.md", MEMO);
    book.write("content/events.yaml", text);
}
