//! Who gets a seat. Counts only: who stands where in the wait-list is a sequence number, never a time.

/// The seats of a class as they are at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seats {
    /// Seats in all.
    pub capacity: u32,
    /// Given away outside the portal.
    pub elsewhere: u32,
    /// Held or offered in the portal.
    pub taken: u32,
    /// People who wait.
    pub waiting: u32,
    /// How many may wait.
    pub wait_list_cap: u32,
}

/// What becomes of somebody who enrols now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// A seat is there.
    Seat,
    /// The wait-list has room.
    WaitList,
    /// Neither.
    Full,
}

impl Seats {
    /// The longest a wait-list may grow: a share of the seats, rounded down.
    ///
    /// ```
    /// assert_eq!(workflow::class::Seats::wait_list_cap_of(30, 50), 15);
    /// ```
    #[must_use]
    pub fn wait_list_cap_of(capacity: u32, percent: u32) -> u32 {
        let cap = u64::from(capacity).saturating_mul(u64::from(percent)) / 100;
        u32::try_from(cap).unwrap_or(u32::MAX)
    }

    /// Seats nobody holds and nobody is offered.
    #[must_use]
    pub const fn free(&self) -> u32 {
        self.capacity
            .saturating_sub(self.elsewhere)
            .saturating_sub(self.taken)
    }

    /// What becomes of somebody who enrols now. Who waits goes before who comes.
    ///
    /// ```
    /// use workflow::class::{Placement, Seats};
    /// let seats = |taken, waiting| Seats { capacity: 2, elsewhere: 0, taken, waiting, wait_list_cap: 1 };
    /// assert_eq!(seats(1, 0).placement(), Placement::Seat);
    /// assert_eq!(seats(2, 0).placement(), Placement::WaitList);
    /// assert_eq!(seats(1, 1).placement(), Placement::Full);
    /// assert_eq!(seats(2, 1).placement(), Placement::Full);
    /// ```
    #[must_use]
    pub const fn placement(&self) -> Placement {
        if self.free() > 0 && self.waiting == 0 {
            Placement::Seat
        } else if self.waiting < self.wait_list_cap {
            Placement::WaitList
        } else {
            Placement::Full
        }
    }

    /// How many from the head of the wait-list are to be offered a seat now.
    #[must_use]
    pub const fn offers_due(&self) -> u32 {
        if self.free() < self.waiting {
            self.free()
        } else {
            self.waiting
        }
    }
}
