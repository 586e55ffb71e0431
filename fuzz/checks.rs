//! What holds for any bytes at all, for the fuzzer and for the property tests of the suite. A check that fails panics.

use std::sync::LazyLock;

use briefbook::diagnostics::Diagnostics;
use briefbook::edtf::Edtf;
use briefbook::import::{self, Input, Known, Options};
use briefbook::model::{Anchoring, Audience, Book};
use briefbook::render::{self, PageKey, templates::Theme};
use briefbook::settings::Settings;
use briefbook::source::BookFiles;
use briefbook::{load, resolve};

/// The built-in theme, read once: reading it takes far longer than a small book does.
static THEME: LazyLock<Theme> = LazyLock::new(|| Theme::new(&[]).0);

/// A record that annotations are about.
const RECORD: &str = "# The pier\n\n1. (C) The council met in March and *voted* to mend the pier.\n\n2. (U) It is old \
                      & “unsafe”.\n\n> - deep `code`\n\n| a | b |\n|---|---|\n| c | d |\n";

/// Bytes as a book's front matter: whatever it says, the document is read and rendered.
pub(crate) fn front_matter(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    book(&[("content/documents/memo.md", &format!("---\n{text}\n---\n{RECORD}"))]);
}

/// Bytes as a file of annotations.
pub(crate) fn annotations(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    book(&[("content/documents/memo.md", RECORD), ("content/annotations/memo.yaml", &text)]);
}

/// Bytes as a document, up to a line of `=====`, with quotes taken from it: the lines behind.
pub(crate) fn annotated(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (document, quotes) = text.split_once("\n=====\n").unwrap_or((&text, ""));
    let quoted = |quote: &str| in_quotes(quote);
    let notes: String = quotes
        .lines()
        .take(20)
        .map(|line| {
            let (at, quote) = line.split_once('|').unwrap_or(("", line));
            let at = if at.is_empty() { String::new() } else { format!("  at: {}\n", quoted(at)) };
            format!("- document: memo\n  quote: {}\n{at}  note: {}\n", quoted(quote), quoted(line))
        })
        .collect();
    book(&[("content/documents/memo.md", document), ("content/annotations/memo.yaml", &notes)]);
}

/// Bytes as a date: it is read or refused, and its days are in order.
pub(crate) fn dates(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match Edtf::parse(&text) {
        Ok(date) => {
            if let (Some(first), Some(last)) = (date.earliest(), date.latest()) {
                assert!(first <= last, "{text:?}: {first:?} after {last:?}");
            }
        }
        Err(fault) => assert!(!fault.message.is_empty(), "{text:?}"),
    }
}

/// Bytes as a file to be imported: what comes of it is a document that the book reads without a fault of syntax.
pub(crate) fn import(bytes: &[u8]) {
    let inputs = [Input { name: "received.txt".into(), bytes: bytes.to_vec() }];
    for outcome in import::import(&inputs, &Known::default(), &Options::default()) {
        if let Ok(imported) = outcome.result {
            let (_, faults) = book(&[(&imported.path, &imported.document)]);
            let syntax =
                faults.iter().find(|fault| (101..=107).contains(&fault.code.number()) && fault.code.number() != 106);
            assert!(syntax.is_none(), "{}: {syntax:?}", imported.document);
        }
    }
}

/// Loads, resolves and renders a book. Every place lies in its file, every anchor in its text.
fn book(texts: &[(&str, &str)]) -> (Book, Diagnostics) {
    let files = BookFiles::from_texts(texts);
    let (raw, mut faults) = load::load(&files, &load::Memory::default());
    let memory = resolve::Memory::default();
    let (book, more) = resolve::resolve(raw, &files.sources, Settings::default(), Audience(0), &memory);
    faults.extend(more);
    for fault in &faults {
        for span in fault.span.into_iter().chain(fault.related.iter().map(|related| related.span)) {
            let text = &files.sources.file(span.file).text;
            let (start, end) = (span.start as usize, span.end as usize);
            assert!(text.get(start..end).is_some(), "{fault:?} of {} bytes", text.len());
        }
    }
    for annotation in &book.annotations {
        for passage in annotation.passages.iter() {
            let plain = &book[passage.document].text.plain;
            let inside = |range: std::ops::Range<usize>| plain.get(range).is_some_and(|words| !words.is_empty());
            match &passage.anchoring {
                Anchoring::Text { range, .. } | Anchoring::Drifted { range, .. } => {
                    assert!(inside(range.start as usize..range.end as usize), "{passage:?} in {plain:?}");
                }
                Anchoring::Unplaced { candidates, .. } => {
                    for near in candidates {
                        assert!(inside(near.range.start as usize..near.range.end as usize), "{near:?} in {plain:?}");
                    }
                }
                Anchoring::Block(block) => assert!((block.0 as usize) < book[passage.document].text.blocks.len()),
                Anchoring::Document | Anchoring::Title => {}
            }
        }
    }
    // Assets are what they are, and the book on paper has the other pages again.
    let by_book = |key: &PageKey| !matches!(key, PageKey::Asset(_) | PageKey::Print(_));
    for key in render::pages(&book, &THEME).iter().filter(|key| by_book(key)) {
        render::pages::render(&book, &THEME, key).expect("the built-in theme renders every book");
    }
    (book, faults)
}

/// Words as YAML in double quotation marks.
fn in_quotes(words: &str) -> String {
    let letters = words.chars().map(|letter| match letter {
        '"' | '\\' => format!("\\{letter}"),
        letter if letter.is_control() => format!("\\u{:04x}", letter as u32),
        letter => letter.to_string(),
    });
    format!("\"{}\"", letters.collect::<String>())
}
