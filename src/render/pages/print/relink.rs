//! Ids and links of a page, so that it can stand with others in one file.
//!
//! Every id gets the part's id before it. A link to what stands in the book leads to it there; any other stays what it
//! was, seen from the root. Folds are opened; ways about the site, what a script puts in place and what is `off-paper`
//! are left out.

use std::collections::HashSet;

use super::plan::{Plan, part_id};

/// The HTML of a part.
#[derive(Debug, Default)]
pub(super) struct Leaf {
    html: String,
    /// The ids in it.
    pub(super) ids: Vec<String>,
    /// Links into the same file: where in `html` each belongs, its part, and the id it would lead to.
    links: Vec<(usize, String, String)>,
}

impl Leaf {
    /// The HTML, its links leading to ids that are there; where a place is on the screen only, to its part.
    pub(super) fn finish(&self, ids: &HashSet<&str>) -> String {
        let mut out = String::with_capacity(self.html.len() + self.links.len() * 32);
        let mut from = 0;
        for (at, part, id) in &self.links {
            out.push_str(&self.html[from..*at]);
            out.push('#');
            out.push_str(if ids.contains(id.as_str()) { id } else { part });
            from = *at;
        }
        out.push_str(&self.html[from..]);
        out
    }
}

/// Attributes that hold ids.
const IDS: [&str; 8] =
    ["id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-details", "aria-controls", "aria-owns"];

/// The part that a page's HTML becomes.
pub(super) fn relink(html: &str, path: &str, plan: &Plan) -> Leaf {
    let mut writer = Writer { leaf: Leaf::default(), path, part: part_id(path), plan, dropping: None };
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        writer.text(&rest[..open]);
        let end = tag_end(&rest[open..]);
        writer.tag(&rest[open..open + end]);
        rest = &rest[open + end..];
    }
    writer.text(rest);
    writer.leaf
}

/// Where a tag or comment ends.
fn tag_end(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |end| end + 3);
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b'>') => return at + 1,
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

struct Writer<'a> {
    leaf: Leaf,
    path: &'a str,
    part: &'a str,
    plan: &'a Plan,
    /// The element that is left out, and how many of its name are open.
    dropping: Option<(String, usize)>,
}

impl Writer<'_> {
    fn text(&mut self, text: &str) {
        if self.dropping.is_none() {
            self.leaf.html.push_str(text);
        }
    }

    fn tag(&mut self, tag: &str) {
        let closing = tag.starts_with("</");
        let inner = tag.trim_start_matches(['<', '/']);
        let name_end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inner.len());
        let (name, attributes) = inner.split_at(name_end);
        if self.dropped(name, attributes, closing) {
            return;
        }
        if tag.starts_with("<!") {
            return self.text(tag);
        }
        let unfolded = matches!(name, "details" | "summary");
        // Notes and named sections are landmarks of their page; hundreds of them in one file would only be in the way.
        let shown = if unfolded || name == "aside" { "div" } else { name };
        let left_out = match name {
            "details" | "summary" => "class",
            "section" => "aria-labelledby",
            _ => "",
        };
        if closing {
            return self.text(&format!("</{shown}>"));
        }
        self.leaf.html.push('<');
        self.leaf.html.push_str(shown);
        if name == "summary" {
            self.leaf.html.push_str(" class=\"summary\"");
        }
        if let Some(block) = unnumbered(name, attributes) {
            self.text(&format!(" data-at=\"{block}\""));
        }
        self.attributes(attributes, left_out);
    }

    /// Whether a tag belongs to what is left out.
    fn dropped(&mut self, name: &str, attributes: &str, closing: bool) -> bool {
        if let Some((open, depth)) = &mut self.dropping {
            if open == name {
                *depth = if closing { *depth - 1 } else { *depth + 1 };
                if *depth == 0 {
                    self.dropping = None;
                }
            }
            return true;
        }
        let off = !closing && (matches!(name, "nav" | "template") || attributes.contains("class=\"off-paper"));
        if off {
            self.dropping = Some((name.to_string(), 1));
        }
        off
    }

    /// Attributes as they were, but for ids and addresses, and without one of them.
    fn attributes(&mut self, attributes: &str, left_out: &str) {
        let mut rest = attributes;
        while let Some(equals) = rest.find('=') {
            let name = rest[..equals].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
            let name = name.to_ascii_lowercase();
            let (value, quote, after) = value(&rest[equals + 1..]);
            if name == left_out {
                rest = after;
                continue;
            }
            self.text(&rest[..=equals]);
            self.leaf.html.push(quote);
            self.value(&name, value);
            self.leaf.html.push(quote);
            rest = after;
        }
        self.text(if left_out == "class" { rest.strip_prefix(" open").unwrap_or(rest) } else { rest });
    }

    fn value(&mut self, name: &str, value: &str) {
        if IDS.contains(&name) {
            let ids: Vec<String> = value.split_whitespace().map(|id| format!("{}/{id}", self.part)).collect();
            self.text(&ids.join(" "));
            if name == "id" {
                self.leaf.ids.extend(ids);
            }
        } else if matches!(name, "href" | "src" | "poster") {
            self.address(value);
        } else {
            self.text(value);
        }
    }

    fn address(&mut self, address: &str) {
        let Some((path, rest)) = resolve(self.path, address) else { return self.text(address) };
        let Some(place) = self.plan.place(&path) else { return self.text(&format!("{path}{rest}")) };
        let id = match (rest.strip_prefix('#'), &place.within) {
            (Some(id), None) if !id.is_empty() => format!("{}/{id}", place.part),
            (_, Some(within)) => format!("{}/{within}", place.part),
            _ => place.part.clone(),
        };
        if place.volume == self.plan.volume {
            self.leaf.links.push((self.leaf.html.len(), place.part.clone(), id));
        } else {
            // What is in another volume is not known here, but its parts are.
            let link = self.plan.link(place.volume, self.plan.volume, &place.part);
            self.text(&link);
        }
    }
}

/// The name of a block without a number, by its link to itself: other pages on paper say it.
fn unnumbered<'a>(name: &str, attributes: &'a str) -> Option<&'a str> {
    let (_, href) = attributes.split_once("quiet\" href=\"#").filter(|_| name == "a")?;
    href.split('"').next()
}

/// The value after `=`, its quotation mark, and what follows.
fn value(text: &str) -> (&str, char, &str) {
    let text = text.trim_start();
    if let Some(quote) = text.chars().next().filter(|first| ['"', '\''].contains(first)) {
        let inner = &text[1..];
        let end = inner.find(quote).unwrap_or(inner.len());
        return (&inner[..end], quote, inner.get(end + 1..).unwrap_or_default());
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    (&text[..end], '"', &text[end..])
}

/// The path from the root that a relative address means, and its query and fragment; none for an address of another kind.
fn resolve(from: &str, address: &str) -> Option<(String, String)> {
    let end = address.find(['#', '?']).unwrap_or(address.len());
    let (path, rest) = address.split_at(end);
    if path.is_empty() {
        return Some((from.to_string(), rest.to_string()));
    }
    if path.starts_with('/') || path.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for step in path.split('/') {
        match step {
            "." => {}
            ".." => drop(folders.pop()),
            step => folders.push(step),
        }
    }
    Some((folders.join("/"), rest.to_string()))
}
