//! stub
use crate::markdown::Text; use crate::model::Anchoring;
#[derive(Clone,Copy)] pub enum At { Block(usize), Title }
pub struct Selector<'a> { pub quote: &'a str, pub at: Option<At>, pub occurrence: Option<(u32,u32)>, pub prefix: Option<&'a str>, pub suffix: Option<&'a str> }
pub struct Haystack<'a>(&'a Text);
impl<'a> Haystack<'a> { pub fn new(text: &'a Text, _title: &'a str) -> Self { Self(text) } }
pub fn anchor(_h: &Haystack, _s: &Selector, _n: &[&str]) -> Anchoring { todo!() }
