//! Where a citation's quote stands in a document: the measured cascade from verbatim hits to orphans.
//!
//! In: a document's reader-visible text and what a citation asks for. Out: one [`Anchoring`]. A quote is placed only
//! where it stands, or where its drift is beyond doubt; everything else is handed back with the best candidates.

mod alarms;
mod cascade;
mod context;
mod drift;
mod exact;
mod haystack;
mod myers;
mod reading;
#[cfg(test)]
mod tests;
mod words;

pub use haystack::Haystack;

use crate::model::{AnchorState, Anchoring};

use cascade::Search;
pub use drift::cost;
pub use exact::MOST_HITS;

/// What is asked: a citation's quote and the hints beside it.
#[derive(Clone, Copy, Debug, Default, Hash)]
pub struct Selector<'a> {
    /// The words as the author quotes them.
    pub quote: &'a str,
    /// Where they are said to stand.
    pub at: Option<At>,
    /// Which of how many places, counted from 1.
    pub occurrence: Option<(u32, u32)>,
    /// Words before the quote.
    pub prefix: Option<&'a str>,
    /// Words after it.
    pub suffix: Option<&'a str>,
    /// Whether it is looked for word for word only.
    pub verbatim: bool,
}

/// The place a citation names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// A block, by its place in `Text::blocks`.
    Block(usize),
    /// The document's title.
    Title,
}

/// Finds where a quote stands. `names` are names of entities, whose change is called out when the words have drifted.
pub fn anchor(haystack: &Haystack, selector: &Selector, names: &[&str]) -> Anchoring {
    match Search::new(haystack, selector, names) {
        Some(search) => search.run(),
        None => Anchoring::Unplaced { state: AnchorState::Orphaned, candidates: Vec::new() },
    }
}

/// Whether words like those of a quote have to be looked for, because it stands nowhere or not where it is said to.
pub fn is_inexact(haystack: &Haystack, selector: &Selector) -> bool {
    Search::new(haystack, selector, &[]).is_some_and(|search| search.is_inexact())
}
