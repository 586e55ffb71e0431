//! Approximate matching with Myers' bit vectors, 64 characters of the pattern at a time.

use std::collections::HashMap;

/// A pattern made ready for scanning texts of any length. A scan costs text length × pattern length ÷ 64.
pub(super) struct Pattern {
    len: usize,
    blocks: usize,
    /// The row of masks of each character; row 0 is for characters that the pattern does not have.
    rows: HashMap<char, usize>,
    ascii: [usize; 128],
    masks: Vec<u64>,
}

impl Pattern {
    /// Makes a pattern of characters.
    pub(super) fn new(chars: impl Iterator<Item = char>) -> Self {
        let chars: Vec<char> = chars.collect();
        let blocks = chars.len().div_ceil(64).max(1);
        let mut out = Self { len: chars.len(), blocks, rows: HashMap::new(), ascii: [0; 128], masks: vec![0; blocks] };
        for (at, &character) in chars.iter().enumerate() {
            let row = out.row_for(character);
            out.masks[row * blocks + at / 64] |= 1 << (at % 64);
        }
        out
    }

    /// How many characters it has.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    fn row_for(&mut self, character: char) -> usize {
        let fresh = self.masks.len() / self.blocks;
        let row = *self.rows.entry(character).or_insert(fresh);
        if row == fresh {
            self.masks.resize(self.masks.len() + self.blocks, 0);
            if let Some(slot) = self.ascii.get_mut(character as usize) {
                *slot = row;
            }
        }
        row
    }

    fn masks_of(&self, character: char) -> &[u64] {
        let row = match self.ascii.get(character as usize) {
            Some(row) => *row,
            None => self.rows.get(&character).copied().unwrap_or(0),
        };
        &self.masks[row * self.blocks..][..self.blocks]
    }

    /// Calls `each` with the least edit distance of the pattern to the text that ends with each character: to any text
    /// that ends there or, if `anchored`, to all the text up to there.
    pub(super) fn scan(&self, text: impl Iterator<Item = char>, anchored: bool, mut each: impl FnMut(usize)) {
        let mut column = vec![(u64::MAX, 0_u64); self.blocks];
        let mut errors = self.len;
        let top = 1 << ((self.len.max(1) - 1) % 64);
        for (at, character) in text.enumerate() {
            if self.len == 0 {
                each(if anchored { at + 1 } else { 0 });
                continue;
            }
            let mut carry = i8::from(anchored);
            let masks = self.masks_of(character);
            for (block, (cell, &mask)) in column.iter_mut().zip(masks).enumerate() {
                let last = block + 1 == self.blocks;
                carry = step(cell, mask, carry, if last { top } else { 1 << 63 });
            }
            errors = errors.saturating_add_signed(isize::from(carry));
            each(errors);
        }
    }

    /// The edit distance to all of a text.
    pub(super) fn distance(&self, text: &str) -> usize {
        let mut errors = self.len;
        self.scan(text.chars(), true, |now| errors = now);
        errors
    }
}

/// One block of one column: takes the difference that comes in from above, gives the one at `top`.
fn step(cell: &mut (u64, u64), mask: u64, carry: i8, top: u64) -> i8 {
    let (up, down) = *cell;
    let below = u64::from(carry < 0);
    let above = u64::from(carry > 0);
    let vertical = mask | down;
    let mask = mask | below;
    let across = ((mask & up).wrapping_add(up) ^ up) | mask;
    let plus = down | !(across | up);
    let minus = up & across;
    let out = i8::from(plus & top != 0) - i8::from(minus & top != 0);
    let plus = plus << 1 | above;
    let minus = minus << 1 | below;
    *cell = (minus | !(vertical | plus), plus & vertical);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The last row of the plain dynamic programme.
    fn plain(pattern: &[char], text: &[char], anchored: bool) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut out = Vec::new();
        for (at, character) in text.iter().enumerate() {
            let mut diagonal = column[0];
            column[0] = if anchored { at + 1 } else { 0 };
            for row in 1..=pattern.len() {
                let replaced = diagonal + usize::from(pattern[row - 1] != *character);
                diagonal = column[row];
                column[row] = replaced.min(column[row] + 1).min(column[row - 1] + 1);
            }
            out.push(column[pattern.len()]);
        }
        out
    }

    #[test]
    fn distances_of_words() {
        for (left, right, distance) in
            [("", "", 0), ("", "ab", 2), ("ab", "", 2), ("kitten", "sitting", 3), ("Touré", "Toure", 1)]
        {
            assert_eq!(Pattern::new(left.chars()).distance(right), distance, "{left} {right}");
        }
    }

    proptest! {
        #[test]
        fn agrees_with_the_plain_programme(
            pattern in prop_oneof!["[abé]{0,12}", "[abc]{60,70}", "[ab]{120,200}"],
            text in "[abcé]{0,260}",
            anchored: bool,
        ) {
            let mut seen = Vec::new();
            Pattern::new(pattern.chars()).scan(text.chars(), anchored, |errors| seen.push(errors));
            let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
            prop_assert_eq!(seen, plain(&pattern, &text, anchored));
        }
    }
}
