//! The grammar of EDTF level 1, with a time of day.

use super::{Date, DateError, Day, Edtf, End, Precision, calendar, help};

/// Month names, for messages.
pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Reads a whole value; a fault without a help gets one if the mistake is a known one.
pub(super) fn edtf(text: &str) -> Result<Edtf, DateError> {
    let text = text.trim();
    grammar(text).map_err(|mut error| {
        error.help = error.help.or_else(|| help::suggest(text));
        error
    })
}

/// Reads a whole value, without looking for known mistakes.
pub(super) fn grammar(text: &str) -> Result<Edtf, DateError> {
    if text.is_empty() {
        return Err(DateError::new("a date is empty").help("leave the key out when no date is known"));
    }
    let Some((first, second)) = text.split_once('/') else {
        let start = End::Date(date(text)?);
        return Ok(Edtf { text: text.into(), start, end: None });
    };
    if second.contains('/') {
        return Err(DateError::new(format!("`{text}` has more than one `/`")));
    }
    let (start, end) = (end_of_interval(first)?, end_of_interval(second)?);
    if !matches!(start, End::Date(_)) && !matches!(end, End::Date(_)) {
        return Err(DateError::new(format!("`{text}` names no date at either end"))
            .help("leave the key out when no date is known"));
    }
    in_order(text, &start, &end)?;
    Ok(Edtf { text: text.into(), start, end: Some(end) })
}

fn end_of_interval(text: &str) -> Result<End, DateError> {
    match text {
        "" => Ok(End::Unknown),
        ".." => Ok(End::Open),
        _ => date(text).map(End::Date),
    }
}

/// An interval may not end before it begins, whatever its imprecise ends may mean.
fn in_order(text: &str, start: &End, end: &End) -> Result<(), DateError> {
    let (End::Date(from), End::Date(to)) = (start, end) else { return Ok(()) };
    let same_day = from.earliest == from.latest && from.earliest == to.earliest && to.earliest == to.latest;
    let by_the_clock = same_day && later(from.time.as_deref(), to.time.as_deref());
    if to.latest >= from.earliest && !by_the_clock {
        return Ok(());
    }
    let (first, second) = text.split_once('/').unwrap_or((text, ""));
    let error = DateError::new(format!("`{text}` ends before it begins")).help(format!("write `{second}/{first}`"));
    Err(DateError { order: true, ..error })
}

/// Whether the first time of one day is later than the second; times with and without a zone cannot be compared.
fn later(first: Option<&str>, second: Option<&str>) -> bool {
    match (first.and_then(clock), second.and_then(clock)) {
        (Some((a, true)), Some((b, true))) | (Some((a, false)), Some((b, false))) => a > b,
        _ => false,
    }
}

/// One date, with its qualification and time of day.
fn date(text: &str) -> Result<Date, DateError> {
    let (body, qualified) = match text.strip_suffix(['?', '~', '%']) {
        Some(body) => (body, text.chars().next_back()),
        None => (text, None),
    };
    let (body, time) = match body.split_once('T') {
        Some((body, time)) => (body, Some(time)),
        None => (body, None),
    };
    let mut date =
        if let Some(year) = body.strip_prefix('Y') { long_year(text, year)? } else { calendar_date(text, body)? };
    date.uncertain = matches!(qualified, Some('?' | '%'));
    date.approximate = matches!(qualified, Some('~' | '%'));
    if let Some(time) = time {
        date.time = Some(time_of_day(text, time, &date)?);
    }
    Ok(date)
}

fn long_year(text: &str, digits: &str) -> Result<Date, DateError> {
    let plain = digits.strip_prefix('-').unwrap_or(digits);
    if plain.is_empty() || !plain.bytes().all(|b| b.is_ascii_digit()) {
        return Err(
            not_a_date(text).help("`Y` stands before a year of more than four digits and nothing else: `Y-17000`")
        );
    }
    if plain.len() < 5 || plain.starts_with('0') {
        return Err(
            not_a_date(text).help("`Y` is only for years of more than four digits; write four digits without it")
        );
    }
    let year: i32 =
        digits.parse().map_err(|_| DateError::new(format!("the year of `{text}` is too far away to be counted")))?;
    Ok(span(year, year, Precision::Year, (None, None)))
}

fn calendar_date(text: &str, body: &str) -> Result<Date, DateError> {
    let (negative, rest) = body.strip_prefix('-').map_or((false, body), |rest| (true, rest));
    let mut parts = rest.split('-');
    let (year, month, day) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    if parts.next().is_some() {
        return Err(not_a_date(text));
    }
    let (low, high, precision) = years(text, year, negative)?;
    let whole_years = || Ok(span(low, high, precision, (None, None)));
    match (month, day) {
        (None, _) => whole_years(),
        _ if precision != Precision::Year => Err(not_a_date(text).help("a month needs its whole year")),
        (Some("XX"), None | Some("XX")) => whole_years(),
        (Some("XX"), Some(_)) => Err(not_a_date(text).help("a day needs its month")),
        (Some(month), day) => within_year(text, low, month, day),
    }
}

/// The first and last year that four digits, the last of which may be `X`, can mean.
fn years(text: &str, year: &str, negative: bool) -> Result<(i32, i32, Precision), DateError> {
    let digits = year.trim_end_matches('X');
    let unknown = year.len() - digits.len();
    if year.len() != 4 || unknown == 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(not_a_date(text));
    }
    let fill = |with: char| -> i32 { year.replace('X', &with.to_string()).parse().unwrap_or(0) };
    let (low, high) = (fill('0'), fill('9'));
    if negative && high == 0 {
        return Err(not_a_date(text).help("the year before `0001` is `0000`, without a sign"));
    }
    let precision = [Precision::Year, Precision::Decade, Precision::Century, Precision::Millennium][unknown];
    Ok(if negative { (-high, -low, precision) } else { (low, high, precision) })
}

fn within_year(text: &str, year: i32, month: &str, day: Option<&str>) -> Result<Date, DateError> {
    let month = two_digits(month).ok_or_else(|| not_a_date(text))?;
    match (month, day) {
        (1..=12, None | Some("XX")) => Ok(of_month(year, month)),
        (1..=12, Some(day)) => of_day(text, year, month, two_digits(day).ok_or_else(|| not_a_date(text))?),
        (21..=24, None) => Ok(season(year, month)),
        (21..=24, Some(_)) => Err(not_a_date(text).help("a season takes no day")),
        (25..=41, _) => Err(DateError::new(format!("`{text}` is EDTF level 2, which is not read")).help(
            "seasons are 21 (spring) to 24 (winter); for other parts of a year give `not_before:` and `not_after:`",
        )),
        _ => Err(DateError::new(format!("`{text}` does not exist: there is no month {month:02}"))),
    }
}

fn of_month(year: i32, month: u8) -> Date {
    let days = calendar::days_in_month(i64::from(year), month);
    Date {
        earliest: known_day(year, month, 1),
        latest: known_day(year, month, days),
        ..span(year, year, Precision::Month, (Some(month), None))
    }
}

fn of_day(text: &str, year: i32, month: u8, day: u8) -> Result<Date, DateError> {
    let Some(at) = calendar::day(i64::from(year), month, day) else {
        let days = calendar::days_in_month(i64::from(year), month);
        let name = MONTHS[usize::from(month) - 1];
        return Err(DateError::new(format!("`{text}` does not exist: {name} {year} has {days} days")));
    };
    Ok(Date { earliest: at, latest: at, ..span(year, year, Precision::Day, (Some(month), Some(day))) })
}

/// A season as meteorologists count it in the north: spring is March to May, winter runs on into the next year.
fn season(year: i32, season: u8) -> Date {
    let first = (season - 20) * 3;
    let (last_year, last) = if season == 24 { (i64::from(year) + 1, 2) } else { (i64::from(year), first + 2) };
    let end = calendar::day(last_year, last, calendar::days_in_month(last_year, last));
    let earliest = known_day(year, first, 1);
    Date { earliest, latest: end.unwrap_or(earliest), ..span(year, year, Precision::Season, (Some(season), None)) }
}

/// A date that covers whole years.
fn span(low: i32, high: i32, precision: Precision, (month, day): (Option<u8>, Option<u8>)) -> Date {
    let year = if low < 0 { high } else { low };
    Date {
        earliest: known_day(low, 1, 1),
        latest: known_day(high, 12, 31),
        precision,
        uncertain: false,
        approximate: false,
        time: None,
        year,
        month,
        day,
    }
}

fn known_day(year: i32, month: u8, day: u8) -> Day {
    calendar::day(i64::from(year), month, day).expect("first and last days of a month exist")
}

fn time_of_day(text: &str, time: &str, date: &Date) -> Result<String, DateError> {
    if date.precision != Precision::Day {
        return Err(DateError::new(format!("`{text}` has a time of day but no day")));
    }
    if date.uncertain || date.approximate {
        return Err(DateError::new(format!("`{text}` qualifies a time of day"))
            .help("`?`, `~` and `%` follow a date without a time; say in `date_note:` how sure the time is"));
    }
    if clock(time).is_none() {
        return Err(DateError::new(format!("`{time}` in `{text}` is no time of day"))
            .help("a time is `11:16`, `11:16Z`, `11:16:30Z` or `11:16+01:00`"));
    }
    Ok(time.into())
}

/// Seconds since midnight (of the zone's UTC where it has one), and whether there is a zone.
pub(super) fn clock(time: &str) -> Option<(i32, bool)> {
    let (clock, zone) = match time.find(['Z', '+', '-']) {
        Some(at) => (&time[..at], Some(offset(&time[at..])?)),
        None => (time, None),
    };
    let mut parts = clock.split(':').map(two_digits);
    let (hours, minutes, seconds) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    if parts.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let local = i32::from(hours) * 3600 + i32::from(minutes) * 60 + i32::from(seconds);
    Some((local - zone.unwrap_or(0), zone.is_some()))
}

/// Seconds that a zone is ahead of UTC.
fn offset(zone: &str) -> Option<i32> {
    let Some(rest) = zone.strip_prefix(['+', '-']) else { return (zone == "Z").then_some(0) };
    let (hours, minutes) = rest.split_once(':').unwrap_or((rest, "00"));
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let ahead = i32::from(hours) * 3600 + i32::from(minutes) * 60;
    (hours <= 14 && minutes <= 59).then_some(if zone.starts_with('-') { -ahead } else { ahead })
}

fn two_digits(text: &str) -> Option<u8> {
    (text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn not_a_date(text: &str) -> DateError {
    DateError::new(format!("`{text}` is not a date as EDTF writes it"))
}
