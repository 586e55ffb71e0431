//! Counts of links, by stance.

use crate::model::{AnchorState, Book, Evidence, EvidenceId, Stance, Strength};

/// How many links of each stance, how strong the strongest is, and how many have drifted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    stances: [StanceCount; 4],
    /// Links, context included, whose quoted words have changed.
    pub drifted: usize,
}

/// The links of one stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StanceCount {
    /// How many.
    pub count: usize,
    /// The strength of the strongest, where any gives one.
    pub strongest: Option<Strength>,
}

/// All stances in the order in which they are shown.
pub const STANCES: [Stance; 4] = [Stance::Supports, Stance::Undermines, Stance::Qualifies, Stance::Context];

/// Whether links of a stance are evidence.
pub fn counts(stance: Stance) -> bool {
    stance != Stance::Context
}

impl Tally {
    /// The links of one stance.
    pub fn of(&self, stance: Stance) -> StanceCount {
        self.stances[stance as usize]
    }

    /// The stances that occur, in the order in which they are shown.
    pub fn present(&self) -> impl Iterator<Item = (Stance, StanceCount)> + use<> {
        let stances = self.stances;
        STANCES.into_iter().map(move |stance| (stance, stances[stance as usize])).filter(|(_, found)| found.count > 0)
    }

    /// Links that are evidence: all but context.
    pub fn evidence(&self) -> usize {
        STANCES.into_iter().filter(|&stance| counts(stance)).map(|stance| self.of(stance).count).sum()
    }

    /// All links, context included.
    pub fn links(&self) -> usize {
        self.evidence() + self.of(Stance::Context).count
    }

    /// Whether some evidence of a stance is moderate or strong.
    pub fn firm(&self, stance: Stance) -> bool {
        self.of(stance).strongest >= Some(Strength::Moderate)
    }

    /// Counts some links, each once; those without a sure place do not count.
    pub fn of_links(book: &Book, links: impl Iterator<Item = EvidenceId>) -> Self {
        let mut out = Self::default();
        for evidence in links.map(|link| &book[link]) {
            let state = book[evidence.annotation].state;
            if state < AnchorState::Ambiguous {
                out.add(evidence, state);
            }
        }
        out
    }

    /// Counts one link.
    pub fn add(&mut self, evidence: &Evidence, state: AnchorState) {
        let found = &mut self.stances[evidence.stance as usize];
        found.count += 1;
        found.strongest = found.strongest.max(evidence.strength);
        self.drifted += usize::from(state == AnchorState::Drifted);
    }

    /// Adds the counts of another tally.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.stances.iter_mut().zip(other.stances) {
            mine.count += theirs.count;
            mine.strongest = mine.strongest.max(theirs.strongest);
        }
        self.drifted += other.drifted;
    }
}
