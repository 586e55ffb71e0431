//! Ids: their syntax, names that cannot be one, and the id of a file by its stem.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Words;
use super::{Fields, Reader};
use crate::diagnostics::{Code, Diagnostic, Placed, Span};
use crate::windows::is_device;

/// File systems take names of 255 bytes; an id has `.html` or a counter behind it.
const MAX_LENGTH: usize = 200;

/// Why a word is no id.
fn fault(id: &str) -> Option<String> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    if !id.starts_with(|c: char| c.is_ascii_alphanumeric()) || !id.chars().all(allowed) {
        return Some(
            "an id is made of letters A to Z, digits, `.`, `_` and `-`, and begins with a letter or digit".into(),
        );
    }
    if id.len() > MAX_LENGTH {
        return Some(format!("an id has {MAX_LENGTH} characters at most"));
    }
    if id.eq_ignore_ascii_case("index") {
        return Some("`index` is the name of pages that briefbook makes itself".into());
    }
    is_device(id).then(|| "Windows keeps this name for a device".into())
}

/// The nearest word that is an id.
pub fn suggestion(text: &str) -> String {
    let mut out = hyphenated(text, |c| matches!(c, '.' | '_'));
    out.truncate(MAX_LENGTH);
    let out = out.trim_start_matches(['.', '_', '-']).trim_end_matches(['.', '_', '-']).to_string();
    match fault(&out) {
        None => out,
        Some(_) if out.is_empty() => "item-1".into(),
        Some(_) => format!("{out}-1"),
    }
}

/// Words as part of an address: lower case, no diacritics, hyphens between words, cut between words where that is too long.
/// Empty where no letter or digit can be kept; it may be a name that is no id.
pub fn slug(words: &str, longest: usize) -> String {
    let plain = hyphenated(&words.replace('.', ""), |_| false).to_ascii_lowercase();
    let plain = plain.trim_matches('-');
    let end = match plain.len() > longest {
        true => plain[..=longest].rfind('-').unwrap_or(longest),
        false => plain.len(),
    };
    plain[..end].to_string()
}

/// Letters and digits without diacritics, and what is kept beside them; all between them is one hyphen. ASCII only.
fn hyphenated(words: &str, kept: impl Fn(char) -> bool) -> String {
    let mut out = String::new();
    for c in words.nfd().filter(|c| !is_combining_mark(*c)) {
        match c {
            c if c.is_ascii_alphanumeric() || c.is_ascii() && kept(c) => out.push(c),
            '\'' | '\u{2019}' => {}
            _ if out.ends_with('-') => {}
            _ => out.push('-'),
        }
    }
    out
}

/// Reports a word that is no id, under a code.
pub fn check_as(r: &mut Reader<'_>, id: &Words, code: Code) -> bool {
    let Some(why) = fault(&id.value) else { return true };
    let message = format!("`{}` cannot be an id: {why}", id.value);
    r.report(Diagnostic::new(code, id.span, message).help(format!("write `id: {}`", suggestion(&id.value))));
    false
}

/// Reports an old id that no address can have had. Old ids may have had other letters than ids have now.
pub fn check_former(r: &mut Reader<'_>, id: &Words) -> bool {
    let word = id.value.as_str();
    let odd = |c: char| c.is_control() || "/\\<>:\"|?*#".contains(c);
    let ends = word.starts_with('.') || word.ends_with(['.', ' ']);
    let kept = word.eq_ignore_ascii_case("index") || is_device(word);
    if !word.contains(odd) && !ends && !kept && word.len() <= MAX_LENGTH {
        return true;
    }
    let message = format!("`{word}` cannot have been an id");
    let help = match kept {
        true => "no item can have this id; remove it",
        false => "write the old id alone, without a folder or `.md`",
    };
    r.report(Diagnostic::new(Code::IdInvalid, id.span, message).help(help));
    false
}

/// The id of an item, if it has one. A faulty one is reported and mended, so that the rest of the item is still read.
pub fn optional(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<Words> {
    let id = f.words(r, "id")?;
    Some(mended(r, id))
}

/// The id of an item that needs one.
pub fn required(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<Words> {
    let id = f.need_words(r, "id")?;
    Some(mended(r, id))
}

fn mended(r: &mut Reader<'_>, id: Words) -> Words {
    if check_as(r, &id, Code::IdInvalid) { id } else { id.map(|word| suggestion(&word)) }
}

/// The id of a document or page: what its front matter says, else its stem.
pub fn of_file(r: &mut Reader<'_>, f: Option<&Fields<'_>>, path: &str) -> Words {
    if let Some(id) = f.and_then(|f| optional(r, f)) {
        return id;
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let place = Span::file_start(r.file());
    let Some(why) = fault(stem) else { return Placed::new(stem.to_string(), place) };
    let id = suggestion(stem);
    let message = format!("the file name `{stem}` cannot be an id: {why}");
    let help = format!("write `id: {id}` in the front matter, or rename the file");
    r.report(Diagnostic::new(Code::IdInvalid, place, message).help(help));
    Placed::new(id, place)
}

/// The BCP 47 tag under `language:`; one of another shape is reported.
pub fn language(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<String> {
    let tag = f.words(r, "language")?;
    if is_language_tag(&tag.value) {
        return Some(tag.value);
    }
    r.bad_value(tag.span, format!("`{}` is no language tag", tag.value), "write a tag such as `en`, `fr` or `pt-BR`");
    None
}

/// Letters and digits in parts of eight at most.
fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary =
        parts.next().is_some_and(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic()));
    primary && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_words() {
        for id in ["09BAMAKO387", "2.2", "a", "a_b-c.d", "console", "com10", "comx", "index-2"] {
            assert_eq!(fault(id), None, "{id}");
        }
        for id in
            ["", "-a", ".a", "_a", "a b", "é", "a/b", "index", "Index", "con", "CON.md", "nul.x.y", "Com1", "lpt9"]
        {
            assert!(fault(id).is_some(), "{id}");
        }
        assert!(fault(&"a".repeat(201)).is_some());
    }

    #[test]
    fn a_suggestion_is_an_id() {
        let cases = [
            ("Cable 387 (draft)", "Cable-387-draft"),
            ("Touré’s words", "Toures-words"),
            ("index", "index-1"),
            ("con", "con-1"),
            ("..", "item-1"),
            ("_x_", "x"),
            ("马里", "item-1"),
            ("a / b", "a-b"),
            ("a - b_c.d", "a-b_c.d"),
        ];
        for (text, id) in cases {
            assert_eq!(suggestion(text), id, "{text}");
            assert_eq!(fault(&suggestion(text)), None, "{text}");
        }
    }

    #[test]
    fn a_slug_is_short_and_cut_between_words() {
        for (words, longest, slug) in [
            ("U.S. Officials\u{2019} words: Touré", 80, "us-officials-words-toure"),
            ("-- a_b --", 80, "a-b"),
            ("one two three", 7, "one-two"),
            ("one two three", 8, "one-two"),
            ("onetwothree", 5, "onetw"),
            ("马里", 80, ""),
        ] {
            assert_eq!(super::slug(words, longest), slug, "{words}");
        }
    }

    #[test]
    fn language_tags_have_a_shape() {
        for tag in ["en", "fr", "pt-BR", "zh-Hant-TW", "en-x-a"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in ["", "e", "english language", "en_US", "en-", "12"] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }
}
