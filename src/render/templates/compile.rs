//! Templates compiled with as many of the book's own as can be used, so that a fault in one hides none in another.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use tera::{ErrorKind, Kwargs, State, Tera, TeraResult};

use super::faults::{Fault, OwnTemplates};
use crate::diagnostics::Diagnostics;
use crate::render::words::Words;

/// The built-in templates under the book's own, and what is wrong with those. Compiling stops at the first fault of
/// grammar and at the first round of others, so each template that has one is left out, and the rest tried again.
pub(super) fn compile(
    mut own: BTreeMap<String, String>,
    words: &Arc<Words>,
    placed: &OwnTemplates,
) -> (Tera, Diagnostics) {
    let mut found = Vec::new();
    let mut gone = BTreeSet::new();
    let grammar: Vec<Fault> = own.iter().filter_map(|(name, text)| grammar(name, text, placed)).collect();
    leave_out(grammar, &mut own, &mut gone, &mut found);
    loop {
        let faults = match all(&own, words) {
            Ok(tera) => return (tera, found),
            Err(error) => placed.faults(&error),
        };
        let before = own.len();
        leave_out(faults, &mut own, &mut gone, &mut found);
        if before == 0 {
            return (Tera::new(), found);
        }
        if own.len() == before {
            own.clear();
        }
    }
}

/// What is wrong with the grammar of one template.
fn grammar(name: &str, text: &str, placed: &OwnTemplates) -> Option<Fault> {
    let error = Tera::new().add_raw_template(name, text).err()?;
    matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| placed.faults(&error)).and_then(|mut faults| faults.pop())
}

/// Leaves out the templates that faults are in. What one that was left out before is missed for is no fault of its own.
fn leave_out(
    faults: Vec<Fault>,
    own: &mut BTreeMap<String, String>,
    gone: &mut BTreeSet<String>,
    found: &mut Diagnostics,
) {
    let quoted = |name: &String, message: &str| ["`", "'"].iter().any(|q| message.contains(&format!("{q}{name}{q}")));
    let mut names = Vec::new();
    for Fault { template, diagnostic } in faults {
        let follows = gone.iter().any(|name| quoted(name, &diagnostic.message));
        if !follows {
            found.push(diagnostic);
        }
        names.extend(template.filter(|name| own.remove(name).is_some()));
    }
    gone.extend(names);
}

/// Built-in templates are named `default/x.html` and answer to `x.html` unless the book has its own, which can still
/// extend `default/x.html`.
fn all(own: &BTreeMap<String, String>, words: &Arc<Words>) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes(["default/"])?;
    // Every name ends with nothing, so everything is escaped, whatever a template's file is called.
    tera.autoescape_on([""]);
    register_words(&mut tera, words);
    let mut templates = Vec::new();
    for path in super::Builtin::iter() {
        if let Some(name) = super::template_name(&path) {
            templates.push((format!("default/{name}"), String::from_utf8_lossy(&super::builtin(&path)).into_owned()));
        }
    }
    templates.sort();
    templates.extend(own.iter().map(|(name, text)| (name.clone(), text.clone())));
    tera.add_raw_templates(templates)?;
    Ok(tera)
}

/// `w(key=)`, `count(key=, n=)` and `fill(key=, ...)` in templates.
fn register_words(tera: &mut Tera, words: &Arc<Words>) {
    let own = Arc::clone(words);
    tera.register_function("w", move |args: Kwargs, _: &State| -> TeraResult<String> {
        Ok(own.get(known(&own, args.must_get::<&str>("key")?)?).to_string())
    });
    let own = Arc::clone(words);
    tera.register_function("count", move |args: Kwargs, _: &State| -> TeraResult<String> {
        Ok(own.count(known(&own, args.must_get::<&str>("key")?)?, args.must_get::<usize>("n")?))
    });
    let own = Arc::clone(words);
    tera.register_function("fill", move |args: Kwargs, _: &State| -> TeraResult<String> {
        let key = known(&own, args.must_get::<&str>("key")?)?;
        let values: Vec<(String, String)> = args
            .iter()
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .filter(|(name, _)| name != "key")
            .collect();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        Ok(own.fill(key, &values))
    });
}

/// A key that there are words for; `faults` reads the list as it reads Tera's own.
fn known<'a>(words: &Words, key: &'a str) -> TeraResult<&'a str> {
    if words.has(key) {
        return Ok(key);
    }
    let keys: Vec<&str> = words.keys().collect();
    Err(tera::Error::message(format!("No words for `{key}` in the theme. Available keys: {}", keys.join(", "))))
}
