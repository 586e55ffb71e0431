//! The table of all diagnostic codes. A number is never reused.
//!
//! Ranges: 0xx files and settings, 1xx YAML, 2xx documents and pages, 3xx annotations and anchors, 4xx entities and
//! mentions, 5xx objectives, evidence and judgments, 6xx events and dates, 7xx references and links, 8xx themes, 9xx output.

use super::Severity;

/// One line of the table.
#[derive(Debug)]
pub struct CodeEntry {
    /// The code.
    pub code: Code,
    /// Its severity unless settings change it.
    pub severity: Severity,
    /// What it means, in one line.
    pub meaning: &'static str,
    /// Whether settings may lower it. Syntax and identity faults leave nothing to show, so they stay errors.
    pub adjustable: bool,
}

macro_rules! codes {
    ($($name:ident = $number:literal, $severity:ident, $adjustable:literal, $meaning:literal;)*) => {
        /// A stable diagnostic code, written `BBnnn`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        pub enum Code {
            $(#[doc = $meaning] $name = $number,)*
        }

        /// All codes, in order of their numbers.
        pub const CODES: &[CodeEntry] = &[
            $(CodeEntry {
                code: Code::$name,
                severity: Severity::$severity,
                meaning: $meaning,
                adjustable: $adjustable,
            },)*
        ];
    };
}

codes! {
    UnreadableFile = 1, Error, false, "a file cannot be read";
    NotUtf8 = 2, Error, false, "a file is not UTF-8 text";
    StrayFile = 3, Warning, true, "a file lies where nothing reads it";
    FileTooLarge = 4, Error, false, "a file is larger than briefbook reads";
    SettingUnknown = 10, Error, false, "settings have an unknown key";
    SettingValue = 11, Error, false, "a setting has a value it cannot take";
    FormatTooNew = 12, Error, false, "the book is written for a newer format";
    SettingTooLow = 13, Error, false, "a severity that cannot be lowered";
    BookNotFound = 20, Error, false, "no book where one was looked for";
    CommandLine = 21, Error, false, "a command line that cannot be followed";
    ImportRefused = 30, Error, false, "a file that cannot be imported";
    ImportExists = 31, Error, false, "an import that would overwrite what is there";
    ImportClash = 32, Error, false, "two files that would make one document";
    ImportDoubt = 33, Warning, false, "an imported text has something that a person should look at";
    YamlSyntax = 101, Error, false, "YAML that cannot be read";
    YamlDuplicateKey = 102, Error, false, "a key that stands twice";
    YamlUnknownKey = 103, Error, false, "a key that is not known here";
    YamlWrongShape = 104, Error, false, "a value of the wrong shape";
    YamlMissingKey = 105, Error, false, "a key that has to be there";
    YamlTrap = 106, Warning, true, "YAML that probably does not say what was meant";
    YamlValue = 107, Error, false, "a value that is not one of those allowed";
    YamlLimit = 108, Error, false, "YAML beyond the limits on size, depth or aliases";
    IdInvalid = 201, Error, false, "an id that cannot be one";
    IdDuplicate = 202, Error, false, "an id that is taken";
    FrontMatterOpen = 203, Error, false, "front matter that is not closed";
    NumberInsideParagraph = 205, Warning, true, "a line inside a paragraph begins with the next number";
    AnchorDuplicate = 206, Error, false, "an anchor that stands twice in a document";
    NestingTooDeep = 207, Warning, true, "Markdown nested deeper than is shown";
    GradeInvalid = 208, Error, false, "a grade that is not in the Admiralty code";
    WithholdUnknown = 209, Error, false, "a withheld block that does not exist";
    AudienceUnknown = 210, Error, false, "an audience that the settings do not list";
    OriginalMismatch = 211, Warning, true, "an original whose checksum differs";
    CitedAsAmbiguous = 212, Warning, true, "a spelling that two documents share";
    FrontMatterLate = 213, Warning, true, "front matter that does not begin on the first line";
    QuoteOrphaned = 301, Error, true, "a quote that stands nowhere in its document";
    QuoteAmbiguous = 302, Error, true, "a quote that stands in more than one place";
    QuoteDrifted = 303, Warning, true, "a quote whose words have changed";
    BlockUnknown = 305, Error, true, "an anchor that the document does not have";
    BlockUnstable = 306, Warning, true, "a citation of a block whose anchor moves";
    AnnotationDuplicate = 307, Error, false, "two equal annotations";
    AnnotationEmpty = 308, Warning, true, "an annotation that says nothing";
    CitationIncomplete = 309, Error, false, "a citation that names no document";
    DocumentUnknown = 310, Error, false, "a document that does not exist";
    EntityUnknown = 401, Error, false, "an entity that does not exist";
    MentionAmbiguous = 402, Warning, true, "a name that belongs to two entities";
    EntityTypeUnknown = 403, Error, false, "an entity type that the settings do not list";
    NameOverridden = 405, Warning, true, "a name of a document that never occurs in it";
    ObjectiveUnknown = 501, Error, false, "an objective that does not exist";
    AnnotationUnknown = 502, Error, false, "an annotation that does not exist";
    EvidenceDuplicate = 503, Warning, true, "one passage linked twice to one objective";
    DateInvalid = 601, Error, false, "a date that cannot be";
    DateOrder = 602, Error, false, "a date range that ends before it begins";
    ReferenceUnknown = 701, Error, true, "a reference that leads nowhere";
    ReferenceInRecord = 702, Warning, true, "a reference in a document's body that leads nowhere";
    ReferenceRestricted = 703, Error, false, "a reference without words of its own to what the audience may not see";
    LinkBroken = 704, Error, true, "a link in a page that leads nowhere";
    LinkUnsafe = 705, Warning, true, "a link whose scheme is not allowed";
    ReferenceAmbiguous = 706, Error, false, "a reference that two items answer to";
    PageIdTaken = 707, Error, false, "two pages with one path";
    TemplateBroken = 801, Error, false, "a template that cannot be used";
    ThemeUnknown = 802, Error, false, "a theme that does not exist";
    WordsBroken = 803, Error, false, "interface words that cannot be used";
    MinifyChanged = 901, Warning, true, "a page that minifying would have changed; it is written unminified";
    OutputFailed = 910, Error, false, "the output cannot be written";
    ServeFailed = 911, Error, false, "the preview server cannot start";
}

impl Code {
    /// The number, as in `BB301`.
    pub fn number(self) -> u16 {
        self as u16
    }

    /// The entry of the table.
    pub fn entry(self) -> &'static CodeEntry {
        CODES.iter().find(|entry| entry.code == self).expect("every code is in the table that makes it")
    }

    /// The severity unless settings change it.
    pub fn severity(self) -> Severity {
        self.entry().severity
    }

    /// Reads `BB301`.
    pub fn parse(text: &str) -> Option<Self> {
        let number: u16 = text.strip_prefix("BB")?.parse().ok()?;
        CODES.iter().map(|entry| entry.code).find(|code| code.number() == number)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "BB{:03}", self.number())
    }
}
