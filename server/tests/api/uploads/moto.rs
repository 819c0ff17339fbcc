//! A real S3-speaking server of a test's own, on a free port of loopback; it ends with the test.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::BUCKET;

/// The server.
pub(super) struct Moto {
    child: Child,
    port: u16,
}

/// What requests about accounts are told apart by; the server does not look at the signature before it is told to.
const ACCOUNTS: &str = "authorization: AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/iam/aws4_request, \
    SignedHeaders=host, Signature=x\r\ncontent-type: application/x-www-form-urlencoded\r\n";

/// The owner's own look at an object.
const OBJECTS: &str = "authorization: AWS4-HMAC-SHA256 Credential=key/20260101/us-east-1/s3/aws4_request, \
    SignedHeaders=host, Signature=x\r\n";

impl Moto {
    /// On a free port, with an empty bucket.
    pub(super) fn start() -> Self {
        Self::start_on(0)
    }

    /// On this port, as after a restart that lost everything.
    pub(super) fn start_on(port: u16) -> Self {
        let moto = Self::spawn(port, None);
        moto.make_bucket();
        moto
    }

    /// One that looks at signatures, with the only key that it takes.
    pub(super) fn start_strict() -> (Self, String, String) {
        let moto = Self::spawn(0, Some(4));
        moto.account("Action=CreateUser&UserName=fumin");
        let made = moto.account("Action=CreateAccessKey&UserName=fumin");
        moto.account(
            "Action=PutUserPolicy&UserName=fumin&PolicyName=all&PolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C\
             %22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22*%22%2C%22Resource%22%3A%22*%22%7D%5D%7D",
        );
        moto.make_bucket();
        let part = |name: &str| {
            let (_, rest) = made.split_once(&format!("<{name}>")).unwrap();
            rest.split_once('<').unwrap().0.to_owned()
        };
        let (id, secret) = (part("AccessKeyId"), part("SecretAccessKey"));
        (moto, id, secret)
    }

    /// One that speaks TLS, with a certificate of its own and no bucket; the certificate is left in the folder.
    pub(super) fn start_tls(folder: &Path) -> (Self, PathBuf) {
        let (certificate, key) = (folder.join("cert.pem"), folder.join("key.pem"));
        let mut make = program("python");
        make.args(["-c", MAKE_CERTIFICATE])
            .args([&certificate, &key]);
        assert!(make.status().unwrap().success());
        let mut command = program("moto_server");
        command.args(["-p", "0", "-c"]).arg(&certificate);
        command.arg("-k").arg(&key);
        (Self::of(command), certificate)
    }

    fn spawn(port: u16, strict_after: Option<u32>) -> Self {
        let mut command = program("moto_server");
        command.args(["-p", &port.to_string()]);
        if let Some(actions) = strict_after {
            command.env("INITIAL_NO_AUTH_ACTION_COUNT", actions.to_string());
        }
        Self::of(command)
    }

    fn of(mut command: Command) -> Self {
        command
            .args(["-H", "127.0.0.1"])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap_or_else(|error| {
            panic!("{command:?} does not start ({error}): run script/setup --tests")
        });
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let port = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.rsplit_once("://127.0.0.1:")?.1.trim().parse().ok())
            .unwrap();
        // It writes a line for every request; one that nobody reads would stop it in the end.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, port }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// Ends it, as a power cut would.
    pub(super) fn end(self) {
        drop(self);
    }

    fn make_bucket(&self) {
        let (status, body) = self.request("PUT", &format!("/{BUCKET}"), "", b"");
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&body));
    }

    fn account(&self, form: &str) -> String {
        let (status, body) = self.request("POST", "/", ACCOUNTS, form.as_bytes());
        let body = String::from_utf8(body).unwrap();
        assert_eq!(status, 200, "{body}");
        body
    }

    /// What lies in the bucket.
    pub(super) fn names(&self) -> Vec<String> {
        let (status, body) = self.request("GET", &format!("/{BUCKET}?list-type=2"), "", b"");
        let body = String::from_utf8(body).unwrap();
        assert_eq!(status, 200, "{body}");
        body.split("<Key>")
            .skip(1)
            .map(|rest| rest.split_once('<').unwrap().0.to_owned())
            .collect()
    }

    pub(super) fn get(&self, name: &str) -> Vec<u8> {
        let (status, body) = self.request("GET", &format!("/{BUCKET}/{name}"), OBJECTS, b"");
        assert_eq!(status, 200);
        body
    }

    pub(super) fn put(&self, name: &str, body: &[u8]) {
        let (status, _) = self.request("PUT", &format!("/{BUCKET}/{name}"), OBJECTS, body);
        assert_eq!(status, 200);
    }

    pub(super) fn delete(&self, name: &str) {
        let (status, _) = self.request("DELETE", &format!("/{BUCKET}/{name}"), OBJECTS, b"");
        assert_eq!(status, 204);
    }

    fn request(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n{headers}content-length: {}\r\n\r\n",
            body.len()
        )
        .unwrap();
        stream.write_all(body).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer
            .windows(4)
            .position(|part| part == b"\r\n\r\n")
            .unwrap();
        let head = String::from_utf8_lossy(&answer[..end]).into_owned();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, answer[end + 4..].to_vec())
    }
}

/// A certificate for this machine that is its own authority.
const MAKE_CERTIFICATE: &str = r#"
import datetime, ipaddress, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "example")])
now, day = datetime.datetime.now(datetime.timezone.utc), datetime.timedelta(days=1)
names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
cert = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    .serial_number(1).not_valid_before(now - day).not_valid_after(now + day)
    .add_extension(names, False).sign(key, hashes.SHA256()))
pem = serialization.Encoding.PEM
open(sys.argv[1], "wb").write(cert.public_bytes(pem))
open(sys.argv[2], "wb").write(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
"#;

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program(name: &str) -> Command {
    Command::new(tools().join("moto/bin").join(name))
}

/// Where script/setup --tests puts it.
fn tools() -> PathBuf {
    std::env::var_os("FUMIN_TOOLS").map_or_else(
        || {
            let cache = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
            let home = PathBuf::from(std::env::var_os("HOME").unwrap_or_default());
            cache
                .unwrap_or_else(|| home.join(".cache"))
                .join("fumin/tools")
        },
        PathBuf::from,
    )
}
