//! What stands in the book on paper, in which order, in which volume, and under which id.

use std::collections::HashMap;

use crate::model::{Book, OutlineItem};
use crate::render::{PageKey, routes};

/// How much a volume weighs at most, by [`weight`], unless one part is heavier: some 2 MB of HTML and 450 sheets, which a
/// browser lays out and prints in a minute or two.
const VOLUME: usize = 3_000_000;

/// The parts of the book on paper.
pub(super) struct Plan {
    /// In reading order.
    pub(super) parts: Vec<Planned>,
    /// How many volumes there are.
    pub(super) volumes: usize,
    /// The volume that is made.
    pub(super) volume: usize,
    /// Paths of the site whose content is in a volume.
    places: HashMap<String, Place>,
}

/// One part.
pub(super) struct Planned {
    /// The page that it is on the screen.
    pub(super) key: PageKey,
    /// The volume it stands in.
    pub(super) volume: usize,
    /// Its id there, and the prefix of the ids in it.
    pub(super) id: String,
}

/// Where a page's content stands on paper.
#[derive(Clone)]
pub(super) struct Place {
    /// The volume.
    pub(super) volume: usize,
    /// The part's id.
    pub(super) part: String,
    /// The place in the part that stands for the whole page.
    pub(super) within: Option<String>,
}

/// How many volumes a book has.
pub fn volumes(book: &Book) -> usize {
    divided(book).last().map_or(1, |(_, volume)| volume + 1)
}

impl Plan {
    /// The plan of a book, as one of its volumes needs it.
    pub(super) fn new(book: &Book, volume: usize) -> Self {
        let divided = divided(book);
        let volumes = divided.last().map_or(1, |(_, volume)| volume + 1);
        let mut places = HashMap::new();
        let mut parts = Vec::with_capacity(divided.len());
        for (key, volume) in divided {
            let path = routes::path(book, &key);
            let id = part_id(&path).to_string();
            places.insert(path, Place { volume, part: id.clone(), within: None });
            parts.push(Planned { key, volume, id });
        }
        let contents = Place { volume: 0, part: "contents".into(), within: None };
        places.insert(routes::path(book, &PageKey::Documents), contents.clone());
        places.entry(routes::path(book, &PageKey::Front)).or_insert(contents);
        let mut plan = Self { parts, volumes, volume, places };
        plan.place_names(book);
        plan
    }

    /// Entities stand in the index of names.
    fn place_names(&mut self, book: &Book) {
        let Some(index) = self.places.get(&routes::path(book, &PageKey::Entities)).cloned() else { return };
        for kind in 0..book.settings.entity_types.len() {
            self.places.insert(routes::path(book, &PageKey::EntityType(kind)), index.clone());
        }
        for id in book.entity_ids() {
            let path = routes::path(book, &PageKey::Entity(id));
            let within = Some(name_id(&path).to_string());
            self.places.insert(path, Place { within, ..index.clone() });
        }
    }

    /// Where the content of a path of the site stands.
    pub(super) fn place(&self, path: &str) -> Option<&Place> {
        self.places.get(path)
    }

    /// A link to an id in a volume, from another or the same.
    pub(super) fn link(&self, volume: usize, from: usize, id: &str) -> String {
        if volume == from { format!("#{id}") } else { format!("{}#{id}", volume_path(volume)) }
    }
}

/// The path of a volume.
fn volume_path(volume: usize) -> String {
    if volume == 0 { "print.html".into() } else { format!("print-{}.html", volume + 1) }
}

/// `documents/x.html` is the part `documents/x`: no id of a page has a `/`, so none can be taken twice.
pub(super) fn part_id(path: &str) -> &str {
    path.strip_suffix(".html").unwrap_or(path)
}

/// The place of an entity in the index of names: `person/x`.
pub(super) fn name_id(path: &str) -> &str {
    let id = part_id(path);
    id.strip_prefix("entities/").unwrap_or(id)
}

/// All parts in order, each with its volume.
fn divided(book: &Book) -> Vec<(PageKey, usize)> {
    let (mut volume, mut filled) = (0, 0);
    let mut out = Vec::new();
    for key in keys(book) {
        let weight = weight(book, &key);
        if filled > 0 && filled + weight > VOLUME {
            volume += 1;
            filled = 0;
        }
        filled += weight;
        out.push((key, volume));
    }
    out
}

/// The pages that become parts, in reading order.
fn keys(book: &Book) -> Vec<PageKey> {
    let mut keys = Vec::new();
    if book.front.as_ref().is_some_and(|front| !front.body.markdown.trim().is_empty()) {
        keys.push(PageKey::Front);
    }
    keys.extend(book.document_ids().map(PageKey::Document));
    for item in &book.outline {
        match *item {
            OutlineItem::Goal(goal) => {
                keys.push(PageKey::Goal(goal));
                keys.extend(book[goal].objectives.iter().copied().map(PageKey::Objective));
            }
            OutlineItem::Objective(objective) => keys.push(PageKey::Objective(objective)),
        }
    }
    let parts = [
        (PageKey::Matrix, !book.objectives.is_empty()),
        (PageKey::Chronology, !book.chronology.is_empty()),
        (PageKey::Judgments, !book.judgments.is_empty()),
        (PageKey::Gaps, !book.objectives.is_empty() || book.has_unplaced()),
    ];
    keys.extend(parts.into_iter().filter_map(|(key, filled)| filled.then_some(key)));
    keys.extend(book.page_ids().map(PageKey::Page));
    if !book.entities.is_empty() {
        keys.push(PageKey::Entities);
    }
    keys
}

/// About how many bytes a part has; it decides on volumes only.
fn weight(book: &Book, key: &PageKey) -> usize {
    match key {
        PageKey::Document(id) => {
            let document = &book[*id];
            let notes = document.annotations.iter().map(|&id| 1_500 + prose(book[id].note.as_ref())).sum::<usize>();
            3_000 + document.body.len() * 3 / 2 + notes
        }
        PageKey::Objective(id) => 2_000 + book[*id].evidence.len() * 1_200,
        PageKey::Matrix => book.objectives.len() * book.documents.len().min(routes::matrix_columns(book)) * 250,
        PageKey::Chronology => book.chronology.len() * 1_000,
        PageKey::Judgments => book.judgments.len() * 4_000,
        PageKey::Entities => book.entities.iter().map(|entity| 300 + entity.mentions.len() * 80).sum(),
        PageKey::Gaps => 300 * (book.documents.len() + book.entities.len()),
        PageKey::Page(id) => 500 + prose(Some(&book[*id].body)),
        _ => 2_000,
    }
}

fn prose(prose: Option<&crate::model::Prose>) -> usize {
    prose.map_or(0, |prose| prose.markdown.len() * 3 / 2)
}
