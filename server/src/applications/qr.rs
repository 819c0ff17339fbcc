//! The tracking address as a QR code.

use api::ProblemCode;
use http::header::HOST;
use http::{HeaderMap, Uri};
use qrcode::render::svg::Color;
use qrcode::{EcLevel, QrCode};

use super::error::while_doing;
use crate::problem::ApiError;

/// The portal's own address as the browser spelled it.
///
/// # Errors
/// When the request names no host, or one with anything but a name and a port in it: it would end up in a picture that
/// people scan.
pub fn origin(headers: &HeaderMap, uri: &Uri, is_https: bool) -> Result<String, ApiError> {
    let named = headers.get(HOST).and_then(|value| value.to_str().ok());
    let host = named
        .or_else(|| uri.authority().map(http::uri::Authority::as_str))
        .unwrap_or_default();
    let is_right =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']');
    if host.is_empty() || host.len() > 253 || !host.bytes().all(is_right) {
        return Err(ProblemCode::MalformedRequest.into());
    }
    Ok(format!(
        "{}://{host}",
        if is_https { "https" } else { "http" }
    ))
}

/// Draws a text as SVG.
///
/// # Errors
/// When the text is too long for a QR code.
pub fn draw(text: &str) -> Result<String, ApiError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(while_doing("draw a QR code"))?;
    let mut picture = code.render::<Color<'_>>();
    picture
        .min_dimensions(240, 240)
        .dark_color(Color("#000"))
        .light_color(Color("#fff"));
    Ok(picture.build())
}

/// White around a code, in squares, as readers need it.
const QUIET: u32 = 4;
/// Points to a square of the code.
const POINTS: u32 = 8;

/// Draws a text as PNG, which phones can press long, keep and send on.
///
/// # Errors
/// When the text is too long for a QR code.
pub fn draw_png(text: &str) -> Result<Vec<u8>, ApiError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(while_doing("draw a QR code"))?;
    let width = u32::try_from(code.width()).unwrap_or_default();
    let side = (width + 2 * QUIET) * POINTS;
    let squares = code.to_colors();
    let picture = image::GrayImage::from_fn(side, side, |x, y| {
        let place = |at: u32| (at / POINTS).checked_sub(QUIET).filter(|at| *at < width);
        let square = place(x).zip(place(y)).and_then(|(x, y)| {
            let at = usize::try_from(y * width + x).ok()?;
            squares.get(at)
        });
        image::Luma([if square == Some(&qrcode::Color::Dark) {
            0
        } else {
            255
        }])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .map_err(while_doing("write the picture of a QR code"))?;
    Ok(bytes.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_host_becomes_an_origin() {
        for (host, https, expected) in [
            ("127.0.0.1:8620", false, Some("http://127.0.0.1:8620")),
            ("fumin.example.cn", true, Some("https://fumin.example.cn")),
            ("[::1]:8620", false, Some("http://[::1]:8620")),
            ("", false, None),
            ("evil.example/phish?", false, None),
            ("user@evil.example", false, None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(HOST, host.parse().unwrap());
            assert_eq!(
                origin(&headers, &Uri::from_static("/"), https)
                    .ok()
                    .as_deref(),
                expected,
                "{host}"
            );
        }
    }

    #[test]
    fn a_code_is_a_drawing_without_script() {
        let picture = draw("http://127.0.0.1:8620/track?code=ABC234").unwrap();
        assert!(picture.contains("<svg") && !picture.contains("script"));
    }
}
