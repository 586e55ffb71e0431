//! The program as a whole: tiny books through the binary, and our own book read by another parser.

mod blocks;
mod command_line;
mod copies;
mod diagnostics;
mod dice;
mod editions;
mod explaining;
mod harness;
mod importing;
mod importing_papers;
mod incremental;
mod keys;
mod names;
mod new_book;
mod odd;
mod own_book;
mod preview;
mod publishing;
mod seeded;
mod serving;
mod suggesting;
mod surprises;
mod theme;
mod tidy;
mod watching;
mod watching_saves;
