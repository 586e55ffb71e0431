//! What a page is about in a line, for search engines, feeds and previews of links: words that its audience may see.

use crate::markdown::BlockKind;
use crate::model::{Document, DocumentId, Prose};
use crate::render::PageKey;

use super::{Context, passage};

/// How many words are enough.
const WORDS: usize = 32;

/// A page's description: its own first words, else what the book says of itself.
pub fn description(ctx: &Context) -> Option<String> {
    let own = match ctx.key {
        PageKey::Document(id) => document(ctx, *id),
        PageKey::Page(id) => prose(ctx, &ctx.book[*id].body),
        PageKey::Entity(id) => ctx.book[*id].description.as_ref().and_then(|text| prose(ctx, text)),
        PageKey::Objective(id) => ctx.book[*id].statement.as_ref().and_then(|text| prose(ctx, text)),
        PageKey::Goal(id) => ctx.book[*id].statement.as_ref().and_then(|text| prose(ctx, text)),
        _ => None,
    };
    own.or_else(|| book(ctx))
}

/// What the book says of itself.
pub fn book(ctx: &Context) -> Option<String> {
    ctx.whole.about(ctx)
}

/// The same, worked out anew.
pub(super) fn of_itself(ctx: &Context) -> Option<String> {
    let front = ctx.book.front.as_ref();
    let line = front.and_then(|page| page.summary.clone()).or_else(|| ctx.book.settings.subtitle.clone());
    line.or_else(|| prose(ctx, &front?.body))
}

/// A document in its own first words.
pub fn document(ctx: &Context, id: DocumentId) -> Option<String> {
    let document = &ctx.book[id];
    let text = &document.text;
    let first = (0u32..).zip(&text.blocks).find(|(at, block)| {
        let left_out = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Omission | BlockKind::PageMark);
        !left_out
            && !passage::is_withheld(document, crate::model::BlockIndex(*at))
            && !words(document, &block.plain).is_empty()
    });
    first.map(|(_, block)| words(document, &block.plain))
}

fn words(document: &Document, range: &crate::model::PlainRange) -> String {
    passage::shorten(&passage::visible(document, range), WORDS)
}

/// Prose in its first words.
pub fn prose(ctx: &Context, prose: &Prose) -> Option<String> {
    Some(passage::shorten(&ctx.prose_words(prose), WORDS)).filter(|words| !words.is_empty())
}

/// A language as Open Graph names it, with its country: `fr_CA`. None where no country is meant.
pub fn locale(language: &str) -> Option<String> {
    let mut parts = language.split('-');
    let main = parts.next()?.to_ascii_lowercase();
    let country = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase);
    let usual = match main.as_str() {
        "en" => Some("GB".to_string()),
        "fr" => Some("FR".to_string()),
        _ => None,
    };
    country.or(usual).map(|country| format!("{main}_{country}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BlockIndex, Withheld};
    use crate::render::{pages::render, sample, templates::Theme};

    #[test]
    fn a_language_has_its_country() {
        for (language, expected) in
            [("en", Some("en_GB")), ("fr-CA", Some("fr_CA")), ("zh-Hant-TW", Some("zh_TW")), ("de", None)]
        {
            assert_eq!(locale(language).as_deref(), expected, "{language}");
        }
    }

    #[test]
    fn a_page_is_described_in_words_that_its_audience_may_see() {
        let (theme, _) = Theme::new(&[]);
        let mut book = sample::book();
        let meta = |book: &crate::model::Book, key: PageKey| {
            let page = String::from_utf8(render(book, &theme, &key).expect("renders")).expect("UTF-8");
            let said = page.split("name=\"description\" content=\"").nth(1).and_then(|rest| rest.split('"').next());
            (said.unwrap_or_default().to_string(), page)
        };
        let key = PageKey::Document(DocumentId(1));
        let (said, page) = meta(&book, key.clone());
        assert!(said.len() > 20 && page.contains(&format!("property=\"og:description\" content=\"{said}\"")), "{said}");
        assert!(page.contains("property=\"og:url\" content=\"https://example.org/mali/documents/"), "{page}");
        let all = u32::try_from(book.documents[1].text.blocks.len()).expect("few");
        book.documents[1].withheld = (0..all).map(|at| Withheld { block: BlockIndex(at), say: None }).collect();
        book.settings.base_url = None;
        let (hidden, page) = meta(&book, key);
        assert_ne!(hidden, said);
        assert!(!page.contains("og:url") && !page.contains("canonical"), "{page}");
    }
}
