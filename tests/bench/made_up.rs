//! Books out of made-up words: the same one for the same size, on every machine.

use std::fmt::Write as _;

use crate::dice::Dice;

/// Paragraphs of a document.
const PARAGRAPHS: usize = 10;
/// Words of a paragraph.
const WORDS: usize = 60;
/// Entities of a book.
const ENTITIES: usize = 500;
/// Annotations of a document: at most a third of its paragraphs.
const ANNOTATIONS: usize = 3;

/// The files of a book: paths and texts. Each document has its file of annotations.
pub(crate) fn book(documents: usize) -> Vec<(String, String)> {
    let mut dice = Dice(1);
    let vocabulary: Vec<String> = (0..4000).map(|_| word(&mut dice, 4)).collect();
    let names: Vec<String> = (0..ENTITIES).map(|_| name(&mut dice)).collect();
    let mut files = vec![
        ("content/entities/all.yaml".to_string(), entities(&names, &mut dice)),
        ("content/objectives.yaml".to_string(), objectives()),
    ];
    for number in 0..documents {
        let (document, annotations) = pair(number, &vocabulary, &names, &mut dice);
        files.push((format!("content/documents/d{number}.md"), document));
        files.push((format!("content/annotations/d{number}.yaml"), annotations));
    }
    files
}

fn entities(names: &[String], dice: &mut Dice) -> String {
    let mut out = String::new();
    for (number, name) in names.iter().enumerate() {
        let kind = dice.of(&["person", "organisation", "place"]);
        let _ = writeln!(out, "- {{ id: e{number}, type: {kind}, name: {name} }}");
    }
    out
}

fn objectives() -> String {
    let below: String = (0..10).map(|n| format!("    - {{ id: \"1.{n}\", title: Objective {n} }}\n")).collect();
    format!("- id: \"1\"\n  title: Goal\n  objectives:\n{below}")
}

/// A document and its annotations.
fn pair(number: usize, vocabulary: &[String], names: &[String], dice: &mut Dice) -> (String, String) {
    let paragraphs: Vec<Vec<&str>> = (0..PARAGRAPHS).map(|_| paragraph(vocabulary, names, dice)).collect();
    let (year, month, day) = (1990 + number % 30, number % 12 + 1, number % 28 + 1);
    let mut document = format!(
        "---\ntitle: Document {number}\nkind: cable\nidentifier: D{number:05}\ndate: {year}-{month:02}-{day:02}\n---\n"
    );
    for (at, words) in paragraphs.iter().enumerate() {
        let _ = writeln!(document, "{}. (C) {}.\n", at + 1, words.join(" "));
    }
    let mut annotations = format!("document: d{number}\nannotations:\n");
    for turn in 0..ANNOTATIONS {
        // A paragraph of its own for each, so that no quote stands twice.
        let (at, start) = (turn * 3 + dice.below(3), dice.below(WORDS - 12));
        let quote = paragraphs[at][start..start + 10].join(" ");
        let (paragraph, objective) = (at + 1, dice.below(10));
        let _ = writeln!(
            annotations,
            "  - quote: |-\n      {quote}\n    at: p{paragraph}\n    note: A note on this, {number}.{turn}.\n    \
             evidence: [{{ objective: \"1.{objective}\", stance: supports, strength: weak }}]"
        );
    }
    (document, annotations)
}

fn paragraph<'a>(vocabulary: &'a [String], names: &'a [String], dice: &mut Dice) -> Vec<&'a str> {
    let mut words: Vec<&str> = (0..WORDS).map(|_| dice.of(vocabulary).as_str()).collect();
    words[5 + dice.below(WORDS - 10)] = dice.of(names).as_str();
    words
}

fn word(dice: &mut Dice, most: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ba", "ma", "ko", "ti", "ru", "sa", "len", "dor", "vi", "ka", "mo", "ne", "fi", "gu", "ta", "ri", "pol", "nu",
        "se", "lo",
    ];
    (0..=dice.below(most)).map(|_| *dice.of(&SYLLABLES)).collect()
}

fn name(dice: &mut Dice) -> String {
    let mut part = || {
        let word = format!("{}{}", word(dice, 2), word(dice, 2));
        word[..1].to_uppercase() + &word[1..]
    };
    format!("{} {}", part(), part())
}
