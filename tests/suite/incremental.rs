//! What a book looks like after changes is what it looks like to somebody who never saw it before.
//!
//! Each change of one file, and random scripts of writing, deleting and renaming files of every kind, each followed by a look
//! with all that is remembered and one without: the same paths, the same bytes, the same diagnostics. Where nothing is wrong, a
//! build is the third.
//! `BRIEFBOOK_SCRIPTS=500` asks for so many scripts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use briefbook::diagnostics::{Diagnostic, Severity};
use briefbook::pipeline::{self, Edition, Look, Sink, Workshop};
use briefbook::report::{self, PageCounts};

use crate::dice::Dice;
use crate::harness::{Book, files};

/// Files of a book and what each may hold: every kind, with faults and with what other files refer to.
const FILES: &[(&str, &[&str])] = &[
    (
        "briefbook.yaml",
        &[
            "title: One\naudiences: [public, internal]\nstatic_audience: { \"map*\": internal }\nminify: false\n",
            "title: One\naudiences: [public, internal]\nminify: false\n",
            "title: Two\naudiences: [public, internal]\npublish_originals: true\nlink_mentions: every\nminify: false\n",
            "audiences: [public, internal]\nseverity: { BB701: warning, BB301: warning }\ntheme: mine\nminify: false\n",
            "title: [\n",
        ],
    ),
    (
        "content/index.md",
        &["The front, with [[pier]] and [[doc:memo#p1]].\n", "[[event:mended]] and [[page:method]]\n"],
    ),
    (
        "content/documents/memo.md",
        &[
            "---\ntitle: Memo\ndate: 1961-03-06\norigin: Council\n---\n1. The Harbour Office mended the pier in March.\n\n2. (C) No money was set aside.\n",
            "# Memo\n\n1. The Harbour Office lost the pier in April, see LETTER 1.\n\n2. No money was set aside for it.\n",
            "---\ntitle: Memo\naudience: internal\n---\n1. The Harbour Office mended the pier in March.\n",
            "---\ntitle: open\n",
            "# Moved\n\nThe pier stands.\n\n1. The Harbour Office mended the pier in March.\n\n2. No money was set aside.\n",
        ],
    ),
    (
        "content/documents/letter.md",
        &[
            "---\nidentifier: LETTER 1\nreferences: [MEMO 1]\nwithhold: [{ at: p1, audience: internal, say: \"[gone]\" }]\n---\n1. The master of the pier writes.\n\n2. Ships wait.\n",
            "---\nidentifier: LETTER 2\nformerly: [note]\ndate: 1961~\n---\n1. The master of the pier writes to the Harbour Office. See [[doc:memo]].\n",
        ],
    ),
    (
        "content/documents/1961/note.md",
        &[
            "A note on ships.\n",
            "A note on boats.\n",
            "---\nid: memo\n---\nThe same id.\n",
            "---\nidentifier: MEMO 1\n---\nText.\n",
        ],
    ),
    (
        "content/annotations/memo.yaml",
        &[
            "document: memo\nannotations:\n  - id: n1\n    quote: mended the pier\n    at: p1\n    note: By [[office]], see [[doc:letter#p2]], [[annotation:n0|that]] and [a map](static/map.svg).\n    evidence: [{ objective: \"1.1\", stance: supports, strength: strong }]\n",
            "document: memo\nannotations:\n  - quote: No money was set aside\n    note: So the pier of the Harbour Office waits, as [[annotation:n0|was said]].\n    evidence: [{ objective: \"1.1\", stance: undermines, strength: weak }]\n  - at: p2\n    note: Why?\n    audience: internal\n",
            "document: memo\nannotations:\n  - quote: words that stand nowhere in it\n    note: Lost.\n",
            "document: memo\nannotations: [ {\n",
            "",
        ],
    ),
    (
        "content/annotations/more/letter.yaml",
        &[
            "document: letter\nannotations:\n  - id: n2\n    formerly: [n0]\n    quotes: [{ quote: Ships wait }, { document: memo, at: p1 }]\n    note: Both.\n",
            "document: letter\nannotations:\n  - id: n2\n    quotes: [{ quote: Ships wait }, { document: memo, at: p1 }]\n    note: Both.\n",
            "document: letter\nannotations:\n  - id: n2\n    formerly: [n0]\n    quote: The master of the pier\n    note: He.\n",
            "- { document: letter, quote: the pier, note: Which? }\n- { document: memo, quote: the pier, note: That. }\n",
        ],
    ),
    (
        "content/entities/all.yaml",
        &[
            "- { id: office, name: Harbour Office, type: organisation }\n- { id: pier, name: pier, type: place, aliases: [the pier] }\n",
            "- { id: office, name: Harbour Office, type: organisation, relations: [{ with: pier, as: keeps }] }\n- { id: pier, name: the pier, type: place, link: never }\n",
            "- { id: office, name: Council, type: organisation }\n",
        ],
    ),
    (
        "content/entities/people.yaml",
        &[
            "- { id: master, name: the master, type: person, aliases: [{ text: Council, in: [memo] }] }\n",
            "- { id: pier, name: Pier, type: nothing }\n",
        ],
    ),
    (
        "content/objectives.yaml",
        &[
            "- id: \"1\"\n  title: Piers\n  objectives:\n    - { id: \"1.1\", title: Mended, statement: It holds., sources: [{ document: memo, at: p1 }] }\n",
            "- { id: \"1.1\", title: Alone }\n- { id: \"2\", title: Ships }\n",
        ],
    ),
    (
        "content/events.yaml",
        &[
            "- { id: mended, date: 1961-03, title: The pier is mended, entities: [pier], sources: [{ document: memo, quote: in March, date: 1961-03 }] }\n",
            "- { id: mended, date: 1961-04, title: Mended after all, objectives: [\"1.1\"] }\n- { id: lost, date: 1960?, title: Lost, status: alleged }\n",
        ],
    ),
    (
        "content/judgments.yaml",
        &[
            "- { id: j, statement: It will hold, objectives: [\"1.1\"], rests_on: [n1], against: [n2] }\n",
            "- { id: k, statement: Perhaps }\n",
        ],
    ),
    (
        "content/pages/method.md",
        &[
            "# Method\n\nWe read [[doc:letter]] and [a file](static/map.svg).\n",
            "---\ntitle: How\naudience: internal\n---\nSee [[judgment:j]].\n",
        ],
    ),
    ("content/static/map.svg", &["<svg/>", "<svg><g/></svg>"]),
    ("content/originals/memo.txt", &["as received", "as received since"]),
    ("content/documents/stray.txt", &["nobody reads this"]),
    (
        "themes/default/templates/page.html",
        &["{% extends \"base.html\" %}{% block main %}<main>{{ title }}</main>{% endblock %}", "{% if %}"],
    ),
    ("themes/default/static/style.css", &["p { color: red }", "q { color: red }"]),
    ("themes/default/words/en.yaml", &["nav_documents: Papers\n", "nav_documents: [\n"]),
    (
        "themes/mine/templates/judgments.html",
        &["{% extends \"base.html\" %}{% block main %}<main>Ours.</main>{% endblock %}"],
    ),
];

/// Folders that may get another name for a while.
const FOLDERS: &[&str] = &["content", "content/documents", "content/annotations", "themes", "themes/default"];

/// One change, and what it was.
fn change(root: &Path, dice: &mut Dice) -> String {
    let (path, texts) = *dice.of(FILES);
    let other = dice.of(FILES).0;
    match dice.below(12) {
        0..=6 => {
            let text = *dice.of(texts);
            write(&root.join(path), text, dice);
            format!("write {path}: {text:?}")
        }
        7 | 8 => format!("delete {path}: {}", fs::remove_file(root.join(path)).is_ok()),
        9 => format!("rename {path} to {other}: {}", rename(&root.join(path), &root.join(other))),
        10 => {
            // A copy under a name of its own: another document, another file of entities.
            let copy = path.replace('.', "-2.");
            let done = fs::read(root.join(path)).is_ok_and(|bytes| fs::write(root.join(&copy), bytes).is_ok());
            format!("copy {path} to {copy}: {done}")
        }
        _ => {
            let folder = *dice.of(FOLDERS);
            let (here, away) = (root.join(folder), root.join(format!("{folder}-away")));
            let done = if away.exists() {
                fs::remove_dir_all(&here).is_ok() | rename(&away, &here)
            } else {
                rename(&here, &away)
            };
            format!("rename {folder}, or back: {done}")
        }
    }
}

fn rename(from: &Path, to: &Path) -> bool {
    fs::create_dir_all(to.parent().expect("a folder")).is_ok() && fs::rename(from, to).is_ok()
}

/// Writes a file, often as if long ago: a file is read again by its stamp, and the stamp of a new file is not trusted.
fn write(path: &Path, text: &str, dice: &mut Dice) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
    if dice.below(2) == 0 {
        let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        let file = fs::File::options().write(true).open(path).expect("there");
        file.set_modified(long_ago).expect("a time");
    }
}

/// All that a look shows: pages, copied files, diagnostics.
fn shown(look: &Look) -> BTreeMap<String, String> {
    let text = |path: &str| String::from_utf8_lossy(&look.preview.get(path).unwrap_or_default()).into_owned();
    let mut all: BTreeMap<String, String> =
        look.preview.paths().into_iter().map(|path| (path.to_string(), text(path))).collect();
    for path in ["map.svg", "map-2.svg", "originals/memo.txt", "originals/memo-2.txt"] {
        all.insert(path.to_string(), text(path));
    }
    let words = look.outcome.diagnostics.iter().map(|fault| report::plain(fault, &look.outcome.sources));
    all.insert("(diagnostics)".into(), words.collect());
    all
}

/// Keeps the pages of a build.
#[derive(Default)]
struct Pages(BTreeMap<String, String>);

impl Sink for Pages {
    fn page(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), Diagnostic> {
        self.0.insert(path.to_string(), String::from_utf8_lossy(&bytes).into_owned());
        Ok(())
    }

    fn copy(&mut self, path: &str, _source: &str, from: &Path) -> Result<(), Diagnostic> {
        self.page(path, fs::read(from).expect("a file"))
    }

    fn finish(&mut self) -> Result<PageCounts, Diagnostic> {
        Ok(PageCounts::default())
    }
}

fn edition(audience: &str) -> Edition {
    Edition { audience: Some(audience.to_string()), preview: true, ..Edition::default() }
}

/// What somebody sees who never saw the book before.
fn fresh(book: &Book, edition: &Edition) -> BTreeMap<String, String> {
    shown(&Workshop::new(&book.root()).look(edition).expect("a look"))
}

/// Paths whose texts differ, and those that only one has.
fn differing(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>) -> BTreeSet<String> {
    one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}

/// The book as it is first written.
fn first() -> Book {
    let first: Vec<(&str, &str)> = FILES.iter().map(|(path, texts)| (*path, texts[0])).collect();
    Book::new(&first)
}

#[test]
fn a_change_of_one_file_or_of_the_audience_alone_is_seen() {
    let book = first();
    let audiences = ["public", "internal"];
    let at_first = audiences.map(|audience| fresh(&book, &edition(audience)));
    let mut workshop = Workshop::new(&book.root());
    let mut look = |at: usize, known: Option<&BTreeMap<String, String>>, what: &str| {
        let edition = edition(audiences[at]);
        let look = workshop.look(&edition).expect("a look");
        let expected = known.cloned().unwrap_or_else(|| fresh(&book, &edition));
        let differ = differing(&shown(&look), &expected);
        assert!(differ.is_empty(), "{what}, for {}: {differ:?} differ", audiences[at]);
        look.outcome.diagnostics
    };
    let faults = look(0, Some(&at_first[0]), "at first");
    let sound = faults.iter().all(|fault| fault.severity == Severity::Warning);
    assert!(sound, "the first texts are a sound book: {faults:?}");
    look(1, Some(&at_first[1]), "nothing changed but the audience");
    look(0, Some(&at_first[0]), "nothing changed but the audience");
    let mut at = 0;
    for (path, texts) in FILES.iter().filter(|(path, _)| !path.starts_with("themes/")) {
        for text in &texts[1..] {
            book.write(path, text);
            look(at, None, &format!("{path}: {text:?}"));
            at = 1 - at;
            book.write(path, texts[0]);
            look(at, Some(&at_first[at]), &format!("{path} as at first, after {text:?}"));
        }
    }
}

#[test]
fn what_is_remembered_changes_nothing() {
    let asked = std::env::var("BRIEFBOOK_SCRIPTS").ok().and_then(|number| number.parse().ok());
    let scripts: u64 = asked.unwrap_or(18);
    let mut built = 0;
    for seed in 1..=scripts {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let book = first();
        let mut workshop = Workshop::new(&book.root());
        let mut log = Vec::new();
        for _ in 0..3 {
            let mut named: BTreeSet<String> = files(&book.root()).into_keys().collect();
            for _ in 0..=dice.below(4) {
                log.push(change(&book.root(), &mut dice));
            }
            let edition = edition(["public", "internal"][dice.below(2)]);
            // Hints name the files, or say only that something may be another.
            named.extend(files(&book.root()).into_keys());
            let hinted = dice.below(2) == 0;
            let look = if hinted { workshop.look_at(&edition, &named).expect("a look") } else { None };
            let look = look.unwrap_or_else(|| workshop.look(&edition).expect("a look"));
            let mut remembered = shown(&look);
            let differ = differing(&remembered, &fresh(&book, &edition));
            assert!(
                differ.is_empty(),
                "seed {seed}: {differ:?} differ\n{}\n{:#?}",
                log.join("\n"),
                files(&book.root()).keys()
            );
            let mut pages = Pages::default();
            if pipeline::run(&book.root(), &edition, &mut pages).published {
                built += 1;
                remembered
                    .retain(|path, text| !path.starts_with('(') && !text.is_empty() || pages.0.contains_key(path));
                // The index and previews of links are no pages; they are made when they are asked for.
                let asked_for = |path: &&String| path.starts_with("search/") || path.starts_with("assets/previews-");
                for path in pages.0.keys().filter(asked_for) {
                    let file = look.preview.get(path).unwrap_or_default();
                    remembered.insert(path.clone(), String::from_utf8_lossy(&file).into_owned());
                }
                let differ = differing(&remembered, &pages.0);
                assert!(differ.is_empty(), "seed {seed}: a build differs in {differ:?}\n{}", log.join("\n"));
            }
        }
    }
    assert!(asked.is_some() || built > 0, "some states can be built");
}
