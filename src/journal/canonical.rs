//! The one way a payload is written: UTF-8 JSON in NFC, keys sorted, integers only.
//!
//! Two programs that hold the same fact write the same bytes, so that a hash can be recomputed by
//! anybody with a JSON library and SHA-256.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Why a value has no canonical form.
#[derive(Debug, thiserror::Error)]
pub enum CanonicalError {
    /// Amounts are cents and days are dates: a fraction has no place in a fact.
    #[error("a payload holds a number that is no 64-bit integer")]
    NotAnInteger,
    /// A type that JSON can't hold.
    #[error("a payload can't be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// The canonical bytes of a fact.
///
/// # Errors
/// When the value holds a fraction or something that JSON can't hold.
pub fn encode<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    let mut text = String::new();
    write(&serde_json::to_value(value)?, &mut text)?;
    Ok(text.into_bytes())
}

fn write(value: &Value, text: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(true) => text.push_str("true"),
        Value::Bool(false) => text.push_str("false"),
        Value::Number(n) => {
            let integer = n.as_i64().ok_or(CanonicalError::NotAnInteger)?;
            text.push_str(&integer.to_string());
        }
        Value::String(s) => write_string(s, text)?,
        Value::Array(items) => {
            text.push('[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                write(item, text)?;
            }
            text.push(']');
        }
        Value::Object(fields) => {
            let mut sorted: Vec<(&String, &Value)> = fields.iter().collect();
            sorted.sort_by(|a, b| a.0.cmp(b.0));
            text.push('{');
            for (i, (key, field)) in sorted.into_iter().enumerate() {
                if i > 0 {
                    text.push(',');
                }
                write_string(key, text)?;
                text.push(':');
                write(field, text)?;
            }
            text.push('}');
        }
    }
    Ok(())
}

fn write_string(s: &str, text: &mut String) -> Result<(), CanonicalError> {
    let normal = match is_nfc_quick(s.chars()) {
        IsNormalized::Yes => Cow::Borrowed(s),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(s.nfc().collect()),
    };
    text.push_str(&serde_json::to_string(&normal)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(json: &str) -> String {
        let value: Value = serde_json::from_str(json).unwrap();
        String::from_utf8(encode(&value).unwrap()).unwrap()
    }

    #[test]
    fn keys_are_sorted_and_text_is_nfc() {
        let spread = "{ \"b\": [1, true, null], \"a\": {\"z\": -3, \"e\": \"Le\u{301}o\"} }";
        assert_eq!(canonical(spread), "{\"a\":{\"e\":\"Léo\",\"z\":-3},\"b\":[1,true,null]}");
        assert_eq!(canonical("\"a\\u0001\\\"€\""), "\"a\\u0001\\\"€\"");
    }

    #[test]
    fn a_fraction_is_refused() {
        for json in ["1.5", "1e400", "18446744073709551615"] {
            let Ok(value) = serde_json::from_str::<Value>(json) else { continue };
            assert!(encode(&value).is_err(), "{json}");
        }
    }
}
