//! One-line fields: words that can be read, and secrets that can't.
//!
//! A secret is never handed to a widget that keeps deleted text: it has a field of its own.

use tui_input::{Input, InputRequest};

use crate::domain::secret::Secret;

use super::key::Key;

/// More than any name, e-mail or note needs.
const LONGEST: usize = 600;

/// A line of text with a cursor.
#[derive(Clone, Debug, Default)]
pub struct Field(Input);

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        (self.text(), self.0.cursor()) == (other.text(), other.0.cursor())
    }
}

impl Field {
    /// A field that holds a text, the cursor behind it.
    pub fn new(text: &str) -> Self {
        Self(Input::new(text.to_owned()))
    }

    /// What was typed.
    pub fn text(&self) -> &str {
        self.0.value()
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.0 = Input::default();
    }

    /// Edits by a key; says whether the text changed.
    pub fn key(&mut self, key: Key) -> bool {
        let request = match key {
            Key::Char(_) if self.text().chars().count() >= LONGEST => return false,
            Key::Char(c) => InputRequest::InsertChar(c),
            Key::Backspace => InputRequest::DeletePrevChar,
            Key::Delete => InputRequest::DeleteNextChar,
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Home => InputRequest::GoToStart,
            Key::End => InputRequest::GoToEnd,
            Key::Ctrl('u') => InputRequest::DeleteLine,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            _ => return false,
        };
        self.0.handle(request).is_some_and(|changed| changed.value)
    }

    /// Inserts a pasted text at the cursor; says whether the text changed.
    pub fn paste(&mut self, text: &str) -> bool {
        text.chars().filter(|c| self.key(Key::Char(*c))).count() > 0
    }

    /// How many columns are scrolled out at the left so that the cursor stays in `width` columns,
    /// and the cursor's column in what is left.
    pub fn window(&self, width: u16) -> (usize, usize) {
        let scroll = self.0.visual_scroll(usize::from(width.saturating_sub(1)));
        (scroll, self.0.visual_cursor().saturating_sub(scroll))
    }
}

/// A line that shows dots.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SecretField(Secret);

impl SecretField {
    /// How many dots it shows.
    pub fn chars(&self) -> usize {
        self.0.chars()
    }

    /// Whether nothing stands in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The secret, while it is typed: a password to come is held against its rules.
    pub const fn secret(&self) -> &Secret {
        &self.0
    }

    /// Hands the secret over and leaves nothing behind.
    pub fn take(&mut self) -> Secret {
        std::mem::take(&mut self.0)
    }

    /// Edits by a key: a character at the end, or one less; Ctrl+U empties.
    pub fn key(&mut self, key: Key) {
        match key {
            Key::Char(c) if self.chars() < LONGEST => self.0.push(c),
            Key::Backspace => self.0.pop(),
            Key::Ctrl('u') => self.0 = Secret::default(),
            _ => {}
        }
    }

    /// Adds a pasted text.
    pub fn paste(&mut self, text: &str) {
        text.chars().for_each(|c| self.key(Key::Char(c)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_edited_by_its_keys() {
        let mut field = Field::new("Zoé");
        assert!(field.key(Key::Backspace));
        assert!(!field.key(Key::Home));
        assert!(field.key(Key::Char('É')));
        assert!(!field.key(Key::F(4)));
        assert_eq!(field.text(), "ÉZo");
        assert!(field.paste("l "));
        assert_eq!(field.text(), "Él Zo");
        assert!(field.key(Key::Ctrl('u')));
        assert!(field.is_empty());
    }

    #[test]
    fn a_field_ends_at_its_limit() {
        let mut field = Field::new(&"a".repeat(LONGEST - 1));
        assert!(field.key(Key::Char('b')));
        assert!(!field.key(Key::Char('c')));
        assert_eq!(field.text().chars().count(), LONGEST);
    }

    #[test]
    fn a_secret_leaves_its_field_empty() {
        let mut field = SecretField::default();
        field.paste("guichét");
        field.key(Key::Backspace);
        assert_eq!(field.chars(), 6);
        assert_eq!(field.take().reveal(), "guiché");
        assert!(field.is_empty());
    }
}
