use super::*;
use crate::import::known::{Known, KnownDocument};
use crate::import::lines::Span;
use crate::import::{ledger, markup};

fn cable(text: &str) -> (Draft, String) {
    let source = Source::new(text.into());
    let draft = ledger::settle(&source, read(&source, &Stations::default()));
    let body = markup::body(&draft, &source);
    (draft, body)
}

fn words(text: &str, spans: impl IntoIterator<Item = Span>) -> Vec<String> {
    let source = Source::new(text.into());
    spans.into_iter().map(|span| source.words(span).to_string()).collect()
}

const FULL: &str = "\
VZCZCXYZ0001
RR RUEHMA RUEHPA
DE RUEHHV #0042/01 1020905
ZNY CCCCC ZZH
R 120905Z APR 79
FM AMEMBASSY PORT HAVEN
TO RUEHC/SECSTATE WASHDC PRIORITY 0456
INFO RUEHZK/COAST COLLECTIVE
RUEHAS/AMEMBASSY LEE 0655
C O N F I D E N T I A L SECTION 01 OF 02 PORT HAVEN 000042

NOFORN
SIPDIS
STATE FOR AF/W AND IO

E.O. 12065: DECL: 04/12/1985
TAGS: EWWT, EFIN XX
SUBJECT: THE PIER IS OLD AND THE COUNCIL KNOWS
IT

REF: A. PORT HAVEN 00017 (NOTAL)
     B) 78 LEE 914

Classified By: Consul A. Clerk for reas
ons 1.4 (b) and (d).

1.(C) Summary: The pier
is old. End Summary.

----------------
Who is to
pay for it
----------------

2.  (S/NF) The council met and the clerk, who
had

PORT HAVEN 00000042 002 OF 002


seen the pier, spoke. Its concerns

stemming from the storm were these:

-- the piles are rotten; and
-- the deck is
   gone.

C O N F I D E N T I A L SECTION 02 OF 02 PORT HAVEN 000042

NOFORN
SIPDIS

E.O. 12065: DECL: 04/12/1985
TAGS: EWWT, EFIN XX
SUBJECT: THE PIER IS OLD AND THE COUNCIL KNOWS
IT

COMMENT

3. (U) Clerk says so.

CLERK
BT
#0042
NNNN
";

#[test]
fn a_whole_cable_is_read() {
    let (draft, body) = cable(FULL);
    assert_eq!(
        body,
        "\
1. (C) Summary: The pier is old. End Summary.

## Who is to pay for it

2. (S/NF) The council met and the clerk, who had seen the pier, spoke. Its concerns stemming from the storm were these:

- the piles are rotten; and
- the deck is gone.

## COMMENT

3. (U) Clerk says so.
"
    );
    let meta = &draft.meta;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    assert_eq!(text(&meta.identifier), "79PORTHAVEN42");
    assert_eq!(meta.also_cited_as, ["PORT HAVEN 42"]);
    assert_eq!(text(&meta.date), "1979-04-12T09:05Z");
    assert_eq!(text(&meta.origin), "Embassy Port Haven");
    assert_eq!(meta.recipients, ["SECSTATE WASHDC"]);
    assert_eq!(meta.info, ["COAST COLLECTIVE", "AMEMBASSY LEE"]);
    assert_eq!(text(&meta.classification), "CONFIDENTIAL");
    assert_eq!(text(&meta.subject), "THE PIER IS OLD AND THE COUNCIL KNOWS IT");
    assert_eq!(meta.title, meta.subject);
    assert_eq!(meta.tags, ["EWWT", "EFIN", "XX"]);
    assert_eq!(meta.references, ["PORT HAVEN 00017", "78 LEE 914"]);
    assert_eq!(text(&meta.byline), "Clerk");
    let header: Vec<_> = meta.header.iter().map(|(key, value)| format!("{key}: {value}")).collect();
    let expected = [
        "Declassify on: 1985-04-12",
        "Executive order: 12065",
        "Handling: NOFORN; SIPDIS; STATE FOR AF/W AND IO",
        "Classified by: Consul A. Clerk for reasons 1.4 (b) and (d).",
        "Date-time group: R 120905Z APR 79",
        "Transmission: VZCZCXYZ0001; RR RUEHMA RUEHPA; DE RUEHHV #0042/01 1020905; ZNY CCCCC ZZH",
        "Addressee lines: TO RUEHC/SECSTATE WASHDC PRIORITY 0456; INFO RUEHZK/COAST COLLECTIVE; RUEHAS/AMEMBASSY LEE 0655",
        "Sections: 2",
        "References as written: A. PORT HAVEN 00017 (NOTAL) B) 78 LEE 914",
    ];
    assert_eq!(header, expected);
    assert!(draft.doubts.is_empty() && draft.missing.is_empty(), "{:?} {:?}", draft.doubts, draft.missing);
    let mut reasons: Vec<_> = draft.removed.iter().map(|taken| taken.why).collect();
    reasons.dedup();
    let expected = ["page headers", "repeated header lines", "marks of transmission"];
    assert_eq!(reasons, expected);
}

#[test]
fn headers_are_read_as_far_as_they_go() {
    for (text, expected) in [
        // Serial from the routing line, and nothing that says which station that is.
        (
            "DE RUEHHV #0042/01 1020905\nR 120905Z APR 79\n\nREF: LEE 1\n\n1. (U) One.\n\n2. (U) Two.",
            ["", "1979-04-12T09:05Z", "", "LEE 1"],
        ),
        ("UNCLAS HAVEN 000042\n\nR 120905Z APR 79\n\n1. One.\n\n2. Two.", ["79HAVEN42", "1979-04-12T09:05Z", "", ""]),
        ("FM USMISSION LEE\nUNCLAS LEE 000042\n\n1. (U) One.", ["", "", "US Mission Lee", ""]),
        ("R 320905Z APR 79\nUNCLAS LEE 000042\n\n1. (U) One.", ["", "", "", ""]),
        ("1. (U) One.\n\nLEE 00000042 002 OF 002\n\n2. (U) Two.", ["", "", "", ""]),
        ("REFS: (A) LEE 1; (B) LEE 2, HAVEN 3\n\n1. (U) One.", ["", "", "", "LEE 1|LEE 2|HAVEN 3"]),
    ] {
        let meta = cable(text).0.meta;
        let found = [meta.identifier, meta.date, meta.origin, Some(meta.references.join("|"))];
        assert_eq!(found.map(Option::unwrap_or_default), expected, "{text}");
    }
    let (draft, _) = cable("R 320905Z APR 79\n\n1. (U) One.");
    assert!(draft.doubts[0].message.contains("R 320905Z APR 79"), "{:?}", draft.doubts);
}

#[test]
fn an_origin_comes_from_another_cable_or_not_at_all() {
    let source = Source::new("DE RUEHHV #0043/01 1020905\nR 120905Z APR 79\n\n1. (U) One.".into());
    let mut stations = Stations::default();
    assert_eq!(read(&source, &stations).meta.origin, None);
    let (routing, station) = survey(&Source::new(FULL.into())).expect("a station");
    stations.add(&routing, &station);
    let meta = read(&source, &stations).meta;
    assert_eq!(meta.origin.as_deref(), Some("Embassy Port Haven"));
    assert_eq!(meta.identifier.as_deref(), Some("79PORTHAVEN43"));
    // What the book says comes before what the command says.
    let documents = vec![KnownDocument {
        identifier: Some("78HAVEN1".into()),
        origin: Some("embassy-haven".into()),
        header: vec!["DE RUEHHV #0001/01 0010000".into()],
        ..KnownDocument::default()
    }];
    let mut stations = Stations::of_book(&Known { documents, ..Known::default() });
    stations.add(&routing, &station);
    assert_eq!(read(&source, &stations).meta.origin.as_deref(), Some("embassy-haven"));
}

const ARCHIVED: &str = "\
Reference ID
Created
Classification
Origin
79HAVEN42
1979-04-12 09:05
UNCLASSIFIED
Embassy Haven
Cable title:

The pier is old

Tags: EWWT EFIN
how to read this
DE RUEHHV #0042/01 1020905

1. (U) One, said Clerk.

2. (U) Two.

CLERK

© Harbour Media

World Headlines

Elsewhere: Another pier is old
It is as old as the first... More>>
";

#[test]
fn what_a_website_adds_is_removed_and_listed() {
    let (draft, body) = cable(ARCHIVED);
    assert_eq!(body, "1. (U) One, said Clerk.\n\n2. (U) Two.\n");
    let meta = &draft.meta;
    assert_eq!(meta.identifier.as_deref(), Some("79HAVEN42"));
    assert_eq!(meta.date.as_deref(), Some("1979-04-12T09:05"));
    assert_eq!((meta.classification.as_deref(), meta.origin.as_deref()), (Some("UNCLASSIFIED"), Some("Embassy Haven")));
    assert_eq!((meta.subject.as_deref(), meta.tags.join(" ")), (Some("The pier is old"), "EWWT EFIN".into()));
    assert_eq!((meta.byline.as_deref(), meta.published.publisher.as_deref()), (Some("Clerk"), Some("Harbour Media")));
    assert!(draft.doubts.is_empty(), "{:?}", draft.doubts);
    let removed = words(ARCHIVED, draft.removed.iter().map(|taken| taken.span));
    let expected = [
        "Reference ID",
        "Created",
        "Classification",
        "Origin",
        "Cable title:",
        "Tags:",
        "how to read this",
        "World Headlines",
        "Elsewhere: Another pier is old",
        "It is as old as the first... More>>",
    ];
    assert_eq!(removed, expected);
}

#[test]
fn titles_come_from_the_website_where_the_header_has_none() {
    let (draft, _) = cable("Home\nCablegate: The Pier Is Old\nNews\n\nDE RUEHHV #0042/01 1020905\n\n1. (U) One.");
    assert_eq!(draft.meta.title.as_deref(), Some("The Pier Is Old"));
    assert_eq!(draft.meta.published.title.as_deref(), Some("Cablegate: The Pier Is Old"));
    let (draft, _) = cable("Viewing cable 79HAVEN42, THE PIER\n\nSUBJECT: The pier\n\n¶1. (U) One.\n\n¶2. (U) Two.");
    assert_eq!(draft.meta.published.title.as_deref(), Some("Viewing cable 79HAVEN42, THE PIER"));
    assert!(draft.removed.is_empty() && draft.blocks.len() == 2, "{draft:?}");
    let (draft, _) = cable("THE PIER\n\nSUBJECT: The pier\n\n1. (U) One.");
    assert_eq!(draft.removed.iter().map(|taken| taken.why).collect::<Vec<_>>(), ["repeated titles"]);
}

#[test]
fn paragraphs_are_put_together_again() {
    for (text, expected) in [
        ("1.(C) One\ntwo.\n\nThree?\n\n2. (SBU) Four.", "1. (C) One two.\n\n## Three?\n\n2. (SBU) Four.\n"),
        (
            "1. (C) One.\n\nMore of it, in a sentence.\n\n2. (C) Two.",
            "1. (C) One.\n\nMore of it, in a sentence.\n\n2. (C) Two.\n",
        ),
        ("1. (C) One LEE 00000042 002 OF 002 two. 2. (C) Three.", "1. (C) One two.\n\n2. (C) Three.\n"),
        ("1. (C) One.\n\nSECRET MEETINGS\n\n2. (C) Two.", "1. (C) One.\n\n## SECRET MEETINGS\n\n2. (C) Two.\n"),
        ("1. (C) In clause\n2. it says so.", "1. (C) In clause 2. it says so.\n"),
        ("1. (C) The goat -\nif any -\n- was sold.", "1. (C) The goat - if any - - was sold.\n"),
        ("1. (C) These:\n(a) one\n(b) two\n\n2. (C) Two.", "1. (C) These:\n\n- (a) one\n- (b) two\n\n2. (C) Two.\n"),
        ("------\nFirst\n------\n\n1. (C) One.", "## First\n\n1. (C) One.\n"),
        ("1. (C) *One* [two](three) <four>.", "1. (C) \\*One\\* [two\\](three) \\<four>.\n"),
        ("SUBJECT: X\n\nThere are no numbers here.\n\nNone.", "There are no numbers here.\n\nNone.\n"),
    ] {
        let (draft, body) = cable(text);
        assert_eq!(body, expected, "{text}");
        assert!(draft.doubts.is_empty(), "{text} {:?}", draft.doubts);
    }
    let (draft, _) = cable("1. (C) One.\n\n3. (C) Three.");
    assert_eq!(draft.doubts[0].message, "paragraph 3 comes after paragraph 1");
}
