//! Dates as texts write them, checked against the calendar, as EDTF.

use crate::edtf::Edtf;

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A text that is a date and nothing else: `12 April 1961`, `April 12, 1961`, `April 1961`, `1961-04-12`. None where it
/// is none; an error, in words for a person, where it is one that cannot be.
pub fn written(words: &str) -> Option<Result<String, String>> {
    let words = words.trim().trim_end_matches('.');
    if words.len() > 40 {
        return None;
    }
    let parts: Vec<&str> = words.split([' ', ',', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    // The name of the weekday adds nothing.
    let parts = match parts[..] {
        [weekday, ..] if weekday.to_lowercase().ends_with("day") => &parts[1..],
        _ => &parts[..],
    };
    let (year, number, day) = match *parts {
        [iso] if iso.len() == 10 && iso.bytes().filter(|byte| *byte == b'-').count() == 2 => {
            return Some(check(iso, words));
        }
        [first, second, third] => match (month(first), month(second)) {
            (Some(month), None) => (third, month, Some(second)),
            (None, Some(month)) => (third, month, Some(first)),
            _ => return None,
        },
        [name, year] => (year, month(name)?, None),
        _ => return None,
    };
    year.parse::<u16>().ok().filter(|_| year.len() == 4)?;
    let day = match day {
        Some(day) => Some(day.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>().ok()?),
        None => None,
    };
    let edtf = day.map_or_else(|| format!("{year}-{number:02}"), |day| format!("{year}-{number:02}-{day:02}"));
    Some(check(&edtf, words))
}

/// The number of a month, by its name or the first three letters of it.
pub fn month(name: &str) -> Option<usize> {
    let name = name.trim_end_matches('.').to_lowercase();
    let known = |full: &&str| full.starts_with(&name);
    (name.len() >= 3).then(|| MONTHS.iter().position(known)).flatten().map(|at| at + 1)
}

/// A date in American order, `06/10/2019` or `06/10/19`.
pub fn american(words: &str) -> Option<Result<String, String>> {
    let parts: Vec<&str> = words.trim().split('/').collect();
    let [month, day, year] = parts[..] else { return None };
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()));
    let (month, day, year) = (number(month)?, number(day)?, full_year(year)?);
    Some(check(&format!("{year:04}-{month:02}-{day:02}"), words.trim()))
}

/// A year of two or four digits. Cables with years of two digits are of 1966 to 2065.
pub fn full_year(words: &str) -> Option<u16> {
    let digits = words.bytes().all(|byte| byte.is_ascii_digit());
    let year: u16 = words.parse().ok().filter(|_| digits)?;
    match words.len() {
        4 => Some(year),
        2 if year >= 66 => Some(1900 + year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// An EDTF date if it can be.
pub fn check(edtf: &str, words: &str) -> Result<String, String> {
    match Edtf::parse(edtf) {
        Ok(_) => Ok(edtf.to_string()),
        Err(fault) => Err(format!("`{words}` is no date that can be, and was left as words: {}", fault.message)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_checked() {
        for (words, expected) in [
            ("12 April 1961", Some("1961-04-12")),
            ("April 12, 1961", Some("1961-04-12")),
            ("Wednesday, 12 April 1961", Some("1961-04-12")),
            ("Apr. 12th, 1961", Some("1961-04-12")),
            ("April 1961", Some("1961-04")),
            ("1961-04-12", Some("1961-04-12")),
            ("31 April 1961", Some("error")),
            ("1961-13-12", Some("error")),
            ("12 April", None),
            ("In April 1961", None),
            ("May I ask", None),
            ("the 12 of April 1961", None),
        ] {
            let found = written(words).map(|date| date.unwrap_or_else(|_| "error".into()));
            assert_eq!(found.as_deref(), expected, "{words}");
        }
        for (words, expected) in [
            ("06/10/2019", Some("2019-06-10")),
            ("6/1/19", Some("2019-06-01")),
            ("13/13/2019", Some("error")),
            ("OADR", None),
        ] {
            let found = american(words).map(|date| date.unwrap_or_else(|_| "error".into()));
            assert_eq!(found.as_deref(), expected, "{words}");
        }
    }
}
