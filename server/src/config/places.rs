//! Where keys and papers lie when not in the data folder: what several servers on one database share besides it.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;
use vault::Keyring;

/// Places outside the data folder.
#[derive(Clone, Debug, Default, Args)]
pub struct Places {
    /// The key file; keyring.json in the data folder when not given. Several servers on one database need the same one.
    #[arg(long, value_name = "FILE")]
    pub keys: Option<PathBuf>,
    /// Bucket of the papers, for several servers on one database; the data folder when not given. Address, region and
    /// keys come from the environment: AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY.
    #[arg(long, value_name = "s3://BUCKET/PREFIX")]
    pub uploads: Option<Bucket>,
}

impl Places {
    /// Where the key file of a data folder lies.
    #[must_use]
    pub fn key_file(&self, data: &Path) -> PathBuf {
        key_file(self.keys.as_deref(), data)
    }
}

/// Where the key file lies: the one named, or that of the data folder.
#[must_use]
pub fn key_file(named: Option<&Path>, data: &Path) -> PathBuf {
    named.map_or_else(|| Keyring::path_in(data), Path::to_owned)
}

/// A bucket, and what the names of our objects in it begin with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    name: String,
    prefix: String,
}

impl Bucket {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Empty, or names with `/` between them.
    #[must_use]
    pub fn prefix(&self) -> &str {
        &self.prefix
    }
}

impl fmt::Display for Bucket {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "s3://{}", self.name)?;
        if self.prefix.is_empty() {
            return Ok(());
        }
        write!(out, "/{}", self.prefix)
    }
}

impl FromStr for Bucket {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, &'static str> {
        let rest = text
            .strip_prefix("s3://")
            .ok_or("papers go to a bucket: write s3://BUCKET or s3://BUCKET/PREFIX")?;
        let (name, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let is_plain = |part: &str, others: &str| {
            part.chars()
                .all(|letter| letter.is_ascii_alphanumeric() || others.contains(letter))
        };
        if !(3..=63).contains(&name.len()) || !is_plain(name, ".-") {
            return Err("a bucket's name has 3 to 63 letters, digits, dots and hyphens");
        }
        let prefix = prefix.trim_end_matches('/');
        let is_name =
            |part: &str| !part.is_empty() && part != "." && part != ".." && is_plain(part, "._-");
        if !prefix.is_empty() && !prefix.split('/').all(is_name) {
            return Err(
                "the prefix is names of letters, digits, dots, hyphens and underscores with / between them",
            );
        }
        Ok(Self {
            name: name.to_owned(),
            prefix: prefix.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets() {
        for (text, found) in [
            ("s3://papers", Some(("papers", ""))),
            ("s3://papers/", Some(("papers", ""))),
            (
                "s3://papers.example/district/620602/",
                Some(("papers.example", "district/620602")),
            ),
            ("s3://", None),
            ("s3://ab", None),
            ("s3://papers?x=1", None),
            ("s3://key:secret@papers", None),
            ("s3://papers/a//b", None),
            ("s3://papers/../other", None),
            ("s3://papers/照片", None),
            ("https://papers", None),
            ("ftp://papers", None),
            ("/srv/papers", None),
            ("", None),
        ] {
            let bucket = text.parse::<Bucket>().ok();
            let parts = bucket
                .as_ref()
                .map(|bucket| (bucket.name(), bucket.prefix()));
            assert_eq!(parts, found, "{text}");
        }
    }

    #[test]
    fn a_bucket_is_written_as_it_is_read() {
        for text in ["s3://papers", "s3://papers/district/620602"] {
            assert_eq!(text.parse::<Bucket>().unwrap().to_string(), text);
        }
    }
}
