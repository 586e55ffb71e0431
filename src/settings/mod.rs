//! What `briefbook.yaml` says: complete values and defaults.

mod file;
pub mod glob;

pub use file::{MOST_TYPES, read};

use std::collections::BTreeMap;

use crate::diagnostics::{Code, Severity};

/// The version of the book format that this program reads.
pub const FORMAT: u32 = 1;

/// The name of the theme inside the program; a book's own `themes/default/` overrides it file by file.
pub const DEFAULT_THEME: &str = "default";

/// An index into the settings' list of audiences: 0 is the most open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Audience(pub u16);

/// The settings, complete.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The book's title.
    pub title: String,
    /// A line below it.
    pub subtitle: Option<String>,
    /// Who made the book.
    pub authors: Vec<String>,
    /// Language tag (BCP 47) of the book's own words.
    pub language: String,
    /// Where the book will be published; ends with `/`. Only for sitemap, feed, canonical links and `404.html`.
    pub base_url: Option<String>,
    /// Name of the theme.
    pub theme: String,
    /// Audiences, most open first; never empty.
    pub audiences: Vec<String>,
    /// The audience `build` makes unless told otherwise.
    pub default_audience: Audience,
    /// Entity types in index order.
    pub entity_types: Vec<EntityType>,
    /// Which mentions become links.
    pub link_mentions: LinkMentions,
    /// Portion markings recognised at the start of a block.
    pub markings: Vec<String>,
    /// Whether a search index is made.
    pub search: bool,
    /// Whether pages are minified.
    pub minify: bool,
    /// Whether files under `content/originals/` are published.
    pub publish_originals: bool,
    /// Audiences of static files: glob below `static/` and audience.
    pub static_audience: Vec<(String, Audience)>,
    /// Changed severities.
    pub severity: BTreeMap<Code, Severity>,
    /// The author's own map, for themes.
    pub extra: serde_json::Value,
}

/// The address of a site as settings or a flag name it: with its host, without query and fragment, ended by `/`.
pub fn base_url(written: &str) -> Option<String> {
    let host = written.strip_prefix("https://").or_else(|| written.strip_prefix("http://"))?;
    let named = !host.is_empty() && !host.starts_with('/');
    let whole = !written.contains(|c: char| c.is_whitespace() || matches!(c, '?' | '#'));
    (named && whole).then(|| format!("{}/", written.trim_end_matches('/')))
}

/// A kind of entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityType {
    /// The id, part of URLs.
    pub id: String,
    /// The label, in the plural.
    pub label: String,
}

/// Which mentions become links; the index always has them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkMentions {
    /// The first in each document.
    First,
    /// The first after each heading.
    Section,
    /// Every one.
    Every,
    /// None.
    None,
}

/// The entity types of a book that names none, with labels in its language where there are any.
fn entity_types(language: &str) -> Vec<EntityType> {
    let labels = match language.split('-').next() {
        Some("fr") => ["Personnes", "Organisations", "Lieux", "Programmes et accords"],
        _ => ["People", "Organisations", "Places", "Programmes and agreements"],
    };
    let ids = ["person", "organisation", "place", "programme"];
    ids.iter().zip(labels).map(|(id, label)| EntityType { id: (*id).into(), label: label.into() }).collect()
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            title: "Briefing book".into(),
            subtitle: None,
            authors: Vec::new(),
            language: "en".into(),
            base_url: None,
            theme: DEFAULT_THEME.into(),
            audiences: vec!["public".into()],
            default_audience: Audience(0),
            entity_types: entity_types("en"),
            link_mentions: LinkMentions::First,
            markings: ["U", "SBU", "C", "S", "TS"].map(String::from).to_vec(),
            search: true,
            minify: true,
            publish_originals: false,
            static_audience: Vec::new(),
            severity: BTreeMap::new(),
            extra: serde_json::Value::Null,
        }
    }
}

impl Settings {
    /// The audience of a name.
    pub fn audience(&self, name: &str) -> Option<Audience> {
        let at = self.audiences.iter().position(|known| known == name)?;
        u16::try_from(at).ok().map(Audience)
    }

    /// The name of an audience.
    pub fn audience_name(&self, audience: Audience) -> &str {
        &self.audiences[usize::from(audience.0)]
    }
}
