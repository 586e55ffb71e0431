use std::time::Duration;

use crate::diagnostics::{Code, Diagnostic, FileId, Severity, Span};

use super::*;

const FILE: &str = "annotations:\n  - id: a\n    document: tour\u{e9}: x\n";

fn sources() -> Sources {
    let mut sources = Sources::default();
    sources.add("content/annotations/a, b.yaml", FILE);
    sources.add("content/empty.yaml", "");
    sources.add("content/bom.yaml", "\u{feff}kay: 1\n");
    sources
}

fn fault() -> Diagnostic {
    let start = FILE.find("tour").expect("in the file");
    Diagnostic::new(
        Code::DocumentUnknown,
        Span::new(FileId(0), start, start + 6),
        "no document `tour\u{e9}`\nat all: 100%",
    )
    .label("not in this book")
    .related(Span::new(FileId(0), 17, 18), "the annotation")
    .help("did you mean `tour`?")
}

#[test]
fn short_is_one_line_with_path_line_and_column() {
    assert_eq!(
        short::render(&fault(), &sources()),
        "content/annotations/a, b.yaml:3:15: error[BB310]: no document `tour\u{e9}` at all: 100% (did you mean `tour`?)"
    );
    let path = Diagnostic::about_path(Code::UnreadableFile, "content/x.md", "cannot be read");
    assert_eq!(short::render(&path, &sources()), "content/x.md: error[BB001]: cannot be read");
    let nowhere = Diagnostic::unplaced(Code::CommandLine, "no\u{1b}[31m");
    assert_eq!(short::render(&nowhere, &sources()), "error[BB021]: no [31m");
}

#[test]
fn github_escapes_what_would_end_a_command() {
    assert_eq!(
        github::render(&fault(), &sources()),
        "::error file=content/annotations/a%2C b.yaml,line=3,col=15,title=BB310::no document `tour\u{e9}`%0Aat all: 100%25%0Ahelp: did you mean `tour`?"
    );
}

#[test]
fn json_has_the_fields_of_the_format() {
    assert_eq!(
        json::render(&fault(), &sources()),
        concat!(
            r#"{"v":1,"type":"diagnostic","code":"BB310","severity":"error","message":"no document `touré`\nat all: 100%","#,
            r#""path":"content/annotations/a, b.yaml","line":3,"col":15,"end_line":3,"end_col":20,"help":"did you mean `tour`?","#,
            r#""related":[{"path":"content/annotations/a, b.yaml","line":2,"col":5,"end_line":2,"end_col":6,"message":"the annotation"}]}"#
        )
    );
    assert_eq!(
        json::render(&Diagnostic::unplaced(Code::OutputFailed, "disk full"), &sources()),
        r#"{"v":1,"type":"diagnostic","code":"BB910","severity":"error","message":"disk full"}"#
    );
}

#[test]
fn the_summary_has_the_fields_of_the_format() {
    let summary = Summary {
        verb: "build",
        ok: true,
        pages: PageCounts { rendered: 12, reused: 1188, written: 9, unchanged: 3, removed: 1 },
        annotations: AnnotationCounts { exact: 78, moved: 1, drifted: 1, ambiguous: 0, orphaned: 0 },
        errors: 0,
        warnings: 4,
        elapsed: Duration::from_millis(214),
    };
    assert_eq!(
        json::summary(&summary),
        concat!(
            r#"{"v":1,"type":"summary","verb":"build","ok":true,"#,
            r#""pages":{"rendered":12,"reused":1188,"written":9,"removed":1},"diagnostics":{"error":0,"warning":4},"#,
            r#""annotations":{"exact":78,"moved":1,"drifted":1,"ambiguous":0,"orphaned":0},"ms":214}"#
        )
    );
    assert_eq!(
        summary.sentence().expect("words"),
        "built 12 pages: 9 written, 3 unchanged, 1 removed; 80 annotations (78 exact, 1 moved, 1 drifted); 0 errors, 4 warnings; 214 ms"
    );
}

#[test]
fn people_see_the_line_the_caret_and_the_related_place() {
    let drawn = human::render(&fault(), &sources(), false);
    for part in [
        "error[BB310]: no document `touré`",
        "content/annotations/a, b.yaml:3:15",
        "    document: touré: x",
        "^^^^^ not in this book",
        "help: did you mean `tour`?",
        "note: the annotation",
        "content/annotations/a, b.yaml:2:5",
    ] {
        assert!(drawn.contains(part), "{part:?} is not in\n{drawn}");
    }
    assert!(!drawn.contains('\u{1b}'), "no colour was asked for");
    assert!(human::render(&fault(), &sources(), true).contains('\u{1b}'));
}

#[test]
fn any_place_can_be_drawn() {
    let sources = sources();
    for (file, source) in sources.iter() {
        let length = source.text.len() + 3;
        for start in 0..length {
            for end in start..length {
                let fault = Diagnostic::new(Code::YamlSyntax, Span::new(file, start, end), "x");
                let drawn = human::render(&fault, &sources, false);
                let at = sources.position(file, fault.span.expect("placed").start);
                let place = format!("{}:{}:{}", source.path, at.line, at.column);
                assert!(drawn.contains(&place), "{place} for {start}..{end} in\n{drawn}");
            }
        }
    }
}

#[test]
fn a_long_passage_is_cut() {
    let mut sources = Sources::default();
    let file = sources.add("a.md", "line\n".repeat(50));
    let fault = Diagnostic::new(Code::YamlSyntax, Span::new(file, 0, 250), "x");
    assert!(human::render(&fault, &sources, false).lines().count() < 15);
}

#[test]
fn the_environment_decides_on_colour() {
    let environment = |no_color, force, terminal| ColorEnvironment { no_color, force, terminal };
    for (color, environment, expected) in [
        (Color::Auto, environment(false, false, true), true),
        (Color::Auto, environment(false, false, false), false),
        (Color::Auto, environment(true, true, true), false),
        (Color::Auto, environment(false, true, false), true),
        (Color::Always, environment(true, false, false), true),
        (Color::Never, environment(false, true, true), false),
    ] {
        assert_eq!(coloured(color, &environment), expected, "{color:?} {environment:?}");
    }
    assert_eq!(Severity::Warning.word(), "warning");
}
