//! Dates in running text, English and French, as EDTF: `12 June 2009`, `June 1-3`, `August 2020`, `in 2012`, `FY 2020`.

use std::ops::Range;

use crate::edtf::{Day, Edtf, calendar};

use super::lexicon::month;
use super::words::Word;

/// Days after a document's date within which a date without a year is the one to come.
const SOON: Day = 45;

/// A date in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where.
    pub(super) range: Range<usize>,
    /// What it says.
    pub(super) when: When,
}

/// What a date in a text says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// A whole date, as EDTF.
    Whole(String),
    /// A fiscal year.
    Fiscal(u16),
    /// A day, or the days from one to another, of a month; the year is not said.
    Yearless(u8, u8, u8),
}

/// The dates of a block, in order, not overlapping.
pub(super) fn dates(block: &str, words: &[Word<'_>]) -> Vec<Found> {
    let reader = Reader { block, words };
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match reader.at(at) {
            Some((when, last)) => {
                out.push(Found { range: words[at].start..words[last].end, when });
                at = last + 1;
            }
            None => at += 1,
        }
    }
    out
}

struct Reader<'a> {
    block: &'a str,
    words: &'a [Word<'a>],
}

impl Reader<'_> {
    /// The date that begins at a word, and its last word.
    fn at(&self, at: usize) -> Option<(When, usize)> {
        self.day_first(at)
            .or_else(|| self.month_first(at))
            .or_else(|| self.fiscal(at))
            .or_else(|| self.iso(at))
            .or_else(|| self.year_alone(at))
    }

    /// A word that goes on from the one before with a space, or with a comma or full stop and a space.
    fn next(&self, at: usize, marks: &[&str]) -> Option<&Word<'_>> {
        let word = self.words.get(at)?;
        let gap = self.block[self.words[at - 1].past..word.start].trim();
        (gap.is_empty() || marks.contains(&gap)).then_some(word)
    }

    /// `12 June 2009`, `1-3 juin`, `1er janvier 2022`, `12 to 14 June`.
    fn day_first(&self, at: usize) -> Option<(When, usize)> {
        let (first, mut last) = days(self.words[at].text)?;
        let mut place = at + 1;
        if let Some(word) = self.next(place, &[])
            && matches!(word.text, "to" | "and" | "au" | "et")
            && let Some((from, to)) = self.next(place + 1, &[]).and_then(|word| days(word.text))
            && from == to
            && from > first
        {
            last = to;
            place += 2;
        }
        if matches!(self.next(place, &[])?.text, "of" | "de") {
            place += 1;
        }
        let month = named(self.next(place, &[])?)?;
        self.with_year(month, first, last, place, &[",", "."])
    }

    /// `June 12, 2009`, `June 1-3`, `August 2020`, `Aug. 2020`.
    fn month_first(&self, at: usize) -> Option<(When, usize)> {
        let month = named(&self.words[at])?;
        let next = self.next(at + 1, &[",", "."])?;
        if let Some(year) = year(next.text) {
            // `31 April 2009` is no date, and no month either.
            let day = at > 0 && self.words[at].joined && days(self.words[at - 1].text).is_some();
            return whole(format!("{year}-{month:02}")).filter(|_| !day).map(|when| (when, at + 1));
        }
        let next = self.next(at + 1, &["."])?;
        let (first, mut last) = days(next.text)?;
        let mut place = at + 1;
        if let Some((from, to)) = self.next(place + 1, &["\u{2013}", "-"]).and_then(|word| days(word.text))
            && from == to
            && from > first
            && !self.block[self.words[place].past..self.words[place + 1].start].trim().is_empty()
        {
            last = to;
            place += 1;
        }
        self.with_year(month, first, last, place, &[","])
    }

    fn with_year(&self, month: u8, first: u8, last: u8, place: usize, marks: &[&str]) -> Option<(When, usize)> {
        if let Some(year) = self.next(place + 1, marks).and_then(|word| year(word.text)) {
            return whole(edtf(i64::from(year), month, first, last)).map(|when| (when, place + 1));
        }
        // A day of a month that is written with a small letter may be French, and a leap year is the widest.
        whole(edtf(2000, month, first, last)).map(|_| (When::Yearless(month, first, last), place))
    }

    fn fiscal(&self, at: usize) -> Option<(When, usize)> {
        let text = self.words[at].text;
        if let Some(digits) = text.strip_prefix("FY").filter(|digits| !digits.is_empty()) {
            return short_year(digits).map(|year| (When::Fiscal(year), at));
        }
        let two = text.eq_ignore_ascii_case("fiscal") && self.next(at + 1, &[])?.text.eq_ignore_ascii_case("year");
        let place = if two { at + 2 } else { at + 1 };
        if text != "FY" && !two {
            return None;
        }
        // `fiscal year (FY) 2019` says it twice.
        let again = two && self.words.get(place).is_some_and(|word| word.text == "FY");
        let place = if again { place + 1 } else { place };
        short_year(self.next(place, &[")"])?.text).map(|year| (When::Fiscal(year), place))
    }

    fn iso(&self, at: usize) -> Option<(When, usize)> {
        let text = self.words[at].text;
        let mut parts = text.split('-');
        let shape = |part: Option<&str>, len: usize| part.is_some_and(|part| part.len() == len && digits(part));
        let date = shape(parts.next(), 4) && shape(parts.next(), 2);
        let rest = parts.next();
        let day = (rest.is_none() || shape(rest, 2)) && parts.next().is_none();
        let sane = text.get(..4).and_then(year).is_some();
        (date && day && sane).then(|| whole(text.to_string())).flatten().map(|when| (when, at))
    }

    /// `in 2012`, `the 2012 rebellion`, `its 1991-1992 transition`: a year that something is said to have happened in.
    fn year_alone(&self, at: usize) -> Option<(When, usize)> {
        let word = &self.words[at];
        let before = at.checked_sub(1).map(|last| &self.words[last]).filter(|_| word.joined)?;
        let lower = before.lower();
        let within = ["in", "en", "during", "early", "late", "mid", "after", "before", "by", "of", "following"]
            .contains(&&*lower);
        let attribute =
            ["the", "its", "their", "his", "her", "our", "la", "le", "that"].contains(&&*lower) || before.possessive();
        let followed =
            || self.words.get(at + 1).is_some_and(|next| next.joined && next.text.starts_with(char::is_alphabetic));
        if !(within || (attribute && followed())) || self.block[word.past..].starts_with('%') {
            return None;
        }
        if let Some((from, to)) = word.text.split_once(['-', '\u{2013}']) {
            let from = year(from)?;
            let to = if to.len() == 2 { format!("{}{to}", from / 100) } else { to.to_string() };
            return whole(format!("{from}/{}", year(&to)?)).map(|when| (when, at));
        }
        whole(year(word.text)?.to_string()).map(|when| (when, at))
    }
}

/// The month that a word names. A month in small letters is a word in English (`may`, `march`), and a month in French.
fn named(word: &Word<'_>) -> Option<u8> {
    let lower = word.lower();
    let number = month(&lower)?;
    let english_word =
        matches!(lower.as_str(), "may" | "march" | "mar" | "sept" | "sep" | "dec" | "jan" | "jun" | "jul");
    (word.text.starts_with(char::is_uppercase) || !english_word).then_some(number)
}

/// `12`, `1st`, `1er`, `1-3`: a day, or the first and last of some days.
fn days(text: &str) -> Option<(u8, u8)> {
    if let Some((from, to)) = text.split_once(['-', '\u{2013}']) {
        let (from, to) = (day(from)?, day(to)?);
        return (from < to).then_some((from, to));
    }
    day(text).map(|day| (day, day))
}

fn day(text: &str) -> Option<u8> {
    let bare = ["st", "nd", "rd", "th", "er"].iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    let number = bare.parse::<u8>().ok().filter(|_| digits(bare) && bare.len() <= 2)?;
    (1..=31).contains(&number).then_some(number)
}

fn year(text: &str) -> Option<u16> {
    let number = text.parse::<u16>().ok().filter(|_| digits(text) && text.len() == 4)?;
    (1500..2200).contains(&number).then_some(number)
}

fn short_year(text: &str) -> Option<u16> {
    let text = text.trim_start_matches(['\'', '\u{2019}']);
    if text.len() == 2 && digits(text) {
        return text.parse::<u16>().ok().map(|number| 2000 + number);
    }
    year(text)
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn whole(edtf: String) -> Option<When> {
    Edtf::parse(&edtf).is_ok().then_some(When::Whole(edtf))
}

fn edtf(year: i64, month: u8, first: u8, last: u8) -> String {
    let day = |day: u8| format!("{year:04}-{month:02}-{day:02}");
    if first == last { day(first) } else { format!("{}/{}", day(first), day(last)) }
}

/// A day without its year, with the year of a document's date: the nearest before it, or the one soon to come. `ahead`
/// says that the sentence speaks of what is to come.
pub(super) fn with_year(month: u8, first: u8, last: u8, known: Day, ahead: bool) -> Option<String> {
    let (year, _, _) = calendar::civil(known);
    let on = |year: i64| calendar::day(year, month, first);
    let past = (year - 8..=year)
        .rev()
        .filter(|year| on(*year).is_some_and(|day| day <= known))
        .find(|year| has(*year, month, last));
    let coming = (year..=year + 8).find(|year| on(*year).is_some_and(|day| day > known) && has(*year, month, last));
    let soon = coming.and_then(on).is_some_and(|day| day - known <= SOON);
    let year = if ahead || soon { coming.or(past) } else { past.or(coming) }?;
    (year >= 0).then(|| edtf(year, month, first, last))
}

fn has(year: i64, month: u8, day: u8) -> bool {
    calendar::day(year, month, day).is_some()
}

/// A fiscal year as the United States count it, from October to September.
pub(super) fn fiscal(year: u16) -> String {
    format!("{:04}-10/{year:04}-09", year.saturating_sub(1))
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn dates_are_found_in_sentences() {
        for (text, expected) in [
            ("On 12 June 2009 he came.", "2009-06-12"),
            ("On June 12, 2009, he came.", "2009-06-12"),
            ("the June 1-3 conference", "06/1-3"),
            ("from June 1\u{2013}3, 2009", "2009-06-01/2009-06-03"),
            ("12 to 14 June 2009", "2009-06-12/2009-06-14"),
            ("on June 10 to relay", "06/10"),
            ("on the 1st of June 2009", "2009-06-01"),
            ("In August 2020, officers", "2020-08"),
            ("by Feb. 2022", "2022-02"),
            ("le 1er janvier 2022 et en ao\u{fb}t 2020", "2022-01-01 2020-08"),
            ("le 12 mars", "03/12"),
            ("in 2012 and the 2015 accord", "2012 2015"),
            ("its 1991-1992 transition", "1991/1992"),
            ("during 2019\u{2013}20", "2019/2020"),
            ("in FY 2020, FY21, fiscal year (FY) 2018 and fiscal year 2022", "FY2020 FY2021 FY2018 FY2022"),
            ("on 2020-08-18 and 2020-09", "2020-08-18 2020-09"),
            ("31 April 2009, 30 February", ""),
            ("2009 men, 1,500 goats, 12 villages", ""),
            ("they may 12 times march 3 miles", ""),
            ("in 2012% and id 2020-13", ""),
            ("AB 2009-06-12-77", ""),
        ] {
            let found = dates(text, &words(text));
            let shown: Vec<String> = found.iter().map(|found| shown(&found.when)).collect();
            assert_eq!(shown.join(" "), expected, "{text}");
        }
    }

    fn shown(when: &When) -> String {
        match when {
            When::Whole(edtf) => edtf.clone(),
            When::Fiscal(year) => format!("FY{year}"),
            When::Yearless(month, first, last) if first == last => format!("{month:02}/{first}"),
            When::Yearless(month, first, last) => format!("{month:02}/{first}-{last}"),
        }
    }

    #[test]
    fn years_are_supplied() {
        let june = calendar::day(2009, 6, 12).expect("a day");
        for (month, first, last, ahead, expected) in [
            (6, 10, 10, false, Some("2009-06-10")),
            (6, 12, 12, false, Some("2009-06-12")),
            (6, 20, 20, false, Some("2009-06-20")),
            (12, 24, 24, false, Some("2008-12-24")),
            (12, 24, 24, true, Some("2009-12-24")),
            (6, 1, 3, false, Some("2009-06-01/2009-06-03")),
            (2, 29, 29, false, Some("2008-02-29")),
            (2, 30, 30, false, None),
        ] {
            assert_eq!(with_year(month, first, last, june, ahead).as_deref(), expected, "{month}-{first} {ahead}");
        }
        assert_eq!(fiscal(2020), "2019-10/2020-09");
    }
}
