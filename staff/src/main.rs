//! The staff workspaces, served under `/staff/`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod app;
mod clock;
mod desk;
mod desk_clocks;
mod features;
mod focus;
mod go;
mod half_typed;
mod intent;
mod kept;
mod loan_rows;
mod no_conflict;
mod papers;
mod past_classes;
mod place;
mod re_reviewed;
mod routes;
mod said;
mod save;
mod session;
mod shortcuts;
mod six_digits;
mod storage;
mod table;
mod words;

fn main() {
    ui::start(ui::Bundle::Staff, app::App);
}
