//! What an author most likely meant where the parser can only say that the grammar is broken: read off the lines there.

/// A fault in better words: its place in the text, the message, and what to write instead.
pub(super) struct Hint {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) message: String,
    pub(super) help: String,
}

/// A value longer than this is not written out in a help line.
const SHORT: usize = 60;

/// The line around a place, and the last line with words before it.
struct Lines<'t> {
    here: (usize, &'t str),
    above: Option<(usize, &'t str)>,
}

impl<'t> Lines<'t> {
    fn at(yaml: &'t str, at: usize) -> Self {
        let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
        let line = |start: usize| (start, yaml[start..].lines().next().unwrap_or(""));
        let mut above = None;
        let mut end = start;
        while end > 0 && above.is_none() {
            let before = yaml[..end - 1].rfind('\n').map_or(0, |end| end + 1);
            above = Some(line(before)).filter(|(_, words)| !words.trim().is_empty());
            end = before;
        }
        Self { here: line(start), above }
    }
}

/// A line taken apart: `  - key: value`.
struct Entry<'t> {
    /// Columns before the key, dashes included.
    indent: usize,
    key: &'t str,
    value: &'t str,
}

fn entry(line: &str) -> Option<Entry<'_>> {
    let begins = line.trim_start_matches([' ', '-']);
    let indent = line.len() - begins.len();
    let end = begins.find(':')?;
    let key = &begins[..end];
    let plain = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    plain.then(|| Entry { indent, key, value: &begins[end + 1..] })
}

/// The hint for a `:` or a line at a place where none fits.
pub(super) fn hint(yaml: &str, at: usize) -> Option<Hint> {
    let lines = Lines::at(yaml, at);
    let (start, here) = lines.here;
    let marks = [Some(lines.here), lines.above].into_iter().flatten().find_map(list_mark);
    let space = || [Some(lines.here), lines.above].into_iter().flatten().find_map(missing_space);
    marks.or_else(space).or_else(|| too_far_in(&lines)).or_else(|| colon_in_value(start, here, at))
}

/// `-id: pier`, or an en dash instead of the hyphen.
fn list_mark((start, line): (usize, &str)) -> Option<Hint> {
    let words = line.trim_start();
    let at = start + line.len() - words.len();
    let mark = words.chars().next()?;
    let rest = &words[mark.len_utf8()..];
    let message = match mark {
        '-' if rest.starts_with(|c: char| c.is_ascii_alphabetic()) => "no space after the `-` of a list".to_string(),
        '\u{2013}' | '\u{2014}' | '\u{2022}' => format!("`{mark}` begins no list"),
        _ => return None,
    };
    entry(rest)?;
    let help = format!("write `- {}`", rest.trim());
    Some(Hint { start: at, end: at + mark.len_utf8(), message, help })
}

/// `title:Pier`: without the space it is no key.
fn missing_space((start, line): (usize, &str)) -> Option<Hint> {
    let Entry { indent, key, value } = entry(line)?;
    let joined = value.starts_with(|c: char| !c.is_whitespace() && c != '/' && c != ':');
    (joined && !line.contains(": ") && !line.trim_end().ends_with(':')).then(|| {
        let end = start + indent + key.len() + 1;
        let message = format!("no space after the colon of `{key}`");
        Hint { start: start + indent, end, message, help: format!("write `{key}: {}`", value.trim()) }
    })
}

/// A key that is indented as if it went on with the value of the line above.
fn too_far_in(lines: &Lines<'_>) -> Option<Hint> {
    let (start, here) = lines.here;
    let (below, above) = (entry(here)?, entry(lines.above?.1)?);
    let fits = below.value.is_empty() || below.value.starts_with(char::is_whitespace);
    (fits && below.indent > above.indent && !above.value.trim().is_empty() && !here.trim_start().starts_with('-')).then(
        || Hint {
            start: start + below.indent,
            end: start + below.indent + below.key.len(),
            message: format!(
                "`{}` stands further in than `{}`, and is read as part of its value",
                below.key, above.key
            ),
            help: "begin both in the same column; if these are words of the value, put it in quotation marks".into(),
        },
    )
}

/// `title: The pier: a beginning`.
fn colon_in_value(start: usize, line: &str, at: usize) -> Option<Hint> {
    let Entry { indent, key, value } = entry(line)?;
    let inside = at > start + indent + key.len() && line.get(at - start..).is_some_and(|rest| rest.starts_with(':'));
    let value = value.trim();
    if !inside || value.starts_with(['"', '\'', '[', '{', '|', '>']) {
        return None;
    }
    let bare = value.trim_matches(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}']);
    let curly = if bare == value { "" } else { "; YAML knows only straight ones" };
    let help = match bare {
        _ if value.len() > SHORT || value.contains('\\') => format!("put the whole value in quotation marks{curly}"),
        _ if bare.contains('"') && bare.contains('\'') => "put the value in a block after `|-`".into(),
        _ if bare.contains('"') => format!("put it in quotation marks: `{key}: '{bare}'`{curly}"),
        _ => format!("put it in quotation marks: `{key}: \"{bare}\"`{curly}"),
    };
    let message = format!("the value of `{key}` has `: ` in it, which begins another key");
    Some(Hint { start: at, end: at + 1, message, help })
}
