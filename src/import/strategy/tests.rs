//! Imitations of strategy papers in several layouts, and what must come of each.

use std::collections::BTreeSet;

use super::*;
use crate::import::{ledger, markup};

/// The body, the draft of objectives, and the draft.
fn imported(text: &str) -> (String, String, Draft) {
    let source = Source::new(text.into());
    let draft = ledger::settle(&source, read(&source));
    let body = markup::body(&draft, &source);
    let objectives = draft.objectives.as_ref().map_or(String::new(), |found| found.yaml("plan", &mut BTreeSet::new()));
    (body, objectives, draft)
}

/// Headings with their levels, anchors, and the ids and titles of the objectives.
fn shown(text: &str) -> (Vec<String>, Vec<String>, String) {
    let (body, objectives, _) = imported(text);
    let headings = body.lines().filter(|line| line.starts_with('#')).map(String::from).collect();
    let ids =
        objectives.lines().filter_map(|line| line.split_once("- id: ")).map(|(_, id)| id.replace('\'', "")).collect();
    (headings, ids, body)
}

const NUMBERED: &str = "Integrated Harbour Plan\n\nHAVEN\n\nFOR PUBLIC RELEASE\n\nTable of Contents\n\n1.\tPriorities of the Board\t1\n\
    2.\tFramework of Goals\t4\n3.\tManagement Objective\t9\n\n1. Priorities of the Board\n\nThe board of the harbour has seen many years of storms. \
    It has little money, and it has much to do before the winter comes over the\n\nNorth Mole and the old quay.\n\nFOR PUBLIC RELEASE\n\n\
    2. Framework of Goals\n\nMission Goal 1: The quays are safe, and dry.\n\n- Mission Objective 1.1: The mole is mended with stone\n  from the old pier.\n\
    - **Mission Objective 1.2:** Lamps burn at night.\n\nMission Goal 1: The quays are safe and dry.\n\nDescription: It is so.\n\n\
    Objective 1.1: The mole is mended with stone from the old pier.\n\n- Justification: It leaks, as all know who were there when the tide came in through\n\n\
    - the wall of the outer basin and the yard.\n- **Risks:** Storms.\n\nRisks: None are known to us.\n\nObjective 1.2: Lamps burn all night.\n\n\u{2022} Justification: It is dark.\n\n\
    3. Management Objective\n\nManagement Objective: The board has staff.\n\n- Risks: There is none to be had.";

#[test]
fn a_numbered_paper_with_contents() {
    let (headings, ids, body) = shown(NUMBERED);
    assert_eq!(
        headings,
        [
            "## 1. Priorities of the Board",
            "## 2. Framework of Goals",
            "### Mission Goal 1: The quays are safe, and dry. {#goal-1}",
            "### Mission Goal 1: The quays are safe and dry. {#goal-1-again}",
            "#### Objective 1.1: The mole is mended with stone from the old pier. {#obj-1-1-again}",
            "#### Objective 1.2: Lamps burn all night. {#obj-1-2-again}",
            "## 3. Management Objective",
            "### Management Objective: The board has staff. {#obj-mo}",
        ]
    );
    assert_eq!(ids, ["1", "1.1", "1.2", "mo"]);
    for block in [
        "comes over the North Mole and the old quay.\n",
        "- Mission Objective 1.2: Lamps burn at night. {#obj-1-2}\n",
        "- **Justification:** It leaks, as all know who were there when the tide came in through the wall of the outer basin and the yard. {#obj-1-1-justification}\n\
         - **Risks:** Storms. {#obj-1-1-risks}\n- **Risks:** None are known to us.\n",
        "- **Justification:** It is dark. {#obj-1-2-justification}\n",
    ] {
        assert!(body.contains(block), "{block}\n{body}");
    }
}

#[test]
fn wordings_that_differ_are_reported_with_both_texts() {
    let (_, objectives, draft) = imported(NUMBERED);
    let doubts: Vec<&str> = draft.doubts.iter().map(|doubt| doubt.message.as_str()).collect();
    assert_eq!(
        doubts,
        [
            "a bullet in mid-sentence is taken for the leftover of a page's end",
            "objective 1.2 is worded otherwise than on line 27: there `Lamps burn at night.`, here `Lamps burn all night.`",
        ]
    );
    let expected = "  - id: '1.2'\n    title: Lamps burn at night\n    statement: Lamps burn at night.\n    wordings:\n    - statement: Lamps burn at night.\n      \
        source:\n        document: plan\n        at: obj-1-2\n    - statement: Lamps burn all night.\n      source:\n        document: plan\n        at: obj-1-2-again\n    \
        sources:\n    - document: plan\n      at: obj-1-2\n    - document: plan\n      at: obj-1-2-again\n";
    assert!(objectives.contains(expected), "{objectives}");
    let removed: BTreeSet<&str> = draft.removed.iter().map(|taken| taken.why).collect();
    assert_eq!(removed, BTreeSet::from(["release marks", "tables of contents"]));
    assert_eq!(draft.meta.title.as_deref(), Some("Integrated Harbour Plan: HAVEN"));
    assert_eq!(draft.missing, ["no date stands on the cover"]);
}

#[test]
fn a_paper_in_capitals_with_pages() {
    let text = "HARBOUR STRATEGY\nAPPROVED: March 3, 1961\n\u{c}HARBOUR STRATEGY\nMISSION AND AIMS\nThe harbour is old and its walls are older, as the board has said for\n\
        many years.\nIt must be seen to. The town has the stone for it, and the board has the\n1\n\u{c}HARBOUR STRATEGY\nwill. What it lacks is men.\n\nGOAL 1: THE QUAYS ARE SAFE\n\
        OBJECTIVE 1.1: THE MOLE IS MENDED\nThe mole is to be mended before the winter.\n2\n\u{c}HARBOUR STRATEGY\nOBJECTIVE 1.2: LAMPS BURN\nLamps are to burn.\n\n\
        GOAL 2: TRADE GROWS\nOBJECTIVE 2.1: SHIPS COME\nShips are to come.\n3\n";
    let (headings, ids, body) = shown(text);
    assert_eq!(
        headings,
        [
            "## MISSION AND AIMS",
            "### GOAL 1: THE QUAYS ARE SAFE {#goal-1}",
            "#### OBJECTIVE 1.1: THE MOLE IS MENDED {#obj-1-1}",
            "#### OBJECTIVE 1.2: LAMPS BURN {#obj-1-2}",
            "### GOAL 2: TRADE GROWS {#goal-2}",
            "#### OBJECTIVE 2.1: SHIPS COME {#obj-2-1}",
        ]
    );
    assert_eq!(ids, ["1", "1.1", "1.2", "2", "2.1"]);
    assert!(body.contains("and the board has the will. What it lacks is men.\n"), "{body}");
    assert!(body.matches("HARBOUR STRATEGY").count() == 0, "{body}");
    let (_, _, draft) = imported(text);
    assert_eq!(
        (draft.meta.title.as_deref(), draft.meta.date.as_deref()),
        (Some("HARBOUR STRATEGY"), Some("1961-03-03"))
    );
}

#[test]
fn a_paper_with_marks_of_markdown() {
    let text = "# Harbour Plan\n\n## Goals\n\n### Goal One \u{2013} Safe quays\n\n**Objective A:** The mole is mended.\n\nWork has begun.\n\n**Objective B:** Lamps burn.\n\n\
        It is dark.\n\n### Goal Two \u{2013} Trade\n\n**Objective A:** Ships come.\n\nFew do.";
    let (headings, ids, body) = shown(text);
    assert_eq!(
        headings,
        [
            "## Goals",
            "### Goal One \u{2013} Safe quays {#goal-1}",
            "#### Objective A: The mole is mended. {#obj-1-a}",
            "#### Objective B: Lamps burn. {#obj-1-b}",
            "### Goal Two \u{2013} Trade {#goal-2}",
            "#### Objective A: Ships come. {#obj-2-a}",
        ],
        "{body}"
    );
    assert_eq!(ids, ["1", "1.a", "1.b", "2", "2.a"]);
}

#[test]
fn a_paper_with_statements_below_their_labels() {
    let text = "Harbour Strategy 1961\n\nStrategic Goal I\n\nThe quays of the harbour are safe for all.\n\nObjective 1\n\nThe mole is mended with stone.\n\nJustification\n\n\
        It leaks.\n\nRisks\n\nStorms may come.\n\nObjective 2\n\nLamps burn at night on it.\n\nJustification\n\nIt is dark.\n\nRisks\n\nOil is dear.\n\nManagement Objective\n\n\
        The board has men and money.";
    let (headings, ids, body) = shown(text);
    assert_eq!(
        headings,
        [
            "## Strategic Goal I",
            "### Objective 1",
            "#### Justification",
            "#### Risks",
            "### Objective 2",
            "#### Justification",
            "#### Risks",
            "## Management Objective",
        ]
    );
    assert_eq!(ids, ["1", "1.1", "1.2", "mo"]);
    for anchored in ["are safe for all. {#goal-1}\n", "with stone. {#obj-1-1}\n", "men and money. {#obj-mo}\n"] {
        assert!(body.contains(anchored), "{anchored}\n{body}");
    }
}

#[test]
fn a_paper_whose_headings_are_numbered_through() {
    let text = "Plan of the Harbour\n\nGoals ............ 2\nAnnex A: Ships ........ 7\n\nHarbour Board | 1\n\n2 Goals\n\n2.1 Mission Goal 1: Safe quays\n\n\u{25cf} Objective 1.1. The mole is mended.\n\
        \u{25cf} Objective 1.2. Lamps burn.\n\nHarbour Board | 2\n\n2.2 Mission Goal 2: Trade\n\nThe aim stands on its own.\n\nHarbour Board | 3\n\nAnnex A: Ships\n\nThere are few of them left.";
    let (headings, ids, body) = shown(text);
    assert_eq!(
        headings,
        [
            "## 2 Goals",
            "### 2.1 Mission Goal 1: Safe quays {#goal-1}",
            "### 2.2 Mission Goal 2: Trade {#goal-2}",
            "## Annex A: Ships",
        ],
        "{body}"
    );
    assert_eq!(ids, ["1", "1.1", "1.2", "2"]);
    assert!(
        body.contains("- Objective 1.1. The mole is mended. {#obj-1-1}\n- Objective 1.2. Lamps burn. {#obj-1-2}\n"),
        "{body}"
    );
}

#[test]
fn objectives_of_two_papers_do_not_share_ids() {
    let (_, _, draft) = imported(NUMBERED);
    let objectives = draft.objectives.expect("there are some");
    assert_eq!(objectives.count(), (1, 3));
    let mut taken = BTreeSet::new();
    assert!(objectives.yaml("a", &mut taken).contains("- id: mo\n"));
    let second = objectives.yaml("b", &mut taken);
    assert!(second.contains("- id: b-mo\n") && second.contains("document: b\n"), "{second}");
}
