//! What a file is, by its path.

/// What a file of the book is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `briefbook.yaml`
    Settings,
    /// `content/index.md`
    Front,
    /// `content/documents/**/*.md`
    Document,
    /// `content/annotations/**/*.yaml`
    Annotations,
    /// `content/entities/**/*.yaml`
    Entities,
    /// `content/objectives.yaml` or a file in a folder of that name
    Objectives,
    /// `content/events.yaml` or a file in a folder of that name
    Events,
    /// `content/judgments.yaml` or a file in a folder of that name
    Judgments,
    /// `content/pages/**/*.md`
    Page,
    /// `content/static/**`: the path below it
    Static(String),
    /// `content/originals/**`: the path below it
    Original(String),
    /// `themes/<name>/{templates,static,words}/**`: the theme and the path below it
    Theme(String, String),
    /// What editors and systems leave behind
    Litter,
    /// Something that nothing reads, and where it would be read
    Stray(&'static str),
}

/// What a file is, by its path below the book's root.
pub fn kind_of(path: &str) -> Kind {
    if is_litter(path) {
        return Kind::Litter;
    }
    let parts: Vec<&str> = path.split('/').collect();
    match parts[..] {
        ["briefbook.yaml" | "briefbook.yml"] => Kind::Settings,
        ["content", "static", _, ..] => Kind::Static(parts[2..].join("/")),
        ["content", "originals", _, ..] => Kind::Original(parts[2..].join("/")),
        ["content", _, ..] => content(&parts[1..]),
        ["themes", name, "templates" | "static" | "words", _, ..] => {
            Kind::Theme(name.to_string(), parts[2..].join("/"))
        }
        _ => Kind::Stray("themes hold folders `templates`, `static` and `words`"),
    }
}

fn content(below: &[&str]) -> Kind {
    let (folder, file) = (below[0], below[below.len() - 1]);
    let yaml = file.ends_with(".yaml") || file.ends_with(".yml");
    let markdown = file.ends_with(".md");
    let stem = folder.strip_suffix(".yaml").or_else(|| folder.strip_suffix(".yml")).unwrap_or(folder);
    match (stem, below.len() > 1) {
        (_, false) if file == "index.md" => Kind::Front,
        ("documents", true) if markdown => Kind::Document,
        ("documents", true) => {
            Kind::Stray("documents are `.md` files; what goes with them belongs in `content/static/`")
        }
        ("annotations", true) if yaml => Kind::Annotations,
        ("entities", true) if yaml => Kind::Entities,
        ("annotations" | "entities", true) => Kind::Stray("files here are `.yaml`"),
        ("annotations", false) if yaml => Kind::Stray("annotations are read from `content/annotations/`"),
        ("entities", false) if yaml => Kind::Stray("entities are read from `content/entities/`"),
        ("objectives", _) if yaml => Kind::Objectives,
        ("events", _) if yaml => Kind::Events,
        ("judgments", _) if yaml => Kind::Judgments,
        ("pages", true) if markdown => Kind::Page,
        ("pages", true) => Kind::Stray("pages are `.md` files; what goes with them belongs in `content/static/`"),
        _ => Kind::Stray("files to be copied as they are belong in `content/static/`"),
    }
}

/// Whether a file is an editor's or a system's, to be passed over without a word.
pub fn is_litter(path: &str) -> bool {
    path.split('/').any(|part| part.starts_with('.') || part.starts_with('#') && part.ends_with('#'))
        || path.rsplit('/').next().is_some_and(|name| {
            let backup = name.ends_with('~') || name == "4913" || name == "Thumbs.db" || name == "desktop.ini";
            backup
                || [".swp", ".swo", ".swx", ".tmp", ".bak", "___jb_tmp___", "___jb_old___"]
                    .iter()
                    .any(|end| name.ends_with(end))
        })
}

#[cfg(test)]
mod tests {
    use super::{Kind, kind_of};

    #[test]
    fn files_are_known_by_their_paths() {
        for (path, kind) in [
            ("briefbook.yml", Kind::Settings),
            ("content/index.md", Kind::Front),
            ("content/documents/a/b.md", Kind::Document),
            ("content/annotations/a.yml", Kind::Annotations),
            ("content/objectives.yaml", Kind::Objectives),
            ("content/events/2020.yaml", Kind::Events),
            ("content/static/a/b.pdf", Kind::Static("a/b.pdf".into())),
            ("themes/default/templates/base.html", Kind::Theme("default".into(), "templates/base.html".into())),
            ("content/documents/.a.md.swp", Kind::Litter),
            ("content/documents/a.md~", Kind::Litter),
        ] {
            assert_eq!(kind_of(path), kind, "{path}");
        }
        for path in [
            "content/documents/a.txt",
            "content/notes.md",
            "content/entities.yaml",
            "content/pages/x.png",
            "themes/readme.md",
            "content",
            "",
        ] {
            assert!(matches!(kind_of(path), Kind::Stray(_)), "{path}");
        }
    }
}
