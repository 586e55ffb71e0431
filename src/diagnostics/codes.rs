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
    /// What it means at length, for [`explain`](super::explain).
    pub(super) text: &'static str,
}

macro_rules! codes {
    ($($name:ident = $number:literal, $text:literal, $severity:ident, $adjustable:literal, $meaning:literal;)*) => {
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
                text: include_str!($text),
            },)*
        ];
    };
}

codes! {
    UnreadableFile = 1, "explain/BB001.md", Error, false, "a file cannot be read";
    NotUtf8 = 2, "explain/BB002.md", Error, false, "a file is not UTF-8 text";
    StrayFile = 3, "explain/BB003.md", Warning, true, "a file lies where nothing reads it";
    FileTooLarge = 4, "explain/BB004.md", Error, false, "a file is larger than briefbook reads";
    HiddenCharacter = 5, "explain/BB005.md", Warning, true, "a character that cannot be seen and turns words round";
    SettingUnknown = 10, "explain/BB010.md", Error, false, "settings have an unknown key";
    SettingValue = 11, "explain/BB011.md", Error, false, "a setting has a value it cannot take";
    FormatTooNew = 12, "explain/BB012.md", Error, false, "the book is written for a newer format";
    SettingTooLow = 13, "explain/BB013.md", Error, false, "a severity that cannot be lowered";
    BookNotFound = 20, "explain/BB020.md", Error, false, "no book where one was looked for";
    CommandLine = 21, "explain/BB021.md", Error, false, "a command line that cannot be followed";
    ImportRefused = 30, "explain/BB030.md", Error, false, "a file that cannot be imported";
    ImportExists = 31, "explain/BB031.md", Error, false, "an import that would overwrite what is there";
    ImportClash = 32, "explain/BB032.md", Error, false, "two files that would make one document";
    ImportDoubt = 33, "explain/BB033.md", Warning, false, "an imported text has something that a person should look at";
    YamlSyntax = 101, "explain/BB101.md", Error, false, "YAML that cannot be read";
    YamlDuplicateKey = 102, "explain/BB102.md", Error, false, "a key that stands twice";
    YamlUnknownKey = 103, "explain/BB103.md", Error, false, "a key that is not known here";
    YamlWrongShape = 104, "explain/BB104.md", Error, false, "a value of the wrong shape";
    YamlMissingKey = 105, "explain/BB105.md", Error, false, "a key that has to be there";
    YamlTrap = 106, "explain/BB106.md", Warning, true, "YAML that probably does not say what was meant";
    YamlValue = 107, "explain/BB107.md", Error, false, "a value that is not one of those allowed";
    YamlLimit = 108, "explain/BB108.md", Error, false, "YAML beyond the limits on size, depth or aliases";
    IdInvalid = 201, "explain/BB201.md", Error, false, "an id that cannot be one";
    IdDuplicate = 202, "explain/BB202.md", Error, false, "an id that is taken";
    FrontMatterOpen = 203, "explain/BB203.md", Error, false, "front matter that is not closed";
    NumberInsideParagraph = 205, "explain/BB205.md", Warning, true, "a line inside a paragraph begins with the next number";
    AnchorDuplicate = 206, "explain/BB206.md", Error, false, "an anchor that stands twice in a document";
    NestingTooDeep = 207, "explain/BB207.md", Warning, true, "Markdown nested deeper than is shown";
    GradeInvalid = 208, "explain/BB208.md", Error, false, "a grade that is not in the Admiralty code";
    WithholdUnknown = 209, "explain/BB209.md", Error, false, "a withheld block that does not exist";
    AudienceUnknown = 210, "explain/BB210.md", Error, false, "an audience that the settings do not list";
    OriginalMismatch = 211, "explain/BB211.md", Warning, true, "an original whose checksum differs";
    CitedAsAmbiguous = 212, "explain/BB212.md", Warning, true, "a spelling that two documents share";
    FrontMatterLate = 213, "explain/BB213.md", Warning, true, "front matter that is read as words";
    WithholdNobody = 214, "explain/BB214.md", Warning, true, "a block that is withheld from nobody";
    HtmlLeftOut = 215, "explain/BB215.md", Warning, true, "raw HTML that is left out";
    WordsNotShown = 216, "explain/BB216.md", Warning, true, "words that Markdown would not show, or not where they stand";
    QuoteOrphaned = 301, "explain/BB301.md", Error, true, "a quote that stands nowhere in its document";
    QuoteAmbiguous = 302, "explain/BB302.md", Error, true, "a quote that stands in more than one place";
    QuoteDrifted = 303, "explain/BB303.md", Warning, true, "a quote whose words have changed";
    BlockUnknown = 305, "explain/BB305.md", Error, true, "an anchor that the document does not have";
    BlockUnstable = 306, "explain/BB306.md", Warning, true, "a citation of a block whose anchor moves";
    AnnotationDuplicate = 307, "explain/BB307.md", Error, false, "two equal annotations";
    AnnotationEmpty = 308, "explain/BB308.md", Warning, true, "an annotation that says nothing";
    CitationIncomplete = 309, "explain/BB309.md", Error, false, "a citation that names no document";
    DocumentUnknown = 310, "explain/BB310.md", Error, false, "a document that does not exist";
    EntityUnknown = 401, "explain/BB401.md", Error, false, "an entity that does not exist";
    MentionAmbiguous = 402, "explain/BB402.md", Warning, true, "a name that belongs to two entities";
    EntityTypeUnknown = 403, "explain/BB403.md", Error, false, "an entity type that the settings do not list";
    NameOverridden = 405, "explain/BB405.md", Warning, true, "a name of a document that never occurs in it";
    ObjectiveUnknown = 501, "explain/BB501.md", Error, false, "an objective that does not exist";
    AnnotationUnknown = 502, "explain/BB502.md", Error, false, "an annotation that does not exist";
    EvidenceDuplicate = 503, "explain/BB503.md", Warning, true, "one passage linked twice to one objective";
    DateInvalid = 601, "explain/BB601.md", Error, false, "a date that cannot be";
    DateOrder = 602, "explain/BB602.md", Error, false, "a date range that ends before it begins";
    ReferenceUnknown = 701, "explain/BB701.md", Error, true, "a reference that leads nowhere";
    ReferenceInRecord = 702, "explain/BB702.md", Warning, true, "a reference in a document's body that leads nowhere";
    ReferenceRestricted = 703, "explain/BB703.md", Error, false, "a reference without words of its own to what the audience may not see";
    LinkBroken = 704, "explain/BB704.md", Error, true, "a link in a page that leads nowhere";
    LinkUnsafe = 705, "explain/BB705.md", Warning, true, "a link whose scheme is not allowed";
    ReferenceAmbiguous = 706, "explain/BB706.md", Error, false, "a reference that two items answer to";
    PageIdTaken = 707, "explain/BB707.md", Error, false, "two pages with one path";
    LinkGone = 708, "explain/BB708.md", Warning, true, "a link out of the book whose page is gone";
    LinkUnchecked = 709, "explain/BB709.md", Warning, true, "a link out of the book that could not be followed";
    LinkMoved = 710, "explain/BB710.md", Warning, true, "a link out of the book whose page has moved for good";
    TemplateBroken = 801, "explain/BB801.md", Error, false, "a template that cannot be used";
    ThemeUnknown = 802, "explain/BB802.md", Error, false, "a theme that does not exist";
    WordsBroken = 803, "explain/BB803.md", Error, false, "interface words that cannot be used";
    MinifyChanged = 901, "explain/BB901.md", Warning, true, "a page that minifying would have changed; it is written unminified";
    Leak = 902, "explain/BB902.md", Error, false, "a finished file with words that its audience may not see";
    OutputFailed = 910, "explain/BB910.md", Error, false, "the output cannot be written";
    ServeFailed = 911, "explain/BB911.md", Error, false, "the preview server cannot start";
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
