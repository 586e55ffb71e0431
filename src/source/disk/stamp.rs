//! What the disk says of a file without reading it.

use std::fs::Metadata;
#[cfg(unix)]
use std::os::unix::fs::MetadataExt as _;
use std::time::{Duration, SystemTime};

/// No disk's clock is coarser.
const TICK: Duration = Duration::from_millis(2100);

/// What of a file changes when it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: SystemTime,
    #[cfg(unix)]
    node: (u64, u64, i64, i64),
}

impl Stamp {
    /// What the disk says now; nothing where it does not tell times.
    pub(super) fn of(data: &Metadata) -> Option<Self> {
        let modified = data.modified().ok()?;
        Some(Self {
            length: data.len(),
            modified,
            #[cfg(unix)]
            node: (data.dev(), data.ino(), data.ctime(), data.ctime_nsec()),
        })
    }

    /// Whether an equal stamp later means an equal file: one touched so lately may be touched again within one tick of
    /// the disk's clock.
    pub(super) fn is_settled(&self, now: SystemTime) -> bool {
        now.duration_since(self.modified).is_ok_and(|age| age > TICK)
    }
}
