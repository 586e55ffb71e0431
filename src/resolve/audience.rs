//! The first step of resolve: what this edition's audience may not see goes, before anything is derived from it.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::load::raw::{RawBook, RawOutlineItem, Words};
use crate::model::Audience;
use crate::settings::Settings;

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

/// An item that is above this edition's audience.
pub(super) struct Restricted {
    /// Ids, with the kinds they belong to.
    pub(super) documents: Vec<(Words, Vec<Words>)>,
    pub(super) entities: Vec<Words>,
    pub(super) objectives: Vec<Words>,
    pub(super) events: Vec<Words>,
    pub(super) judgments: Vec<Words>,
    pub(super) pages: Vec<Words>,
    pub(super) annotations: Vec<Words>,
}

/// Takes out of the book what is above the audience, and keeps only the ids, so that references to them are not faults.
pub(super) fn filter(raw: &mut RawBook, settings: &Settings, level: Audience, out: &mut Diagnostics) -> Restricted {
    let mut gone = Restricted {
        documents: Vec::new(),
        entities: Vec::new(),
        objectives: Vec::new(),
        events: Vec::new(),
        judgments: Vec::new(),
        pages: Vec::new(),
        annotations: Vec::new(),
    };
    let mut shown = |word: Option<&Words>| named(word, settings, out) <= level;
    raw.documents.retain(|item| {
        let keep = shown(item.common.audience.as_ref());
        if !keep {
            let spellings = item.identifier.iter().chain(&item.also_cited_as).cloned().collect();
            gone.documents.push((item.id.clone(), spellings));
        }
        keep
    });
    raw.entities.retain(|item| shown(item.common.audience.as_ref()) || keep_id(&mut gone.entities, &item.id));
    raw.events.retain(|item| shown(item.common.audience.as_ref()) || keep_id(&mut gone.events, &item.id));
    raw.judgments.retain(|item| shown(item.common.audience.as_ref()) || keep_id(&mut gone.judgments, &item.id));
    raw.pages.retain(|item| shown(item.common.audience.as_ref()) || keep_id(&mut gone.pages, &item.id));
    raw.front = raw.front.take().filter(|item| shown(item.common.audience.as_ref()));
    raw.annotations.retain(|item| {
        let keep = shown(item.common.audience.as_ref()) & shown(item.file_audience.as_ref());
        keep || item.id.as_ref().is_some_and(|id| keep_id(&mut gone.annotations, id))
    });
    for item in &mut raw.outline {
        if let RawOutlineItem::Goal(goal, objectives) = item {
            let goal_shown = shown(goal.common.audience.as_ref());
            objectives.retain(|item| {
                (goal_shown && shown(item.common.audience.as_ref())) || keep_id(&mut gone.objectives, &item.id)
            });
        }
    }
    raw.outline.retain(|item| {
        let (RawOutlineItem::Goal(item, _) | RawOutlineItem::Objective(item)) = item;
        shown(item.common.audience.as_ref()) || keep_id(&mut gone.objectives, &item.id)
    });
    gone
}

/// Notes the id of an item that goes; always false, so that it can close a `retain`.
fn keep_id(ids: &mut Vec<Words>, id: &Words) -> bool {
    ids.push(id.clone());
    false
}
