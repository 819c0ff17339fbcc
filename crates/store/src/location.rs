//! Where the database of a district is, as the command line says it.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
};

use crate::{postgres::Address, sqlite};

/// Where a database is: a SQLite file, or a schema of a PostgreSQL database.
#[derive(Clone, Debug)]
pub enum Location {
    /// A file. Beside it lie SQLite's own files and the lock of the server.
    Sqlite(PathBuf),
    /// A schema of a database on a server.
    Postgres(Box<Address>),
}

/// Why a text names no database.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocationError {
    /// Neither of the two forms.
    #[error(
        "give sqlite:PATH, or postgres://USER@HOST/DATABASE with ?sslmode=, ?sslrootcert=, ?schema= or ?connections= where needed"
    )]
    Form,
    /// PostgreSQL's part of the text is not right. The text may hold a password, so it is not repeated.
    #[error("this is no address of a PostgreSQL database: {0}")]
    Address(String),
    /// The writer keeps one connection, and somebody must read.
    #[error("connections is a number from 2")]
    Connections,
    /// Schemas are lower case, so that nobody ever has to quote one.
    #[error("a schema is 1 to 63 of a-z, 0-9 and _, and begins with a letter")]
    Schema,
}

impl Location {
    /// The file a data folder has by default.
    #[must_use]
    pub fn in_folder(folder: &Path) -> Self {
        Self::Sqlite(folder.join(sqlite::FILE_NAME))
    }

    /// The same, in this schema if the text named none.
    ///
    /// # Errors
    /// When it is no name of a schema.
    pub fn or_schema(self, schema: &str) -> Result<Self, LocationError> {
        match self {
            Self::Postgres(address) => Ok(Self::Postgres(Box::new(address.or_schema(schema)?))),
            file @ Self::Sqlite(_) => Ok(file),
        }
    }

    /// Whether several servers may work on it.
    #[must_use]
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

impl FromStr for Location {
    type Err = LocationError;

    fn from_str(text: &str) -> Result<Self, LocationError> {
        match text.strip_prefix("sqlite:") {
            Some("") => Err(LocationError::Form),
            Some(path) => Ok(Self::Sqlite(path.into())),
            None if text.starts_with("postgres://") || text.starts_with("postgresql://") => {
                Ok(Self::Postgres(Box::new(text.parse()?)))
            }
            None => Err(LocationError::Form),
        }
    }
}

/// Without user and password.
impl fmt::Display for Location {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(out, "{}", path.display()),
            Self::Postgres(address) => write!(out, "{address}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, shown) in [
            ("sqlite:/srv/a.sqlite3", Ok("/srv/a.sqlite3")),
            (
                "postgres://u:secret@db.example:5433/fumin?schema=d1",
                Ok("postgres://db.example:5433/fumin, schema d1"),
            ),
            (
                "postgresql://u@a,b/fumin?sslmode=disable",
                Ok("postgres://a:5432,b:5432/fumin, schema fumin"),
            ),
            ("sqlite:", Err(LocationError::Form)),
            ("/srv/a.sqlite3", Err(LocationError::Form)),
            ("mysql://u@h/d", Err(LocationError::Form)),
            (
                "postgres://u@h/d?connections=1",
                Err(LocationError::Connections),
            ),
            (
                "postgres://u@h/d?connections=x",
                Err(LocationError::Connections),
            ),
            ("postgres://u@h/d?schema=A", Err(LocationError::Schema)),
            ("postgres://u@h/d?schema=", Err(LocationError::Schema)),
            ("postgres://u@h/d?schema=a-b", Err(LocationError::Schema)),
        ] {
            let read = text
                .parse::<Location>()
                .map(|location| location.to_string());
            assert_eq!(read.as_deref(), shown.as_ref().map(|text| *text), "{text}");
        }
        for text in ["postgres://u@h:port/d", "postgres://u@h/d?nonsense=1"] {
            assert!(
                matches!(text.parse::<Location>(), Err(LocationError::Address(why)) if !why.contains("u@h")),
                "{text}"
            );
        }
    }

    #[test]
    fn a_district_names_the_schema_unless_the_text_does() {
        let named = |text: &str| {
            let location: Location = text.parse().unwrap();
            location.or_schema("district_620602").unwrap().to_string()
        };
        assert!(named("postgres://u@h/d").ends_with("schema district_620602"));
        assert!(named("postgres://u@h/d?schema=mine").ends_with("schema mine"));
        assert_eq!(named("sqlite:a"), "a");
    }

    #[test]
    fn a_password_is_not_shown() {
        let location: Location = "postgres://u:secret@h/d".parse().unwrap();
        assert!(!format!("{location:?} {location}").contains("secret"));
    }
}
