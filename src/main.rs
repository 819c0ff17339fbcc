//! The first page and the courses. What one may claim and where a file is are bundles of their own.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod app;
mod features;
mod routes;

fn main() {
    ui::start(ui::Bundle::Residents, app::App);
}
