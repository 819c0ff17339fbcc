//! What the real program refuses to start on, in one line that says what to do.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use super::moto::Moto;
use super::{BUCKET, Environment, environment};

struct Refusal {
    code: Option<i32>,
    words: String,
}

fn serve(data: &Path, uploads: &str, settings: &Environment) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_fumin"));
    command
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--admin-listen",
            "127.0.0.1:0",
        ])
        .args(["--uploads", uploads, "--data"])
        .arg(data);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    command.envs(settings);
    command
}

/// What a server that starts says first.
fn first_line(uploads: &str, settings: &Environment) -> String {
    let data = tempfile::tempdir().unwrap();
    let mut child = serve(data.path(), uploads, settings)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let read = out.read_line(&mut line);
    child.kill().unwrap();
    child.wait().unwrap();
    read.unwrap();
    line
}

fn refusal(uploads: &str, settings: &Environment) -> Refusal {
    let data = tempfile::tempdir().unwrap();
    let output = serve(data.path(), uploads, settings)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .unwrap();
    Refusal {
        code: output.status.code(),
        words: String::from_utf8(output.stderr).unwrap(),
    }
}

fn check(uploads: &str, settings: &Environment, code: i32, words: &str) {
    let refusal = refusal(uploads, settings);
    assert!(refusal.words.contains(words), "{}", refusal.words);
    assert_eq!(refusal.code, Some(code), "{}", refusal.words);
    assert_eq!(refusal.words.trim().lines().count(), 1, "{}", refusal.words);
}

fn with(mut settings: Environment, name: &str, value: &str) -> Environment {
    settings.insert(name.to_owned(), value.to_owned());
    settings
}

#[test]
fn settings_that_cannot_be() {
    let good = environment(1);
    let missing = Environment::new();
    check(
        "s3://papers",
        &missing,
        78,
        "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
    );
    let elsewhere = with(good.clone(), "AWS_ENDPOINT_URL", "http://192.0.2.1:9000");
    check("s3://papers", &elsewhere, 78, "is not loopback");
    let unknown = refusal("ftp://papers", &good);
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown.words.contains("write s3://BUCKET"),
        "{}",
        unknown.words
    );
}

#[test]
fn a_store_that_is_not_there() {
    // Nothing listens on a port that was just given back.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    check("s3://papers", &environment(port), 69, "does not answer");
}

#[test]
fn a_bucket_that_is_not_there() {
    let moto = Moto::start();
    let settings = environment(moto.port());
    check(
        "s3://others",
        &settings,
        78,
        "there is no bucket \"others\"",
    );
}

#[test]
fn a_store_behind_tls_must_show_a_certificate_that_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let (moto, certificate) = Moto::start_tls(folder.path());
    let endpoint = format!("https://127.0.0.1:{}", moto.port());
    let settings = with(environment(moto.port()), "AWS_ENDPOINT_URL", &endpoint);
    check("s3://papers", &settings, 69, "does not answer");
    let known = with(settings, "SSL_CERT_FILE", certificate.to_str().unwrap());
    check("s3://papers", &known, 78, "there is no bucket");
}

#[test]
fn keys_that_are_not_right() {
    let (moto, id, secret) = Moto::start_strict();
    let settings = environment(moto.port());
    let uploads = format!("s3://{BUCKET}");
    check(&uploads, &settings, 78, "the store refuses the keys");
    let known = with(settings, "AWS_ACCESS_KEY_ID", &id);
    check(&uploads, &known, 78, "the store refuses the keys");

    let right = with(known, "AWS_SECRET_ACCESS_KEY", &secret);
    assert!(first_line(&uploads, &right).contains("http://127.0.0.1:"));
}
