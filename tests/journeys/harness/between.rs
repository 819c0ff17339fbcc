//! Something between browser and portal that answers otherwise now and then: a newer build, a broken one, nothing.

use std::sync::{Arc, Mutex};

use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};

use super::Portal;

/// What the browser gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// What the portal answers.
    Straight,
    /// The portal as a newer build would answer: another service worker, another first page.
    Newer,
    /// The newer worker, but its first page is not there.
    Missing,
    /// The newer worker, but its first page comes half.
    Short,
    /// The newer worker, but the first page of the old build.
    Mixed,
    /// The newer worker and all of its files, but the app of its first page stops as soon as it starts.
    Trapping,
    /// The newer worker and all of its files, on a device that has no room left once they are there and falters once.
    Full,
    /// The newer worker and all of its files, on a device that says it has no room for them.
    Cramped,
    /// A worker as an early version may have had it.
    Ancient,
    /// The portal's pages, and nothing of what they ask it: that is accepted, and no answer comes.
    Silent,
    /// The same, but each answer begins and does not go on.
    Halting,
}

/// Listens on a port of its own and asks the portal.
pub(crate) struct Between {
    /// `http://127.0.0.1:<port>`.
    pub(crate) origin: String,
    line: Arc<Mutex<Line>>,
    task: tokio::task::JoinHandle<()>,
}

impl Between {
    /// Starts it.
    pub(crate) async fn start(portal: &Portal, line: Line) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let line = Arc::new(Mutex::new(line));
        let (upstream, kept) = (portal.origin.clone(), Arc::clone(&line));
        let task = tokio::spawn(async move {
            let http = reqwest::Client::new();
            while let Ok((stream, _)) = listener.accept().await {
                let line = Arc::clone(&kept);
                tokio::spawn(answer(stream, http.clone(), upstream.clone(), line));
            }
        });
        Self { origin, line, task }
    }

    /// Answers otherwise from now on.
    pub(crate) fn set(&self, line: Line) {
        *self.line.lock().unwrap() = line;
    }
}

impl Drop for Between {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// The first page as the worker asks for it.
const PAGE: &str = "/index.html";

const WASM: &str = "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/wasm\r\n";

/// What marks the first page of the newer build.
pub(crate) const MARK: &str = "<meta name=\"build\" content=\"newer\">";

/// A module whose start function is `unreachable`.
const TRAP: &[u8] =
    b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x08\x01\0\x0a\x05\x01\x03\0\0\x0b";
/// What its file is named by.
const TRAP_HASH: &str = "00000000000000ee";

/// Takes a device's room away as soon as the worker is installed, and cannot be read when first a page is asked for.
const NO_ROOM: &[u8] = b"
const { put, keys } = Cache.prototype;
Cache.prototype.put = function (...said) {
  return registration.installing ? put.apply(this, said) : Promise.reject(new DOMException('full', 'QuotaExceededError'));
};
Cache.prototype.keys = () => {
  Cache.prototype.keys = keys;
  return Promise.reject(new DOMException('busy', 'UnknownError'));
};";

/// What a device without room tells the worker.
const CRAMPED: &[u8] =
    b"\nnavigator.storage.estimate = async () => ({ quota: 1000000, usage: 999999 });";

const ANCIENT: &str = "addEventListener('install', event => event.waitUntil(caches.open('fumin-early').then(cache => cache.put('/courses', new Response('early')))));
addEventListener('activate', event => event.waitUntil(clients.claim()));";

/// An answer that has begun.
const BEGUN: &[u8] =
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2000\r\n\r\n";

/// What of a request the portal is told: who asks, and what.
const TOLD: [&str; 4] = [
    "cookie",
    "content-type",
    "idempotency-key",
    "sec-fetch-site",
];

/// What a browser asks.
struct Asked {
    method: String,
    path: String,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Asked {
    /// Asks the portal the same.
    async fn send(self, http: &reqwest::Client, upstream: &str) -> Option<reqwest::Response> {
        let method = self.method.parse().ok()?;
        let mut request = http.request(method, format!("{upstream}{}", self.path));
        for (name, value) in self.headers {
            if TOLD.contains(&name.as_str()) {
                request = request.header(name, value);
            }
        }
        request.body(self.body).send().await.ok()
    }
}

async fn read_request(stream: &mut BufReader<TcpStream>) -> Option<Asked> {
    let mut first = String::new();
    stream.read_line(&mut first).await.ok()?;
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        if stream.read_line(&mut header).await.ok()? == 0 {
            return None;
        }
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, length)| length.parse().ok());
    let mut body = vec![0; length.unwrap_or(0)];
    stream.read_exact(&mut body).await.ok()?;
    let mut words = first.split(' ');
    let method = words.next()?.to_owned();
    let path = words.next()?.to_owned();
    Some(Asked {
        method,
        path,
        headers,
        body,
    })
}

async fn answer(
    stream: TcpStream,
    http: reqwest::Client,
    upstream: String,
    line: Arc<Mutex<Line>>,
) {
    let mut stream = BufReader::new(stream);
    let Some(asked) = read_request(&mut stream).await else {
        return;
    };
    // Looked at only now: browsers open connections before they need them.
    let line = *line.lock().unwrap();
    let path = asked.path.clone();
    if matches!(line, Line::Silent | Line::Halting) && path.starts_with("/api/") {
        if line == Line::Halting {
            let _ = stream.write_all(BEGUN).await;
        }
        // Until the browser gives up.
        let _ = stream.read_to_end(&mut Vec::new()).await;
        return;
    }
    let Some(found) = asked.send(&http, &upstream).await else {
        return;
    };
    let mut head = format!("HTTP/1.1 {}\r\nconnection: close\r\n", found.status());
    for (name, value) in found.headers() {
        let is_ours =
            !["content-length", "transfer-encoding", "connection"].contains(&name.as_str());
        // The newer page has a script and a style of its own name; its policy is the same.
        if is_ours && let Ok(value) = value.to_str() {
            head += &format!("{name}: {value}\r\n");
        }
    }
    let body = found.bytes().await.unwrap_or_default().to_vec();
    let (head, body) = twisted(line, &path, &upstream, &http, head, body).await;
    let whole = format!("{head}content-length: {}\r\n\r\n", body.len());
    let _ = stream.write_all(whole.as_bytes()).await;
    let sent = if line == Line::Short && path == PAGE {
        body.get(..body.len() / 2).unwrap_or_default()
    } else {
        &body
    };
    let _ = stream.write_all(sent).await;
    let _ = stream.shutdown().await;
}

async fn twisted(
    line: Line,
    path: &str,
    upstream: &str,
    http: &reqwest::Client,
    head: String,
    body: Vec<u8>,
) -> (String, Vec<u8>) {
    match (line, path) {
        (Line::Straight, _) | (Line::Mixed, "/" | PAGE) => (head, body),
        (Line::Ancient, "/sw.js") => (head, ANCIENT.into()),
        (Line::Missing, "/" | PAGE) => (head.replacen("200 OK", "404 Not Found", 1), Vec::new()),
        (Line::Newer | Line::Short | Line::Full | Line::Cramped, "/" | PAGE) => {
            (head, newer(&body))
        }
        (Line::Trapping, "/" | PAGE) => (head, trapping(&body)),
        (Line::Trapping, _) if path.contains(TRAP_HASH) => (WASM.into(), TRAP.into()),
        (Line::Trapping, "/sw.js") => {
            let page = http.get(format!("{upstream}{PAGE}")).send().await.unwrap();
            let page = page.bytes().await.unwrap().to_vec();
            (head, trapping_worker(&body, &page))
        }
        (_, "/sw.js") => {
            let page = http.get(format!("{upstream}{PAGE}")).send().await.unwrap();
            let page = page.bytes().await.unwrap().to_vec();
            let mut worker = newer_worker(&body, &page);
            match line {
                Line::Full => worker.extend_from_slice(NO_ROOM),
                Line::Cramped => worker.extend_from_slice(CRAMPED),
                _ => {}
            }
            (head, worker)
        }
        _ => (head, body),
    }
}

fn newer(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    page.replacen("<title>", &format!("{MARK}<title>"), 1)
        .into()
}

/// The worker of a build that differs in its first page.
fn newer_worker(worker: &[u8], page: &[u8]) -> Vec<u8> {
    let text = renamed(&String::from_utf8_lossy(worker), "00000000000000ff");
    text.replace(&hash(page), &hash(&newer(page))).into()
}

/// The worker of a build of another name.
fn renamed(text: &str, name: &str) -> String {
    let mut after = text.split("fumin-").filter_map(|rest| rest.get(..16));
    let old = after.find(|name| name.bytes().all(|byte| byte.is_ascii_hexdigit()));
    text.replace(old.expect("the worker's name"), name)
}

/// The first page of a build whose app is the trap.
fn trapping(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    page.replace(app_hash(&page), TRAP_HASH).into()
}

fn trapping_worker(worker: &[u8], page: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(worker).replace(&hash(page), &hash(&trapping(page)));
    let name = app_hash(&String::from_utf8_lossy(page)).to_owned();
    // `"/residents-<name>_bg.wasm":"<the first 8 bytes of its SHA-256>"`
    let (before, after) = text.split_once(&format!("{name}_bg.wasm")).unwrap();
    let begin = after
        .find(|letter: char| letter.is_ascii_hexdigit())
        .unwrap();
    let rest = after.get(begin + 16..).unwrap();
    let between = after.get(..begin).unwrap();
    let text = format!("{before}{TRAP_HASH}_bg.wasm{between}{}{rest}", hash(TRAP));
    renamed(&text, "00000000000000dd").into()
}

/// What the file of the page's app is named by.
fn app_hash(page: &str) -> &str {
    let (before, _) = page.split_once("_bg.wasm").expect("the page's app");
    before.rsplit('-').next().unwrap_or_default()
}

/// The first 8 bytes of it, as the worker knows files.
fn hash(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
