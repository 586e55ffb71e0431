//! Folding: what becomes one, what stays apart, and that the map is exact both ways.

use std::time::Instant;

use proptest::prelude::*;

use super::*;

#[test]
fn forms_that_read_the_same_fold_to_one() {
    for (left, right) in [
        ("“Mali’s image”", "\"Mali's image\""),
        ("«non»", "\"non\""),
        ("2009–2025", "2009-2025"),
        ("co\u{ad}op\u{200b}era\u{feff}tion", "cooperation"),
        ("of\u{fb01}cer e\u{fb03}cient", "officer efficient"),
        ("a\u{a0}b \t\r\n c\u{2028}d", "a b c d"),
        ("Toure\u{301}", "Touré"),
        ("Toure\u{ad}\u{301}", "Touré"),
        ("한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"),
        ("so … it", "so ... it"),
        ("\u{fb01}\u{301}", "fí"),
        ("  ends  ", "ends"),
        ("", " \u{200b} \n"),
        ("K\u{212a}", "KK"),
    ] {
        assert_eq!(fold(left, Fold::Quote), fold(right, Fold::Quote), "{left:?} {right:?}");
    }
}

#[test]
fn what_differs_stays_apart() {
    for (left, right) in [
        ("'a'", "\"a\""),
        ("Mali", "mali"),
        ("4", "14"),
        ("Touré", "Toure"),
        ("a b", "ab"),
        ("１", "1"),
        ("co-op", "coop"),
    ] {
        assert_ne!(fold(left, Fold::Quote), fold(right, Fold::Quote), "{left:?} {right:?}");
    }
}

#[test]
fn names_lose_case_and_accents_but_not_letters() {
    for (name, folded) in [
        ("Amadou Toumani TOURÉ", "amadou toumani toure"),
        ("Keïta", "keita"),
        ("N’Djaména", "n'djamena"),
        ("İstanbul", "istanbul"),
        ("ΟΔΟΣ ὁδός", "οδοσ οδοσ"),
        ("Al–Qaeda", "al-qaeda"),
    ] {
        assert_eq!(fold(name, Fold::Name), folded);
    }
    assert_ne!(fold("が", Fold::Name), fold("か", Fold::Name));
}

#[test]
fn ranges_map_to_whole_characters() {
    for (plain, needle, words) in [
        ("He said “no”.", "\"no\"", "“no”"),
        ("two\n\nblocks", "two blocks", "two\n\nblocks"),
        ("of\u{fb01}cer", "fi", "\u{fb01}"),
        ("of\u{fb01}cer", "i", "\u{fb01}"),
        ("Toure\u{301}’s", "é", "e\u{301}"),
        ("co\u{ad}op", "oo", "o\u{ad}o"),
        ("\u{ad}co\u{ad}", "co", "co"),
        ("a … b", "...", "…"),
        ("x \u{200b} y", "x y", "x \u{200b} y"),
    ] {
        let folded = Folded::new(plain, Fold::Quote);
        let at = folded.text.find(needle).expect("the needle is there");
        assert_eq!(&plain[folded.to_plain(at..at + needle.len())], words, "{plain:?}");
    }
}

#[test]
fn ranges_of_the_plain_text_map_to_the_folded_one() {
    let plain = "A “b”\r\n\r\nof\u{fb01}ce\u{ad}r";
    let folded = Folded::new(plain, Fold::Quote);
    for (words, became) in
        [("“b”", "\"b\""), ("\r\n", " "), ("\u{fb01}", "fi"), ("\u{ad}", ""), ("ce\u{ad}r", "cer"), ("", "")]
    {
        let at = plain.find(words).expect("the words are there");
        assert_eq!(&folded.text[folded.to_folded(at..at + words.len())], became, "{words:?}");
    }
}

#[test]
fn large_texts_fold_in_linear_time() {
    let started = Instant::now();
    for sample in ["The Committee adjourned. ", "Élan “vital” — ", "\u{ad}", "e\u{301}", "👨‍👩‍👧", "   \n", "\u{301}"]
    {
        let plain = sample.repeat(2_000_000 / sample.len());
        let folded = Folded::new(&plain, Fold::Quote);
        assert_eq!(folded.to_plain(0..folded.text.len()).end, if folded.text.is_empty() { 0 } else { plain.len() });
    }
    assert!(started.elapsed().as_secs() < 60, "folding takes far too long");
}

/// Text of the characters that make folding hard.
fn awkward() -> impl Strategy<Value = String> {
    let hard = "ab 1`'’“\"-–…\u{fb01}\u{ad}\u{200b}\u{200d}\u{301}\u{323}\u{344}\u{f73}\u{f71}éÉ\u{212a}İςß\r\n\t\u{a0}\u{85}\u{1100}\u{1161}\u{11a8}각👨👩\u{fe0f}\u{9c7}\u{9be}が\u{3099}";
    let hard: Vec<char> = hard.chars().collect();
    prop_oneof![
        prop::collection::vec(prop::sample::select(hard), 0..24).prop_map(|chars| chars.into_iter().collect()),
        prop::collection::vec(any::<char>(), 0..24).prop_map(|chars| chars.into_iter().collect::<String>()),
    ]
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(plain in awkward()) {
        for how in [Fold::Quote, Fold::Name] {
            let once = Folded::new(&plain, how).text;
            prop_assert_eq!(&Folded::new(&once, how).text, &once);
        }
    }

    #[test]
    fn unicode_form_never_matters(plain in awkward()) {
        use unicode_normalization::UnicodeNormalization;
        let decomposed: String = plain.nfd().collect();
        prop_assert_eq!(fold(&plain, Fold::Quote), fold(&decomposed, Fold::Quote));
    }

    #[test]
    fn the_map_is_exact_both_ways(plain in awkward()) {
        for how in [Fold::Quote, Fold::Name] {
            let folded = Folded::new(&plain, how);
            let starts = |text: &str| text.char_indices().map(|(at, _)| at).chain([text.len()]).collect::<Vec<_>>();
            for &start in &starts(&folded.text) {
                for &end in starts(&folded.text).iter().filter(|end| **end >= start) {
                    let range = folded.to_plain(start..end);
                    prop_assert!(plain.get(range.clone()).is_some(), "{:?} is no range of {:?}", range, plain);
                    let back = folded.to_folded(range.clone());
                    prop_assert!(start == end || (back.start <= start && end <= back.end));
                    prop_assert_eq!(&folded.to_plain(back.clone()), &range);
                    // What a whole piece became is what its words fold to.
                    prop_assert_eq!(&Folded::new(&plain[range], how).text, &folded.text[back]);
                }
            }
            for &start in &starts(&plain) {
                for &end in starts(&plain).iter().filter(|end| **end >= start) {
                    prop_assert!(folded.text.get(folded.to_folded(start..end)).is_some());
                }
            }
        }
    }
}
