//! An application on paper: form, receipt and notices. Served under `/print/`.

#![expect(
    unreachable_pub,
    reason = "#[component] writes a public function inside its private module"
)]

mod features;
mod routes;
mod table;

fn main() {
    ui::start(ui::Bundle::Print, routes::App);
}
