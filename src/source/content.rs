//! What one file holds, prepared once for as long as it stays the same.

use std::sync::Arc;

use crate::checksum::sha256;
use crate::memo::Key;

use super::Kind;

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A text; bytes that are not UTF-8 became replacement characters.
    Text {
        /// The text.
        text: Arc<str>,
        /// Stands for the text.
        key: Key,
        /// The first byte that is not UTF-8.
        fault: Option<usize>,
    },
    /// Bytes that are only copied or compared.
    Bytes {
        /// The bytes, or none for a file that is only compared.
        bytes: Arc<[u8]>,
        /// SHA-256 in lowercase hex.
        sha256: String,
    },
    /// A file that is listed and not read.
    Unread,
}

impl Content {
    /// What a file of a kind holds, given its bytes.
    pub(super) fn of(kind: &Kind, bytes: Vec<u8>) -> Self {
        match kind {
            Kind::Litter | Kind::Stray(_) | Kind::Static(_) => Self::Unread,
            Kind::Original(_) => Self::Bytes { sha256: sha256(&bytes), bytes: Arc::default() },
            Kind::Theme(_, below) if below.starts_with("static/") => {
                Self::Bytes { sha256: sha256(&bytes), bytes: bytes.into() }
            }
            _ => {
                let fault = std::str::from_utf8(&bytes).err().map(|fault| fault.valid_up_to());
                let text: Arc<str> = String::from_utf8_lossy(&bytes).into();
                Self::Text { key: Key::of(&text), text, fault }
            }
        }
    }

    pub(super) fn is_text(&self) -> bool {
        matches!(self, Self::Text { .. })
    }

    /// The bytes, as far as they are kept.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text { text, .. } => text.as_bytes(),
            Self::Bytes { bytes, .. } => bytes,
            Self::Unread => &[],
        }
    }

    /// The checksum of bytes that are compared.
    pub(super) fn sha256(&self) -> &str {
        if let Self::Bytes { sha256, .. } = self { sha256 } else { "" }
    }
}
