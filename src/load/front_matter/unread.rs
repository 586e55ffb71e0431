//! What was meant as front matter and is read as words: it may say for whom a file is.

use super::{MOST_LINES, is_key};
use crate::diagnostics::{Code, Diagnostic, Span};
use crate::yaml::Reader;

/// A line without its break, and where it begins.
type Line<'t> = (usize, &'t str);

/// Reports front matter at the start of a file that does not begin with a line `---`.
pub(super) fn at_start(r: &mut Reader<'_>, text: &str, start: usize) -> bool {
    let lines = lines(text, start);
    let Some(at) = beginning(&lines) else { return false };
    let (place, opener) = (lines[at].0 + blank(lines[at].1), bare(lines[at].1));
    let inside = &lines[at + 1..];
    let first = lines.first().is_some_and(|line| line.1 == "---");
    let (what, help) = match opener {
        "---" if first && is_front_matter(inside) => {
            ("for its lines end in CR alone", "save the file with lines that end in LF or CRLF")
        }
        "---" if is_block(inside) || is_front_matter(inside) => {
            ("for it does not begin on the first line", "remove what stands before `---`, blanks and empty lines too")
        }
        "+++" if is_toml(inside) => {
            ("for it is not YAML", "write a line `---` in place of each `+++`, and `key: value` for each `key = value`")
        }
        _ if is_opener(opener) && is_front_matter(inside) => {
            ("for it does not begin with a line `---`", "write `---` alone on the first line, without anything else")
        }
        _ if is_front_matter(&lines[at..]) => {
            ("for there is no line `---` before it", "write a line `---` before it, the first of the file")
        }
        _ => return false,
    };
    report(r, place, opener.len(), what, help)
}

/// Reports front matter behind front matter.
pub(super) fn behind(r: &mut Reader<'_>, text: &str, from: usize, empty: bool) -> bool {
    let lines = lines(text, from);
    let Some(at) = beginning(&lines) else { return false };
    let opened = is_opener(bare(lines[at].1));
    let inside = if opened { &lines[at + 1..] } else { &lines[at..] };
    let says = |line: &Line<'_>| matches!(key(line.1), Some("audience" | "withhold"));
    // Words of a record may look like keys; what says for whom it is does not.
    if !is_front_matter(inside) || !(empty || opened && until_fence(inside).any(says)) {
        return false;
    }
    let help = "write all keys between the first two lines `---`";
    report(r, lines[at].0 + blank(lines[at].1), bare(lines[at].1).len(), "for there is front matter before it", help)
}

fn report(r: &mut Reader<'_>, at: usize, length: usize, why: &str, help: &str) -> bool {
    let span = Span::new(r.file(), at, at + length);
    let message = format!("front matter that is read as words, {why}");
    r.report(Diagnostic::new(Code::FrontMatterLate, span, message).help(help));
    true
}

/// The lines in which front matter is looked for, whatever they end in.
fn lines(text: &str, from: usize) -> Vec<Line<'_>> {
    let mut at = from;
    let mut next = |line: &'_ str| {
        let start = at;
        at += line.len();
        start
    };
    let split = text[from..].split_inclusive(['\n', '\r']).take(3 * MOST_LINES);
    split.map(|line| (next(line), line.trim_end_matches(['\n', '\r']))).collect()
}

/// The first line with words, behind comments.
fn beginning(lines: &[Line<'_>]) -> Option<usize> {
    let mut comment = false;
    lines.iter().position(|(_, line)| {
        let mut line = bare(line);
        if !comment && line.starts_with("<!--") {
            comment = true;
        }
        if comment && let Some((_, behind)) = line.split_once("-->") {
            comment = false;
            line = bare(behind);
            return !line.is_empty();
        }
        !comment && !line.is_empty()
    })
}

/// How many bytes of a line are before its words.
fn blank(line: &str) -> usize {
    line.len() - line.trim_start_matches(is_blank).len()
}

/// A line without blanks and what cannot be seen.
fn bare(line: &str) -> &str {
    line.trim_matches(is_blank)
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn is_fence(line: &str) -> bool {
    let line = bare(line);
    line.chars().all(is_dash) && line.len() > 1
}

/// What people write for `---`.
fn is_opener(line: &str) -> bool {
    let word = line.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let named = word.len() == line.len() || ["yaml", "yml"].contains(&line[word.len()..].to_lowercase().as_str());
    named && is_fence(word)
}

/// The key that a line sets.
fn key(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(key)
}

fn until_fence<'l, 't>(lines: &'l [Line<'t>]) -> impl Iterator<Item = &'l Line<'t>> {
    lines.iter().take_while(|(_, line)| !is_fence(line))
}

/// Whether lines are keys of the format down to a line of dashes.
fn is_front_matter(lines: &[Line<'_>]) -> bool {
    let mut known = false;
    let yaml = until_fence(lines).all(|(_, line)| {
        let own = line.starts_with([' ', '\t', '#', '-', ']', '}']) || bare(line).is_empty();
        known |= key(line).is_some_and(is_key);
        // What follows a key is a key, or belongs to one.
        own && (known || bare(line).is_empty() || line.starts_with('#')) || key(line).is_some_and(is_key)
    });
    yaml && known && is_closed(lines)
}

/// Whether lines look like YAML of any kind down to a line of dashes.
fn is_block(lines: &[Line<'_>]) -> bool {
    let named = |key: &str| !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    lines.first().is_some_and(|(_, line)| key(line.trim()).is_some_and(named)) && is_closed(lines)
}

fn is_closed(lines: &[Line<'_>]) -> bool {
    lines.iter().take(MOST_LINES).any(|(_, line)| is_fence(line))
}

fn is_toml(lines: &[Line<'_>]) -> bool {
    let named = |line: &str| line.split_once('=').is_some_and(|(key, _)| is_key(key.trim()));
    lines.iter().find(|(_, line)| !bare(line).is_empty()).is_some_and(|(_, line)| named(line))
        && lines.iter().any(|(_, line)| bare(line) == "+++")
}

#[cfg(test)]
mod tests {
    use super::super::split;
    use crate::source::Sources;
    use crate::yaml::{Codes, Reader};

    /// Whether it is in doubt for whom a file is, and what is told of it.
    fn told(text: &str) -> (bool, Vec<String>) {
        let mut sources = Sources::default();
        let file = sources.add("content/documents/a.md", text);
        let mut reader = Reader::new(file, text, Codes::CONTENT);
        let broken = split(&mut reader, text).broken;
        let show = |at: u32| sources.position(file, at);
        let faults = reader.finish();
        let place = |fault: &crate::diagnostics::Diagnostic| fault.span.map(|span| show(span.start));
        let line = |fault: &crate::diagnostics::Diagnostic| match place(fault) {
            Some(at) => format!("{}:{} {} {}", at.line, at.column, fault.code, fault.message),
            None => fault.message.clone(),
        };
        (broken, faults.iter().map(line).collect())
    }

    #[test]
    fn front_matter_that_is_not_recognised_is_told_and_in_doubt() {
        let late = "front matter that is read as words, ";
        for (text, place, why) in [
            ("title: E\naudience: internal\n---\n\nText.\n", "1:1", "for there is no line `---` before it"),
            ("title: E\nwithhold:\n  - { at: p1 }\n\n# so\naudience: internal\n----\n", "1:1", "for there is no line"),
            (
                "<!-- a note -->\n---\naudience: internal\n---\nText.\n",
                "2:1",
                "for it does not begin on the first line",
            ),
            ("<!-- a\nnote -->\n\n---\nown: x\n---\nText.\n", "4:1", "for it does not begin on the first line"),
            ("----\naudience: internal\n----\nText.\n", "1:1", "for it does not begin with a line `---`"),
            ("---yaml\naudience: internal\n---\nText.\n", "1:1", "for it does not begin with a line `---`"),
            ("--- YAML\naudience: internal\n---\nText.\n", "1:1", "for it does not begin with a line `---`"),
            ("—\naudience: internal\n—\n", "1:1", "for it does not begin with a line `---`"),
            ("—-\naudience: internal\n---\n", "1:1", "for it does not begin with a line `---`"),
            ("———\naudience: internal\n———\n", "1:1", "for it does not begin with a line `---`"),
            ("---\n---\naudience: internal\n---\n", "3:1", "for there is front matter before it"),
            ("\u{200b}---\naudience: internal\n---\n", "1:2", "for it does not begin on the first line"),
            ("\u{feff}\u{feff}---\naudience: internal\n---\n", "1:1", "for it does not begin on the first line"),
            ("+++\naudience = \"internal\"\n+++\n", "1:1", "for it is not YAML"),
            ("---\ntitle: A\n---\n\n---\naudience: internal\n---\n", "5:1", "for there is front matter before it"),
            ("\n---\nowner: x\n---\n", "2:1", "for it does not begin on the first line"),
            ("\u{a0}---\naudience: x\n---\n", "1:2", "for it does not begin on the first line"),
        ] {
            let (broken, told) = told(text);
            assert!(broken, "{text:?}");
            assert_eq!(told.len(), 1, "{text:?}: {told:?}");
            assert!(told[0].starts_with(&format!("{place} BB213 {late}{why}")), "{text:?}: {told:?}");
        }
    }

    #[test]
    fn lines_that_end_in_cr_alone_are_in_doubt() {
        let (broken, told) = told("---\raudience: internal\r---\rText.\r");
        assert!(broken);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].ends_with("for its lines end in CR alone"), "{told:?}");
    }

    #[test]
    fn words_are_no_front_matter() {
        for text in [
            "",
            "Text.\n\n---\n\nMore.\n",
            "\n---\n\nText.\n\n---\n\nMore: here.\n\n---\n",
            "Note: the pier is old.\n---\n",
            "date: it was in May.\nThe pier is old.\n---\n",
            "title: On the pier\n\nThe pier is old.\n",
            "<!-- title: x -->\nText.\n---\n",
            "---\ntitle: A\n---\n\nsubject: the pier\n---\nText.\n",
            "---\ntitle: A\n---\n---\nText.\n---\n",
            "---\ntitle: A\n---\n\n---\nsubject: the pier\n---\nText.\n",
            "---\n---\nText.\n",
            "* * *\n\nText.\n",
            "+++\n\nText = words.\n\n+++\n",
            "--\n\nText.\n",
        ] {
            assert_eq!(told(text), (false, Vec::new()), "{text:?}");
        }
    }
}
