//! The name of a document: its identifier in lower case, else its title, else the name of its file.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::yaml::id;

use super::draft::Meta;

/// Ids longer than this are cut between words.
const LONGEST: usize = 80;

/// The id of a document.
pub fn id(meta: &Meta, file: &str) -> String {
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let given = [meta.identifier.as_deref(), meta.title.as_deref(), Some(stem)];
    let slug = given.into_iter().flatten().map(slug).find(|slug| !slug.is_empty());
    // Names that a page or a device has already are made usable there.
    id::suggestion(slug.as_deref().unwrap_or("document")).to_lowercase()
}

/// Words as part of an address: lower case, no diacritics, hyphens between words.
fn slug(words: &str) -> String {
    let mut out = String::new();
    for letter in words.nfd().filter(|letter| !is_combining_mark(*letter)) {
        match letter {
            letter if letter.is_ascii_alphanumeric() => out.push(letter.to_ascii_lowercase()),
            '\'' | '\u{2019}' | '.' => {}
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
        if out.len() > LONGEST {
            out.truncate(out.rfind('-').unwrap_or(LONGEST));
            break;
        }
    }
    out.trim_end_matches('-').to_string()
}

/// The name of an original: the document's id with the ending it came with.
pub fn original(id: &str, file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
    let usable = |ending: &String| (1..=8).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric());
    let ending = ending.filter(usable).filter(|ending| !matches!(ending.as_str(), "tmp" | "bak" | "swp"));
    format!("{id}.{}", ending.as_deref().unwrap_or("txt"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_from_identifier_title_or_file() {
        let meta = |identifier: &str, title: &str| {
            let given = |words: &str| (!words.is_empty()).then(|| words.to_string());
            Meta { identifier: given(identifier), title: given(title), ..Meta::default() }
        };
        let long = "A title that goes on and on, far beyond what anybody would want to see in an address of a page";
        for (identifier, title, file, expected) in [
            ("09BAMAKO387", "X", "x.txt", "09bamako387"),
            ("", "U.S. Officials’ words: Touré", "x.txt", "us-officials-words-toure"),
            ("", "", "raw/Pier memo (2).TXT", "pier-memo-2"),
            ("", "马里", "x.txt", "x"),
            ("", "Index", "x.txt", "index-1"),
            ("", "--", "..", "document"),
            ("", long, "x", "a-title-that-goes-on-and-on-far-beyond-what-anybody-would-want-to-see-in-an"),
        ] {
            assert_eq!(id(&meta(identifier, title), file), expected);
        }
        for (file, expected) in [("a/b.TXT", "x.txt"), ("b", "x.txt"), ("b.html", "x.html"), ("b.tmp", "x.txt")] {
            assert_eq!(original("x", file), expected);
        }
    }
}
