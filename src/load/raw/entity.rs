//! Entities, as written.

use super::{RawCitation, RawCommon, RawDate};
use crate::diagnostics::Span;
use crate::model::{LinkPolicy, Location};
use crate::yaml::{RawProse, Words};

/// An entity.
#[derive(Clone, Debug)]
pub struct RawEntity {
    /// The id.
    pub id: Words,
    /// The name.
    pub name: Words,
    /// A-to-Z key.
    pub sort: Option<String>,
    /// The type's id; the first of the settings unless said.
    pub kind: Option<Words>,
    /// Other names.
    pub aliases: Vec<RawAlias>,
    /// Description.
    pub description: Option<RawProse>,
    /// Where the description comes from.
    pub sources: Vec<RawCitation>,
    /// Authority ids.
    pub same_as: Vec<Words>,
    /// Where it lies.
    pub location: Option<Location>,
    /// Relations.
    pub relations: Vec<RawRelation>,
    /// Link policy.
    pub link: LinkPolicy,
    /// What every item takes.
    pub common: RawCommon,
}

/// Another name.
#[derive(Clone, Debug)]
pub struct RawAlias {
    /// The name.
    pub text: Words,
    /// Only in these documents.
    pub only_in: Vec<Words>,
    /// Only in documents dated from then.
    pub since: Option<RawDate>,
    /// Only in documents dated until then.
    pub until: Option<RawDate>,
    /// Whether case is ignored.
    pub ignore_case: bool,
}

/// A relation.
#[derive(Clone, Debug)]
pub struct RawRelation {
    /// The other entity.
    pub with: Words,
    /// In the author's words.
    pub role: String,
    /// From.
    pub since: Option<RawDate>,
    /// Until.
    pub until: Option<RawDate>,
    /// All of it.
    pub extent: Span,
}
