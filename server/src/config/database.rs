//! Which database the portal works on.

use std::path::Path;

use clap::Args;
use store::{Location, LocationError};

/// One option of all commands that open the database.
#[derive(Clone, Debug, Default, Args)]
pub struct Database {
    /// sqlite:PATH, or postgres://USER@HOST/DATABASE with ?sslmode=, ?sslrootcert=, ?schema= or ?connections= where needed; a SQLite file
    /// in the data folder when not given. A password is better kept in the environment than on the command line.
    #[arg(
        long,
        value_name = "URL",
        env = "FUMIN_DATABASE",
        hide_env_values = true,
        global = true
    )]
    // Not read here: what is wrong would be repeated on the terminal, password and all.
    database: Option<String>,
}

impl Database {
    /// Where the database is. Each district has a file or a schema of its own.
    ///
    /// # Errors
    /// When the option names no database.
    pub fn location(&self, data: &Path, district_code: &str) -> Result<Location, LocationError> {
        match &self.database {
            Some(text) => text
                .parse::<Location>()?
                .or_schema(&format!("district_{district_code}")),
            None => Ok(Location::in_folder(data)),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;
    use store::LocationError;

    use crate::config::{Cli, Command};

    fn location(words: &[&str]) -> Result<String, LocationError> {
        let line = ["fumin", "serve", "--data", "d"].iter().chain(words);
        let Command::Serve(serve) = Cli::parse_from(line).command else {
            unreachable!()
        };
        let location = serve.database.location(&serve.data, "620602");
        location.map(|location| location.to_string())
    }

    #[test]
    fn forms() {
        for (words, shown) in [
            (&[][..], "d/fumin.sqlite3"),
            (&["--database", "sqlite:/srv/a.sqlite3"], "/srv/a.sqlite3"),
            (
                &["--database", "postgres://u:secret@h/fumin"],
                "postgres://h:5432/fumin, schema district_620602",
            ),
        ] {
            assert_eq!(location(words).as_deref(), Ok(shown), "{words:?}");
        }
        for wrong in ["mysql://h/d", "/srv/a.sqlite3", "postgres://u@h/d?schema=A"] {
            assert!(location(&["--database", wrong]).is_err(), "{wrong}");
        }
    }
}
