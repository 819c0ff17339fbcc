//! The application form. Served under `/apply/`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod features;
mod kept;
mod open;
mod outbox;
mod routes;

fn main() {
    ui::start(ui::Bundle::Apply, routes::App);
}
