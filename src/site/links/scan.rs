//! What one finished file of the site refers to, and the ids that can be referred to in it.

use std::collections::HashSet;
use std::path::Path;

use html5ever::tokenizer::{Tag, TagKind};

use super::super::html::{self, Visitor};
use super::LinkFault;
use super::address;

/// The links and ids of one file, gathered on any thread.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageLinks {
    /// Addresses of other files, each once, in order.
    pub(super) hrefs: Vec<String>,
    /// Ids, one a line.
    pub(super) ids: String,
    /// Addresses on the web, each once, in order.
    pub(super) outward: Vec<String>,
    /// Faults that show without the other files.
    pub(super) faults: Vec<(String, LinkFault)>,
}

impl PageLinks {
    /// Gathers the links and ids of a file; one that is neither HTML nor CSS has none.
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        let text = || String::from_utf8_lossy(bytes);
        if path.ends_with(".html") || path.ends_with(".svg") {
            // A drawing is read as HTML reads pictures in a page: its own ids are names for other files to point at.
            html::visit(&text(), Scan::default()).finish(path)
        } else if path.ends_with(".css") {
            let mut scan = Scan::default();
            scan.css(&text());
            scan.finish(path)
        } else {
            Self::default()
        }
    }

    /// Gathers the links and ids of a file on disk, where it can have any; what cannot be read has none.
    pub fn of_file(path: &str, from: &Path) -> Self {
        let read = [".html", ".css", ".svg"].iter().any(|end| path.ends_with(end));
        let bytes = if read { std::fs::read(from).unwrap_or_default() } else { Vec::new() };
        Self::of(path, &bytes)
    }
}

#[derive(Default)]
struct Scan {
    seen: HashSet<String>,
    hrefs: Vec<String>,
    outward: Vec<String>,
    known_ids: HashSet<String>,
    ids: String,
    duplicates: Vec<(String, LinkFault)>,
    /// The text of the style element that is open.
    style: Option<String>,
}

impl Visitor for Scan {
    fn tag(&mut self, tag: &Tag) {
        if tag.kind == TagKind::EndTag {
            if &*tag.name == "style"
                && let Some(style) = self.style.take()
            {
                self.css(&style);
            }
            return;
        }
        if &*tag.name == "style" {
            self.style = Some(String::new());
        }
        for attribute in &tag.attrs {
            self.attribute(&tag.name, &attribute.name.local, &attribute.value);
        }
        if &*tag.name == "meta" {
            self.refresh(tag);
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(style) = &mut self.style {
            style.push_str(text);
        }
    }
}

impl Scan {
    fn attribute(&mut self, element: &str, name: &str, value: &str) {
        match (element, name) {
            (_, "id") => self.id(value),
            ("a", "name") if !self.known_ids.contains(value) => self.id(value),
            ("base", _) => {}
            (_, "href" | "xlink:href" | "src" | "poster" | "action" | "formaction" | "cite" | "longdesc")
            | ("object", "data")
            | ("body" | "table" | "td" | "th", "background") => self.href(value),
            (_, "srcset" | "imagesrcset") => self.srcset(value),
            (_, "style") => self.css(value),
            // What a drawing is filled, cut or marked with.
            (_, "fill" | "stroke" | "filter" | "mask" | "clip-path" | "cursor") => self.css(value),
            (_, "marker-start" | "marker-mid" | "marker-end") => self.css(value),
            _ => {}
        }
    }

    fn id(&mut self, id: &str) {
        if id.is_empty() {
            return;
        }
        if self.known_ids.insert(id.to_string()) {
            self.ids.push_str(id);
            self.ids.push('\n');
        } else {
            self.duplicates.push((format!("#{id}"), LinkFault::DuplicateId));
        }
    }

    fn href(&mut self, value: &str) {
        let href = value.trim_matches(|c: char| c.is_ascii_whitespace());
        if href.is_empty() || self.seen.contains(href) {
            return;
        }
        if !address::is_external(href) {
            self.seen.insert(href.to_string());
            self.hrefs.push(href.to_string());
        } else if address::is_web(href) {
            self.seen.insert(href.to_string());
            self.outward.push(href.to_string());
        }
    }

    fn srcset(&mut self, value: &str) {
        let mut rest = value;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
            if rest.is_empty() {
                return;
            }
            let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            let (candidate, after) = rest.split_at(end);
            self.href(candidate.trim_end_matches(','));
            // A comma at the end of an address ends its candidate; otherwise a width or density follows.
            rest = if candidate.ends_with(',') { after } else { after.find(',').map_or("", |at| &after[at..]) };
        }
    }

    fn refresh(&mut self, tag: &Tag) {
        let value =
            |name: &str| tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|found| &*found.value);
        if !value("http-equiv").is_some_and(|kind| kind.eq_ignore_ascii_case("refresh")) {
            return;
        }
        let content = value("content").unwrap_or_default();
        if let Some(at) = content.to_ascii_lowercase().find("url=") {
            self.href(content[at + 4..].trim_matches(['"', '\'', ' ']));
        }
    }

    fn css(&mut self, css: &str) {
        let mut rest = css;
        while let Some(at) = rest.find(['/', 'u', 'U', '@']) {
            rest = &rest[at..];
            let token = if rest.starts_with("/*") {
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            } else if rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) {
                self.css_address(rest[4..].trim_start(), ')');
                4
            } else if rest.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("@import")) {
                let after = rest[7..].trim_start();
                if after.starts_with(['"', '\'']) {
                    self.css_address(after, ';');
                }
                7
            } else {
                1
            };
            rest = &rest[token..];
        }
    }

    /// Reads an address in quotes, or up to its end without.
    fn css_address(&mut self, text: &str, end: char) {
        let address = match text.chars().next() {
            Some(quote @ ('"' | '\'')) => text[1..].split(quote).next(),
            _ => text.split(end).next(),
        };
        let address = address.unwrap_or_default().trim();
        // A fragment alone names a filter or gradient of the page that uses the style.
        if !address.starts_with('#') {
            self.href(address);
        }
    }

    /// Settles what needs no other file: places on the page itself, and addresses from the root.
    fn finish(self, path: &str) -> PageLinks {
        let Self { hrefs, outward, known_ids, ids, duplicates: mut faults, .. } = self;
        let mut others = Vec::new();
        for href in hrefs {
            if href.starts_with('/') {
                // The error page is shown at any depth, so it alone cannot use relative addresses.
                if path != "404.html" {
                    faults.push((href, LinkFault::RootAbsolute));
                }
            } else if href.starts_with('#') {
                let (_, fragment) = address::split(&href);
                if !fragment.is_none_or(|fragment| knows(&known_ids, fragment)) {
                    faults.push((href, LinkFault::MissingAnchor));
                }
            } else if !href.starts_with('?') {
                others.push(href);
            }
        }
        PageLinks { hrefs: others, ids, outward, faults }
    }
}

fn knows(ids: &HashSet<String>, fragment: &str) -> bool {
    ids.contains(fragment) || address::decode(fragment).is_some_and(|decoded| ids.contains(&decoded))
}
