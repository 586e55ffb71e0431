//! How much is compared for quotes that do not stand where they should, in all of a book together.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::diagnostics::Span;
use crate::load::raw::{RawAnnotation, RawBook, RawCitation, RawObjective, RawOutlineItem};

use super::citations::Citer;

/// So many steps of comparison are spent on quotes that stand nowhere word for word; one compares a letter of a document
/// with 64 of a quote. They suffice for some 300 changed quotes from a text of a million letters, or for 100,000 from
/// texts of 4,000. Whatever goes beyond, in the order of files, is looked for word for word only.
pub const MOST_COMPARED: u64 = 400_000_000;

/// The citations that are looked for word for word only. In most books the lengths alone say that there are none.
pub(super) fn beyond(raw: &RawBook, annotations: &[std::sync::Arc<RawAnnotation>], citer: &Citer<'_>) -> HashSet<Span> {
    let all = citations(raw, annotations);
    let costs: Vec<u64> = all.par_iter().map(|citation| citer.cost(citation)).collect();
    if costs.iter().sum::<u64>() <= MOST_COMPARED {
        return HashSet::new();
    }
    let inexact: Vec<bool> = all.par_iter().map(|citation| citer.is_inexact(citation)).collect();
    let too_late = late(&costs, &inexact, MOST_COMPARED);
    all.iter().zip(too_late).filter(|(_, late)| *late).map(|(citation, _)| citation.span).collect()
}

/// Which of the inexact ones come when all that may be spent is spent.
fn late(costs: &[u64], inexact: &[bool], most: u64) -> Vec<bool> {
    let mut spent = 0;
    let mut late = |(cost, inexact): (&u64, &bool)| {
        spent += if *inexact { *cost } else { 0 };
        *inexact && spent > most
    };
    costs.iter().zip(inexact).map(&mut late).collect()
}

/// All citations of a book.
fn citations<'a>(raw: &'a RawBook, annotations: &'a [std::sync::Arc<RawAnnotation>]) -> Vec<&'a RawCitation> {
    let mut all: Vec<&RawCitation> = annotations.iter().flat_map(|item| &item.citations).collect();
    all.extend(raw.entities.iter().flat_map(|entity| &entity.sources));
    all.extend(raw.events.iter().flat_map(|event| &event.sources));
    for item in &raw.outline {
        let mut add = |objective: &'a RawObjective| {
            all.extend(objective.wordings.iter().filter_map(|(_, source)| source.as_ref()));
            all.extend(&objective.sources);
        };
        match item {
            RawOutlineItem::Goal(goal, objectives) => [goal].into_iter().chain(objectives).for_each(add),
            RawOutlineItem::Objective(objective) => add(objective),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbatim_quotes_cost_nothing_and_the_last_inexact_ones_are_too_late() {
        let costs = [5, 90, 5, 5, 1];
        for (inexact, most, expected) in [
            ([true; 5], 106, [false; 5]),
            ([true; 5], 100, [false, false, false, true, true]),
            ([true, false, true, true, true], 16, [false; 5]),
            ([true, false, true, true, true], 10, [false, false, false, true, true]),
            ([true; 5], 4, [true; 5]),
        ] {
            assert_eq!(late(&costs, &inexact, most), expected, "{inexact:?} {most}");
        }
    }
}
