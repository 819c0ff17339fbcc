//! How a class stands now, which no list of courses says.

use serde::{Deserialize, Serialize};

/// How a class stands now, as far as somebody needs it who wants to enrol. Part of the answer about one course.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassNow {
    /// Identifier of the class within the course.
    pub session: String,
    /// Where it stands, in the code of the workflow.
    pub state: String,
    /// Whether somebody new can ask for a seat today.
    pub is_open: bool,
    /// Seats nobody holds and nobody is offered.
    pub free: u32,
    /// People who wait.
    pub waiting: u32,
    /// How many may wait.
    pub wait_list_cap: u32,
}

/// What somebody who comes to a class finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A seat.
    Seat,
    /// A place behind this many.
    WaitList(u32),
    /// Not even that.
    Full,
    /// Enrolling has ended, or has not begun.
    Closed,
    /// Put off; who is in it is being asked.
    Postponed,
    /// Given up.
    Cancelled,
}

impl ClassNow {
    /// What somebody who comes now finds. The server decides again when they come.
    pub fn entry(&self) -> Entry {
        match self.state.as_str() {
            "cancelled" => Entry::Cancelled,
            "postponed" => Entry::Postponed,
            _ if !self.is_open => Entry::Closed,
            // Who waits goes before who comes.
            _ if self.free > 0 && self.waiting == 0 => Entry::Seat,
            _ if self.waiting < self.wait_list_cap => Entry::WaitList(self.waiting),
            _ => Entry::Full,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_comes_finds_a_seat_a_list_or_why_not() {
        let table = [
            ("open", true, 3, 0, Entry::Seat),
            ("open", true, 1, 1, Entry::WaitList(1)),
            ("full", true, 0, 0, Entry::WaitList(0)),
            ("full", true, 0, 14, Entry::WaitList(14)),
            ("full", true, 0, 15, Entry::Full),
            ("closed", false, 3, 0, Entry::Closed),
            ("planned", false, 3, 0, Entry::Closed),
            ("postponed", false, 3, 0, Entry::Postponed),
            ("cancelled", false, 3, 0, Entry::Cancelled),
        ];
        for (state, is_open, free, waiting, expected) in table {
            let class = ClassNow {
                session: "1".into(),
                state: state.into(),
                is_open,
                free,
                waiting,
                wait_list_cap: 15,
            };
            assert_eq!(class.entry(), expected, "{state} {free} {waiting}");
        }
    }
}
