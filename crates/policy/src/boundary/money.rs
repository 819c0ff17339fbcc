//! The edges of amounts: who gets which line, and the numbers at which a line reaches its cap.

use std::collections::BTreeMap;

use super::{Edge, People, Side, edges::edges};
use crate::{amount::Pay, compile::room::Room, diff::lines};

pub(super) fn amounts(room: &mut Room<'_>, people: &mut People<'_>) {
    let all = room.all_but(None);
    let rule = Some((room.programme, room.version));
    let found = lines(&mut room.space, 0, rule, all);
    for (line, written) in found.into_iter().zip(&room.version.amounts) {
        let guard = room.space.import(0, written.when);
        edges(room, people, None, guard, all);
        let Some(slot) = line.unit.and_then(|unit| room.space.slots.get(unit)) else {
            continue;
        };
        let (unit, id) = (line.unit.unwrap_or(0), slot.id.to_string());
        let mut at = vec![slot.min, slot.max];
        if let (Pay::Sum { fen, by, .. }, Some(most)) = (written.pay, written.at_most)
            && fen > 0
        {
            // The smallest number that is paid the cap.
            at.push(-(-most.saturating_mul(by)).div_euclid(fen));
        }
        for at in at {
            for (step, side) in [(-1, Side::Below), (0, Side::At), (1, Side::Above)] {
                let given = BTreeMap::from([(unit, at + step)]);
                let fits = room
                    .space
                    .slots
                    .get(unit)
                    .is_some_and(|slot| slot.has(at + step));
                let somebody = room.space.somebody_like(line.people, &given);
                let (true, Some(mut answers)) = (fits, somebody) else {
                    continue;
                };
                let edge = Edge {
                    condition: None,
                    of: id.clone(),
                    at: at.to_string(),
                    side,
                };
                let facts = room.facts(&mut answers);
                people.add(room.as_of, edge, &facts);
            }
        }
    }
}
