//! Which mentions are linked, and which entities are named together.

use super::tests::{alias, at, check, entities, own, place, text};
use super::*;

#[test]
fn policies_decide_what_is_linked() {
    let names = entities(&[&["Mali"], &["Niger"]]);
    let text = text("Mali\n# Mali\nMali, Niger, Mali\n# Niger\nNiger, Mali");
    let policies = [
        (LinkMentions::First, "Mali=0* Mali=0 Mali=0 Niger=1* Mali=0 Niger=1 Niger=1 Mali=0"),
        (LinkMentions::Section, "Mali=0* Mali=0 Mali=0* Niger=1* Mali=0 Niger=1 Niger=1* Mali=0*"),
        (LinkMentions::Every, "Mali=0* Mali=0 Mali=0* Niger=1* Mali=0* Niger=1 Niger=1* Mali=0*"),
        (LinkMentions::None, "Mali=0 Mali=0 Mali=0 Niger=1 Mali=0 Niger=1 Niger=1 Mali=0"),
    ];
    for (policy, expected) in policies {
        let expected: Vec<&str> = expected.split(' ').collect();
        check(&names, &Place { policy, ..place(&text) }, &expected);
    }
}

#[test]
fn a_reference_takes_the_place_of_the_first_in_its_section() {
    let names = entities(&[&["Mali"]]);
    let text = text("Mali\n# X\nMali, here");
    let links = [(at(&text, "here"), Some(EntityId(0)))];
    let cases = [
        (LinkMentions::First, ["Mali=0", "Mali=0", "here=0"]),
        (LinkMentions::Section, ["Mali=0*", "Mali=0", "here=0"]),
        (LinkMentions::Every, ["Mali=0*", "Mali=0*", "here=0"]),
    ];
    for (policy, expected) in cases {
        check(&names, &Place { policy, links: &links, ..place(&text) }, &expected);
    }
}

#[test]
fn entities_say_whether_they_are_linked() {
    let mut names = entities(&[&["Mali"], &["Kidal", "Camp Kidal"], &["Niger Camp"], &["Niger"]]);
    names[0].link = LinkPolicy::Never;
    names[1].link = LinkPolicy::Manual;
    names[2].link = LinkPolicy::Manual;
    let text = text("Mali, Kidal, Niger Camp, here, Niger");
    let links = [(at(&text, "here"), Some(EntityId(1)))];
    let every = Place { policy: LinkMentions::Every, links: &links, ..place(&text) };
    check(&names, &every, &["Mali=0", "here=1", "Niger=3*"]);
    let own = own(&[("Kidal", Some(1)), ("Niger", Some(0))]);
    check(&names, &Place { own_names: &own, ..every }, &["Mali=0", "Kidal=1*", "here=1", "Niger=0"]);
    // What a manual entity shares with another is the other's.
    names[3].aliases.push(alias("Kidal"));
    check(&names, &every_without_links(&text), &["Mali=0", "Kidal=3*", "Niger=3*"]);
}

fn every_without_links(text: &Text) -> Place<'_> {
    Place { policy: LinkMentions::Every, ..place(text) }
}

#[test]
fn entities_of_the_same_blocks_are_counted() {
    let names = Names::new(&entities(&[&["Mali"], &["Niger"], &["Chad"], &["Togo"]]));
    let (one, two) = (text("Mali, Niger, Mali\nMali, Niger, Chad"), text("Chad, Mali\nTogo"));
    let (first, second) = (find(&names, &place(&one)).mentions, find(&names, &place(&two)).mentions);
    let counts = appears_with(4, [(&one, &first[..]), (&two, &second[..])]);
    let count = |list: &[(EntityId, u32)]| list.iter().map(|(entity, blocks)| (entity.0, *blocks)).collect::<Vec<_>>();
    assert_eq!(count(&counts[0]), [(1, 2), (2, 2)]);
    assert_eq!(count(&counts[1]), [(0, 2), (2, 1)]);
    assert_eq!(count(&counts[2]), [(0, 2), (1, 1)]);
    assert_eq!(count(&counts[3]), []);
}

#[test]
fn a_block_of_thousands_of_names_counts_two_hundred() {
    let words: String = (0..3000).map(|n| format!("{n:04} ")).collect();
    let text = text(&words);
    let mention = |n: u32| Mention { entity: EntityId(n), range: n * 5..n * 5 + 4, linked: false };
    let mentions: Vec<Mention> = (0..3000).map(mention).collect();
    let counts = appears_with(3000, [(&text, &mentions[..])]);
    assert_eq!(counts.iter().filter(|list| list.len() == 199).count(), 200);
    assert_eq!(counts.iter().filter(|list| list.is_empty()).count(), 2800);
}
