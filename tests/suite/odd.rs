//! Odd books: whatever the files hold, the program ends with an exit code of its own and says what is wrong.

use crate::harness::Book;

/// What stands in every file of a book.
fn texts() -> Vec<(&'static str, Vec<u8>)> {
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("nothing", Vec::new()),
        ("a byte order mark", b"\xef\xbb\xbf---\r\ntitle: x\r\n---\r\n1. (C) One\r\n".to_vec()),
        ("a NUL", b"a\0b\n".to_vec()),
        ("UTF-16", "h\u{e4}llo".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("only front matter", text("---\ntitle: x\n---\n")),
        ("open front matter", text("---\ntitle: x\n")),
        ("deep quotations", text(&("> ".repeat(3000) + "deep"))),
        ("deep lists", text(&("[".repeat(5000) + "\n"))),
        ("deep maps", text(&("- extra: ".to_string() + &"{a: ".repeat(3000)))),
        ("deep emphasis", text(&("*".repeat(9000) + "a" + &"*".repeat(9000)))),
        ("deep HTML", text(&("<div>".repeat(9000) + "x\n\n" + &"<b>".repeat(5000)))),
        ("one long line", text(&"word ".repeat(200_000))),
        (
            "odd letters",
            text(
                "\u{202e}\u{2066}ab\u{200d}\u{feff} \u{130} e\u{301}\u{301} \u{1f1f2}\u{1f1f1}\u{e000}0\u{e001} \u{fb03}\n",
            ),
        ),
        ("odd references", text("[[]] [[|]] [[a|]] [[:]] [[doc:]] [[doc:#]] [x]() [y](#) [z](../..) [w](%zz) ![]()\n")),
        ("odd tables", text("| a |\n|---|\n| x | y | z |\n||\n|\n")),
        ("footnotes in rings", text("x[^a] z[^b]\n\n[^a]: see [^b] [^a]\n\n[^b]: see [^a]\n")),
    ]
}

#[test]
fn no_text_in_any_file_is_a_panic() {
    for (what, bytes) in texts() {
        let book = Book::new(&[]);
        for path in [
            "content/index.md",
            "content/documents/a.md",
            "content/pages/p.md",
            "content/annotations/a.yaml",
            "content/entities/e.yaml",
            "content/objectives.yaml",
            "content/events.yaml",
            "content/judgments.yaml",
            "briefbook.yaml",
        ] {
            book.write(path, &bytes);
        }
        let run = book.run(&["check", "--message-format", "json"]);
        assert!((0..=3).contains(&run.code) && !run.stderr.contains("panicked"), "{what}: {run:?}");
        assert_eq!(run.json().last().expect("a summary")["type"], "summary", "{what}");
        for fault in run.json().iter().filter(|line| line["type"] == "diagnostic") {
            assert_ne!(fault["code"], "BB704", "{what}: a fault of the text breaks no page: {fault}");
        }
    }
}

#[cfg(unix)]
#[test]
fn folders_and_links_in_the_place_of_files_are_named_or_passed() {
    let book = Book::new(&[("content/documents/memo.md", "Text.\n"), ("content/documents/x.md/inner.md", "Text.\n")]);
    let documents = book.root().join("content/documents");
    std::os::unix::fs::symlink(&documents, documents.join("loop")).expect("a link");
    std::os::unix::fs::symlink("nowhere", documents.join("lost.md")).expect("a link");
    let run = book.run(&["check", "--message-format", "short"]);
    assert_eq!(run.code, 1);
    let lines: Vec<&str> = run.stdout.lines().map(|line| line.split(": `").next().unwrap_or(line)).collect();
    assert_eq!(lines, ["content/documents/loop: error[BB001]", "content/documents/lost.md: error[BB001]"]);
}
