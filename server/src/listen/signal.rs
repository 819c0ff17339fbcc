//! The signals that end the process politely.

use std::io;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

/// A flag that turns true on SIGTERM or SIGINT.
///
/// # Errors
/// When the process may not listen for signals.
pub fn stop_flag() -> io::Result<watch::Receiver<bool>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let (stop, flag) = watch::channel(false);
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: open requests may finish");
        let _ = stop.send(true);
        // The sender lives until the last listener is gone, so that nobody mistakes its end for a signal.
        stop.closed().await;
    });
    Ok(flag)
}

/// Lets the process hold as many connections as the system permits it.
pub fn raise_file_limit() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    let raised = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    if limit.current < limit.maximum && setrlimit(Resource::Nofile, raised).is_err() {
        tracing::warn!("could not raise the limit of open files");
    }
}
