//! How well a row is covered, and, apart from that, which way it leans.

use std::cmp::Ordering;

use crate::model::Stance;

use super::Tally;

/// How well the evidence covers an objective.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// No evidence.
    Gap,
    /// Supporting and undermining evidence, both at moderate or above.
    Contested,
    /// All evidence goes back to one origin.
    SingleOrigin,
    /// Nothing above weak.
    Thin,
    /// All of it supports, or none of it does though some undermines, and no search is recorded.
    OneSided,
    /// None of these.
    Covered,
}

/// Which way the evidence leans, by counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lean {
    /// There is no evidence.
    None,
    /// More supports than undermines.
    For,
    /// More undermines than supports.
    Against,
    /// As much supports as undermines.
    Even,
    /// All of it qualifies.
    Qualified,
}

/// Every verdict that holds, the gravest first; `Covered` only alone.
pub(super) fn verdicts(total: &Tally, origins: usize, searched: bool) -> Vec<Verdict> {
    if total.evidence() == 0 {
        return vec![Verdict::Gap];
    }
    let (supports, undermines) = (total.of(Stance::Supports).count, total.of(Stance::Undermines).count);
    let firm = [Stance::Supports, Stance::Undermines, Stance::Qualifies].map(|stance| total.firm(stance));
    let only_supports = supports == total.evidence();
    let only_undermines = supports == 0 && undermines > 0;
    let mut out = Vec::new();
    let mut when = |holds: bool, verdict: Verdict| out.extend(holds.then_some(verdict));
    when(firm[0] && firm[1], Verdict::Contested);
    when(origins == 1, Verdict::SingleOrigin);
    when(firm == [false; 3], Verdict::Thin);
    when((only_supports || only_undermines) && !searched, Verdict::OneSided);
    if out.is_empty() {
        out.push(Verdict::Covered);
    }
    out
}

/// Which way the counts lean.
pub(super) fn lean(total: &Tally) -> Lean {
    let (supports, undermines) = (total.of(Stance::Supports).count, total.of(Stance::Undermines).count);
    match supports.cmp(&undermines) {
        _ if total.evidence() == 0 => Lean::None,
        _ if supports + undermines == 0 => Lean::Qualified,
        Ordering::Greater => Lean::For,
        Ordering::Less => Lean::Against,
        Ordering::Equal => Lean::Even,
    }
}
