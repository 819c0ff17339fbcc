//! Who is asking, as far as rate limits care.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use axum::extract::Request;
use http::HeaderMap;
use ipnet::IpNet;

use crate::listen::Peer;

/// The client's address, as the proxy we trust or the connection says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct ClientAddress(pub(crate) IpAddr);

impl ClientAddress {
    /// The part that names one subscriber: an IPv6 customer owns a whole /64.
    pub(crate) fn bucket(self) -> String {
        match self.0 {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let mask = !u128::from(u64::MAX);
                Ipv6Addr::from_bits(address.to_bits() & mask).to_string()
            }
        }
    }
}

/// Finds the address and leaves it in the request.
pub(super) fn find_client_address(request: &mut Request, proxy: Option<IpNet>) {
    // Only requests made inside the process (tests) have no peer.
    let peer = request
        .extensions()
        .get::<Peer>()
        .map_or(Ipv4Addr::LOCALHOST.into(), |peer| peer.0.ip());
    let client = client_of(peer, proxy, request.headers());
    request.extensions_mut().insert(ClientAddress(client));
}

/// The nearest address to us that is not the proxy's own; only the proxy is believed.
fn client_of(peer: IpAddr, proxy: Option<IpNet>, headers: &HeaderMap) -> IpAddr {
    let Some(proxy) = proxy.filter(|proxy| proxy.contains(&peer)) else {
        return peer;
    };
    let named = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok());
    let chain: Vec<&str> = named.flat_map(|value| value.split(',')).collect();
    let mut nearest = peer;
    for address in chain
        .into_iter()
        .rev()
        .map_while(|text| text.trim().parse::<IpAddr>().ok())
    {
        nearest = address;
        if !proxy.contains(&address) {
            break;
        }
    }
    nearest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_proxy_is_believed() {
        let table = [
            ("203.0.113.9", None, "198.51.100.1", "203.0.113.9"),
            (
                "203.0.113.9",
                Some("10.0.0.0/8"),
                "198.51.100.1",
                "203.0.113.9",
            ),
            (
                "10.0.0.1",
                Some("10.0.0.0/8"),
                "198.51.100.1",
                "198.51.100.1",
            ),
            (
                "10.0.0.1",
                Some("10.0.0.0/8"),
                "6.6.6.6, 198.51.100.1",
                "198.51.100.1",
            ),
            (
                "10.0.0.1",
                Some("10.0.0.0/8"),
                "198.51.100.1, 10.0.0.2",
                "198.51.100.1",
            ),
            ("10.0.0.1", Some("10.0.0.0/8"), "nonsense", "10.0.0.1"),
        ];
        for (peer, proxy, forwarded, client) in table {
            let mut headers = HeaderMap::new();
            headers.insert("x-forwarded-for", forwarded.parse().unwrap());
            let proxy = proxy.map(|proxy| proxy.parse().unwrap());
            let found = client_of(peer.parse().unwrap(), proxy, &headers);
            assert_eq!(
                found,
                client.parse::<IpAddr>().unwrap(),
                "{peer} {proxy:?} {forwarded}"
            );
        }
    }

    #[test]
    fn a_customer_is_one_bucket() {
        let bucket = |text: &str| ClientAddress(text.parse().unwrap()).bucket();
        assert_eq!(bucket("2001:db8::1"), bucket("2001:db8::ffff"));
        assert_ne!(bucket("2001:db8::1"), bucket("2001:db8:0:1::1"));
    }
}
