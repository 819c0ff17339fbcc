//! Where the portal may listen: sign-in cookies, service workers and WebCrypto need HTTPS anywhere but on loopback.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use ipnet::IpNet;

use super::SmsKind;

/// Addresses and what protects them.
#[derive(Clone, Debug, Args)]
pub struct Listening {
    /// Address of the portal. Anything but loopback needs --tls-cert or --behind-proxy.
    #[arg(long, default_value = "127.0.0.1:8620", value_name = "ADDRESS:PORT")]
    pub listen: SocketAddr,
    /// Address of the administrator's port (OpenAPI, health, backups, numbers); loopback only.
    #[arg(long, default_value = "127.0.0.1:8621", value_name = "ADDRESS:PORT")]
    pub admin_listen: SocketAddr,
    /// Certificate chain, PEM.
    #[arg(long, requires = "tls_key", value_name = "FILE")]
    pub tls_cert: Option<PathBuf>,
    /// Private key, PEM.
    #[arg(long, requires = "tls_cert", value_name = "FILE")]
    pub tls_key: Option<PathBuf>,
    /// Addresses of the reverse proxy that speaks HTTPS; only their X-Forwarded-For is believed. Staff need an authenticator then,
    /// as off loopback.
    #[arg(long, value_name = "CIDR")]
    pub behind_proxy: Option<IpNet>,
}

impl Default for Listening {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8620)),
            admin_listen: SocketAddr::from(([127, 0, 0, 1], 8621)),
            tls_cert: None,
            tls_key: None,
            behind_proxy: None,
        }
    }
}

/// Why these addresses are refused.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
pub enum ListeningRefusal {
    /// Plain HTTP where others could read it.
    #[error(
        "{0} is not loopback: give --tls-cert and --tls-key, or --behind-proxy CIDR of a proxy that speaks HTTPS"
    )]
    PlainHttp(SocketAddr),
    /// The administrator's port where others could reach it.
    #[error(
        "--admin-listen {0} is not loopback: the administrator's port never leaves the machine"
    )]
    AdminNotLoopback(SocketAddr),
    /// Sample accounts with printed passwords where others could use them.
    #[error("--demo prints passwords and so works on loopback only, without --behind-proxy")]
    DemoNotLoopback,
    /// Sign-in codes that reach nobody.
    #[error(
        "the development SMS gateway (--sms outbox) works on loopback only, without --behind-proxy: \
         configure a real gateway or say --sms off"
    )]
    OutboxNotLoopback,
}

impl Listening {
    /// Whether browsers see HTTPS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.tls_cert.is_some() || self.behind_proxy.is_some()
    }

    /// Whether nobody but this machine reaches the portal: for trying it out, with sample accounts and codes that go nowhere.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.listen.ip().is_loopback() && self.behind_proxy.is_none()
    }

    /// Refuses what would put people's data or the sample accounts within others' reach.
    ///
    /// # Errors
    /// With the first rule that is broken.
    pub fn check(&self, is_demo: bool, sms: SmsKind) -> Result<(), ListeningRefusal> {
        let is_private = self.is_private();
        if !self.listen.ip().is_loopback() && !self.is_https() {
            return Err(ListeningRefusal::PlainHttp(self.listen));
        }
        if !self.admin_listen.ip().is_loopback() {
            return Err(ListeningRefusal::AdminNotLoopback(self.admin_listen));
        }
        if is_demo && !is_private {
            return Err(ListeningRefusal::DemoNotLoopback);
        }
        if sms == SmsKind::Outbox && !is_private {
            return Err(ListeningRefusal::OutboxNotLoopback);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listening(listen: &str, tls: bool, proxy: bool) -> Listening {
        Listening {
            listen: listen.parse().unwrap(),
            tls_cert: tls.then(|| "cert.pem".into()),
            tls_key: tls.then(|| "key.pem".into()),
            behind_proxy: proxy.then(|| "10.0.0.0/24".parse().unwrap()),
            ..Listening::default()
        }
    }

    #[test]
    fn the_rules() {
        use ListeningRefusal::{DemoNotLoopback, OutboxNotLoopback, PlainHttp};
        let everywhere = "0.0.0.0:80".parse().unwrap();
        let table = [
            ("127.0.0.1:80", false, false, true, SmsKind::Outbox, None),
            ("[::1]:80", false, false, true, SmsKind::Outbox, None),
            (
                "0.0.0.0:80",
                false,
                false,
                false,
                SmsKind::Off,
                Some(PlainHttp(everywhere)),
            ),
            ("0.0.0.0:80", true, false, false, SmsKind::Off, None),
            ("0.0.0.0:80", false, true, false, SmsKind::Off, None),
            (
                "0.0.0.0:80",
                true,
                false,
                true,
                SmsKind::Off,
                Some(DemoNotLoopback),
            ),
            (
                "127.0.0.1:80",
                false,
                true,
                true,
                SmsKind::Off,
                Some(DemoNotLoopback),
            ),
            (
                "0.0.0.0:80",
                true,
                false,
                false,
                SmsKind::Outbox,
                Some(OutboxNotLoopback),
            ),
            (
                "127.0.0.1:80",
                false,
                true,
                false,
                SmsKind::Outbox,
                Some(OutboxNotLoopback),
            ),
        ];
        for (listen, tls, proxy, demo, sms, refusal) in table {
            let answer = listening(listen, tls, proxy).check(demo, sms);
            assert_eq!(
                answer.err(),
                refusal,
                "{listen} tls={tls} proxy={proxy} demo={demo} {sms:?}"
            );
        }
    }

    #[test]
    fn the_admin_port_stays_on_the_machine() {
        let listening = Listening {
            admin_listen: "10.0.0.5:8621".parse().unwrap(),
            ..Listening::default()
        };
        assert!(matches!(
            listening.check(false, SmsKind::Off),
            Err(ListeningRefusal::AdminNotLoopback(_))
        ));
    }
}
