//! What a file of a book is, by its path alone.

/// What a file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place<'p> {
    /// `briefbook.yaml`.
    Settings,
    /// `content/index.md`.
    Front,
    /// A source document.
    Document,
    /// A file of annotations.
    Annotations,
    /// A file of entities.
    Entities,
    /// A file of objectives.
    Objectives,
    /// A file of events.
    Events,
    /// A file of judgments.
    Judgments,
    /// A free page.
    Page,
    /// A file copied as it is: its path below `content/static/`.
    Static(&'p str),
    /// A file as received: its path below `content/originals/`.
    Original(&'p str),
    /// A file of a theme: the theme's name and the path below it.
    Theme(&'p str, &'p str),
    /// Left over by an editor or an operating system.
    Litter,
    /// Read by nothing; what to do about it.
    Stray(&'static str),
}

impl<'p> Place<'p> {
    /// What a path, relative to the book's root and `/`-separated, is.
    pub fn of(path: &'p str) -> Self {
        let mut parts = path.split('/');
        if parts.clone().any(is_litter) {
            return Self::Litter;
        }
        match (parts.next(), path.split_once('/')) {
            (Some("content"), Some((_, below))) => content(below),
            (Some("themes"), Some((_, below))) => theme(below),
            _ if path == "briefbook.yaml" || path == "briefbook.yml" => Self::Settings,
            _ => Self::Stray("nothing outside `content/` and `themes/` is read"),
        }
    }

    /// Whether the file is read as text by the book's own readers.
    pub fn is_text(&self) -> bool {
        !matches!(self, Self::Static(_) | Self::Original(_) | Self::Theme(..) | Self::Litter | Self::Stray(_))
    }
}

/// Names that editors and operating systems leave behind, and everything hidden.
fn is_litter(name: &str) -> bool {
    let ends = |suffix: &str| name.ends_with(suffix);
    name.starts_with('.') || ends("~") || ends(".swp") || ends(".tmp") || name == "4913" || name == "Thumbs.db"
}

fn content(below: &str) -> Place<'_> {
    let yaml = below.ends_with(".yaml") || below.ends_with(".yml");
    let markdown = below.ends_with(".md");
    let Some((folder, rest)) = below.split_once('/') else {
        return match below.strip_suffix(".yaml").or_else(|| below.strip_suffix(".yml")) {
            _ if below == "index.md" => Place::Front,
            Some("objectives") => Place::Objectives,
            Some("events") => Place::Events,
            Some("judgments") => Place::Judgments,
            Some("annotations") => Place::Stray("move it into the folder `content/annotations/`"),
            Some("entities") => Place::Stray("move it into the folder `content/entities/`"),
            _ if markdown => Place::Stray("move it to `content/documents/` or `content/pages/`"),
            _ => Place::Stray(FOLDERS),
        };
    };
    match folder {
        "static" => Place::Static(rest),
        "originals" => Place::Original(rest),
        "documents" if markdown => Place::Document,
        "pages" if markdown => Place::Page,
        "documents" | "pages" => Place::Stray("only `.md` files are read here; others go to `content/static/` or `content/originals/`"),
        "annotations" if yaml => Place::Annotations,
        "entities" if yaml => Place::Entities,
        "objectives" if yaml => Place::Objectives,
        "events" if yaml => Place::Events,
        "judgments" if yaml => Place::Judgments,
        "annotations" | "entities" | "objectives" | "events" | "judgments" => {
            Place::Stray("only `.yaml` files are read here; others go to `content/static/` or `content/originals/`")
        }
        _ => Place::Stray(FOLDERS),
    }
}

const FOLDERS: &str = "the folders of `content/` are documents, annotations, entities, objectives, events, judgments, pages, \
                       originals and static";

fn theme(below: &str) -> Place<'_> {
    match below.split_once('/') {
        Some((name, rest)) if ["templates/", "static/", "words/"].iter().any(|folder| rest.starts_with(folder)) => {
            Place::Theme(name, rest)
        }
        Some((_, rest)) if !rest.contains('/') && rest.contains('.') => {
            Place::Stray("a theme's files lie in its folders `templates`, `static` and `words`")
        }
        _ => Place::Stray("a theme's files lie in `themes/<name>/templates`, `static` and `words`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_a_file_is() {
        let cases = [
            ("briefbook.yaml", Place::Settings),
            ("briefbook.yml", Place::Settings),
            ("content/index.md", Place::Front),
            ("content/documents/a/b.md", Place::Document),
            ("content/annotations/x.yml", Place::Annotations),
            ("content/entities/sub/x.yaml", Place::Entities),
            ("content/objectives.yaml", Place::Objectives),
            ("content/objectives/2.yaml", Place::Objectives),
            ("content/events.yml", Place::Events),
            ("content/judgments/j.yaml", Place::Judgments),
            ("content/pages/method.md", Place::Page),
            ("content/static/annex/map.png", Place::Static("annex/map.png")),
            ("content/originals/a.txt", Place::Original("a.txt")),
            ("themes/own/templates/base.html", Place::Theme("own", "templates/base.html")),
            ("content/documents/.#a.md", Place::Litter),
            ("content/documents/a.md~", Place::Litter),
            ("content/.obsidian/x.md", Place::Litter),
            ("content/documents/.a.md.swp", Place::Litter),
            ("content/documents/4913", Place::Litter),
            ("content/static/.DS_Store", Place::Litter),
        ];
        for (path, place) in cases {
            assert_eq!(Place::of(path), place, "{path}");
        }
    }

    #[test]
    fn a_file_that_nothing_reads_is_stray() {
        let paths = [
            "content/documents/x.txt",
            "content/foo.yaml",
            "content/annotations.yaml",
            "content/entities.yaml",
            "content/notes.md",
            "content/annotations/x.md",
            "content/other/x.md",
            "content/documents/X.MD",
            "themes/own/base.html",
            "themes/x",
        ];
        for path in paths {
            assert!(matches!(Place::of(path), Place::Stray(_)), "{path}: {:?}", Place::of(path));
        }
    }
}
