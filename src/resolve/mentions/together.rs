//! Entities named in the same blocks.

use std::collections::HashMap;

use crate::markdown::Text;
use crate::model::{EntityId, Mention};

/// Entities of one block that are counted, in order of place: a table of thousands of names says little of any two.
const PER_BLOCK: usize = 200;

/// For every entity, those named in the same blocks with the number of blocks shared, most first, then in order of ids.
/// Takes the number of entities and every text with its mentions in order of place.
pub fn appears_with<'a>(
    entities: usize,
    texts: impl IntoIterator<Item = (&'a Text, &'a [Mention])>,
) -> Vec<Vec<(EntityId, u32)>> {
    let mut pairs: HashMap<(EntityId, EntityId), u32> = HashMap::new();
    for (text, mentions) in texts {
        let mut rest = mentions;
        for block in &text.blocks {
            let before = rest.partition_point(|mention| mention.range.start < block.plain.start);
            rest = &rest[before..];
            let inside = rest.partition_point(|mention| mention.range.start < block.plain.end);
            if inside > 1 {
                count(&rest[..inside], &mut pairs);
            }
            rest = &rest[inside..];
            if rest.is_empty() {
                break;
            }
        }
    }
    let mut out = vec![Vec::new(); entities];
    #[expect(clippy::iter_over_hash_type, reason = "each list is put in order below, by a key that is unique in it")]
    for ((one, other), blocks) in pairs {
        for (from, to) in [(one, other), (other, one)] {
            if let Some(list) = out.get_mut(from.index()) {
                list.push((to, blocks));
            }
        }
    }
    for list in &mut out {
        list.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    }
    out
}

fn count(mentions: &[Mention], pairs: &mut HashMap<(EntityId, EntityId), u32>) {
    let mut seen = std::collections::BTreeSet::new();
    for mention in mentions {
        seen.insert(mention.entity);
        if seen.len() == PER_BLOCK {
            break;
        }
    }
    let seen: Vec<EntityId> = seen.into_iter().collect();
    for (at, one) in seen.iter().enumerate() {
        for other in &seen[at + 1..] {
            *pairs.entry((*one, *other)).or_default() += 1;
        }
    }
}
