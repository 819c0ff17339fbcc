//! Curves over the number of files, as SVG.

use std::path::Path;

use plotters::prelude::*;

use crate::Fault;

const SIZE: (u32, u32) = (720, 400);
const INK: [RGBColor; 3] = [
    RGBColor(20, 82, 76),
    RGBColor(156, 61, 23),
    RGBColor(86, 98, 95),
];

/// One curve.
#[derive(Clone, Debug)]
pub struct Series {
    /// What it shows.
    pub name: &'static str,
    /// How many files, and the value then.
    pub points: Vec<(f64, f64)>,
}

/// Draws the curves over logarithmic axes.
///
/// # Errors
/// When there is nothing to draw or the file cannot be written.
pub fn draw(file: &Path, what: &str, curves: &[Series]) -> Result<(), Fault> {
    let points = || curves.iter().flat_map(|curve| &curve.points);
    let most = |value: fn(&(f64, f64)) -> f64| points().map(value).fold(0.0, f64::max);
    let least = |value: fn(&(f64, f64)) -> f64| points().map(value).fold(f64::INFINITY, f64::min);
    let files = least(|point| point.0)..most(|point| point.0) * 1.2;
    let values = least(|point| point.1) / 2.0..most(|point| point.1) * 2.0;
    let area = SVGBackend::new(file, SIZE).into_drawing_area();
    area.fill(&WHITE).map_err(said)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(72)
        .build_cartesian_2d(files.log_scale(), values.log_scale())
        .map_err(said)?;
    chart
        .configure_mesh()
        .light_line_style(WHITE)
        .x_desc("files")
        .y_desc(what)
        .label_style(("sans-serif", 14))
        .draw()
        .map_err(said)?;
    for (curve, ink) in curves.iter().zip(INK) {
        let line = LineSeries::new(curve.points.iter().copied(), ink.stroke_width(2)).point_size(4);
        chart
            .draw_series(line)
            .map_err(said)?
            .label(curve.name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], ink.stroke_width(2)));
    }
    chart
        .configure_series_labels()
        .background_style(WHITE)
        .label_font(("sans-serif", 14))
        .position(SeriesLabelPosition::MiddleRight)
        .draw()
        .map_err(said)?;
    area.present().map_err(said)
}

fn said(error: impl std::fmt::Display) -> Fault {
    error.to_string().into()
}
