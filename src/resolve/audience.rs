//! The first step of resolve: what this edition's audience may not see goes, before anything is derived from it.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Span, did_you_mean};
use crate::load::raw::{RawBook, RawCommon, RawOutlineItem, Words};
use crate::model::Audience;
use crate::settings::Settings;

use super::annotations;

/// The audience an item asks for, the most open one when it asks for none.
pub(super) fn named(word: Option<&Words>, settings: &Settings, out: &mut Diagnostics) -> Audience {
    let Some(word) = word else { return Audience::default() };
    settings.audience(&word.value).unwrap_or_else(|| {
        let known = settings.audiences.iter().map(String::as_str);
        let help = did_you_mean(&word.value, known)
            .unwrap_or_else(|| format!("the settings list: {}", settings.audiences.join(", ")));
        out.push(
            Diagnostic::new(Code::AudienceUnknown, word.span, format!("unknown audience `{}`", word.value)).help(help),
        );
        // Until it is mended, nobody but the last audience sees it.
        Audience(u16::try_from(settings.audiences.len()).unwrap_or(u16::MAX).saturating_sub(1))
    })
}

/// Ids of one kind that are above this edition's audience.
#[derive(Default)]
pub(super) struct Gone {
    /// The ids themselves.
    pub(super) ids: Vec<Words>,
    /// Ids they had before.
    pub(super) former: Vec<Words>,
    /// Where they stand.
    pub(super) places: Vec<Span>,
}

impl Gone {
    /// Notes the ids of an item that goes; always false, so that it can close a `retain`.
    fn note(&mut self, id: &Words, common: &RawCommon) -> bool {
        self.ids.push(id.clone());
        self.former.extend(common.formerly.iter().cloned());
        self.places.extend(common.extent);
        false
    }
}

/// What is above this edition's audience, by kind.
#[derive(Default)]
pub(super) struct Restricted {
    pub(super) documents: Gone,
    pub(super) entities: Gone,
    pub(super) objectives: Gone,
    pub(super) events: Gone,
    pub(super) judgments: Gone,
    pub(super) pages: Gone,
    pub(super) annotations: Gone,
    /// Other spellings of the documents.
    pub(super) spellings: Vec<Words>,
    /// Files of the documents as received.
    pub(super) originals: Vec<String>,
    /// Files above the audience as a whole.
    pub(super) files: Vec<FileId>,
}

/// Takes out of the book what is above the audience, and keeps only the ids, so that references to them are not faults.
pub(super) fn filter(raw: &mut RawBook, settings: &Settings, level: Audience, out: &mut Diagnostics) -> Restricted {
    let mut gone = Restricted::default();
    let all = usize::from(level.0) + 1 >= settings.audiences.len();
    let mut shown =
        |common: &RawCommon| named(common.audience.as_ref(), settings, out) <= level && (all || !common.doubtful);
    raw.documents.retain(|item| {
        shown(&item.common) || {
            gone.spellings.extend(item.identifier.iter().chain(&item.also_cited_as).cloned());
            gone.originals.extend(item.original.iter().map(|original| original.file.value.clone()));
            gone.files.push(item.file);
            gone.documents.note(&item.id, &item.common)
        }
    });
    raw.entities.retain(|item| shown(&item.common) || gone.entities.note(&item.id, &item.common));
    raw.events.retain(|item| shown(&item.common) || gone.events.note(&item.id, &item.common));
    raw.judgments.retain(|item| shown(&item.common) || gone.judgments.note(&item.id, &item.common));
    raw.pages.retain(|item| {
        shown(&item.common) || {
            gone.files.push(item.file);
            gone.pages.note(&item.id, &item.common)
        }
    });
    raw.front = raw.front.take().filter(|item| {
        let keep = shown(&item.common);
        gone.files.extend((!keep).then_some(item.file));
        keep
    });
    raw.annotations.retain(|item| {
        let keep =
            shown(&item.common) & shown(&RawCommon { audience: item.file_audience.clone(), ..RawCommon::default() });
        keep || gone.annotations.note(&annotations::id(item), &item.common)
    });
    if !all {
        gone.files.append(&mut raw.unread);
    }
    outline(&mut raw.outline, &mut gone.objectives, &mut shown);
    gone
}

/// Goals take their objectives with them.
fn outline(items: &mut Vec<RawOutlineItem>, gone: &mut Gone, shown: &mut impl FnMut(&RawCommon) -> bool) {
    for item in items.iter_mut() {
        if let RawOutlineItem::Goal(goal, objectives) = item {
            let goal_shown = shown(&goal.common);
            objectives.retain(|item| (goal_shown && shown(&item.common)) || gone.note(&item.id, &item.common));
        }
    }
    items.retain(|item| {
        let (RawOutlineItem::Goal(item, _) | RawOutlineItem::Objective(item)) = item;
        shown(&item.common) || gone.note(&item.id, &item.common)
    });
}
