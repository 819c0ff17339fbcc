//! The residents' public pages: find a course, learn what one may claim, track a file.

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
