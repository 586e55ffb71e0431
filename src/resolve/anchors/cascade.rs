//! The cascade: verbatim hits, the hints that choose among them, then drift, else no place.

use std::ops::Range;

use crate::model::{AnchorState, Anchoring};

use super::alarms::alarms;
use super::context::Context;
use super::drift::{Ground, Near, apart, near};
use super::exact::{Hits, hits, in_title};
use super::haystack::Haystack;
use super::reading::{Reading, readings};
use super::{At, Selector};

/// Context that a verbatim hit needs.
const EXACT_CONTEXT: f64 = 0.60;
/// By how much the best must beat the second.
const MARGIN: f64 = 0.03;
/// Similarity that drift needs without stored context, in the block that the citation names.
const ALIKE: f64 = 0.80;
/// Similarity that drift needs with stored context: 34% errors.
const SOMEWHAT_ALIKE: f64 = 0.66;
/// Candidates that are offered for a quote without a place.
const OFFERED: usize = 3;

/// One quote looked for in one document.
pub(super) struct Search<'a> {
    haystack: &'a Haystack<'a>,
    selector: &'a Selector<'a>,
    names: &'a [&'a str],
    readings: Vec<Reading>,
    context: Context,
}

/// What verbatim hits and hints come to.
enum Choice {
    /// One place.
    One(Range<usize>),
    /// More than one place as good.
    Tied(Vec<Range<usize>>),
    /// No hit, or none that its surroundings vouch for.
    Refused,
}

impl<'a> Search<'a> {
    /// Makes a search ready; none for a quote without words.
    pub(super) fn new(haystack: &'a Haystack, selector: &'a Selector, names: &'a [&'a str]) -> Option<Self> {
        let readings = readings(selector.quote, haystack);
        let context = Context::new(selector.prefix, selector.suffix);
        (!readings.is_empty()).then_some(Self { haystack, selector, names, readings, context })
    }

    /// Runs the cascade.
    pub(super) fn run(&self) -> Anchoring {
        let at_title = self.selector.at == Some(At::Title);
        if at_title && in_title(self.haystack, &self.readings) {
            return Anchoring::Title;
        }
        let hits = hits(self.haystack, &self.readings);
        if hits.uncounted {
            return self.unplaced(AnchorState::Ambiguous, &verbatim(&hits.spans[..hits.spans.len().min(OFFERED)]));
        }
        if hits.spans.is_empty() && !self.context.is_full() && in_title(self.haystack, &self.readings) {
            return match self.held_by_hint() {
                Some(held) => self.unplaced(AnchorState::Ambiguous, &[held]),
                None => Anchoring::Title,
            };
        }
        match self.choose(&hits) {
            Choice::One(span) => self.settled(&span),
            Choice::Tied(spans) => self.unplaced(AnchorState::Ambiguous, &verbatim(&spans[..spans.len().min(OFFERED)])),
            Choice::Refused if self.context.is_some() => self.by_context(&hits),
            Choice::Refused => self.in_hinted_block(),
        }
    }

    /// Whether a likeness has to be looked for.
    pub(super) fn is_inexact(&self) -> bool {
        let hits = hits(self.haystack, &self.readings);
        if hits.uncounted {
            return false;
        }
        match self.choose(&hits) {
            Choice::One(span) => self.is_outside(&span),
            Choice::Tied(_) => false,
            Choice::Refused => true,
        }
    }

    fn text(&self) -> &str {
        self.haystack.folded()
    }

    fn hinted_block(&self) -> Option<(usize, Range<usize>)> {
        match self.selector.at {
            Some(At::Block(block)) => self.haystack.block_span(block).map(|span| (block, span)),
            _ => None,
        }
    }

    /// The hits in the hinted block: those that begin in it, else those that reach into it.
    fn hinted(&self, hits: &Hits) -> Vec<Range<usize>> {
        let Some((_, block)) = self.hinted_block() else { return Vec::new() };
        let begins = |spans: &[Range<usize>]| -> Vec<_> {
            spans.iter().filter(|span| block.contains(&span.start)).cloned().collect()
        };
        let found = [begins(&hits.spans), begins(&hits.wider)].into_iter().find(|found| !found.is_empty());
        found.unwrap_or_else(|| hits.spans.iter().filter(|span| overlap(span, &block)).cloned().collect())
    }

    fn choose(&self, hits: &Hits) -> Choice {
        let inside = self.hinted(hits);
        if let [one] = inside.as_slice() {
            let numbered =
                self.hinted_block().and_then(|(block, _)| self.haystack.block(block)).is_some_and(|b| b.stable);
            return if numbered || self.is_vouched(one) { Choice::One(one.clone()) } else { Choice::Refused };
        }
        match hits.spans.as_slice() {
            [] => return Choice::Refused,
            [one] if self.is_vouched(one) => return Choice::One(one.clone()),
            [_] => return Choice::Refused,
            _ => {}
        }
        if let Some(span) = self.by_occurrence(&hits.spans) {
            let contradicts = !inside.is_empty() && !inside.contains(span);
            return if contradicts { Choice::Tied(inside) } else { Choice::One(span.clone()) };
        }
        let pool = if inside.is_empty() { hits.spans.clone() } else { inside };
        if self.context.is_some() { self.by_surroundings(&pool) } else { Choice::Tied(pool) }
    }

    fn is_vouched(&self, span: &Range<usize>) -> bool {
        !self.context.is_full() || self.context.of(self.text(), span) >= EXACT_CONTEXT
    }

    fn by_occurrence<'s>(&self, spans: &'s [Range<usize>]) -> Option<&'s Range<usize>> {
        let (number, total) = self.selector.occurrence?;
        let holds = usize::try_from(total).is_ok_and(|total| total == spans.len());
        spans.get(usize::try_from(number).ok()?.checked_sub(1)?).filter(|_| holds)
    }

    fn by_surroundings(&self, pool: &[Range<usize>]) -> Choice {
        let pool = self.context.worth_comparing(self.text(), pool);
        let mut ranked: Vec<_> = pool.into_iter().map(|span| (self.context.of(self.text(), &span), span)).collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.start.cmp(&b.1.start)));
        match ranked.as_slice() {
            [(best, _), ..] if *best < EXACT_CONTEXT => Choice::Refused,
            [(best, _), (second, _), ..] if best - second < MARGIN => {
                Choice::Tied(ranked.into_iter().map(|(_, span)| span).collect())
            }
            [(_, span), ..] => Choice::One(span.clone()),
            [] => Choice::Refused,
        }
    }

    /// Whether a hit is not where the citation says.
    fn is_outside(&self, span: &Range<usize>) -> bool {
        match self.selector.at {
            None => false,
            Some(At::Title) => true,
            Some(At::Block(_)) => self.hinted_block().is_none_or(|(_, block)| !overlap(span, &block)),
        }
    }

    /// A verbatim hit that is chosen: exact, or moved if nothing like it is left where it is said to stand.
    fn settled(&self, span: &Range<usize>) -> Anchoring {
        if !self.is_outside(span) {
            return Anchoring::Text { state: AnchorState::Exact, range: self.haystack.range(span) };
        }
        let place = Near { span: span.clone(), similarity: 1.0, ..Near::default() };
        if let Some(held) = self.held_by_hint() {
            return self.unplaced(AnchorState::Ambiguous, &[place, held]);
        }
        if self.selector.verbatim {
            return self.unplaced(AnchorState::Ambiguous, &[place]);
        }
        if self.selector.at == Some(At::Title) && self.is_held_by_title() {
            return self.unplaced(AnchorState::Ambiguous, &[place]);
        }
        Anchoring::Text { state: AnchorState::Moved, range: self.haystack.range(span) }
    }

    /// Places that begin in a region, with the reading they are like. A reading without its block's number and marking
    /// counts only at the start of such a block: elsewhere the number is a difference like any other.
    fn near(&self, ground: Ground, region: &Range<usize>) -> Vec<Near> {
        if self.selector.verbatim {
            return Vec::new();
        }
        let free = self.readings.iter().rposition(|reading| reading.starts.is_none());
        let bound = self.readings.iter().rposition(|reading| reading.starts.is_some());
        let mut out = Vec::new();
        for at in [free, bound].into_iter().flatten() {
            let reading = &self.readings[at];
            let mut found = near(ground, region.clone(), &reading.parts);
            if let Some(starts) = &reading.starts {
                found.retain(|near| starts.binary_search(&near.span.start).is_ok());
            }
            // What is not verbatim is never wholly alike, even where only a ligature or a number is cut.
            out.extend(found.into_iter().map(|near| Near {
                reading: at,
                similarity: near.similarity.min(0.99),
                ..near
            }));
        }
        apart(out)
    }

    /// Places in the hinted block, in other words, that are alike enough.
    fn drifts_in_hint(&self) -> Vec<Near> {
        let Some((_, block)) = self.hinted_block() else { return Vec::new() };
        let mut found = self.near(self.haystack.ground(), &block);
        found.retain(|near| near.similarity >= ALIKE);
        found
    }

    fn held_by_hint(&self) -> Option<Near> {
        self.drifts_in_hint().into_iter().next()
    }

    fn is_held_by_title(&self) -> bool {
        let title = self.haystack.title_ground();
        self.near(title, &(0..title.text.len())).iter().any(|near| near.similarity >= ALIKE)
    }

    /// Without stored context: drift inside the hinted block, or none.
    fn in_hinted_block(&self) -> Anchoring {
        let found = self.drifts_in_hint();
        match found.as_slice() {
            [best, second, ..] if best.similarity - second.similarity < MARGIN => {
                self.unplaced(AnchorState::Ambiguous, &found)
            }
            [best, ..] => self.drifted(best),
            [] => self.unplaced(AnchorState::Orphaned, &self.near(self.haystack.ground(), &(0..self.text().len()))),
        }
    }

    /// With stored context: verbatim and approximate places ranked together.
    fn by_context(&self, hits: &Hits) -> Anchoring {
        let text = self.text();
        let mut found = verbatim(&self.context.worth_comparing(text, &hits.spans));
        let others = self.near(self.haystack.ground(), &(0..text.len()));
        found.extend(others.into_iter().filter(|other| !hits.spans.iter().any(|hit| overlap(hit, &other.span))));
        let like = found.iter().filter(|near| near.similarity >= SOMEWHAT_ALIKE);
        let mut ranked: Vec<_> = like
            .map(|near| {
                let context = self.context.of(text, &near.span);
                (0.50 * near.similarity + 0.45 * context + 0.05 * self.nearness(&near.span), context, near)
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.span.start.cmp(&b.2.span.start)));
        match ranked.as_slice() {
            [(_, context, best), rest @ ..] if *context >= self.gate() => {
                if rest.first().is_some_and(|second| ranked[0].0 - second.0 < MARGIN) {
                    let tied: Vec<Near> = ranked.iter().map(|(_, _, near)| (*near).clone()).collect();
                    self.unplaced(AnchorState::Ambiguous, &tied)
                } else if hits.spans.contains(&best.span) {
                    self.settled(&best.span)
                } else {
                    self.drifted(best)
                }
            }
            _ if hits.spans.len() > 1 => self.unplaced(AnchorState::Ambiguous, &verbatim(&hits.spans)),
            _ => self.unplaced(AnchorState::Orphaned, &apart(found)),
        }
    }

    /// Context that drift needs: more for short quotes, less for long ones.
    fn gate(&self) -> f64 {
        let parts = self.readings.last().map_or(&[][..], |reading| &reading.parts);
        let length: usize = parts.iter().map(|part| part.chars().count()).sum();
        match length {
            _ if !self.context.is_full() => 0.82,
            ..20 => 0.82,
            48.. => 0.58,
            _ => 0.70,
        }
    }

    /// How near a place is to the hint, 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "offsets of a text")]
    fn nearness(&self, span: &Range<usize>) -> f64 {
        let Some((_, block)) = self.hinted_block() else { return 0.0 };
        1.0 - span.start.abs_diff(block.start) as f64 / self.text().len().max(1) as f64
    }

    fn drifted(&self, near: &Near) -> Anchoring {
        let pairs = self.readings[near.reading].parts.iter().zip(&near.pieces);
        let alarms = pairs.flat_map(|(part, piece)| alarms(part, &self.text()[piece.clone()], self.names)).collect();
        let now = self.haystack.words(&near.span).to_string();
        Anchoring::Drifted { range: self.haystack.range(&near.span), now, alarms }
    }

    fn unplaced(&self, state: AnchorState, places: &[Near]) -> Anchoring {
        let offered = places.iter().take(OFFERED);
        let candidates = offered.map(|near| self.haystack.candidate(&near.span, near.similarity)).collect();
        Anchoring::Unplaced { state, candidates }
    }
}

fn verbatim(spans: &[Range<usize>]) -> Vec<Near> {
    spans.iter().map(|span| Near { span: span.clone(), similarity: 1.0, ..Near::default() }).collect()
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
