//! The map agrees with the land: sizes, front lines, folders and the arrows between them.

use std::collections::{BTreeMap, BTreeSet};
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
fn arrows(map: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in map.lines().filter_map(|line| line.strip_prefix("| `src/")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        let name = cells[0].trim_end_matches('`').trim_end_matches(".rs");
        let mut allowed = BTreeSet::new();
        for word in without_remarks(cells[2].trim_end_matches(" |")).split(',').map(str::trim) {
            match word {
                "nothing of ours" => {}
                "all of the above" => allowed.extend(found.keys().cloned()),
                word => drop(allowed.insert(word.to_string())),
            }
        }
        assert!(found.insert(name.to_string(), allowed).is_none(), "{name} has two rows");
    }
    found
}

/// A cell without what stands in brackets.
fn without_remarks(cell: &str) -> String {
    let outside = cell.split('(').map(|piece| piece.split_once(')').map_or(piece, |(_, after)| after));
    outside.collect()
}

/// The folders of ours that a text uses: the first name of each path in the crate.
fn used(text: &str) -> BTreeSet<&str> {
    let name = |piece: &str| piece.find(|letter: char| !letter.is_alphanumeric() && letter != '_');
    let mut found = BTreeSet::new();
    for piece in text.split("crate::").skip(1) {
        let Some(group) = piece.strip_prefix('{') else {
            found.insert(&piece[..name(piece).unwrap_or(piece.len())]);
            continue;
        };
        let (mut depth, mut begins) = (1, true);
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' => begins = true,
                letter if begins && depth == 1 && !letter.is_whitespace() => {
                    found.insert(&group[at..at + name(&group[at..]).unwrap_or(0)]);
                    begins = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

#[test]
fn what_a_text_uses_is_found_in_groups_too() {
    for (text, names) in [
        ("use crate::model::{Book, Day};\nuse crate::yaml;", &["model", "yaml"][..]),
        ("use crate::{load, resolve::{self, Raw}, text::fold};", &["load", "resolve", "text"]),
        (
            "use crate::{\n    edtf::{Date, day},\n    memo,\n};\nfn f() { crate::site::put() }",
            &["edtf", "memo", "site"],
        ),
        ("use super::model;", &[]),
    ] {
        assert_eq!(used(text).into_iter().collect::<Vec<_>>(), names, "{text}");
    }
}

#[test]
fn arrows_point_one_way() {
    let arrows = arrows(&fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map"));
    let mut faults = Vec::new();
    for (path, text) in rust_files() {
        if path == "lib.rs" || path == "main.rs" || path.contains("tests") {
            continue;
        }
        let folder = path.split(['/', '.']).next().unwrap_or_default();
        let Some(allowed) = arrows.get(folder) else {
            faults.push(format!("src/{path} is in no row of the map"));
            continue;
        };
        let product = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
        for used in used(product) {
            if used != folder && !allowed.contains(used) && !allowed.contains("anything") {
                faults.push(format!("src/{path} uses {used}"));
            }
        }
    }
    for (folder, allowed) in &arrows {
        let known = |name: &String| name == "anything" || arrows.contains_key(name);
        faults.extend(allowed.iter().filter(|name| !known(name)).map(|name| format!("{folder} may use no `{name}`")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// A file's text without its tests; nothing of a file that is all tests.
fn product<'t>(path: &str, files: &BTreeMap<&str, &'t str>) -> &'t str {
    let module = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let (folder, name) = module.rsplit_once('/').unwrap_or(("lib", module));
    let above = [format!("{folder}/mod.rs"), format!("{folder}.rs")];
    let above = above.iter().find_map(|file| files.get(file.as_str())).copied().unwrap_or_default();
    let mut declared = ["", "pub ", "pub(crate) "].iter().map(|public| format!("#[cfg(test)]\n{public}mod {name};"));
    if path.contains("tests") || declared.any(|declared| above.contains(&declared)) {
        return "";
    }
    files[path].split("#[cfg(test)]\nmod tests {").next().unwrap_or_default()
}

/// The parts of the standard library by which a text touches the outside.
fn outside(text: &str) -> BTreeSet<&str> {
    let named = ["fs", "env", "net", "process"].into_iter().filter(|name| {
        let path = format!("std::{name}");
        let group = |group: &str| {
            let group = group.split(';').next().unwrap_or_default();
            group.split(['{', ',', '}', ' ', '\n', ':']).any(|word| word == *name)
        };
        text.contains(&path) || text.split("use std::{").skip(1).any(group)
    });
    let clocks = ["SystemTime", "Instant::now", "time::Instant"].into_iter().filter(|clock| text.contains(clock));
    named.chain(clocks).collect()
}

#[test]
fn only_the_edges_touch_the_outside() {
    for (text, found) in [
        ("use std::fs::File;", &["fs"][..]),
        ("use std::{\n    collections::BTreeMap,\n    fs::{self, File},\n};", &["fs"]),
        ("let at = std::time::Instant::now();", &["Instant::now", "time::Instant"]),
        ("use std::{fmt, io};\nlet env = 1;", &[]),
    ] {
        assert_eq!(outside(text).into_iter().collect::<Vec<_>>(), found, "{text}");
    }
    let files = rust_files();
    let files: BTreeMap<&str, &str> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let edges = ["source/disk/", "site/", "report/", "external/", "serve/", "cli/", "main.rs"];
    let mut faults = Vec::new();
    for path in files.keys().filter(|path| !edges.iter().any(|edge| path.starts_with(edge))) {
        faults.extend(outside(product(path, &files)).into_iter().map(|name| format!("src/{path} names {name}")));
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

#[test]
fn the_limits_of_the_guide_are_those_of_the_program() {
    use briefbook::source::disk::{LARGEST, LARGEST_OF_THEME, LARGEST_SETTINGS, MOST_ENTRIES};
    let guide = fs::read_to_string(root().join("docs/guide/limits.md")).expect("the page");
    let megabytes = |bytes: u64| format!("{} MB", bytes / 1024 / 1024);
    let number = |number: usize| number.to_string();
    for (what, limit) in [
        ("a Markdown, YAML or template file", megabytes(LARGEST)),
        ("`briefbook.yaml`", megabytes(LARGEST_SETTINGS)),
        ("a picture, typeface or style of a theme", megabytes(LARGEST_OF_THEME)),
        ("files and folders of a book", number(MOST_ENTRIES)),
        ("values (keys, texts, lists and maps) in one YAML file", number(briefbook::yaml::MOST_VALUES)),
        ("values in all YAML of a book together", number(briefbook::load::MOST_VALUES)),
        ("lists and maps in each other", number(briefbook::yaml::MAX_DEPTH)),
        ("beginnings, ends and words of Markdown in one text", number(briefbook::markdown::MAX_EVENTS)),
        ("quotations and lists in each other", number(briefbook::markdown::MAX_DEPTH)),
        ("bytes of one block of raw HTML", number(briefbook::markdown::MAX_HTML)),
        ("elements of raw HTML in each other", number(briefbook::markdown::MAX_HTML_DEPTH)),
        ("passages of one annotation", number(briefbook::load::MOST_PASSAGES)),
        ("annotations of one document", number(briefbook::resolve::MOST_OF_A_DOCUMENT)),
        ("places in one text where names are found", number(briefbook::resolve::MOST_OF_A_TEXT)),
        ("places of one quote, inside other words too", number(briefbook::resolve::anchors::MOST_HITS)),
        ("types of entities", number(briefbook::settings::MOST_TYPES)),
        ("templates of a theme", number(briefbook::render::templates::MOST_TEMPLATES)),
        ("faults of one code that are told one by one", number(briefbook::diagnostics::MOST_OF_A_CODE)),
    ] {
        let line = guide.lines().find(|line| line.starts_with(&format!("| {what}")));
        assert_eq!(line.and_then(|line| line.split(" | ").nth(1)), Some(limit.as_str()), "{what}");
    }
}
