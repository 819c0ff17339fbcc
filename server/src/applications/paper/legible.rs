//! Whether small print on a photo of a paper can be read: the arithmetic of `public/legible.js`, for what comes from a phone
//! that did not look, or whose owner sent it all the same. It warns and refuses nothing.

use api::application::doubt::{BLURRED, GLARE, SMALL};
use image::RgbImage;

/// Below this long edge small print cannot be read.
const LEGIBLE_EDGE: u32 = 1_000;
/// So many tiles along the long edge: some lines of text each.
const TILES: u32 = 24;
/// Between the darkest and the lightest of a tile with print on it, in levels of 256.
const PRINT: u32 = 48;
/// An edge of print goes from dark to light within so many pixels; 2 is as sharp as pixels are.
const SOFT_EDGE: f64 = 6.2;
/// Lamp light on paper: a tile as white as white gets, where the paper around it is not.
const WHITE: u32 = 249;
const PAPER: u32 = 232;
/// Darker than this is no paper.
const TABLE: u32 = 100;
/// One of so many tiles, and a line of print is lost in it.
const GLARE_TILES: usize = 200;

/// The light of a picture, row by row.
struct Light {
    levels: Vec<u8>,
    width: usize,
}

/// How often each level comes.
type Histogram = [u32; 256];

struct Tile {
    dark: u32,
    middle: u32,
    contrast: u32,
    edge: f64,
}

impl Light {
    fn of(picture: &RgbImage) -> Self {
        let level = |[red, green, blue]: [u8; 3]| {
            let light = u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29;
            u8::try_from(light >> 8).unwrap_or(u8::MAX)
        };
        Self {
            levels: picture.pixels().map(|pixel| level(pixel.0)).collect(),
            width: picture.width() as usize,
        }
    }

    /// Nothing of it lies on the picture's rim.
    fn tile(&self, (left, top): (usize, usize), side: usize) -> Tile {
        let mut levels: Histogram = [0; 256];
        let mut steps: Histogram = [0; 256];
        for y in top..top + side {
            let row = |y: usize| {
                self.levels
                    .get(y * self.width + left - 1..)
                    .unwrap_or_default()
            };
            let (above, here, below) = (row(y - 1), row(y), row(y + 1));
            let triples = here.windows(3).zip(above.iter().zip(below).skip(1));
            for (near, (up, down)) in triples.take(side) {
                let [before, at, after] = near else { continue };
                let step = after.abs_diff(*before).max(down.abs_diff(*up));
                count(&mut levels, *at);
                count(&mut steps, step >> 1);
            }
        }
        let contrast = quantile(&levels, 0.97) - quantile(&levels, 0.01);
        // What most pixels differ by is the noise of the dark, not print.
        let noise = 2 * quantile(&steps, 0.5);
        let steepest = quantile(&steps, 0.995).saturating_sub(noise).max(1);
        Tile {
            dark: quantile(&levels, 0.25),
            middle: quantile(&levels, 0.5),
            contrast,
            edge: f64::from(contrast) / f64::from(steepest),
        }
    }
}

fn count(histogram: &mut Histogram, level: u8) {
    if let Some(many) = histogram.get_mut(usize::from(level)) {
        *many += 1;
    }
}

/// The value below which this part of a histogram lies.
fn quantile(histogram: &Histogram, part: f64) -> u32 {
    let all: u32 = histogram.iter().sum();
    let mut left = f64::from(all) * part;
    for (value, many) in (0_u32..).zip(histogram) {
        left -= f64::from(*many);
        if left <= 0.0 {
            return value;
        }
    }
    255
}

fn middle_of(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// What may be hard to read, by code.
pub(super) fn judge(picture: &RgbImage) -> Vec<&'static str> {
    let (width, height) = picture.dimensions();
    let long_edge = width.max(height);
    let mut doubts = Vec::new();
    if long_edge < LEGIBLE_EDGE {
        doubts.push(SMALL);
    }
    let side = ((long_edge + TILES / 2) / TILES).max(16) as usize;
    let places = |length: u32| (1..(length as usize).saturating_sub(side)).step_by(side);
    let light = Light::of(picture);
    let tiles: Vec<Tile> = places(height)
        .flat_map(|top| places(width).map(move |left| (left, top)))
        .map(|place| light.tile(place, side))
        .collect();
    let printed = tiles.iter().filter(|tile| tile.contrast >= PRINT);
    let edges: Vec<f64> = printed.map(|tile| tile.edge).collect();
    // Nothing stands out anywhere: out of focus, dark, or not a paper.
    if !tiles.is_empty() && (edges.is_empty() || middle_of(edges) > SOFT_EDGE) {
        doubts.push(BLURRED);
    }
    // The paper is what most of the lighter tiles are like; a scan is white all over, and its white is no lamp.
    let lighter = tiles.iter().filter(|tile| tile.middle >= TABLE);
    let lighter = lighter.map(|tile| f64::from(tile.middle)).chain([0.0]);
    let is_grey = middle_of(lighter.collect()) < f64::from(PAPER);
    let lit = tiles.iter().filter(|tile| tile.dark >= WHITE).count();
    if is_grey && lit > 0 && lit * GLARE_TILES >= tiles.len() {
        doubts.push(GLARE);
    }
    doubts
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, imageops};

    /// Lines of print on paper of this lightness.
    fn page(width: u32, height: u32, paper: u8) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| {
            let is_ink = y % 40 < 16 && x % 9 < 4;
            Rgb([if is_ink { 40 } else { paper }; 3])
        })
    }

    #[test]
    fn a_sharp_page_has_nothing_against_it() {
        for paper in [200, 255] {
            assert_eq!(judge(&page(1_200, 900, paper)), Vec::<&str>::new());
        }
    }

    #[test]
    fn what_is_small_blurred_or_lit_is_said() {
        assert_eq!(judge(&page(900, 700, 255)), [SMALL]);
        let blurred = imageops::fast_blur(&page(1_200, 900, 255), 6.0);
        assert_eq!(judge(&blurred), [BLURRED]);
        let mut lit = page(1_200, 900, 200);
        let lamp = RgbImage::from_pixel(300, 300, Rgb([255; 3]));
        imageops::replace(&mut lit, &lamp, 500, 300);
        assert_eq!(judge(&lit), [GLARE]);
    }

    #[test]
    fn what_shows_nothing_is_no_sharp_page() {
        let dark = RgbImage::from_pixel(1_200, 900, Rgb([9; 3]));
        assert_eq!(judge(&dark), [BLURRED]);
        assert_eq!(judge(&RgbImage::new(1, 1)), [SMALL]);
    }

    #[test]
    fn the_phone_looks_with_the_same_figures() {
        let script = include_str!("../../../../public/legible.js");
        let same = [
            format!(
                "LEGIBLE_EDGE = {}_{:03};",
                LEGIBLE_EDGE / 1_000,
                LEGIBLE_EDGE % 1_000
            ),
            format!("TILES = {TILES};"),
            format!("PRINT = {PRINT};"),
            format!("SOFT_EDGE = {SOFT_EDGE};"),
            format!("WHITE = {WHITE};"),
            format!("PAPER = {PAPER};"),
            format!("middle >= {TABLE}"),
            format!("GLARE_PART = {};", 1.0 / GLARE_TILES as f64),
        ];
        for line in same {
            assert!(script.contains(&line), "{line}");
        }
    }
}
