//! The words of the interface, by key, out of a theme's `words/*.yaml`.

use std::collections::BTreeMap;

use serde::Deserialize;

/// All words of the interface.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    entries: BTreeMap<String, Entry>,
}

/// One entry: a text, or a text for one and a text for every other number.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
enum Entry {
    Text(String),
    Count { one: String, other: String },
}

impl Words {
    /// Reads a flat map of keys; `{name}` in a text is a place to fill, `{n}` a number.
    ///
    /// # Errors
    /// Says what the YAML reader found wrong.
    pub fn read(yaml: &str) -> Result<Self, String> {
        let entries: Option<BTreeMap<String, Entry>> = serde_yaml::from_str(yaml).map_err(|error| error.to_string())?;
        Ok(Self { entries: entries.unwrap_or_default() })
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
            Some(Entry::Count { one, .. }) if number == 1 => one,
            Some(Entry::Text(text) | Entry::Count { other: text, .. }) => text,
            None => missing(key),
        };
        fill(text, &[("n", &number.to_string())])
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
}
