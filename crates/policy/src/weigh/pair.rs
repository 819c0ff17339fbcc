//! Whether some pair of whole numbers satisfies comparisons with factors.

use super::Weighing;
use crate::quantity::Quantity;

/// `number >= (factor · step + rest) / by`, or `<=`; `by` is positive.
#[derive(Clone, Copy)]
struct Side {
    factor: i64,
    rest: i64,
    by: i64,
}

/// The bounds on one side; the walk takes no more comparisons on a path than fit.
struct Sides {
    all: [Side; SIDES],
    count: usize,
}

const SIDES: usize = 32;

impl Sides {
    fn new(first: i64) -> Self {
        let first = Side {
            factor: 0,
            rest: first,
            by: 1,
        };
        Self {
            all: [first; SIDES],
            count: 1,
        }
    }

    fn push(&mut self, side: Side) {
        if let Some(slot) = self.all.get_mut(self.count) {
            *slot = side;
            self.count += 1;
        }
    }

    fn iter(&self) -> impl Iterator<Item = &Side> {
        self.all.iter().take(self.count)
    }
}

/// Whether one pair of numbers satisfies every weighing of the two: steps through one of them where the other has
/// room, and solves for the other.
pub(super) fn fits<'a, I: Iterator<Item = &'a Weighing>>(
    one: (i64, i64),
    other: (i64, i64),
    weighings: impl Fn() -> I,
) -> bool {
    let stepping_one = one.1 - one.0 <= other.1 - other.0;
    let (steps, solved) = if stepping_one {
        (one, other)
    } else {
        (other, one)
    };
    let (mut floors, mut ceilings) = (Sides::new(solved.0), Sides::new(solved.1));
    for weighing in weighings() {
        let Quantity::Linear(_, a, _, b) = weighing.quantity else {
            continue;
        };
        let (of_step, of_solved) = if stepping_one { (a, b) } else { (b, a) };
        // from <= of_step · step + of_solved · number < until
        let side = |bound: i64| Side {
            factor: -of_step * of_solved.signum(),
            rest: bound * of_solved.signum(),
            by: of_solved.abs(),
        };
        let rising = of_solved > 0;
        if weighing.from != i64::MIN {
            if rising { &mut floors } else { &mut ceilings }.push(side(weighing.from));
        }
        if weighing.until != i64::MAX {
            if rising { &mut ceilings } else { &mut floors }.push(side(weighing.until - 1));
        }
    }
    let (mut low, mut high) = steps;
    for floor in floors.iter() {
        for ceiling in ceilings.iter() {
            // floor <= ceiling bounds the step.
            let factor = ceiling.by * floor.factor - floor.by * ceiling.factor;
            let room = floor.by * ceiling.rest - ceiling.by * floor.rest;
            match factor.signum() {
                1 => high = high.min(room.div_euclid(factor)),
                -1 => low = low.max(-room.div_euclid(-factor)),
                _ if room < 0 => return false,
                _ => {}
            }
        }
    }
    let up = |side: &Side, step: i64| -(-(side.factor * step + side.rest)).div_euclid(side.by);
    let down = |side: &Side, step: i64| (side.factor * step + side.rest).div_euclid(side.by);
    (low..=high).any(|step| {
        let least = floors.iter().map(|side| up(side, step)).max();
        let most = ceilings.iter().map(|side| down(side, step)).min();
        least <= most
    })
}
