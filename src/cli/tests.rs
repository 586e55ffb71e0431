use clap::{CommandFactory, Parser};

use crate::diagnostics::{Code, Diagnostic, Severity, Span};
use crate::report::MessageFormat;
use crate::source::Sources;

use super::args::{Arguments, Verb};
use super::{args, exit};

#[test]
fn the_command_line_is_sound() {
    Arguments::command().debug_assert();
}

#[test]
fn global_options_stand_before_or_after_the_verb() {
    for line in [
        "briefbook --root x --message-format json build --strict",
        "briefbook build --strict --root x --message-format json",
    ] {
        let arguments = Arguments::try_parse_from(line.split(' ')).expect(line);
        assert_eq!(arguments.global.root.as_deref(), Some(std::path::Path::new("x")));
        assert_eq!(arguments.global.message_format, MessageFormat::Json);
        assert!(matches!(arguments.verb, Verb::Build(options) if options.edition.strict));
    }
}

#[test]
fn a_wrong_command_line_ends_with_two() {
    for (line, expected) in [
        ("briefbook build --frobnicate", 2),
        ("briefbook frobnicate", 2),
        ("briefbook build --message-format=json --frobnicate", 2),
        ("briefbook --version", 0),
        ("briefbook help build", 0),
    ] {
        assert_eq!(super::run(line.split(' ').map(Into::into)), expected, "{line}");
    }
}

#[test]
fn json_is_noticed_in_a_line_that_cannot_be_read() {
    for (line, expected) in [
        ("briefbook --message-format json build --x", true),
        ("briefbook --message-format=json", true),
        ("briefbook --message-format short json", false),
    ] {
        let typed: Vec<std::ffi::OsString> = line.split(' ').map(Into::into).collect();
        assert_eq!(args::asks_for_json(&typed), expected, "{line}");
    }
}

#[test]
fn the_verb_is_found_in_a_line_that_cannot_be_read() {
    for (line, expected) in [
        ("briefbook build --x", "build"),
        ("briefbook --root build check --x", "check"),
        ("briefbook -r build check --x", "check"),
        ("briefbook -qr build check --x", "check"),
        ("briefbook --root=build --quiet check --x", "check"),
        ("briefbook import check --x", "import"),
        ("briefbook --output build serve", "serve"),
        ("briefbook --x build", "build"),
        ("briefbook --root build", ""),
        ("briefbook frobnicate build", ""),
        ("briefbook", ""),
    ] {
        let typed: Vec<std::ffi::OsString> = line.split(' ').map(Into::into).collect();
        assert_eq!(args::verb_of(&typed), expected, "{line}");
    }
}

#[test]
fn the_highest_exit_code_wins() {
    let mut sources = Sources::default();
    let settings = sources.add("briefbook.yaml", "x: 1\n");
    let content = sources.add("content/index.md", "x\n");
    let fault = |code, file| Diagnostic::new(code, Span::file_start(file), "x");
    let warning = fault(Code::StrayFile, content);
    let book = fault(Code::YamlSyntax, content);
    let setting = fault(Code::YamlSyntax, settings);
    let unreadable = Diagnostic::about_path(Code::UnreadableFile, "briefbook.yaml", "x");
    let disk = Diagnostic::unplaced(Code::OutputFailed, "x");
    assert_eq!(warning.severity, Severity::Warning);
    for (faults, strict, expected) in [
        (vec![], true, 0),
        (vec![warning.clone()], false, 0),
        (vec![warning], true, 1),
        (vec![book.clone()], false, 1),
        (vec![setting.clone(), book.clone()], false, 2),
        (vec![unreadable], false, 2),
        (vec![disk, setting, book], false, 3),
    ] {
        assert_eq!(exit::code(&faults, &sources, strict), expected, "{faults:?} {strict}");
    }
}
