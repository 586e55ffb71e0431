//! Names that a template can use, for "did you mean".

use std::sync::LazyLock;

use super::{Builtin, builtin, template_name};

/// How many names a help line lists.
const LISTED: usize = 12;

/// Filters of the template language.
pub(super) const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];
/// Its tests.
pub(super) const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];
/// Its functions and ours.
pub(super) const FUNCTIONS: &[&str] = &["w", "count", "fill", "range", "throw"];

/// The names of the kind that a message of Tera's says is unknown.
pub(super) fn of_tera(message: &str) -> impl Iterator<Item = &'static str> {
    let names = match message.split(' ').nth(1) {
        Some("filter") => FILTERS,
        Some("test") => TESTS,
        Some("function") => FUNCTIONS,
        _ => &[],
    };
    names.iter().copied()
}

/// The built-in templates, each by the name that it answers to and by its own.
pub(super) fn templates() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let names = Builtin::iter().filter_map(|path| template_name(&path));
        names.flat_map(|name| [format!("default/{name}"), name]).collect()
    });
    &NAMES
}

/// The blocks of the built-in templates.
pub(super) fn blocks() -> &'static [String] {
    static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let mut names = Vec::new();
        for path in Builtin::iter().filter(|path| template_name(path).is_some()) {
            let text = builtin(&path);
            let text = String::from_utf8_lossy(&text);
            let words = text.split("{% block ").skip(1).filter_map(|rest| rest.split(' ').next());
            names.extend(words.map(String::from));
        }
        names.sort();
        names.dedup();
        names
    });
    &NAMES
}

/// Words in a row, not too many.
pub(super) fn listed(names: &[&str]) -> String {
    let more = if names.len() > LISTED { " and others" } else { "" };
    let shown: Vec<String> = names.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::templates::{Theme, ThemeFile};

    #[test]
    fn every_name_is_one_that_a_template_can_use() {
        let uses = |form: &str, names: &[&str]| names.iter().map(|name| form.replace("NAME", name)).collect::<String>();
        let text = uses("{{ x | NAME }}", FILTERS)
            + &uses("{% if x is NAME %}{% endif %}", TESTS)
            + &uses("{{ NAME() }}", FUNCTIONS);
        let file = ThemeFile { path: "templates/x.html".into(), bytes: text.into_bytes(), file: None };
        assert_eq!(Theme::new(&[file]).1, []);
        assert!(templates().iter().any(|name| name == "default/base.html"));
        assert!(blocks().iter().any(|name| name == "masthead"));
    }
}
