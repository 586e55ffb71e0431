//! Originals: which file of the book a document names, whether it is the one it should be, and who may have it.

use std::sync::Arc;

use std::collections::{BTreeSet, HashMap};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::load::raw::RawOriginal;
use crate::model::Original;

use super::documents::Draft;

/// The files below `content/originals/`.
pub(super) struct Originals<'a> {
    by_path: HashMap<&'a str, &'a str>,
    /// Paths by the file's name alone; `None` where two folders have one of that name.
    by_name: HashMap<&'a str, Option<&'a str>>,
    /// What this edition must not publish.
    kept: BTreeSet<String>,
    publish: bool,
}

impl<'a> Originals<'a> {
    /// Files with their checksums. Those of documents above the audience, and of documents that this edition shows in
    /// part, are kept back.
    pub(super) fn new(
        files: &'a [(String, String)],
        restricted: &[String],
        drafts: &[Arc<Draft>],
        publish: bool,
    ) -> Self {
        let mut by_name: HashMap<&str, Option<&str>> = HashMap::new();
        for (path, _) in files {
            let name = path.rsplit('/').next().unwrap_or(path);
            by_name.entry(name).and_modify(|known| *known = None).or_insert(Some(path));
        }
        let by_path = files.iter().map(|(path, sum)| (path.as_str(), sum.as_str())).collect();
        let mut out = Self { by_path, by_name, kept: BTreeSet::new(), publish };
        let partly = drafts.iter().filter(|draft| !draft.withheld.is_empty());
        let partly = partly.filter_map(|draft| Some(&draft.raw.original.as_ref()?.file.value));
        let kept = restricted.iter().chain(partly).filter_map(|file| Some(out.find(file)?.0.to_string())).collect();
        out.kept = kept;
        out
    }

    /// The file that a document names by its path or by its name alone, with its checksum.
    fn find(&self, file: &str) -> Option<(&'a str, &'a str)> {
        let path = match self.by_path.get_key_value(file) {
            Some((path, _)) => *path,
            None => (*self.by_name.get(file)?)?,
        };
        Some((path, self.by_path.get(path)?))
    }

    /// An original of the model. One that lies in the book must have the checksum that the front matter gives.
    pub(super) fn original(&self, raw: &RawOriginal, out: &mut Diagnostics) -> Original {
        let found = self.find(&raw.file.value);
        if let (Some(said), Some((path, real))) = (&raw.sha256, found)
            && said.value != *real
        {
            let message = format!("`content/originals/{path}` has another checksum");
            out.push(
                Diagnostic::new(Code::OriginalMismatch, said.span, message).help(format!("its SHA-256 is {real}")),
            );
        }
        let real = found.map(|(_, sum)| sum.to_string());
        Original {
            file: raw.file.value.clone(),
            sha256: raw.sha256.as_ref().map(|sum| sum.value.clone()).or(real),
            published: found.map(|(path, _)| path.to_string()).filter(|path| self.publish && !self.kept.contains(path)),
        }
    }
}
