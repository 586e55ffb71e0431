//! Finished files searched for words that their readers may not see.
//!
//! In: texts that this audience may not see, and all texts that it may. A *secret* is a run of words out of the first, of
//! twelve characters or more, that stands nowhere in the second. Texts are compared word by word, without case, accents
//! and marks, so that a secret is found in whatever dress it comes: decoded, emphasised, cut short, or in a file name.
//! Runs of words are kept as hashes in a trie, so that a file is searched in one pass. Where nothing is withheld there is
//! nothing to search for.

mod decode;
mod runs;
#[cfg(test)]
mod tests;
mod words;

use std::ops::Range;
use std::sync::atomic::{AtomicU8, Ordering};

use rayon::prelude::*;

use decode::readings;
use words::{ByHash, Hashes, Word, step, width};

/// The shortest run of characters that is a secret.
const SHORTEST: usize = 12;
/// The shortest in a file that the author put into the site as it is, and whose common turns of phrase are his own.
const LONG: usize = 40;
/// The most words that are compared; a run that is still visible then is no secret. Words of one letter each, as in scripts
/// without spaces, reach the longest run.
const MOST: usize = LONG;

/// A file with more secrets than this is known to be wrong.
const FEW: usize = 8;

/// The run stands in a text that is visible.
const SEEN: u8 = 1;
/// The run is a secret.
const SECRET: u8 = 2;
/// The run is one that is long enough for a file copied as it is.
const SECRET_LONG: u8 = 4;

/// What a file is, which decides how long a secret has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Made from the book and its theme.
    Made,
    /// Copied as its author put it there.
    Copied,
}

/// A secret in a finished file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// Which of the withheld texts.
    pub text: usize,
    /// Bytes of it; all of it where they cannot be told.
    pub range: Range<usize>,
}

/// What is searched for.
#[derive(Debug, Default)]
pub struct LeakCheck {
    withheld: Vec<String>,
    /// Beginnings of runs of withheld words, and what is known of them.
    runs: ByHash<AtomicU8>,
    /// Words that the interface has: what begins or ends with them may be put together by a template.
    common: Hashes,
}

impl LeakCheck {
    /// A check for withheld texts beside visible ones. `interface` are the interface's own texts.
    pub fn new<T: AsRef<str> + Sync>(withheld: Vec<String>, visible: &[T], interface: &[T]) -> Self {
        if withheld.is_empty() {
            return Self::default();
        }
        let common = interface.iter().flat_map(|text| words::words(text.as_ref())).map(|word| word.hash).collect();
        let mut check = Self { withheld, runs: ByHash::default(), common };
        let texts: Vec<Vec<Word>> = check.withheld.par_iter().flat_map_iter(|text| forms(text)).collect();
        for text in &texts {
            check.enter(text);
        }
        visible.par_iter().for_each(|text| forms(text.as_ref()).iter().for_each(|text| check.see(text)));
        interface.iter().for_each(|text| check.see(&words::words(text.as_ref())));
        texts.par_iter().for_each(|text| check.mark(text));
        check
    }

    /// Whether there is nothing to search for.
    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }

    /// The secrets of a finished file, and no more than a few.
    pub fn find(&self, path: &str, bytes: &[u8], origin: Origin) -> Vec<Leak> {
        let mut found = Vec::new();
        if self.is_empty() {
            return found;
        }
        let wanted = if origin == Origin::Made { SECRET } else { SECRET_LONG };
        for run in runs::runs(path, bytes) {
            for (at, text) in readings(&run.text).iter().enumerate() {
                let joints = if at == 0 { &run.joints[..] } else { &[] };
                let words = words::words(text);
                let mut from = 0;
                while let Some(place) = self.secret(&words, from, joints, wanted) {
                    let leak = self.locate(&words[place.clone()]);
                    if !found.contains(&leak) {
                        found.push(leak);
                    }
                    if found.len() == FEW {
                        return found;
                    }
                    from = place.end;
                }
            }
        }
        found
    }

    /// Whether a text has a secret.
    pub fn has_secret(&self, text: &str) -> bool {
        !self.find("", text.as_bytes(), Origin::Made).is_empty()
    }

    /// Beginnings of runs from each word on, as far as they are compared.
    fn enter(&mut self, words: &[Word]) {
        for start in 0..words.len() {
            let mut run = 0;
            for end in start..words.len().min(start + MOST) {
                run = step(run, words[end].hash);
                self.runs.entry(run).or_default();
                if width(&words[start..=end]) >= LONG {
                    break;
                }
            }
        }
    }

    /// Notes which runs stand in a visible text.
    fn see(&self, words: &[Word]) {
        for start in 0..words.len() {
            let mut run = 0;
            for word in &words[start..] {
                run = step(run, word.hash);
                let Some(known) = self.runs.get(&run) else { break };
                known.fetch_or(SEEN, Ordering::Relaxed);
            }
        }
    }

    /// Marks the shortest secret that begins at each word.
    fn mark(&self, words: &[Word]) {
        for start in 0..words.len() {
            let (mut run, mut wanted) = (0, SECRET);
            for end in start..words.len().min(start + MOST) {
                run = step(run, words[end].hash);
                let Some(known) = self.runs.get(&run) else { break };
                let wide = width(&words[start..=end]);
                let least = if wanted == SECRET { SHORTEST } else { LONG };
                if wide >= least && !self.is_visible(&words[start..=end]) {
                    known.fetch_or(if wide >= LONG { wanted | SECRET_LONG } else { wanted }, Ordering::Relaxed);
                    if wide >= LONG {
                        break;
                    }
                    wanted = SECRET_LONG;
                }
            }
        }
    }

    /// Whether some withheld words stand in a visible text, but for numbers and the interface's words at their ends.
    fn is_visible(&self, words: &[Word]) -> bool {
        let own = |word: &&Word| !word.digits && !self.common.contains(&word.hash);
        let Some(first) = words.iter().position(|word| own(&word)) else { return true };
        let last = words.iter().rposition(|word| own(&word)).unwrap_or(first);
        let core = words[first..=last].iter().fold(0, |run, word| step(run, word.hash));
        self.runs.get(&core).is_none_or(|known| known.load(Ordering::Relaxed) & SEEN != 0)
    }

    /// The first secret in a text that begins at a word or behind it.
    fn secret(&self, words: &[Word], from: usize, joints: &[usize], wanted: u8) -> Option<Range<usize>> {
        (from..words.len()).find_map(|start| {
            let mut run = 0;
            for end in start..words.len().min(start + MOST) {
                run = step(run, words[end].hash);
                let known = self.runs.get(&run)?.load(Ordering::Relaxed);
                if known & wanted != 0 && !self.is_joined(&words[start..=end], joints) {
                    return Some(start..end + 1);
                }
            }
            None
        })
    }

    /// Whether links stand in a run of words and all of its parts are visible: names in a row, as a template lists them.
    fn is_joined(&self, words: &[Word], joints: &[usize]) -> bool {
        let inside = |word: &Word| joints.partition_point(|joint| *joint <= word.start as usize);
        let parts: Vec<&[Word]> = words.chunk_by(|one, next| inside(one) == inside(next)).collect();
        parts.len() > 1 && parts.iter().all(|part| self.is_visible(part))
    }

    /// Where a secret stands in the withheld texts.
    fn locate(&self, found: &[Word]) -> Leak {
        let same = |words: &[Word]| words.iter().map(|word| word.hash).eq(found.iter().map(|word| word.hash));
        let plain = self.withheld.iter().enumerate().find_map(|(text, plain)| {
            let words = words::words(plain);
            let at = words.windows(found.len()).position(same)?;
            Some(Leak { text, range: words[at].start as usize..words[at + found.len() - 1].end as usize })
        });
        let decoded = || {
            let of = |text: &String| forms(text).iter().any(|words| words.windows(found.len()).any(same));
            let text = self.withheld.iter().position(of).unwrap_or(0);
            Leak { text, range: 0..self.withheld[text].len() }
        };
        plain.unwrap_or_else(decoded)
    }
}

/// The words of an author's text, in each way in which they can come out of it: as written, decoded, and without marks of
/// Markdown inside words and addresses between them.
fn forms(text: &str) -> Vec<Vec<Word>> {
    let mut forms: Vec<Vec<Word>> = readings(text).iter().map(|text| words::words(text)).collect();
    let bare = words::words(&bare(text));
    let same = |words: &Vec<Word>| words.iter().map(|word| word.hash).eq(bare.iter().map(|word| word.hash));
    if !forms.iter().any(same) {
        forms.push(bare);
    }
    forms
}

fn bare(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['*', '_', '`', '~', '\\', '[', ']']) {
        out.push_str(&rest[..at]);
        let address = rest[at..].starts_with("](").then(|| rest[at..].find(')')).flatten();
        let name = rest[at..].starts_with("[[").then(|| rest[at..].find(['|', ']', '\n'])).flatten();
        let name = name.filter(|bar| rest[at + bar..].starts_with('|'));
        rest = &rest[at + address.or(name).unwrap_or(0) + 1..];
    }
    out.push_str(rest);
    out
}
