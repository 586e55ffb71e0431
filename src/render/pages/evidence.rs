//! Links to objectives, their counts and verdicts as pages show them.

use serde::Serialize;

use crate::model::{AnchorState, DocumentId, EvidenceId, Grade, Stance, Strength, Target};
use crate::render::words::Words;
use crate::resolve::matrix::{Lean, Row, Tally, Verdict};

use super::Context;
use super::passage::{Link, PassageView, annotated};

/// One link to an objective, with the passages it rests on.
#[derive(Clone, Debug, Serialize)]
pub struct EvidenceView {
    /// The sign of its stance and strength.
    pub sign: Sign,
    /// Stance and strength in words.
    pub says: String,
    /// The passages.
    pub passages: Vec<PassageView>,
    /// Grade in letter, figure and words.
    pub grade: Option<String>,
    /// Who says it.
    pub claim_by: Option<Link>,
    /// Why it bears on the objective, as HTML.
    pub why: Option<String>,
    /// The annotation's note, as HTML.
    pub note: Option<String>,
}

/// The drawn sign of a stance: classes for shape and fill, and the character in it.
#[derive(Clone, Debug, Serialize)]
pub struct Sign {
    /// `sup`, `und`, `qua` or `ctx`.
    pub stance: &'static str,
    /// `w0` (not given) to `w3` (strong).
    pub strength: &'static str,
    /// The character.
    pub sign: &'static str,
}

/// Counts by stance, drawn and as a sentence.
#[derive(Clone, Debug, Serialize)]
pub struct TallyView {
    /// One for each stance that occurs.
    pub chips: Vec<Chip>,
    /// How many have drifted.
    pub drifted: usize,
    /// The same in words.
    pub sentence: String,
}

/// A count with its sign.
#[derive(Clone, Debug, Serialize)]
pub struct Chip {
    /// The sign, filled as the strongest.
    pub sign: Sign,
    /// How many.
    pub count: usize,
}

/// What a row comes to, in words.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictView {
    /// Every verdict that holds.
    pub verdicts: Vec<VerdictWord>,
    /// The counts.
    pub counts: String,
    /// Lean and origins.
    pub reasons: String,
}

/// One verdict.
#[derive(Clone, Debug, Serialize)]
pub struct VerdictWord {
    /// Its class.
    pub class: &'static str,
    /// Its word.
    pub word: String,
}

/// A link, with its passages in one document or all of them.
pub fn evidence(ctx: &Context, id: EvidenceId, within: Option<DocumentId>) -> EvidenceView {
    let link = &ctx.book[id];
    let words = ctx.words();
    let stance = words.get(stance_key(link.stance)).to_string();
    let says = match link.strength {
        Some(strength) => {
            let strength = words.get(strength_key(strength));
            words.fill("evidence_says", &[("stance", &stance), ("strength", strength)])
        }
        None => stance,
    };
    EvidenceView {
        sign: sign(link.stance, link.strength),
        says,
        passages: annotated(ctx, link.annotation, within),
        grade: link.grade.map(|grade| grade_words(words, grade)),
        claim_by: link.claim_by.map(|id| Link { href: ctx.link(Target::Entity(id)), text: ctx.book[id].name.clone() }),
        why: link.note.as_ref().map(|note| ctx.prose_inline(note)),
        note: ctx.book[link.annotation].note.as_ref().map(|note| ctx.prose(note)),
    }
}

/// The sign of a stance.
pub fn sign(stance: Stance, strength: Option<Strength>) -> Sign {
    let (name, sign) = match stance {
        Stance::Supports => ("sup", "+"),
        Stance::Undermines => ("und", "−"),
        Stance::Qualifies => ("qua", "±"),
        Stance::Context => ("ctx", "="),
    };
    let strength = match strength {
        None => "w0",
        Some(Strength::Weak) => "w1",
        Some(Strength::Moderate) => "w2",
        Some(Strength::Strong) => "w3",
    };
    Sign { stance: name, strength, sign }
}

/// The key of a stance's word.
pub fn stance_key(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "stance_supports",
        Stance::Undermines => "stance_undermines",
        Stance::Qualifies => "stance_qualifies",
        Stance::Context => "stance_context",
    }
}

fn count_key(stance: Stance) -> &'static str {
    match stance {
        Stance::Supports => "count_supports",
        Stance::Undermines => "count_undermines",
        Stance::Qualifies => "count_qualifies",
        Stance::Context => "count_context",
    }
}

/// The key of a strength's word.
pub fn strength_key(strength: Strength) -> &'static str {
    match strength {
        Strength::Weak => "strength_weak",
        Strength::Moderate => "strength_moderate",
        Strength::Strong => "strength_strong",
    }
}

/// `B2, usually reliable, probably true`.
pub fn grade_words(words: &Words, grade: Grade) -> String {
    let reliability = words.get(match grade.reliability {
        'A' => "grade_a",
        'B' => "grade_b",
        'C' => "grade_c",
        'D' => "grade_d",
        'E' => "grade_e",
        _ => "grade_f",
    });
    let credibility = words.get(match grade.credibility {
        1 => "grade_1",
        2 => "grade_2",
        3 => "grade_3",
        4 => "grade_4",
        5 => "grade_5",
        _ => "grade_6",
    });
    words.fill("grade_words", &[("grade", &grade.to_string()), ("source", reliability), ("information", credibility)])
}

/// Counts as chips and as a sentence.
pub fn tally(words: &Words, tally: &Tally) -> TallyView {
    let chips = tally
        .present()
        .map(|(stance, found)| Chip { sign: sign(stance, found.strongest), count: found.count })
        .collect();
    TallyView { chips, drifted: tally.drifted, sentence: sentence(words, tally) }
}

/// `2 undermine (up to strong), 1 supports (weak), 1 has drifted`.
fn sentence(words: &Words, tally: &Tally) -> String {
    let mut parts: Vec<String> = tally
        .present()
        .map(|(stance, found)| {
            let what = words.count(count_key(stance), found.count);
            match found.strongest {
                None => what,
                Some(strongest) => {
                    let key = if found.count == 1 { "count_strength" } else { "count_up_to" };
                    words.fill(key, &[("what", &what), ("strength", words.get(strength_key(strongest)))])
                }
            }
        })
        .collect();
    if tally.drifted > 0 {
        parts.push(words.count("count_drifted", tally.drifted));
    }
    parts.join(words.get("list_comma"))
}

/// `2 support, 1 undermines`: evidence only, without strengths.
pub fn counts(words: &Words, tally: &Tally) -> String {
    let present = tally.present().filter(|(stance, _)| *stance != Stance::Context);
    present
        .map(|(stance, found)| words.count(count_key(stance), found.count))
        .collect::<Vec<_>>()
        .join(words.get("list_comma"))
}

/// A row's verdicts with the counts they rest on.
pub fn verdict(ctx: &Context, row: &Row) -> VerdictView {
    let words = ctx.words();
    let mut reasons = Vec::new();
    if row.lean != Lean::None {
        reasons.push(words.get(lean_key(row.lean)).to_string());
        reasons.push(words.count("origins", row.origins));
    }
    if row.total.drifted > 0 {
        reasons.push(words.count("count_drifted", row.total.drifted));
    }
    if !row.unplaced.is_empty() {
        reasons.push(words.count("count_unplaced", row.unplaced.len()));
    }
    VerdictView {
        verdicts: row.verdicts.iter().map(|&verdict| verdict_word(words, verdict)).collect(),
        counts: counts(words, &row.total),
        reasons: reasons.join(words.get("list_semicolon")),
    }
}

/// A verdict's class and word.
pub fn verdict_word(words: &Words, verdict: Verdict) -> VerdictWord {
    let (class, key) = match verdict {
        Verdict::Gap => ("gap", "verdict_gap"),
        Verdict::Contested => ("contested", "verdict_contested"),
        Verdict::SingleOrigin => ("single", "verdict_single_origin"),
        Verdict::Thin => ("thin", "verdict_thin"),
        Verdict::OneSided => ("onesided", "verdict_one_sided"),
        Verdict::Covered => ("covered", "verdict_covered"),
    };
    VerdictWord { class, word: words.get(key).to_string() }
}

fn lean_key(lean: Lean) -> &'static str {
    match lean {
        Lean::None => "lean_none",
        Lean::For => "lean_for",
        Lean::Against => "lean_against",
        Lean::Even => "lean_even",
        Lean::Qualified => "lean_qualified",
    }
}

/// The word of an anchor's state.
pub fn state_word(words: &Words, state: AnchorState) -> String {
    let key = match state {
        AnchorState::Exact => "state_exact",
        AnchorState::Moved => "state_moved",
        AnchorState::Drifted => "state_drifted",
        AnchorState::Ambiguous => "state_ambiguous",
        AnchorState::Orphaned => "state_orphaned",
    };
    words.get(key).to_string()
}
