//! Which of the machine's two clocks is believed: the wall clock, as long as it moves on with the one that only counts.

/// A correction by a time server, or a leap.
const BACK_MS: i64 = 5 * 60_000;
/// A virtual machine that was held for a while: nothing counted, the wall clock is put forward.
const AHEAD_MS: i64 = 60 * 60_000;
/// How long a portal may be off before somebody must say that the clock is right.
const OFF_MS: i64 = 30 * 24 * 60 * 60_000;

/// What both clocks showed when the wall clock was last believed.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steady {
    wall_ms: i64,
    counted_ms: i64,
    /// The newest time that was gone by: what has ended stays ended.
    newest_ms: i64,
}

impl Steady {
    pub(super) const fn starting_at(wall_ms: i64, counted_ms: i64) -> Self {
        Self {
            wall_ms,
            counted_ms,
            newest_ms: wall_ms,
        }
    }

    /// The time to go by, and whether the wall clock is believed.
    pub(super) fn read(&mut self, wall_ms: i64, counted_ms: i64) -> (i64, bool) {
        let expected_ms = self.wall_ms + (counted_ms - self.counted_ms);
        let is_believed = (-BACK_MS..=AHEAD_MS).contains(&(wall_ms - expected_ms));
        if is_believed {
            (self.wall_ms, self.counted_ms) = (wall_ms, counted_ms);
        }
        let time_ms = if is_believed { wall_ms } else { expected_ms };
        self.newest_ms = self.newest_ms.max(time_ms);
        (self.newest_ms, is_believed)
    }
}

/// A clock that cannot be right, judged by what the database has seen.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Jump {
    /// It shows an instant before the newest one seen.
    Back,
    /// It shows one so long after that nobody can tell a long rest from a wrong clock.
    Ahead,
}

/// Judges the clock at a start.
#[must_use]
pub fn judge(newest_ms: i64, now_ms: i64) -> Option<Jump> {
    if now_ms < newest_ms.saturating_sub(BACK_MS) {
        Some(Jump::Back)
    } else if now_ms > newest_ms.saturating_add(OFF_MS) {
        Some(Jump::Ahead)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const YEAR_MS: i64 = 365 * 24 * 60 * 60_000;

    #[test]
    fn a_wall_clock_that_moves_on_or_is_corrected_is_followed_but_never_back() {
        let mut steady = Steady::starting_at(1_000_000, 50);
        let corrected_ms = 1_000_100 - BACK_MS;
        for (wall_ms, counted_ms, time_ms) in [
            (1_000_100, 150, 1_000_100),
            // Set back by a time server: time stands still until the clock is there again.
            (corrected_ms, 150, 1_000_100),
            (1_000_101, 151 + BACK_MS, 1_000_101),
            // Held for an hour, then put forward.
            (1_000_102 + AHEAD_MS, 152 + BACK_MS, 1_000_102 + AHEAD_MS),
        ] {
            assert_eq!(steady.read(wall_ms, counted_ms), (time_ms, true));
        }
    }

    #[test]
    fn a_jump_is_not_followed_until_it_is_undone() {
        for jump_ms in [-10 * YEAR_MS, -BACK_MS - 1, AHEAD_MS + 1, 100 * YEAR_MS] {
            let mut steady = Steady::starting_at(1_000_000, 0);
            assert_eq!(steady.read(1_000_010 + jump_ms, 10), (1_000_010, false));
            assert_eq!(steady.read(1_000_020 + jump_ms, 20), (1_000_020, false));
            assert_eq!(steady.read(1_000_030, 30), (1_000_030, true));
        }
    }

    #[test]
    fn at_a_start_the_database_is_the_witness() {
        let table = [
            (0, None),
            (-BACK_MS, None),
            (-BACK_MS - 1, Some(Jump::Back)),
            (-10 * YEAR_MS, Some(Jump::Back)),
            (OFF_MS, None),
            (OFF_MS + 1, Some(Jump::Ahead)),
            (100 * YEAR_MS, Some(Jump::Ahead)),
        ];
        for (jump_ms, jump) in table {
            assert_eq!(judge(YEAR_MS, YEAR_MS + jump_ms), jump, "{jump_ms}");
        }
    }
}
