//! When two names look like one: the same but for accents, case, hyphens or look-alike letters; initials; spelling.

use std::collections::BTreeMap;

use crate::text::{Fold, fold};

use super::lexicon::joins;

/// Letters of the shortest names whose spelling may differ.
const SHORTEST: usize = 6;
/// Letters from which two letters may differ.
const LONG: usize = 10;
/// Names with one wanting letter that are compared with each other. More are no coincidence, but a series.
const CROWD: usize = 12;

/// A name without anything that the eye passes over: accents, case, spaces, hyphens, letters of other scripts that look
/// the same.
pub(super) fn skeleton(name: &str) -> String {
    fold(name, Fold::Name).chars().filter(|c| c.is_alphanumeric()).map(look_alike).collect()
}

fn look_alike(c: char) -> char {
    match c {
        '\u{430}' | '\u{3b1}' => 'a',
        '\u{432}' | '\u{3b2}' => 'b',
        '\u{441}' | '\u{3f2}' => 'c',
        '\u{435}' | '\u{3b5}' => 'e',
        '\u{43d}' => 'h',
        '\u{456}' | '\u{3b9}' | '\u{131}' => 'i',
        '\u{458}' => 'j',
        '\u{43a}' | '\u{3ba}' => 'k',
        '\u{43c}' => 'm',
        '\u{3b7}' | '\u{3bd}' => 'n',
        '\u{43e}' | '\u{3bf}' => 'o',
        '\u{440}' | '\u{3c1}' => 'p',
        '\u{455}' => 's',
        '\u{442}' | '\u{3c4}' => 't',
        '\u{445}' | '\u{3c7}' => 'x',
        '\u{443}' | '\u{3c5}' => 'y',
        c => c,
    }
}

/// The acronyms that a name's initials make, with and without its small words: `ECWAS` and `ECOWAS`.
pub(super) fn initials(name: &str) -> Vec<String> {
    let folded = fold(name, Fold::Quote);
    let words = || folded.split([' ', '-']).filter(|word| word.starts_with(char::is_alphanumeric));
    let letters = |small: bool| -> String {
        let kept = words().filter(|word| small || !joins(word));
        kept.filter_map(|word| word.chars().next()).flat_map(char::to_lowercase).collect()
    };
    let mut out = vec![letters(false), letters(true)];
    out.dedup();
    out.retain(|letters| letters.chars().count() >= 2);
    out
}

/// Whether two skeletons differ by a slip: one letter, or two of a long name; never a digit.
pub(super) fn near(a: &str, b: &str) -> bool {
    let letters = a.chars().count().min(b.chars().count());
    let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
    if a == b || letters < SHORTEST || digits(a) != digits(b) || a.chars().next() != b.chars().next() {
        return false;
    }
    strsim::osa_distance(a, b) <= if letters >= LONG { 2 } else { 1 }
}

/// Whether one name adds to a word of the other what makes another thing of it: `Mauritania`, `Mauritanian`.
pub(super) fn derived(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    long.strip_prefix(short).is_some_and(|end| matches!(end, "n" | "an" | "ns" | "i" | "is" | "a" | "e"))
}

/// Names by their skeletons with one letter left out, so that near ones meet without comparing each with each.
#[derive(Debug, Default)]
pub(super) struct Neighbours {
    by_rest: BTreeMap<String, Vec<usize>>,
}

impl Neighbours {
    /// Adds a skeleton under a number.
    pub(super) fn add(&mut self, skeleton: &str, number: usize) {
        for rest in rests(skeleton) {
            self.by_rest.entry(rest).or_default().push(number);
        }
    }

    /// The numbers of skeletons that may be near, in order, each once.
    pub(super) fn of(&self, skeleton: &str) -> Vec<usize> {
        let crowds = rests(skeleton).into_iter().filter_map(|rest| self.by_rest.get(&rest));
        let mut out: Vec<usize> = crowds.filter(|crowd| crowd.len() <= CROWD).flatten().copied().collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}

/// A skeleton, and it with each of its letters left out; nothing for names too short or too long to be compared.
fn rests(skeleton: &str) -> Vec<String> {
    let letters: Vec<char> = skeleton.chars().collect();
    if !(SHORTEST..=80).contains(&letters.len()) {
        return Vec::new();
    }
    let without = |at: usize| letters.iter().enumerate().filter(move |(place, _)| *place != at).map(|(_, c)| *c);
    let mut out: Vec<String> = (0..letters.len()).map(|at| without(at).collect()).collect();
    out.push(skeleton.to_string());
    out.sort_unstable();
    out.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_eye_passes_over_is_the_same() {
        for (a, b, same) in [
            ("Al-Qa\u{ef}da", "al qaida", true),
            ("Cote D'Ivoire", "C\u{f4}te d\u{2019}Ivoire", true),
            ("G\u{43e}\u{430}", "Goa", true),
            ("Gao", "Goa", false),
        ] {
            assert_eq!(skeleton(a) == skeleton(b), same, "{a} and {b}");
        }
    }

    #[test]
    fn spellings_differ_by_a_slip() {
        for (a, b, expected) in [
            ("algiersaccord", "algiersaccords", true),
            ("alqaeda", "alqaida", true),
            ("housseiniguindo", "housseyniguindo", true),
            ("williamstevens", "williamstephens", true),
            ("niger", "nigel", false),
            ("region1", "region2", false),
            ("austria", "australia", false),
            ("milovanovic", "milovanovitch", true),
            ("same", "same", false),
        ] {
            assert_eq!(near(a, b), expected, "{a} and {b}");
        }
        assert!(derived("mauritania", "mauritanian") && !derived("accord", "accords"));
    }

    #[test]
    fn initials_make_acronyms() {
        assert_eq!(initials("Economic Community of West African States"), ["ecwas", "ecowas"]);
        assert_eq!(initials("Al-Qaeda in the Islamic Maghreb"), ["aqim", "aqitim"]);
        assert_eq!(initials("Gao"), Vec::<String>::new());
    }

    #[test]
    fn near_names_meet() {
        let mut names = Neighbours::default();
        names.add("alqaeda", 0);
        names.add("milovanovic", 1);
        assert_eq!(names.of("alqaida"), [0]);
        assert_eq!(names.of("milovanovitch"), Vec::<usize>::new(), "two letters more are too far to meet");
        assert_eq!(names.of("milovanoviç"), [1]);
    }
}
