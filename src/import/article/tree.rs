//! The tree of a page, grown as a browser with scripts grows it.

use std::cell::Cell;

use dom_query::{Document, NodeId};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::{Tracer, TreeBuilder};

use super::tags;

/// Elements open at a time; browsers stop nesting there too. The parser looks through all of them for most tags.
const MOST_OPEN: usize = 512;
/// Tags between two counts of what is open, at least.
const STRIDE: usize = 32;

/// Grows the tree of a page.
pub fn tree(html: &str) -> Document {
    let builder = TreeBuilder::new(Document::default(), Default::default());
    let tokenizer = Tokenizer::new(Shallow { builder, free: Cell::new(0), full: Cell::new(false) }, Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // The tokenizer stops after each script for a browser to run it.
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.builder.sink
}

/// Passes over start tags while too many elements are open: words stay, wherever they stand.
struct Shallow {
    builder: TreeBuilder<NodeId, Document>,
    /// How many start tags may come before the next count.
    free: Cell<usize>,
    full: Cell<bool>,
}

impl Shallow {
    fn is_full(&self) -> bool {
        if self.free.get() == 0 {
            let open = Open(Cell::new(0));
            self.builder.trace_handles(&open);
            let left = MOST_OPEN.saturating_sub(open.0.get());
            self.full.set(left == 0);
            self.free.set(left.max(STRIDE));
        }
        self.free.set(self.free.get() - 1);
        self.full.get()
    }
}

impl TokenSink for Shallow {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if let TagToken(tag) = &token
            && tag.kind == TagKind::StartTag
            && self.is_full()
            // What only hides words must go on hiding them.
            && (!tags::has(tags::RAW, &tag.name) || self.adjusted_current_node_present_but_not_in_html_namespace())
        {
            return TokenSinkResult::Continue;
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Counts what a parser holds open.
struct Open(Cell<usize>);

impl Tracer for Open {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deep_pages_lose_nesting_and_no_words() {
        let deep = "<div>".repeat(2000);
        let shut = "</div>".repeat(2000);
        for (html, text) in [
            (format!("{deep}a<p>b{shut}c<p>d"), "abcd"),
            (format!("<table>{deep}a<tr><td>b"), "ab"),
            (format!("{deep}<textarea><p>a</textarea><b>b"), "<p>ab"),
            (format!("<svg>{}a", "<style>".repeat(2000)), "a"),
        ] {
            let tree = tree(&html);
            let depth = tree.root().descendants_it().map(|node| node.ancestors_it(None).count()).max();
            assert!(depth.is_some_and(|depth| (300..700).contains(&depth)), "{depth:?} {}", &html[html.len() - 20..]);
            assert_eq!(&*tree.root().text(), text);
        }
    }
}
