//! Reads `briefbook.yaml`.

use super::Audience;
use super::{EntityType, FORMAT, LinkMentions, Settings, glob};
use crate::diagnostics::{Code, Diagnostic, Diagnostics, FileId, Placed, Severity, did_you_mean};
use crate::source::Sources;
use crate::yaml::Words;
use crate::yaml::id;
use crate::yaml::{self, Codes, Fields, Node, Reader, Value};

const KEYS: &[&str] = &[
    "title",
    "subtitle",
    "authors",
    "language",
    "base_url",
    "theme",
    "audiences",
    "default_audience",
    "entity_types",
    "link_mentions",
    "markings",
    "search",
    "minify",
    "publish_originals",
    "static_audience",
    "severity",
    "format",
    "extra",
];

/// Reads the settings of a book with these files below `content/static/`. A key that cannot be read keeps its default.
pub fn read(sources: &Sources, file: FileId, statics: &[String]) -> (Settings, Diagnostics) {
    let text = &sources.file(file).text;
    let (node, faults) = yaml::parse(file, text, 0..text.len());
    let mut reader = Reader::new(file, text, Codes::SETTINGS);
    reader.report_all(faults);
    let fields = node.as_ref().and_then(|node| Fields::open(&mut reader, node, "the settings", KEYS));
    let settings = fields.map_or_else(Settings::default, |fields| settings(&mut reader, &fields, statics));
    (settings, reader.finish())
}

fn settings(r: &mut Reader<'_>, f: &Fields<'_>, statics: &[String]) -> Settings {
    format_version(r, f);
    let mut out = Settings::default();
    set(&mut out.title, f.text(r, "title"));
    out.subtitle = f.text(r, "subtitle");
    out.authors = f.texts(r, "authors");
    set(&mut out.language, id::language(r, f));
    out.base_url = base_url(r, f);
    set(&mut out.theme, f.text(r, "theme"));
    set(&mut out.audiences, audiences(r, f));
    out.default_audience = f.words(r, "default_audience").and_then(|name| audience(r, &out, &name)).unwrap_or_default();
    out.entity_types = entity_types(r, f).unwrap_or_else(|| super::entity_types(&out.language));
    set(&mut out.link_mentions, f.choice(r, "link_mentions", LINK_MENTIONS));
    if f.get("markings").is_some() {
        empty_items(r, f, "markings");
        out.markings = f.texts(r, "markings");
    }
    set(&mut out.search, f.flag(r, "search"));
    set(&mut out.minify, f.flag(r, "minify"));
    set(&mut out.publish_originals, f.flag(r, "publish_originals"));
    out.static_audience = static_audience(r, f, &out, statics);
    severity(r, f, &mut out);
    out.extra = f.extra(r);
    out
}

const LINK_MENTIONS: &[(&str, LinkMentions)] = &[
    ("first", LinkMentions::First),
    ("section", LinkMentions::Section),
    ("every", LinkMentions::Every),
    ("none", LinkMentions::None),
];

fn set<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn format_version(r: &mut Reader<'_>, f: &Fields<'_>) {
    let Some(version) = f.words(r, "format") else { return };
    match version.value.parse::<u32>() {
        Ok(newer) if newer > FORMAT => {
            let message = format!("the book is written for format {newer}; this program reads format {FORMAT}");
            r.report(Diagnostic::new(Code::FormatTooNew, version.span, message).help("use a newer briefbook"));
        }
        Ok(1..) => {}
        _ => r.bad_value(
            version.span,
            format!("`format` takes a whole number, not `{}`", version.value),
            format!("write `format: {FORMAT}`"),
        ),
    }
}

fn base_url(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<String> {
    let url = f.words(r, "base_url")?;
    let found = super::base_url(&url.value);
    if found.is_none() {
        r.bad_value(
            url.span,
            format!("`{}` is no address of a site", url.value),
            "write the whole address, such as `https://example.org/book/`",
        );
    }
    found
}

fn audiences(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<Vec<String>> {
    let place = f.get("audiences")?;
    let names = f.words_list(r, "audiences");
    empty_items(r, f, "audiences");
    if names.is_empty() {
        if matches!(&place.value, Value::Seq(items) if items.is_empty()) {
            r.bad_value(place.span, "`audiences` is empty", "name one audience at least, or leave the key out");
        }
        return None;
    }
    Some(unique(r, names, "audience"))
}

/// Reports items of a list that say nothing.
fn empty_items(r: &mut Reader<'_>, f: &Fields<'_>, key: &str) {
    let Some(Value::Seq(items)) = f.get(key).map(|node| &node.value) else { return };
    for item in items.iter().filter(|item| item.text().is_some_and(|text| text.trim().is_empty())) {
        r.bad_value(item.span, format!("an item of `{key}` is empty"), "remove it, or write a name");
    }
}

/// Names without those that come again, which are reported.
fn unique(r: &mut Reader<'_>, names: Vec<Words>, what: &str) -> Vec<String> {
    let mut first = std::collections::BTreeMap::new();
    let mut out = Vec::new();
    for Placed { value, span } in names {
        let Some(place) = first.get(&value.to_lowercase()) else {
            first.insert(value.to_lowercase(), span);
            out.push(value);
            continue;
        };
        let fault = Diagnostic::new(Code::SettingValue, span, format!("the {what} `{value}` stands twice"));
        r.report(fault.related(*place, "first here").help("keep one of the two"));
    }
    out
}

fn audience(r: &mut Reader<'_>, settings: &Settings, name: &Words) -> Option<Audience> {
    let found = settings.audience(&name.value);
    if found.is_none() {
        let known = settings.audiences.iter().map(String::as_str);
        let help =
            did_you_mean(&name.value, known).unwrap_or_else(|| format!("the audiences are {}", listed(settings)));
        r.bad_value(name.span, format!("no audience `{}` in `audiences`", name.value), help);
    }
    found
}

/// So many types of entities a book may have: each is a page with a way to all others.
pub const MOST_TYPES: usize = 200;

fn entity_types(r: &mut Reader<'_>, f: &Fields<'_>) -> Option<Vec<EntityType>> {
    let place = f.get("entity_types")?;
    let mut types = Vec::new();
    for node in f.list(r, "entity_types") {
        types.extend(entity_type(r, node));
    }
    if types.is_empty() {
        if matches!(&place.value, Value::Seq(items) if items.is_empty()) {
            r.bad_value(place.span, "`entity_types` is empty", "name one type at least, or leave the key out");
        }
        return None;
    }
    if types.len() > MOST_TYPES {
        let message = format!("more than {MOST_TYPES} types of entities");
        r.bad_value(place.span, message, "name the few that readers look for, and say the rest in `extra:`");
        types.truncate(MOST_TYPES);
    }
    let kept = unique(r, types.iter().map(|(id, _)| id.clone()).collect(), "entity type");
    let mut kept = kept.into_iter().peekable();
    let same = |types: (Words, String)| kept.next_if_eq(&types.0.value).map(|id| EntityType { id, label: types.1 });
    Some(types.into_iter().filter_map(same).collect())
}

fn entity_type(r: &mut Reader<'_>, node: &Node) -> Option<(Words, String)> {
    let f = Fields::open(r, node, "an entity type", &["id", "label"])?;
    let (id, label) = (f.need_words(r, "id"), f.need_words(r, "label"));
    let id = id.filter(|word| id::check_as(r, word, Code::SettingValue))?;
    Some((id, label?.value))
}

/// So many patterns that no file has are looked at for what was meant.
const MOST_MEANT: usize = 50;

/// Patterns of files that are not for everybody. What cannot be read is for the last audience, as it is for documents.
fn static_audience(
    r: &mut Reader<'_>,
    f: &Fields<'_>,
    settings: &Settings,
    statics: &[String],
) -> Vec<(String, Audience)> {
    let Some(node) = f.get("static_audience") else { return Vec::new() };
    let last = Audience(u16::try_from(settings.audiences.len().saturating_sub(1)).unwrap_or(u16::MAX));
    if !matches!(node.value, Value::Map(_) | Value::Null) {
        r.entries(node, "`static_audience`");
        return vec![("**".into(), last)];
    }
    let (mut out, mut none) = (Vec::new(), 0);
    for (pattern, node) in r.entries(node, "`static_audience`") {
        let name = r.words(node, "audience", &format!("`{}`", pattern.value));
        if name.is_none() && node.text().is_some() {
            let message = format!("no audience for `{}`", pattern.value);
            r.bad_value(node.span, message, format!("write one: {}", listed(settings)));
        }
        let audience = name.and_then(|name| audience(r, settings, &name)).unwrap_or(last);
        if !statics.iter().any(|path| glob::matches(&pattern.value, path)) {
            none += 1;
            let (help, meant) = match none > MOST_MEANT {
                true => ("write the path of a file or folder below `content/static/`".into(), None),
                false => (glob::help(&pattern.value, statics), glob::meant(&pattern.value, statics)),
            };
            let message = format!("no file below `content/static/` matches `{}`", pattern.value);
            r.bad_value(pattern.span, message, help);
            out.extend(meant.map(|meant| (meant, audience)));
        }
        out.push((pattern.value, audience));
    }
    out
}

/// The audiences, each in backticks.
fn listed(settings: &Settings) -> String {
    settings.audiences.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

const SEVERITIES: &[(&str, Severity)] = &[("error", Severity::Error), ("warning", Severity::Warning)];

fn severity(r: &mut Reader<'_>, f: &Fields<'_>, out: &mut Settings) {
    let Some(node) = f.get("severity") else { return };
    for (name, node) in r.entries(node, "`severity`") {
        let Some(code) = Code::parse(&name.value) else {
            let message = format!("no diagnostic has the code `{}`", name.value);
            r.bad_value(name.span, message, "write a code as reports show it, such as `BB301`");
            continue;
        };
        let Some(word) = r.words(node, "severity", &format!("`{code}`")) else { continue };
        let Some(severity) = r.choice(&word, &format!("severity of `{code}`"), SEVERITIES) else { continue };
        if severity > code.severity() && !code.entry().adjustable {
            let message = format!("`{code}` ({}) cannot be lowered", code.entry().meaning);
            let fault = Diagnostic::new(Code::SettingTooLow, name.span, message);
            r.report(fault.help("remove the line: such a fault leaves nothing that could be shown"));
            continue;
        }
        out.severity.insert(code, severity);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_text(text: &str) -> (Settings, Vec<String>) {
        let mut sources = Sources::default();
        let file = sources.add("briefbook.yaml", text);
        let statics = ["a", "annex/map.png"].map(String::from);
        let (settings, faults) = read(&sources, file, &statics);
        let show = |fault: &Diagnostic| {
            let at =
                fault.span.map(|span| sources.position(span.file, span.start)).expect("faults of settings have places");
            format!("{}:{} {} {}", at.line, at.column, fault.code, fault.message)
        };
        (settings, faults.iter().map(show).collect())
    }

    #[test]
    fn every_key_of_the_format_is_read() {
        let text = "title: T\nsubtitle: S\nauthors: [A. Analyst]\nlanguage: fr\nbase_url: https://example.org/mali\ntheme: own\n\
                    audiences: [public, internal]\ndefault_audience: internal\nentity_types: [{ id: ship, label: Ships }]\n\
                    link_mentions: none\nmarkings: [R]\nsearch: false\nminify: false\npublish_originals: true\n\
                    static_audience: { \"annex/**\": internal }\nseverity: { BB031: warning }\nformat: 1\nextra: { a: 1 }\n";
        let (settings, faults) = read_text(&text.replace("BB031", "BB301"));
        assert_eq!(faults, Vec::<String>::new());
        let expected = Settings {
            title: "T".into(),
            subtitle: Some("S".into()),
            authors: vec!["A. Analyst".into()],
            language: "fr".into(),
            base_url: Some("https://example.org/mali/".into()),
            theme: "own".into(),
            audiences: vec!["public".into(), "internal".into()],
            default_audience: Audience(1),
            entity_types: vec![EntityType { id: "ship".into(), label: "Ships".into() }],
            link_mentions: LinkMentions::None,
            markings: vec!["R".into()],
            search: false,
            minify: false,
            publish_originals: true,
            static_audience: vec![("annex/**".into(), Audience(1))],
            severity: [(Code::QuoteOrphaned, Severity::Warning)].into(),
            extra: serde_json::json!({ "a": "1" }),
        };
        assert_eq!(settings, expected);
    }

    #[test]
    fn no_settings_are_the_defaults() {
        for text in ["", "# nothing\n", "title:\n", "markings: ~\nformat: 1"] {
            assert_eq!(read_text(text), (Settings::default(), Vec::new()), "{text:?}");
        }
    }

    #[test]
    fn what_cannot_be_read_of_static_files_is_for_the_last_audience() {
        for (text, expected) in [
            ("{ a: intern }", &[("a", 1)][..]),
            ("{ a: '' }", &[("a", 1)]),
            ("{ a: }", &[("a", 1)]),
            ("[a]", &[("**", 1)]),
            ("{ static/annex/**: internal }", &[("annex/**", 1), ("static/annex/**", 1)]),
        ] {
            let (settings, faults) = read_text(&format!("audiences: [public, internal]\nstatic_audience: {text}"));
            let expected: Vec<_> = expected.iter().map(|(glob, at)| (glob.to_string(), Audience(*at))).collect();
            assert_eq!(settings.static_audience, expected, "{text}");
            assert_eq!(faults.len(), 1, "{text}: {faults:?}");
        }
    }

    #[test]
    fn entity_types_have_labels_in_the_books_language() {
        for (text, label) in [
            ("language: fr-CA", "Lieux"),
            ("language: de", "Places"),
            ("language: fr\nentity_types: [{ id: a, label: A }, { id: b, label: B }, { id: c, label: C }]", "C"),
        ] {
            assert_eq!(read_text(text).0.entity_types[2].label, label, "{text}");
        }
    }

    #[test]
    fn faults_of_settings_have_their_places() {
        let cases: &[(&str, &[&str])] = &[
            ("titel: A", &["1:1 BB010 `titel` is no key of the settings"]),
            ("title: A\ntitle: B", &["2:1 BB102 the key `title` stands twice"]),
            ("format: 2", &["1:9 BB012 the book is written for format 2; this program reads format 1"]),
            ("format: 1.0", &["1:9 BB011 `format` takes a whole number, not `1.0`"]),
            ("base_url: example.org", &["1:11 BB011 `example.org` is no address of a site"]),
            ("base_url: ftp://x/", &["1:11 BB011 `ftp://x/` is no address of a site"]),
            ("base_url: 'https://x/?q=1'", &["1:11 BB011 `https://x/?q=1` is no address of a site"]),
            ("audiences: []", &["1:12 BB011 `audiences` is empty"]),
            ("audiences: [a, b, A]", &["1:19 BB011 the audience `A` stands twice"]),
            ("audiences: [a, '', b]", &["1:16 BB011 an item of `audiences` is empty"]),
            ("markings: [' ']", &["1:12 BB011 an item of `markings` is empty"]),
            ("audiences: public", &["1:12 BB011 `audiences` takes a list, not a single value"]),
            ("default_audience: intern", &["1:19 BB011 no audience `intern` in `audiences`"]),
            (
                "entity_types: [{ id: a b, label: L }]",
                &[
                    "1:22 BB011 `a b` cannot be an id: an id is made of letters A to Z, digits, `.`, `_` and `-`, and begins with a letter or digit",
                ],
            ),
            (
                "entity_types: [{ id: a, label: L }, { id: a, label: M }]",
                &["1:43 BB011 the entity type `a` stands twice"],
            ),
            ("link_mentions: all", &["1:16 BB011 `all` is no `link_mentions`"]),
            ("search: no", &["1:9 BB011 `search` takes `true` or `false`, not `no`"]),
            ("static_audience: { a: b }", &["1:23 BB011 no audience `b` in `audiences`"]),
            ("static_audience: { a: }", &["1:21 BB011 `a` takes text, not nothing"]),
            ("static_audience: { a: '' }", &["1:23 BB011 no audience for `a`"]),
            ("static_audience: a", &["1:18 BB011 `static_audience` takes a map, not a single value"]),
            (
                "static_audience: { 'static/annex/**': public, '[': public, 'a': public }",
                &[
                    "1:20 BB011 no file below `content/static/` matches `static/annex/**`",
                    "1:47 BB011 no file below `content/static/` matches `[`",
                ],
            ),
            ("severity: { BB999: warning }", &["1:13 BB011 no diagnostic has the code `BB999`"]),
            ("severity: { BB301: fatal }", &["1:20 BB011 `fatal` is no severity of `BB301`"]),
            ("severity: { BB101: warning }", &["1:13 BB013 `BB101` (YAML that cannot be read) cannot be lowered"]),
            ("severity: { BB101: error, BB003: error }", &[]),
            ("- a", &["1:1 BB011 the settings is a map, not a list"]),
            ("a: b: c", &["1:5 BB101 the value of `a` has `: ` in it, which begins another key"]),
        ];
        for (text, expected) in cases {
            assert_eq!(read_text(text).1, *expected, "{text:?}");
        }
    }
}
