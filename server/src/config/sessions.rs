//! How long people stay signed in.

use clap::Args;

/// Idle and absolute limits of sessions.
#[derive(Clone, Copy, Debug, Args)]
pub struct SessionLimits {
    /// Sign out after this long without a request.
    #[arg(long, default_value_t = 30, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=24 * 60))]
    pub session_idle: u32,
    /// Sign out after this long in any case.
    #[arg(long, default_value_t = 12, value_name = "HOURS", value_parser = clap::value_parser!(u32).range(1..=24))]
    pub session_longest: u32,
    /// End a helped session at a service point after this long without a press.
    #[arg(long, default_value_t = 180, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(3..=180))]
    pub helped_idle: u32,
    /// End a helped session after this long in any case.
    #[arg(long, default_value_t = 60, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..=240))]
    pub helped_longest: u32,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            session_idle: 30,
            session_longest: 12,
            helped_idle: 180,
            helped_longest: 60,
        }
    }
}

impl SessionLimits {
    /// The idle limit in milliseconds.
    #[must_use]
    pub fn idle_ms(self) -> i64 {
        i64::from(self.session_idle) * 60_000
    }

    /// The idle limit of a helped session in milliseconds.
    #[must_use]
    pub fn helped_idle_ms(self) -> i64 {
        i64::from(self.helped_idle) * 1_000
    }

    /// The absolute limit of a helped session in milliseconds.
    #[must_use]
    pub fn helped_longest_ms(self) -> i64 {
        i64::from(self.helped_longest) * 60_000
    }

    /// The absolute limit in milliseconds.
    #[must_use]
    pub fn longest_ms(self) -> i64 {
        i64::from(self.session_longest) * 3_600_000
    }
}
