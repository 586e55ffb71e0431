//! Entities: A-to-Z order, relations, and everything that is said of them.

use std::sync::Arc;

use icu_collator::options::CollatorOptions;
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::load::raw::{RawEntity, RawRelation};
use crate::model::{Alias, Entity, EntityId, Relation};
use crate::settings::Settings;

use super::citations::Citer;
use super::ids::Table;
use super::prose::Targets;

/// Puts entities in A-to-Z order by the book's language, numbers in names by their value.
pub(super) fn sort(raw: &mut [Arc<RawEntity>], language: &str) {
    let collator = collator(language);
    raw.sort_by(|a, b| {
        let (one, other) = (sort_name(a), sort_name(b));
        let order = collator.as_ref().map_or_else(|| one.cmp(other), |collator| collator.compare(one, other));
        order.then_with(|| a.id.value.cmp(&b.id.value))
    });
}

/// The name by which an entity is sorted.
fn sort_name(entity: &RawEntity) -> &str {
    entity.sort.as_ref().unwrap_or(&entity.name.value)
}

fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: icu_locale_core::Locale = language.parse().unwrap_or(icu_locale_core::Locale::UNKNOWN);
    let mut preferences = CollatorPreferences::from(&locale);
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    Collator::try_new(preferences, CollatorOptions::default()).ok()
}

/// The place of an entity's type in the settings' list.
fn kind(raw: &RawEntity, settings: &Settings, out: &mut Diagnostics) -> usize {
    let Some(kind) = &raw.kind else { return 0 };
    let known = || settings.entity_types.iter().map(|kind| kind.id.as_str());
    known().position(|id| id == kind.value).unwrap_or_else(|| {
        let help = did_you_mean(&kind.value, known())
            .unwrap_or_else(|| format!("the settings list: {}", known().collect::<Vec<_>>().join(", ")));
        let message = format!("unknown entity type `{}`", kind.value);
        out.push(Diagnostic::new(Code::EntityTypeUnknown, kind.span, message).help(help));
        0
    })
}

/// An entity of the model; what others say of it is filled in later.
pub(super) fn entity(
    raw: &RawEntity,
    settings: &Settings,
    targets: &Targets<'_>,
    citer: &Citer<'_>,
    out: &mut Diagnostics,
) -> Entity {
    Entity {
        id: raw.id.value.clone(),
        name: raw.name.value.clone(),
        sort: raw.sort.clone().unwrap_or_else(|| raw.name.value.clone()),
        kind: kind(raw, settings, out),
        aliases: raw
            .aliases
            .iter()
            // One that holds in no document of this edition is no name here; `names` reports documents that are unknown.
            .filter(|alias| alias.only_in.is_empty() || alias.only_in.iter().any(|word| citer.is_here(word)))
            .map(|alias| Alias {
                text: alias.text.value.clone(),
                scoped: !alias.only_in.is_empty() || alias.since.is_some() || alias.until.is_some(),
            })
            .collect(),
        description: raw.description.as_ref().map(|description| targets.prose(description, out)),
        sources: citer.passages(&raw.sources, out),
        same_as: raw.same_as.iter().filter_map(|address| web_address(address, out)).collect(),
        location: raw.location,
        relations: raw
            .relations
            .iter()
            .filter_map(|relation| self::relation(relation, &targets.entities, out))
            .collect(),
        related_by: Vec::new(),
        mentions: Vec::new(),
        annotations: Vec::new(),
        events: Vec::new(),
        appears_with: Vec::new(),
        near: Vec::new(),
        extra: raw.common.extra.clone(),
    }
}

/// An `http` or `https` address; anything else is reported and left out.
pub(super) fn web_address(address: &crate::load::raw::Words, out: &mut Diagnostics) -> Option<String> {
    let lower = address.value.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") {
        return Some(address.value.clone());
    }
    let message = format!("`{}` is no web address", address.value);
    out.push(
        Diagnostic::new(Code::LinkUnsafe, address.span, message).help("write an address that begins with https://"),
    );
    None
}

fn relation(raw: &RawRelation, entities: &Table<'_, EntityId>, out: &mut Diagnostics) -> Option<Relation> {
    let with = entities.find(&raw.with, Code::EntityUnknown, out)?;
    let date = |date: &Option<crate::load::raw::RawDate>| date.as_ref().map(|date| date.value.clone());
    Some(Relation { with, role: raw.role.clone(), since: date(&raw.since), until: date(&raw.until) })
}
