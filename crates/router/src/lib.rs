//! From the address to the page, and from a link to the next page without loading one.
//!
//! Small on purpose: every resident downloads it. A table of functions takes the place of `leptos_router`'s nested route
//! types, which bring a copy of their machinery for every route and weighed 15 KB in each bundle.
#![deny(missing_docs)]
#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod link;
mod location;
mod params;
mod pattern;
mod routes;

pub use location::{
    Location, NavigateOptions, Router, RouterProps, use_location, use_navigate, use_query_map,
};
pub use params::ParamsMap;
pub use routes::{Page, Routes, RoutesProps, use_params_map};
