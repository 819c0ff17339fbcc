//! The command line: everything that can be said to `fumin`, read once at start.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub mod antivirus;
pub mod backup;
pub mod database;
pub mod listening;
pub mod loan;
pub mod package;
pub mod places;
pub mod policy;
pub mod sessions;

pub use antivirus::Antivirus;
pub use backup::{Backup, BackupSchedule, Restore, Verify};
pub use database::Database;
pub use listening::Listening;
pub use loan::Loan;
pub use package::Package;
pub use places::Places;
pub use policy::Policy;
pub use sessions::SessionLimits;

const EXAMPLES: &str = "\
Examples:
  fumin serve                                  open http://127.0.0.1:8620 with an empty data folder ./data
  fumin serve --demo --data /tmp/demo          the same with sample staff and files; prints their accounts
  fumin serve --data /srv/fumin --listen 0.0.0.0:443 --tls-cert cert.pem --tls-key key.pem --sms off
  fumin serve --data /srv/fumin --listen 10.0.0.5:8620 --behind-proxy 10.0.0.0/24 --sms off
  fumin serve --data /srv/fumin --database postgres://fumin@db.example/fumin --sms off
  fumin serve --data /srv/fumin --database postgres://fumin@db.example/fumin \\
              --keys /etc/fumin/keyring.json --uploads s3://papers/620602 --sms off
  fumin admin create-user --username wang --name 王主任 --role hr-officer --agency hr-bureau
  fumin admin reset-second-factor --username wang   for whoever has lost the authenticator
  fumin admin close-account --username wang    for whoever has left; set-password for whoever has lost the password
  fumin admin replay 620602-20261124-00001 --at 3    where a file stood after its third event, without personal data
  fumin admin outbox                           read the sign-in codes of the development SMS gateway
  fumin serve --data /srv/fumin --backup-to /mnt/backup --backup-every 24h --backup-keep 14
  fumin serve --data /srv/fumin --clamd unix:/run/clamav/clamd.ctl    show no paper that clamd has not found clean
  fumin backup --data /srv/fumin --to /mnt/backup/monday --keys-to /mnt/safe/fumin-keys.json
  fumin restore --from /mnt/backup/monday --keys /mnt/safe/fumin-keys.json --data /srv/fumin-new
  fumin verify --data /srv/fumin               are all files, their events and papers whole
  fumin verify --backup /mnt/backup/monday     is a backup whole
  fumin policy check                           look for gaps, overlaps and uncited rules in ./policies
  fumin loan schedule < loan.json              what is due when, to the fen
  fumin package check FILE.zip --key portal.pub    is a package for an agency what the portal signed
  fumin openapi > openapi.json                 the HTTP interface, described

The data folder holds the database, the key file and the uploaded documents. A backup holds all but the keys: without
the key file the personal data cannot be read by anybody, so keep a copy of it, and not beside the backup. With --keys the
key file, and with --uploads the documents, lie elsewhere, where several servers on one database reach them.";

/// 富民通 Fumin: training, eligibility, startup loans and their review, for one district.
#[derive(Debug, Parser)]
#[command(name = "fumin", version, after_help = EXAMPLES)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `fumin` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run the portal.
    Serve(Serve),
    /// Look after a portal; works beside a running server.
    Admin(Admin),
    /// Save everything but the keys in a new folder; works beside a running server.
    Backup(Backup),
    /// Put a backup back into a new data folder.
    Restore(Restore),
    /// Check that everything stored, or a backup of it, holds together; works beside a running server, changes nothing.
    Verify(Verify),
    /// Check, test and ask the policy rules.
    Policy(Policy),
    /// Work out a loan's schedule, or who pays its interest.
    Loan(Loan),
    /// Check a package that went to an agency without accounts, or print the key to check it with.
    Package(Package),
    /// Print the OpenAPI description of the HTTP interface.
    Openapi,
}

/// Running the portal.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Folder of the database, the key file and the documents; made when missing.
    #[arg(long, default_value = "data", value_name = "DIR")]
    pub data: PathBuf,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// What does not lie in the data folder.
    #[command(flatten)]
    pub places: Places,
    /// District to seed a new database with; the one inside the program when not given.
    #[arg(long, value_name = "DIR")]
    pub district: Option<PathBuf>,
    /// Seed sample staff and sample files, all marked 示例, and print their accounts. Never for real residents.
    #[arg(long)]
    pub demo: bool,
    /// How sign-in codes reach people.
    #[arg(long, value_enum, default_value_t = SmsKind::Outbox)]
    pub sms: SmsKind,
    /// Where to listen.
    #[command(flatten)]
    pub listening: Listening,
    /// How long people stay signed in.
    #[command(flatten)]
    pub sessions: SessionLimits,
    /// Room kept back on the data folder's disk, so that a full disk still lets people sign out and officers read.
    #[arg(long, default_value_t = 16, value_name = "MEBIBYTES")]
    pub reserve: u32,
    /// Backups that the server makes by itself.
    #[command(flatten)]
    pub backups: BackupSchedule,
    /// Which virus scanner is asked about papers.
    #[command(flatten)]
    pub antivirus: Antivirus,
}

/// The ways a short message can leave the portal.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum SmsKind {
    /// Development: messages stay in a sealed table that `fumin admin outbox` prints.
    Outbox,
    /// No gateway yet: residents are told that signing in is not possible now.
    Off,
}

/// Looking after a portal.
#[derive(Debug, Args)]
pub struct Admin {
    /// The data folder of the portal.
    #[arg(long, default_value = "data", value_name = "DIR", global = true)]
    pub data: PathBuf,
    /// Which database.
    #[command(flatten)]
    pub database: Database,
    /// The key file; keyring.json in the data folder when not given.
    #[arg(long, value_name = "FILE", global = true)]
    pub keys: Option<PathBuf>,
    /// District whose agencies people work at; the one inside the program when not given.
    #[arg(long, value_name = "DIR", global = true)]
    pub district: Option<PathBuf>,
    /// What to do there.
    #[command(subcommand)]
    pub task: AdminTask,
}

/// The administrator's tasks. None of them shows an application.
#[derive(Debug, Subcommand)]
pub enum AdminTask {
    /// Make a staff account. The password comes from standard input, or is made and printed once.
    CreateUser(CreateUser),
    /// Close an account, for whoever has left the office: what it has open ends at once; `--off` lets it in again.
    CloseAccount {
        /// Name to sign in with.
        #[arg(long)]
        username: String,
        /// Let it in again.
        #[arg(long)]
        off: bool,
    },
    /// Give an account another password and end what it has open. The password comes from standard input, or is made and
    /// printed once.
    SetPassword {
        /// Name to sign in with.
        #[arg(long)]
        username: String,
        /// Read the password from the first line of standard input.
        #[arg(long)]
        password_stdin: bool,
    },
    /// Take an account's authenticator away, for whoever has lost it; a new one is taken up at the next sign-in.
    ResetSecondFactor {
        /// Name to sign in with.
        #[arg(long)]
        username: String,
    },
    /// Make an account a supervisor, who keeps the templates of the office, sees its sums and takes lost
    /// authenticators of colleagues away; `--off` ends that.
    SetSupervisor {
        /// Name to sign in with.
        #[arg(long)]
        username: String,
        /// Take it away.
        #[arg(long)]
        off: bool,
    },
    /// Let an account decide on the appeals of its office, where the district names a unit for them; `--off` takes that away.
    SetAppeals {
        /// Name to sign in with.
        #[arg(long)]
        username: String,
        /// Take it away.
        #[arg(long)]
        off: bool,
    },
    /// Record an officer's own phone or ID number, read from the first line of standard input, so that the officer is kept
    /// from an own file or that of a person asked for a consent; `--off` takes it away.
    SetIdentity {
        /// Name to sign in with.
        #[arg(long)]
        username: String,
        /// Which of the two.
        #[arg(long, value_enum)]
        kind: IdentityArgument,
        /// Take it away.
        #[arg(long)]
        off: bool,
    },
    /// Say that the machine's clock is right, when a start was refused because it jumped or the portal was off for long.
    ConfirmClock,
    /// Say where a loan file or an enrolment stood at a moment: state, holder, clock, kinds of events and their times, nothing of
    /// a person; and whether what is stored is what its events fold into.
    Replay {
        /// The acceptance number, query code or id of the file, or the id of the enrolment, which `fumin verify` names.
        // One id in 64 begins with a hyphen.
        #[arg(allow_hyphen_values = true)]
        file: String,
        /// The number of an event, or a time such as 2026-11-24T10:00:00+08:00; now when not given.
        #[arg(long, value_name = "MOMENT")]
        at: Option<String>,
    },
    /// Print the messages of the development SMS gateway, newest first.
    Outbox {
        /// How many messages.
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
}

/// What is recorded of an officer, as the command line spells it.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum IdentityArgument {
    /// The own phone.
    Phone,
    /// The resident identity number.
    IdNumber,
}

/// A staff account to make.
#[derive(Clone, Debug, Args)]
pub struct CreateUser {
    /// Name to sign in with.
    #[arg(long)]
    pub username: String,
    /// Name that colleagues see.
    #[arg(long, visible_alias = "name")]
    pub display_name: String,
    /// What this person does.
    #[arg(long, value_enum)]
    pub role: StaffRoleArgument,
    /// Id of the agency in the district's agencies.toml; of the service point in service_points.toml for a clerk.
    #[arg(long)]
    pub agency: String,
    /// Read the password from the first line of standard input.
    #[arg(long)]
    pub password_stdin: bool,
}

/// Staff roles as the command line spells them.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub enum StaffRoleArgument {
    /// 人社 reviewer.
    HrOfficer,
    /// 担保 reviewer.
    GuaranteeOfficer,
    /// 经办银行 reviewer.
    BankOfficer,
    /// 培训科: looks after classes; sees no application.
    TrainingOfficer,
    /// 服务点代办员: does things for residents who consent and are there; sees nobody else.
    ServicePointClerk,
    /// Keeps the policy rules at the policy desk; sees no application.
    PolicyOfficer,
    /// Looks after accounts; sees no application.
    Administrator,
    /// Reads the audit trail.
    Auditor,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn the_id_of_a_file_may_begin_with_a_hyphen() {
        for words in [
            ["-1JhQ", "--at", "3", "--data", "folder"],
            ["--at", "3", "--data", "folder", "-hAtq"],
            ["--data", "folder", "--1Jh", "--at", "3"],
        ] {
            let line = ["fumin", "admin", "replay"].into_iter().chain(words);
            let cli = Cli::try_parse_from(line).unwrap_or_else(|error| panic!("{error}"));
            let Command::Admin(Admin {
                task: AdminTask::Replay { file, at },
                ..
            }) = cli.command
            else {
                panic!("{words:?}");
            };
            assert!(
                words.contains(&file.as_str()) && file.starts_with('-'),
                "{file}"
            );
            assert_eq!(at.as_deref(), Some("3"));
        }
    }

    #[test]
    fn help_shows_examples() {
        assert!(
            Cli::command()
                .render_long_help()
                .to_string()
                .contains("fumin serve --demo")
        );
    }
}
