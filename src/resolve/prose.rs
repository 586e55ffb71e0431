//! Prose: references and links to their targets.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span, did_you_mean};
use crate::load::raw::{RawProse, Words};
use crate::model::{
    AnnotationId, BlockIndex, DocumentId, EntityId, EventId, GoalId, JudgmentId, LinkFault, ObjectiveId, PageId, Prose,
    ProseLink, ProseLinkKind, Target, Withheld,
};
use crate::percent;
use crate::source::Sources;

use super::documents::{Draft, Spellings};
use super::ids::{Slot, Table};
use super::known::Keys;
use super::markup;
use super::reading::{Memory, Reading};

/// Everything a reference can lead to.
pub(super) struct Targets<'a> {
    pub(super) entities: Table<'a, EntityId>,
    pub(super) outline: Table<'a, OutlineId>,
    pub(super) events: Table<'a, EventId>,
    pub(super) judgments: Table<'a, JudgmentId>,
    pub(super) annotations: Table<'a, AnnotationId>,
    pub(super) pages: Table<'a, PageId>,
    pub(super) spellings: &'a Spellings,
    /// All documents of this edition.
    pub(super) drafts: &'a [Arc<Draft>],
    /// Markdown files of this edition by path, for relative links; `None` for those above its audience.
    pub(super) files: HashMap<&'a str, Option<Target>>,
    /// Paths below `content/static/`; `false` for those above this edition's audience.
    pub(super) statics: HashMap<String, bool>,
    /// All files, for relative links.
    pub(super) sources: &'a Sources,
    /// Keys that stand for all this.
    pub(super) keys: Keys<'a>,
    /// Texts that were read before.
    pub(super) memory: &'a Memory,
}

/// Goals and objectives share one space of ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutlineId {
    Goal(GoalId),
    Objective(ObjectiveId),
}

/// Where a text stands, for its diagnostics.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    /// The author's own words: an unresolved reference is an error.
    Author,
    /// A document's body, which is a record: a warning.
    Record,
}

/// What to write instead of a reference that leads nowhere.
enum Lost {
    /// This.
    Help(String),
    /// The nearest of the words that are known of a kind, which is looked for when the fault is told.
    Unknown(&'static str, String),
}

impl Lost {
    fn told(self, fault: Diagnostic) -> Diagnostic {
        match self {
            Self::Help(help) => fault.help(help),
            Self::Unknown(kind @ "static", word) => {
                fault.help(format!("there is no file `content/static/{word}`")).unknown(kind, &word)
            }
            Self::Unknown(kind, word) => fault.unknown(kind, &word),
        }
    }
}

impl Targets<'_> {
    /// Resolves the references of a piece of prose. Mentions come later.
    pub(super) fn prose(&self, raw: &RawProse, out: &mut Diagnostics) -> Prose {
        self.read(raw, out).0
    }

    /// The same, with what was read.
    pub(super) fn read(&self, raw: &RawProse, out: &mut Diagnostics) -> (Prose, Arc<Reading>) {
        let reading = self.memory.prose(&raw.markdown);
        let links = self.links(&reading, Voice::Author, raw.span.file, &|range| raw.place(range), out);
        let (markdown, text) = (Arc::clone(&raw.markdown), Arc::clone(&reading.text));
        (Prose { markdown, text, links, mentions: Arc::default() }, reading)
    }

    /// Resolves the references of a document's body.
    pub(super) fn body_links(&self, body: &Reading, place: Span, out: &mut Diagnostics) -> Vec<ProseLink> {
        let at = |range: std::ops::Range<u32>| super::documents::place(place, &range);
        self.links(body, Voice::Record, place.file, &at, out)
    }

    fn links(
        &self,
        reading: &Reading,
        voice: Voice,
        file: FileId,
        place: &dyn Fn(std::ops::Range<u32>) -> Span,
        out: &mut Diagnostics,
    ) -> Vec<ProseLink> {
        for (range, issue) in &reading.issues {
            out.extend(markup::of_any_text(issue, place(range.clone())));
        }
        let mut links = Vec::new();
        for reference in &reading.references {
            let range = reference.range.clone();
            let word = Words::new(reference.address.clone(), place(range.clone()));
            let sound = out.len();
            let kind = match reference.own_words {
                Some(own_words) => Some(self.reference(&word, own_words, voice, out)),
                None => self.address(&word, voice, file, out),
            };
            if let Some(kind) = kind {
                let fault = out.get(sound).map(|fault| LinkFault {
                    message: fault.message.clone(),
                    help: fault.help.clone(),
                    place: word.span,
                });
                links.push(ProseLink { range, kind, fault });
            }
        }
        links
    }

    /// `[[...]]`.
    fn reference(&self, word: &Words, own_words: bool, voice: Voice, out: &mut Diagnostics) -> ProseLinkKind {
        match self.target(word) {
            Ok(Slot::Here(target)) => ProseLinkKind::Target { target, own_words },
            Ok(Slot::Restricted) => {
                if !own_words && voice == Voice::Author {
                    let message = format!("`[[{}]]` leads to what this audience may not see", word.value);
                    let help = format!("give it words of its own: `[[{}|words]]`", word.value);
                    out.push(Diagnostic::new(Code::ReferenceRestricted, word.span, message).help(help));
                }
                ProseLinkKind::Unlinked
            }
            Err(lost) => {
                let shared = self.is_ambiguous(&word.value);
                let code = match voice {
                    Voice::Record => Code::ReferenceInRecord,
                    Voice::Author if shared => Code::ReferenceAmbiguous,
                    Voice::Author => Code::ReferenceUnknown,
                };
                let message = match shared {
                    true => format!("more than one document is cited as `[[{}]]`", word.value),
                    false => format!("the reference `[[{}]]` leads nowhere", word.value),
                };
                out.push(lost.told(Diagnostic::new(code, word.span, message)));
                ProseLinkKind::Unlinked
            }
        }
    }

    /// What a reference leads to, or what to write instead.
    fn target(&self, word: &Words) -> Result<Slot<Target>, Lost> {
        let (kind, id) =
            word.value.split_once(':').map_or(("", word.value.as_str()), |(kind, id)| (kind.trim(), id.trim()));
        fn slot<T: Copy>(table: &Table<'_, T>, id: &str, make: impl Fn(T) -> Target) -> Result<Slot<Target>, Lost> {
            match table.get(id) {
                Some(Slot::Here(found)) => Ok(Slot::Here(make(found))),
                Some(Slot::Restricted) => Ok(Slot::Restricted),
                None => Err(Lost::Unknown(table.kind(), id.to_string())),
            }
        }
        match kind {
            "" => slot(&self.entities, id, Target::Entity)
                .map_err(|lost| self.of_another_kind(id).map_or(lost, Lost::Help)),
            "doc" => self.document(id),
            "objective" | "goal" => slot(&self.outline, id, |found| match found {
                OutlineId::Goal(id) => Target::Goal(id),
                OutlineId::Objective(id) => Target::Objective(id),
            }),
            "event" => slot(&self.events, id, Target::Event),
            "annotation" => slot(&self.annotations, id, Target::Annotation),
            "judgment" => slot(&self.judgments, id, Target::Judgment),
            "page" if id == "index" => Ok(Slot::Here(Target::Front)),
            "page" => slot(&self.pages, id, Target::Page),
            other => {
                let kinds = ["doc", "objective", "event", "annotation", "judgment", "page"];
                let near = did_you_mean(other, kinds);
                let kinds = || format!("before the colon stands one of: {}", kinds.join(", "));
                Err(Lost::Help(near.unwrap_or_else(kinds)))
            }
        }
    }

    fn document(&self, id: &str) -> Result<Slot<Target>, Lost> {
        let (id, anchor) = id.split_once('#').map_or((id, None), |(id, anchor)| (id, Some(anchor)));
        match self.spellings.get(id)[..] {
            [] => Err(Lost::Unknown("document", id.to_string())),
            [Slot::Restricted] => Ok(Slot::Restricted),
            [Slot::Here(document)] => self.block(document, anchor),
            _ => Err(Lost::Help("write the document's id".into())),
        }
    }

    /// What to write where an id without a kind is no entity's but something else's.
    fn of_another_kind(&self, id: &str) -> Option<String> {
        let bare = id.split('#').next().unwrap_or(id);
        let kinds = [
            ("doc", self.spellings.get(bare).iter().any(|slot| matches!(slot, Slot::Here(_)))),
            ("objective", matches!(self.outline.get(id), Some(Slot::Here(_)))),
            ("event", matches!(self.events.get(id), Some(Slot::Here(_)))),
            ("annotation", matches!(self.annotations.get(id), Some(Slot::Here(_)))),
            ("judgment", matches!(self.judgments.get(id), Some(Slot::Here(_)))),
            ("page", matches!(self.pages.get(id), Some(Slot::Here(_)))),
        ];
        let (kind, _) = kinds.into_iter().find(|(_, known)| *known)?;
        Some(format!("write `[[{kind}:{id}]]`; without a kind it is an entity"))
    }

    /// Adds the nearest of the words that are known of a kind to each fault that is told; gives them by place.
    pub(super) fn suggest(&self, told: &mut Diagnostics) -> HashMap<Span, String> {
        let mut found = HashMap::new();
        for fault in told {
            let Some((kind, word)) = fault.unknown.take() else { continue };
            let near = match kind {
                "document" => did_you_mean(&word, self.spellings.known()),
                "entity" => did_you_mean(&word, self.entities.known()),
                "objective" => did_you_mean(&word, self.outline.known()),
                "event" => did_you_mean(&word, self.events.known()),
                "annotation" => did_you_mean(&word, self.annotations.known()),
                "judgment" => did_you_mean(&word, self.judgments.known()),
                "block" => self.near_block(&word),
                "static" => did_you_mean(&word, self.statics.keys().map(String::as_str)),
                _ => did_you_mean(&word, self.pages.known()),
            };
            if let (Some(near), Some(place)) = (&near, fault.span) {
                found.insert(place, near.clone());
            }
            fault.help = near.or(fault.help.take());
        }
        found
    }

    /// The nearest anchor of a document, for `id#anchor`.
    fn near_block(&self, word: &str) -> Option<String> {
        let (id, anchor) = word.split_once('#')?;
        let [Slot::Here(document)] = self.spellings.get(id) else { return None };
        let blocks = &self.drafts[document.index()].text.blocks;
        did_you_mean(anchor, blocks.iter().filter_map(|block| block.anchor.as_deref()))
    }

    fn is_ambiguous(&self, word: &str) -> bool {
        let spelling = word.strip_prefix("doc:").map(|rest| rest.split('#').next().unwrap_or(rest).trim());
        spelling.is_some_and(|spelling| self.spellings.get(spelling).len() > 1)
    }

    fn block(&self, document: DocumentId, anchor: Option<&str>) -> Result<Slot<Target>, Lost> {
        let Some(anchor) = anchor else { return Ok(Slot::Here(Target::Document(document, None))) };
        let draft = &self.drafts[document.index()];
        let Some(block) = draft.text.block_by_anchor(anchor) else {
            return Err(Lost::Unknown("block", format!("{}#{anchor}", draft.raw.id.value)));
        };
        let block = BlockIndex::of(block);
        if Withheld::of(&draft.withheld, block).is_some() {
            return Ok(Slot::Restricted);
        }
        Ok(Slot::Here(Target::Document(document, Some(block))))
    }

    /// An ordinary link or picture; `None` leaves it as it is.
    fn address(&self, word: &Words, voice: Voice, file: FileId, out: &mut Diagnostics) -> Option<ProseLinkKind> {
        let address = word.value.as_str();
        if address.is_empty() || address.starts_with('#') {
            return None;
        }
        let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        match scheme.as_deref() {
            Some("http" | "https" | "mailto") => return None,
            Some(scheme) if scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c)) => {
                let message = format!("links with `{scheme}:` are not followed");
                out.push(
                    Diagnostic::new(Code::LinkUnsafe, word.span, message)
                        .help("write an http, https or mailto address"),
                );
                return Some(ProseLinkKind::Unlinked);
            }
            _ => {}
        }
        let (path, anchor) = address.split_once('#').map_or((address, None), |(path, anchor)| (path, Some(anchor)));
        match self.file(path, anchor, file) {
            Ok(kind) => Some(kind),
            Err(lost) => {
                let code = if voice == Voice::Author { Code::ReferenceUnknown } else { Code::ReferenceInRecord };
                let message = format!("the link `{address}` leads nowhere");
                out.push(lost.told(Diagnostic::new(code, word.span, message)));
                Some(ProseLinkKind::Unlinked)
            }
        }
    }

    fn file(&self, path: &str, anchor: Option<&str>, from: FileId) -> Result<ProseLinkKind, Lost> {
        let here = &self.sources.file(from).path;
        // As it is on disk: Markdown writes `map one.png` as `map%20one.png`.
        let path = &percent::decode(path).unwrap_or_else(|| path.to_string());
        let full = join(here, path);
        let static_path = path.strip_prefix("static/").or_else(|| full.strip_prefix("content/static/"));
        if let Some(name) = static_path {
            return match self.statics.get(name) {
                Some(true) => Ok(ProseLinkKind::Static(name.to_string())),
                Some(false) => Ok(ProseLinkKind::Unlinked),
                None => Err(Lost::Unknown("static", name.to_string())),
            };
        }
        match self.files.get(full.as_str()) {
            Some(Some(Target::Document(id, _))) => match self.block(*id, anchor)? {
                Slot::Here(target) => Ok(ProseLinkKind::Target { target, own_words: true }),
                Slot::Restricted => Ok(ProseLinkKind::Unlinked),
            },
            Some(Some(target)) => Ok(ProseLinkKind::Target { target: *target, own_words: true }),
            Some(None) => Ok(ProseLinkKind::Unlinked),
            None => Err(Lost::Help("a link inside the book names a `.md` file of it, or `static/...`".into())),
        }
    }
}

/// A relative path seen from a file, without `.` and `..`.
fn join(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
