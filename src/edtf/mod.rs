//! Dates as EDTF level 1 (ISO 8601-2:2019) writes them: imprecise, uncertain, approximate, open.

pub mod calendar;
mod help;
mod parse;
#[cfg(test)]
mod tests;

/// A day, counted from 1 January 1970 (proleptic Gregorian calendar).
pub type Day = i64;

/// One EDTF date or interval, as the author typed it and as the days it may cover.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Edtf {
    /// The text as typed.
    pub text: String,
    /// The first (or only) end.
    pub start: End,
    /// The second end of an interval.
    pub end: Option<End>,
}

/// One end of an interval, or the only date.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// `..`: open.
    Open,
    /// Nothing written: unknown.
    Unknown,
    /// A date.
    Date(Date),
}

/// How fine a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// `1XXX`.
    Millennium,
    /// `19XX`.
    Century,
    /// `199X`.
    Decade,
    /// `1991`.
    Year,
    /// `1991-21` to `1991-24`.
    Season,
    /// `1991-06`.
    Month,
    /// `1991-06-12`.
    Day,
}

/// One date with its qualification.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Date {
    /// The first day it may be.
    pub earliest: Day,
    /// The last day it may be.
    pub latest: Day,
    /// How fine it is.
    pub precision: Precision,
    /// `?` or `%`.
    pub uncertain: bool,
    /// `~` or `%`.
    pub approximate: bool,
    /// A time of day as written after the `T`, with its zone.
    pub time: Option<String>,
    /// Year, and month (21 to 24 for a season) and day where given.
    pub year: i32,
    /// Month 1 to 12, or season 21 to 24.
    pub month: Option<u8>,
    /// Day of the month.
    pub day: Option<u8>,
}

impl Date {
    /// Seconds since midnight of its time of day, in UTC where the time has a zone.
    pub fn clock(&self) -> Option<i32> {
        self.time.as_deref().and_then(parse::clock).map(|(seconds, _)| seconds)
    }
}

/// Why a text is no date, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DateError {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Whether the fault is an interval that ends before it begins.
    pub order: bool,
}

impl DateError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, order: false }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl Edtf {
    /// Reads an EDTF level 1 date, with an optional time of day.
    ///
    /// # Errors
    /// Says what is wrong and what to write instead.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        parse::edtf(text)
    }

    /// The first day it may begin; `None` when open or unknown.
    pub fn earliest(&self) -> Option<Day> {
        match &self.start {
            End::Date(date) => Some(date.earliest),
            _ => None,
        }
    }

    /// The last day it may end; `None` when open or unknown.
    pub fn latest(&self) -> Option<Day> {
        match self.end.as_ref().unwrap_or(&self.start) {
            End::Date(date) => Some(date.latest),
            _ => None,
        }
    }
}
