//! The headers of the nine files: names, the few synonyms we know, and which must be there.
//!
//! Names and synonyms are compared folded: without case, accents, marks or order.

use super::source::OfficeFile;

/// One column of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// As the templates write it.
    pub name: &'static str,
    /// Without it the file means nothing.
    pub required: bool,
    /// Other headers for the same thing, folded.
    pub synonyms: &'static [&'static str],
}

const fn required(name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { name, required: true, synonyms }
}

const fn optional(name: &'static str, synonyms: &'static [&'static str]) -> Column {
    Column { name, required: false, synonyms }
}

/// A family's login id, in its own file and in the others.
const LOGIN_SYNONYMS: &[&str] =
    &["id", "login", "id famille", "n famille", "no famille", "numero famille"];
const FAMILY: Column = required(
    "famille",
    &["identifiant", "id famille", "login", "n famille", "no famille", "numero famille"],
);
const CHILD: Column = required("enfant", &["prenom enfant", "prenom de l enfant", "prenom"]);
const ACTIVITY: Column = required("activite", &["code activite", "code"]);
const PHONE: Column =
    optional("telephone", &["tel", "portable", "mobile", "tel portable", "telephone portable"]);
const EMAIL: Column =
    optional("courriel", &["email", "e mail", "mail", "adresse mail", "adresse e mail"]);

const FAMILIES: &[Column] = &[
    required("identifiant", LOGIN_SYNONYMS),
    required("nom", &["nom responsable", "nom du responsable", "nom titulaire"]),
    optional("prenom", &["prenom responsable", "prenom du responsable", "prenom titulaire"]),
    PHONE,
    EMAIL,
    optional("adresse", &["rue", "adresse 1", "adresse postale"]),
    optional("cp", &["code postal"]),
    optional("ville", &["commune"]),
    optional("quotient", &["qf", "quotient familial"]),
    optional("quotient_fin", &["fin quotient", "qf fin"]),
    optional("dossier_annee", &["annee dossier"]),
    optional("quotient_mois", &["mois quotient", "qf mois"]),
    optional("quotient_source", &["source quotient", "qf source", "organisme"]),
    optional("quotient_recu", &["quotient recu le", "qf recu le"]),
    optional("revenu", &["revenu de reference", "revenu fiscal de reference", "rfr"]),
    optional("revenu_annee", &["annee revenu", "annee des revenus"]),
];

const GUARDIANS: &[Column] = &[
    FAMILY,
    required("nom", &[]),
    optional("prenom", &[]),
    optional("lien", &["lien de parente"]),
    PHONE,
    EMAIL,
];

const CHILDREN: &[Column] = &[
    FAMILY,
    required("prenom", &["prenom enfant", "prenom de l enfant", "enfant"]),
    optional("nom", &["nom enfant", "nom de l enfant"]),
    required("naissance", &["date de naissance", "date naissance", "ne le", "ne e le", "nee le"]),
    optional("ecole", &[]),
    optional("classe", &[]),
    optional("fiche_le", &["fiche"]),
    optional("pai", &["tarif pai"]),
];

const ACTIVITIES: &[Column] = &[
    required("code", &[]),
    required("libelle", &[]),
    required("genre", &["type"]),
    required("jours", &[]),
    optional("places", &["capacite"]),
    optional("age_min", &[]),
    optional("age_max", &[]),
    optional("tarif_a", &[]),
    optional("tarif_b", &[]),
    optional("tarif_c", &[]),
    optional("tarif_d", &[]),
    optional("tarif_e", &[]),
    optional("regle", &[]),
];

const ENROLMENTS: &[Column] = &[
    FAMILY,
    CHILD,
    ACTIVITY,
    required("debut", &["date debut", "du"]),
    required("fin", &["date fin", "au"]),
    optional("rythme", &["rythme de venue", "type d inscription", "frequence"]),
];

const INVOICES: &[Column] = &[
    required("numero", &["n facture", "facture"]),
    FAMILY,
    optional("periode", &[]),
    optional("objet", &["libelle"]),
    required("montant", &["montant ttc", "total", "montant facture"]),
    required("reste", &["reste a payer", "reste du", "solde"]),
    optional("emise_le", &["date d emission", "emission", "date facture", "date"]),
];

const BOOKINGS: &[Column] = &[
    FAMILY,
    CHILD,
    ACTIVITY,
    required("date", &["jour"]),
    optional("etat", &["statut"]),
    optional("prix", &["tarif"]),
];

const ACCOUNTS: &[Column] = &[
    required("identifiant", LOGIN_SYNONYMS),
    required("etat", &["statut"]),
    optional("cause", &["motif"]),
    optional("depuis", &["depuis le", "date"]),
    optional("porte_monnaie", &["porte monnaie active", "compte famille", "compte famille active"]),
];

const DOCUMENTS: &[Column] = &[
    FAMILY,
    optional("enfant", CHILD.synonyms),
    required("piece", &["code piece", "document", "libelle", "type", "nature", "code"]),
    required("recue_le", &["recu le", "date de reception", "date reception", "date"]),
    optional("etat", &["statut"]),
    optional("fin", &["valable jusqu au", "expire le", "expiration", "echeance"]),
    optional("motif", &["cause", "motif de refus"]),
];

/// The columns of a file, in the order of our templates.
pub(super) const fn of(file: OfficeFile) -> &'static [Column] {
    match file {
        OfficeFile::Families => FAMILIES,
        OfficeFile::Guardians => GUARDIANS,
        OfficeFile::Children => CHILDREN,
        OfficeFile::Activities => ACTIVITIES,
        OfficeFile::Enrolments => ENROLMENTS,
        OfficeFile::Invoices => INVOICES,
        OfficeFile::Bookings => BOOKINGS,
        OfficeFile::Accounts => ACCOUNTS,
        OfficeFile::Documents => DOCUMENTS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::fold;

    #[test]
    fn no_header_means_two_columns_of_a_file() {
        for file in OfficeFile::ALL {
            let mut headers: Vec<String> = of(file)
                .iter()
                .flat_map(|column| column.synonyms.iter().chain([&column.name]))
                .map(|header| fold(header))
                .collect();
            headers.sort_unstable();
            let count = headers.len();
            headers.dedup();
            assert_eq!(headers.len(), count, "{file:?}");
        }
    }

    #[test]
    fn synonyms_are_written_folded() {
        for synonym in OfficeFile::ALL.iter().flat_map(|file| of(*file)).flat_map(|c| c.synonyms) {
            assert_eq!(*synonym, fold(synonym));
        }
    }
}
