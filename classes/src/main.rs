//! A resident's classes: asking for a seat, what goes on, what has ended, and what is searched for. Served under `/classes/`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod features;
mod place;
mod routes;

fn main() {
    ui::start(ui::Bundle::Classes, routes::App);
}
