//! A line to the database that can be cut where it hurts.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

/// Where the next line is cut, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    Never,
    /// The server never hears of the commit.
    BeforeCommit,
    /// The server has committed, and nobody hears of it.
    AfterCommit,
    /// Whatever is on its way, after some more pieces of it.
    After {
        pieces: usize,
    },
}

const NEVER: usize = 0;
const BEFORE_COMMIT: usize = 1;
const AFTER_COMMIT: usize = 2;
const AFTER_PIECES: usize = 3;

/// Passes everything on until it is told where to cut.
pub(super) struct Proxy {
    pub(super) port: u16,
    armed: Arc<AtomicUsize>,
    cuts: Arc<AtomicUsize>,
}

impl Proxy {
    /// In front of a server.
    pub(super) fn start(server: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let (armed, cuts) = (Arc::default(), Arc::default());
        let line = Line {
            armed: Arc::clone(&armed),
            cuts: Arc::clone(&cuts),
        };
        let server = server.to_owned();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let Ok(server) = TcpStream::connect(&server) else {
                    continue;
                };
                line.join(client, server);
            }
        });
        Self { port, armed, cuts }
    }

    pub(super) fn arm(&self, cut: Cut) {
        let armed = match cut {
            Cut::Never => NEVER,
            Cut::BeforeCommit => BEFORE_COMMIT,
            Cut::AfterCommit => AFTER_COMMIT,
            Cut::After { pieces } => AFTER_PIECES + pieces,
        };
        self.armed.store(armed, Ordering::SeqCst);
    }

    /// How often a line was cut.
    pub(super) fn cuts(&self) -> usize {
        self.cuts.load(Ordering::SeqCst)
    }
}

#[derive(Clone)]
struct Line {
    armed: Arc<AtomicUsize>,
    cuts: Arc<AtomicUsize>,
}

impl Line {
    fn join(&self, client: TcpStream, server: TcpStream) {
        for stream in [&client, &server] {
            stream.set_nodelay(true).unwrap();
        }
        let (up, down) = (self.clone(), self.clone());
        let (to_server, from_client) = (server.try_clone().unwrap(), client.try_clone().unwrap());
        let is_mute = Arc::new(AtomicBool::new(false));
        let mutes = Arc::clone(&is_mute);
        thread::spawn(move || up.carry(from_client, to_server, true, &mutes));
        thread::spawn(move || down.carry(server, client, false, &is_mute));
    }

    /// `is_mute` is set when the server's next words are to reach nobody.
    fn carry(&self, mut from: TcpStream, mut to: TcpStream, is_up: bool, is_mute: &AtomicBool) {
        let mut piece = [0; 64 * 1024];
        while let Ok(length @ 1..) = from.read(&mut piece) {
            let piece = &piece[..length];
            let is_commit = is_up && piece.windows(7).any(|word| word == b"COMMIT;");
            if self.is_due(BEFORE_COMMIT, is_commit) || self.is_out_of_pieces() {
                break;
            }
            if self.is_due(AFTER_COMMIT, is_commit) {
                is_mute.store(true, Ordering::SeqCst);
            }
            // The server's word that it has committed gets to here and no further.
            if (!is_up && is_mute.load(Ordering::SeqCst)) || to.write_all(piece).is_err() {
                break;
            }
        }
        for stream in [&from, &to] {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    fn is_due(&self, cut: usize, is_here: bool) -> bool {
        let order = Ordering::SeqCst;
        let is_due = is_here
            && self
                .armed
                .compare_exchange(cut, NEVER, order, order)
                .is_ok();
        self.cuts.fetch_add(usize::from(is_due), order);
        is_due
    }

    fn is_out_of_pieces(&self) -> bool {
        let order = Ordering::SeqCst;
        let one_less = |armed: usize| (armed > AFTER_PIECES).then(|| armed - 1);
        let is_last = self.armed.fetch_update(order, order, one_less) == Ok(AFTER_PIECES + 1);
        if is_last {
            self.armed.store(NEVER, order);
            self.cuts.fetch_add(1, order);
        }
        is_last
    }
}
