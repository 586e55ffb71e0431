use proptest::prelude::*;

use super::*;
use crate::markdown::{Rules, parse};

pub(super) fn input(name: &str, text: &str) -> Input {
    Input { name: name.into(), bytes: text.as_bytes().to_vec() }
}

fn one(text: &str) -> Imported {
    let input = input("x.txt", text);
    let outcomes = import(std::slice::from_ref(&input), &Known::default(), &Options::default());
    outcomes.into_iter().next().expect("one outcome").result.expect("imported")
}

/// The book after an import.
fn after(outcomes: &[Outcome<'_>]) -> Known {
    let mut known = Known::default();
    for imported in outcomes.iter().filter_map(|outcome| outcome.result.as_ref().ok()) {
        known.files.insert(imported.path.clone(), sha256(imported.document.as_bytes()));
        known.files.insert(imported.original.clone(), imported.sha256.clone());
        known.documents.push(KnownDocument {
            path: imported.path.clone(),
            id: imported.id.clone(),
            original: Some((imported.original.clone(), imported.sha256.clone())),
            ..KnownDocument::default()
        });
    }
    known
}

#[test]
fn importing_again_changes_nothing() {
    let inputs = [
        input("b.txt", "The pier\n\nis old, and so is all of it."),
        input("a.txt", "The quay\n\nis new, as is the mole."),
    ];
    let first = import(&inputs, &Known::default(), &Options::default());
    assert_eq!(first.iter().map(|outcome| outcome.input.name.as_str()).collect::<Vec<_>>(), ["a.txt", "b.txt"]);
    let mut known = after(&first);
    let state = |known: &Known, force| {
        let outcomes = import(&inputs, known, &Options { force, ..Options::default() });
        outcomes
            .into_iter()
            .map(|outcome| outcome.result.map(|imported| imported.state).map_err(|fault| fault.code))
            .collect::<Vec<_>>()
    };
    assert_eq!(state(&known, false), [Ok(State::Unchanged), Ok(State::Unchanged)]);
    // Changed since by its author.
    known.files.insert("content/documents/the-pier.md".into(), "0".into());
    assert_eq!(state(&known, false), [Ok(State::Unchanged), Ok(State::Kept)]);
    assert_eq!(state(&known, true), [Ok(State::Unchanged), Ok(State::Replaces)]);
    // A document that was not made of this file.
    known.documents.clear();
    assert_eq!(state(&known, false), [Ok(State::Unchanged), Err(Code::ImportExists)]);
}

#[test]
fn a_document_of_the_same_name_is_found_wherever_it_is() {
    let there = |id: &str, identifier: Option<&str>| KnownDocument {
        path: "content/documents/old/x.md".into(),
        id: id.into(),
        identifier: identifier.map(String::from),
        ..KnownDocument::default()
    };
    let text = "R 120905Z APR 79\nUNCLAS HAVEN 000042\n\n1. (U) The pier.";
    for document in [there("79HAVEN42", None), there("pier", Some("79HAVEN42"))] {
        let mut known = Known { documents: vec![document], ..Known::default() };
        known.files.insert("content/documents/old/x.md".into(), "0".into());
        let state = |force| {
            let input = input("x.txt", text);
            let options = Options { force, ..Options::default() };
            let outcomes = import(std::slice::from_ref(&input), &known, &options);
            outcomes
                .into_iter()
                .next()
                .expect("one")
                .result
                .map(|imported| (imported.path, imported.state))
                .map_err(|fault| fault.code)
        };
        assert_eq!(state(false), Err(Code::ImportExists));
        assert_eq!(state(true), Ok(("content/documents/old/x.md".into(), State::Replaces)));
    }
}

#[test]
fn two_files_of_one_name_are_both_refused_and_others_are_not() {
    let inputs = [
        input("a", "The pier\n\nis old, and so on."),
        input("b", "The Pier\n\nis new, and so on."),
        input("c", "The quay\n\nis there, and so on."),
        input("d", ""),
    ];
    let codes: Vec<_> = import(&inputs, &Known::default(), &Options::default())
        .into_iter()
        .map(|outcome| outcome.result.map(|imported| imported.id).map_err(|fault| (fault.code, fault.message)))
        .collect();
    assert_eq!(
        codes,
        [
            Err((Code::ImportClash, "`a` is not imported: it would make the document `the-pier`, as `b` would".into())),
            Err((Code::ImportClash, "`b` is not imported: it would make the document `the-pier`, as `a` would".into())),
            Ok("the-quay".into()),
            Err((Code::ImportRefused, "`d` is not imported: this file is empty".into())),
        ]
    );
}

/// Letters and digits, counted: what no step may lose, double or make up.
pub(super) fn counted<'a>(texts: impl IntoIterator<Item = &'a str>) -> std::collections::BTreeMap<char, usize> {
    let mut out = std::collections::BTreeMap::new();
    for letter in texts.into_iter().flat_map(str::chars).filter(|letter| letter.is_alphanumeric()) {
        *out.entry(letter).or_insert(0) += 1;
    }
    out
}

/// A body without the anchors that strategies get.
fn without_anchors(body: &str) -> String {
    let anchor = |line: &str| {
        line.rfind(" {#")
            .filter(|at| line.ends_with('}') && ["goal-", "obj-"].iter().any(|base| line[at + 3..].starts_with(base)))
    };
    body.lines().map(|line| anchor(line).map_or(line, |at| &line[..at])).collect::<Vec<_>>().join("\n")
}

/// What is in the body is also what a reader sees: nothing of it became markup.
fn is_shown(body: &str) {
    // These two are the format's own, wherever they come from.
    if body.contains("{#") || body.contains("[p") {
        return;
    }
    let letters = |texts: Vec<&str>| {
        let mut counted = counted(texts);
        // The numbers of a list are drawn and not read.
        counted.retain(|letter, _| letter.is_alphabetic());
        counted
    };
    let markings = ["U", "SBU", "C", "S", "TS"].map(String::from);
    let text = parse(body, Rules::Record { markings: &markings }).text;
    let marked = text.blocks.iter().filter_map(|block| block.marking.as_deref());
    assert_eq!(letters(marked.chain([text.plain.as_str()]).collect()), letters(vec![body]), "{body}");
}

/// What is to be refused: nothing to read in it, or so many strange characters that it is a binary file.
fn is_no_text(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let strange = |letter: &char| *letter == '\u{fffd}' || letter.is_control() && !letter.is_whitespace();
    let share = text.chars().filter(strange).count() * 20 > text.chars().count();
    share || text.contains('\0') || !text.contains(char::is_alphanumeric)
}

/// Imports a text by itself. None where it is refused, which has to be for what it is.
pub(super) fn alone(name: &str, text: &str, kind: Option<Kind>) -> Option<Imported> {
    let input = input(name, text);
    let outcomes = import(std::slice::from_ref(&input), &Known::default(), &Options { kind, force: false });
    match outcomes.into_iter().next().expect("one outcome").result {
        Ok(imported) => Some(imported),
        Err(fault) => {
            assert_eq!(fault.code, Code::ImportRefused, "{}", fault.message);
            assert!(is_no_text(text), "{}: {text:?}", fault.message);
            None
        }
    }
}

/// Checks the invariant from outside: what is written, against what was read.
pub(super) fn nothing_is_lost(text: &str, kind: Option<Kind>) {
    let Some(imported) = alone("x.txt", text, kind) else { return };
    let decoded = decode::decode(text.as_bytes()).expect("it was imported");
    let (_, body) = imported.document.split_once("\n---\n").expect("front matter");
    let record: serde_json::Value = serde_yaml::from_str(&imported.record.1).expect("YAML");
    let words = |key: &str| -> Vec<String> {
        let entries = record[key].as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| entry["words"].as_str().unwrap_or_default().to_string()).collect()
    };
    let (removed, read) = (words("removed"), words("read_into_metadata"));
    let body = without_anchors(body);
    let held = counted(removed.iter().chain(&read).map(String::as_str).chain([body.as_str()]));
    assert_eq!(held, counted([decoded.text.as_str()]), "{}\n{}", imported.document, imported.record.1);
    is_shown(&body);
}

pub(super) const KINDS: [Option<Kind>; 5] =
    [None, Some(Kind::Cable), Some(Kind::Strategy), Some(Kind::Article), Some(Kind::Plain)];

proptest! {
    #[test]
    fn no_word_of_an_arbitrary_text_is_lost(text in "(\\PC|\n|\u{c}|[a-zA-Z ().:-]{1,12}\n){0,120}") {
        for kind in KINDS {
            nothing_is_lost(&text, kind);
        }
    }

    #[test]
    fn arbitrary_bytes_are_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for kind in KINDS {
            import(&[Input { name: "x".into(), bytes: bytes.clone() }], &Known::default(), &Options { kind, force: false });
        }
    }
}

#[test]
fn only_what_is_no_text_is_refused() {
    for (text, imported) in [("", false), (" \n--\n", false), ("\u{fffd}x", false), ("x", true), ("- 1", true)] {
        for kind in KINDS {
            assert_eq!(alone("x.txt", text, kind).is_some(), imported, "{text:?}");
        }
    }
}

#[test]
fn front_matter_has_what_was_found_in_the_order_of_the_guide() {
    let imported = one("The state of the pier\n\n12 April 1961\n\nIt is old and\nsmall, at \\$132.");
    let sum = sha256(b"The state of the pier\n\n12 April 1961\n\nIt is old and\nsmall, at \\$132.");
    let expected = format!(
        "---\ntitle: The state of the pier\ndate: 1961-04-12\noriginal:\n  file: the-state-of-the-pier.txt\n  sha256: {sum}\nedits:\n\
         - backslashes before dollar signs removed (1)\n- lines joined into paragraphs\n- header read into the metadata\n---\n\
         It is old and small, at $132.\n"
    );
    assert_eq!(imported.document, expected);
    assert_eq!(
        (imported.path.as_str(), imported.original.as_str()),
        ("content/documents/the-state-of-the-pier.md", "content/originals/the-state-of-the-pier.txt")
    );
    assert_eq!(imported.filled, ["title", "date"]);
}

/// Lines as cables have them, and what happens to them on the way.
fn cable_line() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "VZCZCXYZ0001",
        "DE RUEHHV #0042/01 1020905",
        "R 120905Z APR 79",
        "R 990905Z APR 79",
        "FM AMEMBASSY HAVEN",
        "TO RUEHC/SECSTATE WASHDC 0456",
        "INFO RUEHZK/COAST COLLECTIVE",
        "C O N F I D E N T I A L SECTION 01 OF 02 HAVEN 000042",
        "SECRET",
        "SIPDIS",
        "E.O. 12958: DECL: 06/10/2019",
        "E.O. 12958: DECL: 16/10/2019 TAGS: PTER SUBJECT: PIER",
        "TAGS: PTER PREL",
        "SUBJECT: THE PIER",
        "REF: A. HAVEN 00017 (NOTAL)",
        "Classified By: A. Clerk for reas",
        "ons 1.4 (b)",
        "Identifier",
        "Created",
        "Origin",
        "79HAVEN42",
        "1979-04-12 09:05",
        "Cable title:",
        "Cablegate: The Pier",
        "-------------",
        "Who pays",
        "HAVEN 00000042 002 OF 002",
        "said HAVEN 00000042 002 OF 002 he. 2. (C) Then",
        "-- the deck",
        "(a) the piles",
        "- * x",
        "CLERK",
        "NNNN",
        "© Harbour Media",
        "World Headlines",
        "More>>",
        "",
        "",
    ]);
    prop_oneof![
        4 => fixed.prop_map(String::from),
        2 => (1..14u8, prop::sample::select(vec!["C", "SBU", "S/NF", "X"])).prop_map(|(number, mark)| format!("{number}.({mark}) The pier is")),
        1 => (0..30u8).prop_map(|number| format!("{number}. One")),
        3 => "[a-zé]{1,8}( [A-Za-z,.?-]{1,9}){0,8}",
    ]
}

/// A cable whose lines were cut, run together, doubled or lost somewhere.
fn cable_like() -> impl Strategy<Value = String> {
    let ends = prop::sample::select(vec!["\n", "\n", "\n", "\n\n", " ", "\u{a0}\n", "\u{c}", "\r\n"]);
    prop::collection::vec((cable_line(), ends), 0..60)
        .prop_map(|lines| lines.iter().map(|(line, end)| format!("{line}{end}")).collect())
}

proptest! {
    #[test]
    fn no_word_of_a_broken_cable_is_lost(text in cable_like()) {
        for kind in KINDS {
            nothing_is_lost(&text, kind);
        }
    }
}
