//! Web addresses taken apart: hosts, where a redirect leads, and what belongs to a local network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The part between the scheme and the path, without a name and password.
fn authority(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let authority = rest[..end].rsplit('@').next()?;
    (!authority.is_empty()).then_some(authority)
}

/// The host of an address.
pub(super) fn host(url: &str) -> Option<&str> {
    let authority = authority(url)?;
    match authority.strip_prefix('[') {
        Some(rest) => rest.split(']').next(),
        None => authority.split(':').next(),
    }
    .filter(|host| !host.is_empty())
}

/// The port of an address, named or the scheme's own.
pub(super) fn port(url: &str) -> u16 {
    let named = authority(url).and_then(|authority| authority.rsplit_once(':')).and_then(|(_, port)| port.parse().ok());
    named.unwrap_or(if url.starts_with("https:") { 443 } else { 80 })
}

/// Where an address leads, seen from another.
pub(super) fn join(from: &str, to: &str) -> Option<String> {
    let lower = to.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return Some(to.to_string());
    }
    let (scheme, rest) = from.split_once("://")?;
    if let Some(rest) = to.strip_prefix("//") {
        return Some(format!("{scheme}://{rest}"));
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let path = path.split(['?', '#']).next().unwrap_or_default();
    Some(match to.chars().next() {
        Some('/') => format!("{scheme}://{host}{to}"),
        Some('?') => format!("{scheme}://{host}{path}{to}"),
        None | Some('#') => format!("{scheme}://{host}{path}"),
        // Another scheme is none that is followed.
        _ if to.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':')) => return None,
        _ => format!("{scheme}://{host}{}/{to}", path.rsplit_once('/').map_or("", |(folder, _)| folder)),
    })
}

/// Whether a host is of this machine or of a network that is not the world's.
pub(super) fn is_local(host: &str) -> bool {
    let name = host.trim_end_matches('.').to_ascii_lowercase();
    if let Ok(ip) = name.parse::<IpAddr>() {
        return is_local_ip(ip);
    }
    // A number alone is read as an address by some systems: 2130706433 is 127.0.0.1.
    let number = name
        .rsplit('.')
        .next()
        .is_some_and(|last| last.bytes().all(|digit| digit.is_ascii_digit()) || last.starts_with("0x"));
    number
        || !name.contains('.')
        || ["localhost", "local", "internal", "lan", "home.arpa"].iter().any(|end| name.ends_with(&format!(".{end}")))
}

/// Whether an address is of this machine or of a network that is not the world's.
pub(super) fn is_local_ip(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_local_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| is_local_v6(ip), is_local_v4),
    }
}

fn is_local_v4(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    let shared = a == 100 && (64..128).contains(&b);
    ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_multicast()
        || ip.is_broadcast()
        || a == 0
        || shared
        || a >= 240
}

fn is_local_v6(ip: Ipv6Addr) -> bool {
    ip.is_loopback() || ip.is_unspecified() || ip.is_multicast() || ip.is_unique_local() || ip.is_unicast_link_local()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        for (url, expected, number) in [
            ("https://example.org/a?b#c", Some("example.org"), 443),
            ("http://example.org", Some("example.org"), 80),
            ("http://me:secret@example.org:8080/", Some("example.org"), 8080),
            ("https://[2001:db8::1]:8443/x", Some("2001:db8::1"), 8443),
            ("https:///x", None, 443),
            ("example.org", None, 80),
        ] {
            assert_eq!((host(url), port(url)), (expected, number), "{url}");
        }
    }

    #[test]
    fn redirects_lead_as_in_a_browser() {
        for (from, to, expected) in [
            ("https://a.org/x/y?q", "https://b.org/z", Some("https://b.org/z")),
            ("https://a.org/x/y?q", "//b.org/z", Some("https://b.org/z")),
            ("https://a.org/x/y?q", "/z", Some("https://a.org/z")),
            ("https://a.org/x/y?q", "z", Some("https://a.org/x/z")),
            ("https://a.org", "z", Some("https://a.org/z")),
            ("https://a.org/x?q", "?r", Some("https://a.org/x?r")),
            ("https://a.org/x", "javascript:alert(1)", None),
        ] {
            assert_eq!(join(from, to).as_deref(), expected, "{from} to {to}");
        }
    }

    #[test]
    fn local_networks_are_known_in_every_spelling() {
        for host in [
            "localhost",
            "LOCALHOST.",
            "router",
            "nas.local",
            "x.localhost",
            "127.0.0.1",
            "127.1",
            "10.1.2.3",
            "192.168.0.1",
            "172.16.0.1",
            "169.254.169.254",
            "0.0.0.0",
            "100.64.0.1",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "2130706433",
            "0x7f.0.0.1",
            "0x7f000001",
            "metadata.google.internal",
        ] {
            assert!(is_local(host), "{host}");
        }
        for host in ["example.org", "8.8.8.8", "2001:4860:4860::8888", "local.example.org"] {
            assert!(!is_local(host), "{host}");
        }
    }
}
