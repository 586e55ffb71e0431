//! The rules for mentions, each with a case where it holds and one where it does not.

use super::*;
use crate::edtf::{Date, Day, End, Precision};
use crate::markdown::{Block, BlockKind, Rules};

/// A text of one block per line; `# ` makes a heading, `> ` a block of code.
pub(super) fn text(source: &str) -> Text {
    let mut out = Text::default();
    for line in source.lines() {
        let (kind, words) = match line.split_at_checked(2) {
            Some(("# ", words)) => (BlockKind::Heading(2), words),
            Some(("> ", words)) => (BlockKind::Code, words),
            _ => (BlockKind::Paragraph, line),
        };
        if !out.blocks.is_empty() {
            out.plain.push('\n');
        }
        let start = len(&out.plain);
        out.plain.push_str(words);
        let plain = start..len(&out.plain);
        let (anchor, number, marking) = (None, None, None);
        let source = plain.clone();
        out.blocks.push(Block { anchor, stable: false, number, marking, kind, chunk: 0, plain, source });
    }
    out
}

fn len(text: &str) -> u32 {
    u32::try_from(text.len()).expect("short text")
}

/// Entities with these names, the first of each its name; `~` before an alias ignores case.
pub(super) fn entities<'a>(names: &[&'a [&'a str]]) -> Vec<NamedEntity<'a>> {
    let entity = |(at, names): (usize, &&'a [&'a str])| NamedEntity {
        id: EntityId(u32::try_from(at).expect("few")),
        name: names[0],
        aliases: names[1..].iter().map(|name| alias(name)).collect(),
        link: LinkPolicy::Auto,
    };
    names.iter().enumerate().map(entity).collect()
}

pub(super) fn alias(name: &str) -> NamedAlias<'_> {
    let text = name.trim_start_matches('~');
    NamedAlias { text, only_in: Vec::new(), since: None, until: None, ignore_case: text != name }
}

pub(super) fn place(text: &Text) -> Place<'_> {
    Place {
        document: None,
        dating: None,
        text,
        own_names: &[],
        links: &[],
        hidden_blocks: &[],
        policy: LinkMentions::First,
    }
}

/// Mentions as `words=id`, with a star where linked.
fn shown(place: &Place, found: &Found) -> Vec<String> {
    let show = |mention: &Mention| {
        let words = &place.text.plain[mention.range.start as usize..mention.range.end as usize];
        format!("{words}={}{}", mention.entity.0, if mention.linked { "*" } else { "" })
    };
    found.mentions.iter().map(show).collect()
}

pub(super) fn check(entities: &[NamedEntity], place: &Place, expected: &[&str]) -> Found {
    let found = find(&Names::new(entities), place);
    assert_eq!(shown(place, &found), expected, "in {:?}", place.text.plain);
    found
}

pub(super) fn own(names: &[(&str, Option<u32>)]) -> Vec<(String, Option<EntityId>)> {
    names.iter().map(|(name, entity)| ((*name).to_string(), entity.map(EntityId))).collect()
}

pub(super) fn at(text: &Text, words: &str) -> Range<u32> {
    let start = text.plain.find(words).unwrap_or_else(|| panic!("{words}"));
    u32::try_from(start).expect("short")..u32::try_from(start + words.len()).expect("short")
}

#[test]
fn names_are_found() {
    type Names<'a> = &'a [&'a [&'a str]];
    let cases: &[(&str, Names, &[&str])] = &[
        ("Mali and Niger.", &[&["Mali"], &["Niger"]], &["Mali=0*", "Niger=1*"]),
        ("nothing here", &[&["Mali"]], &[]),
        ("", &[&["Mali"]], &[]),
        ("Mali", &[], &[]),
        ("Mali", &[&["", "  ", "-"]], &[]),
        ("a Malian in Somalia; Bamali", &[&["Mali"]], &[]),
        ("AQIM's men, AQIM\u{2019}s camps", &[&["AQIM"]], &["AQIM=0*", "AQIM=0"]),
        ("the Mali-Niger border", &[&["Mali"], &["Niger"]], &["Mali=0*", "Niger=1*"]),
        ("U.S.-Mali ties", &[&["Mali"], &["United States", "U.S."]], &["U.S.=1*", "Mali=0*"]),
        ("in the U.S. Then", &[&["United States", "U.S."]], &["U.S.=0*"]),
        ("U.S.A. and US", &[&["United States", "U.S."]], &[]),
        ("President Toure met Tour\u{e9}", &[&["Tour\u{e9}"]], &["Toure=0*", "Tour\u{e9}=0"]),
        (
            "Walesa, WALESA, Wa\u{142}\u{119}sa",
            &[&["Wa\u{142}\u{119}sa"]],
            &["Walesa=0*", "WALESA=0", "Wa\u{142}\u{119}sa=0"],
        ),
        ("\u{926}\u{93f}\u{932}", &[&["\u{926}\u{932}"]], &[]),
        ("\u{304c}", &[&["\u{304b}"]], &[]),
        ("Toure\u{301} came", &[&["Toure"]], &["Toure\u{301}=0*"]),
        ("SUBJECT: PRESIDENT TOURE READY TO TARGET AQIM", &[&["Tour\u{e9}"], &["AQIM"]], &["TOURE=0*", "AQIM=1*"]),
        ("MALI AND THE IBK CASE", &[&["Mali"], &["Ibk"]], &[]),
        ("AL-QAEDA IN THE MAGHREB", &[&["Al-Qaeda in the Maghreb"]], &["AL-QAEDA IN THE MAGHREB=0*"]),
        ("Al\u{2011}Qaeda and al-Qaeda", &[&["Al-Qaeda"]], &["Al\u{2011}Qaeda=0*"]),
        ("Ba\u{2019}amar, Ba'amar", &[&["Ba\u{2bc}amar"]], &["Ba\u{2019}amar=0*", "Ba'amar=0"]),
        (
            "The group, the group, THE GROUP, The Group",
            &[&["X Y", "the group"]],
            &["The group=0*", "the group=0", "THE GROUP=0"],
        ),
        ("Al-Qaida Au Maghreb", &[&["AQIM", "~al-qaida au maghreb"]], &["Al-Qaida Au Maghreb=0*"]),
        ("bamako mali", &[&["Bamako"], &["Mali"]], &[]),
        ("red house and red", &[&["red"], &["red house"]], &["red house=1*", "red=0*"]),
        ("Bank of Mali Federation", &[&["Bank of Mali"], &["Mali Federation"]], &["Mali Federation=1*"]),
        ("Niger Delta states", &[&["Niger"], &["Niger Delta stat"]], &["Niger=0*"]),
        ("United\nNations", &[&["United Nations"]], &[]),
        ("United  \u{a0}Nations", &[&["United Nations"]], &["United  \u{a0}Nations=0*"]),
        ("Uni\u{ad}ted Nations", &[&["United Nations"]], &["Uni\u{ad}ted Nations=0*"]),
        ("o\u{fb03}ce o\u{fb03}", &[&["of"], &["offi", "office"]], &["o\u{fb03}ce=1*", "o\u{fb03}=1"]),
        ("o\u{fb03}", &[&["X Y", "~of"]], &[]),
        ("# On Mali\nin Mali", &[&["Mali"]], &["Mali=0", "Mali=0*"]),
        ("> Mali\nin Mali", &[&["Mali"]], &["Mali=0*"]),
        (
            "\u{41c}\u{430}\u{43b}\u{438} \u{438} \u{41c}\u{410}\u{41b}\u{418}",
            &[&["\u{41c}\u{430}\u{43b}\u{438}"]],
            &["\u{41c}\u{430}\u{43b}\u{438}=0*"],
        ),
        ("Mali, Mali, Mali", &[&["Mali", "Mali"]], &["Mali=0*", "Mali=0", "Mali=0"]),
    ];
    for (source, names, expected) in cases {
        let text = text(source);
        let found = check(&entities(names), &place(&text), expected);
        assert_eq!((found.ambiguous, found.unused_names), (vec![], vec![]), "{source}");
    }
}

#[test]
fn a_name_of_two_entities_links_to_neither() {
    let entities = entities(&[&["Lyndon Johnson", "Johnson"], &["Alexis Johnson", "Johnson"], &["Mali"]]);
    let text = text("Johnson in Mali.\nJOHNSON again");
    let found = check(&entities, &place(&text), &["Mali=2*"]);
    let places = vec![0..7, 17..24];
    let candidates = vec![EntityId(0), EntityId(1)];
    assert_eq!(found.ambiguous, [Ambiguous { name: "Johnson".into(), candidates, places }]);
}

#[test]
fn an_ambiguous_name_shields_shorter_ones() {
    let entities = entities(&[&["Camp Kidal"], &["Camp Kidal"], &["Kidal"]]);
    let text = text("Camp Kidal, Kidal");
    let found = check(&entities, &place(&text), &["Kidal=2*"]);
    assert_eq!(found.ambiguous.len(), 1);
}

#[test]
fn a_longer_name_earlier_decides() {
    let names = entities(&[&["Lyndon Johnson", "Johnson"], &["Alexis Johnson", "Johnson"]]);
    let cases: &[(&str, &[&str], usize)] = &[
        ("Alexis Johnson came. Johnson spoke.", &["Alexis Johnson=1*", "Johnson=1"], 0),
        ("# Alexis Johnson\nJohnson spoke.", &["Alexis Johnson=1", "Johnson=1*"], 0),
        ("Johnson spoke. Alexis Johnson came.", &["Alexis Johnson=1*"], 1),
        ("Alexis Johnson, Lyndon Johnson. Johnson?", &["Alexis Johnson=1*", "Lyndon Johnson=0*"], 1),
        ("Alexis Johnson, Johnson, Lyndon Johnson.", &["Alexis Johnson=1*", "Johnson=1", "Lyndon Johnson=0*"], 0),
        ("> Alexis Johnson\nJohnson spoke.", &[], 1),
    ];
    for (source, expected, open) in cases {
        let text = text(source);
        assert_eq!(check(&names, &place(&text), expected).ambiguous.len(), *open, "{source}");
    }
    // A shorter or an ambiguous name decides nothing.
    let names = entities(&[&["Bush", "the President"], &["Obama", "the President"]]);
    let text = text("Bush met the President.");
    assert_eq!(check(&names, &place(&text), &["Bush=0*"]).ambiguous.len(), 1);
}

#[test]
fn an_alias_holds_in_its_documents() {
    let mut entities = entities(&[&["Tour\u{e9}", "the President"], &["Obama"], &["Deby", "the President"]]);
    entities[0].aliases[0].only_in = vec![DocumentId(7), DocumentId(4)];
    entities[2].aliases[0].only_in = vec![DocumentId(5)];
    let text = text("The President spoke.");
    let within = |document| Place { document, ..place(&text) };
    check(&entities, &within(Some(DocumentId(4))), &["The President=0*"]);
    check(&entities, &within(Some(DocumentId(5))), &["The President=2*"]);
    check(&entities, &within(Some(DocumentId(6))), &[]);
    check(&entities, &within(None), &[]);
    // An alias meant for this document goes before one for everywhere.
    entities[1].aliases.push(alias("the President"));
    check(&entities, &within(Some(DocumentId(4))), &["The President=0*"]);
    check(&entities, &within(Some(DocumentId(6))), &["The President=1*"]);
    entities[2].aliases[0].only_in.push(DocumentId(4));
    let found = check(&entities, &within(Some(DocumentId(4))), &[]);
    assert_eq!(found.ambiguous[0].candidates, [EntityId(0), EntityId(2)]);
}

#[test]
fn an_alias_that_does_not_hold_shields_nothing() {
    let mut entities = entities(&[&["A B", "the Mali Desk"], &["Mali"]]);
    entities[0].aliases[0].only_in = vec![DocumentId(1)];
    let text = text("the Mali Desk");
    check(&entities, &place(&text), &["Mali=1*"]);
    check(&entities, &Place { document: Some(DocumentId(1)), ..place(&text) }, &["the Mali Desk=0*"]);
}

fn days(earliest: Day, latest: Day) -> Edtf {
    let (uncertain, approximate) = (false, false);
    let (year, month, day, time) = (2000, None, None, None);
    let precision = Precision::Day;
    let date = Date { earliest, latest, precision, uncertain, approximate, time, year, month, day };
    Edtf { text: String::new(), start: End::Date(date), end: None }
}

#[test]
fn an_alias_holds_at_its_dates() {
    let (since, until) = (days(100, 110), days(200, 210));
    let open = Edtf { end: Some(End::Open), ..days(150, 150) };
    let text = text("the Minister");
    let cases: &[(bool, bool, Option<Edtf>, bool)] = &[
        (true, true, Some(days(100, 210)), true),
        (true, true, Some(days(99, 150)), false),
        (true, true, Some(days(150, 211)), false),
        (true, true, Some(open.clone()), false),
        (true, true, None, false),
        (true, false, Some(open), true),
        (true, false, Some(days(99, 99)), false),
        (true, false, None, false),
        (false, true, Some(days(1, 210)), true),
        (false, true, Some(days(1, 211)), false),
        (false, true, None, false),
        (false, false, None, true),
    ];
    for (with_since, with_until, date, holds) in cases {
        let mut entities = entities(&[&["X Y", "the Minister"]]);
        entities[0].aliases[0].since = with_since.then_some(&since);
        entities[0].aliases[0].until = with_until.then_some(&until);
        let dating = Dating { date: date.clone(), ..Dating::default() };
        for dating in [Some(&dating), None].into_iter().take(if date.is_some() { 1 } else { 2 }) {
            let expected: &[&str] = if *holds { &["the Minister=0*"] } else { &[] };
            check(&entities, &Place { dating, ..place(&text) }, expected);
        }
    }
}

#[test]
fn limits_of_an_unknown_day_are_a_date_too() {
    let (since, until) = (days(100, 110), days(200, 210));
    let mut entities = entities(&[&["X Y", "the Minister"]]);
    entities[0].aliases[0].since = Some(&since);
    entities[0].aliases[0].until = Some(&until);
    let text = text("the Minister");
    let mut dating = Dating { not_before: Some(days(120, 120)), not_after: Some(days(130, 130)), ..Dating::default() };
    check(&entities, &Place { dating: Some(&dating), ..place(&text) }, &["the Minister=0*"]);
    dating.not_after = None;
    check(&entities, &Place { dating: Some(&dating), ..place(&text) }, &[]);
}

#[test]
fn the_documents_own_names_decide() {
    let names =
        entities(&[&["Algiers"], &["Algiers Accord"], &["Embassy Bamako"], &["Embassy Algiers", "the Embassy"]]);
    let own = own(&[("the Embassy", Some(2)), ("Algiers", None), ("Nowhere", Some(0)), ("algiers", Some(0))]);
    let text = text("The Embassy in Algiers on the Algiers Accord, THE EMBASSY, ALGIERS");
    let found = check(
        &names,
        &Place { own_names: &own, ..place(&text) },
        &["The Embassy=2*", "Algiers Accord=1*", "THE EMBASSY=2"],
    );
    assert_eq!(found.unused_names, ["Nowhere"], "`algiers` fits the capitals");
    check(&names, &place(&text), &["The Embassy=3*", "Algiers=0*", "Algiers Accord=1*", "THE EMBASSY=3", "ALGIERS=0"]);
}

#[test]
fn null_shields_shorter_names() {
    let entities = entities(&[&["Mali"]]);
    let own = own(&[("Mali Federation", None), ("Radio", Some(0))]);
    let text = text("the Mali Federation, Mali, Radio Mali");
    let found = check(&entities, &Place { own_names: &own, ..place(&text) }, &["Mali=0*", "Radio=0", "Mali=0"]);
    assert_eq!(found.unused_names, Vec::<String>::new());
}

#[test]
fn own_names_settle_what_two_entities_share_and_count_as_unambiguous() {
    let entities = entities(&[&["L. J.", "Johnson", "the Deputy"], &["A. J.", "Johnson", "the Deputy"]]);
    let own = own(&[("the Deputy", Some(1))]);
    let text = text("Johnson. The Deputy. Johnson.");
    let found = check(&entities, &Place { own_names: &own, ..place(&text) }, &["The Deputy=1*", "Johnson=1"]);
    assert_eq!(found.ambiguous[0].places, vec![0..7]);
}

#[test]
fn the_authors_own_links_come_first() {
    let names = entities(&[&["Mali"], &["Mali Federation", "Federation"], &["Kidal"]]);
    let text = text("Mali met the Federation. Mali Federation, Kidal, Mali");
    let links = [(at(&text, "the Federation"), Some(EntityId(0))), (at(&text, "Kidal"), None)];
    let with = Place { links: &links, ..place(&text) };
    check(&names, &with, &["Mali=0", "the Federation=0", "Mali Federation=1*", "Mali=0"]);
    check(&names, &place(&text), &["Mali=0*", "Federation=1*", "Mali Federation=1", "Kidal=2*", "Mali=0"]);
    // No name reaches into a link from outside.
    let links = [(at(&text, "Federation,"), None)];
    check(
        &names,
        &Place { links: &links, ..place(&text) },
        &["Mali=0*", "Federation=1*", "Mali=0", "Kidal=2*", "Mali=0"],
    );
    // A reference with a longer name is an antecedent like any other.
    let twins = entities(&[&["L", "Johnson"], &["A", "Johnson"]]);
    let text = super::tests::text("the other man. Johnson");
    let links = [(at(&text, "the other man"), Some(EntityId(1)))];
    check(&twins, &Place { links: &links, ..place(&text) }, &["the other man=1", "Johnson=1"]);
    let text = super::tests::text("the man. Johnson");
    let links = [(at(&text, "the man"), Some(EntityId(1)))];
    let found = check(&twins, &Place { links: &links, ..place(&text) }, &["the man=1"]);
    assert_eq!(found.ambiguous.len(), 1, "as long is not longer");
}

#[test]
fn links_out_of_the_text_are_ignored() {
    let names = entities(&[&["Mali"]]);
    let text = text("\u{e9}Mali Mali");
    let links = [(0..1, Some(EntityId(0))), (90..95, Some(EntityId(0))), (3..3, Some(EntityId(0)))];
    check(&names, &Place { links: &links, ..place(&text) }, &["Mali=0*"]);
}

#[test]
fn withheld_blocks_are_not_searched() {
    let names = entities(&[&["Lyndon Johnson", "Johnson"], &["Alexis Johnson", "Johnson"]]);
    let text = text("Alexis Johnson\nJohnson");
    let links = [(0..6, Some(EntityId(0)))];
    let hidden = Place { hidden_blocks: &[BlockIndex(0), BlockIndex(99)], links: &links, ..place(&text) };
    assert_eq!(check(&names, &hidden, &[]).ambiguous[0].places, vec![15..22]);
    // An own name that occurs only there is not called unused.
    let own = own(&[("Alexis", Some(1))]);
    let found = check(&names, &Place { own_names: &own, links: &[], ..hidden }, &[]);
    assert_eq!(found.unused_names, Vec::<String>::new());
}

#[test]
fn diagnostics_name_the_places() {
    use crate::diagnostics::{Code, FileId, Span};
    let names = entities(&[&["One", "Johnson"], &["Two", "Johnson"], &["Three", "Johnson"]]);
    let text = text(&"Johnson ".repeat(9));
    let found = check(&names, &place(&text), &[]);
    let ids = ["one", "two", "three"];
    let span = |range: &PlainRange| Span { file: FileId(0), start: range.start, end: range.end };
    let said = ambiguous_name(&found.ambiguous[0], |entity| ids[entity.index()], span).expect("it has places");
    assert_eq!(said.code, Code::MentionAmbiguous);
    assert_eq!(said.message, "`Johnson` may be `one`, `two` or `three`, so it is linked to none of them");
    assert_eq!((said.span, said.related.len()), (Some(span(&(0..7))), 5));
    assert_eq!(said.label.as_deref(), Some("and at 8 more places"));
    assert!(said.help.is_some_and(|help| help.contains("names: { Johnson: one }")));
    assert_eq!(unused_name("X", span(&(0..1))).message, "`X` never occurs in this document");
}

#[test]
fn names_run_through_markup_and_line_breaks() {
    let names = entities(&[&["Al-Qaeda in the Islamic Maghreb"], &["Mali"], &["Niger"]]);
    let source =
        "1. (C) **Al-Qaeda** in\nthe *Islamic* Maghreb left M*al*i.\n\n## On Niger\n\n    Niger\n\n2. (C) Niger";
    let markings: Vec<String> = vec!["C".into()];
    let parsed = crate::markdown::parse(source, Rules::Record { markings: &markings });
    let expected = ["Al-Qaeda in the Islamic Maghreb=0*", "Mali=1*", "Niger=2", "Niger=2*"];
    check(&names, &place(&parsed.text), &expected);
}

#[test]
fn code_links_and_addresses_hold_no_names() {
    let names = entities(&[&["Mali"], &["Niger"]]);
    let source =
        "`Mali` [of *Mali* now](https://example.org) <https://example.org/Mali> https://example.org/Mali/x Niger";
    let parsed = crate::markdown::parse(source, Rules::Prose);
    let links: Vec<_> = author_ranges(&parsed).into_iter().map(|range| (range, None)).collect();
    check(&names, &Place { links: &links, ..place(&parsed.text) }, &["Niger=1*"]);
    check(&names, &place(&parsed.text), &["Mali=0*", "Mali=0", "Niger=1*"]);
}

#[test]
fn names_end_with_their_block_or_cell() {
    let names = entities(&[&["Alpha Beta"], &["Alpha"]]);
    let source = "| Alpha | Beta |\n|---|---|\n| *Alpha* | Beta |\n| Alpha Beta | |\n\nAlpha\n\nBeta\n";
    let parsed = crate::markdown::parse(source, Rules::Prose);
    check(&names, &place(&parsed.text), &["Alpha=1*", "Alpha=1", "Alpha Beta=0*", "Alpha=1"]);
}
