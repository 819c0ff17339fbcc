//! Makes a photo small enough for a village line before it leaves the phone. A file that is no picture goes as it is.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, ImageBitmap};

/// What a photo should weigh.
const TARGET_BYTES: f64 = 400_000.0;
/// What the server takes at most.
pub(super) const MOST_BYTES: f64 = 10_000_000.0;
/// Below this long edge small print on a paper cannot be read.
const LEGIBLE: u32 = 1_000;
/// Long edge and quality, tried in turn: a readable paper first, few bytes second.
const TRIES: [(u32, f64); 4] = [(2_200, 0.82), (2_000, 0.75), (1_800, 0.65), (1_800, 0.5)];

/// What is sent in place of the file chosen.
pub(super) struct Shrunk {
    /// The bytes.
    pub(super) blob: Blob,
    /// The picture has so few pixels that it may not be readable.
    pub(super) is_coarse: bool,
}

/// The picture made small; the file itself where the browser cannot read it as a picture.
pub(super) async fn shrink(file: File) -> Shrunk {
    match try_shrink(&file).await {
        Some(shrunk) => shrunk,
        None => Shrunk {
            blob: file.into(),
            is_coarse: false,
        },
    }
}

async fn try_shrink(file: &File) -> Option<Shrunk> {
    if !file.type_().starts_with("image/") {
        return None;
    }
    let promise = web_sys::window()?
        .create_image_bitmap_with_blob(file)
        .ok()?;
    let bitmap: ImageBitmap = JsFuture::from(promise).await.ok()?.unchecked_into();
    let (width, height) = (bitmap.width(), bitmap.height());
    let is_coarse = width.max(height) < LEGIBLE;
    if file.size() <= TARGET_BYTES {
        bitmap.close();
        return Some(Shrunk {
            blob: file.clone().into(),
            is_coarse,
        });
    }
    let mut smallest = None;
    for (edge, quality) in TRIES {
        let blob = draw(&bitmap, fitted(width, height, edge), quality).await?;
        let is_enough = blob.size() <= TARGET_BYTES;
        smallest = Some(blob);
        if is_enough {
            break;
        }
    }
    bitmap.close();
    smallest.map(|blob| Shrunk { blob, is_coarse })
}

async fn draw(bitmap: &ImageBitmap, (width, height): (u32, u32), quality: f64) -> Option<Blob> {
    let canvas: HtmlCanvasElement = web_sys::window()?
        .document()?
        .create_element("canvas")
        .ok()?
        .unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    let context: CanvasRenderingContext2d = canvas.get_context("2d").ok()??.unchecked_into();
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(
            bitmap,
            0.0,
            0.0,
            f64::from(width),
            f64::from(height),
        )
        .ok()?;
    let written = Promise::new(&mut |resolve, reject| {
        let quality = JsValue::from_f64(quality);
        if let Err(error) =
            canvas.to_blob_with_type_and_encoder_options(&resolve, "image/jpeg", &quality)
        {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    // A canvas too large for the phone's memory gives null.
    JsFuture::from(written).await.ok()?.dyn_into().ok()
}

/// The size with this long edge; a smaller picture keeps its own.
fn fitted(width: u32, height: u32, edge: u32) -> (u32, u32) {
    let long = width.max(height);
    if long <= edge {
        return (width, height);
    }
    let scaled = |side: u32| {
        let exact = u64::from(side) * u64::from(edge) / u64::from(long);
        u32::try_from(exact).unwrap_or(edge).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn the_long_edge_fits_and_the_shape_stays() {
        for (given, edge, expected) in [
            ((4_000, 3_000), 2_000, (2_000, 1_500)),
            ((3_000, 4_000), 2_000, (1_500, 2_000)),
            ((1_200, 900), 2_000, (1_200, 900)),
            ((60_000, 10), 1_800, (1_800, 1)),
        ] {
            assert_eq!(fitted(given.0, given.1, edge), expected, "{given:?}");
        }
    }
}
