//! Lines of text as the bytes of a receipt printer (ESC/POS), in code page CP858.
//!
//! No control byte ever comes from the text: a family's name can't open the drawer.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_width::UnicodeWidthChar;

/// ESC @: forget what the last document set.
const INITIALISE: [u8; 2] = [0x1b, b'@'];
/// ESC t 19: code page CP858, the one that has both é and €.
const CODE_PAGE: [u8; 3] = [0x1b, b't', 19];
/// Brings the last line past the knife.
const FEED: [u8; 4] = [b'\n'; 4];
/// GS V 0: cut.
const CUT: [u8; 3] = [0x1d, b'V', 0];

/// CP858 from 0x80 on. A space stands for its two invisible characters (0xf0 and 0xff).
const HIGH_HALF: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»\
    ░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´ ±‗¾¶§÷¸°¨·¹³²■ ";

/// A whole document: the printer initialised, each line on its own, the paper fed and cut.
pub fn encode<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.extend(INITIALISE);
    bytes.extend(CODE_PAGE);
    for line in lines {
        line.as_ref().nfc().for_each(|c| push_char(&mut bytes, c));
        bytes.push(b'\n');
    }
    bytes.extend(FEED);
    bytes.extend(CUT);
    bytes
}

/// One character as the printer's bytes: itself, the nearest it has, or `?`. Control characters
/// and those without a width leave nothing.
fn push_char(bytes: &mut Vec<u8>, c: char) {
    if let Some(byte) = code_page_byte(c) {
        bytes.push(byte);
        return;
    }
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' => bytes.push(b' '),
        '‘' | '’' | '‚' | '′' => bytes.push(b'\''),
        '“' | '”' | '„' | '″' => bytes.push(b'"'),
        '‐'..='―' | '−' => bytes.push(b'-'),
        '…' => bytes.extend(b"..."),
        'œ' => bytes.extend(b"oe"),
        'Œ' => bytes.extend(b"OE"),
        '•' | '●' => bytes.push(b'*'),
        'ł' => bytes.push(b'l'),
        'Ł' => bytes.push(b'L'),
        'đ' => bytes.push(b'd'),
        'Đ' => bytes.push(b'D'),
        _ if c.width().unwrap_or(0) == 0 => {}
        _ => {
            let base = [c].into_iter().nfd().find(|c| !is_combining_mark(*c));
            bytes.push(base.and_then(code_page_byte).unwrap_or(b'?'));
        }
    }
}

/// The byte of a character that CP858 has; never a control byte.
fn code_page_byte(c: char) -> Option<u8> {
    if matches!(c, ' '..='~') {
        return u8::try_from(c).ok();
    }
    let place = HIGH_HALF.chars().position(|high| high == c)?;
    u8::try_from(0x80 + place).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bytes of one line, without the document around it.
    fn line(text: &str) -> Vec<u8> {
        let bytes = encode([text]);
        let body = bytes.strip_prefix(b"\x1b@\x1bt\x13").unwrap();
        body.strip_suffix(b"\n\n\n\n\n\x1dV\x00").unwrap().to_vec()
    }

    #[test]
    fn a_document_is_initialised_fed_and_cut() {
        let lines = vec!["QUITTANCE N° A2-2026-000902".to_owned(), "Réglé 47,35\u{a0}€".to_owned()];
        assert_eq!(
            encode(&lines),
            [
                &b"\x1b@\x1bt\x13"[..],
                b"QUITTANCE N\xf8 A2-2026-000902\nR\x82gl\x82 47,35 \xd5\n",
                b"\n\n\n\n\x1dV\x00"
            ]
            .concat()
        );
        assert_eq!(encode([""; 0]), b"\x1b@\x1bt\x13\n\n\n\n\x1dV\x00");
    }

    #[test]
    fn characters_take_their_place_in_the_code_page() {
        for (text, bytes) in [
            ("Çé€", &b"\x80\x82\xd5"[..]),
            ("À Â È Ê Ë Î Ï Ô Ù Û", b"\xb7 \xb6 \xd4 \xd2 \xd3 \xd7 \xd8 \xe2 \xeb \xea"),
            ("«×»°■", b"\xae\x9e\xaf\xf8\xfe"),
            ("e\u{301}", b"\x82"),
            ("D’Évreux", b"D'\x90vreux"),
            ("Œuvre… sœur", b"OEuvre... soeur"),
            ("10–20 — 5\u{202f}€", b"10-20 - 5 \xd5"),
            ("Şahin Ćosić Łódź", b"Sahin Cosic L\xa2dz"),
            ("Иван 日", b"???? ?"),
            ("x\u{302}\u{200d}", b"x"),
            ("a\u{ad}b", b"ab"),
        ] {
            assert_eq!(line(text), bytes, "{text}");
        }
    }

    #[test]
    fn no_control_byte_comes_from_a_name() {
        assert_eq!(
            line("DU\u{1b}p\u{0}\u{32}\u{32}PONT\u{1d}V\u{0}\r\n\u{7f}\u{9b}"),
            b"DUp22PONTV"
        );
        let all: String = ('\0'..='\u{2fff}').collect();
        assert!(line(&all).iter().all(|byte| *byte >= b' ' && *byte != 0x7f));
    }
}
