//! What forms of a word have in common, by rules that the page for searching reads out of the index.
//!
//! The rules are data, so that the program and the browser cannot differ in them; both interpret them in the same few
//! lines. A stem need not be a word.

mod english;
mod french;

use serde::Serialize;

/// A step: the rule with the longest ending that a word has is applied if its condition holds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Step(
    /// How many steps further when a rule was applied.
    pub usize,
    /// How many when none was.
    pub usize,
    /// The rules.
    pub &'static [Rule],
);

/// An ending, what takes its place, and what must hold for the letters before it: `m` one syllable, `M` two, `v` a vowel,
/// `w` a vowel before the last letter, `c` a consonant last and something before it, `o` one short syllable, `O` two
/// syllables or one that is not short, `t` two syllables and `s` or `t` last, a digit so many letters, nothing anything.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Rule(pub &'static str, pub &'static str, pub &'static str);

/// The rules for a language; none for one without.
pub fn rules(language: &str) -> &'static [Step] {
    match language.split(['-', '_']).next().unwrap_or_default() {
        "en" => english::STEPS,
        "fr" => french::STEPS,
        _ => &[],
    }
}

/// The stem of a folded word. Short words and those with anything but letters from a to z are their own.
pub fn stem(word: &str, steps: &[Step]) -> String {
    let mut out = word.to_string();
    if word.len() < 3 || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return out;
    }
    let mut at = 0;
    while let Some(Step(further, otherwise, rules)) = steps.get(at) {
        let fits = rules.iter().filter(|rule| out.ends_with(rule.0)).max_by_key(|rule| rule.0.len());
        let rule = fits.filter(|rule| holds(rule.2, &out.as_bytes()[..out.len() - rule.0.len()]));
        at += if let Some(Rule(ending, instead, _)) = rule {
            out.truncate(out.len() - ending.len());
            out.push_str(instead);
            further
        } else {
            otherwise
        };
    }
    out
}

fn holds(condition: &str, before: &[u8]) -> bool {
    let vowels = vowels(before);
    let last = before.last().copied().unwrap_or_default();
    match condition.as_bytes().first() {
        None => true,
        Some(b'm') => syllables(&vowels) > 0,
        Some(b'M') => syllables(&vowels) > 1,
        Some(b'v') => vowels.contains(&true),
        Some(b'w') => vowels.iter().rev().skip(1).any(|vowel| *vowel),
        Some(b'c') => vowels.len() > 1 && vowels.last() == Some(&false),
        Some(b'o') => syllables(&vowels) == 1 && is_short(before, &vowels),
        Some(b'O') => match syllables(&vowels) {
            0 => false,
            1 => !is_short(before, &vowels),
            _ => true,
        },
        Some(b't') => syllables(&vowels) > 1 && (last == b's' || last == b't'),
        Some(digit) => before.len() >= usize::from(digit - b'0'),
    }
}

/// Which letters are vowels; `y` is one behind a consonant.
fn vowels(word: &[u8]) -> Vec<bool> {
    let mut out: Vec<bool> = Vec::with_capacity(word.len());
    for letter in word {
        let vowel = match letter {
            b'a' | b'e' | b'i' | b'o' | b'u' => true,
            b'y' => out.last() == Some(&false),
            _ => false,
        };
        out.push(vowel);
    }
    out
}

/// How often a consonant follows a vowel.
fn syllables(vowels: &[bool]) -> usize {
    vowels.windows(2).filter(|pair| pair[0] && !pair[1]).count()
}

/// Whether a word ends in consonant, vowel and consonant, the last none of `w`, `x` and `y`.
fn is_short(word: &[u8], vowels: &[bool]) -> bool {
    vowels.ends_with(&[false, true, false]) && !word.ends_with(b"w") && !word.ends_with(b"x") && !word.ends_with(b"y")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Groups of forms that meet, and words that must not meet any of them.
    fn check(language: &str, groups: &[&str], apart: &[(&str, &str)]) {
        let steps = rules(language);
        for group in groups {
            let stems: Vec<String> = group.split(' ').map(|word| stem(word, steps)).collect();
            assert!(stems.iter().all(|one| *one == stems[0]), "{language}: {group}: {stems:?}");
        }
        for (one, other) in apart {
            assert_ne!(stem(one, steps), stem(other, steps), "{language}: {one} and {other}");
        }
    }

    #[test]
    fn english_forms_meet() {
        let groups = [
            "treaty treaties",
            "agree agreed agrees agreeing",
            "negotiate negotiated negotiating negotiation negotiations negotiates negotiator",
            "stop stops stopped stopping",
            "hope hoped hoping hopes",
            "army armies",
            "kidnap kidnapped kidnapping kidnappings",
            "organise organised organising organisation organisations organize organization",
            "class classes",
            "govern governed governing governs government governments",
            "train trained training trains",
            "attack attacks attacked attacking",
            "deploy deployed deploying deployment",
            "finance finances financed financing",
        ];
        let apart = [
            ("hope", "hop"),
            ("news", "new"),
            ("mali", "mal"),
            ("police", "policy"),
            ("gas", "ga"),
            ("sing", "s"),
            ("bed", "b"),
            ("united", "unity"),
        ];
        check("en-GB", &groups, &apart);
    }

    #[test]
    fn french_forms_meet() {
        let groups = [
            "negocier negocie negocies negocient negociait negociation negociations negociateur negociateurs",
            "cheval chevaux",
            "journal journaux",
            "politique politiques",
            "militaire militaires",
            "accord accords",
            "renforcer renforce renforcement renforcements renforcent",
            "actif active actifs actives activite activites",
            "armee armees",
            "national nationale nationaux nationales",
            "attaque attaques attaquer attaquait",
            "public publique publics publiques",
            "nouveau nouveaux",
        ];
        check("fr", &groups, &[("port", "porc"), ("mali", "mal"), ("paix", "pas"), ("nation", "natif"), ("mer", "me")]);
    }

    #[test]
    fn other_languages_and_other_words_stay() {
        for (word, language) in [("Treaties", "en"), ("09bamako387s", "en"), ("as", "en"), ("regierungen", "de")] {
            assert_eq!(stem(word, rules(language)), word);
        }
    }
}
