//! The residents' own pages: sign in, apply, my files. Served under `/my/`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod app;
mod features;
mod routes;

fn main() {
    ui::start(ui::Bundle::My, app::App);
}
