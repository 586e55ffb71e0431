//! Smaller pages with the same words: a page that minifying would change stays as it is.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};

use html5ever::tokenizer::{Tag, TagKind};

use super::html::{self, Visitor};
use crate::diagnostics::{Code, Diagnostic};

/// Elements nested deeper than this are not minified: the minifier recurses, and a stack overflow cannot be caught.
const DEEPEST: usize = 256;

/// Why a page is left unminified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinifyChanged {
    /// Words would have been lost, joined or moved.
    Words,
    /// Elements or their attributes would have changed.
    Markup,
    /// The page is nested too deep.
    Depth,
    /// The page is not UTF-8, or the minifier gave up on it.
    Failed,
}

impl MinifyChanged {
    /// The diagnostic about a page of the site.
    pub fn diagnostic(self, page: &str) -> Diagnostic {
        let why = match self {
            Self::Words => "minifying would change the words of",
            Self::Markup => "minifying would change the markup of",
            Self::Depth => "elements are nested too deep to minify",
            Self::Failed => "the minifier gave up on",
        };
        Diagnostic::unplaced(Code::MinifyChanged, format!("{why} `{page}`; it is written unminified"))
            .help("put runs of inline elements into `p`, `li` or `span` in the theme, or set `minify: false`")
    }
}

/// Minifies a page, and makes sure that its words, elements, ids and attributes are the same afterwards.
pub fn minify(html: &[u8]) -> Result<Vec<u8>, MinifyChanged> {
    let before = fingerprint(html)?;
    if before.deepest > DEEPEST {
        return Err(MinifyChanged::Depth);
    }
    let minified =
        catch_unwind(AssertUnwindSafe(|| minify_html::minify(html, &config()))).map_err(|_| MinifyChanged::Failed)?;
    let after = fingerprint(&minified)?;
    if before.words.finish() != after.words.finish() {
        return Err(MinifyChanged::Words);
    }
    if before.markup.finish() != after.markup.finish() {
        return Err(MinifyChanged::Markup);
    }
    Ok(minified)
}

fn config() -> minify_html::Cfg {
    let mut config = minify_html::Cfg::new();
    config.keep_closing_tags = true;
    config.keep_html_and_head_opening_tags = true;
    config
}

fn fingerprint(html: &[u8]) -> Result<Fingerprint, MinifyChanged> {
    let text = std::str::from_utf8(html).map_err(|_| MinifyChanged::Failed)?;
    let mut seen = html::visit(text, Fingerprint::default());
    seen.end_exact();
    Ok(seen)
}

/// What must not change, as two hashes: an accident that keeps both is not to be expected.
#[derive(Default)]
struct Fingerprint {
    words: DefaultHasher,
    markup: DefaultHasher,
    /// Whether the next letter begins a word. Separators count only then, so that a space may change sides of a tag.
    apart: bool,
    /// The element whose text counts as it is, and that text.
    exact: Option<(String, String)>,
    open: Vec<html5ever::LocalName>,
    deepest: usize,
}

impl Visitor for Fingerprint {
    fn tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        let start = tag.kind == TagKind::StartTag;
        self.count_depth(tag, start);
        let inline = is_inline(name);
        self.apart |= !inline;
        if start || inline {
            (start, name).hash(&mut self.markup);
            // Ties each tag to its place among the words; no UTF-8 has this byte.
            self.words.write_u8(0xfe);
        }
        if start {
            self.hash_attributes(tag);
        }
        match &self.exact {
            None if start && is_exact(name) => self.exact = Some((name.to_string(), String::new())),
            Some((element, _)) if !start && element == name => self.end_exact(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let Some((_, exact)) = &mut self.exact {
            exact.push_str(text);
            return;
        }
        for byte in text.bytes() {
            if byte.is_ascii_whitespace() {
                self.apart = true;
                continue;
            }
            if std::mem::take(&mut self.apart) {
                self.words.write_u8(0xff);
            }
            self.words.write_u8(byte);
        }
    }
}

impl Fingerprint {
    fn end_exact(&mut self) {
        self.apart = true;
        let Some((element, text)) = self.exact.take() else { return };
        match element.as_str() {
            // Parsers drop a line break right after the tag.
            "pre" | "textarea" => text.strip_prefix('\n').unwrap_or(&text).hash(&mut self.words),
            _ => text.trim().hash(&mut self.words),
        }
    }

    fn hash_attributes(&mut self, tag: &Tag) {
        let viewport =
            tag.attrs.iter().any(|attribute| &*attribute.name.local == "name" && &*attribute.value == "viewport");
        let mut attributes: Vec<(&str, Cow<'_, str>)> = tag
            .attrs
            .iter()
            .map(|attribute| (&*attribute.name.local, &*attribute.value))
            .filter(|(name, value)| !is_default(&tag.name, name, value))
            .map(|(name, value)| (name, folded(name, value, viewport)))
            .collect();
        attributes.sort_unstable();
        attributes.hash(&mut self.markup);
    }

    /// Counts open elements; end tags that are left out make the count too high at worst.
    fn count_depth(&mut self, tag: &Tag, start: bool) {
        if start {
            if !tag.self_closing && !is_void(&tag.name) && self.open.len() <= DEEPEST {
                self.open.push(tag.name.clone());
            }
            self.deepest = self.deepest.max(self.open.len());
        } else if let Some(at) = self.open.iter().rposition(|open| *open == tag.name) {
            self.open.truncate(at);
        }
    }
}

/// Elements inside a line of text, which do not end a word.
fn is_inline(name: &str) -> bool {
    const INLINE: [&str; 35] = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "ins", "kbd", "label", "mark", "q", "rb", "rp", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strong",
        "sub", "sup", "time", "u", "var",
    ];
    name.contains('-') || name == "wbr" || INLINE.binary_search(&name).is_ok()
}

fn is_exact(name: &str) -> bool {
    matches!(name, "pre" | "textarea" | "script" | "style")
}

fn is_void(name: &str) -> bool {
    const VOID: [&str; 13] =
        ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
    VOID.binary_search(&name).is_ok()
}

/// Attributes that say what holds without them, which the minifier drops.
fn is_default(element: &str, name: &str, value: &str) -> bool {
    match (element, name) {
        (_, "class" | "style") | ("script", "type") if value.trim().is_empty() => true,
        ("input", "value" | "placeholder") => value.is_empty(),
        ("script", "type") => matches!(value, "text/javascript" | "application/javascript"),
        ("style" | "link", "type") => value == "text/css",
        ("style", "media") => value == "all",
        ("input", "type") => value.eq_ignore_ascii_case("text"),
        ("button", "type") => value.eq_ignore_ascii_case("submit"),
        ("form", "method") => value == "get",
        ("a" | "form", "target") => value == "_self",
        ("col" | "colgroup", "span") => value == "1",
        ("img" | "iframe", "loading") => value == "eager",
        ("img", "decoding") => value == "auto",
        _ => false,
    }
}

/// A value without what the minifier drops from it: white space that only separates, the words of a switch.
fn folded<'a>(name: &str, value: &'a str, viewport: bool) -> Cow<'a, str> {
    match name {
        "class" | "style" | "d" => value.split_ascii_whitespace().collect::<Vec<_>>().join(" ").into(),
        "content" if viewport => value.split_ascii_whitespace().collect::<String>().into(),
        "async" | "autofocus" | "checked" | "controls" | "default" | "defer" | "disabled" | "hidden" | "loop"
        | "multiple" | "muted" | "novalidate" | "open" | "readonly" | "required" | "reversed" | "selected"
            if value == name =>
        {
            "".into()
        }
        _ => value.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(result: Result<Vec<u8>, MinifyChanged>) -> Result<String, MinifyChanged> {
        result.map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
    }

    #[test]
    fn white_space_goes_and_words_stay() {
        let page = "<!doctype html>\n<html lang=\"en\">\n <head>\n  <title>A  b</title>\n </head>\n <body>\n  <p id=\"p1\">\n   One <em>two</em>\n   <a href=\"x.html\">three</a>.\n  </p>\n  <pre>\n a\n  b</pre>\n </body>\n</html>\n";
        let small = text(minify(page.as_bytes())).expect("unchanged words");
        assert!(small.len() < page.len(), "{small}");
        for kept in [
            "<html lang=en>",
            "<head>",
            "</p>",
            "One <em>two</em> <a href=x.html>three</a>.",
            " a\n  b</pre>",
            "</html>",
        ] {
            assert!(small.contains(kept), "{kept} in {small}");
        }
        assert_eq!(text(minify(small.as_bytes())), Ok(small), "a second time changes nothing");
    }

    #[test]
    fn pages_that_would_change_are_left_alone() {
        let deep = "<div>".repeat(400) + &"</div>".repeat(400);
        let endless = "<blockquote>".repeat(20_000);
        let cases: [(&str, MinifyChanged); 6] = [
            ("<iframe sandbox=\"\" src=\"x\"></iframe>", MinifyChanged::Markup),
            ("<div><a href=x>a</a> <a href=y>b</a></div>", MinifyChanged::Words),
            ("<nav>one <b>two</b> <i>three</i></nav>", MinifyChanged::Words),
            ("<p><span hidden=\"until-found\">x</span></p>", MinifyChanged::Markup),
            (&deep, MinifyChanged::Depth),
            (&endless, MinifyChanged::Depth),
        ];
        for (page, why) in cases {
            assert_eq!(text(minify(page.as_bytes())), Err(why), "{}", &page[..page.len().min(80)]);
        }
        assert_eq!(minify(b"<p>\xff</p>"), Err(MinifyChanged::Failed));
    }

    #[test]
    fn ordinary_constructs_pass() {
        let cases = [
            "<p>a &lt; b &amp; c &amp;amp; &quot;d&quot;</p>",
            "<p title=\"a &quot;b&quot; 'c' &amp;lt;\">x</p>",
            "<table><thead><tr><th scope=\"col\">A</th></tr></thead> <tbody><tr><td>1</td> <td>2</td></tr></tbody></table>",
            "<form method=\"get\"> <label>Name <input type=\"text\" name=\"q\"></label> <button>Go</button> </form>",
            "<script type=\"application/json\">{\"a\": \"<b>\"}</script> <script src=\"a.js\" defer></script>",
            "<style> p { color: red } </style><p class=\" a  b \" style=\"color: red\">x</p>",
            "<ul> <li>one</li> <li><p>two</p></li> </ul> <details open><summary>s</summary> text</details>",
            "<svg viewBox=\"0 0 10 10\"><path d=\"M 0 0 L 1 1\"/><text x=\"1\">word</text></svg>",
            "<textarea>\n a  b </textarea> <p>after<br>break</p>",
            "<p><mark id=\"annotation-a\">one <mark id=\"annotation-b\">two</mark></mark> three</p>",
            "<p>\u{2019}na\u{ef}ve\u{a0}word\u{2009}x</p><!-- gone -->",
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><input type=\"checkbox\" checked=\"checked\" value=\"\">",
            "<iframe src=x loading=eager></iframe><ol start=\"3\"><li value=\"7\">x</li></ol><p hidden=\"hidden\">x</p>",
            "<a href=\"x/?a=b&amp;c=d/\">x</a> <img src=\"a.png\" alt=\"\">",
        ];
        for page in cases {
            let minified = text(minify(page.as_bytes()));
            assert!(minified.as_ref().is_ok_and(|small| small.len() <= page.len()), "{page}: {minified:?}");
        }
    }

    #[test]
    fn the_deepest_page_fits_the_stack_of_a_thread() {
        let page = "<div>".repeat(DEEPEST) + &"</div>".repeat(DEEPEST);
        assert!(minify(page.as_bytes()).is_ok());
    }

    #[test]
    fn the_guard_sees_each_kind_of_change() {
        let cases = [
            ("<p>one two</p>", "<p>onetwo</p>"),
            ("<p>one two</p>", "<p>one</p>"),
            ("<p>a</p><p>b</p>", "<p>b</p><p>a</p>"),
            ("<pre>a  b</pre>", "<pre>a b</pre>"),
            ("<textarea>a\n</textarea>", "<textarea>a</textarea>"),
            ("<p id=a>x</p>", "<p id=b>x</p>"),
            ("<p><b>x</b> y</p>", "<p><b>x y</b></p>"),
            ("<a href=\"x\">x</a>", "<a>x</a>"),
            ("<p>x</p>", "<div>x</div>"),
        ];
        for (before, after) in cases {
            let hashes = |page: &str| {
                let seen = fingerprint(page.as_bytes()).expect("UTF-8");
                (seen.words.finish(), seen.markup.finish())
            };
            assert_ne!(hashes(before), hashes(after), "{before} and {after}");
        }
    }
}
