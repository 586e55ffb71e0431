//! What stands at a block's ends (the source's number, a portion marking, `{#name}`), and the anchors blocks get.

use std::collections::{HashMap, HashSet};

use super::BlockKind;
use super::words::Draft;

/// Takes the source's number and a portion marking off a block's head; recognises page marks and omissions.
pub(super) fn trim_head(draft: &mut Draft, markings: &[String]) {
    if draft.kind == BlockKind::Paragraph {
        match alone(&draft.words.plain) {
            Some(Alone::Page(page)) => {
                draft.own = Some(page);
                draft.kind = BlockKind::PageMark;
                draft.words.truncate(0);
                return;
            }
            Some(Alone::Omission) => {
                draft.kind = BlockKind::Omission;
                return;
            }
            None => {}
        }
    }
    if draft.own.is_none()
        && draft.kind == BlockKind::Paragraph
        && let Some(digits) = leading_number(&draft.words.plain)
    {
        draft.own = Some(draft.words.plain[..digits].to_string());
        draft.words.drop_head(digits + 1);
    }
    trim_space(draft);
    if matches!(draft.kind, BlockKind::Code | BlockKind::HeaderRow | BlockKind::Html) {
        return;
    }
    if let Some(len) = leading_marking(&draft.words.plain, markings) {
        draft.marking = Some(draft.words.plain[1..len - 1].to_string());
        draft.words.drop_head(len);
        trim_space(draft);
    }
}

fn trim_space(draft: &mut Draft) {
    let space = draft.words.plain.len() - draft.words.plain.trim_start().len();
    draft.words.drop_head(space);
}

enum Alone {
    Page(String),
    Omission,
}

fn alone(plain: &str) -> Option<Alone> {
    let inner = plain.trim().strip_prefix('[')?.strip_suffix(']')?;
    if matches!(inner.trim(), "..." | "\u{2026}" | ". . .") {
        return Some(Alone::Omission);
    }
    let page = inner.strip_prefix("pp.").or_else(|| inner.strip_prefix("p."))?.trim();
    let fits = !page.is_empty() && page.len() <= 12 && page.chars().all(|c| c.is_alphanumeric() || "-–—/.".contains(c));
    fits.then(|| Alone::Page(page.to_string()))
}

/// Length of the digits of `12. ` or `12.(C)` at the start of a paragraph.
fn leading_number(plain: &str) -> Option<usize> {
    let digits = plain.bytes().take_while(u8::is_ascii_digit).count();
    let after = plain.get(digits..)?.strip_prefix('.')?;
    ((1..=4).contains(&digits) && (after.is_empty() || after.starts_with([' ', '(', '\u{a0}']))).then_some(digits)
}

/// Length of `(C)`, `(S/NF)`, `(S//NF)` at the start, when its first part is listed.
fn leading_marking(plain: &str, markings: &[String]) -> Option<usize> {
    let close = plain.strip_prefix('(')?.find(')')? + 1;
    let inner = &plain[1..close];
    let first = inner.split('/').next()?.trim();
    let rest = &inner[inner.find('/').unwrap_or(inner.len())..];
    let listed = markings.iter().any(|marking| marking == first);
    (listed && rest.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || "/ ,-".contains(c)))
        .then_some(close + 1)
}

/// Takes `{#name}` off a block's end.
pub(super) fn trim_tail(draft: &mut Draft) {
    if draft.kind == BlockKind::Code {
        return;
    }
    let plain = draft.words.plain.trim_end();
    let Some(open) = plain.rfind("{#").filter(|_| plain.ends_with('}')) else { return };
    let name = &plain[open + 2..plain.len() - 1];
    if !is_id(name) {
        return;
    }
    draft.anchor = Some(name.to_string());
    let keep = plain[..open].trim_end().len();
    draft.words.truncate(keep);
}

/// Whether a word can be an id: `[A-Za-z0-9][A-Za-z0-9._-]*`.
pub(crate) fn is_id(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}

/// The anchors given so far.
#[derive(Default)]
pub(super) struct Anchors {
    taken: HashSet<String>,
    numbers: HashMap<String, u32>,
    current: Option<(String, u32)>,
    unnumbered: u32,
}

/// The anchor of one block.
pub(super) struct Assigned {
    pub(super) anchor: Option<String>,
    pub(super) stable: bool,
    pub(super) taken: Option<String>,
}

/// Prefixes that a document's page uses for other things.
const PREFIXES: &[&str] = &["annotation-", "note-", "ref-", "fn-", "fnref-"];

/// Ids that it uses for other things, and `title`, by which citations mean the title.
const RESERVED: &[&str] =
    &["main", "title", "citation", "tools", "keys", "keys-head", "filter", "preview", "unplaced", "unplaced-head"];

/// Whether an id is kept for the page of a document itself.
pub fn is_kept(name: &str) -> bool {
    RESERVED.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

impl Anchors {
    pub(super) fn assign(&mut self, draft: &Draft) -> Assigned {
        if matches!(draft.kind, BlockKind::HeaderRow | BlockKind::Omission | BlockKind::PageMark) {
            return Assigned { anchor: None, stable: false, taken: None };
        }
        let (own, stable) = self.own(draft);
        let Some(name) = &draft.anchor else {
            self.taken.insert(own.clone());
            return Assigned { anchor: Some(own), stable, taken: None };
        };
        let reserved = is_kept(name);
        if reserved || !self.taken.insert(name.clone()) {
            self.taken.insert(own.clone());
            return Assigned { anchor: Some(own), stable, taken: Some(name.clone()) };
        }
        Assigned { anchor: Some(name.clone()), stable: true, taken: None }
    }

    /// The anchor that numbering gives, whether or not the author has another.
    fn own(&mut self, draft: &Draft) -> (String, bool) {
        if matches!(draft.kind, BlockKind::Heading(_)) {
            self.current = None;
        }
        if let Some(number) = draft.own.as_ref() {
            let times = self.numbers.entry(number.clone()).or_insert(0);
            *times += 1;
            let anchor = if *times == 1 { format!("p{number}") } else { format!("p{number}-{times}") };
            self.current = Some((anchor.clone(), 1));
            return self.free(anchor, true);
        }
        if let Some((base, count)) = self.current.as_mut().filter(|_| draft.kind != BlockKind::Footnote) {
            *count += 1;
            let anchor = format!("{base}{}", letters(*count));
            return self.free(anchor, true);
        }
        self.unnumbered += 1;
        let anchor = format!("b{}", self.unnumbered);
        self.free(anchor, false)
    }

    /// The anchor, or the next free one where the author's own name stands in its way.
    fn free(&self, anchor: String, stable: bool) -> (String, bool) {
        let mut out = anchor.clone();
        let mut times = 1;
        while self.taken.contains(&out) {
            times += 1;
            out = format!("{anchor}-{times}");
        }
        (out, stable)
    }
}

/// 2 is `b`, 26 `z`, 27 `aa`.
fn letters(mut count: u32) -> String {
    let mut out = Vec::new();
    while count > 0 {
        count -= 1;
        out.push(char::from(b'a' + u8::try_from(count % 26).unwrap_or(0)));
        count /= 26;
    }
    out.iter().rev().collect()
}
