//! The runs of text of a finished file: what a reader or a program takes for one text.

use html5ever::tokenizer::{Tag, TagKind};

use super::super::html::{Visitor, visit};

/// A text of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Run {
    /// The text, entities of HTML decoded.
    pub(super) text: String,
    /// Bytes where a link begins or ends: what stands on both sides may have been put together by a template.
    pub(super) joints: Vec<usize>,
}

impl Run {
    fn of(text: &str) -> Self {
        Self { text: text.to_string(), joints: Vec::new() }
    }
}

/// Elements inside a line of words.
const INLINE: &[&str] = &[
    "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
    "q", "s", "samp", "small", "span", "strike", "strong", "time", "tt", "u", "var", "wbr", "tspan",
];

/// The runs of a file. One that is no text has none but its path.
pub(super) fn runs(path: &str, bytes: &[u8]) -> Vec<Run> {
    let mut runs: Vec<Run> = path.split('/').map(Run::of).collect();
    let Ok(text) = std::str::from_utf8(bytes) else { return runs };
    let end = path.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    match end.as_str() {
        "html" | "htm" | "xml" | "svg" | "xhtml" | "rss" | "atom" => {
            runs.extend(visit(text, Pages::default()).finish());
        }
        "json" | "jsonld" | "map" | "webmanifest" => runs.extend(strings(text)),
        "csv" | "tsv" => runs.extend(text.split(['\n', ',', ';', '\t']).map(Run::of)),
        _ => runs.push(Run::of(text)),
    }
    runs
}

/// The strings of a JSON text, still escaped.
fn strings(text: &str) -> Vec<Run> {
    let (mut runs, mut rest) = (Vec::new(), text);
    while let Some(open) = rest.find('"') {
        rest = &rest[open + 1..];
        let (mut end, mut escaped) = (rest.len(), false);
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => {
                    end = at;
                    break;
                }
                _ => {}
            }
        }
        runs.push(Run::of(&rest[..end]));
        rest = rest.get(end + 1..).unwrap_or("");
    }
    runs
}

#[derive(Default)]
struct Pages {
    now: Run,
    runs: Vec<Run>,
}

impl Pages {
    fn flush(&mut self) {
        if self.now.text.trim().is_empty() {
            self.now = Run::default();
        } else {
            self.runs.push(std::mem::take(&mut self.now));
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.flush();
        self.runs
    }
}

impl Visitor for Pages {
    fn tag(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if name == "a" {
            self.now.joints.push(self.now.text.len());
        } else if name == "br" || name == "sup" || name == "sub" {
            self.now.text.push(' ');
        } else if !INLINE.contains(&name) {
            self.flush();
        }
        if tag.kind == TagKind::StartTag {
            let names = tag.attrs.iter().map(|attribute| &*attribute.name.local).filter(|name| name.len() > 11);
            self.runs.extend(names.map(Run::of));
            let values = tag.attrs.iter().map(|attribute| &*attribute.value).filter(|value| value.len() > 11);
            self.runs.extend(values.map(Run::of));
        }
    }

    fn text(&mut self, text: &str) {
        self.now.text.push_str(text);
    }

    fn comment(&mut self, text: &str) {
        self.runs.push(Run::of(text));
    }
}

#[cfg(test)]
mod tests {
    use super::runs;

    #[test]
    fn a_run_is_what_is_read_in_one_go() {
        for (path, text, expected) in [
            ("a.html", "<p>The <em>red</em> d<b>oo</b>r</p><p>Next</p>", &["The red door", "Next"][..]),
            ("a.html", "<li>One</li><li>Two<br>Three</li>", &["One", "Two Three"]),
            ("a.html", "<p title='The red &#100;oor'>x</p><!-- hush -->", &["The red door", "x", " hush "]),
            ("a.html", "<script>var a = 'x';</script>y", &["var a = 'x';", "y"]),
            ("a.json", r#"{"one": ["two \" three"], "four": 5}"#, &["one", r#"two \" three"#, "four"]),
            ("a.csv", "one,two\nthree", &["one", "two", "three"]),
            ("a.txt", "one\ntwo", &["one\ntwo"]),
        ] {
            let mut found: Vec<String> = runs(path, text.as_bytes()).into_iter().map(|run| run.text).collect();
            found.retain(|run| !run.trim().is_empty());
            let mut expected: Vec<&str> = expected.iter().copied().chain([path]).collect();
            found.sort();
            expected.sort_unstable();
            assert_eq!(found, expected, "{text}");
        }
        assert_eq!(runs("x/y.png", b"\xff\xfe").len(), 2, "of a picture its path alone");
    }
}
