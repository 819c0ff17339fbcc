//! Damaged input: whatever bytes stand in a policy file or a compiled pack, it is refused, or read as a whole; never a
//! panic, and never with a part passed over. A compiled pack is refused by its reader or by its hash.

mod damage;
mod named;
mod shape;
mod unique;

use std::panic::{AssertUnwindSafe, catch_unwind};

use policy::{
    Facts, Pack,
    compile::{self, Sources},
};

use crate::{
    Fault,
    people::{Crowd, Dice},
    repository,
};
use damage::{damaged, folder};
use named::is_named;
use shape::Shape;

/// What was tried.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Damaged {
    /// Folders with a damaged file.
    pub folders: u64,
    /// Of those, refused with errors that name a place.
    pub folders_refused: u64,
    /// Damaged compiled packs.
    pub packs: u64,
    /// Of those, refused by the reader.
    pub packs_refused: u64,
    /// Of the others, refused by the hash.
    pub packs_unnamed: u64,
    /// Of those that only the hash refuses, read with a key passed over, lacking or of another kind.
    pub packs_in_part: u64,
}

/// Damages so many folders and compiled packs. What is read in spite of it must be whole, and answer.
///
/// # Errors
/// On the first panic, or the first input read in part.
pub fn damage(folders: u64, packs: u64) -> Result<Damaged, Fault> {
    let sources = repository::sources()?;
    let mut found = Damaged {
        folders,
        packs,
        ..Damaged::default()
    };
    let answers = Answers::new(&sources)?;
    let shape = Shape::of_folder(&sources)?;
    for seed in 0..folders {
        let broken = folder(&sources, &mut Dice::new(seed + 1));
        let about = |what: &str| Fault::new(format!("damaged folder {seed} {what}"));
        let outcome = catch_unwind(AssertUnwindSafe(|| compile::compile_to_json(&broken)));
        match outcome.map_err(|_| about("panics"))? {
            Err(errors) if errors.is_empty() => return Err(about("is refused for nothing")),
            Err(_) => found.folders_refused += 1,
            Ok(pack) => {
                shape
                    .holds_folder(&broken)
                    .map_err(|part| about(&format!("is read without {part}")))?;
                if !answers
                    .from(&pack)
                    .map_err(|()| about("makes a pack that panics"))?
                {
                    return Err(about("makes a pack that cannot be read"));
                }
            }
        }
    }
    let whole = compile::compile_to_json(&sources).map_err(repository::told)?;
    let shape = Shape::of_pack(&whole)?;
    let tree: serde_json::Value = serde_json::from_str(&whole).map_err(Fault::new)?;
    for seed in 0..packs {
        let broken = damaged(&whole, &mut Dice::new(seed + 7));
        let about = |what: &str| Fault::new(format!("damaged pack {seed} {what}"));
        if !answers.from(&broken).map_err(|()| about("panics"))? {
            found.packs_refused += 1;
        } else if !is_named(&broken) {
            found.packs_unnamed += 1;
            found.packs_in_part += u64::from(shape.holds_pack(&broken).is_err());
        } else {
            // Nothing but the way it is written down may differ.
            let same =
                serde_json::from_str::<serde_json::Value>(&broken).is_ok_and(|it| it == tree);
            Fault::unless(same, || about("is taken for the whole one"))?;
        }
    }
    Ok(found)
}

/// People who ask whatever pack can still be read.
struct Answers {
    people: Vec<Facts>,
    day: domain::Date,
}

impl Answers {
    fn new(sources: &Sources) -> Result<Self, Fault> {
        let pack = repository::pack(sources)?;
        let day = repository::day(2026, 11, 24)?;
        let crowd = Crowd::on(&pack, day);
        let people = (0..4).map(|seed| crowd.person(seed, &mut Dice::new(seed)));
        Ok(Self {
            people: people.chain([Facts::default()]).collect(),
            day,
        })
    }

    /// Whether a pack can be read; then it answers everybody.
    fn from(&self, pack: &str) -> Result<bool, ()> {
        let answered = catch_unwind(AssertUnwindSafe(|| {
            let Ok(pack) = Pack::from_json(pack) else {
                return false;
            };
            let rules = pack.on(self.day);
            let all: Vec<usize> = (0..rules.programmes().len()).collect();
            for facts in &self.people {
                let person = rules.person(facts);
                for place in &all {
                    std::hint::black_box(rules.evaluate(*place, &person));
                }
                std::hint::black_box(rules.next_question(&all, &person, &[]));
            }
            true
        }));
        answered.map_err(|_| ())
    }
}
