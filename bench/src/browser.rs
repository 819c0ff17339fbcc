//! The engine as the browser has it: built for wasm32, run in Node, asked the same as the native one.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use crate::{Fault, repository::root, worker::Worker};

/// Builds the module with the profile of what is shipped and joins it with JavaScript for Node. Needs the tools of `script/setup`.
///
/// # Errors
/// When a tool is missing or fails.
pub fn build() -> Result<PathBuf, Fault> {
    let target =
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from);
    // A folder of its own: whoever runs the tests may hold the lock of the other.
    let target = target.join("receipts");
    run(Command::new("cargo")
        .args(["build", "--locked", "--quiet", "-p", "bench-wasm", "--lib"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--profile", "wasm-release", "--target-dir"])
        .arg(&target)
        .current_dir(root()))?;
    let module = target.join("wasm32-unknown-unknown/wasm-release/bench_wasm.wasm");
    let out = target.join("node");
    run(Command::new("wasm-bindgen")
        .args(["--target", "nodejs", "--out-dir"])
        .args([&out, &module]))?;
    Ok(out.join("bench_wasm.js"))
}

fn run(command: &mut Command) -> Result<(), Fault> {
    let told = format!("{command:?}");
    let status = command
        .status()
        .map_err(|error| Fault::new(format!("{told}: {error}; run script/setup --tests")))?;
    Fault::unless(status.success(), || format!("{told}: {status}"))
}

/// A Node process with the engine in it. Ends when dropped.
#[derive(Debug)]
pub struct Node(Worker);

impl Node {
    /// Starts Node with a module of [`build`] and a compiled pack in a file.
    ///
    /// # Errors
    /// When Node does not start.
    pub fn start(module: &Path, pack: &Path) -> Result<Self, Fault> {
        let mut command = Command::new("node");
        command
            .arg(root().join("bench/wasm/node.cjs"))
            .args([module, pack]);
        Worker::start(&mut command).map(Self)
    }

    /// Asks for the digest of what the engine says to people, a line each, without waiting for it.
    ///
    /// # Errors
    /// When Node has gone.
    pub fn ask_digest(&mut self, day: &str, people: &str) -> Result<(), Fault> {
        let request = json!({ "ask": "digest", "day": day, "people": people });
        self.0.ask(&request)
    }

    /// What the engine says to people, as a text.
    ///
    /// # Errors
    /// When Node has gone, or answers no text.
    pub fn text(&mut self, day: &str, people: &str) -> Result<String, Fault> {
        let request = json!({ "ask": "text", "day": day, "people": people });
        match self.0.reply(&request)? {
            Value::String(text) => Ok(text),
            other => Err(Fault::new(other)),
        }
    }

    /// The next answer.
    ///
    /// # Errors
    /// When Node has gone, or answers no JSON.
    pub fn answer(&mut self) -> Result<Value, Fault> {
        self.0.answer()
    }

    /// Asks one of the questions of `node.cjs`, and waits.
    ///
    /// # Errors
    /// When Node has gone, or answers no JSON.
    pub fn reply(&mut self, request: &Value) -> Result<Value, Fault> {
        self.0.reply(request)
    }
}
