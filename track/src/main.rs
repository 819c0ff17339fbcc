//! Where a file is, for whoever has its query code. Served under `/track`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod app;
mod by_hash;
mod features;
mod routes;

fn main() {
    ui::start(ui::Bundle::Track, app::App);
}
