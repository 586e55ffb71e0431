//! Patterns of paths below `content/static/`, and what was meant by one that no file has.

use std::collections::BTreeSet;

use crate::diagnostics::did_you_mean;

/// So many paths are compared with a pattern that no file has.
const MOST_NEAR: usize = 2_000;

/// `*` is any run of characters within a folder, `**` any run at all, `?` one character.
pub fn matches(glob: &str, path: &str) -> bool {
    let (glob, path): (Vec<char>, Vec<char>) = (glob.chars().collect(), path.chars().collect());
    // Row by row over the pattern: `reach[i]` says whether the pattern so far can end after i characters of the path.
    let mut reach = vec![false; path.len() + 1];
    reach[0] = true;
    let mut at = 0;
    while at < glob.len() {
        let deep = glob[at] == '*' && glob.get(at + 1) == Some(&'*');
        let mut next = vec![false; path.len() + 1];
        for end in 0..=path.len() {
            let before = end.checked_sub(1);
            next[end] = match glob[at] {
                '*' => reach[end] || before.is_some_and(|before| next[before] && (deep || path[before] != '/')),
                '?' => before.is_some_and(|before| reach[before] && path[before] != '/'),
                letter => before.is_some_and(|before| reach[before] && path[before] == letter),
            };
        }
        // `**/` also stands for no folder at all.
        if deep && glob.get(at + 2) == Some(&'/') {
            let none = reach.clone();
            reach = next;
            let mut slash = vec![false; path.len() + 1];
            for end in 0..=path.len() {
                slash[end] = none[end] || end.checked_sub(1).is_some_and(|before| reach[before] && path[before] == '/');
            }
            reach = slash;
            at += 3;
            continue;
        }
        reach = next;
        at += if deep { 2 } else { 1 };
    }
    reach[path.len()]
}

/// What was probably meant by a pattern that matches no file: a pattern that matches some.
pub fn meant(pattern: &str, paths: &[String]) -> Option<String> {
    let plain = pattern.replace('\\', "/");
    let mut below = plain.trim_start_matches("./").trim_start_matches('/');
    below = below.strip_prefix("content/").unwrap_or(below);
    below = below.strip_prefix("static/").unwrap_or(below);
    let folder = format!("{}/**", below.trim_end_matches('/'));
    let anywhere = format!("**/{below}");
    let forms = [below.to_string(), folder, anywhere].into_iter().filter(|form| form != "/**" && form != pattern);
    let forms: Vec<String> = forms.filter(|form| !form.is_empty()).collect();
    let hit = |form: &String| paths.iter().any(|path| matches(form, path));
    forms.iter().find(|form| hit(form)).cloned().or_else(|| {
        let as_it_is = std::iter::once(pattern.to_string()).chain(forms.iter().cloned());
        as_it_is.filter_map(|form| in_case(&form, paths)).find(|form| hit(form))
    })
}

/// The pattern with the letters of a file that it matches but for case.
fn in_case(pattern: &str, paths: &[String]) -> Option<String> {
    let lower = pattern.to_lowercase();
    let path: Vec<char> = paths.iter().find(|path| matches(&lower, &path.to_lowercase()))?.chars().collect();
    let wild = |c: char| matches!(c, '*' | '?');
    let letters: Vec<char> = pattern.chars().collect();
    let first = letters.iter().position(|c| wild(*c)).unwrap_or(letters.len());
    let last = letters.iter().rposition(|c| wild(*c)).map_or(letters.len(), |at| at + 1);
    let tail = letters.len() - last;
    let head = path.get(..first)?.iter();
    Some(head.chain(&letters[first..last]).chain(path.get(path.len().checked_sub(tail)?..)?).collect())
}

/// What to write instead of a pattern that matches no file.
pub fn help(pattern: &str, paths: &[String]) -> String {
    if let Some(meant) = meant(pattern, paths) {
        return format!("write `{meant}`: a pattern is a path below `content/static/`");
    }
    if pattern.contains(['[', '{']) {
        return "brackets stand for themselves: `*`, `**` and `?` are all there is; write a line for each".into();
    }
    if paths.is_empty() {
        return "there is no file below `content/static/`; remove the line".into();
    }
    let (mut folders, mut near) = (BTreeSet::new(), Vec::new());
    for path in paths.iter().take(MOST_NEAR) {
        near.push(path.clone());
        for (at, _) in path.match_indices('/') {
            folders.insert(&path[..at]);
        }
    }
    near.extend(folders.iter().flat_map(|folder| [format!("{folder}/*"), format!("{folder}/**")]));
    let fallback = || "write the path below `content/static/` of a file, or of a folder as in `maps/**`".into();
    did_you_mean(pattern, near.iter().map(String::as_str)).unwrap_or_else(fallback)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs() {
        for (glob, path, expected) in [
            ("annex/**", "annex/a/b.pdf", true),
            ("annex/**", "annexes/a.pdf", false),
            ("*.pdf", "a.pdf", true),
            ("*.pdf", "x/a.pdf", false),
            ("**/*.pdf", "x/y/a.pdf", true),
            ("**/*.pdf", "a.pdf", true),
            ("a?c", "abc", true),
            ("a?c", "a/c", false),
            ("", "a", false),
        ] {
            assert_eq!(matches(glob, path), expected, "{glob} {path}");
        }
    }

    #[test]
    fn what_was_meant_by_a_pattern_of_no_file() {
        let paths = ["annex/a.txt", "fotos/x.png", "maps/m.png", "a.txt", "x/deep/b.csv"].map(String::from);
        for (pattern, expected) in [
            ("static/annex/**", Some("annex/**")),
            ("content/static/annex/**", Some("annex/**")),
            ("content/static/**", Some("**")),
            ("./fotos/", Some("fotos/**")),
            ("/fotos/**", Some("fotos/**")),
            ("annex", Some("annex/**")),
            ("annex/", Some("annex/**")),
            ("annex\\**", Some("annex/**")),
            ("Maps/**", Some("maps/**")),
            ("Maps", Some("maps/**")),
            ("*.TXT", Some("*.txt")),
            ("*.csv", Some("**/*.csv")),
            ("anex/*", None),
            ("[", None),
            ("/", None),
            ("", None),
            ("{fotos,maps}/**", None),
        ] {
            assert_eq!(meant(pattern, &paths).as_deref(), expected, "{pattern}");
        }
        assert_eq!(help("anex/*", &paths), "did you mean `annex/*`?");
        assert!(help("{fotos,maps}/**", &paths).starts_with("brackets stand for themselves"));
    }
}
