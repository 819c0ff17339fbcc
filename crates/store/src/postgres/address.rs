//! The address of a PostgreSQL database: what libpq understands, and the schema that is the district.

use std::{fmt, path::PathBuf, str::FromStr, time::Duration};

use tokio_postgres::{
    Config,
    config::{Host, SslMode, TargetSessionAttrs},
};

use crate::location::LocationError;

/// Where a district has no name of its own yet.
const DEFAULT_SCHEMA: &str = "fumin";
/// Connections of one server: sixteen readers and the writer. PostgreSQL gives a hundred to all servers by default.
const CONNECTIONS: usize = 17;
/// The writer keeps one.
const FEWEST_CONNECTIONS: usize = 2;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A server that fell silent is given up after this time, so that another one is tried.
const SILENCE: Duration = Duration::from_secs(10);
const DEFAULT_PORT: u16 = 5432;

/// A schema of a database on a server.
#[derive(Clone)]
pub struct Address {
    config: Config,
    schema: Option<String>,
    root_certificates: Option<PathBuf>,
    connections: usize,
}

impl Address {
    /// The same, in this schema if the address named none.
    ///
    /// # Errors
    /// When it is no name of a schema.
    pub fn or_schema(mut self, schema: &str) -> Result<Self, LocationError> {
        check_schema(schema)?;
        self.schema.get_or_insert_with(|| schema.to_owned());
        Ok(self)
    }

    /// The same database, another schema of it.
    ///
    /// # Errors
    /// When it is no name of a schema.
    pub fn in_schema(&self, schema: &str) -> Result<Self, LocationError> {
        check_schema(schema)?;
        Ok(Self {
            schema: Some(schema.to_owned()),
            ..self.clone()
        })
    }

    /// The name of the schema.
    #[must_use]
    pub fn schema(&self) -> &str {
        self.schema.as_deref().unwrap_or(DEFAULT_SCHEMA)
    }

    pub(crate) fn config(&self) -> &Config {
        &self.config
    }

    pub(crate) fn root_certificates(&self) -> Option<&PathBuf> {
        self.root_certificates.as_ref()
    }

    /// Connections of one server at most.
    pub(crate) fn connections(&self) -> usize {
        self.connections
    }

    /// Hosts with their ports, as an administrator would look for them.
    fn hosts(&self) -> String {
        let ports = self.config.get_ports();
        let hosts = self.config.get_hosts().iter().enumerate();
        let named = hosts.map(|(place, host)| {
            let port = ports.get(place).or(ports.first()).unwrap_or(&DEFAULT_PORT);
            match host {
                Host::Tcp(name) => format!("{name}:{port}"),
                Host::Unix(path) => format!("{}:{port}", path.display()),
            }
        });
        named.collect::<Vec<_>>().join(",")
    }
}

fn check_schema(schema: &str) -> Result<(), LocationError> {
    let is_right = (1..=63).contains(&schema.len())
        && schema.starts_with(|first: char| first.is_ascii_lowercase())
        && schema
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
    is_right.then_some(()).ok_or(LocationError::Schema)
}

impl FromStr for Address {
    type Err = LocationError;

    fn from_str(text: &str) -> Result<Self, LocationError> {
        let (base, query) = text.split_once('?').unwrap_or((text, ""));
        let (mut schema, mut root_certificates, mut has_sslmode) = (None, None, false);
        let mut connections = Some(CONNECTIONS);
        // Ours are taken out: the driver refuses what it does not know.
        let theirs = query.split('&').filter(|pair| {
            match pair.split_once('=') {
                Some(("schema", name)) => schema = Some(name.to_owned()),
                Some(("sslrootcert", path)) => root_certificates = Some(PathBuf::from(path)),
                Some(("connections", count)) => connections = count.parse().ok(),
                Some(("sslmode", _)) => {
                    has_sslmode = true;
                    return true;
                }
                _ => return true,
            }
            false
        });
        let theirs = theirs.collect::<Vec<_>>().join("&");
        let mut config = Config::from_str(&format!("{base}?{theirs}"))
            .map_err(|error| LocationError::Address(reason(&error)))?;
        if let Some(schema) = &schema {
            check_schema(schema)?;
        }
        let connections = connections
            .filter(|count| FEWEST_CONNECTIONS <= *count)
            .ok_or(LocationError::Connections)?;
        // Nothing personal leaves this machine in the clear unless somebody says so.
        if !has_sslmode && !config.get_hosts().iter().all(is_local) {
            config.ssl_mode(SslMode::Require);
        }
        config
            .application_name("fumin")
            .target_session_attrs(TargetSessionAttrs::ReadWrite)
            .tcp_user_timeout(SILENCE)
            .keepalives_idle(SILENCE)
            .keepalives_interval(SILENCE / 5)
            .keepalives_retries(3);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        Ok(Self {
            config,
            schema,
            root_certificates,
            connections,
        })
    }
}

fn is_local(host: &Host) -> bool {
    match host {
        Host::Unix(_) => true,
        Host::Tcp(name) => {
            name == "localhost"
                || name
                    .parse()
                    .is_ok_and(|address: std::net::IpAddr| address.is_loopback())
        }
    }
}

/// What the driver says, with its causes.
fn reason(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(": ");
        text.push_str(&inner.to_string());
        cause = inner.source();
    }
    text
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let database = self.config.get_dbname().unwrap_or_default();
        write!(
            out,
            "postgres://{}/{database}, schema {}",
            self.hosts(),
            self.schema()
        )
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_far_server_is_spoken_to_in_private_unless_somebody_says_otherwise() {
        for (text, mode) in [
            ("postgres://u@127.0.0.1/d", SslMode::Prefer),
            ("postgres://u@localhost/d", SslMode::Prefer),
            ("postgres://u@%2Frun%2Fpostgresql/d", SslMode::Prefer),
            ("postgres://u@db.example/d", SslMode::Require),
            ("postgres://u@127.0.0.1,10.0.0.5/d", SslMode::Require),
            ("postgres://u@10.0.0.5/d?sslmode=disable", SslMode::Disable),
        ] {
            let address: Address = text.parse().unwrap();
            assert_eq!(address.config().get_ssl_mode(), mode, "{text}");
        }
    }

    #[test]
    fn what_is_ours_does_not_reach_the_driver() {
        let text =
            "postgres://u@h/d?sslrootcert=/etc/ca.pem&connect_timeout=2&schema=d1&connections=5";
        let address: Address = text.parse().unwrap();
        assert_eq!(address.connections(), 5);
        assert_eq!(address.schema(), "d1");
        assert_eq!(
            address.root_certificates(),
            Some(&PathBuf::from("/etc/ca.pem"))
        );
        assert_eq!(
            address.config().get_connect_timeout(),
            Some(&Duration::from_secs(2))
        );
    }
}
