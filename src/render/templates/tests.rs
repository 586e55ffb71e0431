use super::*;
use crate::diagnostics::FileId;

fn file(path: &str, text: &str) -> ThemeFile {
    ThemeFile { path: path.into(), bytes: text.as_bytes().to_vec(), file: Some(FileId(7)) }
}

#[test]
fn the_built_in_theme_is_whole() {
    let (theme, diagnostics) = Theme::new(&[]);
    assert_eq!(diagnostics, []);
    assert!(theme.assets().any(|path| path == "style.css"));
    assert!(theme.asset("style.css").is_some_and(|bytes| bytes.len() > 1000));
    assert_eq!(theme.asset("none.css"), None);
}

#[test]
fn a_books_files_replace_the_built_in_ones() {
    let (theme, diagnostics) = Theme::new(&[
        file("templates/page.html", "mine: {% include \"default/x.html\" %}"),
        file(
            "templates/default/x.html",
            "{{ w(key=\"nav_gaps\") }} {{ title }} {{ fill(key=\"generator\", version=1) }}",
        ),
        file("static/style.css", "p {}"),
        file("static/logo.svg", "<svg/>"),
        file("words/en.yaml", "nav_gaps: Lacunes"),
    ]);
    assert_eq!(diagnostics, []);
    let page = theme.render("page.html", &serde_json::json!({ "title": "<b>" })).expect("renders");
    assert_eq!(page, "mine: Lacunes &lt;b&gt; briefbook 1");
    assert_eq!(theme.asset("style.css"), Some(b"p {}".as_slice()));
    assert!(theme.assets().any(|path| path == "logo.svg"));
}

#[test]
fn words_are_of_the_books_language() {
    let own = [file("words/en.yaml", "nav_gaps: Missing"), file("words/fr.yaml", "nav_matrix: Grille")];
    for (language, gaps, matrix, documents) in [
        ("en", "Missing", "Matrix", "0 documents"),
        ("fr", "Lacunes", "Grille", "0 document"),
        ("fr-CA", "Lacunes", "Grille", "0 document"),
        ("de", "Missing", "Matrix", "0 documents"),
    ] {
        let (theme, diagnostics) = Theme::in_language(&own, language);
        assert_eq!(diagnostics, []);
        let words = theme.words();
        let found = (words.get("nav_gaps"), words.get("nav_matrix"), words.count("n_documents", 0));
        assert_eq!(found, (gaps, matrix, documents.to_string()), "{language}");
    }
    let (_, faults) = Theme::in_language(&[file("words/fr.yaml", "a: [")], "en");
    assert_eq!(faults.len(), 1, "a file that is not used is read for its faults");
}

#[test]
fn a_template_can_extend_the_one_it_replaces() {
    let own = "{% extends \"default/base.html\" %}{% block title %}mine{% endblock %}";
    let (theme, diagnostics) = Theme::new(&[file("templates/base.html", own)]);
    assert_eq!(diagnostics, []);
    let shell = serde_json::json!({ "shell": {
        "lang": "en", "generator": "", "noindex": false, "canonical": null, "css": "", "kind": "", "banner": null,
        "home": "", "book": "", "nav": [], "edition": "", "title": "", "print": "", "description": null, "og_type": "", "locale": null,
        "icon": "", "theme_css": null, "feed": null, "root": "", "previews": 0,
    } });
    assert!(theme.render("base.html", &shell).expect("renders").contains("<title>mine</title>"));
}

#[test]
fn everything_is_escaped_whatever_the_name() {
    let (theme, _) = Theme::new(&[file("templates/list.txt", "{{ x }}")]);
    assert_eq!(theme.render("list.txt", &serde_json::json!({ "x": "a<b" })).expect("renders"), "a&lt;b");
}

#[test]
fn faults_are_placed_in_the_books_file() {
    let broken = [
        ("{{ a", Code::TemplateBroken),
        ("{{ a | nofilter }}", Code::TemplateBroken),
        ("{% include \"none.html\" %}", Code::TemplateBroken),
    ];
    for (text, code) in broken {
        let (theme, diagnostics) = Theme::new(&[file("templates/page.html", text)]);
        assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [code], "{text}");
        assert_eq!(diagnostics[0].span.map(|span| span.file), Some(FileId(7)), "{text}: {diagnostics:?}");
        assert!(theme.render("base.html", &serde_json::json!({})).is_err(), "the built-in templates are still there");
    }
    let (theme, _) = Theme::new(&[file("templates/page.html", "words {{ nothing }}")]);
    let fault = theme.render("page.html", &serde_json::json!({})).expect_err("undefined");
    assert_eq!(fault.span.map(|span| (span.file, span.start)), Some((FileId(7), 9)));
    assert!(fault.message.contains("nothing"), "{}", fault.message);
}

#[test]
fn broken_words_are_named_and_the_rest_stands() {
    let (theme, diagnostics) = Theme::new(&[file("words/en.yaml", "a: [")]);
    assert_eq!(diagnostics.iter().map(|d| d.code).collect::<Vec<_>>(), [Code::WordsBroken]);
    assert_eq!(theme.words().get("nav_gaps"), "Gaps");
}

#[test]
fn quoted_words_keep_their_own_marks_and_else_get_ours() {
    let (theme, _) = Theme::new(&[]);
    let passage = |quote: &str| {
        let view =
            serde_json::json!({ "passage": { "quote": quote, "href": "a.html", "document": "A", "remarks": [] } });
        theme.render("passage.html", &view).expect("renders")
    };
    let cases = [
        ("no longer distracted", false),
        ("the \"total\" engagement", false),
        ("\"We are here,\" he said", true),
        ("“We are here”", true),
        ("«Nous y sommes»", true),
        ("‘We are here’", true),
        ("„Wir sind da“", true),
    ];
    for (quote, own) in cases {
        assert_eq!(passage(quote).contains("<q class=\"own\">"), own, "{quote}");
    }
}

#[test]
fn a_fault_of_a_template_names_what_would_do_instead() {
    let page = |main: &str| format!("{{% extends \"default/x.html\" %}}\n{{% block main %}}{main}{{% endblock %}}");
    let view = serde_json::json!({ "shell": { "book": "B", "lang": "en" }, "title": "T" });
    let cases = [
        ("{{ titel }}", "titel", "variable `titel` is not defined | did you mean `title`?"),
        ("{{ shell.bok }}", "bok", "field `bok` is not defined | did you mean `book`?"),
        ("{{ shell.zzz }}", "zzz", "field `zzz` is not defined | there are `book`, `lang`"),
        ("{{ title | uper }}", "uper", "unknown filter `uper` | did you mean `upper`?"),
        ("{{ cuont(key=1) }}", "cuont(key=1)", "unknown function `cuont` | did you mean `count`?"),
        ("{% include \"bsae.html\" %}", "\"bsae.html\"", "unknown template `bsae.html` | did you mean `base.html`?"),
        (
            "{{ w(key=\"nav_gasp\") }}",
            "w(key=\"nav_gasp\")",
            "no words for `nav_gasp` in the theme | did you mean `nav_gaps`?",
        ),
        (
            "{% if title %}",
            "endblock",
            "a tag that does not fit here | mend its name, or close the `if`, `for` or `block` that is open before it",
        ),
        (
            "{{ title }",
            "}",
            "found `}` but expected `}}` | mend the template, or delete it to have the built-in one back",
        ),
    ];
    for (main, words, expected) in cases {
        let text = page(main);
        let base = file("templates/default/x.html", "{% block main %}{% endblock %}");
        let (theme, mut found) = Theme::new(&[base, file("templates/page.html", &text)]);
        if found.is_empty() {
            found.extend(theme.render("page.html", &view).err());
        }
        let told: Vec<String> =
            found.iter().map(|d| d.sentence().replace(" (", " | ").trim_end_matches(')').into()).collect();
        assert_eq!(told, [expected], "{main}");
        let span = found[0].span.expect("a place");
        let at = &text[span.start as usize..span.end as usize];
        assert_eq!((span.file, at), (FileId(7), words), "{main}");
    }
}

#[test]
fn templates_that_lead_in_a_circle_or_nowhere_are_named() {
    for (text, at, expected) in [
        (
            "{% extends \"defualt/base.html\" %}",
            12,
            "no template `defualt/base.html` to extend (did you mean `default/base.html`?)",
        ),
        (
            "{% extends \"page.html\" %}",
            3,
            "this template extends itself, through others or directly (mend the template, or delete it to have the built-in one back)",
        ),
        (
            "{% include \"page.html\" %}",
            3,
            "this template includes itself, through others or directly (mend the template, or delete it to have the built-in one back)",
        ),
        (
            "{% extends \"default/base.html\" %}{% block mian %}{% endblock %}",
            42,
            "block `mian` is not defined in any parent template (did you mean `main`?)",
        ),
    ] {
        let (_, found) = Theme::new(&[file("templates/page.html", text)]);
        let told: Vec<_> = found.iter().map(|d| (d.sentence(), d.span.map(|span| span.start))).collect();
        assert_eq!(told, [(expected.to_string(), Some(at))]);
    }
}
