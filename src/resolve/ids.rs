//! Who answers to which id: one table per kind, of what this edition shows and what it must not name.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Placed, Span};

/// What an id leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Slot<T> {
    /// An item of this edition.
    Here(T),
    /// An item above this edition's audience: it exists, and leaves no trace.
    Restricted,
}

/// The ids of one kind, compared without case.
#[derive(Debug)]
pub(super) struct Table<'a, T> {
    kind: &'static str,
    slots: HashMap<Cow<'a, str>, Entry<'a, T>>,
}

/// Who answers to an id.
#[derive(Debug)]
struct Entry<'a, T> {
    slot: Slot<T>,
    /// The id as written.
    written: &'a str,
    /// Where it is first written.
    span: Span,
}

/// Small letters; a text in small ASCII letters is not copied.
pub(super) fn lower(text: &str) -> Cow<'_, str> {
    let small = text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if small { Cow::Borrowed(text) } else { Cow::Owned(text.to_lowercase()) }
}

impl<'a, T: Copy> Table<'a, T> {
    /// An empty table with room for so many; `kind` is the word for messages ("entity").
    pub(super) fn new(kind: &'static str, room: usize) -> Self {
        Self { kind, slots: HashMap::with_capacity(room) }
    }

    /// The word for these ids in messages.
    pub(super) fn kind(&self) -> &'static str {
        self.kind
    }

    /// Enters an id. A taken one is a diagnostic, and the first keeps it.
    pub(super) fn insert(&mut self, id: &'a Placed<String>, slot: Slot<T>, out: &mut Diagnostics) {
        let key = lower(&id.value);
        if let Some(first) = self.slots.get(&*key) {
            let message = format!("{} id `{}` is taken", self.kind, id.value);
            let help = match first.written == id.value {
                true => "give one of them another id".to_string(),
                false => {
                    format!(
                        "give one of them another id; `{}` and `{}` count as one, case aside",
                        first.written, id.value
                    )
                }
            };
            out.push(Diagnostic::new(Code::IdDuplicate, id.span, message).help(help).related(first.span, "first here"));
            return;
        }
        self.slots.insert(key, Entry { slot, written: &id.value, span: id.span });
    }

    /// Enters an old id, unless something present has it.
    pub(super) fn insert_former(&mut self, id: &'a Placed<String>, slot: Slot<T>) {
        let entry = Entry { slot, written: &id.value, span: id.span };
        self.slots.entry(lower(&id.value)).or_insert(entry);
    }

    /// What an id leads to.
    pub(super) fn get(&self, id: &str) -> Option<Slot<T>> {
        self.slots.get(&*lower(id)).map(|entry| entry.slot)
    }

    /// The item of this edition behind a reference; a restricted one is left out, an unknown one is a diagnostic.
    pub(super) fn find(&self, id: &Placed<String>, code: Code, out: &mut Diagnostics) -> Option<T> {
        match self.get(&id.value) {
            Some(Slot::Here(item)) => Some(item),
            Some(Slot::Restricted) => None,
            None => {
                let message = format!("unknown {} `{}`", self.kind, id.value);
                out.push(Diagnostic::new(code, id.span, message).unknown(self.kind, &id.value));
                None
            }
        }
    }

    /// Those of a list that are in this edition, each once.
    pub(super) fn find_all(&self, ids: &[Placed<String>], code: Code, out: &mut Diagnostics) -> Vec<T>
    where
        T: Eq + Hash,
    {
        each_once(ids.iter().filter_map(|id| self.find(id, code, out)))
    }

    /// Ids that may be suggested: those of this edition.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.slots.values().filter(|entry| matches!(entry.slot, Slot::Here(_))).map(|entry| entry.written)
    }
}

/// The items of an author's list in the order in which they first stand.
pub(super) fn each_once<T: Copy + Eq + Hash>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut met = HashSet::new();
    items.filter(|item| met.insert(*item)).collect()
}
