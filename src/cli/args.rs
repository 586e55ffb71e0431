//! Flags exactly as typed, and the words of `--help`.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Command, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::import::Kind;
use crate::pipeline::Edition;
use crate::report::{Color, MessageFormat};

/// Makes a cross-linked static site out of documents, stand-off annotations, entities, objectives and events.
#[derive(Debug, Parser)]
#[command(name = "briefbook", version, arg_required_else_help = true, after_help = AFTER)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: GlobalOptions,
    #[command(subcommand)]
    pub(super) verb: Verb,
}

const AFTER: &str = "\
Exit codes: 0 fine, warnings included; 1 a fault in the book, or warnings under --strict;
2 a fault in the command line or in briefbook.yaml; 3 the environment failed.";

/// Options that every verb takes, before or after it.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct GlobalOptions {
    /// The book's folder [default: the nearest at or above the current one]
    #[arg(long, short = 'r', global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// How diagnostics are written
    #[arg(long, global = true, value_enum, value_name = "FORMAT", default_value_t)]
    pub(super) message_format: MessageFormat,
    /// Say nothing but what is wrong
    #[arg(long, short = 'q', global = true)]
    pub(super) quiet: bool,
    /// Say more
    #[arg(long, short = 'v', global = true, conflicts_with = "quiet")]
    pub(super) verbose: bool,
    /// When to colour
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t)]
    pub(super) color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    /// Make a small working book in a new folder
    Init(InitOptions),
    /// Make documents out of raw source texts
    Import(ImportOptions),
    /// Write the site
    Build(BuildOptions),
    /// Preview the book in a browser
    Serve(PreviewOptions),
    /// Report everything that `build` would, and write nothing
    Check(CheckOptions),
    /// Propose entities, aliases and events that the book does not list yet; the book stays as it is
    Suggest(SuggestOptions),
    /// Say what a diagnostic's code means, with an example; without a code list them all
    Explain(ExplainOptions),
}

/// Options of `init`.
#[derive(Debug, Args)]
pub(super) struct InitOptions {
    /// The folder to make
    #[arg(value_name = "DIR", required_unless_present = "theme")]
    pub(super) folder: Option<PathBuf>,
    /// Begin a theme of your own, in the new book or, without a folder, in the book that is there
    #[arg(long, value_name = "NAME", value_parser = theme_name)]
    pub(super) theme: Option<String>,
}

/// A theme is a folder, and its name part of the settings.
fn theme_name(typed: &str) -> Result<String, String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let fine = typed.starts_with(|c: char| c.is_ascii_alphanumeric()) && typed.chars().all(plain);
    match typed {
        _ if !fine => Err("a theme's name is made of letters A to Z, digits, `-` and `_`".to_string()),
        "default" => Err("`default` is the built-in theme".to_string()),
        _ => Ok(typed.to_string()),
    }
}

/// Options of `import`.
#[derive(Debug, Args)]
pub(super) struct ImportOptions {
    /// The texts: plain text, Markdown or HTML
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// What the texts are
    #[arg(long, value_enum, value_name = "KIND", default_value_t)]
    pub(super) kind: KindChoice,
    /// Show the documents and what would be removed, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Replace documents that are there already
    #[arg(long)]
    pub(super) force: bool,
    /// Write the goals and objectives of a strategy as a draft of objectives.yaml
    #[arg(long, value_name = "FILE")]
    pub(super) objectives: Option<PathBuf>,
}

/// A kind of text, or none named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum KindChoice {
    /// What the text shows itself to be
    #[default]
    Auto,
    /// A diplomatic cable
    Cable,
    /// A strategy paper with goals and objectives
    Strategy,
    /// An article from a web page
    Article,
    /// Anything else
    Plain,
}

impl KindChoice {
    /// The kind, where one is named.
    pub(super) fn kind(self) -> Option<Kind> {
        match self {
            Self::Auto => None,
            Self::Cable => Some(Kind::Cable),
            Self::Strategy => Some(Kind::Strategy),
            Self::Article => Some(Kind::Article),
            Self::Plain => Some(Kind::Plain),
        }
    }
}

/// Options of `build`.
#[derive(Debug, Args)]
pub(super) struct BuildOptions {
    /// Where the site goes [default: `output` in the book's folder]
    #[arg(long, short = 'o', value_name = "DIR")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) edition: EditionOptions,
    /// Take over an output folder that briefbook did not make
    #[arg(long)]
    pub(super) force: bool,
}

/// Options of `check`.
#[derive(Debug, Args)]
pub(super) struct CheckOptions {
    #[command(flatten)]
    pub(super) edition: EditionOptions,
    /// Follow links out of the book, too; nothing else ever asks another host
    #[arg(long)]
    pub(super) external: bool,
}

/// Which edition is built or checked, and how strictly.
#[derive(Debug, Args)]
pub(super) struct EditionOptions {
    /// The address the site will have, for sitemap, feed and canonical links
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Whom the site is for, one of the `audiences` in briefbook.yaml
    #[arg(long, value_name = "NAME")]
    audience: Option<String>,
    /// Treat warnings as faults
    #[arg(long)]
    pub(super) strict: bool,
}

impl From<EditionOptions> for Edition {
    fn from(options: EditionOptions) -> Self {
        Self { audience: options.audience, base_url: options.base_url, strict: options.strict, preview: false }
    }
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub(super) struct PreviewOptions {
    /// The port; 0 takes any that is free [default: 1111, or the next that is free]
    #[arg(long, short = 'p', value_name = "PORT")]
    pub(super) port: Option<u16>,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(super) bind: IpAddr,
    /// Open the book in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// Look for changes in the book, and show them in the open pages
    #[arg(long, short = 'w')]
    pub(super) watch: bool,
    /// Watch by looking at intervals, for drives whose changes come without notice, as in `--poll=2s` [default: 500ms]
    #[arg(long, value_name = "DURATION", num_args = 0..=1, require_equals = true, default_missing_value = "500ms", value_parser = duration)]
    pub(super) poll: Option<Duration>,
    /// Whom the preview is for [default: the last of the `audiences`]
    #[arg(long, value_name = "NAME")]
    pub(super) audience: Option<String>,
}

/// A time as `500ms` or `2s`.
fn duration(typed: &str) -> Result<Duration, String> {
    let number = |end: &str| typed.strip_suffix(end).and_then(|number| number.trim().parse::<f64>().ok());
    let seconds = number("ms").map(|ms| ms / 1000.0).or_else(|| number("s"));
    let fine = seconds.filter(|seconds| (0.01..=3600.0).contains(seconds));
    fine.map(Duration::from_secs_f64).ok_or_else(|| "write a time as `500ms` or `2s`".to_string())
}

/// Options of `suggest`.
#[derive(Debug, Args)]
pub(super) struct SuggestOptions {
    /// Only this kind of proposal [default: all]
    #[arg(long, value_enum, value_name = "KIND")]
    pub(super) kind: Option<SuggestKind>,
    /// Names that occur at least so often [default: 2 for entities, 1 for aliases]
    #[arg(long, value_name = "N")]
    pub(super) min: Option<usize>,
    /// A new file for the proposals, instead of standard output
    #[arg(long, short = 'o', value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Whose edition is read [default: the last of the `audiences`]
    #[arg(long, value_name = "NAME")]
    pub(super) audience: Option<String>,
}

/// A kind of proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum SuggestKind {
    /// Names that no entity has
    Entities,
    /// Other spellings of listed entities
    Aliases,
    /// Dated passages that the chronology does not have
    Events,
}

/// Options of `explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainOptions {
    /// The code, as reports show it
    #[arg(value_name = "CODE")]
    pub(super) code: Option<String>,
}

/// Whether a command line that cannot be read asks for JSON.
pub(super) fn asks_for_json(typed: &[OsString]) -> bool {
    let joined = typed.iter().any(|word| word == "--message-format=json");
    joined || typed.windows(2).any(|pair| pair[0] == "--message-format" && pair[1] == "json")
}

/// The verb of a command line that cannot be read: its first word that is no option and no option's value. Empty where
/// that is no verb.
pub(super) fn verb_of(typed: &[OsString]) -> &'static str {
    let command = Arguments::command();
    let mut words = typed.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        if !word.starts_with('-') {
            let verbs = ["init", "import", "build", "serve", "check", "suggest", "explain"];
            return verbs.into_iter().find(|verb| *verb == word).unwrap_or("");
        }
        if takes_next(&command, &word) {
            words.next();
        }
    }
    ""
}

/// Whether the word behind an option is its value, whichever verb has the option.
fn takes_next(command: &Command, word: &str) -> bool {
    let commands = std::iter::once(command).chain(command.get_subcommands());
    let mut valued = commands
        .flat_map(Command::get_arguments)
        .filter(|option| option.get_action().takes_values() && !option.is_require_equals_set());
    match word.strip_prefix("--") {
        Some(name) => valued.any(|option| option.get_long() == Some(name)),
        // Of letters written together the last may want a value; one before it would have taken the rest.
        None => valued.any(|option| option.get_short().is_some_and(|letter| word.find(letter) == Some(word.len() - 1))),
    }
}
