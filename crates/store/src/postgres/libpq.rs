//! An address as PostgreSQL's own programs are told it: through their environment, so that nothing of it, the password
//! least of all, stands on a command line that every user of the machine can read.

use std::{collections::BTreeMap, ffi::OsString, path::Path};

use tokio_postgres::config::{Host, SslMode};

use super::Address;

/// Where distributions keep the certificates of the authorities that everybody trusts. Programs before version 16 know
/// no other way to name them.
const AUTHORITIES: [&str; 3] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
];
/// Names such a file for our own lines too.
const NAMED_AUTHORITIES: &str = "SSL_CERT_FILE";

impl Address {
    /// Variables for PostgreSQL's own programs; any others that begin with `PG` must not reach them.
    #[must_use]
    pub fn environment(&self) -> BTreeMap<&'static str, OsString> {
        let config = self.config();
        let mut variables = BTreeMap::new();
        let mut set = |name, value: Option<OsString>| {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                variables.insert(name, value);
            }
        };
        let list = |parts: Vec<String>| Some(parts.join(",").into());
        let hosts = config.get_hosts().iter().map(|host| match host {
            Host::Tcp(name) => name.clone(),
            Host::Unix(path) => path.display().to_string(),
        });
        set("PGHOST", list(hosts.collect()));
        let addresses = config.get_hostaddrs().iter().map(ToString::to_string);
        set("PGHOSTADDR", list(addresses.collect()));
        let ports = config.get_ports().iter().map(ToString::to_string);
        set("PGPORT", list(ports.collect()));
        set("PGUSER", config.get_user().map(OsString::from));
        set("PGDATABASE", config.get_dbname().map(OsString::from));
        set("PGPASSWORD", config.get_password().and_then(text));
        set("PGOPTIONS", config.get_options().map(OsString::from));
        set("PGTARGETSESSIONATTRS", Some("read-write".into()));
        let timeout = config.get_connect_timeout();
        set(
            "PGCONNECT_TIMEOUT",
            timeout.map(|time| time.as_secs().max(1).to_string().into()),
        );
        let (mode, authorities) = match config.get_ssl_mode() {
            SslMode::Disable => ("disable", None),
            // As far as our own lines go: the certificate is looked at whenever a line must be encrypted.
            SslMode::Require => ("verify-full", Some(self.authorities())),
            _ => ("prefer", None),
        };
        set("PGSSLMODE", Some(mode.into()));
        set("PGSSLROOTCERT", authorities);
        variables
    }

    fn authorities(&self) -> OsString {
        if let Some(named) = self.root_certificates() {
            return named.clone().into_os_string();
        }
        let known = AUTHORITIES.iter().find(|path| Path::new(path).is_file());
        std::env::var_os(NAMED_AUTHORITIES)
            .or_else(|| known.map(OsString::from))
            .unwrap_or_else(|| "system".into())
    }
}

fn text(bytes: &[u8]) -> Option<OsString> {
    std::str::from_utf8(bytes).ok().map(OsString::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> BTreeMap<&'static str, String> {
        let address: Address = text.parse().unwrap();
        let variables = address.environment().into_iter();
        variables
            .map(|(name, value)| (name, value.into_string().unwrap()))
            .collect()
    }

    #[test]
    fn the_programs_are_told_what_the_driver_is_told() {
        let told = of(
            "postgres://u:se%20cret@a.example:5433,b.example:5434/d?schema=x&sslrootcert=/ca.pem",
        );
        for (name, value) in [
            ("PGHOST", "a.example,b.example"),
            ("PGPORT", "5433,5434"),
            ("PGUSER", "u"),
            ("PGPASSWORD", "se cret"),
            ("PGDATABASE", "d"),
            ("PGSSLMODE", "verify-full"),
            ("PGSSLROOTCERT", "/ca.pem"),
            ("PGTARGETSESSIONATTRS", "read-write"),
            ("PGCONNECT_TIMEOUT", "5"),
        ] {
            assert_eq!(told.get(name).map(String::as_str), Some(value), "{name}");
        }
    }

    #[test]
    fn what_is_not_said_is_not_set() {
        let told = of("postgres://u@%2Frun%2Fpostgresql/d");
        assert_eq!(told["PGHOST"], "/run/postgresql");
        assert_eq!(told["PGSSLMODE"], "prefer");
        for name in ["PGPASSWORD", "PGSSLROOTCERT", "PGOPTIONS"] {
            assert!(!told.contains_key(name), "{name}");
        }
        let told = of("postgres://u@10.0.0.5/d?sslmode=disable");
        assert_eq!(told["PGSSLMODE"], "disable");
    }
}
