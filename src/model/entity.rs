//! Entities and where they are named.

use super::{AnnotationId, DocumentId, EntityId, EventId, Passage, PlainRange, Prose};

/// A person, organisation, place, programme or whatever the settings list.
#[derive(Clone, Debug)]
pub struct Entity {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The A-to-Z key; the name unless the author gives another.
    pub sort: String,
    /// Index into the settings' `entity_types`.
    pub kind: usize,
    /// Other names.
    pub aliases: Vec<Alias>,
    /// What it is.
    pub description: Option<Prose>,
    /// Passages the description rests on.
    pub sources: Vec<Passage>,
    /// Authority ids; only `http` and `https` addresses.
    pub same_as: Vec<String>,
    /// Latitude and longitude in degrees.
    pub location: Option<Location>,
    /// What it has to do with others.
    pub relations: Vec<Relation>,
    /// Relations others state with this one: (other, index into its relations).
    pub related_by: Vec<(EntityId, usize)>,
    /// Every mention, in book order: documents first, then notes.
    pub mentions: Vec<MentionPlace>,
    /// Annotations about it (`entities:`), or that name it, in book order.
    pub annotations: Vec<AnnotationId>,
    /// Events about it, in order.
    pub events: Vec<EventId>,
    /// Entities named in the same blocks, with the number of blocks shared, most first.
    pub appears_with: Vec<(EntityId, u32)>,
    /// Entities that lie nearest to it, if it lies anywhere, nearest first.
    pub near: Vec<EntityId>,
    /// The author's own map, for themes.
    pub extra: serde_json::Value,
}

impl Entity {
    /// Other names that it has everywhere; one that differs from its name in capitals only is none.
    pub fn other_names(&self) -> impl Iterator<Item = &str> {
        let name = self.name.to_lowercase();
        let everywhere = self.aliases.iter().filter(|alias| !alias.scoped);
        everywhere.map(|alias| alias.text.as_str()).filter(move |text| text.to_lowercase() != name)
    }

    /// Names that it has only in some documents or at some dates.
    pub fn names_at_times(&self) -> impl Iterator<Item = &str> {
        self.aliases.iter().filter(|alias| alias.scoped).map(|alias| alias.text.as_str())
    }
}

/// Another name of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alias {
    /// The name.
    pub text: String,
    /// Whether it holds only in some documents or at some dates.
    pub scoped: bool,
}

/// A point on the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location {
    /// Latitude in degrees, north positive.
    pub lat: f64,
    /// Longitude in degrees, east positive.
    pub lon: f64,
}

impl Location {
    /// How much narrower a degree of longitude is at a latitude than one of latitude: its cosine, by a series of plain sums
    /// and products, which are the same on every machine.
    pub fn narrowing(lat: f64) -> f64 {
        let square = lat.to_radians() * lat.to_radians();
        let (mut sum, mut term) = (1.0, 1.0);
        for at in 1..12 {
            term *= -square / f64::from(2 * at * (2 * at - 1));
            sum += term;
        }
        sum.clamp(0.0, 1.0)
    }

    /// How far another place is, in degrees of latitude, as on a plane: near enough to tell what lies near.
    pub fn distance(self, other: Self) -> f64 {
        let north = self.lat - other.lat;
        let east = (self.lon - other.lon + 180.0).rem_euclid(360.0) - 180.0;
        let east = east * Self::narrowing(f64::midpoint(self.lat, other.lat));
        (north * north + east * east).sqrt()
    }
}

/// What one entity has to do with another.
#[derive(Clone, Debug)]
pub struct Relation {
    /// The other.
    pub with: EntityId,
    /// In the author's words: "operates in".
    pub role: String,
    /// From when.
    pub since: Option<crate::edtf::Edtf>,
    /// Until when.
    pub until: Option<crate::edtf::Edtf>,
}

/// Whether an entity's names are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum LinkPolicy {
    /// Found and linked.
    #[default]
    Auto,
    /// Found and indexed, never linked.
    Never,
    /// Only where the author says so.
    Manual,
}

/// A name found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Whose.
    pub entity: EntityId,
    /// Where in the plain text.
    pub range: PlainRange,
    /// Whether it becomes a link (first in its document, not in a heading ...).
    pub linked: bool,
}

/// Where a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MentionPlace {
    /// In a document: index into its `mentions`.
    Document(DocumentId, u32),
    /// In an annotation's note: index into the note's `mentions`.
    Note(AnnotationId, u32),
}
