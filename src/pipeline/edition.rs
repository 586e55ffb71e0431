//! Which edition of a book is made: its settings, audience and theme.

use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Severity, Span, did_you_mean};
use crate::memo::{Key, Memo};
use crate::model::Audience;
use crate::render::templates::Theme;
use crate::settings::{self, DEFAULT_THEME, Settings};
use crate::source::BookFiles;

/// Which edition of a book is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Edition {
    /// Whom it is for, by name; the settings' default audience unless given.
    pub audience: Option<String>,
    /// Where it will be published, instead of the settings' `base_url`.
    pub base_url: Option<String>,
    /// Whether a warning keeps it from being put in place.
    pub strict: bool,
    /// Whether it is a preview: for the last audience unless one is named, and not minified.
    pub preview: bool,
}

/// The settings as the edition changes them, and its audience.
pub(super) fn settings_of(files: &BookFiles, edition: &Edition, found: &mut Diagnostics) -> (Settings, Audience) {
    let (mut settings, faults) = match files.settings {
        Some(file) => settings::read(&files.sources, file, &files.statics),
        None => (Settings::default(), Vec::new()),
    };
    found.extend(faults);
    if let Some(url) = &edition.base_url {
        match settings::base_url(url) {
            Some(url) => settings.base_url = Some(url),
            None => found.push(
                Diagnostic::unplaced(Code::CommandLine, format!("`{url}` is no address of a site"))
                    .help("write the whole address, as in `--base-url https://example.org/book/`"),
            ),
        }
    }
    if edition.preview {
        settings.minify = false;
    }
    let audience = audience(&settings, edition).unwrap_or_else(|fault| {
        found.push(fault);
        settings.default_audience
    });
    (settings, audience)
}

/// Whether it is sure what an audience that is asked for may see. Settings with a fault may list other audiences than their
/// author meant, and then all may be for anybody.
pub(super) fn is_sure(edition: &Edition, file: Option<FileId>, settings: &Settings, found: &Diagnostics) -> bool {
    let Some(name) = &edition.audience else { return true };
    let of_settings = |fault: &Diagnostic| {
        let path = fault.path.as_deref().is_some_and(|path| matches!(path, "briefbook.yaml" | "briefbook.yml"));
        path || file.is_some() && fault.span.map(|span| span.file) == file
    };
    // In a book of one audience what is for another is for nobody else.
    let lost = |fault: &Diagnostic| settings.audiences.len() == 1 && fault.code == Code::AudienceUnknown;
    let grave = |fault: &&Diagnostic| fault.severity == Severity::Error && (of_settings(fault) || lost(fault));
    settings.audience(name).is_some() && !found.iter().any(|fault| grave(&fault))
}

/// Themes by the files that make them.
pub(super) type Themes = Memo<(Arc<Theme>, Diagnostics)>;

/// The built-in theme under the files of the one that the settings name.
pub(super) fn theme(files: &BookFiles, settings: &Settings, themes: &Themes, found: &mut Diagnostics) -> Arc<Theme> {
    let (name, language) = (settings.theme.as_str(), settings.language.as_str());
    let own = files.themes.get(name).map_or(&[][..], Vec::as_slice);
    if own.is_empty() && name != DEFAULT_THEME {
        found.push(unknown_theme(files, name));
    }
    let parts = own.iter().map(|file| (&file.path, file.file, &file.bytes));
    let key = Key::of(&(language, parts.collect::<Vec<_>>()));
    let (theme, faults) = themes.get(key, || {
        let (theme, faults) = Theme::in_language(own, language);
        (Arc::new(theme), faults)
    });
    found.extend(faults);
    theme
}

fn unknown_theme(files: &BookFiles, name: &str) -> Diagnostic {
    let known = files.themes.keys().map(String::as_str).chain([DEFAULT_THEME]);
    let help = did_you_mean(name, known)
        .unwrap_or_else(|| format!("a theme `{name}` is a folder `themes/{name}` in the book"));
    let message = format!("no theme `{name}` in this book");
    let place = files.settings.and_then(|file| {
        let text = &files.sources.file(file).text;
        let key = text.match_indices("theme:").find(|(at, _)| *at == 0 || text[..*at].ends_with('\n'))?.0;
        let at = key + text[key..].find(name)?;
        Some(Span::new(file, at, at + name.len()))
    });
    match place {
        Some(span) => Diagnostic::new(Code::ThemeUnknown, span, message).help(help),
        None => Diagnostic::unplaced(Code::ThemeUnknown, message).help(help),
    }
}

fn audience(settings: &Settings, edition: &Edition) -> Result<Audience, Diagnostic> {
    let Some(name) = &edition.audience else {
        let last = u16::try_from(settings.audiences.len().saturating_sub(1)).unwrap_or(u16::MAX);
        return Ok(if edition.preview { Audience(last) } else { settings.default_audience });
    };
    settings.audience(name).ok_or_else(|| {
        let known = settings.audiences.iter().map(String::as_str);
        let listed = known.clone().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
        Diagnostic::unplaced(Code::CommandLine, format!("no audience `{name}` in this book"))
            .help(did_you_mean(name, known).unwrap_or_else(|| format!("its audiences are {listed}")))
    })
}
