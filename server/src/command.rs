//! The commands of `fumin`.

use std::io;

use crate::backup::BackupError;
use crate::config::listening::ListeningRefusal;
use crate::config::{Cli, Command};
use crate::startup::StartupError;
use crate::tls::TlsError;
use crate::uploads::UploadsRefusal;

pub(crate) mod admin;
pub(crate) mod backup;
pub mod loan;
pub(crate) mod package;
pub mod policy;
pub(crate) mod restore;
pub mod serve;
pub(crate) mod verify;

/// Why a command failed; one line for a person, a code for a script.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// The portal did not start.
    #[error(transparent)]
    Startup(#[from] StartupError),
    /// The addresses asked for are refused.
    #[error(transparent)]
    Listening(#[from] ListeningRefusal),
    /// The certificate cannot be used.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// No backup, or none that can be used.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// The address is taken or not ours.
    #[error("cannot listen on {address}: {source}{}", if source.kind() == io::ErrorKind::AddrInUse {
        "; another program has this port, give another with --listen or --admin-listen"
    } else { "" })]
    Bind {
        /// The address.
        address: std::net::SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The system refused something.
    #[error("{doing}: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// What the system said.
        source: io::Error,
    },
    /// The input or the data is not right.
    #[error("{0}")]
    Refused(String),
    /// What was asked on standard input makes no sense; says what to write instead.
    #[error("{0}")]
    BadInput(String),
}

impl CommandError {
    /// The exit code, after `sysexits.h`.
    #[must_use]
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Startup(StartupError::Uploads(UploadsRefusal::Away { .. }))
            | Self::Bind { .. } => 69,
            Self::Startup(
                StartupError::KeyMissing { .. }
                | StartupError::Key(_)
                | StartupError::Clock { .. }
                | StartupError::KeyWrong { .. }
                | StartupError::OtherDistrict { .. }
                | StartupError::Uploads(_),
            )
            | Self::Tls(_) => 78,
            Self::Startup(StartupError::Folder { .. }) => 77,
            Self::Startup(StartupError::Database { .. }) => 75,
            Self::Startup(
                StartupError::District(_)
                | StartupError::Pack(_)
                | StartupError::Classes(_)
                | StartupError::SpotChecks(_)
                | StartupError::Settlements(_),
            ) => 65,
            Self::Listening(_) | Self::Startup(StartupError::Location(_)) => 64,
            Self::Backup(error) => error.exit_code(),
            Self::Io { .. } => 74,
            Self::Refused(_) => 1,
            Self::BadInput(_) => 65,
        }
    }
}

/// Runs what the command line asks for.
///
/// # Errors
/// With why it failed.
pub fn run(cli: Cli) -> Result<(), CommandError> {
    match cli.command {
        Command::Serve(options) => serve::run(options),
        Command::Admin(admin) => admin::run(admin),
        Command::Backup(options) => backup::run(&options),
        Command::Restore(options) => restore::run(&options),
        Command::Verify(options) => verify::run(&options),
        Command::Policy(task) => policy::run(task),
        Command::Loan(task) => loan::run(&task),
        Command::Package(command) => package::run(&command),
        Command::Openapi => {
            let text = crate::openapi::describe_json()
                .map_err(|error| CommandError::Refused(error.to_string()))?;
            say(text.trim_end())
        }
    }
}

/// One line to the person at the terminal.
pub(crate) fn say(line: &str) -> Result<(), CommandError> {
    use io::Write as _;
    let mut out = io::stdout().lock();
    match writeln!(out, "{line}").and_then(|()| out.flush()) {
        // `fumin … | head` is no failure.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result.map_err(|source| CommandError::Io {
            doing: "cannot write to standard output",
            source,
        }),
    }
}

/// A runtime for the short commands.
pub(crate) fn block_on<T>(
    future: impl Future<Output = Result<T, CommandError>>,
) -> Result<T, CommandError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|source| CommandError::Io {
            doing: "cannot start the runtime",
            source,
        })?
        .block_on(future)
}
