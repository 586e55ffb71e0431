//! What looks wrong in a text's Markdown, told where it stands.

use crate::diagnostics::{Code, Diagnostic, Span};
use crate::markdown::{self, Issue, MAX_HTML};

/// What is told of every text, and not of documents alone.
pub(super) fn of_any_text(issue: &Issue, span: Span) -> Option<Diagnostic> {
    let told = |code, message: &str| Diagnostic::new(code, span, message);
    Some(match issue {
        Issue::TooLong => told(Code::FileTooLarge, "this text is longer than is read").help("divide it into several"),
        Issue::HtmlTooLong => {
            let message = format!("raw HTML of more than {MAX_HTML} bytes is shown as it is written");
            told(Code::FileTooLarge, &message).help("divide it by empty lines, or write it as Markdown")
        }
        Issue::HtmlTooDeep => {
            told(Code::NestingTooDeep, "raw HTML nested deeper than is read is shown as it is written")
                .help("close its elements, or write it as Markdown")
        }
        Issue::LeftOut(name) => told(Code::HtmlLeftOut, &format!("`<{name}>` is left out"))
            .help("to show it as words, write `\\<` or `&lt;`"),
        Issue::Unclosed(name) => {
            let close = if name.starts_with('!') { "" } else { ">" };
            told(Code::HtmlLeftOut, &format!("`<{name}{close}` has no end, and is left out with all that follows"))
                .help("close it; to show it as words, write `\\<` or `&lt;`")
        }
        Issue::FootnoteTwice(label) => told(Code::WordsNotShown, &format!("the footnote `{label}` is there already"))
            .help("give this one another label; it is shown behind the others"),
        _ => return None,
    })
}

/// What is told of documents, which are records.
pub(super) fn of_a_record(issue: &Issue, span: Span) -> Option<Diagnostic> {
    let told = |code, message: String| Diagnostic::new(code, span, message);
    Some(match issue {
        Issue::NumberInside(number) => {
            let message = format!("paragraph number {number} stands inside the paragraph before it");
            told(Code::NumberInsideParagraph, message).help("put an empty line before it")
        }
        Issue::AnchorTaken(name) => {
            let why = if markdown::is_kept(name) { "kept for the page itself" } else { "taken in this document" };
            told(Code::AnchorDuplicate, format!("the anchor `{name}` is {why}"))
                .help("give this block another name in `{#...}`")
        }
        Issue::TooDeep => told(Code::NestingTooDeep, "nested deeper than is shown".into())
            .help("the words stay; their markup beyond 60 levels is left out"),
        Issue::CellLost { words, reference } => {
            let help = match reference {
                true => "in a table the bar of a reference is written `\\|`",
                false => "give the header as many cells, or write `\\|` for a bar that is a word's",
            };
            told(Code::WordsNotShown, format!("`{words}` stands behind the last column of its table")).help(help)
        }
        Issue::DefinitionUnused(label) => told(
            Code::WordsNotShown,
            format!("the line `[{label}]:` defines a link that nothing uses, and is not shown"),
        )
        .help("to show it as words, write `\\[`"),
        Issue::FenceWords(words) => told(
            Code::WordsNotShown,
            format!("`{words}` stands behind the beginning of a block of code, and is not shown"),
        )
        .help("write it on a line of its own"),
        _ => return None,
    })
}
