//! Lines that an officer adds and takes away: the conditions of an offer.

use super::non_blank;
use serde::{Deserialize, Serialize};

/// The lines as typed; none at first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(in super::super) struct Lines(Vec<String>);

impl Lines {
    pub(in super::super) fn count(&self) -> usize {
        self.0.len()
    }

    pub(in super::super) fn get(&self, at: usize) -> String {
        self.0.get(at).cloned().unwrap_or_default()
    }

    pub(in super::super) fn set(&mut self, at: usize, text: String) {
        if let Some(line) = self.0.get_mut(at) {
            *line = text;
        }
    }

    pub(in super::super) fn add(&mut self) {
        self.0.push(String::new());
    }

    pub(in super::super) fn remove(&mut self, at: usize) {
        if at < self.0.len() {
            self.0.remove(at);
        }
    }

    /// Those that say something.
    pub(super) fn filled(&self) -> Vec<String> {
        self.0.iter().filter_map(|line| non_blank(line)).collect()
    }
}
