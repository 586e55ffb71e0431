//! Ids in the author's own HTML, and links to them: apart from those of the page, and from other texts' on it.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::Event;

use crate::markdown::Parsed;

use super::block::Voice;
use super::sanitise;

/// The ids that a text's HTML has.
pub(super) struct RawIds {
    ids: HashSet<String>,
    /// Those that are on the page already: an id stands once.
    used: RefCell<HashSet<String>>,
    /// Keeps them apart from those of other texts of the page.
    mark: String,
}

impl RawIds {
    pub(super) fn of(parsed: &Parsed<'_>, voice: Voice) -> Self {
        let ids = parsed.events.iter().filter_map(|(event, _)| match event {
            Event::InlineHtml(html) => value(html, "id").map(|range| html[range].to_string()),
            _ => None,
        });
        let mark = match voice {
            Voice::Record => String::new(),
            Voice::Prose(number) => format!("{number}-"),
        };
        Self { ids: ids.collect(), used: RefCell::default(), mark }
    }

    /// The address of an id as it is on the page.
    pub(super) fn link(&self, id: &str) -> Option<String> {
        self.ids.contains(id).then(|| format!("#{}{}{id}", sanitise::ID_PREFIX, self.mark))
    }

    /// A tag with its id, or its link to one, as they are on the page; the sanitiser puts its prefix before ids.
    pub(super) fn named(&self, html: &str) -> String {
        let mut html = sanitise::raw(html);
        if let Some(range) = value(&html, "id")
            && self.used.borrow_mut().insert(html[range.clone()].to_string())
        {
            html.insert_str(range.start, &format!("{}{}", sanitise::ID_MARK, self.mark));
        }
        if let Some(range) = value(&html, "href")
            && let Some(link) = html[range.clone()].strip_prefix('#').and_then(|id| self.link(id))
        {
            html.replace_range(range, &link);
        }
        html
    }
}

/// Where the quoted value of an attribute stands.
fn value(tag: &str, name: &str) -> Option<Range<usize>> {
    let lower = tag.to_ascii_lowercase();
    let keys = [('"', format!(" {name}=\"")), ('\'', format!(" {name}='"))];
    let found = keys.iter().filter_map(|(quote, key)| Some((lower.find(key)? + key.len(), *quote)));
    let (start, quote) = found.min()?;
    Some(start..start + tag[start..].find(quote)?)
}
