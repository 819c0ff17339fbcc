//! Rules of the repository that no compiler knows.

mod layering;
mod texts;
mod tree;
mod versions;
