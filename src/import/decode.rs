//! Bytes of an office export to text: UTF-8 with or without BOM, or Windows-1252; one line end.
//!
//! Nothing is guessed silently: what is neither is refused with the line where it shows.

use encoding_rs::WINDOWS_1252;

/// Why bytes are no text: the line (0 for the whole file) and a French sentence.
pub(super) type Refused = (u64, &'static str);

/// The text of a file, with `\n` for every end of line.
pub(super) fn text(bytes: &[u8]) -> Result<String, Refused> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err((0, "encodage UTF-16 refusé, enregistrez en CSV UTF-8"));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let sentence = "octet nul, ce n’est pas un fichier CSV, ou il est en UTF-16";
        return Err((line_of(bytes, at), sentence));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let decoded = match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(error) if holds_utf8(bytes) => {
            return Err((line_of(bytes, error.valid_up_to()), "mélange d’encodages"));
        }
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    Ok(decoded.replace("\r\n", "\n").replace('\r', "\n"))
}

/// Whether some character is written as UTF-8 writes accents: `Ã©` is no French in Windows-1252.
fn holds_utf8(bytes: &[u8]) -> bool {
    bytes.windows(2).any(|pair| matches!(pair, [0xc3, 0x80..=0xbf]))
}

fn line_of(bytes: &[u8], at: usize) -> u64 {
    let ends = bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    ends as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_encodings_give_the_same_text() {
        let text_of = |bytes: &[u8]| text(bytes).unwrap();
        assert_eq!(text_of("Zoé\n".as_bytes()), "Zoé\n");
        assert_eq!(text_of(b"\xef\xbb\xbfZo\xc3\xa9\n"), "Zoé\n");
        assert_eq!(text_of(b"Zo\xe9 12 \x80\n"), "Zoé 12 €\n");
        assert_eq!(text_of(b""), "");
    }

    #[test]
    fn every_end_of_line_becomes_one() {
        assert_eq!(text(b"a\r\nb\rc\nd").unwrap(), "a\nb\nc\nd");
    }

    #[test]
    fn what_is_no_text_is_refused_with_its_line() {
        for (bytes, line) in [
            (&b"\xff\xfea\0"[..], 0),
            (&b"\xfe\xff\0a"[..], 0),
            (&b"a\nb\0"[..], 2),
            (&b"Zo\xc3\xa9\nZo\xe9"[..], 2),
        ] {
            assert_eq!(text(bytes).unwrap_err().0, line, "{bytes:?}");
        }
    }
}
