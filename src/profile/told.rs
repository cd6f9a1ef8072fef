//! A commune's rules read back in plain French, as an agent says them to a parent.

use chrono::{NaiveTime, Weekday};

use super::Profile;
use crate::domain::calendar::SchoolCalendar;
use crate::domain::deadline::{Batch, DeadlineRule};
use crate::domain::document::{Holder, RequiredDocument, Validity};
use crate::domain::people::ActivityKind;
use crate::domain::rule::{AfterDeadline, AfterFull, BookingRule};
use crate::domain::text::sentence_case;
use crate::domain::time::{END_OF_DAY, day_name, numeric_day};

/// The title of what is said of tariffs.
pub const TARIFFS: &str = "Les tarifs";

/// What a commune says about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// `Réserver`.
    pub title: &'static str,
    /// One rule each.
    pub sentences: Vec<String>,
}

impl Profile {
    /// All the rules, chapter by chapter, in the order in which a family meets them.
    pub fn told(&self) -> Vec<Chapter> {
        let chapter = |title, sentences| Chapter { title, sentences };
        vec![
            chapter("Se connecter", self.access_told()),
            chapter("Le dossier", self.file_told()),
            chapter("Réserver et annuler", self.booking_told()),
            chapter("Les jours", self.days_told()),
            chapter(TARIFFS, self.tariffs_told()),
            chapter("Payer", self.money_told()),
            chapter(
                "Nous joindre",
                vec![format!("{} · {}", self.contact.email, self.contact.phone)],
            ),
        ]
    }

    fn access_told(&self) -> Vec<String> {
        let access = &self.access;
        let unpaid = &access.unpaid;
        let block = if unpaid.applies() {
            let source = if unpaid.source.is_empty() { "" } else { "\u{a0}: " };
            format!("Le compte se bloque {}{source}{}", unpaid.in_words(), unpaid.source)
        } else {
            "Les factures impayées ne bloquent pas le compte".to_owned()
        };
        let block = format!("{}.", block.trim_end_matches('.'));
        vec![
            format!("Le compte se bloque après {}\u{a0}essais manqués.", access.tries),
            format!("Mot de passe\u{a0}: {}", access.passwords.policy.sentence()),
            format!(
                "Un code provisoire sert {}\u{a0}heures, une fois\u{a0}: la famille le remplace \
                 aussitôt.",
                access.code_hours
            ),
            block,
        ]
    }

    fn file_told(&self) -> Vec<String> {
        let mut told = Vec::new();
        if self.file.yearly_tariff_file {
            told.push("Il faut le dossier de tarification de l’année civile.".to_owned());
        }
        if self.file.child_form {
            told.push("Il faut une fiche de renseignements pour chaque enfant.".to_owned());
        }
        told.extend(self.file.pieces.iter().map(document));
        if told.is_empty() {
            told.push("Aucune pièce n’est exigée.".to_owned());
        }
        told
    }

    fn booking_told(&self) -> Vec<String> {
        let mut told = Vec::new();
        for (name, rule) in &self.booking.rules {
            let kinds: Vec<&str> = ActivityKind::ALL
                .iter()
                .filter(|kind| self.booking.by_kind.get(kind) == Some(name))
                .map(|kind| kind.label())
                .collect();
            let whose = if kinds.is_empty() { name.clone() } else { kinds.join(", ") };
            told.push(format!("{}\u{a0}: {}", sentence_case(&whose), booking(rule)));
        }
        told
    }

    fn days_told(&self) -> Vec<String> {
        let calendar = &self.calendar;
        let mut told = vec![
            format!("Heure légale\u{a0}: {}.", self.time_zone),
            format!("Jours ouvrés\u{a0}: {}.", calendar.working_week.in_words()),
            format!("Jours d’école\u{a0}: {}.", calendar.school_week.in_words()),
            school(&calendar.school),
        ];
        told.extend(
            calendar
                .holidays
                .local
                .iter()
                .map(|local| format!("Jour férié de la commune\u{a0}: {}.", local.name)),
        );
        told.extend(calendar.closures.iter().map(|closure| {
            let (first, last) = (numeric_day(closure.first), numeric_day(closure.last));
            format!("Fermé du {first} au {last}\u{a0}: {}.", closure.label)
        }));
        told
    }

    fn tariffs_told(&self) -> Vec<String> {
        let told = self.rates.voted.iter().map(|tariff| {
            let kinds: Vec<&str> = tariff.kinds.iter().map(|kind| kind.label()).collect();
            let codes = tariff.activities.iter().map(String::as_str);
            let whose = kinds.into_iter().chain(codes).collect::<Vec<_>>().join(", ");
            let (rules, term) = (tariff.told().join("\u{a0}; "), &tariff.term);
            format!("{}\u{a0}: {rules} ({}, {term}).", sentence_case(&whose), term.vote)
        });
        let [a, b, c, d] = self.rates.brackets.bounds();
        let office = format!(
            "Sans grille votée ici, les cinq colonnes du service\u{a0}: A jusqu’à {a}, B jusqu’à \
             {b}, C jusqu’à {c}, D jusqu’à {d}, E au-delà ou quotient inconnu."
        );
        told.chain([office]).collect()
    }

    fn money_told(&self) -> Vec<String> {
        let windows = &self.windows;
        vec![
            format!(
                "En ligne {}, au guichet {}.",
                windows.online.in_words(),
                windows.counter.in_words()
            ),
            format!(
                "En espèces jusqu’à {} inclus ({}), au-delà avec un motif.",
                self.regie.cash_limit, self.regie.cash_limit_source
            ),
            format!("Régie\u{a0}: {}.", self.regie.name),
        ]
    }
}

fn document(document: &RequiredDocument) -> String {
    let whose = match document.holder {
        Holder::Family => "pour la famille",
        Holder::Child => "pour chaque enfant",
    };
    let until = match document.validity {
        Validity::Months(months) => format!("valable {months}\u{a0}mois"),
        Validity::SchoolYear => "valable jusqu’au 31 août".to_owned(),
        Validity::CivilYear => "valable jusqu’au 31 décembre".to_owned(),
        Validity::NoEnd => "sans date de fin".to_owned(),
    };
    let look = if document.validated { ", validée par un agent" } else { "" };
    format!("Pièce demandée {whose}\u{a0}: {}, {until}{look}.", document.label)
}

/// `réserver jusqu’à 5 jours ouvrés avant, à minuit ; … .`
fn booking(rule: &BookingRule) -> String {
    let mut told = if rule.deadline == rule.cancellation {
        format!("réserver et annuler {}", until(&rule.deadline))
    } else {
        format!("réserver {}, annuler {}", until(&rule.deadline), until(&rule.cancellation))
    };
    let late = match rule.after {
        AfterDeadline::Refuse => "c’est refusé".to_owned(),
        AfterDeadline::Surcharge(extra) => format!("c’est majoré de {extra}"),
        AfterDeadline::Wait => "sur la liste d’attente".to_owned(),
        AfterDeadline::Validate => "un agent décide".to_owned(),
    };
    told.push_str("\u{a0}; ensuite ");
    told.push_str(&late);
    told.push_str(match rule.full {
        AfterFull::Refuse => "\u{a0}; complet, c’est refusé",
        AfterFull::WaitingList => "\u{a0}; complet, il y a une liste d’attente",
    });
    if rule.validated {
        told.push_str("\u{a0}; un agent accepte chaque jour");
    }
    told.push('.');
    told
}

/// `jusqu’à 5 jours ouvrés avant, à minuit`, `jusqu’à jeudi 9:00 pour lundi, mardi`.
fn until(rule: &DeadlineRule) -> String {
    match rule {
        DeadlineRule::Days { until, .. } | DeadlineRule::SchoolEve { until } => {
            // The words of a rule by days are the same whatever the day of the service.
            let day = rule.in_words(Weekday::Mon);
            let day = match day.strip_prefix("le ") {
                Some(day) => format!("jusqu’au {day}"),
                None => format!("jusqu’à {day}"),
            };
            format!("{day}, {}", hour_limit(*until))
        }
        DeadlineRule::Hours(_) => format!("jusqu’à {}", rule.in_words(Weekday::Mon)),
        DeadlineRule::Weekly(batches) => {
            let told: Vec<String> = batches.iter().map(batch).collect();
            format!("jusqu’à {}", told.join(", "))
        }
    }
}

fn batch(batch: &Batch) -> String {
    let services = batch.services.in_words();
    let weeks = match batch.weeks_before {
        0 => "de la même semaine".to_owned(),
        1 => "de la semaine d’avant".to_owned(),
        weeks => format!("{weeks}\u{a0}semaines avant"),
    };
    format!("{} {weeks} {} pour {services}", day_name(batch.on), hour_limit(batch.until))
}

/// `à minuit`, `à 12:00`, as the calendar tells it: the second that is named counts.
fn hour_limit(until: NaiveTime) -> String {
    if until == END_OF_DAY { "à minuit".to_owned() } else { until.format("à %-H:%M").to_string() }
}

fn school(school: &SchoolCalendar) -> String {
    let of = school.zone.of();
    match school.known {
        None => format!("Vacances scolaires {of}\u{a0}: non renseignées, rien n’est deviné."),
        Some((first, last)) => format!(
            "Vacances scolaires {of}\u{a0}: connues du {} au {} ({}).",
            numeric_day(first),
            numeric_day(last),
            school.source
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str) -> String {
        let profile = Profile::parse(Profile::builtin_text(name).unwrap()).unwrap();
        let chapters = profile.told().into_iter();
        chapters.flat_map(|chapter| chapter.sentences).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn each_commune_says_its_own_rules() {
        for (name, sentences) in [
            (
                "evreux",
                &[
                    "Cantine\u{a0}: réserver et annuler jusqu’à 5 jours ouvrés avant, à minuit",
                    "Le compte se bloque après 3\u{a0}essais manqués.",
                    "Il faut le dossier de tarification de l’année civile.",
                ][..],
            ),
            (
                "hotel-de-ville",
                &["réserver et annuler jusqu’à 6 jours calendaires avant, à minuit\u{a0}; \
                    ensuite c’est refusé\u{a0}; complet, c’est refusé."],
            ),
            ("epagny-metz-tessy", &["à 12:00\u{a0}; ensuite un agent décide"]),
            (
                "portail-legende",
                &["ensuite c’est majoré de 50\u{a0}%", "un agent accepte chaque jour."],
            ),
            (
                "petit-bourg",
                &[
                    "Le compte se bloque à 2\u{a0}factures impayées",
                    "jusqu’au jour d’école précédent, à 12:00",
                    "Vacances scolaires de Guadeloupe\u{a0}: non renseignées, rien n’est deviné.",
                    "Heure légale\u{a0}: America/Guadeloupe.",
                ],
            ),
        ] {
            let all = told(name);
            for sentence in sentences {
                assert!(all.contains(sentence), "{name}: {sentence}\n{all}");
            }
        }
    }

    #[test]
    fn weekly_batches_name_their_days() {
        let text = Profile::builtin_text("evreux").unwrap();
        let rule = "delai = \"5 jours ouvrés\" # « 5 jours ouvrés pour la restauration scolaire »\n\
                    convention = \"B\"         # choix de Guichet\u{a0}: le jour où l’on réserve \
                    compte\nheure_limite = \"24:00\"   # choix de Guichet : jusqu’au bout du jour";
        let rule = rule.replace("Guichet\u{a0}:", "Guichet :");
        assert!(text.contains(&rule), "the profile changed");
        let weekly = "delai = \"lots hebdomadaires\"\nlots = [{ pour = \"lun mar\", le = \"jeu\", \
                      semaines_avant = 1, heure_limite = \"9:00\" }]";
        let profile = Profile::parse(&text.replace(&rule, weekly)).unwrap();
        let rule = profile.booking.rules.get("restauration").unwrap();
        assert_eq!(
            until(&rule.deadline),
            "jusqu’à jeudi de la semaine d’avant à 9:00 pour lundi et mardi"
        );
    }
}
