//! What a startup loan costs. Served under `/calculator`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod app;
mod features;
mod routes;

fn main() {
    ui::start(ui::Bundle::Calculator, app::App);
}
