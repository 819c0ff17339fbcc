//! What was acknowledged survives the death of the process, and a dead server does not hold its folder.

use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Command, Stdio},
};

use store::{Location, Store, StoreError, sequences};

const FOLDER: &str = "STORE_DURABILITY_FOLDER";
const MARK: &str = "acknowledged ";
const ROUNDS: usize = 5;
const ACKNOWLEDGED_PER_ROUND: i64 = 40;

/// The process that dies: this same test binary, told by a variable to write until it is killed.
#[test]
fn writer_process() {
    let Ok(folder) = std::env::var(FOLDER) else {
        return;
    };
    let store = Store::open(&Location::in_folder(Path::new(&folder))).unwrap();
    let mut out = std::io::stdout();
    loop {
        let number = store.write_blocking(|tx| sequences::next(tx, "n")).unwrap();
        writeln!(out, "{MARK}{number}").unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn a_killed_writer_loses_nothing_it_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = 0;
    for _ in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer_process", "--nocapture"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let goal = last + ACKNOWLEDGED_PER_ROUND;
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        for line in lines {
            let line = line.unwrap();
            let Some((_, number)) = line.split_once(MARK) else {
                continue;
            };
            let number: i64 = number.parse().unwrap();
            assert!(number > last, "{number} came after {last}");
            last = number;
            if last >= goal {
                break;
            }
        }
        assert!(last >= goal, "the writer ended by itself after {last}");
        child.kill().unwrap();
        child.wait().unwrap();
        let store = Store::open(&Location::in_folder(folder.path())).unwrap();
        let next = store.write_blocking(|tx| sequences::next(tx, "n")).unwrap();
        assert!(next > last, "{last} was acknowledged, but {next} follows");
        let sound = store.read(|connection| connection.query("PRAGMA integrity_check", &[]));
        assert_eq!(
            sound.unwrap().first().map(|row| row.get::<String>(0)),
            Some(Ok::<_, StoreError>("ok".into()))
        );
        last = next;
        store.close();
    }
}
