//! A verdict asks the allocator for nothing, whether all facts are answered or none.
#![cfg(test)]
#![expect(unsafe_code, reason = "an allocator that counts is an unsafe trait")]

mod common;

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};

use bench::people::{Dice, complete, nearly_eligible};
use policy::{Facts, Verdict};

thread_local! {
    static ASKED: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call goes to the system's allocator unchanged; the counter is a plain cell of the thread.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let _ = ASKED.try_with(|asked| asked.set(asked.get() + 1));
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: the caller keeps the contract of `dealloc`.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn a_verdict_allocates_nothing() {
    let pack = common::pack();
    let day = common::day(2026, 11, 24);
    let rules = pack.on(day);
    let mut seen = [0; 3];
    for seed in 0..200 {
        let mut dice = Dice::new(seed);
        let facts = match seed % 3 {
            0 => complete(pack, day, &mut dice),
            1 => nearly_eligible(pack, day, &mut dice),
            _ => Facts::default(),
        };
        let person = rules.person(&facts);
        let before = ASKED.with(Cell::get);
        let mut verdicts = [Verdict::NotInForce; 32];
        for (programme, verdict) in verdicts.iter_mut().enumerate() {
            *verdict = rules.verdict(programme, &person);
        }
        assert_eq!(ASKED.with(Cell::get), before);
        for verdict in verdicts {
            match verdict {
                Verdict::Eligible => seen[0] += 1,
                Verdict::NotEligible => seen[1] += 1,
                Verdict::Unknown => seen[2] += 1,
                _ => {}
            }
        }
    }
    assert!(seen.iter().all(|count| *count > 10), "{seen:?}");
}
