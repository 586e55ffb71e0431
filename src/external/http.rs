//! The client that really asks: HTTP and HTTPS, with limits on time, and no local network.

use std::io::ErrorKind;
use std::net::ToSocketAddrs as _;
use std::time::Duration;

use ureq::{Agent, Error};

use super::address;
use super::{Answer, Client, Trouble};

const CONNECT: Duration = Duration::from_secs(10);
const WHOLE: Duration = Duration::from_secs(20);

/// Asks hosts over the network.
#[derive(Debug)]
pub struct Http {
    agent: Agent,
    local: bool,
}

impl Http {
    /// A client; `local` lets it ask this machine and local networks, as tests do.
    pub fn new(local: bool) -> Self {
        let config = Agent::config_builder()
            .timeout_connect(Some(CONNECT))
            .timeout_global(Some(WHOLE))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("briefbook/", env!("CARGO_PKG_VERSION"), " (link check)"))
            .build();
        Self { agent: config.into(), local }
    }

    /// Whether an address is one of a local network, by its host's name or by what that name means now. A proxy asks for
    /// names itself.
    fn refuses(&self, url: &str) -> bool {
        let Some(host) = address::host(url).filter(|_| !self.local) else { return false };
        if address::is_local(host) {
            return true;
        }
        let proxied = self.agent.config().proxy().is_some();
        let known = || (host, address::port(url)).to_socket_addrs();
        !proxied && known().is_ok_and(|mut known| known.any(|at| address::is_local_ip(at.ip())))
    }
}

impl Client for Http {
    fn ask(&self, url: &str, whole: bool) -> Result<Answer, Trouble> {
        if self.refuses(url) {
            return Err(Trouble {
                message: "it leads into a local network, which is never asked".into(),
                passing: false,
            });
        }
        let asked = if whole { self.agent.get(url).call() } else { self.agent.head(url).call() };
        let response = asked.map_err(|error| trouble(&error))?;
        let location = response.headers().get("location").and_then(|value| value.to_str().ok());
        Ok(Answer { status: response.status().as_u16(), location: location.map(String::from) })
    }
}

fn trouble(error: &Error) -> Trouble {
    let (message, passing) = match error {
        Error::HostNotFound => ("there is no such host".to_string(), false),
        Error::Timeout(_) => ("its host does not answer in time".into(), true),
        Error::ConnectionFailed => ("its host does not take the call".into(), true),
        Error::BadUri(_) | Error::InvalidProxyUrl => ("it is no web address".into(), false),
        Error::Io(error) if error.kind() == ErrorKind::ConnectionRefused => {
            ("its host does not take the call".into(), false)
        }
        Error::Io(error) if error.kind() == ErrorKind::TimedOut => ("its host does not answer in time".into(), true),
        Error::Io(error) => (error.to_string(), true),
        other => (other.to_string(), false),
    };
    Trouble { message, passing }
}
