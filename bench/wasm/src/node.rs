//! What Node calls.

use policy::Pack;
use wasm_bindgen::prelude::{JsError, wasm_bindgen};

use crate::{Unreadable, digest};

/// A pack, read once.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Engine(Pack);

#[wasm_bindgen]
impl Engine {
    /// Reads a compiled pack.
    ///
    /// # Errors
    /// When it cannot be read.
    #[wasm_bindgen(constructor)]
    pub fn new(pack: &str) -> Result<Engine, JsError> {
        Ok(Self(Pack::from_json(pack).map_err(|_| Unreadable::Pack)?))
    }

    /// See [`digest`].
    ///
    /// # Errors
    /// When the day or a person cannot be read.
    pub fn digest(&self, day: &str, people: &str) -> Result<String, JsError> {
        Ok(digest(&self.0, day, people)?)
    }
}
