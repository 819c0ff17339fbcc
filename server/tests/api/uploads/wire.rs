//! The line between the portal and the store of papers, which a test can cut.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// No cut.
const WHOLE: usize = usize::MAX;

/// The line; it lets everything through until it is cut.
pub(super) struct Wire {
    port: u16,
    line: Arc<Line>,
}

struct Line {
    /// After how many bytes from the portal each connection is cut.
    bytes: AtomicUsize,
    /// How many connections are cut at once before the others pass.
    once: AtomicUsize,
}

impl Wire {
    /// A line to this port of loopback.
    pub(super) fn to(port: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap().port();
        let line = Arc::new(Line {
            bytes: AtomicUsize::new(WHOLE),
            once: AtomicUsize::new(0),
        });
        let shared = line.clone();
        std::thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                let line = shared.clone();
                std::thread::spawn(move || line.carry(near, port));
            }
        });
        Self { port: own, line }
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }

    /// From now on every connection is cut after so many bytes from the portal.
    pub(super) fn cut_after(&self, bytes: usize) {
        self.line.bytes.store(bytes, Ordering::SeqCst);
    }

    /// The next connection, or the next request on one that is open, is cut; those after it pass.
    pub(super) fn cut_once(&self) {
        self.line.once.store(1, Ordering::SeqCst);
    }

    pub(super) fn mend(&self) {
        self.cut_after(WHOLE);
    }
}

impl Line {
    fn carry(&self, near: TcpStream, port: u16) {
        let Ok(far) = TcpStream::connect(("127.0.0.1", port)) else {
            return;
        };
        let (mut back_from, mut back_to) = (far.try_clone().unwrap(), near.try_clone().unwrap());
        let back = std::thread::spawn(move || {
            let _ = std::io::copy(&mut back_from, &mut back_to);
            let _ = back_to.shutdown(Shutdown::Both);
        });
        self.forward(&near, &far);
        let _ = far.shutdown(Shutdown::Both);
        let _ = near.shutdown(Shutdown::Both);
        let _ = back.join();
    }

    /// Until an end, or the cut. What was carried before the cut was asked for does not count.
    fn forward(&self, mut near: &TcpStream, mut far: &TcpStream) {
        let (mut carried, mut part) = (0, vec![0; 16 * 1024]);
        while let Ok(length) = near.read(&mut part) {
            let limit = self.bytes.load(Ordering::SeqCst);
            if limit == WHOLE {
                carried = 0;
            }
            let is_cut = self
                .once
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                    left.checked_sub(1)
                })
                .is_ok();
            let passes = limit.saturating_sub(carried).min(length);
            if length == 0 || is_cut || far.write_all(&part[..passes]).is_err() || passes < length {
                return;
            }
            carried += length;
        }
    }
}
