//! What people, broken lines and attackers send in place of a paper.

use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::harness::random_below;

/// In which way it is no paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    Cut,
    BrokenOff,
    Corrupted,
    Renamed,
    WrongType,
    Empty,
    TooLarge,
    /// A header that claims more pixels than there is memory.
    ClaimedPixels,
    /// Some kilobytes that unpack to hundreds of megabytes of pixels.
    Unpacking,
    /// The same in a text beside a picture.
    UnpackingText,
}

impl Way {
    pub(super) const ALL: [Self; 10] = [
        Self::Cut,
        Self::BrokenOff,
        Self::Corrupted,
        Self::Renamed,
        Self::WrongType,
        Self::Empty,
        Self::TooLarge,
        Self::ClaimedPixels,
        Self::Unpacking,
        Self::UnpackingText,
    ];

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Cut => "cut:",
            Self::BrokenOff => "broken off on the line:",
            Self::Corrupted => "corrupted:",
            Self::Renamed => "renamed:",
            Self::WrongType => "of another type:",
            Self::Empty => "empty:",
            Self::TooLarge => "too large:",
            Self::ClaimedPixels => "claiming too many pixels:",
            Self::Unpacking => "unpacking to too many:",
            Self::UnpackingText => "small, with a text that unpacks to 256 MB:",
        }
    }
}

/// One of a kind.
pub(super) struct Specimen {
    pub(super) bytes: Vec<u8>,
    pub(super) name: &'static str,
    pub(super) content_type: &'static str,
}

const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];
const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF";

impl Specimen {
    pub(super) fn of(way: Way) -> Self {
        match way {
            Way::Cut => {
                let mut bytes = if random_below(4) == 0 {
                    PDF.to_vec()
                } else {
                    photo(any(&FORMATS))
                };
                // The last twentieth of a picture may be no part of what is seen.
                bytes.truncate(1 + below(bytes.len() * 19 / 20 - 1));
                Self::nameless(bytes)
            }
            Way::BrokenOff => Self::nameless(photo(any(&FORMATS))),
            Way::Corrupted => {
                let mut bytes = photo(any(&FORMATS));
                for _ in 0..=below(30) {
                    let place = below(bytes.len());
                    bytes[place] ^= u8::try_from(1 + below(255)).unwrap();
                }
                Self::nameless(bytes)
            }
            Way::Renamed => renamed(),
            Way::WrongType => Self::nameless(any(&OTHERS).to_vec()),
            Way::Empty => Self::nameless(Vec::new()),
            Way::TooLarge => {
                let mut bytes = photo(ImageFormat::Jpeg);
                bytes.resize(any(&[11, 16]) * 1024 * 1024, 0);
                Self::nameless(bytes)
            }
            Way::ClaimedPixels => Self::nameless(claimed_pixels()),
            Way::Unpacking => Self::nameless(unpacking()),
            Way::UnpackingText => Self::nameless(unpacking_text()),
        }
    }

    fn nameless(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            name: "",
            content_type: "application/octet-stream",
        }
    }
}

fn below(limit: usize) -> usize {
    usize::try_from(random_below(u64::try_from(limit).unwrap())).unwrap()
}

fn any<T: Copy>(choices: &[T]) -> T {
    choices[below(choices.len())]
}

/// What looks like nothing in particular, and does not compress.
fn photo(format: ImageFormat) -> Vec<u8> {
    let seed = u32::try_from(random_below(1 << 31)).unwrap();
    let picture = RgbImage::from_fn(240, 180, |x, y| {
        let noise = (x * 31 + y * 17 + seed)
            .wrapping_mul(2_654_435_761)
            .to_be_bytes();
        Rgb([noise[0], noise[1], noise[2]])
    });
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture)
        .write_to(&mut bytes, format)
        .unwrap();
    bytes.into_inner()
}

const OTHERS: [&[u8]; 8] = [
    b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
    b"<!doctype html><script>alert(1)</script>",
    b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    b"MZ\x90\x00\x03\x00\x00\x00",
    b"\x7fELF\x02\x01\x01\x00",
    b"BM\x1e\x00\x00\x00\x00\x00\x00\x00",
    b"just some words",
];

fn renamed() -> Specimen {
    let (bytes, name, content_type) = match below(5) {
        0 => (
            photo(ImageFormat::Png),
            "licence.pdf",
            "application/octet-stream",
        ),
        1 => (PDF.to_vec(), "id.jpg", "application/octet-stream"),
        2 => (photo(ImageFormat::Jpeg), "", "application/pdf"),
        3 => (PDF.to_vec(), "", "image/png"),
        _ => (any(&OTHERS).to_vec(), "id.jpg", "image/jpeg"),
    };
    Specimen {
        bytes,
        name,
        content_type,
    }
}

fn claimed_pixels() -> Vec<u8> {
    match below(3) {
        0 => png(
            any(&[(60_000, 60_000), (12_000, 12_000), (2_000_000_000, 1)]),
            &[0; 64],
        ),
        1 => {
            let mut bytes = photo(ImageFormat::Jpeg);
            let frame = bytes
                .windows(2)
                .position(|mark| mark == [0xFF, 0xC0])
                .unwrap();
            bytes[frame + 5..frame + 9].copy_from_slice(&[0xFF, 0xDC, 0xFF, 0xDC]);
            bytes
        }
        _ => {
            // A lossless WebP says its size in fourteen bits each.
            let mut bytes = photo(ImageFormat::WebP);
            bytes[21..25].copy_from_slice(&[0xFF, 0xFF, 0xFF, 0x0F]);
            bytes
        }
    }
}

/// A black picture of 12,000 × 12,000: 432 MB of pixels, packed once.
fn unpacking() -> Vec<u8> {
    static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let side = 12_000;
        let row = vec![0; usize::try_from(side * 3 + 1).unwrap()];
        png((side, side), &packed(&row, side))
    });
    BYTES.clone()
}

/// A small picture, whole, beside a text that unpacks to 256 MB.
fn unpacking_text() -> Vec<u8> {
    static BYTES: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut bytes = png((16, 16), &packed(&[0; 49], 16));
        let mut text = b"Comment\0\0".to_vec();
        text.extend(packed(&[b' '; 1024 * 1024], 256));
        // After the header, before the pixels.
        bytes.splice(33..33, chunk(*b"zTXt", &text));
        bytes
    });
    BYTES.clone()
}

fn packed(part: &[u8], times: u32) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..times {
        packed.write_all(part).unwrap();
    }
    packed.finish().unwrap()
}

fn png((width, height): (u32, u32), packed_pixels: &[u8]) -> Vec<u8> {
    let mut header = width.to_be_bytes().to_vec();
    header.extend(height.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(chunk(*b"IHDR", &header));
    bytes.extend(chunk(*b"IDAT", packed_pixels));
    bytes.extend(chunk(*b"IEND", b""));
    bytes
}

fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(body);
    let mut bytes = u32::try_from(body.len()).unwrap().to_be_bytes().to_vec();
    bytes.extend(name);
    bytes.extend(body);
    bytes.extend(sum.sum().to_be_bytes());
    bytes
}
