//! A matrix counted by hand.

use super::fixture::{book, cited, document, link, looked};
use super::gaps::{Outside, gaps};
use super::*;
use crate::model::*;

/// A cell in short: state, then count and strength of each stance, then drift.
fn short(cell: Cell) -> String {
    let state = match cell.state {
        CellState::Evidence => "",
        CellState::NotAssessed => ".",
        CellState::NoneFound => "none",
        CellState::NotApplicable => "n/a",
    };
    state.to_string() + &shortly(&cell.tally)
}

fn shortly(tally: &Tally) -> String {
    let counts = tally.present().map(|(stance, found)| {
        let sign = ['+', '-', '%', '='][stance as usize];
        format!("{sign}{}{}", found.count, found.strongest.map_or("", |found| ["w", "m", "s"][found as usize]))
    });
    let drifted = (tally.drifted > 0).then(|| format!("~{}", tally.drifted));
    counts.chain(drifted).collect::<Vec<_>>().join(" ")
}

#[test]
fn cells_totals_verdicts_and_origins_are_those_counted_by_hand() {
    let book = book();
    let matrix = Matrix::new(&book);
    let cells: Vec<Vec<String>> =
        matrix.rows.iter().map(|row| book.document_ids().map(|id| short(row.cell(id))).collect()).collect();
    let expected = [
        ["+1s -1m =1 ~1", "+1s", ".", ".", "n/a"],
        [".", "n/a", "+1m", "+1w", "+1w"],
        ["-1w", "%1", "none", "none", "none"],
        [".", ".", ".", ".", "."],
    ];
    assert_eq!(cells, expected);
    let totals: Vec<String> = matrix.rows.iter().map(|row| shortly(&row.total)).collect();
    assert_eq!(totals, ["+1s -1m =1 ~1", "+2m", "-1w %1", ""]);
    let verdicts: Vec<_> = matrix.rows.iter().map(|row| (row.verdicts.clone(), row.lean, row.origins)).collect();
    let expected = [
        (vec![Verdict::Contested], Lean::Even, 2),
        (vec![Verdict::SingleOrigin, Verdict::OneSided], Lean::For, 1),
        (vec![Verdict::Thin], Lean::Against, 2),
        (vec![Verdict::Gap], Lean::None, 0),
    ];
    assert_eq!(verdicts, expected);
    assert_eq!(matrix.row(ObjectiveId(2)).unplaced, [EvidenceId(7)]);
    assert_eq!(
        matrix.row(ObjectiveId(0)).cells[&DocumentId(0)].evidence,
        [EvidenceId(0), EvidenceId(1), EvidenceId(2)]
    );
}

#[test]
fn a_goal_sums_its_objectives() {
    let book = book();
    let goal = Goal {
        id: "g".into(),
        title: "g".into(),
        statement: None,
        wordings: vec![],
        sources: vec![],
        objectives: vec![ObjectiveId(0), ObjectiveId(1)],
        extra: serde_json::Value::Null,
    };
    let total = Matrix::new(&book).goal(&goal);
    assert_eq!((shortly(&total), total.evidence(), total.links()), ("+3s -1m =1 ~1".into(), 4, 5));
}

#[test]
fn an_independent_document_ends_a_single_origin_and_contrary_evidence_a_single_side() {
    let mut book = book();
    link(&mut book, 1, Stance::Undermines, Some(Strength::Weak), &[(0, "")]);
    let row = row(&book, ObjectiveId(1));
    assert_eq!((row.verdicts, row.lean, row.origins), (vec![Verdict::Covered], Lean::For, 2));
}

#[test]
fn a_search_for_the_contrary_ends_a_single_side_but_only_if_it_was_made() {
    for (result, one_sided) in [(LookedResult::NoneFound, false), (LookedResult::NotApplicable, true)] {
        let mut book = book();
        book.objectives[1].looked = vec![looked(None, result)];
        assert_eq!(row(&book, ObjectiveId(1)).is(Verdict::OneSided), one_sided, "{result:?}");
    }
}

#[test]
fn context_alone_is_a_gap_and_leaves_the_cell_without_evidence() {
    let mut book = book();
    link(&mut book, 3, Stance::Context, None, &[(2, "")]);
    let row = row(&book, ObjectiveId(3));
    assert_eq!((row.verdicts.clone(), row.lean, row.origins), (vec![Verdict::Gap], Lean::None, 0));
    assert_eq!(short(row.cell(DocumentId(2))), ".=1");
}

#[test]
fn one_document_that_repeats_two_others_is_one_origin_and_a_ring_is_one_too() {
    let mut book = book();
    book.documents[0].derived_from = vec![cited("x", None), cited("y", None)];
    link(&mut book, 3, Stance::Supports, Some(Strength::Strong), &[(0, "")]);
    assert_eq!(row(&book, ObjectiveId(3)).origins, 1);
    book.documents[0].derived_from = vec![cited("b", Some(1))];
    book.documents[1].derived_from = vec![cited("a", Some(0))];
    link(&mut book, 3, Stance::Supports, Some(Strength::Strong), &[(1, "")]);
    assert_eq!(row(&book, ObjectiveId(3)).origins, 1);
}

#[test]
fn the_register_of_gaps_lists_exactly_what_is_missing() {
    let mut book = book();
    book.documents.push(document("f", vec![]));
    book.documents[5].date = None;
    book.documents[5].references = vec![cited("BAMAKO 00186", None), cited("a", Some(0)), cited("bamako 00186", None)];
    let found = gaps(&book, &Matrix::new(&book));
    let expected = gaps::Gaps {
        without_evidence: vec![ObjectiveId(3)],
        thin: vec![ObjectiveId(2)],
        single_origin: vec![ObjectiveId(1)],
        one_sided: vec![ObjectiveId(1)],
        orphaned: vec![AnnotationId(7)],
        ambiguous: vec![],
        drifted: vec![AnnotationId(2)],
        outside: vec![
            Outside { words: "AFP, 3 June".into(), cited_by: vec![DocumentId(2), DocumentId(3)] },
            Outside { words: "BAMAKO 00186".into(), cited_by: vec![DocumentId(5)] },
        ],
        never_mentioned: vec![],
        not_annotated: vec![DocumentId(5)],
        undated: vec![DocumentId(5)],
    };
    assert_eq!(found, expected);
}
