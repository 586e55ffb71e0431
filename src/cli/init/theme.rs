//! A theme begun: a style sheet and one template to change, named in the settings where they name none yet.

use std::fs;
use std::path::Path;

use crate::diagnostics::{Code, Diagnostic};

use super::{failed, write_new};

/// The files of a theme that is begun.
const FILES: [(&str, &str); 2] = [
    ("static/theme.css", include_str!("../starter/theme/static/theme.css")),
    ("templates/page.html", include_str!("../starter/theme/templates/page.html")),
];

/// Names of the file of settings.
const SETTINGS: [&str; 2] = ["briefbook.yaml", "briefbook.yml"];

/// Begins a theme in a book, and says what there is now.
pub(super) fn begin(root: &Path, name: &str) -> Result<Vec<String>, Diagnostic> {
    let folder = root.join("themes").join(name);
    if folder.symlink_metadata().is_ok() {
        let message = format!("there is a theme already: `{}`", folder.display());
        return Err(Diagnostic::unplaced(Code::CommandLine, message).help("give the new one another name"));
    }
    for (path, text) in FILES {
        write_new(&folder.join(path), text)?;
    }
    let begun = format!("a theme is begun in `{}`: change `static/theme.css` first", folder.display());
    Ok(std::iter::once(begun).chain(choose(root, name)?).collect())
}

/// Names the theme in the settings; settings that name one already are the author's to change, and are told so.
fn choose(root: &Path, name: &str) -> Result<Option<String>, Diagnostic> {
    let path = SETTINGS.map(|name| root.join(name)).into_iter().find(|path| path.exists());
    let path = path.unwrap_or_else(|| root.join(SETTINGS[0]));
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(failed("read", &path, &error)),
    };
    // Settings that are no plain list of keys, such as `{ title: A }`, are left alone like those that name a theme.
    let plain = !text.trim_start().starts_with(['{', '-', '%']) && !text.contains("\n---") && !text.contains("\n...");
    if !plain || text.lines().any(|line| line.starts_with("theme:") || line.starts_with("\"theme\"")) {
        return Ok(Some(format!("write `theme: {name}` in `{}` to use it", path.display())));
    }
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    fs::write(&path, format!("{text}{end}theme: {name}\n")).map_err(|error| failed("write", &path, &error))?;
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_name_the_theme_where_they_name_none() {
        for (before, after, told) in [
            (Some("title: A\n"), "title: A\ntheme: mine\n", false),
            (Some("title: A"), "title: A\ntheme: mine\n", false),
            (None, "theme: mine\n", false),
            (Some("theme: other\n"), "theme: other\n", true),
            (Some("{ title: A }\n"), "{ title: A }\n", true),
        ] {
            let root = tempfile::tempdir().expect("a temporary folder");
            let settings = root.path().join("briefbook.yaml");
            if let Some(before) = before {
                fs::write(&settings, before).expect("settings");
            }
            let remarks = begin(root.path(), "mine").expect("a theme");
            assert_eq!(fs::read_to_string(&settings).expect("settings"), after);
            assert_eq!(remarks.len() == 2, told, "{before:?}: {remarks:?}");
            let again = begin(root.path(), "mine").expect_err("it is there");
            assert_eq!(again.code, Code::CommandLine);
        }
    }
}
