//! What Node calls.

use std::hint::black_box;

use domain::Date;
use policy::{Facts, Pack, Person, Rules};
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::{Unreadable, letter, say};

#[wasm_bindgen]
extern "C" {
    /// `crypto.Hash` of Node.
    pub type Hash;

    #[wasm_bindgen(method)]
    fn update(this: &Hash, bytes: &[u8]);
}

/// A pack read once, and people to time it on.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine {
    pack: Pack,
    taken: Option<(Rules, Vec<Person>)>,
}

#[wasm_bindgen]
impl Engine {
    /// Reads a compiled pack.
    ///
    /// # Errors
    /// When it cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &str) -> Result<Engine, JsError> {
        Ok(Self {
            pack: Pack::from_json(pack).map_err(|_| Unreadable::Pack)?,
            taken: None,
        })
    }

    /// Gives what [`say`] gives to a hash of Node's, many times faster than one in wasm.
    ///
    /// # Errors
    /// When the day or a person cannot be read.
    pub fn hash(&self, day: &str, people: &str, hash: &Hash) -> Result<(), JsError> {
        let take = |said: &str| hash.update(said.as_bytes());
        Ok(say(&self.pack, day, people, take)?)
    }

    /// What [`say`] gives, as a text.
    ///
    /// # Errors
    /// When the day or a person cannot be read.
    pub fn text(&self, day: &str, people: &str) -> Result<String, JsError> {
        let mut text = String::new();
        say(&self.pack, day, people, |said| text += said)?;
        Ok(text)
    }

    /// Takes people in, a line each, for the rules of a day; in place of earlier ones.
    ///
    /// # Errors
    /// When the day or a person cannot be read.
    pub fn take(&mut self, day: &str, people: &str) -> Result<(), JsError> {
        let day = Date::parse_iso(day).ok_or(Unreadable::Day)?;
        let rules = self.pack.on(day);
        let read = |line| {
            let facts: Facts = serde_json::from_str(line).map_err(|_| Unreadable::Person)?;
            Ok(rules.person(&facts))
        };
        let people: Result<Vec<Person>, Unreadable> = people.lines().map(read).collect();
        self.taken = Some((rules, people?));
        Ok(())
    }

    /// The plain verdict of every programme for every person taken in, a [`letter`] each.
    pub fn said(&self) -> String {
        let mut said = String::new();
        self.each(|rules, person| {
            for place in 0..rules.programmes().len() {
                said.push(char::from(letter(rules.verdict(place, person))));
            }
        });
        said
    }

    /// The same so many times over, kept nowhere; how many verdicts that was.
    pub fn verdicts(&self, passes: usize) -> usize {
        let mut done = 0;
        for _ in 0..passes {
            self.each(|rules, person| {
                for place in 0..rules.programmes().len() {
                    black_box(rules.verdict(place, black_box(person)));
                    done += 1;
                }
            });
        }
        done
    }

    /// What a keystroke costs: every programme evaluated in full and the next question. For how many people that was.
    pub fn keystrokes(&self) -> usize {
        let mut done = 0;
        self.each(|rules, person| {
            let all: Vec<usize> = (0..rules.programmes().len()).collect();
            for place in &all {
                black_box(rules.evaluate(*place, person));
            }
            black_box(rules.next_question(&all, person, &[]));
            done += 1;
        });
        done
    }

    fn each(&self, mut visit: impl FnMut(&Rules, &Person)) {
        if let Some((rules, people)) = &self.taken {
            people.iter().for_each(|person| visit(rules, person));
        }
    }
}
