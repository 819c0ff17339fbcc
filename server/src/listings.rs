//! Listings: between the routes and the store. A listing becomes a course of the catalogue, and its classes classes with
//! seats, when an officer has approved it.

pub mod act;
pub mod counted;
pub mod error;
pub mod follow;
pub mod ground;
pub mod kept;
pub mod photo;
pub mod publish;
pub mod record;
pub mod roll_over;
pub mod seats;
pub mod template;
mod update;
pub mod verify;
pub mod view;
pub mod write;
