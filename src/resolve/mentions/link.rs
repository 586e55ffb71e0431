//! Which mentions become links.

use std::collections::HashSet;

use crate::model::{EntityId, LinkPolicy, Mention};
use crate::settings::LinkMentions;

use super::Names;
use super::decide::Find;

/// Marks the mentions to be linked. A reference of the author's counts as the first in its document (or section),
/// wherever in it it stands, and is not linked again.
pub(super) fn link(finds: Vec<Find>, names: &Names, policy: LinkMentions) -> Vec<Mention> {
    let section = |find: &Find| if policy == LinkMentions::Section { find.at.section } else { 0 };
    let explicit = finds.iter().filter(|find| find.explicit);
    let mut done: HashSet<(EntityId, u32)> = explicit.map(|find| (find.entity, section(find))).collect();
    let mut linked = |find: &Find| {
        let may = !find.explicit && !find.at.heading && names.policy(find.entity) != LinkPolicy::Never;
        may && match policy {
            LinkMentions::None => false,
            LinkMentions::Every => true,
            LinkMentions::First | LinkMentions::Section => done.insert((find.entity, section(find))),
        }
    };
    let mention = |find: Find| Mention { linked: linked(&find), entity: find.entity, range: find.range };
    finds.into_iter().map(mention).collect()
}
