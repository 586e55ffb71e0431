//! What a person reads: the message, the place, the lines there with a caret, related places, and what to write instead.

use std::borrow::Cow;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::diagnostics::{Diagnostic, Severity, Span};
use crate::source::Sources;

/// How many lines of a long passage are shown.
const LINES: usize = 5;

/// One diagnostic as compilers draw them.
pub(super) fn render(diagnostic: &Diagnostic, sources: &Sources, coloured: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(&diagnostic.message).id(diagnostic.code.to_string()));
    if let Some(span) = diagnostic.span {
        group = group.element(snippet(span, diagnostic.label.as_deref(), AnnotationKind::Primary, sources));
    } else if let Some(path) = &diagnostic.path {
        group = group.element(Origin::path(path));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    let mut report = vec![group];
    for related in &diagnostic.related {
        let note = Group::with_title(Level::NOTE.secondary_title(&related.message));
        report.push(note.element(snippet(related.span, None, AnnotationKind::Primary, sources)));
    }
    let renderer = if coloured { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n", renderer.render(&report))
}

type Excerpt<'a> = Snippet<'a, annotate_snippets::Annotation<'a>>;

/// The lines around a place. Only those lines are handed on: drawing costs the length of what it is given.
fn snippet<'a>(span: Span, label: Option<&'a str>, kind: AnnotationKind, sources: &'a Sources) -> Excerpt<'a> {
    let file = sources.file(span.file);
    let (from, to) = lines_around(&file.text, span);
    let excerpt = &file.text[from..to];
    let start = boundary(excerpt, (span.start as usize).saturating_sub(from));
    let end = boundary(excerpt, (span.end as usize).saturating_sub(from)).max(start);
    let line = sources.position(span.file, span.start).line;
    let mark = kind.span(start..end).label(label);
    // A Windows line end would be drawn; a blank of the same width is not seen.
    let shown = if excerpt.contains('\r') { Cow::Owned(excerpt.replace('\r', " ")) } else { Cow::Borrowed(excerpt) };
    Snippet::source(shown).line_start(line).path(file.path.as_str()).annotation(mark)
}

/// From the start of the first line of a span to the end of its last, or of its fifth.
fn lines_around(text: &str, span: Span) -> (usize, usize) {
    let start = boundary(text, span.start as usize);
    let end = boundary(text, span.end as usize).max(start);
    let from = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let last = text[start..end].match_indices('\n').nth(LINES - 1).map_or(end, |(at, _)| start + at);
    // A span that ends with a line break ends on that line, not on the next.
    let last = if last > start && text[..last].ends_with('\n') { last - 1 } else { last };
    let to = text[last..].find('\n').map_or(text.len(), |at| last + at);
    let from = if from == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8().min(to) } else { from };
    (from, to)
}

/// The nearest character boundary at or before an offset.
fn boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}
