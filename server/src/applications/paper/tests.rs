use super::*;
use image::RgbaImage;

fn picture(width: u32, height: u32) -> DynamicImage {
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, |x, y| {
        Rgb([x, y, x ^ y].map(|value| u8::try_from(value % 256).unwrap()))
    }))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A JPEG whose header says "taken with the phone turned", as EXIF, with a word that must not survive.
fn turned_jpeg() -> Vec<u8> {
    let jpeg = encoded(&picture(60, 20), ImageFormat::Jpeg);
    let mut exif =
        b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0".to_vec();
    exif.extend(b"GPS of home");
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, 0xE1], &length[..], &exif, &jpeg[2..]].concat()
}

/// What every scanner calls a virus and is none.
const EICAR: &[u8] = br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n";

#[test]
fn photos_are_drawn_anew_and_small_enough() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let paper = read_paper(
            &encoded(&picture(3_000, 1_000), format),
            &["application/octet-stream"],
        )
        .unwrap();
        assert_eq!(
            (paper.media_type, paper.pixels),
            ("image/jpeg", Some((2_400, 800))),
            "{format:?}"
        );
        assert_eq!(PaperType::recognise(&paper.bytes), Some(PaperType::Jpeg));
    }
}

#[test]
fn a_turned_photo_stands_upright_and_tells_no_place() {
    let bytes = turned_jpeg();
    let paper = read_paper(&bytes, &["image/jpeg", "a.JPG"]).unwrap();
    assert_eq!(paper.pixels, Some((20, 60)));
    let contains = |bytes: &[u8], word: &[u8]| bytes.windows(word.len()).any(|part| part == word);
    assert!(contains(&bytes, b"GPS of home") && !contains(&paper.bytes, b"GPS of home"));
    assert!(!contains(&paper.bytes, b"Exif"));
}

#[test]
fn a_photo_for_everybody_is_small_upright_and_never_a_pdf() {
    // Noise, which no encoder makes small.
    let noise = DynamicImage::ImageRgb8(RgbImage::from_fn(1_600, 1_200, |x, y| {
        let mixed = x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(2_246_822_519);
        Rgb([mixed >> 8, mixed >> 16, mixed >> 24].map(|value| u8::try_from(value % 256).unwrap()))
    }));
    for (picture, format) in [
        (&noise, ImageFormat::Jpeg),
        (&picture(3_000, 1_000), ImageFormat::Png),
    ] {
        let photo = read_photo(&encoded(picture, format), &["photo.jpg"]);
        if format == ImageFormat::Png {
            assert_eq!(
                photo.unwrap_err(),
                PaperRefusal::Type,
                "called what it is not"
            );
            continue;
        }
        let photo = photo.unwrap();
        assert!(
            photo.bytes.len() <= SHOWN_LIMIT_BYTES,
            "{}",
            photo.bytes.len()
        );
        assert_eq!(PaperType::recognise(&photo.bytes), Some(PaperType::Jpeg));
    }
    let wide = encoded(&picture(3_000, 1_000), ImageFormat::Png);
    assert_eq!(read_photo(&wide, &[]).unwrap().pixels, Some((1_200, 400)));
    let upright = read_photo(&turned_jpeg(), &[]).unwrap();
    assert_eq!(upright.pixels, Some((20, 60)));
    assert!(!upright.bytes.windows(4).any(|part| part == b"Exif"));
    for (bytes, refusal) in [
        (PDF, PaperRefusal::Type),
        (b"".as_slice(), PaperRefusal::Empty),
        (EICAR, PaperRefusal::Type),
    ] {
        assert_eq!(read_photo(bytes, &[]).unwrap_err(), refusal);
    }
}

#[test]
fn what_is_transparent_becomes_white() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::new(8, 8));
    let paper = read_paper(&encoded(&clear, ImageFormat::Png), &[]).unwrap();
    let drawn = image::load_from_memory(&paper.bytes).unwrap().into_rgb8();
    assert!(drawn.get_pixel(4, 4).0.iter().all(|colour| *colour > 250));
}

#[test]
fn a_pdf_is_kept_as_it_is() {
    let paper = read_paper(PDF, &["application/pdf", "licence.pdf"]).unwrap();
    assert_eq!(
        (paper.media_type, paper.bytes.as_slice(), paper.pixels),
        ("application/pdf", PDF, None)
    );
}

/// As a scanner makes one: an object for each page, and what is on it.
fn pdf_of_pages(pages: usize) -> Vec<u8> {
    let mut text = format!("%PDF-1.4\n1 0 obj<</Type/Pages/Count {pages}>>endobj\n");
    for page in 0..pages {
        let (number, content) = (2 * page + 2, 2 * page + 3);
        text.push_str(&format!(
            "{number} 0 obj<</Type/Page/Parent 1 0 R/Contents {content} 0 R>>endobj\n{content} 0 obj<</Length 4>>stream\nq Q \nendstream endobj\n"
        ));
    }
    text.push_str("trailer<</Root 1 0 R>>\n%%EOF\n");
    text.into_bytes()
}

/// A lease with its annexes has as many pages. What bounds a PDF is its size: the pages of one that is compressed cannot
/// be counted without opening it, and nothing here does.
#[test]
fn forty_pages_are_one_paper() {
    let bytes = pdf_of_pages(40);
    let paper = read_paper(&bytes, &["application/pdf"]).unwrap();
    assert_eq!((paper.bytes, paper.pixels), (bytes, None));
}

/// Four inks, as a print shop saves it: an officer's browser would show it in false colours, or not at all.
#[test]
fn a_photo_in_print_colours_is_drawn_in_those_of_a_screen() {
    let bytes = include_bytes!("cmyk.jpg");
    // The frame header says four components.
    assert!(
        bytes
            .windows(10)
            .any(|part| part[..2] == [0xFF, 0xC0] && part[9] == 4)
    );
    let paper = read_paper(bytes, &["image/jpeg", "licence.jpg"]).unwrap();
    assert_eq!(paper.pixels, Some((32, 16)));
    let drawn = image::load_from_memory(&paper.bytes).unwrap();
    assert_eq!(drawn.color(), image::ColorType::Rgb8);
    let [red, green, blue] = drawn.into_rgb8().get_pixel(16, 8).0;
    assert!(red > 200 && green < 90 && blue < 90, "{red} {green} {blue}");
}

#[test]
fn what_is_not_taken() {
    let jpeg = encoded(&picture(64, 64), ImageFormat::Jpeg);
    let png = encoded(&picture(64, 64), ImageFormat::Png);
    let webp = encoded(&picture(64, 64), ImageFormat::WebP);
    let turned = turned_jpeg();
    let half = |bytes: &[u8]| bytes[..bytes.len() / 2].to_vec();
    let table: Vec<(&str, Vec<u8>, &[&str], PaperRefusal)> = vec![
        ("nothing", vec![], &[], PaperRefusal::Empty),
        ("text", b"hello".to_vec(), &[], PaperRefusal::Type),
        (
            "a page",
            b"<html><script>alert(1)</script>".to_vec(),
            &["image/jpeg"],
            PaperRefusal::Type,
        ),
        (
            "a drawing with script",
            b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec(),
            &[],
            PaperRefusal::Type,
        ),
        (
            "a PDF named .jpg",
            PDF.to_vec(),
            &["application/octet-stream", "id.jpg"],
            PaperRefusal::Type,
        ),
        (
            "a PDF called a photo",
            PDF.to_vec(),
            &["image/jpeg"],
            PaperRefusal::Type,
        ),
        (
            "a photo called a PDF",
            jpeg.clone(),
            &["application/pdf"],
            PaperRefusal::Type,
        ),
        (
            "a photo named .exe",
            jpeg.clone(),
            &["a.exe"],
            PaperRefusal::Type,
        ),
        (
            "an iPhone's photo",
            b"\0\0\0\x24ftypheic\0\0\0\0mif1heic".to_vec(),
            &["application/octet-stream"],
            PaperRefusal::Heic,
        ),
        (
            "a film of a telephone",
            b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2".to_vec(),
            &["application/octet-stream"],
            PaperRefusal::Type,
        ),
        (
            "the test virus",
            EICAR.to_vec(),
            &["application/pdf"],
            PaperRefusal::Type,
        ),
        (
            "a PDF under a password",
            b"%PDF-1.6\ntrailer<</Root 1 0 R/Encrypt 9 0 R>>\n%%EOF\n".to_vec(),
            &["application/pdf"],
            PaperRefusal::Locked,
        ),
        ("half a PDF", half(PDF), &[], PaperRefusal::Unreadable),
        ("half a JPEG", half(&jpeg), &[], PaperRefusal::Unreadable),
        (
            "a JPEG cut after its header",
            turned[..90].to_vec(),
            &[],
            PaperRefusal::Unreadable,
        ),
        ("half a PNG", half(&png), &[], PaperRefusal::Unreadable),
        ("half a WebP", half(&webp), &[], PaperRefusal::Unreadable),
        (
            "only a beginning",
            vec![0xFF, 0xD8, 0xFF],
            &[],
            PaperRefusal::Unreadable,
        ),
    ];
    for (what, bytes, claims, refusal) in table {
        assert_eq!(
            read_paper(&bytes, claims).map(|paper| paper.media_type),
            Err(refusal),
            "{what}"
        );
    }
}

#[test]
fn a_bomb_is_not_blown_up() {
    const GREYS: &[u8] = b"\x08\0\0\0\0";
    const COLOURS: &[u8] = b"\x08\x02\0\0\0";
    // The data of these pixels never comes; the second keeps to the limit of each side, the third is a camera's hundred
    // megapixels, the last the same in greys, which take a third of the room.
    for (side, shades) in [
        (30_000_u32, COLOURS),
        (12_000, COLOURS),
        (10_000, COLOURS),
        (10_000, GREYS),
    ] {
        let side = side.to_be_bytes();
        let mut header = [&b"IHDR"[..], &side, &side, shades].concat();
        let check = crc32(&header).to_be_bytes();
        header.extend(check);
        let png = [
            &b"\x89PNG\r\n\x1a\n\0\0\0\x0d"[..],
            &header,
            b"\0\0\0\0IDAT",
        ]
        .concat();
        assert_eq!(
            read_paper(&png, &[]).map(|paper| paper.media_type),
            Err(PaperRefusal::Pixels)
        );
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 {
                (crc >> 1) ^ 0xEDB8_8320
            } else {
                crc >> 1
            }
        })
    })
}

#[test]
fn claims() {
    for (claim, expected) in [
        ("", Claim::Nothing),
        ("照片", Claim::Nothing),
        ("application/octet-stream", Claim::Nothing),
        ("image/jpeg; charset=binary", Claim::Type(PaperType::Jpeg)),
        ("IMG_0001.JPG", Claim::Type(PaperType::Jpeg)),
        ("营业执照.pdf", Claim::Type(PaperType::Pdf)),
        ("photo.pdf.webp", Claim::Type(PaperType::Webp)),
        ("photo.heic", Claim::Other),
        ("text/html", Claim::Other),
    ] {
        assert_eq!(PaperType::claimed(claim), expected, "{claim}");
    }
}
