//! Portals on a wall clock of their own, so that days and weeks pass in a journey.

use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use domain::Date;

use super::{Portal, Setup};

impl Portal {
    /// Starts one at ten in the morning of a day.
    pub(crate) fn start_on(day: &str) -> Self {
        Self::by_clock(|clock| clock.put(day))
    }

    /// Starts one at the time that it is, on a clock that can be put ahead.
    pub(crate) fn start_by_clock() -> Self {
        Self::by_clock(|clock| clock.put_ahead(Duration::ZERO))
    }

    fn by_clock(put: impl FnOnce(&Clock)) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let clock = Clock::below(scratch.path());
        put(&clock);
        let setup = Setup {
            variables: clock.variables(),
            ..Setup::default()
        };
        Self::start_in(scratch, setup)
    }

    /// Ends it and starts it again at ten in the morning of a later day, which somebody confirms: every session is over.
    pub(crate) fn go_on(&mut self, day: &str) {
        self.kill();
        Clock::below(self.scratch.path()).put(day);
        self.fumin(&["admin", "confirm-clock"], "");
        self.restart();
    }

    /// The same on a day so near that it needs nobody's word: sessions go on.
    pub(crate) fn go_on_soon(&mut self, day: &str) {
        self.kill();
        Clock::below(self.scratch.path()).put(day);
        self.restart();
    }

    /// Ends it and starts it again so much later.
    pub(crate) fn go_ahead(&mut self, by: Duration) {
        self.kill();
        Clock::below(self.scratch.path()).put_ahead(by);
        self.restart();
    }
}

/// A wall clock of the server's own, by libfaketime, which reads how far it is off from a file.
struct Clock(PathBuf);

impl Clock {
    fn below(folder: &Path) -> Self {
        Self(folder.join("clock"))
    }

    /// Ten in the morning of a day, for whatever starts from now on.
    fn put(&self, day: &str) {
        let morning_ms = Date::parse_iso(day).unwrap().start_ms_shanghai() + 10 * 3_600_000;
        let now = UNIX_EPOCH.elapsed().unwrap().as_secs();
        let seconds = morning_ms / 1000 - i64::try_from(now).unwrap();
        std::fs::write(&self.0, format!("{seconds:+}\n")).unwrap();
    }

    /// This much later than it is, for whatever starts from now on.
    fn put_ahead(&self, by: Duration) {
        std::fs::write(&self.0, format!("+{}\n", by.as_secs())).unwrap();
    }

    fn variables(&self) -> Vec<(&'static str, String)> {
        let file = self.0.to_str().unwrap().to_owned();
        let library = "/usr/$LIB/faketime/libfaketimeMT.so.1".to_owned();
        vec![
            ("LD_PRELOAD", library),
            ("FAKETIME_TIMESTAMP_FILE", file),
            // Only the wall clock: what counts the time that passes cannot be set.
            ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
            ("NO_FAKE_STAT", "1".to_owned()),
        ]
    }
}
