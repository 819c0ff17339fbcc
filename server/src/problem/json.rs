//! The JSON extractor: what is wrong with a body is said with a pointer to the place.

use api::{FieldError, ProblemCode};
use axum::extract::{FromRequest, Request};
use http::header::CONTENT_TYPE;
use http_body_util::{BodyExt as _, LengthLimitError};
use serde::de::DeserializeOwned;

use super::ApiError;

/// A request body of this type. Types on the wire refuse unknown fields.
#[derive(Clone, Copy, Debug)]
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, _: &S) -> Result<Self, ApiError> {
        let is_json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .is_some_and(is_json);
        if !is_json {
            return Err(ProblemCode::UnsupportedMediaType.into());
        }
        let bytes = read_body(request.into_body()).await?;
        parse(&bytes).map(Self)
    }
}

/// The whole body; its limits were set by the access rule of the path.
pub(crate) async fn read_body(body: axum::body::Body) -> Result<bytes::Bytes, ApiError> {
    let collected = body.collect().await.map_err(|error| {
        let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
        while let Some(error) = cause {
            if error.is::<LengthLimitError>() {
                return ProblemCode::BodyTooLarge;
            }
            if error.is::<tower_http::timeout::TimeoutError>() {
                return ProblemCode::BodyTimeout;
            }
            cause = error.source();
        }
        ProblemCode::MalformedBody
    })?;
    Ok(collected.to_bytes())
}

fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, ApiError> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        if !error.inner().is_data() {
            return ApiError::Refused(ProblemCode::MalformedBody);
        }
        let words = error.inner().to_string();
        let (code, field) = if words.starts_with("unknown field") {
            ("unknown_field", None)
        } else if let Some(rest) = words.strip_prefix("missing field `") {
            ("missing_field", rest.split('`').next())
        } else {
            ("wrong_type", None)
        };
        let pointer = pointer(error.path(), field);
        ApiError::Fields(
            ProblemCode::MalformedBody,
            vec![FieldError {
                pointer,
                code: code.to_owned(),
            }],
        )
    })?;
    json.end().map_err(|_| ProblemCode::MalformedBody)?;
    Ok(value)
}

/// RFC 6901.
fn pointer(path: &serde_path_to_error::Path, field: Option<&str>) -> String {
    use serde_path_to_error::Segment;
    let steps = path.iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.replace('~', "~0").replace('/', "~1")),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    steps
        .chain(field.map(str::to_owned))
        .fold(String::new(), |pointer, step| pointer + "/" + &step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only parsed")]
    struct Outer {
        amount_fen: i64,
        #[serde(default)]
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only parsed")]
    struct Part {
        name: String,
    }

    #[test]
    fn what_is_wrong_is_pointed_at() {
        let table = [
            (r#"{"amount_fen":1,"extra":2}"#, "unknown_field", "/extra"),
            (r#"{"amount_fen":"1"}"#, "wrong_type", "/amount_fen"),
            (r"{}", "missing_field", "/amount_fen"),
            (
                r#"{"amount_fen":1,"parts":[{"name":"a"},{}]}"#,
                "missing_field",
                "/parts/1/name",
            ),
            (
                r#"{"amount_fen":1,"parts":[{"name":"a","b/c":1}]}"#,
                "unknown_field",
                "/parts/0/b~1c",
            ),
        ];
        for (body, code, pointer) in table {
            let Err(ApiError::Fields(ProblemCode::MalformedBody, errors)) =
                parse::<Outer>(body.as_bytes())
            else {
                panic!("{body} was not refused with a field")
            };
            assert_eq!(
                (errors[0].code.as_str(), errors[0].pointer.as_str()),
                (code, pointer),
                "{body}"
            );
        }
    }

    #[test]
    fn what_is_not_json_has_no_pointer() {
        for body in ["", "{", "{\"amount_fen\":1} x", "\u{feff}{}"] {
            let refused = parse::<Outer>(body.as_bytes()).unwrap_err();
            assert!(
                matches!(refused, ApiError::Refused(ProblemCode::MalformedBody)),
                "{body}: {refused:?}"
            );
        }
    }
}
