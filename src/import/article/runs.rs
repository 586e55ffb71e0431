//! Marks on runs of text, so that they can be told apart in what a library makes of a page.

/// The first of the letters that mark runs of text: a private area that no text uses.
const FIRST_MARK: u32 = 0xF_0000;
/// How many there are.
const MARKS: u32 = 0xFFFE;

/// A letter that marks a run of text.
fn mark(at: usize) -> Option<char> {
    u32::try_from(at).ok().filter(|at| *at < MARKS).and_then(|at| char::from_u32(FIRST_MARK + at))
}

/// The run that a letter marks.
pub fn run(letter: char) -> Option<usize> {
    let at = u32::from(letter).checked_sub(FIRST_MARK).filter(|at| *at < MARKS)?;
    usize::try_from(at).ok()
}

/// A text without such letters.
pub fn unmarked(words: &str) -> String {
    words.chars().filter(|letter| run(*letter).is_none()).collect()
}

/// The line that each run of marked HTML begins on.
pub fn numbers(marked: &str) -> Vec<usize> {
    let mut line = 1;
    let mut out = Vec::new();
    for letter in marked.chars() {
        line += usize::from(letter == '\n');
        out.extend(run(letter).map(|_| line));
    }
    out
}

/// Stretches of HTML without runs, by their begin and end.
const WITHOUT: [(&str, &str); 3] = [("<script", "</script"), ("<style", "</style"), ("<!--", "-->")];

/// HTML with a mark before each run of text, so that runs can be told apart in what a library makes of it.
pub fn marked(html: &str) -> String {
    let html = unmarked(html);
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let (mut at, mut waits) = (0, true);
    let mut end: Option<&str> = None;
    for (place, letter) in html.char_indices() {
        let rest = &html.as_bytes()[place..];
        let begins = |with: &str| rest.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with.as_bytes()));
        if end.is_some_and(begins) {
            end = None;
        } else if letter == '<' && end.is_none() {
            end = WITHOUT.iter().find(|(begin, _)| begins(begin)).map(|(_, end)| *end);
        }
        let tag = letter == '<' && rest.get(1).is_some_and(|next| next.is_ascii_alphabetic() || b"/!?".contains(next));
        if tag {
            waits = false;
        } else if waits && !letter.is_whitespace() {
            out.extend(mark(at));
            at += 1;
            waits = false;
        }
        waits |= letter == '>' && end.is_none();
        out.push(letter);
    }
    out
}
