//! What one file holds, prepared once for as long as it stays the same.

use std::sync::Arc;

use crate::checksum::sha256;

use super::{Kind, SourceFile};

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// A text; bytes that are not UTF-8 became replacement characters.
    Text {
        /// The text, with its path.
        file: Arc<SourceFile>,
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
    /// What a file of a kind holds, given its path and bytes.
    pub(super) fn of(path: &str, kind: &Kind, bytes: Vec<u8>) -> Self {
        match kind {
            Kind::Litter | Kind::Stray(_) | Kind::Static(_) => Self::Unread,
            Kind::Original(_) => Self::Bytes { sha256: sha256(&bytes), bytes: Arc::default() },
            // A style sheet is a text only so that faults have a place in it; whatever it is, its bytes are published.
            Kind::Theme(_, below)
                if below.starts_with("static/")
                    && !(below.ends_with(".css") && std::str::from_utf8(&bytes).is_ok()) =>
            {
                Self::Bytes { sha256: sha256(&bytes), bytes: bytes.into() }
            }
            _ => {
                let fault = std::str::from_utf8(&bytes).err().map(|fault| fault.valid_up_to());
                let text: Arc<str> = String::from_utf8_lossy(&bytes).into();
                Self::Text { file: Arc::new(SourceFile::new(path.to_string(), text)), fault }
            }
        }
    }

    /// The bytes, as far as they are kept.
    pub(super) fn bytes(&self) -> &[u8] {
        match self {
            Self::Text { file, .. } => file.text.as_bytes(),
            Self::Bytes { bytes, .. } => bytes,
            Self::Unread => &[],
        }
    }

    /// The SHA-256 of bytes that are copied or compared.
    pub(super) fn sha256(&self) -> &str {
        if let Self::Bytes { sha256, .. } = self { sha256 } else { "" }
    }
}
