//! What to write instead of the dates that people write by habit.

use super::calendar;
use super::parse::{MONTHS, grammar};

const CIRCA: [&str; 9] = ["circa ", "ca. ", "ca ", "c. ", "c.", "about ", "around ", "approximately ", "~"];
const MAYBE: [&str; 5] = ["probably ", "possibly ", "perhaps ", "maybe ", "?"];
const OPEN: [&str; 7] = ["open", "present", "the present", "today", "now", "ongoing", "date"];
const NO_DATE: [&str; 6] = ["unknown", "undated", "n.d.", "nd", "no date", "?"];
const SEASONS: [(&str, u8); 5] = [("spring", 21), ("summer", 22), ("autumn", 23), ("fall", 23), ("winter", 24)];

/// What to write instead of a text that is no date, if it is one of the common mistakes.
pub(super) fn suggest(text: &str) -> Option<String> {
    // A date is short; what is longer is prose, and no work is done on it.
    if text.len() > 60 {
        return None;
    }
    let lower = text.to_lowercase().replace(['–', '—', '−'], "-");
    let lower = lower.trim();
    words(lower).or_else(|| {
        let written: Vec<String> = rewritten(lower).into_iter().filter(|new| grammar(new).is_ok()).collect();
        match &written[..] {
            [] => None,
            [one] => Some(format!("write `{one}`")),
            [one, other, ..] => Some(format!("write `{one}` or `{other}`, whichever is meant")),
        }
    })
}

/// Mistakes whose remedy is another key.
fn words(text: &str) -> Option<String> {
    if NO_DATE.contains(&text) {
        return Some("leave the key out when no date is known".into());
    }
    if text.starts_with(['[', '{']) {
        return Some("sets are EDTF level 2; for one unknown day give `not_before:` and `not_after:`".into());
    }
    let limit = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word)).and_then(only);
    if let Some(date) = limit(&["before ", "by ", "until ", "not after ", "till "]) {
        return Some(format!("for one unknown day write `not_after: {date}`, for a span that ended then `../{date}`"));
    }
    let date = limit(&["after ", "not before "])?;
    Some(format!("for one unknown day write `not_before: {date}`, for a span that began then `{date}/..`"))
}

/// The one thing a text can mean, if it is clear.
fn only(text: &str) -> Option<String> {
    if grammar(text).is_ok() {
        return Some(text.into());
    }
    let mut readings = single(text).into_iter().filter(|new| grammar(new).is_ok());
    let first = readings.next()?;
    readings.next().is_none().then_some(first)
}

/// Everything a text may mean; not all of it need be a date.
fn rewritten(text: &str) -> Vec<String> {
    let mut out: Vec<String> = single(text);
    if out.is_empty() {
        out.extend(interval(text));
    }
    out
}

fn interval(text: &str) -> Option<String> {
    if let Some(date) = text.strip_prefix("since ").and_then(only) {
        return Some(format!("{date}/.."));
    }
    let text = text.strip_prefix("from ").or_else(|| text.strip_prefix("between ")).unwrap_or(text);
    let (first, second) =
        ["/", " to ", " until ", " - ", " and ", "..", "-"].iter().find_map(|mark| text.split_once(mark))?;
    Some(format!("{}/{}", interval_end(first.trim())?, interval_end(second.trim())?))
}

fn interval_end(text: &str) -> Option<String> {
    match text {
        "" | "unknown" => Some(String::new()),
        ".." => Some(text.into()),
        _ if OPEN.contains(&text) => Some("..".into()),
        _ => only(text),
    }
}

/// What a single date may mean.
fn single(text: &str) -> Vec<String> {
    let qualified =
        |rest: &str, mark: char| only(rest.trim()).map(|date| format!("{date}{mark}")).into_iter().collect();
    if let Some(rest) = CIRCA.iter().find_map(|word| text.strip_prefix(word)) {
        return qualified(rest, '~');
    }
    if let Some(rest) = MAYBE.iter().find_map(|word| text.strip_prefix(word)) {
        return qualified(rest, '?');
    }
    if let Some(rest) = ["?~", "~?"].iter().find_map(|marks| text.strip_suffix(marks)) {
        return qualified(rest, '%');
    }
    if let Some((rest, mark)) = trailing_mark(text) {
        return qualified(&rest, mark);
    }
    let readings =
        [coded(text), century(text), season(text), before_christ(text), message_group(text), named_month(text)];
    match readings.into_iter().flatten().next() {
        Some(date) => vec![date],
        None => numbers(text),
    }
}

/// `1969 (?)`, `1969 ?`, `2004-06~-11`: a mark that does not stand right at the end.
fn trailing_mark(text: &str) -> Option<(String, char)> {
    let mark = text.chars().find(|c| "?~%".contains(*c))?;
    let rest: String = text.chars().filter(|c| !"?~%()".contains(*c)).collect();
    (!rest.trim().is_empty()).then(|| (rest.trim().to_string(), mark))
}

/// Small letters, the `u` and `x` of the draft of 2012, a blank before the time, a plus before the year.
fn coded(text: &str) -> Option<String> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || "-+y".contains(c)) {
        return None;
    }
    let upper = text.trim_start_matches('+').to_uppercase().replace('U', "X").replacen(' ', "T", 1);
    let whole: Vec<String> = upper
        .split('-')
        .map(|part| if part.len() == 2 && part.contains('X') { "XX".into() } else { part.into() })
        .collect();
    let whole = whole.join("-");
    grammar(&whole).is_ok().then_some(whole)
}

/// `1990s`, `20th century`. `1900s` may be ten years or a hundred, so nothing is said of it.
fn century(text: &str) -> Option<String> {
    let text = text.strip_prefix("the ").unwrap_or(text);
    if let Some(decade) = text.strip_suffix('s') {
        let digits = decade.trim_end_matches('\'');
        return (digits.len() == 4 && number(digits)? % 10 == 0 && !digits.ends_with("00"))
            .then(|| format!("{}X", &digits[..3]));
    }
    let ordinal = text.strip_suffix("century")?.trim().trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let hundreds = number(ordinal)?.checked_sub(1)?;
    Some(format!("{hundreds:02}XX"))
}

fn season(text: &str) -> Option<String> {
    let (name, year) = text.split_once(' ')?;
    let (_, season) = SEASONS.iter().find(|(known, _)| *known == name)?;
    Some(format!("{:04}-{season}", number(year.strip_prefix("of ").unwrap_or(year))?))
}

fn before_christ(text: &str) -> Option<String> {
    let year = text.strip_suffix("bce").or_else(|| text.strip_suffix("bc"))?;
    match number(year.trim())?.checked_sub(1)? {
        0 => Some("0000".into()),
        before => Some(format!("-{before:04}")),
    }
}

/// The date-time group of a message: `R 121116Z JUN 09`.
fn message_group(text: &str) -> Option<String> {
    let mut parts = text.split_whitespace().skip_while(|part| part.len() == 1);
    let (group, name, year) = (parts.next()?.strip_suffix('z')?, parts.next()?, parts.next()?);
    if group.len() != 6 || !group.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let year = match (year.len(), number(year)?) {
        (2, short @ 0..=69) => 2000 + short,
        (2, short) => 1900 + short,
        (_, long) => long,
    };
    Some(format!("{year:04}-{:02}-{}T{}:{}Z", month(name)?, &group[..2], &group[2..4], &group[4..]))
}

/// `12 June 2009`, `June 12th, 2009`, `Jun. 2009`.
fn named_month(text: &str) -> Option<String> {
    let parts: Vec<&str> =
        text.split([' ', ',', '.', '-']).filter(|part| !part.is_empty() && *part != "of" && *part != "the").collect();
    let name = parts.iter().find_map(|part| month(part))?;
    let numbers: Vec<&str> = parts.into_iter().filter(|part| month(part).is_none()).collect();
    let day = |text: &str| {
        number(text.trim_end_matches(|c: char| c.is_ascii_alphabetic())).filter(|day| (1..=31).contains(day))
    };
    let year = |text: &str| number(text).filter(|_| text.len() == 4);
    match &numbers[..] {
        [one] => Some(format!("{:04}-{name:02}", year(one)?)),
        [one, other] => {
            let (year, day) = year(other).zip(day(one)).or_else(|| year(one).zip(day(other)))?;
            Some(format!("{year:04}-{name:02}-{day:02}"))
        }
        _ => None,
    }
}

/// `2009/6/12`, `12.6.2009`, `06/12/2009` (which may mean two days), `20090612`.
fn numbers(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let written = |year: &str, month: &str, day: &str| {
        Some(format!("{:04}-{:02}-{:02}", number(year)?, number(month)?, number(day)?))
    };
    match parts[..] {
        [year, month, day] if year.len() == 4 => written(year, month, day).into_iter().collect(),
        [year, month] if year.len() == 4 && month.len() < 3 => {
            let year_month = number(year).zip(number(month)).map(|(year, month)| format!("{year:04}-{month:02}"));
            year_month.into_iter().collect()
        }
        [first, second, year] if year.len() == 4 => both_ways(year, first, second),
        [all] if all.len() == 8 && all.is_ascii() => written(&all[..4], &all[4..6], &all[6..]).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn both_ways(year: &str, first: &str, second: &str) -> Vec<String> {
    let (Some(year), Some(first), Some(second)) = (number(year), number(first), number(second)) else {
        return Vec::new();
    };
    let mut out = Vec::new();
    for (month, day) in [(first, second), (second, first)] {
        let exists = u8::try_from(month).ok().zip(u8::try_from(day).ok());
        if exists.is_some_and(|(month, day)| calendar::day(i64::from(year), month, day).is_some()) {
            out.push(format!("{year:04}-{month:02}-{day:02}"));
        }
    }
    out.dedup();
    out
}

/// The month a name or its first three letters stand for.
fn month(name: &str) -> Option<usize> {
    let name = name.trim_end_matches('.');
    let known = |month: &&str| name.len() >= 3 && month.to_lowercase().starts_with(name);
    (name == "sept").then_some(9).or_else(|| MONTHS.iter().position(known).map(|at| at + 1))
}

fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::super::Edtf;

    fn help(text: &str) -> String {
        Edtf::parse(text).expect_err(text).help.unwrap_or_else(|| "none".into())
    }

    #[test]
    fn habits_get_the_edtf_that_says_the_same() {
        for (text, written) in [
            ("c. 1969", "1969~"),
            ("ca 1969", "1969~"),
            ("Circa June 1969", "1969-06~"),
            ("~1969", "1969~"),
            ("probably 1969", "1969?"),
            ("1969 (?)", "1969?"),
            ("1969?~", "1969%"),
            ("2004-06~-11", "2004-06-11~"),
            ("12 June 2009", "2009-06-12"),
            ("June 12th, 2009", "2009-06-12"),
            ("12-Jun-2009", "2009-06-12"),
            ("Sept. 2009", "2009-09"),
            ("R 121116Z JUN 09", "2009-06-12T11:16Z"),
            ("2009-06-12 11:16Z", "2009-06-12T11:16Z"),
            ("2009-6-12", "2009-06-12"),
            ("2009/06/12", "2009-06-12"),
            ("2009.06", "2009-06"),
            ("20090612", "2009-06-12"),
            ("13/06/2009", "2009-06-13"),
            ("06/13/2009", "2009-06-13"),
            ("12.12.2009", "2009-12-12"),
            ("199u", "199X"),
            ("199x", "199X"),
            ("2004-uu", "2004-XX"),
            ("2004-06-1X", "2004-06-XX"),
            ("y17000", "Y17000"),
            ("1990s", "199X"),
            ("the 20th century", "19XX"),
            ("Spring 1969", "1969-21"),
            ("44 BC", "-0043"),
            ("2009-2012", "2009/2012"),
            ("2009–2012", "2009/2012"),
            ("2009-06-12 to 2009-06-15", "2009-06-12/2009-06-15"),
            ("from June 2009 to March 2010", "2009-06/2010-03"),
            ("since 9 January 2022", "2022-01-09/.."),
            ("2009/open", "2009/.."),
            ("2009-present", "2009/.."),
            ("unknown/2009", "/2009"),
            ("1960..1970", "1960/1970"),
        ] {
            assert_eq!(help(text), format!("write `{written}`"), "{text}");
            assert!(Edtf::parse(written).is_ok(), "{written}");
        }
    }

    #[test]
    fn what_may_mean_two_days_gets_both() {
        assert_eq!(help("06/12/2009"), "write `2009-06-12` or `2009-12-06`, whichever is meant");
    }

    #[test]
    fn some_habits_belong_under_another_key() {
        assert_eq!(help("unknown"), "leave the key out when no date is known");
        assert_eq!(
            help("before May 1969"),
            "for one unknown day write `not_after: 1969-05`, for a span that ended then `../1969-05`"
        );
        assert_eq!(
            help("after 1969"),
            "for one unknown day write `not_before: 1969`, for a span that began then `1969/..`"
        );
        assert!(help("[1667,1668]").contains("not_before"));
    }

    #[test]
    fn what_is_not_clear_gets_no_advice() {
        for text in ["soon", "1900s", "2021-02-30", "31/31/2009", "June", "12 June", "99th"] {
            assert_eq!(help(text), "none", "{text}");
        }
    }
}
