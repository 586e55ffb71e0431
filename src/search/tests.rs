use std::collections::BTreeMap;
use std::path::Path;

use super::bits::SIGNS;
use super::stem::{rules, stem};
use super::*;
use crate::model::Audience;
use crate::render::templates::Theme;
use crate::settings::Settings;
use crate::source::BookFiles;
use crate::{load, resolve};

fn book(texts: &[(&str, &str)], settings: Settings, audience: u16) -> Book {
    let files = BookFiles::from_texts(texts);
    let (raw, faults) = load::load(&files, &load::Memory::default());
    assert!(faults.is_empty(), "{faults:?}");
    let memory = resolve::Memory::default();
    let (book, faults) = resolve::resolve(raw, &files.sources, settings, Audience(audience), &memory);
    assert!(faults.is_empty(), "{faults:?}");
    book
}

const BOOK: &[(&str, &str)] = &[
    (
        "content/documents/letter.md",
        "---\ntitle: A letter to the harbour master\nidentifier: HL-7\ndate: 1961-03\nwithhold: [{ at: p2, audience: internal }]\n---\n\
         1. The pier was mended by [[braun]] in March.\n\n2. The secret treaty.\n\n3. The \"pier\" stands.\n",
    ),
    (
        "content/annotations/letter.yaml",
        "- { id: n1, document: letter, quote: was mended, at: p1, note: \"By whom? See [[braun]].\" }\n\
         - { id: n2, document: letter, quote: pier, at: p3, audience: internal, note: Not for all. }\n",
    ),
    ("content/entities/people.yaml", "- { id: braun, type: person, name: Anna Br\u{e4}un, aliases: [the mason] }\n"),
    ("content/events.yaml", "- { id: mended, date: 1961-03-04, title: The pier is mended }\n"),
    ("content/objectives.yaml", "- { id: '1', title: Keep the pier }\n"),
    ("content/pages/method.md", "# Method\n\nWe read what [[doc:letter]] says.\n"),
];

fn settings(search: bool) -> Settings {
    Settings { search, audiences: vec!["public".into(), "internal".into()], ..Settings::default() }
}

fn made(audience: u16) -> BTreeMap<String, String> {
    let (theme, _) = Theme::new(&[]);
    let files = files(&book(BOOK, settings(true), audience), theme.words()).into_iter();
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

/// What a script hands over.
fn data(files: &BTreeMap<String, String>, name: &str) -> serde_json::Value {
    let script = &files[&format!("search/{name}.js")];
    let start = format!("briefbook.take(\"{name}\",");
    let json = script.strip_prefix(&start).and_then(|rest| rest.strip_suffix(");\n")).expect("a call");
    serde_json::from_str(json).expect("JSON")
}

/// The reader of the bits that a browser has too.
struct Reader<'a>(&'a [u8], usize);

impl Reader<'_> {
    fn fixed(&mut self, bits: u32) -> u32 {
        (0..bits).fold(0, |number, _| {
            let five = SIGNS.iter().position(|sign| *sign == self.0[self.1 / 5]).expect("a sign");
            let bit = u32::try_from(five >> (4 - self.1 % 5) & 1).expect("a bit");
            self.1 += 1;
            number << 1 | bit
        })
    }

    fn rice(&mut self, low: u32) -> u32 {
        let mut high = 0;
        while self.fixed(1) == 1 {
            high += 1;
        }
        high << low | self.fixed(low)
    }
}

/// Each word with its records and places, as a browser reads them.
fn places(files: &BTreeMap<String, String>) -> BTreeMap<String, Vec<(u32, u32)>> {
    let (mut out, mut before) = (BTreeMap::new(), String::new());
    let shard = data(files, "words-0");
    for entry in shard.as_array().expect("a list").chunks(4) {
        let shared = usize::try_from(entry[0].as_u64().expect("a number")).expect("small");
        let word = format!("{}{}", &before[..shared], entry[1].as_str().expect("letters"));
        let mut bits = Reader(entry[3].as_str().expect("bits").as_bytes(), 0);
        let (by_record, by_place) = (bits.fixed(5), bits.fixed(5));
        let (mut record, mut found) = (0, Vec::new());
        for at in 0..entry[2].as_u64().expect("a number") {
            record += bits.rice(by_record) + u32::from(at > 0);
            let mut place = bits.rice(by_place);
            found.push((record, place));
            while bits.fixed(1) == 1 {
                place += bits.rice(by_place) + 1;
                found.push((record, place));
            }
        }
        out.insert(word.clone(), found);
        before = word;
    }
    out
}

#[test]
fn every_word_is_where_it_stands() {
    let book = book(BOOK, settings(true), 1);
    let (theme, _) = Theme::new(&[]);
    let mut wanted: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
    let mut number = 0;
    for group in records::records(&book, theme.words()) {
        for (at, record) in group.records.iter().enumerate() {
            let title = if group.has_title(at) { group.title.as_str() } else { "" };
            for (place, word) in (0..).zip(words::words(&format!("{title} {}", record.text))) {
                wanted.entry(word).or_default().push((number, place));
            }
            number += 1;
        }
    }
    assert_eq!(places(&made(1)), wanted);
    assert!(wanted["pier"].len() == 4, "{wanted:?}");
    assert_eq!(data(&made(1), "index")["lengths"].as_str().map(str::len), Some(number as usize));
}

#[test]
fn every_kind_is_found_at_its_place() {
    let files = made(1);
    let flat = data(&files, "texts-0");
    let mut found = Vec::new();
    let mut page = String::new();
    let mut items = flat.as_array().expect("a list").iter();
    while let Some(item) = items.next() {
        if let Some(head) = item.as_array() {
            page = head[1].as_str().expect("a path").to_string();
        } else {
            let text = items.next().and_then(serde_json::Value::as_str).expect("words");
            found.push(format!("{page}#{} {text}", item.as_str().expect("an id")));
        }
    }
    assert_eq!(
        found,
        [
            "documents/letter.html# HL-7",
            "documents/letter.html#p1 The pier was mended by Anna Br\u{e4}un in March.",
            "documents/letter.html#p2 The secret treaty.",
            "documents/letter.html#p3 The \"pier\" stands.",
            "documents/letter.html#note-n1 By whom? See Anna Br\u{e4}un.",
            "documents/letter.html#note-n2 Not for all.",
            "entities/person/braun.html# the mason",
            "chronology.html#event-mended ",
            "objectives/1.html# ",
            "pages/method.html# ",
            "pages/method.html# We read what HL-7 says.",
        ]
    );
}

#[test]
fn what_is_withheld_is_not_in_the_index() {
    let public: String = made(0).into_values().collect();
    for word in ["secret", "treaty", "Not for all", "note-n2"] {
        assert!(!public.contains(word), "{word} in {public}");
    }
    assert!(public.contains("harbour"));
}

#[test]
fn the_same_book_gives_the_same_bytes_and_none_without_search() {
    assert_eq!(made(1), made(1));
    let (theme, _) = Theme::new(&[]);
    assert_eq!(files(&book(BOOK, settings(false), 1), theme.words()), []);
}

/// A browser is asked the same (`tests/browser/search`).
#[test]
fn words_and_stems_are_those_of_the_table() {
    let table = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/words.tsv");
    let table = std::fs::read_to_string(table).expect("a file of ours");
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [language, text, wanted] = cells[..] else { panic!("{line}") };
        let stems: Vec<String> = words::words(text).map(|word| stem(&word, rules(language))).collect();
        assert_eq!(stems.join(" "), wanted, "{language}: {text}");
    }
    assert!(table.lines().count() > 100);
}
