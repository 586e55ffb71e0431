//! Numbers as few bits, five to a character that is neither a letter nor needs escaping in a script.
//!
//! Letters would make words by chance, which the check of the finished files would have to take for words of the book.

/// What stands for five bits.
pub const SIGNS: &[u8; 32] = b"0123456789!#$'()*,-.:;=>?@[]^_{|";

/// Bits in the making.
#[derive(Debug, Default)]
pub struct Bits {
    text: String,
    now: u32,
    count: u32,
}

impl Bits {
    /// One bit.
    fn bit(&mut self, bit: u32) {
        self.now = self.now << 1 | bit;
        self.count += 1;
        if self.count == 5 {
            self.text.push(char::from(SIGNS[self.now as usize]));
            (self.now, self.count) = (0, 0);
        }
    }

    /// The lowest bits of a number, the highest of them first.
    pub fn fixed(&mut self, number: u32, bits: u32) {
        for at in (0..bits).rev() {
            self.bit(number >> at & 1);
        }
    }

    /// A number as Rice codes it: small ones are short, and how small `low` tells.
    pub fn rice(&mut self, number: u32, low: u32) {
        for _ in 0..number >> low {
            self.bit(1);
        }
        self.bit(0);
        self.fixed(number, low);
    }

    /// All of it, filled up with zeros.
    pub fn finish(mut self) -> String {
        while self.count > 0 {
            self.bit(0);
        }
        self.text
    }
}

/// The `low` of [`Bits::rice`] for numbers with a mean.
pub fn low(sum: u64, count: u64) -> u32 {
    let mean = sum / count.max(1);
    if mean == 0 { 0 } else { mean.ilog2().min(31) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_make_no_words_and_need_no_escape() {
        let mut seen = SIGNS.to_vec();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 32);
        assert!(SIGNS.iter().all(|sign| sign.is_ascii_graphic() && !sign.is_ascii_alphabetic()));
        assert!(!SIGNS.iter().any(|sign| b"\"\\<&%+`".contains(sign)));
    }

    #[test]
    fn numbers_are_written_as_few_bits() {
        let mut bits = Bits::default();
        bits.fixed(3, 5);
        bits.rice(5, 1); // 11 0 1
        bits.rice(0, 0); // 0
        assert_eq!(bits.finish(), "3["); // 00011 11010
        assert_eq!(low(0, 4), 0);
        assert_eq!(low(40, 4), 3);
    }
}
