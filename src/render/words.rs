//! The words of the interface, by key, out of a theme's `words/*.yaml`.

use std::collections::BTreeMap;

/// All words of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    entries: BTreeMap<String, Entry>,
    /// Whether nought counts as one.
    nought_is_one: bool,
}

/// One entry: a text, or a text for one and a text for every other number.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Entry {
    Text(String),
    Count { one: String, other: String },
}

/// What is wrong with a file of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordsFault {
    /// In words.
    pub message: String,
    /// The bytes that it is about.
    pub range: std::ops::Range<usize>,
}

impl Words {
    /// Reads a flat map of keys; `{name}` in a text is a place to fill, `{n}` a number.
    ///
    /// # Errors
    /// Says what is wrong, and where.
    pub fn read(yaml: &str) -> Result<Self, WordsFault> {
        let read: Result<Option<BTreeMap<String, serde_yaml::Value>>, _> = serde_yaml::from_str(yaml);
        let values = read.map_err(|error| {
            let start = error.location().map_or(0, |at| at.index().min(yaml.len()));
            WordsFault { message: error.to_string(), range: start..start }
        })?;
        let mut entries = BTreeMap::new();
        for (key, value) in values.unwrap_or_default() {
            let Some(entry) = entry(&value) else {
                let line = |at: &usize| *at == 0 || yaml[..*at].ends_with('\n');
                let start = yaml.match_indices(&key).map(|(at, _)| at).find(line).unwrap_or(0);
                let message = format!("`{key}` has neither words nor `one:` and `other:`");
                return Err(WordsFault { message, range: start..start + key.len() });
            };
            entries.insert(key, entry);
        }
        Ok(Self { entries, nought_is_one: false })
    }

    /// The files of words for a language, by the stems of their names and from the widest on: `en`, `fr`, `fr-ca`. English
    /// is under all of them, so that no word is ever missing.
    pub fn chain(language: &str) -> Vec<String> {
        let language = language.to_ascii_lowercase();
        let cuts = language.match_indices('-').map(|(at, _)| at).chain([language.len()]);
        let own = cuts.map(|end| language[..end].to_string()).filter(|stem| stem != "en");
        std::iter::once("en".to_string()).chain(own).collect()
    }

    /// Counts as a language does: French, Armenian and Portuguese say "0 note", not "0 notes".
    pub fn count_as(&mut self, language: &str) {
        let main = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
        self.nought_is_one = ["fr", "hy", "pt"].contains(&main.as_str());
    }

    /// Takes over every entry of another set, so that a book's own words win.
    pub fn overlay(&mut self, over: Self) {
        self.entries.extend(over.entries);
    }

    /// Whether there are words for a key.
    pub fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// All texts, in the order of their keys.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.entries.values().flat_map(|entry| match entry {
            Entry::Text(text) => vec![text.as_str()],
            Entry::Count { one, other } => vec![one.as_str(), other.as_str()],
        })
    }

    /// The words of a key; the key itself where there are none.
    pub fn get<'a>(&'a self, key: &'a str) -> &'a str {
        match self.entries.get(key) {
            Some(Entry::Text(text) | Entry::Count { other: text, .. }) => text,
            None => missing(key),
        }
    }

    /// The words of a key with its places filled.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// The words of a key for a number.
    pub fn count(&self, key: &str, number: usize) -> String {
        let text = match self.entries.get(key) {
            Some(Entry::Count { one, .. }) if number == 1 || number == 0 && self.nought_is_one => one,
            Some(Entry::Text(text) | Entry::Count { other: text, .. }) => text,
            None => missing(key),
        };
        fill(text, &[("n", &self.number(number))])
    }

    /// A number with its thousands apart, as a language writes it.
    fn number(&self, number: usize) -> String {
        let digits = number.to_string();
        let apart = match self.entries.get("thousands") {
            Some(Entry::Text(apart)) if digits.len() > 3 => apart.as_str(),
            _ => return digits,
        };
        let mut out = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push_str(apart);
            }
            out.push(digit);
        }
        out
    }
}

fn entry(value: &serde_yaml::Value) -> Option<Entry> {
    let text = |value: &serde_yaml::Value| match value {
        serde_yaml::Value::String(text) => Some(text.clone()),
        serde_yaml::Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    match value {
        serde_yaml::Value::Mapping(map) if map.len() == 2 => {
            Some(Entry::Count { one: text(map.get("one")?)?, other: text(map.get("other")?)? })
        }
        other => text(other).map(Entry::Text),
    }
}

/// A key without words shows as itself; among our own tests that is a fault.
fn missing(key: &str) -> &str {
    #[cfg(test)]
    panic!("no words for the key `{key}`");
    #[cfg(not(test))]
    key
}

/// Puts values in the places `{name}`; one pass, so a value's own braces stay.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, place) = rest.split_at(open);
        out.push_str(before);
        let found = place.find('}').and_then(|close| {
            let name = &place[1..close];
            values.iter().find(|(key, _)| *key == name).map(|(_, value)| (close, *value))
        });
        rest = if let Some((close, value)) = found {
            out.push_str(value);
            &place[close + 1..]
        } else {
            out.push('{');
            &place[1..]
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        Words::read("hello: Hello\nnotes: { one: '{n} note', other: '{n} notes' }\nfrom: 'from {who} {x} {who}'")
            .expect("valid")
    }

    #[test]
    fn texts_counts_and_places() {
        let words = words();
        assert_eq!(words.get("hello"), "Hello");
        assert_eq!(words.count("notes", 1), "1 note");
        assert_eq!(words.count("notes", 0), "0 notes");
        assert_eq!(words.fill("from", &[("who", "{x}"), ("x", "y")]), "from {x} y {x}");
        assert_eq!(words.fill("from", &[]), "from {who} {x} {who}");
    }

    #[test]
    fn a_language_has_its_files_and_its_way_to_count() {
        for (language, expected) in [
            ("en", vec!["en"]),
            ("en-GB", vec!["en", "en-gb"]),
            ("fr", vec!["en", "fr"]),
            ("zh-Hant-TW", vec!["en", "zh", "zh-hant", "zh-hant-tw"]),
        ] {
            assert_eq!(Words::chain(language), expected);
        }
        for (language, nought) in [("fr-CA", "0 note"), ("en", "0 notes"), ("fra", "0 notes")] {
            let mut words = words();
            words.count_as(language);
            assert_eq!((words.count("notes", 0).as_str(), words.count("notes", 2).as_str()), (nought, "2 notes"));
        }
    }

    #[test]
    fn later_words_win() {
        let mut words = words();
        words.overlay(Words::read("hello: Bonjour").expect("valid"));
        assert_eq!(words.get("hello"), "Bonjour");
        assert_eq!(words.count("notes", 2), "2 notes");
    }

    #[test]
    #[should_panic(expected = "no words for the key `nothing`")]
    fn a_missing_key_fails_a_test() {
        words().get("nothing");
    }

    #[test]
    fn what_is_no_map_of_words_is_refused() {
        for wrong in ["- a", "a: [1]", "a: { one: x }", "a: {"] {
            assert!(Words::read(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn thousands_stand_apart_as_a_language_writes_them() {
        let words = Words::read("thousands: ','\nn: '{n}'").expect("words");
        let numbers = [0, 7, 999, 1000, 12_345, 1_234_567].map(|number| words.count("n", number));
        assert_eq!(numbers, ["0", "7", "999", "1,000", "12,345", "1,234,567"]);
        assert_eq!(Words::read("n: '{n}'").expect("words").count("n", 1000), "1000");
    }
}
