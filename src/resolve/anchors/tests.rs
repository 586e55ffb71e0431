//! The cascade as authors meet it: one table a theme, and what must hold of any text.

use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::markdown::{Block, BlockKind, Text};
use crate::text::{Fold, fold};

/// Blocks joined by newlines; `7|C|words` is a block with a number and a marking.
fn text(blocks: &[&str]) -> Text {
    let mut out = Text::default();
    for (at, block) in blocks.iter().enumerate() {
        let (number, marking, words) = match block.splitn(3, '|').collect::<Vec<_>>()[..] {
            [number, marking, words] => (Some(number), Some(marking), words),
            _ => (None, None, *block),
        };
        if at > 0 {
            out.plain.push('\n');
        }
        let start = out.plain.len() as u32;
        out.plain.push_str(words);
        out.blocks.push(Block {
            anchor: Some(number.map_or_else(|| format!("b{}", at + 1), |number| format!("p{number}"))),
            stable: number.is_some(),
            number: number.map(str::to_string),
            marking: marking.filter(|m| !m.is_empty()).map(str::to_string),
            kind: BlockKind::Paragraph,
            chunk: at as u32,
            plain: start..out.plain.len() as u32,
            source: 0..0,
        });
    }
    out
}

fn quote(quote: &str) -> Selector<'_> {
    Selector { quote, ..Selector::default() }
}

fn at(selector: Selector<'_>, block: usize) -> Selector<'_> {
    Selector { at: Some(At::Block(block)), ..selector }
}

fn between<'a>(prefix: &'a str, words: &'a str, suffix: &'a str) -> Selector<'a> {
    Selector { prefix: Some(prefix), suffix: Some(suffix), ..quote(words) }
}

/// The state and the words, as one line: `exact: the words`.
fn found(blocks: &[&str], selector: &Selector) -> String {
    let text = text(blocks);
    let haystack = Haystack::new(&text, "President ready to move");
    let words = |range: &Range<u32>| text.plain[range.start as usize..range.end as usize].to_string();
    match anchor(&haystack, selector, &["Touré", "Keïta"]) {
        Anchoring::Text { state: AnchorState::Exact, range } => format!("exact: {}", words(&range)),
        Anchoring::Text { range, .. } => format!("moved: {}", words(&range)),
        Anchoring::Drifted { range, now, alarms } => {
            assert_eq!(words(&range), now);
            let alarms = if alarms.is_empty() { String::new() } else { format!(" ({})", alarms.join(", ")) };
            format!("drifted: {now}{alarms}")
        }
        Anchoring::Unplaced { state, candidates } => {
            let listed: Vec<_> = candidates.iter().map(|c| format!("{} {}", c.similarity, c.words)).collect();
            format!(
                "{}: {}",
                if state == AnchorState::Ambiguous { "ambiguous" } else { "orphaned" },
                listed.join(" | ")
            )
        }
        other => format!("{other:?}"),
    }
}

fn check(cases: &[(&[&str], Selector, &str)]) {
    for (blocks, selector, expected) in cases {
        assert_eq!(found(blocks, selector), *expected, "{blocks:?} {selector:?}");
    }
}

const CABLE: &[&str] = &[
    "1|C|Summary: The hostage crisis is rapidly tarnishing Mali’s image.",
    "Security at home",
    "2|C|We were told that the government would not accept any formula.",
    "3|S/NF|About 14 men came, and 14 men left. It is unlikely to end — soon.",
];

#[test]
fn verbatim_quotes_are_exact() {
    check(&[
        (CABLE, quote("rapidly tarnishing Mali's image"), "exact: rapidly tarnishing Mali’s image"),
        (CABLE, quote("  rapidly\n tarnishing "), "exact: rapidly tarnishing"),
        (CABLE, quote("crisis"), "exact: crisis"),
        (CABLE, quote("Security at home"), "exact: Security at home"),
        (CABLE, quote("image. Security at home We"), "exact: image.\nSecurity at home\nWe"),
        (CABLE, quote("to end - soon"), "exact: to end — soon"),
        (CABLE, at(quote("any formula"), 2), "exact: any formula"),
        (CABLE, at(quote("image. Security"), 1), "exact: image.\nSecurity"),
        (&["Toure\u{301} left of\u{fb01}ce"], quote("Touré left office"), "exact: Toure\u{301} left of\u{fb01}ce"),
        (&["Touré left"], quote("Toure\u{301}"), "exact: Touré"),
        (&["banana"], quote("ban"), "exact: ban"),
        (&["他说，这不是真的。"], quote("不是"), "exact: 不是"),
        // A whole word is meant before a part of one.
        (&["The Malian army of Mali"], quote("Mali"), "exact: Mali"),
    ]);
}

#[test]
fn a_block_s_number_and_marking_are_ignored_at_the_start() {
    check(&[
        (CABLE, quote("1. (C) Summary: The hostage"), "exact: Summary: The hostage"),
        (CABLE, quote("1.(C) Summary: The hostage"), "exact: Summary: The hostage"),
        (CABLE, quote("(S/NF) About 14"), "exact: About 14"),
        (CABLE, quote("2. We were told"), "exact: We were told"),
        // The number of another block is another number.
        (CABLE, quote("1. (C) We were told"), "orphaned: 63 We were told"),
        (CABLE, at(quote("2. (C) We are told that the government"), 2), "drifted: We were told that the government"),
        (&["It has 1. (C) words"], quote("1. (C) words"), "exact: 1. (C) words"),
    ]);
}

#[test]
fn letters_and_digits_that_merely_resemble_are_no_hits() {
    check(&[
        (CABLE, quote("Rapidly tarnishing"), "orphaned: 94 rapidly tarnishing"),
        (&["about 14 men came"], quote("4 men"), "orphaned: 83 14 men"),
        (&["about 14 men came"], at(quote("4 men"), 0), "drifted: 14 men (`4` is now `14`)"),
        (&["at 4.5 percent"], quote("4"), "orphaned: "),
        (
            &["it is unlikely to leave"],
            at(quote("likely to leave"), 0),
            "drifted: unlikely to leave (`likely` is now `unlikely`)",
        ),
        (&["of\u{fb01}cer"], quote("of"), "exact: of"),
        (&["of\u{fb01}cer"], quote("off"), "orphaned: "),
        (&["He said … so"], quote("said ."), "orphaned: 99 said …"),
        (&["the chines of it"], at(quote("Linus"), 0), "orphaned: 50 chines"),
    ]);
}

#[test]
fn ellipses_are_literal_first_then_head_and_nearest_tail() {
    let minutes: &[&str] =
        &["The Committee met.", "The Committee rose and so informed Paris.", "It so informed Paris."];
    check(&[
        (&["so … it said", "so far it said"], quote("so … it said"), "exact: so … it said"),
        (CABLE, quote("The hostage … image"), "exact: The hostage crisis is rapidly tarnishing Mali’s image"),
        (
            CABLE,
            quote("Summary: ... any formula"),
            "exact: Summary: The hostage crisis is rapidly tarnishing Mali’s image.\nSecurity at home\nWe were told that the government would not accept any formula",
        ),
        (CABLE, quote("1. (C) Summary: … crisis"), "exact: Summary: The hostage crisis"),
        (minutes, quote("The Committee … so informed"), "exact: The Committee rose and so informed"),
        (
            minutes,
            at(quote("The Committee … so informed"), 0),
            "exact: The Committee met.\nThe Committee rose and so informed",
        ),
        (minutes, quote("so informed … The Committee"), "orphaned: "),
        (
            CABLE,
            at(quote("The hostages crisis … Mali's imagery"), 0),
            "drifted: The hostage crisis is rapidly tarnishing Mali’s image",
        ),
    ]);
}

#[test]
fn several_hits_need_a_hint() {
    let two: &[&str] = &["1||the Committee met", "2||then the Committee rose, the Committee left"];
    let nth = |number, total| Selector { occurrence: Some((number, total)), ..quote("the Committee") };
    check(&[
        (two, quote("the Committee"), "ambiguous: 100 the Committee | 100 the Committee | 100 the Committee"),
        (two, at(quote("the Committee"), 0), "exact: the Committee"),
        (two, at(quote("the Committee"), 1), "ambiguous: 100 the Committee | 100 the Committee"),
        (two, nth(3, 3), "exact: the Committee"),
        (two, nth(2, 2), "ambiguous: 100 the Committee | 100 the Committee | 100 the Committee"),
        (two, nth(0, 3), "ambiguous: 100 the Committee | 100 the Committee | 100 the Committee"),
        (two, nth(4, 3), "ambiguous: 100 the Committee | 100 the Committee | 100 the Committee"),
        (two, between("then", "the Committee", "rose"), "exact: the Committee"),
        (two, Selector { suffix: Some("left"), ..quote("the Committee") }, "exact: the Committee"),
        (&["ananas"], quote("ana"), "ambiguous: 100 ana | 100 ana"),
    ]);
}

#[test]
fn the_right_one_of_several_is_chosen() {
    let blocks = ["1||alpha the Committee met", "2||then the Committee rose, the Committee left"];
    let text = text(&blocks);
    let haystack = Haystack::new(&text, "");
    let third = Selector { occurrence: Some((3, 3)), ..quote("the Committee") };
    for (selector, start) in [
        (third, text.plain.rfind("the Committee")),
        (between("then ", "the Committee", " rose"), text.plain.find("the Committee rose")),
        (between("rose,", "the Committee", "left"), text.plain.rfind("the Committee")),
        (at(quote("the Committee"), 0), text.plain.find("the Committee")),
    ] {
        let range = anchor(&haystack, &selector, &[]).range().map(|range| range.start as usize);
        assert_eq!(range, start, "{selector:?}");
    }
}

#[test]
fn titles_are_quoted_only_when_the_body_has_no_hit() {
    let title = |words| Selector { at: Some(At::Title), ..quote(words) };
    check(&[
        (CABLE, quote("President ready to move"), "Title"),
        (CABLE, title("ready to move"), "Title"),
        (&["President ready to move, he said"], quote("ready to move"), "exact: ready to move"),
        (&["President ready to move, he said"], title("ready to move"), "Title"),
        (CABLE, title("hostage crisis"), "moved: hostage crisis"),
        (&["he was ready to leave"], title("ready to leave"), "moved: ready to leave"),
        (&["a President ready to mope"], title("President ready to mope"), "ambiguous: 100 President ready to mope"),
        (&["He was ready to mov on"], at(quote("ready to move"), 0), "ambiguous: 92 ready to mov"),
    ]);
}

#[test]
fn moved_only_when_nothing_like_it_is_left_behind() {
    let blocks: &[&str] = &["1||The talks had opened badly", "2||He would not accept any formula", "3||They parted"];
    check(&[
        (blocks, at(quote("would not accept any formula"), 2), "moved: would not accept any formula"),
        (blocks, at(quote("would not accept any formula"), 9), "moved: would not accept any formula"),
        // The edited original beside an older copy.
        (
            &["1||He would now accept any formula", "2||He would not accept any formula"],
            at(quote("would not accept any formula"), 0),
            "ambiguous: 100 would not accept any formula | 96 would now accept any formula",
        ),
        (
            &["1||the Commitee met", "2||the Committee"],
            at(quote("Committee"), 0),
            "ambiguous: 100 Committee | 88 Commitee",
        ),
    ]);
}

#[test]
fn drift_needs_the_block_or_the_context() {
    let now: &[&str] = &[
        "1||Opening words here.",
        "2||We were told that 12 men would accept the old formula of Touré.",
        "3||Closing words.",
    ];
    let told = "We were told that 4 men would not accept the old formula of Keïta";
    check(&[
        (now, quote(told), "orphaned: 83 We were told that 12 men would accept the old formula of Touré"),
        (
            now,
            at(quote(told), 1),
            "drifted: We were told that 12 men would accept the old formula of Touré (`4` is now `12`, `would not` is now `would`, `Keïta` is now `Touré`)",
        ),
        (now, at(quote(told), 0), "orphaned: 83 We were told that 12 men would accept the old formula of Touré"),
        (
            now,
            between("Opening words here.", told, "Closing words."),
            "drifted: We were told that 12 men would accept the old formula of Touré (`4` is now `12`, `would not` is now `would`, `Keïta` is now `Touré`)",
        ),
        (
            &["1||the old formula, the odd formula"],
            at(quote("the ofd formula"), 0),
            "ambiguous: 93 the old formula | 93 the odd formula",
        ),
    ]);
}

#[test]
fn known_failures_of_others_are_none_of_ours() {
    let boilerplate: &[&str] =
        &["1||The Embassy will continue to report on the elections.", "2||Post thanks the Department for its help."];
    check(&[
        // A deleted passage, a similar one elsewhere.
        (
            boilerplate,
            at(quote("The Embassy will continue to report on the harvest"), 1),
            "orphaned: 82 The Embassy will continue to report on the elections",
        ),
        (
            boilerplate,
            between("rain was late.", "The Embassy will continue to report on the harvest", "Prices rose."),
            "orphaned: 82 The Embassy will continue to report on the elections",
        ),
        // A unique verbatim copy whose surroundings are others.
        (
            boilerplate,
            between("rain was late in the delta.", "will continue to report", "on the harvest in June."),
            "orphaned: 100 will continue to report",
        ),
        // An exact copy elsewhere does not beat the edited original.
        (
            &["1||In May the army of the north held the town of Kidal.", "2||Later, the army of the south held Gao."],
            between("In May", "the army of the south", "held the town of Kidal."),
            "drifted: the army of the north",
        ),
        // One error more, but the right context.
        (
            &["1||He saw the colour of it.", "2||They paid the collar tax in June without protest."],
            between("They paid the", "color tax", "in June without protest."),
            "drifted: collar tax",
        ),
        // The same words before, others after.
        (
            &["1||the Minister said that it rained", "2||the Minister said that it snowed"],
            between("the Minister said", "that it", "snowed"),
            "exact: that it",
        ),
        // Context that runs into a paragraph which has changed.
        (
            &["1||All of this paragraph is new.", "2||The talks failed because of Algiers."],
            between("and nothing else was said that day.", "The talks failed", "because of Algiers."),
            "exact: The talks failed",
        ),
        (CABLE, quote(""), "orphaned: "),
        (CABLE, quote(" \n\u{ad} "), "orphaned: "),
    ]);
}

#[test]
fn the_same_words_before_do_not_settle_it() {
    let text = text(&["1||the Minister said that it rained", "2||the Minister said that it snowed"]);
    let found = anchor(&Haystack::new(&text, ""), &between("the Minister said", "that it", "snowed"), &[]);
    assert_eq!(found.range().map(|range| range.start as usize), text.plain.rfind("that it"));
}

#[test]
fn unstable_anchors_do_not_vouch_against_the_context() {
    let words = between("rain was late in the delta.", "will continue to report", "on the harvest in June.");
    check(&[
        (&["1||The Embassy will continue to report"], at(words, 0), "exact: will continue to report"),
        (&["The Embassy will continue to report"], at(words, 0), "orphaned: 100 will continue to report"),
    ]);
}

#[test]
fn repeated_and_huge_texts_stay_cheap() {
    let started = std::time::Instant::now();
    let long = "a".repeat(60_000);
    let many = "the Committee met. ".repeat(4_000);
    let words: String = (0..12_000).map(|n| format!("w{} ", n * 7919 % 10_007)).collect();
    for body in [&long, &many, &words] {
        let text = text(&[body, body]);
        let haystack = Haystack::new(&text, "");
        for words in
            ["a", "aab", "the Committee", "the Comittee", "the Committee … met", &body[..1_500], &body[5..20_000]]
        {
            for selector in
                [quote(words), at(quote(words), 1), between("the met", words, "met a"), at(between("a", words, "b"), 0)]
            {
                anchor(&haystack, &selector, &["Committee"]);
            }
        }
    }
    assert!(started.elapsed().as_secs() < 240, "{:?}", started.elapsed());
}

proptest! {
    #[test]
    fn anchors_lie_inside_the_text(
        blocks in prop::collection::vec("(1\\|C\\|)?[ab1 .,’\u{301}\u{ad}…\u{fb01}é]{0,20}", 0..4),
        words in "[ab1 .,'…\u{fb01}é]{0,12}",
        prefix in prop::option::of("[ab ]{0,8}"),
        suffix in prop::option::of("[ab ]{0,8}"),
        hint in prop::option::of(0_usize..5),
        occurrence in prop::option::of((0_u32..4, 0_u32..4)),
    ) {
        let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
        let text = text(&blocks);
        let selector = Selector {
            quote: &words,
            at: hint.map(|at| if at == 4 { At::Title } else { At::Block(at) }),
            occurrence,
            prefix: prefix.as_deref(),
            suffix: suffix.as_deref(),
            verbatim: false,
        };
        let found = anchor(&Haystack::new(&text, "ab a b"), &selector, &["a b"]);
        let candidates = match &found {
            Anchoring::Unplaced { candidates, .. } => candidates.iter().map(|c| c.range.clone()).collect(),
            _ => Vec::new(),
        };
        for range in found.range().cloned().into_iter().chain(candidates) {
            let words = text.plain.get(range.start as usize..range.end as usize);
            prop_assert!(words.is_some_and(|words| !words.is_empty() && words.trim() == words), "{:?}", found);
        }
        if let Anchoring::Text { range, .. } = &found {
            let folded = fold(&text.plain[range.start as usize..range.end as usize], Fold::Quote);
            let quote = fold(&words, Fold::Quote);
            let ends = quote.split(" ... ").map(|part| part.trim_matches(['.', ' '])).collect::<Vec<_>>();
            prop_assert!(
                folded == quote || quote.ends_with(&folded) || ends.iter().all(|part| folded.contains(part)),
                "{:?} {:?}", folded, quote
            );
        }
    }

    #[test]
    fn every_passage_of_a_text_is_found_in_it(body in "[abé’1 \u{ad}]{4,40}", start in 0_usize..40, len in 1_usize..20) {
        let text = text(&[&body]);
        let words: String = body.chars().skip(start).take(len).collect();
        let found = anchor(&Haystack::new(&text, ""), &quote(&words), &[]);
        if let Anchoring::Text { range, state } = &found {
            prop_assert_eq!(*state, AnchorState::Exact);
            let folded = fold(&text.plain[range.start as usize..range.end as usize], Fold::Quote);
            prop_assert_eq!(folded, fold(&words, Fold::Quote));
        }
        let cut = |c: Option<char>| c.is_some_and(|c| c.is_numeric() || matches!(c, '.' | ','));
        let before = start.checked_sub(1).and_then(|at| body.chars().nth(at));
        let at_number = cut(before) || cut(body.chars().nth(start + len)) || body.contains('\u{ad}');
        if !fold(&words, Fold::Quote).is_empty() && !at_number {
            prop_assert_ne!(found.state(), AnchorState::Orphaned, "{:?} in {:?}", words, body);
        }
    }
}

#[test]
fn what_is_looked_for_word_for_word_only_is_never_placed_by_likeness() {
    let text = text(&["the council met in March", "the pier is old", "it met the council in March"]);
    let haystack = Haystack::new(&text, "Title");
    let only = |selector: Selector<'static>| anchor(&haystack, &Selector { verbatim: true, ..selector }, &[]);
    assert!(matches!(only(quote("the pier is old")), Anchoring::Text { state: AnchorState::Exact, .. }));
    let drifted = Selector { at: Some(At::Block(1)), ..quote("the pier is cold") };
    assert!(matches!(anchor(&haystack, &drifted, &[]), Anchoring::Drifted { .. }));
    let none = Anchoring::Unplaced { state: AnchorState::Orphaned, candidates: Vec::new() };
    assert_eq!(only(drifted), none);
    // Whether words like it stand where it is said to is not known.
    let moved = Selector { at: Some(At::Block(0)), ..quote("the pier is old") };
    assert!(matches!(only(moved), Anchoring::Unplaced { state: AnchorState::Ambiguous, .. }));
    for (selector, inexact) in
        [(drifted, true), (moved, true), (quote("the pier is old"), false), (quote("met"), false)]
    {
        assert_eq!(super::is_inexact(&haystack, &selector), inexact, "{selector:?}");
    }
}
