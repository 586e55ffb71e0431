//! File systems on which changes come without events: those of other machines.

use std::path::Path;

/// The kind of file system a folder is on, if changes made elsewhere come without events there.
#[cfg(target_os = "linux")]
pub(super) fn silent(folder: &Path) -> Option<&'static str> {
    // The numbers of `statfs(2)` and of the file systems' own sources.
    const SILENT: &[(i128, &str)] = &[
        (0x6969, "NFS"),
        (0x517b, "SMB"),
        (0xff53_4d42, "CIFS"),
        (0xfe53_4d42, "SMB"),
        (0x0102_1997, "9P"),
        (0x6573_5546, "FUSE"),
        (0x5346_414f, "AFS"),
        (0x7375_7245, "Coda"),
        (0x00c3_6400, "Ceph"),
        (0x786f_4256, "a VirtualBox folder"),
        (0x0bd0_0bd0, "Lustre"),
        (0x4750_4653, "GPFS"),
        (0x6c65_7979, "a Parallels folder"),
    ];
    let found = rustix::fs::statfs(folder).ok()?;
    // The type is signed here and unsigned there; the numbers have 32 bits.
    let kind = i128::from(found.f_type) & 0xffff_ffff;
    SILENT.iter().find(|(number, _)| *number == kind).map(|(_, name)| *name)
}

/// The kind of file system a folder is on, if changes made elsewhere come without events there.
#[cfg(not(target_os = "linux"))]
pub(super) fn silent(_folder: &Path) -> Option<&'static str> {
    None
}
