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
    if file.starts_with('.') {
        return Kind::Stray(
            "a file whose name begins with a dot is not read; give it another name, or move it out of `content/`",
        );
    }
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

/// Whether a file is an editor's or a system's, to be passed over without a word. What is copied as it is may have any other
/// name; elsewhere a text whose name begins with a dot is told, as it may be a draft.
pub fn is_litter(path: &str) -> bool {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if folder.split('/').chain([name]).any(|part| part.len() > 1 && part.starts_with('#') && part.ends_with('#')) {
        return true;
    }
    let ends = |ends: &[&str]| ends.iter().any(|end| name.ends_with(end));
    let theirs = matches!(name, "4913" | "Thumbs.db" | "desktop.ini" | ".DS_Store")
        || name.starts_with(".#")
        || ends(&["~", ".swp", ".swo", ".swx", "___jb_tmp___", "___jb_old___"]);
    if theirs || path == "content/static" || path.starts_with("content/static/") {
        let kept = |part: &str| [".git", ".hg", ".svn"].iter().any(|system| part.starts_with(system));
        return theirs || path.split('/').any(kept);
    }
    let draft = name.starts_with('.') && !name.starts_with("._") && ends(&[".md", ".yaml", ".yml"]);
    let content = path.starts_with("content/");
    folder.split('/').any(|part| part.starts_with('.'))
        || name.starts_with('.') && !(draft && content)
        || ends(&[".tmp"])
        || !content && ends(&[".bak"])
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
            ("content/documents/._a.md", Kind::Litter),
            ("content/documents/.#a.md", Kind::Litter),
            ("content/documents/.obsidian/a.md", Kind::Litter),
            ("content/documents/.git", Kind::Litter),
            ("content/documents/a.md.tmp", Kind::Litter),
            ("content/static/.htaccess", Kind::Static(".htaccess".into())),
            ("content/static/.well-known/security.txt", Kind::Static(".well-known/security.txt".into())),
            ("content/static/b.bak", Kind::Static("b.bak".into())),
            ("content/static/d.tmp", Kind::Static("d.tmp".into())),
            ("content/static/Thumbs.db", Kind::Litter),
            ("content/static/x/.DS_Store", Kind::Litter),
            ("content/static/.git/config", Kind::Litter),
            ("content/static/.gitkeep", Kind::Litter),
            ("content/static/a.txt~", Kind::Litter),
            ("content/static/#a.txt#", Kind::Litter),
            ("content/static/.#a.txt", Kind::Litter),
        ] {
            assert_eq!(kind_of(path), kind, "{path}");
        }
        for path in [
            "content/documents/a.txt",
            "content/notes.md",
            "content/entities.yaml",
            "content/pages/x.png",
            "content/documents/.hidden.md",
            "content/documents/a.md.bak",
            "content/events/.2020.yaml",
            "themes/readme.md",
            "content",
            "",
        ] {
            assert!(matches!(kind_of(path), Kind::Stray(_)), "{path}");
        }
    }
}
