//! The name of a document: its identifier in lower case, else its title, else the name of its file.

use crate::yaml::id;

use super::draft::Meta;

/// Ids longer than this are cut between words.
const LONGEST: usize = 80;

/// The id of a document.
pub fn id(meta: &Meta, file: &str) -> String {
    let name = base(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let given = [meta.identifier.as_deref(), meta.title.as_deref(), Some(stem)];
    let slug = given.into_iter().flatten().map(|words| id::slug(words, LONGEST)).find(|slug| !slug.is_empty());
    // Names that a page or a device has already are made usable there.
    id::suggestion(slug.as_deref().unwrap_or("document")).to_lowercase()
}

/// The name of a file without its folders, whichever system wrote the path.
pub fn base(file: &str) -> &str {
    file.rsplit(['/', '\\']).next().unwrap_or(file)
}

/// The name of an original: the document's id with the ending it came with.
pub fn original(id: &str, file: &str) -> String {
    let ending = base(file).rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
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
