//! Addresses as pages write them, taken apart and resolved to paths of the site.

pub(crate) use crate::percent::decode;

/// Whether an address leads out of the site: it has a scheme or names a host.
pub(super) fn is_external(href: &str) -> bool {
    if href.starts_with("//") {
        return true;
    }
    let end = href.find([':', '/', '?', '#']).unwrap_or(href.len());
    href[end..].starts_with(':') && href.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// Whether an address out of the site is one on the web.
pub(super) fn is_web(href: &str) -> bool {
    let lower = href.get(..8).unwrap_or(href).to_ascii_lowercase();
    lower.starts_with("https://") || lower.starts_with("http://")
}

/// The path, without query, and the fragment, if it names a place.
pub(super) fn split(href: &str) -> (&str, Option<&str>) {
    let (before, fragment) = match href.split_once('#') {
        Some((before, fragment)) => (before, Some(fragment)),
        None => (href, None),
    };
    let path = before.split('?').next().unwrap_or(before);
    // What follows `:~:` is for the browser's own search.
    let fragment = fragment.map(|fragment| fragment.split(":~:").next().unwrap_or(fragment));
    (path, fragment.filter(|fragment| !fragment.is_empty() && !fragment.eq_ignore_ascii_case("top")))
}

/// The path of the site that an address means, seen from a folder (empty, or with a final `/`). None leads above the root.
pub(super) fn resolve(folder: &str, path: &str) -> Option<String> {
    let path = decode(path)?;
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    let mut resolved = parts.join("/");
    if path.is_empty() || path.ends_with('/') || path.ends_with("/.") || path.ends_with("..") || path == "." {
        if !resolved.is_empty() {
            resolved.push('/');
        }
        resolved.push_str("index.html");
    }
    Some(resolved)
}

/// The folder of a path, empty or with a final `/`.
pub(super) fn folder(path: &str) -> &str {
    path.rfind('/').map_or("", |at| &path[..=at])
}

/// The shortest address of a path seen from a folder.
pub(super) fn relative(folder: &str, to: &str) -> String {
    let from: Vec<&str> = folder.split_terminator('/').collect();
    let parts: Vec<&str> = to.split('/').collect();
    let shared = from.iter().zip(&parts[..parts.len() - 1]).take_while(|(a, b)| a == b).count();
    "../".repeat(from.len() - shared) + &parts[shared..].join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_resolve_as_in_a_browser() {
        let cases = [
            ("", "a.html", Some("a.html")),
            ("x/", "../a.html", Some("a.html")),
            ("x/y/", "../../x/./b.html", Some("x/b.html")),
            ("x/", "", Some("x/index.html")),
            ("x/", ".", Some("x/index.html")),
            ("x/", "..", Some("index.html")),
            ("", "x/", Some("x/index.html")),
            ("", "na%C3%AFve%20b.html", Some("na\u{ef}ve b.html")),
            ("x/", "../../a.html", None),
            ("", "%ff.html", None),
        ];
        for (folder, path, expected) in cases {
            assert_eq!(resolve(folder, path).as_deref(), expected, "{path} from {folder}");
        }
    }

    #[test]
    fn only_addresses_with_a_scheme_or_host_are_external() {
        for external in ["https://x.org/", "mailto:a@b", "tel:1", "data:,x", "//cdn.org/x", "HTTP://x", "javascript:x"]
        {
            assert!(is_external(external), "{external}");
        }
        for internal in ["a.html", "#a:b", "x/a:b.html", "?a:b", "/x", "1:2", ""] {
            assert!(!is_external(internal), "{internal}");
        }
    }

    #[test]
    fn relative_addresses_resolve_back() {
        for (folder, to) in [("", "a"), ("x/", "a"), ("x/y/", "x/z/a"), ("x/", "x/a"), ("x/", "x/y/z")] {
            assert_eq!(resolve(folder, &relative(folder, to)).as_deref(), Some(to), "{to} from {folder}");
        }
    }
}
