//! How a paper is looked at: how large, and which way up.

/// How large, in percent of the place it has; the first shows the whole paper.
const SIZES: [u32; 6] = [100, 150, 200, 300, 400, 600];

/// The present look at a paper.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    size: usize,
    quarter_turns: u32,
}

/// One change of the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Larger.
    Larger,
    /// Smaller.
    Smaller,
    /// A quarter turn to the right.
    Turn,
    /// The whole paper, as it was uploaded.
    Whole,
}

impl Step {
    /// Every step, in the order of its buttons.
    pub(super) const ALL: [Self; 4] = [Self::Larger, Self::Smaller, Self::Turn, Self::Whole];

    /// The step of a key; `=` is the key of `+` without shift.
    pub(super) fn of_key(key: &str) -> Option<Self> {
        match key {
            "+" | "=" => Some(Self::Larger),
            "-" | "_" => Some(Self::Smaller),
            "r" | "R" => Some(Self::Turn),
            "0" => Some(Self::Whole),
            _ => None,
        }
    }
}

impl Look {
    /// The look after a step; there is nothing larger than the largest.
    pub(super) fn after(self, step: Step) -> Self {
        match step {
            Step::Larger => Self {
                size: (self.size + 1).min(SIZES.len() - 1),
                ..self
            },
            Step::Smaller => Self {
                size: self.size.saturating_sub(1),
                ..self
            },
            Step::Turn => Self {
                quarter_turns: (self.quarter_turns + 1) % 4,
                ..self
            },
            Step::Whole => Self::default(),
        }
    }

    /// How large, in percent.
    pub(super) fn percent(self) -> u32 {
        SIZES.get(self.size).copied().unwrap_or(100)
    }

    /// How far turned to the right.
    pub(super) const fn degrees(self) -> u32 {
        self.quarter_turns * 90
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(keys: &str) -> (u32, u32) {
        let look = keys
            .chars()
            .filter_map(|key| Step::of_key(&key.to_string()))
            .fold(Look::default(), Look::after);
        (look.percent(), look.degrees())
    }

    #[test]
    fn keys_change_size_and_side_within_bounds() {
        for (keys, expected) in [
            ("", (100, 0)),
            ("-", (100, 0)),
            ("+", (150, 0)),
            ("==-", (150, 0)),
            ("++++++++", (600, 0)),
            ("r", (100, 90)),
            ("rRr", (100, 270)),
            ("rrrr", (100, 0)),
            ("+++r0", (100, 0)),
            ("xq1", (100, 0)),
        ] {
            assert_eq!(looked(keys), expected, "{keys}");
        }
    }
}
