//! The preview server: answers pages of a site out of memory to this machine, and nothing else.

mod answer;
mod guests;
mod live;
mod media;

#[cfg(test)]
mod tests;

use std::fmt;
use std::future::{Future, IntoFuture as _};
use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;

pub use live::{Live, LiveOptions, Told};
pub use media::media_type;

use crate::site::links::address::decode;

/// The port where none is asked for.
pub const PORT: u16 = 1111;

/// How long a request may take to come; the tests of this module do not wait for people.
const PATIENCE: Duration = if cfg!(test) { Duration::from_secs(1) } else { Duration::from_secs(20) };

/// How many ports after [`PORT`] are tried.
const TRIES: u16 = 100;

/// What is served. Asked anew for each request, on any thread.
pub trait Site: Send + Sync + 'static {
    /// The bytes and media type of a path such as `documents/x.html`.
    fn get(&self, path: &str) -> Option<(Vec<u8>, String)>;

    /// What the server has of its own at a path below `_briefbook/`.
    fn reserved(&self, _ask: &Ask<'_>) -> Option<Reply> {
        None
    }
}

/// A request for something of the server's own.
#[derive(Debug)]
pub struct Ask<'a> {
    /// The path below `_briefbook/`.
    pub path: &'a str,
    query: &'a str,
    /// The last event that a stream had before it broke off.
    last_event: Option<&'a str>,
    /// Whether a page of this site asks, or a person.
    ours: bool,
}

impl Ask<'_> {
    /// A parameter of the query.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
        let value = pairs.into_iter().find(|(key, _)| *key == name)?.1;
        decode(&value.replace('+', " "))
    }
}

/// What the server answers of its own.
#[derive(Debug)]
pub enum Reply {
    /// Bytes and their media type.
    File(Vec<u8>, String),
    /// Events as they come.
    Stream(Body),
    /// To be asked for at another path.
    SeeOther(String),
    /// Not to be asked for by pages of somebody else's.
    Refused,
}

/// Where to serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServeOptions {
    /// The port; none means [`PORT`] or the next that is free, 0 one that the system chooses.
    pub port: Option<u16>,
    /// The address to listen at.
    pub bind: IpAddr,
    /// Whether to show the site in the browser.
    pub open: bool,
}

impl Default for ServeOptions {
    fn default() -> Self {
        Self { port: None, bind: Ipv4Addr::LOCALHOST.into(), open: false }
    }
}

/// Why a site cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// The address cannot be listened at.
    Bind {
        /// The address.
        address: SocketAddr,
        /// What the system answered.
        source: io::Error,
    },
    /// The server itself failed.
    Failed(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bind { address, source } => match source.kind() {
                io::ErrorKind::AddrInUse => write!(f, "cannot serve at `{address}`: the port is taken"),
                io::ErrorKind::PermissionDenied => write!(f, "cannot serve at `{address}`: permission denied"),
                io::ErrorKind::AddrNotAvailable => {
                    write!(f, "cannot serve at `{address}`: not an address of this machine")
                }
                _ => write!(f, "cannot serve at `{address}`: {source}"),
            },
            Self::Failed(source) => write!(f, "cannot go on serving: {source}"),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Bind { source, .. } | Self::Failed(source) => Some(source),
        }
    }
}

/// Serves a site until the user interrupts it; tells its URL once it can be reached.
pub fn serve(site: impl Site, options: ServeOptions, announce: impl FnOnce(&str)) -> Result<(), ServeError> {
    let listener = listen(options.bind, options.port)?;
    let address = listener.local_addr().map_err(ServeError::Failed)?;
    let url = url(address);
    announce(&url);
    if options.open {
        show(&url);
    }
    run(Arc::new(site), listener, interrupted())
}

async fn interrupted() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without the signal the system's own way to end a program is left.
        std::future::pending::<()>().await;
    }
}

/// Serves until the end comes; pages under way are not waited for.
fn run(site: Arc<dyn Site>, listener: TcpListener, end: impl Future<Output = ()>) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(ServeError::Failed)?;
    let done = runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let bound = listener.local_addr()?.ip();
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().fallback(move |request| answer::answer(Arc::clone(&site), bound, request));
        let guests = guests::Guests::new(listener, PATIENCE);
        drop(tokio::spawn(axum::serve(guests, router).into_future()));
        end.await;
        Ok(())
    });
    runtime.shutdown_background();
    done.map_err(ServeError::Failed)
}

fn listen(bind: IpAddr, port: Option<u16>) -> Result<TcpListener, ServeError> {
    let at = |port| {
        let address = SocketAddr::new(bind, port);
        TcpListener::bind(address).map_err(|source| ServeError::Bind { address, source })
    };
    let Some(port) = port else {
        let taken = |result: &Result<_, _>| matches!(result, Err(ServeError::Bind { source, .. }) if source.kind() == io::ErrorKind::AddrInUse);
        let mut ports = (PORT..PORT + TRIES).map(at);
        return ports.find(|result| !taken(result)).unwrap_or_else(|| at(PORT));
    };
    at(port)
}

/// The URL to open: an address that means "all of this machine's" cannot be opened itself.
fn url(address: SocketAddr) -> String {
    let port = address.port();
    match address.ip() {
        ip if ip.is_unspecified() => format!("http://localhost:{port}/"),
        IpAddr::V4(ip) => format!("http://{ip}:{port}/"),
        IpAddr::V6(ip) => format!("http://[{ip}]:{port}/"),
    }
}

/// Shows a URL in the browser. Where there is none, the URL has been told anyway.
fn show(url: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(arguments).arg(url).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    std::thread::spawn(move || drop(command.status()));
}
