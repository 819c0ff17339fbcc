//! Knows whether a connection has been without a request for too long.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// Requests running on one connection.
#[derive(Clone, Debug)]
pub(super) struct Activity(Arc<watch::Sender<usize>>);

impl Default for Activity {
    fn default() -> Self {
        Self(Arc::new(watch::channel(0).0))
    }
}

/// One request; dropping it ends it, whether or not it was answered.
#[derive(Debug)]
pub(super) struct Running(Activity);

impl Drop for Running {
    fn drop(&mut self) {
        self.0
            .0
            .send_modify(|running| *running = running.saturating_sub(1));
    }
}

impl Activity {
    pub(super) fn begin(&self) -> Running {
        self.0.send_modify(|running| *running += 1);
        Running(self.clone())
    }

    /// Resolves once no request has run for the whole of `limit`.
    pub(super) async fn idle_for(&self, limit: Duration) {
        let mut changes = self.0.subscribe();
        loop {
            let idle = *changes.borrow_and_update() == 0;
            if !idle {
                if changes.changed().await.is_err() {
                    return;
                }
            } else if tokio::time::timeout(limit, changes.changed())
                .await
                .is_err()
            {
                return;
            }
        }
    }
}
