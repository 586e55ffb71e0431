//! The list of files a build wrote, kept inside the output so that the next build knows what is its own.

use std::collections::BTreeMap;
use std::path::Path;

/// Its name below the output folder.
pub const MANIFEST: &str = ".briefbook.json";

const VERSION: u32 = 1;

/// Paths with the checksums of their bytes, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<String, String>,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Written {
    briefbook: u32,
    files: BTreeMap<String, String>,
}

impl Manifest {
    /// The manifest in a folder. One that is missing or unreadable owns nothing, so nothing is deleted on its word; paths
    /// that no build writes are dropped for the same reason.
    pub(super) fn read(output: &Path) -> Self {
        let written =
            std::fs::read(output.join(MANIFEST)).ok().and_then(|text| serde_json::from_slice::<Written>(&text).ok());
        let mut files =
            written.filter(|written| written.briefbook == VERSION).map(|written| written.files).unwrap_or_default();
        files.retain(|path, _| super::paths::check(path).is_ok());
        Self { files }
    }

    /// Whether a build wrote this path.
    pub(super) fn owns(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// The bytes of the manifest: sorted, one file a line, the same for the same site.
    pub(super) fn to_json(&self) -> Vec<u8> {
        let written = Written { briefbook: VERSION, files: self.files.clone() };
        let mut text = serde_json::to_vec_pretty(&written).expect("a map of strings is always JSON");
        text.push(b'\n');
        text
    }
}
