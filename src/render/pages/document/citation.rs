//! A document's citation, ready to copy: as a sentence, and for programs that keep references.

use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::edtf::{End, Precision};
use crate::model::{Dating, Document, DocumentId, Party};
use crate::render::dates;
use crate::render::pages::{Context, Shell};

/// What the page offers to copy.
#[derive(Debug, Serialize)]
pub struct Citation {
    /// Who sent or wrote it.
    pub author: Option<String>,
    /// Its title, as quoted.
    pub title: String,
    /// Its identifier and date.
    pub facts: String,
    /// The book, its editors, the edition.
    pub within: String,
    /// The page's address, where the book is published.
    pub address: Option<String>,
    /// As BibTeX.
    pub bibtex: String,
    /// As CSL-JSON.
    pub csl: String,
}

/// The citation of a document.
pub fn citation(ctx: &Context, id: DocumentId, shell: &Shell) -> Citation {
    let (document, words) = (&ctx.book[id], ctx.words());
    let comma = words.get("list_comma");
    let facts = [
        document.identifier.clone().filter(|identifier| *identifier != document.title),
        document.date.as_ref().map(|date| dates::words(date, words)),
    ];
    let settings = &ctx.book.settings;
    let editors = (!settings.authors.is_empty()).then(|| settings.authors.join(comma));
    let within = [
        Some(words.fill("cite_in", &[("book", &settings.title)])),
        editors.map(|names| words.fill("cite_edited", &[("names", &names)])),
        Some(words.fill("cite_edition", &[("audience", settings.audience_name(ctx.book.audience))])),
    ];
    let join = |parts: &[Option<String>]| parts.iter().flatten().cloned().collect::<Vec<_>>().join(comma);
    Citation {
        author: author(ctx, document),
        title: words.fill("cite_quoted", &[("title", &document.title)]),
        facts: join(&facts),
        within: join(&within),
        address: shell.canonical.clone(),
        bibtex: bibtex(ctx, document, shell),
        csl: csl(ctx, document, shell),
    }
}

/// Who sent it, else who signed it, else who published it.
fn author(ctx: &Context, document: &Document) -> Option<String> {
    let party = document.origin.as_ref().or(document.byline.as_ref());
    let party = party.map(|party| match party {
        Party::Entity(id) => ctx.book[*id].name.clone(),
        Party::Words(words) => words.clone(),
    });
    party.or_else(|| document.published.publisher.clone())
}

fn bibtex(ctx: &Context, document: &Document, shell: &Shell) -> String {
    let braced = |text: &str| format!("{{{}}}", tex(text));
    let date = document.date.as_ref().and_then(ymd).map(|parts| {
        let parts: Vec<String> = parts.iter().map(|part| format!("{part:02}")).collect();
        parts.join("-")
    });
    let fields = [
        ("author", author(ctx, document).map(|name| braced(&name))),
        ("title", Some(braced(&document.title))),
        ("number", document.identifier.as_deref().map(tex)),
        ("date", date),
        ("howpublished", Some(tex(&ctx.words().fill("cite_in", &[("book", &shell.book)])))),
        ("url", shell.canonical.as_deref().map(tex)),
    ];
    let lines = fields.into_iter().filter_map(|(name, value)| Some(format!("  {name} = {{{}}},\n", value?)));
    format!("@misc{{{},\n{}}}", document.id, lines.collect::<String>())
}

/// Characters that TeX reads as orders, escaped.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '{' | '}' | '$' | '&' | '%' | '#' | '_' => out.extend(['\\', letter]),
            other => out.push(other),
        }
    }
    out
}

fn csl(ctx: &Context, document: &Document, shell: &Shell) -> String {
    let mut entry = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            entry.insert(name.into(), value);
        }
    };
    put("id", Some(document.id.as_str().into()));
    put("type", Some("document".into()));
    put("title", Some(document.title.as_str().into()));
    put("author", author(ctx, document).map(|name| json!([{ "literal": name }])));
    put("number", document.identifier.as_deref().map(Value::from));
    put("issued", document.date.as_ref().map(|date| issued(ctx, date)));
    put("container-title", Some(shell.book.as_str().into()));
    put("language", document.language.as_deref().map(Value::from));
    put("URL", shell.canonical.as_deref().map(Value::from));
    serde_json::to_string_pretty(&json!([entry])).unwrap_or_default()
}

fn issued(ctx: &Context, date: &Dating) -> Value {
    match ymd(date) {
        Some(parts) => json!({ "date-parts": [parts] }),
        None => json!({ "literal": dates::words(date, ctx.words()) }),
    }
}

/// Year, month and day, as far as they are known for sure.
fn ymd(dating: &Dating) -> Option<Vec<i32>> {
    let edtf = dating.date.as_ref().filter(|date| date.end.is_none())?;
    let End::Date(date) = &edtf.start else { return None };
    if date.uncertain || date.approximate || date.precision < Precision::Year || date.year < 0 {
        return None;
    }
    let month = date.month.filter(|month| *month <= 12);
    let day = date.day.filter(|_| month.is_some());
    Some([Some(date.year), month.map(i32::from), day.map(i32::from)].into_iter().flatten().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::samples;

    #[test]
    fn what_tex_would_read_is_escaped() {
        assert_eq!(tex("a_b & 5 % {x} \\ ~"), "a\\_b \\& 5 \\% \\{x\\} \\textbackslash{} \\textasciitilde{}");
    }

    #[test]
    fn only_a_sure_single_date_has_parts() {
        for (date, expected) in [
            ("2009-06-12", Some(vec![2009, 6, 12])),
            ("2009-06", Some(vec![2009, 6])),
            ("2009-21", Some(vec![2009])),
            ("2009?", None),
            ("199X", None),
            ("2009/2010", None),
        ] {
            assert_eq!(ymd(&samples::dating(date)), expected, "{date}");
        }
    }
}
