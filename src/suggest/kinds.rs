//! The type of an entity, where the words of its name make it certain.

use crate::settings::Settings;

use super::lexicon::{bodies, joins, places, undertakings};

/// The id of a type of the settings for a name, or nothing.
pub(super) fn kind(name: &str, person: bool, settings: &Settings) -> Option<String> {
    let wanted = if person { "person" } else { of_words(name)? };
    settings.entity_types.iter().find(|kind| kind.id == wanted).map(|kind| kind.id.clone())
}

fn of_words(name: &str) -> Option<&'static str> {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let head = words.iter().position(|word| joins(word)).map(|at| &words[..at]);
    // Of a name with `of` the word before it says what it is; of one without, the last word does.
    let decisive = match head {
        Some(head) => head.last()?,
        None if words.first().is_some_and(|word| matches!(word.as_str(), "embassy" | "consulate" | "lake")) => {
            &words[0]
        }
        None => words.last()?,
    };
    // `Bureau of Works Joint Strategy` is of the bureau, and may be either.
    let both = bodies(decisive) && words.last().is_some_and(|last| undertakings(last));
    if words.len() < 2 || both {
        None
    } else if bodies(decisive) {
        Some("organisation")
    } else if undertakings(decisive) {
        Some("programme")
    } else if places(decisive) {
        Some("place")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_certain_types_are_given() {
        let settings = Settings::default();
        for (name, person, expected) in [
            ("Ministry of Works", false, Some("organisation")),
            ("Embassy Bamako", false, Some("organisation")),
            ("Harbour Council", false, Some("organisation")),
            ("Council", false, None),
            ("Strategy on Countering Corruption", false, Some("programme")),
            ("Niger River", false, Some("place")),
            ("Cole", true, Some("person")),
            ("Ansar Dine", false, None),
            ("Bureau of Works Joint Strategy", false, None),
            ("Global Health Security Agenda", false, Some("programme")),
        ] {
            assert_eq!(kind(name, person, &settings).as_deref(), expected, "{name}");
        }
        let other = Settings { entity_types: vec![], ..Settings::default() };
        assert_eq!(kind("Ministry of Works", false, &other), None, "only types of the settings");
    }
}
