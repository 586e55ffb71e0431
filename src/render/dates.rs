//! Dates in words that say no more than the date does, and as `<time>` where HTML has a value for it.

use crate::edtf::{Date, Edtf, End, Precision};
use crate::model::Dating;

use super::escape::escape;
use super::words::Words;

/// Stands in a phrase where its first date goes; the second date takes the next character.
const PLACE: [char; 4] = ['\u{E000}', '\u{E001}', '\u{E002}', '\u{E003}'];

/// A phrase whose dates are still places, so that they can become words or HTML.
#[derive(Default)]
struct Phrase {
    text: String,
    dates: Vec<(String, Option<String>)>,
}

/// A date in words: "12 June 2009, 11:16 Z", "c. 1969", "between 9 January and 31 March 2022".
pub fn words(dating: &Dating, words: &Words) -> String {
    phrase(dating, words, false).fill(|words, _| words.to_string(), str::to_string)
}

/// From when to when, as far as that is known: "since 2009", "9 January 2022 to 2024".
pub fn period(since: Option<&Edtf>, until: Option<&Edtf>, words: &Words) -> Option<String> {
    let mut out = Phrase::default();
    out.text = match (since.and_then(first), until.and_then(last)) {
        (Some(since), Some(until)) => out.pair("date_span", since, until, words),
        (Some(since), None) => out.behind("date_since", since, words),
        (None, Some(until)) => out.until(until, words),
        (None, None) => return None,
    };
    Some(out.fill(|words, _| words.to_string(), str::to_string))
}

/// A date as HTML: `<time datetime>` where the value is valid there, else the words with the date beside them as data.
pub fn html(dating: &Dating, words: &Words) -> String {
    markup(dating, words, false)
}

/// The date of something that is still to come, or was: an open end then begins "from", not "since".
pub fn html_ahead(dating: &Dating, words: &Words) -> String {
    markup(dating, words, true)
}

fn markup(dating: &Dating, words: &Words, ahead: bool) -> String {
    let phrase = phrase(dating, words, ahead);
    let timed = phrase.dates.iter().any(|(_, value)| value.is_some());
    let html = phrase.fill(time, escape);
    match dating.date.as_ref().filter(|_| !timed) {
        Some(date) => format!("<span data-edtf=\"{}\">{html}</span>", escape(&date.text)),
        None => html,
    }
}

fn time(words: &str, value: Option<&str>) -> String {
    let words = escape(words);
    value.map_or(words.clone(), |value| format!("<time datetime=\"{}\">{words}</time>", escape(value)))
}

/// What the date does not say: "day not known", "approximate", "end not known".
pub fn precision_note(dating: &Dating, words: &Words) -> Option<String> {
    note_key(dating).map(|key| words.get(key).to_string())
}

fn note_key(dating: &Dating) -> Option<&'static str> {
    let Some(date) = &dating.date else { return dated(dating).then_some("date_note_day") };
    match (&date.start, &date.end) {
        (End::Date(date), None) => note_of_date(date),
        (_, Some(End::Open)) => Some("date_note_end_open"),
        (_, Some(End::Unknown)) => Some("date_note_end_unknown"),
        (End::Open, _) => Some("date_note_start_open"),
        (End::Unknown, _) => Some("date_note_start_unknown"),
        (End::Date(start), Some(End::Date(end))) if start.approximate || end.approximate => {
            Some("date_note_approximate")
        }
        (End::Date(start), Some(End::Date(end))) => {
            (start.precision < Precision::Day || end.precision < Precision::Day).then_some("date_note_days")
        }
    }
}

fn note_of_date(date: &Date) -> Option<&'static str> {
    match date.precision {
        _ if date.approximate => Some("date_note_approximate"),
        Precision::Day => None,
        Precision::Month | Precision::Season => Some("date_note_day"),
        Precision::Year => Some("date_note_month"),
        Precision::Decade | Precision::Century | Precision::Millennium => Some("date_note_year"),
    }
}

/// Whether anything at all is known.
fn dated(dating: &Dating) -> bool {
    dating.date.is_some() || dating.not_before.is_some() || dating.not_after.is_some()
}

fn phrase(dating: &Dating, words: &Words, ahead: bool) -> Phrase {
    let mut out = Phrase::default();
    let own = dating.date.as_ref().map(|date| out.interval(date, words, ahead));
    let limits = out.limits(dating.not_before.as_ref(), dating.not_after.as_ref(), words);
    out.text = match (own, limits) {
        (Some(own), Some(limits)) => words.fill("date_with_limits", &[("date", &own), ("limits", &limits)]),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => words.get("date_none").to_string(),
    };
    out
}

impl Phrase {
    /// Keeps a date and gives the place that stands for it.
    fn place(&mut self, text: String, value: Option<String>) -> String {
        let place = PLACE[self.dates.len().min(PLACE.len() - 1)];
        self.dates.push((text, value));
        place.to_string()
    }

    fn date(&mut self, date: &Date, words: &Words) -> String {
        self.place(date_words(date, words), datetime(date))
    }

    fn interval(&mut self, edtf: &Edtf, words: &Words, ahead: bool) -> String {
        let since = if ahead { "date_from" } else { "date_since" };
        match (&edtf.start, &edtf.end) {
            (End::Date(date), None) => self.date(date, words),
            (End::Date(start), Some(End::Date(end))) => self.pair("date_span", start, end, words),
            (End::Date(start), Some(End::Open)) => self.behind(since, start, words),
            (End::Date(start), _) => self.behind("date_from", start, words),
            (_, Some(End::Date(end))) => self.until(end, words),
            _ => words.get("date_none").to_string(),
        }
    }

    fn limits(&mut self, not_before: Option<&Edtf>, not_after: Option<&Edtf>, words: &Words) -> Option<String> {
        match (not_before.and_then(first), not_after.and_then(last)) {
            (Some(from), Some(to)) => Some(self.pair("date_between", from, to, words)),
            (Some(from), None) => Some(self.behind("date_not_before", from, words)),
            (None, Some(to)) => Some(self.behind("date_not_after", to, words)),
            (None, None) => None,
        }
    }

    /// Two dates in one phrase; what both share is said once: "1 to 3 June 2009".
    fn pair(&mut self, key: &str, first: &Date, second: &Date, words: &Words) -> String {
        let short = shortened(first, second, words).unwrap_or_else(|| date_words(first, words));
        let (mut one, mut two) = (self.place(short, datetime(first)), self.date(second, words));
        if key == "date_span" {
            two = words.fill(to_key(second), &[("date", &two)]);
        } else {
            (one, two) = (the(first, &one, words), the(second, &two, words));
        }
        words.fill(key, &[("first", &one), ("second", &two)])
    }

    /// A date behind a preposition.
    fn behind(&mut self, key: &str, date: &Date, words: &Words) -> String {
        let place = self.date(date, words);
        words.fill(key, &[("date", &the(date, &place, words))])
    }

    fn until(&mut self, date: &Date, words: &Words) -> String {
        let place = self.date(date, words);
        words.fill("date_until", &[("date", &words.fill(to_key(date), &[("date", &place)]))])
    }

    fn fill(&self, date: impl Fn(&str, Option<&str>) -> String, text: impl Fn(&str) -> String) -> String {
        let mut out = text(&self.text);
        for (place, (words, value)) in PLACE.iter().zip(&self.dates) {
            out = out.replace(*place, &date(words, value.as_deref()));
        }
        out
    }
}

/// A date with its article, where a language has one: "le 9 janvier", "les années 1990".
fn the(date: &Date, place: &str, words: &Words) -> String {
    let key = match (date.precision, date.month) {
        (Precision::Day, _) => "date_the_day",
        (Precision::Season, Some(21)) => "date_the_spring",
        (Precision::Season, _) => "date_the_season",
        (Precision::Decade, _) if is_decade(date) => "date_the_decade",
        _ => return place.to_string(),
    };
    words.fill(key, &[("date", place)])
}

/// What leads to the end of a period: "au 9 janvier", "à 1991".
fn to_key(date: &Date) -> &'static str {
    match (date.precision, date.month) {
        (Precision::Day, _) => "date_to_day",
        (Precision::Season, Some(21)) => "date_to_spring",
        (Precision::Season, _) => "date_to_season",
        (Precision::Decade, _) if is_decade(date) => "date_to_decade",
        _ => "date_to",
    }
}

/// Whether ten years have a name of their own.
fn is_decade(date: &Date) -> bool {
    date.year > 0 && date.year % 100 != 0
}

fn first(edtf: &Edtf) -> Option<&Date> {
    [Some(&edtf.start), edtf.end.as_ref()].into_iter().flatten().find_map(date_of)
}

fn last(edtf: &Edtf) -> Option<&Date> {
    [edtf.end.as_ref(), Some(&edtf.start)].into_iter().flatten().find_map(date_of)
}

fn date_of(end: &End) -> Option<&Date> {
    match end {
        End::Date(date) => Some(date),
        _ => None,
    }
}

/// The first of two dates without what the second repeats.
fn shortened(first: &Date, second: &Date, words: &Words) -> Option<String> {
    let plain =
        |date: &Date| !date.uncertain && !date.approximate && date.time.is_none() && date.precision == second.precision;
    let (month, _) = first.month.zip(second.month)?;
    if !plain(first) || !plain(second) || first.year != second.year || first == second {
        return None;
    }
    match (first.precision, first.day) {
        (Precision::Day, Some(day)) if first.month == second.month => Some(day_words(day, words)),
        (Precision::Day, Some(day)) => {
            Some(words.fill("date_day_month", &[("day", &day_words(day, words)), ("month", month_name(month, words))]))
        }
        (Precision::Month, _) => Some(month_name(month, words).to_string()),
        _ => None,
    }
}

fn date_words(date: &Date, words: &Words) -> String {
    let plain = unqualified(date, words);
    let plain = match date.time.as_deref() {
        Some(time) => words.fill("date_time", &[("date", &plain), ("time", &clock(time))]),
        None => plain,
    };
    match (date.approximate, date.uncertain) {
        (false, false) => plain,
        (true, false) => words.fill("date_approximate", &[("date", &plain)]),
        (false, true) => words.fill("date_uncertain", &[("date", &plain)]),
        (true, true) => words.fill("date_approximate_uncertain", &[("date", &plain)]),
    }
}

fn unqualified(date: &Date, words: &Words) -> String {
    let year = year_words(date.year, words);
    let month = date.month.unwrap_or(1);
    match date.precision {
        Precision::Day => {
            let day = day_words(date.day.unwrap_or(1), words);
            words.fill("date_day", &[("day", &day), ("month", month_name(month, words)), ("year", &year)])
        }
        Precision::Month => words.fill("date_month", &[("month", month_name(month, words)), ("year", &year)]),
        Precision::Season => words.fill(season_key(month), &[("year", &year)]),
        Precision::Year => year,
        Precision::Decade if is_decade(date) => words.fill("date_decade", &[("year", &year)]),
        Precision::Decade | Precision::Century | Precision::Millennium => within(date, words),
    }
}

/// The first of a month has a form of its own in some languages.
fn day_words(day: u8, words: &Words) -> String {
    if day == 1 { words.get("date_day_first").to_string() } else { day.to_string() }
}

/// Seasons are the months 21 to 24 of EDTF.
fn season_key(season: u8) -> &'static str {
    match season {
        21 => "date_season_21",
        22 => "date_season_22",
        23 => "date_season_23",
        _ => "date_season_24",
    }
}

/// Ten years or more of which one is meant: "between 1900 and 1999". "The 1900s" may be ten years or a hundred.
fn within(date: &Date, words: &Words) -> String {
    let year = |day| i32::try_from(crate::edtf::calendar::year_of(day)).unwrap_or(date.year);
    let (first, last) = (year_words(year(date.earliest), words), year_words(year(date.latest), words));
    words.fill("date_between", &[("first", &first), ("second", &last)])
}

fn year_words(year: i32, words: &Words) -> String {
    match i64::from(year) {
        year @ ..=0 => words.fill("date_year_bc", &[("year", &(1 - year).to_string())]),
        year @ 1..=99 => words.fill("date_year_ad", &[("year", &year.to_string())]),
        year => year.to_string(),
    }
}

/// The name of a month, 1 to 12.
pub fn month_name(month: u8, words: &Words) -> &str {
    const KEYS: [&str; 12] = [
        "date_month_1",
        "date_month_2",
        "date_month_3",
        "date_month_4",
        "date_month_5",
        "date_month_6",
        "date_month_7",
        "date_month_8",
        "date_month_9",
        "date_month_10",
        "date_month_11",
        "date_month_12",
    ];
    words.get(KEYS[usize::from(month).clamp(1, 12) - 1])
}

/// "1991 to 2025"; one year stands alone.
pub fn years(first: i64, last: i64, words: &Words) -> String {
    if first == last {
        return year(first, words);
    }
    let last = words.fill("date_to", &[("date", &year(last, words))]);
    words.fill("date_span", &[("first", &year(first, words)), ("second", &last)])
}

/// A year in words, before our era too.
pub fn year(year: i64, words: &Words) -> String {
    year_words(i32::try_from(year).unwrap_or(i32::MAX), words)
}

/// `11:16Z` with its zone apart.
fn clock(time: &str) -> String {
    match time.find(['Z', '+', '-']) {
        Some(zone) => format!("{}\u{a0}{}", &time[..zone], time[zone..].replace('-', "\u{2212}")),
        None => time.to_string(),
    }
}

/// The value of `<time datetime>`; none for what HTML cannot say: seasons, decades, years before 1, qualified dates.
fn datetime(date: &Date) -> Option<String> {
    if date.uncertain || date.approximate || date.year < 1 {
        return None;
    }
    let year = date.year;
    let month = date.month.unwrap_or(1);
    match date.precision {
        Precision::Year => Some(format!("{year:04}")),
        Precision::Month => Some(format!("{year:04}-{month:02}")),
        Precision::Day => {
            let time = date.time.as_deref().and_then(html_time).unwrap_or_default();
            Some(format!("{year:04}-{month:02}-{:02}{time}", date.day.unwrap_or(1)))
        }
        _ => None,
    }
}

/// A time of day as HTML takes it; a zone of hours alone gets its minutes.
fn html_time(time: &str) -> Option<String> {
    let Some(at) = time.find(['+', '-']) else { return Some(format!("T{time}")) };
    let (clock, zone) = time.split_at(at);
    let minutes = if zone.len() == 3 { ":00" } else { "" };
    (!zone.starts_with("-00")).then(|| format!("T{clock}{zone}{minutes}"))
}

#[cfg(test)]
mod tests;
