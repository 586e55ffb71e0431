//! What holds of mentions in any text.

use proptest::prelude::*;

use super::tests::{entities, place, text};
use super::*;

const PIECES: [&str; 26] = [
    "Mali",
    "mali",
    "MALI",
    "Malian",
    "Niger",
    " ",
    " ",
    " ",
    "\n",
    "-",
    "'",
    "\u{2019}s",
    ".",
    "U.S.",
    "A.",
    "e\u{301}",
    "\u{e9}",
    "\u{ad}",
    "\u{fb03}",
    "\u{9a6c}\u{91cc}",
    "the",
    "The",
    "group",
    "# ",
    "\u{130}",
    "\u{1f1f2}\u{1f1f1}",
];

fn words(count: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..count).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn mentions_are_words_of_the_text_in_order(
        source in prop_oneof![words(40), any::<String>()],
        names in prop::collection::vec(prop_oneof![words(4), ".{0,3}"], 1..6),
        links in prop::collection::vec((0u32..60, 0u32..12, prop::option::of(0u32..3)), 0..4),
        own_name in words(3),
    ) {
        let text = text(&source);
        let lists: Vec<Vec<&str>> = names.chunks(2).map(|names| names.iter().map(String::as_str).collect()).collect();
        let lists: Vec<&[&str]> = lists.iter().map(Vec::as_slice).collect();
        let names = Names::new(&entities(&lists));
        let links: Vec<_> = links.iter().map(|(start, long, to)| (*start..start + long, to.map(EntityId))).collect();
        let own = [(own_name, Some(EntityId(0)))];
        let found = find(&names, &Place { links: &links, own_names: &own, ..place(&text) });
        let open = found.ambiguous.iter().flat_map(|name| &name.places);
        let mut ranges: Vec<&PlainRange> = found.mentions.iter().map(|mention| &mention.range).chain(open).collect();
        for pair in found.mentions.windows(2) {
            prop_assert!(pair[0].range.end <= pair[1].range.start, "in order");
        }
        ranges.sort_by_key(|range| (range.start, range.end));
        for pair in ranges.windows(2) {
            prop_assert!(pair[0].end <= pair[1].start, "apart from each other");
        }
        for range in ranges {
            let words = text.plain.get(range.start as usize..range.end as usize);
            prop_assert!(words.is_some_and(|words| !words.is_empty() && !words.contains('\n')), "{range:?}");
        }
    }

    #[test]
    fn a_name_between_spaces_is_always_found(before in words(10), after in words(10)) {
        let text = text(&format!("{before} Zanzibar {after}").replace('\n', " "));
        let found = find(&Names::new(&entities(&[&["Zanzibar"], &["Mali"], &["Niger", "U.S."]])), &place(&text));
        prop_assert_eq!(found.mentions.iter().filter(|mention| mention.entity == EntityId(0)).count(), 1);
    }
}

#[test]
fn thousands_of_names_in_a_long_text() {
    let names: Vec<String> = (0..5_000).map(|n| format!("Village {n}")).collect();
    let lists: Vec<[&str; 1]> = names.iter().map(|name| [name.as_str()]).collect();
    let lists: Vec<&[&str]> = lists.iter().map(|list| &list[..]).collect();
    let mut source = String::new();
    let mut told = 0;
    while source.len() < 1_000_000 {
        source.push_str(&format!("Men left Village {} for Villages 12 and Village {}.\n", told % 5_000, 5_000 + told));
        told += 1;
    }
    let found = find(&Names::new(&entities(&lists)), &place(&text(&source)));
    assert_eq!(found.mentions.len(), told, "each name of the book, and no `Village 500` in `Village 5001`");
    assert_eq!(found.mentions.iter().filter(|mention| mention.linked).count(), 5_000.min(told));
}
