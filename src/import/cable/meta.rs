//! Front matter of a cable: what the header, the website's table and the signature say, and what other cables know.

use crate::import::dates;
use crate::import::draft::{Draft, Meta};
use crate::import::known::{Station, Stations};
use crate::import::lines::{Line, Source};

use super::fields;
use super::front::{Front, Label};
use super::header::Header;
use super::tail::Tail;

/// Fills the front matter, and gives away the stretches of front and tail that went into it.
pub fn fill(
    draft: &mut Draft,
    header: &Header,
    front: &Front,
    tail: &Tail,
    lines: &[Line],
    stations: &Stations,
    source: &Source,
) {
    let mut used = Vec::new();
    let mut meta = Meta::default();
    let known = header.routing.as_deref().map(|routing| stations.get(routing)).unwrap_or_default();
    date(&mut meta, header, front, &mut used, source, draft);
    identifier(&mut meta, header, front, (&known, lines), &mut used, source, draft);
    meta.origin = origin(header, front, source);
    if header.from.is_none() && meta.origin.is_some() {
        used.push(Label::Origin);
    }
    if meta.origin.is_none() {
        meta.origin = known.origin;
    }
    meta.classification = header.classification.clone().or_else(|| {
        used.push(Label::Classification);
        front.get(Label::Classification, source).map(String::from)
    });
    meta.tags = header.tags.clone();
    if meta.tags.is_empty() {
        used.push(Label::Tags);
        meta.tags = front.get(Label::Tags, source).unwrap_or("").split_whitespace().map(String::from).collect();
    }
    subject(&mut meta, header, front, &mut used, source, draft);
    meta.recipients = header.to.clone();
    meta.info = header.info.clone();
    meta.references = header.references.as_deref().map(references).unwrap_or_default();
    meta.header = rest(header, &meta.references);
    if let Some(span) = tail.signature {
        meta.byline = Some(signature(source.words(span), source));
        draft.read(span, "byline");
    }
    if let Some((line, name)) = tail.publisher {
        meta.published.publisher = Some(source.words(name).to_string());
        draft.read(line, "published");
    }
    lacks(draft, &meta);
    draft.meta = meta;
}

fn lacks(draft: &mut Draft, meta: &Meta) {
    for (missing, what) in [
        (meta.identifier.is_none(), "no identifier: serial, origin and year do not all stand in the text"),
        (meta.subject.is_none(), "no subject stands in the text"),
        (meta.date.is_none(), "no date stands in the text"),
        (meta.origin.is_none(), "no origin stands in the text, and no other cable has its routing indicator"),
        (meta.classification.is_none(), "no classification line stands in the text"),
        (meta.recipients.is_empty(), "no addressees stand in the text"),
        (meta.tags.is_empty(), "no tags stand in the text"),
        (meta.byline.is_none(), "no signature stands in the text"),
    ] {
        if missing {
            draft.lacks(what);
        }
    }
}

fn date(meta: &mut Meta, header: &Header, front: &Front, used: &mut Vec<Label>, source: &Source, draft: &mut Draft) {
    meta.date = header.date.clone();
    let Some(words) = front.get(Label::Created, source).filter(|_| meta.date.is_none()) else { return };
    let edtf = words.replacen(' ', "T", 1);
    match dates::check(&edtf, words) {
        Ok(date) => {
            meta.date = Some(date);
            meta.date_note = Some("from the archive's table; the text has no date-time group".into());
            used.push(Label::Created);
        }
        Err(fault) => match dates::written(words) {
            Some(Ok(date)) => {
                meta.date = Some(date);
                used.push(Label::Created);
            }
            _ => draft.doubt(source, 0, fault),
        },
    }
}

/// Station and serial, as the classification line or a page header has them.
pub fn station(header: &Header, lines: &[Line], source: &Source) -> Option<(String, String)> {
    let on_page =
        || lines.iter().find_map(|line| fields::page_header(source.line(line)).map(|(_, _, station)| station));
    header.station.clone().or_else(on_page)
}

fn identifier(
    meta: &mut Meta,
    header: &Header,
    front: &Front,
    (known, lines): (&Station, &[Line]),
    used: &mut Vec<Label>,
    source: &Source,
    draft: &mut Draft,
) {
    let year = meta.date.as_deref().and_then(|date| date.get(2..4)).map(String::from);
    let own = station(header, lines, source).or_else(|| Some((known.name.clone()?, header.serial.clone()?)));
    let derived =
        own.clone().zip(year).map(|((name, serial), year)| format!("{year}{}{serial}", name.replace(' ', "")));
    let given =
        front.get(Label::Identifier, source).map(String::from).filter(|given| !given.contains(char::is_whitespace));
    if let (Some(given), Some(derived)) = (&given, &derived)
        && !given.eq_ignore_ascii_case(derived)
    {
        draft.doubt(source, 0, format!("the archive calls it `{given}`, its header `{derived}`"));
    }
    if given.is_some() {
        used.push(Label::Identifier);
    }
    meta.identifier = given.or(derived);
    // Without the year, as other cables cite it; case, spaces and zeros do not count.
    if let Some((name, serial)) = own.filter(|_| meta.identifier.is_some()) {
        meta.also_cited_as = vec![format!("{name} {serial}")];
    }
}

/// From whom a cable is, by its own words: `FM AMEMBASSY BAMAKO`, or the archive's table.
pub fn origin(header: &Header, front: &Front, source: &Source) -> Option<String> {
    let words = header.from.as_deref().map(full_name);
    words.or_else(|| front.get(Label::Origin, source).map(String::from)).filter(|origin| !origin.is_empty())
}

/// `AMEMBASSY BAMAKO` in full words.
fn full_name(from: &str) -> String {
    // A routing indicator may stand before the name.
    let from = from.split_once('/').filter(|(routing, _)| routing.starts_with('R')).map_or(from, |(_, name)| name);
    let (first, rest) = from.split_once(' ').unwrap_or((from, ""));
    let kind = match first {
        "AMEMBASSY" => "Embassy",
        "AMCONSUL" => "Consulate",
        "USMISSION" => "US Mission",
        "SECSTATE" if rest.starts_with("WASHDC") => return "Secretary of State".into(),
        _ => return from.trim().to_string(),
    };
    let words: Vec<String> = rest.split_whitespace().map(capitalised).collect();
    format!("{kind} {}", words.join(" ")).trim().to_string()
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters.flat_map(char::to_lowercase)).collect())
        .unwrap_or_default()
}

fn subject(meta: &mut Meta, header: &Header, front: &Front, used: &mut Vec<Label>, source: &Source, draft: &mut Draft) {
    meta.subject = header.subject.clone().filter(|subject| !subject.is_empty()).or_else(|| {
        let title = front.get(Label::Title, source).map(String::from);
        used.extend(title.is_some().then_some(Label::Title));
        title
    });
    let found = front.settle(meta.subject.as_deref(), used, source, draft);
    if let Some((title, published)) = found {
        meta.subject.get_or_insert(title);
        meta.published.title = Some(published);
    }
    meta.title = meta.subject.clone();
}

/// Designations in a line of references, lettered or not.
fn references(words: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut rest = words.trim();
    for letter in 'A'..='Z' {
        let Some((before, after)) = lettered(rest, letter) else { break };
        out.extend(split(before));
        rest = after;
    }
    out.extend(split(rest));
    out
}

/// The words before and behind `A.`, `A)` or `(A)`.
fn lettered(words: &str, letter: char) -> Option<(&str, &str)> {
    let marks = [format!("({letter})"), format!("{letter}."), format!("{letter})")];
    marks.iter().find_map(|mark| {
        let mut found = words.match_indices(mark.as_str());
        let (at, _) = found.find(|(at, _)| words[..*at].is_empty() || words[..*at].ends_with([' ', ';', ',']))?;
        Some((&words[..at], &words[at + mark.len()..]))
    })
}

fn split(words: &str) -> Vec<String> {
    let parts = words.split([';', ',']).map(|part| {
        let part = part.trim().trim_end_matches('.');
        let part = part.strip_suffix("(NOTAL)").unwrap_or(part).trim();
        part.strip_suffix(" AND").unwrap_or(part).to_string()
    });
    parts.filter(|part| part.chars().any(char::is_alphanumeric)).collect()
}

/// The rest of the header, in the order of the guide's example.
fn rest(header: &Header, references: &[String]) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let mut put = |key: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            out.push((key.to_string(), value));
        }
    };
    let list = |values: &[String]| (!values.is_empty()).then(|| values.join("; "));
    put("Declassify on", header.declassify.clone());
    put("Executive order", header.order.clone());
    put("Handling", list(&header.handling));
    put("Classified by", header.classified_by.clone());
    put("Reason", header.reason.clone());
    put("Date-time group", header.date_time_group.clone());
    put("Transmission", list(&header.transmission));
    put("Addressee lines", list(&header.addressee_lines));
    put("Sections", header.sections.map(|sections| sections.to_string()));
    put("References as written", header.references.clone().filter(|words| references != [words.as_str()]));
    out
}

/// A name in capitals as the text itself writes it, where it does.
fn signature(words: &str, source: &Source) -> String {
    let written: Vec<String> = words.split_whitespace().map(capitalised).collect();
    let written = written.join(" ");
    let stands = source.text().match_indices(&written).any(|(at, _)| {
        let around = (source.text()[..at].chars().next_back(), source.text()[at + written.len()..].chars().next());
        !around.0.is_some_and(char::is_alphanumeric) && !around.1.is_some_and(char::is_alphanumeric)
    });
    if stands { written } else { words.to_string() }
}
