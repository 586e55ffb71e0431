//! What holds for any text in the places where authors and sources write: the checks of `fuzz/`, on random texts and on
//! what fuzzing found.

#[path = "../../fuzz/checks.rs"]
mod checks;

use std::path::Path;

use proptest::prelude::*;

/// A check for any bytes.
type Check = fn(&[u8]);

const CHECKS: [(&str, Check); 5] = [
    ("annotated", checks::annotated),
    ("annotations", checks::annotations),
    ("dates", checks::dates),
    ("front_matter", checks::front_matter),
    ("import", checks::import),
];

/// Pieces that mean something somewhere, and letters that mean nothing anywhere.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(String::from),
        1 => "\\PC{0,4}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "  ",
    "\t",
    "- ",
    "1. ",
    "1. (C) ",
    "> ",
    "# ",
    "*",
    "**",
    "`",
    "```\n",
    "|",
    "|---|\n",
    "[",
    "]",
    "[[",
    "]]",
    "(",
    ")",
    "[^a]",
    "[^a]: ",
    "<b>",
    "</b>",
    "<!--",
    "-->",
    "&amp;",
    "\\",
    "{#a}",
    "---\n",
    "\n=====\n",
    "p1|",
    "title: ",
    "date: ",
    "id: ",
    "quote: ",
    "document: memo\n",
    "annotations:\n",
    "note: |\n  ",
    "at: p1\n",
    "&a ",
    "*a",
    "[x, y]",
    "{ a: b }",
    "\"",
    "'",
    "#",
    ": ",
    "!t ",
    "2009-06-12",
    "/",
    "..",
    "199X",
    "~",
    "?",
    "%",
    "Y-",
    "T11:16Z",
    "The council met in March",
    "pier",
    "old",
    " & ",
    "\u{201c}unsafe\u{201d}",
    "\u{fb03}",
    "e\u{301}",
    "\u{ad}",
    "\u{feff}",
    "\u{202e}",
    "\u{200d}",
    "\0",
    "\r",
    "\r\n",
    "UNCLAS BAMAKO 000123\n",
    "SUBJECT: ",
    "GOAL TWO: ",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_breaks_what_always_holds(text in pieces()) {
        for (_, check) in CHECKS {
            check(text.as_bytes());
        }
    }

    #[test]
    fn no_bytes_break_what_always_holds(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for (_, check) in CHECKS {
            check(&bytes);
        }
    }
}

#[test]
fn what_fuzzing_found_stays_mended() {
    let mut met = 0;
    for (name, check) in CHECKS {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/found").join(name);
        for (_, bytes) in crate::harness::files(&folder) {
            check(&bytes);
            met += 1;
        }
    }
    assert!(met > 0, "there are texts");
}
