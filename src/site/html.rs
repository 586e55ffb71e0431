//! One pass of the HTML tokenizer over a finished page, text in raw elements included.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, CommentToken, EOFToken, NullCharacterToken, Tag, TagKind, TagToken, Token, TokenSink,
    TokenSinkResult, Tokenizer,
};

/// What a pass over a page sees.
pub(super) trait Visitor {
    /// A start or end tag.
    fn tag(&mut self, tag: &Tag);
    /// A piece of text; one text may come in several pieces.
    fn text(&mut self, text: &str);
    /// A comment.
    fn comment(&mut self, _text: &str) {}
}

struct Sink<V>(RefCell<V>);

impl<V: Visitor> TokenSink for Sink<V> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            TagToken(tag) => {
                self.0.borrow_mut().tag(&tag);
                if tag.kind == TagKind::StartTag {
                    return raw_kind(&tag.name);
                }
            }
            CharacterTokens(text) => self.0.borrow_mut().text(&text),
            CommentToken(text) => self.0.borrow_mut().comment(&text),
            NullCharacterToken => self.0.borrow_mut().text("\u{fffd}"),
            EOFToken => {}
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn raw_kind(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

/// Shows a page to a visitor and gives it back.
pub(super) fn visit<V: Visitor>(html: &str, visitor: V) -> V {
    let tokenizer = Tokenizer::new(Sink(RefCell::new(visitor)), Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // The tokenizer stops after each script for a browser to run it, and where a page names its encoding.
    while !matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}
