//! The real server, on a data folder and a port of its own.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A running `fumin serve`; killed and its data deleted on drop.
pub(crate) struct Portal {
    pub(super) process: Child,
    /// `http://127.0.0.1:<port>`.
    pub(crate) origin: String,
    pub(crate) setup: Setup,
    /// Its log, and its data where nothing else was asked.
    pub(super) scratch: TempDir,
}

/// What is out of the ordinary about a server.
#[derive(Clone, Default)]
pub(crate) struct Setup {
    /// Its data folder.
    pub(crate) data: Option<PathBuf>,
    /// Words before the command: a program that starts it in another way.
    pub(crate) before: Vec<String>,
    /// Words before other commands on the same data.
    pub(crate) beside: Vec<String>,
    /// Words behind the command: what else it is to do.
    pub(crate) words: Vec<String>,
    /// Variables of its environment.
    pub(crate) variables: Vec<(&'static str, String)>,
}

impl Portal {
    /// Starts one on an empty data folder.
    pub(crate) fn start() -> Self {
        Self::start_as(Setup::default())
    }

    /// Starts one in another way.
    pub(crate) fn start_as(setup: Setup) -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), setup)
    }

    pub(super) fn start_in(scratch: TempDir, setup: Setup) -> Self {
        let (process, origin) = serve(&setup, scratch.path(), "127.0.0.1:0");
        Self {
            process,
            origin,
            setup,
            scratch,
        }
    }

    /// Its data folder.
    pub(crate) fn data(&self) -> &Path {
        self.setup.data.as_deref().unwrap_or(self.scratch.path())
    }

    /// `kill -9`: nothing is flushed, nobody is told.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts again at the same address, on the same data.
    pub(crate) fn restart(&mut self) {
        let address = self.origin.trim_start_matches("http://").to_owned();
        (self.process, self.origin) = serve(&self.setup, self.scratch.path(), &address);
    }

    /// Runs another command of `fumin` on the same data and gives what it printed.
    pub(crate) fn fumin(&self, arguments: &[&str], input: &str) -> String {
        let mut command = after(&self.setup.beside);
        command.args(arguments).arg("--data").arg(self.data());
        command.envs(
            self.setup
                .variables
                .iter()
                .map(|(name, value)| (name, value)),
        );
        said(&mut command, input)
    }

    /// Runs a command of `fumin` that needs no data.
    pub(crate) fn compute(&self, arguments: &[&str], input: &str) -> String {
        said(after(&self.setup.beside).args(arguments), input)
    }

    /// A file beside the portal's data, for a person to choose.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.data().join(name);
        std::fs::write(&file, bytes).unwrap();
        file
    }

    /// The newest sign-in code that went to a phone.
    pub(crate) fn code_for(&self, phone: &str) -> String {
        let outbox = self.fumin(&["admin", "outbox", "--limit", "200"], "");
        let line = outbox
            .lines()
            .find(|line| line.contains(phone) && line.contains("码 "));
        let line = line.unwrap_or_else(|| panic!("no code went to {phone}:\n{outbox}"));
        let words = line.rsplit(phone).next().unwrap_or_default();
        let mut runs = words.split(|letter: char| !letter.is_ascii_digit());
        let code = runs.find(|run| run.len() == 6);
        code.unwrap_or_else(|| panic!("no code in {line}"))
            .to_owned()
    }

    /// The last lines of the server's log.
    pub(crate) fn log_tail(&self) -> String {
        let mut log = String::new();
        let file = File::open(self.scratch.path().join("server.log"));
        let _ = file.map(|mut file| file.read_to_string(&mut log));
        let lines: Vec<&str> = log.lines().rev().take(12).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }
}

/// What a command prints; it must succeed.
fn said(command: &mut Command, input: &str) -> String {
    let piped = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let mut question = child.stdin.take().unwrap();
    question.write_all(input.as_bytes()).unwrap();
    drop(question);
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}{complaint}");
    said
}

impl Drop for Portal {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
        if std::thread::panicking() {
            eprintln!("the server's log ends:\n{}", self.log_tail());
        }
    }
}

fn serve(setup: &Setup, scratch: &Path, listen: &str) -> (Child, String) {
    let log = File::options()
        .create(true)
        .append(true)
        .open(scratch.join("server.log"))
        .unwrap();
    let mut process = command(setup, scratch, listen)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
    let origin = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let address = line.split_once("http://")?.1;
        Some(format!("http://{}", address.trim_end_matches('/')))
    });
    let Some(origin) = origin else {
        let log = std::fs::read_to_string(scratch.join("server.log")).unwrap_or_default();
        panic!("the server did not start: {log}");
    };
    // Whatever it says later must not block it.
    std::thread::spawn(move || lines.for_each(drop));
    (process, origin)
}

/// The binary, started by the program that these words are.
fn after(words: &[String]) -> Command {
    let binary = binary();
    let words = words.iter().map(OsStr::new);
    let mut words = words.chain([binary.as_os_str()]);
    let mut command = Command::new(words.next().unwrap_or_default());
    command.args(words);
    command
}

pub(super) fn command(setup: &Setup, scratch: &Path, listen: &str) -> Command {
    let mut command = after(&setup.before);
    let words = ["serve", "--admin-listen", "127.0.0.1:0", "--listen", listen];
    command
        .args(words)
        .args(&setup.words)
        .arg("--data")
        .arg(setup.data.as_deref().unwrap_or(scratch))
        .envs(setup.variables.iter().map(|(name, value)| (name, value)));
    command
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// `FUMIN_BIN`, or what `cargo build -p server` leaves in the target folder.
pub(super) fn binary() -> PathBuf {
    let found = match std::env::var_os("FUMIN_BIN") {
        Some(named) => PathBuf::from(named),
        None => {
            let target = std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into());
            root().join(target).join("debug/fumin")
        }
    };
    let is_there = found.is_file();
    assert!(
        is_there,
        "{} is missing: run `cargo build -p server` first, or script/test",
        found.display()
    );
    found
}

/// Fails with what to do when a bundle is missing; the server of a debug build reads them from the disk.
pub(crate) fn front_ends_are_built() {
    for bundle in [
        "residents",
        "eligibility",
        "calculator",
        "track",
        "my",
        "classes",
        "apply",
        "staff",
    ] {
        let page = root().join("dist").join(bundle).join("index.html");
        assert!(
            page.is_file(),
            "{} is missing: run script/build-front first, or script/test",
            page.display()
        );
    }
}

/// Whether the front ends are made for release: small, and compressed beforehand.
pub(crate) fn front_ends_are_released() -> bool {
    let files = std::fs::read_dir(root().join("dist/residents"));
    files.is_ok_and(|files| {
        files
            .flatten()
            .any(|file| file.file_name().to_string_lossy().ends_with(".wasm.br"))
    })
}
