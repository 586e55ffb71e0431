//! The files of the index: words with their places, texts for the results that are shown, and the list of both.
//!
//! Each is a classic script that hands its data to `briefbook.take`, so that it loads from disk and under a strict policy.

use serde::Serialize;

use crate::render::pages::search::KINDS;
use crate::source::hidden;

use super::bits::{Bits, SIGNS, low};
use super::inverted::{Entry, Inverted};
use super::records::Group;
use super::stem::Step;

/// Bytes of a file of words or texts, but for one with a single larger item.
const SHARD: usize = 16 << 10;

/// A file of the site.
pub type File = (String, Vec<u8>);

/// What a query needs first.
#[derive(Serialize)]
struct Index<'a> {
    kinds: [&'a str; 7],
    stems: &'a [Step],
    /// The first stem of each file of words.
    words: Vec<&'a str>,
    /// The first record of each file of texts.
    texts: Vec<usize>,
    /// Runs of groups: kind, number of records, first day, last day, how many such.
    groups: Vec<(usize, usize, i64, i64, usize)>,
    /// The length of each record, three signs to a doubling.
    lengths: String,
}

/// All files of an index.
pub fn files(groups: &[Group], inverted: &Inverted, stems: &[Step]) -> Vec<File> {
    let mut out = Vec::new();
    let (words, firsts) = words(inverted);
    let (texts, starts) = texts(groups);
    for (kind, shards) in [("words", words), ("texts", texts)] {
        for (at, data) in shards.into_iter().enumerate() {
            out.push(file(&format!("{kind}-{at}"), &data));
        }
    }
    let index = Index {
        kinds: KINDS,
        stems,
        words: firsts,
        texts: starts,
        groups: runs(groups),
        lengths: inverted.lengths.iter().map(|length| char::from(SIGNS[rough(*length)])).collect(),
    };
    out.push(file("index", &json(&index)));
    out
}

/// A length as one of 32 steps.
fn rough(length: u32) -> usize {
    let eighths = f64::from(length + 1).log2() * 3.0;
    // At most 31, and never negative.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is between 0 and 31")]
    let step = eighths.round().clamp(0.0, 31.0) as usize;
    step
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("plain data has no key that is not text")
}

fn file(name: &str, data: &str) -> File {
    let script = hidden::shown(format!("briefbook.take({},{data});\n", json(&name)));
    (format!("search/{name}.js"), script.into_bytes())
}

fn runs(groups: &[Group]) -> Vec<(usize, usize, i64, i64, usize)> {
    let mut out: Vec<(usize, usize, i64, i64, usize)> = Vec::new();
    for group in groups {
        let run = (group.kind, group.records.len(), group.days.0, group.days.1);
        match out.last_mut() {
            Some(last) if (last.0, last.1, last.2, last.3) == run => last.4 += 1,
            _ => out.push((run.0, run.1, run.2, run.3, 1)),
        }
    }
    out
}

/// The files of words: for each word how much of it is the same as the one before, the rest, in how many records it
/// stands, and where. A stem is never in two files.
fn words(inverted: &Inverted) -> (Vec<String>, Vec<&str>) {
    let (mut shards, mut firsts, mut open, mut before) = (Vec::new(), Vec::new(), String::new(), "");
    for (at, entry) in inverted.entries.iter().enumerate() {
        let new = at == 0 || open.len() > SHARD && inverted.entries[at - 1].stem != entry.stem;
        if new {
            if at > 0 {
                shards.push(format!("[{open}]"));
            }
            open.clear();
            firsts.push(entry.stem.as_str());
            before = "";
        }
        let shared = shared(before, &entry.word);
        let written = (shared, &entry.word[shared..], entry.records(), places(entry));
        let written = json(&written);
        if !open.is_empty() {
            open.push(',');
        }
        open.push_str(&written[1..written.len() - 1]);
        before = &entry.word;
    }
    if !firsts.is_empty() {
        shards.push(format!("[{open}]"));
    }
    (shards, firsts)
}

/// Bytes that two words share at their beginning; none where they are not letters of one byte each.
fn shared(before: &str, word: &str) -> usize {
    before.bytes().zip(word.bytes()).take_while(|(one, other)| one == other && one.is_ascii()).count()
}

/// Where a word stands: records as gaps, in each how often, and places as gaps.
fn places(entry: &Entry) -> String {
    let mut gaps = Vec::with_capacity(entry.places.len());
    let (mut records, mut sums, mut last) = (0, (0, 0), None);
    for &(record, place) in &entry.places {
        match last {
            Some((before, at)) if before == record => gaps.push((None, place - at - 1)),
            _ => {
                let gap = last.map_or(record, |(before, _)| record - before - 1);
                gaps.push((Some(gap), place));
                records += 1;
                sums.0 += u64::from(gap);
            }
        }
        sums.1 += u64::from(gaps.last().map_or(0, |gap| gap.1));
        last = Some((record, place));
    }
    let (by_record, by_place) = (low(sums.0, records), low(sums.1, gaps.len() as u64));
    let mut bits = Bits::default();
    bits.fixed(by_record, 5);
    bits.fixed(by_place, 5);
    for (at, (gap, place)) in gaps.iter().enumerate() {
        if let Some(gap) = gap {
            bits.rice(*gap, by_record);
        }
        bits.rice(*place, by_place);
        // Whether another place in the same record follows.
        bits.fixed(u32::from(gaps.get(at + 1).is_some_and(|next| next.0.is_none())), 1);
    }
    bits.finish()
}

/// The files of texts: groups that are in it with title, page and date, each before its records with id and words.
fn texts(groups: &[Group]) -> (Vec<String>, Vec<usize>) {
    let (mut shards, mut starts, mut open, mut at) = (Vec::new(), Vec::new(), String::new(), 0);
    for group in groups {
        let head = json(&(&group.title, &group.page, &group.date));
        for (place, record) in group.records.iter().enumerate() {
            if open.len() > SHARD {
                shards.push(format!("[{open}]"));
                open.clear();
            }
            let begins = open.is_empty();
            if begins {
                starts.push(at);
            } else {
                open.push(',');
            }
            if begins || place == 0 {
                open.push_str(&head);
                open.push(',');
            }
            let written = json(&(&record.id, &record.text));
            open.push_str(&written[1..written.len() - 1]);
            at += 1;
        }
    }
    if !open.is_empty() {
        shards.push(format!("[{open}]"));
    }
    (shards, starts)
}
