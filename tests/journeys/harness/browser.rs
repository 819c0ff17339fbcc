//! Chromium behind a ChromeDriver of its own.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;
use thirtyfour::{
    ChromiumLikeCapabilities as _, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver,
};

use super::{Portal, Tab};

/// What the journey is walked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// 360×640, as the cheapest phones in the villages have it.
    Phone,
    /// 320×640: the smallest phone, and a desktop at 400 %.
    Narrow,
    /// 1280×800.
    Desktop,
}

impl Screen {
    pub(super) const fn size(self) -> (u32, u32) {
        match self {
            Self::Phone => (360, 640),
            Self::Narrow => (320, 640),
            Self::Desktop => (1280, 800),
        }
    }
}

/// How often a driver is started until one finds a port.
const TRIES: usize = 5;

/// A driver that leaves what it writes in a folder, and its port; none when it ends before it has one.
fn start_driver(traces: &Path) -> Option<(Child, u16)> {
    let mut driver = Command::new("chromedriver")
        .args(["--port=0"])
        .env("TMPDIR", traces)
        .env("HOME", traces)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|error| {
            panic!("chromedriver does not start ({error}): run script/setup --tests")
        });
    let mut lines = BufReader::new(driver.stdout.take().unwrap()).lines();
    let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
        let rest = line.split_once("successfully on port ")?.1;
        rest.trim_end_matches('.').parse().ok()
    });
    let Some(port) = port else {
        let _ = driver.kill();
        let _ = driver.wait();
        return None;
    };
    std::thread::spawn(move || lines.for_each(drop));
    Some((driver, port))
}

/// A ChromeDriver and everything it leaves on the disk; both gone on drop.
pub(crate) struct Browser {
    driver: Child,
    port: u16,
    screen: Screen,
    traces: TempDir,
}

impl Browser {
    /// Starts the driver; the browser itself comes with the first tab.
    pub(crate) fn start(screen: Screen) -> Self {
        let traces = tempfile::tempdir().unwrap();
        // It takes a free port on one address and ends when the same is taken on the other.
        let started = (0..TRIES).find_map(|_| start_driver(traces.path()));
        let (driver, port) = started.expect("chromedriver says no port");
        Self {
            driver,
            port,
            screen,
            traces,
        }
    }

    /// Where it and the driver leave whatever they write.
    pub(crate) fn traces(&self) -> &Path {
        self.traces.path()
    }

    /// Opens a window that looks at a portal.
    pub(crate) async fn open(&self, portal: &Portal) -> Tab {
        self.turn(self.window().await, portal).await
    }

    /// Starts the browser, with an empty window.
    pub(super) async fn window(&self) -> WebDriver {
        let (width, height) = self.screen.size();
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary("/usr/bin/chromium").unwrap();
        wanted
            .set_browser_log_level(LoggingPrefsLogLevel::All)
            .unwrap();
        let profile = format!(
            "--user-data-dir={}",
            self.traces.path().join("profile").display()
        );
        let size = format!("--window-size={width},{height}");
        let arguments = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-extensions",
            "--disable-features=Translate,OptimizationHints,MediaRouter,SpareRendererForSitePerProcess",
            "--lang=zh-CN",
            // A name that is no loopback to the browser, for what needs HTTPS there.
            "--host-resolver-rules=MAP fumin.example 127.0.0.1",
            "--accept-lang=zh-CN",
            &profile,
            &size,
        ];
        for argument in arguments {
            wanted.add_arg(argument).unwrap();
        }
        // The driver speaks plain HTTP on loopback, and its client wants to know all the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let driver = WebDriver::new(format!("http://127.0.0.1:{}", self.port), wanted)
            .await
            .unwrap();
        let is_phone = self.screen != Screen::Desktop;
        // A window cannot be made as narrow as a phone; the device can.
        let emulation = driver.cdp();
        let emulation = emulation.emulation();
        emulation
            .set_device_metrics_override(width, height, 1.0, is_phone)
            .await
            .unwrap();
        driver
    }

    /// Turns a window to a portal.
    pub(super) async fn turn(&self, window: WebDriver, portal: &Portal) -> Tab {
        let tab = Tab::new(window, &portal.origin, self.screen);
        // What a page was told a moment ago would be told again without the server; journeys that are about that say so.
        tab.keep_on_device(false).await;
        tab
    }
}

impl Browser {
    /// `kill -9` of the browser and nothing else: its profile stays as the disk has it, and the next window starts it again.
    pub(crate) async fn kill_browser(&self) {
        for process in children_of(self.driver.id()) {
            let killed = Command::new("kill").args(["-9", &process]).status();
            assert!(killed.unwrap().success(), "process {process}");
        }
        // What it started goes with it, and must be gone before another one takes up the profile.
        let profile = self.traces.path().join("profile").display().to_string();
        while is_running(&profile) {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

fn processes() -> impl Iterator<Item = String> {
    let found = std::fs::read_dir("/proc").unwrap();
    let names = found.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names.filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The processes that this one started.
fn children_of(parent: u32) -> Vec<String> {
    let parent = parent.to_string();
    let is_child = |process: &String| {
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // After the name, which may hold anything: the state, then who started it.
        let (_, rest) = stat.rsplit_once(')').unwrap_or_default();
        rest.split_whitespace().nth(1) == Some(parent.as_str())
    };
    processes().filter(is_child).collect()
}

/// Whether a process is there that was started with these words.
fn is_running(words: &str) -> bool {
    processes().any(|process| {
        let line = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&line).contains(words)
    })
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked to shut down, the driver ends its browsers too; killed, it would leave them running.
        if let Ok(mut connection) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = connection.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = connection.write_all(
                b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            );
            let _ = connection.read_to_end(&mut Vec::new());
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
