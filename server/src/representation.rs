//! A body with its ETag and encodings: what assets, the catalogue and the policy pack have in common.

use std::sync::{Arc, OnceLock};

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use http::{HeaderMap, HeaderValue, StatusCode};

/// A compression of the body.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Encoding {
    Brotli,
    Gzip,
}

impl Encoding {
    pub(crate) fn file_ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
        }
    }

    fn token(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// Those the client takes, best first.
    pub(crate) fn accepted(headers: &HeaderMap) -> Vec<Self> {
        let offered: Vec<(&str, bool)> = headers
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(|part| {
                let (token, weight) = part.split_once(';').unwrap_or((part, "q=1"));
                let weight = weight
                    .trim()
                    .strip_prefix("q=")
                    .and_then(|q| q.parse::<f32>().ok());
                (token.trim(), weight.is_some_and(|q| q > 0.0))
            })
            .collect();
        let takes = |encoding: &Self| {
            offered
                .iter()
                .any(|&(token, wanted)| wanted && token == encoding.token())
        };
        [Self::Brotli, Self::Gzip]
            .into_iter()
            .filter(takes)
            .collect()
    }
}

/// The bytes that go out and what they are.
#[derive(Debug)]
pub(crate) struct Representation {
    pub(crate) bytes: Bytes,
    pub(crate) encoding: Option<Encoding>,
    /// Names the content, whatever its encoding.
    pub(crate) etag: String,
    pub(crate) content_type: &'static str,
    pub(crate) cache_control: &'static str,
}

/// 200 with the bytes, or 304 when the client has them.
pub(crate) fn respond(request: &HeaderMap, found: Representation) -> Response {
    let etag = match found.encoding {
        Some(encoding) => format!("\"{}-{}\"", found.etag, encoding.file_ending()),
        None => format!("\"{}\"", found.etag),
    };
    let mut response = Response::new(Body::empty());
    let is_known = request
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|tag| matches!(tag.trim().trim_start_matches("W/"), tag if tag == etag || tag == "*"));
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        *response.body_mut() = Body::from(found.bytes);
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(found.content_type));
        if let Some(encoding) = found.encoding {
            response
                .headers_mut()
                .insert(CONTENT_ENCODING, HeaderValue::from_static(encoding.token()));
        }
    }
    let headers = response.headers_mut();
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(found.cache_control));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        headers.insert(ETAG, etag);
    }
    response
}

/// A JSON document that many people read: compressed once, named by its content.
#[derive(Clone, Debug)]
pub(crate) struct Snapshot {
    raw: Bytes,
    brotli: Bytes,
    gzip: Bytes,
    etag: String,
    cache_control: &'static str,
    /// The smallest brotli form, once somebody had the time for it.
    best: Arc<OnceLock<Bytes>>,
}

impl Snapshot {
    /// A document that changes: browsers keep it and ask each time whether it did.
    pub(crate) fn new(raw: Vec<u8>) -> Self {
        Self::compressed(raw, 6, "no-cache")
    }

    /// A document that never changes under its address, worth the smallest form there is.
    pub(crate) fn immutable(raw: Vec<u8>) -> Self {
        Self::compressed(raw, 11, "public, max-age=31536000, immutable")
    }

    /// Compresses the document and names it by its content.
    fn compressed(raw: Vec<u8>, quality: i32, cache_control: &'static str) -> Self {
        let etag = name_of(&raw);
        Self {
            brotli: brotli_of(&raw, quality).into(),
            gzip: gzip_of(&raw).into(),
            raw: raw.into(),
            etag,
            cache_control,
            best: Arc::default(),
        }
    }

    /// Makes the smallest form, which later answers take: seconds of work on a large document.
    pub(crate) fn improve(&self) {
        if self.is_improved() {
            return;
        }
        let best = brotli_of(&self.raw, 11);
        self.best.get_or_init(|| {
            if best.is_empty() {
                self.brotli.clone()
            } else {
                best.into()
            }
        });
    }

    /// Whether it was made.
    pub(crate) fn is_improved(&self) -> bool {
        self.best.get().is_some()
    }

    /// Answers a request for it in the smallest form the client takes.
    pub(crate) fn respond(&self, request: &HeaderMap) -> Response {
        let (bytes, encoding) = Encoding::accepted(request)
            .into_iter()
            .map(|encoding| match encoding {
                Encoding::Brotli => (self.best.get().unwrap_or(&self.brotli), encoding),
                Encoding::Gzip => (&self.gzip, encoding),
            })
            .find(|(bytes, _)| !bytes.is_empty())
            .map_or((&self.raw, None), |(bytes, encoding)| {
                (bytes, Some(encoding))
            });
        respond(
            request,
            Representation {
                bytes: bytes.clone(),
                encoding,
                etag: self.etag.clone(),
                content_type: "application/json",
                cache_control: self.cache_control,
            },
        )
    }
}

/// Answers with a small document of which there are many, as it is.
pub(crate) fn respond_uncompressed(request: &HeaderMap, bytes: Bytes, etag: String) -> Response {
    respond(
        request,
        Representation {
            etag,
            bytes,
            encoding: None,
            content_type: "application/json",
            cache_control: "no-cache",
        },
    )
}

/// Answers with a page made for this request: compressed quickly, for it is read once, and named by its content.
pub(crate) fn respond_page(request: &HeaderMap, page: String) -> Response {
    let raw = page.into_bytes();
    let etag = name_of(&raw);
    let encoding = Encoding::accepted(request).into_iter().next();
    let compressed = match encoding {
        Some(Encoding::Brotli) => brotli_of(&raw, 4),
        Some(Encoding::Gzip) => gzip_of(&raw),
        None => Vec::new(),
    };
    let is_compressed = !compressed.is_empty();
    respond(
        request,
        Representation {
            bytes: if is_compressed {
                compressed.into()
            } else {
                raw.into()
            },
            encoding: encoding.filter(|_| is_compressed),
            etag,
            content_type: "text/html; charset=utf-8",
            cache_control: "no-cache",
        },
    )
}

/// Names a content: the beginning of its SHA-256.
pub(crate) fn name_of(raw: &[u8]) -> String {
    use sha2::Digest as _;
    use std::fmt::Write as _;
    let digest = sha2::Sha256::digest(raw);
    digest
        .iter()
        .take(12)
        .fold(String::new(), |mut name, byte| {
            // Writing to a text does not fail.
            let _ = write!(name, "{byte:02x}");
            name
        })
}

// Writing to memory does not fail; if it did, an empty variant is never chosen.

fn brotli_of(raw: &[u8], quality: i32) -> Vec<u8> {
    let mut compressed = Vec::with_capacity(raw.len() / 4);
    // At quality 11 the encoder keeps eight bytes for each byte of its window: no wider than the document.
    let bits = (usize::BITS - raw.len().leading_zeros()).clamp(16, 20);
    let params = brotli::enc::BrotliEncoderParams {
        quality,
        lgwin: i32::try_from(bits).unwrap_or(20),
        size_hint: raw.len(),
        ..Default::default()
    };
    if brotli::BrotliCompress(&mut &*raw, &mut compressed, &params).is_err() {
        compressed.clear();
    }
    compressed
}

fn gzip_of(raw: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    let written = encoder.write_all(raw).and_then(|()| encoder.finish());
    written.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_negotiated() {
        let table: [(&str, &[Encoding]); 5] = [
            ("gzip, deflate, br", &[Encoding::Brotli, Encoding::Gzip]),
            ("gzip;q=1.0, br;q=0", &[Encoding::Gzip]),
            ("identity", &[]),
            ("", &[]),
            ("zebra, br;q=0.5", &[Encoding::Brotli]),
        ];
        for (header, encodings) in table {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_str(header).unwrap());
            assert_eq!(Encoding::accepted(&headers), encodings, "{header}");
        }
    }

    #[test]
    fn every_form_is_the_same_document() {
        let raw = "{\"a\":\"慢慢慢慢\"}".repeat(50).into_bytes();
        let snapshot = Snapshot::immutable(raw.clone());
        let mut brotli = Vec::new();
        brotli::BrotliDecompress(&mut &*snapshot.brotli, &mut brotli).unwrap();
        let mut gzip = Vec::new();
        std::io::Read::read_to_end(
            &mut flate2::read::GzDecoder::new(&*snapshot.gzip),
            &mut gzip,
        )
        .unwrap();
        assert_eq!((&brotli, &gzip), (&raw, &raw));
        for (accept, encoding) in [("br, gzip", "br"), ("gzip", "gzip"), ("identity", "")] {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(accept));
            let response = snapshot.respond(&headers);
            let found = response.headers().get(CONTENT_ENCODING);
            let found = found.map_or("", |value| value.to_str().unwrap());
            assert_eq!(found, encoding, "{accept}");
        }
    }

    #[test]
    fn the_smallest_form_is_the_same_document_under_the_same_name() {
        let raw: Vec<u8> = (0..20_000_u32)
            .flat_map(|n| (n * n).to_string().into_bytes())
            .collect();
        let snapshot = Snapshot::new(raw.clone());
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("br"));
        let before = snapshot.respond(&headers);
        assert_eq!(snapshot.best.get(), None);
        snapshot.improve();
        let after = snapshot.respond(&headers);
        assert_eq!(before.headers().get(ETAG), after.headers().get(ETAG));
        let best = snapshot.best.get().unwrap();
        assert!(best.len() < snapshot.brotli.len());
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &**best, &mut read).unwrap();
        assert_eq!(read, raw);
    }

    #[test]
    fn a_known_etag_is_answered_without_a_body() {
        let snapshot = Snapshot::new(b"{}".to_vec());
        let first = snapshot.respond(&HeaderMap::new());
        let mut again = HeaderMap::new();
        again.insert(IF_NONE_MATCH, first.headers().get(ETAG).unwrap().clone());
        assert_eq!(snapshot.respond(&again).status(), StatusCode::NOT_MODIFIED);
    }
}
