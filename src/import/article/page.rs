//! A page of the web: its lines, which of them a readability library takes for the article, and what its head says.

use std::collections::HashSet;

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use crate::import::lines::Source;

use super::html::{self, Found, Place, Set};
use super::{Fate, Row, runs, tree};

/// Larger pages, and deeper ones, are read without the library, which would take minutes for them.
const LARGEST: usize = 4 * 1024 * 1024;
const DEEPEST: usize = 400;
const MOST_ELEMENTS: usize = 60_000;

/// A page of the web.
#[derive(Debug)]
pub struct Page {
    /// Its words, a line for each block.
    pub source: Source,
    lines: Vec<(Set, Option<bool>)>,
    /// What its head says.
    pub says: Says,
}

/// What the head of a page says of the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Says {
    /// Title.
    pub title: Option<String>,
    /// Author.
    pub author: Option<String>,
    /// The day it was published, as the page writes it.
    pub date: Option<String>,
    /// Name of the site.
    pub site: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Language.
    pub language: Option<String>,
}

impl Page {
    pub(super) fn rows(&self, source: &Source) -> Vec<Row> {
        let rows = source.lines().iter().zip(&self.lines);
        rows.map(|(line, (set, own))| Row { line: *line, set: set.clone(), own: *own, fate: Fate::Body }).collect()
    }
}

/// Whether a text is HTML, by how it begins.
fn is_html(text: &str) -> bool {
    let start = text.trim_start();
    if !start.starts_with('<') {
        return false;
    }
    let head: String = start.chars().take(4000).collect::<String>().to_lowercase();
    ["<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<p>", "<p "]
        .iter()
        .any(|tag| head.contains(tag))
}

/// Reads a text as a page, if it is HTML with a word in it.
pub fn page(text: &str) -> Option<Page> {
    if !is_html(text) {
        return None;
    }
    let marked = runs::marked(text);
    let tree = tree::tree(&marked);
    let lines = html::lines(&marked, &tree);
    if lines.found.iter().all(|found| found.words.is_empty()) {
        return None;
    }
    let usable = text.len() <= LARGEST && lines.depth <= DEEPEST;
    let (own, mut says) = usable.then(|| readable(tree)).flatten().unwrap_or_default();
    if says.title.is_none() {
        says.title = Some(lines.title.clone()).filter(|title| !title.is_empty());
    }
    let source = Source::from_lines(lines.found.iter().map(|found| (found.number, found.words.as_str())));
    let lines = lines.found.into_iter().map(|found| (found.set.clone(), is_own(&found, &own))).collect();
    Some(Page { source, lines, says })
}

/// Whether most letters of a line are the article's. None where the library found no article.
fn is_own(found: &Found, own: &HashSet<usize>) -> Option<bool> {
    if own.is_empty() || found.set.place == Place::Hidden {
        return None;
    }
    let all: usize = found.runs.iter().map(|(_, letters)| letters).sum();
    let theirs: usize = found.runs.iter().filter(|(run, _)| own.contains(run)).map(|(_, letters)| letters).sum();
    Some(2 * theirs >= all)
}

/// The runs of text that the library takes for the article, and what it reads off the page's head.
fn readable(tree: Document) -> Option<(HashSet<usize>, Says)> {
    let config = Config { max_elements_to_parse: MOST_ELEMENTS, ..Config::default() };
    let article = Readability::with_document(tree, None, Some(config)).ok()?.parse().ok()?;
    let own = article.text_content.chars().filter_map(runs::run).collect();
    let says = Says {
        title: words(Some(article.title)),
        author: words(article.byline),
        date: words(article.published_time),
        site: words(article.site_name),
        url: words(article.url).filter(|url| url.starts_with("http")),
        language: words(article.lang),
    };
    Some((own, says))
}

fn words(words: Option<String>) -> Option<String> {
    let words = runs::unmarked(&words?).split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}
