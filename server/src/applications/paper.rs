//! What a paper really is, told from its bytes alone, and what of it is kept.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::error::{LimitError, LimitErrorKind};
use image::{
    DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
};

mod jpeg;
mod legible;
mod pdf;

/// Largest paper taken; a phone's photo is well below it after the browser has shrunk it.
pub const PAPER_LIMIT_BYTES: usize = 10 * 1024 * 1024;
/// Enough to read the small print of a licence photographed whole.
const LONG_EDGE_PIXELS: u32 = 2_400;
const SIDE_LIMIT_PIXELS: u32 = 12_000;
/// What a photo takes while it is decoded; what claims more is a bomb.
const DECODED_LIMIT_BYTES: u64 = 160_000_000;
/// As many as in colours fit into that. In greys three times as many would, and no phone takes those.
const LIMIT_PIXELS: u64 = DECODED_LIMIT_BYTES / 3;
const JPEG_QUALITY: u8 = 85;
/// What a photo of a course is drawn anew to, the first that is small enough: its long edge, and the quality.
const SHOWN_STEPS: [(u32, u8); 6] = [
    (1_200, 80),
    (1_200, 65),
    (1_200, 50),
    (900, 50),
    (640, 50),
    (480, 40),
];
/// The most bytes of a photo that everybody who opens a page loads.
const SHOWN_LIMIT_BYTES: usize = 120_000;

/// What was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperType {
    /// JPEG photo.
    Jpeg,
    /// PNG picture.
    Png,
    /// WebP picture.
    Webp,
    /// PDF file.
    Pdf,
}

impl PaperType {
    /// Recognises the first bytes.
    #[must_use]
    pub fn recognise(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xFF, 0xD8, 0xFF, ..] => Some(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Self::Png),
            [
                b'R',
                b'I',
                b'F',
                b'F',
                _,
                _,
                _,
                _,
                b'W',
                b'E',
                b'B',
                b'P',
                ..,
            ] => Some(Self::Webp),
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Self::Pdf),
            _ => None,
        }
    }

    /// The type a media type or a file name claims; none when it claims nothing in particular.
    #[must_use]
    pub fn claimed(claim: &str) -> Claim {
        let claim = claim.trim().to_ascii_lowercase();
        let essence = claim.split(';').next().unwrap_or_default().trim();
        let Some((_, ending)) = essence.rsplit_once(['.', '/']) else {
            return Claim::Nothing;
        };
        match ending {
            "octet-stream" => Claim::Nothing,
            "jpeg" | "jpg" | "jpe" | "jfif" | "pjpeg" => Claim::Type(Self::Jpeg),
            "png" => Claim::Type(Self::Png),
            "webp" => Claim::Type(Self::Webp),
            "pdf" => Claim::Type(Self::Pdf),
            _ => Claim::Other,
        }
    }

    fn format(self) -> Option<ImageFormat> {
        match self {
            Self::Jpeg => Some(ImageFormat::Jpeg),
            Self::Png => Some(ImageFormat::Png),
            Self::Webp => Some(ImageFormat::WebP),
            Self::Pdf => None,
        }
    }
}

/// What a sender says a paper is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    /// Nothing in particular.
    Nothing,
    /// This.
    Type(PaperType),
    /// Something that is not taken.
    Other,
}

/// A paper ready to be kept.
#[derive(Debug)]
pub struct Paper {
    /// Media type served later.
    pub media_type: &'static str,
    /// The bytes kept.
    pub bytes: Vec<u8>,
    /// Width and height of a picture.
    pub pixels: Option<(u32, u32)>,
    /// What of it may be hard to read, by code.
    pub doubts: Vec<&'static str>,
}

/// Why a paper is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PaperRefusal {
    /// No bytes.
    #[error("the paper has no bytes")]
    Empty,
    /// Not a photo nor a PDF, or not what the sender says it is.
    #[error("the paper is neither a photo nor a PDF, or not what it is said to be")]
    Type,
    /// A photo as telephones keep it for themselves.
    #[error("the paper is a HEIC photo")]
    Heic,
    /// Cut off or damaged.
    #[error("the paper is cut off or damaged")]
    Unreadable,
    /// A PDF that asks for a password, or forbids something.
    #[error("the PDF is encrypted")]
    Locked,
    /// More pixels than any phone takes: a bomb.
    #[error("the photo has more pixels than are drawn")]
    Pixels,
}

impl PaperRefusal {
    /// The problem code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "document_empty",
            Self::Type => "document_type",
            Self::Heic => "document_heic",
            Self::Unreadable => "document_unreadable",
            Self::Locked => "document_locked",
            Self::Pixels => "document_pixels",
        }
    }
}

/// Reads a photo that is shown in public and draws it anew, upright, small, without the place and device that phones write
/// into it. A PDF is none.
///
/// # Errors
/// Says why the photo is not taken.
pub fn read_photo(bytes: &[u8], claims: &[&str]) -> Result<Paper, PaperRefusal> {
    let found = recognise(bytes, claims)?;
    let format = found.format().ok_or(PaperRefusal::Type)?;
    let [(edge, _), ..] = SHOWN_STEPS;
    let picture = DynamicImage::ImageRgb8(on_white(shrunk(decode_whole(bytes, format)?, edge)));
    let mut last = Err(PaperRefusal::Unreadable);
    for (edge, quality) in SHOWN_STEPS {
        let paper = encode(&shrunk(picture.clone(), edge).into_rgb8(), quality)?;
        if paper.bytes.len() <= SHOWN_LIMIT_BYTES {
            return Ok(paper);
        }
        last = Ok(paper);
    }
    last
}

/// Reads a paper and makes what is kept: pictures are drawn anew, turned upright, without the place and device that
/// phones write into them; a PDF is kept as it came and never opened here.
///
/// # Errors
/// Says why the paper is not taken.
pub fn read_paper(bytes: &[u8], claims: &[&str]) -> Result<Paper, PaperRefusal> {
    let found = recognise(bytes, claims)?;
    match found.format() {
        Some(format) => redraw(bytes, format),
        None => keep_pdf(bytes),
    }
}

/// What the bytes are, where the sender says nothing else.
fn recognise(bytes: &[u8], claims: &[&str]) -> Result<PaperType, PaperRefusal> {
    if bytes.is_empty() {
        return Err(PaperRefusal::Empty);
    }
    let Some(found) = PaperType::recognise(bytes) else {
        return Err(if is_heic(bytes) {
            PaperRefusal::Heic
        } else {
            PaperRefusal::Type
        });
    };
    let contradicts =
        |claim: &&str| ![Claim::Nothing, Claim::Type(found)].contains(&PaperType::claimed(claim));
    if claims.iter().any(contradicts) {
        return Err(PaperRefusal::Type);
    }
    Ok(found)
}

/// Told by the brands that `public/photos.js` knows it by.
fn is_heic(bytes: &[u8]) -> bool {
    let is_brand = |brand: &[u8]| matches!(brand, b"hei" | b"hev" | b"mif" | b"msf");
    bytes.get(4..8).is_some_and(|mark| mark == b"ftyp") && bytes.get(8..11).is_some_and(is_brand)
}

fn keep_pdf(bytes: &[u8]) -> Result<Paper, PaperRefusal> {
    // A PDF ends with this mark, give or take a kilobyte; without it the upload was cut.
    let tail = bytes
        .get(bytes.len().saturating_sub(1_024)..)
        .unwrap_or(bytes);
    let is_whole = tail.windows(5).any(|mark| mark == b"%%EOF");
    if !is_whole {
        return Err(PaperRefusal::Unreadable);
    }
    if pdf::is_encrypted(bytes) {
        return Err(PaperRefusal::Locked);
    }
    Ok(Paper {
        media_type: "application/pdf",
        bytes: bytes.to_vec(),
        pixels: None,
        doubts: Vec::new(),
    })
}

fn redraw(bytes: &[u8], format: ImageFormat) -> Result<Paper, PaperRefusal> {
    let picture = on_white(shrunk(decode_whole(bytes, format)?, LONG_EDGE_PIXELS));
    Ok(Paper {
        doubts: legible::judge(&picture),
        ..encode(&picture, JPEG_QUALITY)?
    })
}

fn decode_whole(bytes: &[u8], format: ImageFormat) -> Result<DynamicImage, PaperRefusal> {
    // The decoder paints the missing half of a cut photo grey; an officer would return it.
    if format == ImageFormat::Jpeg && !jpeg::is_whole(bytes) {
        return Err(PaperRefusal::Unreadable);
    }
    decode(bytes, format).map_err(|error| match error {
        ImageError::Limits(_) => PaperRefusal::Pixels,
        _ => PaperRefusal::Unreadable,
    })
}

fn shrunk(picture: DynamicImage, long_edge: u32) -> DynamicImage {
    if picture.width().max(picture.height()) > long_edge {
        picture.thumbnail(long_edge, long_edge)
    } else {
        picture
    }
}

fn encode(picture: &RgbImage, quality: u8) -> Result<Paper, PaperRefusal> {
    let mut kept = Cursor::new(Vec::new());
    JpegEncoder::new_with_quality(&mut kept, quality)
        .encode_image(picture)
        .map_err(|_| PaperRefusal::Unreadable)?;
    Ok(Paper {
        media_type: "image/jpeg",
        bytes: kept.into_inner(),
        pixels: Some(picture.dimensions()),
        doubts: Vec::new(),
    })
}

fn decode(bytes: &[u8], format: ImageFormat) -> image::ImageResult<DynamicImage> {
    let mut limits = Limits::default();
    limits.max_image_width = Some(SIDE_LIMIT_PIXELS);
    limits.max_image_height = Some(SIDE_LIMIT_PIXELS);
    limits.max_alloc = Some(DECODED_LIMIT_BYTES);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits.clone());
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > LIMIT_PIXELS {
        let refusal = LimitError::from_kind(LimitErrorKind::DimensionError);
        return Err(ImageError::Limits(refusal));
    }
    // The decoder keeps to the limit in what it needs itself; the picture comes on top.
    limits.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation()?;
    let mut picture = DynamicImage::from_decoder(decoder)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    let mut flat = RgbImage::new(picture.width(), picture.height());
    for (from, to) in picture.pixels().zip(flat.pixels_mut()) {
        let [red, green, blue, alpha] = from.0;
        *to = Rgb([red, green, blue].map(|colour| over_white(colour, alpha)));
    }
    flat
}

fn over_white(colour: u8, alpha: u8) -> u8 {
    let (colour, alpha) = (u32::from(colour), u32::from(alpha));
    u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(255)
}

#[cfg(test)]
mod tests;
