//! Scripts that put no spaces between words.

/// Whether a letter is of a script written without spaces between words, so that a word may end at any place: Thai, Lao,
/// Burmese, Khmer, Chinese, Japanese, Yi and the scripts beside them.
pub fn is_unspaced(letter: char) -> bool {
    matches!(
        letter,
        '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{312f}'
            | '\u{31a0}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{a4cf}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{1b000}'..='\u{1b16f}'
            | '\u{20000}'..='\u{3ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_apart() {
        for letter in ['ก', 'ກ', 'က', 'ក', '中', '々', 'の', 'ー', 'ｱ', 'ㄅ', 'ꀀ', '𠀀'] {
            assert!(is_unspaced(letter), "{letter}");
        }
        for letter in ['a', 'é', 'ж', 'ש', 'ع', 'अ', '한', 'ㄱ', 'አ', '1', ' ', '-'] {
            assert!(!is_unspaced(letter), "{letter}");
        }
    }
}
