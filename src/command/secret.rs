//! Secrets of the command line: typed without echo, or one line each on standard input.

use std::io::BufRead;

use super::{Failure, failure};
use crate::domain::secret::Secret;

/// Where secrets come from.
#[derive(Clone, Copy, Debug)]
pub(super) enum Secrets {
    /// The terminal, without echo.
    Asked,
    /// Standard input, one line each.
    StandardInput,
}

impl Secrets {
    /// From the command's flag.
    pub(super) const fn from_flag(standard_input: bool) -> Self {
        if standard_input { Self::StandardInput } else { Self::Asked }
    }

    /// The secret of somebody who has one.
    pub(super) fn of(self, who: &str) -> Result<Secret, Failure> {
        match self {
            Self::Asked => ask(&format!("Code secret de {who}\u{a0}: ")),
            Self::StandardInput => line(who),
        }
    }

    /// A new secret: typed twice at the terminal.
    pub(super) fn new_of(self, who: &str) -> Result<Secret, Failure> {
        let secret = self.of(&format!("{who} (nouveau)"))?;
        if matches!(self, Self::Asked) && ask("Le même, une seconde fois\u{a0}: ")? != secret {
            return Err(failure("Les deux saisies diffèrent. Rien n’a été enregistré."));
        }
        Ok(secret)
    }
}

fn ask(prompt: &str) -> Result<Secret, Failure> {
    rpassword::prompt_password(prompt).map(Secret::new).map_err(|_| {
        failure("Pas de terminal pour saisir le code secret\u{a0}: utilisez --secret-stdin.")
    })
}

fn line(who: &str) -> Result<Secret, Failure> {
    let mut text = String::new();
    std::io::stdin().lock().read_line(&mut text)?;
    text.truncate(text.trim_end_matches(['\r', '\n']).len());
    let secret = Secret::new(text);
    if secret.is_empty() {
        return Err(failure(format!(
            "Code secret de {who} attendu sur l’entrée standard, une ligne par code."
        )));
    }
    Ok(secret)
}
