//! Results of pure work, kept by a hash of everything they were made from.
//!
//! A kept result is the result: it is looked up by its whole input, so that there is nothing to invalidate. A run asks for
//! what it needs; after it, [`Memo::turn`] drops what it did not ask for.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

/// Shards of a memo, so that threads seldom wait for each other.
const SHARDS: usize = 16;

/// The hash of an input: 128 bits of SHA-256, so that two inputs with one key are not to be expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key([u8; 16]);

impl Key {
    /// The key of an input. It holds for one version of the program: another may read the same input otherwise.
    pub fn of(input: &impl Hash) -> Self {
        let mut feed = Feed(Sha256::new());
        input.hash(&mut feed);
        let digest = feed.0.finalize();
        let mut key = [0; 16];
        key.copy_from_slice(&digest[..16]);
        Self(key)
    }

    /// The key in lowercase hex, for the same program only.
    pub fn hex(self) -> String {
        self.0.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn shard(self) -> usize {
        usize::from(self.0[0]) % SHARDS
    }
}

/// Takes what `Hash` gives.
struct Feed(Sha256);

impl Hasher for Feed {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        0
    }
}

/// Results by the keys of their inputs.
#[derive(Debug)]
pub struct Memo<V> {
    shards: [Mutex<HashMap<Key, Kept<V>>>; SHARDS],
}

#[derive(Debug)]
struct Kept<V> {
    value: V,
    /// Whether it was asked for since the last turn.
    fresh: bool,
}

impl<V> Default for Memo<V> {
    fn default() -> Self {
        Self { shards: std::array::from_fn(|_| Mutex::default()) }
    }
}

impl<V: Clone> Memo<V> {
    /// The result for a key: kept, or made now. Two threads may make it at once; both results are the same.
    pub fn get(&self, key: Key, make: impl FnOnce() -> V) -> V {
        let shard = &self.shards[key.shard()];
        if let Some(kept) = shard.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&key) {
            kept.fresh = true;
            return kept.value.clone();
        }
        let value = make();
        let kept = Kept { value: value.clone(), fresh: true };
        shard.lock().unwrap_or_else(PoisonError::into_inner).insert(key, kept);
        value
    }

    /// Ends a run: what it did not ask for goes.
    pub fn turn(&self) {
        for shard in &self.shards {
            let mut shard = shard.lock().unwrap_or_else(PoisonError::into_inner);
            shard.retain(|_, kept| std::mem::take(&mut kept.fresh));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_made_once_and_goes_when_nobody_asks_for_it() {
        let memo = Memo::default();
        let mut made = 0;
        let mut ask = |memo: &Memo<usize>, text: &str| {
            memo.get(Key::of(&text), || {
                made += 1;
                text.len()
            })
        };
        assert_eq!((ask(&memo, "one"), ask(&memo, "three"), ask(&memo, "one")), (3, 5, 3));
        memo.turn();
        assert_eq!(ask(&memo, "one"), 3);
        memo.turn();
        assert_eq!((ask(&memo, "one"), ask(&memo, "three")), (3, 5));
        assert_eq!(made, 3, "`three` was made again after a run without it");
    }

    #[test]
    fn keys_tell_parts_apart() {
        assert_ne!(Key::of(&("ab", "c")), Key::of(&("a", "bc")));
        assert_ne!(Key::of(&Some(0u8)), Key::of(&None::<u8>));
        assert_eq!(Key::of(&vec!["a"]), Key::of(&["a"].to_vec()));
    }
}
