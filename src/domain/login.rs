//! The ids that families type to sign in: how a commune makes them, and how they are compared.
//!
//! Nobody types capitals twice the same way: two ids that differ by them are one.

use super::contact::email_ok;

/// Most characters of an id that is no whole address.
const MOST_CHARS: usize = 40;

/// How a commune makes its login ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginScheme {
    /// « en indiquant votre identifiant EVR... »: letters, then so many digits.
    Numbered(Series),
    /// « mon identifiant est la partie de mon adresse mail située avant l'@. »
    MailName,
    /// « Saisissez votre email et votre mot de passe »
    Mail,
}

/// The numbers of a scheme, one after another: `EVR04217`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// `EVR`.
    pub prefix: String,
    /// How many digits follow, 1 to 12.
    pub digits: u32,
}

impl Series {
    /// The id of a number; `None` once there is no number left.
    pub fn id(&self, number: u64) -> Option<String> {
        let fits = number < 10_u64.saturating_pow(self.digits);
        fits.then(|| format!("{}{number:0width$}", self.prefix, width = self.digits as usize))
    }

    /// The number after that of the last id given; 1 where there is none.
    pub fn after(&self, last: Option<&str>) -> u64 {
        let digits = last.and_then(|login| login.get(self.prefix.len()..));
        digits.and_then(|digits| digits.parse::<u64>().ok()).unwrap_or(0) + 1
    }
}

impl LoginScheme {
    /// The letters before the number; empty where there are none.
    pub fn prefix(&self) -> &str {
        match self {
            Self::Numbered(series) => &series.prefix,
            Self::MailName | Self::Mail => "",
        }
    }

    /// An id as it is kept: capitals for a numbered one, small letters for one of a mail.
    pub fn canonical(&self, login: &str) -> String {
        match self {
            Self::Numbered(_) => login.trim().to_uppercase(),
            Self::MailName | Self::Mail => login.trim().to_lowercase(),
        }
    }

    /// The id that an e-mail address gives; `None` for a text that is no address, and for a
    /// numbered scheme, or one whose beginning can be no id.
    pub fn of_email(&self, email: &str) -> Option<String> {
        let email = self.canonical(email);
        let (name, _) = email.split_once('@').filter(|_| email_ok(&email))?;
        match self {
            Self::Numbered(_) => None,
            Self::MailName => Some(name.to_owned()),
            Self::Mail => Some(email),
        }
        .filter(|login| is_id(login))
    }
}

/// The id of the n-th family whose mails begin alike: `durand.simon`, `durand.simon2` …
pub fn variant(name: &str, n: u32) -> String {
    if n <= 1 { name.to_owned() } else { format!("{name}{n}") }
}

/// Whether a text can be an id: an e-mail address, or at most 40 letters, digits and some signs;
/// never a sign first, which a spreadsheet would run as a formula.
pub fn is_id(login: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "._-@+'".contains(c);
    let short = login.chars().count() <= MOST_CHARS && login.chars().all(plain);
    login.starts_with(char::is_alphanumeric) && (short || email_ok(login))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evr() -> Series {
        Series { prefix: "EVR".into(), digits: 5 }
    }

    #[test]
    fn numbers_follow_one_another_to_the_last() {
        assert_eq!(evr().after(None), 1);
        assert_eq!(evr().after(Some("EVR04217")), 4218);
        assert_eq!(evr().after(Some("EVR99999")), 100_000);
        assert_eq!(evr().id(1).unwrap(), "EVR00001");
        assert_eq!(evr().id(99_999).unwrap(), "EVR99999");
        assert_eq!(evr().id(100_000), None);
    }

    #[test]
    fn a_mail_gives_its_beginning_or_the_whole_of_it() {
        let numbered = LoginScheme::Numbered(evr());
        for (email, name, whole) in [
            ("durand.simon@live.fr", Some("durand.simon"), Some("durand.simon@live.fr")),
            (" Durand.Simon@Live.fr", Some("durand.simon"), Some("durand.simon@live.fr")),
            ("", None, None),
            ("durand.simon", None, None),
            ("durand@live", None, None),
            ("-durand@live.fr", None, None),
        ] {
            assert_eq!(LoginScheme::MailName.of_email(email).as_deref(), name, "{email}");
            assert_eq!(LoginScheme::Mail.of_email(email).as_deref(), whole, "{email}");
            assert_eq!(numbered.of_email(email), None);
        }
    }

    #[test]
    fn capitals_tell_no_two_ids_apart() {
        assert_eq!(LoginScheme::Numbered(evr()).canonical(" evr04217 "), "EVR04217");
        assert_eq!(LoginScheme::Mail.canonical("Claire.M@Exemple.fr"), "claire.m@exemple.fr");
        assert_eq!((variant("a.b", 1).as_str(), variant("a.b", 2).as_str()), ("a.b", "a.b2"));
    }

    #[test]
    fn an_id_is_short_and_plain_or_an_address() {
        let long = "a".repeat(MOST_CHARS);
        for (login, fits) in [
            ("EVR04217", true),
            ("durand.simon", true),
            ("a+b@c.fr", true),
            (&format!("{long}@c.fr"), true),
            (&long, true),
            (&format!("{long}a"), false),
            ("a b", false),
            ("=a@c.fr", false),
            ("", false),
        ] {
            assert_eq!(is_id(login), fits, "{login}");
        }
    }
}
