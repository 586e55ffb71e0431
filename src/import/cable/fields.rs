//! The lines of a cable's header, told apart by how they begin.

use crate::import::dates;

/// What a line of a header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// `VZCZCXRO7559`, `RR RUEHPA`, `DE RUEHBP #0387/01 1631116`, `ZNY CCCCC ZZH`
    Transmission,
    /// `R 121116Z JUN 09`
    DateTimeGroup,
    /// `FM AMEMBASSY BAMAKO`
    From,
    /// `TO RUEHC/SECSTATE WASHDC 0456`
    To,
    /// `INFO RUEHZK/ECOWAS COLLECTIVE`
    Info,
    /// `C O N F I D E N T I A L SECTION 01 OF 04 BAMAKO 000387`
    Classification,
    /// `SIPDIS`, `STATE FOR AF/W`
    Handling,
    /// `E.O. 12958: DECL: 06/10/2019`
    ExecutiveOrder,
    /// `TAGS: PTER PREL`
    Tags,
    /// `SUBJECT: ...`
    Subject,
    /// `REF: BAMAKO 00186`
    Reference,
    /// `Classified By: ...`
    ClassifiedBy,
    /// `Reason: 1.4 (b)`
    Reason,
}

/// Words that open a field, as they stand before a colon; some also stand without one.
const LABELS: &[(&str, Field)] = &[
    ("TAGS", Field::Tags),
    ("SUBJECT", Field::Subject),
    ("SUBJ", Field::Subject),
    ("REFS", Field::Reference),
    ("REF(S)", Field::Reference),
    ("REFTELS", Field::Reference),
    ("REFTEL", Field::Reference),
    ("REF", Field::Reference),
    ("Ref", Field::Reference),
    ("Classified By", Field::ClassifiedBy),
    ("Classified by", Field::ClassifiedBy),
    ("CLASSIFIED BY", Field::ClassifiedBy),
    ("Reason", Field::Reason),
    ("REASON", Field::Reason),
    ("REASONS", Field::Reason),
];

/// Captions of handling, in any number on one line.
const CAPTIONS: &[&str] =
    &["SIPDIS", "NOFORN", "SENSITIVE", "EXDIS", "NODIS", "LIMDIS", "STADIS", "NOCONTRACT", "PROPIN", "NOWARN", "SBU"];

/// The field that a line opens, and where its words begin.
pub fn field(words: &str) -> Option<(Field, usize)> {
    labelled(words)
        .or_else(|| executive_order(words).map(|at| (Field::ExecutiveOrder, at)))
        .or_else(|| capitals(words).map(|field| (field, 0)))
}

fn labelled(words: &str) -> Option<(Field, usize)> {
    LABELS.iter().find_map(|(label, field)| {
        let rest = words.strip_prefix(label)?;
        let colon = rest.trim_start().strip_prefix(':');
        let bare = matches!(label, &"TAGS" | &"REF" | &"SUBJECT") && rest.starts_with("  ");
        match colon {
            Some(value) => Some((*field, words.len() - value.len())),
            None => (bare || rest.is_empty() && *label == "TAGS").then_some((*field, label.len())),
        }
    })
}

/// `E.O. 12958:`, `EO 12958`, `E. O. 13526:`; the words begin behind `E.O.`.
fn executive_order(words: &str) -> Option<usize> {
    let mut letters = words.char_indices().filter(|(_, letter)| !matches!(letter, '.' | ' '));
    let (_, first) = letters.next()?;
    let (_, second) = letters.next()?;
    let (at, _) = letters.next()?;
    let number = words[at..].bytes().take_while(u8::is_ascii_digit).count();
    (first == 'E' && second == 'O' && at <= 6 && (4..=5).contains(&number)).then_some(at)
}

/// Lines that are wholly in capitals.
fn capitals(words: &str) -> Option<Field> {
    if words.chars().any(char::is_lowercase) || words.len() > 120 {
        return None;
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    let first = *parts.first()?;
    if date_time_group(words).is_some() {
        return Some(Field::DateTimeGroup);
    }
    if classification(words).is_some() {
        return Some(Field::Classification);
    }
    match first {
        "FM" if parts.len() > 1 => return Some(Field::From),
        "TO" if parts.len() > 1 => return Some(Field::To),
        "INFO" if parts.len() > 1 => return Some(Field::Info),
        _ => {}
    }
    if is_transmission(&parts) {
        return Some(Field::Transmission);
    }
    let captions = parts.iter().all(|part| CAPTIONS.contains(&part.trim_end_matches([',', ';'])));
    (captions || is_instruction(&parts)).then_some(Field::Handling)
}

fn is_transmission(parts: &[&str]) -> bool {
    let routing = |part: &&str| {
        (5..=8).contains(&part.len()) && part.starts_with('R') && part.bytes().all(|b| b.is_ascii_uppercase())
    };
    match parts {
        [one] => one.starts_with("VZCZC") || one.starts_with("ZCZC") || matches!(*one, "BT" | "NNNN") || is_serial(one),
        ["DE", station, serial, ..] => routing(station) && serial.starts_with('#'),
        ["ZNY" | "ZNR" | "ZDK" | "ZDF" | "ZOC" | "ZFD", ..] => true,
        ["RR" | "PP" | "OO" | "ZZ" | "RO" | "OP" | "PR", rest @ ..] => rest.iter().all(routing),
        _ => false,
    }
}

fn is_serial(word: &str) -> bool {
    word.strip_prefix('#').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// `STATE FOR AF/W`, `DEPT PASS TO USAID`, `PARIS FOR AFRICA WATCHER`.
fn is_instruction(parts: &[&str]) -> bool {
    (2..=14).contains(&parts.len()) && matches!(parts[1], "FOR" | "PASS" | "ALSO") && parts[0].len() > 2
}

/// The classification that a line opens with, in one piece, and the words behind it.
pub fn classification(words: &str) -> Option<(&'static str, &str)> {
    const LEVELS: [&str; 6] =
        ["UNCLASSIFIED", "UNCLAS", "CONFIDENTIAL", "TOP SECRET", "SECRET", "LIMITED OFFICIAL USE"];
    LEVELS.iter().find_map(|level| {
        let rest = plain_prefix(words, level).or_else(|| spaced_prefix(words, level))?;
        is_caption(rest).then_some((*level, rest.trim()))
    })
}

/// What may follow a classification: sections, station and serial, captions.
fn is_caption(rest: &str) -> bool {
    let caption =
        |part: &str| part.is_empty() || CAPTIONS.contains(&part) || matches!(part, "E" | "F" | "T" | "O" | "EFTO");
    let captions = rest.split([' ', '/', ',']).all(caption);
    rest.is_empty() || rest.starts_with([' ', '/']) && (captions || section(rest) != (None, None))
}

fn plain_prefix<'a>(words: &'a str, level: &str) -> Option<&'a str> {
    words.strip_prefix(level)
}

/// `C O N F I D E N T I A L`: one space between letters, any number between words.
fn spaced_prefix<'a>(words: &'a str, level: &str) -> Option<&'a str> {
    let mut rest = words;
    for (at, letter) in level.chars().filter(|letter| *letter != ' ').enumerate() {
        if at > 0 {
            rest = rest.strip_prefix(' ')?.trim_start();
        }
        rest = rest.strip_prefix(letter)?;
    }
    Some(rest)
}

/// The parts of `SECTION 01 OF 04 BAMAKO 000387`: how many sections, and station and serial.
pub fn section(rest: &str) -> (Option<u32>, Option<(String, String)>) {
    let parts: Vec<&str> = rest.split_whitespace().collect();
    let (sections, parts) = match parts[..] {
        ["SECTION", _, "OF", all, ..] => (all.parse().ok(), &parts[4..]),
        _ => (None, &parts[..]),
    };
    let parts: Vec<&str> =
        parts.iter().copied().filter(|part| !CAPTIONS.contains(part) && *part != "//" && *part != "E").collect();
    (sections, station(&parts))
}

/// Station and serial out of `BAMAKO 000387`.
fn station(parts: &[&str]) -> Option<(String, String)> {
    let (serial, name) = parts.split_last()?;
    let digits = (3..=8).contains(&serial.len()) && serial.bytes().all(|byte| byte.is_ascii_digit());
    let fits = |part: &&str| part.len() > 1 && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-');
    let serial = serial.trim_start_matches('0');
    (digits && !serial.is_empty() && (1..=3).contains(&name.len()) && name.iter().all(fits))
        .then(|| (name.join(" "), serial.to_string()))
}

/// A page header inside words, `BAMAKO 00000387 002 OF 004`: where it begins and ends, station and serial.
pub fn page_header(words: &str) -> Option<(usize, usize, (String, String))> {
    let mut from = 0;
    while let Some(found) = words[from..].find(" OF ") {
        let at = from + found;
        from = at + 4;
        let end = from + words[from..].bytes().take_while(u8::is_ascii_digit).count();
        let page = words[..at].rsplit(' ').next().unwrap_or("");
        let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        // `001.2` counts parts of a page.
        let whole = page.split('.').next().unwrap_or(page);
        if !digits(whole, 3) || page.len() > 6 || end - from != 3 || words[end..].starts_with(char::is_alphanumeric) {
            continue;
        }
        let before = words[..at - page.len()].trim_end();
        let serial = before.rsplit(' ').next().unwrap_or("");
        if !digits(serial, 8) {
            continue;
        }
        let mut start = before.len() - serial.len();
        // The station's name: words in capitals before the serial, three at most.
        for _ in 0..3 {
            let head = words[..start].trim_end();
            let word = head.rsplit(' ').next().unwrap_or("");
            if word.len() < 2 || !word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') {
                break;
            }
            start = head.len() - word.len();
        }
        let parts: Vec<&str> = before[start.min(before.len())..].split_whitespace().collect();
        if let Some(station) = station(&parts) {
            return Some((start, end, station));
        }
    }
    None
}

/// The date and time in `R 121116Z JUN 09`, as EDTF. None where it is no date-time group; an error where it is one of a
/// time that cannot be.
pub fn date_time_group(words: &str) -> Option<Result<String, String>> {
    let parts: Vec<&str> = words.split_whitespace().collect();
    let at = parts
        .iter()
        .position(|part| part.len() == 7 && part.ends_with('Z') && part[..6].bytes().all(|b| b.is_ascii_digit()))?;
    let precedence =
        parts[..at].iter().all(|part| part.len() <= 2 && part.bytes().all(|byte| byte.is_ascii_uppercase()));
    let [group, month, year, rest @ ..] = &parts[at..] else { return None };
    if !precedence || at > 3 || rest.len() > 2 {
        return None;
    }
    let (month, year) = (dates::month(month)?, dates::full_year(year)?);
    let edtf = format!("{year}-{month:02}-{}T{}:{}Z", &group[..2], &group[2..4], &group[4..6]);
    Some(dates::check(&edtf, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_header_are_told_apart() {
        for (words, expected) in [
            ("VZCZCXRO7559", Some((Field::Transmission, 0))),
            ("RR RUEHPA RUEHMA", Some((Field::Transmission, 0))),
            ("DE RUEHHV #0387/01 1631116", Some((Field::Transmission, 0))),
            ("ZNY CCCCC ZZH", Some((Field::Transmission, 0))),
            ("R 121116Z JUN 09", Some((Field::DateTimeGroup, 0))),
            ("O P 121116Z JUN 09 ZDK", Some((Field::DateTimeGroup, 0))),
            ("FM AMEMBASSY HAVEN", Some((Field::From, 0))),
            ("TO SECSTATE WASHDC PRIORITY 0456", Some((Field::To, 0))),
            ("INFO RUEHZK/COAST COLLECTIVE", Some((Field::Info, 0))),
            ("C O N F I D E N T I A L SECTION 01 OF 04 HAVEN 000387", Some((Field::Classification, 0))),
            ("UNCLAS HAVEN 000643", Some((Field::Classification, 0))),
            ("S E C R E T  PORT HAVEN 000012 NOFORN", Some((Field::Classification, 0))),
            ("SIPDIS", Some((Field::Handling, 0))),
            ("NOFORN SIPDIS", Some((Field::Handling, 0))),
            ("STATE FOR AF/W", Some((Field::Handling, 0))),
            ("E.O. 12958: DECL: 06/10/2019", Some((Field::ExecutiveOrder, 5))),
            ("EO 13526: N/A", Some((Field::ExecutiveOrder, 3))),
            ("TAGS: PTER PREL", Some((Field::Tags, 5))),
            ("SUBJECT: PIERS", Some((Field::Subject, 8))),
            ("REF: HAVEN 00186", Some((Field::Reference, 4))),
            ("Classified By: A. Clerk", Some((Field::ClassifiedBy, 14))),
            ("To the harbour they went.", None),
            ("COMMENT", None),
            ("MILLER", None),
            ("CONFIDENTIALITY IS ALL", None),
            ("SECRET MEETINGS IN THE HARBOUR", None),
            ("CONFIDENTIAL//NOFORN//", Some((Field::Classification, 0))),
            ("Confidential", None),
            ("REFERENCES", None),
            ("", None),
        ] {
            assert_eq!(field(words), expected, "{words}");
        }
    }

    #[test]
    fn page_headers_are_found_inside_words() {
        let station = ("HAVEN".to_string(), "387".to_string());
        assert_eq!(page_header("HAVEN 00000387 002 OF 004"), Some((0, 25, station.clone())));
        assert_eq!(page_header("in another HAVEN 00000387 002 OF 004 part of"), Some((11, 36, station)));
        let two = ("PORT HAVEN".to_string(), "12".to_string());
        assert_eq!(page_header("PORT HAVEN 00000012 001.2 OF 004"), Some((0, 32, two.clone())));
        assert_eq!(page_header("PORT HAVEN 00000012 002 OF 002"), Some((0, 30, two)));
        for words in ["one OF two", "chapter 002 OF 004", "00000387 002 OF 004", "1 OF 2"] {
            assert_eq!(page_header(words), None, "{words}");
        }
    }

    #[test]
    fn date_time_groups_are_dates() {
        for (words, expected) in [
            ("R 121116Z JUN 09", Some(Ok("2009-06-12T11:16Z"))),
            ("P 010000Z JAN 1979", Some(Ok("1979-01-01T00:00Z"))),
            ("R 321116Z JUN 09", Some(Err(()))),
            ("R 122516Z JUN 09", Some(Err(()))),
            ("at 121116Z the ship left", None),
            ("R 121116Z", None),
        ] {
            let found = date_time_group(words);
            let found = found.as_ref().map(|date| date.as_deref().map_err(|_| ()));
            assert_eq!(found, expected, "{words}");
        }
        assert_eq!(section("SECTION 01 OF 04 HAVEN 000387"), (Some(4), Some(("HAVEN".into(), "387".into()))));
        assert_eq!(section("HAVEN 000643 SIPDIS"), (None, Some(("HAVEN".into(), "643".into()))));
        assert_eq!(section("//NOFORN//"), (None, None));
    }
}
