//! The built-in theme against the program: no word, class or colour that nothing uses, none missing, all readable.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::harness::files;

fn text(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of ours")
}

fn folder(path: &str) -> Vec<(String, String)> {
    let all = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).into_iter();
    all.map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8"))).collect()
}

fn templates() -> String {
    folder("themes/default/templates").into_iter().map(|(_, text)| text).collect()
}

/// The program's own text that makes pages, without its tests.
fn render() -> String {
    let own = folder("src/render").into_iter().filter(|(path, _)| path.ends_with(".rs") && !path.ends_with("tests.rs"));
    own.map(|(_, text)| text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_string()).collect()
}

/// What stands between quotation marks.
fn literals(text: &str) -> BTreeSet<&str> {
    text.split(['"', '\'', '\\']).filter(|piece| !piece.is_empty() && piece.bytes().all(is_name)).collect()
}

fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-'
}

fn words() -> BTreeMap<String, serde_yaml::Value> {
    serde_yaml::from_str(&text("themes/default/words/en.yaml")).expect("a map of words")
}

#[test]
fn every_word_is_used_and_every_word_used_is_there() {
    let (words, templates, render) = (words(), templates(), render());
    let used: BTreeSet<&str> = literals(&templates).into_iter().chain(literals(&render)).collect();
    // A kind of gap has a second text beside its name.
    let is_used = |key: &str| used.contains(key.strip_suffix("_about").unwrap_or(key)) || used.contains(key);
    let unused: Vec<&String> = words.keys().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "words that nothing shows: {unused:?}");

    let in_templates = templates.split("key=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let in_program = ["words.get(\"", "words().get(\"", "words.fill(\"", "words().fill(\"", "words.count(\""]
        .into_iter()
        .flat_map(|call| render.split(call).skip(1).filter_map(|rest| rest.split('"').next()));
    let missing: Vec<&str> = in_templates.chain(in_program).filter(|key| !words.contains_key(*key)).collect();
    assert!(missing.is_empty(), "keys without words: {missing:?}");
}

/// The places `{name}` of an entry, over both its numbers.
fn places(value: &serde_yaml::Value) -> BTreeSet<String> {
    let texts = match value {
        serde_yaml::Value::Mapping(forms) => forms.values().filter_map(|form| form.as_str()).collect::<Vec<_>>(),
        other => other.as_str().into_iter().collect(),
    };
    let pieces = texts.into_iter().flat_map(|text| text.split('{').skip(1));
    pieces.filter_map(|piece| Some(piece.split_once('}')?.0.to_string())).collect()
}

#[test]
fn every_language_has_every_word_with_the_same_places() {
    let english = words();
    let all = folder("themes/default/words");
    assert!(all.len() > 1);
    for (name, text) in all {
        let own: BTreeMap<String, serde_yaml::Value> = serde_yaml::from_str(&text).expect("a map of words");
        assert_eq!(own.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{name}");
        for (key, value) in &own {
            assert_eq!(places(value), places(&english[key]), "{name}: {key}");
            assert_eq!(value.is_mapping(), english[key].is_mapping(), "{name}: {key}");
        }
    }
}

#[test]
fn french_is_spaced_as_french_is() {
    let text = text("themes/default/words/fr.yaml");
    for (at, line) in text.lines().enumerate() {
        let written = line.split_once(": ").map_or(line, |(_, words)| words);
        for sign in [" :", " ;", " ?", " !", "« ", " »", "'"] {
            assert!(!written.contains(sign), "line {}: `{sign}` in {line}", at + 1);
        }
        let spaced = ["\u{202F};", "\u{202F}?", "\u{202F}!"];
        let signs = written.matches([';', '?', '!']).count();
        assert_eq!(signs, spaced.iter().map(|sign| written.matches(sign).count()).sum::<usize>(), "{line}");
    }
}

#[test]
fn every_rule_of_the_style_sheet_has_something_to_style() {
    let sheet = sheet();
    let scripts = folder("themes/default/static").into_iter().filter(|(path, _)| path.ends_with(".js"));
    let sources = templates() + &render() + &scripts.map(|(_, text)| text).collect::<String>();
    let used: BTreeSet<&str> = sources.split(|letter: char| !letter.is_ascii() || !is_name(letter as u8)).collect();
    let counted = |class: &str| {
        let stem = class.trim_end_matches(|digit: char| digit.is_ascii_digit());
        stem != class && (["n", "b", "span-"].contains(&stem) || used.contains(stem))
    };
    let dead: Vec<&str> =
        classes(&sheet).into_iter().filter(|class| !used.contains(class) && !counted(class)).collect();
    assert!(dead.is_empty(), "classes that no page has: {dead:?}");
    for (at, line) in sheet.lines().enumerate() {
        assert!(line.chars().count() <= 160, "line {} of the style sheet is long", at + 1);
    }
}

#[test]
fn as_many_blocks_as_are_drawn_have_a_width() {
    let (sheet, render) = (sheet(), render());
    let widths: BTreeSet<usize> =
        classes(&sheet).iter().filter_map(|class| class.strip_prefix('n')?.parse().ok()).collect();
    let most = ["const MOST_BLOCKS: usize = ", "const MOST_DRAWN: u32 = ", "const MOST_HIGH: usize = "].map(|name| {
        let number = render.split(name).nth(1).and_then(|rest| rest.split(';').next());
        number.and_then(|number| number.parse::<usize>().ok()).expect(name)
    });
    let widest = most.into_iter().max().unwrap_or_default();
    assert_eq!(widths, BTreeSet::from_iter(1..=widest));
}

fn sheet() -> String {
    text("themes/default/static/style.css")
}

/// The classes in the selectors of a style sheet.
fn classes(sheet: &str) -> BTreeSet<&str> {
    let mut out = BTreeSet::new();
    for selector in sheet.split('}').flat_map(|rule| rule.split('{').rev().skip(1)) {
        let selector = selector.rsplit("*/").next().unwrap_or_default();
        for piece in selector.split('.').skip(1) {
            let name = piece.split(|letter: char| !letter.is_ascii() || !is_name(letter as u8)).next();
            out.extend(name.filter(|name| name.starts_with(|first: char| first.is_ascii_alphabetic())));
        }
    }
    out
}

/// The colours of a scheme: the first mention of each token from some place of the sheet on.
fn tokens(sheet: &str) -> BTreeMap<&str, [f64; 3]> {
    let mut out = BTreeMap::new();
    for piece in sheet.split("--").skip(1) {
        let Some((name, rest)) = piece.split_once(": #") else { continue };
        let hex = rest.get(..6).filter(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
        if let (true, Some(hex)) = (name.bytes().all(is_name), hex) {
            let channel = |at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("two digits"));
            out.entry(name).or_insert([channel(0), channel(2), channel(4)]);
        }
    }
    out
}

/// Contrast as WCAG 2 counts it.
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let light = |colour: [f64; 3]| {
        let linear = colour.map(|channel| {
            let share = channel / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    };
    let (one, other) = (light(one) + 0.05, light(other) + 0.05);
    one.max(other) / one.min(other)
}

/// Words need 4.5, lines that mean something 3.
const PAIRS: &[(&str, &[&str], f64)] = &[
    ("ink", &["paper", "stock", "wash", "hi", "hi2"], 7.0),
    ("soft", &["paper", "stock", "wash"], 4.5),
    ("link", &["paper", "stock", "wash", "hi", "hi2"], 4.5),
    ("rubric", &["paper"], 4.5),
    ("sup", &["paper", "hi"], 4.5),
    ("und", &["paper", "hi"], 4.5),
    ("qua", &["paper", "hi"], 4.5),
    ("sup", &["hi2"], 3.0),
    ("und", &["hi2"], 3.0),
    ("qua", &["hi2"], 3.0),
    ("edge", &["paper", "stock"], 3.0),
];

#[test]
fn colours_can_be_told_apart_in_both_schemes() {
    let (sheet, ledger) = (sheet(), text("themes/ledger/static/theme.css"));
    let dark = |sheet: &str| sheet.find("prefers-color-scheme: dark").expect("a dark scheme");
    let ours = [tokens(&sheet[..dark(&sheet)]), tokens(&sheet[dark(&sheet)..])];
    let theirs = [tokens(&ledger[..dark(&ledger)]), tokens(&ledger[dark(&ledger)..])];
    let [mut light_ledger, mut dark_ledger] = ours.clone();
    light_ledger.extend(theirs[0].clone());
    dark_ledger.extend(theirs[1].clone());
    let [light, dark] = ours;
    let schemes = [("light", light), ("dark", dark), ("ledger, light", light_ledger), ("ledger, dark", dark_ledger)];
    for (scheme, tokens) in schemes {
        for (over, unders, least) in PAIRS {
            for under in *unders {
                let found = contrast(tokens[over], tokens[under]);
                println!("{scheme}: {over} on {under} {found:.1}");
                assert!(found >= *least, "{scheme}: {over} on {under} is {found:.2}, less than {least}");
            }
        }
    }
}

#[test]
fn the_example_theme_builds_and_shows() {
    let book = crate::harness::Book::new(&[
        ("briefbook.yaml", "theme: ledger\n"),
        ("content/documents/memo.md", "---\ndate: 1961\n---\n1. The pier is old.\n"),
    ]);
    for (path, text) in folder("themes/ledger") {
        book.write(&format!("themes/ledger/{path}"), &text);
    }
    let run = book.run(&["build", "--strict", "--message-format", "short"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let made = files(&book.output());
    let page = String::from_utf8_lossy(&made["documents/index.html"]).into_owned();
    assert!(page.contains("folio") && page.contains("../assets/theme.css"), "{page}");
    let (sheet, own) = (page.find("style.css"), page.find("theme.css"));
    assert!(sheet < own, "the theme's style sheet comes after ours");
    assert_eq!(made["assets/theme.css"], text("themes/ledger/static/theme.css").into_bytes());
}
