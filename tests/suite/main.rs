//! The program as a whole: tiny books through the binary, and our own book read by another parser.

mod command_line;
mod diagnostics;
mod harness;
mod new_book;
mod own_book;
mod publishing;
mod serving;
mod tidy;
