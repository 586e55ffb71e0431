//! Hostile themes: templates in rings, loops, depth, length. A theme's fault is a fault of the book.

use super::{Case, MEMO};
use crate::harness::Book;

pub(crate) const CASES: &[Case] = &[
    ("a template that includes itself", |book, _| template(book, "page.html", "{% include \"page.html\" %}")),
    ("templates that include each other", |book, _| {
        template(book, "page.html", "{% include \"other.html\" %}");
        template(book, "other.html", "{% if true %}{% include \"page.html\" %}{% endif %}");
    }),
    ("a template that extends itself", |book, _| template(book, "page.html", "{% extends \"page.html\" %}")),
    ("templates that extend each other", |book, _| {
        template(book, "page.html", "{% extends \"other.html\" %}");
        template(book, "other.html", "{% extends \"page.html\" %}");
    }),
    ("a component that uses itself", |book, _| {
        template(
            book,
            "page.html",
            "{% component again(n: integer = 0) %}{{ <again n={n + 1} /> }}{% endcomponent again %}{{ <again /> }}",
        );
    }),
    ("a template that loops a million times", |book, size| {
        template(book, "page.html", &format!("{{% for i in range(end={}) %}}x{{% endfor %}}", size.of(1_000_000)));
    }),
    ("a template that loops without end", |book, _| {
        template(
            book,
            "page.html",
            "{% for i in range(end=1000000) %}{% for i in range(end=1000000) %}{% endfor %}{% endfor %}",
        );
    }),
    ("a range of all numbers", |book, _| {
        template(book, "page.html", "{% for i in range(end=9000000000000000000) %}{% endfor %}");
    }),
    ("deep conditions", |book, size| {
        let depth = size.of(10_000);
        template(book, "page.html", &format!("{}x{}", "{% if true %}".repeat(depth), "{% endif %}".repeat(depth)));
    }),
    ("deep expressions", |book, size| {
        let depth = size.of(50_000);
        template(book, "page.html", &format!("{{{{ {}1{} }}}}", "(".repeat(depth), ")".repeat(depth)));
    }),
    ("deep negations", |book, size| {
        template(book, "page.html", &format!("{{{{ {} true }}}}", "not ".repeat(size.of(50_000))));
    }),
    ("deep lists in templates", |book, size| {
        let depth = size.of(50_000);
        template(book, "page.html", &format!("{{{{ {}1{} }}}}", "[".repeat(depth), "]".repeat(depth)));
    }),
    ("long sums", |book, size| template(book, "page.html", &format!("{{{{ 1{} }}}}", " + 1".repeat(size.of(100_000))))),
    ("sums beyond numbers", |book, _| {
        template(
            book,
            "page.html",
            "{{ 9223372036854775807 + 1 }}{{ 1 / 0 }}{{ 1 % 0 }}{{ -9223372036854775807 * 9 }}",
        );
    }),
    ("a template that never closes", |book, size| template(book, "page.html", &"{% if x %}{{".repeat(size.of(50_000)))),
    ("a template of 7 MB", |book, size| template(book, "page.html", &"x{{ title }}".repeat(size.of(600_000)))),
    ("10,000 templates", |book, size| {
        for n in 0..size.of(10_000) {
            template(book, &format!("t{n}.html"), &format!("{{% include \"t{}.html\" %}}", n + 1));
        }
        template(book, "page.html", "{% include \"t0.html\" %}");
    }),
    ("words nested deep", |book, size| {
        template(book, "page.html", "x");
        book.write("themes/mine/words/en.yaml", "{a: ".repeat(size.of(10_000)));
    }),
    ("words of a million keys", |book, size| {
        template(book, "page.html", "x");
        book.write(
            "themes/mine/words/en.yaml",
            (0..size.of(1_000_000)).map(|n| format!("k{n}: x\n")).collect::<String>(),
        );
    }),
    ("a style of 45 MB", |book, size| {
        template(book, "page.html", "x");
        book.write("themes/mine/static/style.css", "@import url(x);".repeat(size.of(3_000_000)));
    }),
    ("a theme of zeros", |book, size| {
        template(book, "page.html", &"\0".repeat(size.of(1_000_000)));
        book.write("themes/mine/static/style.css", vec![0; size.of(1_000_000)]);
    }),
];

fn template(book: &Book, name: &str, text: &str) {
    book.write("briefbook.yaml", "theme: mine\n");
    book.write("content/documents/memo.md", MEMO);
    book.write("content/pages/about.md", "About.\n");
    book.write(&format!("themes/mine/templates/{name}"), text);
}
