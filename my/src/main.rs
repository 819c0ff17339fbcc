//! Signing in and the residents' own files. Served under `/my/`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod features;
mod routes;

fn main() {
    ui::start(ui::Bundle::My, routes::App);
}
