//! Connecting to a bucket with the settings of the environment.

use std::net::IpAddr;
use std::time::Duration;

use http::Uri;
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::{BackoffConfig, ClientConfigKey, RetryConfig};
use tokio_rustls::rustls::crypto::ring;

use super::refusal::cause;
use super::{Environment, UploadsRefusal};
use crate::config::places::Bucket;

/// A resident waits for the answer, so a request is given up long before the phone would. The environment may say
/// otherwise (`AWS_TIMEOUT`, `AWS_CONNECT_TIMEOUT`).
const LIMITS: [(ClientConfigKey, &str); 2] = [
    (ClientConfigKey::Timeout, "15 seconds"),
    (ClientConfigKey::ConnectTimeout, "3 seconds"),
];
/// What requests can be signed with: keys, or a role that a cluster lends.
const SIGNERS: [&[&str]; 4] = [
    &["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
    &["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"],
    &["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"],
    &[
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    ],
];

/// A client of the bucket; nothing is asked of it yet.
pub(super) fn connect(
    bucket: &Bucket,
    environment: &Environment,
) -> Result<AmazonS3, UploadsRefusal> {
    let is_set = |name: &&str| {
        environment
            .get(*name)
            .is_some_and(|value| !value.is_empty())
    };
    if !SIGNERS.iter().any(|signer| signer.iter().all(is_set)) {
        return Err(UploadsRefusal::NoKeys(bucket.clone()));
    }
    // Whoever was first has set the same one.
    let _ = ring::default_provider().install_default();
    let mut builder = AmazonS3Builder::new();
    for (key, value) in LIMITS {
        builder = builder.with_config(AmazonS3ConfigKey::Client(key), value);
    }
    for (name, value) in environment {
        let key = name
            .starts_with("AWS_")
            .then(|| name.to_ascii_lowercase().parse().ok());
        if let (Some(key), false) = (key.flatten(), value.is_empty()) {
            builder = builder.with_config(key, value);
        }
    }
    let is_plain = is_plain_http(&builder)?;
    builder
        .with_bucket_name(bucket.name())
        .with_allow_http(is_plain)
        .with_retry(retries())
        .build()
        .map_err(|error| UploadsRefusal::Settings {
            bucket: bucket.clone(),
            cause: cause(&error),
        })
}

/// A moment's trouble is got over here; a longer one is the caller's to tell.
fn retries() -> RetryConfig {
    RetryConfig {
        backoff: BackoffConfig {
            init_backoff: Duration::from_millis(50),
            max_backoff: Duration::from_secs(1),
            base: 2.0,
        },
        max_retries: 3,
        retry_timeout: Duration::from_secs(10),
    }
}

/// Whether the store is spoken to without TLS, which is for this machine alone.
fn is_plain_http(builder: &AmazonS3Builder) -> Result<bool, UploadsRefusal> {
    let endpoint = builder
        .get_config_value(&AmazonS3ConfigKey::S3Endpoint)
        .or_else(|| builder.get_config_value(&AmazonS3ConfigKey::Endpoint));
    let Some(endpoint) = endpoint else {
        return Ok(false);
    };
    let address: Option<Uri> = endpoint.parse().ok();
    let scheme = address.as_ref().and_then(Uri::scheme_str);
    let host = address.as_ref().and_then(Uri::host);
    match (scheme, host) {
        (Some("https"), Some(_)) => Ok(false),
        (Some("http"), Some(host)) if is_loopback(host) => Ok(true),
        (Some("http"), Some(_)) => Err(UploadsRefusal::PlainHttp(endpoint)),
        _ => Err(UploadsRefusal::Endpoint(endpoint)),
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || address
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(more: &[(&str, &str)]) -> Environment {
        let keys = [("AWS_ACCESS_KEY_ID", "a"), ("AWS_SECRET_ACCESS_KEY", "b")];
        keys.iter()
            .chain(more)
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    fn refusal(environment: &Environment) -> Option<String> {
        let bucket: Bucket = "s3://papers".parse().unwrap();
        let refused = connect(&bucket, environment).err();
        refused.map(|refusal| refusal.to_string())
    }

    #[test]
    fn plain_http_is_for_loopback() {
        for (endpoint, words) in [
            ("http://127.0.0.1:9000", None),
            ("http://[::1]:9000", None),
            ("http://localhost:9000", None),
            ("https://s3.example.org", None),
            ("http://s3.example.org", Some("is not loopback")),
            ("http://10.0.0.5:9000", Some("is not loopback")),
            ("http://127.0.0.1.example.org", Some("is not loopback")),
            ("s3.example.org", Some("is no address")),
            ("ftp://s3.example.org", Some("is no address")),
        ] {
            for name in ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_S3"] {
                // Nobody talks the rule away.
                let found = refusal(&environment(&[
                    (name, endpoint),
                    ("AWS_ALLOW_HTTP", "true"),
                ]));
                let is_right = match (&found, words) {
                    (None, None) => true,
                    (Some(found), Some(words)) => found.contains(words),
                    _ => false,
                };
                assert!(is_right, "{name}={endpoint}: {found:?}");
            }
        }
    }

    #[test]
    fn keys_are_needed() {
        for missing in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
            let mut half = environment(&[]);
            half.insert(missing.to_owned(), String::new());
            let words = refusal(&half).unwrap();
            assert!(words.contains("set AWS_ACCESS_KEY_ID"), "{words}");
        }
        let role = [("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/role")];
        let role = role.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(refusal(&role.into()), None);
    }

    #[test]
    fn a_setting_that_cannot_be_is_named() {
        let words = refusal(&environment(&[("AWS_TIMEOUT", "soon")])).unwrap();
        assert!(
            words.contains("are not right") && words.contains("soon"),
            "{words}"
        );
    }
}
