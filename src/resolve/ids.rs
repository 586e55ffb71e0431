//! Who answers to which id: one table per kind, of what this edition shows and what it must not name.

use std::collections::HashMap;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Placed, Span, did_you_mean};

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
pub(super) struct Table<T> {
    kind: &'static str,
    slots: HashMap<String, (Slot<T>, String, Option<Span>)>,
}

impl<T: Copy> Table<T> {
    /// An empty table; `kind` is the word for messages ("entity").
    pub(super) fn new(kind: &'static str) -> Self {
        Self { kind, slots: HashMap::new() }
    }

    /// Enters an id. A taken one is a diagnostic, and the first keeps it.
    pub(super) fn insert(&mut self, id: &Placed<String>, slot: Slot<T>, out: &mut Diagnostics) {
        if let Some((_, first, place)) = self.slots.get(&id.value.to_lowercase()) {
            let message = format!("{} id `{}` is taken", self.kind, id.value);
            let mut fault = Diagnostic::new(Code::IdDuplicate, id.span, message)
                .help(format!("give one of them another id; `{first}` and `{}` count as one, case aside", id.value));
            if let Some(place) = place {
                fault = fault.related(*place, "first here");
            }
            out.push(fault);
            return;
        }
        self.slots.insert(id.value.to_lowercase(), (slot, id.value.clone(), Some(id.span)));
    }

    /// Enters an old id, unless something present has it.
    pub(super) fn insert_former(&mut self, id: &Placed<String>, slot: Slot<T>) {
        self.slots.entry(id.value.to_lowercase()).or_insert_with(|| (slot, id.value.clone(), Some(id.span)));
    }

    /// What an id leads to.
    pub(super) fn get(&self, id: &str) -> Option<Slot<T>> {
        self.slots.get(&id.to_lowercase()).map(|(slot, _, _)| *slot)
    }

    /// The item of this edition behind a reference; a restricted one is left out, an unknown one is a diagnostic.
    pub(super) fn find(&self, id: &Placed<String>, code: Code, out: &mut Diagnostics) -> Option<T> {
        match self.get(&id.value) {
            Some(Slot::Here(item)) => Some(item),
            Some(Slot::Restricted) => None,
            None => {
                let help = did_you_mean(&id.value, self.known());
                out.push(
                    Diagnostic::new(code, id.span, format!("unknown {} `{}`", self.kind, id.value)).maybe_help(help),
                );
                None
            }
        }
    }

    /// Those of a list that are in this edition, each once.
    pub(super) fn find_all(&self, ids: &[Placed<String>], code: Code, out: &mut Diagnostics) -> Vec<T>
    where
        T: PartialEq,
    {
        each_once(ids.iter().filter_map(|id| self.find(id, code, out)))
    }

    /// Ids that may be suggested: those of this edition.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.slots.values().filter(|(slot, _, _)| matches!(slot, Slot::Here(_))).map(|(_, id, _)| id.as_str())
    }
}

/// The items of an author's list, which is short, in the order in which they first stand.
pub(super) fn each_once<T: PartialEq>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.fold(Vec::new(), |mut out, item| {
        if !out.contains(&item) {
            out.push(item);
        }
        out
    })
}
