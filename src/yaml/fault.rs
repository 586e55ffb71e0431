//! Faults of the YAML grammar in an author's words.

use serde_saphyr::granit_parser::{ErrorKind, ScanError};

use super::hints;
use crate::diagnostics::{Code, Diagnostic, FileId, Span};

const QUOTE_IT: &str = "put the whole value in quotation marks, or in a block after `|`";
const ALIGN: &str = "begin the keys of one map, and the dashes of one list, in the same column";

/// The diagnostic of a grammar fault in a text that begins at `base` of its file.
pub(super) fn syntax(error: &ScanError, file: FileId, yaml: &str, base: usize) -> Diagnostic {
    let mut at = error.marker().byte_offset().unwrap_or(0).min(yaml.len());
    let tab = tab_near(error.kind(), yaml, at);
    at = tab.unwrap_or(at);
    let width = yaml.get(at..).and_then(|rest| rest.chars().next()).filter(|c| *c != '\n' && *c != '\r');
    let span = Span::new(file, base + at, base + at + width.map_or(0, char::len_utf8));
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return Diagnostic::new(Code::YamlLimit, span, "lists and maps nested too deep");
    }
    if let Some(hint) = hinted(error.kind(), tab, yaml, at) {
        let span = Span::new(file, base + hint.start, base + hint.end);
        return Diagnostic::new(Code::YamlSyntax, span, hint.message)
            .help(hint.help)
            .maybe_help(list_in_value(yaml, at));
    }
    let (message, help) = if tab.is_some() {
        ("a tab where YAML takes spaces only".to_string(), Some("indent with spaces".to_string()))
    } else {
        words(error, yaml, at)
    };
    let trap = list_in_value(yaml, at);
    Diagnostic::new(Code::YamlSyntax, span, message).maybe_help(help).maybe_help(trap)
}

/// What the lines at a fault say better than the grammar does.
fn hinted(kind: &ErrorKind, tab: Option<usize>, yaml: &str, at: usize) -> Option<hints::Hint> {
    let unclear = matches!(
        kind,
        ErrorKind::MappingValueNotAllowed
            | ErrorKind::InvalidColonPlacement
            | ErrorKind::MappingKeyNotAllowed
            | ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::SimpleKeyExpected
    );
    hints::hint(yaml, at).filter(|_| unclear && tab.is_none())
}

/// The tab that is the fault, where one is: the parser notices some only at the end of the line before.
fn tab_near(kind: &ErrorKind, yaml: &str, at: usize) -> Option<usize> {
    let named = matches!(
        kind,
        ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
            | ErrorKind::InvalidBlockEntryWhitespace
            | ErrorKind::InvalidMappingValueWhitespace
    );
    let line = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    let indent = |start: usize| {
        let rest = &yaml[start..];
        let blank = &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()];
        blank.find('\t').map(|tab| start + tab)
    };
    let next = yaml[at..].find('\n').map(|end| at + end + 1);
    let found = indent(line).or_else(|| next.filter(|_| named).and_then(indent));
    found.or_else(|| if named { yaml[line..].find('\t').map(|tab| line + tab) } else { None })
}

fn words(error: &ScanError, yaml: &str, at: usize) -> (String, Option<String>) {
    let rest = yaml.get(at..).unwrap_or("");
    let some = |message: &str, help: &str| (message.to_string(), Some(help.to_string()));
    match error.kind() {
        ErrorKind::MappingKeyNotAllowed | ErrorKind::BlockSequenceEntryNotAllowed if inside_line(yaml, at) => {
            (begins_with(rest.chars().next().unwrap_or('-')), Some(QUOTE_IT.to_string()))
        }
        ErrorKind::MappingValueNotAllowed | ErrorKind::InvalidColonPlacement | ErrorKind::MappingKeyNotAllowed => some(
            "a `:` where no key can stand",
            "put a value that contains `: ` in quotation marks, and begin the keys of one map in the same column",
        ),
        ErrorKind::UnclosedQuotedScalar => {
            some("a quotation mark that is not closed", "close it, and double a `'` inside single quotation marks")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => some(
            "words after a closing quotation mark",
            "put the whole value in a block after `|`, or in quotation marks of the other kind",
        ),
        ErrorKind::UnexpectedCharacter { character } => (begins_with(*character), Some(QUOTE_IT.to_string())),
        ErrorKind::UnknownAnchor => {
            let name: String = rest.chars().take_while(|c| !c.is_whitespace() && !",]}".contains(*c)).collect();
            (format!("`{name}` is read as an alias of YAML, and nothing has that name"), Some(QUOTE_IT.to_string()))
        }
        ErrorKind::MissingAnchorOrAliasName => {
            (begins_with(rest.chars().next().unwrap_or('*')), Some(QUOTE_IT.to_string()))
        }
        ErrorKind::UnclosedFlowCollection { open } => (format!("a `{open}` that is not closed"), Some(close(*open))),
        ErrorKind::UnexpectedEofFlowSequence => (("a `[` that is not closed").into(), Some(close('['))),
        ErrorKind::UnexpectedEofFlowMapping => (("a `{` that is not closed").into(), Some(close('{'))),
        ErrorKind::ExpectedFlowSequenceSeparator => some("a `,` or `]` is missing", QUOTE_IT),
        ErrorKind::ExpectedFlowMappingSeparator => {
            some("a `,` or `}` is missing", "put a value that contains a comma, a bracket or `: ` in quotation marks")
        }
        ErrorKind::ExpectedBlockMappingKey => some("a line that is no `key: value` of the map it stands in", ALIGN),
        ErrorKind::ExpectedBlockSequenceEntry => some("a line that does not begin with `-` in a list", ALIGN),
        ErrorKind::SimpleKeyExpected => some("a line that is no `key: value` of the map it stands in", ALIGN),
        ErrorKind::InvalidIndentation | ErrorKind::BlockSequenceEntryNotAllowed => {
            some("indentation that fits nothing above", ALIGN)
        }
        ErrorKind::InvalidBlockScalarIndent | ErrorKind::InvalidQuotedScalarIndent => {
            some("a line of a longer value that is not indented", "indent every line of the value further than its key")
        }
        ErrorKind::InvalidBlockScalarHeader => {
            some("words on the line of `|` or `>`", "begin the text on the next line, indented further than its key")
        }
        ErrorKind::CommentInterceptedScalar => some("a ` #` begins a comment in the middle of a value", QUOTE_IT),
        ErrorKind::UnknownQuotedScalarEscape => {
            some("a `\\` that escapes nothing", "write `\\\\`, or use single quotation marks")
        }
        ErrorKind::MissingDocumentEndBeforeDirective | ErrorKind::ExpectedDocumentStart => {
            some("words after the end of the YAML", ALIGN)
        }
        _ => (error.info(), None),
    }
}

fn close(open: char) -> String {
    let (name, close) = if open == '[' { ("list", ']') } else { ("map", '}') };
    format!("close the {name} with `{close}`, or put a value that begins with `{open}` in quotation marks")
}

fn begins_with(sign: char) -> String {
    let name = if sign == '`' { "a backtick".to_string() } else { format!("`{sign}`") };
    format!("a value cannot begin with {name}")
}

/// Whether words stand before a place on its line.
fn inside_line(yaml: &str, at: usize) -> bool {
    let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    yaml[start..at].contains(':')
}

/// `note: [[aqim]] said so` is a list with words behind it: the commonest way to meet these faults.
fn list_in_value(yaml: &str, at: usize) -> Option<String> {
    let start = yaml[..at].rfind('\n').map_or(0, |end| end + 1);
    // The parser may notice on the next line only.
    let before = yaml[..start.saturating_sub(1)].rfind('\n').map_or(0, |end| end + 1);
    let lines = yaml[before..].lines().take(if before == start { 1 } else { 2 });
    let begins = |line: &str, open: &str| {
        line.trim_start().starts_with(open)
            || line.contains(&format!(": {open}"))
            || line.contains(&format!("- {open}"))
    };
    let behind = |line: &str| line.rsplit(']').next().is_some_and(|rest| line.contains(']') && !rest.trim().is_empty());
    let open = lines.clone().find_map(|line| {
        let single = begins(line, "[") && behind(line.trim_end());
        if begins(line, "[[") { Some("[[") } else { single.then_some("[") }
    })?;
    Some(format!(
        "a value that begins with `{open}` is read as a list: put it in quotation marks, or in a block after `|`"
    ))
}
