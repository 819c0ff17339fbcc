//! What one may claim: questions, verdict, sources. Served under `/eligibility`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod app;
mod features;
mod routes;

fn main() {
    ui::start(ui::Bundle::Eligibility, app::App);
}
