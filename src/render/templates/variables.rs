//! The guide's list of the variables that templates get, held against the views of the sample book.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;

use super::{Builtin, Theme, builtin, template_name};
use crate::render::{PageKey, pages, sample};

thread_local! {
    /// What templates were given, by their names, as long as somebody looks.
    static SEEN: RefCell<Option<BTreeMap<String, Shape>>> = const { RefCell::new(None) };
}

/// Paths of variables, and what was found there.
type Shape = BTreeMap<String, BTreeSet<&'static str>>;

/// Keeps what a template is given.
pub(super) fn note(template: &str, view: &impl serde::Serialize) {
    SEEN.with_borrow_mut(|seen| {
        if let Some(seen) = seen {
            let view = serde_json::to_value(view).expect("views are plain data");
            add("", &view, seen.entry(template.to_string()).or_default());
        }
    });
}

fn add(path: &str, value: &Value, shape: &mut Shape) {
    let kind = match value {
        Value::Null => "none",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "number",
        Value::String(text) if text.contains("</") => "HTML",
        Value::String(_) => "text",
        Value::Array(_) => "list",
        Value::Object(_) => "map",
    };
    // What an author writes as `extra` is what the author makes it.
    if path.ends_with("extra") {
        shape.entry(path.to_string()).or_default().insert("the author's own");
        return;
    }
    if !path.is_empty() {
        shape.entry(path.to_string()).or_default().insert(kind);
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| add(&format!("{path}[]"), item, shape)),
        Value::Object(fields) => {
            let dot = if path.is_empty() { "" } else { "." };
            fields.iter().for_each(|(name, field)| add(&format!("{path}{dot}{name}"), field, shape));
        }
        _ => {}
    }
}

/// Names that built-in templates print as HTML: those that are never printed otherwise, and all.
fn printed_as_html() -> [BTreeSet<String>; 2] {
    let (mut html, mut plain) = (BTreeSet::new(), BTreeSet::new());
    for text in Builtin::iter().filter(|path| path.ends_with(".html")).map(|path| text(&path)) {
        for printed in text.split("{{").skip(1).filter_map(|rest| rest.split("}}").next()) {
            let (value, as_html) =
                printed.trim().strip_suffix("| safe").map_or((printed, false), |value| (value, true));
            let name = value.trim().rsplit('.').next().unwrap_or(value).to_string();
            if as_html {
                html.insert(name)
            } else {
                plain.insert(name)
            };
        }
    }
    [html.difference(&plain).cloned().collect(), html]
}

fn text(path: &str) -> String {
    String::from_utf8_lossy(&builtin(path)).into_owned()
}

/// The templates that a template takes in.
fn parts(text: &str) -> Vec<String> {
    let named = text.split("{% include \"").skip(1).filter_map(|rest| rest.split('"').next());
    named.map(|name| format!("`{name}`")).collect::<BTreeSet<_>>().into_iter().collect()
}

fn lines(shape: &Shape, html: &[BTreeSet<String>; 2], out: &mut String) {
    for (path, kinds) in shape {
        let mut said: Vec<&str> = kinds.iter().copied().filter(|kind| *kind != "none").collect();
        let name = path.rsplit(['.', ']']).next().unwrap_or(path);
        // HTML is what looks so in the sample and is printed so by ours; one without an element in it looks like text.
        let [always, sometimes] = html;
        if said.contains(&"HTML") || said == ["text"] && always.contains(name) {
            said = vec![if sometimes.contains(name) { "HTML" } else { "text" }];
        }
        // A list of maps, or of words, is said by the lines below it.
        if path.ends_with("[]") && said == ["map"] {
            continue;
        }
        let may = if kinds.contains("none") { "may be none" } else { "" };
        let said = said.join(" or ");
        let gap = if said.is_empty() || may.is_empty() { "" } else { ", " };
        writeln!(out, "- `{path}`: {said}{gap}{may}").expect("a string takes everything");
    }
}

const HEAD: &str = "# What templates get

For each template of a page, the variables that it gets, as the built-in theme is given them. `a.b` is a field, `a[]` the items of a
list. Texts are escaped when they are printed; what is HTML already is printed with `| safe`. All have `shell`, which is listed first.
The words of the interface are `w(key=\"...\")`, `count(key=\"...\", n=...)` for numbers and `fill(key=\"...\", name=...)` for words with
places. `UPDATE_EXPECTED=1 cargo test --lib variables` makes this list anew.
";

fn guide(seen: &BTreeMap<String, Shape>) -> String {
    let html = printed_as_html();
    let mut out = String::from(HEAD);
    let is_shell = |path: &String| path == "shell" || path.starts_with("shell.");
    let shell: Shape = seen.values().flatten().filter(|(path, _)| is_shell(path) && *path != "shell").fold(
        Shape::new(),
        |mut all, (path, kinds)| {
            all.entry(path.clone()).or_default().extend(kinds);
            all
        },
    );
    out.push_str("\n## Every page\n\n");
    lines(&shell, &html, &mut out);
    for (template, shape) in seen {
        write!(out, "\n## {template}\n\n").expect("a string takes everything");
        let parts = parts(&text(&format!("templates/{template}")));
        if !parts.is_empty() {
            write!(out, "Takes in {}.\n\n", parts.join(", ")).expect("a string takes everything");
        }
        let own: Shape =
            shape.iter().filter(|(path, _)| !is_shell(path)).map(|(p, k)| (p.clone(), k.clone())).collect();
        lines(&own, &html, &mut out);
    }
    out
}

#[test]
fn the_guide_lists_the_variables_of_every_template() {
    let (theme, _) = Theme::new(&[]);
    let mut book = sample::book();
    sample::picture(&mut book);
    SEEN.set(Some(BTreeMap::new()));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build().expect("a pool");
    pool.install(|| {
        for key in pages(&book, &theme).iter().filter(|key| !matches!(key, PageKey::Asset(_))) {
            pages::render(&book, &theme, key).expect("the sample book renders");
        }
    });
    let seen = SEEN.take().expect("what was seen");
    let extending = Builtin::iter().filter(|path| text(path).contains("<html") || text(path).contains("{% extends"));
    let all: BTreeSet<String> = extending.filter_map(|path| template_name(&path)).collect();
    let missing: Vec<&String> = all.iter().filter(|name| !seen.contains_key(*name) && *name != "base.html").collect();
    assert!(missing.is_empty(), "templates that no page of the sample book is made with: {missing:?}");
    let guide = guide(&seen);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide/template-variables.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&file, &guide).expect("the guide can be written");
    }
    let written = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        written == guide,
        "docs/guide/template-variables.md is not true; make it anew with `UPDATE_EXPECTED=1 cargo test --lib variables`"
    );
}
