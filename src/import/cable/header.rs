//! A cable's header as the source has it: entries of one field each, read into values.

use crate::import::draft::{Draft, words};
use crate::import::join::Joiner;
use crate::import::lines::{Line, Source, Span};
use crate::import::{dates, known, marks};

use super::fields::{self, Field};

/// One field with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub field: Field,
    /// Its words, line by line, without the label.
    pub spans: Vec<Span>,
    /// All of it.
    pub whole: Vec<Span>,
}

/// What a header says, as far as it is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    pub transmission: Vec<String>,
    pub routing: Option<String>,
    pub serial: Option<String>,
    pub date_time_group: Option<String>,
    pub date: Option<String>,
    pub from: Option<String>,
    pub to: Vec<String>,
    pub info: Vec<String>,
    pub addressee_lines: Vec<String>,
    pub classification: Option<String>,
    pub sections: Option<u32>,
    pub station: Option<(String, String)>,
    pub handling: Vec<String>,
    pub order: Option<String>,
    pub declassify: Option<String>,
    pub tags: Vec<String>,
    pub subject: Option<String>,
    pub references: Option<String>,
    pub classified_by: Option<String>,
    pub reason: Option<String>,
}

/// Lines as entries. Also gives the index behind the last of them.
pub fn entries(source: &Source, lines: &[Line]) -> (Vec<Entry>, usize) {
    let mut entries: Vec<Entry> = Vec::new();
    let (mut end, mut open) = (0, false);
    for (at, line) in lines.iter().enumerate() {
        let words = source.line(line);
        if let Some((field, value)) = fields::field(words) {
            entries.push(Entry {
                field,
                spans: vec![source.part(line.span, value, words.len())],
                whole: vec![line.span],
            });
            open = takes_more(field);
            end = at + 1;
        } else if line.is_blank() || marks::is_rule(words) {
            open = false;
        } else if let Some(last) = entries.last_mut().filter(|_| open) {
            last.spans.push(line.span);
            last.whole.push(line.span);
            end = at + 1;
        }
    }
    (entries, end)
}

/// Whether a field goes on in the next line.
fn takes_more(field: Field) -> bool {
    use Field::{ClassifiedBy, ExecutiveOrder, Info, Reason, Reference, Subject, Tags, To};
    matches!(field, To | Info | ExecutiveOrder | Tags | Subject | Reference | ClassifiedBy | Reason)
}

impl Header {
    /// Reads entries. A field that comes again with the same words is repeated; with other words it is left alone.
    pub fn read(entries: &[Entry], joiner: &Joiner<'_>, source: &Source, draft: &mut Draft) -> Self {
        let mut out = Self::default();
        for entry in entries {
            let value = words(&joiner.pieces(&entry.spans), source);
            let key = out.take(entry, &value, source, draft);
            for span in &entry.whole {
                match key {
                    Taking::As(key) => draft.read(*span, key),
                    Taking::Repeated => draft.remove(*span, "repeated header lines"),
                    Taking::Differs => {}
                }
            }
        }
        out
    }

    fn take(&mut self, entry: &Entry, value: &str, source: &Source, draft: &mut Draft) -> Taking {
        match entry.field {
            Field::Transmission => self.transmission(value),
            Field::DateTimeGroup => self.date(entry, value, source, draft),
            Field::From => set(&mut self.from, value.trim_start_matches("FM").trim(), "origin"),
            Field::To | Field::Info => self.addressees(entry, source),
            Field::Classification => self.classification(value),
            Field::Handling => add(&mut self.handling, value, "header"),
            Field::ExecutiveOrder => self.order(entry, value, source, draft),
            Field::Tags => {
                let tags: Vec<String> =
                    value.split([' ', ',', ';']).filter(|tag| !tag.is_empty()).map(String::from).collect();
                set_all(&mut self.tags, tags, "tags")
            }
            Field::Subject => set(&mut self.subject, value, "subject"),
            Field::Reference => set(&mut self.references, value, "references"),
            Field::ClassifiedBy => set(&mut self.classified_by, value, "header"),
            Field::Reason => set(&mut self.reason, value, "header"),
        }
    }

    fn transmission(&mut self, value: &str) -> Taking {
        if let Some(routing) = known::routing(value) {
            self.routing.get_or_insert(routing);
            let serial = value.split_whitespace().find_map(|part| part.strip_prefix('#'));
            let serial =
                serial.map(|serial| serial.split('/').next().unwrap_or(serial).trim_start_matches('0').to_string());
            if self.serial.is_none() {
                self.serial =
                    serial.filter(|serial| !serial.is_empty() && serial.bytes().all(|byte| byte.is_ascii_digit()));
            }
        }
        add(&mut self.transmission, value, "header")
    }

    fn date(&mut self, entry: &Entry, value: &str, source: &Source, draft: &mut Draft) -> Taking {
        let taking = set(&mut self.date_time_group, value, "date");
        if matches!(taking, Taking::As(_)) {
            match fields::date_time_group(value) {
                Some(Ok(date)) => self.date = Some(date),
                Some(Err(fault)) => draft.doubt(source, entry.whole[0].start, fault),
                None => {}
            }
        }
        taking
    }

    fn addressees(&mut self, entry: &Entry, source: &Source) -> Taking {
        let (label, key) = if entry.field == Field::To { ("TO", "recipients") } else { ("INFO", "info") };
        let lines: Vec<String> = entry.spans.iter().map(|span| source.words(*span).to_string()).collect();
        let named = lines.iter().map(|line| addressee(line.trim_start_matches(label)));
        let named: Vec<String> = named.filter(|name| !name.is_empty()).collect();
        let into = if entry.field == Field::To { &mut self.to } else { &mut self.info };
        let taking = set_all(into, named, key);
        if matches!(taking, Taking::As(_)) {
            self.addressee_lines.extend(lines);
        }
        taking
    }

    fn classification(&mut self, value: &str) -> Taking {
        let Some((level, rest)) = fields::classification(value) else { return Taking::Differs };
        let (sections, station) = fields::section(rest);
        let first = self.classification.is_none();
        if !first && self.classification.as_deref() != Some(level) {
            return Taking::Differs;
        }
        self.classification = Some(level.to_string());
        self.sections = self.sections.or(sections);
        self.station = self.station.take().or(station);
        for caption in rest
            .split_whitespace()
            .filter(|word| matches!(*word, "SIPDIS" | "NOFORN" | "SENSITIVE" | "EXDIS" | "NODIS" | "LIMDIS"))
        {
            let _ = add(&mut self.handling, caption, "header");
        }
        if first { Taking::As("classification") } else { Taking::Repeated }
    }

    fn order(&mut self, entry: &Entry, value: &str, source: &Source, draft: &mut Draft) -> Taking {
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        let (number, rest) = value.split_at(digits);
        let rest = rest.trim_start_matches([':', ' ']);
        let date = ["DECLASSIFY ON", "DECLAS", "DECL"].iter().find_map(|label| rest.strip_prefix(label));
        let date = date.map(|date| date.trim_start_matches([':', ' ']).trim_end_matches('.'));
        let order = if date.is_none() && !rest.is_empty() { format!("{number}: {rest}") } else { number.to_string() };
        let before = self.order.is_some();
        let same = self.order.get_or_insert_with(|| order.clone()) == &order;
        if before {
            return if same { Taking::Repeated } else { Taking::Differs };
        }
        self.declassify = date.map(|date| match dates::american(date) {
            Some(Ok(day)) => day,
            Some(Err(fault)) => {
                draft.doubt(source, entry.whole[0].start, fault);
                date.to_string()
            }
            None => date.to_string(),
        });
        Taking::As("header")
    }
}

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taking {
    As(&'static str),
    Repeated,
    Differs,
}

fn set(into: &mut Option<String>, value: &str, key: &'static str) -> Taking {
    match into {
        None => {
            *into = Some(value.to_string());
            Taking::As(key)
        }
        Some(before) if before == value => Taking::Repeated,
        Some(_) => Taking::Differs,
    }
}

fn set_all(into: &mut Vec<String>, values: Vec<String>, key: &'static str) -> Taking {
    if into.is_empty() {
        *into = values;
        Taking::As(key)
    } else if *into == values {
        Taking::Repeated
    } else {
        Taking::Differs
    }
}

fn add(into: &mut Vec<String>, value: &str, key: &'static str) -> Taking {
    if into.iter().any(|known| known == value) {
        return Taking::Repeated;
    }
    // More than any header has: these are words of another kind.
    if into.len() >= 100 {
        return Taking::Differs;
    }
    into.push(value.to_string());
    Taking::As(key)
}

/// `RUEHC/SECSTATE WASHDC PRIORITY 0456` without routing indicator, precedence and serial.
fn addressee(line: &str) -> String {
    let line = line.trim();
    let line = match line.split_once('/') {
        Some((routing, name)) if routing.len() >= 4 && routing.bytes().all(|byte| byte.is_ascii_uppercase()) => name,
        _ => line,
    };
    let parts = line.split_whitespace().filter(|part| {
        !matches!(*part, "PRIORITY" | "IMMEDIATE" | "ROUTINE" | "FLASH" | "NIACT")
            && !part.bytes().all(|byte| byte.is_ascii_digit())
    });
    parts.collect::<Vec<_>>().join(" ")
}
