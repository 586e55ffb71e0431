//! Every occurrence of many names in one pass, with the owners whose spelling fits.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use crate::model::PlainRange;
use crate::text::{Fold, Folded, fold};

use super::boundaries::stands_alone;
use super::surface::Surface;

/// Names by their folded form; one form may have many owners.
#[derive(Debug)]
pub(super) struct Automaton<T> {
    inner: Option<AhoCorasick>,
    owners: Vec<Vec<(Surface, T)>>,
}

/// An occurrence on word borders whose case fits at least one owner.
#[derive(Debug)]
pub(super) struct Occurrence<'a, T> {
    pub folded: Range<usize>,
    pub plain: PlainRange,
    pub owners: Vec<&'a T>,
}

impl<T> Automaton<T> {
    /// Takes names as (text, whether case is ignored, owner).
    pub fn new<'n>(names: impl IntoIterator<Item = (&'n str, bool, T)>) -> Self {
        let mut forms: BTreeMap<String, Vec<(Surface, T)>> = BTreeMap::new();
        for (text, ignore_case, owner) in names {
            let form = fold(text, Fold::Name);
            if form.chars().any(char::is_alphanumeric) {
                forms.entry(form).or_default().push((Surface::new(text, ignore_case), owner));
            }
        }
        let (forms, owners): (Vec<_>, Vec<_>) = forms.into_iter().unzip();
        Self { inner: (!forms.is_empty()).then(|| build(&forms)), owners }
    }

    /// All occurrences, overlapping ones included.
    pub fn hits<'a>(&'a self, folded: &'a Folded, plain: &'a str) -> impl Iterator<Item = Occurrence<'a, T>> {
        let raw = self.inner.iter().flat_map(|inner| inner.find_overlapping_iter(&folded.text));
        raw.filter_map(move |hit| self.occurrence(hit.pattern().as_usize(), hit.range(), folded, plain))
    }

    fn occurrence(&self, form: usize, hit: Range<usize>, folded: &Folded, plain: &str) -> Option<Occurrence<'_, T>> {
        let range = folded.to_plain(hit.clone());
        // A hit may begin or end inside what one letter was folded to, half a ligature: that is no word of the text.
        if folded.to_folded(range.clone()) != hit || !stands_alone(plain, &range) {
            return None;
        }
        let words = &plain[range.clone()];
        let fitting = self.owners[form].iter().filter(|(surface, _)| surface.fits(words));
        let owners: Vec<&T> = fitting.map(|(_, owner)| owner).collect();
        let range = u32::try_from(range.start).ok()?..u32::try_from(range.end).ok()?;
        (!owners.is_empty()).then_some(Occurrence { folded: hit, plain: range, owners })
    }
}

/// Overlapping search needs `Standard`. Leftmost-longest would hide a good name behind a longer one that later fails the
/// test of word borders; the contiguous NFA is as fast as a DFA here and far smaller.
fn build(forms: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(forms)
        .expect("a book's names are far fewer than the states an automaton may have")
}
