//! The real server, on a data folder and a port of its own.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A running `fumin serve`; killed and its data deleted on drop.
pub(crate) struct Portal {
    process: Child,
    /// `http://127.0.0.1:<port>`.
    pub(crate) origin: String,
    data: TempDir,
}

impl Portal {
    /// Starts one on an empty data folder.
    pub(crate) fn start() -> Self {
        let data = tempfile::tempdir().unwrap();
        let (process, origin) = serve(data.path(), "127.0.0.1:0");
        Self {
            process,
            origin,
            data,
        }
    }

    /// `kill -9`: nothing is flushed, nobody is told.
    pub(crate) fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts again at the same address, on the same data.
    pub(crate) fn restart(&mut self) {
        let address = self.origin.trim_start_matches("http://").to_owned();
        (self.process, self.origin) = serve(self.data.path(), &address);
    }

    /// Runs another command of `fumin` on the same data and gives what it printed.
    pub(crate) fn fumin(&self, arguments: &[&str], input: &str) -> String {
        let mut command = Command::new(binary());
        command.args(arguments).arg("--data").arg(self.data.path());
        let piped = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = piped.spawn().unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(input.as_bytes())
            .unwrap();
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "fumin {arguments:?}: {said}{complaint}"
        );
        said
    }

    /// A file beside the portal's data, for a person to choose.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.data.path().join(name);
        std::fs::write(&file, bytes).unwrap();
        file
    }

    /// The newest sign-in code that went to a phone.
    pub(crate) fn code_for(&self, phone: &str) -> String {
        let outbox = self.fumin(&["admin", "outbox", "--limit", "200"], "");
        let line = outbox.lines().find(|line| line.contains(phone));
        let line = line.unwrap_or_else(|| panic!("no code went to {phone}:\n{outbox}"));
        let words = line.rsplit(phone).next().unwrap_or_default();
        let mut runs = words.split(|letter: char| !letter.is_ascii_digit());
        let code = runs.find(|run| run.len() == 6);
        code.unwrap_or_else(|| panic!("no code in {line}"))
            .to_owned()
    }

    /// The last lines of the server's log.
    fn log_tail(&self) -> String {
        let mut log = String::new();
        let file = File::open(self.data.path().join("server.log"));
        let _ = file.map(|mut file| file.read_to_string(&mut log));
        let lines: Vec<&str> = log.lines().rev().take(12).collect();
        lines.into_iter().rev().collect::<Vec<_>>().join("\n")
    }
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

fn serve(data: &Path, listen: &str) -> (Child, String) {
    let log = File::options()
        .create(true)
        .append(true)
        .open(data.join("server.log"))
        .unwrap();
    let mut process = Command::new(binary())
        .args([
            "serve",
            "--listen",
            listen,
            "--admin-listen",
            "127.0.0.1:0",
            "--data",
        ])
        .arg(data)
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
        let log = std::fs::read_to_string(data.join("server.log")).unwrap_or_default();
        panic!("the server did not start: {log}");
    };
    // Whatever it says later must not block it.
    std::thread::spawn(move || lines.for_each(drop));
    (process, origin)
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// `FUMIN_BIN`, or what `cargo build -p server` leaves in the target folder.
fn binary() -> PathBuf {
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
    for bundle in ["residents", "eligibility", "track", "my", "apply", "staff"] {
        let page = root().join("dist").join(bundle).join("index.html");
        assert!(
            page.is_file(),
            "{} is missing: run script/build-front first, or script/test",
            page.display()
        );
    }
}
