//! What each code means at length: prose for authors, a small wrong example and the mended one.
//!
//! The texts are the files `explain/BBnnn.md`. An example is a book of a few files; `tests/suite/explaining.rs` runs each,
//! so that no explanation can be false. A fence is opened by the language, the file's path and, where needed, `gone` or
//! `windows-1252`; a `console` fence has the commands that meet the fault, where `briefbook check` does not.

use serde::Serialize;

use super::Code;

/// What a code means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// Paragraphs, with backticks around what an author writes.
    pub prose: String,
    /// A small book that has the fault.
    pub wrong: Example,
    /// The files of it that are mended.
    pub right: Example,
}

/// A small book, or what changes in one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Its files.
    pub files: Vec<ExampleFile>,
    /// What is typed; `briefbook check` where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
}

/// One file of an example.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ExampleFile {
    /// Its path in the book.
    pub path: String,
    /// What stands in it.
    pub text: String,
    /// What is odd about it: `gone`, or its encoding.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The explanation of a code.
pub fn explain(code: Code) -> Explanation {
    read(code.entry().text)
}

/// Reads a text: prose, then `## Wrong` and `## Right` with fences below them.
fn read(text: &str) -> Explanation {
    let (prose, examples) = text.split_once("\n## Wrong\n").unwrap_or((text, ""));
    let (wrong, right) = examples.split_once("\n## Right\n").unwrap_or((examples, ""));
    Explanation { prose: prose.trim().to_string(), wrong: example(wrong), right: example(right) }
}

fn example(text: &str) -> Example {
    let mut out = Example::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(info) = line.strip_prefix("```") else { continue };
        let body: String = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
        let mut words = info.split(' ');
        match (words.next(), words.next()) {
            (Some("console"), _) => {
                out.commands.extend(body.lines().filter_map(|line| line.strip_prefix("$ ")).map(String::from));
            }
            (_, Some(path)) => {
                let note = words.next().map(String::from);
                out.files.push(ExampleFile { path: path.to_string(), text: body, note });
            }
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::CODES;
    use super::*;

    #[test]
    fn every_code_has_its_text_and_every_text_its_code() {
        for entry in CODES {
            let Explanation { prose, wrong, right } = explain(entry.code);
            assert!(prose.split(' ').count() >= 15, "{}: the text is too short", entry.code);
            assert!(!prose.contains("##") && !prose.contains("```"), "{}: {prose}", entry.code);
            for example in [wrong, right] {
                assert!(!example.files.is_empty() || !example.commands.is_empty(), "{}: no example", entry.code);
            }
        }
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/explain");
        for entry in std::fs::read_dir(&folder).expect("the texts") {
            let path = entry.expect("a text").path();
            let code = path.file_stem().and_then(|stem| Code::parse(stem.to_str()?));
            let code = code.unwrap_or_else(|| panic!("{} explains no code", path.display()));
            assert_eq!(std::fs::read_to_string(&path).expect("a text"), code.entry().text, "{code} has another's text");
        }
    }

    #[test]
    fn a_text_is_taken_apart() {
        let text = "What it is.\n\nMore.\n\n## Wrong\n\n```yaml a.yaml\nx: 1\n```\n\n```console\n$ briefbook build\n```\n\n\
                    ## Right\n\n```yaml a.yaml gone\n```\n";
        let file = |text: &str, note: Option<&str>| ExampleFile {
            path: "a.yaml".into(),
            text: text.into(),
            note: note.map(String::from),
        };
        let expected = Explanation {
            prose: "What it is.\n\nMore.".into(),
            wrong: Example { files: vec![file("x: 1\n", None)], commands: vec!["briefbook build".into()] },
            right: Example { files: vec![file("", Some("gone"))], commands: Vec::new() },
        };
        assert_eq!(read(text), expected);
    }
}
