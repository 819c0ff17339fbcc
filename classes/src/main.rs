//! A resident's classes: asking for a seat, what goes on, what has ended. Served under `/classes/`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod features;
mod routes;

fn main() {
    ui::start(ui::Bundle::Classes, routes::App);
}
