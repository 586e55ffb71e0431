//! The map agrees with the land: sizes, front lines, folders and the arrows between them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::harness::files;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_path_buf()
}

fn rust_files() -> Vec<(String, String)> {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    files(&root().join("src"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".rs"))
        .map(|(path, bytes)| (path, text(bytes)))
        .collect()
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut faults = Vec::new();
    for (path, text) in rust_files() {
        let tests = path.ends_with("tests.rs") || path.contains("tests/");
        if !tests && text.lines().count() > 400 {
            faults.push(format!("src/{path} has {} lines", text.lines().count()));
        }
        if !tests && !text.starts_with("//! ") {
            faults.push(format!("src/{path} does not begin with what it is for"));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_architecture_names_every_folder_and_nothing_else() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map");
    assert!(map.lines().count() <= 150);
    let rows = map.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
    for path in rows.filter(|path| path.contains('/') || root().join(path).exists()) {
        assert!(root().join(path).exists(), "{path} is on the map and nowhere else");
    }
    for entry in fs::read_dir(root().join("src")).expect("src") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            assert!(map.contains(&format!("`src/{name}`")), "src/{name} is not on the map");
        }
    }
}

/// What the map allows: a folder, and which folders of ours it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("diagnostics", &[]),
    ("edtf", &[]),
    ("memo", &[]),
    ("text", &["markdown", "model"]),
    ("markdown", &[]),
    ("source", &["diagnostics", "memo"]),
    ("yaml", &["diagnostics", "source"]),
    ("settings", &["diagnostics", "source", "yaml"]),
    ("model", &["diagnostics", "edtf", "markdown", "settings"]),
    ("load", &["diagnostics", "edtf", "markdown", "memo", "model", "settings", "source", "yaml"]),
    ("resolve", &["diagnostics", "edtf", "load", "markdown", "memo", "model", "settings", "source", "text"]),
    ("render", &["diagnostics", "edtf", "markdown", "model", "resolve", "settings", "source", "text"]),
    ("site", &["diagnostics"]),
    ("import", &["diagnostics", "edtf", "yaml"]),
    ("suggest", &["edtf", "markdown", "model", "resolve", "settings", "text", "yaml"]),
    ("report", &["diagnostics", "model", "source"]),
];

#[test]
fn arrows_point_one_way() {
    let mut faults = Vec::new();
    for (path, text) in rust_files() {
        let folder = path.split(['/', '.']).next().unwrap_or_default();
        let Some((_, allowed)) = ARROWS.iter().find(|(name, _)| *name == folder) else { continue };
        let product = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        if path.contains("tests") {
            continue;
        }
        for piece in product.split("crate::").skip(1) {
            let used =
                piece.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap_or_default();
            if used != folder && !used.is_empty() && !allowed.contains(&used) {
                faults.push(format!("src/{path} uses {used}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_of_the_guide_is_in_its_contents_and_links_lead_somewhere() {
    let guide = root().join("docs/guide");
    let contents = fs::read_to_string(guide.join("README.md")).expect("the contents");
    for (path, bytes) in files(&guide) {
        assert!(path == "README.md" || contents.contains(&format!("]({path})")), "{path} is not in the contents");
        let text = String::from_utf8(bytes).expect("UTF-8");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let inside = !link.contains("://") && file.ends_with(".md");
            assert!(!inside || guide.join(file).exists(), "{link} in {path} leads nowhere");
        }
    }
}
