//! Whatever residents and time do, through the real router and the real store: what `fumin verify` looks at holds.

use api::enrolment::{EnrolmentActionRequest, ListEnrolmentsResponse};
use api::path::{self, with_id};
use server::clock::Clock as _;
use server::enrolments::follow;

use super::rooms::{ask, holds_together, open, seats};
use super::rush::residents;
use crate::portal::{Browser, TestPortal};

const STEPS: u64 = 300;
const MINUTE_MS: i64 = 60_000;

/// The same numbers in every run, so that a failure can be looked into.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        // Knuth's multiplier; the high bits are the good ones.
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % sides
    }
}

#[tokio::test]
async fn three_hundred_steps_of_twelve_people() {
    let portal =
        TestPortal::start_with(&["--session-idle", "1440", "--session-longest", "24"]).await;
    open(&portal, "t", 4).await;
    let mut people = residents(&portal, 12).await;
    let mut dice = Dice(20_261_124);
    let (mut changes, mut most_waiting) = (0, 0);
    for step in 0..STEPS {
        let person = usize::try_from(dice.roll(12)).unwrap();
        let did = match dice.roll(10) {
            0..4 => ask(&mut people[person], "t").await.status.is_success(),
            4..9 => act_somehow(&mut people[person], &mut dice).await,
            _ => {
                // Some offers run out on the way; the session of everybody lasts.
                portal.clock.advance_ms(2 * MINUTE_MS);
                let later_ms = portal.clock.now_ms() + 25 * 60 * MINUTE_MS;
                follow::run_once(&portal.state, later_ms).await.unwrap() > 0
            }
        };
        changes += u32::from(did);
        let now = seats(&portal, "t").await;
        most_waiting = most_waiting.max(now.waiting);
        assert!(now.free == 0 || now.waiting == 0, "step {step}: {now:?}");
        holds_together(&portal, "t");
    }
    assert!(changes > 75, "only {changes} steps changed anything");
    assert_eq!(most_waiting, 2, "the list was never full");
}

async fn act_somehow(person: &mut Browser, dice: &mut Dice) -> bool {
    let listed: ListEnrolmentsResponse = person.get(path::ENROLMENTS).await.json();
    let Some(newest) = listed.enrolments.first() else {
        return false;
    };
    let choices = u64::try_from(newest.actions.len()).unwrap();
    if choices == 0 {
        return false;
    }
    let request = EnrolmentActionRequest::plain(
        newest.version,
        newest.actions[usize::try_from(dice.roll(choices)).unwrap()],
    );
    let address = with_id(path::ENROLMENT_ACTIONS, &newest.id);
    person.post(&address, &request).await.status.is_success()
}
