//! Rules of the repository that no compiler knows.
#![cfg(test)]

mod agreed;
mod bad_input;
mod gallery;
mod layering;
mod offline;
mod oldest;
mod portions;
mod retention;
mod texts;
mod tree;
mod versions;
mod windows;
mod words;
