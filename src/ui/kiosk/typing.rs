//! Pages with one field, and nothing else to do than to type in it.

use super::keys::Act;
use super::lines::{Ink, Line, gap, plain, under};
use super::page::{Go, Page, Said, Scene};
use super::words::Phrase;
use crate::desk::request::kiosk::{ChangeSubject, KioskRequest, UnmetRules};
use crate::domain::password::{PasswordPolicy, Unmet};
use crate::domain::secret::Secret;
use crate::ui::field::{Field, SecretField};
use crate::ui::key::Key;

/// Most characters of a change that is asked for: what four rows hold.
const MOST_WORDS: usize = 240;
/// Most characters of what one line holds: the longest e-mail address.
const MOST_LINE: usize = 254;

/// Why a password is chosen.
#[derive(Clone, Debug, PartialEq)]
pub enum Purpose {
    /// The code was provisional.
    First,
    /// The one in force is too old.
    Renew,
    /// The family wants another one in place of this.
    Change(Secret),
}

/// What is typed.
#[derive(Clone, Debug, PartialEq)]
pub enum Wanted {
    /// The login id.
    Login,
    /// The password or code of this login id.
    Code(String),
    /// A password to come.
    Chosen(Purpose),
    /// The same again.
    Again(Purpose, Secret),
    /// The password in force.
    Old,
    /// What should change, in the family's words.
    Change(ChangeSubject),
    /// The short id of whoever looks after the kiosk.
    AdminCode,
    /// The secret of that short id.
    AdminSecret(String),
}

/// The field.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    /// It can be read.
    Open(Field),
    /// It shows dots.
    Hidden(SecretField),
}

/// A page with one field.
#[derive(Clone, Debug, PartialEq)]
pub struct Typing {
    /// What is typed.
    pub wanted: Wanted,
    /// Where.
    pub entry: Entry,
}

impl Typing {
    /// A page with an empty field.
    pub fn page(wanted: Wanted) -> Page {
        let open = matches!(wanted, Wanted::Login | Wanted::Change(_) | Wanted::AdminCode);
        let entry = if open {
            Entry::Open(Field::default())
        } else {
            Entry::Hidden(SecretField::default())
        };
        Page::Typing(Self { wanted, entry })
    }

    /// Whether several rows are typed.
    pub const fn is_long(&self) -> bool {
        matches!(self.wanted, Wanted::Change(_))
    }

    /// What is typed, in words.
    pub const fn heading(&self) -> Phrase {
        match self.wanted {
            Wanted::Login => Phrase::TypeLogin,
            Wanted::Code(_) => Phrase::TypeCode,
            Wanted::Chosen(_) => Phrase::ChoosePassword,
            Wanted::Again(..) => Phrase::TypeAgain,
            Wanted::Old => Phrase::TypeOld,
            Wanted::Change(_) => Phrase::TypeChange,
            Wanted::AdminCode => Phrase::TypeAdmin,
            Wanted::AdminSecret(_) => Phrase::TypeAdminSecret,
        }
    }

    /// What helps, below the field; the rules of a password as they are met one by one.
    pub fn help(&self, scene: &Scene<'_>) -> Vec<Line> {
        let quiet = |phrase: Phrase| vec![plain(scene.say(phrase), Ink::Quiet)];
        match &self.wanted {
            Wanted::Login if scene.house.login_hint.is_empty() => Vec::new(),
            Wanted::Login => vec![plain(scene.in_french(&scene.house.login_hint), Ink::Quiet)],
            Wanted::Code(_) => quiet(Phrase::CodeHelp),
            Wanted::Chosen(purpose) => self.rules(purpose, scene),
            Wanted::Again(..) => quiet(Phrase::AgainHelp),
            Wanted::Old | Wanted::AdminCode | Wanted::AdminSecret(_) => Vec::new(),
            Wanted::Change(_) => quiet(Phrase::ChangeHelp),
        }
    }

    fn rules(&self, purpose: &Purpose, scene: &Scene<'_>) -> Vec<Line> {
        let why = match purpose {
            Purpose::First => Phrase::WhyFirst,
            Purpose::Renew => Phrase::WhyRenew,
            Purpose::Change(_) => Phrase::WhyChange,
        };
        let mut lines = vec![plain(scene.say(why), Ink::Text), gap()];
        let (Some(policy), Entry::Hidden(field)) = (&scene.house.policy, &self.entry) else {
            return lines;
        };
        let unmet = policy.unmet(field.secret().reveal());
        lines.extend(rules(policy, &unmet, scene));
        lines
    }

    /// A key that is no act: text, or editing.
    pub fn key(&mut self, key: Key) {
        let most = if self.is_long() { MOST_WORDS } else { MOST_LINE };
        match (&mut self.entry, key) {
            (Entry::Open(field), Key::Char(_)) if field.text().chars().count() >= most => {}
            (Entry::Open(field), _) => {
                field.key(key);
            }
            (Entry::Hidden(field), Key::Char(_)) if field.chars() >= most => {}
            (Entry::Hidden(field), _) => field.key(key),
        }
    }

    /// Where Entrée, or the way back, leads to.
    pub fn act(&mut self, act: Act, scene: &Scene<'_>) -> Go {
        match act {
            Act::Continue => self.done(scene),
            Act::Back => self.back(scene),
            _ => Go::Stay,
        }
    }

    fn back(&self, scene: &Scene<'_>) -> Go {
        use super::menu::{Question, ask};
        match &self.wanted {
            Wanted::Login => Go::Page(ask(Question::Entrance)),
            Wanted::Code(_) => Go::Page(Self::page(Wanted::Login)),
            Wanted::Chosen(Purpose::Change(_)) => Go::Page(Self::page(Wanted::Old)),
            Wanted::Again(purpose, _) => Go::Page(Self::page(Wanted::Chosen(purpose.clone()))),
            Wanted::Change(_) if scene.family.is_some() => Go::Page(ask(Question::Subjects)),
            Wanted::AdminSecret(_) => Go::Page(Self::page(Wanted::AdminCode)),
            Wanted::Old => Go::Home,
            Wanted::Chosen(_) | Wanted::Change(_) | Wanted::AdminCode => Go::Leave,
        }
    }

    fn done(&mut self, scene: &Scene<'_>) -> Go {
        let (text, secret) = match &mut self.entry {
            Entry::Open(field) => (field.text().trim().to_owned(), Secret::default()),
            Entry::Hidden(field) if self.wanted.is_chosen() => {
                (String::new(), field.secret().clone())
            }
            Entry::Hidden(field) => (String::new(), field.take()),
        };
        if text.is_empty() && secret.is_empty() {
            return Go::Say(Said::Phrase(Phrase::TypeFirst));
        }
        match &self.wanted {
            Wanted::Login => Go::Page(Self::page(Wanted::Code(text))),
            Wanted::Code(login) => Go::Ask(KioskRequest::SignIn { login: login.clone(), secret }),
            Wanted::Chosen(purpose) => {
                let unmet = scene.house.policy.as_ref().map(|policy| policy.unmet(secret.reveal()));
                if unmet.is_some_and(|unmet| !unmet.is_empty()) {
                    return Go::Say(Said::Phrase(Phrase::NotYet));
                }
                Go::Page(Self::page(Wanted::Again(purpose.clone(), secret)))
            }
            Wanted::Again(purpose, chosen) if *chosen != secret => {
                let page = Self::page(Wanted::Chosen(purpose.clone()));
                Go::Told(page, Phrase::NotTheSame)
            }
            Wanted::Again(Purpose::Change(old), _) => {
                let old = old.clone();
                Go::Ask(KioskRequest::ChangePassword { old, chosen: secret })
            }
            Wanted::Again(..) => Go::Ask(KioskRequest::ChoosePassword(secret)),
            Wanted::Old => Go::Page(Self::page(Wanted::Chosen(Purpose::Change(secret)))),
            Wanted::Change(subject) => Go::Ask(KioskRequest::AskChange { subject: *subject, text }),
            Wanted::AdminCode => Go::Page(Self::page(Wanted::AdminSecret(text))),
            Wanted::AdminSecret(code) => {
                Go::Ask(KioskRequest::Close { code: code.clone(), secret })
            }
        }
    }
}

impl Wanted {
    /// Whether a password to come is typed: it stays where it is while rules are missing.
    const fn is_chosen(&self) -> bool {
        matches!(self, Self::Chosen(_))
    }
}

/// The rules of a policy, those that are met marked; a character that is none of its own last.
fn rules(policy: &PasswordPolicy, unmet: &[Unmet], scene: &Scene<'_>) -> Vec<Line> {
    let lacks = |test: fn(&Unmet) -> bool| unmet.iter().any(test);
    let (least, most) = (policy.min_chars.to_string(), policy.max_chars.to_string());
    let lengths = [("least", least.as_str()), ("most", most.as_str())];
    let all = [
        (
            scene.fill(Phrase::RuleLength, &lengths),
            true,
            lacks(|one| matches!(one, Unmet::TooShort(_) | Unmet::TooLong(_))),
        ),
        (
            scene.say(Phrase::RuleLower).to_owned(),
            policy.lower,
            lacks(|one| matches!(one, Unmet::Lower)),
        ),
        (
            scene.say(Phrase::RuleUpper).to_owned(),
            policy.upper,
            lacks(|one| matches!(one, Unmet::Upper)),
        ),
        (
            scene.say(Phrase::RuleDigit).to_owned(),
            policy.digit,
            lacks(|one| matches!(one, Unmet::Digit)),
        ),
        (
            scene.fill(Phrase::RuleSpecial, &[("characters", &policy.specials)]),
            !policy.specials.is_empty(),
            lacks(|one| matches!(one, Unmet::Special(_))),
        ),
    ];
    let line = |(words, _, missing)| {
        let (mark, ink) = if missing { ('·', Ink::Alert) } else { ('●', Ink::Done) };
        under(format!("{mark} {words}"), ink)
    };
    let mut lines: Vec<Line> = all.into_iter().filter(|(_, asked, _)| *asked).map(line).collect();
    for one in unmet {
        if let Unmet::NotListed(c) = one {
            let words = scene.fill(Phrase::RuleStranger, &[("character", &c.to_string())]);
            lines.push(under(format!("× {words}"), Ink::Alert));
        }
    }
    lines
}

/// Why the desk did not take a password, in few words: the page says the rules again.
pub const fn refused(unmet: &UnmetRules) -> Phrase {
    if unmet.same { Phrase::SamePassword } else { Phrase::NotYet }
}
