//! The virus scanner that papers are shown to first.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::Args;

/// The scanner, and how long it is waited for.
#[derive(Clone, Debug, Args)]
pub struct Antivirus {
    /// clamd, asked about every paper when it comes in and again before it is shown; without one, PDFs are marked 未扫描.
    #[arg(long, value_name = "tcp:HOST:PORT|unix:/PATH")]
    pub clamd: Option<Clamd>,
    /// How long clamd may take over a paper.
    #[arg(long, default_value_t = 30, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..=120))]
    pub clamd_patience: u32,
}

impl Default for Antivirus {
    fn default() -> Self {
        Self {
            clamd: None,
            clamd_patience: 30,
        }
    }
}

/// Where clamd listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Clamd {
    /// Host and port.
    Tcp(String),
    /// A socket in the file system.
    Unix(PathBuf),
}

impl fmt::Display for Clamd {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => write!(out, "tcp:{address}"),
            Self::Unix(path) => write!(out, "unix:{}", path.display()),
        }
    }
}

impl FromStr for Clamd {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let how = "clamd listens at tcp:HOST:PORT or unix:/PATH";
        if let Some(path) = text.strip_prefix("unix:") {
            let path = PathBuf::from(path);
            return path.is_absolute().then_some(Self::Unix(path)).ok_or(how);
        }
        let address = text.strip_prefix("tcp:").ok_or(how)?;
        let (host, port) = address.rsplit_once(':').ok_or(how)?;
        let is_port = port.parse::<u16>().is_ok_and(|port| port > 0);
        if host.is_empty() || !is_port {
            return Err(how);
        }
        Ok(Self::Tcp(address.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for text in [
            "tcp:127.0.0.1:3310",
            "tcp:clamd.example:3310",
            "tcp:[::1]:3310",
            "unix:/run/clamav/clamd.ctl",
        ] {
            assert_eq!(text.parse::<Clamd>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "clamd",
            "127.0.0.1:3310",
            "tcp:127.0.0.1",
            "tcp::3310",
            "tcp:host:0",
            "tcp:host:70000",
            "unix:clamd.ctl",
            "unix:",
        ] {
            assert!(text.parse::<Clamd>().is_err(), "{text}");
        }
    }
}
