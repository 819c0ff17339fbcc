//! The residents' own pages: sign in, apply, my files. Served under `/my/`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod app;
mod failure;
mod features;
mod go;
mod intent;
mod open;
mod outbox;
mod place;
mod routes;
mod session;
mod storage;
mod words;

fn main() {
    ui::start(ui::Bundle::My, app::App);
}
