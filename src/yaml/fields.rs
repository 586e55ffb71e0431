//! A map with known keys, read key by key.

use std::collections::BTreeMap;

use super::node::{Node, Value};
use super::reader::{Reader, listed};
use super::{RawProse, Words};
use crate::diagnostics::{Diagnostic, Span, nearest};

/// How many keys a help line lists.
const LISTED_KEYS: usize = 12;

/// A map whose keys were checked: none unknown, none twice.
#[derive(Debug)]
pub struct Fields<'n> {
    /// Where the map stands.
    pub span: Span,
    /// Its first key, or the map when it has none: the place of the item as a whole.
    pub place: Span,
    /// What it is, for messages: "an annotation".
    what: &'static str,
    known: &'static [&'static str],
    values: BTreeMap<String, (Span, &'n Node)>,
    /// Known keys that an unknown one is probably meant to be.
    mistyped: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// Opens a map and reports keys that are unknown or stand twice. Nothing at all is an empty map.
    pub fn open(
        reader: &mut Reader<'_>,
        node: &'n Node,
        what: &'static str,
        known: &'static [&'static str],
    ) -> Option<Self> {
        if !matches!(node.value, Value::Map(_) | Value::Null) {
            let help = format!("write `key: value` lines; {}", keys_help(known));
            reader.bad_shape(node, what, "a map", Some(help));
            return None;
        }
        let entries = reader.entries(node, what);
        let place = entries.first().map_or(node.span, |(key, _)| key.span);
        let mut values = BTreeMap::new();
        let mut mistyped = Vec::new();
        for (key, value) in entries {
            if known.contains(&key.value.as_str()) {
                values.insert(key.value, (key.span, value));
            } else {
                mistyped.extend(unknown(reader, &key, what, known));
            }
        }
        Some(Self { span: node.span, place, what, known, values, mistyped })
    }

    /// The value of a key, unless it is nothing.
    pub fn get(&self, key: &str) -> Option<&'n Node> {
        debug_assert!(self.known.contains(&key), "`{key}` is read but not known in {}", self.what);
        self.values.get(key).map(|(_, node)| *node).filter(|node| !node.is_null())
    }

    /// The place of a key.
    pub fn key_span(&self, key: &str) -> Option<Span> {
        self.values.get(key).map(|(span, _)| *span)
    }

    /// Reports that a key has to be there.
    pub fn missing(&self, reader: &mut Reader<'_>, key: &str) {
        if self.mistyped.contains(&key) {
            return;
        }
        let place = self.key_span(key).unwrap_or(self.place);
        let message = match self.key_span(key) {
            Some(_) => format!("`{key}` of {} has no value", self.what),
            None => format!("{} without `{key}`", self.what),
        };
        let help = format!("write `{key}: ...`");
        reader.report(Diagnostic::new(reader.codes().missing, place, message).help(help));
    }

    /// Words.
    pub fn words(&self, reader: &mut Reader<'_>, key: &str) -> Option<Words> {
        reader.words(self.get(key)?, key, &format!("`{key}`"))
    }

    /// Words that have to be there.
    pub fn need_words(&self, reader: &mut Reader<'_>, key: &str) -> Option<Words> {
        let Some(node) = self.get(key) else {
            self.missing(reader, key);
            return None;
        };
        let words = reader.words(node, key, &format!("`{key}`"));
        if words.is_none() && node.text().is_some() {
            self.missing(reader, key);
        }
        words
    }

    /// Words whose place does not matter.
    pub fn text(&self, reader: &mut Reader<'_>, key: &str) -> Option<String> {
        self.words(reader, key).map(|words| words.value)
    }

    /// Markdown.
    pub fn prose(&self, reader: &mut Reader<'_>, key: &str) -> Option<RawProse> {
        let node = self.get(key)?;
        reader.swallowed_keys(node, key, |name| self.known.contains(&name) && !self.values.contains_key(name));
        reader.prose(node, key, &format!("`{key}`"))
    }

    /// The items of a list; empty items are reported.
    pub fn list(&self, reader: &mut Reader<'_>, key: &str) -> Vec<&'n Node> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let items = reader.items(node, &format!("`{key}`"));
        let (full, empty): (Vec<_>, Vec<_>) = items.iter().partition(|item| !item.is_null());
        for item in empty {
            let message = format!("an item of `{key}` has no value");
            let help = "remove it; a value that begins with `#` belongs in quotation marks";
            reader.report(Diagnostic::new(reader.codes().shape, item.span, message).help(help));
        }
        full
    }

    /// A list of words.
    pub fn words_list(&self, reader: &mut Reader<'_>, key: &str) -> Vec<Words> {
        let what = format!("an item of `{key}`");
        self.list(reader, key).into_iter().filter_map(|item| reader.words(item, key, &what)).collect()
    }

    /// A list of words whose places do not matter.
    pub fn texts(&self, reader: &mut Reader<'_>, key: &str) -> Vec<String> {
        self.words_list(reader, key).into_iter().map(|words| words.value).collect()
    }

    /// A list of Markdown texts.
    pub fn prose_list(&self, reader: &mut Reader<'_>, key: &str) -> Vec<RawProse> {
        let what = format!("an item of `{key}`");
        self.list(reader, key).into_iter().filter_map(|item| reader.prose(item, key, &what)).collect()
    }

    /// One of a few words.
    pub fn choice<T: Copy>(&self, reader: &mut Reader<'_>, key: &str, known: &[(&str, T)]) -> Option<T> {
        let word = self.words(reader, key)?;
        reader.choice(&word, &format!("`{key}`"), known)
    }

    /// `true` or `false`.
    pub fn flag(&self, reader: &mut Reader<'_>, key: &str) -> Option<bool> {
        reader.flag(self.get(key)?, &format!("`{key}`"))
    }

    /// A number.
    pub fn number(&self, reader: &mut Reader<'_>, key: &str) -> Option<f64> {
        reader.number(self.get(key)?, &format!("`{key}`"))
    }

    /// The author's own map under `extra:`.
    pub fn extra(&self, reader: &mut Reader<'_>) -> serde_json::Value {
        match self.get("extra") {
            Some(node) if matches!(node.value, Value::Map(_)) => reader.value(node),
            Some(node) => {
                reader.bad_shape(node, "`extra`", "a map", Some("write `key: value` lines".to_string()));
                serde_json::Value::Null
            }
            None => serde_json::Value::Null,
        }
    }
}

/// Reports an unknown key, and gives the known one that is probably meant.
fn unknown(reader: &mut Reader<'_>, key: &Words, what: &str, known: &[&'static str]) -> Option<&'static str> {
    let fault = Diagnostic::new(reader.codes().unknown, key.span, format!("`{}` is no key of {what}", key.value));
    let near = nearest(&key.value, known.iter().copied());
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None if key.value == "<<" => "maps are not merged here: repeat the keys".to_string(),
        None => keys_help(known),
    };
    reader.report(fault.help(help));
    near
}

fn keys_help(known: &[&str]) -> String {
    if known.len() <= LISTED_KEYS {
        return format!("the keys here are {}", listed(known.iter().copied()));
    }
    format!(
        "the keys here are {} and others; keys of your own go under `extra:`",
        listed(known.iter().copied().take(LISTED_KEYS))
    )
}
