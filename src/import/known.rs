//! What is known beside the text itself: the documents of the book, and which origin a routing indicator belongs to.

use std::collections::BTreeMap;

/// The book that a text is imported into.
#[derive(Clone, Debug, Default)]
pub struct Known {
    /// Its documents, in order of their paths.
    pub documents: Vec<KnownDocument>,
    /// The SHA-256 of every file under `content/documents/` and `content/originals/`, by path below the root.
    pub files: BTreeMap<String, String>,
}

/// A document of the book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownDocument {
    /// Its path below the book's root.
    pub path: String,
    /// Its id.
    pub id: String,
    /// How its source names itself.
    pub identifier: Option<String>,
    /// From whom it is.
    pub origin: Option<String>,
    /// What its header says, values only.
    pub header: Vec<String>,
    /// The path and checksum of the file it was made from.
    pub original: Option<(String, String)>,
}

/// Where the cables of one routing indicator come from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Station {
    /// The origin as front matter has it.
    pub origin: Option<String>,
    /// The name in identifiers: `BAMAKO`.
    pub name: Option<String>,
}

/// Stations by routing indicator. What two cables say differently is not known; what the book says comes first.
#[derive(Clone, Debug, Default)]
pub struct Stations {
    book: Said,
    command: Said,
}

/// What cables say, by routing indicator.
#[derive(Clone, Debug, Default)]
struct Said {
    origins: BTreeMap<String, Option<String>>,
    names: BTreeMap<String, Option<String>>,
}

impl Said {
    fn add(&mut self, routing: &str, station: &Station) {
        enter(&mut self.origins, routing, station.origin.as_ref());
        enter(&mut self.names, routing, station.name.as_ref());
    }
}

impl Stations {
    /// What the cables of a book say.
    pub fn of_book(known: &Known) -> Self {
        let mut out = Self::default();
        for document in &known.documents {
            let routing = document.header.iter().find_map(|words| routing(words));
            if let Some(routing) = routing {
                let name = document.identifier.as_deref().and_then(name_in_identifier);
                out.book.add(&routing, &Station { origin: document.origin.clone(), name });
            }
        }
        out
    }

    /// Takes in what a cable of this command says.
    pub fn add(&mut self, routing: &str, station: &Station) {
        self.command.add(routing, station);
    }

    /// The station behind a routing indicator, as far as it is known.
    pub fn get(&self, routing: &str) -> Station {
        let get = |book: &BTreeMap<String, Option<String>>, command: &BTreeMap<String, Option<String>>| {
            book.get(routing).or_else(|| command.get(routing)).cloned().flatten()
        };
        Station {
            origin: get(&self.book.origins, &self.command.origins),
            name: get(&self.book.names, &self.command.names),
        }
    }
}

fn enter(map: &mut BTreeMap<String, Option<String>>, routing: &str, value: Option<&String>) {
    let Some(value) = value else { return };
    map.entry(routing.to_string())
        .and_modify(|known| {
            if known.as_ref() != Some(value) {
                *known = None;
            }
        })
        .or_insert_with(|| Some(value.clone()));
}

/// The routing indicator in `DE RUEHBP #0387/01 1631116`.
pub fn routing(words: &str) -> Option<String> {
    let mut words = words.split([' ', ';', '\n']).filter(|word| !word.is_empty());
    words.find(|word| *word == "DE")?;
    let indicator = words.next()?;
    let fits = (5..=8).contains(&indicator.len()) && indicator.bytes().all(|byte| byte.is_ascii_uppercase());
    (fits && words.next().is_some_and(|serial| serial.starts_with('#'))).then(|| indicator.to_string())
}

/// The station in `09BAMAKO387`.
fn name_in_identifier(identifier: &str) -> Option<String> {
    let name: String = identifier.trim_matches(|c: char| c.is_ascii_digit() || c.is_whitespace()).into();
    let fits =
        identifier.starts_with(|c: char| c.is_ascii_digit()) && identifier.ends_with(|c: char| c.is_ascii_digit());
    (fits && !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase() || c == ' ')).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stations_are_known_by_their_routing_indicator() {
        let cable = |id: &str, origin: &str, routing: &str| KnownDocument {
            identifier: Some(id.into()),
            origin: Some(origin.into()),
            header: vec![format!("VZCZ1; RR RUEHPA; DE {routing} #0387/01 1631116; ZNY")],
            ..KnownDocument::default()
        };
        let documents = vec![
            cable("09HAVEN387", "embassy-haven", "RUEHHV"),
            cable("09HAVEN388", "embassy-haven", "RUEHHV"),
            cable("09PORT1", "port", "RUEHPT"),
            cable("09PORT2", "another", "RUEHPT"),
        ];
        let stations = Stations::of_book(&Known { documents, ..Known::default() });
        assert_eq!(
            stations.get("RUEHHV"),
            Station { origin: Some("embassy-haven".into()), name: Some("HAVEN".into()) }
        );
        assert_eq!(stations.get("RUEHPT"), Station { origin: None, name: Some("PORT".into()) });
        assert_eq!(stations.get("RUEHXX"), Station::default());
    }
}
